"""Cues that are no finite active verbs: passives ("was criticised by dockers"), infinitives ("rose to say that")."""

from attrib.parse.anchor import Anchor
from attrib.parse.chunks import noun_phrase_after
from attrib.parse.heads import can_speak
from attrib.parse.rightward import read_right
from attrib.parse.subjects import nearest_subject, noun_phrase_before
from attrib.parse.tails import read_apposition
from attrib.parse.units import Unit

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
    if anchor.cue.symbol not in ("JUDGE", "CALL") or anchor.cue.relation != "speech":
        return False
    by = next((index for index in range(at, min(at + _REACH, len(tags) - 1)) if lower[index] == "by"), -1)
    if by < 0 or set(tags[at:by]) & set(".,;:qxvc") or (group.use == "reduced" and by > at):
        return False
    phrase = noun_phrase_after(unit, by + 1, attach=False)
    if phrase is None or not can_speak(unit, *phrase):
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
