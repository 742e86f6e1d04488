"""The one public call path: a Document in, an Extraction out."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from attrib.parse import parse
from attrib.parse.assemble.confidence import rate
from attrib.records import Document, Extraction
from attrib.resolve import resolve
from attrib.resolve.publishers import publisher_of
from attrib.segment import segment


def extract(document: Document) -> Extraction:
    """Find the attributions of one document and resolve their speakers, dates and chains.

    Never raises on any text and takes time linear in its length; every span is a slice of `document.text`.
    """
    with uncollected():
        segmented = segment(document)
        found = parse(segmented)
        resolutions = resolve(segmented, found)
        rated = rate(segmented, found, resolutions)
        return Extraction(segmented, rated, resolutions, segmented.problems, publisher_of(document))


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back the cyclic garbage collector for one document: its records have no cycles, and searching them costs
    up to a tenth on texts dense with attributions.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
