"""The page of a quote: its words, whom the article attributes them to, the chain, and why the row is there."""

from typing import Any

from markupsafe import Markup

from attrib.browse import addresses, formats, listing, related, variants
from attrib.browse.article import SLICE
from attrib.browse.chain_svg import Link, draw, loops
from attrib.browse.highlight import Mark, cut, to_html
from attrib.browse.host import Row, Visit
from attrib.browse.reasons import facts
from attrib.browse.wording import HOP_STATUS, SPEAKER_STATUS, clean, clip, kind, via, words
from attrib.wording.frames import heading, is_plain, without_verb
from attrib.wording.reading import Reading

TABLES = (
    listing.TABLES
    | {"anonymity", "article_version", "hop", "span", "statement_date"}
    | variants.TABLES
    | related.TABLES
)
_HOPS = 40
_RELATED = 20
_LONGEST = 6_000
_AROUND = 300


async def page(visit: Visit) -> Any:
    """Answer with one attribution, by stable key or id. Raises NotFound."""
    row = await visit.keyed(
        f"""select {listing.QUOTE_COLUMNS}, attribution.version_id, attribution.passed,
          attribution.implicit, attribution.rule, attribution.words_of, attribution.speaker_role,
          attribution.speaker_affiliation, substr(attribution.evidence_text, 1, 600) as evidence_text,
          substr(attribution.content_text, 1, {_LONGEST}) as whole,
          substr(attribution.sentence_text, 1, {_LONGEST}) as sentence
        from {listing.QUOTE_TABLES}""",
        "attribution",
    )
    quote = listing.quote_row(visit, row)
    spans = await visit.rows(
        "select role, start, end from span where attribution_id = :id order by start limit 400", {"id": row["id"]}
    )
    hops = await visit.rows(
        "select id, name, kind, outlet_id, speaker_id, status, via, substr(evidence_text, 1, 400) as evidence_text, "
        f"substr(beside, 1, 2000) as beside from hop where attribution_id = :id order by position limit {_HOPS}",
        {"id": row["id"]},
    )
    pages = await addresses.addresses(visit, hops)
    links = [_link(pages, hop, quote["reads"] if not at else "") for at, hop in enumerate(hops)]
    cluster = await variants.of(visit, row["id"])
    joined = await related.joined(visit, row["id"])
    beside = await related.beside(visit, row["id"])
    dates = await _dates(visit, row["id"])
    unnamed = await visit.row("select * from anonymity where attribution_id = :id", {"id": row["id"]})
    parent, children = await _family(visit, row)
    before, sentence = await _window(visit, row, spans)
    reasons = facts(row, dates, unnamed)
    if visit.format == "json":
        return visit.json(
            {
                "page": "quote",
                **listing.quote_data(visit, row),
                "contents": _contents(row, spans, before, sentence),
                "sentence": clean(row["sentence"]),
                "words_of": row["words_of"],
                "spans": spans,
                "chain": [
                    {
                        **{key: hop[key] for key in ("name", "kind", "status", "via")},
                        "url": link.href or None,
                        "evidence": hop["evidence_text"],
                        "beside": listing.names(hop["beside"]),
                        "same_told_by": joined["ways"].get(hop["id"]),
                    }
                    for hop, link in zip(hops, links, strict=True)
                ],
                "why": [{key: fact[key] for key in ("label", "text", "note")} for fact in reasons],
                "variants": variants.data(cluster) if cluster else None,
                "credited_by": joined["credited_by"],
                "beside": beside,
            }
        )
    begins = next((span["start"] for span in spans if span["role"] == ("content" if row["content"] else "cue")), 0)
    return await visit.page(
        "quote.html",
        {
            "q": quote,
            # In a text of several parts the article's page must know which one holds the quote.
            "place": visit.url("article", row["article_key"], at=begins if begins > SLICE // 2 else None)
            + f"#a-{quote['anchor']}",
            "published": clip(row["published"] or "", 40),
            "long": len(row["whole"]) > 500,
            "contents": _shown(row, _contents(row, spans, before, sentence)),
            "title": listing.titled(row, quote),
            "heading": heading(
                Reading(row["reads_as"], row["manner"]),
                row["pattern"],
                named=bool(quote["speaker"]),
                content=quote["has_content"],
            ),
            "speaker_note": SPEAKER_STATUS.get(row["speaker_status"] or "", ""),
            "unresolved": row["speaker_status"] == "unresolved",
            "words_of": clip(row["words_of"] or "", 160),
            "evidence": _marked(sentence, before, spans, quote),
            "hops": _in_a_list(hops, links, joined["ways"]),
            "credited_by": joined["credited_by"],
            "cluster": await visit.work(lambda: variants.shown(cluster, quote["anchor"])) if cluster else None,
            "beside": beside,
            "formats": formats.offered(visit, ("quote", row["stable_key"]), ("json",)),
            "wide": Markup(draw(links, columns=4, prefix="wide", css="wide")),
            "middle": Markup(draw(links, columns=2, prefix="middle", css="middle")),
            "narrow": Markup(draw(links, columns=1, prefix="narrow", css="narrow")),
            "facts": reasons,
            "row_url": visit.row_url("attribution", row["stable_key"]),
            "parent": parent,
            "children": children,
        },
    )


def _link(pages: addresses.Addresses, hop: Row, reads: str) -> Link:
    # Its page tells an actor from another of the same name; one without a page is told by its name.
    page = pages.actor(hop)
    beside = listing.together(listing.names(hop["beside"]))
    return Link(
        f"{hop['name']}, with {beside}" if beside else hop["name"],
        hop["kind"],
        hop["status"],
        hop["via"],
        page,
        page,
        reads,
    )


def _in_a_list(hops: list[Row], links: list[Link], ways: dict[int, str]) -> list[Row]:
    looped = loops(links)
    without = {
        "inferred": "No words of the text say this; a rule infers it.",
        "unknown": "The text shows that somebody stands here and does not name them.",
    }
    return [
        {
            "name": clip(hop["name"], 300) or "not named",
            "url": link.href,
            "beside": listing.together(listing.names(hop["beside"])),
            "kind": kind(hop["kind"]),
            "status": words(hop["status"]),
            "status_word": HOP_STATUS.get(hop["status"], words(hop["status"])),
            "via": via(hop["via"]),
            "evidence": clip(hop["evidence_text"] or "", 300),
            "without": without.get(hop["status"], "Given with the text, outside its words."),
            "loop": index in looped,
            "way": ways.get(hop["id"], ""),
        }
        for index, (hop, link) in enumerate(zip(hops, links, strict=True))
    ]


async def _family(visit: Visit, row: Row) -> tuple[Row | None, list[Row]]:
    select = f"select {listing.QUOTE_COLUMNS} from {listing.QUOTE_TABLES} where attribution."
    found = await visit.rows(f"{select}parent_id = :id order by attribution.id limit {_RELATED}", {"id": row["id"]})
    above = await visit.row(f"{select}id = :id", {"id": row["parent_id"]}) if row["parent_id"] is not None else None
    children = [listing.quote_row(visit, child) for child in found]
    return (listing.quote_row(visit, above) if above else None), children


async def _dates(visit: Visit, key: int) -> list[Row]:
    return await visit.rows(
        "select role, substr(date_text, 1, 80) as date_text, date_from, date_to, basis, granularity, alternatives "
        "from statement_date where attribution_id = :id order by id limit 12",
        {"id": key},
    )


async def _window(visit: Visit, row: Row, spans: list[Row]) -> tuple[int, str]:
    """Return a stretch of the text round the sentence and the spans, and the offset it begins at.

    Only that stretch is read, not the megabyte round it. Where the text is not stored, the sentence alone comes back
    with the offset -1: spans then cannot be put into it.
    """
    if not spans:
        return -1, row["sentence"]
    first, last = spans[0]["start"], max(span["end"] for span in spans)
    left = max(0, first - _LONGEST)
    found = await visit.row(
        "select substr(text, :left + 1, :length) as text from article_version where id = :id",
        {"left": left, "length": min(last, first + _LONGEST) - left + _LONGEST, "id": row["version_id"]},
    )
    text = found["text"] if found else ""
    if not text:
        return -1, row["sentence"]
    # The sentence that holds the first span: the last place before it where the stored sentence begins.
    at = text.rfind(row["sentence"], 0, first - left + len(row["sentence"])) if row["sentence"] else -1
    begin = at if 0 <= at <= first - left else max(0, first - left - _AROUND)
    end = max(at + len(row["sentence"]) if at >= 0 else 0, min(last - left, begin + _LONGEST))
    return left + begin, text[begin:end]


def _contents(row: Row, spans: list[Row], offset: int, window: str) -> list[str]:
    parts = [
        clean(window[span["start"] - offset : span["end"] - offset])
        for span in spans
        if span["role"] == "content"
        and offset >= 0
        and 0 <= span["start"] - offset < span["end"] - offset <= len(window)
    ]
    complete = len(parts) == sum(span["role"] == "content" for span in spans)
    if not parts or not complete:
        return [clean(row["whole"])] if row["whole"] else []
    return parts


def _shown(row: Row, contents: list[str]) -> list[str]:
    """Return the contents under a heading that may have taken in the first verb ("refused to confirm")."""
    if not contents or is_plain(row):
        return contents
    return [without_verb(contents[0], row["reads_as"]), *contents[1:]]


def _marked(sentence: str, offset: int, spans: list[Row], quote: Row) -> str:
    if not sentence.strip():
        return ""
    marks = [
        Mark(
            span["start"] - offset,
            span["end"] - offset,
            ("content", quote["type"]) if span["role"] == "content" else (span["role"],),
        )
        for span in spans
        if offset >= 0 and span["role"] in ("content", "cue", "source")
    ]
    return Markup(to_html(sentence, cut(marks, 0, len(sentence)), {}, {}))
