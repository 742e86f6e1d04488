"""Compare a headline with the body: does it keep, mark or drop the attribution of what it says?

The measure is plain and errs towards silence: a headline and a content speak of the same thing when the content holds
at least two words and half of the headline's (no function words; six letters of each are compared: "closes" meets "closed").
"""

import re
from typing import NamedTuple

from attrib.records import Extraction

LEAST_SHARED = 0.5
LEAST_WORDS = 2  # "Minister on tolls" names a subject and states nothing of it
_WORD = re.compile(r"\w+")
_STEM_LETTERS = 6
_FUNCTION_WORD = re.compile(
    r"an?|the|of|in|on|at|to|for|from|by|with|as|and|or|but|is|are|was|were|be|been|ha[sd]|have|will|would|it|its|his|her"
    r"|their|th(?:is|at|ese|ose)|after|before|over|under|into|out|up|down|not?"
)


# "Mine to close, says Doe" or "Doe: mine to close": attributed, even where no pattern reads the headline.
_TELLING = re.compile(
    r":|[—–] |\b(?:says?|said|tells?|told|claims?|claimed|den(?:y|ies|ied)|warns?|warned|accuses?|accused|urges?|urged"
    r"|insists?|insisted|reports?|reported(?:ly)?|alleged(?:ly)?|apparently|according)\b",
    re.IGNORECASE,
)


class Headline(NamedTuple):
    """What the headline does: `kept`, `marked` (by quote marks, a hedge, a word of saying) or `dropped`; indexes or None."""

    text: str
    attribution: int | None
    body: int | None
    shared: float
    outcome: str


def judge_headline(extraction: Extraction, position: int) -> Headline | None:
    """Judge the headline of the article at `position`; None without one, or where the body says nothing like it."""
    segmented = extraction.segmented
    zones = [zone for zone in segmented.zones if zone.article == position and zone.kind == "headline"]
    if not zones:
        return None
    start, end = zones[0].start, zones[0].end
    text = segmented.document.text
    own: int | None = None
    marked = bool(_TELLING.search(text, start, end))
    marked = marked or any(start <= quotation.start < end for quotation in segmented.quotations)
    body: int | None = None
    shared = 0.0
    best = (False, False, 0.0)
    words = _stems(text[start:end])
    for index, attribution in enumerate(extraction.attributions):
        spans = attribution.cue or attribution.content
        if attribution.article != position or not spans:
            continue
        if start <= spans[0][0] < end:
            if attribution.source and own is None:
                own = index
            marked = True
        elif attribution.content and words:
            content = frozenset().union(*(_stems(text[slice(*span)]) for span in attribution.content))
            shares = len(words & content)
            share = shares / len(words) if shares >= LEAST_WORDS else 0.0
            # Who says it tells the reader more than a mere "allegedly" does.
            rank = (share >= LEAST_SHARED, bool(attribution.source), share)
            if rank > best:
                best, body, shared = rank, index, share
    if shared < LEAST_SHARED:
        body, shared = None, 0.0
    if own is None and body is None:
        return None
    outcome = "kept" if own is not None else "marked" if marked else "dropped"
    return Headline(text[start:end], own, body, round(shared, 3), outcome)


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM_LETTERS] for word in _WORD.findall(text.casefold()) if not _FUNCTION_WORD.fullmatch(word)
    )
