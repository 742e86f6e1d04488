"""Read an article's names into its cast."""

from attrib.records import Zone
from attrib.regex import regex
from attrib.resolve.entities import Cast, Entity, Run
from attrib.resolve.names import Name, bare
from attrib.resolve.outlet_names import fold
from attrib.resolve.outlets import load_outlets
from attrib.resolve.owned import members_start
from attrib.resolve.roles import Role, roles_around
from attrib.resolve.runs import find_names
from attrib.resolve.vocabulary import vocabulary

_READ = frozenset(("headline", "caption", "body", "source_line"))
# "opposition Leik": a body that people belong to, and not what a single name is.
_SIDES = frozenset("opposition government administration regime team campaign coalition leadership office".split())
_JOINT = regex(r" (?:of|for|on|against|in)(?: the)? ")
_BRACKETED = regex(r",? \((?:the |or )?([^()\n]{2,80})\)")
_ACRONYM = regex(r"[A-Z][A-Za-z]{0,3}[A-Z0-9&-][A-Za-z0-9&-]{0,7}")


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
    found = find_names(text, start, end)
    last = 0
    for at, (left, right, name) in enumerate(found):
        if at < last:
            continue
        if name.kind in ("organisation", "thing", "unknown"):
            joined = _join(text, found, at)
            if joined > at:
                last, right = joined + 1, found[joined][1]
                name = Name("organisation", " ".join(text[left:right].split()), sure=True)
        if name.kind == "organisation" and right - left < len(name.name) and _is_bearer(cast, text[left:right]):
            name = Name("word", text[left:right], tokens=(bare(text[left:right]),))
        if name.kind == "word" and "-" in name.name:
            name = unglued(text, name)
        entity = _add(cast, text, name, left, right, end)
        cast.runs.append(Run(left, right, name, entity))


def unglued(text: str, name: Name) -> Name:
    """Read "Ana-Ford" as a person where the text writes "Ana Ford" or "Ford" as well: a space was lost; "Lloyd-Jones" stays."""
    given, _hyphen, family = name.name.partition("-")
    words = vocabulary()
    if fold(given) not in words.given or fold(family) in words.given or not family[:1].isupper():
        return name
    if fold(given).lower() in words.countries or fold(family).lower() in words.countries:
        return name  # "German-American"
    alone = (
        f"{given} {family}",
        f"\n{family} ",
        f" {family} said",
        f" {family} ",
        f'"{family} ',
        f" {family}'s",
        f" {family},",
    )
    if not any(form in text for form in alone):
        return name
    return Name("person", f"{given} {family}", tokens=(bare(given), bare(family)), sure=True)


def _is_bearer(cast: Cast, word: str) -> bool:
    """Tell whether a single word that stands for a body elsewhere is somebody's family name here: "Wagner"."""
    if not word.isalpha() or word.isupper():
        return False
    token = bare(word)
    return any(one.sure and token in one.tokens[1:] for one in cast.people_named(token))


def _join(text: str, found: list[tuple[int, int, Name]], at: int) -> int:
    """Return the last run of an organisation's name that small words run through: "Ministry of Trade and Industry"."""
    left, right, _name = found[at]
    last = text[left:right].rsplit(None, 1)[-1].lower()
    if last not in vocabulary().heads:
        return at
    stop = at
    while stop + 1 < len(found) and found[stop + 1][0] - found[stop][1] <= 12 and stop - at < 4:
        gap = text[found[stop][1] : found[stop + 1][0]]
        if not _runs_on(gap, last, found[stop + 1][2], stop > at):
            break
        stop += 1
    return stop


def _runs_on(gap: str, last: str, follower: Name, further: bool) -> bool:
    """Tell whether a body's name runs on over small words to another run; FURTHER: it did before ("Trade {and} Industry").

    LAST is the last word before: "university in" goes on, "ministry in" does not.
    """
    if gap == " and ":
        return further and follower.kind not in ("person", "title", "outlet", "place", "acronym", "organisation")
    if not _JOINT.fullmatch(gap) or (gap[1:3] == "in" and last != "university"):
        return False
    if gap.startswith(" on") and load_outlets().is_platform(follower.name):
        return False  # "the Harbour Board on Facebook"
    return follower.kind not in ("person", "title", "outlet")


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
    """Return where an organisation's name begins when a place or its members own it: "Ukraine's Air Force"."""
    if cast.runs and text[left - 3 : left] in ("'s ", "’s ") and cast.runs[-1].end == left - 3:
        owner = cast.runs[-1]
        if owner.name.kind == "place":
            return owner.start
    return members_start(text, left)


def _fits_acronym(acronym: str, name: str) -> bool:
    initials = "".join(part[0] for part in name.split() if part[0].isupper())
    plain = acronym.replace(".", "").upper()
    return initials == plain or (
        initials[:1] == plain[:1] and len(set(plain) & set(name.upper())) >= len(set(plain)) - 1
    )


def _note_bracket(cast: Cast, text: str, entity: Entity, right: int, end: int) -> None:
    """ "… Monitoring Team (MSMT)": the bracket is another name."""
    match = _BRACKETED.match(text, right, min(end, right + 30)) if "(" in text[right : right + 3] else None
    if match and _ACRONYM.fullmatch(match[1]):
        cast.aliases.setdefault(match[1], entity)


def _note_class(cast: Cast, text: str, entity: Entity, left: int, right: int, end: int) -> None:
    for role in roles_around(text, left, right, end):
        if role.body:
            cast.add_class(entity, role.head)


def _add_person(cast: Cast, text: str, name: Name, left: int, right: int, end: int) -> Entity | None:
    if name.kind == "word" and name.name.lower() in vocabulary().verbs and name.name.endswith("ing"):
        return None  # "According to the agency", "Responding to"
    roles = roles_around(text, left, right, end, name)
    if not roles and name.kind == "word":
        return None
    people = [role for role in roles if not role.body]
    body = _add_body(cast, text, name, roles, left, right, end)
    if body is not None:
        return body
    if name.kind == "word":
        if not people or text[max(0, left - 4) : left] in (" in ", "near"):
            return None  # "in Norda, the owner of the mill …"
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


def _add_body(cast: Cast, text: str, name: Name, roles: list[Role], left: int, right: int, end: int) -> Entity | None:
    """Enter a name that its surroundings show to be a body's: "Norda Leik, a mining company", "Norda Leik (NL)"."""
    bodies = [role for role in roles if role.body and not (name.kind == "word" and role.head in _SIDES)]
    if bodies and not name.before and all(role.body for role in roles):
        entity = cast.add_organisation(name.name, "organisation", (left, right))
        for role in bodies:
            cast.add_class(entity, role.head)
        _note_bracket(cast, text, entity, right, end)
        return entity
    match = _BRACKETED.match(text, right, min(end, right + 30)) if "(" in text[right : right + 3] else None
    short = match[1] if match and not name.sure and len(name.tokens) > 1 and _ACRONYM.fullmatch(match[1]) else ""
    if not short or not _fits_acronym(short, name.name):
        return None
    entity = cast.add_organisation(name.name, "organisation", (left, right))
    cast.aliases.setdefault(short, entity)
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
        if full:
            entity = _short(full, name, roles)
            if entity is not None and len(genders.get(name.tokens[0], ())) < 2:
                entity.addressed = entity.addressed or name.gender
        else:
            entity = _alone(cast, known, name, run)
        if entity is not None:
            for role in roles:
                cast.add_role(entity, role)
            cast.runs[number] = Run(run.start, run.end, run.name, entity)


def _alone(cast: Cast, known: list[Entity], name: Name, run: Run) -> Entity | None:
    """Return who bears a title and one name where no full name is known; None where several do."""
    same = [one for one in known if one.gender in ("", name.gender) or not name.gender]
    if not same:
        return cast.add_person(name, run.start, run.end)
    return same[0] if len(same) == 1 else None


def _short(full: list[Entity], name: Name, roles: list[Role]) -> Entity | None:
    """Return the one known person whom a title and a family name can mean: "Mr. Ford"."""
    known = [one for one in full if not (name.gender and one.gender and one.gender != name.gender)]
    if len(known) == 1:
        return known[0]
    heads = {role.head for role in roles}
    fitting = [one for one in known if heads & {role.head for role in one.roles}]
    return fitting[0] if len(fitting) == 1 else None
