"""One speaker who is told to have said one thing and then its opposite: candidates, to be read by a person.

Only claims that deny or negate are looked up, in an index of their speaker's other claims, by their rarest words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from attrib import lexicon
from attrib.compare.claims import Claim, day
from attrib.compare.colours import colour
from attrib.compare.conflicts import Conflict
from attrib.compare.index import CACHED, FORMS, idle, words
from attrib.compare.stems import stem

TOLD = frozenset(("speech", "writing", "denial"))
KINDS = frozenset(("person", "organisation"))
SHARED = 3  # words that two opposed claims must share; two are enough where neither says more
ALIKE = 0.7  # and their share of all words of either, where one only negates the other
COVERED = 0.7  # share of a denial's words that the other claim must have
SCOPE = 4  # words that a "not" reaches
LONGEST = 40  # words of a claim that is looked at
RAREST = 3  # words by which claims are looked up
MOST = 100  # claims that one word may bring up

SAME_DAYS = 3  # days within which two outlets print one quotation
SAME = 0.8  # share of the terser one's words that the other has
_OPENS = tuple("\"“«„‘'")
# Between the sentences of a content, and its stretches.
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]?\s+|\s…\s")
# Words that turn a claim, or tie it to another time or thing, in ways that are not followed here.
_TURNS = frozenset(
    "when until once yet whenever fake false untrue wrong incorrect hoax lie lies rather instead another other else"
    " different only than whether before".split()
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one speaker that oppose each other, the earlier one first where days are known.

    kind: denial (denied, and said or admitted elsewhere), opposed (said, and its negation said), figures.
    """

    kind: str
    speaker: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Said:
    claim: Claim
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    negated: frozenset[str]  # the stems in reach of a negation
    negations: int
    denies: bool

    @property
    def turned(self) -> bool:
        return self.denies or self.negations > 0


@cache
def _negations() -> frozenset[str]:
    return lexicon.words("touches", "form", "touch", "negation")


@cache
def _doubts() -> frozenset[str]:
    """Return the words that turn, doubt or tie a claim in ways that are not followed."""
    doubts = (lexicon.words("touches", "form", "touch", touch) for touch in ("hedge", "condition"))
    return _TURNS.union(*doubts)


def contradictions(claims: Iterable[Claim], conflicts: Iterable[Conflict] = ()) -> tuple[Contradiction, ...]:
    """Return the candidates among claims of named speakers, and among figures that conflict; sorted, in any order given."""
    claims = tuple(claims)
    return _sorted((*by_words(claims), *by_figures(claims, conflicts)))


def by_words(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """Return the candidates among claims of named speakers, each speaker's apart from all others'; sorted."""
    by_speaker: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: (one.article, one.place, one.key)):
        if claim.speaker and claim.kind in KINDS:
            by_speaker[claim.speaker].append(claim)
    return _sorted(
        one
        for told in by_speaker.values()
        if len(told) > 1 and any(map(_may_turn, told))
        for one in _of_speaker([said for claim in told for said in _units(claim)])
    )


def by_figures(claims: Iterable[Claim], conflicts: Iterable[Conflict]) -> tuple[Contradiction, ...]:
    """Return the candidates among figures that conflict; sorted. `claims` are at least those whose figures they are."""
    by_key = {claim.key: claim for claim in claims if claim.speaker and claim.kind in KINDS}
    return _sorted(one for conflict in conflicts for one in _of_conflict(conflict, by_key))


def _sorted(found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    return tuple(sorted(set(found), key=lambda one: (one.before, one.after, one.kind, one.reason)))


@cache
def _turning() -> re.Pattern[str]:
    return re.compile(rf"n['’]t\b|\bcannot\b|\b(?:{'|'.join(sorted(_negations()))})\b")


def _may_turn(claim: Claim) -> bool:
    """Tell whether a claim may deny or negate something, at a glance."""
    return claim.stance == "denial" or "den" in claim.cue or bool(_turning().search(claim.content.lower()))


def _units(claim: Claim) -> list[_Said]:
    """Return a claim's sentences in words; () for one that is negated, a headline, or tells of no more than a belief."""
    if claim.relation not in TOLD or claim.negated or claim.headline or claim.hedges:
        return []
    tone = colour(claim.cue, claim.stance)
    if tone in ("judged", "hinted", "supposed", "predicted", "intended"):
        return []
    parts = [part for part in _SENTENCE.split(claim.content) if part]
    said = (_said(claim, part, tone == "denied") for part in parts)
    return [one for one in said if one is not None]


def _said(claim: Claim, sentence: str, denies: bool) -> _Said | None:
    """Return a sentence in words; None for a question, a doubt, a condition, a long or an empty one."""
    told = words(sentence)
    if not told or len(told) > LONGEST or "?" in sentence or not _doubts().isdisjoint(told):
        return None
    negated: set[str] = set()
    negations = 0
    for at, word in enumerate(told):
        if word in _negations():
            negations += 1
            reach = [stem(one) for one in told[at + 1 : at + 1 + SCOPE] if one not in idle()]
            negated.update(reach[:1])
    stems = frozenset(stem(word) for word in told if word not in idle() and word not in _negations())
    names = frozenset(chain.from_iterable(_stems(part) for part in sentence.split()[1:] if part[0].isupper()))
    return _Said(claim, told, stems, names, frozenset(negated), negations, denies)


@lru_cache(maxsize=FORMS)
def _stems(printed: str) -> tuple[str, ...]:
    return tuple(map(stem, words(printed)))


def _of_speaker(said: Sequence[_Said]) -> Iterator[Contradiction]:
    index: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for word in one.stems:
            index[word].append(at)
    told: set[tuple[frozenset[str], frozenset[str]]] = set()
    for at, one in enumerate(said):
        if not one.turned:
            continue
        rare = sorted(one.stems, key=lambda word: (len(index[word]), word))[:RAREST]
        near: Counter[int] = Counter()
        for word in rare:
            if len(index[word]) <= MOST:
                near.update(index[word])
        best = [(score, -other) for other in near if other != at and (score := _opposed(one, said[other])) > 0]
        if best:
            other = said[-max(best)[1]]
            if (one.stems, other.stems) not in told and (other.stems, one.stems) not in told:
                told.add((one.stems, other.stems))
                yield _told(one, other)


def _opposed(one: _Said, other: _Said) -> float:
    """Return how much a claim that denies or negates and another one oppose each other, 0 where they do not."""
    shared = one.stems & other.stems
    # That two claims name the same people is not yet one matter.
    matter = one.stems - one.names - other.names
    if not shared & matter or len(shared & matter) < COVERED * len(matter):
        return 0.0
    if _together(one.claim, other.claim) or _one_quote(one.claim, other.claim):
        return 0.0
    if one.denies:
        if other.denies or other.negations or one.negations:
            return 0.0
        admits = colour(other.claim.cue, other.claim.stance) in ("admitted", "confirmed")
        covered = len(shared) / len(one.stems)
        whole = covered == 1 and (admits or one.stems == other.stems)
        if len(shared) < (2 if whole else SHARED) or covered < COVERED:
            return 0.0
        return covered
    if other.turned or one.negations != 1 or not one.negated or not one.negated <= shared:
        return 0.0
    alike = len(shared) / len(one.stems | other.stems)
    return alike if len(shared) >= (2 if alike == 1 else SHARED) and alike >= ALIKE else 0.0


def _together(one: Claim, other: Claim) -> bool:
    """Tell whether two claims stand in one sentence, or one in the other."""
    if one.article != other.article:
        return False
    if one.sentence and one.sentence == other.sentence:
        return True
    return any(start < stop and begin < end for start, end in one.spans for begin, stop in other.spans)


def _one_quote(one: Claim, other: Claim) -> bool:
    """Tell whether two outlets print one quotation, each its way: then a desk has altered it, and nobody took back a word."""
    if one.article == other.article or one.content[:1] not in _OPENS or other.content[:1] not in _OPENS:
        return False
    days = day(one.published), day(other.published)
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > SAME_DAYS:
        return False
    left, right = (_content(claim.content) for claim in (one, other))
    return len(left & right) >= SAME * min(len(left), len(right))


@lru_cache(maxsize=CACHED)
def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in idle() and word not in _negations())


def _order(one: Claim, other: Claim) -> tuple[Claim, Claim, bool]:
    """Return two claims, the earlier one first, and whether the order is known."""
    if one.article == other.article:
        return (one, other, True) if one.place <= other.place else (other, one, True)
    days = day(one.published), day(other.published)
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (one, other, True) if days[0] < days[1] else (other, one, True)
    first, second = sorted((one, other), key=lambda claim: claim.key)
    return first, second, False


def _told(one: _Said, other: _Said) -> Contradiction:
    before, after, known = _order(one.claim, other.claim)
    link = "then" if known else "and elsewhere"
    if one.denies:
        verbs = f"“{before.cue}”", f"“{after.cue}”"
        reason = f"{verbs[0]}, {link} {verbs[1]}: {', '.join(sorted(one.stems & other.stems))}"
        return Contradiction("denial", one.claim.speaker or "", before.key, after.key, reason)
    turned = "the first" if before.key == one.claim.key else "the second"
    reason = f"the same words, and “{_negation(one)}” in {turned} only"
    return Contradiction("opposed", one.claim.speaker or "", before.key, after.key, reason)


def _negation(one: _Said) -> str:
    return next(word for word in one.words if word in _negations())


def _of_conflict(conflict: Conflict, by_key: Mapping[str, Claim]) -> Iterator[Contradiction]:
    """Yield a conflict's figures that one speaker gives, one pair a speaker and pair of sides."""
    if conflict.kind == "update":
        return
    first: dict[str, tuple[int, Claim]] = {}
    for number, side in enumerate(conflict.sides):
        for key, _ in side.figures:
            claim = by_key.get(key)
            if claim is None or not claim.speaker:
                continue
            known = first.setdefault(claim.speaker, (number, claim))
            if known[0] != number and not _one_quote(known[1], claim):
                before, after, _order_known = _order(known[1], claim)
                reason = f"two figures for {conflict.subject}: {conflict.reason}"
                yield Contradiction("figures", claim.speaker, before.key, after.key, reason)
                first[claim.speaker] = (number, claim)
