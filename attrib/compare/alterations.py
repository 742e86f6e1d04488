"""How a variant of a quote differs from a fuller one, what the difference touches, and how much that may matter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from attrib import lexicon
from attrib.compare.alignment import Change, Wording, changes, wording
from attrib.compare.index import CACHED, idle
from attrib.compare.records import Alteration, Told

MOVED = 0.7  # share of the words that went and came again elsewhere, for a text to be called reordered
MERGED = 0.6  # share of a piece's words that a merged quote must have, in runs of at least
RUN = 3
SHOWN = 12  # words that a reason repeats
GRAVE = ("negation", "hedge", "condition")
# Words that open a clause which adds to the one before it.
_MORE = frozenset("and nor which who".split())
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
    at = min(range(len(olds)), key=lambda at: (_size(changes(olds[at], new)), at))
    found = changes(olds[at], new)
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
    touches = _touched(old, new, removed, added) | ({"tense"} if _tense(old, new, found) else set())
    risk, reason = _risk(form, old, new, removed, added, touches, marked)
    return Alteration(form, risk, reason, tuple(sorted(touches)), ends, marked, gone, come)


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
    moved = Counter(old.words[at] for at in removed) & Counter(new.words[at] for at in added)
    said = len(set(moved) - idle())
    if moved.total() >= MOVED * max(len(removed), len(added)) and said >= 2:
        return "reordering", (), False
    # Cut as well: but all that seems to have come stands elsewhere in the fuller text.
    if moved.total() >= MOVED * len(added) and said >= 2:
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
    word = told.words[at]
    for touch in ("negation", "hedge", "attribution"):
        # "May" the month is a name, "may" is a hedge.
        if word in _kind(touch) and not (touch == "hedge" and told.name[at]):
            yield touch
    if word[0].isdigit() or word in _kind("number"):
        yield "number"
    if told.name[at]:
        yield "name"
    if at in conditional:
        yield "condition"


def _touched(old: Wording, new: Wording, removed: Sequence[int], added: Sequence[int]) -> set[str]:
    was, now = conditional(old), conditional(new)
    touches = {touch for at in removed for touch in does(old, at, was)}
    return touches | {touch for at in added for touch in does(new, at, now)}


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


def _risk(
    form: str,
    old: Wording,
    new: Wording,
    removed: Sequence[int],
    added: Sequence[int],
    touches: set[str],
    marked: bool,
) -> tuple[str, str]:
    """Return none, low or high, and the reason. Grave is what turns or weakens a sentence that is still told."""
    whole = Counter(old.sentence)
    gone = Counter(old.sentence[at] for at in removed)
    cut = [at for at in removed if gone[old.sentence[at]] < whole[old.sentence[at]]]
    was, now = conditional(old), conditional(new)
    told = Counter(old.clause[at] for at in set(range(len(old.words))) - set(removed) if old.words[at] not in idle())
    grave = []
    for touch in GRAVE:
        # "…, and nobody wants it back": a clause that stood for itself and was left out whole turns nothing.
        less = [
            old.printed[at]
            for at in cut
            if touch in does(old, at, was)
            and (touch == "condition" or told[old.clause[at]] or not _stands_alone(old, at))
        ]
        more = [new.printed[at] for at in added if touch in does(new, at, now)]
        if less:
            grave.append(f"the {touch} “{shown(less)}” is gone" if not more else f"the {touch} is another")
        elif more:
            grave.append(f"the {touch} “{shown(more)}” is new")
    for touch in ("number", "name"):
        fewer = [at for at in removed if touch in does(old, at, was)]
        others = [at for at in added if touch in does(new, at, now)]
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
