"""What is not text is not read as text: kinds under any name, near misses that are news, folders, pipes and links."""

import json
import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import run
from file_kinds import KINDS, NEWS
from hypothesis import given
from hypothesis import strategies as st
from test_read import read

from attrib.read import ReadOptions
from attrib.read.jsonl import read_lines
from attrib.read.kinds import kind_of_bytes, kind_of_text
from attrib.records import Document

IDS = [f"{what}-{number}" for number, (what, _) in enumerate(KINDS)]


@pytest.mark.parametrize("name", ["story.txt", "story.md", "STORY"])
@pytest.mark.parametrize(("what", "content"), KINDS, ids=IDS)
def test_what_is_not_text_is_told_under_any_name(tmp_path: Path, what: str, content: bytes, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    documents, (problem,) = read(file)
    assert documents == []
    assert problem.startswith(f"{file}: is {what}, not text; ") and "\n" not in problem


@pytest.mark.parametrize(("what", "content"), KINDS, ids=IDS)
def test_a_stream_of_something_else_is_one_problem(what: str, content: bytes) -> None:
    (problem,) = read_lines("standard input", BytesIO(content), ReadOptions())
    assert not isinstance(problem, Document) and problem.where == "standard input"
    if content.startswith(b"\xff\xfe"):
        what = "UTF-16"
    elif what.startswith("a table"):
        what = "a table"
    assert problem.message.startswith(f"is {what}, not ")


@pytest.mark.parametrize(("what", "content"), [one for one in KINDS if b"\0" not in one[1][:200]])
def test_a_text_in_json_lines_is_looked_at_too(what: str, content: bytes) -> None:
    if kind_of_bytes(content) or content.startswith(b"\xff\xfe"):
        return
    line = json.dumps({"text": content.decode("utf-8-sig")}).encode()
    bad, good = read_lines("a.jsonl", BytesIO(line + b'\n{"text": "Rain fell."}\n'), ReadOptions())
    assert not isinstance(bad, Document) and bad.where == "a.jsonl, line 1"
    assert bad.message == f'"text" is {what}, not news text; put the words of the article alone in it'
    assert isinstance(good, Document)


@pytest.mark.parametrize("text", NEWS)
@pytest.mark.parametrize("name", ["a.txt", "a.vtt", "a.srt", "a", "report.2031-03-04"])
def test_news_that_looks_like_something_else_is_read(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    (document,), problems = read(file)
    assert document.text.endswith(text[-12:]) and problems == []
    assert kind_of_text(text) is None


def test_markdown_with_a_few_elements_is_read() -> None:
    figure = '<figure><img src="a.png"><figcaption>The bridge</figcaption></figure>\n\n'
    assert kind_of_text("# Bridge safe\n\n" + figure + "The mayor said the bridge was safe.\n\n" * 40) is None


@given(st.text(alphabet='<>/abp!-?{}[]":,\t\n \\WARC1.0FromSubject', max_size=300))
def test_any_text_is_looked_at_without_an_error(text: str) -> None:
    kind_of_text(text)


# Endings


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("page.html", ["(an HTML page)", ".txt"]),
        ("page.ASP", [".ASP files are not read (an HTML page)"]),
        ("feed.rss", ["(a feed (RSS or Atom))"]),
        ("letter.eml", ["(mail)", "without its headers"]),
        ("crawl.warc", ["(a web archive (WARC))"]),
        ("page.mhtml", ["(a saved web page (MHTML))"]),
        ("story.rtf", ["(an RTF document)"]),
        ("rows.tsv", ["(a table (CSV or TSV))", ".jsonl"]),
        ("rows.csv", ["(a table (CSV or TSV))", ".jsonl"]),
        ("all.json", ["jq -c '.[]' FILE"]),
        ("all.jsonl.gz", ["(a compressed file or an archive)", "unpack it"]),
        ("story.docx", ["(an office document)"]),
        ("story.xyz", [".xyz files are not read; save the text as one of .txt, .md"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_endings_are_told_with_what_to_do(tmp_path: Path, name: str, parts: list[str]) -> None:
    file = tmp_path / name
    file.write_text("The mayor said no.")
    documents, (problem,) = read(file)
    assert documents == [] and problem.startswith(f"{file}: {file.suffix} files are not read")
    assert all(part in problem for part in parts) and "\n" not in problem
    file.unlink()
    assert read(file)[1] == [f"{file}: no such file or folder; check the name"]


def test_an_array_beside_lines_is_told_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "1", "text": "Rain."}\n[{"id": "2", "text": "Sun."}]\n')
    documents, (problem,) = read(file)
    assert len(documents) == 1 and "line 2: is not a JSON object" in problem and "jq -c '.[]'" in problem


# Folders


def _folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Rain fell in {name}, Ek said.")
    return tmp_path


def test_what_is_left_out_of_a_folder_is_counted_by_ending(tmp_path: Path) -> None:
    names = [f"{n}.html" for n in range(12)] + [
        "a.txt",
        "z/b.md",
        "z/c.PDF",
        "z/d.pdf",
        "LICENSE",
        ".e.html",
        ".f/g.html",
    ]
    documents, problems = read(_folder(tmp_path, *names))
    assert len(documents) == 2
    assert problems == [f"{tmp_path}: 17 files: 2 read, 15 left out: 12 .html, 2 .pdf, 1 without ending"]


def test_a_file_that_is_refused_is_not_counted_as_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "a.txt", "b.jpg")
    (folder / "c.txt").write_text("<p>Rain.</p><p>Sun.</p>")
    _documents, problems = read(folder)
    assert problems[0].startswith(f"{folder / 'c.txt'}: is an HTML page")
    assert problems[1] == f"{folder}: 3 files: 1 read, 1 not (see above), 1 left out: 1 .jpg"


def test_a_folder_of_texts_alone_and_one_without_any(tmp_path: Path) -> None:
    assert read(_folder(tmp_path / "a", "a.txt", "b.vtt"))[1] == []
    documents, problems = read(_folder(tmp_path / "b", "a.csv", "b.csv", "c.html"))
    assert documents == [] and len(problems) == 1
    assert problems[0].startswith(f"{tmp_path / 'b'}: holds no text (.txt") and "but 2 .csv, 1 .html;" in problems[0]


@pytest.mark.parametrize(("name", "code"), [("a.jpg", 0), ("b.txt", 1)], ids=["left out", "refused"])
@pytest.mark.parametrize("command", [["extract"], ["ingest", "news.db"]], ids=["extract", "ingest"])
def test_what_is_left_out_by_rule_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], name: str, code: int
) -> None:
    monkeypatch.chdir(_folder(tmp_path, "news/a.txt"))
    Path("news", name).write_text("<p>Rain.</p><p>Sun.</p>")
    result = run(*command, "news")
    assert result.exit_code == code
    assert len(result.stderr.splitlines()) == 1 and result.stderr.startswith("news")


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _folder(tmp_path, "a.txt", "closed/b.txt", "open/c.txt")
    really_scan = os.scandir

    def scan(place: str) -> object:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied", place)
        return really_scan(place)

    monkeypatch.setattr(os, "scandir", scan)
    documents, problems = read(folder)
    assert len(documents) == 2
    assert problems == [f"{folder / 'closed'}: may not be read; change its permissions"]
    assert read(folder / "closed")[1] == [f"{folder / 'closed'}: may not be read; change its permissions"]


needs_links = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "z.jsonl")


def _device(folder: Path) -> None:
    (folder / "z.jsonl").symlink_to("/dev/zero")


def _itself(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "z.txt")


def _nothing(folder: Path) -> None:
    (folder / "z.txt").symlink_to(folder / "gone.txt")


def _round(folder: Path) -> None:
    (folder / "z").symlink_to(folder, target_is_directory=True)


def _parent(folder: Path) -> None:
    (folder / "deep" / "deeper").mkdir(parents=True)
    (folder / "deep" / "deeper" / "up").symlink_to(folder.parent, target_is_directory=True)


@needs_links
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_pipe, "1 pipe or device"),
        (_device, "1 pipe or device"),
        (_itself, "1 broken link"),
        (_nothing, "1 broken link"),
        (_round, "1 linked folder"),
        (_parent, "1 linked folder"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_folder_with_what_has_no_end_is_read(tmp_path: Path, make: Callable[[Path], None], told: str) -> None:
    folder = _folder(tmp_path / "news", "a.txt")
    make(folder)
    documents, problems = read(folder)
    assert [document.text for document in documents] == ["Rain fell in a.txt, Ek said."]
    assert problems == [f"{folder}: 2 files: 1 read, 1 left out: {told}"]


@needs_links
def test_a_linked_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("Rain fell, Ek said.")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    documents, problems = read(tmp_path / "news")
    assert len(documents) == 1 and problems == []


class Endless:
    """A stream of one byte that never ends, and counts how often it is asked."""

    def __init__(self, start: bytes, byte: bytes = b"x") -> None:
        self.start, self.byte, self.given = start, byte, 0

    def readline(self, limit: int) -> bytes:
        """Return what a file without line ends would."""
        line, self.start = self.start[:limit], self.start[limit:]
        if not line.endswith(b"\n"):
            line += self.byte * (limit - len(line))
        self.given += len(line)
        return line


@pytest.mark.parametrize(
    ("start", "byte", "told"),
    [
        (b"", b"\0", ["is a binary file, not JSON lines"]),
        (
            b'{"text": "Rain."}\n{"text": "',
            b"x",
            ["longer than 1000 bytes", "has no end; what is behind it is not read"],
        ),
        (b'{"text": "', b" ", ["longer than 1000 bytes", "has no end"]),
    ],
    ids=["zeros", "a second line", "the first line"],
)
def test_a_line_that_never_ends_is_left(start: bytes, byte: bytes, told: list[str]) -> None:
    stream = Endless(start, byte)
    found = [one for one in read_lines("x", stream, ReadOptions(max_bytes=1000)) if not isinstance(one, Document)]  # type: ignore[arg-type]
    assert len(found) == len(told) and all(part in one.message for part, one in zip(told, found, strict=True))
    assert stream.given <= 100_000


def test_plain_text_on_standard_input_is_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Bridge is safe\n\n" + "The mayor said the bridge was safe.\n" * 50
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(text.encode())))
    documents, (problem,) = read("-")
    assert documents == [] and problem.startswith("standard input: is text, not JSON lines; ")


def test_broken_first_lines_do_not_stop_the_rest() -> None:
    lines = b'broken\n\n{"text": "Rain."}\nbroken\n{"text": "Sun."}\n'
    found = list(read_lines("x", BytesIO(lines), ReadOptions()))
    assert [one.text if isinstance(one, Document) else one.where for one in found] == [
        "x, line 1",
        "Rain.",
        "x, line 4",
        "Sun.",
    ]
