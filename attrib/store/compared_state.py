"""The tables in which comparing remembers what it has seen, so that only what is new or changed is looked at again."""

from sqlite_utils import Database

from attrib.store import compared_copies, compared_due, compared_figures, compared_index, compared_stances
from attrib.store.compared_wordings import PUBLISHERS, TOLD

RESTATED = "create index if not exists idx_told_source on told(source, published) where source is not null"
_TOLD = (
    TOLD,
    "create index idx_told_wording_id on told(wording_id)",
    "create index idx_told_article_id on told(article_id)",
    RESTATED,
)


def add_memory(db: Database) -> None:
    """Make the tables that `attrib compare` keeps for itself."""
    for statement in (*compared_index.TABLES, *compared_copies.TABLES, *_TOLD, PUBLISHERS):
        db.execute(statement)


def renew_index(db: Database) -> None:
    """Make the index of quotes anew; the next comparing fills it."""
    for table in ("told", "wording_hub", "wording_probe", "wording_shingle", "wording"):
        db.execute(f"drop table if exists {table}")
    for statement in (*compared_index.TABLES, *_TOLD):
        db.execute(statement)


def add_due(db: Database) -> None:
    """Make the tables in which the passes over claims keep what they have seen and what is due."""
    for statement in (*compared_due.TABLES, *compared_figures.TABLES, *compared_stances.TABLES):
        db.execute(statement)


def add_restated(db: Database) -> None:
    """Make the index by which one speaker's tellings of a few days are found; all quotes are joined anew."""
    db.execute(RESTATED)
    db.execute("update told set joined = null")
