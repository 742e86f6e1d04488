"""What forms of one word share, so that "met the envoys" and "meeting an envoy" tell of one thing."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from attrib import lexicon
from attrib.compare.counted import singular
from attrib.compare.index import CACHED, FORMS, idle, words


@cache
def _base() -> Mapping[str, str]:
    return {
        row[form]: row["lemma"]
        for row in lexicon.table("verbs")
        for form in ("participle", "past", "ing", "third", "lemma")
        if row[form]
    }


@lru_cache(maxsize=FORMS)
def stem(word: str) -> str:
    """Return a lower-case word's base: "meeting" and "met" are "meet", "envoys" is "envoy"."""
    return _base().get(word) or singular(word)


def stems(told: Iterable[str]) -> frozenset[str]:
    """Return the bases of those words that say something of their own."""
    return frozenset(stem(word) for word in told if word not in idle())


@lru_cache(maxsize=CACHED)
def matter(text: str) -> frozenset[str]:
    """Return the bases of a text's words that say something of their own."""
    return stems(words(text))
