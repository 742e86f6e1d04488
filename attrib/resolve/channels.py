"""The outlets that an article itself names around its sentences: source line, dateline, credits, publisher lines."""

from dataclasses import dataclass, replace

from attrib.records import Article, Attribution, Credit, Hop, Segmented, Span
from attrib.resolve.outlet_list import remembered
from attrib.resolve.outlets import guess_outlet, load_outlets
from attrib.resolve.publishers import publisher_of

# Labels under which an article tells what was known before: its source line does not cover them.
UNCOVERED = frozenset(("background", "reminder", "previously", "earlier", "context", "for reference", "related"))
_ORIGINAL = ("read_full_story", "support", "syndication", "copyright")


@dataclass(frozen=True, slots=True)
class Channel:
    """What stands between the speakers of one article and the reader.

    `line` are the outlets of its source line, `tail` the dateline agency, the outlet it was taken from and the publishers.
    """

    line: tuple[Hop, ...]
    tail: tuple[Hop, ...]


def outlet_name(mention: str, *, expected: bool = True) -> str | None:
    """Return the usual name of the outlet that a mention names, or None if it is no outlet by table or form."""
    found = load_outlets().match(mention, expected=expected) or guess_outlet(mention)
    return found.name if found and not found.generic else None


def bare_name(mention: str) -> str:
    """Return a mention without its article and the marks around it."""
    name = " ".join(mention.split()).strip(" \"'“”‘’«».,;:()")
    return name[4:] if name[:4].lower() == "the " else name


def open_channels(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[Channel, ...]:
    """Return one Channel an article, in their order."""
    lines: dict[int, tuple[Hop, ...]] = {}
    for attribution in attributions:
        if attribution.relation == "source_line" and attribution.article not in lines:
            lines[attribution.article] = _line(segmented, attribution)
    return tuple(
        Channel(lines.get(number, ()), _tail(segmented, article)) for number, article in enumerate(segmented.articles)
    )


def _line(segmented: Segmented, attribution: Attribution) -> tuple[Hop, ...]:
    """Source: Norland Radio, as reported by the Lantern: both outlets, in that order; a ministry is no outlet."""
    text = segmented.document.text
    hops = []
    if attribution.source:
        span = attribution.source[0]
        name = outlet_name(text[slice(*span)])
        if name:
            hops.append(Hop(name, "outlet", "stated", "source line", span))
    for via in attribution.via:
        mention = text[slice(*via.span)]
        hop = Hop(outlet_name(mention) or bare_name(mention), "outlet", "stated", "source line", via.span)
        if via.kind in ("citing", "quoting"):  # Source: Norda Wire, citing the Lantern: the Lantern had it first
            hops.insert(0, hop)
        else:
            hops.append(hop)
    return tuple(hops)


def _tail(segmented: Segmented, article: Article) -> tuple[Hop, ...]:
    document = segmented.document
    hops: list[Hop] = []
    line = article.dateline
    if line and line.agency:
        evidence = line.agency_span or line.span
        hops.append(Hop(outlet_name(line.agency) or line.agency, "outlet", "stated", "dateline", evidence))
    hops += _byline(article)
    if article.original_publisher:
        credit = _credit(article, article.original_publisher)
        status = "stated" if credit and credit.kind in ("syndication", "copyright") else "inferred"
        via = credit.kind.replace("_", " ") if credit else "page furniture"
        name = outlet_name(article.original_publisher) or article.original_publisher
        hops.append(Hop(name, "outlet", status, via, credit.span if credit else None))
    if article.publisher:
        span = next((c.span for c in article.credits if c.kind == "publisher_line"), None)
        hops.append(Hop(article.publisher, "outlet", "stated" if span else "inferred", "publisher line", span))
    publisher = publisher_of(document)
    if publisher:
        hops.append(publisher)
    else:
        aggregator = next((c for c in article.credits if c.kind == "aggregator"), None)
        if aggregator:
            hops.append(Hop(aggregator.name, "outlet", "inferred", "page furniture", aggregator.span))
    if not hops:
        hops.append(Hop("unknown publisher", "unknown", "unknown", "publisher not stated", None))
    return merge(hops)


def _credit(article: Article, name: str) -> Credit | None:
    return next((c for c in article.credits if c.kind in _ORIGINAL and bare_name(c.name) == bare_name(name)), None)


def _byline(article: Article) -> list[Hop]:
    """By Jane Doe, Norda Wire: the outlet of a byline that names one."""
    found = []
    for credit in article.credits:
        outlet = load_outlets().match(credit.name) or guess_outlet(credit.name) if credit.kind == "byline" else None
        if outlet and not outlet.generic:
            found.append(Hop(outlet.name, "outlet", "stated", "byline", credit.span))
    return found[-1:]


def merge(hops: list[Hop]) -> tuple[Hop, ...]:
    """Return the hops with neighbours of one name joined; a stated one wins over an inferred one.

    The name of the later one stays, since that is how the publisher calls itself; loops (A, B, A) stay.
    """
    kept: list[Hop] = []
    for hop in hops:
        if kept and name_key(kept[-1].name) == name_key(hop.name) and kept[-1].kind != "document":
            better = hop if kept[-1].status != "stated" and hop.status == "stated" else kept[-1]
            kept[-1] = replace(better, name=hop.name)
            continue
        kept.append(hop)
    return tuple(kept)


@remembered(8192)
def name_key(name: str) -> str:
    """Return what the names of one outlet have in common: "the AFP" and "Agence France-Presse" are one."""
    found = load_outlets().match(name)
    return bare_name(found.name if found else name).casefold()


def covers(segmented: Segmented, attribution: Attribution) -> bool:
    """True if the article's source line covers this attribution: it does not stand under "Background:"."""
    zone = segmented.zones[segmented.sentences[attribution.sentence].zone]
    return (zone.label or "").casefold() not in UNCOVERED


def span_text(segmented: Segmented, span: Span) -> str:
    """Return the words of a span."""
    return segmented.document.text[span[0] : span[1]]
