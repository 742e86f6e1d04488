"""The Outlet record, and how a name is cut into tokens so that its spellings meet."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from attrib import lexicon
from attrib.records import Span

# "U.S. News", "N.Y. Times": letters with full stops are one token, stops included, and read as "US", "NY".
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# Letters that Unicode does not take apart: "Morgunblaðið" is also printed "Morgunbladid".
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "æ": "ae", "Æ": "Ae", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet, agency, aggregator or platform.

    `kind` is agency, newspaper, broadcaster, site, magazine, aggregator or platform, and "media" where a generic mention does
    not say. `state` is True for one that speaks for a government. `guessed` is True where the table does not decide: a name
    recognised by its form, or one that several outlets share ("the Times"). `generic` is True where the words name no
    outlet at all ("state media").
    """

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    kind: str
    country: str
    state: bool
    guessed: bool = False
    generic: bool = False


def fold(word: str) -> str:
    """Return a word without its accents: "Clarín" → "Clarin". Case stays."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, Span]]:
    """Return the folded tokens of a stretch of text with their spans in it: "RFE/RL's" → RFE, RL, s."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [(key(match.group()), match.span()) for match in found]


def key(word: str) -> str:
    """Return the form under which one token is looked up: "U.S." → "US", "Clarín" → "Clarin"."""
    folded = fold(word)
    return folded.replace(".", "") if "." in folded else folded


def name_key(name: str) -> str:
    """Return a whole name as its tokens joined by spaces: "L'Équipe" → "L Equipe"."""
    return " ".join(map(key, _TOKEN.findall(name)))


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
