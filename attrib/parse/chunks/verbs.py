"""The verb group of a cue and the small questions that decide how it is used."""

from typing import NamedTuple

from attrib.lexicon import words
from attrib.parse.tokens.cues import BASE, ING, PARTICIPLE, PAST, THIRD, Form
from attrib.parse.tokens.units import Unit

BE = frozenset(
    ["am", "'m", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "isn't", "aren't", "wasn't", "weren't"]
)
NEGATIONS = frozenset(["not", "never", "no", "n't", "neither", "nor", "hardly", "cannot"])
# Who has no doubt, or makes no secret of it, says it all the same.
_NO_MATTER = frozenset(("doubt", "doubts", "secret", "bones"))
_NOT_ONLY = frozenset(("only", "just", "merely", "simply"))


class Group(NamedTuple):
    """A cue with its auxiliaries and adverbs: tokens `first` to `last`, the verb at `head`.

    use: finite, participle, passive, infinitive, bare (a base form without auxiliary: finite only after a plural), reduced
    (a past participle alone: "the plan announced by").
    """

    first: int
    head: int
    last: int
    use: str
    negated: bool


def read_group(unit: Unit, head: int, form: Form) -> Group:
    """Take in the auxiliaries, adverbs and negation before the verb at `head`, and tell how the verb is used."""
    tags, lower = unit.tags, unit.lower
    first = head
    while first and tags[first - 1] in "xnr" and head - first < 6:
        first -= 1
    while first < head and tags[first] == "r" and first + 1 < head and tags[first + 1] == ",":
        first += 1
    before = lower[first:head]
    helped = "x" in tags[first:head]
    be = not BE.isdisjoint(before)
    if form.tags == {ING}:
        use = "finite" if be else "participle"
    elif be and PARTICIPLE in form.tags and not _contracted(unit, first, head):
        use = "passive"
    elif helped or form.tags & {THIRD, PAST}:
        use = "finite"
    elif first and tags[first - 1] == "t":
        matrix = _matrix(unit, first - 1)
        use = "infinitive" if matrix < 0 else "finite"
        first = first if matrix < 0 else matrix
    else:
        use = "bare" if BASE in form.tags else "reduced"
    return Group(first, head, head + len(form.rest), use, is_negated(lower[first:head]))


def is_negated(spoken: tuple[str, ...]) -> bool:
    """True if words of a cue, in lower case, negate it: "could not promise", "has yet to say"; not "has no doubt"."""
    for at, word in enumerate(spoken):
        if word == "no" and not _NO_MATTER.isdisjoint(spoken[at + 1 : at + 3]):
            continue
        if word == "not" and not _NOT_ONLY.isdisjoint(spoken[at + 1 : at + 2]):
            continue
        if word in NEGATIONS or word.endswith("n't") or spoken[at : at + 2] == ("yet", "to"):
            return True
    return False


FIRST = frozenset("disclose disclosed publish published report reported reveal revealed".split())
_HAS_SAID = frozenset("said promised vowed pledged argued insisted claimed suggested".split())


def _contracted(unit: Unit, first: int, head: int) -> bool:
    """While he's said he would go; she's promised to: 's is "has" where the content follows."""
    if unit.lower[first:head] not in (("'s",), ("'s", "also"), ("'s", "already")):
        return False
    return unit.tags[head + 1 : head + 2] in ("h", "P") or unit.lower[head] in _HAS_SAID


def _matrix(unit: Unit, to: int) -> int:
    """Return the first token of the words that govern "to" and only colour the cue, or -1."""
    lower, tags = unit.lower, unit.tags
    at = to - 1
    if at < 0:
        return -1
    if lower[at] == "on" and at and lower[at - 1] in ("go", "goes", "went", "gone"):
        at -= 1
    elif at and lower[at - 1 : at + 1] == ("the", "first") and lower[to + 1] in FIRST:
        at -= 1  # was the first to report
    elif lower[at] == "yet" and tags[at - 1] == "x":
        pass  # has yet to confirm
    elif lower[at] not in words("colouring", "form"):
        return -1
    if lower[at] == "pains" and at and lower[at - 1] == "at":
        at -= 1
    while at and tags[at - 1] in "xnr":
        at -= 1
    return at


def is_plural(unit: Unit, first: int, last: int) -> bool:
    """True if a noun phrase can be the subject of a base form ("officials say", "they believe")."""
    tags, lower = unit.tags, unit.lower
    if "&" in tags[first : last + 1]:
        return True
    head = last
    for index in range(first, last + 1):
        if (tags[index] in "opt" and index > first) or (tags[index] in "Rgiv" and tags[index - 1] in "NCz#"):
            head = index - 1
            if tags[index] == "t" and index - 2 >= first and not lower[head].endswith("s"):
                head = index - 2  # sources privy to the talks
            break
    word = lower[head]
    plurals = words("plurals", "form")
    if tags[head] == "#" and word not in ("one", "1"):
        return True
    if word == "one" and tags[head + 2 : head + 3] == "#":  # one in five
        return True
    return word in plurals or lower[first] in plurals or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


_SUPPOSING = frozenset(("if", "unless", "whether"))
_POSSIBLY = frozenset(("can", "could", "may", "might", "must", "should"))
_REVEALING = frozenset(("announce", "confirm", "disclose", "report", "reveal"))
_FIRST_PERSON = frozenset(("i", "we"))


def is_supposed(unit: Unit, group: Group, first: int, last: int) -> bool:
    """True where nobody said it yet: "if Doe says the dam is safe", "whether Doe said", "Doe may say", "should have said".

    "I must say" says it, and so does "could not say". On annotated news one in five of the others counts as attribution.
    """
    lower = unit.lower
    if first and lower[first - 1] in _SUPPOSING:
        return True
    helpers = lower[group.first : group.head]
    if "can" in helpers and lower[group.head] in _REVEALING:  # The Lantern can reveal that …
        return False
    return not (_POSSIBLY.isdisjoint(helpers) or group.negated or lower[first] in _FIRST_PERSON)
