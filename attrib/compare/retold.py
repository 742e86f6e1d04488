"""How a statement that another article tells in other words differs: by what it says, since hardly a word is the same.

“We will not raise the levy on small farms” and "small farms would face no rise of the levy" differ in nearly all words and in
nothing else. So a negation, hedge or condition counts where one of the two has it and the other has none; and two figures.
"""

from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from attrib.compare.alignment import Wording, changes, wording
from attrib.compare.alterations import GRAVE, against_fullest, shown
from attrib.compare.clusters import same_quote, strong
from attrib.compare.index import CACHED, named_words, words
from attrib.compare.meaning import conditional, does
from attrib.compare.records import Alteration, Told
from attrib.compare.restatements import KINDS, name_key, one_name
from attrib.compare.stems import matter, stem

ALIKE = 0.5  # share of the words of either that both must have, for a figure or a negation to alter what is told
LEAST = 2  # words that two tellings share, and a clause with one of them, for it to be told in both
_MARKS = "\"“”'‘’«»"


def against(fuller: Told, variant: Told) -> Alteration:
    """Return how a variant differs from a fuller telling of one cluster, word by word or, told in other words, by what it says."""
    told = against_fullest(fuller, variant)
    if told.type in ("substitution", "reordering") and in_other_words(fuller, variant):
        return retold(fuller.text, variant.text)
    return told


def in_other_words(one: Told, other: Told) -> bool:
    """Tell whether two articles tell what one named speaker said in other words, at least one of them without quoting."""
    if one.article == other.article or one.kind != other.kind or one.kind not in KINDS:
        return False
    if not one.speaker or not other.speaker:
        return False
    if name_key(one.speaker, one.kind) != name_key(other.speaker, other.kind):
        return False
    if one.kind == "person" and not one_name(one.speaker, other.speaker):
        return False
    return other_words(one.text, other.text)


def other_words(one: str, other: str) -> bool:
    """Tell whether two texts of one cluster, at least one of them no quotation, have too few runs of words in common.

    Both say enough for that: “the mine will close” has few words, and they are the same ones.
    """
    if (_direct(one) and _direct(other)) or words(one) == words(other):
        return False
    told = named_words(one), named_words(other)
    return all(map(strong, told)) and len(matter(one) & matter(other)) >= LEAST and not same_quote(*told)


@lru_cache(maxsize=CACHED)
def retold(before: str, after: str) -> Alteration:
    """Return how a text tells in other words what a fuller one says.

    A hedge or condition that is gone may stand in the other words ("may bar" is "are permitted to bar"): it is told, and
    no high risk. Between two texts that share half their words another figure is one, and so is a negation that only one of them has.
    """
    old, new = wording(before), wording(after)
    found = changes(old, new)
    left, right = matter(before), matter(after)
    both = left & right
    was, now = _touches(old, both), _touches(new, both)
    touches: set[str] = set()
    told: list[str] = []
    grave: list[str] = []
    alike = len(both) >= ALIKE * len(left | right)
    for touch in GRAVE:
        less, more = was.get(touch, ()), now.get(touch, ())
        if bool(less) != bool(more):
            touches.add(touch)
            reasons = grave if touch == "negation" and alike else told
            reasons.append(f"the {touch} “{shown(less or more)}” is {'gone' if less else 'new'}")
    less, more = (_figures(text, other) for text, other in ((old, new), (new, old)))
    if less and more:
        touches.add("number")
        (grave if alike else told).append(f"“{shown(less)}” became “{shown(more)}”")
    return Alteration(
        "substitution",
        "high" if grave else "low",
        "; ".join(("told in other words", *grave, *told)),
        tuple(sorted(touches)),
        (),
        False,
        tuple(old.printed[at] for one in found for at in range(one.i1, one.i2)),
        tuple(new.printed[at] for one in found for at in range(one.j1, one.j2)),
    )


def _direct(text: str) -> bool:
    """Tell whether a text begins and ends with a mark of quotation."""
    return text[:1] in _MARKS and text.rstrip(".,;:!? ")[-1:] in _MARKS


def _touches(told: Wording, both: Collection[str]) -> dict[str, list[str]]:
    """Return the words that negate, hedge or set a condition in those clauses of a text that are told in both."""
    shared: Counter[int] = Counter(told.clause[at] for at, word in enumerate(told.words) if stem(word) in both)
    sentences = {told.sentence[at] for at in range(len(told.words)) if shared[told.clause[at]] >= LEAST}
    only_if = conditional(told)
    out: dict[str, list[str]] = {}
    for at, word in enumerate(told.printed):
        for touch in does(told, at, only_if):
            # A condition stands in a clause of its own.
            if (touch == "condition" and told.sentence[at] in sentences) or (
                touch in GRAVE and touch != "condition" and shared[told.clause[at]] >= LEAST
            ):
                out.setdefault(touch, []).append(word)
    return out


def _figures(told: Wording, other: Wording) -> list[str]:
    """Return the figures of a text that another one has not."""
    return [
        shown
        for word, shown in zip(told.words, told.printed, strict=True)
        if word[0].isdigit() and word not in other.words
    ]
