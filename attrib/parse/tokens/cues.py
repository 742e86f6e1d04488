"""The cue tables as the parser wants them: by form, longest phrase first."""

from functools import cache
from typing import NamedTuple

from attrib.lexicon import table

# A form can be several of these at once: "said" is past and participle, "put" is all but third and ing.
BASE, THIRD, ING, PAST, PARTICIPLE = "base", "third", "ing", "past", "participle"


class Cue(NamedTuple):
    """One verb of the lexicon: what it may take (`frames`) and what it says about the speaker's commitment (`stance`)."""

    lemma: str
    symbol: str
    frames: frozenset[str]
    stance: str
    relation: str


class Form(NamedTuple):
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
            readings_of = found.setdefault(first, {}).setdefault((cue, tuple(rest)), set())
            readings_of.add(tag)
            if tag == PARTICIPLE and first.endswith("ed"):  # labelled, labeled: the second spelling is a past too
                readings_of.add(PAST)
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
            if form and cue.frames != {"in"}:
                nouns.setdefault(form.lower(), cue)
    return nouns


@cache
def view_nouns() -> dict[str, Cue]:
    """Map each noun that stands behind "in" and an owner ("in his view", "in her words") to its row."""
    return {
        row["noun"].lower(): Cue(row["noun"], "NOUN", _split(row["frames"]), row["stance"], row["relation"])
        for row in table("cue_nouns")
        if "in" in _split(row["frames"])
    }


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
def openings() -> dict[str, frozenset[str]]:
    """Map each word that a cue which is no verb can begin with to the second words of its phrases.

    "" is among them where the word alone can be the cue: a noun, an adjective, a phrase of one word.
    """
    found = {first: frozenset(seconds) for first, seconds in cue_phrases().items()}
    for word in (*cue_nouns(), *view_nouns(), *cue_adjectives()):
        found[word] = found.get(word, frozenset()) | {""}
    return found


Phrase = tuple[tuple[str, ...], Cue]


@cache
def cue_phrases() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Map first and second word of each fixed phrase ("did not respond to") to its words and row, longest first.

    The second word is "" for a phrase of one word.
    """
    found: dict[str, dict[str, list[Phrase]]] = {}
    for row in table("cue_phrases"):
        words = tuple(row["phrase"].lower().replace("’", "'").split())
        cue = Cue(row["phrase"], row["symbol"], _split(row["frames"]), row["stance"], row["relation"])
        second = words[1] if len(words) > 1 else ""
        found.setdefault(words[0], {}).setdefault(second, []).append((words, cue))
    return {
        first: {second: tuple(sorted(rows, key=lambda row: -len(row[0]))) for second, rows in seconds.items()}
        for first, seconds in found.items()
    }
