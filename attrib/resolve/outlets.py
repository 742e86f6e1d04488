"""Known outlets: the table of seeds/outlets.tsv, and how a mention or a text is matched against it.

Matching is by dictionary: one lookup for a mention, at most a handful for a token of running text.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from attrib import lexicon, resources
from attrib.records import Span
from attrib.resolve.outlet_forms import guess_outlet
from attrib.resolve.outlet_names import Outlet, describes, fold, name_key, tokens, words

__all__ = ["Outlet", "OutletIndex", "guess_outlet", "load_outlets"]

_ARTICLES = frozenset({"the", "The", "THE"})
_LONGEST = 200  # characters; a longer mention is a clause, no name
_HOST = re.compile(r"(?:[a-zA-Z]{2,10}://)?(?:[\w-]{1,60}\.){1,5}[a-zA-Z]{2,12}(?::\d+)?(?=/|\?|#|$)")
_HOST_IN_TEXT = re.compile(r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}")
_MARKS = " \t\r\n\"'“”‘’«»„‚()[]{}<>*_,;:.!?-–—"
# What may stand between two tokens of one name: "RFE/RL", "Bar & Bench", "El Mundo" over a line's end.
_GAPS = frozenset([" ", "\n", "\u00a0", "-", "‑", "–", ".", "'", "’", "&", " & ", "/", " / ", "+", "!", "! ", "¡", ":", " - "])
_STOPPED = frozenset({"St", "Ft", "Inc", "S", "Mt"})
_SENTENCE_END = frozenset(".!?\n\r:;“\"")
_BRACKETED = re.compile(r"\s*\([^()]{0,80}\)\s*$")
_OWNER = re.compile(r"^.{1,80}?[’']s\s+|^.{1,80}?s[’']\s+")
_FORMER = frozenset({"a", "an", "the", "former", "veteran", "longtime", "ex", "then"})


class OutletIndex:
    """All known outlets, looked up by any of their names, domains, handles and URLs."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets: tuple[Outlet, ...] = tuple(outlets)
        self._names: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._domains: dict[str, int] = {}
        self._loose: dict[str, tuple[int, ...]] | None = None
        self._handles: dict[str, int] | None = None
        # "The Sun" is in the table with its article only: then "Sun" alone never names it.
        bare: set[str] = set()
        articled: set[str] = set()
        for number, outlet in enumerate(self.outlets):
            for domain in outlet.domains:
                self._domains[domain] = number
            for name in (outlet.name, *outlet.aliases):
                whole = name_key(name)
                short = whole[4:] if whole.startswith(("The ", "the ")) else whole
                (bare if short == whole or " " in short else articled).add(short)
                owners = self._names.get(short, ())
                if number not in owners:
                    self._names[short] = (*owners, number)
        lengths: dict[str, set[int]] = {}
        for short in self._names:
            lengths.setdefault(short.partition(" ")[0], set()).add(short.count(" ") + 1)
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        self._articled = articled - bare

    def match(self, mention: str, *, expected: bool = False) -> Outlet | None:
        """Return the outlet that a mention names, or None.

        The mention may carry an article, quote marks, a possessive and describing words ("the Estonian public broadcaster
        ERR"), or be a domain, a URL or a handle; it must name nothing else ("CNN anchor Jane Doe": None). `expected` is True
        where the place already says that an outlet is named (a dateline, a credit line): then words that are also ordinary
        ones ("Time", "PTI") are accepted bare. A name that several outlets share comes back guessed, as written.
        """
        if len(mention) > _LONGEST:
            return None
        mention = mention.strip(_MARKS)
        if not mention:
            return None
        return (
            self._address(mention)
            or self._plain(mention, expected)
            or self._described(mention)
            or self._apposed(mention, expected)
        )

    def candidates(self, mention: str) -> tuple[Outlet, ...]:
        """Return every known outlet that bears the mention as a name: "the Post" → two; () for none."""
        found = [word for word, _ in tokens(mention[:_LONGEST].strip(_MARKS))]
        if found and found[0] in _ARTICLES:
            found = found[1:]
        return tuple(self.outlets[number] for number in self._names.get(" ".join(found), ()))

    def is_ambiguous(self, mention: str) -> bool:
        """Tell whether a known name is also an ordinary word, a person's or a place's name, or shared: "Forbes", "the Post"."""
        found = [word for word, _ in tokens(mention[:_LONGEST].strip(_MARKS)) if word not in _ARTICLES]
        whole = " ".join(found)
        return whole in self._names and (not _stands_alone(whole, whole in self._articled) or len(self._names[whole]) > 1)

    def prefix_match(self, mention: str) -> tuple[Outlet, int] | None:
        """Return the outlet at the start of a mention and the offset where its name ends: "ABC News reporter Jane Doe" → 8.

        A leading article and "former" are passed over. A name that is also an ordinary word counts only before a word of
        work ("Forbes columnist"), never before another name ("The Post Office", "Forbes Nash").
        """
        found = tokens(mention, 0, min(len(mention), _LONGEST))
        first = 0
        while first < len(found) and found[first][0].lower() in _FORMER:
            first += 1
        for number, stop in self._longest(mention, found, first):
            whole = " ".join(word for word, _ in found[first:stop])
            if whole in self._articled and not (first and found[first - 1][0] in _ARTICLES):
                continue
            after = _after(mention, found, stop)
            if _stands_alone(whole, False) or not after or after.lower() in words("role") or not after[0].isupper():
                return self._outlet(number, whole), found[stop - 1][1][1]
        return None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, Outlet]]:
        """Return all known outlets named in a stretch of text with their spans, in text order, the longest name first.

        Linear in the stretch. The span takes in the article only where it belongs to the name ("The Hill"). Words that are
        also ordinary ones count only beside words that show an outlet: "Time magazine", "told the Sun".
        """
        found = tokens(text, start, end)
        spans: list[tuple[Span, Outlet]] = []
        at = 0
        while at < len(found):
            word, (left, right) = found[at]
            if text[right : right + 1] == "." and text[right + 1 : right + 2].isalnum():
                host = _HOST_IN_TEXT.match(text, left, len(text) if end is None else end)
                known = self._host(host.group()) if host and text[left - 1 : left] not in ("@", "-", "_") else None
                if host and known is not None:
                    spans.append((host.span(), self.outlets[known]))
                    while at < len(found) and found[at][1][0] < host.end():
                        at += 1
                    continue
            step = 1
            if word in self._lengths:
                for numbers, stop in self._longest(text, found, at):
                    whole = " ".join(token for token, _ in found[at:stop])
                    named = self._named_in_text(text, found, at, stop, whole)
                    if named is not None:
                        spans.append(((named, found[stop - 1][1][1]), self._outlet(numbers, whole)))
                        step = stop - at
                        break
            at += step
        return spans

    def _longest(self, text: str, found: list[tuple[str, Span]], at: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield the owners and the end token of each known name that begins at a token, the longest first."""
        if at >= len(found):
            return
        for length in self._lengths.get(found[at][0], ()):
            stop = at + length
            if stop <= len(found) and all(_joined(text, found[i], found[i + 1]) for i in range(at, stop - 1)):
                owners = self._names.get(" ".join(word for word, _ in found[at:stop]))
                if owners:
                    yield owners, stop

    def _named_in_text(
        self, text: str, found: list[tuple[str, Span]], at: int, stop: int, whole: str
    ) -> int | None:
        """Return where the mention of a name begins, article included if it is capital, or None if it is no mention."""
        left, right = found[at][1][0], found[stop - 1][1][1]
        before = found[at - 1] if at and _joined(text, found[at - 1], found[at]) else None
        article = before[0] if before and before[0] in _ARTICLES else ""
        begin = before[1][0] if before and article in ("The", "THE") else left
        needs = whole in self._articled
        if text[left - 1 : left] in ("@", "#") and left:
            return None
        if needs and not article:
            return None
        if not needs and before and not article and before[0][0].isupper() and _made_of_paper_words(whole):
            return None  # "the Norland Daily News" is not the Daily News
        if _stands_alone(whole, needs):
            after = _after(text, found, stop)
            # "the Times Square crowd", "the Post Office": the paper's name is never part of a longer one.
            return None if needs and after[:1].isupper() and after.lower() not in words("role") else begin
        after = _after(text, found, stop)
        low = after.lower()
        if low in words("report"):
            return begin
        if after[:1].isupper() and right < len(text) and low not in words("role"):
            return None
        first = at - 1 if article else at
        if first > 0 and _joined(text, found[first - 1], found[first]):
            prior = found[first - 1][0]
            earlier = found[first - 2][0].lower() if first > 1 else ""
            if prior.lower() in words("tell") or (prior == "to" and earlier == "according"):
                return begin if whole not in words("never") or prior.lower() in words("head") else None
            if prior == "by" and earlier in words("byline"):
                return begin if whole not in words("never") else None
            if prior == "on" and self._is_platform(whole):
                return begin
        capital = article == "The" and needs and before is not None and not _opens_sentence(text, before[1][0])
        return begin if capital else None

    def _is_platform(self, whole: str) -> bool:
        return all(self.outlets[number].kind == "platform" for number in self._names[whole])

    def _outlet(self, owners: tuple[int, ...], whole: str) -> Outlet:
        """Return the one owner of a name; a name of several is given back as it stands, guessed: "The Post"."""
        first = self.outlets[owners[0]]
        if len(owners) == 1:
            return first
        name = next((n for n in (first.name, *first.aliases) if name_key(n).removeprefix("The ") == whole), whole)
        kinds = {self.outlets[number].kind for number in owners}
        return Outlet(name, (), (), kinds.pop() if len(kinds) == 1 else "media", "", False, guessed=True)

    def _plain(self, mention: str, expected: bool, described: bool = False) -> Outlet | None:
        """Match a mention that is nothing but a name, with or without article and possessive."""
        found = [word for word, _ in tokens(mention)]
        if len(found) > 1 and found[-1] == "s" and mention[-2:-1] in ("'", "’"):
            found.pop()
        article = bool(found) and found[0] in _ARTICLES
        if article:
            found = found[1:]
        if not found:
            return None
        whole = " ".join(found)
        owners = self._names.get(whole)
        if owners is None:
            owners = self._loosely(mention, whole)
        elif whole in self._articled and not (article or expected or described):
            return None
        elif whole in words("never") and not (expected or described):
            return None
        return self._outlet(owners, whole) if owners else None

    def _loosely(self, mention: str, whole: str) -> tuple[int, ...] | None:
        """Match "FOX NEWS", "Fox news", "Ria Novosti", "Tass": other capitals, for names that are no ordinary words."""
        if not (mention[0].isupper() or mention[0].isdigit()):
            return None
        if self._loose is None:
            self._loose = {}
            for name, owners in self._names.items():
                if name not in self._articled and _stands_alone(name, False) and len(name) > 3:
                    self._loose.setdefault(name.casefold(), owners)
        owners = self._loose.get(whole.casefold())
        # "Tass", "TASS": one word must be all capitals, or capitals in the table and a capital here.
        if owners and " " not in whole and not (whole.isupper() or whole[1:].islower()):
            return None
        return owners

    def _described(self, mention: str) -> Outlet | None:
        """Match "Russia's state news agency TASS", "the Kommersant newspaper": a known name among describing words only."""
        parts = _BRACKETED.sub("", mention).split()
        if len(parts) == 1 or len(parts) > 12:
            return self._plain(parts[0], False) if len(parts) == 1 and parts[0] != mention else None
        rest = " ".join(parts)
        owned = _OWNER.match(rest)
        if owned and (outlet := self._plain(rest[owned.end() :], False)):
            return outlet
        if owned:
            parts = rest[owned.end() :].split()
        low, high = 0, len(parts)
        while high - low > 0:
            inner = " ".join(parts[low:high])
            if (low or high < len(parts) or len(inner) != len(mention)) and (
                outlet := self._plain(inner, False, described=high < len(parts) or _is_head(parts[low - 1 : low]))
            ):
                return outlet
            if low == 0 and parts[0].lower() in ("the", "a", "an"):
                low = 1
            elif describes(parts[low]):
                low += 1
            elif _is_tail(parts[high - 1]):
                high -= 1
            else:
                return None
        return None

    def _apposed(self, mention: str, expected: bool) -> Outlet | None:
        """Match "KCNA, the state news agency" and "the state broadcaster, Norda TV": a name and a description of it."""
        head, comma, tail = mention.partition(", ")
        if not comma:
            return None
        tail = tail.rstrip(", ")
        for name, description in ((head, tail), (tail, head)):
            told = description.replace(",", " ").split()
            if any(_is_head([word]) for word in told) and (outlet := self._plain(name, expected) or self._described(name)):
                other = self._plain(description, False) or self._described(description)
                return outlet if other is None or other is outlet else None
        return None

    def _address(self, mention: str) -> Outlet | None:
        """Match a domain, a URL or a handle."""
        if " " in mention:
            return None
        if mention.startswith("@"):
            if self._handles is None:
                self._handles = _handles(self.outlets)
            number = self._handles.get(_squeeze(mention))
            return None if number is None else self.outlets[number]
        if "." not in mention:
            return None
        found = _HOST.match(mention)
        number = self._host(found.group()) if found else None
        return None if number is None else self.outlets[number]

    def _host(self, host: str) -> int | None:
        """Return the outlet of a host name, its subdomains taken off one by one: "edition.cnn.com" is CNN's."""
        host = host.lower().partition("://")[2] or host.lower()
        host = host.partition(":")[0]
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None


def _stands_alone(whole: str, articled: bool) -> bool:
    """Tell whether a known name needs no evidence beside it."""
    if articled:
        return whole in words("safe")
    if whole in words("context") or whole in words("never"):
        return False
    return " " in whole or len(whole) > 3 or whole in words("plain")


def _made_of_paper_words(whole: str) -> bool:
    papers = words("paper_strong") | words("paper_weak")
    return all(word in papers or word.lower() in words("descriptor") for word in whole.split())


def _joined(text: str, one: tuple[str, Span], two: tuple[str, Span]) -> bool:
    gap = text[one[1][1] : two[1][0]]
    return gap in _GAPS or gap == "" or (gap == ". " and one[0] in _STOPPED)


def _after(text: str, found: list[tuple[str, Span]], stop: int) -> str:
    """Return the token right behind a name, "" where a mark or a possessive stands between."""
    if stop >= len(found) or text[found[stop - 1][1][1] : found[stop][1][0]] not in (" ", "\n", "-"):
        return ""
    return found[stop][0]


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END


def _is_head(parts: list[str]) -> bool:
    return any(part.lower().strip(_MARKS) in words("head") for part in parts)


def _is_tail(word: str) -> bool:
    low = word.lower()
    return low in words("head") or low in ("news", "wire", "business", "daily", "weekly", "state")


def _squeeze(name: str) -> str:
    squeezed = "".join(letter for letter in fold(name).casefold() if letter.isalnum())
    return squeezed.removeprefix("the") if len(squeezed) > 6 else squeezed


def _handles(outlets: tuple[Outlet, ...]) -> dict[str, int]:
    """Return handles as outlets form them: the name run together, or the domain's first label. Shared ones are left out."""
    owners: dict[str, set[int]] = {}
    for number, outlet in enumerate(outlets):
        labels = (domain.split(".")[0] for domain in outlet.domains)
        for name in (outlet.name, *outlet.aliases, *labels):
            squeezed = _squeeze(name)
            if len(squeezed) > 1 and "(" not in name:
                owners.setdefault(squeezed, set()).add(number)
    return {name: min(numbers) for name, numbers in owners.items() if len(numbers) == 1}


@cache
def load_outlets() -> OutletIndex:
    """Return the index of seeds/outlets.tsv, read once. Raises GrammarError for a malformed line."""
    return OutletIndex(
        Outlet(
            row["name"],
            tuple(row["aliases"].split("|")) if row["aliases"] else (),
            tuple(row["domains"].split("|")) if row["domains"] else (),
            row["kind"],
            row["country"],
            row["state"] == "yes",
        )
        for row in lexicon.rows(resources.seeds() / "outlets.tsv")
    )
