"""The pages, asked for through Datasette itself: plain `datasette DB`, whichever series is installed."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browse_site import SCRIPT, Page, build_site, watched
from datasette.app import Datasette  # type: ignore[import-untyped]

from attrib.browse import article, audit, home, host, notes, outlet, quote, speaker


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browse") / "news.db"
    build_site(path)
    return path


@pytest.fixture
def site(built: Path) -> Datasette:
    return Datasette([str(built), str(built.with_name("other.db"))])


async def load(site: Datasette, path: str, status: int = 200) -> Page:
    response = await site.client.get(path, follow_redirects=True)
    assert response.status_code == status, response.text[:2000]
    assert SCRIPT not in response.text
    assert "<b>will" not in response.text
    return Page(response.text)


PATHS = (
    "", "/audit", "/audit/unresolved", "/article/a-cranes", "/article/a-cranes", "/article/a-long", "/article/a-hidden", "/quote/q-cranes",
    "/quote/q-cranes", "/quote/q-told", "/quote/q-safe", "/quote/q-silent", "/quote/q-hidden", "/speaker/s-roth",
    "/speaker/s-falk", "/outlet/The~20Post", "/outlet/Norda~20Wire", "?q=cranes", "/graph", "/graph?outlet=Norda+Wire&month=2024-06", "/sides",
    "/sides?one=The+Post&other=Norda+Wire",
    "/search", "/search?q=roth&kind=person&since=2024-01-01",
    "/search?outlet=the+post&type=direct", "/search?stance=neutral&q=%2A",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_a_sound_page(site: Datasette, path: str) -> None:
    response = await site.client.get(f"/news/-/attrib{path}")
    page = await load(site, f"/news/-/attrib{path}")
    assert [tag for tag, _ in page.tags].count("main") == 1
    assert len(page.all("h1")) == 1
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert page.links[0] == "#main"
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(ids)
    assert not page.all("script")
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    assert not [link for link in page.links if not link.startswith(("/", "#"))]
    assert "default-src 'none'" in response.headers["content-security-policy"]
    labelled = {label["for"] for label in page.all("label")}
    assert all(field["id"] in labelled for field in page.all("input") + page.all("select"))


async def test_every_link_of_ours_leads_somewhere(site: Datasette) -> None:
    pages = [await load(site, f"/news/-/attrib{path}") for path in PATHS]
    for link in sorted({link.partition("#")[0] for page in pages for link in page.links} - {""}):
        response = await site.client.get(link, follow_redirects=True)
        assert response.status_code == 200, link


async def test_the_style_is_served(site: Datasette) -> None:
    page = await load(site, "/news/-/attrib")
    (style,) = [link for link in page.all("link") if link["rel"] == "stylesheet"]
    response = await site.client.get(style["href"])
    assert response.status_code == 200
    assert "prefers-color-scheme: dark" in response.text


@pytest.mark.parametrize(
    "path",
    ["/article/99", "/article/nobody", "/quote/99", "/quote/q-none", "/speaker/99", "/outlet/99", "/nothing",
     "/quote/q-cranes/x", "/article/a-cranes?version=99", "/quote/99999999999999999999999999", "/quote/~00"],
)  # fmt: skip
async def test_what_is_unknown_is_not_found(site: Datasette, path: str) -> None:
    assert (await site.client.get(f"/news/-/attrib{path}")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/other/-/attrib", "/other/-/attrib/audit", "/other/-/attrib/article/a-cranes", "/none/-/attrib"]
)
async def test_a_database_that_is_not_ours_has_no_pages(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


async def test_a_database_that_is_not_ours_is_left_alone(site: Datasette) -> None:
    page = await load(site, "/other/article")
    assert not [link for link in page.links if "/other/-/attrib" in link]
    assert not [link for link in (await load(site, "/other")).links if "/other/-/attrib" in link]


async def test_only_reading_is_answered(site: Datasette) -> None:
    response = await site.client.post("/news/-/attrib", headers={"accept": "text/plain"})
    assert response.status_code in (403, 405)


DENIED = (
    {"allow": False},
    {"databases": {"news": {"allow": False}}},
    {"databases": {"news": {"tables": {"attribution": {"allow": False}}}}},
)


@pytest.mark.parametrize("denied", DENIED, ids=("instance", "database", "table"))
@pytest.mark.parametrize(
    "path", ["", "/article/a-cranes", "/quote/q-cranes", "/speaker/s-roth", "/outlet/The~20Post", "?q=x"]
)
async def test_who_may_not_see_the_tables_sees_no_page(built: Path, denied: dict[str, Any], path: str) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get(f"/news/-/attrib{path}")).status_code == 403


# The first series calls it metadata, the second config.
SETTINGS = "metadata" if host.is_first_series(Datasette([])) else "config"


@pytest.mark.parametrize("denied", DENIED[:2], ids=("instance", "database"))
async def test_who_may_not_see_the_database_sees_no_audit(built: Path, denied: dict[str, Any]) -> None:
    site = Datasette([str(built)], **{SETTINGS: denied})
    assert (await site.client.get("/news/-/attrib/audit")).status_code == 403


@pytest.mark.parametrize(
    ("module", "path"),
    [
        (home, ""),
        (article, "/article/a-cranes"),
        (quote, "/quote/q-cranes"),
        (speaker, "/speaker/s-roth"),
        (outlet, "/outlet/Norda~20Wire"),
    ],
)
async def test_a_page_reads_only_the_tables_that_it_asks_leave_for(built: Path, module: Any, path: str) -> None:
    with watched() as read:
        await load(Datasette([str(built)], memory=False), f"/news/-/attrib{path}")
    ours = read & set(notes.TABLES)
    assert ours
    # The home page shows the audit's figures to those who may see them, and does without them for others.
    # Each page tells those who may see the runs where one of them was stopped.
    assert ours <= module.TABLES | {"run", "comparison"} | ({"figure"} if module is home else set())


async def test_pages_work_below_a_base_url(built: Path) -> None:
    site = Datasette([str(built)], settings={"base_url": "/desk/"})
    for path in PATHS:
        page = await load(site, f"/news/-/attrib{path}")
        assert not [link for link in page.links if link.startswith("/") and not link.startswith("/desk/")]
        assert page.all("link")[0]["href"].startswith("/desk/-/static-plugins/attrib/")


async def test_several_databases_of_ours_and_an_immutable_one(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "odd.name & more.db"
    copy.write_bytes(built.read_bytes())
    site = Datasette([str(built)], immutables=[str(copy)])
    await site.invoke_startup()
    for name in site.databases:
        if name != "_internal":
            page = await load(site, str(site.urls.database(name)) + "/-/attrib")
            assert "Cranes to move" in page.text


async def test_nothing_is_written(built: Path) -> None:
    before = built.read_bytes()
    site = Datasette([str(built)])
    for path in PATHS:
        await load(site, f"/news/-/attrib{path}")
    assert built.read_bytes() == before
    assert not list(built.parent.glob("news.db-*"))


@pytest.fixture
def plans(built: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{built}?mode=ro", uri=True)
    yield connection
    connection.close()


async def test_pages_look_rows_up_by_index(
    built: Path, plans: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, dict[str, object]] = {}
    rows = host.Visit.rows

    async def spy(visit: host.Visit, sql: str, values: Any = None, **more: Any) -> list[host.Row]:
        asked[sql] = dict(values or {})
        return await rows(visit, sql, values, **more)

    monkeypatch.setattr(host.Visit, "rows", spy)
    site = Datasette([str(built)])
    for path in PATHS:
        if not path.startswith("/audit"):
            await load(site, f"/news/-/attrib{path}")
    scans = {
        (step[3], sql)
        for sql, values in asked.items()
        for step in plans.execute(f"explain query plan {sql}", values)
        if re.match(r"SCAN \w", step[3])
        and not re.search(
            r"VIRTUAL TABLE|SCAN (found|hit|form|own|step|run$|comparison$|CONSTANT ROW|\(subquery|sqlite_master)",
            step[3],
        )
    }
    # Three places may scan: counts, which stop by themselves, the newest articles while their day has no index, and
    # the last row by id.
    assert {plan for plan, sql in scans if "as found from (select 1" not in sql and "order by article.published" not in sql
            and "article.published is null" not in sql and "order by id desc limit" not in sql} == set()  # fmt: skip


def test_every_question_has_a_canned_query() -> None:
    assert len({question.name for question in notes.QUESTIONS}) == len(notes.QUESTIONS) > 8
    assert all(question.name != question.view for question in notes.QUESTIONS)
    assert not audit.TABLES
