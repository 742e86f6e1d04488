"""The details of an unnamed source go to a table of their own, and an older database gains it."""

from pathlib import Path

from sqlite_utils import Database
from stored import ingest, rows

from attrib.pipeline import extract
from attrib.records import Document
from attrib.store.migrations import MIGRATIONS, migrate, schema_version

TEXT = (
    "Two senior officials at the harbour ministry said the bridge was shut, speaking on condition of anonymity because they "
    "were not authorised to speak. Lena Ford said it was open."
)


def test_details_are_kept_with_their_spans(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, extract(Document(id="1", text=TEXT)))
    ((count, rank, affiliation, condition, reason, start, end, kind),) = rows(
        path,
        "select n.count, rank_text, affiliation_text, condition_text, reason_text, reason_start, reason_end, speaker_kind"
        " from anonymity n join attribution a on a.id = n.attribution_id",
    )
    assert (count, rank, affiliation, kind) == (2, "senior", "the harbour ministry", "anonymous")
    assert condition == "on condition of anonymity"
    assert isinstance(start, int) and isinstance(end, int)
    assert reason == TEXT[start:end] == "because they were not authorised to speak"


def test_a_second_reading_leaves_one_row_each(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, extract(Document(id="1", text=TEXT)))
    ingest(path, extract(Document(id="1", text=TEXT + " It rained.")))
    assert rows(path, "select count(*) from anonymity") == [(1,)]
    ingest(path, extract(Document(id="1", text="Lena Ford said it was open.")))
    assert rows(path, "select count(*) from anonymity") == [(0,)]


def test_a_database_of_the_first_schema_gains_the_table() -> None:
    db = Database(memory=True)
    migrate(db, MIGRATIONS[:1])
    assert "anonymity" not in db.table_names()
    db.execute("insert into outlet (name) values ('The Lantern')")
    migrate(db)
    assert schema_version(db) == len(MIGRATIONS)
    assert db.table("anonymity").strict
    assert [row["name"] for row in db["outlet"].rows] == ["The Lantern"]
