"""Addresses that last: keys in every link, a way on from the old numbers, one canonical address a page."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus, urljoin, urlsplit

import pytest
from browse_compared import build_compared
from browse_site import Page
from command_line import run
from datasette.app import Datasette  # type: ignore[import-untyped]

HOME = "/news/-/attrib"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    path = tmp_path_factory.mktemp("addresses") / "news.db"
    build_compared(path)
    return Datasette([str(path)])


@pytest.mark.parametrize(
    ("numbered", "stable"),
    [
        ("/article/1", "/article/a-cranes"),
        ("/article/4.json", "/article/a-retold.json"),
        ("/article/1.csv?min_confidence=0.5", "/article/a-cranes.csv?min_confidence=0.5"),
        ("/article/4/versions", "/article/a-retold/versions"),
        ("/article/4/versions.json?before=v1", "/article/a-retold/versions.json?before=v1"),
        ("/article/a-retold?version=5", "/article/a-retold?version=v2"),
        ("/article/a-retold/versions?before=5&after=v1", "/article/a-retold/versions?before=v2&after=v1"),
        ("/quote/1", "/quote/q-cranes"),
        ("/quote/2.json", "/quote/q-told.json"),
        ("/speaker/1", "/speaker/s-roth"),
        ("/speaker/1.feed.json?min_confidence=0.9", "/speaker/s-roth.feed.json?min_confidence=0.9"),
        ("/speaker/2.atom", "/speaker/s-falk.atom"),
        ("/outlet/1", "/outlet/The+Post"),
        ("/outlet/2.csv?before=q-far", "/outlet/Norda+Wire.csv?before=q-far"),
        ("/graph?outlet=2&month=2024-06", "/graph?outlet=Norda+Wire&month=2024-06"),
        ("/graph.svg?most=20&outlet=1", "/graph.svg?most=20&outlet=The+Post"),
        ("/sides?one=1&other=Norda+Wire", "/sides?one=The+Post&other=Norda+Wire"),
        ("/sides.json?one=The+Post&other=2&from=2024-01-01", "/sides.json?one=The+Post&other=Norda+Wire&from=2024-01-01"),
    ],
)  # fmt: skip
async def test_numbers_lead_on_to_keys(site: Datasette, numbered: str, stable: str) -> None:
    response = await site.client.get(HOME + numbered)
    assert (response.status_code, response.headers.get("location")) == (302, HOME + stable)
    assert (await site.client.get(HOME + numbered, follow_redirects=True)).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/article/99", "/quote/0", "/speaker/999999999999999999999", "/outlet/77.csv", "/graph?outlet=77", "/sides?one=9",
     "/article/a-retold?version=1", "/article/a-retold?version=v3", "/article/a-cranes?version=-1"],
)  # fmt: skip
async def test_a_number_of_nothing_leads_nowhere(site: Datasette, path: str) -> None:
    assert (await site.client.get(HOME + path)).status_code == 404


async def test_numbers_lead_on_below_a_base_url(site: Datasette) -> None:
    path = next(str(database.path) for name, database in site.databases.items() if name == "news")
    below = Datasette([path], settings={"base_url": "/desk/"})
    response = await below.client.get(f"{HOME}/outlet/2.atom?min_confidence=0.5")
    assert response.headers["location"] == f"/desk{HOME}/outlet/Norda+Wire.atom?min_confidence=0.5"


async def test_an_outlet_called_by_a_number_keeps_its_page(tmp_path: Path) -> None:
    lines = [
        {"id": f"{n}", "text": "The mill will close, Ana Roth said.", "publisher": name}
        for n, name in enumerate(("Vale Gazette", "1", "0007"))
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert run("ingest", str(tmp_path / "news.db"), str(source)).exit_code == 0
    site = Datasette([str(tmp_path / "news.db")])
    for name in ("1", "0007"):
        response = await site.client.get(f"{HOME}/outlet/{name}.json")
        assert (response.status_code, response.json().get("name")) == (200, name)


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("", ""),
        ("/", ""),
        ("?utm_source=letter", ""),
        ("?q=cranes", "/search?q=cranes"),
        ("/search?kind=person&q=roth&utm=1", "/search?q=roth&kind=person"),
        ("/article/a-cranes", "/article/a-cranes"),
        ("/article/a-long?at=70000", "/article/a-long?part=2"),
        ("/article/a-long?part=1&x=1", "/article/a-long"),
        ("/article/a-retold?version=v2", "/article/a-retold?version=v2"),
        ("/article/a-retold?version=v1", "/article/a-retold"),
        ("/quote/q-cranes?ref=mail", "/quote/q-cranes"),
        ("/speaker/s-roth?min_confidence=0.9", "/speaker/s-roth?min_confidence=0.9"),
        ("/outlet/Norda%20Wire", "/outlet/Norda+Wire"),
        ("/outlet/Norda~20Wire", "/outlet/Norda+Wire"),
        ("/audit/copies?from=0", "/audit/copies?from=0"),
        ("/graph?most=20&month=2024-06", "/graph?month=2024-06&most=20"),
        ("/sides?other=Norda+Wire&one=The+Post", "/sides?one=The+Post&other=Norda+Wire"),
    ],
)  # fmt: skip
async def test_each_page_names_its_canonical_address(site: Datasette, path: str, canonical: str) -> None:
    response = await site.client.get(HOME + path)
    assert response.status_code == 200
    named = [link["href"] for link in Page(response.text).all("link") if link["rel"] == "canonical"]
    assert named == [HOME + canonical]


async def test_what_is_missing_has_no_canonical_address(site: Datasette) -> None:
    response = await site.client.get(f"{HOME}/quote/nothing")
    assert response.status_code == 404
    assert not [link for link in Page(response.text).all("link") if link["rel"] == "canonical"]


# Five outlets on a mill: one wire quote that travels, people of one family name, a figure that differs, an unnamed source.
_PROMISE = "“We will keep the paper mill open through the whole winter,” Ana Ford told the {told}."
_TEXTS = {
    "Vale Gazette": f"Mill stays open\nLAMFORD, March 2 (Tessel Wire) -- {_PROMISE.format(told='Tessel Wire')} Ford said 40 people work there.",
    "Tessel Wire": f"Mill to stay\n{_PROMISE.format(told='Tessel Wire')} Ford, the mayor of Lamford, said 60 people work there.",
    "Seabird News": "Mill in doubt\nThe Tessel Wire reported that Ana Ford said the mill would stay open. A senior official said it would close.",
    "Ostvik Times": "Ford denies it\nAna Ford denied that the paper mill would close. Jan Leik, the head of the union, said he did not believe her.",
    "Harbour Post": "Union says no\nJan Leik said “the mill has been dead for a year”, according to the Vale Gazette. The ministry declined to comment.",
}
# A key, a name, or a place in a list: never the number of a row.
_NUMBERED = re.compile(
    r"/-/attrib/(?:article|speaker|outlet|quote)/\d{1,15}(?:[./?#]|$)"
    r"|[?&](?:outlet|one|other|version|story)=\d+(?:&|$)|[?&]before=(?:[^&]*\.)?\d{1,15}(?:&|$)"
    r"|/news/\w+/\d+(?:[./?#]|$)"
)


async def links_of(path: Path) -> set[str]:
    """Return every address below our home that a page, a feed or a file of a database names, all of them followed."""
    site = Datasette([str(path)])
    found, ahead = {HOME}, [HOME]
    while ahead:
        address = ahead.pop()
        response = await site.client.get(address)
        assert response.status_code == 200, address
        for link in _links(response):
            target = urljoin(address, link).partition("#")[0]
            target = urlsplit(target)._replace(scheme="", netloc="").geturl()
            if target not in found:
                found.add(target)
                ahead += [target] * target.startswith(HOME)
    return found


def _links(response: Any) -> list[str]:
    if response.headers["content-type"].startswith("text/html"):
        page = Page(response.text)
        return [*page.links, *(link["href"] for link in page.all("link"))]
    # Addresses stand in quote marks, between commas or between tags.
    return re.findall(r"(?:http://localhost)?/news/[^\s\"<>,]*", response.text)


async def test_the_same_texts_in_another_order_have_the_same_addresses(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": f"mill-{name}", "text": text, "publisher": name, "date": f"2031-03-0{day}"})
        for day, (name, text) in enumerate(_TEXTS.items(), 1)
    ]
    found = []
    for order, ordered in (("there", lines), ("back", lines[::-1])):
        (tmp_path / order).mkdir()
        database = tmp_path / order / "news.db"
        # One by one, so that no order of the tool's own evens them out.
        for number, line in enumerate(ordered):
            source = tmp_path / order / f"{number}.jsonl"
            source.write_text(line, encoding="utf-8")
            assert run("ingest", str(database), str(source)).exit_code == 0
        assert run("compare", str(database)).exit_code == 0
        found.append(await links_of(database))
    assert found[0] == found[1]
    assert len(found[0]) > 200
    assert not [link for link in found[0] if _NUMBERED.search(unquote_plus(link))]


async def test_no_link_of_any_format_holds_the_number_of_a_row(site: Datasette) -> None:
    path = next(str(database.path) for name, database in site.databases.items() if name == "news")
    found = await links_of(Path(path))
    assert len(found) > 150
    assert not [link for link in found if _NUMBERED.search(unquote_plus(link))]
