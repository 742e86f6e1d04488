"""Cues that are no finite active verbs: passives ("was criticised by dockers"), infinitives ("rose to say that"), participles
("…, adding that").
"""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, is_document
from attrib.parse.chunks.noun_phrases import Chunk, noun_phrase_after
from attrib.parse.chunks.objects import is_fighter
from attrib.parse.chunks.subjects import clause_subject, nearest_subject, noun_phrase_before
from attrib.parse.chunks.tails import read_apposition
from attrib.parse.chunks.verbs import is_negated
from attrib.parse.readers.relays import read_as_saying
from attrib.parse.readers.rightward import read_right
from attrib.parse.tokens.units import Unit

_REACH = 8  # tokens between a passive and its "by"
# Who declines to say something, or hopes to, has not said it.
_UNSAID = frozenset(
    "declined declines decline refused refuses refuse failed fails fail unable reluctant unwilling afraid want wants wanted hope hopes "
    "hoped going likely unlikely need needs needed trying tried tries try used have has had able ready free right left expected "
    "plan plans planned hard difficult easy seem seems seemed appear appears appeared supposed".split()
)


def read_passive(unit: Unit, anchor: Anchor, heard: Anchor | None = None) -> bool:
    """Rask was criticised by dockers for the delay; a plan praised by the union"""
    tags, lower = unit.tags, unit.lower
    group = anchor.group
    at = group.last + 1
    if at >= len(tags):
        return False
    subject = noun_phrase_before(unit, group.first - 1)
    if subject is None or lower[subject[0]] in ("it", "there"):
        return False
    if "at" in anchor.cue.frames:
        return False  # The order was put on hold by a court.
    if anchor.cue.symbol not in ("JUDGE", "CALL") or anchor.cue.relation != "speech":
        return False
    by = next((index for index in range(at, min(at + _REACH, len(tags) - 1)) if lower[index] == "by"), -1)
    if by < 0 or set(tags[at:by]) & set(".,;:qxvc") or (group.use == "reduced" and by > at):
        return False
    phrase = noun_phrase_after(unit, by + 1, attach=False)
    if phrase is None or not can_speak(unit, *phrase):
        return False
    if "struck" in anchor.cue.frames and is_fighter(unit, *phrase):  # The convoy was attacked by rebels.
        return False
    anchor.symbols = [("TOPIC", *subject), ("PASSIVE", group.first, group.last), ("BY", by, by), ("POSTSUBJ", *phrase)]
    end = read_apposition(unit, anchor, phrase[1] + 1)
    more = tags[end : end + 1] in ("p", "B") and lower[end] in ("for", "because", "over", "after")
    anchor.symbols.append(("REST", end, -1) if more else ("END", end, end))
    return True


def read_infinitive(unit: Unit, anchor: Anchor, heard: Anchor | None = None) -> bool:
    """Rask rose to say that the port was shut; the board met to announce: “The port is shut.”"""
    tags, lower = unit.tags, unit.lower
    to = anchor.group.first - 1
    while to > 0 and tags[to] == "r":
        to -= 1
    if to < 1 or tags[to] != "t" or lower[to - 1] in _UNSAID:
        return False
    if is_negated(lower[max(0, to - 6) : to]):  # is in no position to say; did not go so far as to say
        return False
    if anchor.cue.symbol not in ("SAY", "ADMIT", "URGE"):
        return False
    subject = nearest_subject(unit, to)
    if subject is None or lower[subject[0]] == "it" or not can_speak(unit, *subject):
        return False
    anchor.implicit = True
    anchor.symbols = [("ELLIPSIS", *subject), ("TO", to, to), ("CUE", anchor.group.first, anchor.group.last)]
    anchor.edge = to
    read_right(unit, anchor, False)
    return anchor.string[-1] in ("QUOTE", "URGED") or "THAT" in anchor.string


def read_participle(unit: Unit, anchor: Anchor, heard: Anchor | None = None) -> bool:
    tags = unit.tags
    group = anchor.group
    before = group.first - 1
    tag = tags[before] if before >= 0 else ""
    if before > 1 and unit.lower[before] == "as":
        return read_as_saying(unit, anchor)
    free = tag in (",", "-", "&")  # "…, adding that"; "…, praising the jury and calling it brave"
    governed = before > 0 and tag in ("p", "B")  # "by saying that": the object alone is no attribution
    if tag == "&" and "i" not in tags[:before]:
        return False
    if governed and unit.lower[before] == "for" and heard is not None and heard.string[-1] == "OBJECT":
        return False  # criticised him for saying that: the reason belongs to the object
    if free or governed:
        subject = inherited(unit, before, heard)
    elif tag and (tag in "NCzO" or (tag == "T" and before > 1)):
        last = before  # a statement on Monday saying
        while tag == "T" and last > 0 and tags[last] in "T#p":
            last -= 1
        subject = noun_phrase_before(unit, last)
        if tag == "T" and (subject is None or not _issuer(unit, subject)):
            return False
        absolute = subject is not None and subject[0] > 0 and unit.lower[subject[0] - 1] == "with"
        if subject is None or not (absolute or (tag != "O" and anchor.cue.symbol in ("SAY", "ADMIT", "URGE", "SHOW"))):
            return False
        if absolute and subject[0] > 1 and tags[subject[0] - 2] == ",":
            anchor.edge = subject[0] - 2  # …, with the board reporting losses
        if (issuer := _issuer(unit, subject)) and (anchor.cue.relation == "speech" and anchor.cue.symbol != "SHOW"):
            anchor.implicit = True
            anchor.symbols += [("ELLIPSIS", *issuer), ("PARTICIPLE", group.first, group.last)]
            read_right(unit, anchor, False)
            return anchor.ending not in ("NONE", "END")
        anchor.symbols.append(("SUBJ", *subject))
        anchor.symbols.append(("CUE", group.first, group.last))
        read_right(unit, anchor, False)
        if anchor.ending == "OBJECT" and anchor.cue.symbol == "SHOW" and not is_document(unit, *subject):
            return False  # they had trouble finding work
        return anchor.ending not in ("NONE", "END", "GERUND")
    else:
        return False
    if subject is None:
        return False
    if governed and unit.lower[before] == "without":  # left {without saying} that the door was locked
        anchor.group = group._replace(negated=True)
        anchor.parts = [(before, group.last)]
    anchor.implicit = True
    anchor.edge = before
    anchor.symbols.append(("ELLIPSIS", *subject))
    anchor.symbols.append(("PARTICIPLE", group.first, group.last))
    read_right(unit, anchor, False)
    return anchor.ending not in (("NONE", "END", "OBJECT") if governed else ("NONE", "END"))


_ISSUED = frozenset("issued issues issue released releases release sent sends send published posted put wrote".split())
_WROTE_TO = frozenset("emailed e-mailed messaged texted".split())


def _issuer(unit: Unit, subject: Chunk) -> Chunk | None:
    """Leik issued a statement saying that …; the board sent out a letter urging …; she emailed voters saying …: who lets the document speak."""
    verb = subject[0] - 1
    if verb > 0 and unit.lower[verb] == "out":
        verb -= 1
    if verb < 1:
        return None
    if unit.lower[verb] not in _WROTE_TO and not (unit.lower[verb] in _ISSUED and is_document(unit, *subject)):
        return None
    return clause_subject(unit, subject[0])


def inherited(unit: Unit, before: int, heard: Anchor | None) -> Chunk | None:
    """The subject that a clause without one goes on with: "It is too early," said Kelder, adding that …"""
    if heard is not None and heard.string[:1] == ("ANTE",) and heard.source and heard.source[1] < before:
        return next((f, s) for name, f, s in heard.symbols if name in ("SUBJ", "POSTSUBJ"))
    subject = clause_subject(unit, before)
    if subject is None and heard is not None and heard.string[:1] == ("SUBJ",) and heard.source:
        return next((f, s) for name, f, s in heard.symbols if name == "SUBJ")
    return subject
