"""Expressions of time in text: where they stand and what they say, before any anchor fixes them."""

import re
from bisect import bisect_left
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

# Each time holds a month or one of these words; only what stands around them is read closely.
_MONTHS = regex(
    r"[JFMASOND](?:anuary|ebruary|arch|pril|ay|une|uly|ugust|eptember|ctober|ovember|ecember|(?:an|eb|ar|pr|ug|ept|ep|ct|ov|ec)\.)"
)
_WORDS = ("day", "week", "month", "year", "tonight", "tomorrow", "19", "20")
_BEFORE, _BEHIND = 30, 50  # characters


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


def find_words(text: str, words: tuple[str, ...]) -> Iterator[Span]:
    """Yield where a text has some words or parts of words: a search for each is faster than one for all."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            yield at, end
            at = text.find(word, end)


def calendar_signs(text: str) -> list[Span]:
    """Return where a text has words that the times of this file are made of, in order."""
    found = [match.span() for match in _MONTHS.finditer(text)]
    for at, end in find_words(text, _WORDS):
        before, first = text[at - 1 : at], text[at]
        # "Monday", "today"; "last week"; "tonight", "2016"
        if before in "nsrio" if first == "d" else before.isspace() if first in "wmy" else not before.isalnum():
            found.append((at, end))
    return sorted(found)


def find_time_words(text: str, start: int, end: int, signs: list[Span]) -> Iterator[TimeWords]:
    """Yield the expressions of time of text[start:end], in order; `signs` are the text's `calendar_signs`."""
    at = start
    for left, right in signs[bisect_left(signs, (start, start)) : bisect_left(signs, (end, end))]:
        if left < at:
            continue
        for match in _TIME.finditer(text, max(at, left - _BEFORE), min(end, left + _BEHIND)):
            if match.start() >= right:
                break
            at = match.end()
            found = _read(match)
            if found:
                yield found


def _read(match: re.Match[str]) -> TimeWords | None:
    span = match.span()
    if match["weekday"] or match["w2"]:
        name = (match["weekday"] or match["w2"]).lower()
        return TimeWords(span, "weekday", weekday=WEEKDAYS.index(name), which=_which(match))
    if match["near"]:
        return TimeWords(span, "near", which=match["near"])
    if match["unit"]:
        return TimeWords(span, "period", which=_which(match), unit=match["unit"])
    if match["iso"]:
        year, number, first = (int(piece) for piece in match["iso"].split("-"))
        return TimeWords(span, "date", year, number, first, first)
    month = _first(match, "m1", "m2", "m3", "m4")
    return _month(match, month) if month else TimeWords((match.start("y4"), span[1]), "year", _year(match))


def _month(match: re.Match[str], month: str) -> TimeWords | None:
    """Read a month, with a year or days or without; None for a day that no month has."""
    year = _year(match)
    number = _SHORT.get(month.rstrip(".").lower()) or _SHORT[month[:3].lower()]
    first = _number(_first(match, "d1", "d3"))
    last = _number(_first(match, "d2", "d4")) or first
    if first > 31 or last > 31:
        return None
    if first:
        return TimeWords(match.span(), "date", year, number, first, last, night=bool(match["night"]))
    start = match.start("m3") if match["m3"] else match.start("m4")
    which = match["lead"].lower() if match["lead"] in ("last", "next", "this") else ""
    return TimeWords((start, match.end()), "month", year, number, which=which)


def _year(match: re.Match[str]) -> int:
    return int(_first(match, "y1", "y2", "y3", "y4", "y5") or 0)


def _first(match: re.Match[str], *groups: str) -> str:
    """Return what the first of some groups has found, "" where none has."""
    return next((found for found in match.group(*groups) if found), "")


def _which(match: re.Match[str]) -> str:
    return (match["which"] or "").split(" ")[-1]


def _number(words: str | None) -> int:
    return int(re.match(r"\d+", words).group()) if words else 0  # type: ignore[union-attr]
