"""The JSON of `attrib extract`: one object a document. All offsets are string indices into the document's text."""

import json
from typing import Any

from attrib.keys import attribution_keys, plain
from attrib.records import (
    Anonymity,
    Article,
    Attribution,
    DateMention,
    Detail,
    Document,
    Extraction,
    Hop,
    Resolution,
    Span,
    Speaker,
)
from attrib.wording.reading import read_attribution


def to_json(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as plain dicts and lists, ready for json.dumps.

    `id` and `parent` of an attribution are its stable key; `speaker` is the first of `speakers`, null without a source.
    """
    keys = attribution_keys(extraction)
    text = extraction.segmented.document.text
    found = zip(extraction.attributions, extraction.resolutions, keys, strict=True)
    return {
        "id": extraction.segmented.document.id,
        "articles": [_article(article, extraction) for article in extraction.segmented.articles],
        "attributions": [
            _attribution(text, attribution, resolution, key, keys) for attribution, resolution, key in found
        ],
    }


def to_line(extraction: Extraction) -> str:
    """Return an extraction as one line of JSON without its line feed; the same extraction gives the same bytes."""
    line = json.dumps(to_json(extraction), ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        # A JSONL input may hold half of a surrogate pair ("\ud83d"), which no UTF-8 can carry: escape it as it came.
        return json.dumps(to_json(extraction))
    return line


def _article(article: Article, extraction: Extraction) -> dict[str, Any]:
    dateline = article.dateline
    document = extraction.segmented.document
    given = extraction.publisher.name if extraction.publisher else document.publisher
    alone = len(extraction.segmented.articles) == 1
    return {
        "start": article.start,
        "end": article.end,
        "title": None if alone and _is_another(article.title, document) else _span(article.title),
        "publisher": given or article.publisher if alone else article.publisher or given,
        "original_publisher": article.original_publisher,
        "dateline": dateline
        and {
            "span": list(dateline.span),
            "place": dateline.place,
            "date": dateline.date,
            "agency": dateline.agency,
        },
        "published": article.published or document.date,
    }


def _is_another(title: Span | None, document: Document) -> bool:
    """Tell whether what was taken for the title is not the one that the user gives: "Associated Press" above a story."""
    return bool(title and document.title) and plain(document.text[slice(*title or (0, 0))]) != plain(
        document.title or ""
    )


def _attribution(
    text: str, attribution: Attribution, resolution: Resolution, key: str, keys: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "id": key,
        "parent": None if attribution.parent is None else keys[attribution.parent],
        "article": attribution.article,
        "pattern": attribution.pattern,
        "relation": attribution.relation,
        "type": attribution.type,
        "stance": attribution.stance,
        "confidence": round(attribution.confidence, 4),
        "content": _spans(attribution.content),
        "cue": _spans(attribution.cue),
        "source": _spans(attribution.source),
        "negated": attribution.negated,
        "reads_as": read_attribution(text, attribution).reads_as,
        "speakers": [_speaker(speaker) for speaker in resolution.speakers],
        "speaker": _speaker(resolution.speaker) if resolution.speaker else None,
        "words_of": resolution.words_of,
        "dates": [_date(date) for date in resolution.dates],
        "chain": [_hop(hop) for hop in resolution.chain],
        "implicit": attribution.implicit,
        "addressee": _span(attribution.addressee),
        "quoted": _spans(attribution.quoted),
        "hedges": _spans(attribution.hedges),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": speaker.name,
        "kind": speaker.kind,
        "status": speaker.status,
        "candidates": list(speaker.candidates),
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "rule": speaker.rule,
        "evidence": _span(speaker.evidence),
    }
    if speaker.anonymity is not None:
        shown["anonymity"] = _anonymity(speaker.anonymity)
    return shown


def _anonymity(anonymity: Anonymity) -> dict[str, Any]:
    return {
        "count": anonymity.count,
        "counted": _detail(anonymity.counted),
        "rank": _detail(anonymity.rank),
        "affiliation": _detail(anonymity.affiliation),
        "proximity": _detail(anonymity.proximity),
        "condition": _detail(anonymity.condition),
        "reason": _detail(anonymity.reason),
    }


def _detail(detail: Detail | None) -> dict[str, Any] | None:
    return None if detail is None else {"text": detail.text, "span": list(detail.span)}


def _hop(hop: Hop) -> dict[str, Any]:
    beside = {"beside": list(hop.beside)} if hop.beside else {}
    return {
        "name": hop.name,
        "kind": hop.kind,
        "status": hop.status,
        "via": hop.via,
        "evidence": _span(hop.evidence),
        **beside,
    }


def _date(date: DateMention) -> dict[str, Any]:
    return {
        "span": list(date.span),
        "role": date.role,
        "from": date.start,
        "to": date.end,
        "basis": date.basis,
        "granularity": date.granularity,
        "alternatives": [list(pair) for pair in date.alternatives],
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]
