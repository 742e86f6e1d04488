"""Extractions built by hand, for the tests of what comes after the finding."""

from attrib.records import (
    Article,
    Attribution,
    Dateline,
    DateMention,
    Document,
    Extraction,
    Hop,
    Quotation,
    Resolution,
    Segmented,
    Sentence,
    Span,
    Speaker,
    Zone,
)

HEADLINE = "Bridge is safe"
BODY = (
    "NORDHAVN, March 4 (Norda Wire) -- Orlov, the port director, said on Monday that the bridge [was] safe. "
    "She declined to comment. A senior official denied the plan."
)
TEXT = f"{HEADLINE}\n{BODY}"


def at(text: str, words: str) -> Span:
    """Return the span of some words that stand once in a text."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def statement(text: str) -> Span:
    """Return the span from "the bridge" to the end of its sentence, the full stop left out."""
    start = text.index("the bridge ")
    return start, text.index(".", start)


def bridge(
    name: str = "bridge.txt", text: str = TEXT, publisher: str = "The Lantern", credited: str = "Norda Wire"
) -> Extraction:
    """Return one article of three attributions: a statement with its chain, a refusal, and an anonymous denial."""
    headline, body = (0, len(HEADLINE)), (len(HEADLINE) + 1, len(text))
    place = at(text, "NORDHAVN, March 4 (Norda Wire) --")
    wire = at(text, "Norda Wire")
    orlov = at(text, "Orlov, the port director,")
    said = Attribution(
        article=0, sentence=1, pattern="source_cue_that", relation="speech", type="indirect", stance="neutral",
        confidence=0.9, content=(statement(text),), cue=(at(text, "said"),), source=(orlov,),
    )  # fmt: skip
    declined = Attribution(
        article=0, sentence=2, pattern="refusal_none", relation="refusal", type="none", stance="neutral",
        confidence=0.8, content=(), cue=(at(text, "declined to comment"),), source=(at(text, "She"),),
    )  # fmt: skip
    denied = Attribution(
        article=0, sentence=3, pattern="source_cue_object", relation="denial", type="indirect", stance="denial",
        confidence=0.7, content=(at(text, "the plan"),), cue=(at(text, "denied"),),
        source=(at(text, "A senior official"),),
    )  # fmt: skip
    monday = DateMention(at(text, "on Monday"), "statement", "2031-03-03", "2031-03-03", "dateline", "day")
    last = Hop(publisher, "outlet", "stated", "given")

    def chain(first: Hop) -> tuple[Hop, ...]:
        return first, Hop(credited, "outlet", "stated", "dateline", wire), last

    resolutions = (
        Resolution(
            (Speaker("Orlov", "person", "stated", role="port director", rule="name", evidence=orlov),),
            "Orlov", (monday,), chain(Hop("Orlov", "person", "stated", "source", orlov)),
        ),
        Resolution(
            (Speaker("She", "person", "unresolved", candidates=("Orlov", "Brandt"), rule="pronoun"),),
            None, (), chain(Hop("She", "person", "unknown", "source")),
        ),
        Resolution(
            (Speaker("a senior official", "anonymous", "stated"),),
            None, (), chain(Hop("a senior official", "anonymous", "stated", "source", at(text, "A senior official"))),
        ),
    )  # fmt: skip
    stops = [body[0], text.index("She declined"), text.index("A senior"), body[1]]
    segmented = Segmented(
        Document(name, text, publisher=publisher),
        (Article(0, len(text), headline, None, None, Dateline(place, "NORDHAVN", "2031-03-04", "Norda Wire", wire)),),
        (Zone("headline", *headline, 0), Zone("body", *body, 0)),
        (Sentence(*headline, 0, 0, 0), *(Sentence(stops[i], stops[i + 1], 1, 0, 1) for i in range(3))),
        (),
    )
    return Extraction(segmented, (said, declined, denied), resolutions)


def two_articles() -> Extraction:
    """Return a page of two articles with one attribution each; the second one's evidence stands outside it."""
    text = 'The Mast\n"We won," Ek said.\nThe Keel\n"We won," Ek said. "Easily."\nFurniture of the Aggregator'
    split = text.index("The Keel")
    second = text.index('"We won,"', split)
    outside = at(text, "Aggregator")
    end = text.index("\nFurniture")

    def said(article: int, start: int, content: tuple[Span, ...]) -> Attribution:
        source = text.index("Ek", start)
        return Attribution(
            article=article, sentence=article, pattern="content_source_cue", relation="speech", type="direct",
            stance="neutral", confidence=0.9, content=content, cue=((source + 3, source + 7),),
            source=((source, source + 2),), quoted=content,
        )  # fmt: skip

    quotes = ((second, second + 9), at(text, '"Easily."'))
    resolution = Resolution(
        (Speaker("Ek", "person", "stated"),),
        None,
        (),
        (Hop("Ek", "person", "stated", "source"), Hop("Aggregator", "outlet", "inferred", "furniture", outside)),
    )
    segmented = Segmented(
        Document("page.txt", text),
        (Article(0, split - 1, publisher="The Mast"), Article(split, end, publisher="The Keel")),
        (Zone("body", 9, split - 1, 0), Zone("body", split + 9, end, 1), Zone("furniture", end + 1, len(text), -1)),
        (Sentence(9, split - 1, 0, 0, 0), Sentence(split + 9, end, 1, 1, 1)),
        (Quotation(9, 18, '"', '"'), *(Quotation(*quote, '"', '"') for quote in quotes)),
    )
    return Extraction(segmented, (said(0, 9, ((9, 18),)), said(1, second, quotes)), (resolution, resolution))
