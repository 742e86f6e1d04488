"""How a variant of a quote differs from a fuller one, what the difference touches, and how much that may matter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

from attrib import lexicon
from attrib.compare.alignment import Change, Wording, changes, wording
from attrib.compare.index import CACHED, FORMS, idle
from attrib.compare.records import Alteration, Told
from attrib.compare.stems import stem

MOVED = 0.7  # share of the words that went and came again elsewhere, for a text to be called reordered
MERGED = 0.6  # share of a piece's words that a merged quote must have, in runs of at least
RUN = 3
SHOWN = 12  # words that a reason repeats
GRAVE = ("negation", "hedge", "condition")
# Words that open a clause which adds to the one before it.
_MORE = frozenset("and nor which who whatever whoever whichever wherever because while".split())
SCOPE = 4  # words behind a "not" or "may" among which it finds the one that it is said of
_SPACES = re.compile(r"[ \t\r\n]+")


@cache
def _kind(touch: str) -> frozenset[str]:
    return lexicon.words("touches", "form", "touch", touch)


@cache
def _openers() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _kind("condition"))


def alteration(before: str | Sequence[str], after: str) -> Alteration:
    """Return how the text `after` differs from the fuller text `before`, or from several that it may have merged."""
    return _altered((before,) if isinstance(before, str) else tuple(before), after)


@lru_cache(maxsize=CACHED)
def _altered(texts: tuple[str, ...], after: str) -> Alteration:
    new = wording(after)
    olds = [wording(text) for text in texts]
    whole = _merged(olds, new)
    if whole is not None:
        found = changes(whole, new)
        told = _judged(whole, new, found)
        reason = "statements made apart are printed as one"
        if told.risk == "high":
            reason = f"{reason}; {told.reason}"
        return Alteration(
            "merge", "high" if told.risk == "high" else "low", reason, told.touches, (), False, told.removed, told.added
        )
    apart = [changes(old, new) for old in olds]
    at = min(range(len(olds)), key=lambda at: (_size(apart[at]), at))
    found = apart[at]
    if not found:
        same = _bare(texts[at]) == _bare(after)
        return Alteration("identical" if same else "formatting", "none", "the words are the same")
    return _judged(olds[at], new, found)


def against_fullest(fullest: Told, variant: Told) -> Alteration:
    """Return how a variant differs from the fullest of its cluster. A translation is another text, never an altered one."""
    if variant.translated != fullest.translated:
        return Alteration("translation", "none", "one of the two is a translation")
    return alteration(fullest.text, variant.text)


def _bare(text: str) -> str:
    """Return a text without the marks of quotation around it and with one kind of ordinary white space."""
    return _SPACES.sub(" ", text).strip("\"'“”‘’„«»‹› ")


def _size(found: Iterable[Change]) -> int:
    return sum(one.i2 - one.i1 + one.j2 - one.j1 for one in found)


def _judged(old: Wording, new: Wording, found: Sequence[Change]) -> Alteration:
    removed = [at for one in found for at in range(one.i1, one.i2)]
    added = [at for one in found for at in range(one.j1, one.j2)]
    form, ends, marked = _form(old, new, found, removed, added)
    gone, come = tuple(old.printed[at] for at in removed), tuple(new.printed[at] for at in added)
    if form == "reordering":
        # Words that only moved touch nothing.
        moved = Counter(old.words[at] for at in removed) & Counter(new.words[at] for at in added)
        removed, added = _without(removed, old, moved), _without(added, new, moved)
    was, now = conditional(old), conditional(new)
    went = _Words(old, removed, [frozenset(does(old, at, was)) for at in removed])
    came = _Words(new, added, [frozenset(does(new, at, now)) for at in added])
    went, came = _unmoved(went, came), _unmoved(came, went)
    risk, reason = _risk(form, went, came, marked)
    touches = went.touches | came.touches | ({"tense"} if _tense(old, new, found) else set())
    return Alteration(form, risk, reason, tuple(sorted(touches)), ends, marked, gone, come)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of a text that went or came: their places, and what each of them does."""

    text: Wording
    places: Sequence[int]
    does: Sequence[frozenset[str]]

    @property
    def touches(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.does))

    def touching(self, touch: str) -> list[int]:
        """Return the places of those that do something."""
        return [at for at, does in zip(self.places, self.does, strict=True) if touch in does]


def _unmoved(some: _Words, others: _Words) -> _Words:
    """Return words without the "not" and "may" that the others have of the same word: "will not raise it" is "it will not be raised"."""
    both = {_of(some.text, at) for at in _turning(some)} & {_of(others.text, at) for at in _turning(others)}
    if not both:
        return some
    does = [
        one - {"negation", "hedge"} if _of(some.text, at) in both else one
        for at, one in zip(some.places, some.does, strict=True)
    ]
    return replace(some, does=does)


def _turning(some: _Words) -> list[int]:
    return some.touching("negation") + some.touching("hedge")


def _of(told: Wording, at: int) -> tuple[str, str]:
    """Return a word, and the base of the next one behind it that says something; of none, itself by its place."""
    behind = told.words[at + 1 : at + 1 + SCOPE]
    return told.words[at], next((stem(word) for word in behind if word not in idle()), f"{at} of {len(told.words)}")


def _without(places: Sequence[int], told: Wording, moved: Counter[str]) -> list[int]:
    left = moved.copy()
    out = []
    for at in places:
        if left[told.words[at]] > 0:
            left[told.words[at]] -= 1
        else:
            out.append(at)
    return out


def _form(
    old: Wording, new: Wording, found: Sequence[Change], removed: Sequence[int], added: Sequence[int]
) -> tuple[str, tuple[str, ...], bool]:
    """Return the type of an alteration, the ends that were cut, and whether ellipses stand for all cuts inside."""
    if removed and added:
        moved = Counter(old.words[at] for at in removed) & Counter(new.words[at] for at in added)
        # Cut as well, it may be: but all that seems to have come stands elsewhere in the fuller text.
        if moved.total() >= MOVED * len(added) and len(set(moved) - idle()) >= 2:
            return "reordering", (), False
    cuts = [one for one in found if one.j1 == one.j2]
    ends = tuple(
        end for end, cut in (("start", cuts and not cuts[0].i1), ("end", cuts and cuts[-1].i2 == len(old.words))) if cut
    )
    inside = [one for one in cuts if one.i1 and one.i2 < len(old.words)]
    marked = bool(inside) and all(one.j1 in new.gaps for one in inside)
    if any(one.i1 < one.i2 and one.j1 < one.j2 for one in found):
        return "substitution", ends, marked
    if added:
        return "insertion", ends, marked
    return "cut_inside" if inside else "cut_ends", ends, marked


def conditional(told: Wording) -> set[int]:
    """Return the places of the words of conditions: from the word that opens one to the end of its clause."""
    out: set[int] = set()
    if _openers().isdisjoint(told.words):
        return out
    for at, word in enumerate(told.words):
        if at in out:
            continue
        opens = word in _openers() and any(
            " ".join(told.words[at : at + size]) in _kind("condition") for size in (1, 2, 3)
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
    told = [touch for touch in ("negation", "hedge", "attribution", "number") if word in _kind(touch)]
    return (*told, "number") if word[0].isdigit() and "number" not in told else tuple(told)


def _tense(old: Wording, new: Wording, found: Sequence[Change]) -> bool:
    """Tell whether a verb was put in another time: "was" for "is", "repaired" for "repair"."""
    for one in found:
        gone, come = set(old.words[one.i1 : one.i2]), set(new.words[one.j1 : one.j2])
        if gone & _kind("tense") and come & _kind("tense") and gone & _kind("tense") != come & _kind("tense"):
            return True
        stems = {word.removesuffix("ed").removesuffix("e") for word in gone if word.endswith("ed")}
        others = {word.removesuffix("ed").removesuffix("e") for word in come if word.endswith("ed")}
        if stems & {_stem(word) for word in come} or others & {_stem(word) for word in gone}:
            return True
    return False


def _stem(word: str) -> str:
    """Return a verb that is not in the past without its ending; a past one as it is."""
    return word if word.endswith("ed") else word.removesuffix("ing").removesuffix("s").removesuffix("e")


def _risk(form: str, went: _Words, came: _Words, marked: bool) -> tuple[str, str]:
    """Return none, low or high, and the reason. Grave is what turns or weakens a sentence that is still told."""
    old, new = went.text, came.text
    touches = went.touches | came.touches
    grave = []
    if not touches.isdisjoint(GRAVE):
        lost = set(_turned(went))
        for touch in GRAVE:
            less = [old.printed[at] for at in went.touching(touch) if (at, touch) in lost]
            more = [new.printed[at] for at in came.touching(touch)]
            if less:
                grave.append(f"the {touch} “{shown(less)}” is gone" if not more else f"the {touch} is another")
            elif more:
                grave.append(f"the {touch} “{shown(more)}” is new")
    for touch in ("number", "name"):
        fewer, others = went.touching(touch), came.touching(touch)
        # What stands elsewhere in the other text has only moved.
        gone_words, come_words = ({text.words[at] for at in places} for text, places in ((old, fewer), (new, others)))
        less = [old.printed[at] for at in fewer if old.words[at] not in come_words]
        more = [new.printed[at] for at in others if new.words[at] not in gone_words]
        if more and (less or (touch == "number" and form != "insertion")):
            grave.append(f"“{shown(less)}” became “{shown(more)}”" if less else f"“{shown(more)}” is new")
    if grave:
        return "high", "; ".join(grave)
    if form == "cut_inside":
        how = "an ellipsis shows it" if marked else "no ellipsis shows it"
        return "low", f"words inside were left out, {how}"
    return "low", {
        "cut_ends": "only the start or the end was left out",
        "insertion": "words were added",
        "substitution": "other words stand for some",
        "reordering": "the parts stand in another order",
    }[form]


def _turned(went: _Words) -> Iterator[tuple[int, str]]:
    """Yield the words that went from a sentence which is still told, with what each of them did to it."""
    old = went.text
    whole = Counter(old.sentence)
    gone = Counter(old.sentence[at] for at in went.places)
    left = set(range(len(old.words))).difference(went.places)
    told = Counter(old.clause[at] for at in left if old.words[at] not in idle())
    for at, does in zip(went.places, went.does, strict=True):
        if gone[old.sentence[at]] < whole[old.sentence[at]]:
            # "…, and nobody wants it back": a clause that stood for itself and was left out whole turns nothing.
            alone = not told[old.clause[at]] and _stands_alone(old, at)
            yield from ((at, touch) for touch in does if touch == "condition" or not alone)


def _stands_alone(told: Wording, at: int) -> bool:
    """Tell whether the clause of a word is one more statement: "…, and nobody wants it back"; not "…, but not before May"."""
    first = last = at
    while first and told.clause[first - 1] == told.clause[at]:
        first -= 1
    while last + 1 < len(told.words) and told.clause[last + 1] == told.clause[at]:
        last += 1
    return told.words[first] in _MORE and last - first > RUN


def shown(words: Sequence[str]) -> str:
    """Return the first words of a list, for a reason that stays short."""
    return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")


def _merged(olds: Sequence[Wording], new: Wording) -> Wording | None:
    """Return the pieces of a merged quote as one text, in the order in which it has them; None where it merged nothing."""
    if len(olds) < 2:
        return None
    taken: set[int] = set()
    placed = []
    for at, old in enumerate(olds):
        covered = _covered(old.words, new.words)
        fresh = covered - taken
        if len(fresh) < MERGED * len(old.words) or len(fresh) < RUN:
            continue
        taken |= covered
        placed.append((min(fresh), at))
    if len(placed) < 2:
        return None
    pieces = [olds[at] for _, at in sorted(placed)]
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = Wording(
            whole.words + piece.words,
            whole.printed + piece.printed,
            whole.sentence + tuple(at + whole.sentence[-1] + 1 for at in piece.sentence),
            whole.clause + tuple(at + whole.clause[-1] + 1 for at in piece.clause),
            whole.name + piece.name,
            frozenset(),
        )
    return whole


def _covered(piece: tuple[str, ...], told: tuple[str, ...]) -> set[int]:
    """Return the places of a text whose words stand in a piece as well, in runs of RUN words."""
    have = {piece[at : at + RUN] for at in range(len(piece) - RUN + 1)}
    runs = (at for at in range(len(told) - RUN + 1) if told[at : at + RUN] in have)
    return {place for at in runs for place in range(at, at + RUN)}
