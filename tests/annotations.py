"""Annotated and predicted documents, and what `attrib evaluate` prints of them."""

import json
from pathlib import Path
from typing import Any

from command_line import run

TEXT = (
    "“We will appeal,” Jane Doe said. The mine closed in May, according to the company. "
    "Roe believes that the union won. The pit is deep, it said on Monday."
)
Row = dict[str, Any]


def at(words: str, text: str = TEXT) -> list[list[int]]:
    """Return the span of some words in a list, [] for none."""
    return [[text.index(words), text.index(words) + len(words)]] if words else []


def row(content: str, cue: str, source: str, **known: object) -> Row:
    """Return an attribution of TEXT as JSON has it."""
    return {"content": at(content), "cue": at(cue), "source": at(source), **known}


GOLD = [
    row("“We will appeal,”", "said", "Jane Doe", type_derived="direct", cue_speech=True, speaker="Jane Doe"),
    row("The mine closed in May", "according to", "the company", type_derived="indirect", cue_speech=True),
    row("the union won", "believes", "Roe", type_derived="indirect", cue_speech=False, speaker="Ann Roe"),
]
# The first is right without its marks, the second too long by half and more with the right source, the third has a source
# elsewhere, the fourth is in no gold, and the fifth stands inside another one and matches nothing.
PRED = [
    row("We will appeal", "said", "Doe", pattern="content_source_cue", relation="speech", type="direct",
        confidence=0.95, speaker={"name": "Doe"}),
    row(TEXT[33:82], "according to", "the company", pattern="according_last", relation="speech", type="indirect",
        confidence=0.9),
    row("the union won", "believes", "that", pattern="source_cue_that", relation="belief", type="indirect",
        confidence=0.4),
    row("The pit is deep", "it said", "Monday", pattern="content_source_cue", relation="speech", type="indirect",
        confidence=0.3, id="outer"),
    row("union", "won", "union", pattern="source_cue_object", relation="belief", type="indirect", confidence=0.2,
        parent="outer"),
]  # fmt: skip


def lines(path: Path, *documents: Row) -> str:
    """Write JSON lines and return the file's name."""
    path.write_text("".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents), "utf-8")
    return str(path)


def figures(*arguments: str) -> Row:
    """Return what the command prints with --json."""
    result = run("evaluate", *arguments, "--json")
    assert result.exit_code == 0, result.output
    printed: Row = json.loads(result.stdout)
    return printed
