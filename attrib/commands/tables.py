"""Print rows as tables, and chains and articles as text.

Article text is untrusted: no control character of it reaches a terminal.
"""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from attrib.draw.cells import css, texts
from attrib.wording.frames import told_change, words_of

# A line feed and a tab are text; an escape sequence in an article would move the reader's cursor or set colours.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PLAIN_WIDTH = 100
_CELL = 160
_STYLES = {"content": "green", "source": "bold cyan", "cue": "yellow"}
_STATUS_STYLES = {"stated": "bold", "inferred": "italic", "unknown": "dim"}

Row = Mapping[str, Any]


def console() -> Console:
    """Return a console on standard output: colours on a terminal, plain text of a fixed width in a file or a pipe."""
    return Console(highlight=False, emoji=False, markup=False, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)


def safe(value: object) -> str:
    """Return a value as text without control characters; "" for None."""
    return "" if value is None else _CONTROL.sub("\ufffd", str(value).replace("\r\n", "\n"))


def clip(value: object, width: int) -> str:
    """Return a value on one line of at most `width` characters."""
    line = " ".join(safe(value).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def named_with(name: str, others: Sequence[str]) -> str:
    """Return a name with those who spoke beside it: "Jane Doe, with Ada Roe and Tom Moke"."""
    rest = " and ".join([*filter(None, [", ".join(others[:-1])]), *others[-1:]])
    return f"{name}, with {rest}" if rest else name


def print_table(
    out: Console, title: str, rows: Sequence[Row], columns: Mapping[str, str], limit: int, total: str = ""
) -> None:
    """Print the first `limit` rows under the headings of `columns` (column: heading), or that there are none.

    `total` says how many more rows there are, where `rows` are not all of them.
    """
    out.print(Text(title, style="bold"))
    if not rows:
        out.print("  none\n")
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for column, heading in columns.items():
        number = any(css(column, row.get(column)) == "number" for row in rows[:limit])
        table.add_column(heading.strip(), justify="right" if number else "left", overflow="fold")
    for row in rows[:limit]:
        table.add_row(*(Text(clip(text, _CELL)) for text in texts(columns, row)))
    out.print(table)
    if total or len(rows) > limit:
        out.print(f"… and {total or len(rows) - limit} more (--all)")
    out.print()


def print_chain(out: Console, row: Row) -> None:
    """Print a quote and, below it, each actor its words came through, first speaker to publisher, with the evidence."""
    out.print(Text.assemble((f"{row['id']} ", "dim"), (clip(words_of(row), 400), "green")))
    where = " · ".join(clip(part, 80) for part in (row["article"], row["publisher"]) if part)
    negated = ", negated" if row["negated"] else ""
    out.print(
        Text(f"   {row['relation']}{negated}, {row['type']}, confidence {row['confidence']:.2f} · {where}", style="dim")
    )
    if row["speaker_status"] == "unresolved":
        names = ", ".join(clip(name, 60) for name in row["candidates"]) or "nobody named in the text"
        out.print(Text(f"   source “{clip(row['source_text'], 80)}” is unresolved; fits: {names}"))
    for hop in row["chain"]:
        arrow = "   → " if hop["position"] else "     "
        evidence = f" “{clip(hop['evidence_text'], 80)}”" if hop["evidence_text"] else ""
        out.print(
            Text.assemble(
                arrow,
                (clip(named_with(hop["name"], hop["beside"]), 160), _STATUS_STYLES.get(hop["status"], "")),
                f" ({clip(hop['kind'], 20)}) ",
                (f"{hop['status']}, {clip(hop['via'], 40)}{evidence}", "dim"),
            )
        )
    if not row["chain"]:
        source = (
            f"{clip(row['source_text'], 80)}, with no outlet known"
            if row["source_text"]
            else "the text names no source"
        )
        out.print(Text(f"     {source}", style="dim"))
    out.print()


def print_article(out: Console, article: Row, attributions: Iterable[Row]) -> None:
    """Print an article, its contents, sources and cues in colours, and then its attributions one by one."""
    given = " · ".join(clip(part, 120) for part in (article["publisher"], article["published"], article["url"]) if part)
    out.print(Text(f"article {article['id']} · {clip(article['source_id'], 200)}", style="dim"))
    if given:
        out.print(Text(given, style="dim"))
    text = article["text"]
    # A control character gives way to one sign, so that the offsets still hold.
    shown = Text(_CONTROL.sub("\ufffd", text.replace("\r", " ")))
    attributions = list(attributions)
    for role, style in _STYLES.items():
        for row in attributions:
            for start, end in row["spans"].get(role, ()):
                shown.stylize(style, start, end)
    out.print(shown, soft_wrap=True)
    out.print()
    for row in attributions:
        print_chain(out, row)


# How two texts differ where no attribution tells it.
_UNTOLD = {"layout": "nothing but layout", "words": "other words, that nobody is credited with"}


def print_versions(out: Console, article: Row, steps: Sequence[Row]) -> None:
    """Print what changed at each step from one version of an article to the next."""
    out.print(Text(f"article {article['id']} · {clip(article['title'] or article['source_id'], 200)}", style="bold"))
    if not steps:
        out.print("  has one version only")
    for step in steps:
        out.print(Text(f"version {step['before_version']} → version {step['after_version']}", style="dim"))
        for change in map(told_change, step["changes"]):
            kind = clip(change["kind"], 40).replace("_", " ")
            risk = change["risk"]
            style = {"high": "bold red", "low": "yellow"}.get(risk, "dim")
            out.print(Text.assemble("  ", (f"{kind}", "bold"), (f" · risk {risk}", style)))
            if change["before_text"] or change["after_text"]:
                was, now = clip(change["before_text"] or "–", 160), clip(change["after_text"] or "–", 160)
                out.print(Text(f"    “{was}” became “{now}”: {clip(change['reason'], 200)}"))
            else:
                out.print(Text(f"    {clip(change['reason'], 200)}"))
            if change["content"] and change["kind"] != "quote_altered":
                out.print(Text(f"    {clip(change['content'], 160)}", style="green"))
        if not step["changes"]:
            out.print(f"  {_UNTOLD.get(step['texts'], step['texts'])}")
    out.print()
