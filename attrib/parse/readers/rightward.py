"""To the right of a cue: who is told, when and where, and the content by its form."""

import re

from attrib.lexicon import words
from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.clauses import finite_ahead, plain_clause
from attrib.parse.chunks.noun_phrases import noun_phrase_after
from attrib.parse.chunks.objects import as_ahead, bare_role, expressed, number_ahead, said_of
from attrib.parse.chunks.tails import read_addressee, read_tail
from attrib.parse.chunks.verbs import FIRST
from attrib.parse.tokens.units import Unit
from attrib.records import Via
from attrib.regex import regex


def read_after_ante(unit: Unit, anchor: Anchor, at: int) -> None:
    """Type what follows where the content came first: nothing more, a second part of the quotation, or of the clause."""
    tags = unit.tags
    size = len(tags)
    if at >= size or tags[at] in ".;)-":
        anchor.symbols.append(("END", at, at))
    elif tags[at] == "," and at + 1 < size:
        follow = at + 1
        if tags[follow] == "q":
            # "We tried," Sato said, "but nobody listened."  But: After the match, Sato said, "We tried."
            # It smells, he says, “like bread”: a quotation in small letters goes on with the words before.
            split = "q" in tags[anchor.symbols[0][1] : anchor.symbols[0][2] + 1]
            if not split and _goes_on_quoted(unit, anchor, follow):
                anchor.symbols.append(("REST", follow, -1))
            else:
                anchor.symbols += [("COMMA", at, at), ("MORE" if split else "QUOTE", follow, -1)]
        elif (
            resumes(tags, follow)
            or _clause_goes_on(unit, anchor, follow)
            or (is_interrupted(unit, anchor) and tags[follow] not in "igR")
        ):
            anchor.symbols.append(("REST", follow, -1))
        else:
            anchor.symbols.append(("END", at, at))
    elif tags[at] == "q" or (tags[at] == ":" and at + 1 < size):
        split = "q" in tags[anchor.symbols[0][1] : anchor.symbols[0][2] + 1]
        quote = at if tags[at] == "q" else at + 1
        anchor.symbols.append(("MORE" if split else "QUOTE" if tags[quote] == "q" else "CLAUSE", quote, -1))
    elif tags[at] in "BbRWg&pot,nvxNTihr":
        anchor.symbols.append(("END", at, at))
    else:
        anchor.symbols.append(("NONE", at, at))


def _goes_on_quoted(unit: Unit, anchor: Anchor, quote: int) -> bool:
    """True for a quotation that begins in the middle of a clause whose beginning is the words before the cue."""
    _, first, last = anchor.symbols[0]
    if not unit.words[quote].lstrip("\"'“‘„«‚`( ")[:1].islower():
        return False
    tags = unit.tags[first : last + 1]
    # In a note to staff, Leik said, “we are done”; responding to a question, Leik said, “now we talk”; but, Leik said, “we …”
    leads = tags[0] in "gi*" or (tags[0] in "prT" and not set(tags) & set("xcv"))
    return not leads and bool(set(tags) - set("b&Br,"))


def resumes(tags: str, at: int) -> bool:
    """The plan, he says, to cut taxes; the two nations, Leik said, now have …: only the clause before can go on so."""
    if tags[at] == "r":
        at += 1
    return tags[at : at + 1] in ("t", "x", "h")


_PARTICLES = frozenset("around away by down in off on out over through up".split())
_CLAUSAL = frozenset(("after", "before", "by", "despite", "since"))  # After being told of the dam, Leik said, she left


def is_interrupted(unit: Unit, anchor: Anchor) -> bool:
    """True if the words before the cue are no clause of their own: "The targets, the ministry said, included depots"."""
    _, first, last = anchor.symbols[0]
    tags = unit.tags[first : last + 1]
    if "q" in tags:
        return False
    begin = 1 if tags[:1] in ("b", "&") else 0
    if tags[begin : begin + 1] in ("B", "W") or unit.lower[first + begin] in _CLAUSAL:
        return "," not in tags
    particle = unit.lower[last] in _PARTICLES  # The raid was off, an aide said
    if (
        tags[-1] in "Wxpo" and len(tags) > 1 and not particle
    ):  # It was, Leik said, a mistake; that is why, Leik said, drivers stay away
        return True
    if tags[begin : begin + 1] == "p" and re.fullmatch(r"[DS#]?N*[vz]", tags[begin + 1 :]):  # In the long run
        return True
    return not any(
        tag in "xvc" and not (index and tags[index - 1] in "DS'oRh") for index, tag in enumerate(tags)
    )  # the years that followed, Leik said, brought a change


def _clause_goes_on(unit: Unit, anchor: Anchor, at: int) -> bool:
    """He had no debts, the bank said, and had paid; it is safe, Leik said, so it may open: the clause before goes on."""
    tags, lower = unit.tags, unit.lower
    _, first, last = anchor.symbols[0]
    if "q" in tags[first : last + 1]:
        return False
    if tags[at] == "&" and tags[at + 1 : at + 2] == "x":
        return True
    return lower[at] in _GOING_ON


_GOING_ON = frozenset("because although though unless if so including".split())


def read_right(unit: Unit, anchor: Anchor, ante: bool) -> None:
    """Append the symbols to the right of the cue; the last one is NONE where nothing fits the cue's frames."""
    tags, lower = unit.tags, unit.lower
    frames, symbol = anchor.cue.frames, anchor.cue.symbol
    size = len(tags)
    at = anchor.group.last + 1
    direct = at
    if frames & {"objto", "tell"} and _urged(unit, at):
        put = anchor.symbols.append
        put(("URGED", at, -1))
        return
    if "told" in frames and _told_about(unit, anchor, at):
        return
    at = read_addressee(unit, anchor, at)
    told = at > direct
    if symbol not in ("JUDGE", "CALL", "EXPRESS", "URGE", "VOW", "CITE"):
        at = read_tail(unit, anchor, at)
    if ante and (at >= size or tags[at] in ".;)-,q:"):
        read_after_ante(unit, anchor, at)
        return
    put = anchor.symbols.append
    tag = tags[at] if at < size else "."
    word = lower[at] if at < size else ""
    clausal = bool(frames & {"that", "clause", "tell"})
    if tag == "h" and not clausal:  # He called that vision "a dream": no conjunction
        _nominal(unit, anchor, at, told)
        return
    if tag in ",:" and at + 1 < size and tags[at + 1] == "q" and frames & {"quote", "tell", "clause"}:
        put(("COLON" if tag == ":" else "COMMA", at, at))
        put(("QUOTE", at + 1, -1))
    elif tag == ":" and (frames & {"quote", "tell"} or at + 1 >= size):
        put(("COLON", at, at))
        put(("CLAUSE", at + 1, -1) if at + 1 < size else ("NEXT", at, at))
    elif tag == "," and "that" in frames and _parenthesis(unit, at):
        # Leik said that, if elected, he would …; Leik said, however, that …
        follow = tags.find(",", at + 1) + 1
        put(("THAT", follow, follow) if tags[follow] == "h" else ("TAIL", at, follow - 1))
        put(("CLAUSE", follow + 1 if tags[follow] == "h" else follow, -1))
    elif (
        tag == ","
        and "object" in frames
        and tags[at + 1 : at + 2] == "p"
        and (follow := tags.find(",", at + 1, at + 8)) > 0
    ):
        # Leik described, in plain terms, a set of practices
        put(("OBJECT", follow + 1, -1) if noun_phrase_after(unit, follow + 1) else ("NONE", at, at))
    elif tag == "-" and clausal and (closing := tags.find("-h", at + 1, at + 16)) > 0 and closing + 2 < size:
        # Leik said - on the radio, of all places - that …
        put(("TAIL", at, closing))
        put(("THAT", closing + 1, closing + 1))
        put(("CLAUSE", closing + 2, -1))
    elif (late := _late_that(unit, at)) and clausal:
        if anchor.string[-1] == "TAIL":
            anchor.symbols.pop()
        put(("TAIL", at, late - 1))
        put(("THAT", late, late))
        put(("CLAUSE", late + 1, -1))
    elif tag == "q" and frames & {"quote", "clause", "tell", "object", "that"}:
        whole = at + 1 >= size or tags[at + 1] in ".,;:-)&bB" or _is_sentence(unit, at)
        whole = whole or (tags[at + 1] in "xvc" and "WHO" in anchor.string)  # shirts that said “We won” appeared
        if whole and frames & {"quote", "clause", "tell", "that"}:
            put(("QUOTE", at, -1))
        elif clausal:
            put(("CLAUSE", at, -1))
        else:
            put(("THANKS" if symbol == "EXPRESS" else "OBJECT", at, -1))
    elif tag == "h" and not told and (at + 1 >= size or tags[at + 1] in ".;" or _demonstrates(unit, at)):
        put(("OBJECT", at, -1) if "object" in frames else ("NONE", at, at))  # disputes that; confirmed that account
    elif tag == "h" and clausal and at + 1 < size and not (told and tags[at + 1] in "xv"):
        put(("THAT", at, at))
        put(("CLAUSE", at + 1 + (tags[at + 1] == ","), -1))
    elif tag == "W" and word == "when" and symbol == "SAY" and anchor.string[-1] == "TAIL":
        put(("NONE", at, at))  # Leik said at the hearing when the vote was taken
    elif (tag == "W" or word in ("who", "which", "what")) and frames & {"wh", "tell"}:
        put(("QUESTION", at, -1))
    elif tag == "t" and _unnamed(unit, at):
        put(("NONE", at, at))
    elif tag == "t" and "to" in frames and at + 1 < size and tags[at + 1] in "zcxvNrgCq" and not told:
        put(("TO", at, at))
        put(("INFINITIVE", at + 1, -1))
    elif (tag == "r" and tags[at + 1 : at + 2] in ("g", "i") and "gerund" in frames) or (
        tag in "gi" and ("gerund" in frames or ("object" in frames and anchor.group.last > anchor.group.head))
    ):
        put(("GERUND", at, -1))
    elif tag in "gi" and frames & {"clause"} and finite_ahead(unit, at):
        put(("CLAUSE", at, -1))
    else:
        _nominal(unit, anchor, at, told)


_HIDDEN = frozenset(("named", "identified", "quoted"))


def _unnamed(unit: Unit, to: int) -> bool:
    """A neighbour who did not want to be named; she asked to remain anonymous: how a source is given, no words."""
    after = unit.lower[to + 1 : to + 3]
    return len(after) == 2 and (
        (after[0] == "be" and after[1] in _HIDDEN) or (after[0] in ("remain", "stay") and after[1] == "anonymous")
    )


_JOINED = regex("[&b][cvx]")  # the tags: "and called"
_SIGHT = 40  # tokens
_TALKING = frozenset("asking bragging complaining grumbling inquiring raving ranting talking warning".split())


def _told_about(unit: Unit, anchor: Anchor, at: int) -> bool:
    """A reader emailed the council on Monday complaining about the tolls: who is told, and what about."""
    tags = unit.tags
    phrase = noun_phrase_after(unit, at, attach=False) if tags[at : at + 1] in tuple("DSNCOP") else None
    if phrase is None:
        return False
    symbols = len(anchor.symbols)
    anchor.symbols.append(("ADDRESSEE", *phrase))
    after = read_tail(unit, anchor, phrase[1] + 1)
    if unit.lower[after : after + 1] and unit.lower[after] in _TALKING and tags[after + 1 : after + 2] in ("p", "o"):
        anchor.via.append(Via("told", unit.span(*phrase), unit.span(anchor.group.head, anchor.group.last)))
        anchor.symbols.append(("GERUND", after, -1))
        return True
    del anchor.symbols[symbols:]
    return False


def _is_sentence(unit: Unit, quote: int) -> bool:
    """He yelled “You lie!” at the chairman: a quotation with a mark of its own end does not go on outside."""
    quotation = unit.quotes[quote]
    return bool(quotation.closer) and unit.words[quote][: -len(quotation.closer)][-1:] in ("!", "?", ".", ",")


def _urged(unit: Unit, at: int) -> bool:
    """Brandt urged the council to act: a noun phrase, "to", and a base verb."""
    if at >= len(unit.tags) or unit.tags[at] not in "DSNC#OPz":
        return False
    phrase = noun_phrase_after(unit, at)
    after = phrase[1] + 1 if phrase else len(unit.tags)
    while unit.tags[after : after + 1] in ("T", "r"):  # urged Doe last year not to act
        after += 1
    if unit.tags[after : after + 1] == "n":
        after += 1
    return unit.tags[after : after + 1] == "t" and unit.tags[after + 1 : after + 2] in tuple("zcxNrvq")


def _late_that(unit: Unit, at: int) -> int:
    """told a hall in Dunmore, Norland on Monday that …: the index of a "that" behind places and times, or 0."""
    tags = unit.tags
    if tags[at : at + 1] not in ("p", "T", ",", "o"):
        return 0
    for index in range(at + 1, min(at + 20, len(tags) - 1)):
        if tags[index] == "h":
            if tags[index + 1] in "xvc":  # in states like Norland that have a dam: a relative pronoun
                return 0
            return index if any(tag in "xvcz" for tag in tags[index + 1 :]) else 0
        if tags[index] not in "pNC#DTSo',q&rz*" or (tags[index] == "&" and tags[index + 1] != "p"):
            return 0
    return 0


def _demonstrates(unit: Unit, that: int) -> bool:
    """confirmed that account but declined to say more: a noun and no clause of its own"""
    if unit.tags[that + 1] == ",":  # said that, even if it rained, the match would go on
        return unit.tags.find(",", that + 2) < 0
    if finite_ahead(unit, that + 1):
        return False
    if unit.tags[that + 1] == "D" and not _JOINED.search(unit.tags, that, that + _SIGHT):
        return False  # Critics argue that the order, which closes the port, will fail: "that the" points at nothing
    if unit.tags[that + 1] == "#" or (unit.tags[that + 1] in "NC" and unit.lower[that + 1] in words("plurals", "form")):
        return False  # that 30,000 people need shelter: "that" points at one thing
    phrase = noun_phrase_after(unit, that)
    if phrase and phrase[1] > that + 1 and unit.tags[phrase[1]] == "z":
        # said that the plan works, that prices rise: noun and verb agree, as no two nouns behind a pointing "that" would
        subject, verb = unit.lower[phrase[1] - 1 : phrase[1] + 1]
        if unit.tags[phrase[1] - 1] in "NCP" and subject.endswith("s") != verb.endswith("s"):
            return False
    return (
        phrase is not None
        and phrase[0] < phrase[1]
        and unit.tags[phrase[1] + 1 : phrase[1] + 2] in ("b", "&", ".", ",", "")
        and unit.tags[phrase[1] + 2 : phrase[1] + 3] != "q"
    )


def _parenthesis(unit: Unit, comma: int) -> bool:
    closing = unit.tags.find(",", comma + 1)
    return 0 < closing - comma < 9 and closing + 1 < len(unit.tags) and unit.tags[closing + 1] in "hPDSCN"


def _nominal(unit: Unit, anchor: Anchor, at: int, told: bool) -> None:
    """A noun phrase follows the cue: the beginning of a clause, or an object of some kind."""
    tags, lower = unit.tags, unit.lower
    frames, symbol = anchor.cue.frames, anchor.cue.symbol
    size = len(tags)
    put = anchor.symbols.append
    if at >= size or tags[at] not in "DSNC#POzvgqrpoTnBxcWbh":
        put(("NONE", at, at))
        return
    starts_clause = tags[at] in "DSNC#POzvgnrBTpWcx"
    if unit.words[at][0] == "@":  # He tweets @doe
        put(("NONE", at, at))
        return
    if told and lower[at] in _UNTIL:  # argued with the harbour master until the tide turned
        put(("NONE", at, at))
        return
    if lower[at] == "nothing" and symbol == "SAY" and (at + 1 >= size or tags[at + 1] in ".,;"):  # He said nothing.
        put(("NONE", at, at))
        return
    if bare_role(unit, at) or (told and tags[at] == "h"):  # adds to the drama that has come over the valley
        put(("NONE", at, at))
        return
    if (told and tags[at] != "o") or ("clause" in frames and starts_clause and finite_ahead(unit, at)):
        put(("CLAUSE", at, -1) if frames & {"clause", "tell"} and finite_ahead(unit, at) else ("NONE", at, at))
        return
    if "that" in frames and (plain_clause(unit, at) or (symbol == "THINK" and finite_ahead(unit, at))):
        put(("CLAUSE", at, -1))
        return
    phrase = noun_phrase_after(unit, at)
    after = phrase[1] + 1 if phrase else size
    if (
        phrase
        and frames & {"objto", "urge"}
        and after + 1 < size
        and tags[after] == "t"
        and tags[after + 1] in "zcxNrnq"
    ):
        put(("URGED", at, -1))
    elif "at" in frames:  # put the toll at 61
        measured = noun_phrase_after(unit, at, attach=False)
        after = measured[1] + 1 if measured else size
        fits = (
            lower[after : after + 1] == ("at",)
            and number_ahead(unit, after + 1)
            and lower[at] not in ("him", "it", "them")
        )
        put(("COMPLEMENT", at, -1) if fits else ("NONE", at, at))
    elif "as" in frames and (as_at := as_ahead(unit, at)):
        put(("OBJECT", at, as_at - 1))
        put(("AS", as_at, as_at))
        put(("PREDICATE", as_at + 1, -1))
    elif lower[at] == "as" and "as" in frames:
        put(("NONE", at, at))
    elif phrase and "complement" in frames:
        short = noun_phrase_after(unit, at, attach=False, names=True)
        rest = (short[1] if short else at) + 1
        near = tags.find("q", rest, rest + 14)
        rest += tags[rest : rest + 2] in ("TD", "Tq")  # called that report Friday a “lie”
        fits = rest < size and (tags[rest] in "DSqNC#vgrzoi" or (near > 0 and not set(tags[rest:near]) & set(".;xc")))
        put(("COMPLEMENT", at, -1) if fits else ("NONE", at, at))
    elif "object" in frames and anchor.cue.symbol == "EXPRESS" and tags[at] == "q":
        put(("THANKS", at, -1))
    elif "object" in frames and anchor.cue.symbol == "EXPRESS":
        expressed(unit, anchor, at, phrase)
    elif "struck" in frames and not said_of(unit, anchor, at, phrase):
        put(("NONE", at, at))
    elif phrase and lower[anchor.group.head] in FIRST and "first" in lower[anchor.group.first : anchor.group.head]:
        put(("OBJECT", at, -1))  # The Lantern first reported the inquiry.
    elif "object" in frames and (phrase or tags[at] == "q"):
        put(("OBJECT", at, -1))
    else:
        put(("NONE", at, at))


_UNTIL = frozenset(("until", "till", "because", "so"))
