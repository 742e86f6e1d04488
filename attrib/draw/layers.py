"""Where the nodes of a directed graph stand: in layers from left to right, with few lines crossing.

The steps are those of Sugiyama, Tagawa and Toda (1981): turn round what closes a circle (by the greedy order of Eades,
Lin and Smyth, 1993), layer by longest path, order each layer by barycentres, then move rows towards their neighbours.
For graphs of some hundred edges; time grows with the square of their number.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SWEEPS = 8
# A stop of an edge in a layer that it only passes: the edge's index and the layer.
_Stop = tuple[int, int]
_Item = str | _Stop


@dataclass(frozen=True, slots=True)
class Layout:
    """Layer and row of every node; `ways` has for every edge the places that it passes, from the left to the right.

    Layers count from 0, rows are numbers with a gap of 1 or more between two of one layer, the smallest 0. `back` are the
    indexes of edges that run from right to left.
    """

    at: dict[str, tuple[int, float]]
    ways: tuple[tuple[tuple[int, float], ...], ...]
    back: frozenset[int]
    layers: int
    rows: float


def lay_out(nodes: Sequence[str], edges: Sequence[tuple[str, str, int]]) -> Layout:
    """Lay out nodes and (first, second, weight) edges; an edge from a node to itself has a way of one place.

    The same input gives the same layout. Raises KeyError for an edge to an unknown node.
    """
    order = _order(nodes, edges)
    back = frozenset(i for i, (first, second, _) in enumerate(edges) if order[first] > order[second])
    forward = [(second, first) if i in back else (first, second) for i, (first, second, _) in enumerate(edges)]
    layer = _layer(sorted(nodes, key=order.__getitem__), forward)
    count = max(layer.values(), default=-1) + 1
    columns: list[list[_Item]] = [[] for _ in range(count)]
    for node in sorted(nodes, key=order.__getitem__):
        columns[layer[node]].append(node)
    paths: list[list[_Item]] = []
    for i, (first, second) in enumerate(forward):
        stops: list[_Item] = [(i, at) for at in range(layer[first] + 1, layer[second])]
        for at, stop in enumerate(stops, layer[first] + 1):
            columns[at].append(stop)
        paths.append([first] if first == second else [first, *stops, second])
    near = _neighbours(paths)
    columns = _uncrossed(columns, near)
    row = _rows(columns, near)
    lowest = min(row.values(), default=0.0)
    place = {item: (at, row[item] - lowest) for at, column in enumerate(columns) for item in column}
    return Layout(
        {node: place[node] for node in nodes},
        tuple(tuple(place[item] for item in path) for path in paths),
        back,
        count,
        max(row.values(), default=0.0) - lowest + 1,
    )


def circles(edges: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the edges that lie on a circle: whose two ends can be reached from each other. (Tarjan, 1972)"""
    follows: dict[str, list[str]] = defaultdict(list)
    for first, second in edges:
        follows[first].append(second)
    group: dict[str, int] = {}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    for root in list(follows):
        work = [] if root in number else [(root, 0)]
        while work:
            node, step = work.pop()
            if not step:
                number[node] = low[node] = len(number)
                open_nodes.append(node)
            ahead = follows.get(node, [])
            while step < len(ahead):
                following = ahead[step]
                step += 1
                if following not in number:
                    work += [(node, step), (following, 0)]
                    break
                if following not in group:
                    low[node] = min(low[node], number[following])
            else:
                if low[node] == number[node]:
                    member = ""
                    while member != node:
                        member = open_nodes.pop()
                        group[member] = number[node]
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
    return frozenset((first, second) for first in follows for second in follows[first] if group[first] == group[second])


def _order(nodes: Sequence[str], edges: Sequence[tuple[str, str, int]]) -> dict[str, int]:
    """Return nodes in an order that few edges run against: sources first, sinks last, between them the best giver."""
    out: dict[str, dict[str, int]] = {node: {} for node in nodes}
    into: dict[str, dict[str, int]] = {node: {} for node in nodes}
    for first, second, weight in edges:
        if first != second:
            out[first][second] = out[first].get(second, 0) + weight
            into[second][first] = into[second].get(first, 0) + weight
    left = list(nodes)
    head: list[str] = []
    tail: list[str] = []
    while left:
        at = next((i for i, node in enumerate(left) if not into[node]), None)
        if at is not None:
            node = left.pop(at)
            head.append(node)
        elif (at := next((i for i, node in enumerate(left) if not out[node]), None)) is not None:
            node = left.pop(at)
            tail.append(node)
        else:
            given = [sum(out[node].values()) - sum(into[node].values()) for node in left]
            node = left.pop(max(range(len(left)), key=lambda i: (given[i], -i)))
            head.append(node)
        for other in out.pop(node):
            into[other].pop(node, None)
        for other in into.pop(node):
            out[other].pop(node, None)
        out[node], into[node] = {}, {}
    return {node: i for i, node in enumerate([*head, *reversed(tail)])}


def _layer(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give every node a layer right of all that lead to it; one that nothing leads to stands beside what it leads to."""
    into: dict[str, list[str]] = defaultdict(list)
    out: dict[str, list[str]] = defaultdict(list)
    for first, second in edges:
        if first != second:
            into[second].append(first)
            out[first].append(second)
    layer: dict[str, int] = {}
    for node in nodes:
        layer[node] = max((layer[before] + 1 for before in into[node]), default=0)
    for node in nodes:
        if not into[node] and out[node]:
            layer[node] = min(layer[after] for after in out[node]) - 1
    return layer


def _neighbours(paths: Iterable[Sequence[_Item]]) -> dict[bool, dict[_Item, list[_Item]]]:
    """Return what stands left of each item (True) and right of it (False) on some path."""
    near: dict[bool, dict[_Item, list[_Item]]] = {True: defaultdict(list), False: defaultdict(list)}
    for path in paths:
        for left, right in itertools.pairwise(path):
            near[True][right].append(left)
            near[False][left].append(right)
    return near


def _uncrossed(columns: list[list[_Item]], near: dict[bool, dict[_Item, list[_Item]]]) -> list[list[_Item]]:
    """Sort layers by the mean place of their neighbours, to the right and back; the best of all sweeps is kept."""
    best, fewest = columns, _crossings(columns, near)
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        columns = [list(column) for column in columns]
        indexes = range(1, len(columns)) if rightwards else range(len(columns) - 2, -1, -1)
        for at in indexes:
            fixed = {item: i for i, item in enumerate(columns[at - 1 if rightwards else at + 1])}
            columns[at] = _sorted(columns[at], near[rightwards], fixed)
        found = _crossings(columns, near)
        if found < fewest:
            best, fewest = columns, found
        if not fewest:
            break
    return best


def _sorted(column: list[_Item], near: dict[_Item, list[_Item]], fixed: dict[_Item, int]) -> list[_Item]:
    means = [
        sum(places) / len(places) if (places := [fixed[other] for other in near[item]]) else float(i)
        for i, item in enumerate(column)
    ]
    return [column[i] for i in sorted(range(len(column)), key=lambda i: (means[i], i))]


def _crossings(columns: Sequence[Sequence[_Item]], near: dict[bool, dict[_Item, list[_Item]]]) -> int:
    total = 0
    for left, right in itertools.pairwise(columns):
        place = {item: i for i, item in enumerate(right)}
        ends = [place[other] for item in left for other in sorted(near[False][item], key=place.__getitem__)]
        total += sum(ends[i] > ends[j] for i in range(len(ends)) for j in range(i + 1, len(ends)))
    return total


def _rows(columns: Sequence[Sequence[_Item]], near: dict[bool, dict[_Item, list[_Item]]]) -> dict[_Item, float]:
    """Give every item a row: its order is kept, and it stands as near to the middle of its neighbours as it can."""
    tallest = max(map(len, columns), default=0)
    row: dict[_Item, float] = {
        item: i + (tallest - len(column)) / 2 for column in columns for i, item in enumerate(column)
    }
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wanted = []
            for item in column:
                others = [*near[True][item], *near[False][item]]
                wanted.append(sum(row[other] for other in others) / len(others) if others else row[item])
            for item, place in zip(column, _apart(wanted), strict=True):
                row[item] = place
    return row


def _apart(wanted: Sequence[float]) -> list[float]:
    """Return rising numbers, 1 or more apart, with the least sum of squared differences from the wanted ones."""
    blocks: list[tuple[float, int]] = []
    for i, value in enumerate(wanted):
        mean, size = value - i, 1
        while blocks and blocks[-1][0] > mean:
            before, more = blocks.pop()
            mean, size = (before * more + mean * size) / (more + size), size + more
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    return [value + i for i, value in enumerate(flat)]
