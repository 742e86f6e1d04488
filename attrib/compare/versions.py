"""Two versions of one article, told apart by their attributions: sources, verbs, hedges, quotes. Layout tells nothing.

A sentence whose words stand in both versions, with all pieces of what it quotes, is unchanged, however it was read then and
now: so neither white space and quote marks nor a newer version of the tool make a difference.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.compare.alignment import changes, wording
from attrib.compare.alterations import alteration
from attrib.compare.claims import BETWEEN, Claim
from attrib.compare.colours import colour, lemma, shift
from attrib.compare.drift import hedges
from attrib.compare.frames import FrameChange, frame_changes
from attrib.compare.index import idle, shingles, words

ALIKE = 0.5  # share of the words of two contents that makes them one, changed
SAME_TEXT = 0.1  # share of the shorter text's word runs that the other must have, to be a version of it
MOST = 0.6  # share of a content's word runs that the other text must have, for it to be told there without a source
SHOWN = 100  # characters of a text that stands in the place of quite another
PLACES = 32  # places of a word run that are looked at
UNNAMED = frozenset(("anonymous", "unknown"))

Text = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of an article: its text, its headline, and what was read in it, in the order of the text.

    `publisher` and `published` (ISO) are what was known of it then, None where that is not known any more.
    """

    text: str
    headline: str
    claims: tuple[Claim, ...]
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One difference. `before` and `after` are keys of claims, "" where there is none on that side.

    kind: attribution_added, attribution_removed, source_added, source_removed, source_renamed, verb_changed,
    hedge_dropped, hedge_added, quote_altered, credit_added, credit_removed, credit_changed, role_changed,
    anonymity_changed, day_changed, and of the whole article headline_changed, publisher_changed, date_changed,
    another_text. risk: none, low, high.
    """

    kind: str
    before: str
    after: str
    before_text: str
    after_text: str
    content: str
    risk: str
    reason: str


class _Words:
    """A text as words, with the places of its word runs, so that a sentence is found in it in the time of its length."""

    def __init__(self, text: str) -> None:
        self.told = words(text)
        self._line = f" {' '.join(self.told)} "
        self._places: dict[Text, list[int]] = defaultdict(list)
        for at, run in enumerate(shingles(self.told)):
            self._places[run].append(at)

    def holds(self, part: Text) -> bool:
        """Tell whether the words stand in the text, in a row. A part of fewer than three words never counts as found."""
        runs = shingles(part)
        if not runs:
            return False
        at = min(range(len(runs)), key=lambda at: len(self._places.get(runs[at], ())))
        starts = (place - at for place in self._places.get(runs[at], ())[:PLACES])
        return any(start >= 0 and self.told[start : start + len(part)] == part for start in starts)

    def count(self, part: Text) -> int:
        """Return how often some words stand in the text, in a row."""
        return self._line.count(f" {' '.join(part)} ") if part else 0

    def has_most(self, part: Text) -> bool:
        """Tell whether most of the words' runs stand in the text, here or there."""
        runs = shingles(part)
        return bool(runs) and sum(run in self._places for run in runs) >= MOST * len(runs)

    def share(self, other: "_Words") -> float:
        """Return what part of the shorter text's word runs the other has."""
        few = min(len(self._places), len(other._places))
        return len(self._places.keys() & other._places.keys()) / few if few else 1.0


def version_changes(before: Version, after: Version) -> tuple[VersionChange, ...]:
    """Return what changed between two versions of an article, in the order of the texts; () for a change of layout.

    Where hardly a word run is shared, another text stands in the place of the first, and only that is told of it.
    """
    found = [*_headline(before.headline, after.headline), *_page(before, after)]
    old, new = _Words(before.text), _Words(after.text)
    if old.share(new) < SAME_TEXT:
        reason = "hardly a run of words is shared: another text stands in the place of the first"
        was, now = (" ".join(version.text.split())[:SHOWN] for version in (before, after))
        return (*found, VersionChange("another_text", "", "", was, now, "", "high", reason))
    gone, come = (_told_by(version) for version in (before, after))
    pairs, gone, come = _paired(gone, come)
    found += _of_pairs(pairs, old, new)
    for one in gone:
        if not new.holds(words(one.sentence)):
            found.append(_gone(one, new))
    for one in come:
        if not old.holds(words(one.sentence)):
            found.append(_come(one, old))
    return tuple(found)


def difference(before: Version, after: Version) -> str:
    """Return how two texts differ: "layout" where their words are the same, "another text", else "words"."""
    old, new = _Words(before.text), _Words(after.text)
    if old.told == new.told:
        return "layout"
    return "another text" if old.share(new) < SAME_TEXT else "words"


def _told_by(version: Version) -> list[Claim]:
    """Return what a version's text attributes below its headline.

    "The man allegedly set the mill on fire, police said": the hedge is the outer attribution's, and no source of its own.
    """
    by_key = {claim.key: claim for claim in version.claims}
    return [
        claim
        for claim in version.claims
        if not _in_headline(claim, version.headline)
        and not (_hedge_alone(claim) and claim.frame and claim.frame.parent in by_key)
    ]


def _hedge_alone(claim: Claim) -> bool:
    return claim.relation == "hearsay" and not claim.source


def _gone(one: Claim, new: _Words) -> VersionChange:
    """Tell of an attribution that the later version does not have."""
    stays = new.has_most(words(one.content))
    if stays and _hedge_alone(one):
        reason = f"“{one.cue}” is gone: what was possible now reads as certain"
        return _change("hedge_dropped", one, None, one.cue, "", one.content, "high", reason)
    if stays and one.source:
        reason = "what was attributed now stands without this source"
        return _change("source_removed", one, None, one.source, "", one.content, "high", reason)
    return _change("attribution_removed", one, None, _shown(one), "", one.content, "low", "it is gone")


def _come(one: Claim, old: _Words) -> VersionChange:
    """Tell of an attribution that the earlier version does not have."""
    was = old.has_most(words(one.content))
    if was and _hedge_alone(one):
        reason = f"“{one.cue}” is new: what was certain now reads as possible"
        return _change("hedge_added", None, one, "", one.cue, one.content, "low", reason)
    if was and one.source:
        reason = "what stood without a source is now attributed"
        return _change("source_added", None, one, "", one.source, one.content, "low", reason)
    return _change("attribution_added", None, one, "", _shown(one), one.content, "low", "it is new")


def _of_pairs(pairs: Sequence[tuple[Claim, Claim]], old: _Words, new: _Words) -> list[VersionChange]:
    """Return the differences between the readings of what are the same attributions, in their order.

    What is told around one of them may be said of others as well ("LAMFORD (Reuters) -", "Lund, the mayor"): where it is not
    its own sentence that changed, a difference is told once, and only if the texts show it.
    """
    found: list[tuple[int, VersionChange]] = []
    told: set[tuple[str, str, str]] = set()
    carried: list[tuple[int, FrameChange]] = []
    for at, (one, other) in enumerate(pairs):
        same = _stands(one, new, other) and _stands(other, old, one)
        found += ((at, change) for change in (_speaker_only(one, other, old, new) if same else _between(one, other)))
        for around in frame_changes(one, other):
            if same or not _own(around, one, other):
                carried.append((at, around))
            else:
                told.add(around[:3])
                found.append((at, _around(around, one, other)))
    for at, around in carried:
        was, now = map(words, around.said)
        shown = old.count(was) > new.count(was) or new.count(now) > old.count(now)
        if around[:3] not in told and shown:
            told.add(around[:3])
            found.append((at, _around(around, *pairs[at])))
    return [change for _, change in sorted(found, key=lambda row: row[0])]


def _around(change: FrameChange, one: Claim, other: Claim) -> VersionChange:
    return _change(change.kind, one, other, change.was, change.now, other.content, change.risk, change.reason)


def _own(change: FrameChange, one: Claim, other: Claim) -> bool:
    """Tell whether a difference stands in an attribution's own sentence or source."""
    if change.kind == "role_changed" and words(one.source) != words(other.source):
        # "Lund, who chairs the board" is its chair: those are not the text's words.
        return True
    return words(one.sentence) != words(other.sentence) and any(
        bool(said) and set(words(said)) <= {*words(claim.sentence), *words(claim.source)}
        for claim, said in zip((one, other), change.said, strict=True)
    )


def _stands(claim: Claim, text: _Words, other: Claim) -> bool:
    """Tell whether a text has a claim's sentence, and all pieces of its content: those of few words where the other has them."""
    pieces = {words(piece) for piece in other.content.split(BETWEEN)}
    return text.holds(words(claim.sentence)) and all(
        words(piece) in pieces or text.holds(words(piece)) for piece in claim.content.split(BETWEEN)
    )


def _change(
    kind: str, one: Claim | None, other: Claim | None, was: str, now: str, content: str, risk: str, reason: str
) -> VersionChange:
    return VersionChange(kind, one.key if one else "", other.key if other else "", was, now, content, risk, reason)


def _shown(claim: Claim) -> str:
    return f"{claim.source} {claim.cue}".strip()


def _headline(was: str, now: str) -> Iterator[VersionChange]:
    if words(was) != words(now):
        told = alteration(was, now)
        yield VersionChange("headline_changed", "", "", was, now, "", told.risk, told.reason)


def _page(before: Version, after: Version) -> Iterator[VersionChange]:
    """Yield that another publisher or day is given, where both are known."""
    for kind, what, was, now in (
        ("publisher_changed", "publisher", before.publisher, after.publisher),
        ("date_changed", "day of publication", before.published, after.published),
    ):
        if was and now and was != now:
            yield VersionChange(kind, "", "", was, now, "", "low", f"the {what} is another")


def _in_headline(claim: Claim, headline: str) -> bool:
    return claim.headline or bool(headline and words(claim.sentence) == words(headline))


def _paired(gone: Sequence[Claim], come: Sequence[Claim]) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pair the claims of two versions: all alike, then those of one content, then those of a like content."""
    pairs: list[tuple[Claim, Claim]] = []
    left, right = list(gone), list(come)
    for name in (_whole, _content_and_source, _content):
        waiting: dict[object, list[Claim]] = defaultdict(list)
        for one in reversed(right):
            waiting[name(one)].append(one)
        rest = []
        for one in left:
            if name(one) and waiting[name(one)]:
                pairs.append((one, waiting[name(one)].pop()))
            else:
                rest.append(one)
        taken = {id(other) for _, other in pairs}
        left, right = rest, [one for one in right if id(one) not in taken]
    index: dict[str, list[int]] = defaultdict(list)
    stems = [frozenset(words(one.content)) - idle() for one in right]
    for at, told in enumerate(stems):
        for word in told:
            index[word].append(at)
    used: set[int] = set()
    rest = []
    for one in left:
        told = frozenset(words(one.content)) - idle()
        near = Counter(
            at for word in sorted(told) if len(index[word]) <= PLACES for at in index[word] if at not in used
        )
        scored = [(_score(one, right[at], shared / len(told | stems[at])), -at) for at, shared in near.items()]
        best = max(scored, default=(0.0, 0))
        if best[0] >= ALIKE:
            used.add(-best[1])
            pairs.append((one, right[-best[1]]))
        else:
            rest.append(one)
    pairs.sort(key=lambda pair: pair[0].place)
    return pairs, rest, [one for at, one in enumerate(right) if at not in used]


def _score(one: Claim, other: Claim, alike: float) -> float:
    return alike + 0.2 * (words(one.source) == words(other.source)) + 0.1 * (lemma(one.cue) == lemma(other.cue))


def _whole(claim: Claim) -> object:
    return words(claim.content), words(claim.source), words(claim.cue), claim.relation


def _content_and_source(claim: Claim) -> object:
    return (words(claim.content), words(claim.source)) if claim.content else None


def _content(claim: Claim) -> object:
    return words(claim.content) or None


def _speaker_only(one: Claim, other: Claim, old: _Words, new: _Words) -> Iterator[VersionChange]:
    """Yield that an unchanged sentence's "she" points to another, where the text around it changed the name."""
    if not one.speaker or not other.speaker or words(one.speaker) == words(other.speaker):
        return
    was, now = words(one.speaker)[-1:], words(other.speaker)[-1:]
    if (was and was[0] not in new.told) or (now and now[0] not in old.told):
        reason = f"“{other.source}” now points to {other.speaker}, and pointed to {one.speaker}"
        yield _change("source_renamed", one, other, one.speaker, other.speaker, other.content, "high", reason)


def _between(one: Claim, other: Claim) -> Iterator[VersionChange]:
    """Yield the differences between two readings of what was one attribution."""
    yield from _source(one, other)
    yield from _verb(one, other)
    yield from _words_changed(one, other)


def _source(one: Claim, other: Claim) -> Iterator[VersionChange]:
    was, now = one.source, other.source
    if words(was) == words(now) or _same_speakers(one, other):
        return
    if not was or not now:
        kind, risk = ("source_removed", "high") if was else ("source_added", "low")
        reason = "the source is gone" if was else "it now has a source"
        yield _change(kind, one, other, was, now, other.content, risk, reason)
        return
    unnamed = one.kind in UNNAMED, other.kind in UNNAMED
    if unnamed == (False, True):
        reason = "a named source became an unnamed one"
    elif unnamed == (True, False):
        reason = "an unnamed source was named"
    elif one.speaker and one.speaker == other.speaker:
        reason = "the words are said to be by others, too, or by fewer"
    else:
        reason = "the source is another, or is named in another way"
    risk = "high" if unnamed == (False, True) or (one.speaker and other.speaker) else "low"
    yield _change("source_renamed", one, other, was, now, other.content, risk, reason)


def _same_speakers(one: Claim, other: Claim) -> bool:
    """Tell whether the same speak, alone or together in any order: "Lund" is not "Lund and Falk", but "Falk and Lund" is."""
    if not one.speaker or not other.speaker:
        return False
    before = one.frame.beside if one.frame else None
    after = other.frame.beside if other.frame else None
    if before is None or after is None:
        return one.speaker == other.speaker
    return {one.speaker, *before} == {other.speaker, *after}


def _verb(one: Claim, other: Claim) -> Iterator[VersionChange]:
    if one.negated != other.negated:
        reason = "the verb was turned by “not”"
        yield _change("verb_changed", one, other, one.cue, other.cue, other.content, "high", reason)
    elif words(one.cue) != words(other.cue) and (lemma(one.cue) != lemma(other.cue) or not lemma(one.cue)):
        found = shift(colour(one.cue, one.stance), colour(other.cue, other.stance))
        risk, reason = (found.risk, found.reason) if found else ("none", "the verb tells the same")
        yield _change("verb_changed", one, other, one.cue, other.cue, other.content, risk, reason)


def _words_changed(one: Claim, other: Claim) -> Iterator[VersionChange]:
    was_told, now_told = _as_one(one), _as_one(other)
    old, new = wording(was_told), wording(now_told)
    found = changes(old, new)
    gone = {at for part in found for at in range(part.i1, part.i2)}
    come = {at for part in found for at in range(part.j1, part.j2)}
    was, now = [at for at in hedges(old) if at in gone], [at for at in hedges(new) if at in come]
    less = [old.printed[at] for at in was] + [word for word in one.hedges if word.casefold() not in new.words]
    more = [new.printed[at] for at in now] + [word for word in other.hedges if word.casefold() not in old.words]
    less, more = [word for word in less if word not in other.hedges], [word for word in more if word not in one.hedges]
    told = None
    if less and not more:
        told = "hedge_dropped", "high", f"“{' '.join(less)}” is gone: what was possible now reads as certain"
    elif more and not less:
        told = "hedge_added", "low", f"“{' '.join(more)}” is new: what was certain now reads as possible"
    if told:
        yield _change(told[0], one, other, " ".join(less), " ".join(more), other.content, told[1], told[2])
    rest = {old.words[at] for at in gone - set(was)} | {new.words[at] for at in come - set(now)}
    if found and (not told or rest - idle()):
        altered = alteration(was_told, now_told)
        if altered.type not in ("identical", "formatting"):
            yield _change(
                "quote_altered", one, other, one.content, other.content, other.content, altered.risk, altered.reason
            )


def _as_one(claim: Claim) -> str:
    """Return a content without what stands between its pieces; an ellipsis of its own stays."""
    pieces = claim.frame.pieces if claim.frame else 1
    return claim.content.replace(BETWEEN, " ") if claim.content.count(BETWEEN) == pieces - 1 else claim.content
