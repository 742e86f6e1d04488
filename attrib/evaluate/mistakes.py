"""Sort what was missed, and what was found beside the gold, into kinds."""

from collections.abc import Iterator
from dataclasses import dataclass

from attrib.evaluate.annotated import Relation
from attrib.evaluate.intervals import length, overlap
from attrib.evaluate.match import Matched

# Kind of mistake, and what it says; in the order in which they are listed.
KINDS: dict[str, str] = {
    "missed": "no prediction overlaps the content",
    "source-missing": "content found, but without its source",
    "source-wrong": "content found, with a source elsewhere",
    "too-long": "content found, with too much beside it",
    "too-short": "only a small part of the content found",
    "shifted": "content found in part, with other words",
    "taken": "content lies in that of another relation, which was found",
    "extra": "prediction whose content overlaps none of the gold",
    "extra-overlapping": "prediction whose content shares words with a relation that another one was matched with",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold relation that is not linked, with the prediction nearest to it, or a prediction that matches no gold one."""

    kind: str
    document: str
    gold: Relation | None
    found: Relation | None


def mistakes(matched: Matched) -> Iterator[Mistake]:
    """Yield the mistakes of one document: gold relations that are not linked, then extra predictions, in text order."""
    name = matched.gold.document.id
    pairs = {pair.gold: pair for pair in matched.pairs}
    used = {pair.found for pair in matched.pairs}
    near_misses: set[int] = set()
    for i, relation in enumerate(matched.gold.relations):
        pair = pairs.get(i)
        if pair is not None:
            if not pair.linked:
                found = matched.found[pair.found]
                yield Mistake("source-wrong" if found.source else "source-missing", name, relation, found)
            continue
        kind, nearest = _nearest(matched, i, used)
        if nearest is not None and nearest not in used:
            near_misses.add(nearest)
        yield Mistake(kind, name, relation, None if nearest is None else matched.found[nearest])
    for j in matched.counted:
        # What overlaps a gold relation that nothing was matched with is told there, as too long, too short or shifted.
        if j not in used and j not in near_misses:
            content = matched.found_contents[j]
            overlapping = any(overlap(content, other) for other in matched.contents)
            yield Mistake("extra-overlapping" if overlapping else "extra", name, None, matched.found[j])


def _nearest(matched: Matched, i: int, used: set[int]) -> tuple[str, int | None]:
    """Return the kind of a missed gold relation and the prediction that shares most characters with it, a free one first."""
    content = matched.contents[i]
    shared = [(j not in used, overlap(content, other), -j) for j, other in enumerate(matched.found_contents)]
    free, common, index = max((entry for entry in shared if entry[1]), default=(False, 0, 0))
    if not common:
        return "missed", None
    if not free:
        return "taken", -index
    if 2 * common >= length(content):
        return "too-long", -index
    return ("too-short" if 2 * common >= length(matched.found_contents[-index]) else "shifted"), -index


def spread(found: list[Mistake], limit: int) -> list[Mistake]:
    """Return at most `limit` mistakes, taken at equal steps through a list, so that no document fills it.

    The same list gives the same ones each time.
    """
    if len(found) <= limit:
        return found
    return [found[number * len(found) // limit] for number in range(limit)]
