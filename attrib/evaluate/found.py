"""What attrib itself finds in a text, as relations to be measured."""

from collections.abc import Iterable, Sequence

from attrib.evaluate.annotated import Corpus, Relation
from attrib.pipeline import extract
from attrib.records import Attribution, Document, Resolution


def find(document: Document) -> tuple[Relation, ...]:
    """Extract a document and return its attributions as relations, in their order."""
    extraction = extract(document)
    return relations_of(extraction.attributions, extraction.resolutions)


def find_all(gold: Corpus) -> dict[str, tuple[Relation, ...]]:
    """Extract each document of a corpus and return the relations by the document's id."""
    return {name: find(annotated.document) for name, annotated in gold.items()}


def relations_of(attributions: Iterable[Attribution], resolutions: Sequence[Resolution] = ()) -> tuple[Relation, ...]:
    """Return attributions as relations; with their resolutions, the names of the speakers too."""
    return tuple(
        Relation(
            content=one.content,
            cue=one.cue,
            source=one.source,
            pattern=one.pattern,
            relation=one.relation,
            type=one.type,
            speaker=_name(resolutions[number]) if resolutions else None,
            confidence=one.confidence,
            nested=one.parent is not None,
        )
        for number, one in enumerate(attributions)
    )


def _name(resolution: Resolution) -> str | None:
    return resolution.speaker.name if resolution.speaker else None
