"""How the audit's sections are printed: the title, and the columns that a reader needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from attrib.commands.tables import print_table
from attrib.store.reader import questions

_SAID = {"publisher": "publisher", "source_text": "source", "cue_text": "cue", "content_text": "content"}
_COUNTS = {"attributions": "attributions", "articles": "articles"}

COLUMNS: dict[str, dict[str, str]] = {
    "sources_by_kind": {
        "kind": "kind",
        **_COUNTS,
        "speakers": "speakers",
        "quoted": "quoted",
        "unresolved": "unresolved",
    },
    "anonymous_sources": _SAID,
    "hops_by_status": {"status": "status", "via": "known by", "kind": "kind", "hops": "hops", "articles": "articles"},
    "outlet_credits": {"crediting": "outlet", "credited": "credits", **_COUNTS, "stated": "stated"},
    "loops": {"loop": "loop", "outlets": "outlets"},
    "denials": _SAID,
    "no_response": {"publisher": "publisher", "source_text": "source", "cue_text": "cue"},
    "refusals": {"publisher": "publisher", "source_text": "source", "cue_text": "cue"},
    "headline_drops": {
        "publisher": "publisher",
        "headline_text": "headline",
        "body_source": "source in the body",
        "body_content": "content in the body",
    },
}


def print_audit(out: Console, sections: Mapping[str, Sequence[Mapping[str, Any]]], limit: int) -> None:
    """Print each section of the audit as a table under the question it answers."""
    asked = questions()
    for name, columns in COLUMNS.items():
        print_table(out, asked[name], sections[name], columns, limit)
