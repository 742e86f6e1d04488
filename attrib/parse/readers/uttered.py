"""Verbs that no table knows as cues, behind a quotation that ends with a comma: "It's bread," she shrugs."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak
from attrib.parse.chunks.noun_phrases import noun_phrase_after
from attrib.parse.chunks.verbs import Group
from attrib.parse.readers.verbal import read_finite
from attrib.parse.tokens.cues import Cue, cue_forms
from attrib.parse.tokens.units import Unit

_UTTER = frozenset(("quote", "post", "invert"))
_FEWEST = 3  # words of a quotation: "Moonlight," Kane directed
_SMALL = 3  # letters of a word that a title leaves small
_CLAUSE = 12  # tokens behind the verb in which another verb would be the cue


def read_uttered(unit: Unit, quote: int) -> Anchor | None:
    """Return the anchor of an unlisted verb right behind a quotation with its subject, or None.

    A comma before the closing mark says that the sentence goes on with who speaks; what stands there is the cue.
    """
    verb = _verb_behind(unit, quote)
    if verb < 0:
        return None
    tags = unit.tags
    for at in range(verb + 1, min(verb + _CLAUSE, len(tags))):
        if tags[at] in ".,;:q":
            break
        if tags[at] in "cxR":  # “…,” the man arrested on Monday said
            return None
    cue = Cue(unit.lower[verb], "SAY", _UTTER, "neutral", "speech")
    anchor = Anchor(cue, Group(verb, verb, verb, "finite", False))
    if not read_finite(unit, anchor) or anchor.string[0] != "ANTE" or anchor.ending not in ("END", "MORE"):
        return None
    return anchor


def _verb_behind(unit: Unit, quote: int) -> int:
    """Return the verb of what follows a quotation, or -1."""
    tags = unit.tags
    quotation = unit.quotes[quote]
    inner = unit.words[quote][: len(unit.words[quote]) - len(quotation.closer)]
    if not quotation.closer or not (inner.endswith(",") or tags[quote + 1 : quote + 2] == ","):
        return -1
    if inner.count(" ") + 1 < _FEWEST or (quote and tags[quote - 1] not in ".:"):
        return -1
    long = [word for word in inner.split() if len(word) > _SMALL]
    if len(long) > 1 and all(word.lstrip("“\"'‘«„")[:1].isupper() for word in long):
        return -1  # “The Nine Million Footbridge,” Kane directed
    at = quote + 1 + (tags[quote + 1 : quote + 2] == ",")
    if _unlisted(unit, at, "v"):
        named = noun_phrase_after(unit, at + 1)
        return at if named and tags[at + 1] in "DCS" and can_speak(unit, *named) else -1
    subject = noun_phrase_after(unit, at, attach=False)
    if subject is None or tags[at] not in "PDCS" or not can_speak(unit, *subject):
        return -1
    at = subject[1] + 1
    while tags[at : at + 1] == "r":
        at += 1
    return at if _unlisted(unit, at, "v") or (_unlisted(unit, at, "z") and unit.lower[at].endswith("s")) else -1


def _unlisted(unit: Unit, at: int, tag: str) -> bool:
    """True for a verb that is no cue; "shrug" is none without the "off" of "shrug off"."""
    if unit.tags[at : at + 1] == "c":
        return all(form.rest for form in cue_forms()[unit.lower[at]])
    return unit.tags[at : at + 1] == tag
