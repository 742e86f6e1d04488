"""Stories put together: each outlet's claims, what was done to the words, and the distractors around them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from . import vocabulary as v
from .edits import EDITS, Edited, identical, merge, reordering
from .relays import LOOPS, Graph, Root, Step, circle, graph
from .sentences import Quote, Words, common, conditional, quote, text_of

START = datetime.date(2031, 1, 6)
KINDS = (*EDITS, "reordering")
# How often a relay does what: most print what they found, or dress it their way.
WEIGHTS = (30, 12, 8, 10, 6, 6, 4, 4, 2, 3, 3, 3, 4, 4)


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution as an article makes it, with the truth beside it.

    Told: `text`, `outlet`, `article` (its id), `published` (ISO day or None), `speaker` (None where only an outlet is
    credited), `credit` (the outlet it names, or ""). Truth: `cluster` (claims of one quote share it; a merged quote has
    two, of which `also` is the second), `story` ("" for a distractor), `parent` (key of the claim it was taken from),
    `edit` and `form` and `touches` against the parent, `copy` where the whole article was taken over.
    """

    key: str
    article: str
    outlet: str
    published: str | None
    text: str
    speaker: Root | None
    credits: tuple[str, ...]
    cluster: str
    also: str = ""
    story: str = ""
    parent: str = ""
    edit: str = ""
    form: str = ""
    touches: frozenset[str] = frozenset()
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A story's truth: the keys of its roots, its circles of outlets, and how the circle came about."""

    key: str
    roots: frozenset[str]
    loops: tuple[tuple[str, ...], ...]
    loop_kind: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Claims in the order they were made, the stories' truth, and the outlets."""

    claims: tuple[Claim, ...]
    stories: tuple[Story, ...]
    outlets: tuple[str, ...]


@dataclass(slots=True)
class _Said:
    """A quote on its way: what an outlet printed. `quote` is None once an edit has broken the clauses up."""

    words: Words
    quote: Quote | None
    claim: Claim


def _struck(kind: str, words: Words, told: Quote | None, chance: Random) -> Edited | None:
    if kind in EDITS:
        return EDITS[kind](words, chance)
    return reordering(told, chance) if told else None


def _speaks(words: Words) -> bool:
    """Tell whether words still say something of their own, so that a reader could know the quote again."""
    return len(words) >= 8 and sum(word.does not in ("", "negation", "hedge") for word in words) >= 4


def edited(words: Words, told: Quote | None, chance: Random) -> Edited:
    """Return a quote as the next newsroom prints it. `told` are its clauses, None where it is no longer whole.

    Whoever takes over a quote that another desk has cut or changed mostly leaves it as it is.
    """
    for _ in range(8):
        kind = chance.choices(KINDS, WEIGHTS)[0]
        if told is None and kind not in KINDS[:2] and chance.random() < 0.6:
            kind = KINDS[0]
        done = _struck(kind, words, told, chance)
        if done is not None and (done.form in KINDS[:2] or _speaks(done.words)):
            return done
    return Edited(words, "identical", "identical", frozenset())


def _stories(number_of: int, outlets: tuple[str, ...], loops: float, chance: Random) -> Iterator[tuple[str, Graph]]:
    for at in range(number_of):
        if chance.random() < loops:
            way = circle(outlets, chance, chance.randrange(2, min(6, len(outlets)) + 1), chance.choice(LOOPS))
        else:
            way = graph(outlets, chance)
        yield f"s{at}", way


def _long(chance: Random) -> Quote:
    while True:
        told = conditional(chance) if chance.random() < 0.15 else quote(chance)
        if len(told.words()) >= 12:
            return told


def _claims(key: str, way: Graph, chance: Random) -> Iterator[Claim]:
    """Yield the claims of one story, distractors among them."""
    first = START + datetime.timedelta(days=chance.randrange(700))
    whole = _long(chance)
    # In one story of eight the first article holds a second quote of the speaker, which a relay may join to the first.
    second = _long(chance) if not way.loops and chance.random() < 0.125 else None
    crossing = _crossing(way, chance)
    whole_of_other = text_of(_long(chance).words()), Root(v.person(chance), "person", chance.choice(v.ROLES))
    said: list[_Said] = []
    asides: list[list[Claim]] = []
    for at, step in enumerate(way.steps):
        article = f"{key}.{at}"
        day = None if step.day is None else (first + datetime.timedelta(days=step.day)).isoformat()
        credits: tuple[str, ...] = (step.credit,) if step.credit else ()
        if credits and step.parent is not None and chance.random() < 0.15:
            # "…, the Beacon reported, citing the Lantern": a relay that names the one behind as well.
            credits += said[step.parent].claim.credits
        claim = Claim(f"{article}.0", article, step.outlet, day, "", step.root, credits, key, story=key)
        done, told = _printed(way, at, step, whole, said, chance)
        if step.parent is not None:
            claim = replace(
                claim, parent=said[step.parent].claim.key, edit=done.kind, form=done.form, touches=done.touches
            )
        if step.copy and step.parent is not None:
            # What the copy says of speaker and credits is what its original said, and that it is the original's.
            original = said[step.parent].claim
            claim = replace(claim, speaker=original.speaker, credits=(step.credit, *original.credits))
        joins = second is not None and step.parent == 0 and not step.copy and step.root and chance.random() < 0.4
        if second is not None and joins:
            done, told = merge(said[0].words, second.words(), chance), None
            claim = replace(claim, also=f"{key}b", edit="merge", form="merge", touches=frozenset())
        claim = replace(claim, text=done.text, copy=step.copy)
        said.append(_Said(done.words, told, claim))
        yield claim
        if step.copy and step.parent is not None:
            # A copy holds every quote of its original.
            aside = [_copied(one, claim) for one in asides[step.parent]]
        else:
            aside = list(_around(claim, chance))
        if second is not None and not at:
            text = text_of(second.words())
            aside.insert(0, replace(claim, key=f"{article}.b", text=text, cluster=f"{key}b", story=""))
        if at in crossing:
            aside.append(_crossed(claim, crossing, way, whole_of_other))
        asides.append(aside)
        yield from aside


def _crossing(way: Graph, chance: Random) -> tuple[int, ...]:
    """Choose, in one story of eight that does not go round, an outlet and its relay that credit each other.

    Each for another quote: "A reported, citing B" and "B reported, citing A" are a circle only for one and the same.
    """
    relays = [
        (step.parent, at)
        for at, step in enumerate(way.steps)
        if step.parent is not None and step.credit and not step.copy and step.day is not None
        if not way.steps[step.parent].copy and way.steps[step.parent].day == step.day
    ]
    return chance.choice(relays) if relays and not way.loops and chance.random() < 0.125 else ()


def _crossed(claim: Claim, crossing: tuple[int, ...], way: Graph, other: tuple[str, Root]) -> Claim:
    """Return a relay's own quote, or that quote as the outlet carries it from which the relay has its main one."""
    origin = f"{claim.key.split('.')[0]}.{crossing[1]}.x"
    text, speaker = other
    plain = replace(claim, text=text, speaker=speaker, story="", also="", copy=False)
    plain = replace(plain, key=f"{claim.article}.x", cluster=f"{claim.article.split('.')[0]}x", touches=frozenset())
    if plain.key == origin:
        return replace(plain, credits=(), parent="", edit="", form="")
    return replace(
        plain, credits=(way.steps[crossing[1]].outlet,), parent=origin, edit="identical", form="identical"
    )  # fmt: skip


def _copied(aside: Claim, into: Claim) -> Claim:
    """Return a further quote of an article as a copy of that article carries it."""
    article, outlet, published = into.article, into.outlet, into.published
    key = f"{article}.{aside.key.rsplit('.', 1)[1]}"
    same = replace(aside, key=key, article=article, outlet=outlet, published=published, copy=True)
    same = replace(same, credits=(into.credits[0], *aside.credits))
    return replace(same, parent=aside.key, edit="identical", form="identical", touches=frozenset())


def _printed(
    way: Graph, at: int, step: Step, whole: Quote, said: list[_Said], chance: Random
) -> tuple[Edited, Quote | None]:
    """Return what an outlet prints of the story's quote, and the clauses if they are still whole."""
    if step.parent is None:
        # The first heard it all. Who was there too may print it in its own way, and so may another source's finder.
        if not at or way.loops or chance.random() < 0.5:
            done = identical(whole.words(), chance)
            assert done is not None
        else:
            done = edited(whole.words(), whole, chance)
        return done, whole if done.form in ("identical", "formatting") else None
    before = said[step.parent]
    if step.copy:
        return Edited(before.words, "identical", "identical", frozenset()), before.quote
    done = edited(before.words, before.quote, chance)
    return done, before.quote if done.form in ("identical", "formatting") else None


def _around(claim: Claim, chance: Random) -> Iterator[Claim]:
    """Yield distractors of one article: the same speaker on other matters, common openings, stock phrases."""
    speaker = claim.speaker
    number_of = 0
    blank = replace(claim, story="", credits=(), parent="", also="", edit="", form="", touches=frozenset(), copy=False)
    while chance.random() < 0.45:
        number_of += 1
        key = f"{claim.article}.d{number_of}"
        other = Root(v.person(chance), "person", chance.choice(v.ROLES))
        draw = chance.random()
        if draw < 0.4:
            told, who = quote(chance), speaker or other
        elif draw < 0.75:
            told, who = common(chance), other
        elif draw < 0.85:
            yield replace(blank, key=key, cluster=key, text=chance.choice(v.STOCK), speaker=other)
            continue
        else:
            told, who = quote(chance), other
        yield replace(blank, key=key, cluster=key, text=text_of(told.words()), speaker=who)


def sized(claims: int, seed: int, outlets: int = 200) -> Corpus:
    """Return a corpus of that many claims. The last story may be cut short and then stands without truth."""
    # A story holds three claims at least.
    made = corpus(claims // 3 + 1, outlets, seed, most=claims)
    stories = made.stories[: None if len(made.claims) == claims else -1]
    return replace(made, claims=made.claims[:claims], stories=stories)


def corpus(stories: int, outlets: int, seed: int, loops: float = 0.1, most: int = 0) -> Corpus:
    """Return a corpus of made-up stories; `loops` is the share of stories that go round.

    With `most`, no story is begun once there are that many claims.
    """
    chance = Random(f"corpus {seed}")
    names = v.outlets(outlets, chance)
    claims: list[Claim] = []
    truths: list[Story] = []
    for key, way in _stories(stories, names, loops, chance):
        if most and len(claims) >= most:
            break
        truths.append(Story(key, way.roots, way.loops, way.loop_kind))
        claims += _claims(key, way, chance)
    return Corpus(tuple(claims), tuple(truths), names)
