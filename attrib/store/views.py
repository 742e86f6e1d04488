"""Every question that users ask, as a named view: for the audit, the pages and the canned queries."""

from collections.abc import Mapping

from sqlite_utils import Database

from attrib.store.transactions import immediate
from attrib.store.view import View
from attrib.store.views_chains import CHAINS
from attrib.store.views_sources import SOURCES
from attrib.store.views_words import WORDS

__all__ = ("VIEWS", "View", "update_views")

VIEWS: tuple[View, ...] = (*SOURCES, *CHAINS, *WORDS)


def update_views(db: Database) -> None:
    """Create the views that are missing or differ from this table.

    The database must be open for writing.
    """
    wanted = {view.name: f"create view {view.name} as {view.sql}" for view in VIEWS}
    if not _other(db, wanted):
        return
    with immediate(db):
        for name in _other(db, wanted):
            db.execute(f"drop view if exists {name}")
            db.execute(wanted[name])


def _other(db: Database, wanted: Mapping[str, str]) -> list[str]:
    """Return the views that a database lacks, or has otherwise."""
    found = db.execute("select name, sql from sqlite_master where type = 'view'")
    present = {str(name): str(sql).casefold() for name, sql in found}
    return [name for name, sql in wanted.items() if present.get(name) != sql.casefold()]
