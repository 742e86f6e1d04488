"""What is told beside a text: a given title wins, and one that changes alone makes a version."""

import json
from pathlib import Path

import pytest
from command_line import run
from inputs import ingest, lines
from stored import rows, sound


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory; the database stands in it as x.db."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# A text whose first line looks like a headline, what is given beside it, and what the article is called.
TITLES: list[tuple[dict[str, str], str, str]] = [
    ({"title": "Mill to close"}, "Associated Press\n\nThe mayor said the mill would close in May.", "Mill to close"),
    ({"title": "Bridge"}, "The mayor denied that the bridge was closed.", "Bridge"),
    ({"title": "Bridge"}, "Mayor denies bridge closed\n\nThe mayor denied that the bridge was closed.", "Bridge"),
    ({}, "Mayor denies bridge closed\n\nThe mayor denied that the bridge was closed.", "Mayor denies bridge closed"),
    ({"title": "By Lena Dorn"}, "Dam cracked, says Brandt\n\nThe dam is cracked, Brandt said.", "By Lena Dorn"),
]


@pytest.mark.parametrize(("told", "text", "title"), TITLES, ids=[title[1][:20] for title in TITLES])
def test_a_given_title_wins(folder: Path, told: dict[str, str], text: str, title: str) -> None:
    ingest("-", stdin=lines({"text": text, **told}))
    assert rows(
        Path("x.db"), "select article.title, headline from article join article_version on article_id = article.id"
    ) == [(title, title)]


@pytest.mark.parametrize(
    ("told", "first", "title"),
    [
        ({"title": "Mill to close"}, "Associated Press", None),
        ({"title": "Mill to close"}, "Mill to close", [0, 13]),
        ({"title": "MILL TO CLOSE!"}, "Mill to close", [0, 13]),
        ({}, "Mill to close", [0, 13]),
        ({"title": "Lamford news"}, "Mill to close", None),
    ],
)
def test_extract_marks_no_other_title_than_the_given_one(
    folder: Path, told: dict[str, str], first: str, title: list[int] | None
) -> None:
    text = f"{first}\n\nThe mayor said the mill in Torv would close in May."
    found = json.loads(run("extract", "-", stdin=lines({"text": text, **told})).stdout)
    assert found["articles"][0]["title"] == title


PAGE = "Dam cracked, says Brandt\n\nMay 4, 2031\n\nThe dam above Ostvik is cracked, inspector Pavel Brandt said."
# What is told first and then, and what is kept: headline, publisher and day of each version, the last one current.
Told = dict[str, str]
CHANGED: dict[str, tuple[Told, Told, list[tuple[str | None, str | None, str | None]]]] = {
    "title": ({"title": "Dam safe"}, {"title": "Dam cracked"}, [("Dam safe", None, "2031-05-04"), ("Dam cracked", None, "2031-05-04")]),
    "title told later": ({}, {"title": "Dam is safe"}, [("Dam cracked, says Brandt", None, "2031-05-04"), ("Dam is safe", None, "2031-05-04")]),
    "title taken away": ({"title": "Dam safe"}, {}, [("Dam safe", None, "2031-05-04"), ("Dam cracked, says Brandt", None, "2031-05-04")]),
    "publisher": ({"publisher": "The Keel"}, {"publisher": "Vale Gazette"},
                  [("Dam cracked, says Brandt", "The Keel", "2031-05-04"), ("Dam cracked, says Brandt", "Vale Gazette", "2031-05-04")]),
    "publisher told later": ({}, {"publisher": "The Keel"}, [("Dam cracked, says Brandt", "The Keel", "2031-05-04")]),
    "day": ({"date": "2031-05-05"}, {"date": "2031-05-06"},
            [("Dam cracked, says Brandt", None, "2031-05-05"), ("Dam cracked, says Brandt", None, "2031-05-06")]),
    "the same title told": ({}, {"title": "Dam cracked, says Brandt"}, [("Dam cracked, says Brandt", None, "2031-05-04")]),
    "nothing": ({"title": "Dam"}, {"title": "Dam"}, [("Dam", None, "2031-05-04")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_told_makes_a_version(folder: Path, name: str) -> None:
    first, then, kept = CHANGED[name]
    for told in (first, then, then):
        ingest("-", stdin=lines({"id": "dam", "text": PAGE, **told}))
    statement = "select headline, publisher, published from article_version order by id"
    assert rows(Path("x.db"), statement) == kept
    assert rows(Path("x.db"), "select current_version_id from article") == [(len(kept),)]
    assert rows(Path("x.db"), "select count(*) from version_step") == [(len(kept) - 1,)]
    sound(Path("x.db"))


def test_an_old_headline_can_be_read(folder: Path) -> None:
    for title in ("Dam is safe, says Brandt", "Dam is cracked, says Brandt"):
        ingest("-", stdin=lines({"id": "dam", "title": title, "text": PAGE}))
    shown = run("show", "x.db", "dam", "--versions")
    assert "Dam is safe, says Brandt" in shown.stdout and "Dam is cracked, says Brandt" in shown.stdout


def test_back_to_an_old_title_is_an_old_version(folder: Path) -> None:
    for title in ("Dam safe", "Dam cracked", "Dam safe"):
        ingest("-", stdin=lines({"id": "dam", "title": title, "text": PAGE}))
    assert rows(Path("x.db"), "select headline from article_version order by id") == [("Dam safe",), ("Dam cracked",)]
    assert rows(Path("x.db"), "select title, current_version_id from article") == [("Dam safe", 1)]


def test_given_days_are_said_to_be_given(folder: Path) -> None:
    ingest("-", stdin=lines({"id": "1", "text": PAGE}, {"id": "2", "text": PAGE, "date": "2031-05-09"}))
    assert rows(Path("x.db"), "select published, published_basis from article order by id") == [
        ("2031-05-04", "page"),
        ("2031-05-09", "given"),
    ]
