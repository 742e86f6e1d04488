"""Who publishes a document: the outlet that the user gives, under its usual name, else the one whose address it is."""

from urllib.parse import urlsplit

from attrib.lexicon import words as listed_words
from attrib.records import Document, Hop
from attrib.resolve.outlet_evidence import made_of_paper_words
from attrib.resolve.outlet_list import is_own, remembered
from attrib.resolve.outlet_names import Outlet, name_key, squeeze
from attrib.resolve.outlets import load_outlets

# Whose pages are others': an address there is an outlet's only where a list gives that account to one.
_MANY = frozenset(("platform", "aggregator"))
_LONGEST = 200  # characters; a longer name is none


def publisher_of(document: Document) -> Hop | None:
    """Return the publisher as the last step of a chain: stated where it is given, inferred from the address, or None."""
    given = " ".join((document.publisher or "").split())
    if given:
        return Hop(usual_name(given), "outlet", "stated", "given", None)
    outlet = outlet_of_address(document.url) if document.url else None
    return Hop(outlet.name, "outlet", "inferred", "url", None) if outlet else None


@remembered(1024)
def usual_name(given: str) -> str:
    """Return the usual name of an outlet that the user names: "NYTimes", "nytimes.com" → "The New York Times".

    A name that no list knows, or that several outlets share ("Times"), comes back as it is.
    """
    if len(given) > _LONGEST:
        return given
    outlet = _by_host(given) if "." in given and " " not in given else None
    outlet = outlet or _by_name(given) or _by_letters().get(squeeze(given))
    return outlet.name if outlet else given


@remembered(1024)
def outlet_of_address(address: str) -> Outlet | None:
    """Return the outlet of a page by its host; None for an unknown one and for hosts where many publish.

    "https://edition.cnn.com:443/2031/a" is CNN's, "https://web.archive.org/web/2031/https://edition.cnn.com/" nobody's.
    """
    outlet = _by_host(address)
    if outlet is None or outlet.kind not in _MANY or is_own(outlet):
        return outlet
    owner = load_outlets().match(address)
    return owner if owner and owner.kind not in _MANY else None


def _by_host(address: str) -> Outlet | None:
    """Return the outlet of an address or host, its subdomains taken off one by one; a host of many ends the search."""
    address = address.strip()
    try:
        host = urlsplit(address if "//" in address[:12] else f"//{address}").hostname or ""
    except ValueError:
        return None
    host = host.rstrip(".")
    known, shared = _domains(), listed_words("shared_hosts", "host")
    while "." in host:
        if host in known:
            return known[host]
        if host in shared:
            return None
        host = host.partition(".")[2]
    return None


def _by_name(given: str) -> Outlet | None:
    """Return the one outlet of a name as a list has it, with or without "The" where that makes no other name of it."""
    index = load_outlets()
    for written in dict.fromkeys(
        (given, *((given.title(), given.upper()) if given in (given.lower(), given.upper()) else ()))
    ):
        owners = index.candidates(written)
        named = [one for one in owners if name_key(one.name) == name_key(written)]
        if len(named) == 1 and (written == given or not index.is_ambiguous(written)):
            return named[0]
        if len(owners) != 1:
            continue
        called = any(name_key(alias) == name_key(written) for alias in owners[0].aliases)
        if called and is_own(owners[0]):
            return owners[0]
        # "Daily News", "Guardian": one list has it, and other papers are called so.
        if not made_of_paper_words(_bare(written)) and (called or not index.is_ambiguous(written)):
            return owners[0]
    return None


@remembered(1)
def _domains() -> dict[str, Outlet]:
    """All domains; the user's outlets stand first, and theirs they are."""
    found: dict[str, Outlet] = {}
    for outlet in load_outlets().outlets:
        for domain in outlet.domains:
            found.setdefault(domain.lower(), outlet)
    return found


@remembered(1)
def _by_letters() -> dict[str, Outlet]:
    """Names of two words or more, run together, those of one outlet alone: "NY Times" → "nytimes"."""
    owners: dict[str, dict[str, Outlet]] = {}
    for outlet in load_outlets().outlets:
        for name in (outlet.name, *outlet.aliases):
            bare = _bare(name)
            if " " in bare and "(" not in name and not made_of_paper_words(bare):
                owners.setdefault(squeeze(name), {})[outlet.name] = outlet
    return {name: next(iter(found.values())) for name, found in owners.items() if len(found) == 1}


def _bare(name: str) -> str:
    return name_key(name).removeprefix("The ").removeprefix("the ")
