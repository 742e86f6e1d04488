"""Figures of one speaker or outlet, counted over a bounded sample of its newest attributions, as tables and drawings."""

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from attrib.browse.host import Row
from attrib.browse.wording import clip, kind
from attrib.draw.charts import Bar, bars

# What is read of an attribution to count it. Rejected ones are left out by the queries.
COLUMNS = """attribution.article_id, attribution.type, attribution.speaker_kind,
  lower(substr(attribution.cue_text, 1, 60)) as cue, substr(article.published, 1, 7) as month, article.publisher_id"""
_MONTHS = 24
_TALLY = 12
_WIDTH = 400  # pixels: two or three charts stand side by side, and one on a telephone


def months(sample: Iterable[Row]) -> list[Row]:
    """Return the last months with what was attributed in them: `month`, `attributions`, `quoted` (in quote marks)."""
    every: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for row in sample:
        month = row["month"] or ""
        if len(month) == 7:
            every[month] += 1
            quoted[month] += row["type"] in ("direct", "mixed")
    return [
        {"month": month, "attributions": every[month], "quoted": quoted[month]} for month in sorted(every)[-_MONTHS:]
    ]


def top(values: Iterable[object], most: int = _TALLY) -> list[Row]:
    """Return the most frequent values as rows of (key, name, count), of equals the first in the alphabet."""
    counted = Counter(str(value) for value in values if value)
    found = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [{"key": None, "name": name, "count": count} for name, count in found]


def kinds(sample: Iterable[Row]) -> list[Row]:
    """Return the kinds of sources with their numbers."""
    return top(row["speaker_kind"] or "nobody" for row in sample)


def months_shown(found: Sequence[Row], prefix: str) -> Row:
    """Return the table of months and its drawing; one month alone is not drawn."""
    items = [Bar(clip(row["month"], 10), row["attributions"], f"{row['attributions']:,}") for row in found]
    return {
        "chart": Markup(bars(items, title="Attributions by month of publication", prefix=prefix, width=_WIDTH))
        if len(items) > 1
        else "",
        "table": {
            "heads": ["Month", "Attributions", "Quoted"],
            "rows": [[row["month"], f"{row['attributions']:,}", f"{row['quoted']:,}"] for row in found],
            "empty": "No article of these bears a date.",
        },
    }


def counted_shown(found: Sequence[Row], head: str, empty: str, prefix: str) -> Row:
    """Return a table of names and numbers with its drawing."""
    items = [Bar(clip(str(row["name"]), 40), row["count"], f"{row['count']:,}") for row in found]
    return {
        "chart": Markup(bars(items, title=head, prefix=prefix, width=_WIDTH)) if len(items) > 1 else "",
        "table": {
            "heads": [head, "Attributions"],
            "rows": [[kind(clip(str(row["name"]), 80)), f"{row['count']:,}"] for row in found],
            "empty": empty,
        },
    }
