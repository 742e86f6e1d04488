"""Cut a segmented document into units of parsing.

A unit is one sentence, or several that one quotation holds together. A quotation is one token of it; what stands inside is
read as units of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from attrib import lexicon
from attrib.parse.tokens.readings import Reading, read_tokens, read_words
from attrib.parse.tokens.tagging import Tagged, tag_words
from attrib.records import Quotation, Segmented, Sentence, Span
from attrib.regex import regex
from attrib.segment import tokenize

NICKNAME_LENGTH = 32  # characters
LONGEST = 150  # tokens of a unit; sentences of news are shorter
UNREAD = frozenset(("furniture", "publisher_line", "byline", "credit"))

# The space stands outside of what looks ahead: the search then leaps over names that none follows.
_GIVEN_AND_FAMILY = regex(r"([A-Z](?<!\w[A-Z])\w+) (?=(?:[A-Z]\. )?([A-Z][a-z]+)\b)")


@dataclass(slots=True)
class Unit:
    """Tokens of one unit of parsing; `lower` are the words in lower case, `start` and `end` character offsets.

    `tags` has one letter a token. `openers` are the tokens that a cue other than a verb may begin with. `quotes` maps the index of a `q` token to its quotation. `zone` is the zone's kind, "quotation" for what
    stands inside quote marks. `commas` are the tokens that stand for a comma inside the marks
    before them, and take no room. `spans` are None until somebody asks where a token stands: of most units nobody does.
    """

    article: int
    sentence: int
    zone: str
    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    lower: tuple[str, ...]
    tags: str
    openers: tuple[int, ...]
    quotes: dict[int, Quotation]
    document: str
    commas: tuple[int, ...]
    spans: list[Span] | None = None

    def span(self, first: int, last: int) -> Span:
        """Return the character span of tokens first to last, both included."""
        spans = self.spans or self.locate()
        return (spans[first][0], spans[last][1])

    def locate(self) -> list[Span]:
        """Return the character spans of all tokens; only white space lies between them."""
        if self.spans is None:
            self.spans = []
            at = self.start
            for index, word in enumerate(self.words):
                start = at if index in self.commas else self.document.find(word, at)
                at = start if index in self.commas else start + len(word)
                self.spans.append((start, at))
        return self.spans

    def text(self, first: int, last: int) -> str:
        """Return the words of tokens first to last in lower case, joined by one space."""
        return " ".join(self.lower[first : last + 1])


_NAME_QUOTED = regex(r"(?<=C)q(?=C)|(?<=[DS'])q(?=[NCz])")


def _is_short(quotation: Quotation) -> bool:
    return quotation.end - quotation.start < NICKNAME_LENGTH


def _units(
    segmented: Segmented, at: int, start: int, end: int, quotations: list[Quotation], names: frozenset[str], zone: str
) -> list[Unit]:
    """Return the unit of the characters start to end, in sentence number `at`; quotations in it are in text order.

    `names` are the text's family names; `zone` is the kind of the sentence's.

    More than LONGEST tokens without a full stop are no sentence: they are cut, so that work a unit stays bounded.
    """
    text = segmented.document.text
    words = text[start:end]
    # Marks of the page's own between the words are rare.
    if _BAR in words or "[" in words or "((" in words:
        return _cut(segmented, at, start, end, quotations, names, zone)
    quotes: dict[int, Quotation] = {}
    commas: tuple[int, ...] = ()
    if quotations:
        readings, quotes, commas = _read(text, start, end, quotations)
    else:
        readings = read_words(words)
    if len(readings) > LONGEST:
        return _cut(segmented, at, start, end, quotations, names, zone)
    if not readings:
        return []
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    sentence = segmented.sentences[at]
    tagged, quotes = _tag(readings, quotes, zone == "headline", names)
    return [Unit(sentence.article, at, zone, sentence.paragraph, start, end, *tagged, quotes, text, commas)]


def _cut(
    segmented: Segmented, at: int, start: int, end: int, quotations: list[Quotation], names: frozenset[str], zone: str
) -> list[Unit]:
    """Return the units of a stretch that is too long for one, or holds marks of the page; see `_units`."""
    text, sentence = segmented.document.text, segmented.sentences[at]
    words: list[str] = []
    spans: list[Span] = []
    quotes: dict[int, Quotation] = {}
    position = start
    for quotation in (*quotations, None):
        until = quotation.start if quotation else end
        if until > position:
            found = tokenize(text, position, until)
            words += [text[s:e] for s, e in found]
            spans += found
        if quotation:
            quotes[len(words)] = quotation
            stop = min(quotation.end, end)
            words.append(text[quotation.start : stop])
            spans.append((quotation.start, stop))
            position = max(stop, position)
            if _ends_in_comma(text, quotation, stop):
                words.append(",")
                spans.append((stop, stop))
    _clear(text, start, end, words, spans, quotes)
    units = []
    for cut in range(0, len(words), LONGEST):
        part = words[cut : cut + LONGEST]
        held = {n: quotes[cut + n] for n in range(len(part)) if cut + n in quotes} if quotes else {}
        tagged, held = _tag(read_tokens(part), held, zone == "headline", names)
        places = spans[cut : cut + LONGEST]
        units.append(Unit(sentence.article, at, zone, sentence.paragraph, places[0][0], places[-1][1], *tagged, held, text,
                          (), places))  # fmt: skip
    return units


def _read(
    text: str, start: int, end: int, quotations: list[Quotation]
) -> tuple[list[Reading], dict[int, Quotation], tuple[int, ...]]:
    """Return the words of text[start:end], the quotations by the index of their word, and the indexes of their inner commas."""
    readings: list[Reading] = []
    quotes: dict[int, Quotation] = {}
    commas: list[int] = []
    position = start
    for quotation in quotations:
        if quotation.start > position:
            readings += read_words(text[position : quotation.start])
        quotes[len(readings)] = quotation
        stop = min(quotation.end, end)
        readings += read_tokens([text[quotation.start : stop]])
        position = max(stop, position)
        if _ends_in_comma(text, quotation, stop):
            commas.append(len(readings))
            readings += read_tokens([","])
    return readings + read_words(text[position:end]), quotes, tuple(commas)


def _ends_in_comma(text: str, quotation: Quotation, stop: int) -> bool:
    """ "We won," she said.  The comma inside the marks divides the sentence all the same: it becomes a word behind them."""
    return quotation.closer != "" and text[stop - len(quotation.closer) - 1] == ","


def _tag(
    readings: list[Reading], quotes: dict[int, Quotation], headline: bool, names: frozenset[str]
) -> tuple[Tagged, dict[int, Quotation]]:
    """Return the words of a unit with their tags, and those of its quotations that are none of its words."""
    tagged = tag_words(readings, quotes, headline, names)
    if quotes:  # Dwayne "Rocky" Leik; the "History" section: a word in marks is part of the noun phrase
        tags = _NAME_QUOTED.sub(partial(_absorb, quotes), tagged.tags)
        tagged = tagged._replace(tags=tags)
        quotes = {n: quotation for n, quotation in quotes.items() if tags[n] == "q"}
    return tagged, quotes


_BAR = "|"
# ((it)) tells the language of what is quoted, [3] the footnote: the page's marks, no words of the sentence.
_NOTE = regex(r"\(\([a-z]{2,3}\)\)|(?<=\S)\[\d{1,3}\]")


def _clear(text: str, start: int, end: int, words: list[str], spans: list[Span], quotes: dict[int, Quotation]) -> None:
    """Take out, in place, bars inside a sentence (before a word in lower case), and footnote marks that stand in the
    way of its shape: of a quotation alone, or of a line that leads up to one with a colon.
    """
    notes = [match.span() for match in _NOTE.finditer(text, start, end)]
    noted = set()
    number = 0
    for at, (begin, stop) in enumerate(spans):
        while number < len(notes) and notes[number][1] <= begin:
            number += 1
        if number < len(notes) and notes[number][0] <= begin and stop <= notes[number][1]:
            noted.add(at)
    if words[-1] != ":" and any(
        at not in quotes and at not in noted and word not in ".," for at, word in enumerate(words)
    ):
        noted = set()
    barred = {at for at, word in enumerate(words[:-1]) if at and word == _BAR and words[at + 1][0].islower()}
    kept = [at for at in range(len(words)) if at not in noted and at not in barred]
    held = {new: quotes[at] for new, at in enumerate(kept) if at in quotes}
    words[:], spans[:] = [words[at] for at in kept], [spans[at] for at in kept]
    quotes.clear()
    quotes.update(held)


def _absorb(quotes: dict[int, Quotation], found: re.Match[str]) -> str:
    return "C" if _is_short(quotes[found.start()]) else "q"


def cut_units(segmented: Segmented) -> Iterator[Unit]:
    """Yield the units of a document in text order; sentences of page furniture are left out."""
    outer = [q for q in segmented.quotations if not q.inner]
    begins = [q.start for q in outer]
    sentences = segmented.sentences
    names = _family_names(segmented.document.text)
    index = 0
    while index < len(sentences):
        first = index
        end = sentences[index].end
        low = high = bisect_left(begins, sentences[index].start)
        while high < len(outer) and outer[high].start < end:
            # "A. B. C," he said.  The quotation holds three sentences together, inside its paragraph.
            while outer[high].end > end and _joined(sentences, first, index + 1):
                index += 1
                end = sentences[index].end
            high += 1
        zone = segmented.zones[sentences[first].zone].kind
        if zone not in UNREAD:
            yield from _units(segmented, first, sentences[first].start, end, outer[low:high], names, zone)
        index += 1


def _joined(sentences: tuple[Sentence, ...], first: int, then: int) -> bool:
    """True if sentence `then` stands in the paragraph and zone of sentence `first`."""
    if then >= len(sentences):
        return False
    return sentences[then].paragraph == sentences[first].paragraph and sentences[then].zone == sentences[first].zone


def cut_quotation(segmented: Segmented, unit: Unit, quotation: Quotation) -> Iterator[Unit]:
    """Yield the units inside one quotation of a unit, without its marks."""
    sentences = segmented.sentences
    start = quotation.start + len(quotation.opener)
    end = min(quotation.end, unit.end) - len(quotation.closer)
    at = unit.sentence
    while at < len(sentences) and sentences[at].start < end:
        begin, stop = max(start, sentences[at].start), min(end, sentences[at].end)
        if stop > begin and sentences[at].article == unit.article:
            yield from _units(segmented, at, begin, stop, [], frozenset(), "quotation")
        at += 1


def _family_names(text: str) -> frozenset[str]:
    """Return the capitalised words behind a given name somewhere in a text: "Ana Rose resigned. Rose blamed the storm."."""
    given = lexicon.words("given_names", "name")
    return frozenset(found[2] for found in _GIVEN_AND_FAMILY.finditer(text) if found[1] in given)
