"""A reader's way through the pages, end to end: from a search to the outlet that is credited, and home with the rows."""

import csv
from pathlib import Path
from typing import Any

import pytest
from driving import follow, window


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_a_search_to_the_credited_outlet_and_its_rows(
    chromium: Any, site: str, tmp_path: Path, scripts: bool, width: int
) -> None:
    with window(chromium, width, scripts) as page:
        page.goto(site)
        page.get_by_role("searchbox").first.fill("ten days")
        page.get_by_role("button", name="Search").first.click()
        # The search finds the quote, and names the articles that carry it.
        assert "ten days" in page.locator("main .said").first.inner_text()
        follow(page, page.locator("main a[href*='/-/attrib/article/']").first)
        assert page.locator("h1").inner_text()
        # A number beside a highlight leads to the quote; the highlight itself stands right before it.
        mark = page.locator("article mark.content", has_text="ten days").first
        told = mark.inner_text()
        follow(page, mark.locator("xpath=following::a[contains(@class, 'ref')][1]"))
        assert "/-/attrib/quote/" in page.url
        assert any(word in page.locator("main").inner_text() for word in told.split()[:3])
        # The chain: drawn, and as a list in words, the publisher last.
        hops = page.locator("ol.hops > li")
        assert hops.count() >= 2
        assert page.locator("svg.chain:visible").count() == 1
        outlet = page.locator("ol.hops a[href*='/-/attrib/outlet/']").last
        name = outlet.inner_text()
        follow(page, outlet)
        assert page.locator("h1").inner_text() == name
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV", exact=True).first.click()
        saved = tmp_path / "rows.csv"
        download.value.save_as(saved)
        with saved.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) > 1
        assert all(len(row) == len(rows[0]) for row in rows)


def test_the_keyboard_reaches_the_page_first(chromium: Any, site: str) -> None:
    with window(chromium) as page:
        page.goto(site)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the page"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_link_to_a_quote_inside_an_article_shows_it(chromium: Any, site: str) -> None:
    with window(chromium) as page:
        page.goto(site)
        follow(page, page.locator("main a[href*='/-/attrib/article/']").first)
        page.locator("aside a.number").last.click()
        anchor = page.url.partition("#")[2]
        assert anchor.startswith("a-")
        assert page.locator(f"[id='{anchor}']").evaluate(
            "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
        )
