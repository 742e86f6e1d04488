"""Read articles, attributions and chains out of a database, as plain dicts in a fixed order."""

import json
import os
import re
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from attrib.store.documents import relative

Found = dict[str, Any]

_ARTICLE = """select article.id, article.stable_key, article.source_id, article.position, article.url, article.title,
    publisher.name as publisher, original.name as original_publisher, article.published, article.dateline_place,
    article.dateline_date, agency.name as dateline_agency, article_version.text
  from article
  join article_version on article_version.id = article.current_version_id
  left join outlet as publisher on publisher.id = article.publisher_id
  left join outlet as original on original.id = article.original_publisher_id
  left join outlet as agency on agency.id = article.dateline_agency_id"""

_ATTRIBUTION = """select attribution.id, attribution.stable_key, attribution.article_id, attribution.parent_id,
    attribution.pattern, attribution.relation, attribution.type, attribution.stance, attribution.confidence,
    attribution.status, attribution.content_text, attribution.cue_text, attribution.source_text,
    attribution.negated, attribution.reads_as, attribution.manner, attribution.sentence_text, coalesce(speaker.name, attribution.speaker_name) as speaker, attribution.speaker_kind,
    attribution.speaker_status, attribution.candidates, attribution.words_of, article.title as article,
    publisher.name as publisher
  from attribution
  join article on article.id = attribution.article_id
  left join outlet as publisher on publisher.id = article.publisher_id
  left join speaker on speaker.id = attribution.speaker_id"""

_OF_DOCUMENT = """article.document_id in (select id from document where source_id = ? or given_id = ?
    or kind in ('url', 'file', 'id', 'text') and name = ?)"""
_WORD = re.compile(r"\w+")
_KEY = re.compile(r"[0-9a-f]{16}")


def find_articles(db: Database, name: str) -> list[Found]:
    """Return the articles that a name means: an article's id or stable key, or all articles of a document.

    A document is named by its id, its address, or its file, as seen from here or from the database.
    """
    # "12" may be the number of an article and the id of a line in a JSONL file: the number goes first.
    ways: list[tuple[str, tuple[str, ...]]] = [("article.id = ?", (name,))] if name.isascii() and name.isdigit() else []
    ways += [("article.stable_key = ?", (name,)), ("article.source_id = ?", (name,))]
    ways += [(_OF_DOCUMENT, (called,) * 3) for called in (name, _as_stored(db, name))]
    for which, values in ways:
        found = _rows(db, f"{_ARTICLE} where {which} order by article.document_id, article.position", values)
        if found:
            return found
    return []


def _as_stored(db: Database, path: str) -> str:
    """Return a path as documents keep it: from the database's folder, links followed."""
    file = db.execute("select file from pragma_database_list where name = 'main'").fetchone()[0]
    try:
        return relative(os.path.realpath(path), str(Path(os.path.realpath(file)).parent))
    except (OSError, ValueError):
        return path


def attributions_of(db: Database, article_id: int) -> list[Found]:
    """Return an article's attributions in the order of its text, each with its `chain` and its `spans` by role."""
    found = _rows(db, f"{_ATTRIBUTION} where attribution.article_id = ? order by attribution.sequence", (article_id,))
    return [_with_chain(db, row) for row in found]


def find_attributions(db: Database, quote: str, limit: int = 10) -> list[Found]:
    """Return the attributions that a number, a stable key or words of the content mean, the best match first."""
    for column in ("id", "stable_key"):
        if quote.isascii() and quote.isdigit() if column == "id" else _KEY.fullmatch(quote):
            found = _rows(db, f"{_ATTRIBUTION} where attribution.{column} = ?", (quote,))
            if found:
                return [_with_chain(db, row) for row in found]
    # Every word in quote marks: what a user types is never FTS syntax ("not", "near", a star).
    words = " ".join(f'"{word}"' for word in _WORD.findall(quote))
    if not words:
        return []
    statement = f"""{_ATTRIBUTION} join attribution_fts on attribution_fts.rowid = attribution.id
      where attribution_fts match ? order by attribution_fts.rank, attribution.id limit ?"""
    return [_with_chain(db, row) for row in _rows(db, statement, (words, limit))]


def longest_chains(db: Database, limit: int) -> list[Found]:
    """Return attributions by the number of outlets in their chain, at most two of one article."""
    statement = f"""{_ATTRIBUTION} join (
        select hop.attribution_id, count(*) as hops, row_number() over (
          partition by attribution.article_id order by count(*) desc, attribution.sequence) as place
        from hop join attribution on attribution.id = hop.attribution_id
        where hop.status <> 'unknown' and attribution.status <> 'rejected' group by hop.attribution_id
      ) as longest on longest.attribution_id = attribution.id and longest.place <= 2
      order by longest.hops desc, attribution.id limit ?"""
    return [_with_chain(db, row) for row in _rows(db, statement, (limit,))]


def _with_chain(db: Database, row: Found) -> Found:
    chain = _rows(
        db,
        "select position, name, kind, status, via, evidence_text, evidence_start, evidence_end, beside from hop"
        " where attribution_id = ? order by position",
        (row["id"],),
    )
    for hop in chain:
        hop["beside"] = json.loads(hop["beside"])
    speakers = _rows(
        db,
        "select coalesce(speaker.name, told.name) as name, told.kind, told.status, told.role, told.affiliation,"
        " told.candidates from attribution_speaker as told left join speaker on speaker.id = told.speaker_id"
        " where told.attribution_id = ? order by told.position",
        (row["id"],),
    )
    for one in speakers:
        one["candidates"] = json.loads(one["candidates"])
    spans: dict[str, list[list[int]]] = {}
    for span in _rows(db, "select role, start, end from span where attribution_id = ? order by id", (row["id"],)):
        spans.setdefault(span["role"], []).append([span["start"], span["end"]])
    return {
        **row,
        "candidates": json.loads(row["candidates"]),
        "speakers": speakers,
        "chain": chain,
        "spans": spans,
    }


def _rows(db: Database, statement: str, values: tuple[object, ...] = ()) -> list[Found]:
    cursor = db.conn.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
