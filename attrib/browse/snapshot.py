"""One request reads one state of the database: on a connection of its own, in one transaction, within one span of time.

Somebody may be writing meanwhile. What a page shows must not be half of before and half of after, and one slow request must
not keep the others waiting: so the pages have threads of their own, beside those of Datasette.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Row = dict[str, Any]
Result = TypeVar("Result")

# How long one request may read and work in all, from its first question on; what waits longer for its turn is told so.
PATIENCE_MS = 3_000
# Requests that read at one time; each has a thread and a connection, so that none can wait for one that waits for it.
READERS = 16
# Seconds between two looks at the clocks while a query runs.
_LOOK = 0.05
_threads = ThreadPoolExecutor(READERS, thread_name_prefix="attrib-reads")
# Work in Python takes turns anyway: more than two at a time only keep each other, and all who read, waiting.
_workers = ThreadPoolExecutor(2, thread_name_prefix="attrib-works")
_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
# Connections that nobody uses at the moment, by Datasette's object of the database.
_idle: WeakKeyDictionary[Any, list[sqlite3.Connection]] = WeakKeyDictionary()


class TooSlowError(Exception):
    """A query or a page was stopped after its time."""


class Snapshot:
    """A database as it is at the first question, whatever is written meanwhile, until `close`."""

    __slots__ = ("_connection", "_database", "_datasette", "_lock", "_until")

    def __init__(self, datasette: Any, database: Any, until: float) -> None:
        self._datasette = datasette
        self._database = database
        self._until = until
        self._connection: sqlite3.Connection | None = None
        # Held while a thread uses the connection: of a request that was given up it may go on for a moment.
        self._lock = Lock()

    async def rows(self, sql: str, values: Mapping[str, object], limit_ms: float) -> list[Row]:
        """Run one reading query. Raises TooSlowError after `limit_ms` milliseconds of work, or at the end of the request's time."""
        loop = asyncio.get_running_loop()
        # On a machine that does much else a query takes longer than it works: only the whole request is held to the clock.
        limit = min(limit_ms, self._datasette.setting("sql_time_limit_ms")) / 1000
        worked = time.process_time() + limit

        def look() -> None:
            # Again and again: one that comes between two steps of SQLite stops nothing. A handler of SQLite's own would
            # look in vain while a single step takes long, and would have to wait for Python at each of its looks.
            if self._connection is not None and (time.process_time() >= worked or time.monotonic() >= self._until):
                self._connection.interrupt()
            waiting[0] = loop.call_later(_LOOK, look)

        waiting = [loop.call_later(min(_LOOK, limit), look)]
        try:
            self.check()
            return await loop.run_in_executor(_threads, self._rows, sql, dict(values))
        finally:
            waiting[0].cancel()

    async def work(self, work: Callable[[], Result]) -> Result:
        """Do something that takes a while in a thread, so that others are answered meanwhile. Raises TooSlowError."""

        def begun() -> Result:
            self.check()  # others may have had their turn meanwhile
            return work()

        self.check()
        return await asyncio.get_running_loop().run_in_executor(_workers, begun)

    def check(self) -> None:
        """Raise TooSlowError if the request's time is over."""
        if time.monotonic() >= self._until:
            raise TooSlowError("the time of the request is over")

    def close(self) -> None:
        """End the transaction and leave the connection to the next request."""
        if self._lock.acquire(blocking=False):
            self._lock.release()
            self._leave()
        else:
            if self._connection is not None:
                self._connection.interrupt()
            _threads.submit(self._leave)

    def _rows(self, sql: str, values: dict[str, object]) -> list[Row]:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._taken()
                return [dict(row) for row in self._connection.execute(sql, values)]
            except sqlite3.OperationalError as error:
                # A writer that changes the kind of journal locks readers out, for less than a page's time.
                if any(part in str(error) for part in ("interrupted", "locked")):
                    raise TooSlowError(sql) from error
                raise

    def _taken(self) -> sqlite3.Connection:
        """Return a connection that reads from now on."""
        waiting = _idle.setdefault(self._database, [])
        if waiting:
            connection = waiting.pop()
        else:
            # As Datasette opens and prepares its own: read-only, with the functions and the guards of other plugins.
            connection = self._database.connect()
            self._datasette._prepare_connection(connection, self._database.name)
            connection.execute(f"pragma busy_timeout = {PATIENCE_MS}")
        connection.execute("begin")
        return connection

    def _leave(self) -> None:
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            try:
                connection.rollback()
            except sqlite3.Error:
                connection.close()
            else:
                _idle.setdefault(self._database, []).append(connection)


@asynccontextmanager
async def snapshot(datasette: Any, name: str) -> AsyncIterator[Snapshot | None]:
    """Yield one state of a database for the length of a with block.

    None for a database that is kept in memory, and where Datasette is told to have no threads. Raises TooSlowError where too many others are reading.
    """
    database = datasette.get_database(name)
    if database.is_memory or datasette.executor is None:
        yield None
        return
    until = time.monotonic() + PATIENCE_MS / 1000
    gate = _gates.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(READERS))
    try:
        await asyncio.wait_for(gate.acquire(), PATIENCE_MS / 1000)
    except asyncio.TimeoutError as error:
        raise TooSlowError("too many are reading") from error
    found = Snapshot(datasette, database, until)
    try:
        yield found
    finally:
        found.close()
        gate.release()
