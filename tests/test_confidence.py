"""Confidence: the features of a reading, the tables they are looked up in, and leaving out what is less certain."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import run

from attrib.commands.certain import at_least
from attrib.evaluate.calibrate import SEEN
from attrib.lexicon import table
from attrib.parse.assemble.confidence import ANY, FEATURES, SUREST, doubts_of, lower, rate
from attrib.parse.grammar.patterns import patterns
from attrib.pipeline import extract
from attrib.records import Attribution, Document, Resolution, Span, Speaker
from attrib.segment import segment

SAID = "The mine will close in May, Doe said."


def at(text: str, words: str) -> Span:
    """Return the span of some words."""
    start = text.index(words)
    return (start, start + len(words))


def reading(text: str, content: str, cue: str, source: str, **known: object) -> Attribution:
    """Return a reading whose parts are some words of a text."""
    values: dict[str, object] = {
        "article": 0, "sentence": 0, "pattern": "content_source_cue", "relation": "speech", "type": "indirect",
        "stance": "neutral", "confidence": 0.5, "content": (at(text, content),) if content else (),
        "cue": (at(text, cue),) if cue else (), "source": (at(text, source),) if source else (),
    }  # fmt: skip
    return Attribution(**(values | known))  # type: ignore[arg-type]


def doubts(text: str, one: Attribution, speaker: Speaker | None = None) -> dict[str, str]:
    """Return feature and value of one reading of a text."""
    resolutions = (Resolution((speaker,), None, (), ()),) if speaker else ()
    (found,) = doubts_of(segment(Document("1", text)), (one,), resolutions)
    assert list(dict(found)) == [feature for feature in FEATURES if feature in dict(found)]
    return dict(found)


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "feature", "value"),
    [
        (SAID, "The mine will close in May", "said", "Doe", "form", "content_source_cue indirect"),
        # Words between marks are somebody's, whoever's they are.
        (SAID, "The mine will close in May", "said", "Doe", "source", "content name"),
        ("It closed, she said.", "It closed", "said", "she", "source", "content he"),
        ("It closed, they said.", "It closed", "said", "they", "source", "content pronoun"),
        ("It closed, the company said.", "It closed", "said", "the company", "source", "content description"),
        ("It closed, Doe, its head, said.", "It closed", "said", "Doe, its head,", "source", "content apposition"),
        ("It was said to close.", "to close", "said", "", "source", "content none"),
        (SAID, "The mine will close in May", "said", "Doe", "cue", "SAY neutral"),
        ("Doe admitted it closed.", "it closed", "admitted", "Doe", "cue", "ADMIT neutral"),
        ("By Doe: it closed.", "it closed", ":", "Doe", "cue", "other neutral"),
        (SAID, "The mine will close in May", "said", "Doe", "distance", None),
        (
            "Doe, who came late to the dinner in the old town hall on Monday, said it closed.",
            "it closed", "said", "Doe", "distance", "far",
        ),
        ("Doe, who came late, said it closed.", "it closed", "said", "Doe", "distance", None),
        ("“We won, Doe said.", "“We won", "said", "Doe", "marks", "unbalanced"),
        ("“We won,” Doe said.", "“We won,”", "said", "Doe", "marks", None),
        ("“We won,” Doe said.\n\n“We lost, Roe said.", "“We won,”", "said", "Doe", "marks", None),
    ],
)  # fmt: skip
def test_features(text: str, content: str, cue: str, source: str, feature: str, value: str | None) -> None:
    assert doubts(text, reading(text, content, cue, source)).get(feature) == value


@pytest.mark.parametrize(("known", "feature"), [("implicit", "subject"), ("negated", "negation")])
def test_features_that_the_reading_tells(known: str, feature: str) -> None:
    plain = reading(SAID, "The mine will close in May", "said", "Doe")
    assert feature not in doubts(SAID, plain)
    assert feature in doubts(SAID, replace(plain, **{known: True}))  # type: ignore[arg-type]


def test_a_pronoun_that_is_not_resolved_is_known_after_resolve() -> None:
    text = "It closed, she said."
    one = reading(text, "It closed", "said", "she")
    assert "speaker" not in doubts(text, one)
    assert doubts(text, one, Speaker("she", "person", "unresolved", ("Doe", "Roe")))["speaker"] == "unresolved pronoun"
    assert doubts(text, one, Speaker("Doe", "person", "inferred"))["speaker"] == "person"
    named = reading(SAID, "The mine will close in May", "said", "Doe")
    assert doubts(SAID, named, Speaker("Doe", "person", "unresolved", ("A Doe", "B Doe")))["speaker"] == "unresolved"


def test_a_refusal_has_the_precision_of_its_pattern() -> None:
    text = "Doe declined to comment."
    one = reading(text, "", "declined to comment", "Doe", pattern="refusal_none", type="none", relation="refusal")
    assert doubts(text, one) == {}
    (rated,) = rate(segment(Document("1", text)), (one,))
    measured = {row["pattern"]: float(row["precision"]) for row in table("precision")}
    assert rated.confidence == round(measured.get("refusal_none", measured[ANY]), 2)


def test_doubts_lower_and_nothing_is_certain() -> None:
    assert lower(0.8, 0.5) == 0.4
    assert lower(0.9, 2.0) == SUREST < 1
    text = "Doe said that the mine will close in May, and would not open for as long as she is the head of it."
    plain = reading(text, "the mine will close in May", "said", "Doe", pattern="source_cue_that")
    document = segment(Document("1", text))
    sure, doubted = rate(document, (plain, replace(plain, negated=True)))
    assert doubted.confidence < sure.confidence


def test_tables_name_patterns_and_features_that_exist() -> None:
    known = {name for name, _ in patterns()} | {"float_quote", ANY}
    for row in table("precision"):
        assert row["pattern"] in known, f"{row['pattern']} is no pattern now; run attrib evaluate --calibrate"
        assert 0 < float(row["precision"]) < 1 and int(row["count"]) > 0
    for row in table("doubts"):
        assert row["feature"] in FEATURES and 0 < float(row["factor"]) < 3 and int(row["count"]) >= SEEN


# --min-confidence


def test_children_of_what_is_dropped_stand_for_themselves() -> None:
    extraction = extract(Document("1", SAID))
    (one,), (resolution,) = extraction.attributions, extraction.resolutions
    nested = [replace(one, confidence=0.9), replace(one, confidence=0.3, parent=0), replace(one, confidence=0.8, parent=1),
              replace(one, confidence=0.7, parent=0)]  # fmt: skip
    extraction = replace(extraction, attributions=tuple(nested), resolutions=(resolution,) * 4)
    kept = at_least(extraction, 0.5)
    assert [(found.confidence, found.parent) for found in kept.attributions] == [(0.9, None), (0.8, None), (0.7, 0)]
    assert len(kept.resolutions) == 3
    assert at_least(extraction, 0.0) == extraction
    assert at_least(extraction, 1.0).attributions == ()


def test_extract_and_ingest_leave_out_what_is_less_certain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        "“The mine will close,” Doe said.\n\nRoe vowed to fight, wanting to keep it open, as her father had wanted to."
    )
    Path("story.txt").write_text(text, encoding="utf-8")
    (line,) = run("extract", "story.txt").stdout.splitlines()
    shares = sorted(row["confidence"] for row in json.loads(line)["attributions"])
    assert len(shares) >= 2 and shares[0] < shares[-1]
    (line,) = run("extract", "story.txt", "--min-confidence", str(shares[-1])).stdout.splitlines()
    assert [row["confidence"] for row in json.loads(line)["attributions"]] == shares[-1:]
    assert run("extract", "story.txt", "--min-confidence", "90").exit_code == 2
    assert f"{len(shares)} attributions stored" in run("ingest", "news.db", "story.txt").stdout
    # Another threshold finds other rows: the document is read again, not taken as unchanged.
    for expected in ("1 changed, 0 unchanged; 1 attribution stored", "0 changed, 1 unchanged; 0 attributions stored"):
        assert expected in run("ingest", "news.db", "story.txt", "--min-confidence", str(shares[-1])).stdout
