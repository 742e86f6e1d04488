"""Articles that are copies of one another, written down with who copied whom."""

from sqlite_utils import Database

from attrib.compare.copies import copies
from attrib.store.tellings import pages


def write_copies(db: Database) -> None:
    """Write the pairs of articles that hold one text."""
    found = dict(pages(db))
    ids = {page.article: id_ for id_, page in found.items()}
    db.execute("delete from article_copy")
    db.conn.executemany(
        "insert into article_copy (original_id, copy_id, share, basis) values (?, ?, ?, ?)",
        ((ids[one.original], ids[one.copy], one.share, one.basis) for one in copies(found.values())),
    )
