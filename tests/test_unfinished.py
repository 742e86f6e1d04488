"""After a stopped run: what is stored is found and counted, or every page and command says that it is unfinished."""

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from browse_site import build_site
from command_line import run
from datasette.app import Datasette  # type: ignore[import-untyped]
from extractions import bridge
from stored import RUN, ingest, rows, sound

from attrib.browse.host import is_first_series
from attrib.store import finish
from attrib.store.database import open_database
from attrib.store.unfinished import unfinished
from attrib.store.writer import Ingest

READING, COMPARING = "an ingest was stopped or is still running", "a comparison was stopped or is still running"


class Killed(BaseException):
    """Stands for a kill in the middle."""


def looked_at(path: Path) -> str:
    """Return what is told of a database."""
    db = open_database(path, create=False)
    try:
        return unfinished(db)
    finally:
        db.close()


def stopped_ingest(path: Path) -> None:
    """Leave a database as a kill behind the first document leaves it."""
    with pytest.raises(Killed), Ingest(path, RUN, batch=1) as writer:
        writer.add(bridge("a.txt"))
        raise Killed


def stopped_comparison(path: Path) -> None:
    """Leave a database as a kill in the first comparison leaves it."""
    ingest(path, bridge("a.txt"))
    connection = sqlite3.connect(path)
    connection.execute("insert into comparison (tool_version, started) values ('0.1', '2031-03-04T09:00:00+00:00')")
    connection.commit()
    connection.close()


MADE = [(stopped_ingest, READING), (stopped_comparison, COMPARING)]


@pytest.fixture(params=MADE, ids=["ingest", "comparison"])
def left(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stand beside news.db, whose last run was stopped; give what is told of it."""
    monkeypatch.chdir(tmp_path)
    make, told = request.param
    make(Path("news.db"))
    return str(told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["chain", "news.db", "volcano"],
        ["chain", "news.db", "1"],
        ["show", "news.db", "1"],
        ["show", "news.db", "1", "--versions"],
        ["audit", "news.db"],
        ["audit", "news.db", "--html", "audit.html"],
        ["speakers", "list", "news.db"],
        ["speakers", "show", "news.db", "1"],
        ["speakers", "export", "--all", "news.db"],
    ],
    ids=" ".join,
)
def test_commands_say_that_it_is_unfinished(left: str, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.stderr.splitlines()[0].startswith(f"news.db: {left}")
    if "--html" in arguments:
        assert f"Unfinished: {left}" in Path("audit.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [["chain", "news.db", "1"], ["show", "news.db", "1"], ["audit", "news.db"], ["speakers", "list", "news.db"]],
)
def test_json_has_it_as_a_field(left: str, arguments: list[str]) -> None:
    for line in run(*arguments, "--json").stdout.splitlines():
        assert json.loads(line)["unfinished"].startswith(left)
    run("ingest", "news.db", "missing.txt")  # any ingest that comes to its end
    run("compare", "news.db")
    result = run(*arguments, "--json")
    assert "unfinished" not in result.stdout and result.stderr == ""


def test_both_are_told_and_a_whole_database_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ingest(path, bridge())
    with sqlite3.connect(path) as connection:
        connection.execute("update run set finished = null")
        connection.execute("insert into comparison (tool_version, started) values ('0.1', '2031')")
    connection.close()
    told = looked_at(path)
    assert READING in told and COMPARING in told
    ingest(path, bridge())
    run("compare", str(path))
    assert looked_at(path) == ""


# Pages

PAGES = ["", "/audit", "/audit/unresolved", "/article/a-cranes", "/quote/q-cranes", "/speaker/1", "/outlet/1", "/graph",
         "/search?q=cranes", "/sides?one=1&other=2"]  # fmt: skip


def built(tmp_path: Path, finished: str | None) -> str:
    """Make the small database, with one run; return its path."""
    path = tmp_path / "news.db"
    build_site(path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into run (tool_version, grammar_hash, lexicon_hash, options, started, finished)"
            " values ('0.1', '', '', '{}', '2031-03-04', ?)",
            (finished,),
        )
    connection.close()
    return str(path)


async def test_every_page_and_format_says_so(tmp_path: Path) -> None:
    served = Datasette([built(tmp_path, None)])
    for page in PAGES:
        response = await served.client.get(f"/news/-/attrib{page}", follow_redirects=True)
        assert response.status_code == 200 and f"Unfinished: {READING}" in response.text, page
        path, _, query = page.partition("?")
        response = await served.client.get(f"/news/-/attrib{path}.json?{query}", follow_redirects=True)
        assert response.json()["unfinished"].startswith(READING), page
    for page, field in (
        ("/search.csv?q=cranes", ""),
        ("/search.atom?q=cranes", ""),
        ("/search.feed.json?q=cranes", "_unfinished"),
    ):
        response = await served.client.get(f"/news/-/attrib{page}")
        assert response.headers["attrib-unfinished"].startswith(READING)
        assert not field or response.json()[field].startswith(READING)


async def test_a_whole_database_says_nothing(tmp_path: Path) -> None:
    served = Datasette([built(tmp_path, "2031-03-04")])
    for page in PAGES:
        response = await served.client.get(f"/news/-/attrib{page}", follow_redirects=True)
        assert "Unfinished" not in response.text and "attrib-unfinished" not in response.headers


async def test_who_may_not_see_the_runs_is_told_nothing_of_them(tmp_path: Path) -> None:
    denied = {"databases": {"news": {"tables": {"run": {"allow": False}}}}}
    path = built(tmp_path, None)
    first = is_first_series(Datasette([]))
    served = Datasette([path], **({"metadata": denied} if first else {"config": denied}))
    assert (await served.client.get("/news/run")).status_code == 403
    response = await served.client.get("/news/-/attrib/search?q=cranes")
    assert response.status_code == 200 and "Unfinished" not in response.text


# Interrupts


def test_an_interrupt_keeps_whole_documents_and_indexes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    really_write = Ingest._write_attributions

    def interrupted(self: Ingest, extraction: Any, *rest: Any) -> None:
        really_write(self, extraction, *rest)
        if extraction.segmented.document.id == "c.txt":
            raise KeyboardInterrupt

    monkeypatch.setattr(Ingest, "_write_attributions", interrupted)
    with pytest.raises(KeyboardInterrupt), Ingest(path, RUN) as writer:
        for name in ("a.txt", "b.txt", "c.txt"):
            writer.add(bridge(name))
    assert rows(path, "select source_id from document") == [("a.txt",), ("b.txt",)]
    assert rows(path, "select count(*) from attribution_fts where attribution_fts match 'bridge'") == [(2,)]
    assert rows(path, "select count(*) from run where finished is null") == [(0,)]
    sound(path)


def test_a_second_interrupt_leaves_the_rest_to_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"

    def again(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(finish, "settle", again)
        with pytest.raises(KeyboardInterrupt), Ingest(path, RUN) as writer:
            writer.add(bridge("a.txt"))
            raise KeyboardInterrupt
    assert rows(path, "select source_id from document") == [("a.txt",)]
    assert READING in looked_at(path)
    assert ingest(path, bridge("a.txt"), bridge("b.txt"))["unchanged"] == 1
    sound(path)


def test_an_interrupt_before_anything_was_stored_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Ingest(tmp_path / "news.db", RUN):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_control_c_in_a_stream(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "attrib", "ingest", "news.db", "-"], cwd=tmp_path,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin and process.stderr
        process.stdin.write(b'{"id": "1", "text": "\\"The mill will close,\\" said Jane Doe on Monday."}\nbroken\n')
        process.stdin.flush()
        assert b"line 2" in process.stderr.readline()  # so the first is written
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr.read().startswith(b"news.db: stopped; what is stored is whole and is being indexed")
    found = run("chain", str(tmp_path / "news.db"), "mill")
    assert found.exit_code == 0 and "Jane Doe" in found.stdout and found.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_few_kills(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {
                "id": str(n),
                "text": f"Mill {n}\n\nJane Doe said mill {n} would close. “It is old,” said Ole Brand, the mayor.",
            }
        )
        for n in range(8)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    script = Path(__file__).parent / "benchmarks" / "killed.py"
    command = [sys.executable, str(script), str(tmp_path / "a.jsonl"), "4", "--each", "2", "--seed", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0 and done.stdout.endswith("sound, and told truly\n"), done.stdout + done.stderr
