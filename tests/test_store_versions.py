"""Versions: a changed text is told in attributions, a changed layout is not, and going back to an old text works."""

import json
from collections.abc import Callable, Sequence
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
# What stands around an attribution: sentences by others, so that one changed sentence makes no other article.
AROUND = (
    "\n\nThe weir has stood since the flood. Nobody has painted it.\n\n“The pier is ours,” said warden Ole Trask. The town"
    " has paid for new planks."
)
PIECES = "“We asked the ferrymen to wait,” Mara Olt said. “We will not ask them twice this winter.”"
COUNTED = "“We read every meter,” Mara Olt said. “The leak took 300 barrels.” She sat down. “Now we mend it.”"
TOLD = "“We will fight the toll in court,” Mara Olt told the Selby Star."
WIRE = "TARNMOUTH (Tarn Wire) - The lock will open in June, Mara Olt said. Olt said that nobody had tried it."
ROLE = "The lock will open in June, said Mara Olt, the deputy harbour director of Tarnmouth. Olt said it was tried."
UNNAMED = (
    "The yard has found a buyer, said a person at the bank, who asked not to be named because the offer is sealed."
)
DAY = "The lock will open in June, Mara Olt said on Monday."
ALLEGED = "The skipper allegedly sank the barge, police said."
# A text, what is changed in it, and the kinds and risks that are told.
AROUND_IT: tuple[tuple[str, str, str, list[tuple[str, str]]], ...] = (
    # All pieces of a quote.
    (PIECES, "will not ask", "will ask", [("quote_altered", "high")]),
    (PIECES, "this winter", "this autumn", [("quote_altered", "low")]),
    (PIECES, " “We will not ask them twice this winter.”", "", [("quote_altered", "low")]),
    (COUNTED, "300", "30", [("quote_altered", "high")]),
    (COUNTED, "The leak took", "The leak may have taken", [("hedge_added", "low"), ("quote_altered", "high")]),
    # Through whom.
    (TOLD, "told the Selby Star", "said", [("credit_removed", "high"), ("verb_changed", "none")]),
    (TOLD, "told the Selby Star", "told the Vale Gazette", [("credit_changed", "high")]),
    (TOLD.replace("told the Selby Star", "said"), "said", "told the Selby Star", [("credit_added", "low"), ("verb_changed", "none")]),
    (WIRE, "TARNMOUTH (Tarn Wire) -", "TARNMOUTH -", [("credit_removed", "high")]),
    (DAY, "said on Monday", "said on Monday, citing the Tarn Wire", [("credit_added", "low")]),
    (DAY.replace("said", "said in an interview with the Vale Gazette"), " with the Vale Gazette", "", [("credit_removed", "high")]),
    # Who the source is said to be: once, though the next sentence is the same source's.
    (ROLE, "deputy harbour director", "harbour director", [("role_changed", "low")]),
    (ROLE, "the deputy harbour director of Tarnmouth", "the former deputy harbour director of Tarnmouth", [("role_changed", "low")]),
    ("Deputy mayor Mara Olt said the lock would open.", "Deputy mayor", "Mayor", [("role_changed", "low")]),
    ("Mara Olt, who chairs the water board, said the lock would open.", "chairs", "left", [("role_changed", "low")]),
    ("Mayor Mara Olt said the lock would open.", "Mayor Mara Olt", "Mara Olt, the mayor,", []),
    # Who speaks together, in whatever order.
    ("Mara Olt said the lock would open.", "Mara Olt said", "Mara Olt and Pavel Brandt said", [("source_renamed", "high")]),
    ("Mara Olt and Pavel Brandt said the lock would open.", "Mara Olt and Pavel Brandt", "Mara Olt", [("source_renamed", "high")]),
    ("Mara Olt, Ole Trask and Pavel Brandt said the lock would open.", "Ole Trask", "Ana Roth", [("source_renamed", "high")]),
    ("Mara Olt and Pavel Brandt said the lock would open.", "Mara Olt and Pavel Brandt", "Pavel Brandt and Mara Olt", []),
    ("Mara Olt and Pavel Brandt said the lock would open.", "Mara Olt and", "Both Mara Olt and", []),
    # Why it is not named.
    (UNNAMED, ", who asked not to be named because the offer is sealed", "", [("anonymity_changed", "low")]),
    (UNNAMED, "the offer is sealed", "the board has not voted", [("anonymity_changed", "low")]),
    # When.
    (DAY, "on Monday", "on Tuesday", [("day_changed", "low")]),
    (DAY, " on Monday", "", [("day_changed", "low")]),
    # A hedge inside another's words is no source of its own.
    (ALLEGED, " allegedly", "", [("hedge_dropped", "high")]),
    (ALLEGED.replace(" allegedly", ""), "skipper sank", "skipper allegedly sank", [("hedge_added", "low")]),
    ("The yard reportedly lost 40 hands, Mara Olt said.", " reportedly", "", [("hedge_dropped", "high")]),
    ("The skipper allegedly sank the barge.", " allegedly", "", [("hedge_dropped", "high")]),
    ("The skipper sank the barge.", "skipper sank", "skipper allegedly sank", [("hedge_added", "low")]),
    ("The alleged thief of the barge fled, police said.", "alleged thief", "thief", [("hedge_dropped", "high")]),
    ("The council said the alleged leak was small.", "the alleged leak", "the leak", [("hedge_dropped", "high")]),
    # Words that nobody is credited with, and another spelling of the same.
    (DAY, "", "", []),
    (DAY, "“The pier is ours,”", '"The pier is ours,"', []),
    (DAY, "since the flood", "since the storm", []),
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


@pytest.mark.parametrize(("text", "before", "after", "expected"), AROUND_IT)
def test_what_is_told_around_an_attribution_changes_too(
    tmp_path: Path, text: str, before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    text += AROUND
    assert before in text
    ingest(tmp_path, text)
    database = ingest(tmp_path, text.replace(before, after, 1))
    assert sorted(told(database)) == expected


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


# What the command is told of one text, first and then, and what is told to have changed.
PAGE = [
    (("--title", "Bridge was closed too late"), ("--title", "Bridge was closed in time"), [("headline_changed", "low")]),
    (("--title", "Bridge may be sold"), ("--title", "Bridge will be sold"), [("headline_changed", "high")]),
    (("--title", "Bridge closed"), ("--title", "BRIDGE CLOSED"), []),
    (("--publisher", "Vale Gazette"), ("--publisher", "Selby Star"), [("publisher_changed", "low")]),
    (("--publisher", "Vale Gazette"), ("--publisher", "The Vale Gazette"), []),
    ((), ("--publisher", "Selby Star"), []),
    (("--date", "2031-03-04"), ("--date", "2031-03-05"), [("date_changed", "low")]),
    (("--date", "2031-03-04", "--publisher", "Vale Gazette"), ("--date", "2031-03-04", "--publisher", "Vale Gazette"), []),
    (
        ("--date", "2031-03-04", "--publisher", "Vale Gazette"), ("--date", "2031-03-05", "--publisher", "Selby Star"),
        [("publisher_changed", "low"), ("date_changed", "low")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), PAGE)
def test_another_headline_publisher_or_day_alone_is_told(
    tmp_path: Path, before: Sequence[str], after: Sequence[str], expected: list[tuple[str, str]]
) -> None:
    ingest(tmp_path, BODY, *before)
    database = ingest(tmp_path, BODY, *after)
    assert told(database) == expected


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
    assert told(database) == [("another_text", "high")]
    assert "another text" in run("show", str(database), "1", "--versions").stdout


@pytest.mark.parametrize(
    ("change", "texts", "shown"),
    [
        (lambda text: text.replace("\n\n", "\n\n\n"), "layout", "nothing but layout"),
        (lambda text: f"{text}\n\nThe pier was built in spring.", "words", "other words, that nobody is credited with"),
        (lambda text: "The tram will stop in May, and nobody rides it.", "another text", "another text"),
    ],
)
def test_what_is_no_attribution_is_told_as_what_it_is(
    tmp_path: Path, change: Callable[[str], str], texts: str, shown: str
) -> None:
    ingest(tmp_path, BODY)
    database = ingest(tmp_path, change(BODY))
    assert shown in run("show", str(database), "1", "--versions").stdout
    assert ("nothing but layout" in run("show", str(database), "1", "--versions").stdout) == (texts == "layout")
    told = json.loads(run("show", str(database), "1", "--versions", "--json").stdout)
    assert [step["texts"] for step in told["steps"]] == [texts]


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
