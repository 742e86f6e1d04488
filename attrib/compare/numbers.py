"""Numbers in running text, in digits and in words: 452, 1.2 million, twenty-five, two dozen, 34%, $3bn, 40 to 50.

Times, scores, dates, ages, and numbers that are part of a name ("Tu-95", "34-year-old", "9/11", "Article 50") are none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from attrib.compare.index import CACHED, FORMS

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL = {word: at for at, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_TENS = {word: at * 10 for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LETTERS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_MONEY_WORDS = {
    **dict.fromkeys(("dollar", "dollars", "usd"), "dollars"),
    **dict.fromkeys(("euro", "euros", "eur"), "euros"),
    **dict.fromkeys(("pounds", "sterling", "gbp"), "pounds"),
    **dict.fromkeys(("yuan", "renminbi", "rmb"), "yuan"),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), "rubles"),
    **dict.fromkeys(("rupee", "rupees"), "rupees"),
    **dict.fromkeys(("yen",), "yen"),
}
_TOKEN = re.compile(
    r"(?P<number>(?<![\w./:,-])(?:US|U\.S\.|A|C)?(?P<sign>[$£€¥])?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?)"
    r"(?P<letters>(?:k|mn?|bn?|tn)\b)?(?P<percent>\s?(?:%|per\s?cent\b|percent\b))?(?![\d/:]|[-–]\w|[,.]\d|\w))"
    r"|(?P<range>(?<![\w./:,$£€-])(?P<from>\d{1,6})[-–](?P<to>\d{1,6})(?![\w/:–-]|[.,]\d))"
    r"|(?P<word>[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+(?:-[^\W\d_]+)+)|(?P<other>\d[\w.,:/–-]*|\S)"
)
_DATED = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec".split()
)


class Token(NamedTuple):
    """A word, a mark or a number: `value` is None for what is no number, `unit` percent, a currency, or ""; `most`
    is the upper end of "40-50". `lower` is the text in lower case."""

    text: str
    start: int
    end: int
    lower: str
    value: float | None = None
    unit: str = ""
    most: float | None = None


@lru_cache(maxsize=CACHED)
def tokens(text: str) -> tuple[Token, ...]:
    """Return a text's words, marks and numbers in order; a number of several words is one token."""
    parts = [
        Token(found[0], *found.span(), found[0].lower()) if found.lastgroup == "word" else _token(found)
        for found in _TOKEN.finditer(text)
    ]
    return tuple(_joined(text, parts))


def _token(found: re.Match[str]) -> Token:
    if found.lastgroup == "other":
        return Token(found[0], found.start(), found.end(), found[0].lower())
    if found["range"] and int(found["from"]) < int(found["to"]) and len(found["from"]) != 4:
        return Token(
            found[0], found.start(), found.end(), found[0].lower(), float(found["from"]), "", float(found["to"])
        )
    if found["number"] is None:
        return Token(found[0], found.start(), found.end(), found[0].lower())
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    value = float(found["digits"].replace(",", "")) * (_LETTERS[found["letters"]] if found["letters"] else 1)
    unit = "percent" if found["percent"] else _CURRENCY.get(found["sign"] or "", "")
    if found["letters"] in ("m", "k") and not found["sign"]:
        # "5m" may be metres.
        return Token(found[0], start, found.end(), found[0].lower())
    text = found[0].strip()
    return Token(text, start, found.end(), text.lower(), value, unit)


def _joined(text: str, parts: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(parts):
        one = parts[at]
        value = None
        if one.value is not None or _opens(one.lower):
            end, value = _words(parts, at)
        if value is None:
            yield one
            at += 1
            continue
        unit = parts[at].unit
        if not unit and end < len(parts) and parts[end].lower in ("percent", "%"):
            unit, end = "percent", end + 1
        elif not unit and end + 1 < len(parts) and (parts[end].lower, parts[end + 1].lower) == ("per", "cent"):
            unit, end = "percent", end + 2
        elif not unit and end < len(parts) and parts[end].lower in _MONEY_WORDS:
            unit, end = _MONEY_WORDS[parts[end].lower], end + 1
        if _is_date(parts, at, end):
            for part in parts[at:end]:
                yield Token(part.text, part.start, part.end, part.lower)
        else:
            start, stop = parts[at].start, parts[end - 1].end
            yield Token(text[start:stop], start, stop, text[start:stop].lower(), value, unit, parts[at].most)
        at = end


def _words(parts: list[Token], at: int) -> tuple[int, float | None]:
    """Read the number that begins at a token: "one hundred and twenty", "1.2 million", "two dozen". None for no number."""
    total, group = 0.0, parts[at].value
    known = group is not None
    # "A hundred" and "half a million" are as good as numbers; a bare "hundred" or "one" is not.
    place = at + 1 if known else at
    last = None if known else 10**3
    while place < len(parts):
        word = parts[place].lower
        small = _small(word)
        if word == "and" and group and last in (100, 1000) and place + 1 < len(parts):
            small = _small(parts[place + 1].lower)
            if small is None or not known:
                break
            place += 1
        if small is not None and not (last is None and known):
            if last is not None and last <= small:
                break
            group = (group or 0) + small
            last = 1 if small % 10 or small < 20 else 10
        elif word in _TIMES and known:
            if _TIMES[word] == 100:
                group = (group or 1) * 100
                last = 100
            else:
                total, group = total + (group or 1) * _TIMES[word], 0.0
                last = _TIMES[word]
        elif word == "dozen" and known and group:
            return place + 1, (total + group) * 12
        elif word in ("a", "half") and not known:
            nexts = [part.lower for part in parts[place + 1 : place + 3]]
            if word == "a" and nexts and nexts[0] in (*_TIMES, "dozen"):
                group = 1.0
            elif (
                word == "half" and len(nexts) == 2 and nexts[0] == "a" and nexts[1] in _TIMES and nexts[1] != "hundred"
            ):
                return place + 3, 0.5 * _TIMES[nexts[1]]
            else:
                return at + 1, None
        else:
            break
        known = True
        place += 1
    if not known or (place == at + 1 and parts[at].lower in ("one", "zero")):
        return at + 1, None
    return place, total + (group or 0)


@lru_cache(maxsize=FORMS)
def _opens(word: str) -> bool:
    """Tell whether a number may begin with a word that is none in digits."""
    return word in ("a", "half") or _small(word) is not None


def _small(word: str) -> int | None:
    """Return a number below a hundred: "twelve", "twenty", "twenty-five"."""
    if word in _SMALL:
        return _SMALL[word]
    tens, _, ones = word.partition("-")
    if tens in _TENS and (not ones or _SMALL.get(ones, 10) < 10):
        return _TENS[tens] + _SMALL.get(ones, 0)
    return None


def _is_date(parts: list[Token], at: int, end: int) -> bool:
    """Tell whether a number is a day or a year: "June 4", "4 June", "in 2024"."""
    one = parts[at]
    if one.unit or one.value is None or "." in one.text or "," in one.text:
        return False
    beside = {part.text for part in (*parts[max(0, at - 1) : at], *parts[end : end + 1])}
    if any(word.lower() in _DATED and word[0].isupper() for word in beside) and one.value <= 31:
        return True
    return end == at + 1 and len(one.text) == 4 and 1500 <= one.value <= 2100
