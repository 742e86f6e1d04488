"""What the pages ask of Datasette, the same for 0.65 and for 1.0; and how they know a database of ours."""

import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlencode

# Datasette ships no types; what is taken from it stays inside this file and plugin/.
from datasette import Forbidden, NotFound, Response  # type: ignore[import-untyped]
from datasette.database import QueryInterrupted  # type: ignore[import-untyped]
from datasette.utils import tilde_decode, tilde_encode  # type: ignore[import-untyped]

from attrib.browse.access import is_first_series, learn_schema, may_see
from attrib.browse.described import OUR_TABLES
from attrib.browse.snapshot import Snapshot, TooSlowError, snapshot

__all__ = ("ROOT", "Row", "TooSlowError", "Visit", "is_first_series", "may_see")

Row = dict[str, Any]
Result = TypeVar("Result")
ROOT = "-/attrib"
# Where a request keeps the notice of an unfinished database.
UNFINISHED = "attrib_unfinished"
# No page needs longer on indexes; a question over the whole database that does is shown as a link instead.
PATIENCE_MS = 700
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


# What our pages ask for in a query, in the order that a canonical address has it.
_ASKED = (
    "q", "outlet", "kind", "type", "stance", "since", "until", "min_confidence", "month", "story", "one", "other", "from",
    "version", "part", "at", "before", "after", "start", "most",
)  # fmt: skip


class MovedError(Exception):
    """What was asked for has another address, the one that lasts: `url`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to one of our databases. `database` is its name in Datasette, `state` what all its queries read."""

    datasette: Any
    request: Any
    database: str
    state: Snapshot | None = None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["Visit"]:
        """Yield this visit reading one state of the database, whatever is written meanwhile. Raises TooSlowError."""
        async with snapshot(self.datasette, self.database) as state:
            yield replace(self, state=state)

    async def is_ours(self) -> bool:
        """Say whether the database has our tables; a file that is no database is not ours.

        Raises TooSlowError, and what SQLite says of a file that cannot be read at the moment.
        """
        try:
            found = await self.rows(
                "select name from sqlite_master where type = 'table' union all "
                "select 'attribution.' || name from pragma_table_info('attribution') where name = 'stable_key'"
            )
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False
        return {*OUR_TABLES, "attribution.stable_key"} <= {row["name"] for row in found}

    def url(self, *parts: object, ending: object = "", **query: object) -> str:
        """Return the address of one of our pages, under base_url: `url("quote", key)`; None in `query` is left out.

        `ending` names another format of it: "json", "csv", "atom", "feed.json".
        """
        home = str(self.datasette.urls.database(self.database))
        path = "/".join([home, ROOT, *(_encoded(str(part)) for part in parts)]) + (f".{ending}" if ending else "")
        asked = {key: value for key, value in query.items() if value not in (None, "")}
        return path + ("?" + urlencode(asked) if asked else "")

    def table_url(self, table: str, extension: str = "", **query: object) -> str:
        """Return the address of Datasette's own page of a table or view; `extension` is ".csv", ".json" or ""."""
        path = str(self.datasette.urls.table(self.database, table)) + extension
        return path + ("?" + urlencode(query) if query else "")

    def row_url(self, table: str, key: object, column: str = "stable_key") -> str:
        """Return the address of a row in Datasette's own page of its table, by its key and not by its number."""
        return self.table_url(table, "", **{f"{column}__exact": key})

    def here(self, key: str | None = None, **changed: str) -> str:
        """Return the address that was asked for, with another `key` or with parts of its query changed."""
        parts = str(self.request.path).partition(f"/{ROOT}")[2].strip("/").split("/")
        ending = f".{self.format}" if self.format else ""
        parts[-1] = parts[-1].removesuffix(ending)
        names = [_written(part) for part in parts if part]
        if key is not None:
            names[1] = key
        query = [(name, changed.get(name, value)) for name, value in self._query()]
        return self.url(*names, ending=self.format) + ("?" + urlencode(query) if query else "")

    def _query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.request.query_string, keep_blank_values=True)

    @property
    def canonical(self) -> str:
        """The one address of what this page shows: its path, and of the query only what our pages ask for."""
        asked = dict(self._query())
        query = {name: asked[name] for name in _ASKED if asked.get(name)}
        return self.here().partition("?")[0] + ("?" + urlencode(query) if query else "")

    @property
    def format(self) -> str:
        """The ending of the address: "json", "csv", "atom", "feed.json", or "" for the page itself."""
        return str(self.request.url_vars.get("format") or "")

    def absolute(self, path: str) -> str:
        """Return the whole address of a path of this server (it begins with "/"), as a feed needs it."""
        server = self.request.scope.get("attrib_server")
        if server is None:
            whole = str(self.datasette.absolute_url(self.request, "/"))
            server = self.request.scope["attrib_server"] = whole.removesuffix("/")
        return f"{server}{path}"

    def asked(self, name: str, limit: int = 200) -> str:
        """Return a value of the query string, "" where it is missing, cut to `limit` characters."""
        return str(self.request.args.get(name) or "")[:limit]

    def asked_number(self, name: str, default: int = 0) -> int:
        """Return a whole number of the query string between 0 and 2**62; `default` where it is missing or none."""
        value = self.asked(name, 20)
        return min(int(value), 2**62) if value.isascii() and value.isdigit() else default

    async def rows(
        self, sql: str, values: Mapping[str, object] | None = None, *, limit_ms: float = PATIENCE_MS
    ) -> list[Row]:
        """Run one reading query. Raises TooSlowError after `limit_ms` milliseconds.

        Raises Forbidden where it reads a table that the one who asks may not see, whichever page asks.
        """
        if self.request is not None:
            await self.require(await self._read(sql))
        if self.state is not None:
            return await self.state.rows(sql, values or {}, limit_ms)
        try:
            found = await self.datasette.get_database(self.database).execute(
                sql, dict(values or {}), custom_time_limit=limit_ms, log_sql_errors=False
            )
        except QueryInterrupted as error:
            raise TooSlowError(sql) from error
        return [dict(row) for row in found.rows]

    async def work(self, work: Callable[[], Result]) -> Result:
        """Do something that takes a while so that others are answered meanwhile. Raises TooSlowError."""
        return await self.state.work(work) if self.state is not None else work()

    def check_time(self) -> None:
        """Raise TooSlowError if the time of this request is over."""
        if self.state is not None:
            self.state.check()

    async def _read(self, sql: str) -> frozenset[str]:
        """Return the tables that a query reads."""
        schema = await learn_schema(self.datasette, self.database)
        return schema.read(sql) if schema is not None else frozenset()

    async def row(self, sql: str, values: Mapping[str, object] | None = None) -> Row | None:
        """Run one reading query and return its first row, or None. Raises TooSlowError."""
        found = await self.rows(sql, values)
        return found[0] if found else None

    async def keyed(self, sql: str, table: str, column: str = "stable_key") -> Row:
        """Run `sql` for the one row that the address names by `column`. Raises NotFound and TooSlowError.

        Raises MovedError where the address has the row's number: another reading may give it to another row.
        """
        key = _written(self.request.url_vars["key"])
        found = await self.row(f"{sql} where {table}.{column} = :key", {"key": key})
        if found is None and key.isascii() and key.isdigit() and len(key) < 19:
            named = await self.row(f"select {column} as key from {table} where id = :key", {"key": int(key)})
            if named is not None:
                raise MovedError(self.here(named["key"]))
        if found is None:
            raise NotFound(f"No such {table} in this database")
        return found

    async def holds(self, *tables: str) -> bool:
        """Say whether the database has all of these tables: one of an older attrib lacks some."""
        # Asked once a request.
        known: set[str] | None = self.request.scope.get("attrib_tables")
        if known is None:
            found = await self.rows("select name from sqlite_master where type in ('table', 'view')")
            known = self.request.scope["attrib_tables"] = {row["name"] for row in found}
        return known.issuperset(tables)

    @property
    def style(self) -> str:
        """Eight letters that change with the style sheet, so that no browser keeps an old one."""
        return _style()

    async def may_see(self, table: str) -> bool:
        """Say whether the one who asks may see a table or view, and all that it rests on."""
        # Asked once a request; a page asks about some tables again and again.
        known: dict[str, bool] = self.request.scope.setdefault("attrib_visible", {})
        if table not in known:
            known[table] = await may_see(self.datasette, getattr(self.request, "actor", None), self.database, table)
        return known[table]

    async def require(self, tables: Iterable[str]) -> None:
        """Raise Forbidden unless the one who asks may see the database and every one of `tables`.

        Datasette checks its own pages only; a page of a plugin answers anybody who asks unless it checks itself.
        """
        for table in sorted(tables):
            if not await self.may_see(table):
                raise Forbidden(f"view-table {table}")

    async def page(self, template: str, context: Mapping[str, object], status: int = 200) -> Any:
        """Fill a template of ours and answer with it."""
        told = {
            "canonical": self.canonical if status == 200 else "", **context, "visit": self, "database": self.database,
        }  # fmt: skip
        html = await self.datasette.render_template(f"attrib/{template}", told, request=self.request)
        return Response.html(_sound(html).translate(_NO_HTML), status=status, headers=dict(_HEADERS))

    @property
    def unfinished(self) -> str:
        """What must be known of a database whose last ingest or comparison has no end (unfinished.py); "" for nothing."""
        return str(self.request.scope.get(UNFINISHED, "")) if self.request else ""

    def json(self, content: Mapping[str, object], status: int = 200, kind: str = "application/json") -> Any:
        """Answer with a JSON object."""
        if self.unfinished:
            # A feed's own fields begin with a low line.
            content = {**content, "unfinished" if kind == "application/json" else "_unfinished": self.unfinished}
        return self.text(json.dumps(_plain(content), ensure_ascii=False), kind, status=status)

    def text(self, body: str, kind: str, name: str = "", following: str = "", status: int = 200) -> Any:
        """Answer with a text of a media type; with a `name`, as a file to be saved; `following` is its next page."""
        headers = dict(_HEADERS)
        if self.unfinished:
            headers["Attrib-Unfinished"] = self.unfinished
        if name:
            headers["Content-Disposition"] = f'attachment; filename="{_file_name(name)}"'
        if following:
            headers["Link"] = f'<{self.absolute(following)}>; rel="next"'
        # Whoever serves with --cors lets the pages of others read what Datasette's own JSON tells.
        if self.datasette.cors:
            headers["Access-Control-Allow-Origin"] = "*"
        return Response(_sound(body), status, headers, f"{kind}; charset=utf-8")


# A page writes "quote" and "outlet" some hundred times.
@lru_cache(4096)
def _encoded(part: str) -> str:
    return str(tilde_encode(part))


def _written(part: str) -> str:
    """Read a part of a path. Our links write "Norda~20Wire" as all of Datasette's do; a browser that is given a blank "%20"."""
    return unquote(part) if "%" in part else str(tilde_decode(part))


# What a text may hold and HTML may not, one for one.
_NO_HTML = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"}


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(value: object) -> object:
    """Return a value as JSON holds it: texts without markup classes, no number that JSON has not."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _file_name(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name)[:80]


@cache
def _style() -> str:
    return sha256((Path(__file__).parent / "plugin" / "static" / "attrib.css").read_bytes()).hexdigest()[:8]


async def visit(datasette: Any, request: Any) -> Visit:
    """Take the database from the address. Raises NotFound for one that is missing, Forbidden for one that is hidden."""
    try:
        name = datasette.get_database(route=tilde_decode(request.url_vars["database"])).name
    except KeyError as error:
        raise NotFound("Database not found") from error
    await _require_database(datasette, getattr(request, "actor", None), name)
    return Visit(datasette, request, str(name))


async def is_ours(datasette: Any, name: str) -> bool:
    """Say whether a database has our tables; a file that is no database, or is locked, is not ours."""
    try:
        return await Visit(datasette, None, name).is_ours()
    except (sqlite3.Error, TooSlowError):
        return False


async def may_see_database(datasette: Any, actor: Any, database: str) -> bool:
    """Say whether an actor may see a database."""
    if is_first_series(datasette):
        return await _passes(datasette, actor, [("view-database", database), "view-instance"])
    from datasette.resources import DatabaseResource  # type: ignore[import-untyped]  # only 1.0 has this module

    return bool(await datasette.allowed(action="view-database", resource=DatabaseResource(database), actor=actor))


async def _require_database(datasette: Any, actor: Any, database: str) -> None:
    if not await may_see_database(datasette, actor, database):
        raise Forbidden("view-database")


async def _passes(datasette: Any, actor: Any, permissions: list[object]) -> bool:
    try:
        await datasette.ensure_permissions(actor, permissions)
    except Forbidden:
        return False
    return True
