"""Links from Datasette's own pages to ours, for the databases that are ours."""

from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup
from markupsafe import escape as escaped

from attrib.browse.host import Visit, is_first_series, is_ours, may_see_database

# Which databases of a running Datasette are ours: asked at startup, since the hook for a cell cannot wait for it.
_known: WeakKeyDictionary[Any, frozenset[str]] = WeakKeyDictionary()
# Which of them the user has described: Datasette 0.65 would show our line on the database's page instead of theirs.
_described: WeakKeyDictionary[Any, frozenset[str]] = WeakKeyDictionary()
_PAGE_OF_TABLE = {"attribution": "quote", "article": "article", "speaker": "speaker", "outlet": "outlet"}
_PAGE_OF_COLUMN = {
    "attribution_id": "quote",
    "article_id": "article",
    "speaker_id": "speaker",
    "outlet_id": "outlet",
    "publisher_id": "outlet",
    "original_publisher_id": "outlet",
    "dateline_agency_id": "outlet",
    "crediting_id": "outlet",
    "credited_id": "outlet",
    "body_attribution_id": "quote",
    "before_id": "quote",
    "after_id": "quote",
    "fullest_id": "quote",
    "credited_attribution_id": "quote",
    "one_id": "quote",
    "before_article_id": "article",
    "after_article_id": "article",
    "fullest_article_id": "article",
    "original_id": "article",
    "copy_id": "article",
}
# The column that names a row of ours on its table's page; its cell leads to our page of the row.
NAMING = {"attribution": "stable_key", "article": "title", "speaker": "name", "outlet": "name"}


async def learn(datasette: Any) -> frozenset[str]:
    """Look at every database once and remember, for this Datasette, which are ours."""
    names = [name for name in datasette.databases if not name.startswith("_")]
    ours = frozenset([name for name in names if await is_ours(datasette, name)])
    if is_first_series(datasette):
        _described[datasette] = frozenset(
            name for name in ours if datasette.metadata("description", database=name, fallback=False)
        )
    _known[datasette] = ours
    return ours


def known(datasette: Any) -> frozenset[str]:
    """Return the names of our databases; empty before Datasette has started."""
    return _known.get(datasette, frozenset())


def cell(datasette: Any, database: str, table: str | None, row: Any, column: str, value: Any) -> Markup | None:
    """Return a cell of Datasette's tables as a link to our page, or None where it is not one of our keys."""
    visit = Visit(datasette, None, database)
    page = _PAGE_OF_COLUMN.get(column) or ("quote" if (table, column) == ("attribution", "parent_id") else None)
    if page and isinstance(value, Mapping):
        # A foreign key that Datasette has put the label to: the label leads to our page, the number to the row.
        label = value["label"] if value["label"] not in (None, "") else value["value"]
        own = datasette.urls.row(database, _table(page), str(int(value["value"])))
        return Markup('<a href="{}">{}</a>&nbsp;<em><a href="{}">{}</a></em>').format(
            visit.url(page, value["value"]), _short(label), own, value["value"]
        )
    if page and isinstance(value, int) and not isinstance(value, bool):
        return Markup('<a href="{}">{}</a>').format(visit.url(page, value), value)
    if not isinstance(value, str) or not value:
        return None
    if column == "stable_key" and _names_a_row(table):
        return Markup('<a href="{}">{}</a>').format(visit.url(_PAGE_OF_TABLE.get(table or "", "quote"), value), value)
    if table and NAMING.get(table) == column:
        key = _key(table, row)
        return (
            Markup('<a href="{}">{}</a>').format(visit.url(_PAGE_OF_TABLE[table], key), _short(value)) if key else None
        )
    return None


async def homes(datasette: Any, actor: Any) -> list[dict[str, str]]:
    """Return a menu entry for each of our databases that the actor may see."""
    return [
        {"href": Visit(datasette, None, name).url(), "label": f"Attributions in {name}"}
        for name in sorted(known(datasette))
        if name in datasette.databases and await may_see_database(datasette, actor, name)
    ]


def of_database(datasette: Any, database: str) -> list[dict[str, str]]:
    """Return the menu entries of one of our databases; none for another."""
    if database not in known(datasette):
        return []
    visit = Visit(datasette, None, database)
    return [
        {"href": visit.url(), "label": "Attributions", "description": "Articles, quotes, speakers and their chains"},
        {"href": visit.url("audit"), "label": "Audit", "description": "The questions asked of the whole database"},
    ]


def of_row(datasette: Any, database: str, table: str, row: Any) -> dict[str, str] | None:
    """Return the menu entry of one row with a page of ours, or None."""
    page, key = _PAGE_OF_TABLE.get(table), _key(table, row)
    if page is None or key is None or database not in known(datasette):
        return None
    return {"href": Visit(datasette, None, database).url(page, key), "label": f"Read this {page}"}


def description(datasette: Any, database: str) -> dict[str, str]:
    """Return what 0.65 shows on the page of one of our databases: a line of links, unless the user has described it."""
    if database in _described.get(datasette, frozenset()):
        return {}
    return {"description_html": line(of_database(datasette, database))}


def line(entries: Iterable[Mapping[str, str]]) -> str:
    """Write menu entries as one line of HTML; "" for none."""
    found = [Markup('<a href="{}">{}</a>').format(entry["href"], entry["label"]) for entry in entries]
    return str(Markup("<p>{}</p>").format(Markup(" · ").join(found))) if found else ""


def _table(page: str) -> str:
    return "attribution" if page == "quote" else page


def _short(label: object) -> Markup:
    text = str(label)
    return escaped(text if len(text) <= 120 else text[:119] + "…")


def _names_a_row(table: str | None) -> bool:
    """Say whether the column stable_key has a page: that of an attribution in a view or a query, its own in a table."""
    return table is None or table.startswith("v_") or table in _PAGE_OF_TABLE


def _key(table: str, row: Any) -> Any:
    """Return what names a row in our addresses: its key, or its number where the columns shown lack the key."""
    return _value(row, "name" if table == "outlet" else "stable_key") or _value(row, "id")


def _value(row: Any, column: str) -> Any:
    try:
        return row[column]
    except (KeyError, IndexError, TypeError):
        return None
