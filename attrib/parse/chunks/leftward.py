"""To the left of a verb: a content that ends before its subject, words set between the two, and their agreement."""

from functools import cache

from attrib.lexicon import words
from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.noun_phrases import Chunk, noun_phrase_after
from attrib.parse.chunks.openings import TITLE_LENGTH
from attrib.parse.chunks.subjects import noun_phrase_before
from attrib.parse.chunks.verbs import is_plural
from attrib.parse.tokens.cues import THIRD, cue_forms
from attrib.parse.tokens.units import Unit
from attrib.records import Via


def content_before(unit: Unit, first: int, medial: bool = False) -> int | None:
    """Return the last token of the content that ends right before token `first`, or None.

    medial: a comma or nothing follows the cue ("When the dam broke, the board said, …"), so that an opening clause is
    content too.
    """
    tags = unit.tags
    edge = first - 1
    while edge > 0 and tags[edge] in "r" and tags[edge - 1] in ",q":
        edge -= 1
    if edge < 0:
        return None
    if tags[edge] == ":" or tags[edge] == "B":
        return None
    if tags[edge] in ",-" and edge > 0:
        edge -= 1
        if tags[edge] in "b&" and edge and tags[edge - 1] in "q.":
            return None  # … “a feast.” But, Leik said, “we are tired.”
    elif tags[edge] != "q" and not (tags[edge] == "." and edge > 0 and unit.words[edge] in "?!"):
        return None
    if medial and unit.lower[0] in _OPENING and tags[edge] != "q" and set(tags[1:edge]) & set("xvcgi"):
        return edge
    return None if _leads_in(unit, edge) else edge


_OPENING = frozenset(("when", "while", "as", "after"))


def _leads_in(unit: Unit, last: int) -> bool:
    """True for words that only lead up to the speaker: "Asked if he would run, Leik said"; "On “Meet the Town,” Leik said"."""
    tags = unit.tags
    if tags[last] == "q":
        quote = unit.quotes[last]
        return (
            last > 0
            and tags[0] in "pT"
            and quote.end - quote.start < TITLE_LENGTH
            and not set(tags[:last]) & set("xvc")
        )
    if unit.lower[0] in ("asked", "when", "while", "as", "after", "according"):
        return "," not in tags[1:last]
    return False


def aside_before(unit: Unit, comma: int, anchor: Anchor) -> tuple[Chunk, None] | None:
    """Leik, for his part, said; Leik, however, said: words between commas that are no part of the source."""
    tags = unit.tags
    opening = tags.rfind(",", max(0, comma - 14), comma)
    if opening < 1 or opening + 1 == comma:
        return None
    adverbial = unit.lower[opening + 1 : comma] in (("though",), ("too",)) or (
        tags[opening + 1] in "prT" and not tags[opening + 1 : comma].strip("prTDSNzP#") and comma - opening < 7
    )
    inside = tags[opening + 1 : comma].replace("Dv", "DN").replace("Sv", "SN")  # citing an unnamed diplomat
    participial = inside[0] in "ig" and not set(inside) & set("xvcP")
    if not adverbial and not participial:
        return None
    subject = noun_phrase_before(unit, opening - 1)
    pleading = unit.lower[opening + 1 : comma] in (
        ("prosecuting",),
        ("defending",),
    )  # the case, Jane Doe, prosecuting, said
    quoted = subject and subject[0] > 1 and tags[subject[0] - 1] == "," and tags[subject[0] - 2] == "q"
    if subject and subject[0] and tags[subject[0] - 1] not in ".:;-b&hBq" and not (quoted or pleading):
        return None  # … to the convention, forcing her to act, said Leik: not the subject of "said"
    if subject and unit.lower[opening + 1] in ("citing", "quoting"):
        cited = noun_phrase_after(unit, opening + 2)
        if cited:
            cue = unit.span(opening + 1, opening + 1)
            anchor.via.append(Via(unit.lower[opening + 1], unit.span(*cited), cue))
    return (subject, None) if subject else None


def agrees(unit: Unit, anchor: Anchor, subject: Chunk) -> bool:
    """The states claims court: a plural noun has no verb in -s, a singular one no base form."""
    if anchor.group.use == "bare":
        return is_plural(unit, *subject)
    form = unit.lower[anchor.group.head]
    third = anchor.group.first == anchor.group.head and form.endswith("s") and form in _third_forms()
    head = subject[1]
    return not (
        third
        and (unit.tags[head] == "N" or unit.lower[head] in words("plurals", "form"))
        and unit.tags[subject[0] : head].strip("DSN#") == ""
        and is_plural(unit, *subject)
    )


@cache
def _third_forms() -> frozenset[str]:
    return frozenset(
        form for form, readings in cue_forms().items() if all(THIRD in r.tags for r in readings if not r.rest)
    )
