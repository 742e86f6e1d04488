"""What each page says: the wording, the evidence beside every name, the marks in their places."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from browse_site import ARABIC, SCRIPT, Builder, Page, build_site
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import host
from attrib.browse.article import slices


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "news.db"
    build_site(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built)])


async def load(site: Datasette, path: str) -> Page:
    response = await site.client.get(f"/news/-/attrib{path}")
    assert response.status_code == 200
    return Page(response.text)


def said(page: Page) -> str:
    return " ".join(page.text.split())


async def test_a_quote_is_what_the_article_attributes(site: Datasette) -> None:
    page = await load(site, "/quote/q-cranes")
    text = said(page)
    assert "What the article attributes to Ines Roth" in text
    assert "“the cranes <b>will</b> move” by Friday" in text
    assert "The article attributes this to Ines Roth (stated in the source itself)." in text
    assert "The words inside the quote marks are Ines Roth’s." in text
    assert "Ines Roth said" not in text.replace("Harbour master Ines Roth said", "")  # only where the article says it


async def test_a_quote_shows_why_it_is_there(site: Datasette) -> None:
    text = said(await load(site, "/quote/q-cranes"))
    for evidence in (
        "source_cue_that",
        "93 %",
        "named_in_source",
        "harbour master",
        "mixed: partly inside quote marks",
    ):
        assert evidence in text
    assert "Friday 2024-06-07, by dateline; could also be 2024-06-14" in text


async def test_the_sentence_of_a_quote_is_marked(site: Datasette) -> None:
    page = await load(site, "/quote/q-cranes")
    assert [attrs["class"] for attrs in page.all("mark")] == ["source", "cue", "content mixed"]


async def test_a_chain_is_drawn_and_listed_with_its_evidence(site: Datasette) -> None:
    page = await load(site, "/quote/q-cranes")
    text = said(page)
    assert len(page.all("svg")) == 3
    assert "Norda Wire (outlet) stated · dateline appears twice: a loop (Norda Wire)" in text
    assert "state media (outlet) not named · state media The text shows that somebody stands here" in text
    assert "The Post (outlet) inferred · published by No words of the text say this; a rule infers it." in text
    assert "/news/-/attrib/outlet/Norda+Wire" in page.links


async def test_an_unresolved_source_shows_its_candidates_and_names_nobody(site: Datasette) -> None:
    page = await load(site, "/quote/q-told")
    assert f"unresolved could be Ines Roth or {ARABIC}" in said(page)
    assert "none was chosen" in said(page)
    assert not [link for link in page.links if link.endswith("/speaker/s-roth")]  # neither of the two is chosen


async def test_a_nested_quote_names_what_holds_it_and_what_it_holds(site: Datasette) -> None:
    assert "/news/-/attrib/quote/q-told" in (await load(site, "/quote/q-safe")).links
    assert "/news/-/attrib/quote/q-safe" in (await load(site, "/quote/q-told")).links


async def test_a_refusal_has_no_words(site: Datasette) -> None:
    text = said(await load(site, "/quote/q-silent"))
    assert "declined to comment" in text
    assert "The article attributes no words to The ministry" in text


async def test_a_database_of_spans_shows_a_quote_without_its_text(site: Datasette) -> None:
    assert "= 1 + 1 www" in said(await load(site, "/quote/q-hidden"))
    text = said(await load(site, "/article/a-hidden"))
    assert "The text itself is not stored" in text
    assert "= 1 + 1 www" in text


async def test_an_article_marks_overlapping_spans_in_their_places(site: Datasette) -> None:
    page = await load(site, "/article/a-cranes")
    marks = [attrs["class"] for attrs in page.all("mark")][5:]  # the first five are the legend
    assert "content mixed" in marks
    assert [css for css in marks if "direct" in css.split() and "indirect" in css.split()]  # two contents cross
    assert "content cue indirect nested" in marks  # a cue of one inside the contents of two others
    text = said(page)
    assert "SUVA, June 4 (Norda Wire) -- Harbour master Ines Roth said “the cranes <b>will</b> move” by Friday" in text
    assert marks[0] == "inline"  # the dateline stays in its line, and the line is body
    assert [attrs["class"] for attrs in page.all("div") if attrs["class"].startswith("zone")] == [
        "zone headline",
        "zone body",
    ]


async def test_an_article_anchors_and_numbers_every_attribution(site: Datasette) -> None:
    page = await load(site, "/article/a-cranes")
    ids = {attrs.get("id", "") for _, attrs in page.tags}
    assert {"a-q-cranes", "a-q-told", "a-q-safe", "a-q-crossing", "a-q-silent"} <= ids
    labels = [attrs["aria-label"] for attrs in page.all("a") if attrs.get("class") == "ref"]
    assert "Quote 1, attributed to Ines Roth" in labels
    assert len(labels) == 5
    assert "5 attributions" in said(page)


async def test_a_rejected_attribution_stands_on_no_list(site: Datasette) -> None:
    for path in ("/article/a-cranes", "?q=cranes"):
        assert not [link for link in (await load(site, path)).links if "q-rejected" in link]


async def test_the_address_of_an_article_is_shown_and_not_linked(site: Datasette) -> None:
    page = await load(site, "/article/a-cranes")
    assert "javascript:alert(1)" in page.text
    assert not [link for link in page.links if "javascript" in link]


async def test_a_long_article_comes_in_parts(site: Datasette) -> None:
    first = await load(site, "/article/a-long")
    assert len(first.text) < 120_000
    assert "Line 2900:" not in first.text
    last = next(link for link in first.links if "part=3" in link)
    page = Page((await site.client.get(last)).text)
    assert "Line 2900:" in page.text
    assert "a-q-far" in {attrs.get("id") for _, attrs in page.tags}
    quote = await load(site, "/quote/q-far")
    place = next(link for link in quote.links if link.endswith("#a-q-far"))
    assert "Line 2900:" in Page((await site.client.get(place.partition("#")[0])).text).text
    assert "Line 2999" in Page((await site.client.get(last.replace("part=3", "part=99"))).text).text


@pytest.mark.parametrize("text", ["", "x" * 500, "word " * 100, "line\n" * 100, "x" * 61, "\n" * 400])
def test_parts_cover_the_text(text: str) -> None:
    found = slices(text, 50)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 60 for start, end in found)


@pytest.mark.parametrize(("text", "last"), [("one two three four\n" * 20, "\n"), ("wordy " * 50, " ")])
def test_a_part_ends_with_a_line_or_a_word(text: str, last: str) -> None:
    assert all(text[end - 1] == last for _, end in slices(text, 50))


async def test_a_speaker_has_quotes_verbs_outlets_and_roles(site: Datasette) -> None:
    page = await load(site, "/speaker/s-roth")
    text = said(page)
    for part in ("Outlets that carried the words Norda Wire 1 The Post 1", "said 1", f"harbour master 1 {ARABIC}"):
        assert part in text
    assert "What articles attribute to Ines Roth" in text
    assert "/news/-/attrib/quote/q-cranes" in page.links


async def test_a_hostile_speaker_is_text(site: Datasette) -> None:
    page = await load(site, "/speaker/s-falk")
    assert page.text.count(SCRIPT) >= 2
    assert not page.all("script")


async def test_an_outlet_tells_whom_it_credits_and_who_credits_it(site: Datasette) -> None:
    post, wire = await load(site, "/outlet/The~20Post"), await load(site, "/outlet/Norda~20Wire")
    assert "Whom it credits Norda Wire 1" in said(post)
    assert "Who credits it The Post 1" in said(wire)
    assert "Anonymous sources 0 of 5 attributions (0 %)" in said(post)
    assert "State-run yes" in said(wire)


async def test_an_outlet_is_found_by_its_name(site: Datasette) -> None:
    for path in ("/outlet/Norda~20Wire", "/outlet/Norda%20Wire", "/outlet/Norda+Wire"):
        assert "State-run yes" in said(await load(site, path))


async def test_the_home_page_counts_and_lists(site: Datasette) -> None:
    text = said(await load(site, ""))
    assert "articles 3 attributions 8 speakers 2 publishers 2" in text
    assert text.index("Cranes to move") < text.index("an article without a headline")  # those with a day come first


@pytest.mark.parametrize("asked", ["cranes", "CRANES", "cranes move", 'cranes"', "%22cranes", "the+cranes"])
async def test_search_finds_words(site: Datasette, asked: str) -> None:
    page = await load(site, f"?q={asked}")
    assert "/news/-/attrib/quote/q-cranes" in page.links


@pytest.mark.parametrize(
    "asked", ["zebra", "cranes AND zebra", "*", "NEAR(", "cranes NOT zebra", "%00", "content_text:x", "a" * 500]
)
async def test_search_takes_signs_for_nothing(site: Datasette, asked: str) -> None:
    page = await load(site, f"?q={asked}")
    assert "/news/-/attrib/quote/q-cranes" not in page.links


@pytest.mark.parametrize(
    "query",
    ["before=x", "before=.", "before=9.9", "before=2024-06-04.1", "before=.2", "from=-1&q=a", "before=" + "9" * 400],
)
async def test_odd_addresses_turn_no_page_over(site: Datasette, query: str) -> None:
    await load(site, f"?{query}")
    await load(site, f"/speaker/s-roth?after={query}")
    await load(site, f"/outlet/The~20Post?{query}")
    await load(site, f"/article/a-long?part={query}")


async def test_lists_turn_pages(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.browse.listing.PAGE", 1)
    site = Datasette([str(built)])
    for start, total in (("", 3), ("/speaker/s-roth", 2)):
        path, seen = f"/news/-/attrib{start}", []
        while path:
            page = Page((await site.client.get(path)).text)
            seen += [link for link in page.links if re.search(r"/(article|quote)/[^#?]*$", link) and "rows" not in link]
            path = next((attrs["href"] for attrs in page.all("a") if attrs.get("rel") == "next"), "")
            assert len(seen) < 20
        assert len({link for link in seen if "/quote/" in link or not start}) == total


async def test_a_page_that_takes_too_long_says_so(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: Any, **__: Any) -> Any:
        raise host.TooSlowError

    await site.invoke_startup()
    monkeypatch.setattr(host.Visit, "rows", slow)
    response = await site.client.get("/news/-/attrib/quote/q-cranes")
    assert response.status_code == 503
    assert "took too long" in response.text


@pytest.mark.parametrize("path", ["/article/a-cranes?", "/speaker/s-roth?", "?q=cranes&"])
async def test_pages_leave_out_what_is_less_sure(site: Datasette, path: str) -> None:
    sure = await load(site, f"{path}min_confidence=0.9")
    surer = await load(site, f"{path}min_confidence=0.94")
    assert "the cranes will move" in said(sure).replace("<b>", "").replace("</b>", "")
    assert "confidence 93 %" in said(sure)
    assert "confidence 93 %" not in said(surer)
    assert "94 % and more" in said(surer)


@pytest.mark.parametrize("asked", ["", "x", "-1", "1e9", "٣", "nan", "0"])
async def test_a_confidence_that_is_none_leaves_nothing_out(site: Datasette, asked: str) -> None:
    assert "confidence 93 %" in said(await load(site, f"/article/a-cranes?min_confidence={asked}"))


async def test_no_control_character_of_a_text_reaches_a_page(tmp_path: Path) -> None:
    odd = "".join(map(chr, (*range(0x20), 0x7F, 0x85, 0x9F)))
    path = tmp_path / "news.db"
    build = Builder(path)
    build.article(
        "a-odd", f"Odd {odd} words\nMore.", f"Head{odd}line", publisher_id=build.add("outlet", name=f"Odd{odd}")
    )
    build.close()
    site = Datasette([str(path)])
    for page in ("", "/article/a-odd", f"/search?q=odd{quote_plus(odd)}", "/search?outlet=Odd%00"):
        response = await site.client.get(f"/news/-/attrib{page}")
        assert response.status_code == 200
        assert not re.search("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]", response.text), page
