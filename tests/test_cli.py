"""The commands: help, output, and what they print."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import STORY, attrib_process, failed_on, run

from attrib import __version__
from attrib.cli import COMMANDS, attrib


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with one story, story.txt."""
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


# Help


@pytest.mark.parametrize("name", ["list", "show", "log", "merge", "split", "alias", "undo", "import", "export"])
def test_every_command_on_speakers_has_help_with_an_example_of_itself(name: str) -> None:
    result = run("speakers", name, "--help")
    assert result.exit_code == 0
    assert f"\n  Example:\n    attrib speakers {name} " in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    usage, text = result.stdout.split("\n\n", 1)
    assert usage.startswith(f"Usage: attrib {name} ") and len(text.split("\n\n")[0].strip()) > 30
    _before, heading, shown = result.stdout.partition("\n  Example:\n")
    assert heading, "no Example section"
    assert any(line.strip().startswith(f"attrib {name}") for line in shown.splitlines())


def test_every_option_of_every_command_has_help() -> None:
    for name in COMMANDS:
        command = attrib.get_command(attrib.make_context("attrib", [name, "--help"], resilient_parsing=True), name)
        assert command is not None
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), (
                f"{name} {parameter.name}"
            )


def test_commands_are_those_of_the_folder() -> None:
    folder = Path(__file__).parent.parent / "attrib" / "commands"
    marks = ("\n@click.command(", "\n@click.group(")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    assert {name for name, text in texts.items() if any(mark in text for mark in marks)} == set(COMMANDS)


def test_help_lists_the_commands_and_version_is_told() -> None:
    listed = run("--help").stdout
    assert all(f"\n  {name} " in listed for name in COMMANDS)
    assert run("--version").stdout == f"attrib, version {__version__}\n"
    assert attrib_process("--version").stdout == f"attrib, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], ["lark", "rich", "datasette", "sqlite_utils", "sqlite3", "attrib.pipeline", "attrib.read"]),
        (["extract", "story.txt"], ["rich", "datasette", "sqlite_utils", "sqlite3", "uvicorn"]),
        (["ingest", "news.db", "story.txt"], ["rich", "datasette", "uvicorn"]),
        (["audit", "news.db"], ["datasette", "uvicorn", "lark"]),
        (["serve", "--help"], ["datasette", "uvicorn", "lark", "rich"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_command_imports_only_what_it_needs(folder: Path, arguments: list[str], unwanted: list[str]) -> None:
    script = (
        "import sys\nfrom attrib.cli import attrib\n"
        f"attrib.main({arguments!r}, standalone_mode=False) if {arguments[0]!r} != 'audit' else __import__('attrib.commands.audit')\n"
        "print('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    loaded = done.stdout.partition("LOADED ")[2].split()
    assert loaded, done.stderr
    assert not set(unwanted) & set(loaded)


# extract


def test_extract_prints_a_line_a_document(folder: Path) -> None:
    Path("more.jsonl").write_text(
        '{"id": "one", "text": "Rain fell."}\n{"id": "two", "text": "The sun shone, Ek said."}\n'
    )
    result = run("extract", "story.txt", "more.jsonl", "--publisher", "The Lantern")
    assert result.exit_code == 0 and result.stderr == ""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["id"] for document in found] == ["story.txt", "one", "two"]
    assert found[0]["articles"][0]["publisher"] == "The Lantern"
    contents = [STORY[s:e] for row in found[0]["attributions"] for s, e in row["content"]]
    assert '"The mine will close,"' in contents
    assert [path.name for path in sorted(folder.iterdir())] == ["more.jsonl", "story.txt"]


def test_extract_prints_the_same_bytes_from_standard_input_in_any_locale(folder: Path) -> None:
    line = json.dumps({"id": "é", "text": "“Café,” Ek said."}, ensure_ascii=False) + "\n"
    first = attrib_process("extract", "-", input=line)
    plain = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONHASHSEED": "7"}
    assert first.returncode == 0, first.stderr
    assert attrib_process("extract", "-", input=line, env=plain).stdout == first.stdout
    assert json.loads(first.stdout)["id"] == "é"


def test_extract_answers_a_stream_line_by_line(folder: Path) -> None:
    command = [sys.executable, "-m", "attrib", "extract", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for name in (b"1", b"2"):
            process.stdin.write(b'{"id": "%s", "text": "Rain fell, Ek said."}\n' % name)
            process.stdin.flush()
            # The answer is here before the next line is written.
            assert json.loads(process.stdout.readline())["id"] == name.decode()
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.skipif(os.name == "nt", reason="needs a shell pipe")
def test_a_reader_that_stops_early_is_no_error(folder: Path) -> None:
    lines = "".join(f'{{"id": "{number}", "text": "Rain fell, Ek said."}}\n' for number in range(2000))
    Path("many.jsonl").write_text(lines)
    done = subprocess.run(
        f"'{sys.executable}' -m attrib extract many.jsonl | head -n 1",
        shell=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b"" and done.stdout.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_an_interrupt_ends_with_130(folder: Path) -> None:
    import signal

    with subprocess.Popen(
        [sys.executable, "-m", "attrib", "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b'{"id": "1", "text": "Rain."}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert b"Traceback" not in process.stderr.read()


# ingest, show, chain, audit, explain


def test_ingest_counts_and_changes_nothing_the_second_time(folder: Path) -> None:
    first = run("ingest", "news.db", "story.txt")
    assert first.exit_code == 0 and first.stderr == ""
    assert first.stdout.startswith("news.db: 1 document added, 0 changed, 0 unchanged; ")
    content = Path("news.db").read_bytes()
    second = run("ingest", "news.db", "story.txt")
    assert second.stdout == "news.db: 0 documents added, 0 changed, 1 unchanged; 0 attributions stored\n"
    assert Path("news.db").read_bytes() == content
    told = run("ingest", "news.db", "story.txt", "--publisher", "The Lantern")
    assert told.stdout.startswith("news.db: 0 documents added, 1 changed")
    assert [path.name for path in sorted(folder.iterdir())] == ["news.db", "story.txt"]


@pytest.fixture
def stored(folder: Path) -> Path:
    """Stand beside news.db, which holds the story."""
    assert run("ingest", "news.db", "story.txt", "--publisher", "The Lantern").exit_code == 0
    return folder / "news.db"


@pytest.mark.parametrize("name", ["1", "story.txt"])
def test_show(stored: Path, name: str) -> None:
    result = run("show", "news.db", name)
    assert result.exit_code == 0
    assert STORY.strip() in result.stdout and "\x1b" not in result.stdout
    assert '"The mine will close,"\n' in result.stdout
    (line,) = run("show", "news.db", name, "--json").stdout.splitlines()
    found = json.loads(line)
    assert found["article"]["publisher"] == "The Lantern"
    for row in found["attributions"]:
        text = found["article"]["text"]
        assert " … ".join(text[s:e] for s, e in row["spans"].get("content", [])) == row["content_text"]


def test_show_and_chain_say_what_is_not_there(stored: Path) -> None:
    failed_on(run("show", "news.db", "99"), "news.db", "holds no article 99")
    failed_on(run("chain", "news.db", "volcano"), "news.db", "no quote with the words “volcano”; try fewer of them")


def test_control_characters_of_an_article_never_reach_the_terminal(folder: Path) -> None:
    Path("bad.txt").write_text('"The \x1b[31m mine\x07 will close,\u202e" Jane Doe said.\r\nRain \x9b fell.')
    assert run("ingest", "news.db", "bad.txt").exit_code == 0
    for command in (["show", "news.db", "1"], ["chain", "news.db", "mine"], ["audit", "news.db"]):
        result = run(*command)
        assert result.exit_code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(result.stdout)
    assert json.loads(run("show", "news.db", "1", "--json").stdout)["article"]["text"].count("\x1b") == 1


def test_chain_by_number_key_and_words(stored: Path) -> None:
    (found,) = [json.loads(line) for line in run("chain", "news.db", "--json", "mine", "close").stdout.splitlines()]
    assert found["content_text"] == '"The mine will close,"'
    for quote in (str(found["id"]), found["stable_key"]):
        assert json.loads(run("chain", "news.db", quote, "--json").stdout) == found
    text = run("chain", "news.db", "mine will close").stdout
    assert '"The mine will close,"' in text and "Jane Doe" in text


# Sections that programs of others read.
FIXED = {
    "carried_by", "single_anonymous_root", "loops", "independent_roots", "altered_quotes", "headline_drops", "stance_drift",
    "outlet_credits", "conflicts", "self_contradictions", "copies", "version_changes", "no_response",
}  # fmt: skip


def test_audit(stored: Path) -> None:
    sections = json.loads(run("audit", "news.db", "--json").stdout)
    assert sections.pop("compared") is False and sections.pop("compared_note") == "not compared yet"
    assert set(sections) >= FIXED and all(isinstance(rows, list) for rows in sections.values())
    assert [row["cue_text"] for row in sections["refusals"]] == ["declined to comment"]
    table = run("audit", "news.db").stdout
    assert "Who declined to comment, or would not say?" in table and "declined to comment" in table
    assert max(map(len, table.splitlines())) <= 100
    assert "Not compared yet; for these run attrib compare news.db: Carried by, " in table


def test_audit_prints_few_rows_unless_all_are_asked_for(folder: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"A spokesman for mine {n} declined to comment."}) for n in range(25)]
    Path("many.jsonl").write_text("\n".join(lines))
    assert run("ingest", "news.db", "many.jsonl").exit_code == 0
    assert "… and 5 more (--all)" in run("audit", "news.db").stdout
    everything = run("audit", "news.db", "--all").stdout
    assert "more (--all)" not in everything and "mine 24" in everything


def test_explain() -> None:
    result = run("explain", "The mine will close,", "Doe said.")
    assert result.exit_code == 0
    assert "content_source_cue" in result.stdout
    assert "said" in result.stdout


# serve and demo


def fetch(address: str) -> bytes:
    """Return what is at an address of a server that is just starting."""
    from urllib.request import urlopen

    with urlopen(address, timeout=20) as answer:
        return bytes(answer.read())


@pytest.mark.parametrize(
    "command",
    [["serve", "news.db"], ["serve", "--immutable", "news.db"], ["demo", "--db", "demo.db"]],
    ids=["serve", "unchanging", "demo"],
)
def test_database_is_served_read_only_at_the_address_that_is_told(stored: Path, command: list[str]) -> None:
    before = stored.read_bytes()
    arguments = [sys.executable, "-m", "attrib", *command]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout
            line = next((line for line in process.stdout if line.startswith("Serving ")), "")
            name = Path(command[-1]).stem
            address = line.partition(" at ")[2].split()[0]
            assert address.startswith("http://127.0.0.1:") and address.endswith(f"/{name}/-/attrib")
            assert b"<html" in fetch(address)
            address = address.removesuffix("/-/attrib")
            assert len(json.loads(fetch(f"{address}/attribution.json?_shape=array"))) > 1
            told = json.loads(fetch(f"{address.rsplit('/', 1)[0]}/-/databases.json"))
            databases = told if isinstance(told, list) else told["databases"]  # 0.65, 1.0
            # One that is taken as unchanging would be read wrongly when it is written meanwhile.
            unchanging = "--immutable" in command
            assert [database["is_mutable"] for database in databases if database["name"] == name] == [not unchanging]
        finally:
            process.terminate()
            process.wait(20)
    assert stored.read_bytes() == before


def test_demo_prints_chains_and_audit_and_makes_a_fresh_database(folder: Path) -> None:
    result = run("demo", "--no-serve", "--db", "demo.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Read ") and "Longest reporting chains" in result.stdout
    assert "Who declined to comment" in result.stdout and "browse it with: attrib serve demo.db" in result.stdout
    names = [name for (name,) in sqlite3.connect("demo.db").execute("select source_id from article order by id")]
    assert len(names) >= 8 and all(name.startswith("articles/") for name in names)
    failed_on(run("demo", "--no-serve", "--db", "demo.db"), "demo.db", "exists already; name a new file")
