"""Read tests/cases/*.md: a title line, a full stop, text lines with their mark lines under them, a full stop.

The title holds `pattern, type[, field=value]` of each attribution, apart by `;`, or is `nothing`. Under a text line
comes a mark line an attribution, in their order: `=` content, `^` cue, `~` source, a lone `|` for nothing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from attrib.records import Spans

_TITLE = re.compile(r"(?P<pattern>\w+), (?P<type>direct|mixed|indirect|none)(?P<fields>(?:, \w+=\w+)*)")


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution as drawn; `fields` are the further ones of the title, such as ("relation", "denial")."""

    pattern: str
    type: str
    fields: tuple[tuple[str, str], ...]
    content: Spans
    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class Case:
    """One block; `line` is the number of its title line, and `expected` is () under the title `nothing`."""

    file: str
    line: int
    titles: tuple[str, ...]
    text: str
    expected: tuple[Expected, ...]


def read_case(file: str, line: int, title: str, body: list[str]) -> Case:
    """Return the case of one block, BODY standing between its full stops. Raises ValueError with file and line."""
    titles = () if title == "nothing" else tuple(re.split(r" *; *", title))
    rows = 1 + len(titles)
    texts, expected = body[::rows], []
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    for number, words in enumerate(titles, 1):
        fields, marks = _TITLE.fullmatch(words), body[number::rows]
        if not fields or len(marks) < len(texts) or not re.fullmatch(r"[ |]*[=^~][ |=^~]*", "".join(marks)):
            raise ValueError(f"{file}:{line}: write `pattern, type[, field=value]`, draw = ^ ~ under each text line")
        runs = [(at, run) for at, mark in zip(starts, marks, strict=True) for run in re.finditer(r"=+|\^+|~+", mark)]
        spans = [tuple((at + r.start(), at + r.end()) for at, r in runs if r[0][0] == sign) for sign in "=^~"]
        extra = tuple(re.findall(r"(\w+)=(\w+)", fields["fields"]))
        expected.append(Expected(fields["pattern"], fields["type"], extra, *spans))
    if not any(texts):
        raise ValueError(f"{file}:{line}: a block without text")
    return Case(file, line, titles, "\n".join(texts), tuple(expected))


def load_cases(folder: Path) -> list[Case]:
    """Return the cases of all *.md files of FOLDER in order. Raises ValueError with file and line for a bad block."""
    cases = []
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        stops = [at for at, line in enumerate(lines) if line == "."]
        if len(stops) % 2:
            raise ValueError(f"{path.name}:{stops[-1] + 1}: a block without its second full stop")
        for first, last in zip(stops[::2], stops[1::2], strict=True):
            cases.append(read_case(path.name, first, lines[first - 1], lines[first + 1 : last]))
    return cases
