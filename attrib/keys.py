"""Names that stay the same from run to run: short hashes of what an article or an attribution is.

They depend on nothing but the document itself, so neither the order of an ingest nor the machine changes them.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from attrib.records import Document, Extraction, Spans
from attrib.regex import regex

# "Shoal, the former minister of defence," is named by "Shoal", and "the head of the port office" by "head".
_AFTER_HEAD = regex(r",|\s(?:of|in|at|for|from|with|on|who|whom|which|that|close|familiar|briefed)\s")
_NO_WORD = regex(r"[\W_]+")


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits (BLAKE2b) of some strings; where one ends and the next begins counts."""
    joined = "\x1f".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def plain(text: str) -> str:
    """Return the letters and digits of a text, case folded: what two prints of one quote have in common."""
    return _NO_WORD.sub("", text.casefold())


def source_head(source: str) -> str:
    """Return the head word of a source, case folded: "the intelligence chief of Norland" gives "chief"."""
    words = _AFTER_HEAD.split(f"{source} ", maxsplit=1)[0].split() or source.split()
    return plain(words[-1]) if words else ""


def joined(text: str, spans: Spans) -> str:
    """Return the texts of some spans, with " … " between them."""
    return " … ".join(text[start:end] for start, end in spans)


def article_key(document: Document, position: int) -> str:
    """Return the stable key of an article of no database: of its address if it has one, else of the document's id."""
    return named_key("url" if document.url else "id", document.url or document.id, position)


def named_key(kind: str, name: str, position: int) -> str:
    """Return the stable key of a document's article at `position`; kind and name say what the document is."""
    return digest("article", kind, name, str(position))


def attribution_keys(extraction: Extraction, articles: Sequence[str] = ()) -> tuple[str, ...]:
    """Return one stable key an attribution, in their order: of article, content, head of the source and occurrence.

    `articles` are the articles' keys where a database holds them.

    The content counts by its letters and digits; the cue stands in for it where nothing is reported ("declined to
    comment"). Changes elsewhere in the article leave a key as it is, so that what a reviewer said of it still holds.
    """
    document = extraction.segmented.document
    text = document.text
    articles = articles or [article_key(document, position) for position in range(len(extraction.segmented.articles))]
    seen: Counter[tuple[str, str, str]] = Counter()
    keys = []
    for attribution in extraction.attributions:
        identity = (
            articles[attribution.article],
            plain(joined(text, attribution.content or attribution.cue)),
            source_head(joined(text, attribution.source)),
        )
        keys.append(digest("attribution", *identity, str(seen[identity])))
        seen[identity] += 1
    return tuple(keys)
