"""Cues that are nouns and adjectives: "the ministry's claim that", "his promise to", "is confident that"."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.clauses import finite_ahead
from attrib.parse.chunks.heads import can_speak
from attrib.parse.chunks.noun_phrases import Chunk
from attrib.parse.chunks.subjects import noun_phrase_before
from attrib.parse.chunks.verbs import BE, Group, is_negated
from attrib.parse.readers.rightward import is_interrupted
from attrib.parse.tokens.cues import cue_adjectives, cue_nouns, view_nouns
from attrib.parse.tokens.units import Unit


def read_noun(unit: Unit, index: int) -> Anchor | None:
    """The ministry's claim that …; his promise to …"""
    if unit.lower[index] in view_nouns() and unit.tags[index + 1 : index + 2] not in ("", "h"):
        owner = _owner(unit, index)
        if owner and owner[0] and unit.lower[owner[0] - 1] == "in":
            view = view_nouns()[unit.lower[index]]
            return _in_view(unit, Anchor(view, Group(index, index, index, "noun", False)), owner)
    cue = cue_nouns().get(unit.lower[index])
    if cue is None or index + 2 >= len(unit.tags):
        return None
    nxt = unit.tags[index + 1]
    group = Group(index, index, index, "noun", False)
    anchor = Anchor(cue, group)
    owner = _owner(unit, index)
    if owner:
        anchor.symbols.append(("SUBJ", *owner))
    elif index and unit.tags[index - 1] == "D":
        anchor.group = Group(index - 1, index, index, "noun", False)
    if owner and "that" in cue.frames and unit.lower[index + 1] in _IS and unit.tags[index + 2] == "h":
        anchor.group = Group(index, index, index + 1, "noun", False)  # The ministry's view is that the road is closed
        anchor.symbols += [("NOUN", index, index), ("IS", index + 1, index + 1), ("THAT", index + 2, index + 2)]
        anchor.symbols.append(("CLAUSE", index + 3, -1))
        return anchor if index + 4 < len(unit.tags) else None
    if nxt == "h" and "that" in cue.frames and cue.relation == "belief" and not owner and (held := _held(unit, index)):
        verb, subject = held
        anchor.group = Group(verb, verb, index, "finite", False)
        anchor.symbols = [("SUBJ", *subject), ("CUE", verb, verb), ("NOUN", verb + 1, index)]
        anchor.symbols += [("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
        return anchor
    if (
        nxt == "h"
        and "that" in cue.frames
        and unit.tags[index + 2] not in "xvc"
        and (owner or _opens_clause(unit, index))
    ):
        anchor.symbols += [("NOUN", index, index), ("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
        return anchor
    if nxt == "t" and "to" in cue.frames and owner and unit.tags[index + 2] in "zcxNv":
        anchor.symbols += [("NOUN", index, index), ("TO", index + 1, index + 1), ("INFINITIVE", index + 2, -1)]
        return anchor
    return None


_IS = frozenset(("is", "was", "'s", "remains"))


def _in_view(unit: Unit, anchor: Anchor, owner: Chunk) -> Anchor | None:
    """In Leik's view, the bridge is safe; the bridge, in his words, “will hold.”"""
    tags, size = unit.tags, len(unit.tags)
    first, noun = owner[0] - 1, anchor.group.last
    after = noun + 1
    anchor.parts = [(first, first), (noun, noun)]
    anchor.symbols = [("IN", first, first), ("POSTSUBJ", *owner), ("VIEW", noun, noun)]
    if first == 0 or tags[first - 1] in ".:-&bBh":
        if tags[after] == ",":
            anchor.symbols.append(("COMMA", after, after))
        elif tags[after] != "q" and not finite_ahead(unit, after):
            return None
        at = after + (tags[after] == ",")
        anchor.symbols.append(("CLAUSE", at, -1))
        return anchor if at < size and tags[at] not in ".;" else None
    if tags[first - 1] not in ",-" or first < 3:
        return None
    anchor.symbols.insert(0, ("ANTE", 0, first - 2))
    anchor.edge = first - 1
    if tags[after] in ",-" and after + 2 < size and is_interrupted(unit, anchor):
        anchor.symbols += [("COMMA", after, after), ("REST", after + 1, -1)]
    elif tags[after] in ".;,-&b":
        anchor.symbols.append(("END", after, after))
    else:
        return None
    return anchor


_HAVING = frozenset("have has had 've".split())


def _held(unit: Unit, noun: int) -> tuple[int, Chunk] | None:
    """I have the clear feeling that …: the verb before a noun of belief, and its subject."""
    at = noun - 1
    while at > 0 and unit.tags[at] in "Nvr#gDz" and noun - at < 6:
        at -= 1
    if at < 1 or unit.lower[at] not in _HAVING or at + 1 == noun or unit.lower[at + 1] == "any":
        return None
    first = at
    while first and unit.tags[first - 1] in "xnr":
        first -= 1
    subject = noun_phrase_before(unit, first - 1)
    return (first, subject) if subject and can_speak(unit, *subject) and unit.lower[subject[0]] != "it" else None


def _opens_clause(unit: Unit, noun: int) -> bool:
    """The claim that the road is closed surprised drivers: nobody is named, but the noun is a subject."""
    at = noun - 1
    while at >= 0 and unit.tags[at] in "Nvrg#":
        at -= 1
    if at >= 0 and unit.lower[at] in ("on", "amid", "amidst", "despite", "over", "following"):
        return True  # Markets fell on fears that the harbour would shut.
    if at >= 0 and unit.tags[at] == "x" and "there" in unit.lower[max(0, at - 2) : at]:
        return True  # There are fears that the harbour will shut.
    return at >= 0 and unit.tags[at] == "D" and (at == 0 or unit.tags[at - 1] in ",.:;-b")


def _owner(unit: Unit, noun: int) -> Chunk | None:
    tags = unit.tags
    at = noun - 1
    while at > 0 and tags[at] in "Nvr#g":
        at -= 1
    if at < 0:
        return None
    if tags[at] == "S":
        return (at, at)
    if tags[at] == "'" and at:
        return noun_phrase_before(unit, at - 1)
    return None


def read_adjective(unit: Unit, index: int) -> Anchor | None:
    cue = cue_adjectives().get(unit.lower[index])
    if cue is None or index == 0 or index + 1 >= len(unit.tags):
        return None
    first = index
    while first and unit.tags[first - 1] in "xrn":
        first -= 1
    if not any(word in BE or word in ("feel", "feels", "felt", "remain", "remains", "remained", "seems", "seemed")
               for word in unit.lower[first:index]):  # fmt: skip
        if not (first and unit.lower[first - 1] in ("feel", "feels", "felt", "remain", "remains", "remained")):
            return None
        first -= 1
    subject = noun_phrase_before(unit, first - 1)
    if subject is None or unit.lower[subject[0]] in ("it", "there", "this", "that"):
        return None
    negated = is_negated(unit.lower[first:index])
    anchor = Anchor(cue, Group(first, index, index, "finite", negated))
    anchor.symbols += [("SUBJ", *subject), ("FEELS", first, index)]
    nxt = unit.tags[index + 1]
    if nxt == "h" and "that" in cue.frames:
        anchor.symbols += [("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
    elif nxt == "t" and "to" in cue.frames:
        anchor.symbols += [("TO", index + 1, index + 1), ("INFINITIVE", index + 2, -1)]
    elif nxt in "PDSC" and "that" in cue.frames and finite_ahead(unit, index + 1):
        anchor.symbols.append(("CLAUSE", index + 1, -1))
    else:
        return None
    return anchor if index + 2 < len(unit.tags) else None
