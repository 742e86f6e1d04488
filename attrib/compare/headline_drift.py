"""Headlines that change what the body attributes: another source, a stronger verb, a hedge or a condition left out."""

import re
from collections import Counter
from collections.abc import Iterable

from attrib.compare.alignment import Wording, wording
from attrib.compare.claims import Claim
from attrib.compare.colours import colour, lemma, shift
from attrib.compare.drift import SHOWN, TOLD, Drift, conditions, doubts, hedges, outward
from attrib.compare.index import idle, words
from attrib.compare.stems import matter

SHARED = 0.6  # share of the headline's words that the body's content must have
LEAST = 3  # and how many
STEM = 5  # letters of a word that are compared: "strikes" meets "striking"
LONGEST = 45  # words of a content; of a longer one a headline tells only a part
VERB = 3  # words behind a hedge among which its verb stands: "may be made"
# Words and marks by which a headline says that it is not sure.
_UNSURE = re.compile(
    r"[?'\"‘’“”]|\b(?:may|might|could|can|would|should|likely|reportedly|allegedly|alleged|suspected|possible|possibly"
    r"|apparent|apparently|accused?|charged|suspects?|claims?|alleges?|maybe|perhaps|seems?|appears?|fears?|risks?|expected|set to|poised|threat|chance|hopes?|if"
    r"|unless)\b",
    re.IGNORECASE,
)
_DOUBTING = ("claimed", "hinted", "supposed", "predicted", "intended")
# A hedge that newspapers put for a plain past or future ("seemed", "likely") is not told of; these open a possibility.
_OPEN = frozenset(("may", "might", "could", "allegedly", "possibly", "perhaps", "maybe", "reportedly", "potentially"))
_RISKS = ("none", "low", "high")


def nearest(heading: str, bodies: Iterable[Claim]) -> Claim | None:
    """Return the claim that has most of a heading's words; of several the tersest, then the first by key."""
    said = wording(heading)
    ranked = [(-len(_shared(wording(one.content), said)), len(one.content), one.key, one) for one in bodies]
    return min(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def headline_drift(headline: str, own: Claim | None, body: Claim) -> Drift | None:
    """Return how a headline changes the attribution of the body that it is made from; None where it keeps it.

    `own` is the headline's own attribution, None where it has none; the drift's `after` is then "".
    """
    if body.relation not in TOLD or (own is not None and own.relation not in TOLD):
        return None
    told, said = wording(body.content), wording(headline)
    if len(told.words) > LONGEST:
        return None
    shared = _shared(told, said)
    weighty = {word[:STEM] for word in said.words if word not in idle()}
    if len(shared) < LEAST or len(shared) < SHARED * len(weighty):
        return None
    changes = [
        found for found in (_verb(own, body), _source(own, body), _open(headline, own, body, told, shared)) if found
    ]
    if not changes:
        return None
    risk = max((found[2] for found in changes), key=_RISKS.index)
    return Drift(
        "headline",
        body.key,
        own.key if own else "",
        "; ".join(found[0] for found in changes),
        "; ".join(found[1] for found in changes if found[1]) or headline,
        risk,
        "; ".join(found[3] for found in changes),
    )


Found = tuple[str, str, str, str]


def _shared(told: Wording, said: Wording) -> frozenset[str]:
    stems = {word[:STEM] for word in told.words if word not in idle()}
    return frozenset(stems & {word[:STEM] for word in said.words if word not in idle()})


def _verb(own: Claim | None, body: Claim) -> Found | None:
    if own is None or own.negated or body.negated or "hearsay" in (own.relation, body.relation):
        return None
    if not _one_source(own, body) or not _repeats(own, body) or not outward(own, body):
        return None
    colours = colour(body.cue, body.stance), colour(own.cue, own.stance)
    found = None if "denied" in colours else shift(*colours)
    if found is None:
        return None
    return body.cue, own.cue, found.risk, f"“{body.cue}” became “{own.cue}”: {found.reason}"


def _one_source(own: Claim, body: Claim) -> bool:
    """Tell whether headline and body name one source: the same speaker, or a word of the one in the other."""
    if own.speaker and body.speaker:
        return own.speaker == body.speaker
    return bool(matter(own.source) & matter(body.source))


def _repeats(own: Claim, body: Claim) -> bool:
    """Tell whether what the headline attributes is what the body does, and the headline's source is not part of it."""
    mine = {word[:STEM] for word in matter(own.content)}
    theirs = {word[:STEM] for word in matter(body.content)}
    about = {word[:STEM] for word in matter(own.source)} & theirs
    return not about and len(mine & theirs) >= max(LEAST, SHARED * len(mine))


def _source(own: Claim | None, body: Claim) -> Found | None:
    """Tell of another source only between two named people: "Russia" may stand for its ministry, "police" for a chief."""
    if own is None or not own.speaker or not body.speaker or own.speaker == body.speaker or not _repeats(own, body):
        return None
    if (own.kind, body.kind) != ("person", "person") or not lemma(own.cue):
        return None
    # A name that the body gives beside the content is one of its own; a mere role names nobody.
    name = [word for word in own.source.split() if word[:1].isupper()][-1:]
    if not name or set(words(name[0])) & {*words(body.sentence), *words(body.content), *words(body.source)}:
        return None
    return body.source, own.source, "high", f"the body attributes it to “{body.source}”"


def _open(headline: str, own: Claim | None, body: Claim, told: Wording, shared: frozenset[str]) -> Found | None:
    """Tell of a hedge or condition of the very clause that the headline repeats, where the headline shows no doubt."""
    if _UNSURE.search(headline) or (own is not None and colour(own.cue, own.stance) in _DOUBTING):
        return None
    # What is denied or judged ("dismissed rumours that …") is not told as true, nor by a headline that denies it.
    if {colour(body.cue, body.stance), colour(own.cue, own.stance) if own else ""} & {"denied", "judged"}:
        return None
    printed = {word[:STEM] for word in words(headline)}
    meets = Counter(
        told.clause[at] for at, word in enumerate(told.words) if word not in idle() and word[:STEM] in shared
    )
    lost = [
        told.printed[at]
        for at in hedges(told)
        # The hedge counts where the headline has its verb, and most of its clause: "may be made" became "to be made".
        if told.words[at] in _OPEN
        and meets[told.clause[at]] * 3 >= len(shared) * 2
        and any(word[:STEM] in printed and len(word) > 2 for word in told.words[at + 1 : at + 1 + VERB])
    ]
    lost += [word for word in doubts(body) if word.casefold() in _OPEN and word not in lost]
    if lost:
        return " ".join(lost), "", "high", f"“{' '.join(lost)}” is gone: what was possible now reads as certain"
    for start, end in conditions(told):
        inside = {told.words[at][:STEM] for at in range(start, end)} & shared
        if len(inside) * 3 < len(shared):
            condition = " ".join(told.printed[start:end][:SHOWN])
            return condition, "", "high", f"the condition “{condition}” is gone"
    return None
