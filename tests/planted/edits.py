"""What newsrooms do to the words of a quote: sixteen kinds of edit, each with the truth of its form and what it touches.

An edit takes a quote as words with notes and returns other words, or None where the quote offers nothing to strike at.
Form is one of FORMS. What is touched follows from the notes of the words that went, came or changed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from . import vocabulary as v
from .sentences import Clause, Quote, Word, Words, capital, number, text_of

FORMS = (
    "identical", "formatting", "cut_start", "cut_end", "cut_inside_marked", "cut_inside", "insertion", "substitution",
    "reordering", "merge",
)  # fmt: skip
CLOSING = ("noun", "name", "number", "act")  # what a cut sentence may end in
TOUCHING = ("negation", "hedge", "condition", "number", "name")


@dataclass(frozen=True, slots=True)
class Edited:
    """A quote after an edit. `kind` is the planted type, `form` its form, `touches` what of TOUCHING it changes."""

    words: Words
    kind: str
    form: str
    touches: frozenset[str]

    @property
    def text(self) -> str:
        """The words as one line."""
        return text_of(self.words)


def _touched(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.does for word in words if word.does in TOUCHING)


def _ended(words: Words) -> Words:
    """Close a cut sentence with a full stop."""
    return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip(".,;:") + "."))


def identical(words: Words, chance: Random) -> Edited | None:
    """Print the quote as it is."""
    return Edited(words, "identical", "identical", frozenset())


_COUNTED = re.compile(r"(\d),(\d{3})")


def _respell(text: str, chance: Random) -> str:
    for british, american in v.SPELLINGS.items():
        if british in text:
            text = re.sub(rf"\b{british}", american, text)
    return text


def _dress(text: str, chance: Random) -> str:
    """Change marks, case, brackets, spaces or spelling, at least one of them; never a word."""
    ways: list[Callable[[str], str]] = [
        lambda told: told.rstrip(".") + ",",
        lambda told: told.rstrip("."),
        lambda told: f"[{told[0]}]{told[1:]}" if told[0].isalpha() else told,
        lambda told: told[0].lower() + told[1:] if not told.startswith("I ") else told.upper(),
        lambda told: _respell(told, chance),
        lambda told: _COUNTED.sub(lambda found: found[1] + chance.choice((" ", "", "\u202f")) + found[2], told),
        lambda told: told.replace(" percent", "%"),
        lambda told: told.replace(" ", "\u00a0", 1),
        lambda told: told.replace(", and ", chance.choice((" — and ", " -- and ", "; and ", " and "))),
        lambda told: told.replace(". ", "; ", 1),
        lambda told: told.upper(),
    ]
    chance.shuffle(ways)
    done = 0
    for way in ways:
        changed = way(text)
        if changed != text:
            text, done = changed, done + 1
            if done == 1 + (chance.random() < 0.5):
                break
    return text


def formatting(words: Words, chance: Random) -> Edited | None:
    """Print the same words with other marks, case, brackets, spaces or spelling."""
    text = _dress(text_of(words), chance)
    if text == text_of(words):
        return None
    # The notes stay with the words as long as none was joined to its neighbour; else they are given up.
    parts = text.split(" ")
    notes = [word.does for word in words] if len(parts) == len(words) else [""] * len(parts)
    return Edited(tuple(map(Word, parts, notes)), "formatting", "formatting", frozenset())


def cut_start(words: Words, chance: Random) -> Edited | None:
    """Leave out the start: up to half of the words; some mark it with an ellipsis."""
    if len(words) < 8:
        return None
    at = chance.randrange(2, len(words) // 2 + 1)
    rest = words[at:]
    draw = chance.random()
    if draw < 0.3:
        rest = (Word("…"), *rest)
    elif draw < 0.7:
        rest = (capital(rest[0]), *rest[1:])
    return Edited(rest, "cut at the start", "cut_start", _touched(words[:at]))


def cut_end(words: Words, chance: Random) -> Edited | None:
    """Leave out the end: up to half of the words; some mark it with an ellipsis."""
    if len(words) < 8:
        return None
    # "There are 62 percent of our labour." would do, "… in the asphalt union between." would not.
    ends = [at for at in range(len(words) - len(words) // 2, len(words) - 1) if words[at - 1].does in CLOSING]
    if not ends:
        return None
    at = chance.choice(ends)
    rest = words[:at]
    rest = (*rest, Word("…")) if chance.random() < 0.3 else _ended(rest)
    return Edited(rest, "cut at the end", "cut_end", _touched(words[at:]))


def _hole(words: Words, chance: Random, most: int) -> tuple[int, int] | None:
    if len(words) < 10:
        return None
    start = chance.randrange(3, len(words) - 5)
    return start, min(start + chance.randrange(2, most), len(words) - 3)


def cut_marked(words: Words, chance: Random) -> Edited | None:
    """Leave out words in the middle and put an ellipsis there."""
    hole = _hole(words, chance, 12)
    if hole is None:
        return None
    start, end = hole
    mark = Word(chance.choice(("…", "...", "[…]", "[...]", "(…)", ". . .")))
    kept = (*words[:start], mark, *words[end:])
    return Edited(kept, "cut inside, marked", "cut_inside_marked", _touched(words[start:end]))


def cut_unmarked(words: Words, chance: Random) -> Edited | None:
    """Leave out words in the middle without a sign: an adjective, a place with its preposition, or any stretch."""
    small = [(at, at + 1) for at in range(1, len(words) - 1) if words[at].does == "aside"]
    small += [(at - 1, at + 1) for at in range(3, len(words) - 1) if words[at].does == "name"]
    small = [(start, end) for start, end in small if all(word.text[-1] not in ".," for word in words[start:end])]
    hole = chance.choice(small) if small and chance.random() < 0.7 else _hole(words, chance, 9)
    if hole is None:
        return None
    start, end = hole
    return Edited((*words[:start], *words[end:]), "cut inside", "cut_inside", _touched(words[start:end]))


def insertion(words: Words, chance: Random) -> Edited | None:
    """Add words in the middle: a gloss in brackets, an adjective, an aside."""
    nouns = [at for at, word in enumerate(words) if word.does == "noun" and 2 < at < len(words) - 1]
    if not nouns:
        return None
    at = chance.choice(nouns)
    role, name = chance.choice(v.ROLES), v.family(chance)
    # Added words carry no note that edits strike at, but a gloss does bring a name with it.
    added, touches = chance.choice(
        (
            ((f"{chance.choice(v.QUALITIES)},", chance.choice(v.QUALITIES)), frozenset[str]()),
            (tuple(f"[the {role} {name}]".split()), frozenset({"name"})),
            ((chance.choice(v.QUALITIES),), frozenset[str]()),
        )
    )
    at += 1 if touches else 0
    if touches and words[at - 1].text[-1] in ".,":
        return None
    return Edited(
        (*words[:at], *map(Word, added), *words[at:]), "insertion", "insertion", touches
    )  # fmt: skip


def _swap(words: Words, at: int, text: str) -> Words:
    old = words[at].text
    tail = old[len(old.rstrip(".,;:")) :]
    if old[0].isupper() and words[at].does != "name":
        text = text[0].upper() + text[1:]
    return (*words[:at], replace(words[at], text=text + tail), *words[at + 1 :])


def substitution(words: Words, chance: Random) -> Edited | None:
    """Put another noun for one."""
    places = [at for at, word in enumerate(words) if word.does == "noun" and 0 < at < len(words) - 1]
    if not places:
        return None
    at = chance.choice(places)
    old = words[at].text.rstrip(".,;:")
    pool = [word for word in (v.GROUPS if old in v.GROUPS else v.MATTERS) if word != old]
    return Edited(_swap(words, at, chance.choice(pool)), "substitution of a word", "substitution", frozenset())


def other_name(words: Words, chance: Random) -> Edited | None:
    """Put another name for one."""
    places = [at for at, word in enumerate(words) if word.does == "name" and at]
    if not places:
        return None
    at = chance.choice(places)
    new = v.place(chance)
    if words[at].text.startswith(new):
        return None
    return Edited(_swap(words, at, new), "substitution of a name", "substitution", frozenset({"name"}))


def other_number(words: Words, chance: Random) -> Edited | None:
    """Put another figure for one."""
    places = [at for at, word in enumerate(words) if word.does == "number"]
    if not places:
        return None
    at = chance.choice(places)
    new = number(chance)
    if words[at].text.rstrip(".,") == new:
        return None
    return Edited(_swap(words, at, new), "substitution of a number", "substitution", frozenset({"number"}))


def negation(words: Words, chance: Random) -> Edited | None:
    """Drop "not" or "never", or put one where there is none."""
    places = [at for at, word in enumerate(words) if at and word.does == "negation"]
    touches = frozenset({"negation"})
    if places:
        at = chance.choice(places)
        return Edited((*words[:at], *words[at + 1 :]), "negation dropped", "cut_inside", touches)
    places = [at for at, word in enumerate(words) if word.text in ("will", "should", "must", "was", "were") and at]
    if not places:
        return None
    at = chance.choice(places) + 1
    return Edited((*words[:at], Word("not", "negation"), *words[at:]), "negation added", "insertion", touches)


def hedge(words: Words, chance: Random) -> Edited | None:
    """Drop "allegedly" or "probably", or print "will" for "may"."""
    places = [at for at, word in enumerate(words) if word.does == "hedge"]
    if not places:
        return None
    at = chance.choice(places)
    touches = frozenset({"hedge"})
    if words[at].text.endswith("ly") or words[at].text == "perhaps":
        return Edited((*words[:at], *words[at + 1 :]), "hedge dropped", "cut_inside", touches)
    return Edited(_swap(words, at, "will"), "hedge dropped", "substitution", touches)


def condition(words: Words, chance: Random) -> Edited | None:
    """Drop the clause that says under what condition: "if the harbour board is audited"."""
    places = [at for at, word in enumerate(words) if word.does == "condition"]
    if not places:
        return None
    # One condition is one run of words; of several, the last goes.
    end = places[-1] + 1
    start = end
    while start and words[start - 1].does == "condition":
        start -= 1
    if start < 3:
        return None
    if end == len(words):
        return Edited(_ended(words[:start]), "condition dropped", "cut_end", frozenset({"condition"}))
    # "… if the board is audited. We will appeal." keeps the full stop or comma that the condition carried.
    tail = words[end - 1].text
    mark = tail[len(tail.rstrip(".,;:")) :]
    rest = (*words[: start - 1], replace(words[start - 1], text=words[start - 1].text + mark), *words[end:])
    return Edited(rest, "condition dropped", "cut_inside", frozenset({"condition"}))


def reordering(quote: Quote, chance: Random) -> Edited | None:
    """Print the clauses in another order."""
    if len(quote.clauses) < 2:
        return None
    turn = chance.randrange(1, len(quote.clauses))
    turned = Quote((*quote.clauses[turn:], *quote.clauses[:turn]), quote.joined)
    if [clause.words for clause in turned.clauses] == [clause.words for clause in quote.clauses]:
        return None
    return Edited(turned.words(), "reordering", "reordering", frozenset())


def merge(first: Words, second: Words, chance: Random) -> Edited:
    """Print two quotes of one speaker as if they were one; some with an ellipsis between them."""
    between = (Word(chance.choice(("…", "..."))),) if chance.random() < 0.5 else ()
    return Edited((*first, *between, *second), "merge", "merge", frozenset())


Edit = Callable[[Words, Random], Edited | None]
# The edits that need only the words. Reordering needs the clauses, merging a second quote.
EDITS: dict[str, Edit] = {
    "identical": identical,
    "formatting": formatting,
    "cut at the start": cut_start,
    "cut at the end": cut_end,
    "cut inside, marked": cut_marked,
    "cut inside": cut_unmarked,
    "insertion": insertion,
    "substitution of a word": substitution,
    "substitution of a name": other_name,
    "substitution of a number": other_number,
    "negation": negation,
    "hedge": hedge,
    "condition": condition,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A planted edit alone: the text before it (two texts where quotes were merged), and after it."""

    before: tuple[str, ...]
    after: str
    kind: str
    form: str
    touches: frozenset[str]


def pairs(number_of: int, seed: int, make: Callable[[Random], Quote]) -> tuple[Pair, ...]:
    """Return that many planted edits, all kinds equally often, on quotes from `make`."""
    chance = Random(f"pairs {seed}")
    kinds = [*EDITS, "reordering", "merge"]
    out: list[Pair] = []
    while len(out) < number_of:
        kind = kinds[len(out) % len(kinds)]
        quote = make(chance)
        words = quote.words()
        before: tuple[str, ...] = (text_of(words),)
        if kind == "merge":
            second = make(chance).words()
            done: Edited | None = merge(words, second, chance)
            before = (*before, text_of(second))
        elif kind == "reordering":
            done = reordering(quote, chance)
        else:
            done = EDITS[kind](words, chance)
        if done is not None and (done.form == "identical" or done.text != before[0]):
            out.append(Pair(before, done.text, done.kind, done.form, done.touches))
    return tuple(out)


__all__ = ["EDITS", "FORMS", "Clause", "Edited", "Pair", "merge", "pairs", "reordering"]
