"""The graph of who credits whom: drawn here, the same as a table beside it, and as SVG, Mermaid, DOT, CSV and JSON."""

import calendar
from typing import Any

from markupsafe import Markup

from attrib.browse import addresses, formats, graph_rows
from attrib.browse.graph_rows import Actor, Credit, Credits
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip
from attrib.draw import graph
from attrib.wording.frames import told

# Figures of names that the page itself reads; a graph of one quote needs leave for more.
TABLES = frozenset({"credit", "outlet"})
QUOTE_TABLES = frozenset({"article", "attribution", "hop", "speaker", "variant", "variant_cluster"})
EXPORTS = {"svg": "image/svg+xml", "mmd": "text/plain", "dot": "text/plain"}
_CHOICES = (20, 40, 80)
_DEFAULT = 40
_COUNTED = ("attributions", "articles", "stated", "inferred", "unknown")


async def page(visit: Visit) -> Any:
    """Answer with a graph. `?month=2031-04` takes one month, `?outlet=` (a name) what is round an outlet, `?story=`
    (a cluster's key) the tellings of one quote; `?most=` the strongest 20, 40 or 80 lines. Raises NotFound.
    """
    if not await visit.holds("credit"):
        return await visit.page("graph.html", {"old": True})
    asked = {name: visit.asked(name).strip() for name in ("month", "story")}
    most = visit.asked_number("most", _DEFAULT)
    most = most if most in _CHOICES else _DEFAULT
    outlet = story = None
    if asked["story"]:
        await visit.require(QUOTE_TABLES)
        story = await graph_rows.find_quote(visit, asked["story"])
        found = await graph_rows.of_quote(visit, story["id"], most)
    elif outlet := await addresses.outlet(visit, "outlet"):
        found = await graph_rows.around(visit, outlet["id"], asked["month"], most)
    else:
        found = await graph_rows.of_month(visit, asked["month"], most)
    title = _title(asked["month"], outlet, story)
    query = {
        "month": asked["month"] if not story else None,
        "outlet": outlet["key"] if outlet else None,
        "story": story["stable_key"] if story else None,
        "most": most if most != _DEFAULT else None,
    }
    if visit.format:
        return _export(visit, found, title, query)
    return await visit.page("graph.html", await _context(visit, found, title, query, outlet, story))


async def _context(visit: Visit, found: Credits, title: str, query: Row, outlet: Row | None, story: Row | None) -> Row:
    nodes, edges = _drawn(found)
    drawing = graph.svg(nodes, edges, title=title, desc=_in_words(found), prefix="credits")
    most = query["most"] or _DEFAULT
    return {
        "title": title,
        "drawing": Markup(drawing),
        "rows": [_row(one) for one in found.shown],
        "rest": _rest(found),
        "circle": any(one.circle for one in found.shown),
        "month": query["month"] or "",
        "months": [{"key": key, "name": _month(key)} for key in await graph_rows.months(visit)],
        "outlet": clip(outlet["name"], 200) if outlet else "",
        "outlet_url": visit.url("outlet", outlet["key"]) if outlet else "",
        "story": query["story"] or "",
        "quote": clip(told(story["text"], story["reads_as"], story["manner"]), 300) if story else "",
        "quote_url": visit.url("quote", story["quote"]) if story and story["quote"] else "",
        "all_url": visit.url("graph"),
        "most": most,
        "choices": _CHOICES,
        "exports": [
            {"label": label, "url": visit.url("graph", ending=ending, **query)}
            for ending, label in (("svg", "SVG"), ("mmd", "Mermaid"), ("dot", "DOT"), ("csv", "CSV"), ("json", "JSON"))
        ],
    }


def _export(visit: Visit, found: Credits, title: str, query: Row) -> Any:
    if visit.format == "json":
        return visit.json(
            {
                "page": "graph",
                **{name: query[name] for name in ("month", "outlet", "story")},
                "actors": [
                    {"key": one.key, "name": one.name, "kind": one.kind, "url": one.url} for one in _actors(found)
                ],
                "credits": [
                    {"crediting": one.crediting.key, "credited": one.credited.key, **_figures(one)}
                    for one in found.shown
                ],
                "pairs": found.pairs,
            }
        )
    if visit.format == "csv":
        rows = [
            {"crediting": one.crediting.name, "credited": one.credited.name, **_figures(one)} for one in found.shown
        ]
        columns = ["crediting", "credited", *_COUNTED, "circle"]
        return visit.text(formats.csv_text(columns, rows), "text/csv", name="who-credits-whom.csv")
    nodes, edges = _drawn(found, links=False)
    if visit.format == "mmd":
        body = graph.mermaid(nodes, edges)
    elif visit.format == "dot":
        body = graph.dot(nodes, edges)
    else:
        body = graph.svg(nodes, edges, title=title, desc=_in_words(found), alone=True)
    return visit.text(body, EXPORTS[visit.format], name=f"who-credits-whom.{visit.format}")


def _actors(found: Credits) -> list[Actor]:
    return list({one.key: one for credit in found.shown for one in (credit.credited, credit.crediting)}.values())


def _drawn(found: Credits, *, links: bool = True) -> tuple[list[graph.Node], list[graph.Edge]]:
    nodes = [graph.Node(one.key, one.name or "(no name)", one.kind, one.url if links else "") for one in _actors(found)]
    edges = [
        graph.Edge(
            one.credited.key, one.crediting.key, one.status, one.attributions, one.circle,
            f"{one.crediting.name} credits {one.credited.name} {_times(one.attributions)}: {_known(one)}",
        )
        for one in found.shown
    ]  # fmt: skip
    return nodes, edges


def _figures(one: Credit) -> Row:
    return {name: getattr(one, name) for name in _COUNTED} | {"circle": one.circle}


def _row(one: Credit) -> Row:
    return {
        "crediting": one.crediting,
        "credited": one.credited,
        "numbers": [f"{getattr(one, name):,}" for name in _COUNTED],
        "circle": one.circle,
    }


def _in_words(found: Credits) -> str:
    """Say the strongest lines in words, for those who cannot see the drawing; the table has all of them."""
    told = [
        f"{clip(one.crediting.name, 60)} credits {clip(one.credited.name, 60)} {_times(one.attributions)}"
        for one in found.shown[:5]
    ]
    more = f"; {len(found.shown) - 5} more lines stand in the table" if len(found.shown) > 5 else ""
    return "; ".join(told) + more + "." if told else "Nobody credits anybody."


def _rest(found: Credits) -> str:
    left = (found.pairs or 0) - len(found.shown)
    if left <= 0:
        return ""
    shown = sum(one.attributions for one in found.shown)
    share = f", with {shown:,} of {found.attributions:,} attributions" if found.attributions else ""
    return f"The {len(found.shown):,} strongest of {found.pairs:,} pairs are drawn{share}; {left:,} weaker ones are left out."


def _known(one: Credit) -> str:
    parts = (("stated", one.stated), ("inferred", one.inferred), ("not named", one.unknown))
    return ", ".join(f"{count:,} {word}" for word, count in parts if count)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _title(month: str, outlet: Row | None, story: Row | None) -> str:
    if story:
        return "Who credits whom for one quote"
    when = f" in {_month(month)}" if month else ""
    return (
        f"Who credits {clip(outlet['name'], 120)}, and whom it credits{when}" if outlet else f"Who credits whom{when}"
    )


def _month(key: str) -> str:
    year, _, number = key.partition("-")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 12:
        return f"{calendar.month_name[int(number)]} {year}"
    return clip(key, 20)
