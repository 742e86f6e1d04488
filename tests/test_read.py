"""Reading files, folders and streams."""

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.errors import InputError
from attrib.read import ReadOptions, read_paths, total_bytes
from attrib.read.options import iso_day
from attrib.read.text import decode, take_front_matter
from attrib.records import Document, Problem


def read(*paths: object, **options: object) -> tuple[list[Document], list[str]]:
    """Return the documents, and the problems as lines."""
    found = list(read_paths([str(path) for path in paths], ReadOptions(**options)))  # type: ignore[arg-type]
    documents = [item for item in found if isinstance(item, Document)]
    return documents, [f"{item.where}: {item.message}" for item in found if isinstance(item, Problem)]


def test_text_is_kept_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Café\r\n“Yes,”\rsaid Ek.\n".encode())
    documents, problems = read(file)
    assert documents == [Document(str(file), "Café\r\n“Yes,”\rsaid Ek.\n")]
    assert problems == []


def test_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfRain fell.")
    (tmp_path / "b.txt").write_bytes("Rain fell.".encode("utf-16"))
    documents, problems = read(tmp_path)
    assert [document.text for document in documents] == ["Rain fell.", "Rain fell."]
    assert problems == []


def test_name_is_the_id_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text("Rain fell.")
    assert [document.id for document in read("news/a.txt")[0]] == ["news/a.txt"]
    assert [document.id for document in read("news/")[0]] == ["news/a.txt"]
    assert [document.id for document in read("./news/a.txt")[0]] == ["./news/a.txt"]


def test_folder_is_read_in_order_below_and_without_hidden_or_other_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "z/c.TXT", "z/d.jpg", ".hidden/e.txt", ".f.txt", "g.jsonl"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text('{"id": "g", "text": "Rain fell."}' if name == "g.jsonl" else "Rain fell.")
    documents, problems = read(tmp_path)
    names = [str(Path(document.id).relative_to(tmp_path)) if document.id != "g" else "g" for document in documents]
    assert names == ["a.txt", "b.md", "g", "z/c.TXT"]
    assert problems == [f"{tmp_path}: 5 files: 4 read, 1 left out: 1 .jpg"]


def test_options_fill_what_the_input_does_not_say(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        {"id": "1", "text": "Rain.", "publisher": "The Keel", "date": "2031-03-04T10:00Z"},
        {"id": 2, "text": "Sun."},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    documents, problems = read(file, publisher="The Lantern", date="2030-01-01", url="u", title="t")
    assert documents == [
        Document("1", "Rain.", "t", "The Keel", "2031-03-04", "u"),
        Document("2", "Sun.", "t", "The Lantern", "2030-01-01", "u"),
    ]
    assert problems == []


def test_front_matter_is_told_and_blanked_in_place(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    text = '---\ntitle: "A: b"\r\npublisher: The Keel\nDate: 2031-03-04\ntags:\n  - rain\nurl: https://keel.example/a\n---\nRain.'
    file.write_bytes(text.encode())
    (document,), problems = read(file, publisher="The Lantern")
    assert (document.title, document.publisher, document.date) == ("A: b", "The Keel", "2031-03-04")
    assert document.url == "https://keel.example/a"
    assert len(document.text) == len(text)
    assert document.text.strip() == "Rain." and document.text.index("Rain.") == text.index("Rain.")
    assert [at for at, sign in enumerate(document.text) if sign == "\n"] == [
        at for at, s in enumerate(text) if s == "\n"
    ]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "---\nHe said: go.\nThen rain fell.\n---\nMore.",  # a rule above a paragraph
        "---\npublisher: The Keel\nno end",
        "\n---\npublisher: The Keel\n---\nnot at the top",
        "----\npublisher: The Keel\n----\n",
        "--- a\npublisher: The Keel\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert take_front_matter(text) == (text, {})


@given(st.text(alphabet="-:\n\r ab\t", max_size=60))
def test_front_matter_keeps_length_and_line_ends(text: str) -> None:
    blanked, _told = take_front_matter(f"---\n{text}")
    assert len(blanked) == len(text) + 4
    assert [sign for sign in blanked if sign in "\r\n"] == [sign for sign in f"---\n{text}" if sign in "\r\n"]


def test_bad_date_is_reported_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("---\ndate: March 4\n---\nRain.")
    (tmp_path / "b.jsonl").write_text('{"id": "b", "text": "Rain.", "date": "2031-02-30"}')
    documents, problems = read(tmp_path)
    assert [document.date for document in documents] == [None, None]
    assert 'date "March 4" is not like 2031-03-04' in problems[0]
    assert "b.jsonl, line 1" in problems[1] and "2031-02-30" in problems[1]


def test_a_day_may_be_called_as_attrib_calls_it(tmp_path: Path) -> None:
    lines = [{"text": "Rain.", "published": "2031-03-04T09:00Z"}, {"text": "Sun.", "date": "2031-03-05", "published": "2031-03-06"},
             {"text": "Hail.", "published": "March 4"}, {"text": "Fog."}]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    documents, problems = read(tmp_path)
    assert [document.date for document in documents] == ["2031-03-04", "2031-03-05", None, None]
    assert len(problems) == 1 and '"published" "March 4" is not like' in problems[0]


BAD_FILES = [
    ("empty.txt", b"", "is empty; nothing to read"),
    ("blank.txt", b" \n\t\n", "is empty; nothing to read"),
    ("only_front.txt", b"---\ntitle: A\n---\n", "is empty; nothing to read"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture, not text"),
    ("noise.txt", bytes(range(128, 256)) * 3, "not UTF-8, nor is it other text; name its encoding with --encoding"),
    ("codes.txt", b"\x01\x02\xe9" * 40, "name its encoding with --encoding"),
    ("page.html", b"<p>Rain.</p>", ".html files are not read"),
    ("empty.jsonl", b"\n\n", "is empty; nothing to read"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_FILES, ids=[name for name, _c, _m in BAD_FILES])
def test_bad_file_is_one_problem_that_names_it(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    documents, (problem,) = read(file)
    assert documents == []
    assert problem.startswith(str(file)) and message in problem
    assert "\n" not in problem


BAD_LINES = [
    (
        b'{"id": "1", "text": Rain}',
        "is not JSON (Expecting value, column 21); correct or remove the line",
    ),
    (b'["Rain."]', "is not a JSON object"),
    (b'{"id": "1"}', 'has no "text"'),
    (b'{"id": "1", "text": 5}', '"text" is not a string'),
    (b'{"id": "1", "text": "  "}', '"text" is empty'),
    (b'{"id": {}, "text": "Rain."}', '"id" is neither'),
    (b'{"id": "1", "text": "Rain.", "publisher": ["x"]}', '"publisher" is not a string'),
    (b'{"id": "1", "text": "Caf\xe9"}', "byte 24 is not UTF-8"),
    (b'{"id": "1", "text": "a\0b"}', "is not JSON"),
    (b"[" * 200_000, "nested too deep"),
    (b'{"id": "0", "text": "again"}', 'id "0" was read before from'),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_bad_line_is_named_by_its_number_and_the_rest_goes_on(tmp_path: Path, line: bytes, message: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"id": "0", "text": "Rain."}\n\n' + line + b'\n{"text": "Sun."}\n')
    documents, (problem,) = read(file)
    assert [document.id for document in documents] == ["0", f"{file}:4"]
    assert message in problem
    assert problem.startswith(f"{file}, line 3: ") or "was read before" in message


def test_wrong_encoding_is_assumed_and_said_or_given(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("“Café,” said Ek.".encode("cp1252"))
    (document,), (problem,) = read(file)
    assert document.text == "“Café,” said Ek."
    assert "read as Windows-1252" in problem and "--encoding" in problem
    (document,), problems = read(file, encoding="cp1252")
    assert document.text == "“Café,” said Ek." and problems == []
    documents, (problem,) = read(file, encoding="ascii")
    assert documents == [] and "byte 0 is not ascii" in problem


def test_missing_file_and_folder_without_text(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("Rain.")
    documents, problems = read(tmp_path / "no.txt", tmp_path / "empty", tmp_path / "a.txt")
    assert len(documents) == 1
    assert problems[0] == f"{tmp_path / 'no.txt'}: no such file or folder; check the name"
    assert problems[1].startswith(f"{tmp_path / 'empty'}: holds no text (.txt, .md")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may read everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rain.")
    file.chmod(0)
    assert read(file)[1] == [f"{file}: may not be read; change its permissions"]


def test_too_large_inputs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell. " * 10)
    (tmp_path / "b.jsonl").write_text(f'{{"id": "1", "text": "{"Rain. " * 20}"}}\n{{"id": "2", "text": "Sun."}}\n')
    documents, problems = read(tmp_path, max_bytes=64)
    assert [document.id for document in documents] == ["2"]
    assert "a.txt: 110 bytes, limit 64 bytes (--max-bytes)" in problems[0]
    assert "b.jsonl, line 1: longer than 64 bytes (--max-bytes)" in problems[1]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rain.")
    documents, problems = read(file, tmp_path, file)
    assert len(documents) == 1 and problems == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b'{"id": "1", "text": "Rain."}\nnonsense\n')
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    documents, (problem,) = read("-")
    assert [document.id for document in documents] == ["1"]
    assert problem.startswith("standard input, line 2: is not JSON")


def test_half_of_a_surrogate_pair_becomes_one_sign(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "1", "text": "Rain \\ud83d fell.", "title": "\\udc00"}')
    (document,), problems = read(file)
    assert document.text == "Rain \ufffd fell." and document.title == "\ufffd"
    assert problems == []


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "utf-16"]))
def test_decode_gives_text_or_says_why_not(content: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(content, encoding)
    except InputError as error:
        assert str(error) and "\n" not in str(error)
    else:
        decoded.text.encode("utf-8")


@given(st.binary(max_size=200))
def test_any_line_gives_documents_or_problems(content: bytes) -> None:
    from attrib.read.jsonl import read_lines

    for found in read_lines("x", io.BytesIO(content), ReadOptions()):
        assert isinstance(found, Document | Problem)


@pytest.mark.parametrize(
    "value", ["4 March 2031", "2031-3-4", "2031-02-30", "", "20310304", "2031-03-045", "2031-W10-2"]
)
def test_not_an_iso_day(value: str) -> None:
    assert iso_day(value) is None


def test_total_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain.")
    assert total_bytes([str(tmp_path), "missing.txt"]) == 5
    assert total_bytes([str(tmp_path), "-"]) is None
