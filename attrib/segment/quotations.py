"""Pair quote marks by type and context, a paragraph at a time, in one pass."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from attrib.records import Quotation, Span
from attrib.regex import regex

# `` and '' are one mark, ` alone is none; the set comes first, since the search then leaps from mark to mark.
# 'the door,\'\'\'  Of three strokes that close, the first is the inner quotation's.
_MARK = regex(r"[\"“”„«»‘’‚'＂`](?:(?<=\S')(?=''(?!'))|(?<=')'|(?<=`)`|(?<!`))")
_DOUBLE = frozenset({'"', "“", "”", "„", "``", "''", "＂"})
_ANGLE = frozenset("«»")
_SINGLE = frozenset("'’‘‚`")
# 'em, '90s, 'til, 'n': letters left out, no quotation.
_ELISION = regex(r"(?:em|til|tis|twas|cause|bout|n|round|cos|\d0s|\d\d)\b", re.IGNORECASE)
_DIGITS = frozenset("0123456789½¼¾")
_OPEN_AFTER = frozenset("([{<—–-‑/:;,.!?…=|*_>")
_CLOSE_BEFORE = frozenset(")]}>—–-‑/:;,.!?…=|*_<")


Pair = tuple[int, int, str, str]  # start, end, opener and closer of a quotation


class _Open(NamedTuple):
    """An opened mark on the stack."""

    start: int
    mark: str
    family: str
    done: int  # how many quotations were finished when it was opened


class _Mark(NamedTuple):
    """A mark with its place in the paragraph, and the characters beside it (blanks at the paragraph's bounds)."""

    number: int
    at: int
    stop: int
    text: str
    left: str
    right: str

    @property
    def opens(self) -> bool:
        return _can_open(self.left, self.right)

    @property
    def closes(self) -> bool:
        return _can_close(self.left, self.right)

    @property
    def inside_word(self) -> bool:
        return self.left.isalnum() and self.right.isalnum()


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


def _pair(text: str, start: int, end: int) -> list[Pair]:
    """Return (start, end, opener, closer) of each quotation of one paragraph, in no particular order."""
    marks = [match.span() for match in _MARK.finditer(text, start, end)]
    return _Paragraph(text, start, end, marks).pairs() if marks else []


def _can_open(left: str, right: str) -> bool:
    return not right.isspace() and (left.isspace() or left in _OPEN_AFTER or left in "\"“”„'‘’«»`")


def _can_close(left: str, right: str) -> bool:
    return not left.isspace() and (right.isspace() or right in _CLOSE_BEFORE or right in "\"“”„'‘’«»`")


class _Paragraph:
    """Reads the marks of one paragraph from left to right: what is open lies on a stack, what is closed is done."""

    def __init__(self, text: str, start: int, end: int, marks: list[Span]) -> None:
        self._text, self._start, self._end, self._marks = text, start, end, marks
        self._stack: list[_Open] = []
        self._done: list[Pair] = []

    def pairs(self) -> list[Pair]:
        """Return what `_pair` returns."""
        for number, (at, stop) in enumerate(self._marks):
            if self._inside_word(at, stop) and self._text[at:stop] in _SINGLE:
                continue  # don't, O’Neill: most marks of news
            mark = self._mark(number)
            if mark.text in _DOUBLE:
                _DOUBLES.get(mark.text, _Paragraph._straight)(self, mark, self._top("double"))
            elif mark.text in _ANGLE:
                self._angle(mark, self._top("angle"))
            elif mark.text == "‚":
                if not mark.right.isspace() and not mark.left.isalnum():
                    self._open(mark, "single")
            else:
                self._single(mark, self._top("single"))
        self._finish()
        return self._done

    def _inside_word(self, at: int, stop: int) -> bool:
        return self._start < at and stop < self._end and self._text[at - 1].isalnum() and self._text[stop].isalnum()

    def _mark(self, number: int) -> _Mark:
        at, stop = self._marks[number]
        left = self._text[at - 1] if at > self._start else " "
        right = self._text[stop] if stop < self._end else " "
        return _Mark(number, at, stop, self._text[at:stop], left, right)

    def _open(self, mark: _Mark, family: str) -> None:
        self._stack.append(_Open(mark.at, mark.text, family, len(self._done)))

    def _close(self, depth: int, mark: _Mark) -> None:
        """Close the mark at DEPTH of the stack; what was opened inside it and never closed is no quotation."""
        opened = self._stack[depth]
        del self._stack[depth:]
        self._done.append((opened.start, mark.stop, opened.mark, mark.text))

    def _top(self, family: str) -> int:
        """Return the depth of the innermost open mark of a family, -1 without one; looks three marks deep."""
        for depth in range(len(self._stack) - 1, max(-1, len(self._stack) - 4), -1):
            if self._stack[depth].family == family:
                return depth
        return -1

    def _rising(self, mark: _Mark, depth: int) -> None:
        """Read “, which closes in „Wir gehen“ and opens elsewhere."""
        german = depth >= 0 and self._stack[depth].mark == "„"
        if depth >= 0 and (german or (mark.closes and not mark.opens)):
            self._close(depth, mark)
        elif not mark.right.isspace() or depth < 0:
            self._open(mark, "double")

    def _low(self, mark: _Mark, depth: int) -> None:
        self._open(mark, "double")

    def _falling(self, mark: _Mark, depth: int) -> None:
        """Read ”, which opens only where nothing is open and it cannot close."""
        if depth >= 0:
            self._close(depth, mark)
        elif mark.opens and not mark.closes:
            self._open(mark, "double")

    def _straight(self, mark: _Mark, depth: int) -> None:
        """Read a mark whose form does not tell whether it opens or closes."""
        if (mark.text == "''" and mark.inside_word) or self._measures(mark, depth):
            return
        if depth >= 0 and (mark.closes or not mark.opens):
            self._close(depth, mark)
        elif depth >= 0 and mark.opens and self._stack[depth].mark == mark.text and len(self._stack) > 3:
            self._stack[depth] = _Open(mark.at, mark.text, "double", len(self._done))
        elif mark.opens or (depth < 0 and self._opens_badly_set(mark)):
            self._open(mark, "double")

    def _opens_badly_set(self, mark: _Mark) -> bool:
        """Tell whether a mark opens though blanks lie on both sides of it, or none: He said," We go."""
        if mark.left.isspace():
            return mark.stop < self._end
        return mark.left in ",:;" and not mark.right.isspace()

    def _measures(self, mark: _Mark, depth: int) -> bool:
        """Tell whether the mark behind a digit measures: 6'2", a 12" pipe; "in 2024" closes a quotation instead."""
        if mark.text != '"' or mark.left not in _DIGITS or mark.opens:
            return False
        near = self._text[max(0, mark.at - 3) : mark.at]
        if depth < 0 or (len(near) == 3 and ("'" in near or "’" in near)):
            return True
        if mark.number + 1 == len(self._marks):
            return False
        following = self._mark(mark.number + 1)
        return following.text in _DOUBLE and following.closes and not following.opens

    def _angle(self, mark: _Mark, depth: int) -> None:
        if depth >= 0 and (mark.text != self._stack[depth].mark or (mark.closes and not mark.opens)):
            self._close(depth, mark)
        elif mark.text == "«" or mark.opens:
            self._open(mark, "angle")

    def _single(self, mark: _Mark, depth: int) -> None:
        """Read a single mark that is not inside a word."""
        rising = mark.text == "‘"
        if not rising and depth >= 0 and not mark.left.isspace() and not mark.right.isalnum():
            # the dogs' owner: an apostrophe where a later mark closes better
            if not (mark.left in "sS" and mark.right.isspace() and self._better(mark)):
                self._close(depth, mark)
        elif rising and depth >= 0 and self._stack[depth].mark == "‚":
            self._close(depth, mark)
        elif self._opens_single(mark) and (rising or depth < 0):
            self._open(mark, "single")

    def _opens_single(self, mark: _Mark) -> bool:
        if mark.left.isalnum() or mark.right.isspace() or not (mark.right.isalnum() or mark.right in '"“[(…$£€#@.`'):
            return False
        if mark.left in _DIGITS or (mark.text == "’" and not mark.left.isspace()):
            return False
        return not _ELISION.match(self._text, mark.stop, min(self._end, mark.stop + 6))

    def _better(self, mark: _Mark) -> bool:
        """Tell whether a later mark closes better: in 'the dogs' owner paid,' the first one is an apostrophe."""
        for number in range(mark.number + 1, min(mark.number + 4, len(self._marks))):
            later = self._mark(number)
            if later.text not in "'’":
                return False
            if not later.left.isspace() and not later.right.isalnum():
                return later.left in ",.!?"
            if later.left.isspace():
                return False
        return False

    def _finish(self) -> None:
        """Settle what was never closed: the outermost double mark runs to the paragraph's end, the rest was no mark."""
        last = self._end
        while last > self._start and self._text[last - 1].isspace():
            last -= 1
        for opened in self._stack:
            if not self._was_mark(opened):
                continue
            if last > opened.start + len(opened.mark):
                self._done = [pair for pair in self._done if pair[0] < opened.start or pair[1] <= last]
                self._done.append((opened.start, last, opened.mark, ""))
            return

    def _was_mark(self, opened: _Open) -> bool:
        """Tell whether a mark that nothing closes opened a quotation."""
        if opened.start == self._start:
            return opened.family != "single" or opened.mark == "‘"
        # He said "yes. Then "no" and "maybe".  A mark left open before complete pairs of its own kind is a slip.
        later = self._done[opened.done : opened.done + 8]
        return opened.family != "single" and all(mark != opened.mark for _begin, _stop, mark, _closer in later)


_DOUBLES = {"“": _Paragraph._rising, "”": _Paragraph._falling, "„": _Paragraph._low, "``": _Paragraph._low}
