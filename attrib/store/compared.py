"""Compare all that a database holds and write what is found into it: the passes of `attrib compare`, in their order."""

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from sqlite_utils import Database

from attrib import __version__
from attrib.store.compared_copies import write_copies
from attrib.store.compared_figures import write_figures
from attrib.store.compared_hops import join_hops
from attrib.store.compared_quotes import write_quotes
from attrib.store.compared_stances import write_stances
from attrib.store.compared_versions import write_versions
from attrib.store.database import changing
from attrib.store.figures import fill_figures

Pass = Callable[[Database], None]
Progress = Callable[[str, int, int], None]

# What is compared, in this order: the name that progress shows, and the function that brings its tables up to date.
PASSES: dict[str, Pass] = {
    "quotes": write_quotes,
    "copies": write_copies,
    "joined hops": join_hops,
    "stances": write_stances,
    "figures": write_figures,
    "versions": write_versions,
}
# What a summary counts: the name in JSON, and the rows that it counts.
COUNTED: dict[str, str] = {
    "clusters": "variant_cluster",
    "variants": "variant",
    "altered": "alteration where type not in ('identical', 'formatting', 'translation') and against = 'fullest'",
    "high_risk": "alteration where risk = 'high' and against = 'fullest'",
    "roots": "root",
    "loops": "loop",
    "copies": "article_copy",
    "joined_hops": "joined_hop",
    "drifts": "drift",
    "figures": "claim_value",
    "conflicts": "conflict where kind = 'conflict'",
    "contradictions": "contradiction",
    "version_changes": "version_change",
}


def compare_database(path: Path, progress: Progress | None = None) -> dict[str, int]:
    """Run all passes over a database, all or nothing; return how many rows of each kind it then holds.

    `progress` is told the name of the pass that begins, how many are done and how many there are. Raises DatabaseError.
    """
    with changing(path) as db:
        number = db.conn.execute(
            "insert into comparison (tool_version, started) values (?, ?) returning id", (__version__, _now())
        ).fetchone()[0]
        for done, (name, run) in enumerate(PASSES.items()):
            if progress:
                progress(name, done, len(PASSES))
            run(db)
        fill_figures(db)
        db.execute("delete from comparison where id <> ?", (number,))
        db.execute("update comparison set finished = ? where id = ?", (_now(), number))
        return counts(db)


def counts(db: Database) -> dict[str, int]:
    """Return how many rows of each kind of `COUNTED` a database holds."""
    return {name: int(db.execute(f"select count(*) from {rows}").fetchone()[0]) for name, rows in COUNTED.items()}


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
