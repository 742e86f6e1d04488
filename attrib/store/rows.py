"""The rows of one article, as tuples in the order of the columns; offsets are counted from the article's start."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrib.keys import joined
from attrib.records import Anonymity, Article, Attribution, Extraction, Hop, Resolution, Span, Spans, Speaker, Speakers
from attrib.store.headlines import Headline
from attrib.wording.reading import read_attribution

# "[so] he will not need it ... if he did": what the writer put into or took out of another's words.
_INSERTION = re.compile(r"\[[^\[\]\n]{1,80}\]")
_ELLIPSIS = re.compile(r"\.\.\.|…|\. \. \.")

ZONE = "insert into zone (version_id, kind, label, start, end) values (?, ?, ?, ?, ?)"
ATTRIBUTION = """insert into attribution (id, stable_key, article_id, version_id, parent_id, sequence, pattern,
    relation, type, stance, confidence, status, content_text, cue_text, source_text, sentence_text, implicit, negated,
    reads_as, manner, speaker_id, speaker_status, speaker_kind, speaker_name, speaker_role, speaker_affiliation, words_of, candidates,
    rule, evidence_start, evidence_end, evidence_text, passed, appearance_id)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
SPEAKER = """insert into attribution_speaker (attribution_id, position, speaker_id, appearance_id, status, kind, name,
    role, affiliation, candidates, rule, evidence_start, evidence_end, evidence_text, passed)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
SPAN = "insert into span (attribution_id, role, position, start, end) values (?, ?, ?, ?, ?)"
HOP = """insert into hop (attribution_id, position, name, kind, outlet_id, speaker_id, appearance_id, status, via,
    evidence_start, evidence_end, evidence_text, beside) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
DATE = """insert into statement_date (attribution_id, role, start, end, date_text, date_from, date_to, basis,
    granularity, alternatives) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ANONYMITY = """insert into anonymity (attribution_id, count, counted_text, counted_start, counted_end, rank_text,
    rank_start, rank_end, affiliation_text, affiliation_start, affiliation_end, proximity_text, proximity_start,
    proximity_end, condition_text, condition_start, condition_end, reason_text, reason_start, reason_end)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
MENTION = """insert or ignore into mention (speaker_id, appearance_id, article_id, start, end)
  values (?, ?, ?, ?, ?)"""
HEADLINE = """insert into headline (article_id, headline_text, attribution_id, body_attribution_id, shared, outcome)
  values (?, ?, ?, ?, ?, ?)"""

Row = tuple[object, ...]
Actor = tuple[int | None, int | None, int | None]
Found = tuple[Speaker, tuple[int | None, int | None]]  # a speaker, and the ids of its row and appearance


class Page(NamedTuple):
    """What is known of an article as a whole: what the user gives of a page of one article goes before what it says."""

    title: str | None
    publisher: str | None
    publisher_given: bool
    original_publisher: str | None
    published: str | None
    published_basis: str | None


def page_of(extraction: Extraction, position: int) -> Page:
    """Return what is known of the article at `position`. A page of several articles has one of each for itself."""
    document, article = extraction.segmented.document, extraction.segmented.articles[position]
    alone = len(extraction.segmented.articles) == 1
    found = document.text[slice(*article.title)] if article.title else None
    title = document.title or found if alone else found or document.title
    given = extraction.publisher.name if extraction.publisher else document.publisher
    publisher = given or article.publisher if alone else article.publisher or given
    original = article.original_publisher
    if publisher != article.publisher and not original and alone:
        original = article.publisher  # the page names it, and is another's
    published = document.date or article.published
    return Page(
        title,
        publisher,
        publisher == given,
        original,
        published,
        None if published is None else "given" if document.date else "page",
    )


def inside(article: Article, span: Span | None) -> tuple[int | None, int | None]:
    """Return a span counted from the article's start, (None, None) where it is missing or lies outside the article."""
    if span is None or span[0] < article.start or span[1] > article.end:
        return None, None
    return span[0] - article.start, span[1] - article.start


def zone_rows(extraction: Extraction, position: int, version_id: int) -> list[Row]:
    """Return the zones of the article at `position`, furniture of the page included where it lies within."""
    article = extraction.segmented.articles[position]
    rows: list[Row] = []
    for zone in extraction.segmented.zones:
        start, end = inside(article, (zone.start, zone.end))
        if start is not None and zone.article in (position, -1):
            rows.append((version_id, zone.kind, zone.label, start, end))
    return rows


def pattern_values(attribution: Attribution) -> Row:
    """Return the columns of an attribution from `pattern` to `confidence`."""
    found = attribution
    return found.pattern, found.relation, found.type, found.stance, round(found.confidence, 4)


def text_values(extraction: Extraction, attribution: Attribution) -> Row:
    """Return the columns from `content_text` to `manner`."""
    text = extraction.segmented.document.text
    sentence = extraction.segmented.sentences[attribution.sentence]
    return (
        joined(text, attribution.content),
        joined(text, attribution.cue),
        joined(text, attribution.source),
        text[sentence.start : sentence.end],
        int(attribution.implicit),
        int(attribution.negated),
        *read_attribution(text, attribution),
    )


def speaker_values(extraction: Extraction, article: Article, resolution: Resolution) -> Row:
    """Return the columns from `speaker_status` to `passed`: those of the first speaker."""
    if resolution.speaker is None:
        return (None, None, None, None, None, resolution.words_of, "[]", "", None, None, None, "[]")
    told = _told(extraction, article, resolution.speaker)
    return (*told[:5], resolution.words_of, *told[5:])


def speaker_rows(
    extraction: Extraction, article: Article, attribution_id: int, found: Iterable[Found]
) -> Iterator[Row]:
    """Yield the speakers of an attribution, each with the ids of its row and of its appearance."""
    for position, (speaker, actor) in enumerate(found):
        yield attribution_id, position, *actor, *_told(extraction, article, speaker)


def speaker_spans(attribution: Attribution, speakers: Speakers, place: int) -> Spans:
    """Return where a source names one of its speakers: of several the words that name this one, as far as they are known."""
    evidence = speakers[place].evidence
    if len(speakers) > 1 and evidence and any(start <= evidence[0] < end for start, end in attribution.source):
        return (evidence,)
    return attribution.source


def _told(extraction: Extraction, article: Article, speaker: Speaker) -> Row:
    """Return what is told of a speaker, from its status to those who were passed over."""
    evidence = speaker.evidence
    return (
        speaker.status,
        speaker.kind,
        speaker.name,
        speaker.role,
        speaker.affiliation,
        json.dumps(speaker.candidates, ensure_ascii=False),
        speaker.rule,
        *inside(article, evidence),
        evidence and extraction.segmented.document.text[slice(*evidence)],
        json.dumps(speaker.passed, ensure_ascii=False),
    )


def anonymity_row(article: Article, anonymity: Anonymity, attribution_id: int) -> Row:
    """Return what the text tells of an attribution's unnamed source."""
    found = anonymity
    values: list[object] = [attribution_id, found.count]
    for detail in (found.counted, found.rank, found.affiliation, found.proximity, found.condition, found.reason):
        values += [None, None, None] if detail is None else [detail.text, *inside(article, detail.span)]
    return tuple(values)


def span_rows(text: str, article: Article, attribution: Attribution, attribution_id: int) -> Iterator[Row]:
    """Yield the spans of an attribution by role, those inside its article."""
    roles: tuple[tuple[str, Spans], ...] = (
        ("content", attribution.content),
        ("quoted", attribution.quoted),
        ("cue", attribution.cue),
        ("source", attribution.source),
        ("hedge", attribution.hedges),
        ("addressee", (attribution.addressee,) if attribution.addressee else ()),
        ("insertion", _found(_INSERTION, text, attribution.content)),
        ("ellipsis", _found(_ELLIPSIS, text, attribution.content)),
    )
    for role, spans in roles:
        for position, span in enumerate(spans):
            start, end = inside(article, span)
            if start is not None:
                yield attribution_id, role, position, start, end


def date_rows(text: str, article: Article, resolution: Resolution, attribution_id: int) -> Iterator[Row]:
    """Yield the dates of an attribution."""
    for date in resolution.dates:
        yield (
            attribution_id,
            date.role,
            *inside(article, date.span),
            text[slice(*date.span)],
            date.start,
            date.end,
            date.basis,
            date.granularity,
            json.dumps(date.alternatives),
        )


def hop_row(text: str, article: Article, hop: Hop, attribution_id: int, position: int, actor: Actor) -> Row:
    """Return a hop; `actor` holds the ids of its outlet, speaker and appearance. Evidence outside keeps its words."""
    evidence = hop.evidence
    return (
        attribution_id,
        position,
        hop.name,
        hop.kind,
        *actor,
        hop.status,
        hop.via,
        *inside(article, evidence),
        evidence and text[slice(*evidence)],
        json.dumps(hop.beside, ensure_ascii=False),
    )


def headline_row(headline: Headline, article_id: int, ids: dict[int, int]) -> Row:
    """Return the judgement of a headline; `ids` gives the row of an attribution by its index."""
    own, body = headline.attribution, headline.body
    return (
        article_id,
        headline.text,
        None if own is None else ids[own],
        None if body is None else ids[body],
        headline.shared,
        headline.outcome,
    )


def first(text: str, spans: Spans) -> str:
    """Return the text of the first span, "" without one."""
    return text[slice(*spans[0])] if spans else ""


def _found(pattern: re.Pattern[str], text: str, spans: Spans) -> Spans:
    return tuple(match.span() for start, end in spans for match in pattern.finditer(text, start, end))
