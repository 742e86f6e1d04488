"""Match the relations that were found in one document with those of the gold, greedily, best overlap first."""

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.evaluate.annotated import Annotated, Relation
from attrib.evaluate.intervals import iou, overlap, trimmed, union
from attrib.records import Spans

SAME = 0.5  # intersection over union from which two contents are one


@dataclass(frozen=True, slots=True)
class Pair:
    """Indexes of a gold relation and of the prediction matched with it.

    `exact`: the trimmed contents are equal. `linked`: the sources overlap, or both have none.
    """

    gold: int
    found: int
    exact: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """A gold document and what was found in it. `counted` are the indexes of the predictions that count for precision.

    `found` leaves out predictions without content and discarded ones; `numbers` are the indexes of those that it keeps.
    `contents` and `found_contents` are the trimmed contents, in the order of `gold.relations` and `found`.
    """

    gold: Annotated
    found: tuple[Relation, ...]
    numbers: tuple[int, ...]
    pairs: tuple[Pair, ...]
    counted: tuple[int, ...]
    contents: tuple[Spans, ...]
    found_contents: tuple[Spans, ...]


def match(gold: Annotated, found: tuple[Relation, ...], nesting: bool) -> Matched:
    """Pair gold and found relations whose trimmed contents overlap by half or more.

    Predictions without a content, or with one that lies wholly in discarded spans, do not count. Where the gold has no
    nesting, an unmatched prediction inside another one counts neither as right nor as wrong.
    """
    text, discard = gold.document.text, union(gold.discard)
    numbers = tuple(n for n, one in enumerate(found) if one.content and not _discarded(one.content, discard))
    kept = tuple(found[number] for number in numbers)
    contents = tuple(trimmed(text, one.content) for one in gold.relations)
    found_contents = tuple(trimmed(text, one.content) for one in kept)
    pairs: list[Pair] = []
    used_gold: set[int] = set()
    used: set[int] = set()
    for share, i, j in _overlaps(contents, found_contents):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            pairs.append(Pair(i, j, share == 1, _same_source(gold.relations[i], kept[j])))
    counted = tuple(j for j, one in enumerate(kept) if nesting or j in used or not one.nested)
    pairs.sort(key=lambda pair: pair.gold)
    return Matched(gold, kept, numbers, tuple(pairs), counted, contents, found_contents)


def _overlaps(contents: Sequence[Spans], found: Sequence[Spans]) -> list[tuple[float, int, int]]:
    """Return the shares that contents have in common, of those that share half or more, the greatest first."""
    overlaps = [
        (-share, i, j)
        for i, a in enumerate(contents)
        for j, b in enumerate(found)
        if a and b and a[0][0] < b[-1][1] and b[0][0] < a[-1][1] and (share := iou(a, b)) >= SAME
    ]
    return [(-share, i, j) for share, i, j in sorted(overlaps)]


def _discarded(content: Spans, discard: Spans) -> bool:
    return bool(discard) and all(overlap(union((span,)), discard) == max(0, span[1] - span[0]) for span in content)


def _same_source(gold: Relation, found: Relation) -> bool:
    a, b = union(gold.source), union(found.source)
    return overlap(a, b) > 0 if a or b else True
