"""Where a content begins and ends: spans of characters from the edges that the anchors marked."""

from attrib.lexicon import words
from attrib.parse.chunks.clauses import finite_ahead
from attrib.parse.tokens.units import Unit
from attrib.records import Span, Spans
from attrib.regex import regex

_MARK = regex("[;,&-]")  # the tags before which a clause may end


def right_end(unit: Unit, first: int, stops: frozenset[int], whole: bool = False, phrase: bool = False) -> int:
    """Return the last token of a content that begins with token `first` and goes on to the right.

    It ends before a token of `stops` (the edge of another cue), before words that leave the speaker's clause, and before
    the final mark. `whole` keeps it going over commas (headlines, labelled lines). A `phrase` is no clause (vowed to act,
    called it a farce), so that ", and" leads on to something else.
    """
    tags, lower = unit.tags, unit.lower
    limit = min((at for at in stops if at > first), default=len(tags))
    for mark in () if whole else _MARK.finditer(tags, first + 2, max(limit, first + 2)):
        index, tag = mark.start(), mark[0]
        if tag == ";":
            ends = True
        elif tag == "-":
            ends = "-" not in tags[index + 1 :] and tags.count("-", first, index) % 2 == 0
        elif tag == ",":
            leaves = _main_clause_at(unit, first, index) or _spliced(unit, first, index)
            ends = leaves or (phrase and lower[index + 1 : index + 2] == ("and",) and "," not in tags[first:index])
            ends = ends or (_leaves(unit, index) and not _subject_only(unit, first, index))
        else:  # Leik said he was tired and walked out.
            ends = tags[index + 1 : index + 2] in ("v", "c") and lower[index + 1] in words("gestures", "form")
        if ends:
            limit = index
            break
    last = limit - 1
    while last > first and (tags[last] in ",;:-&b(" or (tags[last] == "." and unit.words[last] not in ("?", "!"))):
        last -= 1
    return last


def object_end(unit: Unit, first: int, stops: frozenset[int]) -> int:
    """Return the last token of a content that is a noun phrase: "criticised the plan | and left", "hailed the vote | , a blow to …"."""
    tags = unit.tags
    end = right_end(unit, first, stops)
    for index in range(first + 1, end + 1):
        tag = tags[index]
        if tag == "&":
            after = index + 1
            while after < end and tags[after] in "rT":
                after += 1
            if tags[after] in "vcx" and tags[after + 1 : after + 2] not in ("N", "z"):
                return index - 1
        elif tag == ":" and tags[index + 1 : index + 2] == "q":
            return index - 1  # Leik defended the plan: "It is the best we have."
        elif (tag == "," and not _in_list(unit, index, end) and unit.lower[index + 1] != "including") or (
            tag == "B" and unit.lower[index] != "because" and tags[index - 1] not in "gi"
        ):
            return index - 1
        elif tag == "W" and unit.lower[index] == "when" and tags[index - 1] in "NCz":
            return index - 1  # admitted theft when he appeared in court
    simple = not set(tags[first + 1 : end]) & set("Rxvcq")
    while simple and end > first + 1 and tags[end] == "T":  # criticised the plan on Monday
        end -= 2 if tags[end - 1] == "p" and end > first + 2 else 1
    return end


def _in_list(unit: Unit, comma: int, end: int) -> bool:
    """True for the comma of "taxes, tolls and fares": another noun phrase and an "and" follow before the next verb."""
    tags = unit.tags
    for index in range(comma + 1, end + 1):
        if tags[index] in "xRPBbW.;:-" or (tags[index] in "vc" and tags[index - 1] not in "DSN,&"):
            return False
        if tags[index] == "&":
            return index > comma + 1 or tags[index + 1 : index + 2] not in ("v", "c", "x", "")
    return False


def embedded_end(unit: Unit, first: int, infinitive: bool) -> int:
    """Return the last token of a clause that stands inside the subject of another one, whose verb ends it.

    "The claim that the road is closed | surprised drivers": the second finite verb without a link before it.
    """
    tags = unit.tags
    size = len(tags)
    index = first
    if not infinitive:
        while index < size and (tags[index] not in "xvc,.;:" or _adjectival(tags, index)):
            index += 1
    while index < size and tags[index] in "xnr":
        index += 1
    index += 1  # the verb itself, or what the copula says
    while index < size and tags[index] not in ".;:":
        if tags[index] in "xvc" and tags[index - 1] not in "RhBW&PxnrDSt" and not _adjectival(tags, index, infinitive):
            return index - 1
        if tags[index] == "," and tags[index + 1 : index + 2] in tuple("xvc"):
            return index - 1
        index += 1
    return right_end(unit, first, frozenset())


def _adjectival(tags: str, index: int, infinitive: bool = False) -> bool:
    """that the retired drivers were late; to deport undocumented workers: a participle before its noun"""
    before = "DS#z" if infinitive else "DS#h"
    return tags[index] in "vc" and tags[index + 1 : index + 2] in ("N", "C") and tags[index - 1] in before


def _leaves(unit: Unit, comma: int) -> bool:
    """True if the words behind this comma are the writer's, more often than not.

    Measured on news: ", which" ends a reported clause in 63 of 100 cases, ", while" in 61, ", but he" in 79, ", and voted"
    in 73, a participle in 58; ", and the" only in 37.
    """
    tags, lower = unit.tags, unit.lower
    if comma + 2 >= len(tags):
        return False
    tag, word = tags[comma + 1], lower[comma + 1]
    after = tags[comma + 2]
    if tag == "R" or word in ("which", "where"):
        return True
    if word in ("while", "although", "though", "whereas"):
        return True
    if word == "and" and after == "h":  # … had erred, and that the vote was fair
        return False
    if word == "but":
        return after in "PDSCN" and finite_ahead(unit, comma + 2)
    if word == "as" and tag == "B":
        return True
    if word == "and":
        return after in "vc"
    if word in ("compared", "up", "down") and lower[comma + 2] in ("with", "to", "from"):
        return True  # 52 percent said they would, compared with 41 percent in May
    return tag == "g"


def _main_clause_at(unit: Unit, first: int, comma: int) -> bool:
    """While Leik said he was ready, the board waited: a sentence that opens with "while" has its main clause behind."""
    tags = unit.tags
    opening = 1 if tags[:1] in ("b", "&", "r") else 0
    if tags[opening] not in "BW" or unit.lower[opening] == "as" or "," in tags[opening:first]:
        return False
    if tags[first] == "p" and not set(tags[first:comma]) & set("xvc"):
        return False  # Because I feel that, with this dam, the valley is safe
    return tags[comma + 1 : comma + 2] in tuple("DSPNC#pr") and bool(set(tags[comma + 1 :]) & set("xvcz"))


def _spliced(unit: Unit, first: int, comma: int) -> bool:
    """ "I suspect they won't, we've tried": spoken sentences follow each other with a comma between."""
    if unit.zone != "quotation" or not set(unit.tags[first:comma]) & set("xvc"):
        return False
    at = comma + 2 if unit.lower[comma + 1 : comma + 2] in (("so",), ("and",), ("but",)) else comma + 1
    return unit.tags[at : at + 1] == "P" and unit.tags[at + 1 : at + 2] in ("x", "v", "c")


def _subject_only(unit: Unit, first: int, comma: int) -> bool:
    """Leik said Doe, who runs the port, was wrong: the clause has no verb yet, so that it cannot end here."""
    tags = unit.tags
    begin = max(tags.rfind("h", first, comma), first)
    verb = any(tags[at] in "xvczgi" and (at == first or tags[at - 1] not in "DS'o") for at in range(begin, comma))
    return not verb and "q" not in tags[begin:comma]


def left_start(unit: Unit, last: int, floor: int) -> int:
    """Return the first token of a content that ends with token `last`; it goes back to `floor`, past opening connectors."""
    tags = unit.tags
    first = floor
    semicolon = tags.rfind(";", first, last)
    if semicolon >= 0:
        first = semicolon
    if tags.count("-", first, last) % 2:  # … - and the permit, his campaign said: one dash opens a new clause
        first = tags.rfind("-", first, last)
    while first < last and tags[first] in ",;.:-)":
        first += 1
    if floor and first < last and unit.lower[first] in ("while", "as"):
        first += 1
    if first < last and tags[first] in "&b" and tags[first + 1] not in "q":
        first += 1
        if first < last and tags[first] == ",":
            first += 1
    return first


def form(text: str, content: Spans, quoted: Spans) -> str:
    """Return direct, mixed, indirect or none: by how much of the content's words stands inside quote marks."""
    if not content:
        return "none"
    if not quoted:
        return "indirect"
    for start, end in content:
        position = start
        for s, e in quoted:
            if e <= start or s >= end:
                continue
            if any(map(str.isalnum, text[position:s])):
                return "mixed"
            position = max(position, e)
        if any(map(str.isalnum, text[position:end])):
            return "mixed"
    return "direct"


def trim(text: str, span: Span) -> Span:
    """Return the span without white space at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)
