"""Find whom a name or a description of a source means within one article."""

from collections.abc import Callable, Sequence
from functools import cache

from attrib.records import Span, Speaker
from attrib.resolve.entities import Cast, Entity
from attrib.resolve.mention import Mention
from attrib.resolve.names import Name, bare
from attrib.resolve.outlets import guess_outlet, load_outlets
from attrib.resolve.roles import Role
from attrib.resolve.vocabulary import modifiers, vocabulary

_FEW = 12
_MOST = 6  # candidates named
_FEMALE = frozenset(
    "spokeswoman congresswoman chairwoman businesswoman councilwoman assemblywoman actress mother wife daughter sister widow queen "
    "princess waitress nun woman girl grandmother aunt niece landlady headmistress baroness duchess girlfriend".split()
)
_MALE = frozenset(
    "spokesman congressman businessman councilman assemblyman actor father husband son brother king prince man boy grandfather uncle "
    "nephew landlord headmaster fisherman gunman boyfriend widower patrolman".split()
)
_UNDER = ("vice ", "deputy ", "assistant ", "associate ", "former ", "ex-", "vice-", "co-", "under")
_FORMER = frozenset({"former", "ex", "late", "retired"})


def speaker_of(entity: Entity, cast: Cast, mention: Span, rule: str, role: Role | None = None) -> Speaker:
    """Return a speaker record for an entity; stated where the mention itself holds the full name."""
    stated = rule in ("full_name", "own_name") or (mention[0] <= entity.span[0] and entity.span[1] <= mention[1])
    best = role if role and role.head else _shown(entity.roles)
    affiliation = (role.affiliation if role and role.affiliation else None) or entity.affiliation
    return Speaker(
        entity.name,
        _KINDS.get(entity.kind, entity.kind),
        "stated" if stated else "inferred",
        role=(best.text or None) if best else None,
        affiliation=full_name(affiliation, cast) if affiliation else None,
        rule="own_name" if stated else rule,
        evidence=entity.span,
    )


_KINDS = {"unknown": "person", "place": "organisation"}


def _shown(roles: Sequence[Role]) -> Role | None:
    """Return the role that says most of somebody: the first that is more than its noun."""
    borne = [one for one in roles if not one.body]
    return next((one for one in borne if one.text != one.head or one.words), borne[0]) if borne else None


def full_name(name: str, cast: Cast) -> str:
    """Return the full name of an organisation given by acronym: "SSU" → "Security Service of Norland"."""
    if name.isupper() and 1 < len(name) < 9:
        known = cast.by_acronym(name)
        if len(known) == 1:
            return known[0].name
        table = vocabulary().organisations.get(name)
        if table:
            return table[0]
    return name


def undecided(candidates: list[Entity], kind: str, name: str | None, rule: str, span: Span) -> Speaker:
    """Return an unresolved speaker with all who fit."""
    names = tuple(dict.fromkeys(one.name for one in candidates))[:_MOST]
    return Speaker(name, kind, "unresolved", names, rule=rule, evidence=span)


def gender_of(entity: Entity) -> str:
    """Return "m" or "f" where a title or role of the text says it, else ""."""
    if not entity.gender and entity.roles:
        heads = {role.head for role in entity.roles}
        if heads & _FEMALE and not heads & _MALE:
            entity.gender = "f"
        elif heads & _MALE and not heads & _FEMALE:
            entity.gender = "m"
    return entity.gender


def people_like(
    cast: Cast, name: Name, at: int, role: Role | None = None, gender_by: Callable[[Entity], str] = gender_of
) -> list[Entity]:
    """Return the people that a name at an offset can mean, best reading only: one, or several it cannot tell apart.

    `gender_by` tells a person's gender as far as the text shows it.
    """
    if not name.tokens:
        return []
    last = name.tokens[-1]
    known = cast.people_named(last, at)
    if not known:
        return []
    if len(name.tokens) > 1:
        fitting = [one for one in known if one.tokens[-1] == last and _fits_whole(one, name)]
        return [one for one in fitting if one.tokens == name.tokens] or fitting
    pool = _narrowed(_by_one_name(known, last), name, role, gender_by)
    before = [one for one in pool if one.first < at]
    return before if len(before) == 1 else (before or pool)[:_FEW]


def _narrowed(pool: list[Entity], name: Name, role: Role | None, gender_by: Callable[[Entity], str]) -> list[Entity]:
    """Return those of some people whom a title's gender, a suffix and a role beside the name leave."""
    gender = name.gender or (role and gender_of_head(role.head)) or ""
    if gender:
        pool = [one for one in pool if gender_by(one) in ("", gender)]
    if name.suffix:
        pool = [one for one in pool if one.suffix == name.suffix]
    if len(pool) > 1 and role and role.head:
        pool = [one for one in pool if any(fits(role.head, other.head) for other in one.roles)] or pool
    return pool


def _fits_whole(one: Entity, name: Name) -> bool:
    """Tell whether a name of several words can be somebody's: the same, or shorter or longer, or with an initial."""
    if one.suffix != name.suffix:
        return False
    own, said = set(one.tokens), set(name.tokens)
    if said <= own or (own <= said and len(one.tokens) > 1):
        return True
    first, other = one.tokens[0], name.tokens[0]
    return first[0] == other[0] and 1 in (len(first), len(other))


def _by_one_name(known: list[Entity], token: str) -> list[Entity]:
    """Return who is meant by one word: those with that family name, else with that given name, else all."""
    family = [
        one
        for one in known
        if one.tokens[-1] == token or (len(one.tokens) > 1 and one.tokens[0] == token and _family_first(one))
    ]
    return family or [one for one in known if one.tokens[0] == token] or known


def gender_of_head(head: str) -> str:
    """Return "m" or "f" for a noun that is said of one gender alone ("daughter"), else ""."""
    return "f" if head in _FEMALE else "m" if head in _MALE else ""


def _family_first(entity: Entity) -> bool:
    return entity.name.split(" ")[0] in vocabulary().family_first


def fits(later: str, borne: str) -> bool:
    """Tell whether one who is BORNE may be called LATER: a "head" is a "chief", a "defense minister" a "minister"."""
    if later == borne:
        return True
    if borne.startswith(_UNDER) and not later.startswith(_UNDER):  # the vice president is not "the president"
        return later in vocabulary().fits.get(borne, ())
    if borne.endswith(" " + later) or later.endswith(" " + borne):
        return True
    short = borne.rsplit(" ", 1)[-1]
    table = vocabulary().fits
    return (
        later in table.get(borne, ())
        or later in table.get(short, ())
        or later.rsplit(" ", 1)[-1] in table.get(borne, ())
    )


def by_role(cast: Cast, mention: Mention, at: int) -> list[Entity]:
    """Return the people of the article whose role fits a description: "the intelligence chief", "the North Korean leader"."""
    # "the head of the trade union" is not any head.
    said = mention.words | (mention.role.words if mention.role else frozenset())
    wanted = said - {"former", mention.head.rsplit(" ", 1)[-1]}
    found: list[Entity] = []
    plain: list[Entity] = []
    for one in cast.people_in_role(_heads_for(mention.head), at):
        role = next((role for role in one.roles if _bears(one, role, mention, wanted)), None)
        if role is not None:
            found.append(one)
            if _is_plain(role):
                plain.append(one)
    gender = gender_of_head(mention.head)
    # "the president": who is called "President Ford" goes before the president of a club.
    pool = plain if plain and not wanted and len(plain) < len(found) else found
    return [one for one in pool if not gender or gender_of(one) in ("", gender)]


def _bears(one: Entity, role: Role, mention: Mention, wanted: frozenset[str]) -> bool:
    """Tell whether a role of somebody fits a description with all its WANTED words, and is not over."""
    bears = role.words | {role.head} | (modifiers(one.affiliation) if one.affiliation else frozenset())
    return fits(mention.head, role.head) and wanted <= bears and not (_FORMER & bears) - mention.words


def _is_plain(role: Role) -> bool:
    """Tell whether a role stands alone: "president", not "president of the club" or "club president"."""
    if any(f" {word} " in role.text for word in ("of", "for", "at", "in")):
        return False
    return all(word.startswith("=") or word in role.head for word in role.words)


@cache
def _heads_for(head: str) -> tuple[str, ...]:
    """Return the roles under which a person called HEAD may stand in the index."""
    table = vocabulary().fits
    short = head.rsplit(" ", 1)[-1]
    heads = [head, short]
    heads += [borne for borne, later in table.items() if head in later or short in later]
    heads += [noun for noun in vocabulary().roles if noun.endswith(" " + short)]
    return tuple(dict.fromkeys(heads))


def by_body(cast: Cast, mention: Mention, at: int) -> list[Entity]:
    """Return the organisations before an offset that "the ministry" or "the defence ministry" can mean."""
    table = vocabulary().bodies
    head = mention.head.rsplit(" ", 1)[-1]
    wanted = mention.words - {head}
    direct = cast.organisations_headed((mention.head, head), at)
    found = [one for one in direct if wanted <= one.words | one.classes]
    if found:
        return found
    heads = tuple(borne for borne, later in table.items() if head in later)
    return [one for one in cast.organisations_headed(heads, at) if wanted <= one.words | one.classes]


def outlet_of(mention: Mention, source: str) -> Speaker | None:
    """Return the outlet that a source names, known or recognised by form; None for a generic or no outlet."""
    outlet = load_outlets().match(source) or load_outlets().match(mention.text) or guess_outlet(source)
    if outlet is None or outlet.generic:
        return None
    span = mention.name_span or mention.span
    return Speaker(outlet.name, "outlet", "stated", rule="outlet_form" if outlet.guessed else "outlet", evidence=span)


def body_named(cast: Cast, mention: Mention, name: Name) -> Entity | None:
    """Return the organisation of the article that a name means: by words, by acronym, by its first word."""
    words = mention.words or modifiers(name.name)
    return cast.organisation_like(words, bare(name.name))
