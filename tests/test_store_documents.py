"""What a document is: each row reads inputs one after the other, and says what is stored then and what was told."""

import json
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from inputs import FERRY, FOG, LATER, MILL, TEXTS, Record, ingest, keys, lines, texts, write
from stored import rows, sound


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the texts below txt/; the database stands in it as x.db."""
    monkeypatch.chdir(tmp_path)
    write("txt", TEXTS)
    return tmp_path


# Each names the folder txt again, from another place.
WAYS: list[tuple[str, str, str]] = [
    ("as before", ".", "txt"),
    ("with a dot", ".", "./txt/"),
    ("with a way round", ".", "txt/../txt"),
    ("absolute", ".", "{here}/txt"),
    ("from the parent folder", "..", "{name}/txt"),
    ("from inside", "txt", "."),
    ("from below", "txt/south", ".."),
    ("through a link", ".", "link"),
]


@pytest.mark.parametrize(("where", "typed"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_a_folder_is_one_however_it_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, typed: str
) -> None:
    (folder / "link").symlink_to(folder / "txt")
    database = str(folder / "x.db")
    assert ingest("txt") == ("3 documents added, 0 changed, 0 unchanged", "")
    before = Path(database).read_bytes()
    monkeypatch.chdir(folder / where)
    again = typed.format(here=folder, name=folder.name)
    assert ingest(again, database=database) == ("0 documents added, 0 changed, 3 unchanged", "")
    assert Path(database).read_bytes() == before


@pytest.mark.parametrize(("where", "typed"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_what_is_stored_does_not_tell_how_a_folder_was_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, typed: str
) -> None:
    (folder / "link").symlink_to(folder / "txt")
    ingest("txt")
    expected = (
        rows(Path("x.db"), "select * from article"),
        rows(Path("x.db"), "select source_id, kind, name, input from document"),
    )
    monkeypatch.chdir(folder / where)
    other = str(folder / "y.db")
    ingest(typed.format(here=folder, name=folder.name), database=other)
    told = (
        rows(Path(other), "select * from article"),
        rows(Path(other), "select source_id, kind, name, input from document"),
    )
    assert told == expected
    assert keys(other) == keys(str(folder / "x.db"))


def test_all_ways_in_one_command_are_one_reading(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "txt")
    typed = ["txt", "./txt", str(folder / "txt"), "link", "txt/ferry.txt", "link/south/fog.txt"]
    assert ingest(*typed) == ("3 documents added, 0 changed, 0 unchanged", "")


def test_a_database_moves_with_its_texts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("story/txt", TEXTS)
    ingest("story/txt", database="story/x.db")
    before = keys("story/x.db")
    Path("elsewhere").mkdir()
    Path("story").rename("elsewhere/moved")
    assert ingest("elsewhere/moved/txt", database="elsewhere/moved/x.db")[0].endswith("0 changed, 3 unchanged")
    assert keys("elsewhere/moved/x.db") == before


def test_files_of_one_name_in_two_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """(cd A; ingest ../x.db .) and (cd B; ingest ../x.db .), both with 1.txt and south/2.md."""
    for name, one, two in (("A", FERRY, MILL), ("B", FOG, LATER)):
        write(folder / name, {"1.txt": one, "south/2.md": two})
        monkeypatch.chdir(folder / name)
        assert ingest(".", database="../x.db") == ("2 documents added, 0 changed, 0 unchanged", "")
    monkeypatch.chdir(folder / "A")
    assert ingest(".", "../B", database="../x.db") == ("0 documents added, 0 changed, 4 unchanged", "")
    assert texts("../x.db") == [FERRY, MILL, FOG, LATER]


def test_a_file_with_another_text_is_the_same_document(folder: Path) -> None:
    ingest("txt")
    before = rows(Path("x.db"), "select id, stable_key from article")
    write("txt", {"ferry.txt": LATER, "south/fog.txt": MILL.replace("Torv", "Alder")})
    assert ingest("./txt") == ("0 documents added, 2 changed, 1 unchanged", "")
    assert rows(Path("x.db"), "select id, stable_key from article") == before
    assert rows(Path("x.db"), "select count(*) from article_version") == [(5,)]


# Names of files that a system takes and UTF-8 does not.
@pytest.mark.skipif(os.name != "posix", reason="a name is bytes on POSIX only")
def test_names_that_are_no_text_stay_apart(folder: Path) -> None:
    for number, name in enumerate((b"odd/a\xff.txt", b"odd/a\xfe.txt", "odd/a\ufffd.txt".encode())):
        Path("odd").mkdir(exist_ok=True)
        Path(os.fsdecode(name)).write_text(f"{number} ships were late, Lena Dorn said.", encoding="utf-8")
    assert ingest("odd") == ("3 documents added, 0 changed, 0 unchanged", "")
    assert ingest("./odd/") == ("0 documents added, 0 changed, 3 unchanged", "")


A: Record = {"text": FERRY}
B: Record = {"text": MILL}
C: Record = {"text": FOG}
U, V = "https://vale.example/1", "https://vale.example/2"
# Streams one after the other, each with what is printed and the number of problems; then how many articles there are.
Step = tuple[list[Record], str, int]
STREAMS: dict[str, tuple[list[Step], int]] = {
    "a second stream replaces nothing": ([([A], "1 added", 0), ([B], "1 added", 0), ([C, A], "1 added, 1 unchanged", 0)], 3),
    "a stream again, in another order": ([([A, B, C], "3 added", 0), ([C, B, A], "3 unchanged", 0)], 3),
    "a line that comes twice": ([([A, A], "1 added, 1 unchanged", 0), ([A, B, A, B], "1 added, 3 unchanged", 0)], 2),
    "layout is no other text": ([([A], "1 added", 0), ([{"text": FERRY.replace("\n\n", "\n \n")}], "1 changed", 0)], 1),
    "an agency's text in two outlets": (
        [([A | {"publisher": "Vale Gazette"}, A | {"publisher": "The Keel"}], "2 added", 0),
         ([A | {"publisher": "The Keel"}], "1 unchanged", 0), ([A | {"publisher": "The Mast"}], "1 added", 0)], 3),
    "a publisher told later": ([([A], "1 added", 0), ([A | {"publisher": "The Keel"}], "1 changed", 0)], 1),
    "another title": ([([A | {"title": "Ferry"}], "1 added", 0), ([A | {"title": "No boat"}], "1 changed", 0)], 1),
    "ids, other texts": ([([A | {"id": "7"}], "1 added", 0), ([B | {"id": "7"}], "1 added", 1),
                          ([B | {"id": "7"}, A | {"id": "7"}], "2 unchanged", 0)], 2),
    "an id in small words": ([([{"id": "7", "text": "Rain."}], "1 added", 0), ([{"id": "7", "text": "Sun."}], "1 added", 1)], 2),
    "an id as a number": ([([A | {"id": 7}], "1 added", 0), ([A | {"id": "7"}], "1 unchanged", 0)], 1),
    "an id, a later text": ([([A | {"id": "7"}], "1 added", 0), ([{"id": "7", "text": LATER}], "1 changed", 0)], 1),
    "three of one id": ([([A | {"id": "7"}, B | {"id": "7"}, C | {"id": "7"}], "3 added", 2),
                         ([C | {"id": "7"}], "1 unchanged", 0)], 3),
    "two of one id in one run, nearly the same": (
        [([A | {"id": "7"}, {"id": "7", "text": LATER}], "2 added", 1), ([A | {"id": "7"}, {"id": "7", "text": LATER}], "2 unchanged", 0)], 2),
    "ids that are near": ([([A | {"id": "7"}], "1 added", 0), ([B | {"id": "07"}], "1 added", 0)], 2),
    "one address, two texts, one run": ([([A | {"url": U, "id": "1"}, B | {"url": U, "id": "2"}], "2 added", 1),
                                         ([A | {"url": U, "id": "1"}, B | {"url": U, "id": "2"}], "2 unchanged", 0)], 2),
    "one address, two texts, no ids": ([([A | {"url": U}, B | {"url": U}], "2 added", 1), ([B | {"url": U}], "1 unchanged", 0)], 2),
    "one address, ids and texts, two runs": ([([A | {"url": U, "id": "1"}], "1 added", 0), ([B | {"url": U, "id": "2"}], "1 added", 1)], 2),
    "one address, a later text": ([([A | {"url": U}], "1 added", 0), ([{"url": U, "text": LATER}], "1 changed", 0)], 1),
    "one address, another text": ([([A | {"url": U}], "1 added", 0), ([B | {"url": U}], "1 changed", 0)], 1),
    "one address, other ids, a later text": (
        [([A | {"url": U, "id": "1"}], "1 added", 0), ([{"url": U, "id": "9", "text": LATER}], "1 changed", 0)], 1),
    "one text at two addresses": ([([A | {"url": U}, A | {"url": V}], "2 added", 0), ([A | {"url": V}], "1 unchanged", 0)], 2),
    "an address told later": ([([A | {"id": "7"}], "1 added", 0), ([A | {"id": "7", "url": U}], "1 changed", 0),
                               ([A | {"id": "7"}], "1 changed", 0)], 1),
    "an address told later of another text": ([([A | {"id": "7"}], "1 added", 0), ([B | {"id": "7", "url": U}], "1 added", 0)], 2),
    "blanks around an address": ([([A | {"url": U}], "1 added", 0), ([A | {"url": f" {U} "}], "1 changed", 0)], 1),
    "an address of blanks": ([([A | {"url": "  "}], "1 added", 0), ([B | {"url": "  "}], "1 added", 0)], 2),
}  # fmt: skip


@pytest.mark.parametrize("name", STREAMS)
def test_streams(folder: Path, name: str) -> None:
    steps, articles = STREAMS[name]
    for records, printed, problems in steps:
        counted, told = ingest("-", stdin=lines(*records))
        expected = {"added": 0, "changed": 0, "unchanged": 0}
        for part in printed.split(", "):
            number, word = part.split()
            expected[word] = int(number)
        assert [int(number) for number in re.findall(r"\d+", counted)] == list(expected.values()), told
        assert len(told.splitlines()) == problems
    sound(Path("x.db"))
    assert len(texts()) == articles
    # Nothing that was given is gone: it is an article, or a version of one.
    kept = {text for (text,) in rows(Path("x.db"), "select text from article_version")}
    assert {str(record["text"]) for records, _, _ in steps for record in records} <= kept


@pytest.mark.parametrize("name", STREAMS)
def test_the_same_lines_in_files(folder: Path, name: str) -> None:
    """As streams, each step a file of its own: nothing that was given is gone, and a second reading changes nothing."""
    steps, _ = STREAMS[name]
    for number, (records, _, _) in enumerate(steps):
        Path(f"{number}.jsonl").write_bytes(lines(*records))
        ingest(f"{number}.jsonl")
    kept = {text for (text,) in rows(Path("x.db"), "select text from article_version")}
    assert {str(record["text"]) for records, _, _ in steps for record in records} <= kept
    before = Path("x.db").read_bytes()
    last = f"{len(steps) - 1}.jsonl"
    assert ingest(last)[0].startswith("0 documents added, 0 changed")
    assert Path("x.db").read_bytes() == before


# Two files of JSON lines in one command or in two: which articles there are, and what is told.
ONE_COMMAND = (True, False)


@pytest.mark.parametrize("together", ONE_COMMAND)
def test_an_id_in_two_files(folder: Path, together: bool) -> None:
    Path("a.jsonl").write_bytes(lines(A | {"id": "7"}))
    Path("b.jsonl").write_bytes(lines(C | {"id": "8"}, B | {"id": "7"}))
    told = "".join(
        ingest(*inputs)[1] for inputs in ([("a.jsonl", "b.jsonl")] if together else [("a.jsonl",), ("b.jsonl",)])
    )
    assert told.splitlines() == [
        'b.jsonl, line 2: id "7" is also that of another text, read from a.jsonl, article 1 of the database; both are '
        "kept, give each its own id"
    ]
    assert texts() == [FERRY, FOG, MILL]
    assert ingest("b.jsonl", "a.jsonl") == ("0 documents added, 0 changed, 3 unchanged", "")
    # Each goes on as it began: the one of its file.
    Path("b.jsonl").write_bytes(lines({"id": "7", "text": MILL.replace("secret", "high")}))
    assert ingest("b.jsonl") == ("0 documents added, 1 changed, 0 unchanged", "")
    assert texts() == [FERRY, FOG, MILL.replace("secret", "high")]


def test_two_lines_of_one_address_are_both_named(folder: Path) -> None:
    Path("a.jsonl").write_bytes(lines(A | {"id": "first", "url": U}, B | {"id": "second", "url": U}))
    _, told = ingest("a.jsonl")
    assert told.startswith(f'a.jsonl, line 2: {U} of "second" is also that of another text, "first", read from a.jsonl')
    assert sorted(texts()) == sorted([FERRY, MILL])


def test_two_files_of_one_address(folder: Path) -> None:
    for name, text in (("a.txt", FERRY), ("b.txt", MILL)):
        Path(name).write_text(text, encoding="utf-8")
        _, told = ingest(name, options=("--url", U))
    assert "b.txt" in told and '"a.txt"' in told
    assert texts() == [FERRY, MILL]


@pytest.mark.parametrize("command", [("ingest", "x.db"), ("extract",)])
@pytest.mark.parametrize(
    ("inputs", "refused"),
    [
        (["txt"], True), (["txt/ferry.txt", "txt/south/fog.txt"], True), (["txt/ferry.txt", "-"], True),
        (["txt/ferry.txt"], False), (["txt/ferry.txt", "./txt/ferry.txt"], False), (["txt/../txt/south/fog.txt"], False),
        (["alone"], False),
    ],
)  # fmt: skip
def test_one_address_is_of_one_input(folder: Path, command: tuple[str, ...], inputs: list[str], refused: bool) -> None:
    write("alone", {"a.txt": FOG})
    result = run(*command, *inputs, "--url", U, stdin=b"")
    assert result.exit_code == (2 if refused else 0)
    assert ("--url is the address of one page" in result.stderr) == refused
    assert not refused or not Path("x.db").exists()


def test_front_matter_that_gets_an_address(folder: Path) -> None:
    ingest("txt")
    write("txt", {"ferry.txt": f"---\nurl: {U}\n---\n{FERRY}"})
    assert ingest("txt") == ("0 documents added, 1 changed, 2 unchanged", "")
    write("txt", {"ferry.txt": f"---\nurl: {V}\n---\n{MILL}"})
    assert ingest("txt")[0].startswith("1 document added")
    assert len(texts()) == 4


SHOWN: list[tuple[str, str]] = [
    ("txt/ferry.txt", FERRY), ("./txt/ferry.txt", FERRY), ("{here}/txt/ferry.txt", FERRY), ("link/ferry.txt", FERRY),
    ("seven", MILL), (U, FOG), ("with address", FOG), ("1", FERRY),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), SHOWN, ids=[name for name, _ in SHOWN])
def test_show_finds_an_article_by_each_of_its_names(folder: Path, name: str, text: str) -> None:
    (folder / "link").symlink_to(folder / "txt")
    ingest("txt/ferry.txt")
    ingest("-", stdin=lines(B | {"id": "seven"}, C | {"url": U, "id": "with address"}))
    result = run("show", "x.db", name.format(here=folder), "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["article"]["text"] == text


def test_show_says_where_there_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest("txt/ferry.txt")
    monkeypatch.chdir("txt")
    assert run("show", "../x.db", "ferry.txt").exit_code == 0
    assert run("show", "../x.db", "fog.txt").exit_code == 1
    assert run("show", "../x.db", "\0").exit_code == 1


def test_ids_of_extract_stay_as_they_were_given(folder: Path) -> None:
    Path("a.jsonl").write_bytes(lines(A | {"id": "7", "url": U}, B))
    result = run("extract", "./txt/ferry.txt", "a.jsonl")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["./txt/ferry.txt", "7", "a.jsonl:2"]


def test_many_of_one_id_cost_no_more_each(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib.store import documents

    compared: list[int] = []

    def counting(inner: Callable[..., float]) -> Callable[..., float]:
        def share(*values: tuple[str, ...]) -> float:
            compared.append(1)
            return inner(*values)

        return share

    monkeypatch.setattr(documents, "shared", counting(documents.shared))
    for turn in range(2):
        ingest("-", stdin=lines(*({"id": "7", "text": f"Boat {turn} {number} sank."} for number in range(150))))
    assert rows(Path("x.db"), "select count(*) from document") == [(300,)]
    assert len(compared) <= 150 * 17  # some are looked up twice, at the start of a batch


def test_a_moved_document_leaves_its_key_to_nobody(folder: Path) -> None:
    """An id that got an address keeps its articles; the next text of that id is another article."""
    ingest("-", stdin=lines(A | {"id": "7"}))
    ingest("-", stdin=lines(A | {"id": "7", "url": U}))
    ingest("-", stdin=lines(B | {"id": "7"}))
    assert texts() == [FERRY, MILL]
    connection = sqlite3.connect("x.db")
    assert connection.execute("select count(distinct stable_key) from article").fetchone() == (2,)
    connection.close()
