"""Quotations: marks paired by type and context, and the look-alikes that are no marks."""

import pytest

from attrib.records import Document, Quotation
from attrib.segment import segment
from attrib.segment.quotations import find_quotations

# Text and its quotations; an inner one begins with ">", one that is never closed ends with "~".
PAIRS = [
    ('Sato said "we tried" and left.', ['"we tried"']),
    ("Sato said “we tried” and left.", ["“we tried”"]),
    ("Sato said ``we tried'' and left.", ["``we tried''"]),
    ("Sato said ''we tried'' and left.", ["''we tried''"]),
    ("She dialled ''1'' and left.", ["''1''"]),
    ("Sato said «we tried» and left.", ["«we tried»"]),
    ("Sato said « we tried » and left.", ["« we tried »"]),
    ("Sato sagte „wir gehen“ und ging.", ["„wir gehen“"]),
    ("Sato sagte »wir gehen« und ging.", ["»wir gehen«"]),
    ('Sato said “we tried" and left.', ['“we tried"']),
    ('Sato said "we tried” and left.', ['"we tried”']),
    ("Sato said ”we tried” and left.", ["”we tried”"]),
    ("Sato said “we tried“ and left.", ["“we tried“"]),
    ("“They said ‘no’ to me,” she said.", ["“They said ‘no’ to me,”", ">‘no’"]),
    ("\"They said 'no' to me,\" she said.", ["\"They said 'no' to me,\"", ">'no'"]),
    ('“They said "no" to me,” she said.', ['“They said "no" to me,”', '>"no"']),
    ("‘They said “no” to me,’ she said.", ["‘They said “no” to me,’", ">“no”"]),
    ("Norland vows to 'unconditionally support' Orlov's war", ["'unconditionally support'"]),
    ("Sato: 'We will not go'", ["'We will not go'"]),
    ("'Not safe': bridge closes after Leik's report", ["'Not safe'"]),
    ("'the dogs' owner paid,' he said.", ["'the dogs' owner paid,'"]),
    ("'terrorists' said the dogs' owner.", ["'terrorists'"]),
    ("Don't tell 'em it's the '90s, y'all.", []),
    ("Rock 'n' roll was Kyiv's and the dogs' joy.", []),
    ("The ‘90s and ’tis the season’s end.", []),
    ("The dogs’ owner and the cats’ owner met.", []),
    ('He is 6\'2" tall and said "no" twice.', ['"no"']),
    ('A 12" pipe burst.', []),
    ('She said "we won in 2024" on Monday.', ['"we won in 2024"']),
    ('"The 12" gun fired," he said.', ['"The 12" gun fired,"']),
    ('He said "yes. Then she said "no" and "maybe".', ['"no"', '"maybe"']),
    ('He said: "We go on and on.', ['"We go on and on.~']),
    ('We go on," he said.', []),
    ('("We tried") and ["it failed"] — "so" — "what"', ['"We tried"', '"it failed"', '"so"', '"what"']),
    ('said:"We tried" and left', ['"We tried"']),
    ('"[So] we tried," he said.', ['"[So] we tried,"']),
    ('"We tried," he said, "but nobody listened."', ['"We tried,"', '"but nobody listened."']),
    ('""', ['""']),
    ('"', []),
    ("“”", ["“”"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS, ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_pairs(text: str, expected: list[str]) -> None:
    found = [
        (">" if q.inner else "") + text[q.start : q.end] + ("" if q.closer else "~")
        for q in find_quotations(text, [(0, len(text))])
    ]
    assert found == expected


def _of(*paragraphs: str) -> tuple[str, tuple[Quotation, ...]]:
    text = "\n\n".join(paragraphs)
    return text, segment(Document("x", text)).quotations


def test_a_reopened_quotation_continues() -> None:
    text, found = _of(
        "Doe said: “The bridge is not safe and it will not be for years.",
        "“We will close it on Monday,” she added, and left the room with her aides.",
        "“It is done,” she said.",
    )
    assert [(q.closer, q.continues) for q in found] == [("", False), ("”", True), ("”", False)]
    assert text[found[0].start : found[0].end].endswith("for years.")


def test_a_reopened_quotation_continues_with_straight_and_single_marks() -> None:
    _text, found = _of('Doe said: "The bridge is not safe at all.', '"We will close it," she added, and left the room.')
    assert [(q.closer, q.continues) for q in found] == [("", False), ('"', True)]


def test_an_unclosed_mark_does_not_swallow_what_follows() -> None:
    text, found = _of(
        'Doe called it a "bad plan and left the room before the vote was taken.',
        'The mayor called it a "good plan" and stayed until the end of the meeting.',
    )
    assert [text[q.start : q.end] for q in found][1:] == ['"good plan"']
    assert not found[1].continues


def test_a_closed_quotation_is_not_continued() -> None:
    _text, found = _of("“The bridge is not safe,” Doe said on the radio.", "“We will close it,” the mayor said later.")
    assert [q.continues for q in found] == [False, False]


def test_credits_and_furniture_hold_no_quotations() -> None:
    _text, found = _of(
        'The mayor called it "a good plan" on Monday.', "Read also: 'Not safe'", "Sign up for our 'Daily'"
    )
    assert len(found) == 1
