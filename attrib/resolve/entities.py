"""The cast of one article: the people and organisations it names in full, indexed by how they are named later."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from attrib.records import Span
from attrib.regex import regex
from attrib.resolve.name_signs import is_front
from attrib.resolve.names import Name, bare
from attrib.resolve.outlet_names import fold
from attrib.resolve.roles import Role
from attrib.resolve.vocabulary import modifiers, vocabulary

_FEW = 12  # more namesakes than this are not told apart
# "Department of State": what a body is of, not what it is.
_RULED = frozenset("state government parliament congress council church house".split())
_INITIAL = regex(r"[^\W\d_]{1,2}")


@dataclass(slots=True)
class Entity:
    """Somebody or something an article names. kind: person, organisation, outlet, place, unknown (name of some sort)."""

    name: str
    kind: str
    span: Span
    tokens: tuple[str, ...] = ()
    suffix: str = ""
    gender: str = ""
    sure: bool = False
    roles: list[Role] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    classes: set[str] = field(default_factory=set)
    affiliation: str | None = None
    addressed: str = ""  # the gender of a title before the family name alone
    first: int = -1  # where the article names it first; `span` is where it does so most fully

    def __post_init__(self) -> None:
        self.first = self.span[0]


class Run(NamedTuple):
    """A run of capital words in its place, and the entity it names, None for short names that are read later."""

    start: int
    end: int
    name: Name
    entity: Entity | None


class Cast:
    """All entities of one article and the runs of capital words that name them, in text order."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.starts: list[int] = []
        self.people: list[Entity] = []
        self._by_token: dict[str, list[Entity]] = {}
        self._by_name: dict[str, list[Entity]] = {}
        self._by_role: dict[str, list[Entity]] = {}
        self._bodies: dict[frozenset[str], Entity] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_initials: dict[str, list[Entity]] = {}
        self._unsorted: list[tuple[Entity, str, str]] = []  # organisations that the three above do not hold yet
        self.aliases: dict[str, Entity] = {}
        self.waiting: list[tuple[int, Name, list[Role]]] = []

    def add_person(self, name: Name, start: int, end: int) -> Entity:
        """Return the entity of a person's name, new or known from before, with what this name adds to it."""
        span = (start + name.offset, end)
        known = self._same_person(name)
        if known is None:
            known = Entity(name.name, "person" if name.sure else "unknown", span, name.tokens, name.suffix)
            self.people.append(known)
            self._by_name.setdefault(known.name, []).append(known)
            for token in dict.fromkeys(name.tokens):
                self._by_token.setdefault(token, []).append(known)
        elif len(name.tokens) > len(known.tokens) and not any(_INITIAL.fullmatch(t) for t in name.tokens[1:-1]):
            for token in name.tokens:
                if token not in known.tokens:
                    self._by_token.setdefault(token, []).append(known)
            if _is_glued(name.name, name.tokens, known.name, known.tokens):
                return known
            known.name, known.tokens, known.span, known.suffix = name.name, name.tokens, span, name.suffix
            self._by_name.setdefault(known.name, []).append(known)
        elif _is_glued(known.name, known.tokens, name.name, name.tokens):
            known.name, known.tokens, known.span = name.name, name.tokens, span
            self._by_name.setdefault(known.name, []).append(known)
        if name.sure:
            known.kind, known.sure = "person", True
        if name.gender and not known.gender:
            known.gender = name.gender
        return known

    def _same_person(self, name: Name) -> Entity | None:
        if not name.tokens:
            return None
        found = [one for one in self._by_token.get(name.tokens[-1], ())[-_FEW:] if _alike(one, name)]
        return found[0] if len(found) == 1 else None

    def add_role(self, entity: Entity, role: Role) -> None:
        """Note a role that a person bears."""
        if len(entity.roles) < 8 and role not in entity.roles:
            entity.roles.append(role)
            owners = self._by_role.setdefault(role.head, [])
            if not owners or owners[-1] is not entity:
                owners.append(entity)
            if role.affiliation and not entity.affiliation:
                entity.affiliation = role.affiliation

    def add_organisation(self, name: str, kind: str, span: Span) -> Entity:
        """Return the entity of an organisation's name: "Ukraine's Air Force" is the "Ukrainian Air Force"."""
        words = modifiers(name)
        known = self._bodies.get(words) if words else None
        if known is not None:
            if "'s " in known.name.replace("’", "'") and "'s " not in name.replace("’", "'"):
                known.name = name
            return known
        entity = Entity(name, kind, span, words=words, sure=True)
        self._bodies[words] = entity
        self._unsorted.append((entity, name, ""))
        return entity

    def _sort_bodies(self) -> None:
        """Enter new organisations under heads, first words and initials; only some articles ask for one by these."""
        for entity, name, noun in self._unsorted:
            if noun:
                self._by_head.setdefault(noun, []).append(entity)
                continue
            parts = name.replace("’", "'").replace("'s ", " ").split()
            for head in body_heads(parts):
                self._by_head.setdefault(head, []).append(entity)
            if len(parts) > 1 and parts[0] not in vocabulary().fields:
                self._by_first.setdefault(bare(parts[0]), []).append(entity)
            # "Multilateral Sanctions Monitoring Team" → MSMT
            initials = "".join(part[0] for part in parts if part[0].isupper())
            if len(initials) > 1:
                self._by_initials.setdefault(initials, []).append(entity)
        self._unsorted.clear()

    def people_named(self, token: str, at: int | None = None) -> list[Entity]:
        """Return the people with a token among their names, in text order; of many, those nearest before an offset."""
        return _nearest(self._by_token.get(token, []), at, 2 * _FEW)

    def people_named_whole(self, name: str) -> list[Entity]:
        """Return the people whose fullest name is a given one, in text order."""
        return self._by_name.get(name, [])

    def people_in_role(self, heads: tuple[str, ...], at: int) -> list[Entity]:
        """Return the people before an offset who bear one of some roles, in text order, each once."""
        return _merged([_nearest(self._by_role[head], at, _FEW) for head in heads if head in self._by_role], at)

    def organisations_headed(self, heads: tuple[str, ...], at: int) -> list[Entity]:
        """Return the organisations before an offset whose name's head is one of some nouns, in text order, each once."""
        self._sort_bodies()
        return _merged([_nearest(self._by_head[head], at, _FEW) for head in heads if head in self._by_head], at)

    def add_class(self, entity: Entity, noun: str) -> None:
        """Note what sort of body an organisation is said to be: "Norda Metals, a mining company"."""
        for form in dict.fromkeys((noun, noun.rsplit(" ", 1)[-1])):  # "shipping company", "company"
            if form not in entity.classes:
                entity.classes.add(form)
                self._unsorted.append((entity, "", form))

    def organisation_like(self, words: frozenset[str], first: str) -> Entity | None:
        """Return the organisation of a name, whole or by its first word: "Norda" for "Norda Shipping"."""
        known = self._bodies.get(words)
        if known is None:
            self._sort_bodies()
            short = self._by_first.get(first, [])
            known = short[0] if len(short) == 1 and len(words) == 1 else None
        return known

    def by_acronym(self, acronym: str) -> list[Entity]:
        """Return what an acronym stands for in this article: by introduction, else all names with these initials."""
        plain = acronym.replace(".", "")
        if plain in self.aliases:
            return [self.aliases[plain]]
        self._sort_bodies()
        return self._by_initials.get(plain, [])[:_FEW]

    def runs_between(self, start: int, end: int) -> list[Run]:
        """Return the runs that begin in text[start:end]."""
        return self.runs[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def _nearest(known: list[Entity], at: int | None, few: int) -> list[Entity]:
    if len(known) <= few:
        return known
    stop = len(known) if at is None else bisect_left(known, at, key=lambda one: one.first)
    return known[max(0, stop - few) : max(stop, few)]


def _merged(lists: list[list[Entity]], at: int) -> list[Entity]:
    found = {id(one): one for known in lists for one in known if one.first < at}
    return sorted(found.values(), key=lambda one: one.first)


def body_heads(parts: list[str]) -> list[str]:
    """Return the head nouns of an organisation's name in lower case: "Ministry of Finance" → ministry."""
    heads = vocabulary().heads
    found = []
    lowered = [part.strip(",.").lower() for part in parts]
    stop = next(
        (at for at, part in enumerate(lowered) if at and part in ("of", "for", "on", "against", "in")), len(parts)
    )
    # "Bank of Norda Group" is a group; the "Institute for Government" is no government, nor the "Committee on Courts" a court.
    cuts = (stop, len(parts)) if parts[stop : stop + 1] in ([], ["of"]) and lowered[-1] not in _RULED else (stop,)
    for cut in dict.fromkeys(cuts):
        for size in (2, 1):
            phrase = " ".join(modify(part) for part in lowered[max(0, cut - size) : cut])
            if cut >= size and (phrase in heads or size == 1) and phrase not in found:
                found.append(phrase)
    return found


def modify(word: str) -> str:
    """Return a head noun in the spelling and number of the lexicon."""
    from_lexicon = {"organisation": "organization", "centre": "center", "programme": "program", "theatre": "theater"}
    return from_lexicon.get(word, word)


def _is_glued(long: str, parts: tuple[str, ...], short: str, own: tuple[str, ...]) -> bool:
    """Tell whether a longer form only has a word stuck before the name: "Crooked Ana Ford" of "Ana Ford"."""
    if len(own) < 2 or len(parts) <= len(own) or parts[len(parts) - len(own) :] != own:
        return False
    given = vocabulary().given
    first = long.split(" ", 1)[0]
    if fold(first) in given or _INITIAL.fullmatch(first.strip(".")):
        return False
    return fold(short.split(" ", 1)[0]) in given or is_front(first)


def _alike(entity: Entity, name: Name) -> bool:
    """Tell whether a name can be another form of a known person's: "J. Ford", "Donald J. Ford", "García Márquez"."""
    one, two = entity.tokens, name.tokens
    if entity.suffix != name.suffix:
        return False
    if one[-1] != two[-1]:
        return False
    if one == two:
        return True
    if len(one) == 1 or len(two) == 1:
        return len(one) == len(two) and len({entity.gender, name.gender} - {""}) < 2
    short, long = sorted((one, two), key=len)
    if long[-len(short) :] == short:
        return len(short) > 1
    # Initials between, or for, the given names: "Jan Q. Ford", "J. Ford".
    first, other = short[0], long[0]
    if first == other:
        return all(_INITIAL.fullmatch(t) or t in short for t in long[1:-1]) or len(short) == 2
    return bool(_INITIAL.fullmatch(first) or _INITIAL.fullmatch(other)) and first[0] == other[0]
