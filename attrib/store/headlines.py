"""Compare a headline with the body: does it keep, mark or drop the attribution of what it says?

The measure is plain and errs towards silence: a headline and a content speak of the same thing when the first statement of
the content holds at least two words and three fifths of the headline's (no function words; six letters of each are compared:
"closes" meets "closed"), one of them no name, and is no mere thing that somebody did something to ("offered condolences").
A headline that names the source tells the reader whose word it is.
"""

import re
from typing import NamedTuple

from attrib.compare.index import first_statement
from attrib.records import Attribution, Extraction

LEAST_SHARED = 0.6
LEAST_WORDS = 2  # "Minister on tolls" names a subject and states nothing of it: two are enough beside a verb only
LONGEST = 45  # words of a content: of a longer one a headline tells only a part
# Patterns whose content is no statement: "denied the charges", "conveyed thanks", "was criticised", "the claim that".
_NO_STATEMENT = ("object", "express", "topic", "passive", "evaluat")
_WORD = re.compile(r"\w+")
_STATES = re.compile(r"\b(?:is|are|was|were|ha[sd]|have|will|to|be|must|not|can)\b", re.IGNORECASE)
_LOWER = re.compile(r"\b[^\W\d_A-Z]+\b")
_NAME = re.compile(r"\b[A-Z]\w{2,}")
_STEM_LETTERS = 6
_FUNCTION_WORD = re.compile(
    r"an?|the|of|in|on|at|to|for|from|by|with|as|and|or|but|is|are|was|were|be|been|ha[sd]|have|will|would|it|its|his|her"
    r"|their|th(?:is|at|ese|ose)|after|before|over|under|into|out|up|down|not?"
)


# "Mine to close, says Doe" or "Doe: mine to close": attributed, even where no pattern reads the headline. "Mine may close",
# "Will the mine close?": not stated as fact.
_TELLING = re.compile(
    r":|[—–] |\?|\b(?:says?|said|tells?|told|claims?|claimed|den(?:y|ies|ied)|warns?|warned|accuses?|accused|urges?|urged"
    r"|insists?|insisted|reports?|reported(?:ly)?|alleges?|alleged(?:ly)?|apparently|according|admits?|admitted|argues?|argued"
    r"|vows?|vowed|pledge[sd]?|promise[sd]?|predicts?|predicted|fears?|feared|suspects?|suspected|believe[sd]?|confirms?|confirmed"
    r"|concede[sd]?|acknowledge[sd]?|announce[sd]?|hints?|hinted|finds|blame[sd]?|slams?|slammed|demands?|demanded|rejects?"
    r"|rejected|dismiss(?:es|ed)?|threatens?|threatened|may|might|could|likely)\b",
    re.IGNORECASE,
)
# Quote marks around some words of a title: "District ‘hid asbestos reports’"; the apostrophe of "ferries' crews" is none.
_MARKS = re.compile(r"[\"“”«»‘]|(?<!\w)'\w")


class Headline(NamedTuple):
    """What the headline does: `kept`, `marked` (by quote marks, a hedge, a word of saying) or `dropped`; indexes or None."""

    text: str
    attribution: int | None
    body: int | None
    shared: float
    outcome: str


def judge_headline(extraction: Extraction, position: int) -> Headline | None:
    """Judge the headline of the article at `position`; None without one, or where the body says nothing like it.

    Where the text has none, it is the title that came beside the text, in which no attribution was looked for.
    """
    segmented = extraction.segmented
    zones = [zone for zone in segmented.zones if zone.article == position and zone.kind == "headline"]
    text = segmented.document.text
    if zones:
        start, end = zones[0].start, zones[0].end
        headline = text[start:end]
        marked = any(start <= quotation.start < end for quotation in segmented.quotations)
    elif segmented.document.title and len(segmented.articles) == 1:
        start, end = 0, 0
        headline = " ".join(segmented.document.title.split())
        marked = bool(_MARKS.search(headline))
    else:
        return None
    own: int | None = None
    marked = marked or bool(_TELLING.search(headline))
    body: int | None = None
    shared = 0.0
    best = (False, False, 0.0)
    words = _stems(headline)
    for index, attribution in enumerate(extraction.attributions):
        spans = attribution.cue or attribution.content
        if attribution.article != position or not spans:
            continue
        if start <= spans[0][0] < end:
            if attribution.source and own is None:
                own = index
            marked = True
        if attribution.content and words and not any(part in attribution.pattern for part in _NO_STATEMENT):
            told = first_statement(" ".join(text[slice(*span)] for span in attribution.content))
            content = _stems(told)
            shares = len(words & content)
            # "Deal on tolls" and "the tolls deal" are one subject, not yet one statement: a word that is no name counts.
            plain = words & content & _stems(" ".join(_LOWER.findall(told)))
            enough = shares > LEAST_WORDS or (shares == LEAST_WORDS and _STATES.search(headline))
            fits = enough and plain and len(told.split()) <= LONGEST
            share = shares / len(words) if fits else 0.0
            # Who says it tells the reader more than a mere "allegedly" does.
            rank = (share >= LEAST_SHARED, bool(attribution.source), share)
            if rank > best:
                best, body, shared = rank, index, share
    if body is not None and not marked:
        marked = _names_source(headline, text, extraction.attributions[body])
    if shared < LEAST_SHARED:
        body, shared = None, 0.0
    if own is None and body is None:
        return None
    outcome = "kept" if own is not None else "marked" if marked else "dropped"
    return Headline(headline, own, body, round(shared, 3), outcome)


def _names_source(headline: str, text: str, attribution: Attribution) -> bool:
    """Tell whether a headline has a name of the source: "Kranic rules out tolls"."""
    names = {word for span in attribution.source for word in _NAME.findall(text[slice(*span)])}
    return bool({word.casefold()[:_STEM_LETTERS] for word in names} & _stems(headline))


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM_LETTERS] for word in _WORD.findall(text.casefold()) if not _FUNCTION_WORD.fullmatch(word)
    )
