"""How an attribution reads: the words of its cue as they are told, and what manner of telling that is.

This is the one place that decides it; records, tables, pages, feeds, files and the terminal all take it from here.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from attrib.keys import joined
from attrib.lexicon import columns, words
from attrib.records import Attribution
from attrib.regex import regex

# A plain row: the article attributes its content to the source. The other manners, with what they are called on a page.
PLAIN = "plain"
MANNERS = {
    PLAIN: "attributed",
    "denial": "denial",
    "not_denied": "no denial",
    "negated": "negated",
    "question": "question",
    "doubt": "doubt",
    "withheld": "not said",
    "refusal": "refusal",
    "no_response": "no response",
    "mention": "spoken of",
    "attitude": "attitude",
}
_OF_RELATION = {
    "refusal": "refusal",
    "no_response": "no_response",
    "speech_event": "mention",
    "attitude": "attitude",
}
_NEGATION = frozenset(("not", "never", "no", "neither", "nor", "none", "nobody", "cannot", "hardly", "without"))
# Neither Doe nor Olt commented; none of the ministers said: the negation stands in the source.
_NEGATIVE_SOURCE = ("neither", "none", "nobody")
# A row that was written before its cue's negation was noted; not only did he say so is none.
_NOT = regex(
    r"\b(?:not|never|cannot)\b(?! (?:only|just|merely|simply)\b)|n['’]t\b|\byet to\b|\bno longer\b", re.IGNORECASE
)
_WORD = regex(r"[^\W_]+(?:['’][^\W_]+)*")
_TOPICS = ("_object", "_gerund")
_AND = regex(r"\s+(?:or|and|nor)\s+")
_LONGEST = 300  # characters of a cue, or of a content, that are looked at


class Reading(NamedTuple):
    """How a row reads: `reads_as` ("could not promise", "" where only a mark makes the link), and its manner of MANNERS."""

    reads_as: str
    manner: str = PLAIN


def read_attribution(text: str, attribution: Attribution) -> Reading:
    """Return how an attribution of a document with this text reads."""
    one = attribution
    first = one.content[0] if one.content else (0, 0)
    return read(
        one.relation,
        one.stance,
        one.negated,
        joined(text, one.cue),
        pattern=one.pattern,
        source=joined(text, one.source[:1]),
        content=text[first[0] : min(first[1], first[0] + _LONGEST)],
    )


def read(
    relation: str, stance: str, negated: bool, cue: str, *, pattern: str = "", source: str = "", content: str = ""
) -> Reading:
    """Return how a row reads. `cue`, `source` and `content` are its words, several pieces with " … " between them."""
    # What decides is little of all that, and comes again and again: most cues are "said".
    begins = content if pattern.endswith("_to") else ""
    return _read(relation, stance, negated, cue[:_LONGEST], pattern, source[:_LONGEST].partition(" ")[0], begins)


@lru_cache(maxsize=1 << 12)
def _read(relation: str, stance: str, negated: bool, cue: str, pattern: str, source: str, content: str) -> Reading:
    said = _lowered(" ".join(cue.split()))
    if not any(map(str.isalnum, said)):
        said = ""
    if said and not _negates(said) and (negated or relation in ("refusal", "no_response")):
        said = _negation_of_source(source, negated) + said
    if not said and (negated or "denial" in (relation, stance)):
        # No words make the link: what is known must still be told.
        said = "not" if negated else "denied"
    manner = _manner(relation, stance, negated or _NOT.search(said) is not None, said)
    if said and pattern.endswith("_to") and not pattern.endswith("_urge_to"):
        said = _with_infinitive(said, "" if manner == PLAIN else content)
    # Dorn dismissed {claims that the mill was sold}; the plan was backed by the union: this alone nobody says.
    topic = manner == PLAIN and (pattern.endswith(_TOPICS) or pattern.startswith("passive"))
    # Dorn asked {the council to act}, asked for {a report}: a request is no question, and no plain statement.
    request = manner == "question" and (pattern.endswith(("_urge_to", "_to", "_object")) or said.endswith(" for"))
    return Reading(said, "mention" if topic or request else manner)


def _lowered(cue: str) -> str:
    """Asked whether …; MAYOR DENIES …: a cue is told in small letters where only its place made them large."""
    first = cue.partition(" ")[0]
    if cue.isupper():
        return cue.lower()
    return first.lower() + cue[len(first) :] if first.istitle() else cue


def _with_infinitive(said: str, content: str) -> str:
    """Return a cue with its "to" and, where it is no plain one, the verb of saying behind it.

    Roth refused to {confirm or deny} that the mill would close; Brandt could not promise to reopen the terminal.
    """
    said = said if said.endswith(" to") else f"{said} to"
    end = _verb_of_saying(content, 0)
    if end and (more := _AND.match(content, end)):
        end = _verb_of_saying(content, more.end()) or end
    # Her refusal to testify: nothing would be left of the content.
    return f"{said} {' '.join(content[:end].split())}" if content[end:].strip() and end else said


def _verb_of_saying(content: str, at: int) -> int:
    """Return the end of the base form of a cue that stands at a place of the content, the longest one; 0 for none."""
    found = [match.end() for match in list(_WORD.finditer(content, at, at + 40))[:3]]
    for end in reversed(found):
        if " ".join(content[at:end].split()).lower() in _infinitives():
            return end
    return 0


@cache
def _infinitives() -> frozenset[str]:
    return words("cues", "lemma") | {"comment", "elaborate", "answer", "respond"}


def _negates(said: str) -> bool:
    spoken = said.lower().split()
    return "yet to" in said or any(word in _NEGATION or word.endswith(("n't", "n’t")) for word in spoken)


def _negation_of_source(source: str, negated: bool) -> str:
    """Neither Doe nor Olt commented: "neither commented". A cue that lost its "not" is told with one all the same."""
    first = source.lower()
    return f"{first} " if first in _NEGATIVE_SOURCE else "not " if negated else ""


def _manner(relation: str, stance: str, negated: bool, said: str) -> str:
    if relation in ("refusal", "no_response"):
        return _OF_RELATION[relation]
    if "denial" in (relation, stance):
        return "not_denied" if negated else "denial"
    if negated:
        return "negated"
    return _manner_of_words(said) or _OF_RELATION.get(relation, PLAIN)


@lru_cache(maxsize=1 << 12)
def _manner_of_words(said: str) -> str:
    """Return the manner that the words of a cue tell by grammar/lexicon/manners.tsv, "" for none."""
    spoken = _WORD.findall(said.lower().replace("’", "'"))
    for at in range(len(spoken)):
        for length in (2, 1):
            manner, unless = _table().get(" ".join(spoken[at : at + length]), ("", ""))
            if manner and not (unless and unless in spoken[:at]):
                return manner
    return ""


@cache
def _table() -> dict[str, tuple[str, str]]:
    return {form: (manner, unless) for form, manner, unless in columns("manners", "words", "manner", "unless")}
