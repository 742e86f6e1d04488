"""Two texts laid side by side, word by word: what was kept, what went, what came.

Where one edit explains the difference it is taken as one (a common start and end); else difflib's matching blocks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from attrib.compare.blocks import Blocks, Steps
from attrib.compare.index import CACHED, ELLIPSIS, idle, plain, tokens

MOST = 4_000_000  # words of one text times words of the other, up to which blocks are looked for
STEPS = 500_000  # comparisons of two words that are made for it: a quote of 2,000 words and an edited copy take 400,000
_BREAK = re.compile(r"[.!?;:,]|--|—|\bI\b")
_STOP = re.compile(
    r"[.!?]|[\"”’]\s+[\"“‘]"
)  # “We will reopen,” “Nobody knows when”: what is quoted apart is told apart


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in words. For each word: as printed, the number of its sentence and of its clause, and if it is a name.

    `gaps` are the places (indexes of the word behind them) where an ellipsis stands.
    """

    words: tuple[str, ...]
    printed: tuple[str, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    name: tuple[bool, ...]
    gaps: frozenset[int]


@dataclass(frozen=True, slots=True)
class Change:
    """Words [i1, i2) of the fuller text that became words [j1, j2) of the variant; one of the stretches may be empty."""

    i1: int
    i2: int
    j1: int
    j2: int


@lru_cache(maxsize=CACHED)
def wording(text: str) -> Wording:
    """Return a text in words, with what stands between them."""
    told = plain(text)
    shouted = told.isupper()
    stops = idle()
    words: list[str] = []
    printed: list[str] = []
    gaps: set[int] = set()
    # Between most words stands a space and nothing else: what stands between others, by the place of the word behind it.
    breaks: list[tuple[int, str]] = []
    passed = ""
    for between, shown, one in tokens(told):
        if one[0] == ELLIPSIS:
            gaps.add(len(words))
            passed += between + shown
            continue
        if passed:
            between, passed = passed + between, ""
        if between != " " and words:
            breaks.append((len(words), between))
        words += one
        printed += [shown] * len(one)
    sentences: list[int] = []
    clauses: list[int] = []
    opening = {0}
    sentence = clause = 0
    for at, between in (*breaks, (len(words), "")):
        sentences += [sentence] * (at - len(sentences))
        clauses += [clause] * (at - len(clauses))
        if _STOP.search(between):
            sentence += 1
            opening.add(at)
        if _BREAK.search(between):
            clause += 1
    names = [False] * len(words)
    for at in () if shouted else (at for at, shown in enumerate(printed) if shown[0].isupper()):
        # A capital at the start of a sentence shows a name only beside another one.
        if at not in opening and printed[at] != "I" and not printed[at].startswith("I'"):
            names[at] = True
            if printed[at - 1][0].isupper() and sentences[at - 1] == sentences[at]:
                names[at - 1] = printed[at - 1] != "I" and words[at - 1] not in stops
    elsewhere = {word for word, name in zip(words, names, strict=True) if name}
    known = [
        name or (word in elsewhere and shown[0].isupper())
        for word, name, shown in zip(words, names, printed, strict=True)
    ]
    return Wording(tuple(words), tuple(printed), tuple(sentences), tuple(clauses), tuple(known), frozenset(gaps))


def changes(before: Wording, after: Wording) -> tuple[Change, ...]:
    """Return how a variant's words differ from those of a fuller text, in order; () if they are the same words."""
    old, new = before.words, after.words
    if old == new:
        return ()
    within = _inside(new, old)
    if new and within is not None:
        return _kept(Change(0, within, 0, 0), Change(within + len(new), len(old), len(new), len(new)))
    within = _inside(old, new)
    if old and within is not None:
        return _kept(Change(0, 0, 0, within), Change(len(old), len(old), within + len(old), len(new)))
    start = _alike(old, new)
    end = _alike(old[::-1], new[::-1])
    if start + end >= len(new) and len(old) > len(new):
        at = next((gap for gap in range(len(new) - end, start + 1) if gap in after.gaps), min(start, len(new)))
        return (Change(at, len(old) - (len(new) - at), at, at),)
    if start + end >= len(old) and len(new) > len(old):
        at = min(start, len(old))
        return (Change(at, at, at, len(new) - (len(old) - at)),)
    end = min(end, len(old) - start, len(new) - start)
    if len(old) * len(new) > MOST:
        return (Change(start, len(old) - end, start, len(new) - end),)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    matcher = Blocks(middle_old, middle_new, Steps(STEPS))
    return tuple(
        Change(start + i1, start + i2, start + j1, start + j2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        # "Re-open" is "reopen", and "hard-line" is "hardline".
        if tag != "equal" and "".join(middle_old[i1:i2]) != "".join(middle_new[j1:j2])
    )


def _kept(*found: Change) -> tuple[Change, ...]:
    return tuple(one for one in found if one.i1 < one.i2 or one.j1 < one.j2)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words that two texts begin with alike."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _inside(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Return where a text stands whole in another one, or None; texts as strings of words, searched in linear time."""
    if len(short) > len(long):
        return None
    found = f" {' '.join(long)} ".find(f" {' '.join(short)} ")
    return None if found < 0 else " ".join(long)[:found].count(" ") + bool(found)
