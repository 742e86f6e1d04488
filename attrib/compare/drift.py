"""Stance drift: the same claim told with another verb, without its hedge or without its condition further on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from attrib import lexicon
from attrib.compare.alignment import Wording, changes, wording
from attrib.compare.claims import Claim, day
from attrib.compare.colours import colour, lemma, shift
from attrib.compare.index import CACHED, idle, words
from attrib.compare.retold import other_words
from attrib.compare.stems import matter, stem

TOLD = frozenset(("speech", "writing", "belief", "denial", "hearsay"))
SHOWN = 12  # words that a reason repeats
SHARED = 4  # words of their own that two tellings must share for their stance to be compared
COVERED = 0.7  # and the share of the shorter one's words that the longer one must have
WHOLE = 2  # words that are enough where one speaker's shorter telling says nothing that the longer one does not
OWN = 3  # of those that they share, so many must be no names
LENGTHS = 3  # one telling may be so many times as long as the other
_IF = frozenset(("if", "unless"))
# Whoever speaks of themselves in a quote ("I think that …") gives it no stance of the outlet's.
_OWN_WORDS = frozenset("i we you it that this who which".split())


@dataclass(frozen=True, slots=True)
class Drift:
    """One claim told with another stance.

    kind: cue, hedge_dropped, hedge_added, condition_dropped, source, or headline for whatever a headline does to its
    body. `before` and `after` are keys of claims, the texts the words that changed; risk: low, high.
    """

    kind: str
    before: str
    after: str
    before_text: str
    after_text: str
    risk: str
    reason: str


@cache
def _kind(touch: str) -> frozenset[str]:
    return lexicon.words("touches", "form", "touch", touch)


def pairs(members: Sequence[Claim], fullest: str, credited: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """Yield each telling of a cluster beside the one that it is held against: the one it credits, else the fullest.

    `credited` gives the key of the telling that a telling credits. Of two with known days the earlier one goes first.
    Of one article, a headline is held against the telling of its body that shares most words with it, and nothing else. Two different named
    speakers are never a pair.
    """
    by_key = {one.key: one for one in members}
    bodies: dict[str, list[Claim]] = defaultdict(list)
    for one in members:
        if not one.headline:
            bodies[one.article].append(one)
    for one in sorted(members, key=lambda one: one.key):
        if one.headline and bodies[one.article]:
            told = matter(one.content)
            near = [body for body in bodies[one.article] if same_mouth(body, one)]
            if near:
                yield max(near, key=lambda body: (len(matter(body.content) & told), len(body.content), body.key)), one
            continue
        other = by_key.get(credited.get(one.key, ""))
        before, after = (other, one) if other is not None else (by_key[fullest], one)
        if before.article == after.article or not same_mouth(before, after):
            continue
        if other is None and (day(before.published) or 0) > (day(after.published) or day(before.published) or 0):
            before, after = after, before
        yield before, after


def same_mouth(one: Claim, other: Claim) -> bool:
    """Tell whether two tellings can be of one source: the same name, or one of them unnamed; an outlet only itself."""
    if one.speaker and other.speaker:
        return one.speaker == other.speaker
    return (one.kind == "outlet") == (other.kind == "outlet")


def drifts(held: Iterable[tuple[Claim, Claim]]) -> tuple[Drift, ...]:
    """Return what changed of the stance between the two claims of each pair, earlier one first, sorted."""
    found = {
        one
        for before, after in held
        if not _told_alike(before, after)
        and before.relation in TOLD
        and after.relation in TOLD
        and one_claim(before, after)
        for one in (*_cue(before, after, "cue"), *_hedges(before, after))
    }
    return tuple(sorted(found, key=lambda one: (one.before, one.after, one.kind)))


def _told_alike(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are told in the same words, as a wire and who prints it do: nothing drifts between them."""
    return (one.content, one.cue, one.stance, one.negated, one.hedges) == (
        other.content,
        other.cue,
        other.stance,
        other.negated,
        other.hedges,
    )


def one_claim(before: Claim, after: Claim) -> bool:
    """Tell whether two tellings say the same, so that a difference of stance is one of telling and not of matter."""
    told = words(before.content), words(after.content)
    if _numbers(told[0]) and _numbers(told[1]) and not _numbers(told[0]) & _numbers(told[1]):
        return False
    one, other = matter(before.content), matter(after.content)
    if not one or not other or max(len(one), len(other)) > LENGTHS * min(len(one), len(other)):
        return False
    shared = len(one & other)
    if before.speaker and before.speaker == after.speaker and shared == min(len(one), len(other)) >= WHOLE:
        return True
    if shared < max(SHARED, COVERED * min(len(one), len(other))):
        return False
    # That two tellings name the same people is not yet one claim.
    names = {stem(word) for word, name in _named(before.content) if name or word[0].isdigit()}
    return len((one & other) - names) >= OWN


def _named(content: str) -> Iterator[tuple[str, bool]]:
    told = wording(content)
    return zip(told.words, told.name, strict=True)


def _numbers(told: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in told if word[0].isdigit())


def outward(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim's cue is the article's own and not among the words that the other telling gives as content."""
    source = words(claim.source)
    if source and source[0] in _OWN_WORDS:
        return False
    verb = lemma(claim.cue)
    return not verb or verb not in _bases(other.content)


@lru_cache(maxsize=CACHED)
def _bases(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


def _one_source(before: Claim, after: Claim) -> bool:
    """Tell whether two tellings are of one source: one speaker, a word that both sources share, or one text in the other."""
    if before.speaker and after.speaker:
        return before.speaker == after.speaker
    if matter(before.source) & matter(after.source):
        return True
    # In one article a headline that names somebody else is no telling of the same source.
    if before.article == after.article:
        return False
    short, long = sorted((words(before.content), words(after.content)), key=len)
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _turned(before: Claim, after: Claim) -> bool:
    """Tell whether a "not" came or went in what both tell: then they do not tell the same."""
    old, new = wording(before.content), wording(after.content)
    found = changes(old, new)
    gone = {at for one in found for at in range(one.i1, one.i2)}
    come = {at for one in found for at in range(one.j1, one.j2)}
    return bool(_changed(old, gone, _negations(old)) or _changed(new, come, _negations(new)))


def _negations(told: Wording) -> list[int]:
    return [at for at, word in enumerate(told.words) if word in _kind("negation")]


def _cue(before: Claim, after: Claim, kind: str) -> Iterator[Drift]:
    if before.relation == "hearsay" or after.relation == "hearsay" or not (before.cue and after.cue):
        return
    if not outward(before, after) or not outward(after, before) or not _one_source(before, after):
        return
    colours = colour(before.cue, before.stance), colour(after.cue, after.stance)
    found = None if before.negated or after.negated else shift(*colours)
    turned = before.negated != after.negated and colours[0] == colours[1]
    if not (found or turned) or _turned(before, after):
        return
    if found is not None:
        reason = f"“{before.cue}” became “{after.cue}”: {found.reason}"
        yield Drift(kind, before.key, after.key, before.cue, after.cue, found.risk, reason)
    else:
        reason = f"“{_shown(before)}” became “{_shown(after)}”: the verb was turned by “not”"
        yield Drift(kind, before.key, after.key, _shown(before), _shown(after), "high", reason)


def _shown(claim: Claim) -> str:
    return (
        f"not {claim.cue}" if claim.negated and not re.search(r"\b(?:not|never)\b|n['’]t\b", claim.cue) else claim.cue
    )


def _hedges(before: Claim, after: Claim) -> Iterator[Drift]:
    """Yield a hedge that went or came, and a condition that went, where the rest of the clause is still told."""
    if not outward(before, after) or not outward(after, before):
        return
    # What is denied or judged ("dismissed rumours that …") was never told as possible.
    if {colour(one.cue, one.stance) for one in (before, after)} & {"denied", "judged"}:
        return
    old, new = wording(before.content), wording(after.content)
    old_hedges, new_hedges = doubts(before), doubts(after)
    if old.words == new.words and old_hedges == new_hedges:
        return
    if not (old_hedges or new_hedges or hedges(old) or hedges(new) or conditions(old)):
        return
    found = changes(old, new)
    gone = {at for one in found for at in range(one.i1, one.i2)}
    come = {at for one in found for at in range(one.j1, one.j2)}
    less, more = _changed(old, gone, hedges(old)), _changed(new, come, hedges(new))
    less += [word for word in old_hedges if word not in new_hedges and word.casefold() not in new.words]
    more += [word for word in new_hedges if word not in old_hedges and word.casefold() not in old.words]
    lost = "" if conditions(new) else _condition_gone(old, gone)
    # "may bar" is "are permitted to bar": in other words a hedge is another one.
    if before.article != after.article and (less or more or lost) and other_words(before.content, after.content):
        return
    if less and not more:
        reason = f"“{' '.join(less)}” is gone: what was possible now reads as certain"
        yield Drift("hedge_dropped", before.key, after.key, " ".join(less), "", "high", reason)
    elif more and not less:
        reason = f"“{' '.join(more)}” is new: what was certain now reads as possible"
        yield Drift("hedge_added", before.key, after.key, "", " ".join(more), "low", reason)
    if lost:
        reason = f"the condition “{lost}” is gone"
        yield Drift("condition_dropped", before.key, after.key, lost, "", "high", reason)


def doubts(claim: Claim) -> tuple[str, ...]:
    """Return a claim's hedges that cast doubt ("allegedly"); what was expected and then came true was never doubted."""
    return tuple(word for word in claim.hedges if "expected" not in word.casefold())


def _changed(told: Wording, changed: set[int], places: Iterable[int]) -> list[str]:
    """Return the words at some places that changed while their clause is still told: a clause cut whole drops no hedge."""
    weight, kept = _weighed(told, changed, told.clause)
    return [told.printed[at] for at in places if at in changed and _most(kept, weight, told.clause[at])]


def _condition_gone(told: Wording, gone: set[int]) -> str:
    """Return the first condition that went while the clauses beside it are still told, or ""."""
    # A condition is a clause of its own, comma or not.
    units = [2 * clause for clause in told.clause]
    for start, end in conditions(told):
        units[start:end] = [unit + 1 for unit in units[start:end]]
    weight, kept = _weighed(told, gone, units)
    for start, end in conditions(told):
        beside = [
            units[at]
            for at in (start - 1, end)
            if 0 <= at < len(told.words) and told.sentence[at] == told.sentence[start]
        ]
        # "But obviously, if …": the clause before says nothing of its own.
        beside = [clause for clause in beside if weight[clause] > 1]
        if beside and set(range(start, end)) <= gone and all(_most(kept, weight, clause) for clause in beside):
            return " ".join(told.printed[start:end][:SHOWN])
    return ""


def _weighed(told: Wording, gone: set[int], units: Sequence[int]) -> tuple[Counter[int], Counter[int]]:
    """Count the words of their own that each clause or sentence has, and those of them that are still told."""
    places = [at for at, word in enumerate(told.words) if word not in idle() and word not in _kind("hedge")]
    return Counter(units[at] for at in places), Counter(units[at] for at in places if at not in gone)


def _most(kept: Counter[int], weight: Counter[int], unit: int) -> bool:
    return kept[unit] >= 2 and kept[unit] * 2 >= weight[unit]


def hedges(told: Wording) -> list[int]:
    """Return the places of the words that make a statement only possible; "could not" and the month of May are none."""
    out: list[int] = []
    if _kind("hedge").isdisjoint(told.words):
        return out
    for at, word in enumerate(told.words):
        if word not in _kind("hedge") or told.name[at]:
            continue
        after = told.words[at + 1] if at + 1 < len(told.words) else ""
        if word == "could" and after in ("not", "hardly", "barely"):
            continue
        if word == "might" and (after in ("", "of", "and", "or") or told.words[at - 1] in ("the", "its", "their")):
            continue
        if word == "may" and told.printed[at][:1].isupper() and at:
            continue
        out.append(at)
    return out


def conditions(told: Wording) -> list[tuple[int, int]]:
    """Return the stretches of words that tie a statement to a condition: "if he needed it"; "even if" ties nothing."""
    out: list[tuple[int, int]] = []
    if _IF.isdisjoint(told.words):
        return out
    for at, word in enumerate(told.words):
        if out and at < out[-1][1]:
            continue
        if word not in _IF or (at and told.words[at - 1] in ("even", "as", "what", "only", "ask", "asked")):
            continue
        end = at
        while end < len(told.words) and told.clause[end] == told.clause[at]:
            end += 1
        out.append((at, end))
    return out
