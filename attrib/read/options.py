"""What the user says about the inputs."""

from dataclasses import dataclass
from datetime import date

from attrib.regex import regex

# Not "2031-W10-2", which date.fromisoformat takes as well since Python 3.11.
_DAY = regex(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?=[Tt ]|$)")

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
    found = _DAY.match(value.strip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None
