"""Tell the articles of a page apart by the line blocks above them: outlet, time, "- outlet", headline."""

import re
from typing import NamedTuple

from attrib.records import Credit
from attrib.regex import regex
from attrib.segment.datelines import find_date_line
from attrib.segment.furniture import find_aggregator, is_furniture
from attrib.segment.lines import Line
from attrib.segment.wordlist import wordlist

_AGO = (
    r"(?:(?:an?|\d{1,3}|one|two|three|few|a few) ?"
    r"(?:s|m|h|d|w|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|mos?|months?|years?)"
    r"(?: ago)?|yesterday|today|just now|moments ago|last week|last month)"
)
_TIME = regex(rf"{_AGO}(?:,? (?:at )?\d{{1,2}}:\d\d(?: ?[AaPp]\.?[Mm]\.?)?)?", re.IGNORECASE)
_AGO_ONLY = regex(
    r"(?:an?|\d{1,3}|one|two|three|few|a few) ?[a-z]{1,7} ago|yesterday|just now|moments ago", re.IGNORECASE
)
_PARTING = frozenset("|·•–—-")
_ONE_LINE = regex(rf"(?P<name>[^|·•]{{2,50}}?) ?[|·•–—-] ?(?P<time>{_AGO})", re.IGNORECASE)
_BULLET = regex(r"[-–—•·|*]\s*(?P<name>\S.{0,58})")
_SMALL = wordlist(
    """
    of the and for in on at de la le el del die der das di & und et y a an to
    """
)
_TITLE = regex(r"#[ \t]+\S")


class Block(NamedTuple):
    """The lines of one article. The first `head` of them are its publisher block, None and 0 where it has none."""

    lines: tuple[Line, ...]
    head: int
    publisher: Credit | None


class Page(NamedTuple):
    """A text cut into articles, with the page's own lines between them and what these say of the aggregator."""

    blocks: tuple[Block, ...]
    furniture: tuple[Line, ...]
    aggregator: tuple[Credit, ...]


def split_articles(text: str, lines: list[Line]) -> Page:
    """Return the articles of a page in order; furniture before, between and behind them belongs to none."""
    starts = _starts(text, lines)
    blocks: list[Block] = []
    furniture: list[Line] = []
    for which, (first, head, publisher) in enumerate(starts):
        last = starts[which + 1].line if which + 1 < len(starts) else len(lines)
        begin = first
        while begin < last and not head and _is_furniture(text, lines[begin]):
            begin += 1
        stop = last
        while stop > begin + head and _is_furniture(text, lines[stop - 1]):
            stop -= 1
        furniture += [*lines[first:begin], *lines[stop:last]]
        if stop > begin:
            blocks.append(Block(tuple(lines[begin:stop]), head, publisher))
    return Page(tuple(blocks), tuple(furniture), _aggregator(text, lines))


class _Start(NamedTuple):
    """Where an article begins: number of its first line, how many lines name its publisher, and the publisher."""

    line: int
    head: int
    publisher: Credit | None


def _starts(text: str, lines: list[Line]) -> list[_Start]:
    """Return where the articles of a page begin: at publisher blocks, else at titles if there are several."""
    starts: list[_Start] = []
    number = 0
    while number < len(lines):
        found = _publisher_block(text, lines, number)
        if found:
            starts.append(_Start(number, *found))
        number += found[0] if found else 1
    if not starts:
        titles = [i for i, line in enumerate(lines) if _TITLE.match(text, line.start, line.end)]
        starts = [_Start(i, 0, None) for i in titles] if len(titles) > 1 else []
    if not starts or starts[0].line > 0:
        starts.insert(0, _Start(0, 0, None))
    return starts


def _is_furniture(text: str, line: Line) -> bool:
    return is_furniture(text[line.start : line.end])


def _aggregator(text: str, lines: list[Line]) -> tuple[Credit, ...]:
    """Return what the page's own lines say of who shows it, each name once."""
    found: dict[str, Credit] = {}
    for line in lines:
        named = find_aggregator(text[line.start : line.end])
        if named:
            span = (line.start + named[0], line.start + named[1])
            name = text[span[0] : span[1]]
            found.setdefault(name, Credit("aggregator", name, span))
    return tuple(found.values())


def _publisher_block(text: str, lines: list[Line], number: int) -> tuple[int, Credit] | None:
    """Return how many lines from NUMBER on are a publisher block, and the publisher; None where no block begins."""
    line = lines[number]
    if line.end - line.start > 90:
        return None
    words = text[line.start : line.end]
    one = None if _PARTING.isdisjoint(words) else _ONE_LINE.fullmatch(words)
    if one and _is_name(one.group("name")) and _AGO_ONLY.fullmatch(one.group("time")):
        name = one.group("name").strip()
        if not _headline_follows(text, lines, number + 1):
            return None
        return 1, Credit("publisher_line", name, (line.start, line.start + len(name)))
    if number + 1 >= len(lines) or not _is_name(words):
        return None
    time = lines[number + 1]
    if time.end - time.start > 60:
        return None
    relative = _TIME.fullmatch(text[time.start : time.end]) is not None
    if not relative and not find_date_line(text, time.start, time.end, None):
        return None
    size = _block_size(text, lines, number, words, relative)
    return (size, Credit("publisher_line", words, (line.start, line.end))) if size else None


def _block_size(text: str, lines: list[Line], number: int, name: str, relative: bool) -> int:
    """Return how many lines belong to a block that begins with the publisher's NAME and a time; 0 where it is none.

    "Norda Post / 2 hours ago / - Politics / - Norda Post": a section, the name again. RELATIVE: the time is one such as
    "2 hours ago".
    """
    size = 2
    named = False
    while size < 5 and number + size < len(lines):
        other = lines[number + size]
        bullet = _BULLET.fullmatch(text[other.start : other.end]) if other.end - other.start <= 60 else None
        if not bullet or not _is_name(bullet.group("name").strip()):
            break
        named = named or bullet.group("name").strip() == name
        size += 1
    if named or (relative and size > 2):
        return size
    return 2 if relative and _headline_follows(text, lines, number + 2) else 0


def _is_name(words: str) -> bool:
    """Tell whether a line may be an outlet's name: few words, in capitals or title case, without a final stop."""
    parts = words.split()
    if not parts or len(parts) > 6 or len(words) > 60 or words[-1] in ".,;:?" or is_furniture(words):
        return False
    return (
        all(part in _SMALL or not part[0].islower() or "." in part[1:-1] for part in parts)
        and any(sign.isalpha() for sign in words)
        and parts[0][0] not in "\"“'‘#(["
    )


def _headline_follows(text: str, lines: list[Line], number: int) -> bool:
    """Tell whether the line after a block reads as a headline with text behind it."""
    if number + 1 >= len(lines):
        return False
    line = lines[number]
    words = text[line.start : line.end]
    following = lines[number + 1]
    return (
        len(words) <= 220
        and words[-1] not in ".,;"
        and len(words.split()) >= 3
        and following.end - following.start > len(words)
    )
