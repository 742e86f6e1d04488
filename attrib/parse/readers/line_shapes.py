"""Cues that are the shape of a line: "Source: …", "Brandt: “…”", "Old bridge is unsafe - ministry"."""

from functools import cache

from attrib.lexicon import table, words
from attrib.parse.chunks.anchor import Anchor, Symbol
from attrib.parse.chunks.heads import can_speak, role_nouns
from attrib.parse.chunks.noun_phrases import noun_phrase_after
from attrib.parse.chunks.subjects import clause_subject, noun_phrase_before
from attrib.parse.chunks.tails import read_apposition
from attrib.parse.chunks.verbs import Group
from attrib.parse.tokens.cues import Cue
from attrib.parse.tokens.units import Unit
from attrib.records import Via
from attrib.regex import regex

LINE = Cue(":", "LINE", frozenset(), "neutral", "speech")
SOURCE = Cue("source", "LINE", frozenset(), "neutral", "source_line")
_LONGEST_NAME = 7
_LONGEST_LABEL = 24
# "Dear Dr. Ann:", "WHAT TO KNOW:": words that open a label which names no speaker.
NO_SPEAKER = frozenset("dear how what what's when where which who why".split())


@cache
def headline_labels() -> frozenset[str]:
    """Words before a colon that name no source: "Exclusive", "Live updates"."""
    return frozenset(row["form"].lower() for row in table("headline_labels"))


def read_line(unit: Unit) -> Anchor | None:
    """Return the anchor that the shape of this unit makes, or None."""
    if unit.zone == "source_line" or (unit.tags[1:2] == ":" and unit.lower[0] in ("source", "sources")):
        return _source_line(unit)
    return _colon(unit) or (_dash(unit) if unit.zone == "headline" else None)


def _source_line(unit: Unit) -> Anchor | None:
    """Source: Norland Defence Ministry, as reported by the Lantern"""
    tags, lower = unit.tags, unit.lower
    colon = tags.find(":", 0, 4)
    first = colon + 1
    source = noun_phrase_after(unit, first)
    if source is None:
        return None
    anchor = Anchor(SOURCE, Group(0, 0, max(colon, 0), "line", False))
    anchor.symbols = [("SOURCE_LABEL", 0, max(colon, 0)), ("POSTSUBJ", *source)]
    at = source[1] + 1
    while at < len(tags):  # every further outlet: ", as reported by X, citing Y"
        if lower[at] in ("by", "citing", "quoting", "via") and (outlet := noun_phrase_after(unit, at + 1)):
            begin = at
            while begin > source[1] + 1 and tags[begin - 1] != "," and begin > at - 4:
                begin -= 1
            kind = lower[at] if lower[at] in ("citing", "quoting") else "as_reported_by"
            anchor.via.append(Via(kind, unit.span(*outlet), unit.span(begin, at)))
            at = outlet[1]
        at += 1
    return anchor


def _colon(unit: Unit) -> Anchor | None:
    """Brandt: "We will not raise taxes"; DOE: We will appeal."""
    tags = unit.tags
    colon = tags.find(":", 1, _LONGEST_LABEL)
    first = 0
    while 0 < colon - first <= 2 and unit.words[first].isupper() and colon + 2 < len(tags):
        later = tags.find(":", colon + 1, colon + _LONGEST_NAME + 1)  # HEADLINE: Brandt: "…"
        if later < 0:
            break
        first, colon = colon + 1, later
    if (described := _described(unit, first, colon)) is not None:
        return described
    if not 0 < colon - first <= _LONGEST_NAME + 4 * (tags[colon - 1] == ")") or colon + 1 >= len(tags):
        return None
    names = tags[first:colon]
    if names.endswith(")") and "(" in names:  # Rep. Jane Doe (D-Wis.): “…”
        names = names[: names.index("(")]
    if unit.lower[first] in NO_SPEAKER:
        return None
    if names.strip("CN'#o()") or "C" not in names or unit.text(first, colon - 1) in headline_labels():
        return None
    quoted = tags[colon + 1] == "q"
    shouted = all(word.isupper() for word in unit.words[first:colon] if word[0].isalpha()) and colon - first <= 3
    if not quoted and unit.zone != "headline" and not (shouted and len(unit.words[first]) > 1):
        return None
    if not quoted and unit.lower[colon - 1] in headline_labels():
        return None
    if not quoted and unit.text(colon + 1, len(tags) - 1).lower() in headline_labels():  # Storm Hedda: live updates
        return None
    if not quoted and colon - first == 1 and is_dated_place(unit, colon):
        return None
    anchor = Anchor(LINE, Group(colon, colon, colon, "colon", False))
    anchor.symbols = [("SUBJ", first, colon - 1), ("COLON", colon, colon)]
    anchor.symbols.append(("QUOTE" if quoted else "CLAUSE", colon + 1, -1))
    return anchor


def is_dated_place(unit: Unit, colon: int) -> bool:
    """DUNMORE: Minister Jane Doe on Monday said the road was shut.  The place of a report, where somebody else is said to say."""
    rest = unit.lower[colon + 1 :]
    return unit.zone != "headline" and "said" in rest and not {"i", "we", "you", "my", "our", "me"} & set(rest)


_DESCRIBED = regex(r"C{2,4},(?:R[^.;:q]{1,20}|[DSNC#oprvg'z&,]{1,16})\Z")  # the tags


def _described(unit: Unit, first: int, colon: int) -> Anchor | None:
    """Jane Doe, Elmsworth manager: “We rode our luck.”"""
    tags = unit.tags
    if tags[colon + 1 : colon + 2] != "q" or not _is_speech(unit, colon + 1):
        return None
    match = _DESCRIBED.match(tags[first:colon])
    if match is not None and tags[colon - 1] == "c":
        return None  # Jane Doe, who lives there, asked: “…” has a verb
    if match is None or unit.lower[first] in NO_SPEAKER or not unit.words[first][0].isupper():
        return None
    comma = first + tags[first:colon].index(",")
    anchor = Anchor(LINE, Group(colon, colon, colon, "colon", False))
    anchor.symbols = [("SUBJ", first, comma - 1), ("APPOS", comma, colon - 1), ("COLON", colon, colon)]
    anchor.symbols.append(("QUOTE", colon + 1, -1))
    return anchor


def read_named_quote(unit: Unit, quote: int) -> Anchor | None:
    """The surge did not surprise pollster Jane Doe: "Small parties gain early."  A name and a colon right before it."""
    tags = unit.tags
    colon = quote - 1
    if colon < 2 or tags[colon] != ":" or tags[colon - 1] != "C" or unit.lower[0] in NO_SPEAKER:
        return None
    source = noun_phrase_before(unit, colon - 1)
    if source is None or tags[source[0]] in "PO" or "C" not in tags[source[0] : source[1] + 1]:
        return None
    if set(tags[source[0] : colon]) & set("po"):  # the film from the Internet: “…”
        return None
    if source[0] and tags[source[0] - 1] in "pto":  # delivered a message to Doe: “…”: told, not telling
        return None
    anchor = Anchor(LINE, Group(colon, colon, colon, "named", False))
    anchor.symbols = [("SUBJ", *source), ("COLON", colon, colon), ("QUOTE", quote, -1)]
    return anchor


def _is_speech(unit: Unit, quote: int) -> bool:
    """True for a quotation with a mark of its own end or of six words: neither a title nor a name."""
    words = unit.words[quote]
    quotation = unit.quotes[quote]
    inner = words[: len(words) - len(quotation.closer)]
    return inner[-1:] in (".", "!", "?", ",") or inner.count(" ") > 4


def read_led_quote(unit: Unit, quote: int) -> Anchor | None:
    """Leik shook her head: "It is over."  A clause, a colon and a quotation: its words are the subject's."""
    tags = unit.tags
    colon = quote - 1
    if colon < 2 or tags[colon] != ":" or not _is_speech(unit, quote):
        return None
    if any(at < colon and _is_speech(unit, at) for at in unit.quotes):  # a word in marks is no quotation
        return None
    return _led(unit, colon, ("QUOTE", quote, -1))


def read_led_block(unit: Unit) -> Anchor | None:
    """Leik shook her head:  and the next paragraph is a quotation, which the subject of the clause says."""
    colon = len(unit.tags) - 1
    if colon < 2 or unit.zone == "headline":
        return None
    return _led(unit, colon, ("NEXT", colon, colon))


def _led(unit: Unit, colon: int, content: Symbol) -> Anchor | None:
    """Return the anchor of the clause that leads up to a colon, with the content behind it."""
    tags = unit.tags
    said = tags[colon - 1] == "c"  # …, the columnist suggested: “…”
    source = noun_phrase_before(unit, colon - 2) if said else clause_subject(unit, colon)
    if source is None or "R" in tags[source[1] + 1 : colon]:
        return None
    if unit.lower[source[0]] in ("it", "there", "this", "that", "i", "you", "we") or not can_speak(unit, *source):
        return None
    anchor = Anchor(LINE, Group(colon, colon, colon, "led", False))
    anchor.symbols = [("SUBJ", *source)]
    led = read_apposition(unit, anchor, source[1] + 1)
    if led >= colon - 1:  # the list: one clause has no room for an apposition
        anchor.symbols, led = anchor.symbols[:1], source[1] + 1
    anchor.symbols += [("LED", led, colon - 1), ("COLON", colon, colon), content]
    return anchor


def _dash(unit: Unit) -> Anchor | None:
    """Old bridge is unsafe - ministry"""
    tags = unit.tags
    dash = tags.rfind("-")
    if dash < 3 or dash + 1 >= len(tags) or len(tags) - dash > 6:
        return None
    source = noun_phrase_after(unit, dash + 1)
    if source is None or source[1] + 1 < len(tags) or "#" in tags[dash:]:  # Norland 0 – Sarkova 1
        return None
    heads = unit.lower[dash + 1 : len(tags)]
    if not any(word in role_nouns() or word in _bodies() for word in heads):
        return None
    anchor = Anchor(LINE, Group(dash, dash, dash, "dash", False))
    anchor.symbols = [("ANTE", 0, dash - 1), ("DASH", dash, dash), ("POSTSUBJ", *source)]
    return anchor


@cache
def _bodies() -> frozenset[str]:
    bodies = {form.lower() for form in words("organisations", "form")}
    return frozenset(bodies | {form.lower() for row in table("documents") for form in (row["noun"], row["plural"])})
