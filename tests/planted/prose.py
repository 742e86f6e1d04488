"""Articles written from claims: a lead, the attributions in the ways newspapers have, and what an agency's copy bears."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import Any

from attrib.records import Document

from . import vocabulary as v
from .corpus import Claim, Corpus
from .relays import Root
from .sentences import fill

MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
TITLES = ("{thing} divides {place}", "{place} waits for {thing}", "Dispute over {thing} in {place}")
LEADS = (
    "The {thing} has kept {place} busy for {count} .",
    "{group} have waited for the {thing} since winter.",
    "In {place} the {thing} is the talk of the town.",
)
# What papers tell in their own words between quotes.
FILLERS = (
    "The {thing} was {done} last year, and the {thing} was {done} in {place} .",
    "{count} were {done} in {place} , where the {thing} began.",
    "{group} {done} the {thing} {how} , and {count} were {done} .",
    "The {thing} had been {done} by {group} when the {thing} was {done} in {place} .",
    "{place} has {count} and one {thing} .",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """An article and the claims that stand in it, each with the span of its quote in the text, marks left out."""

    document: Document
    claims: tuple[tuple[Claim, int, int], ...]


# One house style an outlet: most print curly marks, some straight or single ones.
MARKS = (("“", "”"), ("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’"))


def marks(outlet: str) -> tuple[str, str]:
    """Return the quote marks of an outlet."""
    return Random(outlet).choice(MARKS)


def _line(frame: str, chance: Random) -> str:
    text = " ".join(word.text for word in fill(frame, chance)).replace(" .", ".")
    return text[0].upper() + text[1:]


def _named(speaker: Root, chance: Random) -> str:
    if speaker.kind != "person":
        return speaker.name
    return chance.choice((f"{speaker.name}, the {speaker.role},", f"the {speaker.role}, {speaker.name},"))


def _paragraph(claim: Claim, chance: Random) -> tuple[str, str]:
    """Return what stands before the quote and after it, quote marks included."""
    speaker, outlet = claim.speaker, f"the {claim.credits[0]}" if claim.credits else ""
    further = "".join(f", citing the {name}" for name in claim.credits[1:])
    if speaker is None:
        if further or chance.random() < 0.5:
            return "“", f"” {outlet} reported{further}."
        return f"According to {outlet}, “", "”"
    who = _named(speaker, chance)
    tail = who.rstrip(",")
    verb = chance.choice(("said", "said", "stated", "warned", "explained")) if speaker.kind != "document" else "says"
    if claim.copy or not outlet:
        ways = [("“", f"” {verb} {tail}."), (f"{who[0].upper()}{who[1:]} {verb}: “", "”")]
        if speaker.kind == "document":
            ways = [("“", f"” according to {tail}."), (f"{who[0].upper()}{who[1:]} {verb}: “", "”")]
        elif not claim.copy:
            # "told the Lantern" in the Lantern itself: no hop to another outlet.
            ways.append(("“", f"” {who} told the {claim.outlet}."))
        return chance.choice(ways)
    ways = [
        ("“", f"” {who} {verb}, as reported by {outlet}{further}."),
        (f"According to {outlet}{further}, {who} {verb}: “", "”"),
        ("“", f"” {who} {verb}, {outlet} reported{further}."),
    ]
    if speaker.kind != "document" and not further:
        ways.append(("“", f"” {who} told {outlet}."))
    return chance.choice(ways)


def _body(claims: Iterable[Claim], chance: Random) -> tuple[list[str], list[tuple[Claim, int, int]]]:
    """Return the paragraphs of an article, and each claim with the place of its quote: offsets in the joined body."""
    paragraphs = [_line(chance.choice(LEADS), chance)]
    length = len(paragraphs[0])
    places = []
    for claim in claims:
        before, after = _paragraph(claim, chance)
        quote = claim.text
        opener, closer = marks(claim.outlet)
        before, after = before.replace("“", opener), after.replace("”", closer)
        if after[1:] and quote[-1] == ".":
            quote = quote[:-1] + ","
        start = length + 2 + len(before)
        places.append((claim, start, start + len(quote)))
        more = [before + quote + after, *(_line(chance.choice(FILLERS), chance) for _ in range(chance.randrange(3)))]
        paragraphs += more
        length += sum(2 + len(paragraph) for paragraph in more)
    return paragraphs, places


def _dateline(claim: Claim, chance: Random) -> str:
    if claim.published is None:
        return f"{v.place(chance).upper()} ({claim.credits[0]}) -- "
    month, day = claim.published[5:7], claim.published[8:]
    return f"{v.place(chance).upper()}, {MONTHS[int(month) - 1]} {int(day)} ({claim.credits[0]}) -- "


def articles(planted: Corpus, seed: int) -> Iterator[Planted]:
    """Yield the articles of a corpus in the order of its claims; a copy is its original, some under a new lead.

    A copy names the original in a dateline where that is an agency, else in a line at the end.
    """
    written: dict[str, tuple[str, str]] = {}
    for key, group in groupby(planted.claims, key=lambda claim: claim.article):
        claims = tuple(group)
        main = claims[0]
        chance = Random(f"article {seed} {main.parent.rsplit('.', 1)[0] if main.copy else key}")
        own = Random(f"copy {seed} {key}")
        before = after = ""
        if main.copy:
            # The body is the original's; who is credited in it was settled there.
            title, body = written[main.parent.rsplit(".", 1)[0]]
            if main.credits[0].endswith("Wire"):
                before = _dateline(main, own)
            else:
                after = f"\n\nThis article first appeared in the {main.credits[0]}."
            if own.random() < 0.3:
                # The desk writes a lead of its own over the agency's text.
                body = "\n\n".join((_line(own.choice(LEADS), own), body.split("\n\n", 1)[1]))
            places = [_found(claim, body) for claim in claims]
        else:
            title = _line(chance.choice(TITLES), chance)
            paragraphs, places = _body(claims, chance)
            body = "\n\n".join(paragraphs)
        written[key] = title, body
        shift = len(before)
        document = Document(
            id=key,
            text=before + body + after,
            title=title,
            publisher=main.outlet,
            date=main.published,
            url=f"https://{main.outlet.lower().replace(' ', '-')}.example/{key}",
        )
        yield Planted(document, tuple((claim, start + shift, end + shift) for claim, start, end in places))


def _found(claim: Claim, body: str) -> tuple[Claim, int, int]:
    """Find a quote in a body that holds it; its last mark may have given way to a comma."""
    text = re.escape(claim.text.rstrip("."))
    found = re.search(f'[“"‘]({text})[.,]?[”"’]', body)
    assert found
    start = found.start(1)
    return claim, start, start + len(claim.text)


def as_line(planted: Planted) -> dict[str, Any]:
    """Return an article as `attrib extract` reads it."""
    document = planted.document
    told = {"id": document.id, "text": document.text, "title": document.title, "publisher": document.publisher}
    return {**told, **({"date": document.date} if document.date else {}), "url": document.url}


def truth_lines(planted: Iterable[Planted], corpus: Corpus) -> Iterator[str]:
    """Yield the truth as JSON lines: one a story, then one an article with its claims."""
    for story in corpus.stories:
        loops = [list(loop) for loop in story.loops]
        yield json.dumps({"story": story.key, "roots": sorted(story.roots), "loops": loops, "kind": story.loop_kind})
    for one in planted:
        claims = [
            {
                "key": claim.key,
                "span": [start, end],
                "speaker": claim.speaker and claim.speaker.name,
                "credits": claim.credits,
                "story": claim.story,
                "clusters": [name for name in (claim.cluster, claim.also) if name],
                "parent": claim.parent or None,
                "edit": claim.edit or None,
                "form": claim.form or None,
                "touches": sorted(claim.touches),
                "copy": claim.copy,
            }
            for claim, start, end in one.claims
        ]
        yield json.dumps({"article": one.document.id, "claims": claims}, ensure_ascii=False)
