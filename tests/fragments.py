"""The fragments that texts are made of: words and phrases of the lexicon, examples of the grammar, pieces of the tests.

Two of them repeated side by side find costs that grow with the square of a text, where one alone does not.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from attrib import resources
from attrib.lexicon import table

TESTS = Path(__file__).parent
# What parts and joins sentences, quotes and names.
MARKS = (
    ",", ".", ";", ":", "-", "–", "(", ")", "[", "]", '"', "“", "”", "‘", "’", "…", "\n", "\n\n", "and", "or", "but", "that",
    "the", "a", "of", "in", "who", "which", "he", "she", "they", "it", "I", "we", "his", "not", "if", "because", "as", "by",
)  # fmt: skip
PIECES = (
    "2 hours ago", "on Monday", "in June 2031", "last week", "Ada Roe", "Mrs Roe", "Roe", "Tomas Leik, the mayor,", "the mayor",
    "a senior official", "two officials", "Norda Wire", "the Corran Herald", "the newspaper", "the Port Board", "Norway", "the two",
    "both sides", "said", "told reporters", "according to", "as first reported by", "citing", "“We won,”", "denied", "allegedly",
    "did not respond", "spoke on condition of anonymity", "a report by the Port Board", "said he", "and Roe", "Roe's", "12 of 30",
    "Ada Roe and Tomas Leik", "LAMFORD (Norda Wire) -", "By Ada Roe", "ROE:", "Q:", "whose", "40 percent", "$3 million", "Ms.",
)  # fmt: skip
# One form of each table that the readers look words up in.
_TABLES = (
    ("cues", "lemma", 20), ("cues", "third", 20), ("cue_phrases", "phrase", 20), ("cue_nouns", "noun", 12), ("cue_adjectives", "adjective", 8),
    ("titles", "form", 12), ("roles", "noun", 12), ("people", "form", 8), ("documents", "noun", 10), ("places", "form", 10),
)  # fmt: skip
_EXAMPLE = re.compile(r"//\s*(.+)")


def fragments() -> list[str]:
    """Return all fragments, each once, in a fixed order."""
    return list(dict.fromkeys((*PIECES, *MARKS, *_words(), *_examples())))


def _words() -> Iterator[str]:
    """Yield some words of each table, spread over it."""
    for name, column, most in _TABLES:
        forms = sorted({row[column] for row in table(name) if row[column]})
        yield from forms[:: max(1, len(forms) // most)][:most]


def _examples() -> Iterator[str]:
    """Yield the sentences that stand beside the patterns of the grammar."""
    for path in sorted(resources.grammar().glob("*.lark")):
        for found in _EXAMPLE.findall(path.read_text(encoding="utf-8")):
            yield found.strip()
