"""Tell where a text keeps a name back: whoever asked not to be named is named by no rule."""

import re

from attrib.records import Attribution, Sentence, Span
from attrib.regex import regex
from attrib.resolve.anonymity import CONDITION, FORBIDDEN

# Any other word of a name that is kept back.
_KEPT = regex(
    r"\b(?:anonym(?:ous|ously|ity)|confidentiality|unnamed|unidentified|nameless|pseudonym|on background|off the record|"
    r"(?:names?|identit(?:y|ies)) (?:\w+ ){0,3}?(?:withheld|changed|protected|concealed|hidden|secret|undisclosed)|"
    r"with(?:hold|held|holding|holds) (?:\w+ ){0,2}?(?:names?|identit(?:y|ies))|"
    r"(?:fear|fears|fearing|afraid|fearful) (?:of |for )?(?:\w+ ){0,2}?(?:reprisals?|retaliation|retribution|repercussions|jobs?|safety))\b|"
    r"(?:\b(?:not|never|without|against)|n[’']t) (?:\w+ ){0,3}?(?:nam(?:e[ds]?|ing)|identif(?:y|ied|ying)|identity)\b",
    re.IGNORECASE,
)
_SIGNS = (
    "anonym",
    "confidential",
    "named",
    "identified",
    "by name",
    "authori",
    "permitted",
    "allowed",
    "cleared",
    "entitled",
)
_AHEAD = 60  # characters before a source: "Speaking on condition of anonymity, {she} said"
_BEHIND = 200  # characters behind it


def is_withheld(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text says that somebody's name is kept back."""
    return any(pattern.search(text, start, end) is not None for pattern in (_KEPT, CONDITION, FORBIDDEN))


def asked_for_no_name(text: str, one: Attribution, sentence: Sentence) -> bool:
    """Tell whether a source's own sentence says, outside of what it reports, that the source is not to be named."""
    source = one.source[0][0]
    begin, end = max(sentence.start, source - _AHEAD), min(sentence.end, source + _BEHIND)
    if all(text.find(sign, begin, end) < 0 for sign in _SIGNS):
        return False
    inside: list[Span] = sorted(one.content)
    at = begin
    for start, stop in [*inside, (end, end)]:
        piece = at, min(start, end)
        if piece[0] < piece[1] and any(pattern.search(text, *piece) for pattern in (CONDITION, FORBIDDEN)):
            return True
        at = max(at, stop)
    return False
