"""Every drawn sentence of tests/cases comes out as drawn, and nothing else comes out of it."""

from pathlib import Path

import pytest
from case_files import Case, Expected, load_cases, read_case

from attrib.parse import parse
from attrib.records import Attribution, Document, Spans
from attrib.segment import segment

CASES = load_cases(Path(__file__).parent / "cases")


def marks(text: str, found: Attribution | Expected) -> str:
    """Return the text with the spans of one attribution drawn under each of its lines."""
    row = [" "] * len(text)
    for sign, spans in (("=", found.content), ("^", found.cue), ("~", found.source)):
        for start, end in spans:
            row[start:end] = sign * (end - start)
    drawn, at = [f"{found.pattern}, {found.type}"], 0
    for line in text.split("\n"):
        drawn += [line, "".join(row[at : at + len(line)]).rstrip() or "|"]
        at += len(line) + 1
    return "\n".join(drawn)


def spans_of(found: Attribution | Expected) -> tuple[Spans, Spans, Spans]:
    return (found.content, found.cue, found.source)


def differences(case: Case, got: tuple[Attribution, ...]) -> list[str]:
    """Return one drawing with its reason for each attribution that is missing, wrong or too many."""
    report, left = [], list(got)
    for wanted in case.expected:
        same = [g for g in left if spans_of(g) == spans_of(wanted)]
        same = [g for g in same if g.pattern == wanted.pattern] or same
        if not same:
            report.append("MISSING " + marks(case.text, wanted))
            continue
        left.remove(same[0])
        for name, value in (("pattern", wanted.pattern), ("type", wanted.type), *wanted.fields):
            if str(getattr(same[0], name)) != value:
                report.append(f"{name} is {getattr(same[0], name)}, not {value}: {marks(case.text, same[0])}")
    return report + ["EXTRA " + marks(case.text, g) for g in left]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}:{case.line}" for case in CASES])
def test_case(case: Case) -> None:
    got = parse(segment(Document(id="case", text=case.text)))
    report = differences(case, got)
    assert not report, "\n" + "\n\n".join(report)


def test_a_content_inside_another_is_its_child() -> None:
    nested = [case for case in CASES if case.file == "embedded.md" and len(case.expected) == 2]
    assert nested
    for case in nested:
        outer, inner = case.expected
        if not any(s <= inner.cue[0][0] and inner.cue[0][1] <= e for s, e in outer.content):
            continue
        got = parse(segment(Document(id="case", text=case.text)))
        parents = {g.cue: g.parent for g in got}
        index = {g.cue: number for number, g in enumerate(got)}
        assert outer.cue in index and parents.get(inner.cue) == index[outer.cue], case.text


def test_there_are_enough_cases_and_near_misses() -> None:
    assert len(CASES) >= 170
    assert sum(not case.expected for case in CASES) >= max(60, len(CASES) // 4)


def test_a_text_stands_in_one_case_only() -> None:
    texts = [case.text for case in CASES]
    assert sorted(set(texts)) == sorted(texts)


def test_a_drawing_reads_as_spans() -> None:
    case = read_case("x.md", 1, "source_cue_to, indirect, relation=belief", ["He wants to go.", "~~ ^^^^^    =="])
    only = Expected("source_cue_to", "indirect", (("relation", "belief"),), ((12, 14),), ((3, 8),), ((0, 2),))
    assert case.expected == (only,)


def test_a_second_text_line_is_counted_with_its_newline() -> None:
    case = read_case("x.md", 1, "speaker_line, indirect", ["Tea", "|", "DOE: No", "~~~^ =="])
    assert case.text == "Tea\nDOE: No"
    assert spans_of(case.expected[0]) == (((9, 11),), ((7, 8),), ((4, 7),))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("source_cue_to, indirect", ["He wants to go."]),
        ("source_cue_to, indirect", ["He wants to go.", "~~ ^^^^^    == x"]),
        ("source_cue_to, indirect", ["He wants to go.", "|"]),
        ("source_cue_to", ["He wants to go.", "~~ ^^^^^    =="]),
        ("source_cue_to, spoken", ["He wants to go.", "~~ ^^^^^    =="]),
        ("source_cue_to, indirect, belief", ["He wants to go.", "~~ ^^^^^    =="]),
        ("source_cue_to, indirect ; noun_to, indirect", ["He wants to go.", "~~ ^^^^^    =="]),
        ("nothing", []),
    ],
)
def test_a_bad_block_is_named(title: str, body: list[str]) -> None:
    with pytest.raises(ValueError, match=r"^x\.md:7: "):
        read_case("x.md", 7, title, body)


def test_an_unclosed_block_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Head\n\nnothing\n.\nA text.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^x\.md:4: "):
        load_cases(tmp_path)
