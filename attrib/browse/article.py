"""The page of an article: its text as read, every attribution marked in its place, and the list of them beside it."""

import json
from bisect import bisect_right
from typing import Any

from datasette import NotFound  # type: ignore[import-untyped]
from markupsafe import Markup, escape

from attrib.browse import listing, sureness
from attrib.browse.highlight import Mark, cut, to_html
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, words

TABLES = listing.TABLES | {"article_version", "span", "zone"}
# A text of a megabyte is shown in parts of about this many characters, each ending with a paragraph.
SLICE = 50_000
_SPANS = 12_000
_LISTED = 400
_VERSIONS = 20


async def page(visit: Visit) -> Any:
    """Answer with an article; `?part=` or `?at=` (an offset) takes a part of a long text, `?version=` another wording,
    `?min_confidence=` leaves out what is less sure.

    Raises NotFound.
    """
    article = await visit.keyed(
        f"select {listing.ARTICLE_COLUMNS}, article.url, article.current_version_id from {listing.ARTICLE_TABLES}",
        "article",
    )
    versions = await visit.rows(
        "select id from article_version where article_id = :id order by id limit :most",
        {"id": article["id"], "most": _VERSIONS},
    )
    wanted = visit.asked_number("version") or article["current_version_id"]
    version = await visit.row(
        "select id, text, headline from article_version where id = :version and article_id = :id",
        {"version": wanted, "id": article["id"]},
    )
    if version is None:
        raise NotFound("Version not found")
    text = version["text"]
    bounds = slices(text, SLICE)
    at = visit.asked_number("at")
    holding = next((n for n, (_, end) in enumerate(bounds, 1) if at < end), len(bounds))
    part = min(max(visit.asked_number("part", holding), 1), len(bounds))
    start, end = bounds[part - 1]
    spans = await _spans(visit, version["id"], start, end)
    # A database that keeps spans only has no text to mark: the list beside is then all there is.
    rows = await (_marked(visit, spans) if text else _first(visit, version["id"]))
    shown = [listing.quote_row(visit, row) for row in rows]
    quotes = {quote["id"]: quote for quote in shown}
    anchored = {span["id"] for span in spans if span["start"] >= start and _anchored(span, quotes.get(span["id"]))}
    zones = await visit.rows(
        "select kind, label, start, end from zone where version_id = :id and start < :end and end > :start "
        "order by start limit 4000",
        {"id": version["id"], "start": start, "end": end},
    )
    query = {
        "version": None if wanted == article["current_version_id"] else wanted,
        "min_confidence": sureness.kept(visit),
    }
    return await visit.page(
        "article.html",
        {
            **_head(visit, article, version),
            "zones": _zones(text, zones, start, end, spans, quotes),
            "attributions": _beside(shown[:_LISTED], anchored),
            "total": listing.number(len(shown), len(shown), "attribution")
            + (" in this part" if len(bounds) > 1 else ""),
            "more_beside": f"{len(shown) - _LISTED} more are marked in the text." if len(shown) > _LISTED else "",
            "sureness": sureness.choices(visit, "article", article["id"], version=query["version"]),
            "slices": _parts(visit, article["id"], len(bounds), part, query),
            "versions": _versions(visit, article, versions, wanted) if len(versions) > 1 else [],
            "no_text": "The text itself is not stored in this database; its attributions stand beside."
            if not text
            else "The text is empty.",
        },
    )


def slices(text: str, size: int) -> list[tuple[int, int]]:
    """Cut a text into stretches of about `size` characters that end with a line, or a word, where there is one near."""
    found, start = [], 0
    while len(text) - start > size + size // 5:
        end = start + size
        near = text.rfind("\n", start + size // 2, end) + 1 or text.rfind(" ", start + size // 2, end) + 1
        found.append((start, near or end))
        start = near or end
    return [*found, (start, len(text))]


def _beside(shown: list[Row], anchored: set[int]) -> list[Row]:
    """Return the list beside the text: an attribution inside another one says which, if both are listed."""
    listed = {quote["id"]: quote for quote in shown}
    return [quote | {"anchored": quote["id"] in anchored, "inside": listed.get(quote["parent"])} for quote in shown]


async def _spans(visit: Visit, version: int, start: int, end: int) -> list[Row]:
    return await visit.rows(
        "select span.attribution_id as id, span.role, span.start, span.end from attribution "
        "join span on span.attribution_id = attribution.id "
        "where attribution.version_id = :version and attribution.status <> 'rejected' "
        "and attribution.confidence >= :least and span.role in ('content', 'cue', 'source') and span.start < :end and span.end > :start "
        "order by span.start, span.end limit :most",
        {"version": version, "start": start, "end": end, "most": _SPANS, "least": sureness.least(visit)},
    )


async def _marked(visit: Visit, spans: list[Row]) -> list[Row]:
    return await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from json_each(:ids) as hit cross join {listing.QUOTE_TABLES} "
        "where attribution.id = hit.value order by attribution.sequence",
        {"ids": json.dumps(sorted({span["id"] for span in spans}))},
    )


async def _first(visit: Visit, version: int) -> list[Row]:
    return await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from {listing.QUOTE_TABLES} "
        "where attribution.version_id = :version and attribution.status <> 'rejected' "
        "and attribution.confidence >= :least order by attribution.sequence limit :most",
        {"version": version, "most": _LISTED, "least": sureness.least(visit)},
    )


def _zones(
    text: str, zones: list[Row], start: int, end: int, spans: list[Row], quotes: dict[int, Row]
) -> list[dict[str, Any]]:
    """Return the zones of a stretch, each with its paragraphs as HTML; text outside every zone has one of its own."""
    paragraphs = _paragraphs(text, start, end)
    marks = [
        Mark(span["start"], span["end"], _css(span["role"], quote), quote["anchor"] if _anchored(span, quote) else "")
        for span in spans
        if (quote := quotes.get(span["id"]))
    ]
    around = [_around(zones, left, right) for left, right in paragraphs]
    marks += [
        Mark(max(zone["start"], left), min(zone["end"], right), ("inline",))
        for (left, right), found in zip(paragraphs, around, strict=True)
        for zone in found[1:]
    ]
    segments = list(cut(marks, start, end, [point for pair in paragraphs for point in pair]))
    starts = [segment.start for segment in segments]
    before = {q["anchor"]: f'<span class="at" id="a-{escape(q["anchor"])}"></span>' for q in quotes.values()}
    after = {q["anchor"]: _reference(q) for q in quotes.values()}
    shown: list[dict[str, Any]] = []
    last: object = None
    for (left, right), found in zip(paragraphs, around, strict=True):
        named = (found[0]["kind"], found[0]["label"]) if found else ("body", None)
        if named != last:
            shown.append(_zone(*named))
            last = named
        inside = segments[bisect_right(starts, left) - 1 : bisect_right(starts, right - 1)]
        shown[-1]["paragraphs"].append(Markup(to_html(text, inside, before, after)))
    return shown


def _around(zones: list[Row], left: int, right: int) -> list[Row]:
    """Return the zones that a line lies in, the one that holds most of it first.

    "SUVA, June 4 (Norda Wire) -- The harbour reopened.": the line is body, and its dateline stays in it.
    """
    at = bisect_right(zones, left, key=lambda zone: int(zone["end"]))
    found = []
    while at < len(zones) and zones[at]["start"] < right:
        found.append(zones[at])
        at += 1
    return sorted(found, key=lambda zone: max(zone["start"], left) - min(zone["end"], right))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a stretch that hold more than blanks."""
    found, left = [], start
    while left < end:
        right = text.find("\n", left, end)
        right = end if right < 0 else right
        if text[left:right].strip():
            found.append((left, right))
        left = right + 1
    return found


def _zone(kind: str, label: str | None) -> dict[str, Any]:
    title = "" if kind == "body" else words(kind)
    named = f": {clip(label, 60)}" if label else ""
    return {"css": "".join(c for c in kind if c.isalnum() or c == "_"), "title": title + named, "paragraphs": []}


def _css(role: str, quote: Row) -> tuple[str, ...]:
    return ("content", quote["type"]) if role == "content" else (role,)


def _anchored(span: Row, quote: Row | None) -> bool:
    # "The ministry declined to comment." holds no content: its cue is the place to link to.
    return quote is not None and bool(span["role"] == ("content" if quote["has_content"] else "cue"))


def _reference(quote: Row) -> str:
    label = f"Quote {quote['number']}, attributed to {quote['speaker'] or 'nobody by name'}"
    return str(Markup('<a class="ref" href="{}" aria-label="{}">{}</a>').format(quote["url"], label, quote["number"]))


def _head(visit: Visit, article: Row, version: Row) -> Row:
    original = article["original_publisher_id"] if article["original_publisher_id"] != article["publisher_id"] else None
    return {
        "headline": clip(version["headline"] or article["headline"] or "", 300) or "An article without a headline",
        "publisher": clip(article["publisher"] or "", 120),
        "publisher_url": visit.url("outlet", article["publisher_id"]) if article["publisher_id"] is not None else "",
        "original": clip(article["original"] or "", 120) if original is not None else "",
        "original_url": visit.url("outlet", original) if original is not None else "",
        "published": clip(article["published"] or "", 40),
        # The address comes from the text's owner and could be anything, "javascript:" too: it is shown, never linked.
        "address": clip(article["url"] or "", 300),
        "row_url": visit.row_url("article", article["id"]),
    }


def _parts(visit: Visit, article: int, count: int, here: int, query: Row) -> list[Row]:
    if count == 1:
        return []
    near = sorted({1, here - 1, here, here + 1, count} & set(range(1, count + 1)))
    labels = {here - 1: "the part before", here + 1: "the next part"}
    return [
        {
            "number": n,
            "of": count,
            "here": n == here,
            "url": visit.url("article", article, part=n, **query),
            "label": labels.get(n, f"part {n}"),
        }
        for n in near
    ]


def _versions(visit: Visit, article: Row, versions: list[Row], here: int) -> list[Row]:
    return [
        {"number": n, "here": row["id"] == here, "url": visit.url("article", article["id"], version=row["id"])}
        for n, row in enumerate(versions, 1)
    ]
