"""Count what is right over a corpus: precision, recall and F1 of roles and relations, by pattern, relation and type."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from attrib.evaluate.annotated import Annotated, Corpus, Relation
from attrib.evaluate.intervals import holds, union
from attrib.evaluate.match import Matched, Pair, match
from attrib.evaluate.same_name import same_speaker

ROLES = ("content", "cue", "source")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RECALLED: tuple[tuple[str, Callable[[Relation], bool]], ...] = (
    ("speech", lambda relation: bool(relation.speech)),
    ("direct", lambda relation: relation.type == "direct"),
    ("mixed", lambda relation: relation.type == "mixed"),
    ("indirect", lambda relation: relation.type == "indirect"),
)
GROUPS: dict[str, Callable[[Relation], str]] = {
    "pattern": lambda relation: relation.pattern,
    "relation": lambda relation: relation.relation,
    "type": lambda relation: relation.type,
}


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the predicted and of the gold items are right. Shares are 0 where there is nothing to share."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Return the share of predictions that are right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that is found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A name, how many items bear it, and how many of them are right."""

    name: str
    right: int
    count: int

    @property
    def share(self) -> float:
        """Return the share that is right, 0 of nothing."""
        return self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a corpus.

    `scores`: tok-content, tok-cue, tok-source (on words and punctuation marks), span-exact, span-iou50, linked.
    `recalls`: linked recall of speech, direct, mixed and indirect relations, where the gold says so. `precisions` and
    `found`: for pattern, relation and type, linked precision of the predictions and linked recall of the gold, most
    frequent first. `speaker`: of the linked relations whose gold names a speaker, how many name the same one.
    `reliability` compares the predictions' confidence with what is right, where they have one.
    """

    documents: int
    nesting: bool
    scores: dict[str, Score]
    recalls: tuple[Share, ...]
    precisions: dict[str, tuple[Share, ...]]
    found: dict[str, tuple[Share, ...]]
    speaker: Share
    reliability: tuple["Bin", ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """Counted predictions with a confidence from `low` to below `low` + 0.1 (1 included in the last).

    `predicted` is their mean confidence and `measured` the share that is linked.
    """

    low: float
    predicted: float
    measured: float
    count: int


@dataclass(slots=True)
class _Tally:
    right: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: bool) -> None:
        self.right[name] += right
        self.count[name] += 1

    def shares(self) -> tuple[Share, ...]:
        names = sorted(self.count, key=lambda name: (-self.count[name], name))
        return tuple(Share(name, self.right[name], self.count[name]) for name in names if name)


def match_corpus(gold: Corpus, found: dict[str, tuple[Relation, ...]], nesting: bool) -> list[Matched]:
    """Match each gold document with what was found in it; one that is missing there has nothing found."""
    return [match(document, found.get(name, ()), nesting) for name, document in gold.items()]


def count(matched: list[Matched], nesting: bool) -> Figures:
    """Return the figures of matched documents. `nesting` is what `match_corpus` was told."""
    counted = _Counted()
    for one in matched:
        counted.add(one)
    return counted.figures(len(matched), nesting)


class _Counted:
    """Sums up matched documents."""

    def __init__(self) -> None:
        names = (*(f"tok-{role}" for role in ROLES), "span-exact", "span-iou50", "linked")
        self._sums = {name: [0, 0, 0] for name in names}
        self._precisions = {group: _Tally() for group in GROUPS}
        self._found = {group: _Tally() for group in GROUPS}
        self._recalls, self._speaker = _Tally(), _Tally()
        self._confidences: list[tuple[float, bool]] = []

    def add(self, one: Matched) -> None:
        linked = {pair.gold: pair for pair in one.pairs if pair.linked}
        right = {pair.found for pair in linked.values()}
        for role in ROLES:
            _add(self._sums[f"tok-{role}"], *_tokens(one, role))
        counts = (len(one.counted), len(one.gold.relations))
        _add(self._sums["span-exact"], sum(pair.exact for pair in one.pairs), *counts)
        _add(self._sums["span-iou50"], len(one.pairs), *counts)
        _add(self._sums["linked"], len(linked), *counts)
        sure = ((one.found[j].confidence, j in right) for j in one.counted)
        self._confidences += [(confidence, holds) for confidence, holds in sure if confidence is not None]
        for group, name in GROUPS.items():
            for j in one.counted:
                self._precisions[group].add(name(one.found[j]), j in right)
            for i, relation in enumerate(one.gold.relations):
                self._found[group].add(name(relation), i in linked)
        self._recall(one, linked)

    def _recall(self, one: Matched, linked: dict[int, Pair]) -> None:
        for i, relation in enumerate(one.gold.relations):
            for kind, holds_for in _RECALLED:
                if holds_for(relation):
                    self._recalls.add(kind, i in linked)
            if relation.speaker and i in linked:
                self._speaker.add("speaker", same_speaker(relation.speaker, one.found[linked[i].found].speaker))

    def figures(self, documents: int, nesting: bool) -> Figures:
        recalls = self._recalls
        return Figures(
            documents=documents,
            nesting=nesting,
            scores={name: Score(right, predicted, gold) for name, (right, predicted, gold) in self._sums.items()},
            recalls=tuple(
                Share(kind, recalls.right[kind], recalls.count[kind]) for kind, _ in _RECALLED if recalls.count[kind]
            ),
            precisions={group: tally.shares() for group, tally in self._precisions.items()},
            found={group: tally.shares() for group, tally in self._found.items()},
            speaker=Share("speaker", self._speaker.right["speaker"], self._speaker.count["speaker"]),
            reliability=_reliability(self._confidences),
        )


def _reliability(confidences: list[tuple[float, bool]]) -> tuple[Bin, ...]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in confidences:
        # 0.3 * 10 is just below 3: the bin's edge is moved by less than a confidence is written with.
        bins.setdefault(min(9, int(confidence * 10 + 1e-6)), []).append((confidence, right))
    return tuple(
        Bin(
            number / 10,
            sum(confidence for confidence, _ in members) / len(members),
            sum(right for _, right in members) / len(members),
            len(members),
        )
        for number, members in sorted(bins.items())
    )


def has_nesting(gold: Iterable[Annotated]) -> bool:
    """Say whether some relation of the gold is marked as standing inside another one."""
    return any(relation.nested for document in gold for relation in document.relations)


def _add(total: list[int], right: int, predicted: int, gold: int) -> None:
    total[0] += right
    total[1] += predicted
    total[2] += gold


def _tokens(one: Matched, role: str) -> tuple[int, int, int]:
    """Return right, predicted and gold tokens of a role; a token counts where its first character does."""
    discard = union(one.gold.discard)
    gold = union(span for relation in one.gold.relations for span in getattr(relation, role))
    found = union(span for relation in one.found for span in getattr(relation, role))
    right = predicted = wanted = 0
    for token in _TOKEN.finditer(one.gold.document.text):
        at = token.start()
        in_gold, in_found = holds(gold, at), holds(found, at)
        if (in_gold or in_found) and not holds(discard, at):
            right += in_gold and in_found
            predicted += in_found
            wanted += in_gold
    return right, predicted, wanted
