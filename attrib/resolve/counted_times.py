"""Times told by counting or by a name of their own: "three days ago", "the following day", "the weekend", "the 1990s"."""

import re
from collections.abc import Iterator

from attrib.resolve.time_words import TimeWords

_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1}
_QUARTERS = {"first": 1, "second": 4, "third": 7, "fourth": 10}
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|(?:a\s)?few|several|a\scouple\sof|many|some)"
_UNIT = r"(?:minute|hour|day|week|month|year|decade)"
# A time of this file holds one of these words; only what stands around them is read closely.
_WORDS = re.compile(
    r"\b(?:ago|earlier|later|afterwards?|following|previous|preceding|same|next|morning|afternoon|evening|night|overnight|weekend|"
    r"quarter|\d{3}0s)\b"
)
# One of these is part of each of them: half of all stretches hold none, and are not searched.
_PARTS = (
    "ago", "later", "earlier", "after", "night", "morning", "following", "previous", "preceding", "same", "next",
    "evening", "weekend", "quarter", "0s",
)  # fmt: skip
_BEFORE, _BEHIND = 34, 24  # characters
_TIMES = re.compile(
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


def find_counted_times(text: str, start: int = 0, end: int | None = None) -> Iterator[TimeWords]:
    """Yield the times of text[start:end] that are counted or named, in order; one pass.

    Kinds: ago (`number` units back, 0 where the text gives no number), other (counted from a time elsewhere in the
    text), part (of the day itself), night, weekend, quarter, decade.
    """
    stop = len(text) if end is None else end
    at = start
    if not any(text.find(part, start, stop) >= 0 for part in _PARTS):
        return
    for word in _WORDS.finditer(text, start, stop):
        for match in _TIMES.finditer(text, max(at, word.start() - _BEFORE), min(stop, word.end() + _BEHIND)):
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
