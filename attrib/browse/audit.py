"""The audit: every question of the database with its first rows."""

import asyncio
import json
import sqlite3
from typing import Any

from attrib.browse import notes
from attrib.browse.host import Row, TooSlowError, Visit
from attrib.browse.wording import clip, percent, words

# Each section is a view, and shows only to those who may see the view; the page itself reads no table.
TABLES: frozenset[str] = frozenset()
_ROWS = 8
_SECTION_MS = 500
# The text of a cell → the column with its key → the page that the key leads to. Key columns are not shown themselves.
_LEADS = {
    "article": ("article_id", "article"),
    "headline_text": ("article_id", "article"),
    "content_text": ("attribution_id", "quote"),
    "cue_text": ("attribution_id", "quote"),
    "body_content": ("body_attribution_id", "quote"),
    "speaker": ("speaker_id", "speaker"),
    "crediting": ("crediting_id", "outlet"),
    "credited": ("credited_id", "outlet"),
    "publisher": ("publisher_id", "outlet"),
}
_LONG = frozenset({"article", "headline_text", "content_text", "body_content"})
_SHARES = frozenset({"confidence", "shared", "share", "similarity"})


async def page(visit: Visit) -> Any:
    """Answer with a section a view; one that takes too long is named and linked, not shown."""
    allowed = [
        question
        for question in await notes.present(visit.datasette, visit.database)
        if await visit.may_see(question.view)
    ]
    sections = await asyncio.gather(*(_section(visit, question) for question in allowed))
    return await visit.page("audit.html", {"sections": sections})


async def _section(visit: Visit, question: notes.Question) -> Row:
    section: Row = {
        "view": question.view,
        "title": question.title,
        "description": question.description,
        "table": visit.table_url(question.view),
        "csv": visit.table_url(question.view, ".csv", _stream=1),
        "json": visit.table_url(question.view, ".json", _shape="objects"),
        "count": "",
    }
    try:
        rows = await visit.rows(f'select * from "{question.view}" limit {_ROWS + 1}', limit_ms=_SECTION_MS)
    except TooSlowError:
        return section | {"slow": True}
    except sqlite3.OperationalError:
        # A view of another version may name a column that this database has not.
        return section | {"missing": True}
    columns = [column for column in (rows[0] if rows else {}) if not column.endswith(("_id", "_ids"))]
    return section | {
        "count": f"{_ROWS}+" if len(rows) > _ROWS else str(len(rows)),
        "columns": [
            {"title": words(column.removesuffix("_text")), "css": _css(column, rows[0][column])} for column in columns
        ],
        "rows": [[_cell(visit, row, column) for column in columns] for row in rows[:_ROWS]],
    }


def _cell(visit: Visit, row: Row, column: str) -> Row:
    value = row[column]
    key, page = _LEADS.get(column, ("", ""))
    # "declined to comment" has no content: the cue leads to the quote instead, and only then.
    leads = row.get(key) is not None and not (column == "cue_text" and row.get("content_text"))
    return {
        "text": _said(column, value),
        "css": _css(column, value),
        "url": visit.url(page, row[key]) if leads and value not in (None, "") else "",
    }


def _said(column: str, value: object) -> str:
    if value is None:
        return ""
    if column in _SHARES and isinstance(value, float):
        return percent(value)
    if column == "candidates":
        try:
            return clip(" or ".join(str(name) for name in json.loads(str(value))), 200)
        except (TypeError, ValueError):
            return clip(str(value), 200)
    return f"{value:,}" if isinstance(value, int) else clip(str(value), 200)


def _css(column: str, value: object) -> str:
    if isinstance(value, int | float):
        return "number"
    return "words" if column in _LONG else "date" if column == "published" else ""
