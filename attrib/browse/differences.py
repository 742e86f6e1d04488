"""Two texts laid side by side, word by word: what stayed, what went, what came; as HTML and for programs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from markupsafe import Markup

from attrib.browse.wording import clean
from attrib.compare.blocks import Blocks, Steps

Kind = Literal["same", "removed", "added"]
# Words of one text times words of the other up to which they are aligned; beyond it one stretch replaces the other.
_MOST = 300_000
STEPS = 1_000_000  # comparisons of two words that a page may make
# A word with the marks before and after it and the blanks behind; or marks alone, where no word is near.
_WORD = re.compile(r"[^\w\s]*(\w+(?:['’.-]\w+)*)[^\w\s]*\s*|[^\w\s]+\s*")
_PLAIN = str.maketrans("“”„‘’", '"""\'\'')
_Word = tuple[str, str]
_LONG_LINE = 1_500  # characters, beyond which a line is cut into its sentences
_LONG_BLOCK = 20_000  # characters of a stretch without a line in common that are shown
_SENTENCE = re.compile(r"(?<=[.!?…]) |(?<=[.!?][”\"]) ")
_AROUND = 1  # unchanged lines shown on each side of a changed one


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of two versions: changed ones have their pieces; `hidden` counts unchanged lines that are folded away."""

    pieces: tuple[Piece, ...]
    hidden: int = 0

    @property
    def changed(self) -> bool:
        """Whether something of it went or came."""
        return any(piece.kind != "same" for piece in self.pieces)


def aligned(before: str, after: str, steps: Steps | None = None, *, marks: bool = False) -> tuple[Piece, ...]:
    """Return how `before` became `after`, word by word; what the page has no `steps` left for is replaced as a whole.

    Words are the same whatever their case and the marks around them, unless `marks` count too; curly and straight quote
    marks always count as the same.
    """
    old, new = list(_words(before, marks)), list(_words(after, marks))
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in _opcodes([key for key, _ in old], [key for key, _ in new], steps or Steps(STEPS)):
        if tag == "equal":
            found.append(Piece("same", _joined(new[j1:j2])))
            continue
        if i1 < i2:
            found.append(Piece("removed", _joined(old[i1:i2])))
        if j1 < j2:
            found.append(Piece("added", _joined(new[j1:j2])))
    return tuple(found)


def lines(before: str, after: str) -> Iterator[Line]:
    """Yield how a text became another one, line by line; unchanged stretches are folded. Bounded for texts of any size."""
    old, new = _split(before), _split(after)
    steps = Steps(STEPS)
    for tag, i1, i2, j1, j2 in _opcodes(old, new, steps):
        if tag == "equal":
            yield from _folded(new[j1:j2], first=j1 == 0, last=j2 == len(new))
        elif i2 - i1 == j2 - j1:
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            for same, group in groupby(pairs, key=lambda pair: pair[0] == pair[1]):
                if same:
                    yield from _folded([line for _, line in group], first=False, last=False)
                else:
                    yield from (Line(aligned(one, other, steps, marks=True)) for one, other in group)
        else:
            yield Line(aligned(_block(old[i1:i2]), _block(new[j1:j2]), steps, marks=True))


def to_html(pieces: Iterable[Piece]) -> Markup:
    """Write pieces with `<del>` and `<ins>`; words for those who do not see colours stand in them, hidden from sight."""
    tags = {"removed": ("del", "removed"), "added": ("ins", "added")}
    parts = []
    for piece in pieces:
        words = escape(clean(piece.text))
        if piece.kind == "same":
            parts.append(words)
            continue
        tag, said = tags[piece.kind]
        inner, space = words.rstrip(), " " if words != words.rstrip() else ""
        parts.append(f'<{tag}><span class="unseen">[{said}: </span>{inner}<span class="unseen">]</span></{tag}>{space}')
    return Markup("".join(parts))


def _folded(same: Sequence[str], *, first: bool, last: bool) -> Iterator[Line]:
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    hidden = len(same) - head - tail
    if hidden <= 1:
        yield from (Line((Piece("same", line),)) for line in same)
        return
    yield from (Line((Piece("same", line),)) for line in same[:head])
    yield Line((), hidden)
    yield from (Line((Piece("same", line),)) for line in same[len(same) - tail :])


def _opcodes(old: Sequence[str], new: Sequence[str], steps: Steps) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield difflib's opcodes; a common beginning and end are found first, and what is too long is replaced as a whole."""
    start = next((at for at, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
    room = min(len(old), len(new)) - start
    end = next((at for at in range(room) if old[-1 - at] != new[-1 - at]), room)
    if start:
        yield "equal", 0, start, 0, start
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    if len(middle_old) * len(middle_new) > _MOST:
        yield "replace", start, len(old) - end, start, len(new) - end
    else:
        matcher = Blocks(middle_old, middle_new, steps)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag, start + i1, start + i2, start + j1, start + j2
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _split(text: str) -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            found.extend(_SENTENCE.split(line) if len(line) > _LONG_LINE else [line])
    return found


def _block(lines: Sequence[str]) -> str:
    text = "\n".join(lines)
    return text if len(text) <= _LONG_BLOCK else text[:_LONG_BLOCK] + " […]"


def _words(text: str, marks: bool) -> Iterator[_Word]:
    """Yield what to compare a word by, and the word as printed; marks that stand alone count only with `marks`."""
    for found in _WORD.finditer(text):
        word = found[1] or ""
        if marks:
            yield found[0].rstrip().translate(_PLAIN), found[0]
        elif word:
            yield word.translate(_PLAIN).casefold(), found[0]
        else:
            yield "", found[0]


def _joined(words: Sequence[_Word]) -> str:
    return "".join(printed for _, printed in words)
