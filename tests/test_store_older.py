"""A database of an older attrib (schema 15): all of it is kept, and its inputs are known again when they are read."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from command_line import run
from stored import rows, sound

LANDED = Path(__file__).parent / "fixtures" / "landed"
# What is kept for good. What comparing remembers for itself ("told", "wording" …) may be made anew.
KEPT = (
    "run", "document", "outlet", "speaker", "alias", "article", "article_version", "zone", "attribution", "span", "hop",
    "mention", "statement_date", "headline", "review", "anonymity", "appearance", "appearance_form", "speaker_merge",
    "speaker_anchor", "variant_cluster", "variant", "past_attribution", "version_step", "version_change", "article_copy",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the older database as made.db, and the inputs that it was made from."""
    shutil.copytree(LANDED, tmp_path, dirs_exist_ok=True)
    connection = sqlite3.connect(tmp_path / "made.db")
    connection.executescript((LANDED / "made.sql").read_text(encoding="utf-8"))
    connection.close()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ingest(*inputs: str, stdin: bytes = b"") -> str:
    result = run("ingest", "made.db", *inputs, stdin=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout.partition(": ")[2].partition(";")[0]


Columns = dict[str, list[str]]


def columns() -> Columns:
    """Return the columns of each of these tables."""
    return {name: [str(row[1]) for row in rows(Path("made.db"), f"pragma table_info({name})")] for name in KEPT}


def kept(of: Columns) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows, of the tables and columns named."""
    found = {table: rows(Path("made.db"), f"select {', '.join(names)} from {table}") for table, names in of.items()}
    return {table: sorted(values, key=repr) for table, values in found.items()}


def migrate() -> None:
    """Bring the database up to date by the least that a command does to it: an empty list of outlets."""
    Path("none.csv").write_text("name\n", encoding="utf-8")
    result = run("outlets", "import", "made.db", "none.csv")
    assert result.exit_code == 0, result.output


def decided() -> list[list[tuple[object, ...]]]:
    """Return what people have decided, and what of the comparing they see."""
    statements = (
        "select stable_key, verdict, note, reviewer from review order by 1",
        "select stable_key, status from attribution where status <> 'auto' order by 1",
        "select stable_key, action, name, evidence, undone from speaker_merge where origin = 'user' order by 1",
        "select kind, name_key, tag, article_key from speaker_anchor order by id",
        "select distinct speaker.name, speaker.kind, group_concat(article_id) over (partition by speaker_id) from ("
        " select distinct speaker_id, article_id from appearance order by 2) join speaker on speaker.id = speaker_id order by 1, 3",
        "select name, aliases, domains, kind from outlet where listed = 'user' order by 1",
        "select stable_key, text, articles from variant_cluster order by 1",
    )
    return [rows(Path("made.db"), statement) for statement in statements]


def test_all_of_it_is_migrated(folder: Path) -> None:
    had = columns()
    before = kept(had)
    assert len(before["attribution"]) == 28 and len(before["article_version"]) == 9 and len(before["review"]) == 3
    migrate()
    sound(folder / "made.db")
    after = kept(had)
    for table, found in before.items():
        # The built-in list of outlets is put in by any import.
        assert set(found) <= set(after[table]) if table.startswith("outlet") else found == after[table], table
    assert rows(
        folder / "made.db", "select publisher, published from article_version where id in (4, 9, 1) order by id"
    ) == [
        (None, None),
        ("Seabird Gazette", "2031-05-06"),
        ("The Quay Lantern", "2031-05-04"),
    ]


@pytest.mark.parametrize(
    "typed",
    [["texts", "lines.jsonl"], ["./texts/", "./lines.jsonl"], ["{here}/texts", "{here}/lines.jsonl"], ["."]],
    ids=["as before", "with a dot", "absolute", "all of the folder"],
)
def test_its_inputs_are_known_again(folder: Path, typed: list[str]) -> None:
    (folder / "stream.jsonl").rename(folder / "stream")
    keys = "select id, stable_key from article order by id"
    articles, decisions = rows(folder / "made.db", keys), decided()
    own = "select stable_key from attribution where article_id = 1 and status = 'rejected'"
    rejected = rows(folder / "made.db", own)
    assert ingest(*(name.format(here=folder) for name in typed)) == "0 documents added, 6 changed, 0 unchanged"
    assert ingest("-", stdin=(folder / "stream").read_bytes()) == "0 documents added, 2 changed, 0 unchanged"
    sound(folder / "made.db")
    assert rows(folder / "made.db", keys) == articles
    assert rows(folder / "made.db", "select count(*) from article_version") == [(9,)]
    assert rows(folder / "made.db", own) == rejected != []
    assert rows(folder / "made.db", "select count(*) from document where kind = 'old'") == [(0,)]
    assert run("compare", "made.db").exit_code == 0
    assert decided() == decisions
    for again in (["texts", "lines.jsonl"], ["./texts", "./lines.jsonl"]):
        assert ingest(*again) == "0 documents added, 0 changed, 6 unchanged"
    assert ingest("-", stdin=(folder / "stream").read_bytes()) == "0 documents added, 0 changed, 2 unchanged"


def test_from_inside_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "texts")
    result = run("ingest", "../made.db", ".")
    assert ": 0 documents added, 3 changed, 0 unchanged" in result.stdout


def test_a_text_that_changed_meanwhile_is_a_version(folder: Path) -> None:
    file = folder / "texts" / "south" / "mill.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("200 workers", "240 workers"), encoding="utf-8")
    assert ingest("./texts") == "0 documents added, 3 changed, 0 unchanged"
    assert rows(folder / "made.db", "select count(*) from article_version where article_id = 3") == [(2,)]


@pytest.mark.parametrize(
    ("title", "versions"), [("Dam is cracked, inspector says", 1), ("Dam is said to be safe", 2)], ids=["same", "other"]
)
def test_a_title_that_changed_meanwhile_is_a_version(folder: Path, title: str, versions: int) -> None:
    line = json.loads((folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()[0])
    ingest("-", stdin=json.dumps(line | {"title": title}).encode())
    found = rows(folder / "made.db", "select headline from article_version where article_id = 4 order by id")
    assert len(found) == versions and found[0] == ("Dam is cracked, inspector says",)


def test_another_file_of_an_old_name_takes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """texts/ferry.txt, typed in another folder, where it is another text."""
    other = folder / "other" / "texts"
    other.mkdir(parents=True)
    (other / "ferry.txt").write_text("Snow fell on Alder all night, forecaster Nils Berg said.", encoding="utf-8")
    monkeypatch.chdir(folder / "other")
    result = run("ingest", "../made.db", "texts")
    assert ": 1 document added, 0 changed" in result.stdout
    assert rows(folder / "made.db", "select count(*) from article") == [(9,)]


def test_an_old_id_of_another_text_is_told(folder: Path) -> None:
    line = {"id": "7", "text": "Snow fell on Alder all night, forecaster Nils Berg said."}
    result = run("ingest", "made.db", "-", stdin=json.dumps(line).encode())
    assert result.exit_code == 1 and 'id "7" is also that of another text' in result.stderr
    assert rows(folder / "made.db", "select count(*) from article") == [(9,)]


def test_show_knows_the_old_names(folder: Path) -> None:
    migrate()
    for name in ("texts/ferry.txt", "7", "lines.jsonl:3", "https://lantern.example/2031/dam"):
        assert run("show", "made.db", name).exit_code == 0, name
