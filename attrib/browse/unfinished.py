"""The notice that the last ingest or comparison has not come to its end, for every page and format."""

from attrib.browse.host import UNFINISHED, Visit
from attrib.store.unfinished import ASKED, note


async def look(visit: Visit) -> None:
    """Note on the request where the database is unfinished, from the tables that the one who asks may see."""
    found: dict[str, bool] = {}
    for table, asked in ASKED.items():
        if await visit.may_see(table) and await visit.holds(table):
            row = await visit.row(asked)
            found[table] = bool(row and row["found"])
    visit.request.scope[UNFINISHED] = note(found)
