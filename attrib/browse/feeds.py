"""A list of attributions as CSV, Atom and JSON Feed: the same for a search, a speaker and an outlet."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from attrib.browse import formats, listing
from attrib.browse.formats import Entry, Feed
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, words

# A feed tells when a text that bears no date was read.
TABLES = frozenset({"document", "run"})
ENDINGS = ("json", "csv", "atom", "feed.json")
COLUMNS = (
    "key", "url", "content", "speaker", "speakers", "speaker_kind", "speaker_status", "relation", "type", "stance", "negated", "reads_as", "cue", "source",
    "pattern", "confidence", "review", "title", "published", "publisher",
)  # fmt: skip
_READ = """select attribution.id, coalesce(run.finished, run.started) as read from json_each(:ids) as hit
  cross join attribution on attribution.id = hit.value join article on article.id = attribution.article_id
  join document on document.id = article.document_id left join run on run.id = document.run_id"""


async def answer(
    visit: Visit, rows: Sequence[Row], *, key: str, title: str, parts: Sequence[object], query: Row, more: Row | None
) -> Any:
    """Answer with rows of QUOTE_COLUMNS in the format of the address.

    `key` makes the feed's id; `parts` and `query` are the page's address; `more` is what turns to the next page, or None.
    """
    following = visit.url(*parts, ending=visit.format, **{**query, **more}) if more else ""
    if visit.format == "csv":
        body = await visit.work(lambda: formats.csv_text(COLUMNS, [_flat(visit, row) for row in rows]))
        return visit.text(body, "text/csv", f"{'-'.join(str(part) for part in parts)}.csv", following=following)
    await visit.require(TABLES)
    read = {row["id"]: row["read"] for row in await visit.rows(_READ, {"ids": json.dumps([row["id"] for row in rows])})}
    feed = Feed(
        key=key,
        title=title,
        home=visit.absolute(visit.url(*parts, **query)),
        url=visit.absolute(visit.url(*parts, ending=visit.format, **query)),
        next=visit.absolute(following) if following else "",
        entries=tuple(_entry(visit, row, read.get(row["id"])) for row in rows),
    )
    if visit.format == "atom":
        return visit.text(formats.atom(feed), "application/atom+xml")
    return visit.json(formats.json_feed(feed), kind="application/feed+json")


def _flat(visit: Visit, row: Row) -> Row:
    told = listing.quote_data(visit, row)
    speaker, article = told["speaker"], told["article"]
    return told | {
        "url": visit.absolute(told["url"]),
        "speaker": speaker["name"],
        "speakers": "; ".join(one["name"] or "" for one in told["speakers"]),
        "speaker_kind": speaker["kind"],
        "speaker_status": speaker["status"],
        "title": article["title"],
        "published": article["published"],
        "publisher": article["publisher"],
    }


def _entry(visit: Visit, row: Row, read: str | None) -> Entry:
    quote = listing.quote_row(visit, row)
    outlet = quote["publisher"] or "An article"
    whom = quote["whom"] or "nobody by name"
    unsure = {"unresolved": " (not resolved)", "inferred": " (inferred)"}.get(row["speaker_status"] or "", "")
    return Entry(
        key=f"quote/{row['stable_key']}",
        url=visit.absolute(quote["url"]),
        title=clip(listing.titled(row, quote, who=outlet, whom=f"{whom}{unsure}"), 160),
        text=f"{quote['told']}\n\nThe article “{quote['headline']}” {'tells this of' if quote['reads'] else 'attributes this to'} {whom}{unsure}. "
        f"Confidence {quote['confidence']}, pattern {quote['pattern']}.",
        author=outlet,
        updated=_time(row["published"], read),
        tags=tuple(words(row[name]) for name in ("type", "relation", "manner", "speaker_kind") if row[name]),
    )


def _time(published: str | None, read: str | None) -> str:
    """Return a time of RFC 3339: the day of publication, else when the text was read."""
    try:
        return f"{date.fromisoformat((published or '')[:10]).isoformat()}T00:00:00Z"
    except ValueError:
        return read if read and "T" in read else "1970-01-01T00:00:00Z"
