"""Attributions that the layout makes, not a sentence: transcripts, pull quotes over a name, embedded posts.

Q: Did you see it?              "Nobody asked us."              The harbour is closed. — Harbour Board (@board) March 4
LEIK: I saw it. It was late.    - Jane Doe, crane driver
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attrib.parse.assemble.attributions import UNRATED
from attrib.parse.assemble.contents import form, trim
from attrib.parse.grammar.patterns import match
from attrib.parse.readers.line_shapes import NO_SPEAKER, headline_labels, is_dated_place
from attrib.parse.tokens.units import Unit
from attrib.records import Attribution, Span, Spans

_LABEL = 6  # tokens of a speaker's name before the colon
_NAME_LINE = 14  # tokens of a line that only names somebody
_TRANSCRIPT = 3  # labelled paragraphs that make an article a transcript
_SHORTEST = 2  # characters of a label in capitals: "Q" and "A" alone need company


class Laid(NamedTuple):
    """An attribution and the numbers of the units it takes, first to last."""

    attribution: Attribution
    first: int
    last: int


class _Paragraph(NamedTuple):
    first: int
    last: int
    units: tuple[Unit, ...]

    @property
    def quoted(self) -> bool:
        """True if nothing but quotations stands here."""
        return _only_quotes(self.units)

    @property
    def span(self) -> Span:
        return (self.units[0].start, self.units[-1].end)


def _only_quotes(units: tuple[Unit, ...]) -> bool:
    return all(unit.quotes and not unit.tags.strip("q.") for unit in units)


def read_layout(text: str, units: list[Unit]) -> list[Laid]:
    """Return the attributions that paragraphs make by their shape, in text order."""
    paragraphs = list(_paragraphs(units))
    found: list[Laid] = []
    taken: set[int] = set()
    for laid in (*_transcript(text, paragraphs), *_credited(text, paragraphs), *_posts(text, paragraphs)):
        if not taken & set(range(laid.first, laid.last + 1)):
            taken |= set(range(laid.first, laid.last + 1))
            found.append(laid)
    return sorted(found, key=lambda laid: laid.first)


def _paragraphs(units: list[Unit]) -> Iterator[_Paragraph]:
    first = 0
    for at in range(1, len(units) + 1):
        if at == len(units) or (units[at].paragraph, units[at].article) != (
            units[first].paragraph,
            units[first].article,
        ):
            yield _Paragraph(first, at - 1, tuple(units[first:at]))
            first = at


def _build(
    text: str, unit: Unit, symbols: tuple[str, ...], content: Spans, cue: Spans, source: Span
) -> Attribution | None:
    fitted = match(symbols)
    spans = tuple(span for span in (trim(text, span) for span in content) if span[1] > span[0])
    if fitted is None or not spans:
        return None
    quoted = tuple((q.start, min(q.end, unit.end)) for _, q in sorted(unit.quotes.items()))
    quoted = tuple(q for q in quoted if any(s <= q[0] and q[1] <= e for s, e in spans))
    return Attribution(
        article=unit.article, sentence=unit.sentence, pattern=fitted.pattern, relation="speech",
        type=form(text, spans, quoted), stance="neutral", confidence=UNRATED, content=spans, cue=cue, source=(source,),
        quoted=quoted,
    )  # fmt: skip


# ---------------------------------------------------------------- transcripts
def _label(unit: Unit) -> int:
    """Return the index of the colon behind a speaker's name that opens this unit, or 0."""
    colon = unit.tags.find(":", 1, _LABEL + 6)
    if colon < 1 or colon + 1 >= len(unit.tags) or unit.zone in ("headline", "source_line", "label"):
        return 0
    tags = unit.tags[:colon]
    opening = tags.find("(")
    if opening > 0 and tags[-1] == ")":  # Rep. Jane Doe (D-Wis.): …
        tags = tags[:opening]
    letters = [word for word in unit.words[: len(tags)] if word[0].isalpha()]
    shouted = bool(letters) and all(map(str.isupper, letters))
    if unit.lower[0] in NO_SPEAKER:
        return 0
    if len(tags) > _LABEL or (tags.strip("C'") and not shouted) or unit.text(0, colon - 1) in headline_labels():
        return 0 if unit.lower[0] not in ("q", "a") or colon > 1 else colon
    return colon


def _transcript(text: str, paragraphs: list[_Paragraph]) -> Iterator[Laid]:
    labelled = [(at, colon) for at, p in enumerate(paragraphs) if (colon := _label(p.units[0]))]
    names = Counter(
        (paragraphs[at].units[0].article, paragraphs[at].units[0].text(0, colon - 1)) for at, colon in labelled
    )
    sizes = Counter(paragraphs[at].units[0].article for at, _ in labelled)
    taking_turns = {article for (article, _), times in names.items() if times > 1 and sizes[article] >= _TRANSCRIPT}
    for at, colon in labelled:
        unit = paragraphs[at].units[0]
        name = unit.text(0, colon - 1)
        shouted = all(word.isupper() for word in unit.words[:colon] if word[0].isalpha())
        if unit.article not in taking_turns and colon == 1 and is_dated_place(unit, colon):
            continue
        if not (unit.article in taking_turns or (shouted and len(name) > _SHORTEST and colon <= _LABEL // 2)):
            continue
        if unit.tags[colon + 1] == "q" and len(unit.tags) <= colon + 3:
            continue  # Doe: “…” is read as a line of its own
        # DOE: No. We were told in March.  A first sentence without a verb is the answer's too.
        said = unit.tags[colon + 1 :] + "".join(more.tags for more in paragraphs[at].units[1:])
        if len(said) < 2 or not set(said) & set("xvczPi"):
            continue  # Leik: 1,769.
        end = paragraphs[at].span[1]
        end -= text[end - 1] == "."  # a full stop outside the marks stays out
        built = _build(text, unit, ("SUBJ", "COLON", "CLAUSE"), ((unit.span(colon + 1, colon + 1)[0], end),),
                       (unit.span(colon, colon),), unit.span(0, colon - 1))  # fmt: skip
        if built:
            yield Laid(built, paragraphs[at].first, paragraphs[at].last)


# ---------------------------------------------------------------- a quotation over the name of its speaker
def _named(unit: Unit, first: int) -> Span | None:
    """Return the span of tokens `first` to the end if they only name somebody: "Jane Doe, 34, crane driver"."""
    tags = unit.tags.rstrip(".")
    if not 0 < len(tags) - first <= _NAME_LINE or tags[first] != "C" or set(tags[first:]) & set("xcvP:;qhW"):
        return None
    last = tags.find(",", first)
    return unit.span(first, (last if last > 0 else len(tags)) - 1)


def _credited(text: str, paragraphs: list[_Paragraph]) -> Iterator[Laid]:
    """Yield a quotation with the name behind a dash, on its line or the next, and quotations that alternate with names."""
    turns = _turns(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        last = paragraph.units[-1]
        dash = 0 if last.tags[0] == "-" and len(paragraph.units) > 1 else last.tags.rfind("q-") + 1
        if last.tags[dash] == "-":
            lone = _only_quotes(paragraph.units[:-1]) and not last.tags[:dash].strip("q.")
            if lone and (name := _named(last, dash + 1)):
                yield from _one(text, paragraph, last.span(dash, dash), name, paragraph.last)
            continue
        if not paragraph.quoted or at + 1 >= len(paragraphs):
            continue
        follow = paragraphs[at + 1]
        unit = follow.units[0]
        if len(follow.units) > 1 or unit.article != last.article:
            continue
        if unit.tags[0] == "-" and (name := _named(unit, 1)):
            yield from _one(text, paragraph, unit.span(0, 0), name, follow.last)
        elif at in turns and (name := _named(unit, 0)):
            yield from _one(text, paragraph, None, name, follow.last)


def _turns(paragraphs: list[_Paragraph]) -> set[int]:
    """Return the numbers of the quotations that take turns with bare names, quotation first, two pairs at least."""
    lone = [p.units[0] if len(p.units) == 1 else None for p in paragraphs]
    names = [unit is not None and _named(unit, 0) is not None for unit in lone]
    found: set[int] = set()
    at = 0
    while at + 3 < len(paragraphs):
        pairs = 0
        while at + 2 * pairs + 1 < len(paragraphs) and paragraphs[at + 2 * pairs].quoted and names[at + 2 * pairs + 1]:
            pairs += 1
        if pairs > 1 and not (at and names[at - 1]):  # a name before the first quotation may be its speaker's
            found |= set(range(at, at + 2 * pairs, 2))
        at += max(1, 2 * pairs)
    return found


def _quotes(units: tuple[Unit, ...]) -> Spans:
    return tuple((q.start, min(q.end, unit.end)) for unit in units for _, q in sorted(unit.quotes.items()))


def _one(text: str, paragraph: _Paragraph, dash: Span | None, name: Span, last: int) -> Iterator[Laid]:
    symbols = ("QUOTE", "DASH", "POSTSUBJ") if dash else ("QUOTE", "POSTSUBJ")
    built = _build(text, paragraph.units[0], symbols, _quotes(paragraph.units), (dash,) if dash else (), name)
    if built:
        yield Laid(built, paragraph.first, last)


# ---------------------------------------------------------------- posts
def _posts(text: str, paragraphs: list[_Paragraph]) -> Iterator[Laid]:
    """The harbour is closed. — Harbour Board (@board) March 4, 2026"""
    for paragraph in paragraphs:
        if "(@" not in text[paragraph.span[0] : paragraph.span[1]]:
            continue
        for number, unit in enumerate(paragraph.units):
            dash = _signature(unit)
            if dash < 0 or (number == 0 and dash == 0):
                continue
            closing = unit.tags.find(")", dash)
            content = (paragraph.span[0], unit.span(dash, dash)[0])
            built = _build(text, unit, ("QUOTE", "DASH", "POSTSUBJ"), (content,), (unit.span(dash, dash),),
                           unit.span(dash + 1, closing))  # fmt: skip
            if built:
                yield Laid(built, paragraph.first, paragraph.last)
            break


def _signature(unit: Unit) -> int:
    """Return the index of the dash before "Name (@handle)" that ends a post, or -1."""
    opening = next(
        (
            at
            for at, word in enumerate(unit.words)
            if word == "(" and unit.words[at + 1 : at + 2] and unit.words[at + 1][0] == "@"
        ),
        -1,
    )
    dash = unit.tags.rfind("-", 0, opening) if opening > 0 else -1
    if dash < 0 or opening - dash > _LABEL + 1 or unit.tags.find(")", opening) < 0:
        return -1
    return dash if not unit.tags[dash + 1 : opening].strip("CN'&#z") else -1
