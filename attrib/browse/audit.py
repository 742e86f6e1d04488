"""The audit: what it found in figures and pictures, and every question with the number of its rows."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from attrib.browse import formats, notes
from attrib.browse.audit_rows import picture, state
from attrib.browse.host import Row, TooSlowError, Visit
from attrib.store.counted import Counted, in_words, number, part_in_words
from attrib.store.sections import BY_NAME, HEADLINE_FIGURES, SECTIONS, Section

__all__ = ("HEADLINE_FIGURES", "TABLES", "counted", "figures", "headline_figures", "page")

# Each question is a view, and shows only to those who may see the view; the page itself reads no table but figure.
TABLES: frozenset[str] = frozenset()
_PICTURED = ("outlet_credits", "own_reporting", "most_quoted", "anonymity_by_outlet", "sources_by_kind", "carried_by")
_BARS = 8


async def page(visit: Visit) -> Any:
    """Answer with the list of questions, as a page or as JSON. What is denied is left out."""
    sections, counts = await _allowed(visit), await counted(visit)
    known = await state(visit)
    if visit.format == "json":
        return visit.json(_json(visit, sections, counts, known))
    drawn = [await _drawn(visit, BY_NAME[name]) for name in _PICTURED if BY_NAME[name] in sections]
    return await visit.page(
        "audit.html",
        {
            "figures": figures(visit, sections, counts),
            "known": known,
            "drawn": [one for one in drawn if one],
            "groups": [
                {"name": name, "questions": [_entry(visit, one, counts) for one in group]}
                for name, group in groupby(sections, key=lambda section: section.group)
            ],
            "formats": formats.offered(visit, ["audit"], ["json"]),
        },
    )


async def counted(visit: Visit) -> dict[str, Counted]:
    """Return how much each view has, as the last ingest or comparison counted it; empty where nobody may see it."""
    if not await visit.may_see("figure") or not await visit.holds("figure"):
        return {}
    rows = await visit.rows(
        "select name, attributions, units, part from figure where question = 'questions' order by position"
    )
    return {str(row["name"]): Counted(row["attributions"], row["units"], row["part"]) for row in rows}


def figures(visit: Visit, sections: list[Section], counts: dict[str, Counted]) -> list[Row]:
    """Return the headline figures, each with the page of its question; for this page and for the home page."""
    return [
        {
            "label": label,
            "number": number(section.view, found),
            "note": part_in_words(section.view, found) if found.units else "",
            "url": visit.url("audit", name),
        }
        for name, label in HEADLINE_FIGURES.items()
        if (section := BY_NAME[name]) in sections and (found := counts.get(section.view.name)) is not None
    ]


async def headline_figures(visit: Visit) -> list[Row]:
    """Return the headline figures that the one who asks may see."""
    named = [section for section in SECTIONS if section.name in HEADLINE_FIGURES]
    return figures(visit, await _allowed(visit, named), await counted(visit))


async def _allowed(visit: Visit, sections: Sequence[Section] = SECTIONS) -> list[Section]:
    present = {question.view for question in await notes.present(visit)}
    return [one for one in sections if one.view.name in present and await visit.may_see(one.view.name)]


async def _drawn(visit: Visit, section: Section) -> Row | None:
    try:
        svg = await picture(visit, section, _BARS)
    except TooSlowError:
        return None
    return (
        {"svg": svg[1], "title": section.title, "caption": svg[2], "url": visit.url("audit", section.name)}
        if svg
        else None
    )


def _entry(visit: Visit, section: Section, counts: dict[str, Counted]) -> Row:
    found = counts.get(section.view.name)
    return {
        "anchor": section.view.name,
        "title": section.title,
        "description": section.view.description,
        "url": visit.url("audit", section.name),
        "count": "" if found is None else in_words(section.view, found),
        "none": found is not None and not found.rows,
    }


def _json(visit: Visit, sections: list[Section], counts: dict[str, Counted], known: Row) -> Row:
    return {
        "database": visit.database,
        "compared": known["compared"],
        "compared_note": known["note"],
        "questions": [
            {
                "name": one.name,
                "group": one.group,
                "title": one.title,
                "question": one.view.description,
                "counted": one.view.counted,
                "rows": found.rows if (found := counts.get(one.view.name)) else None,
                "count": found.units if found else None,
                "unit": one.view.unit.many,
                "url": visit.url("audit", one.name),
                "json": visit.url("audit", one.name, ending="json"),
            }
            for one in sections
        ],
    }
