"""Rows as the pages list them: attributions and articles, shaped for the templates."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrib.browse.host import Row, Visit
from attrib.browse.wording import RELATIONS, clean, clip, percent, words
from attrib.wording.frames import NOBODY, heading, is_plain, silent, told, without_verb
from attrib.wording.reading import MANNERS, Reading

# What every list of attributions shows. Texts are cut in SQL: a content of a megabyte costs no more than one line.
QUOTE_COLUMNS = """attribution.id, attribution.stable_key, attribution.article_id, attribution.parent_id,
  attribution.sequence, attribution.pattern, attribution.relation, attribution.type, attribution.stance,
  attribution.negated, attribution.confidence, attribution.status, substr(attribution.content_text, 1, 600) as content,
  substr(attribution.cue_text, 1, 200) as cue, substr(attribution.reads_as, 1, 300) as reads_as, attribution.manner,
  case when attribution.content_text = '' then substr(attribution.sentence_text, 1, 1000) else '' end as unsaid,
  substr(attribution.source_text, 1, 200) as source, attribution.speaker_id, attribution.speaker_status,
  attribution.speaker_kind, substr(attribution.speaker_name, 1, 200) as speaker_name,
  substr(attribution.candidates, 1, 2000) as candidates, substr(speaker.name, 1, 200) as speaker,
  substr(article.title, 1, 300) as headline, article.published, publisher.name as publisher,
  article.publisher_id, article.stable_key as article_key, speaker.stable_key as speaker_key,
  (select json_group_array(json_object('name', substr(coalesce(other.name, told.name), 1, 200), 'kind', told.kind,
      'status', told.status, 'key', other.stable_key, 'candidates', substr(told.candidates, 1, 2000)))
    from attribution_speaker as told left join speaker as other on other.id = told.speaker_id
    where told.attribution_id = attribution.id and told.position > 0) as beside"""
QUOTE_TABLES = """attribution
  left join speaker on speaker.id = attribution.speaker_id
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id"""
ARTICLE_COLUMNS = """article.id, article.stable_key, substr(article.title, 1, 300) as headline, article.published, article.publisher_id,
  article.original_publisher_id, publisher.name as publisher, original.name as original"""
ARTICLE_TABLES = """article
  left join outlet as publisher on publisher.id = article.publisher_id
  left join outlet as original on original.id = article.original_publisher_id"""
# What a page that lists them reads, and therefore asks permission for.
TABLES = frozenset({"article", "attribution", "attribution_speaker", "outlet", "speaker"})
PAGE = 50
# Rows of one CSV; the header Link names the next one.
_FILE = 500
_CANDIDATES = 6


def quote_row(visit: Visit, row: Row) -> Row:
    """Shape one row of QUOTE_COLUMNS: words, names and addresses, nothing that the templates must work out."""
    named = names(row["candidates"])
    name = row["speaker"] or row["speaker_name"] or row["source"] or ""
    content = row["content"]
    said = "" if is_plain(row) else clip(row["reads_as"], 200)
    return {
        "id": row["id"],
        "number": row["sequence"] + 1,
        "url": visit.url("quote", row["stable_key"]),
        "anchor": row["stable_key"],
        "words": clip(without_verb(content, said) if content else _unsaid(row), 400),
        "told": clip(told(content, row["reads_as"], row["manner"]) if content else _unsaid(row), 400),
        **reads(row),
        # What is to be read before the words, "" where they are attributed as they stand.
        "reads": said,
        "has_content": bool(content),
        "relation": row["relation"],
        "relation_words": MANNERS.get(row["manner"])
        if said
        else RELATIONS.get(row["relation"], words(row["relation"])),
        "type": row["type"],
        "type_word": words(row["type"]) if content else "nothing quoted",
        "pattern": clip(row["pattern"], 80),
        "confidence": percent(row["confidence"]),
        "speaker": clip(name, 120),
        # Those who speak together with the first: "Susan Vale, with Lisa Moor".
        "beside": [
            {"name": clip(one["name"] or "", 120), "url": speaker_url(visit, one["key"], one["kind"])}
            for one in _beside(row)
        ],
        "whom": together([name, *(one["name"] or "" for one in _beside(row))]),
        "speaker_url": speaker_url(visit, row["speaker_key"], row["speaker_kind"]),
        "status": words(row["speaker_status"]),
        "candidates": [clip(candidate, 80) for candidate in named[:_CANDIDATES]],
        "more_candidates": max(0, len(named) - _CANDIDATES),
        "article_url": visit.url("article", row["article_key"]),
        "headline": clip(row["headline"] or "", 160) or "an article without a headline",
        "publisher": clip(row["publisher"] or "", 120),
        "rejected": row["status"] == "rejected",
        "parent": row["parent_id"],
    }


def reads(row: Row) -> Row:
    """Return how a row with the columns `reads_as` and `manner` reads, for pages and JSON."""
    return {"reads_as": clip(row["reads_as"] or "", 200), "manner": row["manner"]}


def titled(row: Row, quote: Row, who: str = "the article", whom: str = "") -> str:
    """Return the title of a row of QUOTE_COLUMNS and of `quote_row`, as a feed or a shared link shows it.

    "The Lantern attributes to Roth: …", "What The Lantern says Roth denied: …", "The Lantern says that Roth declined …";
    `who` tells it, `whom` stands for the name.
    """
    whom = whom or quote["whom"] or NOBODY
    if is_plain(row):
        return f"{who} attributes to {whom}: {quote['words']}"
    named, content = bool(quote["speaker"]), quote["has_content"]
    said = Reading(row["reads_as"] if content else quote["words"], row["manner"])
    frame = heading(said, row["pattern"], named=named, content=content, who=who)
    return frame.around(whom if named else "") + (f": {quote['words']}" if content else "")


def _unsaid(row: Row) -> str:
    """Return what stands in the place of words: "declined to say who had ordered the crane"."""
    return silent(row["reads_as"], row["cue"], row["unsaid"]) or row["source"]


def _beside(row: Row) -> list[Row]:
    """Return the speakers of a row behind the first: name, kind, status, key."""
    return _listed(row["beside"])


def together(several: Iterable[str]) -> str:
    """Return names as a sentence has them: "Susan Vale and Lisa Moor"; long ones cut."""
    shown = [clip(name, 120) for name in several if name]
    return " and ".join([*filter(None, [", ".join(shown[:-1])]), *shown[-1:]])


def _speaker_data(visit: Visit, row: Row) -> Row:
    return {
        "name": clean(row["name"] or "") or None,
        "kind": row["kind"],
        "status": row["status"],
        "url": speaker_url(visit, row["key"], row["kind"]) or None,
        "candidates": [clip(name, 200) for name in names(row["candidates"])],
    }


def speaker_url(visit: Visit, key: str | None, kind: object) -> str:
    """Return the address of a speaker's page, "" for one without a name: such a source has no page that joins its words."""
    return visit.url("speaker", key) if key is not None and kind != "anonymous" else ""


def outlet_url(visit: Visit, name: str | None) -> str:
    """Return the address of an outlet's page, "" where there is no outlet."""
    return visit.url("outlet", name) if name else ""


def size(visit: Visit) -> int:
    """Return how many rows of a list one page of the asked format holds."""
    return _FILE if visit.format == "csv" else PAGE


def quote_data(visit: Visit, row: Row) -> Row:
    """Return one row of QUOTE_COLUMNS as JSON tells it; docs/pages.md lists the fields."""
    first = {
        "name": row["speaker"] or row["speaker_name"],
        "kind": row["speaker_kind"],
        "status": row["speaker_status"],
        "key": row["speaker_key"],
        "candidates": row["candidates"],
    }
    speakers = [_speaker_data(visit, one) for one in (first, *_beside(row))]
    return {
        "key": row["stable_key"],
        "url": visit.url("quote", row["stable_key"]),
        "json": visit.url("quote", row["stable_key"], ending="json"),
        "content": clean(row["content"]),
        "cue": clean(row["cue"]),
        "source": clean(row["source"]),
        "relation": row["relation"],
        "type": row["type"],
        "stance": row["stance"],
        "negated": bool(row["negated"]),
        "reads_as": clean(row["reads_as"]),
        "manner": row["manner"],
        "pattern": row["pattern"],
        "confidence": row["confidence"],
        "review": row["status"],
        "speaker": speakers[0],
        "speakers": speakers,
        "article": {
            "title": clean(row["headline"] or "") or None,
            "url": visit.url("article", row["article_key"]),
            "published": row["published"],
            "publisher": clean(row["publisher"] or "") or None,
            "publisher_url": outlet_url(visit, row["publisher"]) or None,
        },
    }


def article_data(visit: Visit, row: Row) -> Row:
    """Return one row of ARTICLE_COLUMNS as JSON tells it."""
    return {
        "url": visit.url("article", row["stable_key"]),
        "json": visit.url("article", row["stable_key"], ending="json"),
        "title": clean(row["headline"] or "") or None,
        "published": row["published"],
        "publisher": clean(row["publisher"] or "") or None,
        "publisher_url": outlet_url(visit, row["publisher"]) or None,
        "original_publisher": clean(row["original"] or "") or None,
    }


def tally_data(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return rows of (key, name, count) as JSON tells them."""
    return [{"name": clip(str(row["name"] or ""), 200) or None, "count": row["count"]} for row in rows]


async def article_rows(visit: Visit, rows: Iterable[Row]) -> list[Row]:
    """Shape rows of ARTICLE_COLUMNS, and count the attributions of each (at most a thousand are counted)."""
    rows = list(rows)
    counted = await visit.rows(
        "select hit.value as id, (select count(*) from (select 1 from attribution where article_id = hit.value "
        "limit 1001)) as found from json_each(:ids) as hit",
        {"ids": json.dumps([row["id"] for row in rows])},
    )
    counts = {row["id"]: row["found"] for row in counted}
    shaped = []
    for row in rows:
        original = row["original"] if row["original_publisher_id"] != row["publisher_id"] else None
        shaped.append(
            {
                "url": visit.url("article", row["stable_key"]),
                "headline": clip(row["headline"] or "", 200) or "an article without a headline",
                "publisher": clip(row["publisher"] or "", 120),
                "publisher_url": outlet_url(visit, row["publisher"]),
                "original": clip(original or "", 120),
                "published": clip(row["published"] or "", 40),
                "quotes": number(counts.get(row["id"], 0), 1000, "attribution"),
            }
        )
    return shaped


def number(count: int, limit: int, noun: str = "") -> str:
    """Write a count that stopped at `limit` + 1: "1,000+" beyond it; with a noun, "1 article" or "3 articles"."""
    said = f"{limit:,}+" if count > limit else f"{count:,}"
    return f"{said} {noun}{'' if count == 1 else 's'}" if noun else said


def tallied(visit: Visit, rows: Iterable[Mapping[str, Any]], page: str = "") -> list[Row]:
    """Shape rows of (key, name, count) for a short list; `page` is the page that the keys lead to."""
    return [
        {
            "name": clip(str(row["name"] or ""), 120) or "not named",
            "count": f"{row['count']:,}" if row["count"] is not None else "",
            "url": visit.url(page, row["key"]) if page and row["key"] is not None else "",
        }
        for row in rows
    ]


def names(stored: str) -> list[str]:
    """Return the names of a stored JSON list, [] for what is none."""
    return [str(name) for name in _listed(stored)]


def _listed(stored: str) -> list[Any]:
    try:
        found = json.loads(stored)
    except (TypeError, ValueError):
        return []
    return found if isinstance(found, list) else []
