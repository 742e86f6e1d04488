"""Files that the user names for a report: what stands there keeps its kind and its mode."""

import os
import sqlite3
import stat
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from command_line import run

from attrib.commands.written import write_file
from attrib.errors import DatabaseError
from attrib.evaluate.brat import read_brat

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs modes, links and pipes")


@pytest.fixture
def mask() -> Iterator[Callable[[int], int]]:
    """Give a function that sets the umask, which is put back."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o027, 0o640), (0o002, 0o664)])
def test_a_new_file_has_the_mode_of_the_umask(
    tmp_path: Path, mask: Callable[[int], int], umask: int, mode: int
) -> None:
    mask(umask)
    assert write_file(tmp_path / "a.html", ["Rain ", "fell – so"]) == 16
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "a.html").write_text("old")
    (tmp_path / "a.html").chmod(mode)
    write_file(tmp_path / "a.html", ["new"])
    assert (tmp_path / "a.html").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == mode


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing yet"])
def test_a_link_stays_a_link(tmp_path: Path, there: bool) -> None:
    target, link = tmp_path / "deep" / "b.html", tmp_path / "a.html"
    target.parent.mkdir()
    if there:
        target.write_text("old")
    link.symlink_to(Path("deep") / "b.html")
    write_file(link, ["new"])
    assert link.is_symlink() and target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["b.html"]


def test_a_pipe_and_a_device_are_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as thread:
        read = thread.submit(pipe.read_text)
        write_file(pipe, ["Rain ", "fell"])
        assert read.result(20) == "Rain fell"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_file(link, ["Rain"])
    assert link.is_symlink() and not Path("/dev/null").is_file()


def test_what_cannot_be_written_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "folder").mkdir()
    for name in ("round", "folder", "no/a.html"):
        with pytest.raises(DatabaseError, match=rf"{name}: cannot be written \(.+\); name another file"):
            write_file(tmp_path / name, ["Rain"])

    def broken() -> Iterator[str]:
        yield "Rain"
        raise KeyboardInterrupt

    (tmp_path / "a.html").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.html", broken())
    assert (tmp_path / "a.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "folder", "round"]


def test_the_report_goes_that_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: Callable[[int], int]) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        f'{{"id": "{n}", "text": "Jane Doe said on Monday that the old paper mill beside the river in Ostvik would close for good in May {n}."}}'
        for n in range(3)
    ]
    Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    mask(0o077)
    for command in (["ingest", "news.db", "a.jsonl"], ["compare", "news.db"], ["audit", "news.db", "--html", "a.html"]):
        assert run(*command).exit_code == 0
    assert stat.S_IMODE(Path("a.html").stat().st_mode) == 0o600
    # What comparing keeps does not hang on the order of a set.
    packed = sqlite3.connect("news.db").execute("select says, asking, others from wording where strong").fetchall()
    assert packed
    for blob in (blob for row in packed for blob in row):
        assert list(array("I", blob)) == sorted(array("I", blob))


def test_a_byte_order_mark_before_annotations(tmp_path: Path) -> None:
    text = "“We will appeal,” said Doe."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.ann").write_text(
        "T1\tContent 0 17\t“We will appeal,”\nT2\tCue 18 22\tsaid\nR1\tSays Arg1:T2 Arg2:T1\n", encoding="utf-8-sig"
    )
    (document,) = read_brat(tmp_path)
    assert [relation.content for relation in document.relations] == [((0, 17),)]
