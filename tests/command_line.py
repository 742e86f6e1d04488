"""Run the commands, and look at how they fail."""

import subprocess
import sys

from click.testing import CliRunner, Result

from attrib.cli import attrib

STORY = (
    "Mine to close in May\n\n"
    'ALDER, March 4 (Norda Wire) -- "The mine will close," said Jane Doe, the company\'s head, on Monday.\n\n'
    "A spokesman for the ministry declined to comment.\n"
)


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(attrib, arguments, input=stdin, prog_name="attrib")


def attrib_process(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user does."""
    command = [sys.executable, "-m", "attrib", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def failed_on(result: Result, name: str, *parts: str) -> None:
    """Fail unless a command ended with 1 and one clear line that names the file."""
    assert result.exit_code == 1, result.output
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert name in lines[0]
    for part in parts:
        assert part in lines[0]
    assert "Traceback" not in result.output
