"""A cue inside the marks: The president "expressed deep satisfaction with the harvest," the palace said."""

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.subjects import noun_phrase_before
from attrib.parse.chunks.verbs import Group
from attrib.parse.tokens.cues import PAST, THIRD, cue_forms, cue_nouns
from attrib.parse.tokens.units import Unit
from attrib.regex import regex

_WORD = regex(r"[^\W_]+(?:['’-][^\W_]+)*")
_LOOK = 160  # characters of the quotation that are looked at


def read_quoted(unit: Unit, index: int) -> Anchor | None:
    """Return an anchor for a quotation that begins with a finite cue whose subject stands right before the mark."""
    if index == 0 or unit.tags[index - 1] not in "NCPz)":
        return None
    quotation = unit.quotes[index]
    text = unit.words[index]
    words = list(_WORD.finditer(text, 0, _LOOK))[:16]
    if len(words) < 3:
        return None
    head = 1 if words[0].group().endswith("ly") else 0
    form = next(
        (f for f in cue_forms().get(words[head].group().lower(), ()) if not f.rest and f.tags & {PAST, THIRD}), None
    )
    subject = noun_phrase_before(unit, index - 1)
    if form is None or subject is None:
        return None
    frames = form.cue.frames
    last = head
    if form.cue.symbol == "EXPRESS" or "object" in frames:
        nouns = [n for n in range(head + 1, min(len(words), head + 9)) if words[n].group().lower() in cue_nouns()]
        that = next((n for n in range(head + 1, len(words)) if words[n].group() == "that"), None)
        if that is not None and nouns and max(n for n in nouns if n < that or n == nouns[0]) == that - 1:
            last = that - 1
    reports = frames & {"that", "clause"} and words[head + 1].group() == "that"
    if last == head and not reports and form.cue.symbol != "EXPRESS" and not frames & {"object", "clause"}:
        return None
    begin = last + 1
    if words[begin].group() == "that":
        begin += 1
    if begin >= len(words):
        return None
    end = min(quotation.end, unit.span(index, index)[1]) - len(quotation.closer)
    while end > quotation.start and unit.words[index][end - quotation.start - 1] in ",. ":
        end -= 1
    start = quotation.start + words[begin].start()
    if end <= start:
        return None
    anchor = Anchor(form.cue, Group(index, index, index, "finite", False))
    anchor.symbols += [("SUBJ", *subject), ("CUE_IN_QUOTE", index, index), ("QUOTED", index, index)]
    anchor.inner = ((quotation.start + words[head].start(), quotation.start + words[last].end()), (start, end))
    return anchor
