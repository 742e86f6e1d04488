"""What an ingest was made with: the tool's version and hashes of the rules it read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from attrib import __version__, resources
from attrib.keys import digest
from attrib.records import Document


@dataclass(frozen=True, slots=True)
class Run:
    """One invocation of ingest. Two runs that are equal but for `options` find the same in the same document.

    `min_confidence` is the confidence, 0 to 1, below which attributions are left out; `outlets` the hash of the user's own
    outlets, "" without any.
    """

    tool_version: str
    grammar_hash: str
    lexicon_hash: str
    code_hash: str
    options: str = "{}"
    min_confidence: float = 0.0
    outlets: str = ""


# What decides what is found in a text, and how it is kept: another file there, another hash.
CODE = ("segment", "parse", "resolve", "store")


def current_run(options: Mapping[str, object] | None = None, min_confidence: float = 0.0) -> Run:
    """Describe the rules as they are installed now. The code's hash is in, so that no corrected rule is passed over."""
    told = dict(options or {}) | ({"min_confidence": min_confidence} if min_confidence else {})
    grammar, package = resources.grammar(), Path(__file__).resolve().parent.parent
    return Run(
        tool_version=__version__,
        grammar_hash=_hash(grammar.glob("*.lark")),
        lexicon_hash=_hash([*(grammar / "lexicon").glob("*.tsv"), *resources.seeds().glob("*.tsv")]),
        code_hash=hash_code(package),
        options=json.dumps(told, sort_keys=True, ensure_ascii=False),
        min_confidence=min_confidence,
    )


def input_hash(document: Document, run: Run) -> str:
    """Return the hash of everything that decides what is found in a document: equal hashes, equal rows."""
    told = (document.title, document.publisher, document.date, document.url)
    rules = (run.tool_version, run.grammar_hash, run.lexicon_hash, run.code_hash)
    chosen: tuple[str, ...] = (f"min_confidence {run.min_confidence}",) if run.min_confidence else ()
    chosen += (f"outlets {run.outlets}",) if run.outlets else ()
    return digest("input", document.text, *(json.dumps(value) for value in told), *rules, *chosen)


def list_hash(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the hash of a list of outlets, "" for an empty one."""
    lines = [json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows]
    return digest("outlets", *sorted(lines)) if lines else ""


def hash_code(package: Path) -> str:
    """Return the hash of the code of all rooms in `CODE`, with what lies below them."""
    return _hash((path for room in CODE for path in (package / room).rglob("*.py")), package)


def _hash(paths: Iterable[Path], below: Path | None = None) -> str:
    total = blake2b(digest_size=8)
    for path in sorted(paths):
        content = path.read_bytes()
        name = path.relative_to(below).as_posix() if below else path.name
        total.update(f"{name}:{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()
