"""--min-confidence: leave out what is less certain."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from attrib.records import Extraction

_Function = TypeVar("_Function", bound=Callable[..., Any])


def confidence_option(function: _Function) -> _Function:
    """Add --min-confidence, a share from 0 to 1."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="SHARE",
        help="Leave out attributions below this confidence, 0 to 1.",
    )(function)


def at_least(extraction: Extraction, minimum: float) -> Extraction:
    """Return an extraction without the attributions below a confidence.

    One that stood inside a dropped one stands for itself then: its parent is None.
    """
    kept = [number for number, one in enumerate(extraction.attributions) if one.confidence >= minimum]
    if len(kept) == len(extraction.attributions):
        return extraction
    places: dict[int | None, int] = {number: place for place, number in enumerate(kept)}
    return replace(
        extraction,
        attributions=tuple(
            replace(extraction.attributions[number], parent=places.get(extraction.attributions[number].parent))
            for number in kept
        ),
        resolutions=tuple(extraction.resolutions[number] for number in kept),
    )
