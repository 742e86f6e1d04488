"""Tell a table (CSV, TSV) from a text with commas or tabs in it."""

import csv
import io
from itertools import islice

from attrib.regex import regex

_MOST_LINES = 50
# Headings by which texts are kept in tables. One is a word like any other; two, and nothing but headings, are none.
_HEADINGS = frozenset(
    "id uid key no nr text title headline date day published published_at created_at publisher source url link href author "
    "authors byline body content contents article article_text full_text name speaker quote quotes outlet section category topic "
    "summary description abstract time timestamp language lang label country kind type".split()
)
_QUOTED = regex(r'"(?:[^"]|"")*"(?:[,;\t]"(?:[^"]|"")*")+')
_LONGEST_HEADING = 30


def is_table(head: str) -> bool:
    """Say whether a text begins as a table does: with headings, or with cells under cells from the first line on.

    >>> is_table("id,text\\n1,The mayor said no."), is_table("Ostvik, March 4\\nThe mayor, who is ill, said no.")
    (True, False)
    """
    lines = [line.rstrip("\r") for line in head.split("\n", _MOST_LINES)[:_MOST_LINES] if line.strip()]
    if len(lines) < 2:
        return False
    if _tabbed(lines) or all(_QUOTED.fullmatch(line) for line in lines[:-1]):
        return True
    return any(_headed(head, mark) for mark in ",;|" if mark in lines[0])


def _tabbed(lines: list[str]) -> bool:
    """Say whether tabs cut all lines alike; one tab a line only under headings: "ROTH:<tab>We will go." is a transcript."""
    columns = {line.strip(" ").count("\t") for line in lines[:-1]}
    if "\t" not in lines[0].strip():
        return False
    known = _known(lines[0].split("\t"))
    indented = any(line.startswith("\t") for line in lines)
    return known > 1 or (len(columns) == 1 and not indented and (columns != {1} or known > 0) and len(lines) > 2)


def _headed(head: str, mark: str) -> bool:
    try:
        first, second = islice(csv.reader(io.StringIO(head, newline=""), delimiter=mark), 2)
    except (csv.Error, ValueError):
        return False
    return _known(first) > 1 and len(first) == len(second)


def _known(cells: list[str]) -> int:
    """Return how many cells are known headings; 0 where one of them is no heading at all."""
    names = [cell.strip().strip('"').casefold() for cell in cells]
    if any(len(name) > _LONGEST_HEADING or len(name.split()) > 3 or name.endswith((".", ":")) for name in names):
        return 0
    return sum(name.replace(" ", "_") in _HEADINGS for name in names)
