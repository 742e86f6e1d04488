"""The cast of one article: the people and organisations it names in full, indexed by how they are named later."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from attrib.records import Span, Zone
from attrib.resolve.names import Name, bare, find_runs, read_name
from attrib.resolve.roles import Role, roles_around
from attrib.resolve.vocabulary import modifiers, vocabulary

_READ = frozenset(("headline", "caption", "body", "source_line"))
_FEW = 12  # more namesakes than this are not told apart
_INITIAL = re.compile(r"[^\W\d_]{1,2}")
_JOINT = re.compile(r" (?:of|for|on|against|in)(?: the)? ")
_BRACKETED = re.compile(r",? \((?:the |or )?([^()\n]{2,80})\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z0-9&-][A-Za-z0-9&-]{0,7}")


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


@dataclass(frozen=True, slots=True)
class Run:
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
        self.organisations: list[Entity] = []
        self._by_token: dict[str, list[Entity]] = {}
        self._by_name: dict[str, list[Entity]] = {}
        self._by_role: dict[str, list[Entity]] = {}
        self._bodies: dict[frozenset[str], Entity] = {}
        self._by_head: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_initials: dict[str, list[Entity]] = {}
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
            known.name, known.tokens, known.span, known.suffix = name.name, name.tokens, span, name.suffix
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
        self.organisations.append(entity)
        self._bodies[words] = entity
        parts = name.replace("’", "'").replace("'s ", " ").split()
        for head in body_heads(parts):
            self._by_head.setdefault(head, []).append(entity)
        if len(parts) > 1:
            self._by_first.setdefault(bare(parts[0]), []).append(entity)
        self.add_initials(entity, parts)
        return entity

    def add_initials(self, entity: Entity, parts: list[str]) -> None:
        """Let initials stand for a name of several words: "Multilateral Sanctions Monitoring Team" → MSMT."""
        initials = "".join(part[0] for part in parts if part[0].isupper())
        if len(initials) > 1:
            self._by_initials.setdefault(initials, []).append(entity)

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
        return _merged([_nearest(self._by_head[head], at, _FEW) for head in heads if head in self._by_head], at)

    def add_class(self, entity: Entity, noun: str) -> None:
        """Note what sort of body an organisation is said to be: "Norda Metals, a mining company"."""
        for form in dict.fromkeys((noun, noun.rsplit(" ", 1)[-1])):  # "shipping company", "company"
            if form not in entity.classes:
                entity.classes.add(form)
                self._by_head.setdefault(form, []).append(entity)

    def organisation_like(self, words: frozenset[str], first: str) -> Entity | None:
        """Return the organisation of a name, whole or by its first word: "Norda" for "Norda Shipping"."""
        known = self._bodies.get(words)
        if known is None:
            short = self._by_first.get(first, [])
            known = short[0] if len(short) == 1 and len(words) == 1 else None
        return known

    def by_acronym(self, acronym: str) -> list[Entity]:
        """Return what an acronym stands for in this article: by introduction, else all names with these initials."""
        plain = acronym.replace(".", "")
        if plain in self.aliases:
            return [self.aliases[plain]]
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
    for cut in dict.fromkeys((stop, len(parts))):
        for size in (2, 1):
            phrase = " ".join(modify(part) for part in lowered[max(0, cut - size) : cut])
            if cut >= size and (phrase in heads or size == 1) and phrase not in found:
                found.append(phrase)
    return found


def modify(word: str) -> str:
    """Return a head noun in the spelling and number of the lexicon."""
    from_lexicon = {"organisation": "organization", "centre": "center", "programme": "program", "theatre": "theater"}
    return from_lexicon.get(word, word)


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


def gather(text: str, zones: list[Zone]) -> Cast:
    """Read all names of an article's zones. Linear in their length."""
    cast = Cast()
    for zone in zones:
        if zone.kind in _READ and not (zone.kind == "headline" and _is_title_case(text[zone.start : zone.end])):
            _gather_zone(cast, text, zone.start, zone.end)
    _settle_short(cast)
    cast.starts = [run.start for run in cast.runs]
    return cast


def _is_title_case(line: str) -> bool:
    """Tell whether a headline writes most words with capitals, so that they show no names."""
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) * 3 > 2 * len(long)


def _gather_zone(cast: Cast, text: str, start: int, end: int) -> None:
    spans = find_runs(text, start, end)
    at = 0
    while at < len(spans):
        left, right = spans[at]
        name = read_name(text[left:right])
        if name.kind in ("organisation", "thing", "unknown"):
            joined = _join(text, spans, at)
            if joined > at:
                at, right = joined, spans[joined][1]
                name = Name("organisation", " ".join(text[left:right].split()), sure=True)
        at += 1
        entity = _add(cast, text, name, left, right, end)
        cast.runs.append(Run(left, right, name, entity))


def _join(text: str, spans: list[Span], at: int) -> int:
    """Return the last run of an organisation's name that small words run through: "Ministry of Trade and Industry"."""
    left, right = spans[at]
    last = text[left:right].rsplit(None, 1)[-1].lower()
    if last not in vocabulary().heads:
        return at
    stop = at
    while stop + 1 < len(spans) and spans[stop + 1][0] - spans[stop][1] <= 12 and stop - at < 4:
        gap = text[spans[stop][1] : spans[stop + 1][0]]
        follower = read_name(text[spans[stop + 1][0] : spans[stop + 1][1]])
        if not (
            (_JOINT.fullmatch(gap) and (gap[1:3] != "in" or last == "university")) or (gap == " and " and stop > at)
        ):
            break
        if follower.kind in ("person", "title", "outlet") or (gap == " and " and follower.kind in ("place", "acronym")):
            break
        if follower.kind == "organisation" and gap == " and ":
            break
        stop += 1
    return stop


def _add(cast: Cast, text: str, name: Name, left: int, right: int, end: int) -> Entity | None:
    """Enter one run into the cast; None for words that name nobody by themselves."""
    if name.kind == "person" or (name.kind in ("unknown", "word") and name.tokens and len(name.tokens) <= 4):
        return _add_person(cast, text, name, left, right, end)
    if name.kind in ("organisation", "outlet"):
        begin = _owned_from(text, left, cast)
        full = " ".join(text[begin:right].split()) if begin < left and name.kind == "organisation" else name.name
        entity = cast.add_organisation(full, name.kind, (begin, right))
        _note_bracket(cast, text, entity, right, end)
        _note_class(cast, text, entity, left, right, end)
        return entity
    if name.kind == "acronym":
        match = _BRACKETED.match(text, right, min(end, right + 90))
        if match and match[1][0].isupper() and _fits_acronym(name.name, match[1]):
            entity = cast.add_organisation(match[1], "organisation", match.span(1))
            cast.aliases.setdefault(name.name.replace(".", ""), entity)
            return entity
    if (
        name.kind == "thing"
        and (match := _BRACKETED.match(text, right, min(end, right + 90)))
        and _ACRONYM.fullmatch(match[1])
    ):
        entity = cast.add_organisation(name.name, "organisation", (left, right))
        cast.aliases.setdefault(match[1], entity)
        return entity
    return None


def _owned_from(text: str, left: int, cast: Cast) -> int:
    """Return where an organisation's name begins when a place owns it: "Ukraine's Air Force"."""
    if cast.runs and text[left - 3 : left] in ("'s ", "’s ") and cast.runs[-1].end == left - 3:
        owner = cast.runs[-1]
        if owner.name.kind == "place":
            return owner.start
    return left


def _fits_acronym(acronym: str, name: str) -> bool:
    initials = "".join(part[0] for part in name.split() if part[0].isupper())
    plain = acronym.replace(".", "").upper()
    return initials == plain or (
        initials[:1] == plain[:1] and len(set(plain) & set(name.upper())) >= len(set(plain)) - 1
    )


def _note_bracket(cast: Cast, text: str, entity: Entity, right: int, end: int) -> None:
    """ "… Monitoring Team (MSMT)": the bracket is another name."""
    match = _BRACKETED.match(text, right, min(end, right + 30))
    if match and _ACRONYM.fullmatch(match[1]):
        cast.aliases.setdefault(match[1], entity)


def _note_class(cast: Cast, text: str, entity: Entity, left: int, right: int, end: int) -> None:
    for role in roles_around(text, left, right, end):
        if role.body:
            cast.add_class(entity, role.head)


def _add_person(cast: Cast, text: str, name: Name, left: int, right: int, end: int) -> Entity | None:
    roles = roles_around(text, left, right, end, name)
    bodies = [role for role in roles if role.body]
    if bodies and not name.before and not any(not role.body for role in roles):
        entity = cast.add_organisation(name.name, "organisation", (left, right))
        for role in bodies:
            cast.add_class(entity, role.head)
        _note_bracket(cast, text, entity, right, end)
        return entity
    match = _BRACKETED.match(text, right, min(end, right + 30))
    short = match[1] if match and not name.sure and len(name.tokens) > 1 and _ACRONYM.fullmatch(match[1]) else ""
    if short and _fits_acronym(short, name.name):
        entity = cast.add_organisation(name.name, "organisation", (left, right))
        cast.aliases.setdefault(short, entity)
        return entity
    people = [role for role in roles if not role.body]
    if name.kind == "word":
        if not people:
            return None
        name = Name("person", name.name, 0, name.tokens, sure=True)
    elif people and not name.sure:
        name = Name("person", name.name, name.offset, name.tokens, name.before, name.role, "", name.suffix, True)
    if len(name.tokens) == 1:
        cast.waiting.append((len(cast.runs), name, people))
        return None
    entity = cast.add_person(name, left, right)
    for role in people:
        cast.add_role(entity, role)
    return entity


def _settle_short(cast: Cast) -> None:
    """Give each title with one name ("Mr. Ford", "spokesman Ford") to the one full name it fits, or enter it as it stands."""
    genders: dict[str, set[str]] = {}
    for _number, name, _roles in cast.waiting:
        if name.gender:
            genders.setdefault(name.tokens[0], set()).add(name.gender)
    for number, name, roles in cast.waiting:
        run = cast.runs[number]
        known = cast.people_named(name.tokens[0], run.start)
        full = [one for one in known if len(one.tokens) > 1]
        entity: Entity | None
        if full:
            entity = _short(full, name, roles)
            if entity is not None and len(genders.get(name.tokens[0], ())) < 2:
                entity.addressed = entity.addressed or name.gender
        else:
            same = [one for one in known if one.gender in ("", name.gender) or not name.gender]
            entity = same[0] if len(same) == 1 else None if same else cast.add_person(name, run.start, run.end)
        if entity is not None:
            for role in roles:
                cast.add_role(entity, role)
            cast.runs[number] = Run(run.start, run.end, run.name, entity)


def _short(full: list[Entity], name: Name, roles: list[Role]) -> Entity | None:
    """Return the one known person whom a title and a family name can mean: "Mr. Ford"."""
    known = [one for one in full if not (name.gender and one.gender and one.gender != name.gender)]
    if len(known) == 1:
        return known[0]
    heads = {role.head for role in roles}
    fitting = [one for one in known if heads & {role.head for role in one.roles}]
    return fitting[0] if len(fitting) == 1 else None
