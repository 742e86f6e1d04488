"""The tables in which comparing remembers what it has seen, so that only what is new or changed is looked at again."""

from sqlite_utils import Database

from attrib.store.compared_index import TABLES
from attrib.store.compared_quotes import TOLD


def add_memory(db: Database) -> None:
    """Make the tables that `attrib compare` keeps for itself."""
    for statement in (*TABLES, TOLD, "create index idx_told_wording_id on told(wording_id)"):
        db.execute(statement)
