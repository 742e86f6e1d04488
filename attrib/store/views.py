"""Every question that users ask, as a named view: for the audit, the pages and the canned queries."""

from sqlite_utils import Database

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
    present = {
        str(name): str(sql) for name, sql in db.execute("select name, sql from sqlite_master where type = 'view'")
    }
    with db.atomic():
        for name, sql in wanted.items():
            if present.get(name, "").casefold() != sql.casefold():
                db.execute(f"drop view if exists {name}")
                db.execute(sql)
