"""Whether the last ingest and the last comparison have come to their end: the index and the counts are made there."""

from typing import Any

from sqlite_utils import Database

# By table: asks whether a run of it has no end. A run that was stopped looks the same as one that is still going on.
ASKED = {
    "run": "select exists (select 1 from run where finished is null) as found",
    "comparison": "select exists (select 1 from comparison where finished is null) as found",
}
_TOLD = {
    "run": "an ingest was stopped or is still running: search, counts and the graph may lack what it stored; run attrib ingest again",
    "comparison": "a comparison was stopped or is still running: what several articles share may be incomplete; run attrib compare again",
}


def note(found: dict[str, bool]) -> str:
    """Return what a reader must know, where runs of some tables have no end; "" for nothing."""
    return "; ".join(told for table, told in _TOLD.items() if found.get(table))


def unfinished(db: Database) -> str:
    """Return what a reader of a database must know, "" where all runs have come to their end."""
    return note({table: bool(_first(db, asked)) for table, asked in ASKED.items()})


def _first(db: Database, statement: str) -> Any:
    return db.execute(statement).fetchone()[0]
