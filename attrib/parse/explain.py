"""Show how a text was read: its tokens, tags, symbols, and the pattern that fired or why none did."""

from dataclasses import dataclass

from attrib.parse.grammar.patterns import fits, match
from attrib.parse.readers.find_anchors import find_anchors
from attrib.parse.tokens.units import cut_units
from attrib.records import Document
from attrib.segment import segment


@dataclass(frozen=True, slots=True)
class Explanation:
    """Lines for people, in reading order."""

    lines: tuple[str, ...]


def explain(text: str) -> Explanation:
    """Return what the parser saw in a short text. Never raises."""
    lines: list[str] = []
    for unit in cut_units(segment(Document(id="explain", text=text))):
        words = [text[s:e] for s, e in unit.locate()]
        lines.append("tokens   " + " ".join(f"{word}/{tag}" for word, tag in zip(words, unit.tags, strict=True)))
        anchors = find_anchors(unit)
        if not anchors:
            lines.append("nothing  no cue of the lexicon stands here with a source or a content beside it")
        for anchor in anchors:
            string = anchor.string
            lines.append(
                f"cue      {text[slice(*unit.span(anchor.group.first, anchor.group.last))]}  ({anchor.cue.lemma})"
            )
            lines.append("symbols  " + " ".join(string))
            fitted = match(string)
            if fitted:
                lines.append(f"pattern  {fitted.pattern}")
            else:
                length = next((n for n in range(len(string), 0, -1) if fits(string[:n])), 0)
                stuck = "the end" if length == len(string) else string[length]
                lines.append(
                    f"nothing  no pattern goes on with {stuck} after {' '.join(string[:length]) or 'the beginning'}"
                )
    return Explanation(tuple(lines))
