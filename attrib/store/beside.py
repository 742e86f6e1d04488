"""Work that only reads, spread over processes of its own: each has its connection and sees what is committed.

What comes back is the same, in the same order, whatever the number of processes. A process ends when its pipe is closed,
so none outlives the one that began it, even where that one is killed.
"""

import gc
import signal
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, TypeVar

from sqlite_utils import Database

from attrib.errors import DatabaseError
from attrib.store.compared_attempts import Done, Fault, Item, Result, Task, attempt, faults

LEAST = 6  # parts from which on starting processes pays: they take half a second to start
AHEAD = 6  # parts a process that are asked for before they are needed, so that none waits while this one writes
CACHE = 64_000  # kilobytes of the database that each keeps in memory
_WAIT_SECONDS = 60.0

Part = TypeVar("Part")


class Beside:
    """Runs reading work for the passes of one comparison, in this process or in several; to be closed.

    `faults` has what failed in the pass that is named by `work`, and in those before.
    """

    def __init__(self, db: Database, path: Path, processes: int = 1) -> None:
        self._db = db
        self._path = path
        self._processes = processes
        self.work = ""
        self.faults: list[Fault] = []
        self._started: list[tuple[SpawnProcess, Connection]] = []
        # One thread waits for each process; it takes whichever is free.
        self._threads = ThreadPoolExecutor(max(1, processes))
        self._free: SimpleQueue[Connection] = SimpleQueue()

    def __enter__(self) -> "Beside":
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, in the middle of their work where this one failed."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if kind is not None:
            for process, _ in self._started:
                process.terminate()
        # A pipe is not closed under the thread that still waits for its answer.
        self._threads.shutdown()
        for process, pipe in self._started:
            pipe.close()
            process.join()
        self._started.clear()

    def each(self, tasks: Iterable[Task[Item, Result]]) -> Iterator[Done[Item, Result]]:
        """Yield what becomes of each task, in their order; what fails in one is a fault, and the rest goes on.

        With processes, tasks are begun before they are needed: what they read of the database must not hang on what the
        caller writes between two of them.
        """
        for task, done in self._each(tasks):
            self.faults += faults(self._db, self.work, task, done)
            yield done

    def at_fault(self) -> set[int]:
        """Return the articles at which something failed in the pass that runs."""
        return {article for fault in self.faults if fault.work == self.work for article in fault.articles}

    def _each(self, tasks: Iterable[Task[Item, Result]]) -> Iterator[tuple[Task[Item, Result], Done[Item, Result]]]:
        rest = iter(tasks)
        first = list(islice(rest, LEAST))
        tasks = chain(first, rest)
        if self._processes < 2 or len(first) < (2 if self._started else LEAST):
            for task in tasks:
                yield task, attempt(self._db, task)
            return
        while len(self._started) < self._processes:
            self._start()
        asked: deque[tuple[Task[Item, Result], Future[Done[Item, Result]]]] = deque()
        for task in tasks:
            asked.append((task, self._threads.submit(self._answer, task)))
            if len(asked) >= AHEAD * self._processes:
                before, answer = asked.popleft()
                yield before, answer.result()
        while asked:
            before, answer = asked.popleft()
            yield before, answer.result()

    def _start(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, str(self._path.absolute())), daemon=True)
        process.start()
        # The process must hold the only other end, or it never learns that this one is closed.
        theirs.close()
        self._started.append((process, ours))
        self._free.put(ours)

    def _answer(self, task: Task[Item, Result]) -> Done[Item, Result]:
        """Return what a process makes of a task, or raise the error that stopped it; DatabaseError where it is no more."""
        pipe = self._free.get()
        try:
            pipe.send(task)
            done, result = pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise DatabaseError(
                f"{self._path}: a process that helped was ended from outside, maybe for want of memory;"
                " run the command again, it goes on from there"
            ) from error
        finally:
            self._free.put(pipe)
        if not done:
            raise result
        answer: Done[Item, Result] = result
        return answer


def _serve(pipe: Connection, path: str) -> None:
    """Do what comes through a pipe until it is closed."""
    # Whoever interrupts the command interrupts the process that waits for this one, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Transactions end with their task: what is left open would keep the other process from writing.
    connection = sqlite3.connect(
        Path(path).as_uri() + "?mode=ro", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
    )
    db = Database(connection, recursive_triggers=False, execute_plugins=False)
    db.execute(f"pragma cache_size = -{CACHE}")
    # What a task makes goes in no circles; looking for such ones costs a tenth of the time.
    gc.disable()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        answer: tuple[bool, Any]
        try:
            # One look at the database for all questions of a task: each one alone would lock the file anew.
            db.execute("begin")
            answer = True, attempt(db, task)
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
