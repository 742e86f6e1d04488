"""Each row of tests/resolve_dates/rows.txt: a text, the day it was published, and the dates of its attributions."""

from pathlib import Path

import pytest

from attrib.parse import parse
from attrib.records import DateMention, Document
from attrib.resolve.dates import resolve_dates
from attrib.segment import segment

ROWS = [
    line
    for line in (Path(__file__).parent / "resolve_dates" / "rows.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def drawn(text: str, date: DateMention) -> str:
    """Write a date as the table does."""
    periods = [f"{date.start or ''}..{date.end or ''} {date.granularity}"]
    periods += [f"or {start}..{end}" for start, end in date.alternatives]
    return f"{date.role}: {text[slice(*date.span)]} = {' '.join(periods)}"


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    given, _arrow, wanted = row.partition(" => ")
    published, text = given.split(" | ")
    segmented = segment(Document(id="row", text=text, date=None if published == "-" else published))
    attributions = parse(segmented)
    assert attributions
    found = [date for dates in resolve_dates(segmented, attributions) for date in dates]
    assert [drawn(text, date) for date in found] == ([] if wanted == "nothing" else wanted.split("; "))
    assert all(date.basis for date in found)


def test_the_table_holds_enough() -> None:
    assert len(ROWS) >= 50
    assert sum(" or " in row for row in ROWS) >= 8


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-05", "9999-12-31", "9999-12-27"])
def test_no_time_overflows_the_calendar(day: str) -> None:
    text = (
        "Leik said that the bridge fell three weeks ago, 900 years ago, last night, at the weekend, last weekend and on Sunday. "
        "Leik said that it would open next weekend, next Friday, this Friday, on Monday, in March and on February 29."
    )
    segmented = segment(Document(id="edge", text=text, date=day))
    found = [date for dates in resolve_dates(segmented, parse(segmented)) for date in dates]
    assert found and all((date.start is None) == (date.end is None) for date in found)
