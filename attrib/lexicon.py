"""Read the tables of grammar/lexicon and seeds: tab-separated, one header line, `#` starts a comment line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrib import resources
from attrib.errors import GrammarError


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield a dict per data line of a table, keyed by its header; missing trailing cells are "".

    Raises GrammarError, naming file and line, for a line with more cells than the header.
    """
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = list(map(str.strip, line.split("\t")))
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            if len(cells) > len(header):
                raise GrammarError(
                    f"{path.name}, line {number}: {len(cells)} cells under {len(header)} headings; remove a tab"
                )
            cells += [""] * (len(header) - len(cells))
        yield dict(zip(header, cells, strict=True))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of grammar/lexicon/NAME.tsv, read once."""
    return tuple(rows(resources.grammar() / "lexicon" / f"{name}.tsv"))


@cache
def words(name: str, column: str, where: str = "", value: str = "") -> frozenset[str]:
    """Return the set of one column of a lexicon table, only of rows whose column WHERE equals VALUE if it is given."""
    return frozenset(row[column] for row in table(name) if row[column] and (not where or row[where] == value))
