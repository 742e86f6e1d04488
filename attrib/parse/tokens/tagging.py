"""Give each token one letter, so that chunks are found on a string.

The letters:

    D the   S his   P he   R who   W whether   h that   o of   t to   p other preposition   & and   b but   B because
    x auxiliary   n not   r adverb   T Monday   # 452   C Capitalised   N other word   ' possessive mark
    c finite form of a cue   i -ing form of a cue   v other finite verb   g other -ing verb   z noun or verb ("plans")
    , : ; - ( ) themselves   . final mark   q a whole quotation   * other marks
"""

from functools import cache
from itertools import compress, count
from typing import NamedTuple

from attrib import lexicon
from attrib.parse.tokens.cues import PARTICIPLE, PAST, THIRD, cue_forms, cue_nouns
from attrib.parse.tokens.readings import BESIDE, CLAUSAL, COMPARING, FLOATING, GATHERINGS, ORDINALS, QUANTITIES, Reading
from attrib.records import Quotation
from attrib.regex import regex

# "Jim's said it" is rare, "it's" is not: after these words 's is "is" or "has".
CONTRACTING = frozenset(
    ["he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "when", "i", "you", "we", "they", "let"]
)


# Where a tag hangs on its place: where a sentence opens, a possessive mark, "May" (M until its neighbours are read), "Jan said".
_PLACED = regex(r"(?:^|(?<=^\()|(?<=[.:-]))[^q]|['M]|T(?=c)")
_ALL_PLACED = regex(r"[^q]")


class Tagged(NamedTuple):
    """The words of a unit, the same in lower case, one letter each as a string, and the indexes of those that open a cue."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    tags: str
    openers: tuple[int, ...]


def tag_words(
    readings: list[Reading], quotes: dict[int, Quotation], headline: bool, names: frozenset[str] = frozenset()
) -> Tagged:
    """Return the words of a unit, one at least, with their tags.

    `quotes` are the quotations by the index of their word. `names` are the words that the text shows to be names.
    """
    words, lower, inside, _, shifts, opens = zip(*readings, strict=True)
    tags = list(inside)
    for index in quotes:
        tags[index] = "q"
    for place in (_ALL_PLACED if headline else _PLACED).finditer("".join(tags)):
        index = place.start()
        tags[index] = _in_place(words, readings, tags, index, names)
    if not _TWO_WORDS.isdisjoint(lower):
        _adverbs(lower, tags)
    last = len(tags) - 1
    for index in compress(count(), shifts):
        tag = tags[index]
        # A full stop is only looked at before a name, where it can belong to an initial: most end the sentence.
        if tag in "cPrpxhigDB" or (tag == "." and index < last and tags[index + 1] == "C"):
            tags[index] = _in_context(words, lower, tags, index)
    return Tagged(words, lower, "".join(tags), tuple(compress(count(), opens)))


_TWO_WORDS = frozenset(("longer", "once", "yet"))


def _adverbs(lower: tuple[str, ...], tags: list[str]) -> None:
    """Tag "no longer" before a verb as "not" is, and the "yet" of "has not yet said", the "once" of "never once", as adverbs."""
    for index in range(1, len(tags) - 1):
        before, after = tags[index - 1], tags[index + 1]
        if lower[index] == "longer" and lower[index - 1] == "no":  # but: the town needs no longer ferry
            # What one no longer wants to do is told by the writer: no account of anybody's words.
            if (after in "cvxir" and tags[index + 2 : index + 3] != ["t"]) or tags[max(0, index - 2)] == "x":
                tags[index - 1] = "n"
        elif (lower[index] == "yet" and before in "nx" and after in "cvxirz") or (
            lower[index] == "once" and before == "n" and after in "cv"
        ):
            tags[index] = "r"


def _in_place(
    words: tuple[str, ...], readings: list[Reading], tags: list[str], index: int, names: frozenset[str]
) -> str:
    """Return the tag of a word whose place decides."""
    tag, opening = tags[index], readings[index].opening
    if tag == "'":
        return "x" if index and readings[index - 1].lower in CONTRACTING else "'"
    if tag == "T" and words[index] in _NAMES_TOO and index + 1 < len(readings) and readings[index + 1].lower in _SAYING:
        return "C"
    if not index or tags[index - 1] in ".:-" or (index == 1 and tags[0] == "("):
        after = readings[index + 1] if index + 1 < len(readings) else None
        if after and opening in "Tx" and words[index] in _NAMES_TOO and after.lower in _SAYING:
            return "C"  # May said the talks would go on; Day added that …
        if after and opening in _NO_NAME and words[index] in names and after.inside in "cvx'M":
            return "C"  # Ana Rose resigned. Rose blamed the storm.
        return opening
    if tag == "M":  # in May; Mrs. May
        return "T" if tags[index - 1] == "p" else "C"
    return opening if tag != "T" else tag  # in a headline


# Months and "day" are family names and given names too, before a verb of saying.
_NAMES_TOO = frozenset(("April", "August", "Day", "Jan", "Jun", "June", "March", "May", "Sun"))
_SAYING = frozenset(("said", "says", "told", "tells", "added", "adds", "warned", "asked", "wrote", "insisted"))

# What a word that opens a sentence can be, and a family name as well.
_NO_NAME = frozenset("cgivzrpBNT")


def _in_context(words: tuple[str, ...], lower: tuple[str, ...], tags: list[str], index: int) -> str:
    """Return the tag of a word of several readings, from the words beside it."""
    tag, word = tags[index], lower[index]
    after = tags[index + 1] if index + 1 < len(tags) else "."
    before = tags[index - 1] if index else "."
    if tag == "c":
        if before == "x" and after in "xv" and word in _noun_forms():  # has long been
            return "r"
        return "N" if _noun_reading(lower, tags, index) else "c"
    if tag in "ig" and before in "NC" and after in "vc,." and word in lexicon.words("documents", "noun"):
        return "N"  # a Web posting made on Monday
    if word in GATHERINGS and tag == "g" and before in "vrz" and index > 1 and tags[index - 2] in "DS'":
        return "N"  # told a closed meeting that …
    if tag == "h":  # on that floor; of that report: no conjunction behind a preposition
        phrasal = (
            index > 1 and lower[index - 1] == "out" and tags[index - 2] in "civ"
        )  # pointed out that crews were late
        return "D" if before in "po" and after in "NCz#" and not phrasal else "h"
    if word in COMPARING and before in "xr" and after in "cv":  # is now more convinced that …
        return "r"
    if word in FLOATING and before == "x" and after in "zNg":  # are all quick to say
        return "r"
    if (
        word in FLOATING and before in "xPN" and after in "vcr" and lower[index - 1] != "it"
    ):  # has both endorsed; they all agree
        return "r"
    if tag == "P":
        return "D" if word in QUANTITIES and after in "NCo#zvr" else "P"
    if tag == "x" and word in ("being", "having"):
        return "g"
    if word in ORDINALS and index and lower[index - 1] == "a" and after in ".,;:cvx":  # quipped a third; a second said
        return "N"
    if tag == "r":
        return "P" if word == "there" and after == "x" else "r"
    if word == "opposite" and before in "DS" and after in "NCz":  # her opposite number
        return "N"
    if word == "since" and before == "x":  # She has since stressed that …
        return "r"
    if (
        word in BESIDE
        and tag == "p"
        and before in ".,b&BhD"
        and after == "N"
        and tags[index + 2 : index + 3] in _FINITE
    ):
        return "N"  # But outside experts cautioned that …
    if word == "once" and before in "NC" and after == "c":  # as Blythe once put it
        return "r"
    if tag == "p":  # after prosecutors determined …; as the Post reported: a clause follows, not a noun phrase
        return (
            "B"
            if word in CLAUSAL and (before not in "NC" or after in "PDSNC") and _finite_soon(tags, index + 1)
            else "p"
        )
    # Kevin D. Leik: the full stop of an initial
    initial = index and len(words[index - 1]) == 1 and words[index - 1].isupper() and after == "C"
    if initial and word == ".":
        tags[index - 1] = "C"
        return "C"
    return tag


_FINITE = (["c"], ["v"], ["x"])


def _finite_soon(tags: list[str], start: int) -> bool:
    """True if a noun phrase and a finite verb follow, without a preposition between."""
    for index in range(start, min(start + 7, len(tags))):
        if tags[index] in "xvc" and index > start and tags[index - 1] not in "DS'":
            return True
        if tags[index] not in "DSNC#P'zrn":
            return False
    return False


@cache
def _noun_forms() -> frozenset[str]:
    """Cue forms that can be nouns too: base and third forms ("campaign", "reports"; neither "said" nor "say")."""
    plain, nouns = _nouns(), lexicon.words("verb_nouns", "lemma")
    return frozenset(
        form
        for form, readings in cue_forms().items()
        if not any(tag in (PAST, PARTICIPLE) for reading in readings for tag in reading.tags if not reading.rest)
        and (form in plain or any(reading.rest or reading.cue.lemma in nouns for reading in readings))
    )


_NOUN_TABLES = (
    ("people", "form"), ("roles", "noun"), ("organisations", "form"), ("documents", "noun"), ("documents", "plural"),
)  # fmt: skip


@cache
def _nouns() -> frozenset[str]:
    """Return the words that news uses as nouns, cue forms among them: report, claims, state, aide."""
    return frozenset(cue_nouns()).union(*(lexicon.words(table, column) for table, column in _NOUN_TABLES))


def _no_subject(lower: tuple[str, ...], tags: list[str], index: int) -> bool:
    """True if a base form that can be a noun stands behind a singular: no subject agrees with it as a verb."""
    if lower[index].endswith("s") or not (
        lower[index] in _nouns() or lower[index] in lexicon.words("verb_nouns", "lemma")
    ):
        return False
    if lower[index - 1] in lexicon.words("plurals", "form"):  # state data show
        return False
    return not lower[index - 1].endswith("s") and "&" not in tags[max(0, index - 4) : index]


def _noun_reading(lower: tuple[str, ...], tags: list[str], index: int) -> bool:
    """The campaign says; early states; a call: a word that stands where only a noun can, is one."""
    if lower[index] not in _noun_forms():
        return False
    if (
        lower[index] == "state"
        and tags[index + 1 : index + 2] in (["N"], ["z"])
        and (not index or tags[index - 1] not in "xtn")
    ):
        return True  # State television said; citing state media
    before = tags[index - 1] if index else "."
    after = tags[index + 1] if index + 1 < len(tags) else "."
    if index == 0 and after in "top" and lower[index].endswith("s"):  # Figures to be published today
        return True
    if before == "D" and (lower[index - 1] == "others" or (lower[index - 1] in QUANTITIES and after in "hDPS")):
        return False  # Others argue that …; some claim the road is closed
    if before == "t" and all(form.tags == {THIRD} for form in cue_forms()[lower[index]]):  # in reply to questions
        return True
    if before == "h" and after in ".,;:&p":  # would not repeat that pledge
        return True
    if (
        before in "DS'"
        or after == "'"
        or (before == "R" and lower[index - 1] == "whose")
        or (before == "#" and lower[index].endswith("s"))
    ):
        return True
    if before in "rvg" and index > 1 and tags[index - 2] in "DS'":
        return True
    if before in "cvi" and lower[index] in cue_nouns():  # expressed hope that …
        return True
    if before in "cvi" and lower[index].endswith("s") and lower[index - 1].endswith(("ed", "ing", "said", "expects")):
        return True  # denied plans to sell: no finite verb stands behind another
    if before == "x" and lower[max(0, index - 2)] == "there":  # There are fears that …
        return True
    if before in "NC" and after in "NCzq" and _no_subject(lower, tags, index):  # Russian state news outlet
        return True
    if before == "N" and after in ".,:;)" and _no_subject(lower, tags, index):  # in a text message:
        return True
    if before == "," and after == "c" and tags[index + 2 : index + 3] == ["."] and lower[index].endswith("s"):
        return True  # …, figures show.
    if before in ",.:-hB" and after in "NCz" and lower[index] in _nouns():  # state radio reported; but: ", say experts"
        follow = index + 1
        while follow < len(tags) and tags[follow] in "NCz":
            follow += 1
        return follow < len(tags) and tags[follow] in "xvc"
    return (before in "opNC" and after in "xvco") or (before in "op" and after not in "DSPOh")
