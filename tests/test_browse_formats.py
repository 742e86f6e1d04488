"""Every route of ours in every format: sound, guarded, below a base_url, and beside what comparing found."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browse_compared import build_compared
from browse_site import ARABIC, SCRIPT, Page
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import host
from attrib.browse.differences import aligned, lines, to_html

SETTINGS = "metadata" if host.is_first_series(Datasette([])) else "config"
PAGES = (
    "", "/search?q=cranes", "/article/a-retold", "/article/a-cranes", "/article/a-retold/versions", "/quote/q-cranes",
    "/quote/q-retold", "/quote/q-arabic", "/quote/q-nameless", "/speaker/s-roth", "/speaker/s-nameless", "/outlet/Norda~20Wire",
)  # fmt: skip
FORMATS = (
    ".json", "/search.json", "/search.csv", "/search.atom", "/search.feed.json", "/article/a-retold.json",
    "/article/a-retold.csv", "/article/a-retold/versions.json", "/quote/q-cranes.json", "/quote/q-retold.json",
    "/speaker/s-roth.json", "/speaker/s-roth.csv", "/speaker/s-roth.atom", "/speaker/s-roth.feed.json",
    "/outlet/Norda~20Wire.json", "/outlet/Norda~20Wire.csv", "/outlet/Norda~20Wire.atom", "/outlet/Norda~20Wire.feed.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("formats") / "news.db"
    build_compared(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built), str(built.with_name("other.db"))])


async def get(site: Datasette, path: str) -> Any:
    response = await site.client.get(f"/news/-/attrib{path}")
    assert response.status_code == 200, (path, response.text[:500])
    return response


async def said(site: Datasette, path: str) -> str:
    return " ".join(Page((await get(site, path)).text).text.split())


@pytest.mark.parametrize("path", PAGES)
async def test_pages_are_sound_and_offer_formats_that_answer(site: Datasette, path: str) -> None:
    response = await get(site, path)
    page = Page(response.text)
    assert SCRIPT not in response.text
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-describedby"] for _, attrs in page.tags if "aria-describedby" in attrs} <= set(ids)
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    links = {link.partition("#")[0] for link in page.links if link.startswith("/news/-/attrib")}
    links |= {link["href"] for link in page.all("link") if link["rel"] == "alternate"}
    for link in sorted(links):
        assert (await site.client.get(link)).status_code == 200, link


@pytest.mark.parametrize("path", FORMATS)
async def test_every_format_is_sound(site: Datasette, path: str) -> None:
    response = await get(site, path)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    if path.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert rows and all(None not in row for row in rows)
    elif path.endswith(".atom"):
        root = ElementTree.fromstring(response.text)
        ids = [one.text for one in root.iter("{http://www.w3.org/2005/Atom}id")]
        assert len(ids) == len(set(ids)) > 1
        assert all(str(one).startswith("urn:uuid:") for one in ids)
    else:
        told = response.json()
        assert told["version"] == "https://jsonfeed.org/version/1.1" if "feed" in path else told["page"]


@pytest.mark.parametrize("path", FORMATS)
async def test_links_of_every_format_stay_below_a_base_url(built: Path, path: str) -> None:
    site = Datasette([str(built)], settings={"base_url": "/desk/"})
    text = (await get(site, path)).text
    assert "/news/-/attrib" in text
    assert text.count("/news/-/attrib") == text.count("/desk/news/-/attrib")


@pytest.mark.parametrize(
    "denied",
    [
        {"allow": False},
        {"databases": {"news": {"allow": False}}},
        {"databases": {"news": {"tables": {"article": {"allow": False}}}}},
    ],
    ids=("instance", "database", "table"),
)
async def test_who_may_not_see_the_tables_gets_no_format(built: Path, denied: dict[str, Any]) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    for path in (*PAGES, *FORMATS):
        assert (await site.client.get(f"/news/-/attrib{path}")).status_code == 403, path


async def test_what_is_unknown_is_not_found_in_json_either(site: Datasette) -> None:
    for path in (
        "/quote/q-none.json",
        "/speaker/99.atom",
        "/article/99.csv",
        "/article/a-cranes/versions.json?after=99",
    ):
        response = await site.client.get(f"/news/-/attrib{path}")
        if "versions" not in path:
            assert (response.status_code, response.json()["status"]) == (404, 404)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([], "attributed to Ines Roth"),
        (["Lisa Moor"], "attributed to Ines Roth, with Lisa Moor"),
        (["Lisa Moor", "Hale & Sons"], "attributed to Ines Roth, with Lisa Moor and Hale & Sons"),
        (["Lisa Moor", "Ole Brand", "Mia Strand"], "attributed to Ines Roth, with Lisa Moor, Ole Brand and Mia Strand"),
    ],
)
async def test_a_telling_names_all_who_speak_together(others: list[str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build_compared(path)
    with sqlite3.connect(path) as connection:
        connection.execute("update variant_cluster set outlets = 1")
        for position, name in enumerate(["Ines Roth", *others]):
            connection.execute(
                "insert or replace into attribution_speaker (attribution_id, position, name, kind, status, candidates)"
                " select id, ?, ?, 'person', 'stated', '[]' from attribution where stable_key = 'q-retold'",
                (position, name),
            )
    connection.close()
    site = Datasette([str(path)])
    text = await said(site, "/quote/q-cranes")
    assert told in text
    assert ("attributed to Ines Roth, with" in text) == bool(others)
    assert "2 tellings in 2 articles of 1 outlet." in text
    members = (await site.client.get("/news/-/attrib/quote/q-cranes.json")).json()["variants"]["members"]
    assert {one["key"]: one["beside"] for one in members} == {"q-cranes": [], "q-retold": others}


async def test_a_quote_shows_its_variants_with_their_alterations(site: Datasette) -> None:
    text = await said(site, "/quote/q-retold")
    assert "2 tellings in 2 articles of 2 outlets" in text
    assert "First here: The Post, 2024-06-04 (as the page says)." in text
    assert "words put for others: high risk the negation “not” came in · touches negation" in text
    assert "The cranes [removed: <b>][added: will not ]" not in text  # marks alone are no change
    assert "[added: not" in text
    assert "Otto Falk" in text and "Looked at and passed over" in text
    assert "its own article tells this" in text
    assert "1 independent source behind it" in text
    assert "a port official anonymous · as told to The Post" in text
    assert "The Post credits Norda Wire credits The Post" in text
    page = Page((await get(site, "/quote/q-retold")).text)
    assert {"del", "ins"} <= {tag for tag, _ in page.tags}
    assert "/news/-/attrib/speaker/s-nameless" not in page.links and not [
        x for x in page.links if x.endswith("/speaker/3")
    ]


async def test_a_quote_shows_what_stands_against_it(site: Datasette) -> None:
    text = await said(site, "/quote/q-cranes")
    assert "1 other article credits this one for it: Norda Wire ." in text
    assert "May contradict it; to be read by a person" in text
    assert "Another figure: 40 ships against 30 ships" in text
    assert "Hedge dropped: “may”, further on “will”" in text


async def test_a_quote_tells_programs_the_same(site: Datasette) -> None:
    told = (await get(site, "/quote/q-cranes.json")).json()
    assert told["key"] == "q-cranes"
    assert [hop["name"] for hop in told["chain"]][:3] == ["Ines Roth", "state media", "Norda Wire"]
    assert told["variants"]["independent_roots"] == 1
    assert [one["key"] for one in told["variants"]["members"]] == ["q-cranes", "q-retold"]
    assert told["speaker"]["url"] == "/news/-/attrib/speaker/s-roth"


async def test_an_unnamed_source_has_no_page_that_joins_it(site: Datasette) -> None:
    text = await said(site, "/speaker/s-nameless")
    assert "has no page that joins its words" in text
    assert "took 40 ships" not in text and "a port official" not in text
    for ending in ("json", "csv", "atom", "feed.json"):
        response = await site.client.get(f"/news/-/attrib/speaker/s-nameless.{ending}")
        assert response.status_code == 404 and "took 40" not in response.text
    for path in ("/quote/q-nameless", "/article/a-retold", "/search?q=ships"):
        page = Page((await get(site, path)).text)
        assert not [link for link in page.links if link.endswith(("/speaker/3", "/speaker/s-nameless"))]


async def test_an_article_shows_cards_copies_and_versions(site: Datasette) -> None:
    page = Page((await get(site, "/article/a-retold")).text)
    text = " ".join(page.text.split())
    assert "1 article has this text too (a copy is no second source)" in text
    assert "taken for the original: this one says that it has the text from there · 91 % of the shorter text" in text
    cards = [attrs["id"] for attrs in page.all("span") if attrs.get("role") == "tooltip"]
    assert cards == ["c-q-retold", "c-q-arabic", "c-q-nameless"]
    assert "Ines Roth → The Post → Norda Wire" in text
    assert "/news/-/attrib/article/a-retold/versions" in page.links
    assert {"a-q-retold", "a-q-arabic"} <= {attrs.get("id") for attrs in page.all("span") if attrs.get("class") == "q"}


async def test_versions_show_what_changed(site: Datasette) -> None:
    text = await said(site, "/article/a-retold/versions")
    assert "hedge dropped high risk · quote" in text
    assert "[removed: may]" in text and "[added: will]" in text
    assert "[removed: A line that went.]" in text
    told = (await get(site, "/article/a-retold/versions.json")).json()
    assert [one["current"] for one in told["versions"]] == [False, True]
    assert told["changes"][0]["reason"] == "the hedge “may” is gone"
    assert (await site.client.get("/news/-/attrib/article/a-retold/versions?before=99")).status_code == 404


async def test_a_speaker_has_figures_and_mentions(site: Datasette) -> None:
    told = (await get(site, "/speaker/s-roth.json")).json()
    assert told["months"] == [{"month": "2024-06", "attributions": 2, "quoted": 2}]
    assert [(one["name"], one["count"]) for one in told["passed_on_by"]] == [("The Post", 1)]
    assert [one["url"] for one in told["mentioned_only"]] == ["/news/-/attrib/article/a-hidden"]  # article 2 quotes her
    assert told["variants"][0]["tellings"] == 2
    text = await said(site, "/speaker/s-roth")
    assert "Mentioned without a quote" in text and "Who credits this speaker The Post 1" in text


async def test_an_outlet_keeps_a_ledger_of_unnamed_sources(site: Datasette) -> None:
    text = await said(site, "/outlet/Norda~20Wire")
    assert "give a reason for anonymity 1 100 %" in text
    assert "reason given: for fear of losing the job" in text
    told = (await get(site, "/outlet/Norda~20Wire.json")).json()
    assert told["anonymous"] == {"attributions": 1, "or_more": False, "with_reason": 1}


async def test_the_home_page_tells_run_and_comparison(site: Datasette) -> None:
    text = await said(site, "")
    assert "Days of publication 2024-06-04 to 2024-06-05" in text
    assert "Last run 2024-07-02 09:00 with attrib 0.1" in text
    assert "Compared 2024-07-02 10:01" in text


async def test_right_to_left_words_stand_in_a_box_of_their_own(site: Datasette) -> None:
    page = Page((await get(site, "/quote/q-arabic")).text)
    assert "مرحبا بالعالم" in page.text and ARABIC in page.text
    assert page.all("blockquote")[0]["dir"] == "auto"


async def test_a_database_of_an_older_attrib_shows_what_it_has_and_says_what_it_lacks(
    built: Path, tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(built.read_bytes())
    with sqlite3.connect(path) as db:
        for table in ("speaker_fts", "comparison", "variant", "alteration", "joined_hop", "drift", "contradiction", "credit",
                      "article_copy", "version_change", "mention"):  # fmt: skip
            db.execute(f"drop table {table}")
    db.close()
    site = Datasette([str(path)])
    for page in (
        "",
        "/search?q=roth",
        "/quote/q-retold",
        "/article/a-retold",
        "/article/a-retold/versions",
        "/outlet/Norda~20Wire",
    ):
        await get(site, page)
    response = await site.client.get("/news/-/attrib/speaker/s-roth")
    assert response.status_code == 503 and "made by an older attrib" in response.text
    assert (await site.client.get("/news/-/attrib/speaker/s-roth.json")).json()["status"] == 503


def test_words_are_aligned_and_marks_are_no_change() -> None:
    pieces = aligned("“We will not go,” she said", "we will go, she said")
    assert [(one.kind, one.text) for one in pieces if one.kind != "same"] == [("removed", "not ")]
    assert str(to_html(pieces)).count("<del>") == 1
    assert all(one.kind == "same" for one in aligned("It’s “so”.", 'it\'s "so"'))
    assert [one.kind for one in aligned("a, b", "a b", marks=True)] == ["removed", "added", "same"]
    assert aligned("", "") == ()


def test_one_changed_sentence_of_a_long_line_is_found() -> None:
    text = " ".join(f"Sentence {n} stands here." for n in range(20_000))
    found = list(lines(text, text.replace("Sentence 700 stands", "Sentence 700 no longer stands")))
    assert [piece.text for line in found for piece in line.pieces if piece.kind == "added"] == ["no longer "]
    assert len(found) < 10 and sum(line.hidden for line in found) > 19_000


@pytest.mark.parametrize("text", ["x " * 50_000, "!" * 50_000, "\n" * 9000, "a\n" * 9000])
def test_long_texts_are_laid_side_by_side_in_bounded_time(text: str) -> None:
    other = "y " + text[::-1]
    found = list(lines(text, other))
    new = "".join(piece.text for line in found for piece in line.pieces if piece.kind == "added")
    assert "y" in new
    assert json.dumps([line.hidden for line in found])
