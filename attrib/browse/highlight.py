"""A stretch of text cut where marks begin and end: overlapping and nested spans become flat, well-formed HTML."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from attrib.browse.wording import clean


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown. `css` are its classes ("content", "direct"); a mark with a `key` is one that is linked to."""

    start: int
    end: int
    css: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch under the same marks throughout.

    `depth` counts them; `opens` and `closes` are the keys whose first mark begins here and whose last mark ends here.
    """

    start: int
    end: int
    css: tuple[str, ...]
    depth: int
    opens: tuple[str, ...]
    closes: tuple[str, ...]


def cut(marks: Iterable[Mark], start: int, end: int, breaks: Sequence[int] = ()) -> Iterator[Segment]:
    """Sweep once over [start, end) and yield its segments in order; together they cover it without a gap.

    Marks are clipped to the stretch; empty ones and those outside are left out. `breaks` are further places to cut at
    (paragraph ends). Takes O((marks + breaks) log) time however the marks overlap.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for mark in marks:
        left, right = max(mark.start, start), min(mark.end, end)
        if left >= right:
            continue
        opening.setdefault(left, []).append(mark)
        closing.setdefault(right, []).append(mark)
        if mark.key and mark.start >= start:
            first[mark.key] = min(left, first.get(mark.key, left))
        if mark.key and mark.end <= end:
            last[mark.key] = max(right, last.get(mark.key, right))
    # What begins together opens the longest first, and what ends together closes the shortest first: then an element may
    # stand round each.
    latest = list(reversed(last))
    begun = _turn({key: first[key] for key in sorted(first, key=lambda key: -last.get(key, end))})
    ended = _turn({key: last[key] for key in sorted(latest, key=lambda key: -first.get(key, start))})
    points = {start, end, *opening, *closing}
    points.update(point for point in breaks if start < point < end)
    active: Counter[str] = Counter()
    depth = 0
    ordered = sorted(points)
    for left, right in pairwise(ordered):
        for mark in closing.get(left, ()):
            active.subtract(mark.css)
            depth -= 1
        for mark in opening.get(left, ()):
            active.update(mark.css)
            depth += 1
        # The set of classes is small and fixed, so a text under ten thousand nested marks still costs one pass.
        css = tuple(sorted(name for name, count in active.items() if count > 0))
        yield Segment(left, right, css, depth, begun.get(left, ()), ended.get(right, ()))


def _turn(places: dict[str, int]) -> dict[int, tuple[str, ...]]:
    turned: dict[int, list[str]] = {}
    for key, place in places.items():
        turned.setdefault(place, []).append(key)
    return {place: tuple(keys) for place, keys in turned.items()}


def to_html(text: str, segments: Iterable[Segment], before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Write segments as HTML, the text escaped; `before` and `after` give by key the HTML to stand at its two ends."""
    parts: list[str] = []
    for segment in segments:
        words = escape(clean(text[segment.start : segment.end]))
        parts.extend(before.get(key, "") for key in segment.opens)
        if segment.css:
            depth = " nested" if segment.css and segment.depth > 1 and "content" in segment.css else ""
            parts.append(f'<mark class="{escape(" ".join(segment.css))}{depth}">{words}</mark>')
        else:
            parts.append(words)
        parts.extend(after.get(key, "") for key in segment.closes)
    return "".join(parts)
