"""The figures of all claims, and figures on one subject that cannot all be right, kept up to date.

An article's figures are read once and written down with their surroundings. Only subjects that have won or lost a figure
are compared anew; all of them only when other words have become too common to show a story.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from sqlite_utils import Database

from attrib.compare.claims import Claim
from attrib.compare.conflicts import Conflict, common_stems, comparable, once, ordered_conflicts
from attrib.compare.figures import Figure
from attrib.compare.surroundings import Seen
from attrib.store.beside import Beside, in_parts
from attrib.store.claims import claims, finding_key
from attrib.store.compared_attempts import ARTICLES, Task
from attrib.store.compared_due import due_articles, strike_out
from attrib.store.tellings import ask

PART = 1_000  # articles that are read at once
FIGURES = 5_000  # figures that are compared with those of their subjects at once
PARTS = 10  # parts a transaction: a killed run loses no more, and those who read are not held up by each

TABLES = (
    # A figure that can be compared, or the sum of some, in its surroundings (compare/surroundings.py); stems: the words
    # of these, one a line, by which it is told which words are common. value_ids: the rows of claim_value, as JSON.
    """create table figure_seen (
        id integer primary key,
        attribution_id integer not null references attribution(id) on delete cascade,
        value_ids text not null,
        subject text not null,
        stems text not null,
        told text not null
    ) strict""",
    "create index idx_figure_seen_subject on figure_seen(subject)",
    "create index idx_figure_seen_attribution_id on figure_seen(attribution_id)",
    # How many figures of a subject were compared last; the subjects that are due; what was too common then.
    "create table subject_seen (subject text primary key, figures integer not null) strict, without rowid",
    "create table due_subject (subject text primary key) strict, without rowid",
    "create table common_stem (stem text primary key) strict, without rowid",
    """create table conflict_subject (
        conflict_id integer primary key references conflict(id) on delete cascade,
        subject text not null
    ) strict""",
    "create index idx_conflict_subject_subject on conflict_subject(subject)",
)
_VALUE = """insert into claim_value (id, attribution_id, subject, value, most, unit, qualifier, value_text, start, end)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_SEEN = "insert into figure_seen (attribution_id, value_ids, subject, stems, told) values (?, ?, ?, ?, ?)"
_DUE_SUBJECTS = (
    """insert or ignore into due_subject (subject) select figure_seen.subject from figure_seen
      left join subject_seen on subject_seen.subject = figure_seen.subject
      group by figure_seen.subject having count(*) is not subject_seen.figures""",
    """insert or ignore into due_subject (subject) select subject from subject_seen
      where not exists (select 1 from figure_seen where figure_seen.subject = subject_seen.subject)""",
)
_ALL_SUBJECTS = "insert or ignore into due_subject (subject) select distinct subject from figure_seen"
_DUE_SIZES = """select due_subject.subject, count(figure_seen.id) from due_subject
  left join figure_seen on figure_seen.subject = due_subject.subject group by 1 order by 1"""
_SEEN_OF = """select subject, told, value_ids from figure_seen where subject in (select value from json_each(?))
  order by subject, id"""
_OF_SUBJECTS = """select article_id from figure_seen join attribution on attribution.id = attribution_id
  where subject in (select value from json_each(?))"""
_GONE = """delete from conflict where id in (
  select conflict_id from conflict_subject where subject in (select subject from due_subject))
  or id not in (select conflict_id from conflict_subject)"""
_SETTLED = (
    "delete from subject_seen where subject in (select subject from due_subject)",
    """insert into subject_seen (subject, figures) select subject, count(*) from figure_seen
      where subject in (select subject from due_subject) group by subject""",
    "delete from due_subject",
)
_CONFLICT = "insert into conflict (stable_key, subject, unit, reason, kind) values (?, ?, ?, ?, ?) returning id"
_SIDE = "insert into conflict_value (conflict_id, claim_value_id, side) values (?, ?, ?)"


# The rows of an attribution's figures without their own ids, and of those that can be compared: the places of its figures
# in that list, subject, stems, and itself written down.
Row = tuple[int, list[tuple[object, ...]], list[tuple[list[int], str, str, str]]]
# A subject, a conflict of it, and the rows of claim_value on each of its sides.
Found = tuple[str, Conflict, list[list[int]]]


def write_figures(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring every claim's figures and the conflicts among them up to date.

    Yields how many articles are done and how many there were to do, each time what is written is whole.
    """
    due = due_articles(db, "figures")
    parts = [Task(read_figures, due[at : at + PART], ARTICLES) for at in range(0, len(due), PART)]
    for done, (part, found) in enumerate(zip(parts, beside.each(parts), strict=True), 1):
        left_out = set(found.left_out())
        articles = [article for article in part.items if article not in left_out]
        _replace(db, articles, chain.from_iterable(found.results))
        strike_out(db, "figures", articles)
        if done % PARTS == 0:
            yield done * PART, len(due)
    if due:
        # Those who compare beside see what is committed.
        yield len(due), len(due)
    _compare(db, beside)
    yield len(due), len(due)


def read_figures(db: Database, articles: list[int]) -> list[Row]:
    """Return the figures that the claims of some articles give."""
    known = claims(db, _attributions(db, articles))
    by_key = {claim.key: id_ for id_, claim in known.items()}
    rows: list[Row] = []
    for claim, own in once(known.values()):
        if own:
            places = {one.start: at for at, one in enumerate(own)}
            seen = [
                ([places[start] for _, start in one.figures], subject, "\n".join(sorted(one.stems)), one.written())
                for subject, one in comparable(claim, own)
            ]
            rows.append((by_key[claim.key], [_value(claim, one) for one in own], seen))
    return rows


def _attributions(db: Database, articles: list[int]) -> list[int]:
    ask(db, articles)
    return [
        int(row[0])
        for row in db.conn.execute("select attribution.id from asked cross join attribution on article_id = asked.id")
    ]


def _replace(db: Database, articles: list[int], found: Iterable[Row]) -> None:
    """Write the figures of some articles in place of those that were there."""
    ask(db, _attributions(db, articles))
    db.execute("insert or ignore into due_subject select subject from figure_seen where attribution_id in (select id from asked)")  # fmt: skip
    for table in ("claim_value", "figure_seen"):
        db.execute(f"delete from {table} where attribution_id in (select id from asked)")
    values: list[tuple[object, ...]] = []
    seen: list[tuple[object, ...]] = []
    subjects: set[str] = set()
    number = int(db.execute("select ifnull(max(id), 0) from claim_value").fetchone()[0]) + 1
    for id_, own, compared in found:
        values.extend((number + at, id_, *value) for at, value in enumerate(own))
        for places, subject, stems, written in compared:
            seen.append((id_, json.dumps([number + at for at in places]), subject, stems, written))
            subjects.add(subject)
        number += len(own)
    db.conn.executemany(_VALUE, values)
    db.conn.executemany(_SEEN, seen)
    db.conn.executemany("insert or ignore into due_subject (subject) values (?)", ((one,) for one in sorted(subjects)))


def _value(claim: Claim, one: Figure) -> tuple[object, ...]:
    start = claim.offset(one.start)
    end = start + one.end - one.start
    return one.subject, one.value, one.most, one.unit or None, one.qualifier or None, one.text, start, end


def _compare(db: Database, beside: Beside) -> None:
    """Compare the figures of the subjects that are due."""
    for statement in _DUE_SUBJECTS:
        db.execute(statement)
    if not db.execute("select 1 from due_subject limit 1").fetchone():
        return
    common = _common(db)
    before = {str(row[0]) for row in db.execute("select stem from common_stem")}
    if common != before:
        db.execute("delete from common_stem")
        db.conn.executemany("insert into common_stem (stem) values (?)", ((stem,) for stem in sorted(common)))
        db.execute(_ALL_SUBJECTS)
    db.execute(_GONE)
    due: list[tuple[str, int]] = db.conn.execute(_DUE_SIZES).fetchall()
    work = partial(of_subjects, common=common)
    tasks = [Task(work, [subject for subject, _ in part], _OF_SUBJECTS) for part in in_parts(due, FIGURES)]
    left_out: list[str] = []
    for found in beside.each(tasks):
        left_out += found.left_out()
        for told in chain.from_iterable(found.results):
            _write(db, *told)
    for statement in _SETTLED:
        db.execute(statement)
    db.conn.executemany("insert into due_subject (subject) values (?)", ((subject,) for subject in left_out))


def of_subjects(db: Database, subjects: list[str], common: frozenset[str]) -> list[Found]:
    """Return the conflicts among the figures of each of some subjects; `common` are words that show no story."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    values: dict[tuple[str, int], int] = {}
    for subject, told, rows in db.conn.execute(_SEEN_OF, (json.dumps(subjects),)):
        one = Seen.read(told)
        groups[subject].append(one)
        values.update(zip(one.figures, json.loads(rows), strict=True))
    return [
        (subject, conflict, [[values[figure] for figure in side.figures] for side in conflict.sides])
        for subject, group in groups.items()
        for conflict in ordered_conflicts([group], common)
    ]


def _common(db: Database) -> frozenset[str]:
    """Return the words that stand in the surroundings of so many figures that they show no story."""
    counts: Counter[str] = Counter()
    total = 0
    for (stems,) in db.conn.execute("select stems from figure_seen"):
        counts.update(stems.split("\n"))
        total += 1
    return common_stems(counts, total)


def _write(db: Database, subject: str, conflict: Conflict, sides: list[list[int]]) -> None:
    named = [f"{claim} {start}" for side in conflict.sides for claim, start in side.figures]
    row = (finding_key("conflict", *named), conflict.subject, conflict.unit or None, conflict.reason, conflict.kind)
    conflict_id = int(db.conn.execute(_CONFLICT, row).fetchone()[0])
    db.conn.execute("insert into conflict_subject (conflict_id, subject) values (?, ?)", (conflict_id, subject))
    for number, values in enumerate(sides):
        db.conn.executemany(_SIDE, ((conflict_id, value, number) for value in values))
