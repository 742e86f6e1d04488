"""The page of an outlet: its articles, whom it credits, who credits it, and how many of its sources bear no name."""

from typing import Any

from attrib.browse import listing
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, kind

TABLES = listing.TABLES | {"hop"}
# Tallies look at this many hops or attributions of an outlet: an agency has millions.
_SAMPLE = 4_000
_TALLY = 12
_HOPS = f"(select * from hop where outlet_id = :id limit {_SAMPLE}) as found"
# An outlet took its words from the hop before its own, and handed them to the hop after.
_CREDITS = f"""select other.outlet_id as key, outlet.name as name, count(distinct found.attribution_id) as count
  from {_HOPS}
  join hop as other on other.attribution_id = found.attribution_id and other.position = found.position - 1
  join outlet on outlet.id = other.outlet_id where other.outlet_id <> :id and other.status = 'stated'
  group by 1 order by 3 desc, 2 limit {_TALLY}"""
_CREDITED = f"""select other.outlet_id as key, outlet.name as name, count(distinct found.attribution_id) as count
  from {_HOPS}
  join hop as other on other.attribution_id = found.attribution_id and other.position = found.position + 1
  join outlet on outlet.id = other.outlet_id where other.outlet_id <> :id and found.status = 'stated'
  group by 1 order by 3 desc, 2 limit {_TALLY}"""
_KINDS = f"""select null as key, coalesce(speaker_kind, 'nobody') as name, count(*) as count from (
    select attribution.speaker_kind, attribution.status from article
    join attribution on attribution.article_id = article.id
    where article.publisher_id = :id limit {_SAMPLE})
  where status <> 'rejected' group by 2 order by 3 desc, 2"""


async def page(visit: Visit) -> Any:
    """Answer with one outlet, by id or name; `?before=` turns the pages of its articles. Raises NotFound."""
    row = await visit.keyed(
        "select id, name, kind, country, domains, state, guessed, known from outlet", "outlet", "name"
    )
    key = {"id": row["id"]}
    before = visit.asked_number("before")
    found = await visit.rows(
        f"select {listing.ARTICLE_COLUMNS} from {listing.ARTICLE_TABLES} where article.publisher_id = :id "
        + ("and article.id < :before " if before else "")
        + f"order by article.id desc limit {listing.PAGE + 1}",
        {**key, "before": before} if before else key,
    )
    shown = found[: listing.PAGE]
    kinds = await visit.rows(_KINDS, key)
    return await visit.page(
        "outlet.html",
        {
            "name": clip(row["name"], 300) or "not named",
            "kind": kind(row["kind"] or "outlet"),
            "facts": _facts(row, kinds),
            "credits": listing.tallied(visit, await visit.rows(_CREDITS, key), "outlet"),
            "credited": listing.tallied(visit, await visit.rows(_CREDITED, key), "outlet"),
            "kinds": listing.tallied(visit, kinds),
            "sampled": f"Only stated steps are counted, over {_SAMPLE:,} rows at most. Copies are not corroboration.",
            "articles": await listing.article_rows(visit, shown),
            "first": visit.url("outlet", row["id"]) if before else "",
            "more": visit.url("outlet", row["id"], before=shown[-1]["id"]) if len(found) > listing.PAGE else "",
            "row_id": row["id"],
            "row_url": visit.row_url("outlet", row["id"]),
        },
    )


def _facts(row: Row, kinds: list[Row]) -> list[Row]:
    total = sum(kind["count"] for kind in kinds)
    unnamed = sum(kind["count"] for kind in kinds if kind["name"] == "anonymous")
    share = f"{unnamed:,} of {total:,} attributions ({unnamed / total:.0%})".replace("%)", " %)") if total else ""
    facts = {
        "Country": row["country"],
        "Domains": row["domains"],
        "State-run": "yes" if row["state"] else "",
        "How it is known": "recognised in a text by its form alone" if row["guessed"] else "",
        "Anonymous sources": share,
    }
    return [{"label": label, "text": clip(str(text), 300)} for label, text in facts.items() if text]
