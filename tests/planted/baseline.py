"""A plain finder: shared runs of four words, and credits walked back. It shows that the truth follows from what is told.

It looks at nothing but text, speaker, outlet and credits, but is told which phrases are common; a finder for real news
has to learn them. It costs too much for large corpora.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

from . import vocabulary as v
from .corpus import Claim, Corpus
from .measure import Found, Ring, same_ring

RUN = 4  # words
SHARED = 0.34  # of the shorter quote's runs
OWN = 8  # words: a shorter quote is one with another only if both name one speaker, or one credits the other
LONGEST = 8  # outlets in a circle

_WORD = re.compile(r"\w+")


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    phrases = [tuple(_WORD.findall(phrase.lower())) for phrase in v.COMMON]
    runs = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)} or {tuple(words)}
    stock = {phrase[at : at + RUN] for phrase in phrases for at in range(len(phrase) - RUN + 1)}
    return frozenset(runs - stock or runs)


def _linked(one: Claim, other: Claim) -> bool:
    """Tell whether two claims name one speaker, or one credits the other's outlet."""
    known = one.speaker is not None and other.speaker is not None and one.speaker.name == other.speaker.name
    return known or one.outlet in other.credits or other.outlet in one.credits


def _clusters(claims: Sequence[Claim]) -> dict[str, Hashable]:
    """Join claims that share a third of the shorter one's runs of words."""
    runs = [_runs(claim.text) for claim in claims]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, own in enumerate(runs):
        for run in own:
            holders[run].append(at)
    above = list(range(len(claims)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    for at, own in enumerate(runs):
        for other in {other for run in own for other in holders[run] if other < at}:
            few = min(len(own), len(runs[other]))
            short = min(len(claims[at].text.split()), len(claims[other].text.split())) < OWN
            if len(own & runs[other]) >= SHARED * few and (not short or _linked(claims[at], claims[other])):
                above[max(top(at), top(other))] = min(top(at), top(other))
    return {claim.key: claims[top(at)].key for at, claim in enumerate(claims)}


def _roots(claims: Sequence[Claim]) -> list[str]:
    """Return the names of first sources; of an unnamed one, once for each outlet that credits lead back to."""
    by_outlet: dict[str, Claim] = {claim.outlet: claim for claim in reversed(claims)}
    found: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.speaker is None:
            continue
        outlet, at, seen = claim.outlet, claim, {claim.outlet}
        while at.credits and at.credits[0] not in seen and claim.speaker.kind != "person":
            outlet = at.credits[0]
            seen.add(outlet)
            at = by_outlet.get(outlet, at)
        found.add((claim.speaker.name, "" if claim.speaker.kind == "person" else outlet))
    return sorted(name for name, _ in found)


def _loops(claims: Sequence[Claim]) -> list[Ring]:
    credits: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        names = (claim.outlet, *claim.credits)
        for one, other in pairwise(names):
            credits[one].add(other)
    found: set[Ring] = set()
    for first in sorted(credits):
        paths: list[Ring] = [(first,)]
        while paths:
            path = paths.pop()
            for outlet in sorted(credits.get(path[-1], ())):
                if outlet == first and len(path) > 1:
                    found.add(same_ring(path))
                elif outlet not in path and len(path) < LONGEST:
                    paths.append((*path, outlet))
    return sorted(found)


def plain_finder(planted: Corpus, claims: Sequence[Claim] = ()) -> Found:
    """Return what is found in a corpus, read in the order of `claims` if they are given."""
    cluster = _clusters(tuple(claims) or planted.claims)
    members: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in planted.claims:
        members[cluster[claim.key]].append(claim)
    roots = {name: _roots(own) for name, own in members.items()}
    return Found(cluster, roots, {name: _loops(own) for name, own in members.items()})
