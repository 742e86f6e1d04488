"""Quotes: one or more clauses of ordinary news English, each word with a note of what it does.

The notes ("negation", "hedge", "condition", "number", "name", …) tell an edit where it may strike, and tell the truth
about what it touched. They never reach what is being tested.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from . import vocabulary as v


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its punctuation. `does` is "", negation, hedge, condition, number, name, noun, act or aside."""

    text: str
    does: str = ""


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that can stand alone; its words carry no punctuation at the end and no capital at the start."""

    words: Words


@dataclass(frozen=True, slots=True)
class Quote:
    """What was said: clauses in order, each a sentence of its own or, where `joined` is True, tied on with ", and"."""

    clauses: tuple[Clause, ...]
    joined: bool = False

    def words(self) -> Words:
        """Return all words, with capitals and punctuation."""
        out: list[Word] = []
        last = len(self.clauses) - 1
        for number, clause in enumerate(self.clauses):
            words = list(clause.words)
            if self.joined and number:
                words.insert(0, Word("and"))
            else:
                words[0] = capital(words[0])
            mark = "," if self.joined and number < last else "."
            words[-1] = replace(words[-1], text=words[-1].text + mark)
            out += words
        return tuple(out)


def capital(word: Word) -> Word:
    """Return a word with a capital at its start."""
    return replace(word, text=word.text[:1].upper() + word.text[1:])


def text_of(words: Words) -> str:
    """Return words as one line."""
    return " ".join(word.text for word in words)


def _thing(chance: Random) -> list[Word]:
    words = [Word(chance.choice(v.THINGS)), Word(chance.choice(v.MATTERS), "noun")]
    if chance.random() < 0.55:
        words.insert(0, Word(chance.choice(v.QUALITIES), "aside"))
    if chance.random() < 0.25:
        words += [Word(chance.choice(("in", "of", *v.PLACES_BEHIND))), Word(v.place(chance), "name")]
    return words


def _the(chance: Random) -> list[Word]:
    first = chance.choice(("the", "the", "the", "this", "our", "their", "every"))
    return [Word(first), *_thing(chance)]


def _group(chance: Random) -> list[Word]:
    words = [Word(chance.choice(v.GROUPS), "noun")]
    if chance.random() < 0.5:
        words.insert(0, Word(chance.choice(v.QUALITIES), "aside"))
    if chance.random() < 0.4:
        words += [Word(chance.choice(("of", "from"))), Word(v.place(chance), "name")]
    return words


def number(chance: Random) -> str:
    """Return a figure as newspapers print it."""
    size = chance.random()
    if size < 0.5:
        return str(chance.randrange(11, 990))
    if size < 0.8:
        return f"{chance.randrange(1, 99)},{chance.randrange(1000):03d}"
    return f"{chance.randrange(1, 40)}.{chance.randrange(1, 10)}"


def _count(chance: Random) -> list[Word]:
    if chance.random() < 0.3:
        return [Word(str(chance.randrange(2, 98)), "number"), Word("percent"), Word("of"), *_the(chance)]
    return [Word(number(chance), "number"), Word(chance.choice(v.UNITS), "noun")]


def _may(chance: Random) -> list[Word]:
    draw = chance.random()
    if draw < 0.25:
        return [Word(chance.choice(("may", "might", "could")), "hedge")]
    if draw < 0.5:
        return [Word(chance.choice(("will", "should", "must"))), Word("not", "negation")]
    if draw < 0.65:
        return [Word("will"), Word(chance.choice(("probably", "possibly", "perhaps")), "hedge")]
    return [Word(chance.choice(("will", "can", "should", "must")))]


def _past(act: str) -> str:
    if act.endswith("e"):
        return act + "d"
    if act.endswith("y") and act[-2] not in "aeiou":
        return act[:-1] + "ied"
    return {"rebuild": "rebuilt"}.get(act, act + act[-1] * (act in ("ship", "plan")) + "ed")


def _act(chance: Random) -> list[Word]:
    return [Word(chance.choice(v.ACTS), "act")]


def _done(chance: Random) -> list[Word]:
    return [Word(_past(chance.choice(v.ACTS)), "act")]


def _when(chance: Random) -> list[Word]:
    draw = chance.random()
    if draw < 0.4:
        return [Word("before"), Word("next"), Word(chance.choice(v.SEASONS))]
    if draw < 0.7:
        return [Word("by"), Word("next"), Word(chance.choice(v.WEEKDAYS))]
    return [
        Word("within"),
        Word(str(chance.randrange(2, 60)), "number"),
        Word(chance.choice(("days", "weeks", "months"))),
    ]


def _if(chance: Random) -> list[Word]:
    head = chance.choice((["if"], ["unless"], ["provided", "that"], ["as", "long", "as"]))
    tail = [Word("the"), *_thing(chance), Word("is"), *_done(chance)]
    return [Word(text, "condition") for text in head] + [replace(word, does="condition") for word in tail]


SLOTS: dict[str, Callable[[Random], list[Word]]] = {
    "the": _the,
    "thing": _thing,
    "group": _group,
    "count": _count,
    "may": _may,
    "act": _act,
    "done": _done,
    "when": _when,
    "if": _if,
    "place": lambda chance: [Word(v.place(chance), "name")],
    "how": lambda chance: [Word(chance.choice(v.ADVERBS), "aside")],
    "reason": lambda chance: [Word(chance.choice(v.REASONS), "noun")],
    "family": lambda chance: [Word(v.family(chance), "name")],
    "allegedly": lambda chance: [Word(chance.choice(("allegedly", "reportedly", "apparently")), "hedge")],
    "not": lambda chance: [Word(chance.choice(("not", "never")), "negation")],
}

# Frames of clauses. A word in braces is a slot of SLOTS; all else stands as it is.
FRAMES = (
    "{the} {may} be {done} {when}",
    "{the} {may} be {done} by {group} {when}",
    "{group} {may} {act} {the} {how}",
    "we {may} {act} {the} with {count}",
    "{count} were {done} because of {the}",
    "{the} has {not} been {done} by {group}",
    "{the} was {allegedly} {done} by {group} in {place}",
    "nobody in {place} has {done} {the} {how}",
    "{place} {may} {act} {the} and {act} {the}",
    "{count} {may} be {done} {when}",
    "I {may} {act} what {family} {done} after {the}",
    "without {the} , {group} {may} {act} {count}",
    "{when} {group} have {done} {the} {how}",
    "{the} costs {group} {count} a year",
    "for {group} the {reason} of {the} is {count}",
    "they {done} {the} , not {the}",
    "{family} {may} {act} {the} {if}",
    "{the} {may} be {done} {if}",
    "we {may} {act} {count} {if}",
    "our {reason} is that {the} {may} {act} {group}",
    "{group} told me that {the} was {allegedly} {done}",
    "there are {count} in the {thing} between {place} and {place}",
)
_WITH_IF = tuple(frame for frame in FRAMES if frame.endswith("{if}"))


def fill(frame: str, chance: Random) -> Words:
    """Return the words of a frame with its slots filled; a comma sticks to the word before it."""
    out: list[Word] = []
    for part in frame.split():
        if part == ",":
            out[-1] = replace(out[-1], text=out[-1].text + ",")
        elif part.startswith("{"):
            out += SLOTS[part[1:-1]](chance)
        else:
            out.append(Word(part, "negation" if part in ("not", "nobody") else ""))
    return tuple(out)


def clause(chance: Random) -> Clause:
    """Return a clause; one in twelve begins with a phrase that many speakers use."""
    if chance.random() < 1 / 12:
        opening = tuple(Word(text) for text in chance.choice(v.COMMON).split())
        return Clause(opening + fill("{act} {the} {when}", chance))
    return Clause(fill(chance.choice(FRAMES), chance))


def quote(chance: Random, clauses: int = 0) -> Quote:
    """Return a quote of one to three clauses (or as many as told)."""
    number_of = clauses or chance.choice((1, 1, 2, 2, 3))
    return Quote(tuple(clause(chance) for _ in range(number_of)), joined=chance.random() < 0.4)


def conditional(chance: Random) -> Quote:
    """Return a quote of one clause that ends in its condition."""
    return Quote((Clause(fill(chance.choice(_WITH_IF), chance)),))


def common(chance: Random) -> Quote:
    """Return a quote that shares its opening with many others."""
    opening = tuple(Word(text) for text in chance.choice(v.COMMON).split())
    return Quote((Clause(opening + fill(chance.choice(("{act} {the}", "{act} {the} {when}")), chance)),))
