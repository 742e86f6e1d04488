"""The page of a quote: its words, whom the article attributes them to, the chain, and why the row is there."""

import json
from typing import Any

from markupsafe import Markup

from attrib.browse import listing
from attrib.browse.article import SLICE
from attrib.browse.chain_svg import Link, draw, loops
from attrib.browse.highlight import Mark, cut, to_html
from attrib.browse.host import Row, Visit
from attrib.browse.wording import HOP_STATUS, SPEAKER_STATUS, TYPES, clean, clip, kind, percent, via, words

TABLES = listing.TABLES | {"article_version", "hop", "span", "statement_date"}
_HOPS = 40
_RELATED = 20
_LONGEST = 6_000
_AROUND = 300


async def page(visit: Visit) -> Any:
    """Answer with one attribution, by stable key or id. Raises NotFound."""
    row = await visit.keyed(
        f"""select {listing.QUOTE_COLUMNS}, attribution.version_id, attribution.stance, attribution.negated,
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
        "select name, kind, outlet_id, speaker_id, status, via, substr(evidence_text, 1, 400) as evidence_text "
        f"from hop where attribution_id = :id order by position limit {_HOPS}",
        {"id": row["id"]},
    )
    links = [_link(visit, hop) for hop in hops]
    parent, children = await _family(visit, row)
    before, sentence = await _window(visit, row, spans)
    begins = next((span["start"] for span in spans if span["role"] == ("content" if row["content"] else "cue")), 0)
    return await visit.page(
        "quote.html",
        {
            "q": quote,
            # In a text of several parts the article's page must know which one holds the quote.
            "place": visit.url("article", row["article_id"], at=begins if begins > SLICE // 2 else None)
            + f"#a-{quote['anchor']}",
            "published": clip(row["published"] or "", 40),
            "long": len(row["whole"]) > 500,
            "contents": _contents(row, spans, before, sentence),
            "speaker_note": SPEAKER_STATUS.get(row["speaker_status"] or "", ""),
            "unresolved": row["speaker_status"] == "unresolved",
            "words_of": clip(row["words_of"] or "", 160),
            "evidence": _marked(sentence, before, spans, quote),
            "hops": _in_a_list(hops, links),
            "wide": Markup(draw(links, columns=4, prefix="wide", css="wide")),
            "middle": Markup(draw(links, columns=2, prefix="middle", css="middle")),
            "narrow": Markup(draw(links, columns=1, prefix="narrow", css="narrow")),
            "facts": _facts(row, await _dates(visit, row["id"])),
            "row_url": visit.row_url("attribution", row["id"]),
            "parent": parent,
            "children": children,
        },
    )


def _link(visit: Visit, hop: Row) -> Link:
    key, href = "", ""
    if hop["outlet_id"] is not None:
        key, href = f"outlet {hop['outlet_id']}", visit.url("outlet", hop["outlet_id"])
    elif hop["speaker_id"] is not None:
        key, href = f"speaker {hop['speaker_id']}", visit.url("speaker", hop["speaker_id"])
    return Link(hop["name"], hop["kind"], hop["status"], hop["via"], key, href)


def _in_a_list(hops: list[Row], links: list[Link]) -> list[Row]:
    looped = loops(links)
    without = {
        "inferred": "No words of the text say this; a rule infers it.",
        "unknown": "The text shows that somebody stands here and does not name them.",
    }
    return [
        {
            "name": clip(hop["name"], 300) or "not named",
            "url": link.href,
            "kind": kind(hop["kind"]),
            "status": words(hop["status"]),
            "status_word": HOP_STATUS.get(hop["status"], words(hop["status"])),
            "via": via(hop["via"]),
            "evidence": clip(hop["evidence_text"] or "", 300),
            "without": without.get(hop["status"], "Given with the text, outside its words."),
            "loop": index in looped,
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


def _facts(row: Row, dates: list[Row]) -> list[Row]:
    """Say what found the row and what decided on its speaker, in the order a doubting reader asks."""
    facts = [
        _fact("Pattern", row["pattern"], code=True),
        _fact("Confidence", percent(row["confidence"])),
        _fact("Kind of report", TYPES.get(row["type"], words(row["type"]))),
        _fact("Relation", words(row["relation"]), "negated" if row["negated"] else ""),
        _fact("Stance of the cue", words(row["stance"])),
        _fact("Cue", row["cue"]),
        _fact("Source in the text", row["source"], "taken over from the words before" if row["implicit"] else ""),
        _fact("Speaker’s kind", kind(row["speaker_kind"])),
        _fact("Role given here", row["speaker_role"]),
        _fact("Affiliation given here", row["speaker_affiliation"]),
        _fact("Rule for the speaker", row["rule"], code=True),
        _fact("Evidence for the speaker", row["evidence_text"]),
        *(_date(date) for date in dates),
        _fact(
            "Review",
            {"accepted": "accepted by a person", "rejected": "rejected by a person"}.get(row["status"], "none"),
        ),
    ]
    return [fact for fact in facts if fact["text"]]


def _date(date: Row) -> Row:
    days = " to ".join(sorted({day for day in (date["date_from"], date["date_to"]) if day})) or "no fixed day"
    try:
        others = [" to ".join(dict.fromkeys(pair)) for pair in json.loads(date["alternatives"])]
    except (TypeError, ValueError):
        others = []
    note = f"{days}, by {words(date['basis'])}" + (f"; could also be {' or '.join(others[:3])}" if others else "")
    return _fact(f"Date of the {words(date['role'])}", date["date_text"], note)


def _fact(label: str, text: object, note: str = "", *, code: bool = False) -> Row:
    return {"label": label, "text": clip(str(text or ""), 400), "note": clip(note, 200), "code": code}
