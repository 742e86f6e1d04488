"""The audit of a database in which comparing has found one of everything, and of one that was never compared."""

import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browse_site import SCRIPT
from command_line import failed_on, run
from compared_site import CLOSED, PROMISE, build_compared

from attrib.store.database import open_database
from attrib.store.figures import fill_figures
from attrib.store.sections import SECTIONS
from attrib.store.views import VIEWS

Sections = dict[str, Any]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("audit") / "ferry.db"
    build_compared(path)
    return path


@pytest.fixture(scope="module")
def found(built: Path) -> Sections:
    result = run("audit", str(built), "--json")
    assert result.exit_code == 0, result.output
    sections: Sections = json.loads(result.stdout)
    return sections


def test_every_section_is_a_list_and_the_database_is_compared(found: Sections) -> None:
    assert found["compared"] is True and found["compared_note"] == ""
    assert {section.name for section in SECTIONS} == {name for name in found if isinstance(found[name], list)}


def test_carried_by_names_articles_and_whom_each_credits(found: Sections) -> None:
    rows = found["carried_by"]
    assert [(row["publisher"], row["credits"], row["is_copy"]) for row in rows] == [
        ("Mast", ["Keel"], 0), ("Keel", ["Helm"], 0), ("Helm", ["Mast"], 1)
    ]  # fmt: skip
    assert {row["claim"] for row in rows} == {PROMISE.strip()}
    first = rows[0]
    assert (first["article_id"], first["url"], first["stable_key"]) == (1, "https://Mast.example/1", "q-Mast")
    assert first["article"].startswith("Mast on the ferry") and first["content_text"] == PROMISE.strip()
    assert [row["days_after_first"] for row in found["pickup_order"]] == [0, 1, 3]
    assert [row["publisher"] for row in found["first_told"]] == ["Mast"]


def test_loops_close_and_roots_are_counted(found: Sections) -> None:
    (loop,) = found["loops"]
    assert loop["actors"] == ["Mast", "Keel", "Helm", "Mast"] and loop["attributions"] == ["q-Mast", "q-Keel", "q-Helm"]
    assert [article["publisher"] for article in loop["articles"]] == ["Mast", "Keel", "Helm"]
    (root,) = found["independent_roots"]
    assert (root["claim"], root["roots"], root["articles"], root["copies"]) == (PROMISE.strip(), 1, 3, 1)
    assert root["first_sources"] == ["Ines Roth"] and len(root["told_in"]) == 3


def test_alterations_say_what_they_touch(found: Sections) -> None:
    for row in found["altered_quotes"]:
        assert (row["fullest"], row["variant"]) == (PROMISE.strip(), CLOSED.strip())
        assert (row["type"], row["touches"], row["risk"]) == ("cut_inside", ["negation"], "high")
    assert [(row["publisher"], row["credited_type"]) for row in found["altered_quotes"]] == [
        ("Keel", None), ("Helm", "formatting")
    ]  # fmt: skip


def test_drift_hedges_conflicts_contradictions_copies_versions(found: Sections) -> None:
    assert [(row["kind"], row["before_publisher"], row["after_publisher"]) for row in found["stance_drift"]] == [
        ("cue", "Keel", "Helm"), ("hedge_dropped", "Keel", "Mast"), ("headline", "Helm", "Helm")
    ]  # fmt: skip
    assert [row["place"] for row in found["dropped_hedges"]] == ["between articles", "between versions"]
    (conflict,) = found["conflicts"]
    assert [(one["side"], one["value"], one["publisher"]) for one in conflict["figures"]] == [
        (0, 60.0, "Mast"), (1, 40.0, "Keel")
    ]  # fmt: skip
    (contradiction,) = found["self_contradictions"]
    assert (contradiction["speaker"], contradiction["before_key"], contradiction["after_key"]) == (
        "Ines Roth", "r-Helm", "q-Keel"
    )  # fmt: skip
    assert [(row["before_key"], row["after_key"]) for row in found["denied_elsewhere"]] == [("r-Helm", "q-Keel")]
    (copy,) = found["copies"]
    assert (copy["original_publisher"], copy["publisher"], copy["basis"]) == ("Keel", "Helm", "credit")
    assert [(row["risk"], row["kind"]) for row in found["version_changes"]] == [
        ("high", "hedge_dropped"), ("low", "verb_changed")
    ]  # fmt: skip


def test_rankings_take_stated_rows_and_no_copies(found: Sections) -> None:
    # Three quotes and a denial are stated; two of them stand in Helm's copy, and "she said" is inferred.
    assert [(row["speaker"], row["attributions"], row["outlets"]) for row in found["most_quoted"]] == [
        ("Ines Roth", 2, 2)
    ]
    assert [(row["grouped_by"], row["name"]) for row in found["most_quoted_by"]] == [
        ("role", "mayor"), ("country", "Norway"), ("affiliation", "Norway")
    ]  # fmt: skip
    assert {(row["outlet"], row["verb"]) for row in found["verbs_by_outlet"]} == {("Mast", "say"), ("Keel", "say")}
    shares = {
        row["outlet"]: (row["articles"], row["copies"], row["pickup"], row["own"]) for row in found["own_reporting"]
    }
    assert shares == {"Mast": (1, 0, 1, 0), "Keel": (1, 0, 1, 0), "Helm": (1, 1, 0, 0)}


def test_rejected_rows_count_nowhere(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "rejected.db"
    path.write_bytes(built.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("update attribution set status = 'rejected'")
    db = open_database(path, create=True)
    fill_figures(db)
    kept = {"rejected", "copies", "version_changes", "runs", "guessed_names", "dropped_hedges", "loops", "never_quoted",
            "independent_roots", "own_reporting", "outlet_credits", "credits_by_month", "credit_circles"}  # fmt: skip
    for section in SECTIONS:
        if section.name not in kept:
            count = db.execute(f"select count(*) from {section.view.name}").fetchone()[0]
            assert count == 0, section.name
    assert db.execute("select count(*) from v_rejected").fetchone()[0] == 6


def figures(path: Path) -> list[tuple[Any, ...]]:
    """Return all figures without their row ids."""
    with sqlite3.connect(path) as connection:
        columns = [row[1] for row in connection.execute("pragma table_info(figure)") if row[1] != "id"]
        return connection.execute(f"select {', '.join(columns)} from figure order by question, position").fetchall()


@pytest.mark.parametrize(
    "change",
    ["delete from article_copy", "delete from variant where id = 3", "update variant set similarity = 0.5", "select 1"],
)
def test_after_comparing_only_what_it_changed_is_counted_and_the_figures_are_the_same(
    built: Path, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "changed.db"
    path.write_bytes(built.read_bytes())
    db = open_database(path, create=True)
    db.execute(change)
    fill_figures(db, compared=True)
    part = figures(path)
    fill_figures(db)
    assert part == figures(path)
    assert (part == figures(built)) is (change == "select 1")
    db.close()


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    build_compared(tmp_path / "plain.db", finished=None)
    return tmp_path / "plain.db"


def test_without_comparing_sections_say_so_and_circles_stand_for_loops(plain: Path) -> None:
    found = json.loads(run("audit", "plain.db", "--json").stdout)
    assert found["compared"] is False and found["carried_by"] == found["conflicts"] == []
    (loop,) = found["loops"]
    assert loop["actors"] == ["Mast", "Keel", "Helm", "Mast"]
    shown = run("audit", "plain.db").stdout
    (line,) = [line for line in shown.split("\n\n") if line.startswith("Not compared yet")]
    assert "attrib compare plain.db" in line and "Carried by" in line and "Copies" in line


def test_one_section_and_a_section_that_is_none(plain: Path) -> None:
    found = json.loads(run("audit", "plain.db", "--section", "denials", "--section", "runs", "--json").stdout)
    assert set(found) == {"compared", "compared_note", "denials", "runs"}
    shown = run("audit", "plain.db", "--section", "denials").stdout
    assert "closing it" in shown and "Most quoted" not in shown
    wrong = run("audit", "plain.db", "--section", "denial")
    assert wrong.exit_code == 2 and "'denial' is none; choose from carried_by," in " ".join(wrong.stderr.split())


def test_tables_fit_a_hundred_columns(built: Path) -> None:
    shown = run("audit", str(built), "--all").stdout
    assert max(map(len, shown.splitlines())) <= 100
    assert "Ines Roth" in shown and "Mast credits Keel" in shown


class Report(HTMLParser):
    """A report read back: what it opens, what it would fetch, and its ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def test_the_report_stands_alone_and_escapes_all(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "audit.html"
    assert run("audit", str(built), "--html", str(path)).exit_code == 0
    text = path.read_text(encoding="utf-8")
    report = Report(text)
    tags = [tag for tag, _ in report.tags]
    assert not {"script", "link", "iframe", "img", "object"} & set(tags) and SCRIPT not in text
    assert not [attrs for _, attrs in report.tags if "src" in attrs or any(name.startswith("on") for name in attrs)]
    assert not re.search(r"url\(|@import", text)
    ids = [attrs["id"] for _, attrs in report.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in report.tags if tag == "a"]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert {link for link in links if not link.startswith("#")} == {
        f"https://{name}.example/1" for name in ("Mast", "Keel", "Helm")
    }
    assert "prefers-color-scheme: dark" in text and "@media print" in text
    named = {attrs["aria-labelledby"] for tag, attrs in report.tags if tag == "svg"}
    assert named and all(set(one.split()) <= set(ids) for one in named)
    # Every picture has a table below it, and every question says how it is counted.
    assert text.count("<figure>") == len(re.findall(r"</figure>\n<div class=\"scroll\"", text)) >= 6
    assert text.count("How this is counted.") == len(SECTIONS)
    assert [file.name for file in tmp_path.iterdir()] == ["audit.html"]


def test_the_report_and_its_pictures_keep_marks_of_direction_and_drop_control_signs(
    built: Path, tmp_path: Path
) -> None:
    path = tmp_path / "odd.db"
    path.write_bytes(built.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("update outlet set name = ? where name = 'Mast'", ("M\u00a0a\u200fs\x07t & <Co>",))
    connection.close()
    assert run("audit", str(path), "--html", str(tmp_path / "odd.html")).exit_code == 0
    text = (tmp_path / "odd.html").read_text(encoding="utf-8")
    assert "M a\u200fs\ufffdt &amp; &lt;Co&gt;" in text and "\x07" not in text
    drawn = [part.partition("</svg>")[0] for part in text.split("<svg")[1:]]
    assert any("a\u200fs\ufffdt &amp; &lt;Co&gt;" in svg for svg in drawn) and not any("<Co>" in svg for svg in drawn)


def test_the_report_is_the_same_for_the_same_database_and_replaces_the_one_before(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "audit.html"
    run("audit", str(built), "--html", str(path))
    first = path.read_bytes()
    path.write_text("old")
    run("audit", str(built), "--html", str(path))
    assert path.read_bytes() == first


def test_a_report_that_cannot_be_written_is_told_and_leaves_nothing(built: Path, tmp_path: Path) -> None:
    failed_on(
        run("audit", str(built), "--html", str(tmp_path / "no" / "audit.html")), "audit.html", "cannot be written"
    )
    assert list(tmp_path.iterdir()) == []
    assert run("audit", str(built), "--html", "x", "--json").exit_code == 2


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_view_has_a_title_a_question_and_says_how_it_counts(view: Any, built: Path) -> None:
    assert view.title and view.description.endswith("?") and view.counted.endswith(".")
    columns = open_database(built, create=False).execute(f"select * from {view.name} limit 0").description
    names = [column[0] for column in columns]
    assert len(names) == len(set(names))
    for section in SECTIONS:
        if section.view is view:
            assert set(section.columns) | set(section.lists) <= set(names)


def test_the_documentation_lists_every_section() -> None:
    told = (Path(__file__).parent.parent / "docs" / "audit.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)`( ★)? \| `(\w+)` \| (.+) \|$", told, re.MULTILINE)
    assert listed == [
        (section.name, " ★" if section.compared else "", section.view.name, section.view.description)
        for section in SECTIONS
    ]
