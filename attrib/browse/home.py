"""The page of a database: what it holds, a search, and its articles."""

import json
from typing import Any

from attrib.browse import listing, notes, sureness
from attrib.browse.host import Row, TooSlowError, Visit

TABLES = listing.TABLES
_COUNTED = 100_000
# A search is ranked as a whole for each of its pages, so it ends after this many rows.
_DEEPEST = 1000
_COUNTS = (
    ("articles", "article"),
    ("attributions", "attribution"),
    ("speakers", "speaker"),
)
# Steps from one publisher to the next along the index, since outlet also lists thousands that no article here is from.
_PUBLISHERS = """with recursive step(id) as (
    select min(publisher_id) from article union all
    select (select min(publisher_id) from article where publisher_id > step.id) from step where step.id is not null
  ) select count(*) as found from (select 1 from step where id is not null limit 5001)"""


async def page(visit: Visit) -> Any:
    """Answer with counts, the search and the newest articles; `?q=` searches, `?before=` and `?from=` turn pages.

    `?min_confidence=` leaves out of what is found what is less sure.
    """
    asked = visit.asked("q").strip()
    match = listing.match(asked)
    context: Row = {
        "q": asked,
        "searched": bool(match),
        "counts": [*[await _count(visit, label, table) for label, table in _COUNTS], await _publishers(visit)],
        "questions": await notes.present(visit.datasette, visit.database),
        **(await _found(visit, asked, match) if match else await _latest(visit)),
    }
    return await visit.page("home.html", context)


async def _count(visit: Visit, label: str, table: str) -> Row:
    # Counting a million rows reads a million rows: a home page stops at a hundred thousand and says so.
    found = await visit.row(f"select count(*) as found from (select 1 from {table} limit {_COUNTED + 1})")
    return {
        "label": label,
        "number": listing.number(found["found"] if found else 0, _COUNTED),
        "url": visit.table_url(table),
    }


async def _publishers(visit: Visit) -> Row:
    found = await visit.row(_PUBLISHERS)
    return {"label": "publishers", "number": listing.number(found["found"] if found else 0, 5000), "url": ""}


async def _latest(visit: Visit) -> Row:
    before = visit.asked("before", 60)
    rows = await _newest(visit, before)
    shown = rows[: listing.PAGE]
    last = shown[-1] if len(rows) > listing.PAGE else None
    return {
        "articles": await listing.article_rows(visit, shown),
        "first_articles": visit.url() if before else "",
        "more_articles": visit.url(before=f"{last['published'] or ''}.{last['id']}") if last else "",
    }


async def _newest(visit: Visit, before: str) -> list[Row]:
    """Return a page of articles and one more, newest day first, those without a day last. `before` is "DAY.ID"."""
    day, _, key = before.rpartition(".")
    values: Row = {"day": day, "id": int(key)} if key.isascii() and key.isdigit() and len(key) < 19 else {}
    select = f"select {listing.ARTICLE_COLUMNS} from {listing.ARTICLE_TABLES} where article.published is"
    found: list[Row] = []
    if day or not values:
        older = "and (article.published, article.id) < (:day, :id) " if values else ""
        ordered = f"order by article.published desc, article.id desc limit {listing.PAGE + 1}"
        found = await visit.rows(f"{select} not null {older}{ordered}", values)
    if len(found) <= listing.PAGE:
        older = "and article.id < :id " if values and not day else ""
        left = listing.PAGE + 1 - len(found)
        found += await visit.rows(
            f"{select} null {older}order by article.id desc limit {left}", values if older else {}
        )
    return found


async def _found(visit: Visit, asked: str, match: str) -> Row:
    start = min(visit.asked_number("from"), _DEEPEST)
    quotes = await _ranked(visit, "attribution_fts", match, start)
    articles = await _ranked(visit, "article_fts", match, 0)
    found = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from json_each(:ids) as hit cross join {listing.QUOTE_TABLES} "
        "where attribution.id = hit.value and attribution.status <> 'rejected' "
        "and attribution.confidence >= :least order by hit.key",
        {"ids": json.dumps(quotes[: listing.PAGE]), "least": sureness.least(visit)},
    )
    carrying = await visit.rows(
        f"select {listing.ARTICLE_COLUMNS} from json_each(:ids) as hit cross join {listing.ARTICLE_TABLES} "
        "where article.id = hit.value order by hit.key",
        {"ids": json.dumps(articles[: listing.PAGE])},
    )
    more = len(quotes) > listing.PAGE and start < _DEEPEST
    return {
        "found": [listing.quote_row(visit, row) for row in found],
        "unsure": sureness.least(visit) > 0,
        "sureness": sureness.choices(visit, q=asked),
        "first_found": visit.url(q=asked, min_confidence=sureness.kept(visit)) if start else "",
        "more_found": visit.url(q=asked, **{"from": start + listing.PAGE}, min_confidence=sureness.kept(visit))
        if more
        else "",
        "articles": await listing.article_rows(visit, carrying),
    }


async def _ranked(visit: Visit, table: str, match: str, start: int) -> list[int]:
    """Return the rowids of the best matches; of a word too common to rank, those of the newest rows that hold it."""
    sql = f"select rowid as id from {table} where {table} match :match order by {{}} limit :most offset :start"
    values = {"match": match, "most": listing.PAGE + 1, "start": start}
    try:
        rows = await visit.rows(sql.format("rank"), values, limit_ms=300)
    except TooSlowError:
        rows = await visit.rows(sql.format("rowid desc"), values)
    return [row["id"] for row in rows]
