"""Versions: a changed text is told in attributions, a changed layout is not, and going back to an old text works."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from stored import rows, sound

HEADLINE = "Bridge closed too late, says port director"
BODY = (
    "Anna Orlov, the port director of Torv, said on Monday that the old bridge was closed too late last winter.\n\n"
    "A senior official said the harbour board could sell the ferry in spring.\n\n"
    "“We counted every plank of the pier and found nothing wrong with it,” said Pavel Brandt, the harbour master."
)
CHANGES = (
    ("said on Monday that the old", "admitted on Monday that the old", [("verb_changed", "high")]),
    ("said on Monday that the old", "announced on Monday that the old", [("verb_changed", "none")]),
    ("board could sell", "board will sell", [("hedge_dropped", "high")]),
    ("board will sell", "board could sell", [("hedge_added", "low")]),
    ("Pavel Brandt, the harbour master.", "an official at the harbour.", [("source_renamed", "high")]),
    ("nothing wrong with it", "much that was wrong with it", [("quote_altered", "high")]),
    ("every plank", "each old plank", [("quote_altered", "low")]),
    ("A senior official said the", "The", [("source_removed", "high")]),
    (
        "\n\nA senior official said the harbour board could sell the ferry in spring.", "",
        [("attribution_removed", "low")],
    ),
    ("too late, says", "in time, says", [("headline_changed", "low")]),
)  # fmt: skip
LAYOUT = (
    lambda text: text.replace("“", '"').replace("”", '"'),
    lambda text: text.replace("\n\n", "\n\n\n"),
    lambda text: text.replace("said on Monday that", "said on Monday\nthat"),
    lambda text: f"{text}\n\nSubscribe to our newsletter\n",
    lambda text: text.replace("\n\nA senior", "\n\nADVERTISEMENT\n\nA senior"),
    lambda text: f"{text}\n\nRead also: Ten best beaches of Norland\n",
    lambda text: text.replace("“We counted", "‘We counted").replace("it,”", "it,’"),
)


def ingest(folder: Path, text: str, *more: str) -> Path:
    """Read a text under one name into one database, compare it, and return the database."""
    folder.mkdir(exist_ok=True)
    database, article = folder / "news.db", folder / "bridge.txt"
    article.write_text(text, encoding="utf-8")
    for command in (("ingest", str(database), str(article), *more), ("compare", str(database))):
        result = run(*command)
        assert result.exit_code == 0, result.output
    sound(database)
    return database


def told(database: Path) -> list[tuple[object, ...]]:
    """Return the kinds and risks of all changes, in their order."""
    return rows(database, "select kind, risk from version_change order by id")


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_a_change_is_told_in_attributions(
    tmp_path: Path, before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    text = f"{HEADLINE}\n\n{BODY}"
    if before not in text:
        text = text.replace(after, before)
    ingest(tmp_path, text)
    database = ingest(tmp_path, text.replace(before, after))
    assert told(database) == expected


@pytest.mark.parametrize("change", LAYOUT)
def test_layout_is_no_change(tmp_path: Path, change: Callable[[str], str]) -> None:
    text = f"{HEADLINE}\n\n{BODY}"
    ingest(tmp_path, text)
    database = ingest(tmp_path, change(text))
    assert told(database) == []


def test_the_same_text_by_other_rules_is_no_version(tmp_path: Path) -> None:
    ingest(tmp_path, BODY)
    database = ingest(tmp_path, BODY, "--publisher", "The Lantern")
    assert rows(database, "select count(*) from article_version") == [(1,)]
    assert rows(database, "select count(*) from version_step") == rows(
        database, "select count(*) from past_attribution"
    )
    assert rows(database, "select count(*) from past_attribution") == [(0,)]


def test_going_back_to_an_old_text_is_a_step_of_its_own(tmp_path: Path) -> None:
    other = BODY.replace("said on Monday that", "admitted on Monday that")
    for text in (BODY, other, BODY, other, BODY):
        database = ingest(tmp_path, text)
    assert rows(database, "select before_version_id, after_version_id from version_step order by id") == [
        (1, 2),
        (2, 1),
    ]
    assert rows(database, "select before_text, after_text from version_change order by id") == [
        ("said", "admitted"),
        ("admitted", "said"),
    ]
    # What stands in the article now is linked, what stood there before is kept.
    assert rows(database, "select attribution_id is null, past_id is null from version_change order by id") == [
        (1, 0),
        (0, 0),
    ]
    assert rows(database, "select distinct version_id from attribution") == [(1,)]


def test_another_article_in_the_place_of_one_is_no_version_of_it(tmp_path: Path) -> None:
    ingest(tmp_path, BODY)
    database = ingest(tmp_path, "The ferry was late again, a passenger named Ida Lund said on Friday at the quay.")
    assert told(database) == []


def test_show_versions(tmp_path: Path) -> None:
    ingest(tmp_path, BODY)
    database = ingest(tmp_path, BODY.replace("said on Monday that", "admitted on Monday that"))
    shown = run("show", str(database), "1", "--versions")
    assert shown.exit_code == 0
    assert "“said” became “admitted”" in shown.stdout and "high" in shown.stdout
    asjson = run("show", str(database), "1", "--versions", "--json")
    assert '"kind": "verb_changed"' in asjson.stdout
    assert json.loads(asjson.stdout)["steps"][0]["changes"][0]["before_text"] == "said"
    plain = ingest(tmp_path / "other", BODY)
    assert "one version" in run("show", str(plain), "1", "--versions").stdout


def test_a_denial_that_went_is_told_as_one(tmp_path: Path) -> None:
    text = f"{HEADLINE}\n\n{BODY}"
    ingest(tmp_path, f"{text}\n\nPavel Brandt denied that the board had sold the crane to a dealer in Torv.")
    database = ingest(tmp_path, text)
    assert rows(database, "select reads_as, manner, negated from v_version_changes") == [("denied", "denial", 0)]
    printed = " ".join(run("show", str(database), "1", "--versions").stdout.split())
    assert "denied: the board had sold the crane to a dealer in Torv" in printed
    step = json.loads(run("show", str(database), "1", "--versions", "--json").stdout)["steps"][0]
    assert [(one["content"], one["reads_as"]) for one in step["changes"]] == [
        ("the board had sold the crane to a dealer in Torv", "denied")
    ]
