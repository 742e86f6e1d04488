"""Work on many things at once that goes on where one of them fails: the failing part is halved until that one is found.

All reading of the passes of `attrib compare` goes through `attempt`, in this process and in those beside it. What fails is
left out, named, and tried again by the next run, since a pass strikes out only what it has done.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlite_utils import Database

from attrib.errors import DatabaseError

SHOWN = 3  # articles that a fault names, of those that were compared with one another when it happened

Item = TypeVar("Item")
Result = TypeVar("Result")

# The articles of an item that is, or lists, their ids; or ids of their attributions.
ARTICLES = "select value from json_each(?)"
OF_ATTRIBUTIONS = "select article_id from attribution where id in (select value from json_each(?))"


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """Work on some items, which may be done in parts: `work` is a function of a module, or a partial of one.

    `whose` selects the ids of the articles of an item, which it is given as JSON. `lists` tells that an item is a list (of what
    is compared with one another) which can be done without some of its members.
    """

    work: Callable[[Database, list[Item]], Result]
    items: list[Item]
    whose: str
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Done(Generic[Item, Result]):
    """What became of a task: results in the order of the items, of all at once or of parts; and the items that failed."""

    results: tuple[Result, ...]
    failed: tuple[tuple[Item, str], ...] = ()

    def left_out(self) -> list[Item]:
        """Return the items that failed."""
        return [item for item, _ in self.failed]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that failed: the name of the pass, the articles that it was at (none known: all of it), the error."""

    work: str
    articles: tuple[int, ...]
    error: str


# What the last run left out, and why; article_id is null where a pass failed as a whole.
_TABLE = """create table left_out (
    id integer primary key,
    work text not null,
    article_id integer references article(id) on delete cascade,
    error text not null
) strict"""


def attempt(db: Database, task: Task[Item, Result]) -> Done[Item, Result]:
    """Do a task; where it fails, do its halves, down to the item that fails alone. Raises only what stops all work.

    An item that fails costs twice the time of its part, and that of a few small ones.
    """
    try:
        return Done((task.work(db, task.items),))
    except Exception as error:
        if stops(error):
            raise
        failed = told(error)
    if len(task.items) > 1:
        middle = len(task.items) // 2
        halves = [attempt(db, replace(task, items=items)) for items in (task.items[:middle], task.items[middle:])]
        return Done(halves[0].results + halves[1].results, halves[0].failed + halves[1].failed)
    rest = _without_faulty(db, task) if task.lists and task.items else None
    return rest or Done((), tuple((item, failed) for item in task.items))


def _without_faulty(db: Database, task: Task[Any, Result]) -> Done[Any, Result] | None:
    """Do a list without the members that fail each alone; None where none does, all do, or the rest fails as well."""
    members = [[member] for member in task.items[0]]
    alone = [attempt(db, replace(task, items=[member], lists=False)) for member in members]
    faulty = [row for done in alone for row in done.failed]
    sound = [member for (member,), done in zip(members, alone, strict=True) if not done.failed]
    if not faulty or not sound:
        return None
    rest = attempt(db, replace(task, items=[sound], lists=False))
    return None if rest.failed else Done(rest.results, tuple(faulty))


def stops(error: Exception) -> bool:
    """Tell whether an error has nothing to do with what was looked at: a full disk, a locked or damaged database."""
    return isinstance(error, DatabaseError | OSError | sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError


def told(error: Exception) -> str:
    """Return an error in one line of at most 200 characters."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(": ")


def faults(db: Database, work: str, task: Task[Item, Any], done: Done[Item, Any]) -> list[Fault]:
    """Return what failed in a task, with the articles."""
    return [
        Fault(work, tuple(sorted({int(row[0]) for row in db.conn.execute(task.whose, (json.dumps(item),))})), error)
        for item, error in done.failed
    ]


def add_left_out(db: Database) -> None:
    """Make the table of what could not be compared. The migration that brings it in."""
    db.execute(_TABLE)
    db.execute("create index idx_left_out_article_id on left_out(article_id)")


def write_faults(db: Database, found: Iterable[Fault]) -> None:
    """Write down what a run has left out, in place of what the one before had."""
    rows = {(fault.work, article, fault.error): None for fault in found for article in fault.articles or (None,)}
    db.execute("delete from left_out")
    db.conn.executemany("insert into left_out (work, article_id, error) values (?, ?, ?)", rows)


def describe_fault(db: Database, fault: Fault) -> str:
    """Return a fault as a line for people: the articles, what is wrong, what to do."""
    if not fault.articles:
        return (
            f"{fault.work} could not be compared ({fault.error}); all else is kept and done, the next run tries it again;"
            " report it with this line"
        )
    marks = ", ".join("?" * len(fault.articles[:SHOWN]))
    statement = f"select id, source_id from article where id in ({marks}) order by id"
    named = [f"{id_} ({name})" for id_, name in db.conn.execute(statement, fault.articles[:SHOWN])]
    more = len(fault.articles) - len(named)
    rest = f" and {more} more" if more else ""
    one = len(fault.articles) == 1
    return (
        f"{'article' if one else 'articles'} {', '.join(named)}{rest}: left out of {fault.work} ({fault.error}); the rest"
        f" is compared, the next run tries {'it' if one else 'them'} again; report it with the text"
        f" (attrib show DB {fault.articles[0]})"
    )
