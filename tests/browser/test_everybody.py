"""What holds for every page of ours: readable by everybody, in light and dark, on a telephone and on a desk."""

from typing import Any

import pytest
from driving import window
from serving import kind

# Pictures without words: neither a title or label of their own, nor said to be decoration.
_WORDLESS = """() => [...document.querySelectorAll('img, svg')].filter(one => {
    if (one.closest('[aria-hidden=true]')) return false;
    if (one.tagName === 'IMG') return !one.hasAttribute('alt');
    const title = one.querySelector(':scope > title');
    const label = one.getAttribute('aria-label') || (title && title.textContent);
    return !(label && label.trim());
}).map(one => one.outerHTML.slice(0, 200))"""
_WIDER = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')].filter(one =>
        one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('.scroll, [class*=scroll]')
    ).slice(0, 3).map(one => one.outerHTML.slice(0, 160)).concat([`${root.scrollWidth} px`]);
}"""


def test_every_kind_of_page_is_looked_at(pages: list[str], site: str) -> None:
    kinds = {kind(address, site).partition("?")[0] for address in pages}
    assert {"", "article", "quote", "speaker", "outlet", "audit", "graph", "sides", "search"} <= kinds


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Any, pages: list[str], scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is missing: pip install '.[browser]'"
    )
    found = []
    with window(chromium, scheme=scheme) as page:
        for address in pages:
            page.goto(address)
            for wrong in axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
                if wrong["impact"] in ("serious", "critical"):
                    found.append((address, wrong["id"], [node["html"][:200] for node in wrong["nodes"][:3]]))
    assert not found


@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_scrolls_sideways_and_every_picture_has_words(chromium: Any, pages: list[str], width: int) -> None:
    found = []
    with window(chromium, width) as page:
        for address in pages:
            page.goto(address)
            found += [(address, *wrong) for wrong in (page.evaluate(_WIDER), page.evaluate(_WORDLESS)) if wrong]
    assert not found
