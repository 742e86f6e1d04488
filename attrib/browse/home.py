"""The page of a database: what it holds, a search, what the audit finds first, and its newest articles."""

from typing import Any

from attrib.browse import addresses, audit, filters, formats, listing, search
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip

TABLES = listing.TABLES | {"run", "comparison"}
_COUNTED = 100_000
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
    """Answer with counts, the search form and the newest articles; `?before=` turns pages, `?q=` goes to the search."""
    if visit.asked("q").strip() and not visit.format:
        return await search.page(visit)
    counts = [*[await _count(visit, label, table) for label, table in _COUNTS], await _publishers(visit)]
    state = await _state(visit)
    figures = await audit.headline_figures(visit)
    before = visit.asked("before", 60)
    rows = await _newest(visit, before)
    shown = rows[: listing.PAGE]
    last = shown[-1] if len(rows) > listing.PAGE else None
    older = f"{last['published'] or ''}.{last['stable_key']}" if last else ""
    if visit.format == "json":
        return visit.json(
            {
                "page": "home",
                "counts": {count["label"]: {"number": count["count"], "or_more": count["more"]} for count in counts},
                **state,
                "audit": figures,
                "articles": [listing.article_data(visit, row) for row in shown],
                "next": visit.url(ending="json", before=older) if older else None,
            }
        )
    context: Row = {
        "counts": counts,
        "state": _said(state),
        "form": await filters.form(visit, "", await filters.read(visit)),
        "figures": figures,
        "articles": await listing.article_rows(visit, shown),
        "first_articles": visit.url() if before else "",
        "more_articles": visit.url(before=older) if older else "",
        "formats": formats.offered(visit, (), ("json",)),
    }
    return await visit.page("home.html", context)


async def _count(visit: Visit, label: str, table: str) -> Row:
    # Counted when the last run ended; where that is missing, counting stops at a hundred thousand rows and says so.
    if await visit.may_see("figure") and await visit.holds("figure"):
        counted = await visit.row(
            "select attributions as found from figure where question = 'tables' and name = :table", {"table": table}
        )
        if counted:
            return _counted(label, counted["found"], counted["found"], visit.table_url(table))
    found = await visit.row(f"select count(*) as found from (select 1 from {table} limit {_COUNTED + 1})")
    return _counted(label, found["found"] if found else 0, _COUNTED, visit.table_url(table))


async def _publishers(visit: Visit) -> Row:
    found = await visit.row(_PUBLISHERS)
    # Every outlet that published something has its row there.
    url = visit.url("audit", "own_reporting") if await visit.may_see("v_own_reporting") else ""
    return _counted("publishers", found["found"] if found else 0, 5000, url)


def _counted(label: str, count: int, limit: int, url: str) -> Row:
    number = listing.number(count, limit)
    return {"label": label, "number": number, "url": url, "count": min(count, limit), "more": count > limit}


async def _state(visit: Visit) -> Row:
    """Return the span of days, the last run and the last comparison."""
    days = await visit.row(
        "select (select min(published) from article) as first, (select max(published) from article) as last"
    )
    run = await visit.row("select tool_version, started, finished from run order by id desc limit 1")
    compared = None
    if await visit.holds("comparison"):
        compared = await visit.row("select started, finished from comparison order by id desc limit 1")
    return {
        "first_day": days["first"] if days else None,
        "last_day": days["last"] if days else None,
        "run": run,
        "compared": compared,
    }


def _said(state: Row) -> list[Row]:
    run, compared = state["run"], state["compared"]
    if compared is None:
        comparing = "not yet: variants, copies and first sources are found by attrib compare"
    else:
        comparing = (
            _minute(compared["finished"])
            if compared["finished"]
            else "begun and not finished; run attrib compare again"
        )
    if run is None:
        reading = "none"
    else:
        reading = f"{_minute(run['finished'] or run['started'])} with attrib {run['tool_version']}"
        reading += "" if run["finished"] else " (not finished: run it again)"
    days = [clip(day, 40) for day in (state["first_day"], state["last_day"]) if day]
    return [
        {"label": "Days of publication", "text": " to ".join(dict.fromkeys(days)) or "no article bears a date"},
        {"label": "Last run", "text": reading},
        {"label": "Compared", "text": comparing},
    ]


def _minute(time: str) -> str:
    return clip(time[:16].replace("T", " "), 20)


async def _newest(visit: Visit, before: str) -> list[Row]:
    """Return a page of articles and one more, newest day first, those without a day last. `before` is "DAY.KEY"."""
    day, _, key = before.rpartition(".")
    found_before = await addresses.place(visit, key, "article")
    values: Row = {"day": day, "id": found_before} if found_before else {}
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
