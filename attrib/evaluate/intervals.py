"""Sets of characters as sorted, disjoint spans: union, overlap and intersection over union."""

from bisect import bisect_right
from collections.abc import Iterable

from attrib.records import Span, Spans

# Quote marks, spaces and final punctuation do not count where two contents are compared.
_LEFT = " \"“”‘’'"
_RIGHT = " \"“”‘’'.,"


def union(spans: Iterable[Span]) -> Spans:
    """Return the characters of all spans as sorted, disjoint spans that do not touch.

    >>> union([(5, 9), (0, 3), (3, 4), (7, 7)])
    ((0, 4), (5, 9))
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def length(spans: Spans) -> int:
    """Return the number of characters of disjoint spans."""
    return sum(end - start for start, end in spans)


def overlap(a: Spans, b: Spans) -> int:
    """Return how many characters two unions have in common.

    >>> overlap(((0, 4), (6, 9)), ((3, 7),))
    2
    """
    common = i = j = 0
    while i < len(a) and j < len(b):
        common += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return common


def iou(a: Spans, b: Spans) -> float:
    """Return the share of characters in either union that is in both, 0 to 1."""
    common = overlap(a, b)
    return common / (length(a) + length(b) - common) if common else 0.0


def holds(spans: Spans, at: int) -> bool:
    """Say whether a character is in a union."""
    place = bisect_right(spans, (at, 1 << 62)) - 1
    return place >= 0 and at < spans[place][1]


def trimmed(text: str, spans: Spans) -> Spans:
    """Return the union of contents without quote marks, spaces and final punctuation at the ends of each span."""
    inner = []
    for start, end in spans:
        cut = text[start:end]
        inner.append((start + len(cut) - len(cut.lstrip(_LEFT)), end - (len(cut) - len(cut.rstrip(_RIGHT)))))
    return union(inner)
