"""The tables in which comparing remembers what it has seen, so that only what is new or changed is looked at again."""

from sqlite_utils import Database

from attrib.store import compared_copies, compared_index
from attrib.store.compared_quotes import PUBLISHERS, TOLD


def add_memory(db: Database) -> None:
    """Make the tables that `attrib compare` keeps for itself."""
    for statement in (
        *compared_index.TABLES,
        *compared_copies.TABLES,
        TOLD,
        PUBLISHERS,
        "create index idx_told_wording_id on told(wording_id)",
        "create index idx_told_article_id on told(article_id)",
    ):
        db.execute(statement)
