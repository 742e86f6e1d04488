"""The records of measuring: a relation as somebody annotated or predicted it, and a document with its relations."""

from dataclasses import dataclass

from attrib.records import Document, Spans


@dataclass(frozen=True, slots=True)
class Relation:
    """Source, cue and content of one attribution, and what else is known of it; "" and None where nothing is.

    `type` is direct, mixed or indirect. `nested` is True for one that stands in the content of another. `speech` says
    whether the cue is one of speech, where the annotation says so.
    """

    content: Spans
    cue: Spans
    source: Spans
    pattern: str = ""
    relation: str = ""
    type: str = ""
    speaker: str | None = None
    confidence: float | None = None
    nested: bool = False
    speech: bool | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its relations. `discard` are spans that the annotators left out. `where` names file and line.

    A prediction may come without text: `document.text` is then "".
    """

    document: Document
    relations: tuple[Relation, ...]
    discard: Spans = ()
    where: str = ""


Corpus = dict[str, Annotated]
