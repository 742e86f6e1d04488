"""How far a reading can be trusted: its pattern's measured precision, times a measured factor for each of its features.

Both tables, grammar/lexicon/precision.tsv and doubts.tsv, are written by `attrib evaluate --calibrate`. A factor is the share
of right readings with that feature, over the share that the pattern and the features above it had promised.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from attrib.lexicon import table
from attrib.parse.tokens.cues import Cue, cue_forms
from attrib.records import Attribution, Resolution, Segmented, Span, Speaker, changed
from attrib.regex import regex

# In the order in which their factors are measured and applied. Shares of right readings, no weights: each can be counted by
# hand. Features of single words are left out on purpose, since they would learn the corpus.
FEATURES = ("form", "source", "cue", "distance", "subject", "negation", "marks", "speaker")
ANY = "*"  # the row of precision.tsv for a pattern that was never measured
SUREST = 0.98  # no reading is certain
_FAR = 10  # words between source and cue
_AROUND = 200  # characters of a sentence that are looked at on either side of a reading
_HE = frozenset(("he", "she"))
_OTHER_PRONOUNS = frozenset(
    "i we you they it who that which this these those one some many others everyone everybody nobody anyone".split()
)
_WORD = regex(r"\w+(?:['’]\w+)*")

Doubts = tuple[tuple[str, str], ...]


@cache
def _precision() -> dict[str, float]:
    return {row["pattern"]: float(row["precision"]) for row in table("precision")}


@cache
def _factors() -> dict[tuple[str, str], float]:
    return {(row["feature"], row["value"]): float(row["factor"]) for row in table("doubts")}


def rate(
    segmented: Segmented, attributions: Sequence[Attribution], resolutions: Sequence[Resolution] = ()
) -> tuple[Attribution, ...]:
    """Return the attributions with their confidence: the share of such readings that is right, 0 to 1, on two digits.

    Right means that content and source are those that a person would mark. With the resolutions, in the order of the
    attributions, a source whose speaker is nobody known counts as well.
    """
    precision, factors = _precision(), _factors()
    unknown = precision.get(ANY, 0.5)
    rated = []
    for one, doubts in zip(attributions, doubts_of(segmented, attributions, resolutions), strict=True):
        value = precision.get(one.pattern, unknown)
        for doubt in doubts:
            value = lower(value, factors.get(doubt, 1.0))
        rated.append(changed(one, confidence=round(value, 2)))
    return tuple(rated)


def lower(confidence: float, factor: float) -> float:
    """Return a confidence after one feature; a factor above 1 raises it, though never to certainty."""
    return min(SUREST, confidence * factor)


def doubts_of(
    segmented: Segmented, attributions: Sequence[Attribution], resolutions: Sequence[Resolution] = ()
) -> list[Doubts]:
    """Return, for each attribution, its (feature, value) pairs in the order in which their factors were measured."""
    quotations = [quotation for quotation in segmented.quotations if not quotation.inner]
    begins = [quotation.start for quotation in quotations]
    found: list[Doubts] = []
    for number, one in enumerate(attributions):
        if not one.content:  # a refusal: nothing of what follows can be measured of it
            found.append(())
            continue
        text = segmented.document.text
        start, end = _extent(segmented, one)
        # A quotation that began before the sentence and holds its beginning is the last one before its start.
        low, high = max(0, bisect_left(begins, start) - 1), bisect_left(begins, end)
        around = [quotation for quotation in quotations[low:high] if quotation.end > start]
        verb = _verb(text, one)
        doubts = [
            ("form", f"{one.pattern} {one.type}"),
            ("source", f"{one.pattern.partition('_')[0]} {_source(text, one)}"),
            ("cue", f"{verb.symbol if verb else 'other'} {one.stance}"),
        ]
        if _distance(text, one) >= _FAR:
            doubts.append(("distance", "far"))
        if one.implicit:
            doubts.append(("subject", "inherited"))
        if one.negated:
            doubts.append(("negation", "negated"))
        if any(not quotation.closer for quotation in around):
            doubts.append(("marks", "unbalanced"))
        speaker = resolutions[number].speaker if resolutions else None
        if speaker is not None:
            doubts.append(("speaker", _speaker(text, one, speaker)))
        found.append(tuple(doubts))
    return found


def _extent(segmented: Segmented, one: Attribution) -> Span:
    """Return start and end of the sentence of a reading, with those that its content goes on in, of one paragraph."""
    sentences = segmented.sentences
    at = one.sentence
    first = sentences[at]
    last = max(end for _, end in (*one.content, *one.cue, *one.source))
    while at + 1 < len(sentences) and sentences[at + 1].start < last and sentences[at + 1].paragraph == first.paragraph:
        at += 1
    # A sentence of a megabyte must not be read again for each of its readings.
    begin = min(start for start, _ in (*one.content, *one.cue, *one.source))
    return max(first.start, begin - _AROUND), min(sentences[at].end, last + _AROUND)


def _source(text: str, one: Attribution) -> str:
    """Return the shape of a source: none, he or she, another pronoun, with an apposition, a name, or a description."""
    if not one.source:
        return "none"
    start, end = one.source[0]
    words = text[start : min(end, start + _AROUND)]
    lower_case = words.casefold()
    if lower_case in _HE:
        return "he"
    if lower_case in _OTHER_PRONOUNS:
        return "pronoun"
    if "," in words:
        return "apposition"
    return "name" if words[:1].isupper() and not lower_case.startswith(("the ", "a ", "an ")) else "description"


def _speaker(text: str, one: Attribution, speaker: Speaker) -> str:
    """Return the kind of a speaker; of one that is not resolved, whether a pronoun or something else stands for it."""
    if speaker.status != "unresolved":
        return speaker.kind
    return "unresolved pronoun" if _source(text, one) in ("he", "pronoun") else "unresolved"


def _verb(text: str, one: Attribution) -> Cue | None:
    """Return the row of the cue in the table of verbs, of several that of the reading's relation and stance."""
    return _row(" ".join(text[start : min(end, start + _AROUND)] for start, end in one.cue), one.relation, one.stance)


@lru_cache(maxsize=1 << 14)
def _row(cue: str, relation: str, stance: str) -> Cue | None:
    words = [word.lower() for word in _WORD.findall(cue)]
    forms = cue_forms()
    rows = [form.cue for word in reversed(words) for form in forms.get(word, ()) if set(form.rest) <= set(words)]
    same = (cue for cue in rows if (cue.relation, cue.stance) == (relation, stance))
    return next(same, rows[0] if rows else None)


def _distance(text: str, one: Attribution) -> int:
    if not one.source or not one.cue:
        return 0
    left, right = one.source[-1][1], one.cue[0][0]
    if left > right:
        left, right = one.cue[-1][1], one.source[0][0]
    return len(_WORD.findall(text, left, min(right, left + _AROUND)))
