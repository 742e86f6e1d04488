"""Read the tables of grammar/lexicon and seeds: tab-separated, one header line, `#` starts a comment line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from attrib import resources
from attrib.errors import GrammarError

VERB_FORMS = ("lemma", "third", "ing", "past", "participle")  # columns of verbs.tsv


class _Cells(NamedTuple):
    """A table's headings and the cells of each line, as many as there are headings."""

    header: list[str]
    lines: list[list[str]]


def _read(path: Path) -> _Cells:
    """Return the cells of a table. Raises GrammarError, naming file and line, for a line with more cells than the header."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#" and not line.isspace()]
    found = [line.split("\t") for line in lines]
    if any(edge in text for edge in (" \t", "\t ", " \n")):  # as good as never; stripping each cell would take longest
        found = [list(map(str.strip, cells)) for cells in found]
    header = found[0] if found else []
    width = len(header)
    for line, cells in zip(lines, found, strict=True):
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            number = text.splitlines().index(line) + 1
            raise GrammarError(f"{path.name}, line {number}: {len(cells)} cells under {width} headings; remove a tab")
    return _Cells(header, found[1:])


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield a dict per data line of a table, keyed by its header; missing trailing cells are "".

    Raises GrammarError, naming file and line, for a line with more cells than the header.
    """
    header, lines = _read(path)
    for cells in lines:
        yield dict(zip(header, cells, strict=True))


@cache
def _table(name: str) -> _Cells:
    return _read(resources.grammar() / "lexicon" / f"{name}.tsv")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of grammar/lexicon/NAME.tsv, read once."""
    header, lines = _table(name)
    return tuple([dict(zip(header, cells, strict=True)) for cells in lines])


def columns(name: str, *wanted: str) -> Iterator[tuple[str, ...]]:
    """Yield some cells of each row of grammar/lexicon/NAME.tsv: faster than whole rows."""
    header, lines = _table(name)
    places = [header.index(column) for column in wanted]
    return zip(*([cells[place] for cells in lines] for place in places), strict=True)


@cache
def words(name: str, column: str, where: str = "", value: str = "") -> frozenset[str]:
    """Return the set of one column of a lexicon table, only of rows whose column WHERE equals VALUE if it is given."""
    if where:
        return frozenset(cell for cell, other in columns(name, column, where) if cell and other == value)
    return frozenset(cell for (cell,) in columns(name, column) if cell)
