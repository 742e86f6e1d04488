"""How a row reads is stored beside it: by the writer, and for rows that were there before."""

from pathlib import Path

from sqlite_utils import Database
from stored import ingest, rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.migrations import MIGRATIONS, migrate

_NAME = "how a row reads"
TEXT = (
    "The mayor denied that the quay was closed. Ana Roth refused to confirm that the mill would close. "
    "Lena Dorn has not said whether the ferry will sail. Jon Haas said the ferry was old."
)
READ = [
    ("denied", "denial", 0),
    ("refused to confirm", "refusal", 0),
    ("has not said", "negated", 1),
    ("said", "plain", 0),
]
_ROW = {
    "stance": "neutral", "type": "indirect", "confidence": 0.5, "status": "auto", "sentence_text": "", "implicit": 0,
    "article_id": 1, "version_id": 1,
}  # fmt: skip


def test_the_writer_stores_how_a_row_reads(tmp_path: Path) -> None:
    ingest(tmp_path / "a.db", extract(Document("t", TEXT)))
    assert rows(tmp_path / "a.db", "select reads_as, manner, negated from attribution order by sequence") == READ


def test_rows_of_an_older_schema_are_read_anew() -> None:
    db = Database(memory=True)
    migrate(db, MIGRATIONS[: [name for name, _ in MIGRATIONS].index(_NAME)])
    old = [
        ("source_cue_that", "denial", 0, "denied", "the quay was closed"),
        ("source_cue_to", "refusal", 0, "refused", "confirm that the mill would close"),
        ("source_cue_wh", "speech", 1, "has not said", "whether the ferry will sail"),
        ("source_cue_clause", "speech", 0, "said", "the ferry was old"),
    ]
    for number, (pattern, relation, negated, cue, content) in enumerate(old):
        row = {"pattern": pattern, "relation": relation, "negated": negated, "cue_text": cue, "content_text": content}
        kept = {**_ROW, **row, "stable_key": f"k{number}", "sequence": number, "source_text": "X"}
        db.table("attribution").insert(kept)
        db.table("past_attribution").insert(
            {name: kept[name] for name in kept if name not in ("confidence", "status", "implicit", "article_id")}
        )
    migrate(db)
    for table in ("attribution", "past_attribution"):
        statement = f"select reads_as, manner, negated from {table} order by sequence"
        assert db.execute(statement).fetchall() == READ
