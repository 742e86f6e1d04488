"""The compiled grammar on disk: read back as it was, never trusted where it is damaged, never in the way."""

import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from attrib.parse.grammar import patterns as grammar
from attrib.parse.grammar import saved

ROOT = Path(__file__).resolve().parent.parent
CONTENT = {"rules": [["start", 7, "", ""]], "states": [{"SUBJ": 3, "$END": -1}, {}], "name": "start"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(saved.SWITCH, str(folder))
    monkeypatch.setattr(grammar, "grammar", grammar.grammar.__wrapped__)  # each call reads the disk again
    return folder


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    saved.save("a.json", tmp_path / "new" / "folder", CONTENT)
    assert saved.fetch("a.json", tmp_path / "new" / "folder") == CONTENT


def test_name_changes_with_each_part() -> None:
    names = {saved.name_of(*parts) for parts in (("a", "1"), ("b", "1"), ("a", "2"), ("a1", ""), ("a", "1", ""))}
    assert len(names) == 5


def test_changed_grammar_is_saved_beside_the_other(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grammar.grammar()
    text = grammar.source_text()
    monkeypatch.setattr(grammar, "source_text", lambda: f"{text}\n// another line\n")
    grammar.grammar()
    assert len(list(place.iterdir())) == 2


def test_saved_grammar_parses_as_the_built_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = grammar.grammar()

    def fail(text: str) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(grammar, "build", fail)
    read = grammar.grammar()
    assert read is not built
    assert (read.rules, read.states) == (built.rules, built.states)
    found = read.match(("SUBJ", "CUE", "THAT", "CLAUSE"))
    assert found == built.match(("SUBJ", "CUE", "THAT", "CLAUSE"))
    assert found is not None


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"",
        lambda body: body[: len(body) // 2],
        lambda body: body.replace(b"start", b"stare"),
        lambda body: b"\x80\x04" + body,
        lambda body: body.partition(b"\n")[2],
    ],
    ids=["empty", "half", "changed", "binary", "no hash"],
)
def test_damaged_file_is_ignored_and_written_again(place: Path, damage: Callable[[bytes], bytes]) -> None:
    grammar.grammar()
    (path,) = place.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert saved.fetch(path.name, place) is None
    assert grammar.grammar().rules
    assert saved.fetch(path.name, place)["rules"]


def test_file_of_something_else_is_ignored_and_written_again(place: Path) -> None:
    grammar.grammar()
    (path,) = place.iterdir()
    saved.save(path.name, place, {"states": [{}]})
    assert grammar.grammar().rules
    assert saved.fetch(path.name, place)["rules"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions are POSIX ones")
@pytest.mark.parametrize("which", ["folder", "file"])
def test_what_others_can_write_is_not_read(place: Path, which: str) -> None:
    grammar.grammar()
    (path,) = place.iterdir()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert saved.fetch(path.name, place) is not None
    (place if which == "folder" else path).chmod(0o777)
    assert saved.fetch(path.name, place) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions are POSIX ones")
def test_nothing_is_written_where_others_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    saved.save("a.json", tmp_path, CONTENT)
    assert not list(tmp_path.iterdir())


def test_link_is_not_followed(tmp_path: Path) -> None:
    saved.save("a.json", tmp_path / "real", CONTENT)
    (tmp_path / "linked").symlink_to(tmp_path / "real", target_is_directory=True)
    assert saved.fetch("a.json", tmp_path / "linked") is None


def test_folder_that_cannot_be_written_is_silently_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    saved.save("a.json", tmp_path, CONTENT)
    (tmp_path / "file").write_text("no folder")
    saved.save("a.json", tmp_path / "file" / "below", CONTENT)
    assert saved.fetch("a.json", tmp_path / "file" / "below") is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_half_written_file_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    saved.save("a.json", tmp_path, CONTENT)
    assert not list(tmp_path.iterdir())


def test_parallel_starts_find_the_same(tmp_path: Path) -> None:
    code = "from attrib.parse.grammar.patterns import match; print(match.__wrapped__(('SUBJ',)))"
    place = tmp_path / "cache"
    environment = {**os.environ, saved.SWITCH: str(place), "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    said = {run.communicate(timeout=60) for run in runs}
    assert said == {(b"None\n", b"")}
    (path,) = place.iterdir()
    assert saved.fetch(path.name, place) is not None


def test_switch_and_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jdoe")
    monkeypatch.setenv("USERPROFILE", "/home/jdoe")
    home = Path("/home/jdoe")
    assert saved.folder({saved.SWITCH: "off"}) is None
    assert saved.folder({saved.SWITCH: "/somewhere"}) == Path("/somewhere")
    assert saved.folder({"XDG_CACHE_HOME": "/var/x"}, "linux") == Path("/var/x/attrib")
    assert saved.folder({"XDG_CACHE_HOME": "relative"}, "linux") == home / ".cache" / "attrib"
    assert saved.folder({}, "linux") == home / ".cache" / "attrib"
    assert saved.folder({}, "darwin") == home / "Library" / "Caches" / "attrib"
    assert saved.folder({}, "win32") == home / "AppData" / "Local" / "attrib"


def test_without_a_folder_nothing_is_kept() -> None:
    saved.save("a.json", None, CONTENT)
    assert saved.fetch("a.json", None) is None


def test_content_is_plain_json(place: Path) -> None:
    grammar.grammar()
    (path,) = place.iterdir()
    assert json.loads(path.read_bytes().partition(b"\n")[2])["states"]
