"""Every command with an output that cannot be written, that nobody reads any more, or that knows few characters."""

import errno
import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run

from attrib import cli
from attrib.commands import output

# Quotes, a name and a sign that no Western code page has; a smiling face is two units in JSON.
STORY = "Mölk mill to close\n\nALDER, March 4 (Norda Wire) — “The mill will close – ☃ 😀,” said Łucja Doe, the company’s head, on Monday.\n\nA spokesman declined to comment.\n"
SAMPLE = {"id": "1", "text": STORY, "attributions": []}

# Every command that prints, in a folder with news.db, story.txt, gold.jsonl and people.csv.
COMMANDS = [
    ["--help"],
    ["--version"],
    ["audit", "--help"],
    ["extract", "story.txt"],
    ["ingest", "more.db", "story.txt"],
    ["compare", "news.db"],
    ["compare", "news.db", "--json"],
    ["show", "news.db", "1"],
    ["show", "news.db", "1", "--json"],
    ["show", "news.db", "1", "--versions"],
    ["chain", "news.db", "mill"],
    ["chain", "news.db", "mill", "--json"],
    ["audit", "news.db"],
    ["audit", "news.db", "--json"],
    ["audit", "news.db", "--html", "audit.html"],
    ["speakers", "list", "news.db"],
    ["speakers", "list", "news.db", "--json"],
    ["speakers", "show", "news.db", "1"],
    ["speakers", "log", "news.db"],
    ["speakers", "import", "news.db", "people.csv"],
    ["speakers", "export", "--all", "news.db"],
    ["outlets", "export", "--all", "news.db"],
    ["explain", "“The mill will close,” said Łucja Doe."],
    ["explain", "--text", "story.txt"],
    ["explain", "--text", "story.txt", "--json"],
    ["evaluate", "gold.jsonl"],
    ["evaluate", "gold.jsonl", "--json", "--errors", "3"],
    ["demo", "--no-serve", "--db", "demo.db"],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the commands read."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "gold.jsonl").write_text(json.dumps(SAMPLE) + "\n")
    (folder / "people.csv").write_text("name\nŁucja Doe\n", encoding="utf-8")
    assert (
        run("ingest", str(folder / "news.db"), str(folder / "story.txt"), "--publisher", "The Łantern").exit_code == 0
    )
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a copy of that folder; what a command line sets for its process is put back."""
    for file in made.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    threshold = gc.get_threshold()
    yield tmp_path
    gc.set_threshold(*threshold)


class Raw(io.RawIOBase):
    """The end of a stream: keeps what is written, or fails with an error from some number of bytes on."""

    def __init__(self, number: int = 0, most: int = sys.maxsize) -> None:
        self.number, self.most, self.kept = number, most, b""

    def writable(self) -> bool:
        """Return that it is."""
        return True

    def write(self, content: object, /) -> int:
        """Keep some bytes, or raise."""
        told = bytes(content)  # type: ignore[call-overload]
        if len(self.kept) + len(told) > self.most:
            raise OSError(self.number, os.strerror(self.number))
        self.kept += told
        return len(told)


def stream(raw: Raw, encoding: str = "utf-8") -> io.TextIOWrapper:
    """Return a stream as Python opens one."""
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding)


def main(monkeypatch: pytest.MonkeyPatch, arguments: list[str], out: Raw, encoding: str = "utf-8") -> tuple[int, str]:
    """Run a command line as the program does; return the exit code and what stood on standard error."""
    told = Raw()
    monkeypatch.setattr(sys, "argv", ["attrib", *arguments])
    monkeypatch.setattr(sys, "stdout", stream(out, encoding))
    monkeypatch.setattr(sys, "stderr", stream(told))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), told.kept.decode()


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_an_output_that_cannot_be_written_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], number: int
) -> None:
    code, told = main(monkeypatch, arguments, Raw(number, 0))
    assert code == 1
    (line,) = [line for line in told.splitlines() if "annotated attribution" not in line]
    assert line.startswith("Error: cannot write standard output: " + os.strerror(number))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_stops_is_told_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    code, told = main(monkeypatch, arguments, Raw(errno.EPIPE, 0))
    assert (code, told) == (1, "")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_character_that_the_output_does_not_know_is_escaped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], encoding: str
) -> None:
    out = Raw()
    code, told = main(monkeypatch, arguments, out, encoding)
    assert code == 0 and "Traceback" not in told
    # Lists and JSON lines are UTF-8 whatever the terminal has; click takes ASCII for a terminal that was not set up.
    plain = "export" in arguments or arguments[0] == "extract" or encoding == "ascii"
    text = out.kept.decode("utf-8" if plain else encoding)
    if "--json" in arguments:
        for line in text.splitlines():
            json.loads(line)
    if arguments[:2] == ["show", "news.db"] and "--json" in arguments:
        assert json.loads(text)["article"]["text"].strip() == STORY.strip()
    if arguments == ["show", "news.db", "1"]:
        assert "\\u2603 \\ud83d\\ude00" in text


def test_streams_of_others_are_left_and_missing_ones_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = io.StringIO()
    monkeypatch.setattr(sys, "stdout", mine)
    monkeypatch.setattr(sys, "stderr", None)
    output.guard_output()
    assert sys.stdout is mine
    sys.stderr.write("nobody hears")
    monkeypatch.setattr(sys, "stdout", None)
    output.guard_output()
    assert output.written_out(lambda: print("x")) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device and a shell pipe")
def test_full_device_and_closed_pipe(folder: Path) -> None:
    command = f"'{sys.executable}' -m attrib audit news.db --json"
    full = subprocess.run(f"{command} > /dev/full", shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert full.returncode == 1
    assert full.stderr.startswith("Error: cannot write standard output: ") and full.stderr.count("\n") == 1
    piped = subprocess.run(f"{command} | head -c1", shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert (piped.stdout, piped.stderr) == ("{", "")
    closed = subprocess.run(f"{command} >&-", shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert closed.returncode == 1 and closed.stderr.count("\n") == 1
