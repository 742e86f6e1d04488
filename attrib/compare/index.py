"""The words of a quote as they are compared, and an index of shingles that proposes what may carry one quote.

Never all pairs of texts, and nothing missed: which pairs are proposed depends on the two texts alone, save for
shingles that very many texts hold. So a text that comes later finds what it would have found before.
"""

import math
import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from attrib import lexicon

SIZE = 3  # words of a shingle
SAYING = 4  # content words that a quote must have, and share, to be known again whoever says it
CONTENT = 0.67  # share of the shorter text's content words that the longer one must have
WHOLE = 0.5  # share of them that must stand in shared shingles
COMMON = 64  # a shingle in more texts than this is a common phrase
HUBS = 4  # the texts that a common shingle proposes to all others that have it
ABBREVIATED = 5  # letters of a title that is cut short
LONG = 40  # characters of a word that are looked at
ELLIPSIS = "…"
FORMS = 1 << 16  # printed words whose normal form is kept
CACHED = 8192  # texts whose words are kept: those of one cluster are asked for again and again

# For each content word of a text, the codes of the shingles that it stands in.
Grams = tuple[tuple[int, ...], ...]
# What stands before a word, the word as it is printed, and the words that it is compared as.
Printed = tuple[str, str, tuple[str, ...]]

_GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:[,  \u202f]\d{3})+(?![\d])")
_DOTS = re.compile(r"\.(?:\s?\.){2,}")
_TOKEN = re.compile(r"…|%|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_PARTS = re.compile(f"({_TOKEN.pattern})")
# Addresses and handles are no words that anybody said.
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+|(?<!\w)@\w+")
_ADDRESS_SIGNS = ("@", "://", "www.", ".com/", "t.co/")
_DIGIT = re.compile(r"\d")
_CLOSED_BY = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
# A mark of quotation; or the end of a sentence, behind a word of some length ("Mr. Doe", "U.S. Congress" are none).
_STOPS = re.compile(
    r"[\"“”«»]|(?<!\w)['‘](?=[\w\[])|(?<=\S)['’](?!\w)|(?<=\w\w\w)([.!?])[-–—\xad]{0,2}\s+(?=[A-Z“\"'‘])"
)
_STOP_INSIDE = re.compile(r"[.!?][-–—\xad]{0,2}\s")
_LAST = re.compile(r"\w+$")
_ENDS = re.compile(r"[.!?:]")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_PER, _CENT = ("per",), ("cent",)
_NOT = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}


@cache
def _american() -> dict[str, str]:
    return {row["british"]: row["american"] for row in lexicon.table("spellings")}


@cache
def spelled(word: str) -> str:
    """Return a lower-case word in its American spelling: "neighbours" is "neighbors", "subsidised" is "subsidized"."""
    known = _american()
    for end in ("", "s", "ed", "d", "ing", "ally", "ful", "less"):
        if word.endswith(end) and word[: len(word) - len(end)] in known:
            return known[word[: len(word) - len(end)]] + end
    # "advise" and "rise" have no other spelling: only long words with the endings of verbs made by -ise.
    for end in ("ise", "ises", "ised", "ising", "isation"):
        if word.endswith(end) and len(word) - len(end) >= 5:
            return f"{word[: -len(end)]}{end.replace('is', 'iz', 1)}"
    return word


def plain(text: str) -> str:
    """Return a text with one kind of apostrophe, ellipsis, space and number: what differs only by house style is equal."""
    text = unicodedata.normalize("NFKC", text)
    # Each pattern costs a walk through the text, and most texts hold nothing of it.
    if any(sign in text for sign in _ADDRESS_SIGNS):
        text = _ADDRESS.sub(" ", text)
    text = text.replace("’", "'").replace("ʼ", "'")
    if "[" in text:
        text = _LETTER.sub(r"\1", text)
    if text.count(".") > 2:
        text = _DOTS.sub(ELLIPSIS, text)
    return _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text) if _DIGIT.search(text) else text


def tokens(text: str) -> list[Printed]:
    """Return the words of a `plain` text in order: what stands before each, as it is printed, and as it is compared.

    An ellipsis is a word "…"; "per cent" is one.
    """
    parts = _PARTS.split(text)
    printed = parts[1::2]
    told = list(zip(parts[0::2], printed, map(told_as, printed), strict=False))
    for at in range(len(told) - 1, 0, -1):
        if told[at][2] == _CENT and told[at - 1][2] == _PER:
            (before, one, _), (between, other, _) = told[at - 1 : at + 1]
            told[at - 1 : at + 1] = [(before, f"{one}{between}{other}", ("percent",))]
    return told


@lru_cache(maxsize=FORMS)
def told_as(printed: str) -> tuple[str, ...]:
    """Return the words that a printed word stands for: "Can't" is "can" and "not", "Neighbours" is "neighbors"."""
    word = printed.lower()
    if word == "%":
        return ("percent",)
    if word in _NOT or word.endswith("n't"):
        return _NOT.get(word, (word[:-3], "not"))
    return (spelled(word),)


# Opening marks of other house styles, whose closing marks are not followed: an apostrophe looks the same.
_OTHER_MARKS = tuple("‘'„‚»›‹")


def first_statement(text: str) -> str:
    """Return a content up to where a sentence ends outside quote marks: what follows was read too long, and is another's.

    `she would resign. The council met on Monday.` is `she would resign.`; what stands in quote marks stays whole.
    """
    # Most contents are one sentence.
    if text[:1] in _OTHER_MARKS or not _STOP_INSIDE.search(text):
        return text
    ends = ""
    for found in _STOPS.finditer(text):
        mark = found[0]
        if ends:
            ends = "" if mark in ends else ends
        elif mark in _CLOSED_BY:
            ends = _CLOSED_BY[mark]
        elif found[1] and _closes(text[max(0, found.start() - LONG) : found.start()]):
            return text[: found.end(1)]
    return text


def _closes(before: str) -> bool:
    """Tell whether a full stop behind a text ends a sentence: not in "Gov. Edda Kranic", which may be short for a title."""
    word = _LAST.search(before)
    return word is not None and (not word[0][0].isupper() or len(word[0]) > ABBREVIATED)


@lru_cache(maxsize=CACHED)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared, without ellipses."""
    text = plain(text)
    told = tuple(chain.from_iterable(map(told_as, _TOKEN.findall(text))))
    if "cent" in told:
        told = tuple(word for _, _, one in tokens(text) for word in one)
    return tuple(word for word in told if word != ELLIPSIS) if ELLIPSIS in told else told


@lru_cache(maxsize=CACHED)
def named_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared, those of names with a capital: a capital inside a sentence."""
    told = plain(text)
    # “wE WILL APPEAL”: a mark and a first letter may stand small before what is shouted.
    shouted = told[2:].isupper()
    stops = idle()
    found: list[str] = []
    for between, printed, one in tokens(told):
        capital = found and printed[0].isupper() and not shouted and not _ENDS.search(between)
        for word in one:
            if word != ELLIPSIS:
                found.append(word.capitalize() if capital and word not in stops else word)
    return tuple(found)


def lowered(told: Iterable[str]) -> tuple[str, ...]:
    """Return words without the capitals that mark names."""
    return tuple(" ".join(told).lower().split())


def figures_differ(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether each of two texts, given as words, has a figure that the other has not."""
    left, right = ({word for word in told if word[0].isdigit()} for told in (one, other))
    return bool(left - right) and bool(right - left)


def shingles(told: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the runs of SIZE words of a text, in order."""
    return [tuple(told[at : at + SIZE]) for at in range(len(told) - SIZE + 1)]


@cache
def idle() -> frozenset[str]:
    """Return the words that say nothing of their own."""
    return lexicon.words("function_words", "form")


@cache
def needed(content: int) -> int:
    """Return how many of the shorter text's content words two texts must share, in runs, to carry one quote."""
    return max(SAYING, math.ceil(CONTENT * content))


def whole(content: int) -> int:
    """Return how many of them must stand in shared shingles."""
    return max(SIZE, math.ceil(WHOLE * content))


def key_grams(told: Sequence[str]) -> Grams:
    """Return, for each content word of a text, the codes of the shingles that it stands in.

    A code has 32 bits: two shingles that share one only propose what is then found to differ.
    """
    stops = idle()
    found: dict[str, list[int]] = defaultdict(list)
    plain = lowered(told)
    says = [word not in stops for word in plain]
    # The runs of SIZE words, with what each of these says.
    for one, two, three, first, second, third in zip(
        plain, plain[1:], plain[2:], says, says[1:], says[2:], strict=False
    ):
        if first or second or third:
            code = zlib.crc32(f"{one} {two} {three}".encode())
            if first:
                found[one].append(code)
            if second:
                found[two].append(code)
            if third:
                found[three].append(code)
    return tuple(map(tuple, found.values()))


def codes(grams: Grams) -> set[int]:
    """Return the codes of the shingles of a text, given by content word."""
    return set(chain.from_iterable(grams))


def probes(grams: Grams, holders: Mapping[int, int]) -> set[int]:
    """Return the codes by which a text looks for fuller ones. `holders` tells how many texts hold a code, itself included.

    Of two texts that carry one quote, `whole` of the shorter one's content words stand in shared shingles. So of any
    `content - whole + 1` of them one does: those whose shingles are the rarest are asked for, and nothing is missed.
    A text that has too few such words asks for all its shingles. (Prefix filtering after Chaudhuri, Ganti and Kaushik,
    "A primitive operator for similarity joins in data cleaning", 2006.)
    """
    spare = len(grams) - whole(len(grams)) + 1
    rare: list[tuple[int, tuple[int, ...]]] = []
    for own in grams:
        counts = [holders[code] for code in own]
        if max(counts) <= COMMON:
            rare.append((sum(counts), own))
    rare.sort()
    return codes(tuple(own for _, own in rare[:spare]) if len(rare) >= spare else grams)


def pairs(texts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs (shorter, longer) of distinct texts, given as words, that may carry one quote; each once.

    A shingle that more than COMMON texts hold proposes only the HUBS longest of them. Shingles after Broder, "On the
    resemblance and containment of documents" (1997).
    """
    grams = [key_grams(text) for text in texts]
    holders: dict[int, list[int]] = {}
    for at, own in enumerate(grams):
        for code in codes(own):
            holders.setdefault(code, []).append(at)
    counts = {code: len(holding) for code, holding in holders.items()}
    for code, holding in holders.items():
        if len(holding) > COMMON:
            holders[code] = sorted(holding, key=lambda at: (len(texts[at]), texts[at]))[-HUBS:]
    for at, own in enumerate(grams):
        met = {other for code in probes(own, counts) for other in holders[code]}
        for other in sorted(met):
            if is_shorter(texts[at], texts[other]):
                yield at, other


def is_shorter(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two texts' first is held to be the shorter one; of equally long ones the first by its words."""
    return len(one) < len(other) if len(one) != len(other) else _rank(one) < _rank(other)


def _rank(told: Sequence[str]) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return len(told), lowered(told), tuple(told)
