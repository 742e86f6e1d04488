"""What stands behind a quote: its independent first sources, and the circles in which outlets credit one another.

Credits are read within one cluster only: that A credits B here and B credits A for another quote is no circle. Circles
are found as strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", 1972).
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrib.compare.index import idle, words
from attrib.compare.records import Cluster, Origins, Root, Told

NAMED = ("person", "organisation")
_SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person)\b|\bpress (?:secretary|officer)\b", re.IGNORECASE)
RINGS = 64  # rings told of one tangle of outlets at most

Graph = Mapping[str, Sequence[str]]


def origins(told: Iterable[Told], clusters: Iterable[Cluster]) -> tuple[Origins, ...]:
    """Return the roots and loops of each cluster, in the order of the clusters.

    Raises KeyError if a cluster has a member that is not among `told`.
    """
    by_key = {one.key: one for one in told}
    return tuple(_origin(one.key, [by_key[key] for key in one.members]) for one in clusters)


def _origin(key: str, members: Sequence[Told]) -> Origins:
    return Origins(key, roots(members), loops(credits(members)), _first(members))


def _first(members: Sequence[Told]) -> str | None:
    """Return the key of the telling that was published first: of the tellings of the first day's only article the longest.

    None where no day is known, where two articles share the first day, or where one article alone tells it twice.
    """
    dated = [one for one in members if one.published]
    day = min((one.published or "" for one in dated), default="")
    firsts = [one for one in dated if one.published == day]
    told_in = {one.article for one in members}
    if len({one.article for one in firsts}) != 1 or (len(told_in) == 1 and len(members) > 1):
        return None
    return min(firsts, key=lambda one: (-len(words(one.text)), one.key)).key


def credits(members: Iterable[Told]) -> dict[str, tuple[str, ...]]:
    """Return whom each outlet credits for one quote. An outlet's further credits count only if it has no article here."""
    members = tuple(members)
    carriers = {one.outlet for one in members}
    edges: dict[str, set[str]] = defaultdict(set)
    for one in members:
        before = one.outlet
        for outlet in one.credits:
            if outlet != before and (before == one.outlet or before not in carriers):
                edges[before].add(outlet)
            before = outlet
    return {outlet: tuple(sorted(behind)) for outlet, behind in sorted(edges.items())}


def roots(members: Sequence[Told]) -> tuple[Root, ...]:
    """Return the independent first sources behind one quote, sorted.

    A named person is one root, however many heard it, and "Kranic" is the "Edda Kranic" of another telling. An unnamed
    source or a document is one for each outlet that it spoke to, found by following the credits; it is called what that
    outlet calls it. An organisation and its spokesman are one. Where only an outlet without an article here is credited, that is a root unseen.
    """
    carried: dict[str, list[Told]] = defaultdict(list)
    for one in members:
        carried[one.outlet].append(one)
    found: set[Root] = set()
    for one in members:
        if one.speaker and one.kind in NAMED:
            found.add(Root(one.speaker, one.kind))
        elif one.speaker:
            found |= {Root(name, one.kind, outlet) for outlet, name in _ends(one, one.speaker, carried)}
        elif one.credits and one.credits[0] not in carried:
            behind = next((outlet for outlet in one.credits if outlet in carried), None)
            if behind is None:
                found.add(Root(one.credits[-1], "outlet"))
    found -= {root for root in found if _is_short(root, found) or _is_spoken_for(root, members)}
    return tuple(sorted(found, key=lambda root: (root.name, root.kind, root.outlet)))


def _is_short(root: Root, found: set[Root]) -> bool:
    """Tell whether a root is a family name alone, and one of the others has that name in full."""
    if root.kind != "person" or " " in root.name:
        return False
    whole = [other for other in found if other.kind == "person" and other.name.endswith(f" {root.name}")]
    return len(whole) == 1


def _is_spoken_for(root: Root, members: Iterable[Told]) -> bool:
    """Tell whether a root is "the police", and another telling has "police spokesman Edda Kranic"."""
    if root.kind != "organisation":
        return False
    name = set(words(root.name)) - idle()
    return bool(name) and any(
        one.kind == "person" and _SPEAKS_FOR.search(one.source) and name <= set(words(one.source)) for one in members
    )


def _ends(one: Told, name: str, carried: Mapping[str, Sequence[Told]]) -> set[tuple[str, str]]:
    """Return the outlets that an unnamed source spoke to and what each calls it; {("", name)} where the credits go round.

    None of them where the outlet that is credited names whom it has it from: "citing police" is the spokesman named there.
    """
    ends: set[tuple[str, str]] = set()
    named = False
    seen: set[str] = set()
    waiting = [one]
    while waiting:
        now = waiting.pop()
        if not now.credits:
            ends.add((now.outlet, now.speaker or name))
            continue
        # The nearest credited outlet that has an article here tells more than this one can.
        outlet = next((outlet for outlet in now.credits if outlet in carried), now.credits[-1])
        if outlet in seen:
            continue
        seen.add(outlet)
        behind = [other for other in carried.get(outlet, ()) if (other.speaker, other.kind) == (one.speaker, one.kind)]
        if not behind:
            # "citing a senior official": whom the outlet itself calls "a senior official at the roads office"
            alike = [other for other in carried.get(outlet, ()) if other.speaker and other.kind == one.kind]
            behind = alike if len({other.speaker for other in alike}) == 1 else []
        if not behind:
            behind = [other for other in carried.get(outlet, ()) if not other.speaker and other.credits]
        sources = {(other.speaker, other.kind) for other in carried.get(outlet, ()) if other.speaker}
        if behind:
            waiting += behind
        elif len(sources) == 1 and next(iter(sources))[1] in NAMED:
            named = True
        else:
            ends.add((outlet, name))
    return ends if ends or named else {("", name)}


def loops(edges: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the circles of a graph of credits as rings, each outlet crediting the next and the last the first.

    Of a tangle, the shortest ring through each credit, RINGS at most. A ring begins with its first outlet by name.
    """
    found: set[tuple[str, ...]] = set()
    for part in components(edges):
        if len(part) < 2:
            continue
        rings: set[tuple[str, ...]] = set()
        for outlet in sorted(part):
            for behind in edges.get(outlet, ()):
                if behind in part and len(rings) < RINGS:
                    rings.add(_turned(_way(edges, behind, outlet, part)))
        found |= rings
    return tuple(sorted(found))


def _turned(ring: tuple[str, ...]) -> tuple[str, ...]:
    at = ring.index(min(ring))
    return ring[at:] + ring[:at]


def _way(edges: Graph, start: str, goal: str, part: frozenset[str]) -> tuple[str, ...]:
    """Return the shortest way between two outlets of one component, both ends included."""
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while goal not in came:
        now = waiting.popleft()
        for behind in edges.get(now, ()):
            if behind in part and behind not in came:
                came[behind] = now
                waiting.append(behind)
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def components(edges: Graph) -> Iterator[frozenset[str]]:
    """Yield the strongly connected components of a graph. Without recursion, so a chain may be of any length."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    for first in edges:
        if first in index:
            continue
        index[first] = low[first] = len(index)
        stack.append(first)
        held.add(first)
        walk = [(first, iter(edges[first]))]
        while walk:
            now, ahead = walk[-1]
            behind = next(ahead, None)
            if behind is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[now])
                if low[now] == index[now]:
                    part = set()
                    while now not in part:
                        part.add(stack.pop())
                    held -= part
                    yield frozenset(part)
            elif behind not in index:
                index[behind] = low[behind] = len(index)
                stack.append(behind)
                held.add(behind)
                walk.append((behind, iter(edges.get(behind, ()))))
            elif behind in held:
                low[now] = min(low[now], index[behind])
