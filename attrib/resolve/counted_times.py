"""Times told by counting or by a name of their own: "three days ago", "the following day", "the weekend", "the 1990s"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.time_words import TimeWords, find_words

_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1}
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10}
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|(?:a\s)?few|several|a\scouple\sof|many|some)"
_UNIT = r"(?:minute|hour|day|week|month|year|decade)"
# A time of this file holds one of these words, or a decade ("0s"); only what stands around them is read closely.
_WORDS = (
    "ago", "earlier", "later", "afterward", "afterwards", "following", "previous", "preceding", "same", "next", "morning",
    "afternoon", "evening", "night", "overnight", "weekend", "quarter",
)  # fmt: skip
_DECADE = regex(r"(?<!\w)\d{3}0s(?!\w)")
_BEFORE, _BEHIND = 34, 24  # characters
_TIMES = regex(
    rf"""(?<![\w$€£.,-])(?:
      (?P<number>{_NUMBER})\s(?P<unit>{_UNIT})s?\s(?P<from>ago|earlier|later|before|afterwards?)(?!\s(?:than|this|last|in\sthe))
    | the\s(?:following|previous|next|same|preceding)\s(?P<other>day|week|month|year|morning|evening|night)(?=[\s,.;:])
    | this\s(?P<part>morning|afternoon|evening)
    | (?P<night>last\snight) | (?<!the\s)(?<!an\s)(?P<over>overnight)(?=[,.;:]|\s(?:that|and|in|on|by|from|to|as|when|after)\b)
    | (?:at|over|during|on)\s(?P<weekend>the\sweekend)(?!\s(?:of|shift|edition|trip|papers?)\b)
    | (?P<which>this|last|next|past)\sweekend
    | the\s(?P<quarter>first|second|third|fourth)\squarter\sof\s(?P<year>(?:19|20)\d\d)
    | (?P<decade>the\s(?P<tens>(?:1[89]|20)\d0)s)
    )(?![\w-])""",
    re.VERBOSE,
)


def counted_signs(text: str) -> list[Span]:
    """Return where a text has words that counted times are made of, in order."""
    found = [match.span() for match in _DECADE.finditer(text)] if "0s" in text else []
    for at, end in find_words(text, _WORDS):
        if not (_is_wordy(text[at - 1 : at]) or _is_wordy(text[end : end + 1])):
            found.append((at, end))
    return sorted(found)


def _is_wordy(mark: str) -> bool:
    return mark.isalnum() or mark == "_"


def find_counted_times(text: str, start: int, end: int, signs: list[Span]) -> Iterator[TimeWords]:
    """Yield the times of text[start:end] that are counted or named, in order; `signs` are the text's `counted_signs`.

    Kinds: ago (`number` units back, 0 where the text gives no number), other (counted from a time elsewhere in the
    text), part (of the day itself), night, weekend, quarter, decade.
    """
    at = start
    for left, right in signs[bisect_left(signs, (start, start)) : bisect_left(signs, (end, end))]:
        for match in _TIMES.finditer(text, max(at, left - _BEFORE), min(end, right + _BEHIND)):
            at = match.end()
            found = _read(match)
            if found:
                yield found


def _read(match: re.Match[str]) -> TimeWords | None:
    span = match.span()
    if match["unit"]:
        unit, number = match["unit"], match["number"]
        if unit in ("minute", "hour"):
            return TimeWords(span, "part", unit=unit) if match["from"] == "ago" else None
        if match["from"] != "ago":
            return None if match["from"] == "before" else TimeWords(span, "other", unit=unit)
        count = _NUMBERS.get(number) or (int(number) if number.isdigit() else 2 if "couple" in number else 0)
        return TimeWords(span, "ago", unit=unit, number=count)
    if match["other"]:
        unit = match["other"] if match["other"] in ("week", "month", "year") else "day"
        return TimeWords(span, "other", unit=unit)
    if match["part"]:
        return TimeWords(span, "part", unit="day")
    if match["night"] or match["over"]:
        return TimeWords(span, "night", unit="night")
    if match["weekend"]:
        return TimeWords(match.span("weekend"), "weekend")
    if match["which"]:
        return TimeWords(span, "weekend", which="last" if match["which"] == "past" else match["which"])
    if match["quarter"]:
        return TimeWords(span, "quarter", year=int(match["year"]), month=_QUARTERS[match["quarter"]])
    return TimeWords(span, "decade", year=int(match["tens"]))
