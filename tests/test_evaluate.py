"""attrib evaluate: its figures against hand counts and the corpora's own script, formats, errors, calibration."""

import importlib
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from annotations import GOLD, PRED, TEXT, Row, at, figures, lines, row
from command_line import attrib_process, failed_on, run

from attrib import evaluate
from attrib.evaluate.intervals import iou, union
from attrib.evaluate.same_name import same_speaker

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """Return the names of a gold and a predicted file."""
    gold = lines(tmp_path / "gold.jsonl", {"id": "a", "corpus": "polnear", "text": TEXT, "attributions": GOLD})
    return gold, lines(tmp_path / "pred.jsonl", {"id": "a", "attributions": PRED})


# Figures


def test_figures_counted_by_hand(pair: tuple[str, str]) -> None:
    found = figures(*pair)
    scores = {name: (one["right"], one["predicted"], one["gold"]) for name, one in found["scores"].items()}
    # One linked, one whose source is elsewhere; the one that is too long is .45 of the union. The nested one is not counted.
    assert scores["linked"] == (1, 4, 3)
    assert scores["span-iou50"] == (2, 4, 3)
    assert scores["span-exact"] == (2, 4, 3)
    assert scores["tok-cue"] == (4, 7, 4)
    assert scores["tok-source"] == (3, 6, 5)
    assert found["scores"]["linked"]["f1"] == pytest.approx(2 / 7, abs=1e-4)
    assert found["recall"]["speech"] == {"share": 0.5, "right": 1, "count": 2}
    assert found["recall"]["direct"] == {"share": 1.0, "right": 1, "count": 1}
    assert "mixed" not in found["recall"]
    assert found["speaker"] == {"share": 1.0, "right": 1, "count": 1}
    assert found["by"]["pattern"]["precision"]["content_source_cue"] == {"share": 0.5, "right": 1, "count": 2}
    assert found["by"]["relation"]["precision"]["belief"]["count"] == 1
    assert found["by"]["type"]["recall"]["indirect"] == {"share": 0.0, "right": 0, "count": 2}
    assert [(bin_["from"], bin_["right"], bin_["count"]) for bin_ in found["reliability"]] == [
        (0.3, 0.0, 1),
        (0.4, 0.0, 1),
        (0.9, 0.5, 2),
    ]


def test_nested_predictions_count_where_the_gold_has_nesting(tmp_path: Path, pair: tuple[str, str]) -> None:
    assert figures(*pair, "--nesting")["scores"]["linked"]["predicted"] == 5
    nested = [*GOLD, row("deep", "is", "", nested_in=0)]
    gold = lines(tmp_path / "nested.jsonl", {"id": "a", "text": TEXT, "attributions": nested})
    assert figures(gold, pair[1])["scores"]["linked"]["predicted"] == 5
    assert figures(gold, pair[1], "--no-nesting")["scores"]["linked"]["predicted"] == 4


def test_relation_keeps_some_predictions(pair: tuple[str, str]) -> None:
    assert figures(*pair, "--relation", "speech, writing")["scores"]["linked"]["predicted"] == 3
    assert figures(*pair, "--relation", "denial")["scores"]["linked"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "predicted": 0, "gold": 3,
    }  # fmt: skip


def test_discarded_stretches_count_on_neither_side(tmp_path: Path, pair: tuple[str, str]) -> None:
    document = {"id": "a", "text": TEXT, "attributions": GOLD, "discard": at(TEXT[-36:])}
    found = figures(lines(tmp_path / "discard.jsonl", document), pair[1])
    assert found["scores"]["linked"]["predicted"] == 3
    assert found["scores"]["tok-cue"]["predicted"] == 5


@pytest.mark.parametrize(
    ("kind", "count"),
    [("missed", 0), ("source-wrong", 1), ("too-long", 1), ("too-short", 0), ("shifted", 0), ("taken", 0), ("extra", 1)],
)
def test_kinds_of_mistakes(pair: tuple[str, str], kind: str, count: int) -> None:
    assert figures(*pair)["mistakes"][kind] == count


def test_errors_are_listed_under_their_kind(pair: tuple[str, str]) -> None:
    listed = run("evaluate", *pair, "--errors", "3").stdout
    assert "too-long 1: " in listed
    assert "the company | according to | The mine closed in May\n" in listed
    assert "Monday | it said | The pit is deep | content_source_cue" in listed
    assert [error["kind"] for error in figures(*pair, "--errors", "1")["errors"]] == [
        "source-wrong",
        "too-long",
        "extra",
    ]
    assert figures(*pair)["errors"] == []


def test_tables_are_plain_in_a_pipe_and_the_same_each_time(pair: tuple[str, str]) -> None:
    first, second = (attrib_process("evaluate", *pair, "--errors", "2") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout and "\x1b" not in first.stdout
    assert any(line.split() == ["linked", "0.250", "0.333", "0.286", "4", "3"] for line in first.stdout.splitlines())


def test_without_predictions_the_texts_are_extracted(tmp_path: Path) -> None:
    text = "“We will appeal,” said Jane Doe.\n\nRoe said that the mine was closed."
    gold = [
        {"content": at("“We will appeal,”", text), "cue": at("said", text), "source": at("Jane Doe", text)},
        {"content": at("the mine was closed", text), "cue": [[38, 42]], "source": at("Roe", text)},
    ]
    found = figures(lines(tmp_path / "gold.jsonl", {"id": 1, "text": text, "attributions": gold}))
    assert found["scores"]["span-exact"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 2, "predicted": 2, "gold": 2,
    }  # fmt: skip
    assert found["scores"]["linked"]["right"] == 2
    assert found["reliability"]


# Formats


def test_what_extract_prints_with_its_text_is_gold(tmp_path: Path) -> None:
    text = "“We will appeal,” said Jane Doe.\n\nRoe said that Doe believed the mine was closed."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    printed = run("extract", str(tmp_path / "a.txt")).stdout
    gold = lines(tmp_path / "gold.jsonl", {**json.loads(printed), "text": text})
    (tmp_path / "pred.jsonl").write_text(printed, "utf-8")
    found = figures(gold, str(tmp_path / "pred.jsonl"))
    assert found["nesting"] is any(one["parent"] for one in json.loads(printed)["attributions"])
    assert found["scores"]["linked"]["f1"] == 1.0
    assert found["by"]["pattern"]["recall"] == found["by"]["pattern"]["precision"]
    assert run("evaluate", gold, "-", stdin=printed.encode()).exit_code == 0


T = "T1\tContent 0 17\t“We will appeal,”\nT2\tCue 27 31\tsaid\nT3\tSource 18 26\tJane Doe\n"
SECOND = "T4\tContent 33 55\tThe mine closed in May\nT5\tCue 57 69\taccording to\nT6\tSource 70 81\tthe company\n"
BELIEF = "T7\tContent 101 114\tthe union won\nT8\tCue 87 95\tbelieves\nT9\tSource 83 86\tRoe\n"


@pytest.mark.parametrize(
    "joined",
    [
        "R1\tSays Arg1:T2 Arg2:T1\nR2\tBy Arg1:T2 Arg2:T3\nR3\tx Arg1:T4 Arg2:T5\nR4\tx Arg1:T6 Arg2:T5\n"
        "R5\tx Arg1:T7 Arg2:T8\nR6\tx Arg1:T7 Arg2:T9\n",
        "E1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T4 Source:T6\nE3\tCue:T8 Content:T7 Source:T9\n",
        "E1\tCue:T2 Content:T1\nR1\tBy Arg1:T2 Arg2:T3\nE2\tCue:T5 Content:T4 Source:T6\nE3\tCue:T8 Content:T7 Source:T9\n"
        "A1\tNegated T1\n#1\tAnnotatorNotes T1\tlook again\nN1\tReference T3 Wiki:1\tJane Doe\n*\tEquiv T3 T6\n",
        "T10\tPlace 0 2\t“W\nR9\tIn Arg1:T10 Arg2:T1\nE1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T4 Source:T6\n"
        "E3\tCue:T8 Content:T7 Source:T9\n",
    ],
    ids=["relations", "events", "both, with notes", "other entities"],
)
def test_brat_gives_the_figures_of_json(tmp_path: Path, pair: tuple[str, str], joined: str) -> None:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.ann").write_text(T + SECOND + BELIEF + joined, "utf-8")
    expected = figures(*pair)["scores"]
    for name in (folder, folder / "a.ann", folder / "a.txt"):
        assert figures(str(name), pair[1])["scores"] == expected
    assert figures(pair[0], str(folder))["scores"]["linked"]["f1"] == 1.0


def test_brat_with_pieces_attribution_cues_contents_alone_and_folders(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "a.txt").write_text("“Rain,” Doe said, “will\nfall.” Snow fell.", "utf-8")
    (tmp_path / "b" / "c" / "a.ann").write_text(
        "T1\tContent 0 7;18 30\t“Rain,” “will fall.”\nT2\tAttribution 12 16\tsaid\nT3\tSource 8 11\tDoe\n"
        "E1\tAttribution:T2 Content:T1 Source:T3\nT4\tContent 31 40\tSnow fell\n",
        "utf-8",
    )
    corpus = evaluate.read_corpus(str(tmp_path / "b"), gold=True)
    (document,) = corpus.values()
    assert list(corpus) == ["c/a"]
    assert [(one.content, one.cue, one.source) for one in document.relations] == [
        (((0, 7), (18, 30)), ((12, 16),), ((8, 11),)),
        (((31, 40),), (), ()),
    ]


def test_odd_values_and_half_surrogates_do_not_stop_it(tmp_path: Path) -> None:
    odd = '{"id": "\\ud83d", "text": "Rain \\ud83d fell.", "attributions": [{"content": [[0, 6]], "confidence": %s}]}'
    names = [tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"]
    for confidence in ("NaN", "-1", '"high"', "1e999"):
        for name in names:
            name.write_text(odd % confidence, "utf-8")
        for arguments in (["--json"], ["--errors", "3"]):
            assert run("evaluate", *map(str, names), *arguments).exit_code == 0
    assert figures(*map(str, names))["reliability"] == []


# Errors

_OK = '{"id": "a", "text": "Rain fell, Ek said.", "attributions": []}'


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["holds no documents"]),
        ('{"id": "a", "text"', ["line 1", "is not JSON", "one JSON object a line"]),
        (f"{_OK}\n[1]", ["line 2", "is not a JSON object"]),
        (f"{_OK}\n{_OK}", ["line 2", "has the id 'a' of", "line 1"]),
        ('{"id": "a", "attributions": []}', ['has no "text"', "add the text"]),
        ('{"text": "a", "attributions": []}', ['has no "id"']),
        ('{"id": "a", "text": "Rain."}', ['has no list "attributions"']),
        ('{"id": "a", "text": "Rain.", "attributions": [{}]}', ["attribution 1", 'has no "content"']),
        ('{"id": "a", "text": "Rain.", "attributions": [7]}', ["attribution 1", "is not a JSON object"]),
        ('{"id": "a", "text": "Rain.", "attributions": [{"content": [0, 4]}]}', ['"content" is not a list of [start']),
        ('{"id": "a", "text": "Rain.", "attributions": [{"content": [[0, 9]]}]}', ["[0, 9]", "5 characters"]),
        ('{"id": "a", "text": "Rain.", "attributions": [{"content": [[3, 1]]}]}', ["[3, 1]"]),
        ("\udcff", ["byte 0 is not UTF-8"]),
    ],
)
def test_gold_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, content: str, parts: Sequence[str]) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content.encode("utf-8", "surrogateescape"))
    failed_on(run("evaluate", str(tmp_path / "gold.jsonl")), "gold.jsonl", *parts)


@pytest.mark.parametrize(
    ("document", "parts"),
    [
        ({"id": "b", "attributions": PRED}, ["no id of its file ('b' …) is in the gold"]),
        ({"id": "a", "text": "Rain.", "attributions": []}, ["its text is not that of"]),
        ({"id": "a", "attributions": [{"content": [[0, 9999]]}]}, ["[0, 9999] ends behind the text"]),
    ],
)
def test_predictions_from_another_text_are_told(pair: tuple[str, str], document: Row, parts: Sequence[str]) -> None:
    failed_on(run("evaluate", pair[0], lines(Path(pair[1]), document)), "pred.jsonl", *parts)


@pytest.mark.parametrize(
    ("annotation", "parts"),
    [
        ("T1\tContent 0 x\tRain\n", ["line 1", "are no offsets"]),
        ("T1\tContent 0 99\tRain\n", ["line 1", "outside the text (10 characters)"]),
        ("T1\tContent 0 4\tSnow\n", ["line 1", "says 'Snow', the text has 'Rain'"]),
        ("T1\tContent 0 4\tRain\nR1\tBy Arg1:T1\n", ["line 2", "no relation of two"]),
        ("T1\tContent 0 4\tRain\nR1\tBy Arg1:T1 Arg2:T9\n", ["line 2", "names T9"]),
        ("T1\tContent 0 4\tRain\nE1\t\n", ["line 2", "no event"]),
        ("Content 0 4\n", ["line 1", "brat's lines begin with"]),
    ],
)
def test_brat_that_cannot_be_used_is_told(tmp_path: Path, annotation: str, parts: Sequence[str]) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.", "utf-8")
    (tmp_path / "a.ann").write_text(annotation, "utf-8")
    failed_on(run("evaluate", str(tmp_path)), "a.ann", *parts)


def test_missing_files_wrong_use_and_missing_documents(tmp_path: Path, pair: tuple[str, str]) -> None:
    failed_on(run("evaluate", str(tmp_path / "none.jsonl")), "none.jsonl", "cannot be read")
    (tmp_path / "a.ann").write_text(T, "utf-8")
    failed_on(run("evaluate", str(tmp_path / "a.ann")), "a.txt", "brat needs NAME.ann and NAME.txt")
    assert run("evaluate").exit_code == 2
    assert run("evaluate", *pair, pair[1]).exit_code == 2
    assert run("evaluate", *pair, "--calibrate", "--json").exit_code == 2
    two = [{"id": name, "text": TEXT, "attributions": GOLD} for name in "ab"]
    result = run("evaluate", lines(tmp_path / "two.jsonl", *two), pair[1], "--json")
    assert "has nothing of 1 gold document ('b' …)" in result.stderr
    assert json.loads(result.stdout)["scores"]["linked"]["gold"] == 6


# Agreement with the corpora's script


def reference(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the corpora's scoring script as a module, or skip."""
    folder = SHARED / "score"
    if not (folder / "relations.py").exists():
        pytest.skip("the corpora and their script are not beside the checkout")
    monkeypatch.syspath_prepend(str(folder))
    for name in ("relations", "names"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("relations")


def agree(script: Any, gold: str, pred: str, *relations: str) -> None:
    """Fail unless script and command count the same right, predicted and gold items on two files."""
    predicted = script.load(pred)
    for document in predicted.values() if relations else ():
        document["attributions"] = [one for one in document["attributions"] if one["relation"] in relations]
    expected = script.score(script.load(gold), predicted)
    found = figures(gold, pred, *(("--relation", ",".join(relations)) if relations else ()))
    for name, score in found["scores"].items():
        assert [score["right"], score["predicted"], score["gold"]] == expected[name], name
    for name in ("speech", "direct", "mixed"):
        right, _, count = expected[f"recall-{name}"]
        share = found["recall"].get(name, {"right": 0, "count": 0})
        assert (share["right"], share["count"]) == (right, count), name
    assert [found["speaker"]["right"], found["speaker"]["count"]] == expected["speaker"][::2]


def test_agrees_with_the_script_on_the_hand_counted_pair(
    pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = reference(monkeypatch)
    agree(script, *pair)
    agree(script, *pair, "speech")


@pytest.mark.parametrize("seed", range(8))
def test_agrees_with_the_script_on_random_spans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    script = reference(monkeypatch)
    chance = random.Random(seed)
    names = ["Jane Doe", "Doe", "J. Doe", "the U.S. (NORL) Ministry", "UM", None, "Mr Roe"]

    def spans(text: str, most: int) -> list[list[int]]:
        starts = [chance.randrange(len(text)) for _ in range(chance.randint(0, most))]
        return [[start, min(len(text), start + chance.randint(0, 14))] for start in starts]

    def one(text: str, gold: bool) -> Row:
        name = chance.choice(names)
        return {
            "content": spans(text, 3), "cue": spans(text, 2), "source": spans(text, 2), "cue_speech": chance.random() < 0.5,
            "type_derived": chance.choice(["direct", "mixed", "indirect"]), "relation": chance.choice(["speech", "belief"]),
            "speaker": name if gold else {"name": name}, "parent": None if gold else chance.choice([None, None, "x"]),
        }  # fmt: skip

    gold, pred = [], []
    for number in range(20):
        text = "".join(chance.choice("ab “”\"',. \nü") for _ in range(chance.randint(1, 120)))
        # Which corpora have nesting the script knows by name; the command sees it in the gold.
        document = {"id": str(number), "corpus": "polnear" if seed % 2 else "own", "text": text}
        rows = [one(text, True) for _ in range(chance.randint(0, 6))]
        if not seed % 2:
            rows.append(one(text, True) | {"nested_in": 0})
        gold.append({**document, "discard": spans(text, 1), "attributions": rows})
        pred.append({"id": str(number), "attributions": [one(text, False) for _ in range(chance.randint(0, 6))]})
    agree(script, lines(tmp_path / "gold", *gold), lines(tmp_path / "pred", *pred))


@pytest.mark.parametrize("name", ["wikinews.dev", "polnear.dev"])
def test_agrees_with_the_script_on_the_corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    script = reference(monkeypatch)
    gold = (SHARED / "corpora" / f"{name}.jsonl").read_text("utf-8").splitlines(keepends=True)[:30]
    (tmp_path / "gold.jsonl").write_text("".join(gold), "utf-8")
    result = run("extract", str(tmp_path / "gold.jsonl"))
    assert result.exit_code == 0
    (tmp_path / "pred.jsonl").write_text(result.stdout, "utf-8")
    files = (str(tmp_path / "gold.jsonl"), str(tmp_path / "pred.jsonl"))
    agree(script, *files)
    agree(script, *files, "speech", "writing", "belief")


# Parts


def test_union_and_overlap() -> None:
    assert union([(5, 9), (0, 3), (3, 4), (8, 8), (6, 7)]) == ((0, 4), (5, 9))
    assert iou(((0, 4),), ((2, 6),)) == pytest.approx(1 / 3)
    assert iou((), ((2, 6),)) == 0


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Jane Doe", "Doe", True),
        ("Jane Doe", "President Jane Doe", True),
        ("Jane Doe", "John Doe", True),  # as good as "J. Doe": only the initials are looked at
        ("Jane Doe", "Ann Doe", False),
        ("Norland Mining Union", "NMU", True),
        ("two officials", "2 officials", True),
        ("Doe", "a man who said that his name was Doe", False),
        ("Doe", None, False),
    ],
)
def test_same_speaker(gold: str, found: str | None, same: bool) -> None:
    assert same_speaker(gold, found) is same
