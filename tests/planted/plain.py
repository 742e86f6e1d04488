"""Claims as records, without an article around them: what reading would have given, had it read all of it right."""

from random import Random

from attrib.records import Hop, Speaker

from .corpus import Claim, Corpus
from .prose import marks


def content(claim: Claim) -> str:
    """Return the quote in the marks of its outlet's house style."""
    opener, closer = marks(claim.outlet)
    return f"{opener}{claim.text}{closer}"


def speaker(claim: Claim) -> Speaker:
    """Return whom the claim names: the first source, or the outlet that alone is credited."""
    if claim.speaker is None:
        return Speaker(claim.credits[-1], "outlet", "stated", rule="reported_by")
    kind = claim.speaker.kind
    return Speaker(claim.speaker.name, kind, "stated", role=claim.speaker.role or None, rule="name")


def chain(claim: Claim) -> tuple[Hop, ...]:
    """Return the way of the words as the article states it: first source, credited outlets, publisher last."""
    first = () if claim.speaker is None else (Hop(claim.speaker.name, claim.speaker.kind, "stated", "source"),)
    between = tuple(Hop(name, "outlet", "stated", "as_reported_by") for name in reversed(claim.credits))
    return (*first, *between, Hop(claim.outlet, "outlet", "stated", "given"))


def shuffled(planted: Corpus, seed: int) -> tuple[Claim, ...]:
    """Return the claims article by article in another order, as if the articles had been read in that order."""
    by_article: dict[str, list[Claim]] = {}
    for claim in planted.claims:
        by_article.setdefault(claim.article, []).append(claim)
    order = list(by_article)
    Random(f"order {seed}").shuffle(order)
    return tuple(claim for article in order for claim in by_article[article])
