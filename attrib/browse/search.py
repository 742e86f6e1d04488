"""The search: quotes, speakers, outlets and articles that hold the words typed, narrowed by what the form offers."""

import json
from typing import Any

from attrib.browse import feeds, filters, formats, listing, terms
from attrib.browse.filters import Filters
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, kind
from attrib.wording.frames import is_plain, without_verb

TABLES = listing.TABLES | {"alias", "article_version"}
# So many matches of one word are ranked by how well they fit (of two words half as many, since each is weighed); where
# more quotes match, the newest are looked through.
_RANKED = 3_000
_LOOKED_THROUGH = 10_000
# A search is done anew for each of its pages, so it ends after this many rows.
_DEEPEST = 2_000
_ARTICLES = 20
_NAMES = 8
_NAMES_RANKED = 500
# A passage is looked for in so many characters from the beginning of a text.
_PASSAGE_FROM = 20_000
_NAMED = ("person", "organisation", "outlet", "document", "role")


async def page(visit: Visit) -> Any:
    """Answer a search: `?q=` words; outlet, kind, type, stance, since, until, min_confidence narrow; `start` turns pages.

    Without a word it lists the newest attributions that the filters leave.
    """
    asked = visit.asked("q").strip()
    match = terms.match(asked)
    narrowed = await filters.read(visit)
    start = min(visit.asked_number("start"), _DEEPEST)
    # What holds no letter finds nothing, rather than everything.
    ids, ranked, all_seen = ([], True, True) if asked and not match else await _ids(visit, match, narrowed, start)
    size = listing.size(visit)
    rows = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from json_each(:ids) as hit cross join {listing.QUOTE_TABLES} "
        "where attribution.id = hit.value order by hit.key",
        {"ids": json.dumps(ids[:size])},
    )
    query: Row = {"q": asked, **narrowed.query}
    more = {"start": start + size} if len(ids) > size and start + size <= _DEEPEST else None
    if visit.format in ("csv", "atom", "feed.json"):
        title = f"Attributions with “{asked}”" if asked else "Attributions"
        parts = ("search",)
        key = f"search/{json.dumps(query, sort_keys=True)}"
        return await feeds.answer(visit, rows, key=key, title=title, parts=parts, query=query, more=more)
    names: Row = {"speakers": [], "outlets": []}
    articles: list[Row] = []
    if match and not start:
        names = await _names(visit, asked, narrowed)
        articles = await _articles(visit, match, narrowed)
    if visit.format == "json":
        return visit.json(
            {
                "page": "search",
                "query": query,
                "order": "best" if ranked else "newest",
                "all_looked_through": all_seen,
                "speakers": [{key: one[key] for key in ("name", "kind", "url")} for one in names["speakers"]],
                "outlets": [{key: one[key] for key in ("name", "kind", "url")} for one in names["outlets"]],
                "quotes": [listing.quote_data(visit, row) for row in rows],
                "articles": [listing.article_data(visit, row) for row in articles],
                "next": visit.url("search", ending="json", **{**query, **more}) if more else None,
            }
        )
    marked = terms.marked_words(asked)
    return await visit.page(
        "search.html",
        {
            "q": asked,
            "searched": bool(asked),
            "form": await filters.form(visit, asked, narrowed),
            "unknown_outlet": narrowed.outlet if narrowed.outlet and narrowed.outlet_id is None else "",
            "names": names,
            "found": [
                listing.quote_row(visit, row)
                | ({"words": terms.highlight(_content(row), marked)} if row["content"] else {})
                for row in rows
            ],
            "newest": bool(match) and not ranked,
            "looked_through": "" if all_seen or not narrowed.query else f"{_LOOKED_THROUGH:,}",
            "articles": await _article_rows(visit, articles, marked),
            "many_articles": len(articles) == _ARTICLES,
            "first_found": visit.url("search", **query) if start else "",
            "more_found": visit.url("search", **{**query, **more}) if more else "",
            "formats": formats.offered(visit, ("search",), feeds.ENDINGS, **query),
            "canonical": visit.url("search", **query, start=start or None),
        },
    )


def _content(row: Row) -> str:
    """Return a row's content without the verb that stands before it on the page ("refused to confirm")."""
    return row["content"] if is_plain(row) else without_verb(row["content"], row["reads_as"])


async def _ids(visit: Visit, match: str, narrowed: Filters, start: int) -> tuple[list[int], bool, bool]:
    """Return the ids of one page of attributions and one more; if the best come first; if none was left unseen."""
    conditions, values = narrowed.conditions()
    values |= {"match": match, "looked": _LOOKED_THROUGH, "most": listing.size(visit) + 1, "start": start}
    values["ranked"] = min(_RANKED // max(1, terms.count(match)), _LOOKED_THROUGH)
    if not narrowed.query:
        # Nothing is narrowed away but what a person rejected, so a page needs little more than its own rows.
        values["looked"] = min(_LOOKED_THROUGH, 2 * (start + listing.size(visit)) + 200)
    ranked, seen = False, True
    if match:
        counted = await visit.row(
            "select count(*) as found from (select 1 from attribution_fts where attribution_fts match :match "
            "limit :ranked + 1)",
            values,
        )
        seen = counted is not None and counted["found"] <= values["ranked"]
        # Whoever follows a search by feed waits for what is new, not for what fits best.
        ranked = seen and visit.format not in ("atom", "feed.json")
        place, order = ("rank", "rank, rowid desc") if ranked else ("-rowid", "rowid desc")
        hit = (
            f"select rowid as id, {place} as place from attribution_fts where attribution_fts match :match "
            f"order by {order} limit :looked"
        )
    else:
        hit, seen = _newest(narrowed), False
    article = "cross join article on article.id = attribution.article_id" if narrowed.of_article else ""
    rows = await visit.rows(
        f"select hit.id from ({hit}) as hit cross join attribution on attribution.id = hit.id {article} "
        f"where {' and '.join(conditions)} order by hit.place, hit.id desc limit :most offset :start",
        values,
    )
    return [row["id"] for row in rows], ranked, seen or len(rows) > listing.size(visit)


def _newest(narrowed: Filters) -> str:
    """Return the query for the newest attributions that the filters may leave, by the index that leaves fewest."""
    if narrowed.of_article:
        within = " and ".join(narrowed.article_conditions())
        order = "article.published desc" if not narrowed.outlet else "article.id desc"
        return (
            "select attribution.id as id, -attribution.id as place from "
            f"(select article.id as id from article where {within} order by {order} limit 1 + :looked / 4) as found "
            "cross join attribution on attribution.article_id = found.id limit :looked"
        )
    column = next((name for name in ("stance", "kind") if getattr(narrowed, name)), "")
    where = {"stance": "where stance = :stance", "kind": "where speaker_kind = :kind"}.get(column, "")
    return f"select id, -id as place from attribution {where} order by id desc limit :looked"


async def _names(visit: Visit, asked: str, narrowed: Filters) -> Row:
    """Return the speakers and outlets whose names hold the words; none without a name of their own."""
    if not await visit.holds("speaker_fts", "alias_fts", "outlet_fts"):
        return {"speakers": [], "outlets": []}
    kinds = [narrowed.kind] if narrowed.kind in _NAMED else [] if narrowed.kind else [*_NAMED]
    values: Row = {"match": terms.match(asked, begun=True), "kinds": json.dumps(kinds), "most": _NAMES}
    order = {name: await _order(visit, name, values) for name in ("speaker_fts", "alias_fts", "outlet_fts")}
    speakers = await visit.rows(
        f"""select speaker.id, speaker.stable_key, speaker.name, speaker.kind, speaker.role, speaker.affiliation,
          (select count(*) from (
            select 1 from attribution_speaker as told where told.speaker_id = speaker.id limit 1001)) as quotes
        from (select id, min(place) as place from (
            select id, place from (
              select rowid as id, rank as place from speaker_fts where speaker_fts match :match
              order by {order["speaker_fts"]} limit 60)
            union all select alias.speaker_id, 0 from (
              select rowid as id from alias_fts where alias_fts match :match
              order by {order["alias_fts"]} limit 60) as form
              join alias on alias.id = form.id) group by id) as hit
        cross join speaker on speaker.id = hit.id
        where speaker.kind in (select value from json_each(:kinds))
        order by quotes desc, hit.place, speaker.name, speaker.id limit :most""",
        values,
    )
    outlets = await visit.rows(
        f"""select outlet.id, outlet.name, outlet.kind, outlet.country from (
          select rowid as id, rank as place from outlet_fts where outlet_fts match :match
          order by {order["outlet_fts"]} limit 60) as hit
        cross join outlet on outlet.id = hit.id
        order by not exists (select 1 from article where publisher_id = outlet.id), hit.place, outlet.id limit :most""",
        values,
    )
    marked = terms.marked_words(asked)
    return {
        "speakers": [
            {
                "name": clip(row["name"], 120),
                "marked": terms.highlight(row["name"], marked, 120),
                "kind": kind(row["kind"]),
                "more": clip(", ".join(part for part in (row["role"], row["affiliation"]) if part), 120),
                "count": listing.number(row["quotes"], 1000, "attribution"),
                "url": visit.url("speaker", row["stable_key"]),
            }
            for row in speakers
        ],
        "outlets": [
            {
                "name": clip(row["name"], 120),
                "marked": terms.highlight(row["name"], marked, 120),
                "kind": kind(row["kind"] or "outlet"),
                "more": clip(row["country"] or "", 80),
                "url": visit.url("outlet", row["name"]),
            }
            for row in outlets
        ],
    }


async def _order(visit: Visit, table: str, values: Row) -> str:
    """Return how to order the matches of a table of names: of too many to rank, those that were read first come first."""
    counted = await visit.row(
        f"select count(*) as found from (select 1 from {table} where {table} match :match limit {_NAMES_RANKED + 1})",
        values,
    )
    return "rank" if counted is not None and counted["found"] <= _NAMES_RANKED else "rowid"


async def _articles(visit: Visit, match: str, narrowed: Filters) -> list[Row]:
    conditions = " and ".join(["true", *narrowed.article_conditions()])
    values = narrowed.values | {"match": match, "looked": _LOOKED_THROUGH, "most": _ARTICLES}
    counted = await visit.row(
        "select count(*) as found from (select 1 from article_fts where article_fts match :match limit 1001)", values
    )
    few = counted is not None and counted["found"] <= 1000
    hit = "select rowid as id, {} as place from article_fts where article_fts match :match".format(
        "rank" if few else "-rowid"
    ) + ("" if few else " order by rowid desc limit :looked / 4")
    return await visit.rows(
        f"select {listing.ARTICLE_COLUMNS} from (select hit.id, hit.place from ({hit}) as hit "
        f"cross join article on article.id = hit.id where {conditions} order by hit.place limit :most) as hit "
        f"cross join {listing.ARTICLE_TABLES} where article.id = hit.id order by hit.place",
        values,
    )


async def _article_rows(visit: Visit, rows: list[Row], marked: frozenset[str]) -> list[Row]:
    shaped = await listing.article_rows(visit, rows)
    # SQLite's own snippet() takes the square of how often the words stand in a text, and heeds no limit of time.
    found = await visit.rows(
        "select article.id, substr(article_version.text, 1, :longest) as text from json_each(:ids) as hit "
        "cross join article on article.id = hit.value "
        "cross join article_version on article_version.id = article.current_version_id",
        {"ids": json.dumps([row["id"] for row in rows]), "longest": _PASSAGE_FROM},
    )
    passages = await visit.work(lambda: {row["id"]: terms.passage(row["text"] or "", marked) for row in found})
    return [
        one
        | {
            "passage": terms.highlight(passages.get(row["id"], ""), marked, 300),
            "marked": terms.highlight(one["headline"], marked, 200),
        }
        for one, row in zip(shaped, rows, strict=True)
    ]
