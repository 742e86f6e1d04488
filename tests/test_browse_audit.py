"""The audit's pages: the overview, a page a question, and what they give to programs."""

import csv
import io
import re
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browse_site import SCRIPT, Page
from compared_site import build_compared
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import host, notes
from attrib.browse.audit import HEADLINE_FIGURES
from attrib.store.sections import BY_NAME, SECTIONS

SETTINGS = "metadata" if host.is_first_series(Datasette([])) else "config"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "ferry.db"
    build_compared(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built)])


async def load(site: Datasette, path: str) -> Page:
    response = await site.client.get(f"/ferry/-/attrib/audit{path}")
    assert response.status_code == 200, response.text[:2000]
    assert SCRIPT not in response.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    return Page(response.text)


def said(page: Page) -> str:
    return " ".join(page.text.split())


def sound(page: Page) -> None:
    assert len(page.all("h1")) == 1
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(ids)
    assert not page.all("script")
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    for svg in page.all("svg"):
        assert set(svg["aria-labelledby"].split()) <= set(ids)


async def test_the_overview_leads_to_every_question(site: Datasette) -> None:
    page = await load(site, "")
    sound(page)
    assert {f"/ferry/-/attrib/audit/{section.name}" for section in SECTIONS} <= set(page.links)
    assert {section.view.name for section in SECTIONS} <= {attrs.get("id") for attrs in page.all("li")}
    text = said(page)
    assert "altered tellings 2" in text and "loops of one quote 1" in text
    assert "Not compared" not in text and len(page.all("svg")) > 3


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
async def test_every_question_has_a_sound_page(site: Datasette, section: Any) -> None:
    page = await load(site, f"/{section.name}")
    sound(page)
    text = said(page)
    assert section.view.description in text and " ".join(section.view.counted.split()) in text
    links = {link.partition("?")[0] for link in page.links}
    view = f"/ferry/{section.view.name}"
    assert {view, f"{view}.json"} <= links
    # Datasette's own CSV has cells that a spreadsheet takes for formulas.
    assert f"{view}.csv" not in links
    assert {f"/ferry/-/attrib/audit/{section.name}.{ending}" for ending in ("json", "csv")} <= links
    for link in sorted(link for link in page.links if link.startswith("/ferry/-/attrib/")):
        assert (await site.client.get(link)).status_code == 200, link


async def test_rows_lead_to_quotes_articles_speakers_and_outlets(site: Datasette) -> None:
    home = "/ferry/-/attrib"
    wanted = {
        "carried_by": ("/quote/q-Mast", "/outlet/Mast"),
        "outlet_credits": ("/outlet/Mast", "/outlet/Helm"),
        "altered_quotes": ("/quote/q-Mast", "/quote/q-Helm"),
        "stance_drift": ("/quote/q-Keel", "/quote/q-Helm"),
        "most_quoted": ("/speaker/s-roth",),
        "self_contradictions": ("/quote/r-Helm", "/quote/q-Keel", "/speaker/s-roth"),
        "copies": ("/article/a-Keel", "/article/a-Helm"),
        "conflicts": ("/quote/r-Mast", "/quote/r-Keel"),
    }
    for name, links in wanted.items():
        page = await load(site, f"/{name}")
        assert {home + link for link in links} <= set(page.links), name


async def test_a_variant_is_told_against_the_fullest_and_against_what_it_credits(site: Datasette) -> None:
    response = await site.client.get("/ferry/-/attrib/quote/q-Helm")
    page = Page(response.text)
    # Keel had cut the promise, and Helm has Keel's words as they were: what is lost was lost before.
    assert "Against Keel , which it credits: the same words, set differently" in said(page)
    assert said(page).count("which it credits") == 1 and "/ferry/-/attrib/quote/q-Keel" in page.links
    members = (await site.client.get("/ferry/-/attrib/quote/q-Helm.json")).json()["variants"]["members"]
    told = {one["key"]: one["credited"] and (one["credited"]["key"], one["credited"]["type"]) for one in members}
    assert told == {"q-Mast": None, "q-Keel": None, "q-Helm": ("q-Keel", "formatting")}
    rows = said(await load(site, "/altered_quotes"))
    assert "against the telling it credits" in rows and "formatting" in rows


async def test_a_rejected_telling_is_laid_against_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path)
    with sqlite3.connect(path) as connection:
        connection.execute("update attribution set status = 'rejected' where stable_key = 'q-Keel'")
    connection.close()
    response = await Datasette([str(path)]).client.get("/ferry/-/attrib/quote/q-Helm")
    assert "cut inside" in response.text and "which it credits" not in response.text


async def test_a_quote_stands_once_over_all_who_carry_it(site: Datasette) -> None:
    page = await load(site, "/carried_by")
    text = said(page)
    assert text.count("“We will not close the ferry before May,”") == 5  # drawing twice, caption, claim, telling
    assert "Mast Keel" in text and "Keel Helm" in text


async def test_two_of_one_name_both_have_name_and_link(tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path)
    with sqlite3.connect(path) as connection:
        connection.execute("insert into speaker (id, stable_key, name, kind) values (9, 's-9', 'Ines Roth', 'person')")
        connection.execute(
            "insert into figure (question, position, speaker_id, attributions) values ('most_quoted', 1, 9, 1)"
        )
    connection.close()
    response = await Datasette([str(path)]).client.get("/ferry/-/attrib/audit/most_quoted")
    links = [link for link in Page(response.text).links if "/speaker/" in link]
    assert len(set(links)) == 2 and response.text.count("<bdi>Ines Roth</bdi>") == 2


async def test_the_words_are_neutral(site: Datasette) -> None:
    for section in SECTIONS:
        html = (await site.client.get(f"/ferry/-/attrib/audit/{section.name}")).text
        # Cells hold what the texts say, under the headings source, cue, content; the page itself never says it.
        assert not re.search(r"Ines Roth (said|says|claims)", re.sub(r"<td.*?</td>", "", html))
    assert "the article attributes" in said(await load(site, "/self_contradictions"))


async def test_json_tells_rows_and_how_they_are_counted(site: Datasette) -> None:
    told = (await site.client.get("/ferry/-/attrib/audit/altered_quotes.json")).json()
    assert told["question"] == BY_NAME["altered_quotes"].view.description and told["compared"] is True
    assert [row["touches"] for row in told["rows"]] == [["negation"], ["negation"]] and told["next"] is None
    overview = (await site.client.get("/ferry/-/attrib/audit.json")).json()
    rows = {one["name"]: one["rows"] for one in overview["questions"]}
    assert (rows["altered_quotes"], rows["loops"], rows["conflicts"]) == (2, 1, 2)
    assert set(HEADLINE_FIGURES) <= set(rows)
    for one in overview["questions"]:
        assert (await site.client.get(one["json"])).json()["name"] == one["name"]


async def test_csv_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path)
    with sqlite3.connect(path) as connection:
        connection.execute("update attribution set content_text = '=1+1' where stable_key = 'q-Mast'")
    connection.close()
    response = await Datasette([str(path)]).client.get("/ferry/-/attrib/audit/carried_by.csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert rows[0]["content_text"] == "'=1+1" and rows[0]["credits"] == "Keel"
    assert 'filename="ferry-carried_by.csv"' in response.headers["content-disposition"]


async def test_pages_turn(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.browse.audit_question.PAGE", 1)
    path, seen = "/carried_by", []
    for _ in range(3):
        page = await load(site, path)
        seen += [link.rpartition("/")[2] for link in page.links if "/outlet/" in link]
        following = [attrs["href"] for attrs in page.all("a") if attrs.get("rel") == "next"]
        path = following[0].partition("/audit")[2] if following else ""
    assert seen == ["Mast", "Keel", "Helm"] and path == ""
    told = (await site.client.get("/ferry/-/attrib/audit/carried_by.json")).json()
    assert (await site.client.get(told["next"])).json()["rows"][0]["publisher"] == "Keel"


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 30, "999999", "1.5"])
async def test_odd_addresses_do_no_harm(site: Datasette, asked: str) -> None:
    await load(site, f"/carried_by?from={asked}")


@pytest.mark.parametrize("path", ["/nothing", "/v_loops", "/loops.xml", "/loops/1", "/LOOPS"])
async def test_what_is_no_question_is_not_found(site: Datasette, path: str) -> None:
    assert (await site.client.get(f"/ferry/-/attrib/audit{path}")).status_code == 404


@pytest.mark.parametrize(
    "denied",
    [
        {"allow": False},
        {"databases": {"ferry": {"allow": False}}},
        {"databases": {"ferry": {"tables": {"v_loops": {"allow": False}}}}},
    ],
    ids=("instance", "database", "view"),
)
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
async def test_who_may_not_see_a_view_sees_no_page_of_it(built: Path, denied: dict[str, Any], ending: str) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get(f"/ferry/-/attrib/audit/loops{ending}")).status_code == 403


async def test_a_denied_view_is_nowhere_on_the_overview(built: Path) -> None:
    denied = {"databases": {"ferry": {"tables": {"v_loops": {"allow": False}, "v_most_quoted": {"allow": False}}}}}
    site = Datasette([str(built)], **{SETTINGS: denied})
    page = await load(site, "")
    assert not [link for link in page.links if link.endswith(("/audit/loops", "/audit/most_quoted"))]
    assert "Ines Roth" not in said(page).replace("Ines Roth admitted", "")
    told = (await site.client.get("/ferry/-/attrib/audit.json")).json()
    assert not {"loops", "most_quoted"} & {one["name"] for one in told["questions"]}


async def test_counts_are_shown_only_to_those_who_may_see_the_figures(built: Path) -> None:
    denied = {"databases": {"ferry": {"tables": {"figure": {"allow": False}}}}}
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert "altered tellings" not in said(await load(site, ""))


async def test_pages_work_below_a_base_url(built: Path) -> None:
    site = Datasette([str(built)], settings={"base_url": "/desk/"})
    for path in ("", *(f"/{section.name}" for section in SECTIONS)):
        page = await load(site, path)
        assert not [link for link in page.links if link.startswith("/") and not link.startswith("/desk/")]


async def test_a_database_that_was_not_compared_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path, finished=None)
    site = Datasette([str(path)])
    assert "Not compared yet" in said(await load(site, ""))
    assert "Not compared yet: attrib compare ferry.db finds it." in said(await load(site, "/carried_by"))
    assert "Not compared" not in said(await load(site, "/denials"))
    assert (await site.client.get("/ferry/-/attrib/audit/carried_by.json")).json()["compared"] is False


async def test_articles_read_after_comparing_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    build_compared(path, finished="2031-01-31T00:00:00+00:00")
    site = Datasette([str(path)])
    assert "read since this database was compared" in said(await load(site, ""))
    assert "read since this database was compared" in said(await load(site, "/loops"))


async def test_a_question_that_takes_too_long_says_so(site: Datasette, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = host.Visit.rows

    async def slow(visit: host.Visit, sql: str, *more: Any, **named: Any) -> Any:
        if '"v_' in sql:
            raise host.TooSlowError
        return await rows(visit, sql, *more, **named)

    monkeypatch.setattr(host.Visit, "rows", slow)
    assert "takes longer than a page may" in said(await load(site, "/denials"))
    assert not (await load(site, "")).all("svg")
    assert (await site.client.get("/ferry/-/attrib/audit/denials.json")).status_code == 503


async def test_canned_queries_bear_the_titles_of_the_questions(site: Datasette) -> None:
    await site.invoke_startup()
    for question in notes.QUESTIONS:
        response = await site.client.get(f"/ferry/{question.name}")
        assert response.status_code == 200 and question.title in response.text, question.name
