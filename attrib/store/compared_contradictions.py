"""Speakers who are told to have said one thing and then its opposite, kept up to date speaker by speaker."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from sqlite_utils import Database

from attrib.compare.conflicts import Conflict, Side
from attrib.compare.contradictions import Contradiction, by_figures, by_words
from attrib.store.beside import Beside, in_parts
from attrib.store.claims import claims, finding_key
from attrib.store.compared_attempts import OF_ATTRIBUTIONS, Task
from attrib.store.tellings import ask

PART = 2_500  # claims that are read at once
PARTS = 10  # parts a transaction: a killed run loses no more, and those who read are not held up by each

# The speakers that are due, with how many claims each has; in this order they are done.
_DUE = """select due_speaker.speaker, ifnull(speaker_seen.claims, 0) from due_speaker
  left join speaker_seen on speaker_seen.speaker = due_speaker.speaker order by 1"""
_ASKED = "create temporary table if not exists asked_speaker (speaker text primary key) strict, without rowid"
# One claim alone opposes nothing.
_CLAIMS = """select speaker, attribution_id from claim_seen where kind in ('person', 'organisation') and speaker in (
  select asked_speaker.speaker from asked_speaker join speaker_seen using (speaker) where claims > 1) order by 1, 2"""
_SETTLED = """delete from due_speaker where speaker in (select speaker from asked_speaker) and speaker not in (
  select claim_seen.speaker from asked join claim_seen on claim_seen.attribution_id = asked.id)"""
# One whose speaker is no longer there belongs to nobody who could keep it.
_GONE = """delete from contradiction where kind <> 'figures' and (speaker_id is null or speaker_id in (
  select id from speaker where stable_key in (select speaker from asked_speaker)))"""
_CONFLICTS = """select conflict.id, conflict.kind, conflict.subject, conflict.unit, conflict.reason, side,
    attribution.stable_key, attribution.id
  from asked join conflict on conflict.id = asked.id join conflict_value on conflict_id = conflict.id
  join claim_value on claim_value.id = claim_value_id
  join attribution on attribution.id = claim_value.attribution_id
  where conflict.kind <> 'update' order by conflict.stable_key, side, attribution.stable_key"""
_NUMBERS = "select id from conflict where kind <> 'update' order by stable_key"
_OF_CONFLICTS = """select article_id from conflict_value join claim_value on claim_value.id = claim_value_id
  join attribution on attribution.id = attribution_id where conflict_id in (select value from json_each(?))"""
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
    tasks = (Task(of_speakers, _claims_of(db, speakers), OF_ATTRIBUTIONS, lists=True) for speakers in parts)
    done = 0
    for number, (speakers, found) in enumerate(zip(parts, beside.each(tasks), strict=True), 1):
        _ask(db, speakers)
        db.execute(_GONE)
        db.conn.executemany(_WRITE, chain.from_iterable(found.results))
        # A speaker of whom a claim was left out stays due.
        ask(db, chain.from_iterable(found.left_out()))
        db.execute(_SETTLED)
        done += len(speakers)
        if number % PARTS == 0:
            yield done, len(due)
    _of_figures(db, beside)
    yield len(due), len(due)


def _claims_of(db: Database, speakers: list[str]) -> list[list[int]]:
    """Return the claims of each of some speakers who have several."""
    _ask(db, speakers)
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for speaker, claim in db.conn.execute(_CLAIMS):
        by_speaker[speaker].append(claim)
    return list(by_speaker.values())


def of_speakers(db: Database, said: list[list[int]]) -> list[Row]:
    """Return what speakers are told to have said and then denied, given the claims of each."""
    known = claims(db, chain.from_iterable(said))
    ids = {claim.key: id_ for id_, claim in known.items()}
    return [_row(one, ids) for one in by_words(known.values())]


def _ask(db: Database, speakers: list[str]) -> None:
    """Fill the temporary table `asked_speaker`."""
    db.execute(_ASKED)
    db.execute("delete from asked_speaker")
    db.conn.executemany("insert into asked_speaker (speaker) values (?)", ((one,) for one in speakers))


def _of_figures(db: Database, beside: Beside) -> None:
    """Find the speakers who give two figures that conflict. All of them are few."""
    conflicts = [int(row[0]) for row in db.conn.execute(_NUMBERS)]
    parts = [Task(of_conflicts, conflicts[at : at + PART], _OF_CONFLICTS) for at in range(0, len(conflicts), PART)]
    found = {row for done in beside.each(parts) for result in done.results for row in result}
    db.execute("delete from contradiction where kind = 'figures'")
    # Two conflicts may set the same two claims against each other: the first reason stays, whatever the parts were.
    db.conn.executemany(_WRITE, sorted(found))


def of_conflicts(db: Database, numbers: list[int]) -> list[Row]:
    """Return the speakers who give two figures of one of some conflicts."""
    ask(db, numbers)
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
    return [_row(one, ids) for one in by_figures(claims(db, ids.values()).values(), conflicts)]


def _row(one: Contradiction, ids: dict[str, int]) -> Row:
    key = finding_key("contradiction", one.kind, one.before, one.after)
    return key, one.speaker, ids[one.before], ids[one.after], one.kind, one.reason
