"""The store: migrations, writing again and again, and kills."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from extractions import TEXT, bridge, two_articles
from sqlite_utils import Database
from stored import CONTENT_TABLES, RUN, content, ingest, rows, sound

from attrib.errors import DatabaseError, InputError
from attrib.records import Document, Extraction
from attrib.store import database as opening
from attrib.store.migrations import MIGRATIONS, migrate, schema_version
from attrib.store.runs import CODE, current_run, hash_code, input_hash
from attrib.store.sections import BY_NAME, SECTIONS
from attrib.store.views import VIEWS, update_views
from attrib.store.writer import Ingest

PACKAGE = Path(opening.__file__).resolve().parent.parent

# Migrations


def test_every_migration_from_the_first_schema_on() -> None:
    db = Database(memory=True)
    for number in range(1, len(MIGRATIONS) + 1):
        migrate(db, MIGRATIONS[:number])
        assert schema_version(db) == number
        assert [row[1] for row in db.execute("select * from _migration")] == [name for name, _ in MIGRATIONS[:number]]
    migrate(db)
    assert schema_version(db) == len(MIGRATIONS)


def test_a_later_migration_runs_once_and_a_failing_one_leaves_what_was_there() -> None:
    db = Database(memory=True)

    def add(db: Database) -> None:
        db.execute("create table added (id integer primary key) strict")

    def fail(db: Database) -> None:
        db.execute("create table half (id integer primary key) strict")
        raise sqlite3.OperationalError("database or disk is full")

    migrate(db, (*MIGRATIONS, ("add", add)))
    migrate(db, (*MIGRATIONS, ("add", add)))
    before = db.schema
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*MIGRATIONS, ("add", add), ("fail", fail)))
    assert db.schema == before
    assert schema_version(db) == len(MIGRATIONS) + 1


def test_schema_is_strict_and_every_foreign_key_has_an_index() -> None:
    db = Database(memory=True)
    migrate(db)
    tables = [table for table in db.table_names() if "_fts" not in table and not table.startswith("sqlite_")]
    assert {"article", "attribution", "hop", "variant", "review", "_migration"} <= set(tables)
    for table in tables:
        assert db.table(table).strict, table
        indexed = {index.columns[0] for index in db.table(table).indexes} | {db.table(table).pks[0]}
        for key in db.table(table).foreign_keys:
            assert key.column in indexed, f"{table}.{key.column}"
    assert {"article", "attribution", "speaker"} <= {
        table for table in tables if "stable_key" in db.table(table).columns_dict
    }


def test_views_are_described_and_brought_up_to_date() -> None:
    db = Database(memory=True)
    migrate(db)
    db.execute("create view v_denials as select 1")
    update_views(db)
    update_views(db)
    for view in VIEWS:
        assert view.description.endswith("?") and "\n" not in view.description
        assert db.execute(f"select * from {view.name}").fetchall() == []
    assert len(BY_NAME) == len(SECTIONS)


# Writing


def test_rows_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    assert ingest(path, bridge()) == {"added": 1, "articles": 1, "attributions": 3, "unchanged": 0}
    sound(path)
    ((title, publisher, place, agency, text),) = rows(
        path,
        "select a.title, p.name, a.dateline_place, g.name, v.text from article a join outlet p on p.id = a.publisher_id"
        " join outlet g on g.id = a.dateline_agency_id join article_version v on v.id = a.current_version_id",
    )
    assert (title, publisher, place, agency, text) == ("Bridge is safe", "The Lantern", "NORDHAVN", "Norda Wire", TEXT)
    said, declined, denied = rows(
        path, "select content_text, speaker_status, candidates, speaker_id, status from attribution order by sequence"
    )
    assert said[:3] == ("the bridge [was] safe", "stated", "[]") and said[3] is not None and said[4] == "auto"
    assert declined[0] == "" and declined[1] == "unresolved" and declined[3] is None
    assert json.loads(str(declined[2])) == ["Orlov", "Brandt"]
    assert rows(path, "select name, kind, role from speaker order by id") == [
        ("Orlov", "person", "port director"),
        ("a senior official", "anonymous", None),
    ]
    assert rows(path, "select date_from, basis, date_text from statement_date") == [
        ("2031-03-03", "dateline", "on Monday")
    ]
    assert denied[0] == "the plan"


def test_every_stored_offset_is_a_slice_of_the_stored_text(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), two_articles())
    spans = rows(
        path,
        "select s.role, group_concat(substr(v.text, s.start + 1, s.end - s.start), ' … '),"
        " a.content_text, a.cue_text, a.source_text from (select * from span order by attribution_id, position) s"
        " join attribution a on a.id = s.attribution_id join article_version v on v.id = a.version_id"
        " where s.role in ('content', 'cue', 'source') group by s.attribution_id, s.role",
    )
    assert len(spans) == 14
    for role, sliced, *texts in spans:
        assert sliced == texts[("content", "cue", "source").index(str(role))]
    for table, words in (("hop", "evidence_text"), ("attribution", "evidence_text")):
        join = "h.version_id" if table == "attribution" else "a.version_id"
        attribution = "" if table == "attribution" else "join attribution a on a.id = h.attribution_id"
        for told, sliced in rows(
            path,
            f"select h.{words}, substr(v.text, h.evidence_start + 1, h.evidence_end - h.evidence_start) from {table} h"
            f" {attribution} join article_version v on v.id = {join} where h.evidence_start is not null",
        ):
            assert told == sliced
    assert rows(path, "select role from span where role = 'insertion'") == [("insertion",)]


def test_articles_of_a_page_stand_apart_and_outside_evidence_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, two_articles())
    assert rows(path, "select position, text from article join article_version v on v.article_id = article.id") == [
        (0, 'The Mast\n"We won," Ek said.'),
        (1, 'The Keel\n"We won," Ek said. "Easily."'),
    ]
    assert rows(path, "select distinct evidence_start, evidence_text from hop where kind = 'outlet'") == [
        (None, "Aggregator")
    ]


def test_same_input_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), two_articles())
    before, size = content(path, [*CONTENT_TABLES, "run"]), path.read_bytes()
    assert ingest(path, two_articles(), bridge())["unchanged"] == 2
    assert content(path, [*CONTENT_TABLES, "run"]) == before
    assert len(path.read_bytes()) == len(size)


def test_new_rules_replace_rows_and_keep_ids(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), two_articles())
    before = content(path)
    counts = ingest(path, bridge(), two_articles(), run=replace(RUN, code_hash="corrected"))
    assert counts["changed"] == 2
    after = content(path)
    for table in ("article", "article_version", "attribution", "speaker", "outlet"):
        assert after[table] == before[table], table
    for table in ("span", "hop", "mention", "zone"):
        assert [row[1:] for row in after[table]] == [row[1:] for row in before[table]], table
    sound(path)


def test_changed_text_makes_a_version_and_replaces_attributions(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge(), two_articles())
    changed = bridge(text=TEXT.replace("[was] safe", "may be unsafe"))
    assert ingest(path, changed, two_articles()) == {"changed": 1, "unchanged": 1, "articles": 1, "attributions": 3}
    sound(path)
    assert rows(path, "select count(*) from article_version where article_id = 1") == [(2,)]
    assert rows(path, "select content_text from attribution where article_id = 1 order by sequence") == [
        ("the bridge may be unsafe",),
        ("",),
        ("the plan",),
    ]
    assert rows(
        path, "select count(*) from attribution where version_id not in (select current_version_id from article)"
    ) == [(0,)]
    found = "select content_text from attribution_fts where attribution_fts match '{}'"
    assert rows(path, found.format("unsafe")) == [("the bridge may be unsafe",)]
    assert rows(path, found.format("was")) == []
    assert rows(path, "select count(*) from article_fts where article_fts match 'unsafe'") == [(1,)]
    # Back to the first wording: the version that is there serves again.
    ingest(path, bridge())
    assert rows(path, "select count(*) from article_version where article_id = 1") == [(2,)]
    assert rows(
        path, "select v.text from article a join article_version v on v.id = a.current_version_id where a.id = 1"
    ) == [(TEXT,)]


def test_article_that_left_its_page_leaves_the_database(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    page = two_articles()
    ingest(path, page)
    segmented = replace(
        page.segmented, articles=page.segmented.articles[:1], document=replace(page.segmented.document, title="x")
    )
    ingest(path, Extraction(segmented, page.attributions[:1], page.resolutions[:1]))
    assert rows(path, "select count(*) from article") == [(1,)]
    assert rows(path, "select count(*) from attribution") == [(1,)]
    assert rows(path, "select name from outlet where known = 0 order by name") == [("Aggregator",), ("The Mast",)]
    sound(path)


def test_review_survives_a_new_run_and_rejected_rows_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    connection = sqlite3.connect(path)
    ((key,),) = connection.execute("select stable_key from attribution where relation = 'denial'").fetchall()
    connection.execute("insert into review (stable_key, verdict) values (?, 'rejected')", (key,))
    connection.commit()
    connection.close()
    ingest(path, bridge(), run=replace(RUN, grammar_hash="new"))
    assert rows(path, "select relation, status from attribution order by sequence") == [
        ("speech", "auto"),
        ("refusal", "auto"),
        ("denial", "rejected"),
    ]
    assert rows(path, "select * from v_denials") == []
    ingest(path, bridge(text=f"{TEXT} It rained."))
    assert rows(path, "select status from attribution where relation = 'denial'") == [("rejected",)]


def test_stable_keys_do_not_depend_on_the_order(tmp_path: Path) -> None:
    tables = {
        "article": "stable_key",
        "attribution": "stable_key",
        "speaker": "stable_key, name, role",
        "outlet": "name",
    }
    stored = []
    for number, order in enumerate(
        ((bridge(), two_articles(), bridge("b.txt")), (bridge("b.txt"), two_articles(), bridge()))
    ):
        path = tmp_path / f"{number}.db"
        ingest(path, *order, batch=number + 1)
        stored.append({table: set(rows(path, f"select {columns} from {table}")) for table, columns in tables.items()})
    assert stored[0] == stored[1]


def test_anonymous_sources_are_never_joined_across_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge("a.txt"), bridge("b.txt"))
    # Nor is a family name alone: the port director of one article may be another Orlov.
    assert rows(path, "select kind, count(*) from speaker group by kind") == [("anonymous", 2), ("person", 2)]


def test_other_names_of_a_speaker_become_aliases(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    extraction = bridge()
    speaker = extraction.resolutions[0].speaker
    assert speaker is not None
    full = replace(extraction.resolutions[0], speakers=(replace(speaker, name="Vera Orlov", rule="short name"),))
    ingest(path, replace(extraction, resolutions=(full, *extraction.resolutions[1:])))
    assert rows(path, "select name, form, reason from alias join speaker on speaker.id = speaker_id") == [
        ("Vera Orlov", "Orlov", "short name")
    ]


def test_one_address_under_two_names_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "news.db"

    def at_address(name: str) -> Extraction:
        extraction = bridge(name)
        document = replace(extraction.segmented.document, url="https://lantern.example/bridge")
        return replace(extraction, segmented=replace(extraction.segmented, document=document))

    ingest(path, at_address("a.txt"), at_address("b.txt"))
    before = content(path)
    assert rows(path, "select count(*) from article") == [(1,)]
    ingest(path, at_address("a.txt"), at_address("b.txt"))
    assert content(path) == before


def test_nested_rows_may_stand_before_their_parent(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    extraction = bridge()
    first = replace(extraction.attributions[0], parent=2)
    ingest(path, replace(extraction, attributions=(first, *extraction.attributions[1:])))
    assert rows(path, "select parent_id from attribution order by sequence") == [(3,), (None,), (None,)]
    sound(path)


# Kills


class Killed(BaseException):
    """Stands for a kill in the middle."""


def test_killed_run_keeps_whole_batches_and_the_next_one_ends_the_same(tmp_path: Path, whole_batches: None) -> None:
    documents = [bridge(f"{number}.txt") for number in range(5)]
    path, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    with pytest.raises(Killed), Ingest(path, RUN, batch=2) as writer:
        for extraction in documents[:3]:
            writer.add(extraction)
        raise Killed
    assert rows(path, "select source_id from document") == [("0.txt",), ("1.txt",)]
    assert rows(path, "pragma foreign_key_check") == []
    assert ingest(path, *documents)["unchanged"] == 2
    ingest(whole, *documents)
    sound(path)
    assert {
        table: [row[1:] for row in found] for table, found in content(path, ["attribution", "span", "hop"]).items()
    } == {table: [row[1:] for row in found] for table, found in content(whole, ["attribution", "span", "hop"]).items()}


def test_index_is_built_after_a_kill_even_if_nothing_is_left_to_read(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with pytest.raises(Killed), Ingest(path, RUN, batch=1) as writer:
        writer.add(bridge())
        raise Killed
    assert rows(path, "select finished from run") == [(None,)]
    assert ingest(path, bridge())["unchanged"] == 1
    assert rows(path, "select count(*) from attribution_fts where attribution_fts match 'bridge'") == [(1,)]
    assert rows(path, "select count(*) from run where finished is null") == [(0,)]
    sound(path)


def test_new_database_that_fails_at_once_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with pytest.raises(Killed), Ingest(path, RUN):
        raise Killed
    with Ingest(path, RUN):
        pass  # nothing could be read
    assert list(tmp_path.iterdir()) == []


def test_document_that_cannot_be_stored_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    broken = bridge("broken.txt")
    broken = replace(broken, resolutions=tuple(replace(found, words_of="\ud83d") for found in broken.resolutions))
    with Ingest(path, RUN) as writer:
        writer.add(bridge("a.txt"))
        with pytest.raises(InputError, match=r"broken\.txt"):
            writer.add(broken)
        writer.add(bridge("b.txt"))
    assert rows(path, "select source_id from document") == [("a.txt",), ("b.txt",)]
    sound(path)


def test_full_disk_leaves_whole_batches(tmp_path: Path, whole_batches: None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    whole = content(path)
    really_open = opening.open_database

    def almost_full(path: Path, create: bool) -> Database:
        db = really_open(path, create)
        db.execute(f"pragma max_page_count = {db.execute('pragma page_count').fetchone()[0]}")
        return db

    monkeypatch.setattr("attrib.store.writer.open_database", almost_full)
    with pytest.raises(DatabaseError, match=r"news\.db: the disk is full; free some space"):
        ingest(path, *(bridge(f"{number}.txt") for number in range(400)))
    monkeypatch.undo()
    sound(path)
    assert content(path)["attribution"][: len(whole["attribution"])] == whole["attribution"]


# Runs


def test_input_hash_covers_text_what_was_told_and_the_rules() -> None:
    document = Document("a", "Rain.")
    hashes = {
        input_hash(document, RUN),
        input_hash(replace(document, text="Rain"), RUN),
        input_hash(replace(document, publisher="x"), RUN),
        input_hash(replace(document, title="x"), RUN),
        input_hash(document, replace(RUN, lexicon_hash="x")),
        input_hash(document, replace(RUN, tool_version="x")),
    }
    assert len(hashes) == 6
    assert input_hash(document, replace(RUN, options="x")) == input_hash(document, RUN)


def test_a_rule_changed_anywhere_below_a_room_is_another_run(tmp_path: Path) -> None:
    folders = {path.parent for room in CODE for path in (PACKAGE / room).rglob("*.py")}
    for folder in folders:
        copied = tmp_path / folder.relative_to(PACKAGE)
        copied.mkdir(parents=True, exist_ok=True)
        (copied / "rule.py").write_text("old")
    for folder in folders:
        before = hash_code(tmp_path)
        (tmp_path / folder.relative_to(PACKAGE) / "rule.py").write_text("new")
        assert hash_code(tmp_path) != before, folder


def test_current_run_is_the_same_twice() -> None:
    assert current_run({"publisher": "x"}) == current_run({"publisher": "x"})
    assert json.loads(current_run({"publisher": "é"}).options) == {"publisher": "é"}
