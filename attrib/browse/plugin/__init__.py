"""The hooks that Datasette calls, those of 0.65 and of 1.0 side by side: each series ignores what it does not know."""

import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Response  # type: ignore[import-untyped]
from pluggy import HookimplMarker

from attrib.browse import (
    access,
    article,
    audit,
    audit_question,
    graph,
    home,
    links,
    notes,
    outlet,
    quote,
    reconcile,
    search,
    sides,
    speaker,
    unfinished,
    versions,
)
from attrib.browse.host import MovedError, TooSlowError, Visit, is_first_series, visit

hookimpl = HookimplMarker("datasette")
Page = Callable[[Visit], Awaitable[Any]]


def _view(page: Page, tables: frozenset[str]) -> Callable[..., Awaitable[Any]]:
    """Make a page a Datasette view: first the database, then leave to see every table the page reads, then the page."""

    async def view(datasette: Any, request: Any) -> Any:
        if request.method not in ("GET", "HEAD"):
            return Response.text("Only GET is answered here", status=405, headers={"Allow": "GET, HEAD"})
        found = await visit(datasette, request)
        try:
            async with found.reading() as state:
                if await state.is_ours():
                    await state.require(tables)
                    await unfinished.look(state)
                    return await page(state)
        except MovedError as moved:
            # 302: whoever keeps a 301 would be led astray once another reading gave the number to another row.
            return Response.redirect(moved.url, 302)
        except sqlite3.OperationalError as error:
            if "no such" not in str(error):
                raise
            why = "This database was made by an older attrib; ingest into it once to bring it up to date"
            if found.format:
                return found.json({"error": why, "status": 503}, status=503)
            return await found.page("outdated.html", {"why": why}, status=503)
        except NotFound as error:
            if found.format:
                return found.json({"error": str(error), "status": 404}, status=404)
            return await found.page("missing.html", {"why": str(error)}, status=404)
        except TooSlowError:
            if found.format:
                return found.json({"error": "The database did not answer within its time", "status": 503}, status=503)
            return await found.page("slow.html", {}, status=503)
        raise NotFound("This database holds no attributions")

    return view


async def _nothing(visit: Visit) -> Any:
    raise NotFound("There is no such page")


def _ending(*formats: str) -> str:
    """Return the end of a route that takes these formats. A dot inside a key is written "~2E", so none is mistaken."""
    return r"(?:\.(?P<format>" + "|".join(re.escape(name) for name in formats) + "))?$"


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Datasette, both: our pages under /DATABASE/-/attrib."""
    root = r"^/(?P<database>[^/]+)/-/attrib"
    key = r"/(?P<key>[^/]+?)"
    listed = _ending("json", "csv", "atom", "feed.json")
    return [
        (root + r"(?:\.(?P<format>json)|/?)$", _view(home.page, home.TABLES)),
        (root + r"/search" + listed, _view(search.page, search.TABLES)),
        (root + r"/article/(?P<key>[^/]+)/versions" + _ending("json"), _view(versions.page, versions.TABLES)),
        (root + r"/article" + key + _ending("json", "csv"), _view(article.page, article.TABLES)),
        (root + r"/quote" + key + _ending("json"), _view(quote.page, quote.TABLES)),
        (root + r"/speaker" + key + listed, _view(speaker.page, speaker.TABLES)),
        (root + r"/outlet" + key + listed, _view(outlet.page, outlet.TABLES)),
        (root + r"/audit" + _ending("json"), _view(audit.page, audit.TABLES)),
        (
            root + r"/audit/(?P<name>[a-z_]+)" + _ending("json", "csv"),
            _view(audit_question.page, audit_question.TABLES),
        ),
        (root + r"/graph" + _ending("json", "csv", "svg", "mmd", "dot"), _view(graph.page, graph.TABLES)),
        (root + r"/sides" + _ending("json"), _view(sides.page, sides.TABLES)),
        (root + reconcile.ROUTE, reconcile.view),
        (root + r"/.*$", _view(_nothing, frozenset())),
    ]


@hookimpl
def skip_csrf(scope: Any) -> bool:
    """Datasette, both: OpenRefine posts its questions without a token; nothing is changed by them."""
    return reconcile.is_reconciliation(str(scope.get("path", "")))


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Datasette, both: see which databases are ours, and note their labels and questions where 1.0 keeps them."""

    async def learn() -> None:
        names = await links.learn(datasette)
        if not is_first_series(datasette):
            await notes.register(datasette, names)

    return learn


@hookimpl
def get_metadata(datasette: Any, key: str | None) -> dict[str, Any]:
    """Datasette 0.65: label columns, descriptions and a line of links; 1.0 is told them at startup."""
    # Every check of a permission asks for these, of which we say nothing, and copies whatever it is given.
    if key in ("allow", "allow_sql", "plugins", "queries", "tables"):
        return {}
    return {
        "databases": {
            name: {**links.description(datasette, name), "tables": notes.tables()} for name in links.known(datasette)
        }
    }


@hookimpl
def canned_queries(datasette: Any, database: str, actor: Any) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """Datasette 0.65: a canned query for each question; who may see it is asked for by itself."""
    if database not in links.known(datasette):
        return None

    async def queries() -> dict[str, Any]:
        return {
            query.name: {"sql": query.sql, "title": query.title, "description": query.description}
            for query in await notes.present(Visit(datasette, None, database))
        }

    return queries


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Datasette, both: remember within a request which tables may be seen."""
    return access.remembering


@hookimpl(trylast=True)
def permission_allowed(datasette: Any, actor: Any, action: str, resource: Any) -> Callable[[], Awaitable[bool | None]]:
    """Datasette 0.65: deny what rests on a denied table. Last, since the last of all answers holds."""

    async def denied() -> bool | None:
        if access.asks_alone():
            return None
        if action == "view-table" and resource and resource[0] in links.known(datasette):
            return None if await access.may_see_beneath(datasette, actor, *resource) else False
        if action == "view-query" and resource and resource[0] in links.known(datasette):
            view = notes.view_of(resource[1])
            return None if view is None or await access.may_see(datasette, actor, resource[0], view) else False
        if action in access.WHOLE and resource in links.known(datasette):
            return None if await access.sees_everything(datasette, actor, resource) else False
        return None

    return denied


@hookimpl
def permission_resources_sql(datasette: Any, actor: Any, action: str) -> Callable[[], Awaitable[Any]]:
    """Datasette 1.0: deny what rests on a denied table, with the query of a question that does."""

    async def rules() -> Any:
        if access.asks_alone() or action not in {"view-table", "view-query", *access.WHOLE}:
            return None
        from datasette.permissions import PermissionSQL  # type: ignore[import-untyped]  # only 1.0 has this module

        rows: list[tuple[str, str | None]] = []
        for database in sorted(links.known(datasette) & set(datasette.databases)):
            if action in access.WHOLE:
                rows += [(database, None)] * (not await access.sees_everything(datasette, actor, database))
                continue
            asks_query = action == "view-query"
            denied = await access.denied(datasette, actor, database, themselves=asks_query)
            names = notes.queries_of(denied) if asks_query else denied
            rows += [(database, name) for name in sorted(names)]
        if not rows:
            return None
        return PermissionSQL(
            sql="select json_extract(value, '$[0]') as parent, json_extract(value, '$[1]') as child, 0 as allow, "
            "'rests on a table that is denied' as reason "
            "from json_each(:attrib_denied)",
            params={"attrib_denied": json.dumps(rows)},
        )

    return rules


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Datasette, both: ids of our rows lead to our pages."""
    if value is None or database not in links.known(datasette):
        return None
    return links.cell(datasette, database, table, row, column, value)


@hookimpl
def menu_links(datasette: Any, actor: Any) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """Datasette, both: our databases in the menu of every page."""
    return lambda: links.homes(datasette, actor)


@hookimpl
def homepage_actions(datasette: Any, actor: Any) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """Datasette 1.0: our databases in the menu of the home page."""
    return lambda: links.homes(datasette, actor)


@hookimpl
def database_actions(datasette: Any, database: str) -> list[dict[str, str]]:
    """Datasette, both: our pages in the menu of the database's page."""
    return links.of_database(datasette, database)


@hookimpl
def table_actions(datasette: Any, database: str, table: str) -> list[dict[str, str]]:
    """Datasette, both: our pages in the menu of a table's page."""
    return links.of_database(datasette, database)


@hookimpl
def view_actions(datasette: Any, database: str, view: str) -> list[dict[str, str]]:
    """Datasette 1.0: our pages in the menu of a view's page."""
    return links.of_database(datasette, database)


@hookimpl
def row_actions(datasette: Any, database: str, table: str, row: Any) -> list[dict[str, str]]:
    """Datasette 1.0: our page of a row in its menu."""
    found = links.of_row(datasette, database, table, row)
    return [found] if found else []


@hookimpl
def top_homepage(datasette: Any, request: Any) -> Callable[[], Awaitable[str]]:
    """Datasette 1.0: one line a database of ours above the list of databases."""

    async def line() -> str:
        return links.line(await links.homes(datasette, getattr(request, "actor", None)))

    return line


@hookimpl
def top_database(datasette: Any, database: str) -> str:
    """Datasette 1.0: our pages named at the top of the database's page."""
    return links.line(links.of_database(datasette, database))


@hookimpl
def top_row(datasette: Any, database: str, table: str, row: Any) -> str:
    """Datasette 1.0: our page of a row named above it."""
    found = links.of_row(datasette, database, table, row)
    return links.line([found] if found else [])
