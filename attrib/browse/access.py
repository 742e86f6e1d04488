"""Who may see what: whoever is denied a table is denied every view, index, question and query that rests on it.

Datasette checks the name that is asked for and nothing beneath it. Here the same rule holds for its own pages (by its hooks
for permissions) and for ours.
"""

import asyncio
import json
import sqlite3
from collections.abc import Coroutine, Iterable
from contextvars import Context, ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from datasette import Forbidden  # type: ignore[import-untyped]

from attrib.browse.described import OUR_TABLES, TABLES
from attrib.browse.reads import Schema, schema

Result = TypeVar("Result")

# What is asked of a whole database: SQL of one's own and the file itself would tell what a denied table holds.
WHOLE = frozenset({"execute-sql", "view-database-download"})


@dataclass(frozen=True, slots=True)
class _Request:
    """What one request has learned: verdicts by actor, database and table; the schemas of databases."""

    verdicts: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    schemas: dict[str, Schema | None] = field(default_factory=dict)


# None outside of a request.
_request: ContextVar[_Request | None] = ContextVar("attrib_request", default=None)
# Set while a table is asked for by itself: then our own hooks say nothing.
_alone: ContextVar[bool] = ContextVar("attrib_alone", default=False)


def is_first_series(datasette: Any) -> bool:
    """Say whether this is a Datasette before 1.0, with `permission_allowed` instead of `allowed`."""
    return not hasattr(datasette, "allowed")


def asks_alone() -> bool:
    """Say whether a table is being asked for by itself."""
    return _alone.get()


def remembering(app: Any) -> Any:
    """Wrap an ASGI application: within one request nobody is asked twice for one table."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        token = _request.set(_Request())
        try:
            await app(scope, receive, send)
        finally:
            _request.reset(token)

    return wrapped


async def learn_schema(datasette: Any, database: str) -> Schema | None:
    """Return what the statements of a database read, looked at once a request; None where the file cannot be read."""
    known = _request.get()
    if known is not None and database in known.schemas:
        return known.schemas[database]

    def learn() -> Schema | None:
        try:
            return schema(datasette.get_database(database), TABLES, OUR_TABLES)
        except sqlite3.Error:
            return None

    # A Datasette that is told to have no threads has none here either.
    found = learn() if datasette.executor is None else await asyncio.to_thread(learn)
    if known is not None:
        known.schemas[database] = found
    return found


async def may_see(datasette: Any, actor: Any, database: str, table: str) -> bool:
    """Say whether an actor may see a table or view of one of our databases, and all that it rests on."""
    known = await learn_schema(datasette, database)
    beneath = known.beneath(table) if known else frozenset()
    return await may_see_all(datasette, actor, database, {table, *beneath})


async def may_see_beneath(datasette: Any, actor: Any, database: str, table: str) -> bool:
    """Say whether an actor may see all that a table or view rests on, whatever is said of itself."""
    known = await learn_schema(datasette, database)
    return known is None or await may_see_all(datasette, actor, database, known.beneath(table))


async def may_see_all(datasette: Any, actor: Any, database: str, tables: Iterable[str]) -> bool:
    """Say whether an actor may see each of some tables, taken by itself."""
    verdicts = await _asked(datasette, actor, database, sorted(tables))
    return all(verdicts.values())


async def denied(datasette: Any, actor: Any, database: str, *, themselves: bool = False) -> frozenset[str]:
    """Return the views, indexes and tables made from others that rest on a table which an actor may not see.

    `themselves` adds those of them that are denied by their own name: a query of theirs is, too.
    """
    known = await learn_schema(datasette, database)
    if known is None:
        return frozenset()
    asked = {table for tables in known.resting.values() for table in tables}
    if themselves:
        asked |= known.resting.keys()
    verdicts = await _asked(datasette, actor, database, sorted(asked))
    hidden = {table for table, seen in verdicts.items() if not seen}
    return frozenset(
        name
        for name, tables in known.resting.items()
        if not hidden.isdisjoint(tables) or (themselves and name in hidden)
    )


async def sees_everything(datasette: Any, actor: Any, database: str) -> bool:
    """Say whether an actor may see every table of a database that does not rest on others."""
    known = await learn_schema(datasette, database)
    return known is None or await may_see_all(datasette, actor, database, known.names - known.resting.keys())


async def _asked(datasette: Any, actor: Any, database: str, tables: list[str]) -> dict[str, bool]:
    """Ask Datasette for each table by itself."""
    who = json.dumps(actor, sort_keys=True, default=str)
    kept = _request.get()
    known = {} if kept is None else kept.verdicts
    missing = [table for table in tables if (who, database, table) not in known]
    if missing:
        ask = _first_series if is_first_series(datasette) else _second_series
        for table, seen in (await _in_a_context_of_its_own(ask(datasette, actor, database, missing))).items():
            known[who, database, table] = seen
    return {table: known[who, database, table] for table in tables}


async def _in_a_context_of_its_own(work: Coroutine[Any, Any, Result]) -> Result:
    """Do something in which our hooks say nothing, and of which Datasette 1.0 keeps nothing for the rest of the request."""
    context = Context()
    context.run(_alone.set, True)
    return await context.run(asyncio.ensure_future, work)


async def _first_series(datasette: Any, actor: Any, database: str, tables: list[str]) -> dict[str, bool]:
    return {table: await _passes(datasette, actor, database, table) for table in tables}


async def _passes(datasette: Any, actor: Any, database: str, table: str) -> bool:
    asked = [("view-table", (database, table)), ("view-database", database), "view-instance"]
    try:
        await datasette.ensure_permissions(actor, asked)
    except Forbidden:
        return False
    return True


async def _second_series(datasette: Any, actor: Any, database: str, tables: list[str]) -> dict[str, bool]:
    # Only 1.0 has these modules.
    from datasette.resources import TableResource  # type: ignore[import-untyped]
    from datasette.utils.actions_sql import build_allowed_resources_sql  # type: ignore[import-untyped]

    # All at once: each question alone costs as much as all of them. By itself: Datasette's own rule for the tables of an
    # index would deny those whose words stand in another table to everybody.
    sql, values = await build_allowed_resources_sql(datasette, actor, "view-table", parent=database)
    found = await datasette.get_internal_database().execute(sql, values)
    allowed = {row["child"] for row in found.rows}
    return {
        table: table in allowed
        # A table that was made a moment ago is not yet in Datasette's catalogue.
        or await datasette.allowed(action="view-table", resource=TableResource(database, table), actor=actor)
        for table in tables
    }
