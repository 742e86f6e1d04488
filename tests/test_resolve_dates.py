"""Dates against their anchor: each row is a sentence, the day it was published, and what each time in it means."""

import pytest

from attrib.parse import parse
from attrib.records import Document
from attrib.resolve.dates import resolve_dates
from attrib.resolve.time_words import calendar_signs, find_time_words
from attrib.segment import segment

WEDNESDAY = "2025-06-04"
# sentence | role, words, first day, last day (or None) of each date of the first attribution that has one
ROWS = [
    ("Leik said on Monday that the bridge was safe.", WEDNESDAY, [("statement", "Monday", "2025-06-02", "2025-06-02")]),
    ("Leik said Wednesday the bridge was safe.", WEDNESDAY, [("statement", "Wednesday", "2025-06-04", "2025-06-04")]),
    ("Leik said on Thursday that the bridge was safe.", WEDNESDAY, [("statement", "Thursday", "2025-05-29", "2025-05-29")]),
    ("Leik said that the bridge fell on Sunday.", WEDNESDAY, [("event", "Sunday", "2025-06-01", "2025-06-01")]),
    ("Leik said yesterday that the bridge was safe.", WEDNESDAY, [("statement", "yesterday", "2025-06-03", "2025-06-03")]),
    ("Leik said today that the bridge was safe.", WEDNESDAY, [("statement", "today", "2025-06-04", "2025-06-04")]),
    ("Leik said the bridge would open tomorrow.", WEDNESDAY, [("event", "tomorrow", "2025-06-05", "2025-06-05")]),
    ("Leik said last week that the bridge was safe.", WEDNESDAY, [("statement", "last week", "2025-05-26", "2025-06-01")]),
    ("Leik said this month that the bridge was safe.", WEDNESDAY, [("statement", "this month", "2025-06-01", "2025-06-30")]),
    ("Leik said last month that the bridge was safe.", WEDNESDAY, [("statement", "last month", "2025-05-01", "2025-05-31")]),
    ("Leik said last month that the bridge was safe.", "2025-01-10", [("statement", "last month", "2024-12-01", "2024-12-31")]),
    ("Leik said this year that the bridge was safe.", WEDNESDAY, [("statement", "this year", "2025-01-01", "2025-12-31")]),
    ("Leik said last year that the bridge was safe.", WEDNESDAY, [("statement", "last year", "2024-01-01", "2024-12-31")]),
    ("Leik said in April that the bridge was safe.", WEDNESDAY, [("statement", "April", "2025-04-01", "2025-04-30")]),
    ("Leik said in October that the bridge was safe.", WEDNESDAY, [("statement", "October", "2024-10-01", "2024-10-31")]),
    ("Leik said in May that the bridge was safe.", WEDNESDAY, [("statement", "May", "2025-05-01", "2025-05-31")]),
    ("Leik said in 2019 that the bridge was safe.", WEDNESDAY, [("statement", "2019", "2019-01-01", "2019-12-31")]),
    ("Leik said in 2019 that the bridge was safe.", None, [("statement", "2019", "2019-01-01", "2019-12-31")]),
    ("Leik said that the bridge had been closed since 2021.", WEDNESDAY, [("event", "2021", "2021-01-01", "2021-12-31")]),
    ("Leik said on 3 March that the bridge was safe.", WEDNESDAY, [("statement", "3 March", "2025-03-03", "2025-03-03")]),
    ("Leik said on March 3 that the bridge was safe.", WEDNESDAY, [("statement", "March 3", "2025-03-03", "2025-03-03")]),
    ("Leik said on Dec. 3 that the bridge was safe.", WEDNESDAY, [("statement", "Dec. 3", "2024-12-03", "2024-12-03")]),
    ("Leik said on March 3, 2020, that the bridge was safe.", WEDNESDAY, [("statement", "March 3, 2020", "2020-03-03", "2020-03-03")]),
    ("Leik said on 3 March 2020 that the bridge was safe.", None, [("statement", "3 March 2020", "2020-03-03", "2020-03-03")]),
    ("Leik said that the bridge fell in June 2018.", WEDNESDAY, [("event", "June 2018", "2018-06-01", "2018-06-30")]),
    ("Leik said that the bridge fell on the night of 5-6 June 2025.", None,
     [("event", "the night of 5-6 June 2025", "2025-06-05", "2025-06-06")]),
    ("Leik said that the bridge would open on June 9.", WEDNESDAY, [("event", "June 9", "2025-06-09", "2025-06-09")]),
    ("Leik said the bridge would open next Monday.", WEDNESDAY, [("event", "next Monday", "2025-06-09", "2025-06-09")]),
    ("Leik said last Wednesday that the bridge was safe.", WEDNESDAY,
     [("statement", "last Wednesday", "2025-05-28", "2025-05-28")]),
    ("The bridge fell, state radio reported Thursday.", WEDNESDAY, [("report", "Thursday", "2025-06-05", "2025-06-05")]),
    ("The bridge fell, state radio reported Tuesday.", WEDNESDAY, [("report", "Tuesday", "2025-06-03", "2025-06-03")]),
    ("The bridge fell, state radio reported Friday.", WEDNESDAY, [("report", "Friday", "2025-05-30", "2025-05-30")]),
    ("A report said last week that the bridge was safe.", WEDNESDAY, [("report", "last week", "2025-05-26", "2025-06-01")]),
    ("Leik said on Monday that the bridge was safe.", None, [("statement", "Monday", None, None)]),
    ("Leik said in April that the bridge was safe.", None, [("statement", "April", None, None)]),
    ("Leik said yesterday that the bridge was safe.", None, [("statement", "yesterday", None, None)]),
    ("Leik said on 31 February 2020 that the bridge was safe.", WEDNESDAY, [("statement", "31 February 2020", None, None)]),
    ("Leik said that May was wrong.", WEDNESDAY, []),
    ("Leik said that 2,024 votes were lost.", WEDNESDAY, []),
    ("Leik said that the Monday Club was wrong.", WEDNESDAY, []),
    ("Leik said that the March on the capital was a mistake.", WEDNESDAY, []),
    ("Leik said that 2024 people came.", WEDNESDAY, []),
    ("Leik said that August Brandt was wrong.", WEDNESDAY, []),
    ("Leik said that the bridge was safe.", WEDNESDAY, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "expected"), ROWS, ids=[f"{row[0][:50]}|{row[1]}" for row in ROWS])
def test_dates(text: str, published: str | None, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    segmented = segment(Document(id="dates", text=text, date=published))
    attributions = parse(segmented)
    assert attributions
    found = resolve_dates(segmented, attributions)
    got = [(d.role, text[slice(*d.span)], d.start, d.end) for dates in found for d in dates]
    assert got == expected
    assert all(date.basis for dates in found for date in dates)


def test_a_weekday_that_fits_two_days_keeps_both() -> None:
    text = "SUVA, June 4 (Norda Wire) -- The minister resigned, state radio reported Thursday."
    segmented = segment(Document(id="dates", text=text, date="2025-06-06"))
    (dates,) = resolve_dates(segmented, parse(segmented))
    assert [(date.start, date.alternatives) for date in dates] == [("2025-06-05", (("2025-05-29", "2025-05-29"),))]
    assert "2025-06-04 (Wednesday)" in dates[0].basis


def test_a_time_beside_two_cues_belongs_to_the_nearer_one() -> None:
    text = "Leik said he would go, the Norda Wire reported on Tuesday."
    segmented = segment(Document(id="dates", text=text, date=WEDNESDAY))
    attributions = parse(segmented)
    found = resolve_dates(segmented, attributions)
    told = {text[slice(*a.cue[0])]: [d.role for d in dates] for a, dates in zip(attributions, found, strict=True)}
    assert told == {"said": [], "reported": ["report"]}


def test_years_at_the_edge_of_the_calendar_raise_nothing() -> None:
    for day in ("0001-01-01", "9999-12-31"):
        text = "Leik said last year, next year, yesterday, tomorrow, last month and in May that it was safe."
        segmented = segment(Document(id="dates", text=text, date=day))
        resolve_dates(segmented, parse(segmented))


def test_time_words_are_found_in_one_pass() -> None:
    text = "June 4, 2025; 5-6 June; in May; last Friday; tonight; the Friday Times; 12 votes; June 400"
    assert [text[slice(*words.span)] for words in find_time_words(text, 0, len(text), calendar_signs(text))] == [
        "June 4, 2025", "5-6 June", "May", "last Friday", "tonight",
    ]  # fmt: skip
