"""The page of a speaker: what articles attribute to them, in which verbs, carried by which outlets, in which roles."""

import json
from collections import Counter
from typing import Any

from attrib.browse import addresses, feeds, formats, listing, sureness, tallies
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, kind

TABLES = listing.TABLES | {"alias", "hop", "mention", "variant", "variant_cluster"}
# Figures look at this many of a speaker's attributions, the newest: a head of state has a hundred thousand.
_SAMPLE = 1_000
_TALLY = 12
_UNNAMED = (
    "A source without a name has no page that joins its words: such sources are not joined across articles, and nobody "
    "behind one is guessed. What an article attributes to one stands with the article."
)
_NEWEST = f"""(select attribution_id, role, affiliation from attribution_speaker where speaker_id = :id
    order by attribution_id desc limit {_SAMPLE})"""
_OF_SPEAKER = f"""(select attribution.id, attribution.article_id, attribution.stable_key, attribution.status
    from {_NEWEST} as own cross join attribution on attribution.id = own.attribution_id) as found"""
_COUNTED = f"""select {tallies.COLUMNS}, found.role, found.affiliation, article.stable_key as article_key
  from {_NEWEST} as found cross join attribution on attribution.id = found.attribution_id
  cross join article on article.id = attribution.article_id where attribution.status <> 'rejected'"""
_NAMES = "select outlet.id, outlet.name from json_each(:ids) as hit cross join outlet on outlet.id = hit.value"
_ALIASES = "select null as key, form as name, null as count from alias where speaker_id = :id order by form limit 12"
# Whom the chain names just before or after the speaker: whose words they pass on, and who passes on theirs.
_BESIDE = f"""select other.outlet_id, other.speaker_id, other.kind, substr(other.name, 1, 120) as name, count(*) as count
  from (select attribution_id, position, status from (
      select attribution_id, position, status from hop where speaker_id = :id order by id desc limit {_SAMPLE})
    union select hop.attribution_id, hop.position, hop.status from attribution_speaker as mine
      cross join hop on hop.attribution_id = mine.attribution_id and hop.position = 0
      where mine.speaker_id = :id and mine.position > 0 and mine.status <> 'unresolved') as found
  cross join hop as other on other.attribution_id = found.attribution_id and other.position = found.position + :step
  where other.status = 'stated' and found.status = 'stated' and other.kind <> 'anonymous'
  group by other.outlet_id, other.speaker_id, other.kind, other.name order by 5 desc, 4 limit {_TALLY}"""
_MENTIONS = f"""select {listing.ARTICLE_COLUMNS} from (
    select found.article_id as id from (
      select distinct article_id from mention where speaker_id = :id order by article_id desc limit 300) as found
    where not exists (select 1 from attribution where attribution.article_id = found.article_id and exists (
      select 1 from attribution_speaker as mine where mine.attribution_id = attribution.id and mine.speaker_id = :id)) order by found.article_id desc limit {_TALLY}) as hit
  cross join {listing.ARTICLE_TABLES} where article.id = hit.id order by article.id desc"""
_VARIANTS = f"""select variant_cluster.id, substr(variant_cluster.text, 1, 300) as text, variant_cluster.outlets,
  (select reads_as from attribution where id = variant_cluster.fullest_id) as reads_as,
  (select manner from attribution where id = variant_cluster.fullest_id) as manner,
  variant_cluster.attributions, min(found.stable_key) as stable_key from {_OF_SPEAKER}
  cross join variant on variant.attribution_id = found.id
  cross join variant_cluster on variant_cluster.id = variant.cluster_id where found.status <> 'rejected'
  group by variant_cluster.id order by variant_cluster.outlets desc, variant_cluster.attributions desc, 1 limit {_TALLY}"""


async def page(visit: Visit) -> Any:
    """Answer with one speaker, by id or stable key; `?before=` turns the pages of the quotes, `?min_confidence=` leaves
    out what is less sure. Raises NotFound.
    """
    row = await visit.keyed("select * from speaker", "speaker")
    parts = ("speaker", row["stable_key"])
    query = {"min_confidence": sureness.kept(visit)}
    # Never unmask: "a senior official" is whoever an article means by it, and has no page that joins articles.
    if row["kind"] == "anonymous":
        return await _unnamed(visit, row)
    before, size = await addresses.place(visit, visit.asked("before"), "quote"), listing.size(visit)
    found = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from attribution_speaker as mine cross join {listing.QUOTE_TABLES} "
        "where mine.speaker_id = :id and mine.attribution_id < :before and attribution.id = mine.attribution_id "
        "and attribution.status <> 'rejected' and attribution.confidence >= :least "
        f"order by mine.attribution_id desc limit {size + 1}",
        {"id": row["id"], "before": before or 2**62, "least": sureness.least(visit)},
    )
    shown = found[:size]
    more = {"before": shown[-1]["stable_key"]} if len(found) > size else None
    if visit.format in ("csv", "atom", "feed.json"):
        title = f"What articles attribute to {clip(row['name'], 120)}"
        key = f"speaker/{row['stable_key']}"
        return await feeds.answer(visit, shown, key=key, title=title, parts=parts, query=query, more=more)
    figures = await _figures(visit, row["id"])
    aliases = [one for one in await visit.rows(_ALIASES, {"id": row["id"]}) if one["name"] != row["name"]]
    if visit.format == "json":
        return visit.json(_data(visit, row, figures, aliases, shown, more))
    # A database of an older attrib has no column for it.
    said = (row["role"], row["affiliation"], row.get("wikidata") and f"Wikidata {row['wikidata']}")
    return await visit.page(
        "speaker.html",
        {
            "name": clip(row["name"], 300) or "not named",
            "kind": kind(row["kind"]),
            "lede": clip(", ".join(part for part in said if part), 300),
            "unmasked": "",
            "months": tallies.months_shown(figures["months"], "months"),
            "verbs": tallies.counted_shown(figures["verbs"], "Verbs and cues", "None is stored.", "verbs"),
            "outlets": listing.tallied(visit, figures["outlets"], "outlet"),
            "roles": [
                *listing.tallied(visit, figures["roles"], "article"),
                *listing.tallied(visit, aliases),
            ],
            "passing_on": await _actors(visit, figures["passing_on"]),
            "passed_on_by": await _actors(visit, figures["passed_on_by"]),
            "mentions": await listing.article_rows(visit, figures["mentions"]),
            "variants": _variants(visit, figures["variants"]),
            "sampled": f"Counted over the newest {_SAMPLE:,} attributions." if figures["sampled"] else "",
            "quotes": [listing.quote_row(visit, quote) for quote in shown],
            "sureness": sureness.choices(visit, *parts),
            "first": visit.url(*parts, **query) if before else "",
            "more": visit.url(*parts, **{**query, **more}) if more else "",
            "row_id": row["id"],
            "row_url": visit.row_url("speaker", row["stable_key"]),
            "formats": formats.offered(visit, parts, feeds.ENDINGS, **query),
        },
    )


async def _unnamed(visit: Visit, row: Row) -> Any:
    if visit.format:
        return visit.json({"error": _UNNAMED, "status": 404}, status=404)
    return await visit.page(
        "unnamed.html", {"why": _UNNAMED, "row_id": row["id"], "row_url": visit.row_url("speaker", row["stable_key"])}
    )


async def _figures(visit: Visit, speaker: int) -> Row:
    key: Row = {"id": speaker}
    sample = await visit.rows(_COUNTED, key)
    carrying = Counter(row["publisher_id"] for row in sample if row["publisher_id"] is not None)
    named = {row["id"]: row["name"] for row in await visit.rows(_NAMES, {"ids": json.dumps(list(carrying))})}
    ordered = sorted(carrying.items(), key=lambda item: (-item[1], str(named.get(item[0]))))[:_TALLY]
    outlets = [{"key": named.get(key), "name": named.get(key), "count": count} for key, count in ordered]
    compared = await visit.holds("variant", "variant_cluster")
    return {
        "sampled": len(sample) >= _SAMPLE,
        "months": tallies.months(sample),
        "verbs": tallies.top(row["cue"] for row in sample),
        "outlets": outlets,
        "roles": _roles(sample),
        "passing_on": await visit.rows(_BESIDE, {**key, "step": -1}),
        "passed_on_by": await visit.rows(_BESIDE, {**key, "step": 1}),
        "mentions": await visit.rows(_MENTIONS, key),
        "variants": await visit.rows(_VARIANTS, key) if compared else [],
    }


def _roles(sample: list[Row]) -> list[Row]:
    """Return the roles that the texts give, each with an article that does, the most frequent first."""
    found: dict[str, list[str]] = {}
    for row in sample:
        role = ", ".join(part for part in (row["role"], row["affiliation"]) if part)
        if role:
            found.setdefault(role, []).append(row["article_key"])
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [{"key": min(places), "name": role, "count": len(places)} for role, places in ordered[:_TALLY]]


async def _actors(visit: Visit, rows: list[Row]) -> list[Row]:
    pages = await addresses.addresses(visit, rows)
    return [
        {
            "name": clip(row["name"], 120) or "not named",
            "count": f"{row['count']:,}",
            "url": pages.actor(row),
        }
        for row in rows
    ]


def _variants(visit: Visit, rows: list[Row]) -> list[Row]:
    return [
        {
            "text": clip(row["text"], 200),
            **listing.reads(row),
            "url": visit.url("quote", row["stable_key"]) + "#variants",
            "tellings": row["attributions"],
            "outlets": row["outlets"],
        }
        for row in rows
    ]


def _data(visit: Visit, row: Row, figures: Row, aliases: list[Row], shown: list[Row], more: Row | None) -> Row:
    return {
        "page": "speaker",
        "key": row["stable_key"],
        "url": visit.url("speaker", row["stable_key"]),
        **{name: row.get(name) for name in ("name", "kind", "role", "affiliation", "wikidata")},
        "sampled": figures["sampled"],
        "months": figures["months"],
        **{name: listing.tally_data(figures[name]) for name in ("verbs", "outlets", "roles")},
        "names": [one["name"] for one in aliases],
        "passing_on": listing.tally_data(figures["passing_on"]),
        "passed_on_by": listing.tally_data(figures["passed_on_by"]),
        "mentioned_only": [listing.article_data(visit, one) for one in figures["mentions"]],
        "variants": _variants(visit, figures["variants"]),
        "quotes": [listing.quote_data(visit, quote) for quote in shown],
        "next": visit.url("speaker", row["stable_key"], ending="json", min_confidence=sureness.kept(visit), **more)
        if more
        else None,
    }
