"""What the pages of the audit have in common: whether the database was compared, rows as cells, a section's picture."""

import json
from typing import Any

from markupsafe import Markup

from attrib.browse.addresses import Addresses, addresses
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clean, clip
from attrib.draw.cells import css, said
from attrib.draw.pictures import pictures
from attrib.store.sections import Section
from attrib.wording.frames import shown

# The strongest stand first, so that a picture needs no more.
_PICTURED = 400
# The text of a cell → the columns that may hold its key, the first that is there → the page that the key leads to.
_LEADS: dict[str, tuple[tuple[str, ...], str]] = {
    "article": (("article_id",), "article"),
    "headline_text": (("article_id",), "article"),
    "original": (("original_id",), "article"),
    "content_text": (("stable_key", "attribution_id"), "quote"),
    "variant": (("stable_key", "attribution_id"), "quote"),
    "fullest": (("fullest_key",), "quote"),
    "fuller": (("fuller_key",), "quote"),
    "before_content": (("before_key",), "quote"),
    "after_content": (("after_key",), "quote"),
    "before_text": (("before_key",), "quote"),
    "after_text": (("after_key", "stable_key"), "quote"),
    "one_source": (("one_key",), "quote"),
    "value_text": (("stable_key",), "quote"),
    "hop": (("stable_key",), "quote"),
    "claim": (("stable_key", "attribution_id"), "quote"),
    "speaker": (("speaker_id",), "speaker"),
    "crediting": (("crediting_id",), "outlet"),
    "credited": (("credited_id",), "outlet"),
    "outlet": (("outlet_id",), "outlet"),
    "publisher": (("publisher_id",), "outlet"),
}
_LONGEST = 240


async def state(visit: Visit) -> Row:
    """Return whether the database was `compared`, and a `note` where it was not, or articles were read since."""
    if not await visit.holds("comparison", "run"):
        return {"compared": False, "note": "not compared yet"}
    row = await visit.row(
        "select (select max(finished) from comparison) as done, (select max(finished) from run) as read"
    )
    done, read = (row["done"], row["read"]) if row else (None, None)
    stale = bool(done and read and read > done)
    note = "not compared yet" if done is None else "articles were read since it was compared" if stale else ""
    return {"compared": done is not None, "note": note}


async def section_rows(visit: Visit, section: Section, start: int, most: int) -> list[Row]:
    """Return rows of a section's view, lists read. Raises TooSlowError."""
    rows = await visit.rows(
        f'select * from "{section.view.name}" limit :most offset :start', {"most": most, "start": start}
    )
    for row in rows:
        for column in section.lists:
            row[column] = listed(row[column])
    return rows


def listed(stored: object) -> object:
    """Return a stored JSON list; what is none is left as it is."""
    try:
        return json.loads(str(stored or "[]"))
    except ValueError:
        return stored


async def picture(visit: Visit, section: Section, most: int = 15) -> tuple[Markup, Markup, str] | None:
    """Draw a section with at most `most` bars, wide and narrow, with its caption; None for one that has no picture or no rows. Raises TooSlowError."""
    chart = section.chart
    rows = await section_rows(visit, section, 0, _PICTURED) if chart else []
    if chart is None or not rows:
        return None
    lead = _LEADS.get(chart.label)
    pages = await leads(visit, rows)

    def link(row: Any) -> str:
        return _url(pages, row, lead) if lead and lead[1] in ("speaker", "outlet") else ""

    quote = f"“{clip(str(shown(rows[0])['claim']), 160)}” " if chart.kind == "steps" else ""
    wide, narrow = pictures(
        chart.kind, rows, chart.label, chart.values, across=chart.across, of=chart.of,
        title=f"When outlets carried {quote}" if quote else section.view.description, prefix=f"chart-{section.name}", most=most, link=link,
    )  # fmt: skip
    # The drawings are of attrib/draw, which escapes what it draws.
    return (Markup(wide), Markup(narrow), quote + chart.caption) if wide else None


def cells(pages: Addresses, section: Section, row: Row, above: Row | None) -> list[Row]:
    """Return a row as cells with their words, class and address; a first cell that means the same as the one above is left empty."""
    found = []
    told = shown(row)
    for number, column in enumerate(section.columns):
        value = told.get(column)
        repeated = not number and section.repeats(row, above)
        text = "" if repeated else clip(clean(said(column, value)), _LONGEST)
        # "declined to comment" has no content: its cue leads to the quote.
        lead = _LEADS.get("content_text" if column == "cue_text" and not row.get("content_text") else column)
        url = _url(pages, row, lead) if lead and text else ""
        found.append({"text": text, "css": css(column, value), "url": url})
    return found


async def leads(visit: Visit, rows: list[Row]) -> Addresses:
    """Look up the addresses that the cells of some rows lead to."""
    return await addresses(visit, rows, {column: page for columns, page in _LEADS.values() for column in columns})


def _url(pages: Addresses, row: Row, lead: tuple[tuple[str, ...], str]) -> str:
    key = next((row[name] for name in lead[0] if row.get(name) is not None), None)
    return pages.visit.url(lead[1], key) if isinstance(key, str) else pages.url(lead[1], key)
