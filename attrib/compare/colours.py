"""What a cue makes of the words that it brings: an admission, a promise, a doubtful claim. The tables are in grammar/lexicon."""

from dataclasses import dataclass
from functools import cache

from attrib import lexicon
from attrib.compare.index import words

FORMS = ("lemma", "third", "ing", "past", "participle")
# What a stance makes of a cue that cue_colours.tsv does not have: nouns, adjectives, adverbs, and verbs that judge.
_BY_STANCE = {"denial": "denied", "evaluative": "judged", "distancing": "claimed", "belief": "judged"}


@dataclass(frozen=True, slots=True)
class Shift:
    """What a change of colour does: risk is none, low or high, the reason says it in words."""

    risk: str
    reason: str


@cache
def _lemmas() -> dict[tuple[str, ...], str]:
    return {words(row[form]): row["lemma"] for row in lexicon.table("cues") for form in FORMS if row[form]}


@cache
def _colours() -> dict[str, str]:
    return {row["lemma"]: row["colour"] for row in lexicon.table("cue_colours")}


@cache
def _shifts() -> dict[tuple[str, str], Shift]:
    return {(row["before"], row["after"]): Shift(row["risk"], row["reason"]) for row in lexicon.table("colour_changes")}


@cache
def lemma(cue: str) -> str:
    """Return the lemma of a cue's verb, its last one known: "has since confirmed" gives "confirm"; "" without one."""
    told = words(cue)
    for end in range(len(told), 0, -1):
        for size in (4, 3, 2, 1):
            found = _lemmas().get(told[max(0, end - size) : end]) if size <= end else None
            if found:
                return found
    return ""


@cache
def _nouns() -> dict[str, str]:
    return {row[form]: row["noun"] for row in lexicon.table("cue_nouns") for form in ("noun", "plural") if row[form]}


@cache
def _noun(cue: str) -> str:
    """Return the noun that carries a cue's meaning behind a light verb: "gave a blanket denial"; "" without one."""
    told = words(cue)
    return _nouns().get(told[-1], "") if len(told) > 1 else ""


def colour(cue: str, stance: str) -> str:
    """Return what a cue makes of its content: told, admitted, confirmed, claimed, denied … "judged" is never compared."""
    return _colours().get(_noun(cue) or lemma(cue)) or _BY_STANCE.get(stance, "told")


def shift(before: str, after: str) -> Shift | None:
    """Return what it does to a telling that the colour of its cue changed; None for nothing worth telling."""
    return _shifts().get((before, after))
