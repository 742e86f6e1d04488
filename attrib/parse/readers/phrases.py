"""Cues that are fixed phrases of the lexicon: "according to", "did not respond to", "made clear that"."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, names_people
from attrib.parse.chunks.leftward import aside_before
from attrib.parse.chunks.noun_phrases import Chunk, apposition_after, noun_phrase_after
from attrib.parse.chunks.subjects import apposition_before, clause_subject, noun_phrase_before
from attrib.parse.chunks.verbs import Group, is_negated
from attrib.parse.readers.nonfinite import read_participle
from attrib.parse.readers.rightward import is_interrupted
from attrib.parse.readers.verbal import read_finite
from attrib.parse.tokens.cues import cue_phrases
from attrib.parse.tokens.units import Unit
from attrib.records import Via


def read_phrase(unit: Unit, index: int, heard: Anchor | None = None) -> Anchor | None:
    """Return the anchor of the longest fixed phrase that begins at `index` and finds its place, or None.

    `heard` is the anchor before it in the unit.
    """
    seconds = cue_phrases().get(unit.lower[index])
    if seconds is None:
        return None
    second = unit.lower[index + 1] if index + 1 < len(unit.lower) else ""
    for words, cue in (*seconds.get(second, ()), *(seconds.get("", ()) if second else ())):
        if unit.lower[index : index + len(words)] == words:
            anchor = Anchor(cue, Group(index, index, index + len(words) - 1, "finite", False))
            build = _PHRASES.get(cue.symbol)
            if build(unit, anchor) if build else _verb_phrase(unit, anchor, heard):
                return anchor
    return None


def _verb_phrase(unit: Unit, anchor: Anchor, heard: Anchor | None) -> bool:
    """made clear that; was quick to point out; took aim at"""
    lower = unit.lower
    first = anchor.group.first
    words = lower[first : anchor.group.last + 1]
    if words[-2:] == ("as", "saying"):
        return False  # read at "saying"
    if words[0].endswith("ing"):
        anchor.group = Group(first, first, anchor.group.last, "participle", False)
        return read_participle(unit, anchor, heard)
    while first and unit.tags[first - 1] in "xnr":
        first -= 1
    negated = is_negated(lower[first : anchor.group.last + 1])
    anchor.group = Group(first, anchor.group.head, anchor.group.last, "finite", negated)
    return read_finite(unit, anchor, heard) and anchor.ending != "NONE"


def _according(unit: Unit, anchor: Anchor) -> bool:
    tags = unit.tags
    first, after = anchor.group.first, anchor.group.last + 1
    initial = first == 0 or tags[first - 1] in ".:-&bh(" or tags[max(0, first - 2) : first] == "b,"
    initial = (
        initial or tags[max(0, first - 2) : first] == "h,"
    )  # Leik said that, according to the board, the road is shut
    source = _post_source(unit, after, initial)
    if source is None:
        return False
    chunk, apposition = source
    end = (apposition or chunk)[1] + 1
    symbol = "PER" if anchor.cue.symbol == "PER" else "ACCORDING"
    if tags[first - 1] == "v" and not initial and not names_people(unit, *chunk):
        return False  # Seats were allotted according to height: the manner, not a source
    if symbol == "PER" and (tags[after] not in "DC" or not (initial or tags[first - 1] in ",q-")):
        return False
    anchor.via += _handed_on(unit, *chunk)
    if symbol == "PER" and initial and tags[end : end + 1] != ",":
        return False
    if initial:
        comma = tags.find(",", end, end + 14) if tags[end : end + 1] in ("v", "c") else -1
        if comma > 0 and not set(tags[end:comma]) & set("xPWR"):
            chunk, end = (chunk[0], comma - 1), comma  # according to a posting made on Monday, the road is shut
        anchor.symbols += [(symbol, first, anchor.group.last), ("POSTSUBJ", *chunk)]
        if apposition:
            anchor.symbols.append(("APPOS", *apposition))
        if end < len(tags) and tags[end] == ",":
            anchor.symbols.append(("COMMA", end, end))
            end += 1
        if end >= len(tags) or tags[end] in ".;":
            return False
        anchor.symbols.append(("CLAUSE", end, -1))
        return True
    last = first - 2 if tags[first - 1] in ",-" else first - 1
    if last < 0:
        return False
    anchor.symbols.append(("ANTE", 0, last))
    anchor.edge = last + 1
    anchor.symbols += [(symbol, first, anchor.group.last), ("POSTSUBJ", *chunk)]
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    if tags[first - 1] == "," and end + 1 < len(tags) and tags[end] == "," and is_interrupted(unit, anchor):
        anchor.symbols += [("COMMA", end, end), ("REST", end + 1, -1)]
    else:
        anchor.symbols.append(("END", end, end))
    return True


_HANDED = {
    "seen": "seen_by",
    "obtained": "obtained_by",
    "reviewed": "seen_by",
    "viewed": "seen_by",
    "translated": "translated_by",
}


def _handed_on(unit: Unit, first: int, last: int) -> list[Via]:
    """documents seen by the Lantern: the outlet that a document passed through"""
    for at in range(first + 1, last - 1):
        kind = _HANDED.get(unit.lower[at])
        if kind and unit.lower[at + 1] == "by":
            return [Via(kind, unit.span(at + 2, last), unit.span(at, at + 1))]
    return []


def _post_source(unit: Unit, at: int, initial: bool) -> tuple[Chunk, Chunk | None] | None:
    """The source behind "according to" with what hangs on it; an apposition only if it cannot be the next clause."""
    tags = unit.tags
    if at >= len(tags):
        return None
    phrase = noun_phrase_after(unit, at)
    if phrase is None:
        return None
    end = phrase[1]
    while end + 1 < len(tags) and tags[end + 1] in "p" and not initial:
        more = noun_phrase_after(unit, end + 2)
        if more is None:
            break
        end = more[1]
    while end + 2 < len(tags) and tags[end + 1] in "vcg" and tags[end + 2] in ("p" if initial else "pTDNC"):
        more = noun_phrase_after(unit, end + 2 if tags[end + 2] != "p" else end + 3)
        if more is None:
            break
        if initial and tags[more[1] + 1 : more[1] + 2] != ",":
            break
        end = more[1]
    apposition = apposition_after(unit, end + 1)
    if apposition and (initial or tags[apposition[1]] == ","):
        closes = tags[apposition[1]] == ","
        if not closes or (initial and tags[apposition[0] + 1] != "R" and "c" in tags[apposition[0] : apposition[1]]):
            apposition = None if initial else apposition
        if apposition and closes:
            apposition = (apposition[0], apposition[1] - 1)
    return (phrase[0], end), apposition


def _reported_by(unit: Unit, anchor: Anchor) -> bool:
    tags, lower = unit.tags, unit.lower
    first, after = anchor.group.first, anchor.group.last + 1
    source = _post_source(unit, after, first == 0)
    if source is None:
        return False
    chunk, apposition = source
    end = (apposition or chunk)[1] + 1
    aux = first - 1
    if lower[first] != "as" and aux > 0 and tags[aux] == "x":
        while aux > 0 and tags[aux - 1] in "xr":
            aux -= 1
        topic = noun_phrase_before(unit, aux - 1)
        if topic is None:
            return False
        anchor.symbols += [("TOPIC", *topic), ("FIRST_BY", first, anchor.group.last), ("POSTSUBJ", *chunk)]
        anchor.symbols += [("APPOS", *apposition)] if apposition else []
        anchor.symbols.append(("END", end, end))
        return True
    if lower[first] == "as" and (first == 0 or tags[first - 1] in ".:(&bB") and tags[end : end + 1] == ",":
        anchor.symbols += [("REPORTED_BY", first, anchor.group.last), ("POSTSUBJ", *chunk)]
        anchor.symbols += [("APPOS", *apposition)] if apposition else []
        anchor.symbols += [("COMMA", end, end), ("CLAUSE", end + 1, -1)]
        return end + 2 < len(tags)
    if first == 0 or tags[first - 1] not in ",-q)NC":
        return False
    last = first - 2 if tags[first - 1] in ",-" else first - 1
    anchor.symbols += [("ANTE", 0, last), ("REPORTED_BY", first, anchor.group.last), ("POSTSUBJ", *chunk)]
    anchor.symbols += [("APPOS", *apposition)] if apposition else []
    anchor.symbols.append(("END", end, end))
    anchor.edge = last + 1
    return True


_MESSAGES = frozenset(
    "call calls request requests message messages email emails inquiry inquiries question questions letter letters comment".split()
)


def _is_message(unit: Unit, first: int, last: int) -> bool:
    """Calls to the ministry were not returned."""
    return any(word in _MESSAGES for word in unit.lower[first : last + 1])


def _called(unit: Unit, first: int, last: int) -> Chunk | None:
    """Calls to {the ministry} were not returned; messages left for {Doe's lawyer} were not answered; None for nobody's."""
    if unit.lower[last] in ("comment", "interview", "interviews"):
        return None  # Requests for comment were not returned.
    if not _is_message(unit, first, last):
        while first and (unit.tags[first] == "'" or (unit.tags[first] == unit.tags[first - 1] == "C")):
            first -= 1
        return (first, last)
    for at in range(first + 1, last):
        called = noun_phrase_after(unit, at + 1) if unit.lower[at] in ("to", "for", "with", "at") else None
        if called and called[1] == last and not _is_message(unit, *called):
            return called
    return (first, last)


def _hedge(unit: Unit, anchor: Anchor) -> bool:
    """The mayor allegedly took cash; it is understood that …; the mayor is said to have taken cash"""
    tags, lower = unit.tags, unit.lower
    first, last = anchor.group.first, anchor.group.last
    after = last + 1
    if after >= len(tags):
        return False
    if "adverb" not in anchor.cue.frames and lower[last] != "to":
        anchor.symbols.append(("HEDGE", first, last))
        if tags[after] == "h":
            anchor.symbols.append(("THAT", after, after))
            after += 1
        anchor.symbols.append(("CLAUSE", after, -1))
        return after < len(tags)
    if first == 0 and tags[after] == "," and after + 2 < len(tags):  # Supposedly, the treasurer kept two sets of books
        anchor.symbols += [("HEDGE", first, last), ("CLAUSE", after + 1, -1)]
        return True
    start = first
    while start and tags[start - 1] in "xrn":
        start -= 1
    topic = noun_phrase_before(unit, start - 1)
    if topic is None or tags[after] not in "vcxzNgirDtnpC":
        return False
    anchor.symbols += [
        ("TOPIC", topic[0], first - 1),
        ("HEDGE", first, last),
        ("REST", after, -1),
    ]
    return True


def _silent(unit: Unit, anchor: Anchor) -> bool:
    """The ministry declined to comment; … did not respond to a request; Leik made the remark in Oslo"""
    tags = unit.tags
    first, last = anchor.group.first, anchor.group.last
    while first and tags[first - 1] in "xrn":
        first -= 1
    symbol = anchor.cue.symbol
    before = first - 1
    source: Chunk | None
    apposition: Chunk | None = None
    if before >= 0 and tags[before] == ",":
        pair = apposition_before(unit, before) or aside_before(unit, before, anchor)
        source, apposition = pair if pair else (None, None)
    elif before >= 0 and tags[before] in "&b":
        source = clause_subject(unit, before)
        anchor.implicit = source is not None
        anchor.edge = before
    elif before >= 0 and tags[before] == "R":
        source = noun_phrase_before(unit, before - 2 if tags[before - 1] == "," else before - 1)
    else:
        source = noun_phrase_before(unit, before)
    if source is None:
        return False
    rest = (last + 1, min(last + 12, len(tags) - 1))
    neither = _neither(unit, before)
    if (neither is None) == (
        "neither" in anchor.cue.frames
    ):  # The mayor would comment; neither Doe nor Leik made remarks
        return False
    source = neither or source
    if symbol == "NORESPONSE" and "request" in anchor.cue.frames:  # The engine did not respond to the throttle.
        ends = tags[last + 1 : last + 2] in ("", ".", ",") and unit.lower[first] not in ("was", "were")
        left = (max(0, source[0] - 8), source[1])  # messages left for the ministry were not returned
        if not (_is_message(unit, *left) or _is_message(unit, *rest) or ends):
            return False
    elif symbol != "EVENT" and not (can_speak(unit, *source) or _is_message(unit, *source)):
        return False
    called = _called(unit, *source) if symbol == "NORESPONSE" else source
    if called is None:
        return False
    source = called
    anchor.symbols.append(("SUBJ", *source))
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    negated = neither is not None or is_negated(unit.lower[first : last + 1])
    anchor.group = Group(first, last, last, "finite", negated)
    anchor.symbols.append((symbol, first, last))
    phrase = noun_phrase_after(unit, last + 1)
    if symbol == "EVENT" and unit.lower[last] in ("to", "with") and phrase:
        anchor.via.append(Via("told", unit.span(*phrase), unit.span(first, last)))
        anchor.group = Group(first, last - 1, last - 1, "finite", negated)
        anchor.symbols[-1] = (symbol, first, last - 1)
    return True


def _neither(unit: Unit, last: int) -> Chunk | None:
    """Return {neither the ministry nor the mayor} before what they did not do, or None."""
    for index in range(last, max(-1, last - 24), -1):
        if unit.tags[index] in ".;:qhBW":
            return None
        if unit.lower[index] == "neither":
            return (index, last) if "nor" in unit.lower[index + 1 : last] else None
    return None


_PHRASES = {
    "ACCORDING": _according,
    "PER": _according,
    "REPORTED": _reported_by,
    "HEDGE": _hedge,
    "NOCOMMENT": _silent,
    "NORESPONSE": _silent,
    "EVENT": _silent,
}
