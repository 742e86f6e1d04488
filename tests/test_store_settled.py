"""What an ingest settles at its end: one row an outlet however a text writes the name, none where no outlet is named, counts."""

from pathlib import Path

from stored import ingest, rows

from attrib.pipeline import extract
from attrib.records import Document

TOLD = "The plan, the Lantern reported, was dead. “No,” Jane Doe told the Lantern."


def test_an_outlet_has_one_row_with_and_without_the(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, extract(Document(id="1", text=TOLD, publisher="Harbour Post")))
    ingest(path, extract(Document(id="2", text="Jane Doe said no.", publisher="The Lantern")))
    ingest(path, extract(Document(id="1", text=f"{TOLD} It rained.", publisher="Harbour Post")))
    names = rows(path, "select name from outlet where known = 0 order by name")
    assert names == [("Harbour Post",), ("The Lantern",)]
    joined = "hop join outlet on outlet.id = hop.outlet_id where hop.name like '%Lantern'"
    assert rows(path, f"select distinct outlet.name from {joined}") == [("The Lantern",)]
    of_speaker = "speaker join outlet on outlet.id = speaker.outlet_id where speaker.name = 'Lantern'"
    assert rows(path, f"select outlet.name from {of_speaker}") == [("The Lantern",)]


def test_media_without_a_name_are_no_outlet(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(
        path, extract(Document(id="1", text="State media reported that Jane Doe had left.", publisher="The Lantern"))
    )
    assert rows(path, "select name, status, outlet_id from hop order by position")[0] == (
        "state media",
        "unknown",
        None,
    )
    assert rows(path, "select name from outlet where known = 0") == [("The Lantern",)]


def test_what_the_home_page_counts_is_counted_when_a_run_ends(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, extract(Document(id="1", text=TOLD, publisher="Harbour Post")))
    for table in ("article", "attribution", "speaker"):
        counted = rows(path, f"select attributions from figure where question = 'tables' and name = '{table}'")
        assert counted == rows(path, f"select count(*) from {table}") and counted != [(0,)]
