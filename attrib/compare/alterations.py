"""How a variant of a quote differs from a fuller one, what the difference touches, and how much that may matter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from attrib.compare.alignment import Change, Wording, changes, wording
from attrib.compare.index import CACHED, idle, told_as
from attrib.compare.meaning import Changed, conditional, does, kind, shifted, telling, turned, unmoved
from attrib.compare.records import Alteration, Told

MOVED = 0.7  # share of the words that went and came again elsewhere, for a text to be called reordered
MERGED = 0.6  # share of a piece's words that a merged quote must have, in runs of at least
RUN = 3
SHOWN = 12  # words that a reason repeats
GRAVE = ("negation", "hedge", "condition")
SUBJECT = 3  # words of a subject that is another
_MODALS = frozenset("can could may might must should".split())
_SPACES = re.compile(r"[ \t\r\n]+")


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
    gone, come = _printed(old, removed), _printed(new, added)
    if form == "reordering":
        # Words that only moved touch nothing.
        moved = Counter(old.words[at] for at in removed) & Counter(new.words[at] for at in added)
        removed, added = _without(removed, old, moved), _without(added, new, moved)
    was, now = conditional(old), conditional(new)
    went = Changed(old, removed, [frozenset(does(old, at, was)) for at in removed])
    came = Changed(new, added, [frozenset(does(new, at, now)) for at in added])
    went, came = unmoved(went, came), unmoved(came, went)
    went, came = shifted(went, came)
    others = _subjects(old, new, found) if form == "substitution" else []
    risk, reason = _risk(form, went, came, marked, others)
    touches = went.touches | came.touches | frozenset(["name"] * bool(others) + ["tense"] * _tense(old, new, found))
    return Alteration(form, risk, reason, tuple(sorted(touches)), ends, marked, gone, come)


def _printed(told: Wording, places: Iterable[int]) -> tuple[str, ...]:
    """Return words as they are printed: "cannot" is one, though it is compared as two."""
    return tuple(_once(told.printed[at] for at in places))


def _once(printed: Iterable[str]) -> Iterator[str]:
    before = ""
    for word in printed:
        if word != before or len(told_as(word)) == 1:
            yield word
        before = word


def _subjects(old: Wording, new: Wording, found: Iterable[Change]) -> list[str]:
    """Return for each clause how its subject became another: “council” became “ministry”, before one "may"."""
    verbs = kind("tense") | _MODALS
    out: list[str] = []
    for one in found:
        gone, come = old.words[one.i1 : one.i2], new.words[one.j1 : one.j2]
        if not (0 < len(gone) <= SUBJECT and 0 < len(come) <= SUBJECT) or one.i2 == len(old.words):
            continue
        first = next(at for at in range(one.i1 + 1) if old.clause[at] == old.clause[one.i1])
        if (
            old.words[one.i2] in verbs
            and new.words[one.j2 : one.j2 + 1] == old.words[one.i2 : one.i2 + 1]
            and old.clause[one.i2] == old.clause[one.i1]
            and not any(word in verbs or word not in idle() for word in old.words[first : one.i1])
            and verbs.isdisjoint((*gone, *come))
            and not {*gone} <= idle()
            and not {*come} <= idle()
        ):
            out.append(f"“{shown(old.printed[one.i1 : one.i2])}” became “{shown(new.printed[one.j1 : one.j2])}”")
    return out


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


def _tense(old: Wording, new: Wording, found: Sequence[Change]) -> bool:
    """Tell whether a verb was put in another time: "was" for "is", "repaired" for "repair"."""
    for one in found:
        gone, come = set(old.words[one.i1 : one.i2]), set(new.words[one.j1 : one.j2])
        if gone & kind("tense") and come & kind("tense") and gone & kind("tense") != come & kind("tense"):
            return True
        stems = {word.removesuffix("ed").removesuffix("e") for word in gone if word.endswith("ed")}
        others = {word.removesuffix("ed").removesuffix("e") for word in come if word.endswith("ed")}
        if stems & {_stem(word) for word in come} or others & {_stem(word) for word in gone}:
            return True
    return False


def _stem(word: str) -> str:
    """Return a verb that is not in the past without its ending; a past one as it is."""
    return word if word.endswith("ed") else word.removesuffix("ing").removesuffix("s").removesuffix("e")


def _risk(form: str, went: Changed, came: Changed, marked: bool, subjects: Sequence[str]) -> tuple[str, str]:
    """Return none, low or high, and the reason. Grave is what turns or weakens a sentence that is still told.

    `subjects` tells which subjects became others.
    """
    old, new = went.text, came.text
    touches = went.touches | came.touches
    grave = []
    if not touches.isdisjoint(GRAVE):
        lost = set(turned(went))
        for touch in GRAVE:
            less = [old.printed[at] for at in telling(went, touch) if (at, touch) in lost]
            more = [new.printed[at] for at in telling(came, touch)]
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
    grave += [told for told in subjects if told not in grave]
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


def shown(words: Sequence[str]) -> str:
    """Return the first words of a list, for a reason that stays short."""
    words = list(_once(words))
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
