"""The page of an article: its text as read, every attribution marked in its place, and the list of them beside it."""

import json
from collections.abc import Mapping
from typing import Any

from datasette import NotFound  # type: ignore[import-untyped]

from attrib.browse import feeds, formats, listing, sureness, versions
from attrib.browse.article_text import anchored, marked_zones
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, percent

TABLES = listing.TABLES | {"article_copy", "article_version", "hop", "span", "zone"}
# A text of a megabyte is shown in parts of about this many characters, each ending with a paragraph.
SLICE = 50_000
_SPANS = 12_000
_LISTED = 400
_VERSIONS = 20
_COPIES = 20
_HOPS = 6000
_BASIS = {
    "credit": "says that it has the text from there",
    "time": "appeared a day or more later",
    "unknown": "which of the two came first is not known",
}


async def page(visit: Visit) -> Any:
    """Answer with an article; `?part=` or `?at=` (an offset) takes a part of a long text, `?version=` another wording,
    `?min_confidence=` leaves out what is less sure.

    Raises NotFound.
    """
    article = await visit.keyed(
        f"select {listing.ARTICLE_COLUMNS}, article.url, article.current_version_id from {listing.ARTICLE_TABLES}",
        "article",
    )
    key = article["stable_key"]
    held = await versions.held(visit, article["id"])
    wanted = versions.asked(visit, "version", held) or article["current_version_id"]
    version = await visit.row(
        "select id, text, headline from article_version where id = :version and article_id = :id",
        {"version": wanted, "id": article["id"]},
    )
    if version is None:
        raise NotFound("Version not found")
    query = {
        "version": None if wanted == article["current_version_id"] else held[wanted],
        "min_confidence": sureness.kept(visit),
    }
    if visit.format:
        return await _to_programs(visit, article, version, query)
    text = version["text"]
    bounds = slices(text, SLICE)
    at = visit.asked_number("at")
    holding = next((n for n, (_, end) in enumerate(bounds, 1) if at < end), len(bounds))
    part = min(max(visit.asked_number("part", holding), 1), len(bounds))
    start, end = bounds[part - 1]
    spans = await _spans(visit, version["id"], start, end)
    # A database that keeps spans only has no text to mark: the list beside is then all there is.
    rows = await (_marked(visit, spans) if text else _first(visit, version["id"]))
    shown = await visit.work(lambda: [listing.quote_row(visit, row) for row in rows])
    quotes = {quote["id"]: quote for quote in shown}
    placed = {span["id"] for span in spans if span["start"] >= start and anchored(span, quotes.get(span["id"]))}
    zones = await visit.rows(
        "select kind, label, start, end from zone where version_id = :id and start < :end and end > :start "
        "order by start limit 4000",
        {"id": version["id"], "start": start, "end": end},
    )
    chains = await _chains(visit, list(quotes))
    return await visit.page(
        "article.html",
        {
            **_head(visit, article, version),
            "zones": await visit.work(lambda: marked_zones(text, zones, start, end, spans, quotes, chains)),
            "attributions": _beside(shown[:_LISTED], placed),
            "total": listing.number(len(shown), len(shown), "attribution")
            + (" in this part" if len(bounds) > 1 else ""),
            "more_beside": f"{len(shown) - _LISTED} more are marked in the text." if len(shown) > _LISTED else "",
            "sureness": sureness.choices(visit, "article", key, version=query["version"]),
            "slices": _parts(visit, key, len(bounds), part, query),
            "versions": _versions(visit, key, held, wanted) if len(held) > 1 else [],
            "versions_url": visit.url("article", key, "versions"),
            "copies": await _copies(visit, article["id"]),
            "formats": formats.offered(visit, ("article", key), ("json", "csv"), **query),
            "canonical": visit.url("article", key, **query, part=part if part > 1 else None),
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


def _beside(shown: list[Row], placed: set[int]) -> list[Row]:
    """Return the list beside the text: an attribution inside another one says which, if both are listed."""
    listed = {quote["id"]: quote for quote in shown}
    return [quote | {"anchored": quote["id"] in placed, "inside": listed.get(quote["parent"])} for quote in shown]


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


async def _chains(visit: Visit, ids: list[int]) -> dict[int, str]:
    """Return each attribution's chain in words, for its card."""
    rows = await visit.rows(
        "select attribution_id as id, substr(hop.name, 1, 60) as name, hop.status from json_each(:ids) as hit "
        "cross join hop on hop.attribution_id = hit.value order by hop.attribution_id, hop.position limit :most",
        {"ids": json.dumps(ids), "most": _HOPS},
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        mark = {"inferred": " (inferred)", "unknown": " (not named)"}.get(row["status"], "")
        found.setdefault(row["id"], []).append(clip(row["name"], 40) + mark)
    return {key: " → ".join(names[:8]) + (" → …" if len(names) > 8 else "") for key, names in found.items()}


async def _copies(visit: Visit, article: int) -> list[Row]:
    """Return the articles with the same text, and which of the two is taken to be the copy."""
    if not await visit.holds("article_copy"):
        return []
    found = await visit.rows(
        f"select {listing.ARTICLE_COLUMNS}, copied.share, copied.basis, copied.original_id from (select * from (select * from article_copy "
        "where original_id = :id limit :most) union all select * from (select * from article_copy where copy_id = :id "
        f"limit :most)) as copied cross join {listing.ARTICLE_TABLES} "
        "where article.id = case copied.original_id when :id then copied.copy_id else copied.original_id end "
        "order by copied.share desc, article.id limit :most",
        {"id": article, "most": _COPIES},
    )
    return [
        listing.article_data(visit, row)
        | {
            "headline": clip(row["headline"] or "", 160) or "an article without a headline",
            "share": row["share"],
            "share_words": percent(row["share"]),
            "is": "same text" if row["basis"] == "unknown" else "original" if row["original_id"] != article else "copy",
            "basis": row["basis"],
            "basis_words": _BASIS.get(row["basis"], ""),
        }
        for row in found
    ]


async def _to_programs(visit: Visit, article: Row, version: Row, query: Row) -> Any:
    """Answer with the attributions of a version: as CSV, or as JSON with the article, its zones and copies."""
    after, size = visit.asked_number("after"), 1000
    rows = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from {listing.QUOTE_TABLES} where attribution.version_id = :version "
        "and attribution.status <> 'rejected' and attribution.confidence >= :least and attribution.sequence >= :after "
        "order by attribution.sequence, attribution.id limit :most",
        {"version": version["id"], "after": after, "most": size + 1, "least": sureness.least(visit)},
    )
    more = {"after": rows[size]["sequence"]} if len(rows) > size else None
    parts = ("article", article["stable_key"])
    if visit.format == "csv":
        return await feeds.answer(visit, rows[:size], key="", title="", parts=parts, query=query, more=more)
    spans = await visit.rows(
        "select attribution_id as id, role, start, end from json_each(:ids) as hit cross join span "
        "on span.attribution_id = hit.value order by attribution_id, start limit :most",
        {"ids": json.dumps([row["id"] for row in rows[:size]]), "most": _SPANS},
    )
    placed: dict[int, list[Row]] = {}
    for span in spans:
        placed.setdefault(span["id"], []).append({name: span[name] for name in ("role", "start", "end")})
    copies = await _copies(visit, article["id"])
    return await visit.work(
        lambda: visit.json(
            {
                "page": "article",
                **listing.article_data(visit, article),
                "version": version["id"],
                "characters": len(version["text"]),
                "attributions": [
                    listing.quote_data(visit, row) | {"spans": placed.get(row["id"], [])} for row in rows[:size]
                ],
                "copies": [
                    {key: copy[key] for key in ("url", "title", "publisher", "published", "share", "is", "basis")}
                    for copy in copies
                ],
                "versions": visit.url(*parts, "versions", ending="json"),
                "next": visit.url(*parts, ending="json", **{**query, **more}) if more else None,
            }
        )
    )


def _head(visit: Visit, article: Row, version: Row) -> Row:
    original = article["original_publisher_id"] if article["original_publisher_id"] != article["publisher_id"] else None
    return {
        "headline": clip(version["headline"] or article["headline"] or "", 300) or "An article without a headline",
        "publisher": clip(article["publisher"] or "", 120),
        "publisher_url": listing.outlet_url(visit, article["publisher"]),
        "original": clip(article["original"] or "", 120) if original is not None else "",
        "original_url": listing.outlet_url(visit, article["original"]) if original is not None else "",
        "published": clip(article["published"] or "", 40),
        # The address comes from the text's owner and could be anything, "javascript:" too: it is shown, never linked.
        "address": clip(article["url"] or "", 300),
        "row_url": visit.row_url("article", article["stable_key"]),
    }


def _parts(visit: Visit, article: str, count: int, here: int, query: Row) -> list[Row]:
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


def _versions(visit: Visit, article: str, held: Mapping[int, str], here: int) -> list[Row]:
    shown = list(held.items())[:_VERSIONS]
    return [
        {"number": n, "here": version == here, "url": visit.url("article", article, version=name)}
        for n, (version, name) in enumerate(shown, 1)
    ]
