"""What other articles have to do with an attribution: who tells the same, conflicts, contradictions, changes of stance."""

from attrib.browse.host import Row, Visit
from attrib.browse.listing import reads
from attrib.browse.wording import clip, words

TABLES = frozenset({"joined_hop", "drift", "claim_value", "conflict", "conflict_value", "contradiction", "hop"})
_MOST = 20
_OTHER = """other.stable_key, substr(other.content_text, 1, 400) as content, other.reads_as, other.manner, substr(other.speaker_name, 1, 120) as speaker,
  outlet.name as outlet"""
_JOIN = """cross join attribution as other on other.id = {key} cross join article on article.id = other.article_id
  left join outlet on outlet.id = article.publisher_id"""
# A headline's drift names no attribution after it, but the article whose headline it is.
_DRIFT = f"""select found.kind, found.before_text, found.after_text, found.risk, found.reason, found.after_id,
  headlined.stable_key as headline_of, {_OTHER}
  from (select *, coalesce(after_id, before_id) as other_id from (select * from drift where before_id = :id limit {_MOST})
    union all select *, before_id from (select * from drift where after_id = :id limit {_MOST})) as found
  {_JOIN.format(key="found.other_id")}
  left join article as headlined on headlined.id = found.article_id where other.status <> 'rejected'"""
_CONTRADICTION = f"""select found.kind, found.reason, {_OTHER}
  from (select kind, reason, after_id as other_id from contradiction where before_id = :id
    union all select kind, reason, before_id from contradiction where after_id = :id limit {_MOST}) as found
  {_JOIN.format(key="found.other_id")} where other.status <> 'rejected'"""
_CONFLICT = f"""select conflict.kind, conflict.reason, own.value_text as own, figure.value_text as figure, {_OTHER}
  from (select id, value_text from claim_value where attribution_id = :id limit {_MOST}) as own
  cross join conflict_value as mine on mine.claim_value_id = own.id
  cross join conflict_value as theirs on theirs.conflict_id = mine.conflict_id and theirs.side <> mine.side
  cross join conflict on conflict.id = mine.conflict_id
  cross join claim_value as figure on figure.id = theirs.claim_value_id
  {_JOIN.format(key="figure.attribution_id")} where other.status <> 'rejected' limit {_MOST}"""


async def joined(visit: Visit, attribution: int) -> Row:
    """Return `ways`: by hop, the address of the credited outlet's own telling; and `credited_by`: who credits this one."""
    if not await visit.holds("joined_hop"):
        return {"ways": {}, "credited_by": []}
    ways = await visit.rows(
        "select hop.id, other.stable_key from hop join joined_hop on joined_hop.hop_id = hop.id "
        "join attribution as other on other.id = joined_hop.attribution_id where hop.attribution_id = :id limit 60",
        {"id": attribution},
    )
    by = await visit.rows(
        f"select distinct {_OTHER} from (select hop_id from joined_hop where attribution_id = :id limit {_MOST}) as found "
        f"cross join hop on hop.id = found.hop_id {_JOIN.format(key='hop.attribution_id')} "
        "where other.status <> 'rejected' order by outlet.name, other.stable_key",
        {"id": attribution},
    )
    return {
        "ways": {row["id"]: visit.url("quote", row["stable_key"]) for row in ways},
        "credited_by": [_other(visit, row) for row in by],
    }


async def beside(visit: Visit, attribution: int) -> list[Row]:
    """Return what stands against this attribution or changes its stance, each with what it is and why it is thought so."""
    found: list[Row] = []
    key = {"id": attribution}
    if await visit.holds("contradiction", "conflict", "conflict_value", "claim_value"):
        for row in await visit.rows(_CONTRADICTION, key):
            found.append(_told(visit, row, "May contradict it; to be read by a person", row["reason"]))
        for row in await visit.rows(_CONFLICT, key):
            what = "A figure brought up to date" if row["kind"] == "update" else "Another figure"
            title = f"{what}: {clip(row['figure'], 40)} against {clip(row['own'], 40)}"
            found.append(_told(visit, row, title, row["reason"]))
    if await visit.holds("drift"):
        for row in await visit.rows(_DRIFT, key):
            where = "in the headline" if row["kind"] == "headline" else "further on"
            title = f"{words(row['kind']).capitalize()}: “{clip(row['before_text'], 60)}”, {where} “{clip(row['after_text'], 60)}”"
            told = _told(visit, row, title, row["reason"]) | {"risk": row["risk"]}
            found.append(told | ({"url": visit.url("article", row["headline_of"])} if row["after_id"] is None else {}))
    return found


def _told(visit: Visit, row: Row, title: str, reason: str) -> Row:
    return _other(visit, row) | {"title": title, "reason": clip(reason, 300)}


def _other(visit: Visit, row: Row) -> Row:
    return {
        "url": visit.url("quote", row["stable_key"]),
        "content": clip(row["content"], 300),
        **reads(row),
        "speaker": clip(row["speaker"] or "", 100) or None,
        "outlet": clip(row["outlet"] or "", 100) or None,
    }
