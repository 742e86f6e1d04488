"""attrib evaluate --calibrate: the tables that confidence is read from."""

import shutil
from pathlib import Path

import pytest
from annotations import at, lines
from command_line import failed_on, run

from attrib import evaluate, resources
from attrib.evaluate.calibrate import PRIOR, SEEN, Reading


def test_precision_and_factors_of_a_toy_corpus() -> None:
    near, far = (("form", "a direct"),), (("form", "a direct"), ("distance", "far"))
    measured: list[Reading] = [("a", near, True)] * 120 + [("a", far, False)] * 40 + [("b", (), True)] * 40
    calibration = evaluate.calibrate(measured)
    overall, *patterns = calibration.precision
    assert (overall.name, overall.figure, overall.count) == (("*",), 0.8, 200)
    assert [(row.name, row.count) for row in patterns] == [(("a",), 160), (("b",), 40)]
    assert patterns[0].figure == pytest.approx((120 + PRIOR * 0.8) / (160 + PRIOR), abs=1e-3)
    assert patterns[1].figure == pytest.approx((40 + PRIOR * 0.8) / (40 + PRIOR), abs=1e-3)
    form, distance = calibration.factors
    assert form.name == ("form", "a direct") and form.figure == pytest.approx(1, abs=0.02)
    assert distance.name == ("distance", "far")
    assert distance.figure == pytest.approx(PRIOR / (40 + PRIOR), abs=0.01)
    rare = [("a", near, True)] * 60 + [("a", far, False)] * (SEEN - 1)
    assert [row.name for row in evaluate.calibrate(rare).factors] == [("form", "a direct")]


def toy(path: Path) -> str:
    """Write a corpus in which half of the sentences with "said" are annotated."""
    documents = []
    for number in range(60):
        text = f"The mine number {number} will close, Doe said."
        gold = {"content": [[0, text.index(",")]], "cue": at("said", text), "source": at("Doe", text)}
        documents.append({"id": str(number), "text": text, "attributions": [gold] if number % 2 else []})
    return lines(path, *documents)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of tables of a copy of the grammar, which is now the grammar."""
    shutil.copytree(resources.grammar(), tmp_path / "grammar")
    monkeypatch.setattr(resources, "grammar", lambda: tmp_path / "grammar")
    return tmp_path / "grammar" / "lexicon"


def test_calibrate_writes_the_tables(tmp_path: Path, checkout: Path) -> None:
    name = toy(tmp_path / "toy.jsonl")
    result = run("evaluate", "--calibrate", name)
    assert result.exit_code == 0, result.output
    assert "60 readings, 0.500 of them linked" in result.stdout
    precision = (checkout / "precision.tsv").read_text("utf-8")
    assert "\npattern\tprecision\tcount\n*\t0.500\t60\ncontent_source_cue\t0.500\t60\n" in precision
    assert precision.startswith("# Made by `attrib evaluate --calibrate` from 60 readings of toy.jsonl (sha256 ")
    assert str(tmp_path) not in precision and "mine" not in precision
    doubts = (checkout / "doubts.tsv").read_text("utf-8")
    assert "\nfeature\tvalue\tfactor\tcount\nform\tcontent_source_cue indirect\t1.000\t60\n" in doubts
    assert run("evaluate", "--calibrate", name).exit_code == 0
    assert (checkout / "precision.tsv").read_text("utf-8") == precision
    assert not list(checkout.glob("*.part"))


def test_calibrate_refuses_an_installed_package_and_empty_corpora(
    tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (checkout / "precision.tsv").read_bytes()
    silent = lines(tmp_path / "silent.jsonl", {"id": "1", "text": "Rain fell.", "attributions": []})
    failed_on(run("evaluate", "--calibrate", silent), "nothing to calibrate on")
    assert run("evaluate", "--calibrate", str(tmp_path)).exit_code == 2
    installed = tmp_path / "site-packages" / "attrib" / "grammar"
    monkeypatch.setattr(resources, "grammar", lambda: installed)
    failed_on(run("evaluate", "--calibrate", toy(tmp_path / "toy.jsonl")), "installed package; calibrate in a checkout")
    assert (checkout / "precision.tsv").read_bytes() == before
