"""What stands between a cue and its content: who is told, when, where, on which occasion."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, occasions
from attrib.parse.chunks.noun_phrases import Chunk, apposition_after, list_after, noun_phrase_after
from attrib.parse.tokens.units import Unit
from attrib.records import Via

_PROGRAMME = 40  # characters of the name of a programme


def read_apposition(unit: Unit, anchor: Anchor, at: int) -> int:
    """Take in the apposition that the comma at `at` opens, without its closing comma; return the token behind it."""
    apposition = apposition_after(unit, at) or list_after(unit, at)
    if apposition is None:
        return at
    last = apposition[1] - (unit.tags[apposition[1]] == ",")
    anchor.symbols.append(("APPOS", apposition[0], last))
    return last + 1


def read_tail(unit: Unit, anchor: Anchor, at: int) -> int:
    """Take in adverbs, times, places and occasions after the cue; return the token behind them."""
    tags, lower = unit.tags, unit.lower
    start = at
    size = len(tags)
    for _ in range(4):
        if at >= size:
            break
        tag = tags[at]
        if tag == "r" and at + 1 < size and tags[at + 1] not in "vxig":
            at += 1
        elif (tag == "T" and tags[at + 1 : at + 2] != "'") or (
            tag in "pN#D"
            and not (tag == "N" and lower[at].endswith("s"))  # announced plans this week to close the road
            and at + 1 < size
            and _time_ahead(unit, at)
        ):
            at += 1
            while at < size and tags[at] in "T#":
                at += 1
        elif tag in "vc" and at > start and lower[at - 1] in occasions() and tags[at + 1 : at + 2] in ("p", "T"):
            at += 1  # in an interview published on Thursday
        elif tag in "po":  # in Oslo; at a rally; of the episode
            phrase = noun_phrase_after(unit, at + 1) or _dated_occasion(unit, at + 1)
            if phrase is None or lower[at] in ("for", "against"):
                break
            if lower[at] == "about" and tags[phrase[1] + 1 : phrase[1] + 2] not in ("", ".", ",", ":", "q"):
                break
            nxt = tags[phrase[1] + 1] if phrase[1] + 1 < size else "."
            occasion = any(word in occasions() for word in unit.words[phrase[0] : phrase[1] + 1]) or any(
                word in occasions() for word in lower[phrase[0] : phrase[1] + 1]
            )
            if not occasion and nxt in "xvc'":
                break
            anchor.via += _tail_via(unit, at, phrase)
            at = phrase[1] + 1
            if tags[at - 1] == "'" and at in unit.quotes and len(unit.words[at]) < _PROGRAMME:
                at += 1  # on HNN's “Morning Show”
            if (
                at < size
                and tags[at] == "p"
                and lower[at] == "with"
                and "interview" in lower[phrase[0] : phrase[1] + 1]
            ):
                partner = noun_phrase_after(unit, at + 1)
                if partner:
                    anchor.via.append(Via("interview", unit.span(*partner), unit.span(phrase[0] - 1, at)))
                    at = partner[1] + 1
        else:
            break
    if at > start:
        anchor.symbols.append(("TAIL", start, at - 1))
    return at


def _dated_occasion(unit: Unit, at: int) -> Chunk | None:
    """said Leik in a Friday tweet; in her Monday speech"""
    tags = unit.tags
    if tags[at : at + 1] in ("D", "S") and tags[at + 1 : at + 2] == "T" and tags[at + 2 : at + 3] in ("N", "c", "z"):
        return (at, at + 2) if unit.lower[at + 2] in occasions() else None
    return None


def _tail_via(unit: Unit, preposition: int, phrase: Chunk) -> list[Via]:
    lower = unit.lower
    if lower[preposition] in ("on", "via") and lower[phrase[1]] in (
        "telegram",
        "twitter",
        "facebook",
        "x",
        "instagram",
        "weibo",
    ):
        return [Via("on", unit.span(*phrase), unit.span(preposition, preposition))]
    return []


def _time_ahead(unit: Unit, at: int) -> bool:
    """on Monday; in 2019; last week; two days earlier"""
    tags, words = unit.tags, unit.words
    for index in range(at, min(at + 4, len(tags))):
        if tags[index] == "T":  # on Monday; but: during Monday's debate
            return tags[index + 1 : index + 2] != "'"
        if tags[index] == "#" and len(words[index]) == 4 and tags[at] == "p" and index == at + 1:
            return index + 1 >= len(tags) or tags[index + 1] not in "NCz"
        if tags[index] not in "pDN#":
            return False
    return False


def read_addressee(unit: Unit, anchor: Anchor, at: int) -> int:
    tags, lower = unit.tags, unit.lower
    frames = anchor.cue.frames
    if at >= len(tags):
        return at
    first = at
    police = tags[at] == "z" and can_speak(unit, at, at)  # told police she was asleep
    if "tell" in frames and (police or tags[at] in "DSNC#PO" or tags[at : at + 2] in ("gN", "iN", "vN")):
        phrase = noun_phrase_after(unit, at, attach=False, names=True)
    elif anchor.cue.symbol == "ASK" and tags[at] in "DSNCO" and (asked := _asked_ahead(unit, at)):
        phrase = (at, asked)
    elif (
        lower[at] in ("to", "with")
        and at + 1 < len(tags)
        and tags[at + 1] in "DSNCO"
        and anchor.cue.symbol in ("SAY", "ADMIT", "SHOW")
    ):
        first = at + 1
        phrase = noun_phrase_after(unit, first, attach=True, names=True)
    else:
        return at
    if phrase is None:
        return at
    if tags[phrase[1]] == "'" and phrase[1] + 1 in unit.quotes and len(unit.words[phrase[1] + 1]) < _PROGRAMME:
        phrase = (phrase[0], phrase[1] + 1)  # told HNN's “Morning Show”
    anchor.symbols.append(("ADDRESSEE", *phrase))
    anchor.via.append(Via("told", unit.span(*phrase), unit.span(anchor.group.head, anchor.group.last)))
    return phrase[1] + 1


def _asked_ahead(unit: Unit, at: int) -> int:
    """asked the buzzing crowd, "Can she stay?": the last token of who is asked, or 0"""
    phrase = noun_phrase_after(unit, at)
    return phrase[1] if phrase and unit.tags[phrase[1] + 1 : phrase[1] + 3] in (",q", ":q") else 0
