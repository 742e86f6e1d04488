"""An anchor: one cue and the typed symbols around it, on which the grammar is asked."""

from dataclasses import dataclass, field

from attrib.parse.chunks.verbs import Group
from attrib.parse.tokens.cues import Cue
from attrib.records import Span, Via

# (name, first token, last token). The last token of a content that runs to the right is not known yet: -1.
Symbol = tuple[str, int, int]


@dataclass(slots=True)
class Anchor:
    """One cue with the typed symbols around it, in text order; a symbol is (name, first token, last token).

    `stop` is the token before which its own content must end, -1 for
    none. `parts` are the token ranges of a cue that stands apart ("quoted … as saying"). `inner` are the spans of cue and content
    where both stand inside a quotation. `edge` is the token where contents of cues further left must end (the comma before "the company said").
    """

    cue: Cue
    group: Group
    symbols: list[Symbol] = field(default_factory=list)
    edge: int = -1
    via: list[Via] = field(default_factory=list)
    inner: tuple[Span, Span] | None = None
    stop: int = -1
    implicit: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def source(self) -> tuple[int, int] | None:
        """The tokens of the source, with its apposition, if the anchor has one."""
        spans = [
            (first, last) for name, first, last in self.symbols if name in ("SUBJ", "POSTSUBJ", "APPOS", "ELLIPSIS")
        ]
        return (spans[0][0], spans[-1][1]) if spans else None

    @property
    def string(self) -> tuple[str, ...]:
        """The names of the symbols."""
        return tuple([symbol[0] for symbol in self.symbols])

    @property
    def ending(self) -> str:
        """The name of the last symbol."""
        return self.symbols[-1][0]
