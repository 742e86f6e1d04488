"""Planted articles read as any text is: which attribution holds which planted claim, and how much of the truth it tells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.pipeline import extract
from attrib.records import Extraction, Resolution

from .corpus import Claim
from .prose import Planted

SLACK = 2  # characters: quote marks, and a comma that stood for the full stop


@dataclass(frozen=True, slots=True)
class Read:
    """An article as read. `holds` gives each of its claims the index of its attribution, None where none holds it."""

    extraction: Extraction
    holds: tuple[tuple[Claim, int | None], ...]


@dataclass(frozen=True, slots=True)
class ReadScores:
    """Of all claims, the share whose quote is a content; of those, the share with the right speaker; of those that
    credit outlets, the share whose chain names all of them."""

    contents: float
    speakers: float
    chains: float
    misses: tuple[str, ...] = ()


def read(planted: Iterable[Planted]) -> Iterator[Read]:
    """Read articles one by one."""
    for one in planted:
        extraction = extract(one.document)
        holds = tuple((claim, _holding(extraction, claim, start, end)) for claim, start, end in one.claims)
        yield Read(extraction, holds)


def _holding(extraction: Extraction, claim: Claim, start: int, end: int) -> int | None:
    """Return the attribution whose content holds a quote, the one with the right speaker before others."""
    found = [
        at
        for at, attribution in enumerate(extraction.attributions)
        if any(first - SLACK <= start and end <= last + SLACK for first, last in attribution.content)
    ]
    found.sort(key=lambda at: not speaks(claim, extraction.resolutions[at]))
    return found[0] if found else None


def _bare(name: str | None) -> str:
    return (name or "").removeprefix("the ").removeprefix("The ")


def speaks(claim: Claim, resolution: Resolution) -> bool:
    """Tell whether a resolution names whom the claim names: the outlet that is credited, where nobody else is."""
    wanted = (claim.speaker.name,) if claim.speaker else claim.credits
    return resolution.speaker is not None and _bare(resolution.speaker.name) in wanted


def reading_scores(reads: Iterable[Read]) -> ReadScores:
    """Return how much of what the articles say was read from them."""
    claims = held = named = crediting = chained = 0
    misses = []
    for one in reads:
        for claim, at in one.holds:
            claims += 1
            if at is None:
                misses.append(f"content of {claim.key}: {claim.text}")
                continue
            held += 1
            resolution = one.extraction.resolutions[at]
            if speaks(claim, resolution):
                named += 1
            else:
                misses.append(f"speaker of {claim.key}: {resolution.speaker} for {claim.speaker}")
            if claim.credits:
                crediting += 1
                hops = {_bare(hop.name) for hop in resolution.chain}
                chained += hops.issuperset(claim.credits)
                if not hops.issuperset(claim.credits):
                    misses.append(f"chain of {claim.key}: {sorted(hops)} for {claim.credits}")
    shares = held / max(1, claims), named / max(1, held), chained / max(1, crediting)
    return ReadScores(*shares, tuple(misses))
