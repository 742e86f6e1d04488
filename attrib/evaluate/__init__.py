"""evaluate: compare what is found with what people annotated, and measure how far each pattern can be trusted."""

from attrib.evaluate.calibrate import calibrate, readings, tables_folder, write_tables
from attrib.evaluate.figures import Figures, Score, Share, count, has_nesting, match_corpus
from attrib.evaluate.found import find_all
from attrib.evaluate.mistakes import KINDS, Mistake, mistakes, spread
from attrib.evaluate.read import check_offsets, read_corpus

__all__ = [
    "KINDS", "Figures", "Mistake", "Score", "Share", "calibrate", "check_offsets", "count", "find_all", "has_nesting",
    "match_corpus", "mistakes", "read_corpus", "readings", "spread", "tables_folder", "write_tables",
]  # fmt: skip
