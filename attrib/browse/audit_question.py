"""The page of one question of the audit: how many rows, a picture, the rows themselves, and how they are counted."""

from typing import Any

from datasette import Forbidden, NotFound  # type: ignore[import-untyped]

from attrib.browse import audit, formats, notes
from attrib.browse.audit_rows import cells, leads, picture, section_rows, state
from attrib.browse.host import Row, TooSlowError, Visit
from attrib.store.counted import in_words
from attrib.store.sections import BY_NAME, SECTIONS, Section

# The view is what must be allowed; it depends on the question.
TABLES: frozenset[str] = frozenset()
PAGE = 50
# Turning pages skips rows one by one: beyond this many, the table of the view is the place.
_DEEPEST = 5_000


async def page(visit: Visit) -> Any:
    """Answer with one question, as a page, JSON or CSV; `?from=` turns the pages. Raises NotFound and Forbidden."""
    section = BY_NAME.get(str(visit.request.url_vars["name"]))
    if section is None:
        raise NotFound("There is no such question")
    if not await visit.may_see(section.view.name):
        raise Forbidden(f"view-table {section.view.name}")
    present = {question.view for question in await notes.present(visit)}
    if section.view.name not in present:
        raise NotFound("This database was made by another attrib and does not hold the question")
    start = min(visit.asked_number("from"), _DEEPEST)
    try:
        rows, slow = await section_rows(visit, section, start, PAGE + 1), False
    except TooSlowError:
        if visit.format:
            raise
        rows, slow = [], True
    shown = rows[:PAGE]
    more = visit.url("audit", section.name, **{"from": start + PAGE}) if len(rows) > PAGE and start < _DEEPEST else ""
    known = await state(visit)
    if visit.format == "json":
        return visit.json(_json(visit, section, shown, known, start if len(rows) > PAGE else None))
    if visit.format == "csv":
        columns = list(shown[0]) if shown else list(section.columns)
        return visit.text(formats.csv_text(columns, _flat(shown)), "text/csv", f"{visit.database}-{section.name}.csv")
    return await visit.page("audit_question.html", await _context(visit, section, shown, start, more, known, slow))


async def _context(
    visit: Visit, section: Section, shown: list[Row], start: int, more: str, known: Row, slow: bool
) -> Row:
    found = (await audit.counted(visit)).get(section.view.name)
    drawn = None
    if not start and not slow:
        try:
            drawn = await picture(visit, section)
        except TooSlowError:
            drawn = None
    place = SECTIONS.index(section)
    pages = await leads(visit, shown)
    return {
        "title": section.title,
        "group": section.group,
        "question": section.view.description,
        "counted": section.view.counted,
        "count": "" if found is None else in_words(section.view, found),
        "missing": section.compared and not known["compared"],
        "note": known["note"] if section.compared and known["compared"] else "",
        "slow": slow,
        "drawn": drawn,
        "columns": [
            {"title": heading.strip(), "css": "number" if _numbers(column, shown) else ""}
            for column, heading in section.columns.items()
        ],
        "rows": [cells(pages, section, row, shown[n - 1] if n else None) for n, row in enumerate(shown)],
        "start": start,
        "first": visit.url("audit", section.name) if start else "",
        "more": more,
        "table": visit.table_url(section.view.name),
        "all_json": visit.table_url(section.view.name, ".json", _shape="objects"),
        "before": _neighbour(visit, place - 1),
        "after": _neighbour(visit, place + 1),
        "formats": formats.offered(
            visit, ["audit", section.name], ["json", "csv"], **({"from": start} if start else {})
        ),
    }


def _numbers(column: str, rows: list[Row]) -> bool:
    return any(isinstance(row.get(column), int | float) for row in rows)


def _neighbour(visit: Visit, place: int) -> Row | None:
    if not 0 <= place < len(SECTIONS):
        return None
    return {"title": SECTIONS[place].title, "url": visit.url("audit", SECTIONS[place].name)}


def _json(visit: Visit, section: Section, rows: list[Row], known: Row, more_after: int | None) -> Row:
    following = None
    if more_after is not None and more_after < _DEEPEST:
        following = visit.url("audit", section.name, ending="json", **{"from": more_after + PAGE})
    return {
        "database": visit.database,
        "name": section.name,
        "title": section.title,
        "question": section.view.description,
        "counted": section.view.counted,
        "compared": known["compared"],
        "rows": rows,
        "next": following,
        "all": visit.table_url(section.view.name, ".json", _shape="objects"),
    }


def _flat(rows: list[Row]) -> list[Row]:
    """Return rows for a spreadsheet: a list is one cell."""
    return [
        {name: "; ".join(map(str, value)) if isinstance(value, list) else value for name, value in row.items()}
        for row in rows
    ]
