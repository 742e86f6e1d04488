"""Who is denied a table sees nothing that is made from it: each table is denied in turn, and every address asked."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compared_site import build_compared
from datasette import hookimpl  # type: ignore[import-untyped]
from datasette.app import Datasette  # type: ignore[import-untyped]
from datasette.plugins import pm  # type: ignore[import-untyped]

from attrib.browse import host, notes, plugin
from attrib.browse.described import OUR_TABLES, TABLES
from attrib.browse.reads import Schema
from attrib.store.sections import SECTIONS

FIRST = host.is_first_series(Datasette([]))
SETTINGS = "metadata" if FIRST else "config"
HOME = "/ferry/-/attrib"
# Page → its formats. Each route of the plugin must be among them: see test_every_route_is_asked.
PAGES = {
    "": ("", ".json"),
    "/search?q=ferry": ("", ".json", ".csv", ".atom", ".feed.json"),
    "/article/a-Mast": ("", ".json", ".csv"),
    "/article/a-Mast/versions": ("", ".json"),
    "/quote/q-Mast": ("", ".json"),
    "/speaker/s-roth": ("", ".json", ".csv", ".atom", ".feed.json"),
    "/outlet/Mast": ("", ".json", ".csv", ".atom", ".feed.json"),
    "/audit": ("", ".json"),
    "/graph": ("", ".json", ".csv", ".svg", ".mmd", ".dot"),
    "/graph?outlet=Mast": ("", ".json", ".csv", ".svg", ".mmd", ".dot"),
    "/graph?story=c-ferry": ("", ".json", ".csv", ".svg", ".mmd", ".dot"),
    "/sides?one=Mast&other=Keel": ("", ".json"),
    "/reconcile?query=Ines+Roth": ("",),
    **{f"/audit/{section.name}": ("", ".json", ".csv") for section in SECTIONS},
}


def written(page: str, ending: str) -> str:
    path, mark, query = page.partition("?")
    return f"{HOME}{path}{ending}{mark}{query}"


OURS = [written(page, ending) for page, endings in PAGES.items() for ending in endings]
# Datasette's own pages of our views, and the questions as its queries: of each question one of the five.
STOCK = [
    (
        f"/ferry/{one.view}",
        f"/ferry/{one.view}.json",
        f"/ferry/{one.view}.csv",
        f"/ferry/{one.name}",
        f"/ferry/{one.name}.json",
    )[n % 5]
    for n, one in enumerate(notes.QUESTIONS)
]


class Watch:
    """A plugin that notes every table which a connection of Datasette reads."""

    __name__ = "Watch"

    def __init__(self) -> None:
        self.read: set[str] = set()
        self.connections: list[sqlite3.Connection] = []

    @hookimpl  # type: ignore[untyped-decorator]
    def prepare_connection(self, conn: sqlite3.Connection, database: str) -> None:
        if database == "ferry":
            self.connections.append(conn)
            conn.set_authorizer(self.note)

    def note(self, action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            self.read.add(table)
        return sqlite3.SQLITE_OK

    async def ask(self, site: Datasette, path: str) -> tuple[Any, frozenset[str]]:
        """Return an answer, and the tables that were read for it."""
        for connection in self.connections:
            connection.set_authorizer(self.note)  # statements that were prepared before are prepared, and noted, anew
        self.read.clear()
        response = await site.client.get(path)
        return response, frozenset(self.read)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("access") / "ferry.db"
    build_compared(path)
    return path


@pytest.fixture
def watch() -> Iterator[Watch]:
    found = Watch()
    pm.register(found)
    yield found
    pm.unregister(found)


@pytest.fixture(scope="module")
def schema(built: Path) -> Schema:
    return Schema(sqlite3.connect(built), TABLES, OUR_TABLES)


def denying(built: Path, *tables: str, **settings: Any) -> Datasette:
    rules = {"databases": {"ferry": {"tables": {table: {"allow": False} for table in tables}}}}
    return Datasette([str(built)], **{SETTINGS: rules}, **settings)


def test_every_route_is_asked() -> None:
    asked = {path.partition("?")[0] for path in OURS}
    for route, _ in plugin.register_routes():
        if not route.endswith(r"/.*$"):
            formats = re.search(r"\(\?P<format>([^)]*)\)", route)
            endings = [""] if formats is None else ["", *formats[1].replace("\\", "").split("|")]
            for ending in endings:
                assert any(
                    found and (found.groupdict().get("format") or "") == ending
                    for found in (re.match(route, path) for path in asked)
                ), (route, ending)


async def leaks(built: Path, watch: Watch, table: str, paths: list[str]) -> list[tuple[str, str]]:
    """Return the addresses that answer and read a table which is denied."""
    site = denying(built, table)
    watch.connections.clear()
    answers = [(path, *(await watch.ask(site, path))) for path in paths]
    return [(table, path) for path, response, read in answers if response.status_code == 200 and table in read]


async def readers(built: Path, watch: Watch, paths: list[str], tables: frozenset[str]) -> dict[str, list[str]]:
    """Return the addresses that read each table when nothing is denied."""
    free = Datasette([str(built)])
    found: dict[str, list[str]] = {}
    for path in paths:
        response, read = await watch.ask(free, path)
        assert response.status_code == 200, path
        for table in read & tables:
            found.setdefault(table, []).append(path)
    return found


async def test_who_is_denied_a_table_gets_no_page_that_reads_it(built: Path, watch: Watch, schema: Schema) -> None:
    indexes = {name for name in schema.names if name.endswith("_fts")}
    holding = await readers(built, watch, OURS, frozenset(TABLES) | indexes)
    assert {"attribution", "article_version", "attribution_fts", "hop", "figure", "outlet", "run"} <= set(holding)
    assert [one for table, paths in sorted(holding.items()) for one in await leaks(built, watch, table, paths)] == []


@pytest.mark.parametrize("table", ["article", "attribution", "figure", "outlet", "speaker"])
async def test_datasettes_own_pages_are_denied_where_they_rest_on_it(built: Path, schema: Schema, table: str) -> None:
    site = denying(built, table)
    for path, question in zip(STOCK, notes.QUESTIONS, strict=True):
        denied = table in schema.beneath(question.view)
        assert (await site.client.get(path)).status_code == (403 if denied else 200), path


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (
            "attribution",
            ("wording", "told", "attribution_fts", "attribution_fts_data", "v_review_queue", "v_unresolved"),
        ),
        ("article_version", ("wording", "told", "article_text", "article_fts", "article_fts_idx", "past_attribution")),
        ("article", ("article_text", "article_fts_data", "sketch", "v_headline_drops")),
        ("speaker", ("speaker_fts", "speaker_fts_data", "v_most_quoted", "v_guessed_names", "speaker_merge")),
        ("outlet", ("outlet_fts", "v_who_credits_whom", "v_copies", "told_publisher")),
        ("alias", ("alias_fts", "alias_fts_idx")),
        ("figure", ("v_sources_by_kind", "v_quote_lengths")),
    ],
)
async def test_what_is_made_from_a_denied_table_is_denied_with_it(
    built: Path, table: str, names: tuple[str, ...]
) -> None:
    site = denying(built, table)
    for name in (table, *names):
        for ending in ("", ".json", ".csv"):
            assert (await site.client.get(f"/ferry/{name}{ending}")).status_code == 403, name
    page = (await site.client.get("/ferry")).text
    for name in (table, *names):
        assert f'href="/ferry/{name}"' not in page, name


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("speaker", "/ferry/v_sources_by_kind"),
        ("speaker", f"{HOME}/graph"),
        ("speaker", f"{HOME}/audit/copies.csv"),
        ("attribution", "/ferry/outlet.json"),
        ("attribution", f"{HOME}/audit/outlet_credits"),
        ("article_version", f"{HOME}/speaker/s-roth.atom"),
        ("article_version", f"{HOME}/audit/loops.json"),
        ("article_version", "/ferry/attribution"),
        ("hop", f"{HOME}/audit/most_quoted"),
        ("hop", "/ferry/v_headline_drops.json"),
        ("root", f"{HOME}/audit"),
        ("root", f"{HOME}.json"),
    ],
)
async def test_what_does_not_rest_on_it_is_still_there(built: Path, table: str, path: str) -> None:
    assert (await denying(built, table).client.get(path)).status_code == 200


async def test_lists_leave_out_what_is_denied(built: Path) -> None:
    site = denying(built, "speaker")
    for path in ("/ferry", "/ferry.json", f"{HOME}/audit", f"{HOME}/audit.json", "/"):
        response = await site.client.get(path)
        assert response.status_code == 200, path
        for name in ('most_quoted"', 'most-quoted"', "guessed_names", "guessed-names", "Ines Roth"):
            assert name not in response.text, (path, name)
    assert "copies" in (await site.client.get(f"{HOME}/audit")).text


async def test_who_is_denied_a_table_runs_no_sql_and_takes_no_copy(built: Path) -> None:
    query = "/ferry.json?sql=" if FIRST else "/ferry/-/query.json?sql="
    for site, status in ((Datasette([], immutables=[str(built)]), 200), (denying(built, "span"), 403)):
        response = await site.client.get(f"{query}select+content_text+from+attribution")
        assert response.status_code == status
    whole = {"databases": {"ferry": {"tables": {"span": {"allow": False}}}}}
    site = Datasette([], immutables=[str(built)], **{SETTINGS: whole})
    assert (await site.client.get("/ferry.db")).status_code == 403
    assert (await Datasette([], immutables=[str(built)]).client.get("/ferry.db")).status_code == 200


class Root:
    """A plugin that takes everybody for the one who is named in the header x-actor."""

    __name__ = "Root"

    @hookimpl  # type: ignore[untyped-decorator]
    def actor_from_request(self, request: Any) -> dict[str, str] | None:
        name = request.headers.get("x-actor")
        return {"id": name} if name else None


@pytest.fixture
def actors() -> Iterator[None]:
    found = Root()
    pm.register(found)
    yield
    pm.unregister(found)


@pytest.mark.usefixtures("actors")
async def test_the_one_who_may_see_a_table_sees_what_rests_on_it(built: Path) -> None:
    rules = {"databases": {"ferry": {"tables": {"speaker": {"allow": {"id": "desk"}}}}}}
    site = Datasette([str(built)], **{SETTINGS: rules})
    for path in (f"{HOME}/audit/most_quoted", "/ferry/v_most_quoted", "/ferry/most-quoted", f"{HOME}/quote/q-Mast"):
        assert (await site.client.get(path, headers={"x-actor": "desk"})).status_code == 200, path
        for headers in ({}, {"x-actor": "guest"}):
            assert (await site.client.get(path, headers=headers)).status_code in (403, 404), path


async def test_a_private_database_beside_a_public_one_shows_nothing(built: Path, tmp_path: Path) -> None:
    twin = tmp_path / "open.db"
    twin.write_bytes(built.read_bytes())
    site = Datasette([str(built), str(twin)], **{SETTINGS: {"databases": {"ferry": {"allow": False}}}})
    for path in (*(written(page, endings[-1]) for page, endings in PAGES.items()), *STOCK[::3]):
        assert (await site.client.get(path)).status_code == 403, path
    for path in ("/open/-/attrib", "/open/v_most_quoted", "/open/most-quoted", "/"):
        response = await site.client.get(path)
        assert response.status_code == 200, path
        assert "/ferry" not in response.text, path


async def test_a_denied_number_does_not_lead_on_to_its_key(built: Path) -> None:
    response = await denying(built, "speaker").client.get(f"{HOME}/speaker/1")
    assert response.status_code == 403 and "s-roth" not in response.text


async def test_a_view_that_is_made_while_it_is_served_is_denied_as_well(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.db"
    path.write_bytes(built.read_bytes())
    site = denying(path, "speaker")
    assert (await site.client.get("/ferry/outlet")).status_code == 200
    connection = sqlite3.connect(path)
    connection.execute("create view v_names as select name from speaker")
    connection.close()
    assert (await site.client.get("/ferry/v_names.json")).status_code == 403
