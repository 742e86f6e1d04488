"""Read tests/cases/*.md: sentences with their attributions drawn under them.

A block is a title line, a line with a full stop, text lines each followed by its mark lines, and a full stop again. The
title names pattern and type of each attribution, apart by `;`, or is `nothing`. A mark line stands for one attribution
of the title, in its order: `=` under content, `^` under the cue, `~` under the source, a lone `|` where it has nothing.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from attrib.records import Spans

TYPES = ("direct", "mixed", "indirect", "none")


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution as drawn; `fields` are the further ones that the title states, such as ("relation", "denial")."""

    pattern: str
    type: str
    fields: tuple[tuple[str, str], ...]
    content: Spans
    cue: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class Case:
    """One block. `line` is that of its title, `titles` the title's parts; for `nothing`, `expected` is ()."""

    file: str
    line: int
    titles: tuple[str, ...]
    text: str
    expected: tuple[Expected, ...]


def _case(file: str, line: int, title: str, body: list[str]) -> Case:
    titles = tuple(part.strip() for part in title.split(";"))
    count = 0 if titles == ("nothing",) else len(titles)
    rows = [body[at : at + 1 + count] for at in range(0, len(body), 1 + count)]
    if not rows or len(rows[-1]) != 1 + count or any(re.search(r"[^ =^~|]", mark) for row in rows for mark in row[1:]):
        raise ValueError(f"{file}:{line}: every text line needs {count} mark line(s) of spaces and = ^ ~ (or |) under it")
    starts = [sum(len(row[0]) + 1 for row in rows[:number]) for number in range(len(rows))]
    expected = []
    for number, part in enumerate(titles[:count], 1):
        pattern, kind, *rest = [word.strip() for word in f"{part},".rstrip(",").split(",")] + [""] * ("," not in part)
        spans = {sign: tuple((start + run.start(), start + run.end()) for start, row in zip(starts, rows, strict=True)
                 for run in re.finditer(re.escape(sign) + "+", row[number])) for sign in "=^~"}  # fmt: skip
        if kind not in TYPES or any(rest_part.count("=") != 1 for rest_part in rest if rest_part) or not spans["^"]:
            raise ValueError(f"{file}:{line}: attribution {number} needs `pattern, type[, field=value]` and a cue (^)")
        fields = tuple((name, value) for name, _, value in (item.partition("=") for item in rest if item))
        expected.append(Expected(pattern, kind, fields, spans["="], spans["^"], spans["~"]))
    return Case(file, line, titles, "\n".join(row[0] for row in rows), tuple(expected))


def load_cases(folder: Path) -> list[Case]:
    """Return the cases of all *.md files of FOLDER in order. Raises ValueError, naming file and line, for a bad block."""
    cases = []
    for path in sorted(folder.glob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        at = 0
        while at < len(lines):
            if lines[at] != ".":
                at += 1
                continue
            if "." not in lines[at + 1 :]:
                raise ValueError(f"{path.name}:{at + 1}: a block without its closing full stop")
            end = lines.index(".", at + 1)
            cases.append(_case(path.name, at, lines[at - 1], lines[at + 1 : end]))
            at = end + 1
    return cases
