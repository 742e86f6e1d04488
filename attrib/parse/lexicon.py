"""The cue tables as the parser wants them: by form, longest phrase first."""

from dataclasses import dataclass
from functools import cache

from attrib.lexicon import table

# A form can be several of these at once: "said" is past and participle, "put" is all but third and ing.
BASE, THIRD, ING, PAST, PARTICIPLE = "base", "third", "ing", "past", "participle"


@dataclass(frozen=True, slots=True)
class Cue:
    """One verb of the lexicon: what it may take (`frames`) and what it says about the speaker's commitment (`stance`)."""

    lemma: str
    symbol: str
    frames: frozenset[str]
    stance: str
    relation: str


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a cue: its verb forms and, for a phrase ("pointed out"), the words that follow the first."""

    cue: Cue
    tags: frozenset[str]
    rest: tuple[str, ...]


def _split(cell: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.split(",") if part.strip())


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """Map the first word of each form of each cue verb to its readings, longest phrase first."""
    found: dict[str, dict[tuple[Cue, tuple[str, ...]], set[str]]] = {}
    for row in table("cues"):
        cue = Cue(row["lemma"], row["symbol"], _split(row["frames"]), row["stance"], row["relation"])
        for tag, column in (
            (BASE, "lemma"),
            (THIRD, "third"),
            (ING, "ing"),
            (PAST, "past"),
            (PARTICIPLE, "participle"),
        ):
            first, *rest = row[column].lower().split()
            found.setdefault(first, {}).setdefault((cue, tuple(rest)), set()).add(tag)
    return {
        first: tuple(
            Form(cue, frozenset(tags), rest)
            for (cue, rest), tags in sorted(readings.items(), key=lambda item: -len(item[0][1]))
        )
        for first, readings in found.items()
    }


@cache
def cue_nouns() -> dict[str, Cue]:
    """Map singular and plural of each cue noun ("claim", "claims") to its row."""
    nouns: dict[str, Cue] = {}
    for row in table("cue_nouns"):
        cue = Cue(row["noun"], "NOUN", _split(row["frames"]), row["stance"], row["relation"])
        for form in (row["noun"], row["plural"]):
            if form:
                nouns.setdefault(form.lower(), cue)
    return nouns


@cache
def cue_adjectives() -> dict[str, Cue]:
    """Map each cue adjective ("confident") to its row."""
    return {
        row["adjective"].lower(): Cue(
            row["adjective"], "ADJECTIVE", _split(row["frames"]), row["stance"], row["relation"]
        )
        for row in table("cue_adjectives")
    }


@cache
def cue_phrases() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Map the first word of each fixed phrase ("did not respond to") to its words and row, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in table("cue_phrases"):
        words = tuple(row["phrase"].lower().split())
        cue = Cue(row["phrase"], row["symbol"], _split(row["frames"]), row["stance"], row["relation"])
        found.setdefault(words[0], []).append((words, cue))
    return {first: tuple(sorted(phrases, key=lambda p: -len(p[0]))) for first, phrases in found.items()}
