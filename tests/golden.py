"""Digests of what attrib finds, so that moving code about can be shown to change nothing.

    python tests/golden.py                        # compare with golden.json; exit 1 and name what differs
    python tests/golden.py --corpora ../shared    # the invented texts of such a folder as well
    python tests/golden.py --more news.jsonl --kept before.json   # other texts, digests kept elsewhere
    python tests/golden.py --update               # a rule was changed on purpose: write the digests anew

One digest a text over the line that `attrib extract` prints for it: the demo's articles, all cases, made-up articles.
One digest a table over a database of the demo and the made-up articles, compared. Only digests are kept, no texts.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from case_files import load_cases  # noqa: E402  # run as a script, the folders have to be found first
from planted.corpus import corpus  # noqa: E402
from planted.prose import articles, as_line  # noqa: E402

from attrib.commands.intake import take_in  # noqa: E402
from attrib.export.jsonl import to_line  # noqa: E402
from attrib.pipeline import extract  # noqa: E402
from attrib.read import read_paths  # noqa: E402
from attrib.read.options import ReadOptions  # noqa: E402
from attrib.records import Document  # noqa: E402
from attrib.store.compared import compare_database  # noqa: E402
from attrib.store.runs import current_run  # noqa: E402

KEPT = Path(__file__).with_name("golden.json")
MADE_UP = 500
# Tables and columns that tell when and with which code a database was made, not what is in it.
PASSING_TABLES = ("run", "comparison", "_migration")
PASSING_COLUMNS = ("input_hash", "run_id")
Digests = dict[str, dict[str, str]]


def made_up() -> list[dict[str, Any]]:
    """Return made-up articles as JSON lines have them."""
    planted = corpus(80, 12, 7, 0.1)
    return [as_line(one) for one in articles(planted, 7)][:MADE_UP]


def texts(corpora: Path | None = None, more: Path | None = None) -> Iterator[tuple[str, Document]]:
    """Yield each text under its group; ids are those of its group."""
    for path in sorted((ROOT / "seeds" / "articles").glob("*.txt")):
        for found in read_paths([str(path)], ReadOptions()):
            if isinstance(found, Document):
                yield "demo", Document(path.name, found.text, found.title, found.publisher, found.date, found.url)
    for case in load_cases(ROOT / "tests" / "cases"):
        yield "cases", Document(f"{case.file}:{case.line}", case.text)
    for line in made_up():
        yield "made up", _document(line)
    for path in sorted((corpora / "field").glob("*.json")) if corpora else ():
        for number, told in enumerate(_listed(json.loads(path.read_text(encoding="utf-8")))):
            for one in told.get("articles", [told]):
                yield path.stem, _document({**one, "id": f"{number} {one.get('id', '')}"})
    for found in read_paths([str(more)] if more else [], ReadOptions()):
        if isinstance(found, Document):
            yield "more", found


def found_in_texts(corpora: Path | None, more: Path | None) -> Digests:
    """Return a digest of the line of JSON for each text, by group and id."""
    digests: Digests = {}
    for group, document in texts(corpora, more):
        digests.setdefault(group, {})[document.id] = _digest(to_line(extract(document)))
    return digests


def found_in_database() -> dict[str, str]:
    """Return a digest a table of a database of the demo and the made-up articles, after `compare`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "golden.db")
        documents = (document for group, document in texts() if group != "cases")
        take_in(path, documents, current_run())
        compare_database(path)
        db = sqlite3.connect(path)
        names = [
            str(name)
            for (name,) in db.execute(
                "select name from sqlite_master where type = 'table' and name not like '%\\_fts%' escape '\\' order by name"
            )
        ]
        digests = {name: _table(db, name) for name in names if name not in PASSING_TABLES}
        db.close()
        return digests


def differences(found: Digests, kept: Digests) -> list[str]:
    """Return "group: id" of each digest that is another, or stands on one side alone; groups not looked at are passed over."""
    return [
        f"{group}: {name}"
        for group in found
        for name in sorted({*found[group], *kept.get(group, {})})
        if found[group].get(name) != kept.get(group, {}).get(name)
    ]


def main() -> int:
    """Compare or update; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, help="a folder with field/*.json")
    options.add_argument("--more", type=Path, help="JSON lines of other texts")
    options.add_argument("--kept", type=Path, default=KEPT, help="where the digests are kept (golden.json)")
    options.add_argument("--update", action="store_true", help="write the digests anew")
    told = options.parse_args()
    found = {**found_in_texts(told.corpora, told.more), "tables": found_in_database()}
    kept: Digests = json.loads(told.kept.read_text(encoding="utf-8")) if told.kept.exists() else {}
    if told.update:
        told.kept.write_text(json.dumps({**kept, **found}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    differing = differences(found, kept)
    for line in differing:
        print(line)
    print(f"{sum(map(len, found.values()))} digests, {len(differing)} differ")
    return 1 if differing and not told.update else 0


def _listed(told: object) -> list[dict[str, Any]]:
    if isinstance(told, dict):
        return _listed(next(value for value in told.values() if isinstance(value, list)))
    return list(told) if isinstance(told, list) else []


def _document(line: dict[str, Any]) -> Document:
    title, publisher, date, url = (str(line.get(key) or "") or None for key in ("title", "publisher", "date", "url"))
    return Document(str(line.get("id")), str(line["text"]), title, publisher, date, url)


def _table(db: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in db.execute(f"pragma table_info({table})") if row[1] not in PASSING_COLUMNS]
    rows = sorted(repr(row) for row in db.execute(f"select {', '.join(columns)} from {table}"))
    return _digest("\n".join(rows))


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
