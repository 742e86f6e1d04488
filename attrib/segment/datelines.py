"""Datelines and date lines: "SUVA, June 4 (Norda Wire) --", "Saturday, October 9, 2010"."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from attrib.records import Dateline, Span
from attrib.regex import regex
from attrib.segment.wordlist import wordlist

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DATE = rf"(?:{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} {_MONTH}(?:,? {_YEAR})?)"
_PARTS = regex(
    rf"(?P<m1>{_MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>{_YEAR}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?"
    r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
    r"|(?P<n1>\d{1,2})[./](?P<n2>\d{1,2})[./](?P<y4>(?:19|20)\d\d)"
)
_UPPER = r"[A-ZÀ-ÞĀĆČŁŚŠŻŽ][A-ZÀ-ÞĀĆČŁŚŠŻŽ.'’/-]{1,30}"
_MIXED = r"[A-ZÀ-ÞĀĆČŁŚŠŻŽ][\w.'’/-]{1,30}"
_REGION = (
    rf"(?:, (?!{_WEEKDAY}|{_MONTH} )(?:[A-Z][\w.'’-]{{1,20}}(?: [A-Z][\w.'’-]{{1,20}}){{0,2}}))?"
    r"(?: \[[A-Z][\w ]{1,30}\])?"
)
_PLACE_UPPER = rf"{_UPPER}(?: {_UPPER}| of| de| la| el){{0,3}}{_REGION}"
_PLACE_MIXED = rf"{_MIXED}(?: {_MIXED}| of| de| la| el){{0,3}}{_REGION}"
# Rep. Jane Doe (D-Wis.): a party and a state, no agency
_AGENCY = r"[\(/](?P<agency>(?![A-Z]-[A-Z])[A-Z][\w&.'’ /-]{1,40}?)[\)/]"
_DASH = r"(?:--+|[—–―‒]|-(?=\s))"
_DASHES = frozenset("-—–―‒")
_WHEN = rf"(?:(?:{_WEEKDAY},? )?(?P<date>{DATE}))"
_DATELINES = tuple(
    regex(pattern)
    for pattern in (
        # SUVA, June 4 (Norda Wire) -- ; June 4 (UPI) -- ; Suva (Norda Wire) - ; (CNN) --
        rf"(?:(?P<place>(?!{_MONTH} )(?:{_PLACE_MIXED}))(?:[,.:]? (?={_WEEKDAY}|{_MONTH}|\d)|(?= [\(/])))?"
        rf"(?:{_WHEN}[,.]?)? ?{_AGENCY}\.?\s?(?:{_DASH}|-|:(?=\s+[^\s\"“‘'«„]))",
        # MOSCOW, June 4. /TASS/. ; New Delhi, June 4 (PTI)
        rf"(?P<place>{_PLACE_MIXED})[,.] {_WHEN}[,.]? ?{_AGENCY}\.?(?=\s)",
        # MOSCOW, 4 June -- ; Oslo, June 4 --
        rf"(?P<place>(?!{_MONTH} ){_PLACE_MIXED}),? {_WHEN}[.,]? ?{_DASH}",
        # BERLIN -- ; SALEM, Ore. -
        rf"(?P<place>{_PLACE_UPPER})(?:[—–―]| (?:--|[—–―]|-(?=\s)))",
    )
)
_LEAD = regex(
    r"(?:(?:first )?published|updated|posted|last updated|last modified|created|date|modified|issued)(?: on| at)?:?\s+",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d){1,2}|\d{1,2}(?=\s?[ap]))\s?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?\(?(?:[A-Z]{2,4}|local time)\)?(?:[+-]\d+)?)?"
)
_DATE_LINE = regex(
    rf"(?:{_CLOCK}[,|]?\s*(?:on )?)?(?:{_WEEKDAY},? )?"
    rf"(?P<date>{_MONTH} {_DAY},? {_YEAR}|{_DAY} {_MONTH},? {_YEAR}|{_YEAR}-\d\d-\d\d|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|{DATE})"
    rf"(?:[T,|·•–-]?\s*(?:at )?{_CLOCK})?[.,]?",
)


class DateLine(NamedTuple):
    """A line that says only when: its ISO date, None where the year is not known."""

    span: Span
    date: str | None


def iso_date(words: str, reference: str | None) -> str | None:
    """Return the ISO day of "June 4, 2025" or "4 June"; a missing year is the one nearest to REFERENCE, an ISO date.

    None where no year is known or there is no such day.
    """
    match = _PARTS.search(words)
    if not match:
        return None
    part = {name: value for name, value in match.groupdict().items() if value}
    on = _month_and_day(part)
    if on is None:
        return None
    year = next((part[name] for name in ("y1", "y2", "y3", "y4") if name in part), None)
    if year:
        return _iso(int(year), *on)
    anchor = _parse(reference)
    if anchor is None:
        return None
    near = [found for found in (_day(anchor.year + step, *on) for step in (-1, 0, 1)) if found]
    return min(near, key=lambda found: abs((found - anchor).days)).isoformat() if near else None


def _month_and_day(part: Mapping[str, str]) -> tuple[int, int] | None:
    """Return month and day of a date's named parts, None where they cannot be told apart."""
    if "n1" in part:
        first, second = int(part["n1"]), int(part["n2"])
        # 4/6/2025 may be June or April: only a number over 12 tells.
        if first <= 12 and second <= 12 and first != second:
            return None
        return (second, first) if second <= 12 else (first, second)
    name = part.get("m1") or part.get("m2")
    day = next(part[key] for key in ("d1", "d2", "d3") if key in part)
    return MONTHS[name.rstrip(".").lower()] if name else int(part["m3"]), int(day)


def _parse(reference: str | None) -> date | None:
    try:
        return date.fromisoformat(reference[:10]) if reference else None
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(year: int, month: int, day: int) -> str | None:
    found = _day(year, month, day)
    return found.isoformat() if found else None


def find_dateline(text: str, start: int, end: int, reference: str | None, *, first: bool) -> Dateline | None:
    """Return the dateline with which the paragraph text[start:end] opens, None without one.

    REFERENCE is the ISO date of the document; it gives a day without a year its year.
    FIRST says that no paragraph stands before: only there a bare place and dash ("BERLIN —") is a dateline.
    """
    head = text[start : min(end, start + 120)]
    if not head or not (head[0].isupper() or head[0] in "(" or head[0].isdigit()):
        return None
    bracket, dash = "(" in head or "/" in head, not _DASHES.isdisjoint(head)
    for pattern, ends in zip(_DATELINES, (bracket, bracket, dash, dash), strict=True):
        match = pattern.match(head) if ends else None
        if match and match.end() + start < end and _says_where(match, pattern is not _DATELINES[-1] or first):
            return _dateline(match, start, reference)
    return None


def _says_where(match: re.Match[str], bare: bool) -> bool:
    """Tell whether a dateline names an agency or a place; BARE: a place and a dash alone would do."""
    agency, place = _named(match)
    return bare and bool(agency or place) and not (place and _no_place(place))


def _dateline(match: re.Match[str], start: int, reference: str | None) -> Dateline:
    agency, place = _named(match)
    when = match.groupdict().get("date")
    begin, stop = match.span("agency") if agency else (0, 0)
    return Dateline(
        (start, start + match.end()),
        place.strip(" ,") if place else None,
        iso_date(when, reference) if when else None,
        agency.strip() if agency else None,
        (start + begin, start + stop) if agency else None,
    )


def _named(match: re.Match[str]) -> tuple[str | None, str | None]:
    """Return agency and place of a dateline, as far as it names them."""
    part = match.groupdict()
    return part.get("agency"), part.get("place")


def _no_place(words: str) -> bool:
    """Tell whether words where a place should stand are none: two letters, "FILE", "Sen."."""
    return (words.isupper() and len(words) < 3) or words.rstrip(".").split()[0].lower() in _NO_PLACE


_NO_PLACE = wordlist(
    """
    file breaking update updated exclusive watch opinion analysis photos video live note editor editor's editor’s the
    a an i he she it we they by sen rep gov mr mrs ms dr president prime minister former source sources q
    """
)


def find_date_line(text: str, start: int, end: int, reference: str | None) -> DateLine | None:
    """Return the date of a line that holds nothing else ("Published: 4 June 2025, 10:30 GMT"), else None."""
    if end - start > 90:
        return None
    words = text[start:end]
    if not any(map(str.isdecimal, words)):
        return None
    lead = _LEAD.match(words)
    match = _DATE_LINE.fullmatch(words, lead.end() if lead else 0)
    if match is None:
        return None
    return DateLine((start, end), iso_date(match.group("date"), reference))
