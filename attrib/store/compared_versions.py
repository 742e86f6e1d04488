"""The versions of each article, and what changed from one to the next, told in attributions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlite_utils import Database

from attrib.compare.claims import Claim, Frame
from attrib.compare.versions import Version, VersionChange, difference, version_changes
from attrib.store.beside import Beside
from attrib.store.compared_attempts import ARTICLES, Task
from attrib.store.compared_due import due_articles, strike_out
from attrib.store.past import FRAME
from attrib.store.tellings import ask
from attrib.wording.reading import Reading

PART = 100  # articles whose versions are read at once
PARTS = 10  # parts a transaction: a killed run loses no more

_STEPS = """select step.article_id, step.before_version_id, step.after_version_id, article.current_version_id from version_step as step
  join article on article.id = step.article_id {which} order by article.stable_key, step.id"""
_TEXT = "select text, coalesce(headline, ''), publisher, published from article_version where id = ?"
_ROWS = """select id, stable_key, sequence, content_text, cue_text, stance, relation, source_text,
    case when speaker_status in ('stated', 'inferred') then speaker_name end, coalesce(speaker_kind, 'unknown'),
    negated, {hedges}, sentence_text, {frame}, reads_as, manner
  from {table} where version_id = ? {which} order by sequence, stable_key"""
_LIVE_HEDGES = """(select json_group_array(substr(article_version.text, span.start + 1, span.end - span.start))
    from (select * from span where attribution_id = attribution.id and role = 'hedge' order by position) as span
    join article_version on article_version.id = attribution.version_id)"""
_WRITE = """insert into version_change (article_id, before_version_id, after_version_id, kind, before_text, after_text,
    content_text, risk, reason, past_id, attribution_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

# What is written of a change.
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One version of an article that another one replaced, by their ids, with what changed, and how the texts differ.

    `past` and `live` give the row of a change's claims by key: in past_attribution, and in attribution where the later
    text is the current one; `reads` says how each claim reads, of the later version where both have it.
    """

    article_id: int
    before: int
    after: int
    changes: tuple[VersionChange, ...]
    texts: str
    past: Mapping[str, int]
    live: Mapping[str, int]
    reads: Mapping[str, Reading]


def write_versions(db: Database, beside: Beside) -> Iterator[tuple[int, int]]:
    """Bring up to date what changed at each step from one version of an article to the next.

    Yields how many articles are done and how many there were to do, each time what is written is whole.
    """
    due = due_articles(db, "versions")
    tasks = [Task(changed, due[at : at + PART], ARTICLES) for at in range(0, len(due), PART)]
    for number, (task, found) in enumerate(zip(tasks, beside.each(tasks), strict=True), 1):
        left_out = set(found.left_out())
        articles = [article for article in task.items if article not in left_out]
        ask(db, articles)
        db.execute("delete from version_change where article_id in (select id from asked)")
        db.conn.executemany(_WRITE, chain.from_iterable(found.results))
        strike_out(db, "versions", articles)
        if number % PARTS == 0:
            yield number * PART, len(due)
    yield len(due), len(due)


def changed(db: Database, articles: list[int]) -> list[Row]:
    """Return what changed at each step of some articles."""
    marks = ", ".join("?" * len(articles))
    rows: list[Row] = []
    for step in _steps(db, f"where step.article_id in ({marks})", tuple(articles)):
        for one in step.changes:
            texts = (one.before_text or None, one.after_text or None, one.content)
            ids = (step.past.get(one.before), step.live.get(one.after))
            rows.append((step.article_id, step.before, step.after, one.kind, *texts, one.risk, one.reason, *ids))
    return rows


def steps(db: Database, article_id: int | None = None) -> list[Step]:
    """Return the steps of all articles, or of one, each with what changed, in the order in which they happened."""
    if article_id is None:
        return list(_steps(db, "", ()))
    return list(_steps(db, "where step.article_id = ?", (article_id,)))


def _steps(db: Database, which: str, values: tuple[int, ...]) -> Iterator[Step]:
    for article, before, after, current in db.conn.execute(_STEPS.format(which=which), values).fetchall():
        old, past, read = _version(db, before, False)
        new, live, read_now = _version(db, after, current == after)
        live = live if current == after else {}
        yield Step(article, before, after, version_changes(old, new), difference(old, new), past, live, read | read_now)


def describe_steps(found: Iterable[Step]) -> list[dict[str, Any]]:
    """Return steps as plain dicts, for people and programs."""
    names = ("kind", "before_text", "after_text", "content", "risk", "reason")
    return [
        {
            "before_version": step.before,
            "after_version": step.after,
            "texts": step.texts,
            "changes": [
                {name: getattr(one, name) for name in names}
                | (step.reads.get(one.after) or step.reads.get(one.before) or Reading(""))._asdict()
                for one in step.changes
            ],
        }
        for step in found
    ]


def _version(db: Database, version_id: int, current: bool) -> tuple[Version, dict[str, int], dict[str, Reading]]:
    """Return a version as it was read, with the row of each of its claims, of now or kept, and how each reads."""
    text, headline, publisher, published = db.conn.execute(_TEXT, (version_id,)).fetchone()
    statement = _ROWS.format(
        table="attribution" if current else "past_attribution",
        hedges=_LIVE_HEDGES if current else "hedges",
        frame=FRAME if current else "frame",
        which="and status <> 'rejected'" if current else "",
    )
    found = []
    ids: dict[str, int] = {}
    reads: dict[str, Reading] = {}
    for row in db.conn.execute(statement, (version_id,)):
        id_, key, place, content, cue, stance, relation, source, speaker, kind, negated, hedges, sentence, frame = row[
            :14
        ]
        ids[key], reads[key] = id_, Reading(*row[14:])
        found.append(
            Claim(
                key=key,
                article="",
                place=place,
                outlet="",
                content=content,
                cue=cue,
                stance=stance,
                relation=relation,
                source=source,
                speaker=speaker,
                kind=kind,
                negated=bool(negated),
                hedges=tuple(json.loads(hedges)),
                sentence=sentence,
                frame=_frame(frame),
            )
        )
    return Version(text, headline, tuple(found), publisher, published), ids, reads


def _frame(written: str | None) -> Frame | None:
    """Return what is told around an attribution, None where that was not kept."""
    if written is None:
        return None
    told = json.loads(written)
    return Frame(
        parent=told["parent"] or "",
        role=told["role"] or "",
        credits=tuple((name, said) for name, said in told["credits"]),
        reason=told["reason"] or "",
        days=tuple(told["days"]),
        pieces=told["pieces"],
        beside=None if told.get("beside") is None else tuple(told["beside"]),
    )
