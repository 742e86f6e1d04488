"""Cut a segmented document into units of parsing, and give each token a one-letter tag.

A unit is one sentence, or several that one quotation holds together. A quotation is one token of it.
The tags make a string as long as the unit has tokens, so that chunks are found with short regular expressions on it:

    D the   S his   P he   R who   W whether   h that   o of   t to   p other preposition   & and   b but   B because
    x auxiliary   n not   r adverb   T Monday   # 452   C Capitalised   N other word   ' possessive mark
    c finite form of a cue   i -ing form of a cue   v other finite verb   g other -ing verb   z noun or verb ("plans")
    , : ; - ( ) themselves   . final mark   q a whole quotation   * other marks
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from attrib.lexicon import table
from attrib.parse.lexicon import BASE, ING, PARTICIPLE, PAST, THIRD, cue_forms, cue_nouns
from attrib.records import Quotation, Segmented, Span
from attrib.segment import tokenize

CLASS_TAGS = {
    "determiner": "D", "possessive": "S", "subject_pronoun": "P", "object_pronoun": "O", "relative": "R", "wh": "W", "that": "h",
    "of": "o", "to": "t", "preposition": "p", "coordinator": "&", "adversative": "b", "subordinator": "B",
    "auxiliary": "x", "negation": "n", "adverb": "r", "number": "#",
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
# "Jim's said it" is rare, "it's" is not: after these words 's is "is" or "has".
CONTRACTING = frozenset(
    ["he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "when", "i", "you", "we", "they", "let"]
)
NICKNAME_LENGTH = 32  # characters
LONGEST = 250  # tokens of a unit
Word = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens of one unit of parsing. `starts`, `ends` are character offsets; `lower` the words in lower case.

    `tags` has one letter a token. `quotes` maps the index of a `q` token to its quotation. `zone` is the zone's kind.
    """

    article: int
    sentence: int
    zone: str
    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: str
    quotes: dict[int, Quotation]

    def span(self, first: int, last: int) -> Span:
        """Return the character span of tokens first to last, both included."""
        return (self.starts[first], self.ends[last])

    def text(self, first: int, last: int) -> str:
        """Return the words of tokens first to last in lower case, joined by one space."""
        return " ".join(self.lower[first : last + 1])


@cache
def word_tags() -> dict[str, str]:
    """Map a lower-case word to its tag: cues over other verbs, function words over all."""
    tags: dict[str, str] = {}
    for row in table("verbs"):
        tags.setdefault(row["lemma"], "z")
        tags.setdefault(row["third"], "z")
        tags[row["ing"]] = "g"
        tags[row["participle"]] = "v"
        tags[row["past"]] = "v"
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


def _shape(word: str, lower: str, first: bool, headline: bool) -> str:
    """Tag one word that is no mark and no quotation."""
    tags = word_tags()
    known = tags.get(lower)
    if word[0].isupper():
        # "May" and "Will" are names in the middle of a sentence; "The" is never one.
        if known and (headline or first or lower in ("the", "a", "an", "i") or (known in "hotp&xn" and len(word) < 4)):
            return "C" if known in "zg" else known
        return "T" if known == "T" else "C"
    if known:
        return known
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


def _tag(words: list[str], quotes: dict[int, Quotation], headline: bool) -> tuple[list[str], str]:
    lower = [word.lower().replace("’", "'") for word in words]
    tags: list[str] = []
    for index, word in enumerate(words):
        if index in quotes:
            tag = "q"
        elif word in POSSESSIVES:
            tag = "x" if index and lower[index - 1] in CONTRACTING else "'"
        elif word in DASHES:
            tag = "-"
        elif word in MARKS:
            tag = MARKS[word]
        elif word[0] in "'’" and len(word) < 4:
            tag = "x"  # 'll 're 've 'd
        else:
            first = not tags or tags[-1] in ".:-"
            tag = _shape(word, lower[index], first, headline)
        tags.append(tag)
    for index, tag in enumerate(tags):
        if tag in "cPr.px":
            tags[index] = _in_context(words, lower, tags, index)
    return lower, "".join(tags)


# "one of the aides", "none of them", "some voters": quantities before a noun, pronouns elsewhere.
_QUANTITIES = frozenset("one none some all both each many several most few either neither any".split())


def _in_context(words: list[str], lower: list[str], tags: list[str], index: int) -> str:
    """Return the tag of a word of several readings, from the words beside it."""
    tag, word = tags[index], lower[index]
    after = tags[index + 1] if index + 1 < len(tags) else "."
    before = tags[index - 1] if index else "."
    if tag == "c":
        if before == "x" and after in "xv" and word in _noun_forms():  # has long been
            return "r"
        return "N" if _noun_reading(lower, tags, index) else "c"
    if tag == "P":
        return "D" if word in _QUANTITIES and after in "NCo#zvr" else "P"
    if tag == "x" and word in ("being", "having"):
        return "g"
    if tag == "r":
        return "P" if word == "there" and after == "x" else "r"
    if tag == "p":  # after prosecutors determined …; as the Post reported: a clause follows, not a noun phrase
        return (
            "B"
            if word in _CLAUSAL and (before not in "NC" or after in "PDSNC") and _finite_soon(tags, index + 1)
            else "p"
        )
    # Kevin D. Leik: the full stop of an initial
    initial = index and len(words[index - 1]) == 1 and words[index - 1].isupper() and after == "C"
    return "C" if initial and word == "." else tag


_CLAUSAL = frozenset("after before as since until once than because while though if although".split())


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
    """Cue forms that can be nouns too: base and third forms, none that is a past ("campaign", "reports"; not "said")."""
    return frozenset(
        form
        for form, readings in cue_forms().items()
        if not any(tag in (PAST, PARTICIPLE) for reading in readings for tag in reading.tags if not reading.rest)
    )


def _noun_reading(lower: list[str], tags: list[str], index: int) -> bool:
    """The campaign says; early states; a call: a word that stands where only a noun can, is one."""
    if lower[index] not in _noun_forms():
        return False
    before = tags[index - 1] if index else "."
    after = tags[index + 1] if index + 1 < len(tags) else "."
    if before in "DS'#" or after == "'":
        return True
    if before in "rv" and index > 1 and tags[index - 2] in "DS'":
        return True
    if before in "cv" and lower[index] in cue_nouns():  # expressed hope that …
        return True
    if before in ",.:-hB" and after in "NCz":  # state radio reported; but: ", say experts"
        follow = index + 1
        while follow < len(tags) and tags[follow] in "NCz":
            follow += 1
        return follow < len(tags) and tags[follow] in "xvc"
    return (before in "opNC" and after in "xvco") or (before in "op" and after not in "DSPOh")


_NAME_QUOTED = re.compile(r"(?<=C)q(?=C)|(?<=[DS'])q(?=[NCz])")


def _is_short(quotation: Quotation) -> bool:
    return quotation.end - quotation.start < NICKNAME_LENGTH


def _units(segmented: Segmented, first: int, last: int, quotations: list[Quotation]) -> Iterator[Unit]:
    """Yield the unit of sentences first to last; quotations are the outer ones that lie in it, in text order.

    More than LONGEST tokens without a full stop are no sentence: they are cut, so that work a unit stays bounded.
    """
    text = segmented.document.text
    head, tail = segmented.sentences[first], segmented.sentences[last]
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quotes: dict[int, Quotation] = {}
    position = head.start
    for quotation in (*quotations, None):
        until = quotation.start if quotation else tail.end
        for s, e in tokenize(text, position, until) if until > position else ():
            words.append(text[s:e])
            starts.append(s)
            ends.append(e)
        if quotation:
            quotes[len(words)] = quotation
            end = min(quotation.end, tail.end)
            words.append(text[quotation.start : end])
            starts.append(quotation.start)
            ends.append(end)
            position = max(end, position)
            if quotation.closer and text[end - len(quotation.closer) - 1] == ",":
                # "We won," she said.  The comma inside the marks divides the sentence all the same.
                words.append(",")
                starts.append(end)
                ends.append(end)
    zone = segmented.zones[head.zone].kind
    for cut in range(0, max(len(words), 1), LONGEST):
        part = slice(cut, cut + LONGEST)
        if not words[part]:
            return
        held = {at - cut: quotation for at, quotation in quotes.items() if cut <= at < cut + LONGEST}
        lower, tags = _tag(words[part], held, zone == "headline")
        if "q" in tags:  # Dwayne "Rocky" Leik; the "History" section: a word in marks is part of the noun phrase
            tags = _NAME_QUOTED.sub(partial(_absorb, held), tags)
            held = {at: quotation for at, quotation in held.items() if tags[at] == "q"}
        yield Unit(head.article, first, zone, head.paragraph, starts[part][0], ends[part][-1], tuple(words[part]),
                   tuple(lower), tuple(starts[part]), tuple(ends[part]), tags, held)  # fmt: skip


def _absorb(quotes: dict[int, Quotation], found: re.Match[str]) -> str:
    return "C" if _is_short(quotes[found.start()]) else "q"


def cut_units(segmented: Segmented) -> Iterator[Unit]:
    """Yield the units of a document in text order; sentences of page furniture are left out."""
    outer = [q for q in segmented.quotations if not q.inner]
    begins = [q.start for q in outer]
    sentences = segmented.sentences
    index = 0
    while index < len(sentences):
        first = index
        end = sentences[index].end
        low = bisect_left(begins, sentences[index].start)
        high = low
        while True:
            while high < len(outer) and outer[high].start < end:
                # "A. B. C," he said.  The quotation holds three sentences together, inside its paragraph.
                while (
                    outer[high].end > end
                    and index + 1 < len(sentences)
                    and sentences[index + 1].paragraph == sentences[first].paragraph
                    and sentences[index + 1].zone == sentences[first].zone
                ):
                    index += 1
                    end = sentences[index].end
                high += 1
            break
        if segmented.zones[sentences[first].zone].kind not in ("furniture", "publisher_line", "byline", "credit"):
            yield from _units(segmented, first, index, outer[low:high])
        index += 1
