"""Figures over the whole database, counted once when articles were read or compared, so that no page counts a million rows.

Only attributions whose speaker the source itself names, or that a person has accepted, enter rankings; copies never do.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from sqlite_utils import Database

from attrib import lexicon
from attrib.keys import digest
from attrib.store.circles import shortest_circles
from attrib.store.counted import count_units
from attrib.store.figure_counts import COUNTS, PREPARED, Count
from attrib.store.transactions import immediate
from attrib.store.views import VIEWS

_MOST_CIRCLES = 500
_AUXILIARIES = frozenset(
    "has have had is are was were be been being will would also later then not did do does".split()
)
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def fill_figures(db: Database, compared: bool = False) -> None:
    """Count all figures anew, in one transaction: about 20 µs an attribution.

    With `compared`, count only what comparing can have changed since they were counted last.
    """
    with immediate(db):
        copies = _copies(db)
        told = db.execute("select path from figure where question = 'copies'").fetchone()
        kinds = {"compared"} if compared and told else {"read", "copies", "compared"}
        if told and told[0] != copies:
            kinds.add("copies")
        wanted = [count for count in COUNTS if count.rests_on in kinds]
        gone = (
            [count.question for count in wanted]
            + ["questions", "tables", "copies"]
            + ["credit_loops"] * ("read" in kinds)
        )
        db.execute(f"delete from figure where question in ({', '.join('?' * len(gone))})", gone)
        if kinds & {"read", "copies"}:
            _prepare(db)
        for count in wanted:
            _insert(db, count)
        if "read" in kinds:
            _count_circles(db)
        for name in (*PREPARED, "place", "verb"):
            db.execute(f"drop table if exists temp.{name}")
        _count_questions(db)
        _count_tables(db)
        db.execute("insert into figure (question, position, path) values ('copies', 0, ?)", (copies,))


def _copies(db: Database) -> str:
    """Return a line that changes with the set of articles that copy another one."""
    found = db.execute("select distinct copy_id from article_copy order by copy_id")
    return digest("copies", *(str(row[0]) for row in found))


def are_filled(db: Database) -> bool:
    """Tell whether the figures were ever counted, or there is nothing to count."""
    return bool(db.execute("select exists (select 1 from figure) or not exists (select 1 from article)").fetchone()[0])


def country_of(*texts: str) -> str:
    """Return the first country that one of the texts names, as a noun or an adjective; "" for none.

    >>> country_of("the Norwegian Refugee Council"), country_of("", "mayor of Alder")
    ('Norway', '')
    """
    for text in texts:
        words = text.replace("’s", "").replace("'s", "").split()[:60]
        for at in range(len(words)):
            for size in (3, 2, 1):
                found = _countries().get(" ".join(words[at : at + size]).strip(".,;:()"))
                if found:
                    return found
    return ""


def verb_of(cue: str) -> str:
    """Return the verb of a cue in its dictionary form; the cue itself where it is no verb.

    >>> verb_of("has also said"), verb_of("according to"), verb_of("Told")
    ('say', 'according to', 'tell')
    """
    words = [word.casefold() for word in _WORDS.findall(cue)]
    while len(words) > 1 and words[0] in _AUXILIARIES:
        words = words[1:]
    if len(words) == 1:
        return str(_verbs().get(words[0], words[0]))
    return " ".join(words) or cue.casefold()


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.table("places"):
        if row["kind"] == "country":
            for form in (row["form"], *row["demonym"].split("|")):
                if form:
                    found.setdefault(form.removeprefix("the "), row["form"])
    return found


@cache
def _verbs() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.table("cues"):
        for column in ("lemma", "third", "ing", "past", "participle"):
            if row[column]:
                found.setdefault(row[column].casefold(), row["lemma"])
    return found


def _prepare(db: Database) -> None:
    """Make the temporary tables that the counts read."""
    for name, statement in PREPARED.items():
        db.execute(f"drop table if exists temp.{name}")
        db.execute(f"create temp table {name} as {statement}")
    db.execute("create unique index temp.counted_article_id on counted_article(id)")
    _look_up(db, "verb", "substr(cue_text, 1, 80)", lambda cue: verb_of(cue)[:60])
    _look_up(db, "place", "affiliation || char(10) || role", lambda said: country_of(*said.split("\n")))


def _look_up(db: Database, name: str, told: str, meaning: Callable[[str], str]) -> None:
    """Make temp.NAME(told, name): what each distinct text of the ranked attributions means."""
    db.execute(f"drop table if exists temp.{name}")
    db.execute(f"create temp table {name} (told text primary key, name text not null) without rowid")
    texts = [str(row[0]) for row in db.execute(f"select distinct {told} from ranked")]
    db.conn.executemany(f"insert into {name} values (?, ?)", ((text, meaning(text)) for text in texts))


def _insert(db: Database, count: Count) -> None:
    columns = ", ".join(count.columns)
    db.execute(
        f"insert into figure (question, position, {columns})"
        f" select ?, row_number() over (order by {count.order}) - 1, {columns} from ({count.sql})",
        (count.question,),
    )


def _count_circles(db: Database) -> None:
    edges = db.execute("select crediting_id, credited_id from credit where month = '' and stated > 0").fetchall()
    names = {int(number): str(name) for number, name in db.execute("select id, name from outlet")}

    def rows() -> Iterator[tuple[object, ...]]:
        for position, circle in enumerate(shortest_circles(edges, _MOST_CIRCLES)):
            closed = (*circle, circle[0])
            loop = " credits ".join(names[number] for number in closed)
            yield "credit_loops", position, loop, len(circle), "/".join(map(str, closed))

    db.conn.executemany("insert into figure (question, position, name, outlets, path) values (?, ?, ?, ?, ?)", rows())


def _count_tables(db: Database) -> None:
    """Note how many rows the tables hold that the home page names."""
    for position, table in enumerate(("article", "attribution", "speaker")):
        db.execute(
            "insert into figure (question, position, name, attributions)"
            f" values ('tables', ?, ?, (select count(*) from {table}))",
            (position, table),
        )


def _count_questions(db: Database) -> None:
    """Note how much each question has found, for the list of questions."""
    for position, view in enumerate(VIEWS):
        found = count_units(db, view)
        db.execute(
            "insert into figure (question, position, name, attributions, units, part) values ('questions', ?, ?, ?, ?, ?)",
            (position, view.name, *found),
        )
