"""Expressions of time in text: where they stand and what they say, before any anchor fixes them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrib.records import Span
from attrib.regex import regex

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
# Words that make a month, a year or a weekday an expression of time: "in May", not "May said" or "the March on the capital".
_LEAD = (
    r"(?:in|since|until|till|by|of|during|early|late|mid|last|next|this|from|before|after|around|through|and|between)"
)
_TIME = regex(
    rf"""(?<![\w$€£.,-])(?:
      (?P<night>(?:the\s)?night\sof\s)?(?P<d1>{_DAY})(?:(?:\s?[-–]\s?|\sto\s)(?P<d2>{_DAY}))?\s(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?
    | (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)
    | (?P<m2>{_MONTH})\s(?P<d3>{_DAY})(?:(?:\s?[-–]\s?|\sto\s)(?P<d4>{_DAY}))?(?![\d,.]*\d{{3}})(?:,?\s(?P<y2>{_YEAR}))?
    | (?P<m3>{_MONTH}),?\s(?P<y3>{_YEAR})
    | (?:(?P<lead>{_LEAD})[\s-])(?:(?P<m4>{_MONTH})(?!\s[A-Z])(?:,?\s(?P<y5>{_YEAR}))?|(?P<y4>{_YEAR})(?![\w%-]|,\d|\s(?:votes|people|seats|troops|dead)))
    | (?P<which>last|next|this|earlier\sthis|later\sthis|late\slast|early\sthis)\s(?:(?P<unit>week|month|year)|(?P<w2>{_WEEKDAY}))\b
    | (?P<weekday>{_WEEKDAY})(?!['’]s\s[A-Z]|\s(?:Club|Times|Mail|Post|Herald|Telegraph|Express|Mirror|Night\sLive))
    | (?P<near>yesterday|today|tonight|tomorrow)
    )(?![\w])""",
    re.VERBOSE,
)


class TimeWords(NamedTuple):
    """One expression. `kind`: date, month, year, weekday, near (yesterday …) or period (last week).

    `day` and `last_day` bound a date; 0 stands for what the words do not say. `which` is last, next, this or "".
    """

    span: Span
    kind: str
    year: int = 0
    month: int = 0
    day: int = 0
    last_day: int = 0
    weekday: int = -1
    which: str = ""
    unit: str = ""
    night: bool = False
    number: int = 0


def find_time_words(text: str, start: int = 0, end: int | None = None) -> Iterator[TimeWords]:
    """Yield the expressions of time of text[start:end], in order; one pass."""
    for match in _TIME.finditer(text, start, len(text) if end is None else end):
        found = _read(match)
        if found:
            yield found


def _read(match: re.Match[str]) -> TimeWords | None:
    part = match.groupdict()
    span = match.span()
    if part["iso"]:
        year, number, first = (int(piece) for piece in part["iso"].split("-"))
        return TimeWords(span, "date", year, number, first, first)
    month = part["m1"] or part["m2"] or part["m3"] or part["m4"]
    year = int(part["y1"] or part["y2"] or part["y3"] or part["y4"] or part["y5"] or 0)
    if month:
        number = _SHORT.get(month.rstrip(".").lower()) or _SHORT[month[:3].lower()]
        first = _number(part["d1"] or part["d3"])
        last = _number(part["d2"] or part["d4"]) or first
        if first > 31 or last > 31:
            return None
        if not first:
            start = match.start("m3") if part["m3"] else match.start("m4")
            which = part["lead"].lower() if part["lead"] in ("last", "next", "this") else ""
            return TimeWords((start, span[1]), "month", year, number, which=which)
        return TimeWords(span, "date", year, number, first, last, night=bool(part["night"]))
    if year:
        return TimeWords((match.start("y4"), span[1]), "year", year)
    which = (part["which"] or "").split(" ")[-1]
    if part["unit"]:
        return TimeWords(span, "period", which=which, unit=part["unit"])
    if part["weekday"] or part["w2"]:
        name = (part["weekday"] or part["w2"]).lower()
        return TimeWords(span, "weekday", weekday=WEEKDAYS.index(name), which=which)
    return TimeWords(span, "near", which=match.group("near"))


def _number(words: str | None) -> int:
    return int(re.match(r"\d+", words).group()) if words else 0  # type: ignore[union-attr]
