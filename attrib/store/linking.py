"""Which of the names that articles use mean one speaker. Pure: units in, groups with their reasons out, in any order.

A unit is one name with one profile ("Jane Doe, the mayor of Alder"), in however many articles. Units are joined on evidence
only; where a name fits two speakers it stays by itself. The order of the units does not matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from attrib.store.profiles import Profile, agree, conflict, same_body, variant_of

_FEW = 50  # units of one name that a reason is looked for among
_MOST = 200  # names of one family that a shorter one is compared with; of more, none is meant


@dataclass(frozen=True, slots=True)
class Unit:
    """A name with a profile. `tag` keeps units apart: those of different tags are never joined by a rule.

    `articles` is 0 for one that stands in no article: somebody on the user's list, or whom a decision was made about.
    `bond` names what such units belong to; units of one bond are one speaker. `known` is set where that is an entry of the
    user's list. `forms` are other names that its articles introduce ("MSMT" for a monitoring team), as name keys.
    """

    key: str
    profile: Profile
    articles: int = 1
    tag: str = ""
    bond: str = ""
    known: str = ""
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a unit belongs to its group: the rule, and the words it rests on."""

    unit: Unit
    rule: str
    evidence: str


Group = tuple[Joined, ...]
_Place = tuple[str, str, str]


class _Clusters:
    """Units in clusters that can be joined, with what is known of each."""

    def __init__(self) -> None:
        self.parent: list[int] = []
        self.members: list[list[Joined]] = []
        self.profiles: list[Profile] = []
        self.known: list[frozenset[str]] = []

    def new(self, units: list[Unit], rule: str = "same_name") -> int:
        number = len(self.parent)
        first = min(units, key=_rank)
        self.parent.append(number)
        self.members.append([Joined(unit, *_reason(unit, first, units, rule)) for unit in units])
        self.profiles.append(_union([unit.profile for unit in units]))
        self.known.append(frozenset(unit.known for unit in units if unit.known))
        return number

    def root(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, two: int, rule: str, evidence: str) -> None:
        """Join the second into the first, giving the units of the second the reason; nothing where they are one."""
        one, two = self.root(one), self.root(two)
        if one == two:
            return
        self.parent[two] = one
        self.members[one] += [Joined(item.unit, rule, evidence) for item in self.members[two]]
        self.profiles[one] = _union([self.profiles[one], self.profiles[two]])
        self.known[one] |= self.known[two]

    def articles(self, root: int) -> int:
        return sum(item.unit.articles for item in self.members[root])

    def roots(self) -> Iterator[int]:
        return (number for number, parent in enumerate(self.parent) if number == parent)


def link(units: Iterable[Unit]) -> list[Group]:
    """Return the units in groups, one a speaker, each unit with the reason why it is there."""
    places: dict[_Place, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (unit.profile.kind, unit.profile.name, unit.tag, unit.key)):
        places[unit.profile.kind, unit.profile.name, unit.tag].append(unit)
    clusters = _Clusters()
    bonds: dict[str, list[int]] = defaultdict(list)
    told = {place: _told(clusters, found) for place, found in places.items()}
    for numbers in told.values():
        _note(clusters, numbers, bonds)
    _bind(clusters, bonds)
    for place, found in places.items():
        bare = [unit for unit in found if not unit.profile.bodies and not unit.profile.worlds]
        if bare:
            numbers = _plain(clusters, bare, told[place])
            _note(clusters, [clusters.root(number) for number in numbers], bonds)
            told[place] = [*told[place], *numbers]
    _bind(clusters, bonds)
    _link_names(clusters, told)
    return [tuple(sorted(clusters.members[root], key=lambda item: _rank(item.unit))) for root in clusters.roots()]


def _rank(unit: Unit) -> tuple[int, int, int, str, str]:
    """The unit that a group goes by first: of the user's list, then of most articles, then of which most is said."""
    told = bool(unit.profile.bodies) + bool(unit.profile.worlds)
    return (0 if unit.known else 1, -unit.articles, -told, unit.profile.name, unit.key)


def _union(profiles: list[Profile]) -> Profile:
    first = profiles[0]
    return Profile(
        first.kind,
        first.name,
        frozenset().union(*(one.worlds for one in profiles)),
        frozenset().union(*(one.bodies for one in profiles)),
    )


def _reason(unit: Unit, first: Unit, units: list[Unit], rule: str) -> tuple[str, str]:
    others = [other for other in units[:_FEW] if other is not unit and other.profile != unit.profile]
    said = agree(unit.profile, first.profile) if unit is not first else ""
    said = said or next((found for other in others if (found := agree(unit.profile, other.profile))), "")
    if unit is first and not others:
        said = agree(unit.profile, unit.profile)
    rule = {"affiliation": "same_affiliation", "role": "same_role"}.get(said.partition(":")[0], rule)
    if not unit.known and any(other.known for other in units):
        rule = "known"
    return rule, said or "the same name; nothing contradicts it"


def _told(clusters: _Clusters, units: list[Unit]) -> list[int]:
    """Cluster the units of one name of which something is said: by affiliation, then by walk of life."""
    bodied = [unit for unit in units if unit.profile.bodies]
    groups = _by_body(bodied)
    worlds = [frozenset().union(*(unit.profile.worlds for unit in group)) for group in groups]
    left: list[Unit] = []
    more: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.profile.bodies or not unit.profile.worlds:
            continue
        fitting = [number for number, found in enumerate(worlds) if found & unit.profile.worlds]
        if not fitting and len(groups) == 1 and not worlds[0]:
            fitting = [0]
        if len(fitting) == 1:
            more[fitting[0]].append(unit)
        else:
            left.append(unit)
    groups = [group + more[number] for number, group in enumerate(groups)]
    groups += _connected(left, [unit.profile.worlds for unit in left])
    return [number for group in groups for number in _one_known_each(clusters, group)]


def _one_known_each(clusters: _Clusters, group: list[Unit]) -> list[int]:
    """Make a cluster; where two entries of the user's list would be in it, these stand apart and it is neither."""
    known = {unit.known for unit in group if unit.known}
    if len(known) < 2:
        return [clusters.new(group)]
    rest = [unit for unit in group if not unit.known]
    apart = [[unit for unit in group if unit.known == one] for one in sorted(known)]
    return [clusters.new(units) for units in (rest, *apart) if units]


def _by_body(units: list[Unit]) -> list[list[Unit]]:
    bodies = sorted({body for unit in units for body in unit.profile.bodies}, key=sorted)
    near: dict[frozenset[str], frozenset[frozenset[str]]] = {}
    for body in bodies:
        others = bodies if len(bodies) <= _MOST else [body]
        near[body] = frozenset(other for other in others if same_body(body, other))
    # "the Board" is near the Port Board and the School Board; it does not make one of them.
    wide = {body for body in bodies if any(not same_body(a, b) for a in near[body] for b in near[body])}
    labels = [
        frozenset(
            label
            for body in unit.profile.bodies
            for label in (
                {(body, body)} if body in wide else {tuple(sorted((body, b), key=sorted)) for b in near[body] - wide}
            )
        )
        for unit in units
    ]
    return _connected(units, labels)


def _connected(units: list[Unit], labels: Sequence[Iterable[object]]) -> list[list[Unit]]:
    """Return units in groups that hang together by shared labels, in their order."""
    parent = list(range(len(units)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[object, int] = {}
    for number, found in enumerate(labels):
        for label in found:
            parent[root(number)] = root(first.setdefault(label, number))
    groups: dict[int, list[Unit]] = defaultdict(list)
    for number, unit in enumerate(units):
        groups[root(number)].append(unit)
    return list(groups.values())


def _plain(clusters: _Clusters, bare: list[Unit], told: list[int]) -> list[int]:
    """Cluster the units of one name of which nothing is said; they are the one speaker of the name if there is but one."""
    numbers = _one_known_each(clusters, bare)
    roots = {clusters.root(other) for other in told}
    if len(numbers) == 1 and len(roots) == 1:
        target = roots.pop()
        known = clusters.known[target] | clusters.known[numbers[0]]
        if len(known) < 2:
            clusters.join(
                target, numbers[0], "known" if known else "same_name", "the same name; nothing contradicts it"
            )
    return numbers


def _note(clusters: _Clusters, numbers: list[int], bonds: dict[str, list[int]]) -> None:
    for number in numbers:
        for item in clusters.members[number]:
            if item.unit.bond:
                bonds[item.unit.bond].append(number)


def _bind(clusters: _Clusters, bonds: dict[str, list[int]]) -> None:
    """Make one of what the user's list or decisions say is one."""
    for bond in sorted(bonds):
        rule, _, number = bond.partition(" ")
        evidence = "an entry of the list of known people" if rule == "known" else f"decision {number}"
        numbers = sorted(set(bonds[bond]))
        for other in numbers[1:]:
            clusters.join(numbers[0], other, rule, evidence)


def _link_names(clusters: _Clusters, told: dict[_Place, list[int]]) -> None:
    """Join other forms of a name: initials, middle names, a family name alone, an acronym that some article introduces."""
    families: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (kind, name, tag), numbers in told.items():
        if tag:
            continue
        for number in numbers:
            root = clusters.root(number)
            if kind == "person" and " " in name:
                words = name.split()
                for part in (words[0], words[0][0] + ".", ""):
                    families[words[-1], part][name].add(root)
            for item in clusters.members[root]:
                for form in item.unit.forms:
                    bearers[kind, form].add(root)
    wanted: list[tuple[int, int, str, str]] = []
    for (kind, name, tag), numbers in sorted(told.items()):
        for root in sorted({clusters.root(number) for number in numbers}) if not tag else ():
            found = _fuller(clusters, root, name, families) if kind == "person" else []
            if kind == "organisation" and " " not in name:
                found = [
                    (other, "acronym", f"introduced elsewhere: {name}")
                    for other in sorted(bearers[kind, name] - {root})
                    if not conflict(clusters.profiles[root], clusters.profiles[other])
                ]
            if len(found) == 1:
                wanted.append((root, *found[0]))
    for one, two, rule, evidence in _unquarrelled(clusters, wanted):
        roots = clusters.root(two), clusters.root(one)
        if clusters.articles(roots[0]) < clusters.articles(roots[1]):
            roots = roots[::-1]  # what is said of the rarer form is why it is there
        known = clusters.known[roots[0]] | clusters.known[roots[1]]
        if len(known) < 2 and not conflict(clusters.profiles[roots[0]], clusters.profiles[roots[1]]):
            clusters.join(*roots, rule, evidence)


def _fuller(
    clusters: _Clusters, root: int, name: str, families: dict[tuple[str, str], dict[str, set[int]]]
) -> list[tuple[int, str, str]]:
    """Return the clusters whose name is a fuller form of a person's name and which fit it, with rule and evidence."""
    words = name.split()
    part = "" if len(words) == 1 else words[0] if len(words[0]) > 1 else words[0] + "."
    bucket = families.get((words[-1], part), {})
    if len(bucket) > _MOST:
        return []
    found: dict[int, tuple[int, str, str]] = {}
    for full in sorted(bucket):
        rule = variant_of(name, full)
        for other in sorted({clusters.root(number) for number in bucket[full]} - {root}) if rule else ():
            said = agree(clusters.profiles[root], clusters.profiles[other])
            if rule in ("family", "given") and not said.startswith("affiliation"):
                said = ""  # "Senator Roth" may be another senator than Ana Roth
            if rule == "initials" and not said and not conflict(clusters.profiles[root], clusters.profiles[other]):
                said = "one name is the other with initials; nothing contradicts it"
            if said:
                found.setdefault(other, (other, f"{rule}_name" if rule != "initials" else rule, said))
    return list(found.values())


def _unquarrelled(clusters: _Clusters, wanted: list[tuple[int, int, str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Leave out the joins that would bring speakers together who conflict with each other."""
    targets: dict[int, list[int]] = defaultdict(list)
    for one, two, _rule, _evidence in wanted:
        targets[two].append(one)
    for join in wanted:
        others = targets[join[1]]
        if len(others) <= _MOST and not any(
            conflict(clusters.profiles[join[0]], clusters.profiles[other]) for other in others
        ):
            yield join
