"""Speakers who are told to have said one thing and then its opposite, kept up to date speaker by speaker."""

from collections import defaultdict
from collections.abc import Iterator

from sqlite_utils import Database

from attrib.compare.conflicts import Conflict, Side
from attrib.compare.contradictions import Contradiction, by_figures, by_words
from attrib.store.beside import Beside, in_parts
from attrib.store.claims import claims, finding_key

PART = 2_500  # claims that are read at once
PARTS = 10  # parts a transaction: a killed run loses no more, and those who read are not held up by each

# The speakers that are due, with how many claims each has; in this order they are done.
_DUE = """select due_speaker.speaker, ifnull(speaker_seen.claims, 0) from due_speaker
  left join speaker_seen on speaker_seen.speaker = due_speaker.speaker order by 1"""
_ASKED = "create temporary table if not exists asked_speaker (speaker text primary key) strict, without rowid"
# One claim alone opposes nothing.
_CLAIMS = """select attribution_id from claim_seen where kind in ('person', 'organisation') and speaker in (
  select asked_speaker.speaker from asked_speaker join speaker_seen using (speaker) where claims > 1)"""
# One whose speaker is no longer there belongs to nobody who could keep it.
_GONE = """delete from contradiction where kind <> 'figures' and (speaker_id is null or speaker_id in (
  select id from speaker where stable_key in (select speaker from asked_speaker)))"""
_CONFLICTS = """select conflict.id, conflict.kind, conflict.subject, conflict.unit, conflict.reason, side,
    attribution.stable_key, attribution.id
  from conflict join conflict_value on conflict_id = conflict.id
  join claim_value on claim_value.id = claim_value_id
  join attribution on attribution.id = claim_value.attribution_id
  where conflict.kind <> 'update' order by conflict.stable_key, side, attribution.stable_key"""
_WRITE = """insert or ignore into contradiction (stable_key, speaker_id, before_id, after_id, kind, reason)
  values (?, (select id from speaker where stable_key = ?), ?, ?, ?, ?)"""


# What is written of a candidate.
Row = tuple[str, str, int, int, str, str]


def write_contradictions(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring the candidates for self-contradiction up to date: of the speakers that are due, and all of figures.

    Yields how many speakers are done and how many there were to do, each time what is written is whole.
    """
    due: list[tuple[str, int]] = db.conn.execute(_DUE).fetchall()
    parts = [[speaker for speaker, _ in part] for part in in_parts(due, PART)]
    done = 0
    for number, (speakers, found) in enumerate(zip(parts, beside.each(of_speakers, parts), strict=True), 1):
        _ask(db, speakers)
        db.execute(_GONE)
        db.conn.executemany(_WRITE, found)
        db.execute("delete from due_speaker where speaker in (select speaker from asked_speaker)")
        done += len(speakers)
        if number % PARTS == 0:
            yield done, len(due)
    _of_figures(db)
    yield len(due), len(due)


def of_speakers(db: Database, speakers: list[str]) -> list[Row]:
    """Return what some speakers are told to have said and then denied."""
    _ask(db, speakers)
    known = claims(db, [row[0] for row in db.conn.execute(_CLAIMS)])
    ids = {claim.key: id_ for id_, claim in known.items()}
    return [_row(one, ids) for one in by_words(known.values())]


def _ask(db: Database, speakers: list[str]) -> None:
    """Fill the temporary table `asked_speaker`."""
    db.execute(_ASKED)
    db.execute("delete from asked_speaker")
    db.conn.executemany("insert into asked_speaker (speaker) values (?)", ((one,) for one in speakers))


def _of_figures(db: Database) -> None:
    """Find the speakers who give two figures that conflict."""
    told: dict[int, tuple[str, str, str, str]] = {}
    sides: dict[int, dict[int, list[tuple[str, int]]]] = defaultdict(lambda: defaultdict(list))
    ids: dict[str, int] = {}
    for number, kind, subject, unit, reason, side, claim, id_ in db.conn.execute(_CONFLICTS):
        told[number] = (kind, subject, unit or "", reason)
        sides[number][side].append((claim, 0))
        ids[claim] = id_
    conflicts = [
        Conflict(kind, subject, unit, tuple(Side(tuple(side), "") for _, side in sorted(sides[number].items())), reason)
        for number, (kind, subject, unit, reason) in told.items()
    ]
    db.execute("delete from contradiction where kind = 'figures'")
    db.conn.executemany(_WRITE, [_row(one, ids) for one in by_figures(claims(db, ids.values()).values(), conflicts)])


def _row(one: Contradiction, ids: dict[str, int]) -> Row:
    key = finding_key("contradiction", one.kind, one.before, one.after)
    return key, one.speaker, ids[one.before], ids[one.after], one.kind, one.reason
