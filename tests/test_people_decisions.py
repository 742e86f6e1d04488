"""Merge, split, alias and undo: what a user decides holds for later runs, and can be taken back."""

import json
from pathlib import Path

import pytest
from command_line import failed_on, run
from people import ALDER, BARE, MAYOR, NORDA, article_number, groups, speaker_of, store, together
from stored import dumped, rows, sound


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store(tmp_path / "news.db", [ALDER, MAYOR, NORDA, BARE])


def done(*arguments: str) -> str:
    result = run("speakers", *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def decision(path: Path) -> str:
    ((number,),) = rows(path, "select max(id) from speaker_merge where origin = 'user'")
    return str(number)


def again(path: Path) -> None:
    """Let every article be read as if by new rules."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("update document set input_hash = 'older'")
    connection.close()
    store(path, [BARE, NORDA, MAYOR, ALDER])


def test_a_merge_holds_for_a_new_run_and_for_new_articles(path: Path) -> None:
    done("merge", str(path), speaker_of(path, "1"), speaker_of(path, "3"), "--reason", "she changed posts")
    # With one Jane Doe left, the article that says nothing of her means that one.
    assert together(path, "1", "2", "3", "4")
    before = groups(path)
    again(path)
    assert groups(path) == before
    store(path, [("5", "Norda University professor Jane Doe said the bridge was old.")])
    assert together(path, "1", "5")
    assert "she changed posts" in done("log", str(path))
    sound(path)


def test_a_merge_is_undone_and_made_again(path: Path) -> None:
    before = groups(path)
    pair = speaker_of(path, "1"), speaker_of(path, "3")
    done("merge", str(path), *pair)
    number = decision(path)
    done("undo", str(path), number)
    assert groups(path) == before
    again(path)
    assert groups(path) == before
    done("merge", str(path), speaker_of(path, "1"), speaker_of(path, "3"))
    assert decision(path) == number and together(path, "1", "3")


def test_a_split_holds_for_a_new_run_and_is_undone(path: Path) -> None:
    done("split", str(path), speaker_of(path, "1"), "--article", article_number(path, "2"))
    assert not together(path, "1", "2")
    again(path)
    assert not together(path, "1", "2")
    sound(path)
    done("undo", str(path), decision(path))
    assert together(path, "1", "2")


def test_a_split_of_what_was_merged_by_hand(path: Path) -> None:
    done("merge", str(path), speaker_of(path, "1"), speaker_of(path, "3"))
    done("split", str(path), speaker_of(path, "3"), "--article", article_number(path, "3"))
    assert together(path, "1", "2") and not together(path, "1", "3")
    again(path)
    assert together(path, "1", "2") and not together(path, "1", "3")
    done("merge", str(path), speaker_of(path, "1"), speaker_of(path, "3"))
    assert together(path, "1", "3")


def test_what_a_rule_joined_is_undone_for_good(path: Path) -> None:
    shown = json.loads(done("show", str(path), speaker_of(path, "1"), "--json"))
    (merge,) = shown["merges"]
    assert (merge["origin"], merge["rule"]) == ("rule", "same_role")
    done("undo", str(path), str(merge["id"]))
    assert not together(path, "1", "2")
    again(path)
    assert not together(path, "1", "2")
    failed_on(run("speakers", "undo", str(path), str(merge["id"])), str(path), "undone before")


def test_articles_that_say_the_same_are_taken_apart_one_by_one(tmp_path: Path) -> None:
    path = store(
        tmp_path / "same.db", [("1", BARE[1]), ("2", BARE[1] + " Rain fell."), ("3", "Jane Doe said it was late.")]
    )
    assert together(path, "1", "2", "3")
    ((number,),) = rows(path, "select id from speaker_merge")
    done("undo", str(path), str(number))
    assert len(groups(path)) == 3


def test_an_alias_is_looked_for_in_all_articles(path: Path) -> None:
    store(
        path, [("5", "The port is safe, Janie Doherty said."), ("6", "Janie Doherty, a nurse, said the port was shut.")]
    )
    done("alias", str(path), speaker_of(path, "1"), "Janie Doherty")
    assert not together(path, "1", "6")  # a nurse is not the mayor
    assert not together(path, "1", "5")  # two may be meant
    store(path, [("6", "Janie Doherty, the mayor, said the port was shut.")])
    assert together(path, "1", "5", "6")
    assert ("Janie Doherty", "alias") in rows(path, "select form, reason from alias")
    again(path)
    done("undo", str(path), decision(path))
    assert not together(path, "1", "5")


def test_a_family_name_is_merged_in_its_article_only(tmp_path: Path) -> None:
    articles = [
        ("1", "Ana Roth said it would rain."),
        ("2", "Roth said it was late."),
        ("3", "Roth said it was early."),
    ]
    path = store(tmp_path / "roth.db", articles)
    done("merge", str(path), speaker_of(path, "1"), speaker_of(path, "2"))
    assert together(path, "1", "2") and not together(path, "1", "3")
    store(path, [("1", "Ana Roth said it would snow."), ("4", "Roth said it was noon.")])
    assert together(path, "1", "2") and not together(path, "1", "4")
    done("alias", str(path), speaker_of(path, "1"), "Roth")
    assert together(path, "1", "2", "3", "4")


def test_the_list_shows_and_finds(path: Path) -> None:
    listed = [json.loads(line) for line in done("list", str(path), "--json").splitlines()]
    assert [one["name"] for one in listed] == ["Jane Doe"] * 3
    assert [one["affiliation"] for one in listed][:1] == ["Alder"]
    assert "no speaker" in run("speakers", "show", str(path), "Nobody").stderr
    assert "Jane Doe" in done("list", str(path), "doe") and "none" in done("list", str(path), "falk")


def test_what_cannot_be_done_is_told_in_a_line(path: Path, tmp_path: Path) -> None:
    store(path, [("5", "A senior official said it would rain."), ("6", "The Harbour Union said it would rain.")])
    mayor, official, union = (speaker_of(path, article) for article in ("1", "5", "6"))
    name, before = str(path), dumped(path)
    failed_on(run("speakers", "merge", name, "Jane Doe", union), name, "3 speakers", "give a number")
    failed_on(run("speakers", "merge", name, mayor, official), name, "never joined")
    failed_on(run("speakers", "alias", name, official, "Otto Falk"), name, "never joined")
    failed_on(run("speakers", "merge", name, mayor, union), name, "different kinds")
    failed_on(run("speakers", "merge", name, mayor, mayor), name, "one speaker already")
    failed_on(run("speakers", "split", name, mayor, "--article", "999"), name, "not in article 999")
    failed_on(run("speakers", "split", name, union, "--article", article_number(path, "6")), name, "no other article")
    failed_on(run("speakers", "alias", name, mayor, "--", "-"), name, "is no name")
    failed_on(run("speakers", "alias", name, mayor, "jane doe"), name, "already")
    failed_on(run("speakers", "undo", name, "999"), name, "no merge 999")
    failed_on(run("speakers", "show", name, "no-such"), name, "attrib speakers list")
    assert dumped(path) == before
    assert run("speakers", "merge", name, mayor).exit_code == 2
    for command in (["list"], ["merge", "1", "2"], ["undo", "1"], ["export"]):
        missing = str(tmp_path / "missing.db")
        failed_on(run("speakers", command[0], missing, *command[1:]), "missing.db", "no such database")
    assert not (tmp_path / "missing.db").exists()
