"""Made-up words, names and sentences for a large database: a few common words, very many rare ones, as texts have them."""

from itertools import accumulate, product
from random import Random

COMMON = (
    "the of to a in that it for was on with as at by from has will be not an are its this after said over new two more "
    "their which were been who would one about could all up into when there last other under out first before year"
).split()
CUES = (
    "said",
    "told reporters",
    "announced",
    "warned",
    "denied",
    "admitted",
    "wrote",
    "believes",
    "added",
    "confirmed",
)
STANCES = ("neutral", "neutral", "neutral", "warning", "denial", "admission", "neutral", "belief", "neutral", "support")
ROLES = (
    "minister",
    "mayor",
    "spokeswoman",
    "harbour master",
    "director",
    "nurse",
    "analyst",
    "judge",
    "coach",
    "chair",
)
UNNAMED = ("a senior official", "two people close to the talks", "an aide", "investigators", "a diplomat", "residents")
_ONSETS = "b br d dr f g gr h j k kl l m n p pr r s sk st t tr v w z".split()
_VOWELS = "a e i o u ae ei ou".split()
_ENDS = ("", "n", "r", "l", "s", "th", "ck", "nd", "st", "m")


def zipf(count: int, power: float = 1.0) -> list[float]:
    """Return rising sums of weights 1, 1/2, 1/3 … to the power, for random.choices."""
    return list(accumulate(1 / (rank + 2) ** power for rank in range(count)))


class Words:
    """Words and names of one seed. Texts are drawn word by word, common words most of the time."""

    def __init__(self, chance: Random, number: int = 24_000) -> None:
        self._chance = chance
        syllables = ["".join(parts) for parts in product(_ONSETS, _VOWELS, _ENDS)]
        chance.shuffle(syllables)
        made = dict.fromkeys(
            a + b
            for a, b in zip(
                chance.choices(syllables, k=2 * number), chance.choices(syllables, k=2 * number), strict=True
            )
        )
        self.words = [*COMMON, *list(made)[:number]]
        self._sums = zipf(len(self.words))
        self._syllables = syllables

    def draw(self, number: int) -> list[str]:
        """Return some words of a text."""
        return self._chance.choices(self.words, cum_weights=self._sums, k=number)

    def name(self) -> str:
        """Return a name of one word, with a capital."""
        return "".join(self._chance.choices(self._syllables, k=2)).capitalize()


def altered(words: list[str], chance: Random, fresh: list[str]) -> tuple[list[str], str, str, list[str]]:
    """Return words as another outlet carries them: the words, the type of the alteration, its risk, what it touches."""
    kind = chance.choices(
        ("identical", "formatting", "cut_ends", "cut_inside", "insertion", "substitution"),
        cum_weights=(45, 55, 70, 80, 88, 100),
    )[0]
    if kind in ("identical", "formatting") or len(words) < 6:
        return list(words), "identical" if kind != "formatting" else kind, "none", []
    at = chance.randrange(1, len(words) - 3)
    risk, touches = ("high", ["negation"]) if chance.random() < 0.15 else ("low", [])
    if kind == "cut_ends":
        return words[: max(4, at)], kind, risk, touches
    if kind == "cut_inside":
        return [*words[:at], *words[at + 2 :]], kind, risk, touches
    if kind == "insertion":
        return [*words[:at], *fresh[:2], *words[at:]], kind, risk, touches
    return [*words[:at], fresh[0], *words[at + 1 :]], kind, risk, touches
