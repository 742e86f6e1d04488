"""The figures of all claims, figures on one subject that cannot all be right, and speakers who contradict themselves."""

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from attrib.compare.claims import Claim
from attrib.compare.conflicts import Conflict, count
from attrib.compare.contradictions import Contradiction, contradictions
from attrib.compare.figures import Figure
from attrib.store.claims import claims, finding_key

_VALUE = """insert into claim_value (id, attribution_id, subject, value, most, unit, qualifier, value_text, start, end)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_CONFLICT = "insert into conflict (stable_key, subject, unit, reason, kind) values (?, ?, ?, ?, ?) returning id"
_SIDE = "insert into conflict_value (conflict_id, claim_value_id, side) values (?, ?, ?)"
_CONTRADICTION = """insert or ignore into contradiction (stable_key, speaker_id, before_id, after_id, kind, reason)
  values (?, (select id from speaker where stable_key = ?), ?, ?, ?, ?)"""


def write_figures(db: Database) -> None:
    """Write every claim's figures, the conflicts among them, and the candidates for self-contradiction."""
    for table in ("contradiction", "conflict", "claim_value"):
        db.execute(f"delete from {table}")
    known = claims(db)
    ids = {claim.key: id_ for id_, claim in known.items()}
    by_key = {claim.key: claim for claim in known.values()}
    counts = count(by_key.values())
    values = _write_values(db, counts.figures, by_key, ids)
    for conflict in counts.conflicts:
        _write_conflict(db, conflict, values)
    for one in contradictions(by_key.values(), counts.conflicts):
        _write_contradiction(db, one, ids)


def _write_values(
    db: Database, found: Iterable[Figure], by_key: Mapping[str, Claim], ids: Mapping[str, int]
) -> dict[tuple[str, int], int]:
    """Write the figures; return the row of each by its claim and its place in the claim's content."""
    rows = []
    numbers: dict[tuple[str, int], int] = {}
    for number, one in enumerate(sorted(found, key=lambda one: (one.claim, one.start)), 1):
        start = by_key[one.claim].offset(one.start)
        numbers[one.claim, one.start] = number
        end = start + one.end - one.start
        unit, qualifier = one.unit or None, one.qualifier or None
        value = (ids[one.claim], one.subject, one.value, one.most, unit, qualifier, one.text, start, end)
        rows.append((number, *value))
    db.conn.executemany(_VALUE, rows)
    return numbers


def _write_conflict(db: Database, conflict: Conflict, values: Mapping[tuple[str, int], int]) -> None:
    named = [f"{claim} {start}" for side in conflict.sides for claim, start in side.figures]
    row = (finding_key("conflict", *named), conflict.subject, conflict.unit or None, conflict.reason, conflict.kind)
    conflict_id = int(db.conn.execute(_CONFLICT, row).fetchone()[0])
    for number, side in enumerate(conflict.sides):
        db.conn.executemany(_SIDE, ((conflict_id, values[figure], number) for figure in side.figures))


def _write_contradiction(db: Database, one: Contradiction, ids: Mapping[str, int]) -> None:
    key = finding_key("contradiction", one.kind, one.before, one.after)
    row = (key, one.speaker, ids[one.before], ids[one.after], one.kind, one.reason)
    db.conn.execute(_CONTRADICTION, row)
