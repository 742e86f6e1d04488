"""Print the figures of `attrib evaluate`, as tables or as JSON."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from attrib.commands.tables import clip
from attrib.evaluate.annotated import Corpus, Relation
from attrib.evaluate.figures import GROUPS, Figures, Share
from attrib.evaluate.mistakes import KINDS, Mistake
from attrib.keys import joined
from attrib.records import Spans

_WIDTH = 110  # characters of a text in the list of mistakes


def print_figures(out: Console, figures: Figures) -> None:
    """Print all figures as tables; what the gold or the predictions do not tell is left out."""
    scores = [
        (name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", score.predicted, score.gold)
        for name, score in figures.scores.items()
    ]
    nested = "attributions inside others count" if figures.nesting else "unmatched ones inside others do not count"
    _table(out, f"{figures.documents} documents; {nested}", ("", "P", "R", "F1", "predicted", "gold"), scores)
    recalls = [(share.name, f"{share.share:.3f}", share.count) for share in figures.recalls]
    _table(out, "Linked recall", ("", "R", "gold"), recalls)
    if figures.speaker.count:
        speaker = [("named right", f"{figures.speaker.share:.3f}", figures.speaker.count)]
        _table(out, "Speakers of linked attributions", ("", "share", "gold names"), speaker)
    for group in GROUPS:
        found = {share.name: share for share in figures.found[group]}
        names = dict.fromkeys((*(share.name for share in figures.precisions[group]), *found))
        predicted = {share.name: share for share in figures.precisions[group]}
        # Gold of one's own mostly has no patterns, and predictions of other tools none either: no empty columns.
        sides = [(("P", "predicted"), predicted), (("R", "gold"), found)]
        kept = [(headings, shares) for headings, shares in sides if shares]
        rows = [(name, *(cell for _, shares in kept for cell in _share(shares.get(name)))) for name in names]
        _table(out, f"Linked, by {group}", (group, *(heading for headings, _ in kept for heading in headings)), rows)
    bins = [
        (f"{bin_.low:.1f}-{bin_.low + 0.1:.1f}", f"{bin_.predicted:.3f}", f"{bin_.measured:.3f}", bin_.count)
        for bin_ in figures.reliability
    ]
    _table(out, "Confidence, and what is linked", ("confidence", "mean", "right", "predicted"), bins)


def print_mistakes(out: Console, gold: Corpus, mistakes: Sequence[Mistake], shown: Sequence[Mistake]) -> None:
    """Print how many mistakes there are of each kind and, below its kind, source | cue | content of those shown."""
    counts = Counter(mistake.kind for mistake in mistakes)
    for kind, meaning in KINDS.items():
        out.print(Text.assemble((f"{kind} ", "bold"), f"{counts[kind]}: {meaning}"))
        for mistake in shown:
            if mistake.kind == kind:
                out.print(Text(f"  {clip(mistake.document, _WIDTH)}", style="dim"))
                text = gold[mistake.document].document.text
                for label, relation in (("gold ", mistake.gold), ("found", mistake.found)):
                    if relation is not None:
                        out.print(Text(f"    {label} {_line(text, relation)}"), soft_wrap=True)
    out.print()


def to_json(gold: Corpus, figures: Figures, mistakes: Sequence[Mistake], shown: Sequence[Mistake]) -> dict[str, Any]:
    """Return all figures, the number of mistakes of each kind, and those shown, as plain dicts and lists."""
    counts = Counter(mistake.kind for mistake in mistakes)
    return {
        "documents": figures.documents,
        "nesting": figures.nesting,
        "scores": {
            name: {
                "precision": round(score.precision, 4),
                "recall": round(score.recall, 4),
                "f1": round(score.f1, 4),
                "right": score.right,
                "predicted": score.predicted,
                "gold": score.gold,
            }
            for name, score in figures.scores.items()
        },
        "recall": {share.name: _share_json(share) for share in figures.recalls},
        "speaker": _share_json(figures.speaker),
        "by": {
            group: {
                "precision": {share.name: _share_json(share) for share in figures.precisions[group]},
                "recall": {share.name: _share_json(share) for share in figures.found[group]},
            }
            for group in GROUPS
        },
        "reliability": [
            {
                "from": bin_.low,
                "confidence": round(bin_.predicted, 4),
                "right": round(bin_.measured, 4),
                "count": bin_.count,
            }
            for bin_ in figures.reliability
        ],
        "mistakes": {kind: counts[kind] for kind in KINDS},
        "errors": [
            {
                "kind": mistake.kind,
                "id": mistake.document,
                "gold": _relation_json(gold[mistake.document].document.text, mistake.gold),
                "found": _relation_json(gold[mistake.document].document.text, mistake.found),
            }
            for mistake in shown
        ],
    }


def _share(share: Share | None) -> tuple[str, int | str]:
    return ("", "") if share is None else (f"{share.share:.3f}", share.count)


def _share_json(share: Share) -> dict[str, float | int]:
    return {"share": round(share.share, 4), "right": share.right, "count": share.count}


def _relation_json(text: str, relation: Relation | None) -> dict[str, Any] | None:
    if relation is None:
        return None
    roles: dict[str, Spans] = {"content": relation.content, "cue": relation.cue, "source": relation.source}
    return {
        **{role: [list(span) for span in spans] for role, spans in roles.items()},
        "text": {role: joined(text, spans) for role, spans in roles.items()},
        "pattern": relation.pattern or None,
    }


def _line(text: str, relation: Relation) -> str:
    parts = [clip(joined(text, spans), _WIDTH) for spans in (relation.source, relation.cue, relation.content)]
    return " | ".join((*parts, relation.pattern) if relation.pattern else parts)


def _table(out: Console, title: str, headings: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    if not rows:
        return
    out.print(Text(title, style="bold"))
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(clip(cell, _WIDTH)) for cell in row))
    out.print(table)
    out.print()
