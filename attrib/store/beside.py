"""Work that only reads, spread over processes of its own: each has its connection and sees what is committed.

What comes back is the same, in the same order, whatever the number of processes. A process ends when its pipe is closed,
so none outlives the one that began it, even where that one is killed.
"""

import gc
import signal
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlite_utils import Database

LEAST = 6  # parts from which on starting processes pays: they take half a second to start
CACHE = 64_000  # kilobytes of the database that each keeps in memory
_WAIT_SECONDS = 60.0

Part = TypeVar("Part")
Result = TypeVar("Result")


class Beside:
    """Runs reading work for the passes of one comparison, in this process or in several; to be closed."""

    def __init__(self, db: Database, path: Path, processes: int = 1) -> None:
        self._db = db
        self._path = path
        self._processes = processes
        self._started: list[tuple[SpawnProcess, Connection]] = []

    def __enter__(self) -> "Beside":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, in the middle of their work where this one failed."""
        for process, pipe in self._started:
            pipe.close()
            if kind is not None:
                process.terminate()
            process.join()
        self._started.clear()

    def each(self, work: Callable[[Database, Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
        """Yield what `work`, a function of a module, returns for each part, in the order of the parts."""
        if self._processes < 2 or len(parts) < (2 if self._started else LEAST):
            for part in parts:
                yield work(self._db, part)
            return
        pipes = self._pipes()
        for pipe, part in zip(pipes, parts, strict=False):
            pipe.send((work, part))
        for at in range(len(parts)):
            pipe = pipes[at % len(pipes)]
            result = _answer(pipe)
            if at + len(pipes) < len(parts):
                pipe.send((work, parts[at + len(pipes)]))
            yield result

    def _pipes(self) -> list[Connection]:
        while len(self._started) < self._processes:
            self._started.append(self._start())
        return [pipe for _, pipe in self._started]

    def _start(self) -> tuple[SpawnProcess, Connection]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, str(self._path.absolute())), daemon=True)
        process.start()
        # The process must hold the only other end, or it never learns that this one is closed.
        theirs.close()
        return process, ours


def _answer(pipe: Connection) -> Any:
    """Return what a process answers, or raise the error that it met."""
    done, result = pipe.recv()
    if not done:
        raise result
    return result


def _serve(pipe: Connection, path: str) -> None:
    """Do what comes through a pipe until it is closed."""
    # Whoever interrupts the command interrupts the process that waits for this one, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Transactions end with their part: what is left open would keep the other process from writing.
    connection = sqlite3.connect(
        Path(path).as_uri() + "?mode=ro", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
    )
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    db.execute(f"pragma cache_size = -{CACHE}")
    # What a part makes goes in no circles; looking for such ones costs a tenth of the time.
    gc.disable()
    while True:
        try:
            work, part = pipe.recv()
        except (EOFError, OSError):
            return
        answer: tuple[bool, Any]
        try:
            # One look at the database for all questions of a part: each one alone would lock the file anew.
            db.execute("begin")
            answer = True, work(db, part)
        except Exception as error:
            answer = False, error
        finally:
            if connection.in_transaction:
                connection.rollback()
        try:
            pipe.send(answer)
        except OSError:
            return


def in_parts(sized: Iterable[tuple[Part, int]], most: int) -> Iterator[list[tuple[Part, int]]]:
    """Yield things with their sizes in parts of at most that size, or of one thing."""
    part: list[tuple[Part, int]] = []
    total = 0
    for one in sized:
        if part and total + one[1] > most:
            yield part
            part, total = [], 0
        part.append(one)
        total += one[1]
    if part:
        yield part
