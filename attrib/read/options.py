"""What the user says about the inputs."""

from dataclasses import dataclass
from datetime import date

DEFAULT_MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`title`, `publisher`, `date` (ISO day) and `url` give what an input does not say of itself.

    `encoding` is how text files are decoded; None means UTF-8, and Windows-1252, with a Problem, where that fails.
    `max_bytes` limits one text file and one line of JSONL.
    """

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    encoding: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES


def iso_day(value: str) -> str | None:
    """Return the day of an ISO date or date and time ("2031-03-04T09:00Z"), None for anything else.

    >>> iso_day("2031-03-04T09:00Z"), iso_day("4 March 2031"), iso_day("2031-02-30")
    ('2031-03-04', None, None)
    """
    day, rest = value.strip()[:10], value.strip()[10:]
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return day if len(day) == 10 and rest[:1] in ("", "T", "t", " ") else None
