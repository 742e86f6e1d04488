"""`attrib compare`: what comparing finds stands in the database, and the order of reading does not show in it."""

import json
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from command_line import failed_on, run
from compared_rows import found
from planted.corpus import Claim, corpus
from planted.plain import content
from planted.stored import Store
from sqlite_utils import Database
from stored import rows, sound

from attrib.compare.clusters import cluster
from attrib.compare.records import Told
from attrib.errors import DatabaseError
from attrib.keys import digest
from attrib.store.beside import LEAST, Beside
from attrib.store.compared import COUNTED, PASSES, compare_database
from attrib.store.compared_attempts import ARTICLES, Task


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the demo's database, compared."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    result = run("demo", "--no-serve", "--db", str(path))
    assert result.exit_code == 0, result.output
    assert "Compared: " in result.stdout
    yield path


def test_demo_shows_an_altered_quote_a_copy_a_loop_and_a_joined_hop(demo: Path) -> None:
    altered = rows(demo, "select reason from alteration where type = 'cut_inside' and risk = 'high'")
    assert ("the negation “not” is gone",) in altered
    assert rows(demo, "select actors from loop") == [("Bay Herald credits Elsin Gazette credits Bay Herald",)]
    copies = """select original.title, copy.title, basis from article_copy
      join article as original on original.id = original_id join article as copy on copy.id = copy_id"""
    assert rows(demo, copies) == [
        (
            "Norland minister gives condition for reopening of blast-hit grain terminal",
            "Minister names condition for reopening of Elsin terminal",
            "credit",
        )
    ]
    joined = """select outlet.name, article.title from joined_hop join hop on hop.id = hop_id
      join outlet on outlet.id = hop.outlet_id
      join attribution on attribution.id = joined_hop.attribution_id
      join article on article.id = attribution.article_id where outlet.name = 'Bay Herald'"""
    assert rows(demo, joined) == [("Bay Herald", "Hatch of unknown trawler found off Elsin")]
    sound(demo)


def test_first_is_told_with_its_basis_or_not_at_all(demo: Path) -> None:
    days = rows(demo, "select first_published, first_basis, first_id is null, count(*) from variant_cluster group by 3")
    assert {row[2] for row in days} == {0, 1}
    assert all((row[0] is None) == (row[1] is None) == bool(row[2]) for row in days)


def test_comparing_again_changes_nothing_and_says_what_is_there(demo: Path) -> None:
    before = found(demo)
    # No speaker of the demo takes back a word; one outlet only left out a “not”.
    assert all(told for name, told in before.items() if name not in ("versions", "contradictions"))
    told = run("compare", str(demo), "--json")
    assert found(demo) == before
    counts = json.loads(told.stdout)
    assert list(counts) == list(COUNTED)
    assert counts["clusters"] == len(before["clusters"]) and counts["copies"] == len(before["copies"])
    again = run("compare", str(demo))
    assert again.stdout.count("\n") == 1 and f"{counts['carried']} quotes that several articles carry" in again.stdout
    assert len(rows(demo, "select id from comparison where finished is not null")) == 1


def test_a_pass_that_fails_leaves_what_was_there(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(demo)

    def fail(db: object, beside: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setitem(PASSES, "joined hops", fail)
    result = run("compare", str(demo))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{demo}: joined hops could not be compared (RuntimeError: stopped);")
    assert result.stderr.count("\n") == 1 and "1 problem, see above" in result.stdout
    assert found(demo) == before
    assert len(rows(demo, "select id from comparison where finished is null")) == 1
    monkeypatch.delitem(PASSES, "joined hops")
    assert run("compare", str(demo)).exit_code == 0
    assert rows(demo, "select finished is not null from comparison") == [(1,)]


def test_what_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    failed_on(run("compare", str(tmp_path / "none.db")), "none.db", "no such database")


def stored(path: Path, claims: Sequence[Claim]) -> None:
    """Put claims into a database."""
    store = Store(path)
    store.add(claims)
    store.close()


def told_in(path: Path, *batches: Sequence[Claim]) -> dict[str, list[tuple[object, ...]]]:
    """Put claims into a new database batch by batch, compare after each, and return what is found in the end."""
    for batch in batches:
        stored(path, batch)
        compare_database(path)
    return found(path)


def by_article(claims: Sequence[Claim], articles: Sequence[str]) -> list[Claim]:
    """Return the claims of some articles, in the order of the articles."""
    return [claim for article in articles for claim in claims if claim.article == article]


def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is written and read at once so small that most clusters reach over several of them."""
    sizes = {"wordings.PART": 5, "wordings.PARTS": 4, "quotes.SIZE": 3, "quotes.CHUNK": 20}
    for module in ("stances", "figures", "contradictions"):
        sizes |= {f"{module}.PART": 10, f"{module}.PARTS": 2}
    for name, size in sizes.items():
        monkeypatch.setattr(f"attrib.store.compared_{name}", size)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("common", [6, 64])
def test_batches_and_order_make_no_difference(
    seed: int, common: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With few texts nothing is common, so what is common is also set low: hubs come and go as texts are added.
    for module in ("attrib.compare.index", "attrib.store.compared_index"):
        monkeypatch.setattr(f"{module}.COMMON", common)
    if seed % 2:
        small_parts(monkeypatch)
    chance = Random(f"batches {seed}")
    made = corpus(stories=12, outlets=8, seed=seed, loops=0.3).claims
    once = told_in(tmp_path / "once.db", made)
    assert all(once[name] for name in ("clusters", "alterations", "roots", "loops", "joined"))
    articles = sorted({claim.article for claim in made})
    chance.shuffle(articles)
    cuts = sorted(chance.sample(range(1, len(articles)), 3))
    batches = [
        by_article(made, articles[start:end]) for start, end in zip((0, *cuts), (*cuts, len(articles)), strict=True)
    ]
    path = tmp_path / "batches.db"
    assert told_in(path, *batches) == once
    # What is taken away again leaves what would have been found without it.
    gone = articles[:: 2 + seed]
    connection = sqlite3.connect(path)
    connection.execute("pragma foreign_keys = on")
    connection.executemany("delete from article where source_id = ?", ((name,) for name in gone))
    connection.commit()
    connection.close()
    compare_database(path)
    rest = told_in(tmp_path / "rest.db", by_article(made, [name for name in articles if name not in gone]))
    assert found(path) == rest
    assert rows(path, "pragma foreign_key_check") == []


def test_the_database_holds_what_the_library_finds(tmp_path: Path) -> None:
    made = corpus(stories=30, outlets=12, seed=5, loops=0.2)
    told = [
        Told(
            claim.key,
            claim.article,
            claim.outlet,
            content(claim),
            claim.published,
            claim.speaker.name if claim.speaker else None,
            claim.speaker.kind if claim.speaker else "unknown",
            claim.credits,
        )
        for claim in made.claims
    ]
    in_memory = {frozenset(digest("planted", key) for key in one.members) for one in cluster(told)}
    clusters: dict[object, set[object]] = defaultdict(set)
    for key, member, *_ in told_in(tmp_path / "news.db", made.claims)["variants"]:
        clusters[key].add(member)
    assert {frozenset(members) for members in clusters.values()} == in_memory


def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = corpus(stories=10, outlets=8, seed=3, loops=0.3).claims
    once = told_in(tmp_path / "once.db", made)
    small_parts(monkeypatch)
    path = tmp_path / "killed.db"
    stored(path, made)
    after = Counter[str]()

    def stop(name: str, done: int, total: int) -> None:
        after[name] += 1
        if after[name] % 2 == 0:
            raise KeyboardInterrupt

    stopped = 0
    while True:
        try:
            compare_database(path, stop)
            break
        except KeyboardInterrupt:
            stopped += 1
            assert rows(path, "select finished from comparison") in ([], [(None,)] * stopped)
    assert stopped > 3
    assert found(path) == once
    assert len(rows(path, "select id from comparison where finished is not null")) == 1


def test_a_rejected_attribution_leaves_its_cluster_and_comes_back(tmp_path: Path) -> None:
    made = corpus(stories=6, outlets=8, seed=1).claims
    path = tmp_path / "news.db"
    once = told_in(path, made)
    member = once["variants"][0][1]
    connection = sqlite3.connect(path)
    for status in ("rejected", "auto"):
        connection.execute("update attribution set status = ? where stable_key = ?", (status, member))
        connection.commit()
        compare_database(path)
        members = [row[1] for row in found(path)["variants"]]
        assert (member in members) == (status == "auto")
    connection.close()
    assert found(path) == once


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = corpus(stories=12, outlets=8, seed=2, loops=0.3).claims
    once = told_in(tmp_path / "once.db", made)
    path = tmp_path / "spread.db"
    stored(path, made)
    monkeypatch.setattr("attrib.store.compared_quotes.SIZE", 10)
    for module in ("wordings", "clusters", "stances", "figures", "contradictions"):
        monkeypatch.setattr(f"attrib.store.compared_{module}.PART", 10)
    compare_database(path, processes=2)
    assert found(path) == once


def test_what_stops_another_process_is_raised_here(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    stored(path, corpus(stories=1, outlets=4, seed=2).claims)
    with sqlite3.connect(path) as connection, Beside(Database(connection), path, processes=2) as beside:
        counted = [done.results for done in beside.each([Task(_count, ["article"], ARTICLES)] * LEAST)]
        assert counted == [(len(rows(path, "select id from article")),)] * LEAST
        with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
            list(beside.each([Task(_count, ["nowhere"], ARTICLES)] * LEAST))


def test_a_helping_process_that_is_ended_is_told(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    stored(path, corpus(stories=1, outlets=4, seed=2).claims)
    with (
        sqlite3.connect(path) as connection,
        Beside(Database(connection), path, processes=2) as beside,
        pytest.raises(DatabaseError, match=r"news.db: a process that helped was ended .* run the command again"),
    ):
        list(beside.each([Task(_end, [1], ARTICLES)] * LEAST))


def _end(db: Database, status: list[int]) -> int:
    os._exit(status[0])


def _count(db: Database, tables: list[str]) -> int:
    return sum(int(db.execute(f"select count(*) from {table}").fetchone()[0]) for table in tables)
