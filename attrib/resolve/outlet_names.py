"""The Outlet record, and how a name is cut into tokens so that its spellings meet."""

import unicodedata
from functools import cache
from itertools import islice
from typing import NamedTuple

from attrib import lexicon
from attrib.records import Span
from attrib.regex import regex

# "U.S. News", "N.Y. Times": letters with full stops are one token, stops included, and read as "US", "NY".
_TOKEN = regex(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# Letters that Unicode does not take apart: "Morgunblaðið" is also printed "Morgunbladid".
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)


# What may stand between two tokens of one name: "RFE/RL", "Bar & Bench", "El Mundo" over a line's end.
_GAPS = frozenset(
    {"", " ", "\n", "\u00a0", "-", "‑", "–", ".", "'", "’", "&", " & ", "/", " / ", "+", "!", "! ", "¡", ":", " - "}
)
MARKS = " \t\r\n\"'“”‘’«»„‚()[]{}<>*_,;:.!?-–—"
_STOPPED = frozenset({"St", "Ft", "Inc", "S", "Mt"})


class Outlet(NamedTuple):
    """A news outlet, agency, aggregator or platform.

    `kind` is agency, newspaper, broadcaster, site, magazine, aggregator or platform, and "media" where a generic
    mention does not say. `state` is True for one that speaks for a government. `guessed` is True where the table does
    not decide: a name recognised by its form, or one that several outlets share ("the Times"). `generic` is True where
    the words name no outlet at all ("state media"). `parent` is its owner or the organisation it belongs to, "" where
    that is not sure; `handles` are accounts that a list gives it ("@meridian").
    """

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    kind: str
    country: str
    state: bool
    guessed: bool = False
    generic: bool = False
    parent: str = ""
    handles: tuple[str, ...] = ()


def fold(word: str) -> str:
    """Return a word without its accents: "Clarín" → "Clarin". Case stays."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def tokens(text: str, start: int = 0, end: int | None = None, most: int | None = None) -> list[tuple[str, Span]]:
    """Return the folded tokens of a stretch of text with their spans in it, `most` at most: "RFE/RL's" → RFE, RL, s."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [(key(match.group()), match.span()) for match in islice(found, most)]


def small_tokens(mention: str) -> list[str]:
    """Return the folded tokens of a mention in small letters, without their places."""
    if _is_plain(mention):
        return mention.lower().split()
    return _TOKEN.findall(fold(mention).casefold())


def token_words(mention: str) -> list[str]:
    """Return the folded tokens of a mention, without their places."""
    if _is_plain(mention):
        return mention.split()
    return [key(word) for word in _TOKEN.findall(mention)]


def _is_plain(mention: str) -> bool:
    """Tell whether a mention is all words of letters and digits with spaces between, as nearly all are."""
    return mention.isascii() and mention.replace(" ", "").isalnum()


def key(word: str) -> str:
    """Return the form under which one token is looked up: "U.S." → "US", "Clarín" → "Clarin"."""
    folded = fold(word)
    return folded.replace(".", "") if "." in folded else folded


def name_key(name: str) -> str:
    """Return a whole name as its tokens joined by spaces: "L'Équipe" → "L Equipe"."""
    if _is_plain(name):
        return name
    return " ".join(map(key, _TOKEN.findall(name)))


def joined(text: str, one: tuple[str, Span], two: tuple[str, Span]) -> bool:
    """Tell whether two neighbouring tokens can belong to one name: "RFE/RL", "St. Louis", but not "York. Times"."""
    gap = text[one[1][1] : two[1][0]]
    return gap in _GAPS or (gap == ". " and one[0] in _STOPPED)


def follower(text: str, found: list[tuple[str, Span]], stop: int) -> str:
    """Return the token right behind token number stop - 1, "" where a mark or a possessive stands between."""
    if stop >= len(found) or text[found[stop - 1][1][1] : found[stop][1][0]] not in (" ", "\n", "-"):
        return ""
    return found[stop][0]


def squeeze(name: str) -> str:
    """Return a name run together without case, accents and article, as in handles: "@TheEconomist" → "economist"."""
    squeezed = "".join(letter for letter in fold(name).casefold() if letter.isalnum())
    return squeezed.removeprefix("the") if len(squeezed) > 6 else squeezed


def handles(outlets: tuple[Outlet, ...]) -> dict[str, int]:
    """Return the handles that outlets form, run together from a name or a domain's first label; no shared ones."""
    owners: dict[str, set[int]] = {}
    for number, outlet in enumerate(outlets):
        labels = (domain.split(".")[0] for domain in outlet.domains)
        for name in (outlet.name, *outlet.aliases, *labels):
            squeezed = squeeze(name)
            if len(squeezed) > 1 and "(" not in name:
                owners.setdefault(squeezed, set()).add(number)
    return {name: min(numbers) for name, numbers in owners.items() if len(numbers) == 1}


@cache
def words(use: str) -> frozenset[str]:
    """Return the words of one use of grammar/lexicon/outlet_words.tsv, as written there."""
    return lexicon.words("outlet_words", "word", "use", use)


@cache
def describing() -> frozenset[str]:
    """Return all words that may stand around an outlet's name, in lower case: "Estonian public broadcaster ERR"."""
    return words("descriptor") | words("head") | frozenset(word.lower() for word in words("demonym"))


def describes(word: str) -> bool:
    """Tell whether a word only describes an outlet: "state-run", "Doha-based", "Iranian", "newspaper"."""
    low = word.lower()
    return low in describing() or low.endswith(_ENDINGS)


def is_head(parts: list[str]) -> bool:
    """Tell whether one of some words means an outlet: "newspaper", "agency"."""
    return any(part.lower().strip(MARKS) in words("head") for part in parts)


def is_tail(word: str) -> bool:
    """Tell whether a word can stand behind an outlet's name without belonging to it: "the Kommersant daily"."""
    low = word.lower()
    return low in words("head") or low in ("news", "wire", "business", "daily", "weekly", "state")


_ENDINGS = (
    "-based",
    "-run",
    "-owned",
    "-backed",
    "-controlled",
    "-funded",
    "-leaning",
    "-language",
    "-linked",
    "-affiliated",
    "-aligned",
    "-friendly",
    "-operated",
)

# Demonyms that do not begin with their country's name.
_COUNTRIES = {
    "American": "United States",
    "Argentine": "Argentina",
    "Britain": "United Kingdom",
    "British": "United Kingdom",
    "Burmese": "Myanmar",
    "Danish": "Denmark",
    "Dutch": "Netherlands",
    "Emirati": "United Arab Emirates",
    "English": "United Kingdom",
    "Filipino": "Philippines",
    "Finnish": "Finland",
    "French": "France",
    "Greek": "Greece",
    "Iraqi": "Iraq",
    "Irish": "Ireland",
    "Ivorian": "Ivory Coast",
    "Norwegian": "Norway",
    "Polish": "Poland",
    "Scottish": "United Kingdom",
    "Spanish": "Spain",
    "Swedish": "Sweden",
    "Swiss": "Switzerland",
    "Thai": "Thailand",
    "Turkish": "Turkey",
    "U.S.": "United States",
    "US": "United States",
    "Welsh": "United Kingdom",
    "the UAE": "United Arab Emirates",
}


def fits(hint: str, country: str) -> bool:
    """Tell whether a country's name or demonym fits a country of the table: "Pakistani" fits Pakistan."""
    if hint in _COUNTRIES:
        return _COUNTRIES[hint] == country
    stem = country[:-1] if country[-1:] in "aey" else country
    return bool(stem) and hint.startswith(stem)
