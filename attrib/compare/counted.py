"""Words around a number: what is counted, what happened to them, and what makes of 12 "at least 12". From the lexicon."""

from functools import cache, lru_cache

from attrib import lexicon
from attrib.compare.index import FORMS

BELOW = 100  # numbers below are counted, not rounded
_VERB_FORMS = ("ing", "past", "participle")
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "persons": "people",
    "lives": "life",
    **dict.fromkeys(("police", "troops", "personnel", "staff", "aircraft", "cattle", "media"), ""),
}
_NO_PLURAL = ("ss", "us", "is", "ous", "'s", "’s")


def is_function(word: str) -> bool:
    """Tell whether a lower-case word binds words and names nothing: an article, a preposition, an auxiliary, an adverb."""
    return word in _function()


@cache
def _function() -> frozenset[str]:
    return frozenset(
        row["form"] for row in lexicon.table("function_words") if row["class"] != "number" and " " not in row["form"]
    )


@lru_cache(maxsize=FORMS)
def is_plural(word: str) -> bool:
    """Tell whether a lower-case word looks like a noun in the plural."""
    if word in _IRREGULAR or word.endswith(("women", "smen", "cemen", "remen", "rmen", "dmen", "nmen")):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL) and not is_function(word)


@lru_cache(maxsize=FORMS)
def singular(word: str) -> str:
    """Return the singular of a lower-case noun: "bodies" is "body", "crashes" is "crash"; "people" stays."""
    if word in _IRREGULAR:
        return _IRREGULAR[word] or word
    if word.endswith("men") and is_plural(word):
        return f"{word[:-2]}an"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word


@cache
def _events() -> dict[str, str]:
    named = {row["form"]: row["event"] for row in lexicon.table("counted_events") if row["kind"] == "verb"}
    forms: dict[str, str] = {}
    for row in lexicon.table("verbs"):
        # "Drones" and "strike" are nouns beside a number: only a listed verb counts in every form.
        for form in ("lemma", "third", *_VERB_FORMS) if row["lemma"] in named else _VERB_FORMS:
            if row[form] and not is_function(row[form]):
                forms.setdefault(row[form], named.get(row["lemma"], row["lemma"]))
    return forms


@cache
def _lemmas() -> frozenset[str]:
    return lexicon.words("verbs", "lemma")


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {
        row["form"]: (row["head"], row["event"]) for row in lexicon.table("counted_events") if row["kind"] == "noun"
    }


def befalls_people(event: str) -> bool:
    """Tell whether a number alone means people where this happened: "12 were killed"."""
    return any(event == happened for _, happened in _nouns().values())


def is_verb(word: str) -> bool:
    """Tell whether a lower-case word is a verb in the past, as participle or with -ing, or one that befalls the counted."""
    return word in _events()


def is_infinitive(word: str) -> bool:
    """Tell whether a lower-case word can be the verb behind "to"."""
    return word in _lemmas()


def is_measure(word: str) -> bool:
    """Tell whether a lower-case noun measures a time, a length or a score rather than counting things."""
    return word in _measures()


@cache
def _measures() -> frozenset[str]:
    return lexicon.words("counted_events", "form", "kind", "measure")


def event_of(word: str) -> str:
    """Return what a verb's form tells of: "slain" and "died" are "kill", "detained" is "arrest"; "" for no verb."""
    return _events().get(word, "")


def event_of_noun(word: str) -> tuple[str, str]:
    """Return who are counted and what happened to them, of a noun that says both: "deaths" is ("people", "kill")."""
    return _nouns().get(word, ("", ""))


def bound(words: str) -> str:
    """Return what a qualifier makes of its number: least, above, most, below, about, nearly, part; "" for none."""
    return _bounds().get(words, "")


@cache
def _bounds() -> dict[str, str]:
    return {row["form"]: row["bound"] for row in lexicon.table("qualifiers")}


def coloured(word: str) -> bool:
    """Tell whether a lower-case word may belong to a qualifier."""
    return word in _coloured()


@cache
def _coloured() -> frozenset[str]:
    return frozenset(word for form in _bounds() for word in form.split())
