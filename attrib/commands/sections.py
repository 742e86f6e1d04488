"""The audit's sections: read out of a database, as tables in a terminal, and as the parts of a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from rich.console import Console
from rich.text import Text

from attrib.commands.tables import print_table
from attrib.draw.cells import css, said
from attrib.draw.pictures import pictures
from attrib.export.report import Cell, Part
from attrib.store.audit import Compared, Opened, compared, view_rows
from attrib.store.counted import Counted, count_units, in_words, number, open_ended
from attrib.store.sections import Section
from attrib.wording.frames import shown

# A picture takes the strongest, which stand first.
_PICTURED = 400
_COLUMN_LENGTH = 400
# The cell that leads to the article's own page, if its address is one of the web.
_LEADING = ("article", "headline_text", "publisher")


@dataclass(frozen=True, slots=True)
class Read:
    """A section with its first rows, and how many it has: `counted`, in what it counts. `missing`: it was not compared yet."""

    section: Section
    rows: list[dict[str, Any]]
    counted: Counted
    missing: bool
    pictured: list[dict[str, Any]]

    @property
    def more(self) -> str:
        """How many rows follow those that were read: a number, with + where not all were counted; "" for none."""
        left = self.counted.rows - len(self.rows)
        return f"{left:,}{'+' if open_ended(self.section.view, self.counted) else ''}" if left > 0 else ""


def read_sections(db: Opened, sections: Iterable[Section], limit: int) -> list[Read]:
    """Read the first `limit` rows of sections (all where it is negative). `missing`: it needs a comparison not made yet."""
    known = compared(db)
    return [_read(db, section, limit, known) for section in sections]


def _read(db: Opened, section: Section, limit: int, known: Compared) -> Read:
    rows = list(view_rows(db, section, limit))
    found = count_units(db, section.view)
    pictured = list(view_rows(db, section, _PICTURED)) if section.chart and rows else []
    return Read(section, rows, found, section.compared and not known.done, pictured)


def print_audit(out: Console, read: Sequence[Read], database: str) -> None:
    """Print each section that has rows as a table under its question, and then what has none, and what is missing."""
    for group, parts in groupby(read, key=lambda one: one.section.group):
        shown = [one for one in parts if one.rows]
        if shown:
            out.print(Text(f"{group}\n", style="bold underline"))
        for one in shown:
            title = f"{one.section.title}: {in_words(one.section.view, one.counted)}. {one.section.view.description}"
            print_table(out, title, once(one.rows, one.section), one.section.columns, len(one.rows), one.more)
    empty = [one.section.title for one in read if not one.rows and not one.missing]
    if empty:
        out.print(Text(f"Nothing found: {', '.join(empty)}.\n"))
    missing = [one.section.title for one in read if not one.rows and one.missing]
    if missing:
        out.print(Text(f"Not compared yet; for these run attrib compare {database}: {', '.join(missing)}.\n"))


def once(rows: Sequence[dict[str, Any]], section: Section) -> list[dict[str, Any]]:
    """Return rows as they read, without a first cell that only repeats the one above: a quote stands once over its carriers."""
    told = [shown(row) for row in rows]
    first = next(iter(section.columns))
    return [
        row | {first: None} if section.repeats(row, told[number - 1] if number else None) else row
        for number, row in enumerate(told)
    ]


def report_part(one: Read, database: str) -> Part:
    """Return a section as a part of the report."""
    section = one.section
    chart = section.chart
    drawn = ("", "")
    if chart and one.pictured:
        drawn = pictures(
            chart.kind,
            one.pictured,
            chart.label,
            chart.values,
            across=chart.across,
            of=chart.of,
            title=_picture_title(one),
            prefix=f"chart-{section.name}",
        )
    return Part(
        section.name,
        section.group,
        section.title,
        section.view.description,
        section.view.counted,
        [heading.strip() for heading in section.columns.values()],
        [[_cell(column, row) for column in section.columns] for row in once(one.rows, section)],
        number(section.view, one.counted) if one.rows or not one.missing else "",
        f"Not compared yet: attrib compare {database} finds it." if one.missing else "",
        drawn,
        _caption(one) if drawn[0] else "",
        in_words(section.view, one.counted) if one.rows else "",
        bool(one.more),
    )


def _caption(one: Read) -> str:
    chart = one.section.chart
    if chart is None:
        return ""
    quote = f"“{_clip(str(shown(one.pictured[0])['claim']), 160)}” " if chart.kind == "steps" else ""
    return quote + chart.caption


def _picture_title(one: Read) -> str:
    if one.section.chart and one.section.chart.kind == "steps":
        return f"When outlets carried “{_clip(str(shown(one.pictured[0])['claim']), 120)}”"
    return one.section.view.description


def _cell(column: str, row: dict[str, Any]) -> Cell:
    url = str(row.get("url") or "") if column in _LEADING else ""
    return Cell(_clip(said(column, row.get(column)), _COLUMN_LENGTH), css(column, row.get(column)), url)


def _clip(text: str, length: int) -> str:
    line = " ".join(islice(text[: 4 * length].split(), length))
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
