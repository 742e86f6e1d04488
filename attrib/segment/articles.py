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
    starts: list[tuple[int, int, Credit | None]] = []
    number = 0
    while number < len(lines):
        found = _publisher_block(text, lines, number)
        if found:
            starts.append((number, *found))
            number += found[0]
        else:
            number += 1
    if not starts:
        titles = [i for i, line in enumerate(lines) if _TITLE.match(text, line.start, line.end)]
        starts = [(i, 0, None) for i in titles] if len(titles) > 1 else []
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, 0, None))
    blocks: list[Block] = []
    furniture: list[Line] = []
    aggregator: list[Credit] = []
    for which, (first, head, publisher) in enumerate(starts):
        last = starts[which + 1][0] if which + 1 < len(starts) else len(lines)
        begin = first
        while begin < last and not head and is_furniture(text[lines[begin].start : lines[begin].end]):
            begin += 1
        stop = last
        while stop > begin + head and is_furniture(text[lines[stop - 1].start : lines[stop - 1].end]):
            stop -= 1
        furniture += [*lines[first:begin], *lines[stop:last]]
        if stop > begin:
            blocks.append(Block(tuple(lines[begin:stop]), head, publisher))
    for line in lines:
        named = find_aggregator(text[line.start : line.end])
        if named and not any(
            credit.name == text[line.start + named[0] : line.start + named[1]] for credit in aggregator
        ):
            span = (line.start + named[0], line.start + named[1])
            aggregator.append(Credit("aggregator", text[span[0] : span[1]], span))
    return Page(tuple(blocks), tuple(furniture), tuple(aggregator))


def _publisher_block(text: str, lines: list[Line], number: int) -> tuple[int, Credit] | None:
    """Return how many lines from NUMBER on are a publisher block, and the publisher; None where no block begins."""
    line = lines[number]
    if line.end - line.start > 90:
        return None
    words = text[line.start : line.end]
    one = None if _PARTING.isdisjoint(words) else _ONE_LINE.fullmatch(words)
    if one and _is_name(one.group("name")) and _AGO_ONLY.fullmatch(one.group("time")):
        size = 1
        name = one.group("name").strip()
        if not _headline_follows(text, lines, number + size):
            return None
        return size, Credit("publisher_line", name, (line.start, line.start + len(name)))
    if number + 1 >= len(lines) or not _is_name(words):
        return None
    time = lines[number + 1]
    when = text[time.start : time.end]
    if time.end - time.start > 60:
        return None
    relative = _TIME.fullmatch(when) is not None
    if not relative and not find_date_line(text, time.start, time.end, None):
        return None
    credit = Credit("publisher_line", words, (line.start, line.end))
    # "Norda Post / 2 hours ago / - Politics / - Norda Post": a section, the name again.
    size = 2
    named = False
    while size < 5 and number + size < len(lines):
        other = lines[number + size]
        bullet = _BULLET.fullmatch(text[other.start : other.end]) if other.end - other.start <= 60 else None
        if not bullet or not _is_name(bullet.group("name").strip()):
            break
        named = named or bullet.group("name").strip() == words
        size += 1
    if named or (relative and size > 2):
        return size, credit
    if relative and _headline_follows(text, lines, number + 2):
        return 2, credit
    return None


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
