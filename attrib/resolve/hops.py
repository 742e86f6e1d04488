"""Who stands behind the words of a way: outlets, documents with their authors, people; "the newspaper" named before."""

import re
from bisect import bisect_left
from collections import defaultdict

from attrib import lexicon
from attrib.records import Attribution, Hop, Segmented, Span, Speaker, Speakers, Via
from attrib.regex import regex
from attrib.resolve.channels import bare_name, span_text
from attrib.resolve.names import read_name
from attrib.resolve.outlet_list import remembered
from attrib.resolve.outlets import Outlet, guess_outlet, load_outlets
from attrib.resolve.told_outlets import told_outlet
from attrib.resolve.ways import ON_AIR, is_dated

_REPORTER = (
    r"(?:reporter|correspondent|journalist|anchor|anchorman|anchorwoman|columnist|host|presenter|interviewer|"
    r"bureau chief|newsroom|desk|crew)s?"
)
_REPORTER_WORD = regex(rf" {_REPORTER}\b", re.IGNORECASE)
_AFTER_REPORTER = regex(rf"\b{_REPORTER}(?: \w+){{0,2}}? (?:for|with|at|of|from) (?P<outlet>[^,]{{2,60}})")
_OWNED = regex(r"(?P<outlet>[^,]{2,60}?)['’]s? [A-Z][\w.-]+(?: [A-Z][\w.'’-]+)+,?")
_OF = regex(
    r"[A-Z][\w.-]+(?: [A-Z][\w.'’-]+){1,3},? (?:of|from|with) (?P<outlet>[A-Z][^,]{1,60}|the [A-Z][^,]{1,60}),?"
)
_AUTHOR = regex(
    r"\b(?P<kind>(?:published |released |issued |compiled |prepared |written |commissioned )?by|from) "
    r"(?P<author>(?:the |an? |its |their )?[^,]{2,80}?)(?=,|$| (?:that|which|seen|obtained|reviewed|dated|published|released)\b)"
)
_WRITTEN = regex(r"(?P<author>[^,]{2,60}?)['’]s (?:[\w-]{1,20} ){0,2}[a-z]+\b")
# "a report in the Lantern", "a story published on Monday in the Lantern", "an inquiry by Norda Wire".
_PRINTED = regex(
    r"\b(?:in|by|from|on) (?P<outlet>(?:the )?[A-Z][^,]{1,60}?)(?=,|$| (?:in|by|from|that|which|published|released)\b)"
)
_PASSED = regex(r"\b(?:seen|obtained|reviewed|viewed|examined|read|leaked|inspected|verified)$")
_PASSED_ON = regex(
    r"\b(?:seen|obtained|reviewed|viewed|examined|read|inspected|verified) by$|"
    r"\b(?:leaked|shared|provided|passed|handed) (?:to|with)$"
)
_ARTICLES = frozenset("a an the its one two several".split())
_ARTICLE = regex(r"^(?:an?|the|its|one|two|several) ", re.IGNORECASE)
_MEDIA = frozenset(
    "Radio TV Television News Media Press Post Times Herald Gazette Courier Journal Tribune Online".split()
)
_MARKED = regex(r"[\"“”«»()\[\]:]|''|\d:\d")
_POSSESSIVE = regex(r"(?:['’]s|s['’])(?: |$)")
_OWNER = regex(r".{1,60}?(?:['’]s|s['’])(?: |$)")
_CUT = regex(
    r" (?:of|from|by|on|in|about|with|to|for|that|which|who|seen|obtained|dated|familiar|close|briefed|as)\b|,"
)
_SPLIT = regex(r",? and |; ")
_WRITERS = (("organisations", "form"), ("roles", "noun"), ("roles", "plural"), ("people", "form"))
_NUMBERS = frozenset(
    "a an one two three four five six seven eight nine ten several some many multiple unnamed anonymous".split()
)
_CLASSES = {
    "paper": frozenset("newspaper paper daily weekly tabloid broadsheet".split()),
    "magazine": frozenset(("magazine",)),
    "agency": frozenset("agency newswire wire service".split()),
    "broadcaster": frozenset("broadcaster station channel network radio television tv".split()),
    "site": frozenset("site website portal".split()),
    "": frozenset(("outlet",)),
}
_CLASS_OF = {noun: name for name, nouns in _CLASSES.items() for noun in nouns}
_KINDS = {
    "newspaper": "paper",
    "magazine": "magazine",
    "site": "site",
    "agency": "agency",
    "broadcaster": "broadcaster",
}
_REPORTED = frozenset(("as_reported_by", "first_reported_by"))
# "told the press" is "told reporters": nobody in particular passed it on.
_NOBODY = frozenset(
    ("press", "media", "news media", "outlets", "news outlets", "newspapers", "broadcasters", "reporters")
)
_OPENERS = frozenset(
    "a an the one two several some many state state-run state-owned local national official regional independent media".split()
)
_HEARD = frozenset(("told", "interview", "quoted_by", "carried_by", "obtained_by"))
# Behind these words an unknown name in capitals is taken for an outlet; "told Ruth Abara" names none.
_EXPECTED = frozenset(
    ("as_reported_by", "first_reported_by", "quoted_by", "per", "seen_by", "obtained_by", "translated_by")
)


@remembered(8192)
def outlet_of(mention: str) -> Outlet | None:
    """Return the outlet that a mention is by the table or by its form, also a generic one ("state media")."""
    return load_outlets().match(mention, expected=True) or guess_outlet(mention)


@remembered(8192)
def outlet_before(mention: str) -> tuple[Outlet, int] | None:
    """Return the outlet that a mention begins with and the offset where its name ends: "CNN anchor Jane Doe" → CNN, 3."""
    return load_outlets().prefix_match(mention)


@remembered(8192)
def reports_for(mention: str) -> str | None:
    """Return the outlet of a mention of its reporter: "CNN anchor Jane Doe", "Jane Doe of Norda Wire", "the BBC's Ada Roe".

    None for those who speak for the outlet rather than through it: "CNN chief executive Jane Doe".
    """
    parts = (mention, *mention.split(", ")[1:2])
    for part in parts:
        noun = _REPORTER_WORD.search(part)
        name = _before_reporter(part[: noun.start()].split()) if noun else None
        if name:
            return name
    for pattern, text in ((_AFTER_REPORTER, mention), (_OWNED, mention), (_OF, mention)):
        found = pattern.search(text) if pattern is _AFTER_REPORTER else pattern.match(text)
        outlet = outlet_of(_ARTICLE.sub("", found.group("outlet").strip())) if found else None
        if outlet and not outlet.generic:
            return outlet.name
    return None


def _before_reporter(words: list[str]) -> str | None:
    """Return the outlet before "reporter": ["a", "Norda", "Wire", "foreign"] gives "Norda Wire"."""
    if words and words[0].lower() in _ARTICLES:
        words = words[1:]
    for stop in range(len(words), max(0, len(words) - 4), -1):
        name = re.sub(r"['’]s?$", "", " ".join(words[:stop]))
        outlet = outlet_of(name)
        if outlet and not outlet.generic:
            return outlet.name
        if _media_name(name):
            return name
    return None


def _media_name(name: str) -> bool:
    """True for "Veldt Radio", which only its place before "correspondent" shows to be an outlet; not "Washington"."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and words[-1] in _MEDIA


class Hops:
    """Makes the hops of one document; knows which outlets each article names, so that later mentions find them."""

    def __init__(
        self,
        segmented: Segmented,
        attributions: tuple[Attribution, ...],
        speakers: tuple[Speakers, ...],
        vias: list[tuple[Via, ...]],
        publishers: frozenset[str],
    ) -> None:
        self.segmented = segmented
        self.made: dict[Via, tuple[Hop, ...]] = {}
        self.named: dict[int, dict[str, str]] = defaultdict(dict)
        self.places: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
        self.starts = [sentence.start for sentence in segmented.sentences]
        self.publishers = publishers
        for index, attribution in enumerate(attributions):
            spans: list[tuple[Span, str | None]] = [(via.span, None) for via in vias[index]]
            for speaker in speakers[index] if attribution.source else ():
                if speaker.name and is_outlet(attribution, speaker):
                    spans.append((attribution.source[0], speaker.name))
            for span, name in spans:
                outlet = outlet_of(name or span_text(segmented, span))
                if outlet is None and name:
                    self._name(attribution.article, span[0], name, "")
                elif outlet and not outlet.generic:
                    self._name(attribution.article, span[0], outlet.name, _KINDS.get(outlet.kind, ""))
        for places in self.places.values():
            places.sort()

    def _name(self, article: int, at: int, name: str, sort: str) -> None:
        self.named[article].setdefault(bare_name(name).casefold(), name)
        # One of no known kind may be any.
        for one in (sort, "") if sort else ("paper", "magazine", "agency", "broadcaster", "site", ""):
            self.places[article, one].append((at, name))

    def of_via(self, via: Via, article: int) -> tuple[Hop, ...]:
        """Return the actors that a Via names, () where it names none: "told reporters", "citing safety concerns"."""
        if via not in self.made:
            self.made[via] = self._of_via(via, article)
        return self.made[via]

    def _of_via(self, via: Via, article: int) -> tuple[Hop, ...]:
        mention = span_text(self.segmented, via.span)
        label = via.kind.replace("_", " ")
        if via.kind == "citing" or via.kind == "quoting":
            return self._cited(mention, via.span, label, article)
        if via.kind == "on":
            return (Hop(mention, "outlet", "stated", label, via.span),)
        outlet = outlet_of(mention)
        if via.kind == ON_AIR:
            if outlet is None or outlet.kind != "broadcaster":
                return ()
            label = "on"
        name = outlet.name if outlet and not outlet.generic else reports_for(mention)
        named = bare_name(mention)
        name = name or self.named[article].get(named.casefold())
        if name:
            return (Hop(name, "outlet", "stated", label, via.span),)
        if outlet or self.is_definite(mention):
            return self._unnamed(mention, via.span, label, article)
        if via.kind in _HEARD and (heard := told_outlet(mention)):
            return (Hop(heard, "outlet", "stated", label, via.span),)
        if named.casefold() in self.publishers:
            return (Hop(named, "outlet", "stated", label, via.span),)
        if via.kind in _EXPECTED and named[:1].isupper() and named.split(" ")[0] not in ("A", "An"):
            person = read_name(named)
            kind = "person" if person.kind == "person" and person.sure else "outlet"
            return (Hop(person.name if kind == "person" else named, kind, "stated", label, via.span),)
        if via.kind == "interview" and mention[:4].lower() == "the " and read_name(named).kind == "unknown":
            return (Hop(named, "outlet", "inferred", label, via.span),)  # a committee is not interviewed with
        return self._cited(mention, via.span, label, article) if via.kind == "quoted_by" else ()

    def is_definite(self, mention: str) -> bool:
        """True for "the newspaper", "the agency" and the like, of which the article may name one before."""
        words = mention.lower().split()
        return len(words) == 2 and words[0] == "the" and words[1] in _CLASS_OF

    def definite(self, mention: str, at: int, article: int) -> str | None:
        """Return the only outlet that "the newspaper" at an offset can be: of its kind, close by or in all the text before."""
        words = mention.lower().split()
        places = self.places.get((article, _CLASS_OF.get(words[-1], ""))) if words else None
        if not places:
            return None
        stop = bisect_left(places, (at, ""))
        sentence = bisect_left(self.starts, at + 1) - 1
        near = bisect_left(places, (self.starts[max(0, sentence - 1)] if self.starts else 0, ""))
        for window in (places[max(near, stop - 20) : stop], places[max(0, stop - 50) : stop]):
            names = {name for _at, name in window}
            if names:
                return names.pop() if len(names) == 1 else None
        return None

    def _unnamed(self, mention: str, span: Span, label: str, article: int) -> tuple[Hop, ...]:
        name = self.definite(mention, span[0], article) if self.is_definite(mention) else None
        if name:
            return (Hop(name, "outlet", "inferred", "named before", span),)
        if bare_name(mention).casefold() in _NOBODY and label == "told":
            return ()
        return (Hop(generic_name(mention), "outlet", "unknown", label, span),)

    def _cited(self, mention: str, span: Span, label: str, article: int) -> tuple[Hop, ...]:
        """Return who is cited: several share a step, a document stands behind its author."""
        parts = [self._kind(part, article) for part in _SPLIT.split(mention)]
        cited = [part for part in parts if part]
        if len(parts) > 1 and outlet_of(mention) is None and len(cited) == len(parts):
            (name, kind), *others = cited
            kind = "unknown" if kind == "unnamed" else kind
            return (Hop(name, kind, "stated", label, span, beside=tuple(other for other, _kind in others)),)
        one = self._kind(mention, article)
        if one is None:
            return ()
        if one[1] == "unnamed":
            return self._unnamed(mention, span, label, article)
        hop = Hop(one[0], one[1], "stated", label, span)
        author = author_of(mention) if one[1] == "document" else None
        if author is None:
            return (hop,)
        found = mention.index(author)
        where = (span[0] + found, span[0] + found + len(author))
        return (
            Hop(author_name(author), author_kind(author_name(author)), "stated", "author of the document", where),
            hop,
        )

    def _kind(self, mention: str, article: int) -> tuple[str, str] | None:
        """Return name and kind of who is cited; None for a thing: "safety concerns"."""
        mention = " ".join(mention.split())
        bare = bare_name(mention)
        if not bare or _MARKED.search(mention):
            return None
        outlet = outlet_of(mention)
        if outlet or self.is_definite(mention):
            return (outlet.name, "outlet") if outlet and not outlet.generic else (mention, "unnamed")
        if bare.casefold() in self.named[article]:
            return self.named[article][bare.casefold()], "outlet"
        owned = _OWNER.match(bare)
        words = mention.lower().split()
        head = _head(mention)
        if head == "record":  # "citing her record on roads"
            return None
        if head in lexicon.words("documents", "noun") or head in lexicon.words("documents", "plural"):
            return _lower_first(mention), "document"
        name = read_name(bare)
        if name.kind == "person" and name.sure and name.name[:1].isupper() and not _POSSESSIVE.search(name.name):
            return name.name, "person"
        plural = head in lexicon.words("roles", "plural") or head in lexicon.words("people", "form")
        if head in lexicon.words("roles", "noun") or plural:
            unnamed = plural or words[0] in _NUMBERS or words[0].isdigit()
            return _lower_first(mention), "anonymous" if unnamed and not _has_name(mention) else "role"
        if bare[:1].isupper() and not owned:
            return bare, name.kind if name.kind in ("organisation", "person") else "unknown"
        if head in lexicon.words("organisations", "form") and words[0] not in ("a", "an"):
            return _lower_first(mention), "organisation"
        return None


def author_name(author: str) -> str:
    """ "the Harbour Board" is called Harbour Board; "the harbour board" has no name and stays as it is."""
    bare = bare_name(author)
    return bare if bare[:1].isupper() else _lower_first(" ".join(author.split()))


def _lower_first(mention: str) -> str:
    return mention[:1].lower() + mention[1:] if mention.split(" ")[0].lower() in _OPENERS else mention


def generic_name(mention: str) -> str:
    """ "State media" opens with a capital of its sentence only; "Iranian state media" does not."""
    return _lower_first(" ".join(mention.split()))


def _has_name(mention: str) -> bool:
    return any(len(word) > 1 and word[0].isupper() for word in mention.split()[-2:]) and len(mention.split()) > 2


def is_outlet(attribution: Attribution, speaker: Speaker) -> bool:
    """True for an outlet, also for a name of no known kind behind "as first reported by"."""
    if speaker.kind == "outlet":
        return True
    if attribution.pattern not in _REPORTED or speaker.status != "stated":
        return False
    name = read_name(speaker.name or "")
    return name.kind == "unknown" and not name.sure


def _head(mention: str) -> str:
    """Return the head noun of a phrase: "two people familiar with the talks" gives "people"."""
    cut = _CUT.search(mention, 1)
    words = (mention[: cut.start()] if cut else mention).lower().split()
    return words[-1].strip("\"'“”‘’") if words else ""


def author_of(mention: str) -> str | None:
    """Return the words that name a document's author: "a report by the harbour board" gives "the harbour board".

    None behind "seen by" and the like: who read a document did not write it.
    """
    owned = _WRITTEN.match(mention)
    if owned and _is_author(owned.group("author")):
        return owned.group("author")
    for found in _AUTHOR.finditer(mention):
        author = found.group("author").strip()
        if not _PASSED.search(mention[: found.start()].rstrip()) and _is_author(author):
            return author
    return None


def printed_by(mention: str, author: str | None) -> tuple[str, Span] | None:
    """Return the outlet whose report a document is, and where the mention names it; None for what no outlet printed.

    `author` is whom the speaker was found to be of: "a Reuters report" is of Reuters.
    """
    told = [(found.group("outlet"), found.start("outlet")) for found in _PRINTED.finditer(mention)]
    if author and author in mention:
        told.append((author, mention.index(author)))
    for name, start in told:
        outlet = outlet_of(name)
        if (
            outlet is not None
            and not outlet.generic
            and not _PASSED.search(mention[:start].removesuffix("by ").rstrip())
        ):
            return outlet.name, (start, start + len(name))
    return None


def _is_author(author: str) -> bool:
    bare = bare_name(author)
    if bare[:1].isupper() and author[:4] != "The ":
        return read_name(bare).kind != "place" and not is_dated(bare)
    return any(_head(author) in lexicon.words(*column) for column in _WRITERS)


def is_place(name: str) -> bool:
    """True for the name of a place."""
    return read_name(name).kind == "place"


def author_kind(name: str) -> str:
    """Return person for an author who is one by name, else organisation."""
    return "person" if read_name(name).kind == "person" and read_name(name).sure else "organisation"


def is_reader(mention: str, name: str) -> bool:
    """True if a document's mention names someone only as who saw or got it: "a memo seen by Norda Wire"."""
    at = mention.find(name)
    return at > 0 and bool(_PASSED_ON.search(mention[:at].removesuffix("the ").removesuffix("The ").rstrip()))
