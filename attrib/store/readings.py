"""How an attribution reads, kept beside it: written with each row, and worked out for rows that were there before."""

from sqlite_utils import Database

from attrib.wording.reading import Reading, read

_KEPT = ("attribution", "past_attribution")
_COLUMNS = "relation, stance, negated, cue_text, pattern, source_text, content_text"


def add_readings(db: Database) -> None:
    """Add the columns `reads_as` and `manner`, and fill them for the rows that are there."""
    db.conn.create_function("reads_as", 7, lambda *row: _of_row(*row).reads_as, deterministic=True)
    db.conn.create_function("manner_of", 7, lambda *row: _of_row(*row).manner, deterministic=True)
    for table in _KEPT:
        db.execute(f"alter table {table} add column reads_as text not null default ''")
        db.execute(f"alter table {table} add column manner text not null default 'plain'")
        db.execute(f"update {table} set reads_as = reads_as({_COLUMNS}), manner = manner_of({_COLUMNS})")


def _of_row(relation: str, stance: str, negated: int, cue: str, pattern: str, source: str, content: str) -> Reading:
    return read(relation, stance, bool(negated), cue, pattern=pattern, source=source, content=content)
