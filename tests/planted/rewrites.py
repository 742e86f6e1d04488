"""Articles that were changed after they were printed: the text before, the text after, and what changed in attributions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from . import vocabulary as v

DAYS = v.WEEKDAYS
CUES = ("said", "told reporters", "wrote", "stated")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One article in two wordings. `kinds` are the changes of attributions, sorted; () where only the layout changed."""

    key: str
    before: str
    after: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class _Article:
    """The parts of an article: three people, each with what they say."""

    headline: str
    people: list[str]
    roles: list[str]
    things: list[str]

    def text(self) -> str:
        """Return the article as it is printed."""
        first, second, third = self.people
        return (
            f"{self.headline}\n\n"
            f"{first}, the {self.roles[0]}, said on {self.things[3]} that the {self.things[0]} was inspected twice.\n\n"
            f"The {self.things[1]} could be closed before the winter, according to {second}, the {self.roles[1]}.\n\n"
            f"“We counted every part of the {self.things[2]} and wrote it all down,” said {third}, the {self.roles[2]}.\n"
        )


def rewrites(number: int, seed: int) -> Iterator[Rewrite]:
    """Yield articles with one change each: of a source, a verb, a hedge, a quote, the headline, or of nothing but layout."""
    chance = Random(f"rewrites {seed}")
    for at in range(number):
        things = [
            f"{chance.choice(v.QUALITIES)} {chance.choice(v.THINGS)} {chance.choice(v.MATTERS)}" for _ in range(3)
        ]
        town = v.place(chance)
        article = _Article(
            f"What is left of the {things[0]} in {town}",
            [v.person(chance) for _ in range(3)],
            chance.sample(v.ROLES, 3),
            [*things, chance.choice(DAYS)],
        )
        before = article.text()
        after, kinds = chance.choice(_CHANGES)(article, before, chance)
        if after == before:
            continue
        yield Rewrite(f"r{at}", before, after, kinds)


Changed = tuple[str, tuple[str, ...]]


def _verb(article: _Article, text: str, chance: Random) -> Changed:
    verb = chance.choice(("admitted", "claimed", "confirmed", "insisted"))
    return text.replace(f"said on {article.things[3]} that", f"{verb} on {article.things[3]} that"), ("verb_changed",)


def _hedge(article: _Article, text: str, chance: Random) -> Changed:
    return text.replace("could be closed", "will be closed"), ("hedge_dropped",)


def _renamed(article: _Article, text: str, chance: Random) -> Changed:
    return text.replace(article.people[1], v.person(chance)), ("source_renamed",)


def _unnamed(article: _Article, text: str, chance: Random) -> Changed:
    named = f"{article.people[2]}, the {article.roles[2]}"
    return text.replace(f"said {named}", f"said {chance.choice(v.UNNAMED)}"), ("source_renamed",)


def _quote(article: _Article, text: str, chance: Random) -> Changed:
    return text.replace("every part", f"every {chance.choice(v.QUALITIES)} part"), ("quote_altered",)


def _headline(article: _Article, text: str, chance: Random) -> Changed:
    return text.replace("What is left of", "Farewell to"), ("headline_changed",)


def _added(article: _Article, text: str, chance: Random) -> Changed:
    who, role = v.person(chance), chance.choice(v.ROLES)
    more = f"\n{who}, the {role} of {v.place(chance)}, said that the {chance.choice(v.GROUPS)} had asked for help in vain.\n"
    return text + more, ("attribution_added",)


def _removed(article: _Article, text: str, chance: Random) -> Changed:
    return "\n\n".join(part for part in text.split("\n\n") if "according to" not in part), ("attribution_removed",)


def _source_removed(article: _Article, text: str, chance: Random) -> Changed:
    return text.replace(f", according to {article.people[1]}, the {article.roles[1]}", ""), ("source_removed",)


def _layout(article: _Article, text: str, chance: Random) -> Changed:
    changes: tuple[Callable[[str], str], ...] = (
        lambda old: old.replace("“", '"').replace("”", '"'),
        lambda old: old.replace("\n\n", "\n\n\n"),
        lambda old: old.replace(" twice.", "\ntwice."),
        lambda old: f"{old}\nSubscribe to our newsletter\n",
        lambda old: old.replace("\n\nThe", "\n\nADVERTISEMENT\n\nThe", 1),
        lambda old: old.replace("\n", "\r\n"),
        lambda old: old.replace(" ", "  ", 9),
    )
    return chance.choice(changes)(text), ()


_CHANGES = (
    _verb, _hedge, _renamed, _unnamed, _quote, _headline, _added, _removed, _source_removed, _layout, _layout,
)  # fmt: skip
