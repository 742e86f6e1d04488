"""Two outlets side by side: how each tells the quotes that both carry, whom each credits, and what each has alone."""

import json
from collections import defaultdict
from typing import Any

from datasette import NotFound  # type: ignore[import-untyped]

from attrib.browse import addresses, graph_rows, listing
from attrib.browse.aligned import STEPS, aligned
from attrib.browse.host import Row, Visit
from attrib.browse.wording import HOP_STATUS, clip, words
from attrib.compare.alterations import alteration
from attrib.compare.blocks import Steps
from attrib.compare.records import Alteration
from attrib.compare.retold import other_words, retold
from attrib.wording import frames

TABLES = listing.TABLES | {"cluster_outlet", "credit", "hop", "variant", "variant_cluster"}
PAGE = 10
_ALONE, _OFFERED, _LONGEST = 20, 12, 3_000
# “a a b a …” against “a b a a …”: there are too many ways to lay one against the other.
_NOT_JUDGED = Alteration("not_compared", "none", "the texts repeat themselves too often to be compared here")
_COLUMNS = f"{listing.QUOTE_COLUMNS}, substr(attribution.content_text, 1, {_LONGEST}) as whole"


async def page(visit: Visit) -> Any:
    """Answer with two outlets, `?one=` and `?other=` (names), on the quotes that both tell: `?from=` and
    `?until=` bound the days, `?story=` takes one quote (a cluster's key), `?before=` turns pages. Raises NotFound.
    """
    if not await visit.holds("cluster_outlet", "credit"):
        return await visit.page("sides.html", {"old": True})
    asked = {name: visit.asked(name).strip() for name in ("one", "other", "from", "until", "story", "before")}
    story = await graph_rows.find_quote(visit, asked["story"]) if asked["story"] else None
    outlets = [await addresses.outlet(visit, name) for name in ("one", "other")]
    one, other = outlets
    context: Row = {
        "asked": asked,
        "names": [clip(outlet["name"], 200) if outlet else "" for outlet in outlets],
        "pages": [visit.url("outlet", outlet["key"]) if outlet else "" for outlet in outlets],
        "story": clip(frames.told(story["text"], story["reads_as"], story["manner"]), 300) if story else "",
        "form_url": visit.url("sides"),
        "chosen": False,
        "most_alone": _ALONE,
    }
    if one is None or other is None:
        offered = await (_tellers(visit, story) if story else _pairs(visit, one or other))
        return _answer_json(visit, context) or await visit.page("sides.html", context | {"offered": offered})
    if one["id"] == other["id"]:
        raise NotFound("An outlet is not compared with itself: choose two")
    values = {"one": one["id"], "other": other["id"]}
    shared = await _shared(visit, values, asked, story)
    more = len(shared) > PAGE
    shared = shared[:PAGE]
    told = await _told(visit, [row[side] for row in shared for side in ("mine", "theirs")])
    steps = Steps(STEPS)
    pairs = await visit.work(
        lambda: [_pair(visit, row, told, steps) for row in shared if row["mine"] in told and row["theirs"] in told]
    )
    articles = [{told[row[side]]["article_id"] for row in shared if row[side] in told} for side in ("mine", "theirs")]
    query = {"one": one["key"], "other": other["key"], **{name: asked[name] for name in ("from", "until", "story")}}
    last = shared[-1] if shared else None
    context |= {
        "chosen": True,
        "pairs": pairs,
        "alone": [
            await _alone(visit, articles[0], other["id"]),
            await _alone(visit, articles[1], one["id"]),
        ],
        "first_pairs": visit.url("sides", **query) if asked["before"] else "",
        "more_pairs": visit.url("sides", **query, before=f"{last['day']}.{last['key']}") if more and last else "",
        "swap_url": visit.url("sides", **query | {"one": other["key"], "other": one["key"]}),
        "json_url": visit.url("sides", ending="json", **query, before=asked["before"]),
    }
    return _answer_json(visit, context) or await visit.page("sides.html", context)


def _answer_json(visit: Visit, context: Row) -> Any:
    """Answer with JSON where it is asked for, else None."""
    if visit.format != "json":
        return None
    names = ("key", "day", "type", "risk", "reason", "touches")
    return visit.json(
        {
            "page": "sides",
            "outlets": context["names"],
            "quotes": [
                {name: pair[name] for name in names}
                | {
                    "tellings": [
                        {name: side[name] for name in ("text", "reads_as", "manner", "url", "speaker", "chain")}
                        for side in pair["sides"]
                    ]
                }
                for pair in context.get("pairs", ())
            ],
            "alone": [
                [
                    {"text": quote["words"], **{name: quote[name] for name in ("reads_as", "manner", "url", "speaker")}}
                    for quote in quotes
                ]
                for quotes in context.get("alone", ([], []))
            ],
            "next": context.get("more_pairs") or None,
        }
    )


async def _shared(visit: Visit, values: Row, asked: Row, story: Row | None) -> list[Row]:
    """Return the quotes that both outlets tell, a page of them and one more, the latest first."""
    where = ["mine.outlet_id = :one"]
    if story:
        where.append("mine.cluster_id = :cluster")
        values = values | {"cluster": story["id"]}
    for name, sign in (("from", ">="), ("until", "<=")):
        if asked[name]:
            where.append(f"mine.day {sign} :{name}")
            values = values | {name: asked[name]}
    day, _, key = asked["before"].rpartition(".")
    if key:
        cluster = await visit.row("select id from variant_cluster where stable_key = :key", {"key": key})
        where.append("(mine.day, mine.cluster_id) < (:day, :key)")
        values = values | {"day": day, "key": cluster["id"] if cluster else addresses.number(key)}
    return await visit.rows(
        "select mine.cluster_id, mine.day, mine.telling_id as mine, theirs.telling_id as theirs, mine.attributions as "
        "many, theirs.attributions as many_theirs, variant_cluster.stable_key as key, variant_cluster.outlets "
        "from cluster_outlet as mine cross join cluster_outlet as theirs "
        "on theirs.cluster_id = mine.cluster_id and theirs.outlet_id = :other "
        "join variant_cluster on variant_cluster.id = mine.cluster_id "
        f"where {' and '.join(where)} order by mine.day desc, mine.cluster_id desc limit {PAGE + 1}",
        values,
    )


async def _told(visit: Visit, keys: list[int]) -> dict[int, Row]:
    """Return tellings by id, each as the lists show it, with its whole text and its chain."""
    asked = {"ids": json.dumps(sorted(set(keys)))}
    rows = await visit.rows(
        f"select {_COLUMNS} from json_each(:ids) as hit cross join {listing.QUOTE_TABLES} where attribution.id = hit.value",
        asked,
    )
    hops = await visit.rows(
        "select hop.attribution_id, substr(hop.name, 1, 200) as name, hop.status, hop.kind, hop.outlet_id, hop.speaker_id "
        "from json_each(:ids) as hit cross join hop where hop.attribution_id = hit.value "
        "order by hop.attribution_id, hop.position limit 1000",
        asked,
    )
    pages = await addresses.addresses(visit, hops)
    chains: dict[int, list[Row]] = defaultdict(list)
    for hop in hops:
        status = "" if hop["status"] == "stated" else HOP_STATUS.get(hop["status"], hop["status"])
        chains[hop["attribution_id"]].append(
            {"name": clip(hop["name"] or "", 80), "status": status, "url": pages.actor(hop)}
        )
    return {
        row["id"]: listing.quote_row(visit, row)
        | {"text": row["whole"], "chain": chains[row["id"]], "article_id": row["article_id"]}
        for row in rows
    }


def _pair(visit: Visit, row: Row, told: dict[int, Row], steps: Steps) -> Row:
    visit.check_time()
    mine, theirs = told[row["mine"]], told[row["theirs"]]
    texts = mine["text"], theirs["text"]
    marked = aligned(*texts, steps)
    found = _NOT_JUDGED if not steps.left else retold(*texts) if other_words(*texts) else alteration(*texts)
    return {
        "key": row["key"],
        "day": row["day"],
        "type": words(found.type),
        "risk": found.risk,
        "reason": clip(found.reason, 300),
        "touches": list(found.touches),
        "outlets": row["outlets"],
        "story_url": visit.url("graph", story=row["key"]),
        "sides": [
            mine | {"marked": marked[0], "others": row["many"] - 1},
            theirs | {"marked": marked[1], "others": row["many_theirs"] - 1},
        ],
    }


async def _alone(visit: Visit, articles: set[int], other: int) -> list[Row]:
    """Return what these articles attribute and the other outlet tells nowhere, the first of it."""
    rows = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from json_each(:ids) as hit cross join {listing.QUOTE_TABLES} "
        "where attribution.article_id = hit.value and attribution.status <> 'rejected' "
        "and attribution.content_text <> '' and not exists ("
        "select 1 from variant join cluster_outlet on cluster_outlet.cluster_id = variant.cluster_id "
        "and cluster_outlet.outlet_id = :other where variant.attribution_id = attribution.id) "
        f"order by attribution.article_id, attribution.sequence limit {_ALONE}",
        {"ids": json.dumps(sorted(articles)), "other": other},
    )
    return [listing.quote_row(visit, row) for row in rows]


async def _pairs(visit: Visit, outlet: Row | None) -> list[Row]:
    """Return the pairs of outlets that credit each other most, those of one outlet where it is chosen."""
    columns = ("crediting_id", "credited_id") if outlet else ("month",)
    rows: list[Row] = []
    for column in columns:
        where = "month = ''" if outlet is None else f"{column} = :outlet and month = ''"
        rows += await visit.rows(
            "select found.crediting_id, found.credited_id, crediting.name as crediting, credited.name as credited from ("
            f"select * from credit where {where} order by attributions desc, id limit {_OFFERED}) as found "
            "join outlet as crediting on crediting.id = found.crediting_id "
            "join outlet as credited on credited.id = found.credited_id",
            {"outlet": outlet["id"]} if outlet else {},
        )
    return [
        {
            "names": [clip(row["credited"], 80), clip(row["crediting"], 80)],
            "url": visit.url("sides", one=row["credited"], other=row["crediting"]),
        }
        for row in rows
    ]


async def _tellers(visit: Visit, story: Row) -> list[Row]:
    """Return the first outlet of a quote with each of the others that tell it."""
    rows = await visit.rows(
        "select outlet.id, outlet.name from cluster_outlet join outlet on outlet.id = cluster_outlet.outlet_id "
        f"where cluster_outlet.cluster_id = :cluster order by cluster_outlet.telling_id limit {_OFFERED + 1}",
        {"cluster": story["id"]},
    )
    return [
        {
            "names": [clip(rows[0]["name"], 80), clip(row["name"], 80)],
            "url": visit.url("sides", one=rows[0]["name"], other=row["name"], story=story["stable_key"]),
        }
        for row in rows[1:]
    ]
