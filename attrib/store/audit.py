"""Read the audit out of a database: the rows of each section, as plain dicts in a fixed order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from sqlite_utils import Database

from attrib.store.sections import SECTIONS, Section

# What open_database returns; other rooms name it by this.
Opened = Database
Found = dict[str, Any]

# What of a row of v_conflicts is the conflict's; the rest belongs to one of its figures.
_OF_CONFLICT = ("conflict_id", "subject", "unit", "reason")
_TOLD_IN = """select distinct article.id, article.title, publisher.name as publisher, article.url
  from variant join attribution on attribution.id = variant.attribution_id
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id
  where variant.cluster_id = ? and attribution.status <> 'rejected' order by article.id"""


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether a database was compared, and whether articles were read since. `note` says it in words, "" if all is well."""

    done: bool
    stale: bool

    @property
    def note(self) -> str:
        """What a reader of sections that need comparing must know; "" for nothing."""
        if not self.done:
            return "not compared yet"
        return "articles were read since it was compared" if self.stale else ""


def compared(db: Database) -> Compared:
    """Tell whether `attrib compare` has gone over a database, and whether after its last ingest."""
    done = db.execute("select max(finished) from comparison").fetchone()[0]
    read = db.execute("select max(finished) from run").fetchone()[0]
    return Compared(done is not None, done is not None and read is not None and str(read) > str(done))


def audit(db: Database, limit: int = -1) -> dict[str, list[Found]]:
    """Return the rows of all sections, at most `limit` of each, all of them where it is negative."""
    return {section.name: list(section_rows(db, section, limit)) for section in SECTIONS}


def section_rows(db: Database, section: Section, limit: int = -1) -> Iterator[Found]:
    """Yield the rows of a section as its view has them: lists read, a loop's `actors` closed, conflicts by their figures.

    A loop's `actors` are its outlets, each crediting the next, the last one again the first. In a database that was not
    compared, loops are the circles of credit over all articles.
    """
    if section.name in ("loops", "credit_circles"):
        yield from _loops(db, section, limit)
    elif section.name in ("conflicts", "updated_figures"):
        yield from _conflicts(db, section, limit)
    else:
        for row in view_rows(db, section, limit):
            if section.name == "independent_roots":
                row["told_in"] = list(_rows(db, _TOLD_IN, (row["cluster_id"],)))
            yield row


def view_rows(db: Database, section: Section, limit: int = -1) -> Iterator[Found]:
    """Yield the rows of a section's view, one after another, with lists read."""
    for row in _rows(db, f"select * from {section.view.name} limit ?", (limit,)):
        yield with_lists(section, row)


def with_lists(section: Section, row: Found) -> Found:
    """Return a row with its lists read from JSON; what is no list is left as it is."""
    for column in section.lists:
        try:
            row[column] = json.loads(row[column] or "[]")
        except (TypeError, ValueError):
            continue
    return row


def _loops(db: Database, section: Section, limit: int) -> Iterator[Found]:
    if section.name == "loops" and compared(db).done:
        for row in view_rows(db, section, limit):
            told_in = list(_rows(db, _TOLD_IN, (row["cluster_id"],)))
            yield row | {"actors": [*row["actors"], *row["actors"][:1]], "articles": told_in}
        return
    names = {int(number): str(name) for number, name in db.execute("select id, name from outlet")}
    for row in _rows(db, "select * from v_credit_loops limit ?", (limit,)):
        yield row | {"claim": None, "actors": [names.get(int(number), "") for number in row["outlet_ids"].split("/")]}


def _conflicts(db: Database, section: Section, limit: int) -> Iterator[Found]:
    grouped = groupby(view_rows(db, section), key=lambda row: row["conflict_id"])
    for _, rows in islice(grouped, limit if limit >= 0 else None):
        figures = list(rows)
        told = {column: figures[0][column] for column in _OF_CONFLICT}
        yield told | {
            "figures": [{name: value for name, value in row.items() if name not in _OF_CONFLICT} for row in figures]
        }


def _rows(db: Database, statement: str, values: tuple[object, ...] = ()) -> Iterator[Found]:
    cursor = db.conn.execute(statement, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
