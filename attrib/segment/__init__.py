"""Cut a document into articles, zones, sentences and quotations."""

from attrib.records import Article, Credit, Document, Quotation, Segmented, Sentence, Span, Zone
from attrib.segment.articles import Block, split_articles
from attrib.segment.lines import read_lines
from attrib.segment.quotations import find_quotations
from attrib.segment.sentences import split_sentences
from attrib.segment.tokens import split_tokens, tokenize
from attrib.segment.triggers import find_triggers
from attrib.segment.zones import Draft, sort_lines

__all__ = ["segment", "split_tokens", "tokenize"]

_READ = frozenset(("headline", "caption", "body", "source_line"))
_ORIGIN = ("read_full_story", "support", "syndication", "copyright")


def segment(document: Document) -> Segmented:
    """Return the articles, zones, sentences and quotations of a document, all in text order.

    Zones cover all text but white space. Headlines, captions, source lines and body paragraphs are cut into sentences
    and searched for quotations; the other zones are not read. Never raises, and takes time linear in the text's length.
    """
    text = document.text
    lines = read_lines(text)
    triggers = find_triggers(text)
    page = split_articles(text, lines)
    numbers = {line.start: number for number, line in enumerate(lines)}
    placed: list[tuple[Zone, int]] = [
        (Zone("furniture", line.start, line.end, -1), numbers[line.start]) for line in page.furniture
    ]
    articles: list[Article] = []
    for block in page.blocks:
        draft = sort_lines(document, block, numbers[block.lines[0].start], triggers)
        for piece, paragraph in draft.pieces:
            placed.append((Zone(piece.kind, piece.start, piece.end, len(articles), piece.label), paragraph))
        articles.append(_article(document, block, draft, page.aggregator))
    placed.sort(key=lambda pair: pair[0].start)
    zones = tuple(zone for zone, _paragraph in placed)
    sentences = tuple(
        Sentence(start, end, index, zone.article, paragraph)
        for index, (zone, paragraph) in enumerate(placed)
        if zone.kind in _READ
        for start, end in split_sentences(text, zone.start, zone.end)
    )
    return Segmented(document, tuple(articles), zones, sentences, _quotations(text, zones))


def _quotations(text: str, zones: tuple[Zone, ...]) -> tuple[Quotation, ...]:
    spans: list[Span] = [(zone.start, zone.end) for zone in zones if zone.kind in _READ]
    return find_quotations(text, spans)


def _article(document: Document, block: Block, draft: Draft, aggregator: tuple[Credit, ...]) -> Article:
    credits = draft.credits()
    publisher = block.publisher.name if block.publisher else None
    origin = next((credit.name for kind in _ORIGIN for credit in credits if credit.kind == kind), None)
    dateline = draft.dateline
    return Article(
        block.lines[0].start,
        block.lines[-1].end,
        draft.title,
        publisher,
        None if origin and publisher and origin.casefold() == publisher.casefold() else origin,
        dateline,
        document.date or draft.dated or (dateline.date if dateline else None),
        tuple(sorted((*credits, *aggregator), key=lambda credit: credit.span)),
    )
