"""What a start of `attrib extract` does not pay for: patterns and libraries that a short text needs not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from attrib.regex import regex

# Counts the patterns that the modules of attrib compile while they are imported.
_COUNT = """
import re
compiled = []
real = re.compile
def counting(pattern, flags=0):
    import sys
    if sys._getframe(1).f_globals["__name__"].startswith("attrib."):
        compiled.append(pattern)
    return real(pattern, flags)
re.compile = counting
import attrib.commands.extract
print(len(compiled), compiled[:3])
"""


def test_importing_extract_compiles_no_pattern() -> None:
    told = subprocess.run([sys.executable, "-c", _COUNT], capture_output=True, text=True, check=True).stdout
    assert told.split()[0] == "0", told


def test_a_pattern_is_what_re_would_have_compiled() -> None:
    lazy, eager = regex(r"(?P<name>d[aeiou]e)s?", re.IGNORECASE), re.compile(r"(?P<name>d[aeiou]e)s?", re.IGNORECASE)
    text = "Doe met two Does."
    assert [found.span("name") for found in lazy.finditer(text)] == [
        found.span("name") for found in eager.finditer(text)
    ]
    assert lazy.sub("x", text) == eager.sub("x", text) == "x met two x."
    assert (lazy.pattern, lazy.flags, dict(lazy.groupindex)) == (eager.pattern, eager.flags, dict(eager.groupindex))
    assert lazy.match(text, 8) is None


def test_a_broken_pattern_is_told_at_its_first_use() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("text")


def test_a_start_that_finds_the_grammar_kept_does_not_import_lark(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom attrib.parse.grammar.patterns import match\n"
        "print(match(('SUBJ', 'CUE', 'THAT', 'CLAUSE')).pattern, 'lark' in sys.modules)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "ATTRIB_CACHE": str(tmp_path / "cache")},
            capture_output=True, text=True, check=True,
        ).stdout.split()
        for _ in range(2)
    ]  # fmt: skip
    assert told == [["source_cue_that", "True"], ["source_cue_that", "False"]]
