"""What the words of a quote do to its meaning, one by one: they negate, hedge or tie it, count, or name somebody."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

from attrib import lexicon
from attrib.compare.alignment import Wording
from attrib.compare.index import FORMS, idle
from attrib.compare.stems import stem

ALONE = 3  # words of a clause from which on it may be a statement of its own
# Words that open a clause which adds to the one before it.
_MORE = frozenset("and nor which who whatever whoever whichever wherever because while".split())
# And those that open one behind it which stands as well alone: "…, but the ferry will not be sold".
_NEXT = frozenset(("but", "yet"))
# "He can" is told as "he could", and "may" as "might", by whoever does not quote.
_TOLD_LATER = {"can": "could", "may": "might"}
SCOPE = 4  # words behind a "not" or "may" among which it finds the one that it is said of


@cache
def kind(touch: str) -> frozenset[str]:
    """Return the words of touches.tsv that do something: negation, hedge, condition, number, tense or attribution."""
    return lexicon.words("touches", "form", "touch", touch)


@cache
def _openers() -> frozenset[str]:
    return frozenset(form.split()[0] for form in kind("condition"))


@dataclass(frozen=True, slots=True)
class Changed:
    """Words of a text that went or came: their places, and what each of them does."""

    text: Wording
    places: Sequence[int]
    does: Sequence[frozenset[str]]

    @property
    def touches(self) -> frozenset[str]:
        """All that any of them does."""
        return frozenset(chain.from_iterable(self.does))

    def touching(self, touch: str) -> list[int]:
        """Return the places of those that do something."""
        return [at for at, does in zip(self.places, self.does, strict=True) if touch in does]


def unmoved(some: Changed, others: Changed) -> Changed:
    """Return words without the "not" and "may" that the others have of the same word: "will not raise it" is "it will not be raised"."""
    both = {_of(some.text, at) for at in _turning(some)} & {_of(others.text, at) for at in _turning(others)}
    if not both:
        return some
    does = [
        one - {"negation", "hedge"} if _of(some.text, at) in both else one
        for at, one in zip(some.places, some.does, strict=True)
    ]
    return replace(some, does=does)


def shifted(went: Changed, came: Changed) -> tuple[Changed, Changed]:
    """Return words without the "may" that is told as "might" and the "can" that is told as "could", of one verb."""
    told = {_of(came.text, at): at for at in came.places}
    pairs = {
        at: told[later, verb]
        for at in went.places
        for word, verb in (_of(went.text, at),)
        if (later := _TOLD_LATER.get(word)) and (later, verb) in told
    }
    if not pairs:
        return went, came
    return _less_hedged(went, pairs.keys()), _less_hedged(came, pairs.values())


def _less_hedged(some: Changed, places: Collection[int]) -> Changed:
    does = [one - {"hedge"} if at in places else one for at, one in zip(some.places, some.does, strict=True)]
    return replace(some, does=does)


def _turning(some: Changed) -> list[int]:
    return some.touching("negation") + some.touching("hedge")


def _of(told: Wording, at: int) -> tuple[str, str]:
    """Return a word, and the base of the next one behind it that says something; of none, itself by its place."""
    behind = told.words[at + 1 : at + 1 + SCOPE]
    return told.words[at], next((stem(word) for word in behind if word not in idle()), f"{at} of {len(told.words)}")


def conditional(told: Wording) -> set[int]:
    """Return the places of the words of conditions: from the word that opens one to the end of its clause."""
    out: set[int] = set()
    if _openers().isdisjoint(told.words):
        return out
    for at, word in enumerate(told.words):
        if at in out:
            continue
        opens = word in _openers() and any(
            " ".join(told.words[at : at + size]) in kind("condition") for size in (1, 2, 3)
        )
        end = at
        while opens and end < len(told.words) and told.clause[end] == told.clause[at]:
            out.add(end)
            end += 1
            if end < len(told.words) and told.words[end] == "and" and word == "and":
                break
    return out


def does(told: Wording, at: int, conditional: set[int]) -> Iterator[str]:
    """Yield what a word does, as far as a change of it may change the meaning."""
    for touch in _touches(told.words[at]):
        # "May" the month is a name, "may" is a hedge.
        if touch != "hedge" or not told.name[at]:
            yield touch
    if told.name[at]:
        yield "name"
    if at in conditional:
        yield "condition"


@lru_cache(maxsize=FORMS)
def _touches(word: str) -> tuple[str, ...]:
    """Return what a word does wherever it stands."""
    told = [touch for touch in ("negation", "hedge", "attribution", "number") if word in kind(touch)]
    return (*told, "number") if word[0].isdigit() and "number" not in told else tuple(told)


def turned(went: Changed) -> Iterator[tuple[int, str]]:
    """Yield the words that went from a sentence which is still told, with what each of them did to it."""
    old = went.text
    whole = Counter(old.sentence)
    gone = Counter(old.sentence[at] for at in went.places)
    left = set(range(len(old.words))).difference(went.places)
    told = Counter(old.clause[at] for at in left if old.words[at] not in idle())
    for at, does in zip(went.places, went.does, strict=True):
        if gone[old.sentence[at]] < whole[old.sentence[at]]:
            # "…, and nobody wants it back": a clause that stood for itself and was left out whole turns nothing.
            alone = _stands_alone(old, at) if not told[old.clause[at]] else ""
            yield from ((at, touch) for touch in does if not alone or (touch == "condition" and alone == "behind"))


def telling(some: Changed, touch: str) -> list[int]:
    """Return the places of words that do something; none of a condition of which nothing changed that says what it is."""
    places = some.touching(touch)
    told = [some.text.words[at] for at in places]
    says = touch != "condition" or any(word not in idle() or word in _openers() for word in told)
    return places if says else []


def _stands_alone(told: Wording, at: int) -> str:
    """Tell if the clause of a word is a statement of its own: "behind" another one, or "before" it; "" for none.

    "…, and nobody wants it back"; "The bridge may be closed, but …"; not "…, but not before May".
    """
    first = last = at
    while first and told.clause[first - 1] == told.clause[at]:
        first -= 1
    while last + 1 < len(told.words) and told.clause[last + 1] == told.clause[at]:
        last += 1
    if last - first <= ALONE:
        return ""
    if told.words[first] in _MORE:
        return "behind"
    opens = not first or told.sentence[first - 1] != told.sentence[first]
    goes_on = last + 1 < len(told.words) and told.sentence[last + 1] == told.sentence[first]
    return "before" if opens and goes_on and told.words[last + 1] in _NEXT else ""
