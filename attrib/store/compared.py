"""Compare all that a database holds and write what is found into it: the passes of `attrib compare`, in their order."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from sqlite_utils import Database

from attrib import __version__
from attrib.store.beside import Beside
from attrib.store.compared_attempts import Fault, describe_fault, stops, told, write_faults
from attrib.store.compared_contradictions import write_contradictions
from attrib.store.compared_copies import write_copies
from attrib.store.compared_due import note_due
from attrib.store.compared_figures import write_figures
from attrib.store.compared_keys import remember_keys
from attrib.store.compared_quotes import write_quotes
from attrib.store.compared_stances import write_stances
from attrib.store.compared_versions import write_versions
from attrib.store.compared_wordings import write_wordings
from attrib.store.database import changing
from attrib.store.figures import fill_figures
from attrib.store.sides import count_sides

# A pass yields how much of it is done, of how much, where what it has written is whole; or it does all in one go.
Steps = Iterator[tuple[int, int]] | None
Pass = Callable[[Database, Beside], Steps]
Progress = Callable[[str, int, int], None]
# Kilobytes of the database that are kept in memory: the indexes are looked into all over.
CACHE = 256_000


def _alone(run: Callable[[Database], Steps]) -> Pass:
    """Return a pass that spreads nothing over processes."""
    return lambda db, beside: run(db)


# What is compared, in this order: the name that progress shows, and the function that brings its tables up to date.
PASSES: dict[str, Pass] = {
    "claims": _alone(note_due),
    "wordings": write_wordings,
    "quotes": write_quotes,
    "copies": write_copies,
    "stances": write_stances,
    "figures": write_figures,
    "contradictions": write_contradictions,
    "versions": write_versions,
    "sides": _alone(count_sides),
}
# What a summary counts: the name in JSON, and the rows that it counts. What a question of the audit counts too is counted
# by its view, so that a terminal and a page give one number.
COUNTED: dict[str, str] = {
    "clusters": "variant_cluster",
    "variants": "variant",
    "carried": "v_independent_roots",
    "carried_tellings": "v_carried_by",
    "altered": "v_altered_quotes",
    "high_risk": "v_altered_quotes where risk = 'high'",
    "told_twice": "v_told_twice",
    "roots": "root",
    "loops": "loop",
    "copies": "article_copy",
    "joined_hops": "joined_hop",
    "drifts": "drift",
    "figures": "claim_value",
    "conflicts": "conflict where kind = 'conflict'",
    "contradictions": "contradiction",
    "version_changes": "version_change",
    "left_out": "(select distinct article_id from left_out)",
}


def compare_database(
    path: Path,
    progress: Progress | None = None,
    processes: int = 1,
    problem: Callable[[str], None] | None = None,
) -> dict[str, int]:
    """Run all passes over a database; return how many rows of each kind of `COUNTED` it then holds.

    What a pass has done is kept if the run is stopped, and the next run goes on from there. An article where a pass fails is
    left out of it, named in a line to `problem`, and tried again by the next run; where a pass fails as a whole, the
    comparison does not count as finished. `progress` is told the name of a pass, how much of it is done and how much
    there is. With several `processes`, a program that calls this needs the usual `if __name__ == "__main__":`, since they
    import it. Raises DatabaseError.
    """
    with _uncollected(), changing(path, upgrade=True) as db, Beside(db, path, processes) as beside:
        db.execute(f"pragma cache_size = -{CACHE}")
        # What is not committed stays in memory, so that the journal holds each page of the file once.
        db.execute("pragma cache_spill = off")
        number = db.conn.execute(
            "insert into comparison (tool_version, started) values (?, ?) returning id", (__version__, _now())
        ).fetchone()[0]
        for name, run in PASSES.items():
            _go_over(db, beside, name, run, progress)
        fill_figures(db, compared=True)
        write_faults(db, beside.faults)
        if all(fault.articles for fault in beside.faults):
            remember_keys(db)
            db.execute("delete from comparison where id <> ?", (number,))
            db.execute("update comparison set finished = ? where id = ?", (_now(), number))
        if problem:
            for line in dict.fromkeys(describe_fault(db, fault) for fault in beside.faults):
                problem(line)
        return counts(db)


def _go_over(db: Database, beside: Beside, name: str, run: Pass, progress: Progress | None) -> None:
    """Run a pass; where it fails and no article can be told, what it has not committed is undone and that is a fault."""
    beside.work = name
    try:
        for done, total in run(db, beside) or ((1, 1),):
            db.execute("commit")
            db.execute("begin immediate")
            if progress:
                progress(name, done, total)
    except Exception as error:
        if stops(error):
            raise
        db.execute("rollback")
        db.execute("begin immediate")
        beside.faults.append(Fault(name, (), told(error)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave out the search for circles of objects: the passes make none, and many of what they hold are looked through."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def counts(db: Database) -> dict[str, int]:
    """Return how many rows of each kind of `COUNTED` a database holds."""
    return {name: int(db.execute(f"select count(*) from {rows}").fetchone()[0]) for name, rows in COUNTED.items()}


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
