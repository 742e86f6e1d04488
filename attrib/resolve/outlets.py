"""Known outlets: the table of seeds/outlets.tsv, and how a mention or a text is matched against it.

Matching is by dictionary: one lookup for a mention, at most a handful for a token of running text.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.outlet_evidence import ARTICLES, is_named, made_of_paper_words, stands_alone
from attrib.resolve.outlet_forms import guess_outlet
from attrib.resolve.outlet_list import known_outlets, remembered
from attrib.resolve.outlet_names import (
    MARKS,
    Outlet,
    describes,
    fits,
    follower,
    handles,
    is_head,
    is_tail,
    joined,
    key,
    name_key,
    small_tokens,
    squeeze,
    tokens,
    words,
)

__all__ = ["Outlet", "OutletIndex", "guess_outlet", "load_outlets"]

_LONGEST = 200  # characters; a longer mention is a clause, no name
_REMEMBERED = 8192  # mentions whose outlet is kept
_HOST = regex(r"(?:[a-zA-Z]{2,10}://)?(?:[\w-]{1,60}\.){1,5}[a-zA-Z]{2,12}(?::\d+)?(?=/|\?|#|$)")
_HOST_IN_TEXT = regex(r"[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}")
# Where a name can begin: a capital, a digit, a letter beyond ASCII, or one of the few names in small letters.
_NAME_START = regex(
    r"(?<![^\W_])(?:(?:[^\W\d_]\.){2,}|[^\W_a-z][^\W_]*|(?:dpa|epa|taz|inews|bdnews24|detikcom|de|el|la|Le|i|e|b)(?![a-z_])[^\W_]*)"
)
_DOT = regex(r"(?<=[^\W_])\.(?=[a-zA-Z]{2})")
_BEFORE = 60  # characters read before a name for its evidence
_TOKEN_SIZE = 40  # characters; a longer token belongs to no name
_BRACKETED = regex(r"\s*\([^()]{0,80}\)\s*$")
_OWNER = regex(r"(.{1,80}?)[’']s?\s+")
_PART = regex(r", (?:and |or )?| and | or | — | – ")
_MOST = 12  # words
_FORMER = frozenset({"a", "an", "the", "former", "veteran", "longtime", "ex", "then"})


class OutletIndex:
    """All known outlets, looked up by any of their names, domains, handles and URLs."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.outlets: tuple[Outlet, ...] = tuple(outlets)
        self._names: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._domains: dict[str, int] = {}
        self._accounts: dict[str, int] = {}
        self._namesakes: dict[str, tuple[int, ...]] = {}
        self._the: set[str] = set()
        self._shared: dict[str, Outlet] = {}
        self._loose: dict[str, tuple[int, ...]] | None = None
        self._handles: dict[str, int] | None = None
        self._matched: dict[tuple[str, bool], Outlet | None] = {}
        # "The Sun" is in the table with its article only: then "Sun" alone never names it.
        bare: set[str] = set()
        articled: set[str] = set()
        for number, outlet in enumerate(self.outlets):
            for domain in outlet.domains:
                self._domains[domain] = number
            for handle in outlet.handles:
                self._accounts.setdefault(squeeze(handle), number)
            if outlet.name.endswith(")"):
                base = name_key(outlet.name.partition(" (")[0]).removeprefix("The ")
                self._namesakes[base] = (*self._namesakes.get(base, ()), number)
            for name in (outlet.name, *outlet.aliases):
                whole = name_key(name)
                short = whole[4:] if whole.startswith(("The ", "the ")) else whole
                if short is not whole:
                    self._the.add(short)
                    if " " not in short:
                        articled.add(short)
                elif " " not in short:
                    bare.add(short)
                owners = self._names.get(short)
                if owners is None:
                    self._names[short] = (number,)
                elif number not in owners:
                    self._names[short] = (*owners, number)
        lengths: dict[str, set[int]] = {}
        for short in self._names:
            lengths.setdefault(short.partition(" ")[0], set()).add(short.count(" ") + 1)
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}
        self._articled = articled - bare

    def match(self, mention: str, *, expected: bool = False) -> Outlet | None:
        """Return the outlet that a mention names, or None.

        The mention may carry an article, quote marks, a possessive and describing words ("the Estonian public
        broadcaster ERR"), or be a domain, a URL or a handle; it must name nothing else ("CNN anchor Jane Doe": None).
        `expected` is True where the place already says that an outlet is named (a dateline, a credit line): then words
        that are also ordinary ones ("Time", "PTI") are accepted bare. A name that several outlets share comes back
        guessed, as written.
        """
        if len(mention) > _LONGEST:
            return None
        if (mention, expected) not in self._matched:
            if len(self._matched) == _REMEMBERED:
                self._matched.clear()
            self._matched[mention, expected] = self._match(mention, expected)
        return self._matched[mention, expected]

    def _match(self, mention: str, expected: bool) -> Outlet | None:
        written, mention = mention, mention.strip(MARKS)
        if not mention:
            return None
        if written[-1] == "." and "." in mention and (outlet := self._plain(written, expected)):
            return outlet  # "City A.M."
        if not ("." in mention or "@" in mention or self._first.intersection(small_tokens(mention))):
            return None  # "the chief of the northern district", "Ana Ford"
        return (
            self._address(mention)
            or self._plain(mention, expected)
            or self._described(mention)
            or self._apposed(mention, expected)
        )

    @cached_property
    def _first(self) -> frozenset[str]:
        """The first words of all known names, in small letters."""
        return frozenset(name.partition(" ")[0].casefold() for name in (*self._names, *self._namesakes))

    def candidates(self, mention: str) -> tuple[Outlet, ...]:
        """Return every known outlet that bears the mention as a name: "the Post" → two; () for none."""
        found = [word for word, _ in tokens(mention[:_LONGEST].strip(MARKS))]
        if found and found[0] in ARTICLES:
            found = found[1:]
        return tuple(self.outlets[number] for number in self._names.get(" ".join(found), ()))

    def is_ambiguous(self, mention: str) -> bool:
        """Tell whether a known name is also a common word, a person's or a place's name, or shared: "the Post"."""
        found = [word for word, _ in tokens(mention[:_LONGEST].strip(MARKS)) if word not in ARTICLES]
        whole = " ".join(found)
        return whole in self._names and (
            not stands_alone(whole, whole in self._articled) or len(self._names[whole]) > 1
        )

    def prefix_match(self, mention: str) -> tuple[Outlet, int] | None:
        """Return the outlet that starts a mention and the offset where its name ends: "CNN anchor Jane Doe" → CNN, 3.

        A leading article and "former" are passed over. A name that is also an ordinary word counts only as the whole
        mention or before a word of work ("Forbes columnist"), never before a name ("The Post Office", "Forbes Nash").
        """
        found = tokens(mention, 0, _LONGEST, 3)
        first = next((at for at, (word, _) in enumerate(found) if word.lower() not in _FORMER), len(found))
        if first < len(found) and found[first][0] not in self._lengths:
            return None  # nearly all
        found = tokens(mention, 0, _LONGEST)
        while first < len(found) and found[first][0].lower() in _FORMER:
            first += 1
        for number, stop in self._longest(mention, found, first):
            whole = " ".join(word for word, _ in found[first:stop])
            if whole in self._articled and not (first and found[first - 1][0] in ARTICLES):
                continue
            after, ends = follower(mention, found, stop), found[stop - 1][1][1]
            alone = whole not in self._articled and stands_alone(whole, False)
            entire = whole not in words("never") and not mention[ends:].strip(MARKS + "s")
            if alone or entire or after.lower() in words("role"):
                return self._outlet(number, whole), ends
        return None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[Span, Outlet]]:
        """Return all known outlets named in a stretch of text with their spans, in text order, the longest name first.

        Linear in the stretch. The span takes in the article only where it belongs to the name ("The Hill"). Words that
        are also ordinary ones count only beside words that show an outlet: "Time magazine", "told the Sun".
        """
        stop = len(text) if end is None else min(end, len(text))
        spans = list(self._hosts(text, start, stop))
        hosts = iter(spans.copy())
        host = next(hosts, None)
        reached = start
        for start_word in _NAME_START.finditer(text, start, stop):
            at = start_word.start()
            while host and host[0][1] <= at:
                host = next(hosts, None)
            if at < reached or (host and host[0][0] <= at) or (word := key(start_word.group())) not in self._lengths:
                continue
            ahead = self._window(text, at, stop, self._lengths[word][0] + 1)
            before: list[tuple[str, Span]] = []
            for owners, length in self._longest(text, ahead, 0):
                before = before or tokens(text, max(start, at - _BEFORE), at)[-3:]
                found, last = before + ahead, len(before) + length
                whole = " ".join(word for word, _ in found[len(before) : last])
                articled = whole in self._articled
                if is_named(text, found, len(before), last, articled, self._is_platform(whole)):
                    the = before and before[-1][0] in ("The", "THE") and whole in self._the
                    reached = found[last - 1][1][1]
                    spans.append(((before[-1][1][0] if the else at, reached), self._outlet(owners, whole)))
                    break
        return sorted(spans, key=lambda item: item[0])

    def _window(self, text: str, at: int, stop: int, most: int) -> list[tuple[str, Span]]:
        """Return the tokens from an offset on, as many as a name that begins there can have and one more."""
        end = min(stop, at + _TOKEN_SIZE * most)
        found = tokens(text, at, end, most)
        # A token that the window cuts is not the token of the text.
        return found[:-1] if end < stop and found and found[-1][1][1] == end else found

    def _hosts(self, text: str, start: int, stop: int) -> Iterator[tuple[Span, Outlet]]:
        """Yield the known domains written in a stretch: "on reuters.com"; an address of mail is none."""
        reached = start
        for dot in _DOT.finditer(text, start, stop):
            if dot.start() < reached:
                continue
            left = dot.start()
            while left > max(reached, dot.start() - _TOKEN_SIZE) and (
                text[left - 1].isalnum() or text[left - 1] == "-"
            ):
                left -= 1
            host = _HOST_IN_TEXT.match(text, left, stop)
            if host is None:
                continue
            reached = host.end()
            number = None if text[max(0, left - 1) : left] in ("@", "_", "'", "’") else self._host(host.group())
            if number is not None:
                yield host.span(), self.outlets[number]

    def _longest(self, text: str, found: list[tuple[str, Span]], at: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield the owners and the end token of each known name that begins at a token, the longest first."""
        lengths = self._lengths.get(found[at][0], ()) if at < len(found) else ()
        reach = at + 1
        while lengths and reach < min(len(found), at + lengths[0]) and joined(text, found[reach - 1], found[reach]):
            reach += 1
        run = [word for word, _ in found[at:reach]]
        for length in lengths:
            owners = self._names.get(" ".join(run[:length])) if length <= len(run) else None
            if owners:
                yield owners, at + length

    def is_platform(self, name: str) -> bool:
        """Tell whether a name is a platform's: what stands behind "on" is then where, not who."""
        whole = name_key(name)
        return whole in self._names and self._is_platform(whole)

    def _is_platform(self, whole: str) -> bool:
        return all(self.outlets[number].kind == "platform" for number in self._names[whole])

    def _outlet(self, owners: tuple[int, ...], whole: str) -> Outlet:
        """Return the one owner of a name; a name of several is given back as it stands, guessed: "The Post"."""
        first = self.outlets[owners[0]]
        if len(owners) == 1:
            return first
        if whole not in self._shared:
            self._shared[whole] = self._share(owners, whole)
        return self._shared[whole]

    def _share(self, owners: tuple[int, ...], whole: str) -> Outlet:
        first = self.outlets[owners[0]]
        name = next((n for n in (first.name, *first.aliases) if name_key(n).removeprefix("The ") == whole), whole)
        kinds = {self.outlets[number].kind for number in owners}
        return Outlet(name, (), (), kinds.pop() if len(kinds) == 1 else "media", "", False, guessed=True)

    def _plain(self, mention: str, expected: bool, described: bool = False) -> Outlet | None:
        """Match a mention that is nothing but a name, with or without article and possessive."""
        found = [word for word, _ in tokens(mention)]
        whose = len(found) > 1 and found[-1] == "s" and mention[-2:-1] in ("'", "’")
        if whose and not ((expected or described) and " ".join(found) in self._names):  # but "the magazine Barron's"
            found.pop()
        article = bool(found) and found[0] in ARTICLES
        if article:
            found = found[1:]
        if not found:
            return None
        whole = " ".join(found)
        owners = self._names.get(whole)
        if owners is None:
            owners = self._loosely(mention, whole)
        elif not (expected or described) and ((whole in self._articled and not article) or whole in words("never")):
            return None
        return self._outlet(owners, whole) if owners else None

    def _loosely(self, mention: str, whole: str) -> tuple[int, ...] | None:
        """Match "FOX NEWS", "Fox news", "Ria Novosti", "Tass": other capitals, for names that are no ordinary words."""
        if not (mention[0].isupper() or mention[0].isdigit()):
            return None
        if self._loose is None:
            self._loose = {}
            for name, owners in self._names.items():
                if name not in self._articled and stands_alone(name, False) and len(name) > 3:
                    self._loose.setdefault(name.casefold(), owners)
        loosely = self._loose.get(whole.casefold())
        # "Tass", "TASS": one word must be all capitals, or capitals in the table and a capital here.
        if " " not in whole and not (whole.isupper() or whole[1:].islower()):
            return None
        return loosely

    def _described(self, mention: str) -> Outlet | None:
        """Match "Russia's state news agency TASS", "the Kommersant newspaper": a known name among describing words."""
        rest = _BRACKETED.sub("", mention)
        owned = _OWNER.match(rest)
        return self._stripped(rest, mention, []) or (
            self._stripped(rest[owned.end() :], mention, [owned.group(1).removeprefix("the ")]) if owned else None
        )

    def _stripped(self, rest: str, mention: str, hints: list[str]) -> Outlet | None:
        """Take describing words off both ends of a mention until a known name is left; None at the first other word."""
        parts = rest.split()
        low, high = 0, len(parts)
        if high > _MOST:
            return None
        while low < high:
            inner = " ".join(parts[low:high])
            if inner != mention:
                told = high < len(parts) or (low > 0 and is_head(parts[low - 1 : low]))
                outlet = self._of_country(inner, hints) if hints else self._plain(inner, False, told)
                if outlet:
                    return outlet
            if low == 0 and parts[0].lower() in ("the", "a", "an"):
                low = 1
            elif describes(parts[low]):
                if parts[low] in words("demonym"):
                    north = low > 0 and parts[low - 1] in ("North", "South")
                    hints.append(" ".join(parts[low - north : low + 1]))
                low += 1
            elif is_tail(parts[high - 1]):
                high -= 1
            else:
                return None
        return None

    def _of_country(self, name: str, hints: list[str]) -> Outlet | None:
        """Match a name said to be of a country: "Pakistan's The Nation" is not the American magazine."""
        found = [word for word, _ in tokens(name)]
        if found and found[0] in ARTICLES:
            found = found[1:]
        whole = " ".join(found)
        owners, namesakes = self._names.get(whole, ()), self._namesakes.get(whole, ())
        pool = dict.fromkeys(owners + namesakes)
        fitting = [number for number in pool if any(fits(hint, self.outlets[number].country) for hint in hints)]
        if len(fitting) == 1:
            return self.outlets[fitting[0]]
        common = namesakes or whole in self._articled or made_of_paper_words(whole)
        return self._plain(name, False, described=True) if owners and not common else None

    def _apposed(self, mention: str, expected: bool) -> Outlet | None:
        """Match "KCNA, the state news agency" and "the state broadcaster, Norda TV": a name and a description of it."""
        head, comma, tail = mention.partition(", ")
        if not comma:
            return None
        tail = tail.rstrip(", ")
        for name, description in ((head, tail), (tail, head)):
            told = description.replace(",", " ").split()
            if any(is_head([word]) for word in told) and (
                outlet := self._plain(name, expected) or self._described(name)
            ):
                others = (self._plain(part, False) or self._described(part) for part in _PART.split(description))
                return outlet if all(other in (None, outlet) for other in others) else None
        return None

    def _address(self, mention: str) -> Outlet | None:
        """Match a domain, a URL or a handle."""
        if " " in mention:
            return None
        if mention.startswith("@"):
            if self._handles is None:
                self._handles = handles(self.outlets) | self._accounts
            number = self._handles.get(squeeze(mention))
            return None if number is None else self.outlets[number]
        if "." not in mention:
            return None
        found = _HOST.match(mention)
        number = self._host(found.group()) if found else None
        if found is None or number is None:
            return None
        outlet = self.outlets[number]
        if outlet.kind == "platform":
            # "t.me/meridian": an account that a list names is its outlet's; another one is nobody's but the platform's.
            account = mention[found.end() :].strip("/@").partition("/")[0].partition("?")[0]
            owner = self._accounts.get(squeeze(account)) if account else None
            return outlet if owner is None else self.outlets[owner]
        return outlet

    def _host(self, host: str) -> int | None:
        """Return the outlet of a host name, its subdomains taken off one by one: "edition.cnn.com" is CNN's."""
        host = host.lower().partition("://")[2] or host.lower()
        host = host.partition(":")[0]
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None


@remembered(1)
def load_outlets() -> OutletIndex:
    """Return the index of the known outlets, read once. Raises GrammarError for a malformed line."""
    return OutletIndex(known_outlets())
