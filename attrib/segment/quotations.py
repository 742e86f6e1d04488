"""Pair quote marks by type and context, a paragraph at a time, in one pass."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from attrib.records import Quotation, Span
from attrib.regex import regex

# `` and '' are one mark, ` alone is none; the set comes first, since the search then leaps from mark to mark.
# 'the door,\'\'\'  Of three strokes that close, the first is the inner quotation's.
_MARK = regex(r"[\"“”„«»‘’‚'＂`](?:(?<=\S')(?=''(?!'))|(?<=')'|(?<=`)`|(?<!`))")
_DOUBLE = frozenset({'"', "“", "”", "„", "``", "''", "＂"})
_ANGLE = frozenset("«»")
# 'em, '90s, 'til, 'n': letters left out, no quotation.
_ELISION = regex(r"(?:em|til|tis|twas|cause|bout|n|round|cos|\d0s|\d\d)\b", re.IGNORECASE)
_DIGITS = frozenset("0123456789½¼¾")
_OPEN_AFTER = frozenset("([{<—–-‑/:;,.!?…=|*_>")
_CLOSE_BEFORE = frozenset(")]}>—–-‑/:;,.!?…=|*_<")


@dataclass(slots=True)
class _Open:
    """An opened mark on the stack."""

    start: int
    mark: str
    family: str
    done: int  # how many quotations were finished when it was opened


def find_quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of all paragraphs in text order; inner ones follow the one they stand in.

    A mark never closed ends its quotation with the paragraph (closer ""); where the next paragraph opens a mark again,
    its quotation continues that one. Apostrophes, inches and minutes are no marks.
    """
    found: list[Quotation] = []
    pending = False
    for start, end in paragraphs:
        body = start
        late = _late_close(text, start, end) if pending else None
        if late:
            # He said, "It felt good.¶We could have scored more." The mark closes a paragraph later, without a new one.
            found.append(Quotation(start, late[1], "", text[slice(*late)], continues=True))
            body = late[1]
        pairs = _pair(text, body, end)
        if not pairs:
            pending = False
            continue
        pairs.sort(key=lambda pair: (pair[0], -pair[1]))
        first = True
        outer_end = -1
        unclosed = False
        for begin, stop, opener, closer in pairs:
            inner = begin < outer_end
            goes_on = pending and first and not inner and begin - start <= 1
            if not inner:
                outer_end = stop
                unclosed = not closer
            found.append(Quotation(begin, stop, opener, closer, goes_on, inner))
            first = False
        pending = unclosed
    return tuple(found)


def _late_close(text: str, start: int, end: int) -> Span | None:
    """Return the paragraph's first double mark if it can only close, for a quotation left open by the paragraph before."""
    match = _MARK.search(text, start, end)
    while match and match.group() not in _DOUBLE:
        match = _MARK.search(text, match.end(), end)
    if match is None or match.start() == start:
        return None
    left = text[match.start() - 1]
    right = text[match.end()] if match.end() < end else " "
    return match.span() if _can_close(left, right) and not _can_open(left, right) else None


def _pair(text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    """Return (start, end, opener, closer) of each quotation of one paragraph, in no particular order."""
    marks = [match.span() for match in _MARK.finditer(text, start, end)]
    if not marks:
        return []
    stack: list[_Open] = []
    done: list[tuple[int, int, str, str]] = []
    for number, (at, stop) in enumerate(marks):
        mark = text[at:stop]
        left = text[at - 1] if at > start else " "
        right = text[stop] if stop < end else " "
        if mark in _DOUBLE:
            _double(text, marks, number, stack, done, (mark, left, right, start, end))
        elif mark in _ANGLE:
            _angle(at, stop, mark, left, right, stack, done)
        else:
            _single(text, marks, number, stack, done, (mark, left, right, start, end))
    _finish(text, start, end, stack, done)
    return done


_Place = tuple[str, str, str, int, int]  # mark, character left and right of it, bounds of the paragraph


def _can_open(left: str, right: str) -> bool:
    return not right.isspace() and (left.isspace() or left in _OPEN_AFTER or left in "\"“”„'‘’«»`")


def _can_close(left: str, right: str) -> bool:
    return not left.isspace() and (right.isspace() or right in _CLOSE_BEFORE or right in "\"“”„'‘’«»`")


def _close(stack: list[_Open], depth: int, at: int, mark: str, done: list[tuple[int, int, str, str]]) -> None:
    """Close the mark at DEPTH of the stack; what was opened inside it and never closed is no quotation."""
    opened = stack[depth]
    del stack[depth:]
    done.append((opened.start, at + len(mark), opened.mark, mark))


def _top(stack: list[_Open], family: str) -> int:
    """Return the depth of the innermost open mark of a family, -1 without one; looks two marks deep."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if stack[depth].family == family:
            return depth
    return -1


def _double(
    text: str,
    marks: list[Span],
    number: int,
    stack: list[_Open],
    done: list[tuple[int, int, str, str]],
    place: _Place,
) -> None:
    mark, left, right, _start, end = place
    at, stop = marks[number]
    depth = _top(stack, "double")
    opens, closes = _can_open(left, right), _can_close(left, right)
    if mark == "“":
        # „Wir gehen“ closes with the mark that opens elsewhere.
        german = depth >= 0 and stack[depth].mark == "„"
        if depth >= 0 and (german or (closes and not opens)):
            _close(stack, depth, at, mark, done)
        elif not right.isspace() or depth < 0:
            stack.append(_Open(at, mark, "double", len(done)))
        return
    if mark in ("„", "``"):
        stack.append(_Open(at, mark, "double", len(done)))
        return
    if mark == "”":
        if depth >= 0:
            _close(stack, depth, at, mark, done)
        elif opens and not closes:
            stack.append(_Open(at, mark, "double", len(done)))
        return
    if mark == "''" and left.isalnum() and right.isalnum():
        return
    if mark == '"' and left in _DIGITS and not opens and _inches(text, marks, number, depth, end):
        return
    if depth >= 0 and (closes or not opens):
        _close(stack, depth, at, mark, done)
    elif depth >= 0 and stack[depth].mark == mark and opens and len(stack) > 3:
        stack[depth] = _Open(at, mark, "double", len(done))
    elif (
        opens or (depth < 0 and left.isspace() and stop < end) or (depth < 0 and left in ",:;" and not right.isspace())
    ):
        stack.append(_Open(at, mark, "double", len(done)))


def _inches(text: str, marks: list[Span], number: int, depth: int, end: int) -> bool:
    """Tell whether the mark behind a digit measures: 6'2", a 12" pipe; "in 2024" closes a quotation instead."""
    at = marks[number][0]
    if depth < 0:
        return True
    if at >= 3 and ("'" in text[at - 3 : at] or "’" in text[at - 3 : at]):
        return True
    if number + 1 == len(marks):
        return False
    following, stop = marks[number + 1]
    if text[following:stop] not in _DOUBLE:
        return False
    left, right = text[following - 1], text[stop] if stop < end else " "
    return _can_close(left, right) and not _can_open(left, right)


def _angle(
    at: int, stop: int, mark: str, left: str, right: str, stack: list[_Open], done: list[tuple[int, int, str, str]]
) -> None:
    depth = _top(stack, "angle")
    if depth >= 0 and (mark != stack[depth].mark or (_can_close(left, right) and not _can_open(left, right))):
        _close(stack, depth, at, mark, done)
    elif mark == "«" or _can_open(left, right):
        stack.append(_Open(at, mark, "angle", len(done)))


def _single(
    text: str,
    marks: list[Span],
    number: int,
    stack: list[_Open],
    done: list[tuple[int, int, str, str]],
    place: _Place,
) -> None:
    mark, left, right, _start, end = place
    at, stop = marks[number]
    if left.isalnum() and right.isalnum():
        return
    if mark == "‚":
        if not right.isspace() and not left.isalnum():
            stack.append(_Open(at, mark, "single", len(done)))
        return
    depth = _top(stack, "single")
    can_close = not left.isspace() and not right.isalnum()
    if mark != "‘" and can_close and depth >= 0:
        if not (left in "sS" and right.isspace() and _better(text, marks, number, end)):
            _close(stack, depth, at, mark, done)
        return
    if mark == "‘" and depth >= 0 and stack[depth].mark == "‚":
        _close(stack, depth, at, mark, done)
        return
    if left.isalnum() or right.isspace() or not (right.isalnum() or right in '"“[(…$£€#@.`'):
        return
    if left in _DIGITS or (mark != "‘" and mark == "’" and not left.isspace()):
        return
    if _ELISION.match(text, stop, min(end, stop + 6)):
        return
    if depth >= 0 and mark != "‘":
        return
    stack.append(_Open(at, mark, "single", len(done)))


def _better(text: str, marks: list[Span], number: int, end: int) -> bool:
    """Tell whether a later mark closes better: in 'the dogs' owner paid,' the first one is an apostrophe."""
    for at, stop in marks[number + 1 : number + 4]:
        mark = text[at:stop]
        if mark not in "'’":
            return False
        right = text[stop] if stop < end else " "
        if not text[at - 1].isspace() and not right.isalnum():
            return text[at - 1] in ",.!?"
        if text[at - 1].isspace():
            return False
    return False


def _finish(text: str, start: int, end: int, stack: list[_Open], done: list[tuple[int, int, str, str]]) -> None:
    """Settle what was never closed: the outermost double mark runs to the paragraph's end, the rest was no mark."""
    last = end
    while last > start and text[last - 1].isspace():
        last -= 1
    for opened in stack:
        if opened.family == "single" and not (opened.mark == "‘" and opened.start == start):
            continue
        # He said "yes. Then "no" and "maybe".  A mark left open before complete pairs of its own kind is a slip, unless
        # the paragraph begins with it.
        later = any(mark == opened.mark for begin, _stop, mark, _closer in done[opened.done : opened.done + 8])
        if later and opened.start != start:
            continue
        if last > opened.start + len(opened.mark):
            done[:] = [pair for pair in done if pair[0] < opened.start or pair[1] <= last]
            done.append((opened.start, last, opened.mark, ""))
        return
