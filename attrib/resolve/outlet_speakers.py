"""Outlets that speak: known by the form of their name, or called "the newspaper", "state media", "the station"."""

from attrib.lexicon import words
from attrib.records import Span, Speaker
from attrib.regex import regex
from attrib.resolve.coreference import outlet_of
from attrib.resolve.mention import Mention
from attrib.resolve.names import Name
from attrib.resolve.outlets import guess_outlet
from attrib.resolve.scene import Scene
from attrib.resolve.told_outlets import told_outlet
from attrib.resolve.vocabulary import vocabulary

_MOST = 6
_MEDIUM = {
    "radio": "broadcaster",
    "television": "broadcaster",
    "tv": "broadcaster",
    "agency": "agency",
    "newspaper": "newspaper",
    "channel": "broadcaster",
    "press": "newspaper",
}
# What an outlet named before may be called later; "agency" and "network" only where nothing else in the text is one.
_CALLED = {
    "newspaper": "newspaper",
    "paper": "newspaper",
    "daily": "newspaper",
    "weekly": "newspaper",
    "tabloid": "newspaper",
    "broadsheet": "newspaper",
    "broadcaster": "broadcaster",
    "station": "broadcaster",
    "radio station": "broadcaster",
    "channel": "broadcaster",
    "network": "broadcaster",
    "news agency": "agency",
    "agency": "agency",
    "magazine": "magazine",
    "outlet": "",
    "news outlet": "",
    "website": "site",
    "news site": "site",
    "site": "site",
}
_PAPER = regex(
    r"\b(?:[Aa]n?|strategy|policy|research|[Ww]hite|[Gg]reen|position|discussion|new|briefing|working|scientific|consultation) [Pp]aper\b|"
    r"\b[Pp]aper(?:,)? (?:published|by|on|in the journal)\b"
)
_NEAR = 900  # characters
_SHARED = frozenset(("agency", "network", "site", "channel", "station", "paper"))


def outlet_by_form(mention: Mention, name: Name, span: Span) -> Speaker | None:
    """Radio Orlan, the Corran Press Agency: a name whose form is an outlet's and whose first word is nobody's given name."""
    guess = guess_outlet(mention.text)
    if guess is None or guess.generic or name.kind == "outlet" or name.before:
        return None
    first, last = mention.text.split()[0], mention.text.split()[-1].lower()
    if last in words("organisations", "form") and last not in _MEDIUM:
        return None  # the Harbour Workers Union
    if (
        name.kind == "person"
        and first.casefold() in {given.casefold() for given in name.tokens[:1]}
        and first in words("given_names", "name")
    ):
        return None
    return Speaker(guess.name, "outlet", "stated", rule="outlet_form", evidence=span)


def paper_alone(source: str, span: Span) -> Speaker | None:
    """Resolve "the Courier", "The Evening Ferry": one word that papers are called by, with its article."""
    name = told_outlet(source)
    return Speaker(name, "outlet", "stated", rule="outlet_form", evidence=span) if name else None


def reported_name(mention: Mention, name: Name) -> str:
    """Return what an outlet behind "as reported by" is called: "Trade Lamp" whole, though "trade" is a common noun."""
    if mention.owner[:1].isupper():
        return f"{mention.owner}'s {name.name}"
    bare = mention.text.removeprefix("the ").removeprefix("The ")
    whole = bare[:1].isupper() and bare.endswith(name.name) and not (mention.role or name.before)
    return bare if whole and all(word[:1].isupper() for word in bare.split()) else name.name


def described_outlet(scene: Scene, mention: Mention, source: str) -> Speaker | None:
    """Resolve "the Meridian news agency", "the newspaper" and "state-run media", the latter two to an outlet named before."""
    called = _called(scene, mention, source)
    if called is not None:
        return called
    guess = guess_outlet(source)
    if guess is None:
        return None
    if not guess.generic:
        return outlet_of(mention, source) or Speaker(
            guess.name, "outlet", "stated", rule="outlet_form", evidence=mention.span
        )
    if guess.state:
        nation = next((word for word in sorted(mention.words) if word.startswith("=")), "")
        medium = _MEDIUM.get(source.split()[-1].lower())
        codes = vocabulary().countries
        fitting = [
            one
            for one in scene.outlets
            if one.state
            and not one.generic
            and (not nation or codes.get(one.country.lower()) == nation)
            and medium in (None, one.kind)
        ]
        if len(fitting) == 1:
            return Speaker(fitting[0].name, "outlet", "inferred", rule="generic_outlet", evidence=mention.span)
        if len(fitting) > 1:
            names = tuple(one.name for one in fitting[:_MOST])
            return Speaker(mention.text, "outlet", "unresolved", names, rule="generic_outlet", evidence=mention.span)
    return Speaker(mention.text.removeprefix("the "), "outlet", "stated", rule="generic_outlet", evidence=mention.span)


def _called(scene: Scene, mention: Mention, source: str) -> Speaker | None:
    """Return the one outlet before "the newspaper" that can be called so; unresolved with all where several can."""
    low = " ".join(source.lower().split())
    noun = low.removeprefix("the ")
    if noun == low or noun not in _CALLED:
        return None
    if noun == "paper" and _PAPER.search(scene.text, max(0, mention.span[0] - _NEAR), mention.span[0]):
        return None  # "a strategy paper … the paper states"
    headed = scene.cast.organisations_headed((noun,), mention.span[0]) if noun in _SHARED else []
    if any(one.kind == "organisation" and one.name not in scene.outlets_named for one in headed):
        return None  # "the agency" of an article on a government agency
    fitting = _before(scene, mention.span[0], noun)
    names = tuple(dict.fromkeys(fitting))
    if len(names) == 1:
        return Speaker(names[0], "outlet", "inferred", rule="named before", evidence=fitting[names[0]])
    if names:
        return Speaker(mention.text, "outlet", "unresolved", names[:_MOST], rule="named before", evidence=mention.span)
    return None


def _before(scene: Scene, at: int, noun: str) -> dict[str, Span]:
    """Return the outlets named before an offset that a noun can be said of, with where: all papers are newspapers."""
    wanted = _CALLED[noun]
    kinds = ("newspaper", "site", "media") if wanted == "newspaper" else (wanted, "media")
    return {
        name: span
        for name, (span, kind) in scene.outlets_named.items()
        if span[0] < at and (not wanted or kind in kinds or not kind)
    }
