"""One claim told twice within an article in other words: the headline, the lead and the quote itself.

Rules of thumb, and narrow ones: what two tellings share has to be much of the terser one, by speakers who may be one.
"""

import re
from functools import lru_cache
from itertools import pairwise

from attrib.compare.index import CACHED, figures_differ, idle, lowered, named_words, words
from attrib.compare.records import Told

SHARED = 6  # stems that a quotation and its paraphrase must share, of one speaker
PART = 0.5  # share of the terser one's stems that this must be
OWN = 4  # of them that are no names: "the Senate's committee on foreign affairs" says nothing yet
VAGUE = 4  # the same where "a Vastrian official" is named later; two words that are no names stand side by side in both
LESS = 0.3
FRAGMENT = 2  # longer words of a quoted fragment that both have
LONGEST = 6  # words of such a fragment
STEM = 5  # letters of a word that count, and of a longer word: "offered" and "offers", "preparing" and "prepared"
_ONE = re.compile(r"(?:an?|one) ", re.IGNORECASE)
_OPENS = "\"“‘'«"
_QUOTED = re.compile(r"“([^“”\n]{3,80})”|\"([^\"\n]{3,80})\"|(?<!\w)[‘']([^‘’'\n]{3,80})[’'](?!\w)")


def same_claim(one: Told, other: Told, near: bool = True) -> bool:
    """Tell whether two tellings of one article tell one claim: a quotation and its paraphrase, or a quoted fragment.

    `near` says that they stand close to each other, without which "a Vastrian official" is nobody who is named later.
    Two quotations are two statements, for no article prints one twice; and so are two paraphrases, for all one can tell.
    """
    alike = bool(one.speaker) and one.speaker == other.speaker
    vague = near and _may_be_one(one, other)
    if not alike and not vague:
        return False
    if _quotes(one.text) != _quotes(other.text):
        left, right = _stems(one.text), _stems(other.text)
        few, shared = min(len(left), len(right)), len(left & right)
        says = len(left & right & _plain(one.text) & _plain(other.text))
        if (
            alike
            and shared >= max(SHARED, PART * few)
            and says >= OWN
            and not figures_differ(words(one.text), words(other.text))
        ):
            return True
        if vague and shared >= max(VAGUE, LESS * few) and _pairs(one.text) & _pairs(other.text):
            return True
    return _fragment(one, other) or _fragment(other, one)


def unnamed(source: str) -> bool:
    """Tell whether a source is put as one that may be named further on: "a Vastrian official"."""
    return bool(_ONE.match(source))


def _quotes(text: str) -> bool:
    """Tell whether a content begins as a quotation of at least LONGEST words."""
    return text[:1] in _OPENS and len(words(text)) > LONGEST


def _may_be_one(one: Told, other: Told) -> bool:
    """Tell whether two sources are put as a lead puts them: "a Vastrian official", who has a name further on.

    The name may be known to be that official's already, or not.
    """
    if not one.speaker or not other.speaker:
        return False
    puts = [unnamed(telling.source or telling.speaker or "") for telling in (one, other)]
    if puts[0] == puts[1]:
        return False
    vague, named = (one, other) if puts[0] else (other, one)
    # A name that no list holds may be of a kind unknown.
    name = (named.speaker or "").split()
    person = named.kind == "person" or (
        named.kind == "unknown" and len(name) > 1 and all(word[0].isupper() for word in name)
    )
    return person and (vague.kind == "anonymous" or vague.speaker == named.speaker)


@lru_cache(maxsize=CACHED)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s")[:STEM] for word in words(text) if word not in idle())


@lru_cache(maxsize=CACHED)
def _plain(text: str) -> frozenset[str]:
    """Return those stems that stand in words that are no names."""
    return frozenset(word.removesuffix("'s")[:STEM] for word in named_words(text) if word.islower())


@lru_cache(maxsize=CACHED)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbours that both say something and are no names."""
    return frozenset(
        pair for pair in pairwise(named_words(text)) if all(word.islower() and word not in idle() for word in pair)
    )


def _fragment(one: Told, other: Told) -> bool:
    """Tell whether a short quoted stretch of one telling stands in the other."""
    whole = f" {' '.join(words(other.text))} "
    for found in _QUOTED.finditer(one.text):
        # "He named “Edda Kranic”": a name alone is no statement that is told again.
        named = named_words(next(part for part in found.groups() if part))
        told = lowered(named)
        says = sum(len(word) >= STEM and word.islower() for word in named)
        if says >= FRAGMENT and len(told) <= LONGEST and f" {' '.join(told)} " in whole:
            return True
    return False
