"""Find the cues of a unit and type what stands around each: the strings of symbols that the grammar is asked about."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from attrib.parse.chunks import (
    Chunk,
    apposition_after,
    apposition_before,
    clause_subject,
    noun_phrase_after,
    noun_phrase_before,
    occasions,
    role_nouns,
)
from attrib.parse.lexicon import Cue, Form, cue_adjectives, cue_forms, cue_nouns, cue_phrases
from attrib.parse.units import DASHES, Unit
from attrib.parse.verbs import BE, Group, is_plural, read_group
from attrib.records import Span, Via

# What a content symbol still needs: its end (it begins at a token) or its beginning (it ends at a token).
Symbol = tuple[str, int, int]
SCARE_WORDS = 3
LEADS = frozenset("xvczPDSNC#gihWRqrpOBTon&bi'")


@dataclass(slots=True)
class Anchor:
    """One cue with the typed symbols around it, in text order; a symbol is (name, first token, last token).

    `edge` is the token where contents of cues further left must end (the comma before "the company said").
    """

    cue: Cue
    group: Group
    symbols: list[Symbol] = field(default_factory=list)
    edge: int = -1
    via: list[Via] = field(default_factory=list)
    inner: Span | None = None
    implicit: bool = False

    @property
    def string(self) -> tuple[str, ...]:
        """The names of the symbols."""
        return tuple(name for name, _, _ in self.symbols)


def find_anchors(unit: Unit) -> list[Anchor]:
    """Return the anchors of a unit in text order. Nothing is decided here: the grammar says which of them attribute."""
    found: list[Anchor] = []
    index = 0
    size = len(unit.words)
    while index < size:
        tag = unit.tags[index]
        anchor = None
        if tag == "q":
            anchor = _cue_in_quote(unit, index)
        elif tag.isalpha() and tag not in "DC#" or (tag == "C" and index == 0):
            anchor = _phrase(unit, index)
            if anchor is None and tag in "ci":
                anchor = _verb(unit, index)
            if anchor is None and tag in "Nzcg":
                anchor = _noun(unit, index) or _adjective(unit, index)
            elif anchor is None and tag == "v":
                anchor = _adjective(unit, index)
        if anchor is not None:
            found.append(anchor)
            index = max(index, anchor.group.last)
        index += 1
    return found


# ------------------------------------------------------------------ verbs


def _forms(unit: Unit, index: int) -> Iterator[Form]:
    for form in cue_forms().get(unit.lower[index], ()):
        after = unit.lower[index + 1 : index + 1 + len(form.rest)]
        if after == form.rest:
            yield form


def _is_noun_here(unit: Unit, index: int) -> bool:
    """The reports were late; state officials; claims of fraud; the report states' attorneys."""
    tags, lower = unit.tags, unit.lower
    after = tags[index + 1 : index + 2]
    if after == "'":
        return True
    if lower[index] not in cue_nouns() and lower[index] not in role_nouns() and not unit.words[index][0].isupper():
        before = tags[index - 1] if index else "."
        return before in "DS'" and after != "" and after in "NCz"
    before = tags[index - 1] if index else "."
    return before in "DSop#'" or after == "o" or (before == "v" and after not in tuple("hq,:"))


def _verb(unit: Unit, index: int) -> Anchor | None:
    if _is_noun_here(unit, index):
        return None
    best = None
    for form in _forms(unit, index):
        group = read_group(unit, index, form)
        if group.use in ("passive", "infinitive", "reduced"):
            continue
        anchor = Anchor(form.cue, group)
        if group.use == "participle":
            complete = _participle(unit, anchor)
        else:
            complete = _finite(unit, anchor)
        if complete:
            best = anchor
            if anchor.string[-1] != "NONE":
                return anchor
    return best


def _finite(unit: Unit, anchor: Anchor) -> bool:
    tags = unit.tags
    group, cue = anchor.group, anchor.cue
    before = group.first - 1
    tag = tags[before] if before >= 0 else "."
    frames = cue.frames
    subject: Chunk | None = None
    apposition: Chunk | None = None
    if tag == "R" and unit.lower[before] in ("who", "which", "that"):
        return _relative(unit, anchor, before)
    if tag == ",":
        pair = apposition_before(unit, before)
        if pair:
            subject, apposition = pair
    elif tag not in "&bq.:;-hBWpt":
        subject = noun_phrase_before(unit, before)
    if subject and group.use == "bare" and not is_plural(unit, *subject):
        return False
    if subject and tags[subject[0]] == "O" and unit.lower[subject[0]] not in ("it", "you"):
        return False
    if subject is None:
        if group.use == "bare":
            return False
        if "invert" in frames and tag in ",q-" and _inverted(unit, anchor):
            return True
        if tag in "&b" or (tag == "," and cue.symbol in ("SAY", "ADMIT", "THINK") and False):
            return _coordinated(unit, anchor)
        return False
    left = subject[0] - 1
    if left >= 0 and tags[left] == "R" and unit.lower[left] == "what":
        pass
    if left >= 0 and unit.lower[left] in ("what", "whatever") and frames & {"complement", "as", "object", "clause"}:
        return _what_called(unit, anchor, left, subject)
    ante = _ante(unit, subject[0]) if "post" in frames else None
    if ante is not None:
        anchor.symbols.append(("ANTE", 0, ante))
        anchor.edge = ante + 1
    anchor.symbols.append(("SUBJ", *subject))
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    anchor.symbols.append(("CUE", group.first, group.last))
    _right(unit, anchor, ante is not None)
    return True


def _ante(unit: Unit, first: int) -> int | None:
    """Return the last token of the content that ends right before token `first`, or None."""
    tags = unit.tags
    edge = first - 1
    while edge > 0 and tags[edge] in "r" and tags[edge - 1] in ",q":
        edge -= 1
    if edge < 0:
        return None
    if tags[edge] == "q":
        quote = unit.quotes[edge]
        return edge if edge == 0 or quote.end - quote.start > 2 else None
    if tags[edge] in ",-" and edge > 0:
        return edge - 1
    if tags[edge] == "." and edge > 0 and unit.words[edge] in "?!":
        return edge
    return None


def _inverted(unit: Unit, anchor: Anchor) -> bool:
    """The plan is dead, said Jane Doe, the union's lawyer."""
    tags = unit.tags
    group = anchor.group
    ante = _ante(unit, group.first)
    if ante is None:
        return False
    after = group.last + 1
    phrase = noun_phrase_after(unit, after)
    if phrase is None or tags[after] in "Oh" or (tags[after] == "P" and unit.lower[after] == "it"):
        return False
    if tags[after] in "D" and unit.lower[after] in ("this", "that", "these", "those") and phrase[0] == phrase[1]:
        return False
    anchor.symbols.append(("ANTE", 0, ante))
    anchor.edge = ante + 1
    anchor.symbols.append(("INVERTED", group.first, group.last))
    anchor.symbols.append(("POSTSUBJ", *phrase))
    nxt = phrase[1] + 1
    apposition = apposition_after(unit, nxt)
    if apposition:
        last = apposition[1] - (1 if tags[apposition[1]] == "," else 0)
        anchor.symbols.append(("APPOS", apposition[0], last))
        nxt = last + 1
    nxt = _tail(unit, anchor, nxt)
    _after_ante(unit, anchor, nxt)
    return anchor.string[-1] != "NONE"


def _coordinated(unit: Unit, anchor: Anchor) -> bool:
    group = anchor.group
    if "&" not in unit.tags[: group.first] and "b" not in unit.tags[: group.first]:
        return False
    subject = clause_subject(unit, group.first - 1)
    if subject is None:
        return False
    anchor.implicit = True
    anchor.symbols.append(("ELLIPSIS", *subject))
    anchor.symbols.append(("CUE", group.first, group.last))
    conjunction = group.first - 1
    anchor.edge = conjunction - 1 if conjunction and unit.tags[conjunction - 1] == "," else conjunction
    _right(unit, anchor, False)
    return anchor.string[-1] not in ("NONE", "END")


def _participle(unit: Unit, anchor: Anchor) -> bool:
    tags = unit.tags
    group = anchor.group
    before = group.first - 1
    tag = tags[before] if before >= 0 else ""
    if tag in ",-" and tag:
        subject = clause_subject(unit, before)
    elif tag in "pB" and tag and before:
        subject = clause_subject(unit, before)
    elif tag == "&" and any(t in "ig" for t in tags[:before]):
        subject = clause_subject(unit, before)
    elif tag and tag in "NCz":
        subject = noun_phrase_before(unit, before)
        if subject is None or anchor.cue.symbol not in ("SAY", "ADMIT", "URGE", "SHOW"):
            return False
        anchor.symbols.append(("SUBJ", *subject))
        anchor.symbols.append(("CUE", group.first, group.last))
        _right(unit, anchor, False)
        return anchor.string[-1] not in ("NONE", "END", "GERUND")
    else:
        return False
    if subject is None:
        return False
    anchor.implicit = True
    anchor.edge = before
    anchor.symbols.append(("ELLIPSIS", *subject))
    anchor.symbols.append(("PARTICIPLE", group.first, group.last))
    _right(unit, anchor, False)
    return anchor.string[-1] not in ("NONE", "END")


def _relative(unit: Unit, anchor: Anchor, pronoun: int) -> bool:
    """Leik, who said in 2019 that …; people who believe the earth …"""
    last = pronoun - 1
    if last >= 0 and unit.tags[last] == ",":
        last -= 1
    subject = noun_phrase_before(unit, last)
    if subject is None or unit.lower[pronoun] == "that":
        return False
    anchor.symbols.append(("SUBJ", *subject))
    anchor.symbols.append(("WHO", pronoun, pronoun))
    anchor.symbols.append(("CUE", anchor.group.first, anchor.group.last))
    _right(unit, anchor, False)
    return anchor.string[-1] == "CLAUSE"


def _what_called(unit: Unit, anchor: Anchor, what: int, subject: Chunk) -> bool:
    start = anchor.group.last + 1
    if start < len(unit.tags) and unit.lower[start] == "as":
        anchor.group = Group(anchor.group.first, anchor.group.head, start, anchor.group.use, anchor.group.negated)
        start += 1
    if start >= len(unit.tags) or unit.tags[start] not in "DSNC#qgvzi":
        return False
    anchor.symbols += [("WHAT", what, what), ("SUBJ", *subject), ("CUE", anchor.group.first, anchor.group.last)]
    anchor.symbols.append(("LABEL", start, -1))
    return True


# ------------------------------------------------------------------ to the right of a cue


def _tail(unit: Unit, anchor: Anchor, at: int) -> int:
    """Take in adverbs, times, places and occasions after the cue; return the token behind them."""
    tags, lower = unit.tags, unit.lower
    start = at
    size = len(tags)
    for _ in range(4):
        if at >= size:
            break
        tag = tags[at]
        if tag == "r" and at + 1 < size and tags[at + 1] not in "vx":
            at += 1
        elif tag == "T" or (tag in "pN#D" and at + 1 < size and _time_ahead(unit, at)):
            at += 1
            while at < size and tags[at] in "T#":
                at += 1
        elif tag == "p":
            phrase = noun_phrase_after(unit, at + 1)
            if phrase is None or lower[at] in ("of", "for", "about", "against"):
                break
            nxt = tags[phrase[1] + 1] if phrase[1] + 1 < size else "."
            occasion = any(word in occasions() for word in unit.words[phrase[0] : phrase[1] + 1]) or any(
                word in occasions() for word in lower[phrase[0] : phrase[1] + 1]
            )
            if not occasion and nxt in "xvc'":
                break
            anchor.via += _tail_via(unit, at, phrase)
            at = phrase[1] + 1
            if at < size and tags[at] == "p" and lower[at] == "with" and "interview" in lower[phrase[0] : phrase[1] + 1]:
                partner = noun_phrase_after(unit, at + 1)
                if partner:
                    anchor.via.append(Via("interview", unit.span(*partner), unit.span(phrase[0] - 1, at)))
                    at = partner[1] + 1
        else:
            break
    if at > start:
        anchor.symbols.append(("TAIL", start, at - 1))
    return at


def _tail_via(unit: Unit, preposition: int, phrase: Chunk) -> list[Via]:
    lower = unit.lower
    if lower[preposition] in ("on", "via") and lower[phrase[1]] in ("telegram", "twitter", "facebook", "x", "instagram", "weibo"):
        return [Via("on", unit.span(*phrase), unit.span(preposition, preposition))]
    return []


def _time_ahead(unit: Unit, at: int) -> bool:
    """on Monday; in 2019; last week; two days earlier"""
    tags, words = unit.tags, unit.words
    for index in range(at, min(at + 4, len(tags))):
        if tags[index] == "T":
            return True
        if tags[index] == "#" and len(words[index]) == 4 and tags[at] == "p" and index == at + 1:
            return index + 1 >= len(tags) or tags[index + 1] not in "NCz"
        if tags[index] not in "pDN#":
            return False
    return False


def _addressee(unit: Unit, anchor: Anchor, at: int) -> int:
    tags, lower = unit.tags, unit.lower
    frames = anchor.cue.frames
    if at >= len(tags):
        return at
    first = at
    if "tell" in frames and tags[at] in "DSNC#PO":
        phrase = noun_phrase_after(unit, at, attach=False, names=True)
    elif lower[at] in ("to", "with") and at + 1 < len(tags) and tags[at + 1] in "DSNCO" and anchor.cue.symbol in ("SAY", "ADMIT"):
        first = at + 1
        phrase = noun_phrase_after(unit, first, attach=True, names=True)
    else:
        return at
    if phrase is None:
        return at
    anchor.symbols.append(("ADDRESSEE", *phrase))
    anchor.via.append(Via("told", unit.span(*phrase), unit.span(anchor.group.head, anchor.group.last)))
    return phrase[1] + 1


def _after_ante(unit: Unit, anchor: Anchor, at: int) -> None:
    """Type what follows where the content came first: nothing more, a second part of the quotation, or of the clause."""
    tags = unit.tags
    size = len(tags)
    if at >= size or tags[at] in ".;)-":
        anchor.symbols.append(("END", at, at))
    elif tags[at] == "," and at + 1 < size:
        follow = at + 1
        if tags[follow] == "q":
            anchor.symbols += [("COMMA", at, at), ("MORE", follow, -1)]
        elif _interrupted(unit, anchor) and tags[follow] not in "ig":
            anchor.symbols.append(("REST", follow, -1))
        else:
            anchor.symbols.append(("END", at, at))
    elif tags[at] == "q":
        anchor.symbols.append(("MORE", at, -1))
    elif tags[at] == ":" and at + 1 < size:
        anchor.symbols += [("COMMA", at, at), ("MORE", at + 1, -1)]
    elif tags[at] in "BbRWg&pt,nvxNT" or tags[at] == "i":
        anchor.symbols.append(("END", at, at))
    else:
        anchor.symbols.append(("NONE", at, at))


def _interrupted(unit: Unit, anchor: Anchor) -> bool:
    """True if the words before the cue are no clause of their own: "The targets, the ministry said, included depots"."""
    _, first, last = anchor.symbols[0]
    tags = unit.tags[first : last + 1]
    if "q" in tags:
        return False
    begin = 1 if tags[:1] in ("b", "&") else 0
    if tags[begin : begin + 1] in ("B", "W"):
        return "," not in tags
    return not any(tag in "xvc" and not (index and tags[index - 1] in "DS'o") for index, tag in enumerate(tags))


def _right(unit: Unit, anchor: Anchor, ante: bool) -> None:
    """Append the symbols to the right of the cue; the last one is NONE where nothing fits the cue's frames."""
    tags, lower = unit.tags, unit.lower
    frames, symbol = anchor.cue.frames, anchor.cue.symbol
    size = len(tags)
    at = anchor.group.last + 1
    direct = at
    at = _addressee(unit, anchor, at)
    told = at > direct
    if symbol not in ("JUDGE", "CALL", "EXPRESS", "URGE", "VOW", "CITE"):
        at = _tail(unit, anchor, at)
    if ante and (at >= size or tags[at] in ".;)-,q:"):
        _after_ante(unit, anchor, at)
        return
    put = anchor.symbols.append
    tag = tags[at] if at < size else "."
    word = lower[at] if at < size else ""
    clausal = bool(frames & {"that", "clause", "tell"})
    if tag in ",:" and at + 1 < size and tags[at + 1] == "q" and frames & {"quote", "tell", "clause"}:
        put(("COLON" if tag == ":" else "COMMA", at, at))
        put(("QUOTE", at + 1, -1))
    elif tag == ":" and frames & {"quote", "tell"}:
        put(("COLON", at, at))
        put(("CLAUSE" if at + 1 < size else "NEXT", at + 1, -1))
    elif tag == "," and "that" in frames and _parenthesis(unit, at):
        # Leik said that, if elected, he would …; Leik said, however, that …
        follow = tags.find(",", at + 1) + 1
        put(("THAT", follow, follow) if tags[follow] == "h" else ("TAIL", at, follow - 1))
        put(("CLAUSE", follow + 1 if tags[follow] == "h" else follow, -1))
    elif tag == "q" and frames & {"quote", "clause", "tell", "object", "that"}:
        whole = at + 1 >= size or tags[at + 1] in ".,;:-)" or (tags[at + 1] in "&bB")
        if whole and frames & {"quote", "clause", "tell", "that"}:
            put(("QUOTE", at, -1))
        elif clausal:
            put(("CLAUSE", at, -1))
        else:
            put(("OBJECT", at, -1))
    elif tag == "h" and clausal and at + 1 < size:
        put(("THAT", at, at))
        put(("CLAUSE", at + 1, -1))
    elif (tag == "W" or word in ("who", "which", "what")) and frames & {"wh", "tell"}:
        put(("QUESTION", at, -1))
    elif tag == "t" and "to" in frames and at + 1 < size and tags[at + 1] in "zcxvNrgC" and not told:
        put(("TO", at, at))
        put(("INFINITIVE", at + 1, -1))
    elif tag in "gi" and "gerund" in frames:
        put(("GERUND", at, -1))
    elif tag in "gi" and frames & {"clause"} and _finite_ahead(unit, at):
        put(("CLAUSE", at, -1))
    else:
        _nominal(unit, anchor, at, told)


def _parenthesis(unit: Unit, comma: int) -> bool:
    closing = unit.tags.find(",", comma + 1)
    return 0 < closing - comma < 9 and closing + 1 < len(unit.tags) and unit.tags[closing + 1] in "hPDSCN"


def _nominal(unit: Unit, anchor: Anchor, at: int, told: bool) -> None:
    """A noun phrase follows the cue: the beginning of a clause, or an object of some kind."""
    tags, lower = unit.tags, unit.lower
    frames = anchor.cue.frames
    size = len(tags)
    put = anchor.symbols.append
    if at >= size or tags[at] not in "DSNC#POzvgqrpoTnBxcWb":
        put(("NONE", at, at))
        return
    starts_clause = tags[at] in "DSNC#POzvgnrBTpWcx"
    if told or ("clause" in frames and starts_clause and _finite_ahead(unit, at)):
        put(("CLAUSE", at, -1) if frames & {"clause", "tell"} and _finite_ahead(unit, at) else ("NONE", at, at))
        return
    phrase = noun_phrase_after(unit, at)
    after = phrase[1] + 1 if phrase else size
    if phrase and frames & {"objto", "urge"} and after + 1 < size and tags[after] == "t" and tags[after + 1] in "zcxNrn":
        put(("URGED", at, -1))
    elif "as" in frames and (as_at := _as_ahead(unit, at)):
        put(("OBJECT", at, as_at - 1))
        put(("AS", as_at, as_at))
        put(("PREDICATE", as_at + 1, -1))
    elif lower[at] == "as" and "as" in frames:
        put(("NONE", at, at))
    elif phrase and "complement" in frames:
        short = noun_phrase_after(unit, at, attach=False, names=True)
        rest = (short[1] if short else at) + 1
        put(("COMPLEMENT", at, -1) if rest < size and tags[rest] in "DSqNC#vgrzoip" else ("NONE", at, at))
    elif "object" in frames and anchor.cue.symbol == "EXPRESS":
        _expressed(unit, anchor, at, phrase)
    elif "object" in frames and (phrase or tags[at] == "q"):
        put(("OBJECT", at, -1))
    else:
        put(("NONE", at, at))


def _expressed(unit: Unit, anchor: Anchor, at: int, phrase: Chunk | None) -> None:
    """Leik expressed hope that …; the mayor conveyed thanks to the crews: only with a noun of speech or feeling."""
    if phrase is None:
        anchor.symbols.append(("NONE", at, at))
        return
    for index in range(phrase[0], min(phrase[1] + 1, phrase[0] + 7)):
        if unit.lower[index] in cue_nouns() and unit.tags[index] in "Nzc":
            if unit.tags[index + 1 : index + 2] == "h" and index + 2 < len(unit.tags):
                anchor.group = Group(anchor.group.first, anchor.group.head, index, anchor.group.use, anchor.group.negated)
                anchor.symbols[-1] = (anchor.symbols[-1][0], anchor.group.first, index)
                anchor.symbols += [("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
            else:
                anchor.symbols.append(("THANKS", at, -1))
            return
    anchor.symbols.append(("NONE", at, at))


def _as_ahead(unit: Unit, at: int) -> int:
    """Return the index of the "as" that belongs to the verb, or 0."""
    for index in range(at + 1, min(at + 14, len(unit.tags) - 1)):
        if unit.lower[index] == "as":
            return index
        if unit.tags[index] in ".;:xc":
            return 0
    return 0


def _finite_ahead(unit: Unit, at: int) -> bool:
    """True if a finite verb stands in the rest of the clause."""
    tags = unit.tags
    seen = False
    for index in range(at, min(at + 40, len(tags))):
        tag = tags[index]
        if tag in ".;" or (tag == ":" and seen):
            return False
        if tag == "x" or (tag in "vc" and seen and tags[index - 1] not in "DS"):
            return True
        if tag == "z" and seen and tags[index - 1] in "NCPzr#" and index + 1 < len(tags) and tags[index + 1] in "DSPtphNCOrqvgi.":
            return True
        if tag == "'" and index + 1 < len(tags) and tags[index + 1] in "Drngvht" and unit.lower[index] == "'s":
            return True
        if tag == "q" and seen and index > at and tags[index - 1] in "NCPz#)'":
            return True
        if tag in "DSNC#PO":
            seen = True
    return False


# ------------------------------------------------------------------ nouns, adjectives, phrases, quotes


def _noun(unit: Unit, index: int) -> Anchor | None:
    """The ministry's claim that …; his promise to …"""
    cue = cue_nouns().get(unit.lower[index])
    if cue is None or index + 2 >= len(unit.tags):
        return None
    nxt = unit.tags[index + 1]
    group = Group(index, index, index, "noun", False)
    anchor = Anchor(cue, group)
    owner = _owner(unit, index)
    if owner:
        anchor.symbols.append(("SUBJ", *owner))
    if nxt == "h" and "that" in cue.frames and unit.tags[index + 2] not in "xvc":
        anchor.symbols += [("NOUN", index, index), ("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
        return anchor
    if nxt == "t" and "to" in cue.frames and owner and unit.tags[index + 2] in "zcxN":
        anchor.symbols += [("NOUN", index, index), ("TO", index + 1, index + 1), ("INFINITIVE", index + 2, -1)]
        return anchor
    return None


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


def _adjective(unit: Unit, index: int) -> Anchor | None:
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
    negated = any(word in ("not", "n't", "never") or word.endswith("n't") for word in unit.lower[first:index])
    anchor = Anchor(cue, Group(first, index, index, "finite", negated))
    anchor.symbols += [("SUBJ", *subject), ("FEELS", first, index)]
    nxt = unit.tags[index + 1]
    if nxt == "h" and "that" in cue.frames:
        anchor.symbols += [("THAT", index + 1, index + 1), ("CLAUSE", index + 2, -1)]
    elif nxt == "t" and "to" in cue.frames:
        anchor.symbols += [("TO", index + 1, index + 1), ("INFINITIVE", index + 2, -1)]
    elif nxt in "PDSC" and "that" in cue.frames and _finite_ahead(unit, index + 1):
        anchor.symbols.append(("CLAUSE", index + 1, -1))
    else:
        return None
    return anchor if index + 2 < len(unit.tags) else None


def _phrase(unit: Unit, index: int) -> Anchor | None:
    for words, cue in cue_phrases().get(unit.lower[index], ()):
        if unit.lower[index : index + len(words)] == tuple(word.replace("’", "'") for word in words):
            anchor = Anchor(cue, Group(index, index, index + len(words) - 1, "finite", False))
            build = _PHRASES.get(cue.symbol, _verb_phrase)
            if build(unit, anchor):
                return anchor
    return None


def _verb_phrase(unit: Unit, anchor: Anchor) -> bool:
    """made clear that; was quick to point out; took aim at"""
    lower = unit.lower
    first = anchor.group.first
    words = lower[first : anchor.group.last + 1]
    if words[-2:] == ("as", "saying"):
        before = noun_phrase_before(unit, first - 1)
        if before is None:
            return False
        anchor.symbols += [("SUBJ", *before), ("QUOTED_AS", first, anchor.group.last)]
        return _simple_clause(unit, anchor, anchor.group.last + 1)
    if words[0].endswith("ing"):
        anchor.group = Group(first, first, anchor.group.last, "participle", False)
        return _participle(unit, anchor)
    while first and unit.tags[first - 1] in "xnr":
        first -= 1
    anchor.group = Group(first, anchor.group.head, anchor.group.last, "finite", "not" in lower[first : anchor.group.first])
    return _finite(unit, anchor) and anchor.string[-1] != "NONE"


def _simple_clause(unit: Unit, anchor: Anchor, at: int) -> bool:
    tags = unit.tags
    if at < len(tags) and tags[at] == "," and tags[at + 1 : at + 2] == "q":
        anchor.symbols.append(("COMMA", at, at))
        at += 1
    if at >= len(tags):
        return False
    if tags[at] == "q":
        anchor.symbols.append(("QUOTE", at, -1))
        return True
    if tags[at] == "h":
        anchor.symbols.append(("THAT", at, at))
        at += 1
    if at >= len(tags) or tags[at] in ".,;:":
        return False
    anchor.symbols.append(("CLAUSE", at, -1))
    return True


def _according(unit: Unit, anchor: Anchor) -> bool:
    tags = unit.tags
    first, after = anchor.group.first, anchor.group.last + 1
    initial = first == 0 or tags[first - 1] in ".:-&b" or (first == 1 and tags[0] == "b")
    source = _post_source(unit, after, initial)
    if source is None:
        return False
    chunk, apposition = source
    end = (apposition or chunk)[1] + 1
    symbol = "PER" if anchor.cue.symbol == "PER" else "ACCORDING"
    if symbol == "PER" and (initial or tags[after] not in "DCN" or tags[first - 1] not in ",q-"):
        return False
    if initial:
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
    if tags[first - 1] == "," and end + 1 < len(tags) and tags[end] == "," and _interrupted(unit, anchor):
        anchor.symbols += [("COMMA", end, end), ("REST", end + 1, -1)]
    else:
        anchor.symbols.append(("END", end, end))
    return True


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
    while end + 2 < len(tags) and tags[end + 1] in "vg" and not initial and tags[end + 2] in "pTDNC":
        more = noun_phrase_after(unit, end + 2 if tags[end + 2] != "p" else end + 3)
        if more is None:
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
    source = _post_source(unit, after, False)
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
    if first == 0 or tags[first - 1] not in ",-q)NC":
        return False
    last = first - 2 if tags[first - 1] in ",-" else first - 1
    anchor.symbols += [("ANTE", 0, last), ("REPORTED_BY", first, anchor.group.last), ("POSTSUBJ", *chunk)]
    anchor.symbols += [("APPOS", *apposition)] if apposition else []
    anchor.symbols.append(("END", end, end))
    anchor.edge = last + 1
    return True


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
    start = first
    while start and tags[start - 1] in "xrn":
        start -= 1
    topic = noun_phrase_before(unit, start - 1)
    if topic is None or tags[after] not in "vcxzNgirDtnpC":
        return False
    anchor.symbols += [("TOPIC", topic[0], start - 1 if start < first else topic[1]), ("HEDGE", first, last), ("REST", after, -1)]
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
        pair = apposition_before(unit, before)
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
    anchor.symbols.append(("SUBJ", *source))
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    anchor.group = Group(first, last, last, "finite", False)
    anchor.symbols.append((symbol, first, last))
    phrase = noun_phrase_after(unit, last + 1)
    if symbol == "EVENT" and unit.lower[last] in ("to", "with") and phrase:
        anchor.via.append(Via("told", unit.span(*phrase), unit.span(first, last)))
        anchor.group = Group(first, last - 1, last - 1, "finite", False)
        anchor.symbols[-1] = (symbol, first, last - 1)
    return True


def _cue_in_quote(unit: Unit, index: int) -> Anchor | None:
    """The president "expressed deep satisfaction," the palace said: the quotation begins with the cue."""
    text_words = unit.quotes[index].inner
    del text_words
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
assert DASHES
