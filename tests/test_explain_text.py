"""attrib explain --text: for every attribution why its speaker and its hops are what they are."""

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import failed_on, run

TEXT = (
    "Port to close\n\nALDER, March 4 (Norda Wire) -- Mayor Jane Doe met the engineer Otto Falk on Monday. "
    'Doe said the bridge was safe. "We checked it," she told the Lantern. State media reported that it would close.\n\n'
    "Ana Roth met Eva Roth. Roth said the port was shut.\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def explained(page: Path, *more: str) -> list[dict[str, Any]]:
    result = run("explain", "--text", str(page), "--json", *more)
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout)["attributions"])


def by_source(page: Path, source: str, *more: str) -> dict[str, Any]:
    (found,) = [one for one in explained(page, *more) if one["source"] and one["source"][0]["text"] == source]
    return found


def test_rule_evidence_and_candidates_of_a_family_name(page: Path) -> None:
    speaker = by_source(page, "Doe")["speaker"]
    assert (speaker["name"], speaker["status"], speaker["rule"]) == ("Jane Doe", "inferred", "family_name")
    assert speaker["taken"] == ["Jane Doe"] and speaker["not_taken"] == ["Otto Falk"]
    start, end = speaker["evidence"]["span"]
    assert TEXT[start:end] == speaker["evidence"]["text"] == "Jane Doe"


def test_a_pronoun_says_whom_it_was_not_given_to(page: Path) -> None:
    one = by_source(page, "she")
    assert one["speaker"]["name"] == "Jane Doe" and one["speaker"]["rule"].startswith("pronoun")
    assert one["speaker"]["not_taken"] == ["Otto Falk"]
    assert one["content"][0]["text"] == '"We checked it,"' and one["cue"][0]["text"] == "told"


def test_an_unresolved_source_takes_nobody(page: Path) -> None:
    speaker = by_source(page, "Roth")["speaker"]
    assert speaker["status"] == "unresolved" and speaker["taken"] == []
    assert speaker["not_taken"] == ["Ana Roth", "Eva Roth"]


def test_each_hop_has_status_rule_and_evidence(page: Path) -> None:
    chain = by_source(page, "Doe", "--publisher", "The Keel")["chain"]
    assert [(hop["name"], hop["status"], hop["rule"]) for hop in chain][1:] == [
        ("Lantern", "inferred", "context"),
        ("Norda Wire", "stated", "dateline"),
        ("The Keel", "stated", "given"),
    ]
    assert [hop["evidence"] and hop["evidence"]["text"] for hop in chain][1:] == ["the Lantern", "Norda Wire", None]


def test_the_explanation_for_people(page: Path) -> None:
    shown = run("explain", "--text", str(page)).stdout
    for line in (
        "source   “Doe”",
        "rule     family_name: the family name of somebody whom the article names in full, on “Jane Doe”",
        "passed   Otto Falk: in reach, not taken",
        "fits     Ana Roth; Eva Roth; none was taken",
        "Norda Wire (outlet): stated, dateline, on “Norda Wire”",
    ):
        assert line in shown


def test_wrong_usage_and_unreadable_files(tmp_path: Path, page: Path) -> None:
    assert run("explain").exit_code == 2
    assert run("explain", "Doe said no.", "--text", str(page)).exit_code == 2
    assert run("explain", "Doe said no.", "--json").exit_code == 2
    failed_on(run("explain", "--text", str(tmp_path / "none.txt")), "none.txt", "no such file")
    empty = tmp_path / "empty.txt"
    empty.write_text("Nothing was said.\n", encoding="utf-8")
    assert run("explain", "--text", str(empty)).stdout.endswith("empty.txt: 0 attributions\n")


def test_escape_sequences_do_not_reach_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text('"\x1b[31mWe won," said Jane Doe on Monday.\n', encoding="utf-8")
    assert "\x1b" not in run("explain", "--text", str(page)).stdout


def test_how_a_row_reads_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Ole Brand could not promise that the mill would close. Ana Roth said it would.", encoding="utf-8")
    first, second = explained(page)
    assert (first["negated"], first["reads_as"], first["manner"]) == (True, "could not promise", "negated")
    assert (second["negated"], second["reads_as"], second["manner"]) == (False, "said", "plain")
    printed = run("explain", "--text", str(page)).stdout
    assert "reads    “could not promise”: negated" in printed and printed.count("reads ") == 1
