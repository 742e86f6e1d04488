"""Recognise an unknown outlet by the form of its name, and the generic mentions that name none ("state media")."""

import re
from functools import lru_cache
from itertools import dropwhile

from attrib import lexicon
from attrib.regex import regex
from attrib.resolve.outlet_names import Outlet, describes, words

_LONGEST = 100  # characters
_MOST = 8  # words
_MARKS = " \t\r\n\"'“”‘’«»„‚()[]{}<>*_,;:.!?-–—"
_ARTICLES = frozenset({"the", "a", "an", "one", "another"})
_KINDS = {
    "agency": "agency",
    "agencies": "agency",
    "newswire": "agency",
    "wire": "agency",
    "service": "agency",
    "services": "agency",
    "newspaper": "newspaper",
    "newspapers": "newspaper",
    "daily": "newspaper",
    "dailies": "newspaper",
    "weekly": "newspaper",
    "tabloid": "newspaper",
    "tabloids": "newspaper",
    "broadsheet": "newspaper",
    "magazine": "magazine",
    "magazines": "magazine",
    "broadcaster": "broadcaster",
    "broadcasters": "broadcaster",
    "television": "broadcaster",
    "tv": "broadcaster",
    "radio": "broadcaster",
    "station": "broadcaster",
    "stations": "broadcaster",
    "channel": "broadcaster",
    "channels": "broadcaster",
    "network": "broadcaster",
    "networks": "broadcaster",
    "website": "site",
    "websites": "site",
    "site": "site",
    "sites": "site",
    "portal": "site",
    "outlet": "media",
    "outlets": "media",
    "organization": "media",
    "organizations": "media",
    "organisation": "media",
    "organisations": "media",
    "media": "media",
    "press": "media",
}
# Heads that need a word before them: "an agency", "the network", "the site", "the service" are seldom outlets.
_PAIRED = {
    "agency": ("news", "press", "information"),
    "agencies": ("news", "press", "information"),
    "service": ("news", "wire", "newswire"),
    "services": ("news", "wire"),
    "wire": ("news",),
    "station": ("tv", "television", "radio", "news"),
    "stations": ("tv", "television", "radio", "news"),
    "channel": ("tv", "television", "news", "telegram", "youtube"),
    "channels": ("tv", "television", "news", "telegram", "youtube"),
    "network": ("tv", "television", "news", "radio"),
    "networks": ("tv", "television", "news", "radio"),
    "website": ("news",),
    "websites": ("news",),
    "site": ("news",),
    "sites": ("news",),
    "portal": ("news",),
    "organization": ("news", "media"),
    "organizations": ("news", "media"),
    "organisation": ("news", "media"),
    "organisations": ("news", "media"),
}
_REPORTS = frozenset({"reports", "report", "accounts"})
_STATE = frozenset(
    {
        "state",
        "state-run",
        "state-owned",
        "state-controlled",
        "official",
        "government-run",
        "state-backed",
        "state-funded",
    }
)
# "the North Korean television": a channel of some kind needs one of these; "the radio" is a thing.
_NAMES_RADIO = frozenset({"television", "tv", "radio"})
_TITLES = frozenset(
    {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sir",
        "Judge",
        "Justice",
        "President",
        "Senator",
        "Sen",
        "Rep",
        "Governor",
        "Gov",
        "Mayor",
    }
    | {"General", "Gen", "Captain", "Lord", "Lady", "King", "Queen", "Pope", "Prince", "Princess", "Prof", "Professor"}
    | {
        "Minister",
        "Secretary",
        "Ambassador",
        "Sheikh",
        "Colonel",
        "Sergeant",
        "Officer",
        "Detective",
        "Reverend",
        "Rev",
    }
)
_PARTICLES = frozenset({"of", "de", "la", "le", "du", "del", "da", "do", "al", "el", "der", "die", "und", "van"})
_CHANNEL = regex(r"(?:Channel|Kanal|Canal) ?(?:\d{1,3}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)|TV ?-?\d{1,3}")
_CALL_LETTERS = regex(r"[KW][A-Z]{2,3}[- ](?:TV|FM|AM|DT|LP)")
_SITE = regex(r"(?:www\.)?(?:[a-z0-9-]{1,40}\.){0,2}([a-z0-9-]{3,40})\.[a-z]{2,10}(?:\.[a-z]{2})?", re.IGNORECASE)
_SITE_WORDS = regex(r"news|times|post|herald|tribune|gazette|daily|press|journal|chronicle|media|radio|tv$|wire$")


@lru_cache(maxsize=8192)
def guess_outlet(mention: str) -> Outlet | None:
    """Return what a mention is by its form, for outlets that the table does not hold; None where it shows no outlet.

    "the Meridian news agency", "Norda Wire", "the Northport Herald", "Channel 5" → named and `guessed`;
    "state media", "a local newspaper", "media reports" → `guessed` and `generic`. The name is the mention without its
    article and, where the name follows a description ("the daily Postvest"), without that.
    """
    if len(mention) > _LONGEST or "\n\n" in mention:
        return None
    mention = mention.strip(_MARKS)
    if mention.endswith(("'s", "’s")):
        mention = mention[:-2]
    parts = mention.split()
    if not parts or len(parts) > _MOST:
        return None
    if len(parts) == 1:
        return _single(parts[0])
    article, one = parts[0].lower() in _ARTICLES, parts[0].lower() in ("a", "an", "one", "another")
    rest = parts[1:] if article else parts
    while rest and rest[0].endswith(("'s", "’s", "s'", "s’")) and len(rest) > 1:
        rest = rest[1:]
        article = False
    return _generic(rest, article) or _headed(rest, one) or _introduced(rest) or _formed(rest, article)


def _outlet(name: str, kind: str, described: list[str], generic: bool = False) -> Outlet:
    state = any(word.lower() in _STATE for word in described)
    return Outlet(name, (), (), kind, "", state, guessed=True, generic=generic)


def _single(word: str) -> Outlet | None:
    """ "Channel5", "norda-news.example", "media"."""
    site = _SITE.fullmatch(word)
    if site and _SITE_WORDS.search(site.group(1).lower()):
        return _outlet(word.lower().removeprefix("www."), "site", [])
    if _CALL_LETTERS.fullmatch(word) or _CHANNEL.fullmatch(word):
        return _outlet(word, "broadcaster", [])
    return _outlet(word, "media", [], generic=True) if word in ("media", "newspapers", "broadcasters") else None


def _paired(parts: list[str]) -> bool:
    """Tell whether a description ends in a head that means an outlet: "news agency", "newspaper", but not "agency"."""
    if not parts or parts[-1].lower() not in _KINDS:
        return False
    needed = _PAIRED.get(parts[-1].lower())
    if parts == ["official", "agency"]:  # "the official agency reported": of news
        return True
    return needed is None or (len(parts) > 1 and parts[-2].lower() in needed)


def _place(word: str) -> bool:
    """Tell whether a word describes or is a demonym, so that it names no outlet by itself."""
    return describes(word) or word.lower() in ("news", "information", "telegram", "youtube")


def _generic(parts: list[str], article: bool) -> Outlet | None:
    """ "Iranian state media", "several local newspapers", "the official news agency", "media reports"."""
    told = parts[:-1] if parts[-1].lower() in _REPORTS else parts
    if not told or not _paired(told) or "social" in map(str.lower, told) or not all(map(_place, told[:-1])):
        return None
    head = told[-1].lower()
    if told[-1] != head and not (head == "tv" and told[-1] == "TV"):
        return None  # "State Media": a name or a title, not a description
    if head in _NAMES_RADIO and len(told) == 1:
        return None
    if (
        head in ("press", "daily", "weekly", "tabloid", "magazine")
        and len(told) == 1
        and not (article or told is not parts)
    ):
        return None
    return _outlet(" ".join(parts), "media", told, generic=True)


def _headed(parts: list[str], one: bool) -> Outlet | None:
    """ "Meridian news agency", "the palace news service", "the Lantern newspaper", "the Norda Telegram channel"."""
    if not _paired(parts):
        return None
    head = parts[-1].lower()
    if head in _WRITTEN_SMALL and parts[-1] != head:
        return None
    if head in ("media", "press"):  # "Kremlin media", "Norland press": many outlets of a place
        many = head == "media" and _titled(parts[:-1])
        return _outlet(" ".join(parts), "media", parts, generic=True) if many else None
    cut = len(parts) - (2 if head in _PAIRED else 1)
    name = list(dropwhile(_place, parts[:cut]))
    if not name or len(name) > 4:
        return None
    if head in ("agency", "agencies", "service", "services"):
        # "the palace news service": the description is the name.
        named = _titled(name) or (head == "service" and all(word.isalpha() for word in name) and len(name) == 1)
        return _outlet(" ".join([*name, *parts[cut:]]), "agency", parts) if named else None
    if not _titled(name) or name[0] in _TITLES or name[-1].endswith(("'s", "’s")):
        return None
    if one:  # "a Northport newspaper": of that town, not of that name
        return _outlet(" ".join(parts), "media", parts, generic=True)
    return _outlet(" ".join(name), "site" if "elegram" in parts[cut] else _KINDS[head], parts)


# Heads that are parts of a name where they are written large.
_WRITTEN_SMALL = frozenset(("media", "press", "radio", "television", "tv", "daily", "weekly", "service"))


def _introduced(parts: list[str]) -> Outlet | None:
    """ "daily Postvest", "state news agency Norda", "the newspaper Lantern": a description, then a name."""
    cut = next(
        (i for i, word in enumerate(parts) if word[0].isupper() and not _demonym(word) and word not in _CARRIERS),
        len(parts),
    )
    told, name = parts[:cut], parts[cut:]
    if not name or len(name) > 4 or not _titled(name) or not told or not all(map(_place, told)):
        return None
    head = told[-1].lower()
    if not (_paired(told) or head in ("website", "site", "portal", "station", "affiliate")):
        return None
    if head in ("media", "press", "radio", "television") and "state" not in map(str.lower, told):
        return None
    kind = "site" if _CARRIERS.intersection(told) - {"TV"} else _KINDS.get(head, "broadcaster")
    return _outlet(" ".join(name), kind, told)


def _formed(parts: list[str], article: bool) -> Outlet | None:
    """ "Norda Wire", "the Northport Herald", "Radio Norland", "Daily Lantern", "Channel 5": by the name alone."""
    while len(parts) > 2 and (parts[0].islower() and describes(parts[0])):
        parts = parts[1:]
    name = " ".join(parts)
    if _CHANNEL.fullmatch(name) or _CALL_LETTERS.fullmatch(name):
        return _outlet(name, "broadcaster", [])
    if len(parts) < 2 or len(parts) > 6 or not _titled(parts) or parts[0] in _TITLES:
        return None
    if "of" in parts:
        # "the Norland Times of Northport" is no form; "the Times of Norland" is, "Jane Doe of Norda News" not
        return _outlet(name, "newspaper", []) if parts[1] == "of" and parts[0] in words("paper_strong") else None
    kind = None if _is_no_outlet(parts) else _kind_of(parts, article)
    return _outlet(name, kind, []) if kind else None


def _is_no_outlet(parts: list[str]) -> bool:
    """Tell whether the word before the last one makes a name another thing's: "the Norland Teachers' Union", "Trading Post"."""
    prior, last = parts[-2], parts[-1]
    if last == "Union" and (prior.endswith(("'", "’")) or prior.lower() in lexicon.words("roles", "plural")):
        return True
    wire = last in ("Newswire", "Wire") and prior in words("wire_front")
    return (prior in words("paper_block") and not wire) or prior in _ARTICLES or prior in _PARTICLES


def _kind_of(parts: list[str], article: bool) -> str | None:
    """Return the kind of outlet that a name's form shows, None for no outlet."""
    first, prior, last = parts[0], parts[-2], parts[-1]
    short, dated = len(parts) <= 3, first in _DATED or prior in _DATED
    if last in ("Newswire", "Wire") or (
        prior in ("News", "Press") and last in ("Agency", "Service") and len(parts) > 2
    ):
        return "agency"
    if last in words("name_head"):
        return ("newspaper" if dated else "site") if last == "News" else "broadcaster"
    if short:
        begun = parts[1][0].isupper()
        if (first in words("name_front") and begun) or (
            last in words("name_tail") and not article and prior not in _DATED
        ):
            return "media"
        if first in ("Radio", "TV") and begun and last not in _NO_RADIO:
            return "broadcaster"
    return "newspaper" if _is_paper(parts, article, dated) else None


def _is_paper(parts: list[str], article: bool, dated: bool) -> bool:
    """Tell whether a name ends as those of newspapers do: "the Northport Herald", "Sunday Mail", "the Daily Lantern"."""
    first, prior, last = parts[0], parts[-2], parts[-1]
    short = len(parts) <= 3
    if last in words("paper_strong") and (article or short):
        return True
    if last in words("paper_weak") and (article or dated):
        return True
    return "Daily" in (first, prior) and short and article and last not in _NO_DAILY


_CARRIERS = frozenset({"TV", "Telegram", "YouTube"})  # "the Telegram channel Norda"
_DATED = frozenset({"Daily", "Sunday", "Morning", "Evening", "Weekly"})
_NO_RADIO = frozenset(
    {
        "City",
        "Hall",
        "Shack",
        "Regulations",
        "Board",
        "Frequency",
        "Telescope",
        "Astronomy",
        "Observatory",
        "Act",
        "Free",
    }
)
_NO_DAILY = frozenset(
    {"Briefing", "Show", "Bread", "Double", "Mass", "Prayer", "Life", "Caller", "Planet", "Quota", "Dose"}
)


def _titled(parts: list[str]) -> bool:
    """Tell whether words look like a name: capitals, or particles between capitals, and letters or digits only."""
    if not parts or not (parts[0][0].isupper() or parts[0][0].isdigit()) or parts[-1] in _PARTICLES:
        return False
    return all(
        (word[0].isupper() or word[0].isdigit() or word in _PARTICLES) and word[-1] not in ",.;:!?" for word in parts
    )


def _demonym(word: str) -> bool:
    return word in words("demonym") or word in ("U.S.", "US", "UK", "U.K.", "North", "South", "East", "West")
