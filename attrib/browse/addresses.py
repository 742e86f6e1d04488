"""Addresses that last: numbers of rows as the stable keys that links are made of, and places in a list as keys.

Texts read in another order get other numbers, and the same keys.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datasette import NotFound  # type: ignore[import-untyped]

from attrib.browse.host import MovedError, Row, Visit

# The page of a row → its table, and the column that names the row in an address. An outlet's name is unique.
KEYS = {
    "article": ("article", "stable_key"),
    "outlet": ("outlet", "name"),
    "quote": ("attribution", "stable_key"),
    "speaker": ("speaker", "stable_key"),
}
# What a step of a chain, a first source or a credit may point at.
ACTORS = {"outlet_id": "outlet", "speaker_id": "speaker"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of rows of which only the numbers are known."""

    visit: Visit
    keys: Mapping[str, Mapping[int, str]]

    def url(self, page: str, number: int | None) -> str:
        """Return the address of a row's page; "" for None, and for a row that is not there."""
        key = self.key(page, number)
        return self.visit.url(page, key) if key else ""

    def key(self, page: str, number: int | None) -> str:
        """Return what names a row in addresses; "" for None, and for a row that is not there."""
        return self.keys[page].get(number, "") if number is not None else ""

    def actor(self, row: Row) -> str:
        """Return the page of a row's `outlet_id`, else of its `speaker_id`; "" where there is none.

        A source without a name has no page: its row's `kind` says so.
        """
        if row["outlet_id"] is not None:
            return self.url("outlet", row["outlet_id"])
        return self.url("speaker", row["speaker_id"]) if row.get("kind") != "anonymous" else ""


async def addresses(visit: Visit, rows: Iterable[Row], columns: Mapping[str, str] = ACTORS) -> Addresses:
    """Look up the keys of all numbers that `columns` (a column → the page that it leads to) hold in `rows`."""
    wanted: dict[str, set[int]] = {page: set() for page in columns.values()}
    for row in rows:
        for column, page in columns.items():
            if isinstance(row.get(column), int):
                wanted[page].add(row[column])
    return Addresses(visit, {page: await _keys(visit, page, numbers) for page, numbers in wanted.items()})


async def _keys(visit: Visit, page: str, numbers: Iterable[int]) -> dict[int, str]:
    ids = sorted(numbers)
    if not ids:
        return {}
    table, column = KEYS[page]
    found = await visit.rows(
        f"select {table}.id, {table}.{column} as key from json_each(:ids) as hit cross join {table} "
        f"where {table}.id = hit.value",
        {"ids": json.dumps(ids)},
    )
    return {row["id"]: row["key"] for row in found}


async def place(visit: Visit, asked: str, page: str) -> int:
    """Return the number of the row that a place in a list names ("before=KEY", or its number as links once had it).

    0 where it is missing, or no row.
    """
    if not asked:
        return 0
    table, column = KEYS[page]
    found = await visit.row(f"select id from {table} where {column} = :key", {"key": asked})
    return int(found["id"]) if found else number(asked)


def number(asked: str) -> int:
    """Return a row's number as an address writes it; 0 for what is none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0


async def outlet(visit: Visit, name: str) -> Row | None:
    """Return the outlet that a part of the query names, None where it is missing. Raises NotFound.

    Raises MovedError where its number is given: the address has its name.
    """
    asked = visit.asked(name, 1000).strip()
    if not asked:
        return None
    select = "select id, substr(name, 1, 300) as name, name as key, kind from outlet where"
    found = await visit.row(f"{select} name = :asked", {"asked": asked})
    if found:
        return found
    found = await visit.row(f"{select} id = :asked", {"asked": number(asked)})
    if found is None:
        raise NotFound(f"No outlet of this database is called {asked[:80]}")
    raise MovedError(visit.here(**{name: found["key"]}))
