"""Find runs of capital words in text: where names stand, and what small words tie to them."""

import re
from functools import cache

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.joined import and_end, past_field, split_run
from attrib.resolve.names import Name, read_name
from attrib.resolve.outlet_list import remembered
from attrib.resolve.outlets import load_outlets
from attrib.resolve.vocabulary import vocabulary

_LONG = 200  # characters: a longer run is no name, and none to remember
_WORD = regex(r"[ \u00a0\n]([a-z]+)")
_WEEKDAY = regex(
    r"[ \u00a0\n](?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)$"
)
_FIRST = regex(r"([^\s]+)[ \u00a0\n]*")


@cache
def run_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a run of capital words, with the small words and initials that belong inside a name, and that
    of a run which begins with an Arabic article: "al-Masri".

    The first begins with the set of capital letters, so that its search leaps; what stands before is asked behind that set.
    """
    upper = "".join(letter for code in range(0x2000) if (letter := chr(code)).isupper())
    words = vocabulary()
    short = sorted({form for form in words.titles if form.endswith(".") and " " not in form}, key=len, reverse=True)
    dotted: dict[str, list[str]] = {}
    for form in (*short, "St.", "Ste.", "Ft.", "Mt."):
        dotted.setdefault(form[0], []).append(re.escape(form[1:]))
    forms = "|".join(f"(?<={first})(?:{'|'.join(rests)})" for first, rests in dotted.items())
    initials = rf"\.(?:-?[{upper}]\.)*(?=[ ,\n\u00a0]|['’]s|$)"
    # U+FFFD stands for a letter that was lost in copying.
    word = r"[\w\u0300-\u036f\ufffd]*(?:(?:['’](?!s\b)|[-‐‑&.](?=\w))[\w\u0300-\u036f\ufffd]+)*"
    # Few words have a full stop behind them: short forms and initials are asked for only there.
    rest = rf"(?!(?<=[JS])r\b)(?:(?=[A-Za-z]{{0,9}}\.)(?:{forms}|{initials})|{word})"
    arab = rf"(?:a[lndrstz]|ash|el)[-‑][{upper}]\w*(?:[-'’](?!s\b)\w+)*"
    particle = "(?:" + "|".join(sorted(p for p in words.particles if p.islower())) + ")"
    space = "[ \u00a0\n]"
    nick = rf"(?:{space}[\"“'‘][{upper}]\w*[\"”'’](?={space}[{upper}]))?"
    more = rf"(?:{nick}{space}(?:{particle}{space}){{0,3}}(?:[{upper}]{rest}|{arab}))*(?:,? (?:Jr|Sr)\b\.?)?"
    return regex(rf"[{upper}](?<![\w@#].){rest}{more}"), regex(rf"(?<![\w@#]){arab}{more}")


def find_runs(text: str, start: int, end: int, owned: bool = False) -> list[Span]:
    """Return the spans of the runs of capital words in text[start:end], in order, without "The" and the like before them.

    `owned` tells that a "the" stands before the start.
    """
    return [(left, right) for left, right, _name in find_names(text, start, end, owned)]


def find_names(text: str, start: int, end: int, owned: bool = False) -> list[tuple[int, int, Name]]:
    """Return the runs of capital words in text[start:end] as `find_runs` does, each with what it says."""
    found: list[tuple[int, int, Name]] = []
    run, arab = run_patterns()
    at = start
    while match := run.search(text, at, end):
        place = match.start()
        if place > at + 2 and text[place - 1] in "-‑":
            match = arab.match(text, place - 3, end) or arab.match(text, max(at, place - 4), end) or match
            place = match.start()
        at = match.end()
        words = match[0]
        cut = _cut if len(words) < _LONG else _cut.__wrapped__
        pieces, open_ = cut(words)
        if open_ and _asks(text, at):
            pieces, _ = cut(words, asks=True)
        if not pieces:
            continue
        for left, right, name in pieces:
            found.append((place + left, place + right, name))
        left, right, _name = found[-1]
        begin = past_field(text, left, right) if " " in words else left
        stop = right
        if text[right : right + 2] in (" a", " &"):
            stop = and_end(text, begin, right, end, owned and place + pieces[0][0] == start)
            at = max(at, stop)
        if begin > left or stop > right:
            found[-1] = begin, stop, read_name(text[begin:stop])
    return found


@remembered(1 << 15)
def _cut(run: str, asks: bool = False) -> tuple[tuple[tuple[int, int, Name], ...], bool]:
    """Return the names in a run with their places, without "The" before and a weekday behind them; mostly one.

    The second value is True where it hangs on `asks`, whether a plain verb follows.
    """
    words = vocabulary()
    left, right, open_ = 0, len(run), False
    while left < right and (first := _FIRST.match(run, left)):
        shouted = first[1].isupper() and len(first[1]) > 1  # "US", "WHO"
        if shouted or first[1].lower() not in words.functions:
            break
        if first[1] in words.given and first.end() < right:
            open_ = True
            if not asks:
                break
        left = first.end()
    while run[right - 1] in "y." and (last := _WEEKDAY.search(run, max(left, right - 12), right)) is not None:
        right = last.start()
    pieces = split_run(run, left, right) if left < right else ()
    return tuple((start, end, read_name(run[start:end])) for start, end in pieces), open_


def _asks(text: str, right: int) -> bool:
    """Tell whether a plain verb follows: "Will Ford come down?" asks, "Will Ford came down" names a man."""
    follower = _WORD.match(text, right)
    return follower is not None and follower[1] in vocabulary().lemmas


def with_tail(body: str, runs: list[Span], run: Span) -> Span:
    """Join what small words tie to an organisation's head: "Ministry of Finance"; a person's name stays alone."""
    left, right = run
    last = body[left:right].rsplit(None, 1)[-1].lower()
    if last in vocabulary().heads:
        for other in runs:
            gap = body[right : other[0]]
            if other[0] > right and gap in (
                " of ",
                " of the ",
                " for ",
                " for the ",
                " on ",
                " on the ",
                " and ",
                " & ",
            ):
                follower = body[other[0] : other[1]]
                if read_name(follower).kind in ("person", "outlet"):
                    break
                if gap.startswith(" on") and (
                    load_outlets().is_platform(follower)
                    or follower.split()[0].strip(".").lower() in vocabulary().functions
                ):
                    break  # "the Harbour Board on Facebook", "the Harbour Board on Monday"
                right = other[1]
            elif other[0] > right:
                break
    return left, right


def tail_name(body: str, runs: list[Span], after: Span) -> tuple[int, int, Name] | None:
    """Return the person's name that ends a phrase begun by a role: "Minister of Education Ana Ford"."""
    left, right = runs[-1]
    if right < len(body.rstrip(" .")) or left < after[0]:
        return None
    run = body[left:right]
    name = read_name(run)
    whole = not name.offset or bool(name.role)
    if whole and body[:left].endswith((" of ", " for ", " of the ", " for the ")):
        return None  # "High Commissioner for Human Rights", "Lawyers for Mr Ford"
    if name.kind == "person":
        return left, right, name
    parts = run.split()
    if runs[-1] == after or len(parts) < 2:
        return None
    words = vocabulary()
    cut = next((at for at in range(1, len(parts) - 1) if parts[at] in words.given), max(len(parts) - 2, 0))
    if len(parts) == 2 and name.kind in ("organisation", "outlet", "place", "thing"):
        return None
    start = left + len(run) - len(run.split(None, cut)[-1]) if cut else left
    name = read_name(body[start:right])
    if name.kind in ("unknown", "person") and len(name.tokens) > 1:
        return start, right, name._replace(kind="person", sure=True)
    return None
