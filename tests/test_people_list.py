"""A user's own list of known people: in, matched first, shown, out again; and lists that cannot be used."""

from pathlib import Path

import pytest
from command_line import failed_on, run
from datasette.app import Datasette  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from people import ALDER, BARE, MAYOR, NORDA, speaker_of, store, together
from stored import dumped, rows

from attrib.errors import InputError
from attrib.read.lists import read_list, write_list
from attrib.store.known import COLUMNS

LIST = (
    "name,aliases,wikidata,role,affiliation,kind\n"
    'Jane Doe,"Doe, Jane; J. Q. Doe",Q42,mayor,Alder,person\n'
    "Port Safety Board,PSB,https://www.wikidata.org/wiki/Q7,,,organisation\n"
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_known_people_are_matched_first_and_their_identifier_is_shown(tmp_path: Path, people: Path) -> None:
    path = tmp_path / "news.db"
    assert run("speakers", "import", str(path), str(people)).exit_code == 0
    store(
        path, [ALDER, MAYOR, NORDA, ("5", "J.Q. Doe, the mayor, said it was late."), ("6", "It is open, the PSB said.")]
    )
    assert together(path, "1", "2", "5") and not together(path, "1", "3")
    found = rows(path, "select name, wikidata, role, affiliation from speaker where wikidata is not null order by name")
    assert found == [("Jane Doe", "Q42", "mayor", "Alder"), ("Port Safety Board", "Q7", None, None)]
    shown = run("speakers", "show", str(path), speaker_of(path, "5")).stdout
    assert "Q42" in shown and "known" in shown


async def test_the_identifier_stands_on_the_speakers_page(tmp_path: Path, people: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER])
    run("speakers", "import", str(path), str(people))
    page = await Datasette([str(path)]).client.get(
        f"/news/-/attrib/speaker/{speaker_of(path, '1')}", follow_redirects=True
    )
    assert page.status_code == 200 and "Wikidata Q42" in page.text


def test_a_list_that_comes_later_or_changes_is_matched_at_once(tmp_path: Path, people: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER, NORDA])
    assert run("speakers", "import", str(path), str(people)).exit_code == 0
    assert rows(path, "select wikidata from speaker where affiliation = 'Alder'") == [("Q42",)]
    people.write_text(LIST.replace("mayor,Alder", "professor,Norda University"), encoding="utf-8")
    assert run("speakers", "import", str(path), str(people)).exit_code == 0
    assert rows(path, "select affiliation from speaker where wikidata = 'Q42'") == [("Norda University",)]
    people.write_text("name\nOtto Falk\n", encoding="utf-8")
    assert run("speakers", "import", "--replace", str(path), str(people)).exit_code == 0
    assert rows(path, "select name, kind from known_speaker") == [("Otto Falk", "person")]
    assert rows(path, "select count(*) from speaker where wikidata is not null") == [(0,)]


def test_two_known_people_of_one_name_are_not_guessed_between(tmp_path: Path, people: Path) -> None:
    people.write_text("name,wikidata\nJane Doe,Q1\nJane Doe,Q2\n", encoding="utf-8")
    path = store(tmp_path / "news.db", [BARE])
    assert run("speakers", "import", str(path), str(people)).exit_code == 0
    assert rows(path, "select name, wikidata from speaker") == [("Jane Doe", None)]


def test_a_list_comes_out_as_it_went_in(tmp_path: Path, people: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER, NORDA])
    run("speakers", "import", str(path), str(people))
    first = run("speakers", "export", str(path)).stdout
    assert 'Jane Doe,"Doe, Jane;J. Q. Doe",Q42,mayor,Alder,person' in first
    out = tmp_path / "out.tsv"
    assert run("speakers", "export", str(path), str(out)).exit_code == 0
    assert run("speakers", "import", "--replace", str(path), str(out)).exit_code == 0
    assert run("speakers", "export", str(path)).stdout == first
    every = run("speakers", "export", "--all", str(path)).stdout
    assert every.count("Jane Doe,") == 2 and "Norda University" in every


BAD = [
    ("name,born\nJane Doe,1970\n", "line 1", "born"),
    ("wikidata\nQ1\n", "line 1", "no heading “name”"),
    ("name,name\nJane,Doe\n", "line 1", "twice"),
    ("name,wikidata\n\nJane Doe,42\n", "line 3", "Q42"),
    ("name,kind\nJane Doe,painter\n", "line 2", "painter"),
    ("name,kind\nan official,anonymous\n", "line 2", "anonymous"),
    ("name,role\nJane Doe,mayor,Alder\n", "line 2", "3 cells under 2"),
    ("name,role\n,mayor\n", "line 2", "has no name"),
    ("name,wikidata\nJane Doe,Q1\nJ. Doe,Q1\n", "line 3", "same as line 2"),
    ('name,role\n"Jane Doe,mayor\n', "line ", "quotes"),
    ("", "is empty", "headings"),
    (b"name\nJane\nJos\xe9\n", "line 3", "UTF-8"),
    (b"name\nJane\0Doe\n", "line 2", "zero byte"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "where", "wrong"), BAD)
def test_a_bad_list_is_told_with_file_and_line(tmp_path: Path, content: str | bytes, where: str, wrong: str) -> None:
    people, path = tmp_path / "people.csv", tmp_path / "news.db"
    people.write_bytes(content if isinstance(content, bytes) else content.encode())
    failed_on(run("speakers", "import", str(path), str(people)), "people.csv", where, wrong)
    assert not path.exists()


def test_a_bad_list_changes_nothing(tmp_path: Path, people: Path) -> None:
    path = store(tmp_path / "news.db", [ALDER])
    before = dumped(path)
    people.write_text(LIST + "Otto Falk,,Q,,,\n", encoding="utf-8")
    failed_on(run("speakers", "import", str(path), str(people)), "people.csv, line 4")
    failed_on(run("speakers", "import", str(path), str(tmp_path / "none.csv")), "none.csv", "no such file")
    assert dumped(path) == before


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(write_list(("name",), [{"name": "=1+1"}, {"name": "@roth"}], tabs=False), encoding="utf-8")
    assert "'=1+1" in path.read_text(encoding="utf-8")
    assert [row["name"] for _, row in read_list(path, ("name",))] == ["=1+1", "@roth"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_an_error_of_one_line(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("lists") / "list.csv"
    path.write_bytes(content)
    try:
        for number, row in read_list(path, COLUMNS):
            assert number > 0 and row["name"]
    except InputError as error:
        assert str(error).startswith(str(path))
