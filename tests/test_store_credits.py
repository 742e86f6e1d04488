"""Who credits whom, counted at the end of an ingest: the counts are those that a question over all hops finds."""

import sqlite3
from dataclasses import replace
from pathlib import Path

from extractions import bridge
from stored import ingest, rows

from attrib.pipeline import extract
from attrib.records import Document, Extraction
from attrib.store.credits import add_credits
from attrib.store.database import changing

COUNTS = (
    "select month, crediting.name, credited.name, credit.attributions, articles, stated, inferred, unknown from credit "
    "join outlet as crediting on crediting.id = crediting_id join outlet as credited on credited.id = credited_id "
    "order by 1, 2, 3"
)


def dated(name: str, publisher: str, credited: str, published: str | None) -> Extraction:
    """Return the article of three attributions as an outlet published it on a day."""
    found = bridge(name, publisher=publisher, credited=credited)
    articles = tuple(replace(one, published=published) for one in found.segmented.articles)
    document = replace(found.segmented.document, date=published)
    return replace(found, segmented=replace(found.segmented, document=document, articles=articles))


def test_credits_are_counted_by_month_and_over_the_whole_time(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(
        path,
        dated("one.txt", "Mast", "Keel", "2031-04-30"),
        dated("two.txt", "Mast", "Keel", "2031-05-01"),
        dated("three.txt", "Mast", "Keel", None),
        dated("own.txt", "Mast", "Mast", "2031-05-01"),
    )
    assert rows(path, COUNTS) == [
        ("", "Mast", "Keel", 9, 3, 9, 0, 0),
        ("2031-04", "Mast", "Keel", 3, 1, 3, 0, 0),
        ("2031-05", "Mast", "Keel", 3, 1, 3, 0, 0),
    ]
    found = rows(path, "select crediting, credited, attributions, articles, stated from v_who_credits_whom")
    assert found == [("Mast", "Keel", 9, 3, 9)]


def test_a_second_reading_counts_anew_and_a_rejected_row_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, dated("one.txt", "Mast", "Keel", "2031-04-30"))
    with sqlite3.connect(path) as connection:
        key = connection.execute("select stable_key from attribution order by id limit 1").fetchone()[0]
        connection.execute("insert into review (stable_key, verdict) values (?, 'rejected')", (key,))
        connection.execute("update attribution set status = 'rejected' where stable_key = ?", (key,))
    connection.close()
    ingest(path, dated("two.txt", "Mast", "Keel", "2031-04-30"))
    assert [row[3:5] for row in rows(path, COUNTS)] == [(5, 2), (5, 2)]


def test_a_database_from_before_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, dated("one.txt", "Mast", "Keel", "2031-04-30"))
    counted = rows(path, COUNTS)
    with changing(path) as db:
        db.execute("drop table credit")
        add_credits(db)
    assert counted
    assert rows(path, COUNTS) == counted


def test_a_credited_name_that_publishes_here_is_that_outlet(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    texts = {
        # Nothing in the first text shows that "Orlena Watch" is an outlet and no ministry.
        "Lantern": "Ferries will stop in May, Orlena Watch said. Buses will stop in June, Anchor Shipping said.",
        "Orlena Watch": "Ferries will stop in May, skipper Ada Roe said.",
    }
    ingest(path, *(extract(Document(name, text, publisher=name)) for name, text in texts.items()))
    assert rows(path, COUNTS) == [("", "Lantern", "Orlena Watch", 1, 1, 1, 0, 0)]
