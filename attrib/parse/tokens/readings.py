"""Read a word alone: in lower case, with the letter of its tag, which its place and its neighbours may change later."""

from functools import cache
from itertools import chain
from typing import NamedTuple

from attrib import lexicon
from attrib.lexicon import VERB_FORMS, columns, table
from attrib.parse.tokens.cues import BASE, ING, PAST, THIRD, cue_forms, openings
from attrib.segment import split_tokens

CLASS_TAGS = {
    "determiner": "D", "possessive": "S", "subject_pronoun": "P", "object_pronoun": "O", "relative": "R", "wh": "W", "that": "h",
    "of": "o", "to": "t", "preposition": "p", "coordinator": "&", "adversative": "b", "subordinator": "B",
    "auxiliary": "x", "negation": "n", "adverb": "r", "number": "#", "noun": "N",
}  # fmt: skip
MARKS = {
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ".": ".",
    "!": ".",
    "?": ".",
    "...": ".",
    "…": ".",
}
DASHES = frozenset(("-", "–", "—", "--", "―"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
LONGEST_WORD = 64  # characters: what is longer is a quotation or no word at all


@cache
def word_tags() -> dict[str, str]:
    """Map a lower-case word to its tag: cues over other verbs, function words over all."""
    tags: dict[str, str] = {}
    for lemma, third, ing, past, participle in columns("verbs", *VERB_FORMS):
        tags.setdefault(lemma, "z")
        tags.setdefault(third, "z")
        tags[ing] = "g"
        tags[participle] = "v"
        tags[past] = "v"
    nouns = {form for row in table("roles") for form in (row["noun"], row["plural"])}
    nouns |= {form for row in table("documents") for form in (row["noun"], row["plural"])}
    for noun in nouns:
        if tags.get(noun) in ("z", "g"):
            tags[noun] = "N"
    for form, readings in cue_forms().items():
        kinds = {tag for reading in readings for tag in reading.tags}
        tags[form] = "i" if kinds == {ING} else "c"
        if kinds <= {BASE, THIRD, PAST} and tags.get(form) is None:
            tags[form] = "c"
    for row in table("time"):
        if " " not in row["form"]:
            tags[row["form"].lower()] = "T"
    for row in table("function_words"):
        tag = CLASS_TAGS.get(row["class"])
        if tag and " " not in row["form"]:
            tags[row["form"].lower()] = tag
    return tags


_SMALL_TIMES = frozenset(("today", "tomorrow", "tonight", "yesterday"))
_ALWAYS = frozenset(("the", "a", "an", "i"))  # never names, whatever their capital


def _shape(word: str, lower: str) -> str:
    """Tag a word in small letters that no table knows; or a number, or a mark."""
    if word[0] == "@" and len(word) > 1:  # @doe, an account
        return "C"
    if word[0].isdigit() or (len(word) > 1 and word[0] in "$€£" and word[1].isdigit()):
        return "#"
    if lower.endswith("ly") and len(lower) > 4:
        return "r"
    if lower.endswith("ing") and len(lower) > 5:
        return "g"
    if lower.endswith("ed") and len(lower) > 4:
        return "v"
    if lower.endswith(("n't", "n’t")):
        return "x"
    return "N" if word[0].isalpha() else "*"


def _capitalised(word: str, lower: str) -> tuple[str, str]:
    """Return the tag of a capitalised word inside a sentence, and where one opens."""
    known = word_tags().get(lower)
    if not known:
        return "C", "C"
    opening = "C" if known in "zg" else known
    # "May" and "Will" are names in the middle of a sentence; "The" is never one.
    if lower in _ALWAYS or (known in "hotp&xn" and len(word) < 4):
        return opening, opening
    # On Monday; but: told Norland Today. Only days and months have a capital of their own.
    return "T" if known == "T" and lower not in _SMALL_TIMES else "C", opening


class Reading(NamedTuple):
    """A word alone: as written, in lower case, its tag inside a sentence, and its tag where one opens or in a headline.

    `shifts` is True for a word whose tag the words beside it can change, `opens` for one that a cue that is no verb can
    begin with.
    """

    word: str
    lower: str
    inside: str
    opening: str
    shifts: bool
    opens: bool


class _Readings(dict[str, Reading]):
    """The readings of the words seen so far; long ones are read anew."""

    def __missing__(self, word: str) -> Reading:
        reading = _read(word)
        if len(word) < LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = reading
        return reading


class _Pieces(dict[str, tuple[Reading, ...]]):
    """The readings of what stood between two white spaces so far, "dam," of two words; a token holds no white space."""

    def __missing__(self, piece: str) -> tuple[Reading, ...]:
        if piece.isalpha() and piece.isascii():  # one token, as nearly all are
            readings: tuple[Reading, ...] = (_read(piece),)
        else:
            readings = tuple(map(_readings.__getitem__, split_tokens(piece)))
        if len(piece) < LONGEST_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = readings
        return readings


_REMEMBERED = 1 << 16  # words, pieces
_readings = _Readings()
_pieces = _Pieces()


def read_words(stretch: str) -> list[Reading]:
    """Return the readings of the words of a stretch of text."""
    return list(chain.from_iterable(map(_pieces.__getitem__, stretch.split())))


def read_tokens(words: list[str]) -> list[Reading]:
    """Return the readings of words that are cut already."""
    return list(map(_readings.__getitem__, words))


def _read(word: str) -> Reading:
    """Return the reading of one token."""
    if len(word) >= LONGEST_WORD:
        lower = word
    else:
        lower = word.lower()
        if "’" in lower:
            lower = lower.replace("’", "'")
    first = word[0]
    if first.isupper():
        inside, opening = _capitalised(word, lower)
    elif first.isalpha():
        inside = opening = word_tags().get(lower) or _shape(word, lower)
    elif word in POSSESSIVES:
        inside = opening = "'"
    elif word in DASHES:
        inside = opening = "-"
    elif first in "'’" and len(word) < 4:
        inside = opening = MARKS.get(word, "x")  # 'll 're 've 'd
    else:
        inside = opening = MARKS.get(word) or word_tags().get(lower) or _shape(word, lower)
    shifts = inside in "ch" or opening in "ch" or lower in _shifting()
    return Reading(word, lower, "M" if word == "May" else inside, opening, shifts, lower in openings())


# "one of the aides", "none of them", "some voters": quantities before a noun, pronouns elsewhere.
FLOATING = frozenset(("all", "both", "each"))
COMPARING = frozenset(("more", "less", "most"))
QUANTITIES = frozenset("one none some all both each many several most few either neither any".split())
GATHERINGS = frozenset(
    "bargaining building gathering hearing meeting sitting wedding".split()
)  # nouns in -ing behind an adjective
ORDINALS = frozenset(("second", "third", "fourth", "fifth"))
BESIDE = frozenset(("inside", "outside"))  # adjectives too: "outside experts"
CLAUSAL = frozenset("after before as since until once than because while though if although".split())


@cache
def _shifting() -> frozenset[str]:
    """Return the words, beside "that" and the forms of cues, whose tag their neighbours can change."""
    return (
        QUANTITIES
        | FLOATING
        | COMPARING
        | CLAUSAL
        | lexicon.words("documents", "noun")
        | GATHERINGS
        | ORDINALS
        | BESIDE
        | {"being", "having", "opposite", "there", "."}
    )
