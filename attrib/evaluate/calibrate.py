"""Measure how often each pattern, and each feature of a reading, is right, and write the tables that confidence is read from.

    precision of a pattern = (right + PRIOR × share of all that is right) / (readings + PRIOR)
    factor of a feature    = (right + PRIOR × mean) / (readings + PRIOR) / mean

where `mean` is the confidence that the pattern and the features before it promised those readings on average. A pattern or
feature that was seen seldom thus stays near what is known without it. Readings inside another one count only where they are
matched, if the gold has no nesting.
"""

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib import resources
from attrib.errors import AttribError
from attrib.evaluate.annotated import Annotated
from attrib.evaluate.found import relations_of
from attrib.evaluate.match import match
from attrib.parse import parse
from attrib.parse.assemble.confidence import ANY, FEATURES, Doubts, doubts_of, lower
from attrib.resolve import resolve
from attrib.segment import segment

PRIOR = 10  # readings that the prior weighs
SEEN = 30  # readings from which a feature gets a factor

# A reading's pattern, its features in order, and whether it is linked with one of the gold.
Reading = tuple[str, Doubts, bool]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: the pattern, or the feature and its value; the measured figure; and how many readings it rests on."""

    name: tuple[str, ...]
    figure: float
    count: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Both tables. `precision` begins with the share of all readings; `factors` stand in the order they are measured in."""

    precision: tuple[Row, ...]
    factors: tuple[Row, ...]


def readings(gold: Annotated, nesting: bool) -> list[Reading]:
    """Extract a gold document and return the readings that count, each with its features and whether it is right."""
    segmented = segment(gold.document)
    attributions = parse(segmented)
    doubts = doubts_of(segmented, attributions, resolve(segmented, attributions))
    matched = match(gold, relations_of(attributions), nesting)
    linked = {pair.found for pair in matched.pairs if pair.linked}
    return [(matched.found[j].pattern, doubts[matched.numbers[j]], j in linked) for j in matched.counted]


def calibrate(measured: Sequence[Reading]) -> Calibration:
    """Return the tables of some readings. Raises AttribError where there are none."""
    if not measured:
        raise AttribError("nothing to calibrate on: no reading was found in the gold texts; give more of them")
    overall = sum(right for _, _, right in measured) / len(measured)
    right = Counter(pattern for pattern, _, is_right in measured if is_right)
    count = Counter(pattern for pattern, _, _ in measured)
    precision = {pattern: smoothed(right[pattern], count[pattern], overall) for pattern in count}
    promised = [precision[pattern] for pattern, _, _ in measured]
    factors: list[Row] = []
    # One feature after the other: what is measured for "source far" is what pattern, form and cue do not say already.
    for step in FEATURES:
        groups = _by_doubt(measured, step)
        rows = []
        for doubt, numbers in groups.items():
            if len(numbers) >= SEEN:
                mean = sum(promised[number] for number in numbers) / len(numbers)
                is_right = sum(measured[number][2] for number in numbers)
                rows.append(Row(doubt, round(smoothed(is_right, len(numbers), mean) / mean, 3), len(numbers)))
        for row in rows:
            for number in groups[row.name[0], row.name[1]]:
                promised[number] = lower(promised[number], row.figure)
        factors += sorted(rows, key=lambda row: (-row.count, row.name))
    patterns = [Row((name,), round(precision[name], 3), count[name]) for name in count]
    patterns.sort(key=lambda row: (-row.count, row.name))
    return Calibration((Row((ANY,), round(overall, 3), len(measured)), *patterns), tuple(factors))


def _by_doubt(measured: Sequence[Reading], feature: str) -> dict[tuple[str, str], list[int]]:
    """Return the numbers of the readings with each doubt of one feature."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (_, doubts, _) in enumerate(measured):
        for doubt in doubts:
            if doubt[0] == feature:
                groups[doubt].append(number)
    return groups


def smoothed(right: int, count: int, prior: float) -> float:
    """Return the share that is right, drawn towards a prior that weighs PRIOR readings.

    >>> smoothed(0, 0, 0.8), smoothed(30, 30, 0.8)
    (0.8, 0.95)
    """
    return (right + PRIOR * prior) / (count + PRIOR)


def write_tables(calibration: Calibration, corpora: Iterable[Path]) -> tuple[Path, Path]:
    """Write precision.tsv and doubts.tsv into grammar/lexicon of a checkout, with where their figures come from.

    Raises AttribError where the grammar is part of an installed package, or cannot be written.
    """
    folder = tables_folder()
    made = ", ".join(f"{path.name} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()})" for path in corpora)
    count = calibration.precision[0].count
    note = f"# Made by `attrib evaluate --calibrate` from {count} readings of {made}. Do not edit: run it again.\n"
    precision = _write(
        folder / "precision.tsv",
        note
        + "# How many readings of each pattern are linked with one of the corpus. "
        + f"precision = (right + {PRIOR} x that of all readings, *) / (count + {PRIOR})\n"
        + "pattern\tprecision\tcount\n",
        calibration.precision,
    )
    doubts = _write(
        folder / "doubts.tsv",
        note
        + "# By what a feature of a reading multiplies its pattern's precision: how many readings with it are linked, over how many\n"
        + "# the pattern and the features above had promised. Both are drawn together by a prior of "
        + f"{PRIOR} readings; features seen in fewer than {SEEN} are left out.\n"
        + "# form: pattern and type. source: the first word of the pattern and the source's shape (he: he or she). cue: its symbol\n"
        + "# in cues.tsv, and its stance. distance: ten words or more stand between source and cue. subject: the source is taken\n"
        + "# over from an earlier verb. negation: the cue is negated. marks: a quotation of the sentence is never closed.\n"
        + "# speaker: its kind, or unresolved.\n"
        + "feature\tvalue\tfactor\tcount\n",
        calibration.factors,
    )
    return precision, doubts


def tables_folder() -> Path:
    """Return grammar/lexicon of a checkout. Raises AttribError where it is not to be written to."""
    folder = resources.grammar() / "lexicon"
    if {"site-packages", "dist-packages"} & set(folder.parts):
        raise AttribError(
            f"{folder}: belongs to an installed package; calibrate in a checkout of attrib (pip install -e .)"
        )
    if not os.access(folder, os.W_OK):
        raise AttribError(f"{folder}: cannot be written to; calibrate in a checkout of your own")
    return folder


def _write(path: Path, head: str, rows: Iterable[Row]) -> Path:
    lines = ("\t".join((*row.name, f"{row.figure:.3f}", str(row.count))) for row in rows)
    # Put in place whole: another attrib may be reading the table.
    draft = path.with_suffix(".part")
    try:
        draft.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise AttribError(f"{path}: cannot be written ({error.strerror}); make room or mend its rights") from error
    return path
