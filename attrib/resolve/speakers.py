"""Name the speaker of each attribution: a person, organisation, outlet or document, a role, somebody unnamed, or nobody sure."""

from bisect import bisect_left
from dataclasses import replace

from attrib.records import Attribution, Segmented, Span, Speaker, Speakers, Zone
from attrib.regex import regex
from attrib.resolve.bearers import apposed, holder
from attrib.resolve.cataphora import named_next
from attrib.resolve.coreference import (
    body_named,
    by_body,
    full_name,
    outlet_of,
    people_like,
    speaker_of,
    undecided,
)
from attrib.resolve.distance import is_far_body
from attrib.resolve.documents import resolve_document
from attrib.resolve.entities import body_heads
from attrib.resolve.gather import unglued
from attrib.resolve.groups import alone, is_doubtful, owned_by_others, with_acronym, with_family
from attrib.resolve.kept import kept_back
from attrib.resolve.mention import Mention
from attrib.resolve.name_kinds import (
    acts_as_person,
    close_by,
    family_names,
    is_family,
    is_first_word,
    is_made_up,
    is_modifier,
    is_phrase,
    is_plain_word,
    is_shown,
    people_of,
    place_of,
    place_or_word,
)
from attrib.resolve.names import Name
from attrib.resolve.outlet_speakers import described_outlet, outlet_by_form, paper_alone, reported_name
from attrib.resolve.passed import note_passed
from attrib.resolve.pronouns import resolve_pronoun
from attrib.resolve.relatives import name_rule, other_bearer
from attrib.resolve.scene import Scene
from attrib.resolve.sources import source_mention
from attrib.resolve.vocabulary import vocabulary

# "Norda police in a statement on Monday": where and when it was said is no part of the name.
_OCCASION = regex(
    r" (?:(?:in|on|at|during) (?:an?|its|their|his|her) (?:[\w-]+ ){0,2}(?:statement|interview|report|tweet|post|e-?mail|letter|briefing|"
    r"press release|news conference|press conference)\b.*|(?:on|in) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}|(?:19|20)\d\d)\b.*)$"
)
# "join forces with rebel Conservatives who", "country to clean up rural pollution": what is left of a clause, no name.
_BROKEN = regex(
    r"[a-z]+(?: [a-z]+){0,3} to [a-z]|(?:[a-z-]+ ){1,4}[A-Z][\w'’ ]* who$|(?:join|plans|reflecting|appease|ensure)(?:s|d|ing)? "
)
_REPORTED = frozenset(("as_reported_by", "first_reported_by"))
_REPORTS = regex(r"\breport(?:s|ed|ing)?\b")
# "The Lantern, citing two aides, said": who cites people or papers is an outlet.
_CITES = regex(
    r", (?:citing|quoting|which (?:cited|quoted|cites|quotes)) (?:an? |the )?(?:\w+ ){0,2}?(?:unnamed|unidentified|anonymous|"
    r"people|persons?|sources?|officials?|diplomats?|aides?|documents?|papers|records|witness(?:es)?|reports?)\b"
)


def resolve_speakers(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[Speakers, ...]:
    """Return the speakers of each attribution, in their order; () where an attribution has no source.

    A name is given only on evidence from the same article; where two fit, the speaker is unresolved with both. Those named
    together ("Ford and Abara said") are a speaker each.
    """
    found: list[Speakers] = [()] * len(attributions)
    articles: dict[int, list[int]] = {}
    for number, one in enumerate(attributions):
        if one.source:
            articles.setdefault(one.article, []).append(number)
    zones: dict[int, list[Zone]] = {}
    for zone in segmented.zones:
        zones.setdefault(zone.article, []).append(zone)
    for article, numbers in articles.items():
        scene = Scene(segmented, attributions, numbers, zones.get(article, []))
        for number, speakers in _resolve_article(scene).items():
            found[number] = speakers
    return tuple(found)


def _resolve_article(scene: Scene) -> dict[int, Speakers]:
    """Resolve names and descriptions in text order, pronouns behind what stands before them, quoted "I" last."""
    by_span: dict[tuple[Span, ...], Speakers] = {}
    late: list[tuple[int, Mention]] = []
    order = sorted(scene.numbers, key=lambda number: (scene.attributions[number].source[0][0], number))
    for number in order:
        one = scene.attributions[number]
        known = by_span.get(one.source)
        if known is None:
            mention = source_mention(scene.text, _from_name(scene, one))
            if mention.form == "pronoun" and mention.head in ("i", "we"):
                late.append((number, mention))
                continue
            known = by_span[one.source] = kept_back(scene, number, mention, _answer(scene, number, mention))
        scene.settle(number, known)
    for number, mention in late:
        scene.settle(number, resolve_pronoun(scene, number, mention))
    return note_passed(scene)


def _from_name(scene: Scene, one: Attribution) -> Attribution:
    """Return an attribution whose source begins with the whole name of a body, where it was cut in it: "Belt and {Road Union}"."""
    start, end = one.source[0]
    place = bisect_left(scene.cast.starts, start) - 1
    run = scene.cast.runs[place] if place >= 0 else None
    if run is None or not run.start < start < run.end or " and " not in scene.text[run.start : start]:
        return one
    if run.entity is None or run.entity.kind != "organisation" or not scene.text.endswith("the ", 0, run.start):
        return one
    return replace(one, source=((run.start, end), *one.source[1:]))


def _answer(scene: Scene, number: int, mention: Mention) -> Speakers:
    if mention.form == "pronoun":
        return resolve_pronoun(scene, number, mention)
    if mention.form == "group":
        return _group(scene, number, mention)
    return (_resolve(scene, number, mention),)


def _resolve(scene: Scene, number: int, mention: Mention) -> Speaker:
    if scene.text[mention.span[0] : mention.span[1] + 1] in vocabulary().states:
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=mention.span)  # "Ava, {Mo.}, who"
    if len(mention.text) == 1:  # "Q: Why?\n\nA: It was late.": nobody's initial
        return Speaker(mention.text, "unknown", "unresolved", rule="own_words", evidence=mention.span)
    if mention.form == "name" and mention.name:
        glued = mention.name.kind == "word" and "-" in mention.name.name
        return _named(scene, number, mention, unglued(scene.text, mention.name) if glued else mention.name)
    return _described(scene, number, mention)


def _group(scene: Scene, number: int, mention: Mention) -> Speakers:
    """ "Norland, the United States and its allies": each member resolved by itself, in the order of the text, each name once."""
    found = [_answer(scene, number, member) for member in mention.members]
    firsts = [speakers[0] for speakers in found]
    single = alone(scene.text, mention, firsts)
    if single is not None:
        return found[single]
    kinds = {one.kind for one in firsts}
    if is_doubtful(scene.text, mention, firsts) and not kinds <= {"anonymous", "role"}:
        unnamed = "anonymous" in (firsts[0].kind, firsts[-1].kind)
        kind = "anonymous" if unnamed else "unknown"
        return (Speaker(mention.text, kind, "stated", rule="own_words", evidence=mention.span),)
    if kinds <= {"anonymous", "role"} and "anonymous" in kinds:
        return (Speaker(mention.text, "anonymous", "stated", rule="anonymous", evidence=mention.span),)
    apart: dict[str, Speaker] = {}
    for one in with_family(owned_by_others(mention, found), mention):
        apart.setdefault(one.name or f"?{len(apart)}", one)
    return tuple(apart.values())


def _named(scene: Scene, number: int, mention: Mention, name: Name) -> Speaker:
    cast, at = scene.cast, mention.span[0]
    span = mention.name_span or mention.span
    borne = mention.role is not None and bool(mention.role.head) and not mention.role.body
    articled = mention.head == "the" and not (mention.owner or borne or _is_described(mention, name))
    outlet = outlet_by_form(mention, name, span)
    if outlet:
        return outlet
    if articled and is_family(scene, name):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
    # "Wagner" is the name of a group and of a lawyer: the short form counts, not the name that a table gives for it.
    short = name.name if " " not in name.name else scene.text[span[0] : span[1]]
    if name.tokens or (" " not in short and not articled):
        read = name if name.tokens else Name("word", short, tokens=(short.casefold(),))
        if not articled or name.kind == "person":
            known = people_like(cast, read, at, mention.role, scene.gender)
            if not name.tokens:  # "Washington", "Axios": only a person's family name takes it
                known = [one for one in known if one.sure and read.tokens[0] in family_names(one)]
            reported = name.kind in ("word", "unknown") and scene.attributions[number].pattern in _REPORTED
            if reported and not mention.role and not any(one.sure for one in known):
                # "first reported by Corran Tidings": an outlet, unless the text shows a person of that name.
                return Speaker(reported_name(mention, name), "outlet", "stated", rule="reported_by", evidence=span)
            if len(known) == 1 and is_first_word(scene, known[0], read):
                return place_or_word(scene, name, span)
            if len(known) == 1 and not known[0].sure and is_phrase(scene, name, at) and not scene.gender(known[0]):
                return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
            if len(known) == 1 and not (known[0].sure or known[0].roles or mention.role):
                whole = known[0].tokens == read.tokens
                if whole and not scene.gender(known[0]) and not is_shown(scene, known[0].name, at):
                    return Speaker(known[0].name, "unknown", "stated", rule="own_words", evidence=span)
            if len(known) == 1 and known[0].kind in ("person", "unknown"):
                if mention.role and mention.role.head and not mention.role.body:
                    cast.add_role(known[0], mention.role)
                rule = name_rule(known[0], read)
                other = other_bearer(scene.text, known[0]) if rule == "family_name" and len(read.tokens) == 1 else None
                if other and not read.gender:
                    both = (known[0].name, other) if " " in other else (known[0].name,)
                    return Speaker(name.name, "person", "unresolved", both, rule="namesakes", evidence=span)
                return speaker_of(known[0], cast, mention.span, rule, mention.role)
            if known:
                return undecided(known, "person", name.name, "namesakes", span)
    if name.kind == "person" and not (mention.role and mention.role.body and not name.before):
        return _person(scene, mention, name, span)
    if name.kind == "outlet":
        return Speaker(name.name, "outlet", "stated", rule="outlet", evidence=span)
    if name.kind == "place" and scene.text.startswith(", who ", mention.name_span[1] if mention.name_span else 0):
        return Speaker(
            mention.text, "unknown", "stated", rule="own_words", evidence=span
        )  # "radicals in {Norway, who}"
    if name.kind == "place":
        return people_of(mention, name) or place_of(name, span)
    return _body(scene, number, mention, name, span)


def _is_described(mention: Mention, name: Name) -> bool:
    """Tell whether an adjective stands between "the" and a single word: "the 30-year-old Ford", not "the Ford"."""
    return name.kind == "word" and mention.text.split(" ", 2)[1:2] != [name.name.split(" ")[0]]


def _person(scene: Scene, mention: Mention, name: Name, span: Span) -> Speaker:
    role = mention.role
    affiliation = full_name(role.affiliation, scene.cast) if role and role.affiliation else None
    text = role.text if role and role.text else name.role or None
    if len(name.tokens) > 1:
        entity = scene.cast.add_person(name, span[0] - name.offset, span[1])
        if role and role.head:
            scene.cast.add_role(entity, role)
    return Speaker(name.name, "person", "stated", role=text, affiliation=affiliation, rule="own_name", evidence=span)


def _body(scene: Scene, number: int, mention: Mention, name: Name, span: Span) -> Speaker:
    """Resolve a name that is no person's as far as one can see: organisation, outlet, acronym, or a single word."""
    cast, at = scene.cast, mention.span[0]
    if (
        mention.text.isupper()
        and mention.text.isalpha()
        and mention.text not in cast.aliases
        and scene.is_transcript(number)
    ):
        # "REED: No new taxes.\n\nDOE: Not one.": names in capitals; of initials that are known, nothing tells which.
        shouted = people_like(cast, Name("word", name.name, tokens=(mention.text.casefold(),)), at)
        if len(shouted) == 1:
            return speaker_of(shouted[0], cast, mention.span, "family_name")
        kind = "person" if name.kind == "acronym" else "unknown"
        return Speaker(mention.text, kind, "stated", rule="own_words", evidence=span)
    if name.kind == "acronym" and mention.head in ("his", "her", "my"):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)  # "his ID"
    if name.kind == "acronym":
        known = cast.by_acronym(name.name)
        if len(known) == 1:
            return speaker_of(known[0], cast, mention.span, "acronym")
        if known:
            return undecided(known, "organisation", name.name, "acronym", span)
        shouted = people_like(cast, Name("word", name.name, tokens=(name.name.casefold(),)), at)
        if len(shouted) == 1 and len(name.name) > 3:  # "BRANDT: No new taxes"
            return speaker_of(shouted[0], cast, mention.span, "family_name")
    entity = body_named(cast, mention, name)
    if entity is not None and not (
        name.kind == "word" and mention.head == "" and entity.name != name.name and acts_as_person(scene, name.name, at)
    ):
        return speaker_of(entity, cast, mention.span, "own_name" if entity.name.endswith(name.name) else "organisation")
    one = scene.attributions[number]
    source = scene.text[mention.span[0] : mention.span[1]]
    outlet = outlet_of(mention, source) or paper_alone(source, span)
    if outlet:
        return outlet
    if name.kind == "organisation":
        head = body_heads(name.name.split())[-1]
        fuller = by_body(cast, mention._replace(head=head), at)
        if len(fuller) == 1:
            return speaker_of(fuller[0], cast, mention.span, "organisation")
        # "Norda's parent company Dask" is Dask alone.
        beside = scene.text[span[0] - 3 : span[0]] in ("'s ", "’s ") or scene.text[span[0] - 2 : span[0]] in (
            "' ",
            "’ ",
        )
        shown = f"{mention.owner}'s {name.name}" if beside and mention.owner[:1].isupper() else name.name
        return Speaker(shown, "organisation", "stated", rule="own_name", evidence=span)
    cue = " ".join(scene.text[start:end] for start, end in one.cue)
    if (
        mention.head == "the"
        and name.kind in ("word", "unknown", "thing")
        and (one.pattern in _REPORTED or _REPORTS.search(cue) or _CITES.search(source))
    ):
        return Speaker(reported_name(mention, name), "outlet", "stated", rule="reported_by", evidence=span)
    if mention.role is not None and mention.role.body:
        return Speaker(name.name, "organisation", "stated", rule="own_name", evidence=span)
    borne = mention.role is not None and bool(mention.role.head)
    if name.kind == "word" and not borne and is_made_up(name):
        return Speaker(name.name, "organisation", "stated", rule="own_name", evidence=span)
    if name.kind == "word" and not borne and is_plain_word(scene, one, name, at):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
    if name.kind == "unknown" and not borne and is_phrase(scene, name, at):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
    if name.kind in ("word", "unknown") and (
        mention.head in ("", "his", "her", "their", "my", "our")
        or (mention.owner and mention.owner not in vocabulary().places and is_shown(scene, name.name, at))
        or borne
        or "-year-old " in mention.text
    ):
        if not mention.role and not is_shown(scene, name.name, at):
            return Speaker(name.name, "unknown", "stated", rule="own_words", evidence=span)
        return _person(scene, mention, name, span)
    if name.kind == "word" and not borne and is_modifier(scene, name.name, at):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
    if name.kind == "thing" and mention.head in ("his", "her", "your"):
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)  # "His Holiness"
    return Speaker(
        name.name, "organisation" if name.kind != "thing" else "unknown", "stated", rule="own_name", evidence=span
    )


def _described(scene: Scene, number: int, mention: Mention) -> Speaker:
    at, span, cast = mention.span[0], mention.span, scene.cast
    source = scene.text[span[0] : span[1]]
    bearer = _family_name(scene, mention, source)
    if bearer:
        return bearer
    if mention.sort in ("document", "documents"):
        return resolve_document(scene, mention, source)
    outlet = described_outlet(scene, mention, source)
    if outlet:
        return outlet
    if mention.sort == "role":
        indefinite = not mention.definite and mention.text.split(" ", 1)[0].lower() in (
            "a",
            "an",
            "one",
            "another",
            "some",
            "any",
            "no",
            "every",
            "each",
        )
        if indefinite:
            return named_next(scene, number, mention) or Speaker(
                with_acronym(mention.text),
                "anonymous",
                "stated",
                role=mention.role.text if mention.role else None,
                affiliation=mention.role.affiliation if mention.role else None,
                rule="anonymous",
                evidence=span,
            )
        found = apposed(scene, number, mention) or holder(scene, number, mention)
        return (named_next(scene, number, mention) if found.kind == "role" else None) or found
    if mention.sort in ("roles", "people"):
        return Speaker(mention.text, "anonymous", "stated", rule="anonymous", evidence=span)
    if " saying " in mention.text or " said " in mention.text:
        return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
    if mention.sort == "body" and mention.definite and " and " not in mention.text:
        known = close_by(scene, by_body(cast, mention, at), number)
        if len(known) == 1 and is_far_body(scene, known[0], number, mention):
            known = []
        if len(known) == 1:
            return speaker_of(known[0], cast, span, "definite_organisation")
        if known:
            return undecided(known, "organisation", mention.text, "definite_organisation", span)
    if mention.sort in ("body", "bodies"):
        if _BROKEN.match(mention.text):
            return Speaker(mention.text, "unknown", "stated", rule="own_words", evidence=span)
        return Speaker(
            _OCCASION.sub("", mention.text), "organisation", "stated", rule="definite_organisation", evidence=span
        )
    return Speaker(
        mention.text or None, "unknown", "stated" if mention.text else "unresolved", rule="own_words", evidence=span
    )


def _family_name(scene: Scene, mention: Mention, source: str) -> Speaker | None:
    """ "Ana King resigned. {King} said …": a bare role, body or document in capitals that is somebody's family name here."""
    if not source.isalpha() or not source.istitle():
        return None
    word = source.casefold()
    read = Name("word", source, tokens=(word,))
    known = [one for one in people_like(scene.cast, read, mention.span[0]) if one.sure and word in family_names(one)]
    if len(known) == 1:
        return speaker_of(known[0], scene.cast, mention.span, "family_name")
    return undecided(known, "person", source, "namesakes", mention.span) if known else None
