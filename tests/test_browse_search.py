"""The search: what it finds, how it is narrowed, and what it gives to programs."""

import csv
import io
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from browse_site import ARABIC, Builder, Page, build_site
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import terms
from attrib.browse.formats import safe_cell

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "news.db"
    build_site(path)
    build = Builder(path)
    text = "Nobody knows\n“=SUM of it is zéro,” a senior official said. A ban was denied by Ada Alder."
    place = build.article("a-sum", text, "Nobody knows", publisher_id=1, published="2024-07-01T09:00:00")
    nameless = build.add("speaker", stable_key="s-nameless", name="a senior official", kind="anonymous")
    build.attribution(
        "q-sum", place, text, content=["=SUM of it is zéro"], cue=["said"], source=["a senior official"],
        speaker_kind="anonymous", speaker_id=nameless, type="direct", confidence=0.6,
    )  # fmt: skip
    build.attribution(
        "q-ban", place, text, content=["A ban"], cue=["denied"], source=["Ada Alder"], stance="denial", sequence=1,
        relation="denial",
    )  # fmt: skip
    build.add("run", tool_version="0", grammar_hash="", lexicon_hash="", options="{}", started="2024-07-02T00:00:00Z")
    build.db.execute("update document set run_id = 1")
    build.close()
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built)])


async def found(site: Datasette, **query: object) -> list[str]:
    response = await site.client.get("/news/-/attrib/search.json?" + urlencode(query))
    assert response.status_code == 200, response.text
    return [quote["key"] for quote in response.json()["quotes"]]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({"q": "zero"}, ["q-sum"]),
        ({"q": "ZÉRO"}, ["q-sum"]),
        ({"q": "cranes", "outlet": "The Post"}, ["q-cranes"]),
        ({"q": "cranes", "outlet": "the post"}, ["q-cranes"]),
        ({"q": "cranes", "outlet": "Norda Wire"}, []),
        ({"q": "cranes", "outlet": "No Such Outlet"}, []),
        ({"kind": "anonymous"}, ["q-sum"]),
        ({"stance": "denial"}, ["q-ban"]),
        ({"type": "direct"}, ["q-sum", "q-crossing"]),
        ({"since": "2024-07-01"}, ["q-ban", "q-sum"]),
        ({"since": "2024-07-02"}, []),
        ({"until": "2024-07-01", "stance": "denial"}, ["q-ban"]),
        ({"until": "2024-06-04", "q": "cranes"}, ["q-cranes"]),
        ({"until": "2024-06-03", "q": "cranes"}, []),
        ({"kind": "anonymous", "min_confidence": "0.7"}, []),
        ({"q": '"cranes move"'}, []),
        ({"q": "“will</b> move”"}, ["q-cranes"]),
        ({"kind": "nonsense", "since": "31 May", "q": "cranes"}, ["q-cranes"]),
        ({"q": "*"}, []),
    ],
)
async def test_filters_narrow(site: Datasette, query: dict[str, object], keys: list[str]) -> None:
    assert await found(site, **query) == keys


async def test_every_attribution_is_listed_once_without_a_word(site: Datasette) -> None:
    keys = await found(site)
    assert len(keys) == len(set(keys)) == 9  # all but the rejected one


async def test_names_are_found_and_nobody_without_a_name(site: Datasette) -> None:
    answer = (await site.client.get("/news/-/attrib/search.json?q=ro")).json()
    assert [one["name"] for one in answer["speakers"]] == ["Ines Roth"]
    by_alias = (await site.client.get("/news/-/attrib/search.json?" + urlencode({"q": ARABIC}))).json()
    assert [one["name"] for one in by_alias["speakers"]] == ["Ines Roth"]
    outlets = (await site.client.get("/news/-/attrib/search.json?q=wire")).json()["outlets"]
    assert [one["name"] for one in outlets] == ["Norda Wire"]
    assert (await site.client.get("/news/-/attrib/search.json?q=senior+official")).json()["speakers"] == []


async def test_what_was_found_is_marked(site: Datasette) -> None:
    page = Page((await site.client.get("/news/-/attrib/search?q=zero")).text)
    assert [attrs["class"] for attrs in page.all("mark")] == ["hit", "hit"]  # in the quote, and in the article
    assert "=SUM of it is zéro" in page.text
    assert "Nobody knows" in page.text


async def test_the_form_keeps_what_was_asked(site: Datasette) -> None:
    page = Page((await site.client.get("/news/-/attrib/search?q=x&kind=person&since=2024-01-02&outlet=The+Post")).text)
    values = {attrs["id"]: attrs.get("value") for attrs in page.all("input")}
    assert (values["q"], values["since"], values["outlet"]) == ("x", "2024-01-02", "The Post")
    assert [attrs["value"] for attrs in page.all("option") if "selected" in attrs and attrs["value"]] == ["person"]


async def test_a_word_too_common_to_rank_gives_the_newest(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.browse.search._LOOKED_THROUGH", 1)
    answer = (await site.client.get("/news/-/attrib/search.json?q=the")).json()
    assert (answer["order"], answer["all_looked_through"], len(answer["quotes"])) == ("newest", False, 1)
    assert "newest come first" in (await site.client.get("/news/-/attrib/search?q=the")).text


async def test_pages_of_a_search_follow_each_other(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.browse.listing.PAGE", 2)
    path, keys = "/news/-/attrib/search.json", []
    while path:
        answer = (await site.client.get(path)).json()
        keys += [quote["key"] for quote in answer["quotes"]]
        path = answer["next"]
        assert len(keys) < 20
    assert len(keys) == len(set(keys)) == 9


async def test_csv_is_safe_in_a_spreadsheet(site: Datasette) -> None:
    response = await site.client.get("/news/-/attrib/search.csv?q=zero")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(response.text))
    assert row["content"] == "'=SUM of it is zéro"
    assert row["confidence"] == "0.6"
    assert row["url"] == "http://localhost/news/-/attrib/quote/q-sum"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"), (-1, -1),
     (None, ""), ("a=1", "a=1"), (" =1", " =1"), ("'=1", "'=1"), ("＝1", "'＝1"), ("\x00", "\ufffd"), ("", "")],
)  # fmt: skip
def test_a_cell_is_never_a_formula(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


async def test_atom_is_sound(site: Datasette) -> None:
    response = await site.client.get("/news/-/attrib/search.atom?q=cranes")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.text)
    assert root.tag == ATOM + "feed"
    # RFC 4287, 4.1.1: an id, a title and a time, one each; every entry with an author, an id, a title and a time.
    for part in ("id", "title", "updated"):
        assert len(root.findall(ATOM + part)) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall(ATOM + "link")}
    assert links["self"] == "http://localhost/news/-/attrib/search.atom?q=cranes"
    (entry,) = root.findall(ATOM + "entry")
    assert str(entry.findtext(ATOM + "id")).startswith("urn:uuid:")
    assert entry.findtext(ATOM + "updated") == "2024-06-04T00:00:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "The Post"
    assert str(entry.findtext(ATOM + "title")).startswith("The Post attributes to Ines Roth: “the cranes <b>will</b>")
    assert entry.find(ATOM + "link").get("href") == "http://localhost/news/-/attrib/quote/q-cranes"  # type: ignore[union-attr]


async def test_a_json_feed_is_sound(site: Datasette) -> None:
    response = await site.client.get("/news/-/attrib/search.feed.json?q=cranes")
    assert response.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed: dict[str, Any] = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    atom = ElementTree.fromstring((await site.client.get("/news/-/attrib/search.atom?q=cranes")).text)
    assert item["id"] == atom.findtext(f"{ATOM}entry/{ATOM}id")
    assert item["content_text"].startswith("“the cranes <b>will</b> move” by Friday")
    undated = (await site.client.get("/news/-/attrib/search.feed.json?q=mayor")).json()["items"]
    assert [one["date_published"] for one in undated] == ["2024-07-02T00:00:00Z"]  # when it was read


async def test_what_is_given_to_programs_is_guarded_too(site: Datasette) -> None:
    for path in (".json", "/search.json", "/search.csv", "/search.atom", "/search.feed.json"):
        response = await site.client.get(f"/news/-/attrib{path}")
        assert response.status_code == 200, path
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("a b", '"a" "b"'),
        ('"a b" c', '"a b" "c"'),
        ("“a b”", '"a b"'),
        ('a"', '"a"'),
        ("", ""),
        ('""', ""),
        ("* -", ""),
    ],
)
def test_what_is_typed_becomes_a_query(asked: str, query: str) -> None:
    assert terms.match(asked) == query


def test_a_mark_stands_round_words_and_text_is_escaped() -> None:
    marked = terms.highlight("<b>Zürich</b> & zurich", terms.marked_words("ZURICH"))
    assert marked == ('&lt;b&gt;<mark class="hit">Zürich</mark>&lt;/b&gt; &amp; <mark class="hit">zurich</mark>')
    far = terms.highlight("word " * 500 + "needle " + "word " * 500, terms.marked_words("needle"))
    assert "needle" in far and len(far) < 500
