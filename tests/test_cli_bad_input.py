"""What the commands say of wrong usage, bad input and unusable databases, and how they exit."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import STORY, failed_on, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with one story, story.txt."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["extract"],
        ["extract", "--nonsense", "a.txt"],
        ["extract", "a.txt", "--date", "4 March"],
        ["extract", "a.txt", "--encoding", "utf-99"],
        ["extract", "a.txt", "--encoding", "base64"],
        ["extract", "a.txt", "--max-bytes", "0"],
        ["ingest"],
        ["ingest", "news.db"],
        ["show", "news.db"],
        ["chain", "news.db"],
        ["audit"],
        ["explain"],
        ["serve"],
        ["serve", "news.db", "--port", "99999"],
        ["demo", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(folder: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: attrib" in result.stderr and "Error: " in result.stderr
    assert [path.name for path in folder.iterdir()] == ["story.txt"]


# Bad input, by each command that reads text


def _empty() -> str:
    Path("a.txt").touch()
    return "a.txt"


def _binary() -> str:
    Path("a.txt").write_bytes(b"\x7fELF\0\0\0")
    return "a.txt"


def _folder_without_text() -> str:
    Path("pictures").mkdir()
    Path("pictures/a.png").touch()
    return "pictures"


def _missing() -> str:
    return "missing.txt"


def _other_encoding() -> str:
    Path("a.txt").write_bytes("“Café,” Ek said.".encode("cp1252"))
    return "a.txt"


def _noise() -> str:
    Path("a.txt").write_bytes(bytes(range(128, 256)))
    return "a.txt"


def _bad_line() -> str:
    Path("a.jsonl").write_text('{"id": "1", "text": "Rain."}\n{"id": \n')
    return "a.jsonl"


BAD_INPUTS: list[tuple[Callable[[], str], str, str]] = [
    (_empty, "a.txt: ", "is empty; nothing to read"),
    (_binary, "a.txt: ", "is a binary file, not text; save its text as UTF-8"),
    (_folder_without_text, "pictures: ", "holds no text (.txt"),
    (_missing, "missing.txt: ", "no such file or folder; check the name"),
    (_noise, "a.txt: ", "name its encoding with --encoding"),
    (_bad_line, "a.jsonl, line 2: ", "is not JSON"),
]


@pytest.mark.parametrize(("make", "name", "message"), BAD_INPUTS, ids=[make.__name__ for make, _n, _m in BAD_INPUTS])
@pytest.mark.parametrize("command", [["extract"], ["ingest", "news.db"]], ids=["extract", "ingest"])
def test_bad_input_is_told_and_the_others_are_done(
    folder: Path, command: list[str], make: Callable[[], str], name: str, message: str
) -> None:
    result = run(*command, make(), "story.txt")
    failed_on(result, name, message)
    if command[0] == "extract":
        assert '"id": "story.txt"' in result.stdout
    else:
        assert "1 problem, see above" in result.stdout
        stored = sqlite3.connect("news.db").execute("select source_id from document").fetchall()
        assert ("story.txt",) in stored


def test_a_guessed_encoding_is_told_and_no_failure(folder: Path) -> None:
    result = run("extract", _other_encoding())
    assert result.exit_code == 0 and '"id": "a.txt"' in result.stdout
    told = "a.txt: is not UTF-8; read as Windows-1252, name the right encoding with --encoding\n"
    assert result.stderr == told
    result = run("ingest", "news.db", "a.txt")
    assert result.exit_code == 0 and result.stderr == told and "problem" not in result.stdout


def test_encoding_can_be_given(folder: Path) -> None:
    result = run("extract", _other_encoding(), "--encoding", "cp1252")
    assert result.exit_code == 0 and result.stderr == ""


def test_nothing_is_made_where_nothing_could_be_read(folder: Path) -> None:
    failed_on(run("ingest", "news.db", "missing.txt"), "missing.txt")
    assert not Path("news.db").exists()


# Databases


def _not_sqlite() -> None:
    Path("news.db").write_text("Rain fell all day.")


def _of_another_program() -> None:
    connection = sqlite3.connect("news.db")
    connection.execute("create table bird (name text)")
    connection.close()


def _newer() -> None:
    assert run("ingest", "news.db", "story.txt").exit_code == 0
    connection = sqlite3.connect("news.db")
    connection.execute("pragma user_version = 999")
    connection.close()


READERS = [["show", "news.db", "1"], ["chain", "news.db", "mine"], ["audit", "news.db"], ["serve", "news.db"]]
BAD_DATABASES: list[tuple[Callable[[], None], str]] = [
    (_not_sqlite, "is not a SQLite database; name another file"),
    (_of_another_program, "not one of attrib; name another file"),
    (_newer, "was made by a newer attrib"),
    (lambda: Path("news.db").mkdir(), "is a folder; name a file in it"),
]


@pytest.mark.parametrize(("make", "message"), BAD_DATABASES, ids=["text", "other", "newer", "folder"])
@pytest.mark.parametrize("command", [["ingest", "news.db", "story.txt"], *READERS], ids=lambda command: command[0])
def test_bad_database_is_told(folder: Path, make: Callable[[], None], message: str, command: list[str]) -> None:
    make()
    failed_on(run(*command), "Error: news.db: ", message)


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_missing_database_is_told(folder: Path, command: list[str]) -> None:
    failed_on(run(*command), "news.db", "no such database; make one with: attrib ingest news.db FILE")
    assert not Path("news.db").exists()


def test_database_in_a_missing_folder(folder: Path) -> None:
    failed_on(run("ingest", "no/news.db", "story.txt"), "no/news.db", "there is no folder no; make it first")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write to")
def test_database_in_a_read_only_folder(folder: Path) -> None:
    failed_on(
        run("ingest", "/proc/news.db", "story.txt"), "/proc/news.db", "cannot be opened there", "name another folder"
    )


def test_old_sqlite_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    failed_on(run("ingest", "news.db", "story.txt"), "news.db", "attrib needs 3.37 or later; use a newer Python")
    assert not Path("news.db").exists()


def test_taken_port_is_told(folder: Path) -> None:
    import socket

    assert run("ingest", "news.db", "story.txt").exit_code == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        failed_on(run("serve", "news.db", "--port", str(port)), f"127.0.0.1:{port}", "choose another --port")
