"""How well planted truth was found again: clusters, roots, circles, kinds of edit. Knows nothing of who looked for it.

A finder's answer is given as plain mappings (`Found`), so that comparing alone, or reading and comparing, or what a
database holds can be measured by the same figures.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from .corpus import Claim, Corpus, Story
from .edits import Pair
from .relays import turned

Ring = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A finder's answer. `cluster` of each claim (by key; a claim left out stands alone); names of the `roots` of each
    cluster, an unnamed source as often as there are independent ones; `loops` of each cluster as rings of outlets.
    """

    cluster: Mapping[str, Hashable]
    roots: Mapping[Hashable, Sequence[str]] = field(default_factory=dict)
    loops: Mapping[Hashable, Sequence[Ring]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts and shares, and the first few misses by name for whoever looks into them."""

    precision: float
    recall: float
    roots_exact: float
    loops_planted: int
    loops_found: int
    loops_false: int
    misses: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """The pairwise F1 of the clusters."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def same_ring(ring: Ring) -> Ring:
    """Return a ring so that neither where its telling begins nor the way it runs makes a difference."""
    return min(turned(ring), turned(ring[::-1]))


def _labels(claim: Claim) -> tuple[str, ...]:
    return (claim.cluster, claim.also) if claim.also else (claim.cluster,)


def _base(labels: tuple[str, ...]) -> str:
    return labels[0].removesuffix("b")


def _two(number: int) -> int:
    return number * (number - 1) // 2


def _right(counts: Mapping[tuple[str, ...], int]) -> int:
    """Count the pairs that share a quote, among claims of one story."""
    total = sum(_two(times) for times in counts.values())
    for one, other in combinations(sorted(counts), 2):
        if set(one) & set(other):
            total += counts[one] * counts[other]
    return total


def pair_scores(claims: Iterable[Claim], cluster: Mapping[str, Hashable]) -> tuple[float, float, list[str]]:
    """Return precision and recall over the pairs of claims that share a cluster, and what was wrongly joined or parted.

    Counted from the sizes of groups, so the cost does not grow with the number of pairs.
    """
    by_found: dict[Hashable, Counter[tuple[str, ...]]] = defaultdict(Counter)
    by_story: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    parts: dict[str, set[Hashable]] = defaultdict(set)
    for claim in claims:
        name = cluster.get(claim.key, ("alone", claim.key))
        by_found[name][_labels(claim)] += 1
        by_story[_base(_labels(claim))][_labels(claim)] += 1
        parts[claim.cluster].add(name)
    hits = wrong = wanted = 0
    misses = []
    for name, counts in by_found.items():
        bases: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for labels, times in counts.items():
            bases[_base(labels)][labels] += times
        hits += sum(map(_right, bases.values()))
        # Two quotes of a story that a third article merged may share a cluster or not: neither right nor wrong.
        false = _two(counts.total()) - sum(_two(base.total()) for base in bases.values())
        wrong += false
        if false:
            misses.append(f"joined {name}: {', '.join(sorted('+'.join(one) for one in counts)[:6])}")
    wanted = sum(map(_right, by_story.values()))
    misses += [f"parted {label}: {len(names)} clusters" for label, names in parts.items() if len(names) > 1]
    return hits / max(1, hits + wrong), hits / max(1, wanted), misses


def _story_answer(found: Found, names: set[Hashable]) -> tuple[Counter[str], set[Ring]]:
    roots: Counter[str] = Counter()
    rings: set[Ring] = set()
    for name in names:
        # A story told in two clusters may show one root in both; one cluster tells how often an unnamed source counts.
        for root, times in Counter(found.roots.get(name, ())).items():
            roots[root] = max(roots[root], times)
        rings |= {same_ring(ring) for ring in found.loops.get(name, ())}
    return roots, rings


def _root_names(story: Story) -> Counter[str]:
    return Counter(key.split(" @ ")[0] for key in story.roots)


def score(planted: Corpus, found: Found) -> Scores:
    """Return how much of a corpus' truth was found again."""
    precision, recall, misses = pair_scores(planted.claims, found.cluster)
    names: dict[str, set[Hashable]] = defaultdict(set)
    for claim in planted.claims:
        if claim.story and claim.key in found.cluster:
            names[claim.story].add(found.cluster[claim.key])
    exact = planted_rings = hit = 0
    of_stories: set[tuple[str, Ring]] = set()
    for story in planted.stories:
        roots, rings = _story_answer(found, names[story.key])
        if roots == _root_names(story):
            exact += 1
        else:
            misses.append(f"roots of {story.key}: {sorted(roots.elements())} for {sorted(story.roots)}")
        true = {same_ring(ring) for ring in story.loops}
        planted_rings += len(true)
        hit += len(true & rings)
        of_stories |= {(story.key, ring) for ring in rings - true}
        misses += [f"loop of {story.key} ({story.loop_kind}) not found: {ring}" for ring in sorted(true - rings)]
        misses += [f"loop of {story.key} is none: {ring}" for ring in sorted(rings - true)]
    # A circle reported where no story stands is false as well.
    known = set().union(*names.values()) if names else set()
    stray = sum(len(rings) for name, rings in found.loops.items() if name not in known)
    shown = tuple(misses)
    return Scores(
        precision, recall, exact / max(1, len(planted.stories)), planted_rings, hit, len(of_stories) + stray, shown
    )


def copied(planted: Corpus) -> set[frozenset[str]]:
    """Return the pairs of articles (their ids) that hold one text, whichever was taken from which."""
    origin: dict[str, str] = {}
    families: dict[str, list[str]] = defaultdict(list)
    for claim in planted.claims:
        if claim.article not in origin:
            # Originals come before their copies.
            before = claim.parent.rsplit(".", 1)[0]
            origin[claim.article] = origin[before] if claim.copy else claim.article
            families[origin[claim.article]].append(claim.article)
    return {frozenset(pair) for family in families.values() for pair in combinations(family, 2)}


def copy_scores(planted: Corpus, found: Iterable[frozenset[str]]) -> tuple[float, float]:
    """Return precision and recall of pairs of articles that somebody holds to be copies of one text."""
    true, told = copied(planted), set(found)
    hits = len(true & told)
    return hits / max(1, len(told)), hits / max(1, len(true))


Judge = Callable[[tuple[str, ...], str], tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class EditScores:
    """Share of planted edits whose form was told, by kind as well; formatting told as a change of words; and what was
    touched: the share of edits whose planted touch (negation, hedge, condition, number, name) was among those told.
    """

    right: float
    by_kind: Mapping[str, tuple[int, int]]
    formatting_flagged: int
    touched: float
    misses: tuple[str, ...] = ()


def edit_scores(pairs: Iterable[Pair], judge: Judge) -> EditScores:
    """Return how a judge of two texts (those before, the one after; answers a form of FORMS and what is touched) did."""
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    flagged = touching = touched = 0
    misses = []
    for pair in pairs:
        form, touches = judge(pair.before, pair.after)
        kinds[pair.kind][1] += 1
        if form == pair.form:
            kinds[pair.kind][0] += 1
        else:
            misses.append(f"{pair.kind}: {form} for {pair.form}\n  - {' || '.join(pair.before)}\n  + {pair.after}")
        flagged += pair.form == "formatting" and (form not in ("formatting", "identical") or bool(touches))
        if pair.touches:
            touching += 1
            touched += pair.touches <= touches
            if not pair.touches <= touches:
                misses.append(f"{pair.kind}: touches {sorted(touches)} for {sorted(pair.touches)}\n  + {pair.after}")
    right, of = (sum(column) for column in zip(*kinds.values(), strict=True)) if kinds else (0, 0)
    by_kind = {kind: (good, all_of) for kind, (good, all_of) in sorted(kinds.items())}
    return EditScores(right / max(1, of), by_kind, flagged, touched / max(1, touching), tuple(misses))
