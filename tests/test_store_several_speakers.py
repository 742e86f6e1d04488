"""Those who speak together: a row and a page for each, nobody of a joined name, and the joined ones of older databases."""

import json
import sqlite3
from pathlib import Path

import pytest
from command_line import run
from datasette.app import Datasette  # type: ignore[import-untyped]
from people import store
from sqlite_utils import Database
from stored import rows, sound

from attrib.store.migrations import MIGRATIONS, migrate
from attrib.store.together import add_together

BOTH = ("1", "Sela Brandt of Lamford and Ines Dask of Verin said the school would shut. Brandt said it was late.")
ALONE = ("2", "Ines Dask, the mayor of Verin, said the school was safe.")
OTHERS = (
    "3",
    "Omar Leik and his supporters said the vote was stolen. Norway and Sweden said they agreed. Ana Ford met Paul Ford. "
    "Ford and Sela Brandt said it was late.",
)
_ALL = """select article.source_id, told.position, told.name, told.kind, told.status, speaker.name
  from attribution_speaker as told join attribution on attribution.id = told.attribution_id
  join article on article.id = attribution.article_id left join speaker on speaker.id = told.speaker_id
  order by article.source_id, attribution.sequence, told.position"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store(tmp_path / "news.db", [BOTH, ALONE, OTHERS])


def test_each_has_a_row(path: Path) -> None:
    assert rows(path, _ALL) == [
        ("1", 0, "Sela Brandt", "person", "stated", "Sela Brandt"),
        ("1", 1, "Ines Dask", "person", "stated", "Ines Dask"),
        ("1", 0, "Sela Brandt", "person", "inferred", "Sela Brandt"),
        ("2", 0, "Ines Dask", "person", "stated", "Ines Dask"),
        ("3", 0, "Omar Leik", "person", "stated", "Omar Leik"),
        ("3", 1, "Omar Leik's supporters", "anonymous", "stated", "Omar Leik's supporters"),
        ("3", 0, "Norway", "organisation", "stated", "Norway"),
        ("3", 1, "Sweden", "organisation", "stated", "Sweden"),
        ("3", 0, "Ford", "person", "unresolved", None),
        ("3", 1, "Sela Brandt", "person", "stated", "Sela Brandt"),
    ]
    sound(path)


def test_nobody_bears_a_joined_name(path: Path) -> None:
    for statement in ("select name from speaker", "select form from alias", "select name from hop"):
        assert not [name for (name,) in rows(path, statement) if ";" in str(name) or " and " in str(name)]


def test_the_first_stands_in_the_attribution_itself(path: Path) -> None:
    assert not rows(
        path,
        "select 1 from attribution join attribution_speaker as told on told.attribution_id = attribution.id"
        " and told.position = 0 where told.speaker_id is not attribution.speaker_id or told.name is not speaker_name",
    )


def test_the_second_is_one_speaker_over_the_articles(path: Path) -> None:
    """What is said of her in one article is told of her in the other; both quotes are counted."""
    found = json.loads(run("speakers", "list", str(path), "Dask", "--json").stdout)
    assert (found["attributions"], found["articles"], found["role"]) == (2, 2, "mayor of Verin")
    found = json.loads(run("speakers", "list", str(path), "Brandt", "--json").stdout)
    assert (found["attributions"], found["articles"]) == (3, 2)


def test_a_second_speaker_is_merged_like_any(path: Path) -> None:
    assert run("speakers", "merge", str(path), "Ines Dask", "Omar Leik").exit_code == 0
    assert [name for *_rest, name in rows(path, _ALL)].count("Ines Dask") == 3
    sound(path)


def test_reading_again_changes_nothing(path: Path) -> None:
    before = rows(path, "select * from attribution_speaker")
    store(path, [BOTH, ALONE, OTHERS])
    assert rows(path, "select * from attribution_speaker") == before


def test_steps_name_those_beside_the_first(path: Path) -> None:
    assert rows(path, "select name, beside from hop where position = 0 order by attribution_id limit 2") == [
        ("Sela Brandt", '["Ines Dask"]'),
        ("Sela Brandt", "[]"),
    ]


# A database of the schema before, with what it held of those who speak together.
_OLD = """
insert into document (id, source_id, input_hash) values (1, 'a', 'h');
insert into article (id, stable_key, document_id, source_id, position) values (1, 'key-1', 1, 'a', 0);
insert into article_version (id, article_id, text_hash, text, start, end) values (1, 1, 't', 'text', 0, 4);
insert into speaker (id, stable_key, name, kind) values (1, 's1', 'Sela Brandt; Ines Dask', 'person'),
  (2, 's2', 'Sela Brandt', 'person'), (3, 's3', 'the clerk; Ada Roe', 'person'), (4, 's4', 'Norway; Sweden', 'organisation');
insert into appearance (id, stable_key, article_id, kind, name, speaker_id) values (1, 'ap', 1, 'person', 'Sela Brandt', 2);
insert into alias (speaker_id, form, reason) values (1, 'Brandt; Mrs Dask', 'named'), (2, 'Brandt', 'family_name');
insert into mention (speaker_id, article_id, start, end) values (1, 1, 0, 4), (3, 1, 0, 2);
"""
_ATTRIBUTION = """insert into attribution (id, stable_key, article_id, version_id, sequence, pattern, relation, type,
    stance, confidence, content_text, cue_text, source_text, sentence_text, implicit, negated, speaker_id,
    speaker_status, speaker_kind, speaker_name, rule, words_of, candidates)
  values (?, ?, 1, 1, ?, 'source_cue_clause', 'speech', 'direct', 'neutral', 1.0, 'x', 'said', 'them', 'x', 0, 0,
    ?, ?, ?, ?, ?, ?, ?)"""


def _older(path: Path) -> None:
    db = Database(path)
    migrate(db, MIGRATIONS[: [change for _name, change in MIGRATIONS].index(add_together)])
    db.conn.executescript(_OLD)
    found = (
        (1, "stated", "person", "Sela Brandt; Ines Dask", "group", "Sela Brandt; Ines Dask", "[]"),
        (1, "inferred", "person", "Sela Brandt; Ines Dask", "pronoun", None, "[]"),
        (2, "stated", "person", "Sela Brandt", "own_name", None, "[]"),
        (3, "stated", "person", "the clerk; Ada Roe", "group", None, "[]"),
        (4, "inferred", "organisation", "Norway; Sweden", "counted", None, "[]"),
        (None, "unresolved", "person", "Ford; Ada Roe", "group", None, '["Ana Ford", "Paul Ford"]'),
        (None, None, None, None, "", None, "[]"),
        (None, "stated", "unknown", "a note; a sign", "own_words", None, "[]"),
    )
    for number, (speaker, status, kind, name, rule, owner, fits) in enumerate(found, 1):
        values = (number, f"k{number}", number, speaker, status, kind, name, rule, owner, fits)
        db.conn.execute(_ATTRIBUTION, values)
        db.conn.execute(
            "insert into hop (attribution_id, position, name, kind, speaker_id, status, via) values (?, 0, ?, ?, ?, ?, ?)",
            (
                number,
                name or "unknown source",
                kind or "unknown",
                speaker,
                "stated" if speaker else "unknown",
                "source" if speaker else "unresolved",
            ),
        )
    for table in ("article_fts", "attribution_fts"):
        db.conn.execute(f"insert into {table} ({table}) values ('rebuild')")
    db.conn.commit()
    db.close()


def test_joined_speakers_of_an_older_database_are_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    _older(path)
    db = Database(path)
    migrate(db)
    db.close()
    told = rows(path, "select attribution_id, position, name, kind, status from attribution_speaker")
    assert told == [
        (1, 0, "Sela Brandt", "person", "stated"), (1, 1, "Ines Dask", "person", "stated"),
        (2, 0, "Sela Brandt", "person", "inferred"), (2, 1, "Ines Dask", "person", "inferred"),
        (3, 0, "Sela Brandt", "person", "stated"),
        (4, 0, "the clerk", "role", "stated"), (4, 1, "Ada Roe", "person", "stated"),
        (5, 0, "Norway", "organisation", "inferred"), (5, 1, "Sweden", "organisation", "inferred"),
        (6, 0, "Ford", "person", "unresolved"), (6, 1, "Ada Roe", "person", "unresolved"),
        (8, 0, "a note; a sign", "unknown", "stated"),
    ]  # fmt: skip
    joined = "select count(*) from speaker where instr(name, ';')"
    assert rows(path, joined) == [(0,)]
    assert {name for (name,) in rows(path, "select name from speaker")} == {
        "Sela Brandt", "Ines Dask", "the clerk", "Ada Roe", "Norway", "Sweden",
    }  # fmt: skip
    assert rows(path, "select id, speaker_id from attribution where speaker_name = 'Sela Brandt'") == [
        (1, 2),
        (2, 2),
        (3, 2),
    ]
    assert rows(path, "select words_of from attribution where id = 1") == [("Sela Brandt and Ines Dask",)]
    assert rows(path, "select name, beside from hop where attribution_id in (1, 6)") == [
        ("Sela Brandt", '["Ines Dask"]'),
        ("Ford", '["Ada Roe"]'),
    ]
    named = "select speaker.name, {} from {} join speaker on speaker.id = speaker_id order by 1, 2"
    assert rows(path, named.format("form", "alias")) == [("Ines Dask", "Mrs Dask"), ("Sela Brandt", "Brandt"), ("Sela Brandt", "Brandt")]  # fmt: skip
    assert rows(path, named.format("start", "mention")) == [
        ("Ada Roe", 0), ("Ines Dask", 0), ("Sela Brandt", 0), ("the clerk", 0),
    ]  # fmt: skip
    assert (
        rows(path, "select candidates from attribution_speaker where attribution_id = 6")
        == [
            ('["Ana Ford", "Paul Ford"]',),
        ]
        * 2
    )
    sound(path)


def test_an_older_database_goes_on(tmp_path: Path) -> None:
    """A second ingest links the speakers that were taken apart with those of new articles."""
    path = tmp_path / "old.db"
    _older(path)
    store(path, [ALONE])
    found = "select count(distinct told.speaker_id), count(*) from attribution_speaker as told where name = 'Ines Dask'"
    assert rows(path, found) == [(1, 3)]
    assert sqlite3.connect(path).execute("pragma foreign_key_check").fetchall() == []


async def _page(path: Path, address: str) -> str:
    return str((await Datasette([str(path)]).client.get(address)).text)


async def test_both_have_a_page_with_the_joint_quote(path: Path) -> None:
    for name, other in (("Sela Brandt", "Ines Dask"), ("Ines Dask", "Sela Brandt")):
        ((key,),) = rows(path, f"select stable_key from speaker where name = '{name}'")
        page = await _page(path, f"/news/-/attrib/speaker/{key}")
        assert "the school would shut" in page and "with <a" in page and other in page
        told = json.loads(await _page(path, f"/news/-/attrib/speaker/{key}.json"))
        assert ["Sela Brandt", "Ines Dask"] in [[one["name"] for one in row["speakers"]] for row in told["quotes"]]
        assert all(row["speaker"] == row["speakers"][0] for row in told["quotes"])
        assert "Sela Brandt; Ines Dask" in await _page(path, f"/news/-/attrib/speaker/{key}.csv")
        assert "Sela Brandt and Ines Dask" in await _page(path, f"/news/-/attrib/speaker/{key}.atom")


async def test_a_quote_names_all_who_speak(path: Path) -> None:
    ((key,),) = rows(path, "select stable_key from attribution order by id limit 1")
    page = await _page(path, f"/news/-/attrib/quote/{key}")
    assert "<title>" in page and "Sela Brandt and Ines Dask" in page and "Sela Brandt, with Ines Dask" in page
    told = json.loads(await _page(path, f"/news/-/attrib/quote/{key}.json"))
    assert told["chain"][0]["beside"] == ["Ines Dask"]


def test_the_terminal_names_all_who_speak(path: Path) -> None:
    printed = run("chain", str(path), "the school would shut").stdout
    assert "Sela Brandt, with Ines Dask (person)" in printed
    found = json.loads(run("chain", str(path), "the school would shut", "--json").stdout.splitlines()[0])
    assert [one["name"] for one in found["speakers"]] == ["Sela Brandt", "Ines Dask"]


def test_questions_count_each(path: Path) -> None:
    found = json.loads(run("audit", str(path), "--json", "--section", "most_quoted").stdout)
    counted = {row["speaker"]: row["attributions"] for row in found["most_quoted"]}
    assert (counted["Ines Dask"], counted["Sela Brandt"], counted["Sweden"]) == (2, 3, 1)
    assert not [row for row in rows(path, "select speaker from v_never_quoted") if row[0] in counted]
    assert [name for name, _ in rows(path, "select speaker, content_text from v_speaker_quotes")].count(
        "Ines Dask"
    ) == 2
