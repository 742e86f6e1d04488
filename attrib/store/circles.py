"""Circles in a graph of who credits whom."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

# Steps that are walked in all, so that thousands of outlets that credit each other cost no more than a second.
_MOST_STEPS = 400_000


def shortest_circles(edges: Iterable[Sequence[int]], most: int) -> list[tuple[int, ...]]:
    """Return the shortest circle through each edge (crediting, credited), each circle once, the shortest first.

    A circle begins at its smallest node and does not repeat it at the end. At most `most` are returned. A plain
    breadth-first search from the credited one back; of equally short ones, the one of the smallest nodes.
    """
    credited: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted({(int(edge[0]), int(edge[1])) for edge in edges}):
        if one != other:
            credited[one].append(other)
    found: dict[tuple[int, ...], None] = {}
    steps = 0
    for one in list(credited):
        for other in credited[one]:
            path, walked = _way(credited, other, one)
            steps += walked
            if path:
                at = path.index(min(path))
                found.setdefault(tuple(path[at:] + path[:at]))
            if steps > _MOST_STEPS:
                return _sorted(found, most)
    return _sorted(found, most)


def _sorted(found: dict[tuple[int, ...], None], most: int) -> list[tuple[int, ...]]:
    return sorted(found, key=lambda circle: (len(circle), circle))[:most]


def _way(credited: dict[int, list[int]], start: int, end: int) -> tuple[list[int], int]:
    """Return the shortest way from start to end, end first as the circle's first node, and the steps walked."""
    before: dict[int, int] = {start: start}
    waiting = deque([start])
    steps = 0
    while waiting:
        here = waiting.popleft()
        if here == end:
            way = [end]
            node = before[end]
            while way[-1] != start:
                way.append(node)
                node = before[node]
            # Walked backwards: the end credits the start, so the circle reads end, start, …
            return [end, *reversed(way[1:])] if len(way) > 1 else way, steps
        for there in credited.get(here, ()):
            steps += 1
            if there not in before:
                before[there] = here
                waiting.append(there)
    return [], steps
