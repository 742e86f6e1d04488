"""Which tables a query reads, and what lies beneath a view or an index: asked of SQLite itself, so that no list can be wrong.

SQLite's authorizer is told of every table that a statement reads while the statement is prepared, those under a view too.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

# Of so many statements it is kept what they read; ours are some three hundred.
_KEPT = 4_000
# Every table that attrib makes is strict; one that a user put beside them need not be.
_STRICT = re.compile(r"\)\s*strict\s*(,\s*without\s+rowid\s*)?$", re.IGNORECASE)
_schemas: WeakKeyDictionary[Any, "Schema"] = WeakKeyDictionary()
_opening = Lock()


class _Anything(dict[str, object]):
    """Values for a statement that is prepared and never run."""

    def __missing__(self, key: str) -> None:
        return None


class Schema:
    """What a database's statements read, on a connection of its own: one that others use has perhaps a guard of theirs."""

    def __init__(self, connection: sqlite3.Connection, documented: Iterable[str], texts: Iterable[str]) -> None:
        """`documented` are the tables that stand for themselves, `texts` those that hold what articles say."""
        self._connection = connection
        self._lock = Lock()
        self._seen: set[str] = set()
        self._statements: dict[str, frozenset[str]] = {}
        self.version = version(connection)
        rows = connection.execute(
            "select name, type, coalesce(sql, '') from sqlite_master where type in ('table', 'view')"
        ).fetchall()
        self.names = frozenset(name for name, _, _ in rows)
        connection.set_authorizer(self._watch)
        own = _keys(connection, (name for name, kind, _ in rows if kind == "table"))
        direct = {name: self._of_view(name) for name, kind, _ in rows if kind == "view"}
        shadows: dict[str, frozenset[str]] = {}
        for name, _, sql in rows:
            if sql[:14].casefold() == "create virtual":
                direct[name] = self._of_index(name)
                shadows |= {one: frozenset({name}) for one in direct[name] if one.startswith(f"{name}_")}
        direct |= shadows
        texts = frozenset(texts) & self.names
        for name, kind, sql in rows:
            if kind == "table" and name not in direct and name not in documented and _STRICT.search(sql.strip()):
                # A table that comparing keeps for its own work: in other words what those hold that it points at.
                direct[name] = _belongs(own, name) or texts
        self._beneath = {name: _closed(direct, name) for name in direct}

    def beneath(self, name: str) -> frozenset[str]:
        """Return the tables and views that a view, an index or a table made from others rests on; none for any other."""
        return self._beneath.get(name, frozenset())

    @property
    def resting(self) -> Mapping[str, frozenset[str]]:
        """All that rests on other tables, with those."""
        return self._beneath

    def read(self, sql: str) -> frozenset[str]:
        """Return the tables and views that a statement reads; none for one that SQLite does not take: it will not run."""
        found = self._statements.get(sql)
        if found is None:
            found = self._prepared(f"explain {sql}")
            if len(self._statements) >= _KEPT:
                self._statements.clear()
            self._statements[sql] = found
        return found

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def is_current(self) -> bool:
        """Say whether the schema is still the one that was read; while a writer locks it, it is taken to be."""
        with self._lock:
            try:
                return version(self._connection) == self.version
            except sqlite3.OperationalError:
                return True

    def _of_view(self, name: str) -> frozenset[str]:
        return self._prepared(f"explain select * from {_quoted(name)}") - {name}

    def _of_index(self, name: str) -> frozenset[str]:
        """Return what an index of words reads while it answers: its own tables, and the one whose words it holds."""
        found = self._prepared(f"select * from {_quoted(name)} limit 1")
        found |= self._prepared(f"select rowid from {_quoted(name)} where {_quoted(name)} match '\"a\"' limit 1")
        own = frozenset(one for one in self.names if one.startswith(f"{name}_"))
        return (found | own) - {name}

    def _prepared(self, statement: str) -> frozenset[str]:
        with self._lock:
            self._seen.clear()
            try:
                self._connection.execute(statement, _Anything()).fetchone()
            except sqlite3.OperationalError:
                return frozenset()
            return frozenset(self._seen & self.names)

    def _watch(self, action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            self._seen.add(table)
        return sqlite3.SQLITE_OK


def schema(database: Any, documented: Iterable[str], texts: Iterable[str]) -> Schema:
    """Return what is known of a database of Datasette, read anew where its schema has changed.

    Raises what SQLite says of a file that cannot be read.
    """
    with _opening:
        known = _schemas.get(database)
        if known is not None and known.is_current():
            return known
        connection = database.connect()
        connection.execute("pragma busy_timeout = 1000")
        found = _schemas[database] = Schema(connection, documented, texts)
        return found


def version(connection: sqlite3.Connection) -> int:
    """Return the number that SQLite counts up with each change of a schema."""
    return int(connection.execute("pragma schema_version").fetchone()[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _keys(connection: sqlite3.Connection, tables: Iterable[str]) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Return the tables that each table points at, and whether its rows go when the row that they point at goes."""
    return {
        table: tuple(
            (str(row[0]), str(row[1]).casefold() == "cascade")
            for row in connection.execute('select "table", on_delete from pragma_foreign_key_list(?)', (table,))
        )
        for table in tables
    }


def _belongs(own: Mapping[str, tuple[tuple[str, bool], ...]], name: str) -> frozenset[str]:
    """Return what a table points at, and whatever the rows of that in turn belong to."""
    found: set[str] = set()
    ahead = [table for table, _ in own[name]]
    while ahead:
        table = ahead.pop()
        if table not in found:
            found.add(table)
            ahead += [parent for parent, cascades in own.get(table, ()) if cascades]
    return frozenset(found - {name})


def _closed(direct: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for beneath in direct.get(ahead.pop(), frozenset()):
            if beneath not in found:
                found.add(beneath)
                ahead.append(beneath)
    return frozenset(found - {name})
