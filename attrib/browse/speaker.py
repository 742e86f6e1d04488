"""The page of a speaker: what articles attribute to them, in which verbs, carried by which outlets, in which roles."""

from typing import Any

from attrib.browse import listing, sureness
from attrib.browse.host import Visit
from attrib.browse.wording import clip, kind

TABLES = listing.TABLES | {"alias"}
# Tallies look at this many of a speaker's attributions: a head of state has a hundred thousand.
_SAMPLE = 2_000
_TALLY = 12
_UNNAMED = "A source without a name. Such sources are not joined across articles, and nobody behind one is guessed."
_OF_SPEAKER = f"(select * from attribution where speaker_id = :id limit {_SAMPLE}) as found"
_VERBS = f"""select null as key, lower(substr(cue_text, 1, 60)) as name, count(*) as count from {_OF_SPEAKER}
  where cue_text <> '' and status <> 'rejected' group by 2 order by 3 desc, 2 limit {_TALLY}"""
_OUTLETS = f"""select outlet.id as key, outlet.name as name, count(*) as count from {_OF_SPEAKER}
  join article on article.id = found.article_id join outlet on outlet.id = article.publisher_id
  where found.status <> 'rejected' group by 1 order by 3 desc, 2 limit {_TALLY}"""
_ROLES = f"""select null as key, count(*) as count,
  trim(coalesce(speaker_role, '') || ', ' || coalesce(speaker_affiliation, ''), ', ') as name
  from {_OF_SPEAKER} where coalesce(speaker_role, speaker_affiliation, '') <> ''
  group by 3 order by 2 desc, 3 limit {_TALLY}"""
_ALIASES = "select null as key, form as name, null as count from alias where speaker_id = :id order by form limit 12"


async def page(visit: Visit) -> Any:
    """Answer with one speaker, by id or stable key; `?after=` turns the pages of the quotes, `?min_confidence=` leaves
    out what is less sure. Raises NotFound.
    """
    row = await visit.keyed("select * from speaker", "speaker")
    key = {"id": row["id"]}
    # A database of an older attrib has no column for it.
    said = (row["role"], row["affiliation"], row.get("wikidata") and f"Wikidata {row['wikidata']}")
    after = visit.asked_number("after")
    found = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from {listing.QUOTE_TABLES} "
        "where attribution.speaker_id = :id and attribution.id > :after and attribution.status <> 'rejected' "
        "and attribution.confidence >= :least "
        f"order by attribution.id limit {listing.PAGE + 1}",
        {**key, "after": after or -(2**63), "least": sureness.least(visit)},
    )
    shown = found[: listing.PAGE]
    counted = await visit.row(f"select count(*) as found from {_OF_SPEAKER}", key)
    many = counted is not None and counted["found"] >= _SAMPLE
    roles = await visit.rows(_ROLES, key)
    aliases = [alias for alias in await visit.rows(_ALIASES, key) if alias["name"] != row["name"]]
    return await visit.page(
        "speaker.html",
        {
            "name": clip(row["name"], 300) or "not named",
            "kind": kind(row["kind"]),
            "lede": clip(", ".join(part for part in said if part), 300),
            "unmasked": _UNNAMED if row["kind"] == "anonymous" else "",
            "verbs": listing.tallied(visit, await visit.rows(_VERBS, key)),
            "outlets": listing.tallied(visit, await visit.rows(_OUTLETS, key), "outlet"),
            "roles": listing.tallied(visit, [*roles, *aliases][: 2 * _TALLY]),
            "sampled": f"Counted over the first {_SAMPLE:,} attributions." if many else "",
            "quotes": [listing.quote_row(visit, quote) for quote in shown],
            "sureness": sureness.choices(visit, "speaker", row["id"]),
            "first": visit.url("speaker", row["id"], min_confidence=sureness.kept(visit)) if after else "",
            "more": visit.url("speaker", row["id"], after=shown[-1]["id"], min_confidence=sureness.kept(visit))
            if len(found) > listing.PAGE
            else "",
            "row_id": row["id"],
            "row_url": visit.row_url("speaker", row["id"]),
        },
    )
