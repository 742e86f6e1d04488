"""Databases made of extractions built by hand, and looks into them."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from attrib.records import Extraction
from attrib.store.runs import Run
from attrib.store.writer import Ingest

RUN = Run("0.1", "grammar", "lexicon", "code")
# What a run's own row says (times) may differ between two databases of the same content.
CONTENT_TABLES = [
    "document", "outlet", "speaker", "alias", "article", "article_version", "zone", "attribution", "span", "hop",
    "mention", "statement_date", "headline", "review", "anonymity",
]  # fmt: skip


def ingest(path: Path, *extractions: Extraction, run: Run = RUN, batch: int = 100) -> dict[str, int]:
    """Store extractions as the command does; return the counts."""
    with Ingest(path, run, batch) as writer:
        for extraction in extractions:
            if not writer.has(extraction.segmented.document):
                writer.add(extraction)
    return dict(writer.counts)


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Return the rows of a select."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def content(path: Path, tables: Iterable[str] = CONTENT_TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the tables."""
    return {table: rows(path, f"select * from {table} order by id") for table in tables}


def dumped(path: Path) -> str:
    """Return all that a database holds, as SQL."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def sound(path: Path) -> None:
    """Fail if a database is damaged, holds dangling keys, or its search index differs from its tables."""
    connection = sqlite3.connect(path)
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    for table in ("article_fts", "attribution_fts"):
        connection.execute(f"insert into {table} ({table}, rank) values ('integrity-check', 1)")
    connection.close()
