"""A quote as several texts carry it: each telling laid against the fullest, its spread in time, and what stands behind."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from attrib.browse import addresses, differences
from attrib.browse.host import Row, Visit
from attrib.browse.listing import names, reads, together
from attrib.browse.wording import clip, kind, percent, words
from attrib.compare.blocks import Steps
from attrib.draw.charts import Day, days

TABLES = frozenset({"variant_cluster", "variant", "alteration", "root", "loop"})
_MEMBERS = 25
_LONGEST = 3_000
_TYPES = {
    "identical": "the same words",
    "formatting": "the same words, set differently",
    "cut_ends": "cut at its ends",
    "cut_inside": "cut inside",
    "insertion": "words put in",
    "substitution": "words put for others",
    "reordering": "another order",
    "merge": "statements made apart, printed as one",
    "translation": "a translation, which is no alteration",
}
_RISK = {"high": "high risk", "low": "low risk", "none": "no risk"}
_CLUSTER = """select variant_cluster.*, fullest.stable_key as fullest_key,
  substr(fullest.content_text, 1, 3000) as fullest_text, first.stable_key as first_key
  from variant cross join variant_cluster on variant_cluster.id = variant.cluster_id
  left join attribution as fullest on fullest.id = variant_cluster.fullest_id
  left join attribution as first on first.id = variant_cluster.first_id where variant.attribution_id = :id"""
# What an article also tells in full is no risk to its reader.
_MEMBER = f"""select attribution.stable_key, substr(attribution.content_text, 1, {_LONGEST}) as content, attribution.reads_as, attribution.manner,
  attribution.speaker_kind, substr(coalesce(attribution.speaker_name, attribution.source_text), 1, 120) as speaker,
  article.published, substr(article.title, 1, 200) as title, outlet.name as outlet, variant.similarity, variant.translated,
  variant.headline, alteration.type, alteration.reason, alteration.touches,
  case when alteration.apart in ('passages', 'besides') then 'none' else alteration.risk end as risk,
  credited.type as credited_type, credited.risk as credited_risk, credited.reason as credited_reason,
  before.stable_key as credited_key, credited_outlet.name as credited_outlet,
  (select json_group_array(name) from (select substr(told.name, 1, 120) as name from attribution_speaker as told
    where told.attribution_id = attribution.id and told.position > 0 and told.name <> ''
    order by told.position limit 20)) as beside
  from (select * from variant where cluster_id = :cluster limit 200) as variant
  cross join attribution on attribution.id = variant.attribution_id
  cross join article on article.id = attribution.article_id left join outlet on outlet.id = article.publisher_id
  left join alteration on alteration.variant_id = variant.id and alteration.against = 'fullest'
  left join alteration as credited on credited.variant_id = variant.id and credited.against = 'credited'
  left join attribution as before on before.id = credited.before_id and before.status <> 'rejected'
  left join article as credited_article on credited_article.id = before.article_id
  left join outlet as credited_outlet on credited_outlet.id = credited_article.publisher_id
  where attribution.status <> 'rejected'
  order by article.published is null, article.published, attribution.id limit {_MEMBERS}"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster with its members as rows; `row` is variant_cluster's own."""

    row: Row
    members: tuple[Row, ...]
    roots: tuple[Row, ...]
    loops: tuple[str, ...]


async def of(visit: Visit, attribution: int) -> Cluster | None:
    """Return the cluster that an attribution belongs to; None where nothing was compared, or nothing is alike."""
    if not await visit.holds(*TABLES):
        return None
    row = await visit.row(_CLUSTER, {"id": attribution})
    if row is None:
        return None
    key = {"cluster": row["id"]}
    roots = await visit.rows(
        "select name, kind, outlet_name, speaker_id, outlet_id from root where cluster_id = :cluster "
        "order by id limit 20",
        key,
    )
    pages = await addresses.addresses(visit, roots)
    found = await visit.rows("select actors from loop where cluster_id = :cluster order by id limit 10", key)
    return Cluster(
        row=row,
        members=tuple(_member(visit, member) for member in await visit.rows(_MEMBER, key)),
        roots=tuple(_root(pages, root) for root in roots),
        loops=tuple(clip(one["actors"], 300) for one in found),
    )


def _member(visit: Visit, row: Row) -> Row:
    try:
        touches = [words(touch) for touch in json.loads(row["touches"] or "[]")]
    except (TypeError, ValueError):
        touches = []
    return {
        "key": row["stable_key"],
        "url": visit.url("quote", row["stable_key"]),
        "content": row["content"],
        **reads(row),
        "speaker": clip(row["speaker"] or "", 100) or None,
        # Those who speak together with the first.
        "beside": [clip(name, 100) for name in names(row["beside"])],
        "outlet": clip(row["outlet"] or "", 100) or None,
        "title": clip(row["title"] or "", 160) or None,
        "published": row["published"],
        "similarity": row["similarity"],
        "translated": bool(row["translated"]),
        "headline": bool(row["headline"]),
        "type": row["type"],
        "risk": row["risk"],
        "reason": clip(row["reason"] or "", 300) or None,
        "touches": touches,
        "credited": _credited(visit, row),
    }


def _credited(visit: Visit, row: Row) -> Row | None:
    """Return how a telling differs from the telling of the outlet that it credits; None where it credits none of these."""
    if row["credited_key"] is None:
        return None
    return {
        "key": row["credited_key"],
        "url": visit.url("quote", row["credited_key"]),
        "outlet": clip(row["credited_outlet"] or "", 100) or None,
        "type": row["credited_type"],
        "risk": row["credited_risk"],
        "reason": clip(row["credited_reason"] or "", 300) or None,
    }


def _root(pages: addresses.Addresses, row: Row) -> Row:
    return {
        "name": clip(row["name"], 120) or "not named",
        "kind": kind(row["kind"]),
        "spoke_to": clip(row["outlet_name"], 100) or None,
        "url": pages.actor(row) or None,
    }


def data(cluster: Cluster) -> Row:
    """Return a cluster as JSON tells it."""
    row = cluster.row
    return {
        **{name: row[name] for name in ("attributions", "articles", "outlets", "first_published", "last_published")},
        "key": row["stable_key"],
        "fullest": row["fullest_key"],
        "first": row["first_key"],
        "first_basis": row["first_basis"],
        "independent_roots": row["roots"],
        "roots": list(cluster.roots),
        "loops": list(cluster.loops),
        "members": list(cluster.members),
    }


def shown(cluster: Cluster, here: str) -> Row:
    """Return a cluster as its template shows it: every telling aligned with the fullest; `here` is the page's own key."""
    row = cluster.row
    steps = Steps(differences.STEPS)
    return {
        "numbers": " ".join(
            (
                _number(row["attributions"], "telling"),
                f"in {_number(row['articles'], 'article')}",
                f"of {_number(row['outlets'], 'outlet')}",
            )
        ),
        "left_out": max(0, row["attributions"] - len(cluster.members)),
        "fullest": clip(row["fullest_text"] or row["text"], _LONGEST),
        "members": [_shown(member, cluster, here, steps) for member in cluster.members],
        "key": row["stable_key"],
        "independent": row["roots"],
        "roots": list(cluster.roots),
        "loops": list(cluster.loops),
        "first": _first(cluster),
        "timeline": Markup(_timeline(cluster.members)),
    }


def _number(many: int, one: str) -> str:
    return f"{many:,} {one}" + ("" if many == 1 else "s")


def _shown(member: Row, cluster: Cluster, here: str, steps: Steps) -> Row:
    fullest = member["key"] == cluster.row["fullest_key"]
    plain = fullest or member["translated"] or member["type"] in ("identical", "translation", None)
    text = (
        differences.to_html([differences.Piece("same", clip(member["content"], _LONGEST))])
        if plain
        else differences.to_html(differences.aligned(cluster.row["fullest_text"] or "", member["content"], steps))
    )
    return member | {
        "here": member["key"] == here,
        "fullest": fullest,
        "html": text,
        "with": together(member["beside"]),
        **({"type_words": "the fullest telling", "risk_words": ""} if fullest else _judged(member)),
        "similarity_words": percent(member["similarity"]),
        "credited": member["credited"] and member["credited"] | _judged(member["credited"]),
    }


def _judged(change: Row) -> Row:
    return {
        "type_words": _TYPES.get(change["type"] or "", words(change["type"])),
        "risk_words": _RISK.get(change["risk"] or "", words(change["risk"])) if change["risk"] else "",
    }


def _first(cluster: Cluster) -> str:
    row = cluster.row
    first = next((member for member in cluster.members if member["key"] == row["first_key"]), None)
    if row["first_published"] is None or first is None:
        return "Which telling was first is not known: no time is given, or two share the first day."
    basis = {"page": "as the page says", "given": "as the input says", "dateline": "by its dateline"}
    how = basis.get(row["first_basis"] or "", "")
    return f"First here: {first['outlet'] or 'an outlet not named'}, {clip(row['first_published'], 40)}" + (
        f" ({how})." if how else "."
    )


def _timeline(members: Sequence[Row]) -> str:
    items = [
        Day(
            clip(member["outlet"] or member["title"] or "not named", 40),
            (member["published"] or "")[:10],
            member["type"] == "identical",
        )
        for member in members
        if member["published"]
    ]
    return days(items, title="Spread of the quote by day", prefix="spread", width=480) if len(items) > 1 else ""
