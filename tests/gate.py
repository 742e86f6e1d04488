"""Hold the accuracy: measure on the corpora beside the checkout and compare with the floors in floors.json.

    python tests/gate.py --shared ../shared             # exit 1 where a figure is below its floor
    python tests/gate.py --shared ../shared --update    # raise the floors to what is measured; never lowers one
    python tests/gate.py --shared ../shared --lower polnear.linked-f1

Figures that count mistakes (extra, negatives, wrong persons) have ceilings instead. The sha256 of every gold file is kept:
a floor means nothing on another file. No text of the corpora is kept here.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
CEILINGS = frozenset(("page.extra", "page.negatives", "page.wrong-person"))
POLNEAR_DOCUMENTS = 60
Figures = dict[str, float]


def run(*command: str | Path, stdin: Path | None = None) -> str:
    """Return what a command prints. Raises CalledProcessError when it fails."""
    with stdin.open("rb") if stdin else Path("/dev/null").open("rb") as source:
        return subprocess.run(
            [str(part) for part in command], stdin=source, stdout=subprocess.PIPE, check=True, encoding="utf-8"
        ).stdout


def extract(*arguments: str | Path, stdin: Path | None = None) -> str:
    """Return what `attrib extract` prints."""
    return run(sys.executable, "-m", "attrib", "extract", *arguments, stdin=stdin)


def page(shared: Path, work: Path) -> Figures:
    """Score the seed page."""
    (work / "page.jsonl").write_text(extract("--publisher", "Daily8", shared / "seed/page.txt"), encoding="utf-8")
    printed = run(sys.executable, shared / "score/page.py", shared / "seed/gold.json", work / "page.jsonl")
    figures = {
        f"page.{name}": float(value) for name, value in re.findall(r"^(\w+)\s+(\d+)/\d+ = ", printed, re.MULTILINE)
    }
    figures["page.extra"] = float(re.findall(r"^extra\s+(\d+)", printed, re.MULTILINE)[0])
    figures["page.negatives"] = float(re.findall(r"^negatives hit (\d+)", printed, re.MULTILINE)[0])
    figures["page.wrong-person"] = float(re.findall(r"^wrong person named (\d+)", printed, re.MULTILINE)[0])
    return figures


def cases(shared: Path, work: Path) -> Figures:
    """Score the constructed cases."""
    gold = shared / "cases/hard_cases.json"
    (work / "cases.in").write_text(run(sys.executable, shared / "score/cases.py", "--input", gold), encoding="utf-8")
    (work / "cases.out").write_text(extract("-", stdin=work / "cases.in"), encoding="utf-8")
    printed = run(sys.executable, shared / "score/cases.py", gold, work / "cases.out")
    return {"cases.passed": float(re.findall(r"cases passed (\d+)", printed)[0])}


def relations(shared: Path, work: Path, name: str, limit: int | None, *options: str) -> Figures:
    """Score one corpus: all of it, or its first documents by id."""
    corpus = f"{name}.dev"
    lines = (shared / f"corpora/{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
    documents = sorted((json.loads(line) for line in lines), key=lambda document: str(document["id"]))[:limit]
    gold, given, found = work / f"{name}.gold", work / f"{name}.in", work / f"{name}.out"
    gold.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    asked = [{"id": d["id"], "text": d["text"], "publisher": d["outlet"], "date": d["date"]} for d in documents]
    given.write_text("".join(json.dumps(d) + "\n" for d in asked), encoding="utf-8")
    found.write_text(extract("-", stdin=given), encoding="utf-8")
    printed = run(sys.executable, shared / "score/relations.py", gold, found, *options)
    figures: Figures = {}
    for key, p, r, f in re.findall(r"^([\w-]+)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", printed, re.MULTILINE):
        figures[f"{name}.{key}-f1"] = float(f)
        if key == "linked":
            figures[f"{name}.linked-precision"], figures[f"{name}.linked-recall"] = float(p), float(r)
    for key, value in re.findall(r"^recall-(\w+)\s+linked recall ([\d.]+)", printed, re.MULTILINE):
        figures[f"{name}.recall-{key}"] = float(value)
    for value in re.findall(r"^speaker\s+right ([\d.]+)", printed, re.MULTILINE):
        figures[f"{name}.speaker"] = float(value)
    return figures


def hashes(shared: Path) -> dict[str, str]:
    """Return the sha256 of each gold file."""
    names = (
        "seed/gold.json",
        "seed/page.txt",
        "cases/hard_cases.json",
        "corpora/polnear.dev.jsonl",
        "corpora/wikinews.dev.jsonl",
    )
    return {name: hashlib.sha256((shared / name).read_bytes()).hexdigest() for name in names}


def compare(figures: Figures, floors: Figures) -> list[str]:
    """Print figure, floor and difference; return the names of the figures that are worse than their floor."""
    worse = []
    for name, value in figures.items():
        floor = floors.get(name)
        if floor is None:
            print(f"{name:28} {value:8.3f}     (new)")
            continue
        gain = (floor - value) if name in CEILINGS else (value - floor)
        print(f"{name:28} {value:8.3f} {floor:8.3f} {gain:+8.3f}{'   WORSE' if gain < 0 else ''}")
        if gain < 0:
            worse.append(name)
    return worse + sorted(set(floors) - set(figures))


def main() -> int:
    """Measure, compare, and raise floors when asked; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--update", action="store_true", help="raise the floors to the measured figures")
    parser.add_argument("--lower", metavar="NAME", action="append", default=[], help="let this one floor fall")
    options = parser.parse_args()
    shared = options.shared.resolve()
    kept: dict[str, Any] = (
        json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"sha256": {}, "floors": {}}
    )
    found = hashes(shared)
    changed = sorted(name for name, value in kept["sha256"].items() if found.get(name) != value)
    if changed and not options.update:
        print(f"{', '.join(changed)}: not the file the floors were measured on; look at the change, then --update")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = {
            **page(shared, work),
            **cases(shared, work),
            **relations(shared, work, "polnear", POLNEAR_DOCUMENTS),
            **relations(shared, work, "wikinews", None, "--relation", "speech,writing,belief"),
        }
    floors: Figures = kept["floors"]
    worse = compare(figures, floors)
    if options.update or options.lower:
        for name, value in figures.items():
            better = min if name in CEILINGS else max
            if options.update:
                floors[name] = better(floors.get(name, value), value)
            if name in options.lower:
                floors[name] = value
        FLOORS.write_text(json.dumps({"sha256": found, "floors": floors}, indent=1) + "\n", encoding="utf-8")
        return 0
    if worse:
        print(f"worse than the floor: {', '.join(worse)}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
