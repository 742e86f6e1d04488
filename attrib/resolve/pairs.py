"""Whom "the two", "both sides" and "the three" mean: as many as one sentence before names, or a group that has spoken."""

from dataclasses import replace

from attrib.records import Speaker, Speakers
from attrib.resolve.candidates import RUNS, is_aside, sentences_back
from attrib.resolve.coreference import speaker_of
from attrib.resolve.mention import Mention
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import COUNTED, vocabulary

_MOST = 6


def is_counted(words: str) -> bool:
    """Tell whether words of a source stand for a counted group: "the two", "both sides"."""
    return words.lower() in COUNTED


def resolve_counted(scene: Scene, number: int, mention: Mention) -> Speakers:
    """Return the group that "the two" means; unresolved, with all of them, where the nearest sentence names more.

    A sentence that names fewer than counted is passed over; one that holds a group source of that many decides.
    """
    count, gender = COUNTED[mention.text.lower()]
    own, at = scene.attributions[number], mention.span[0]
    nothing = Speaker(None, "unknown", "unresolved", rule="counted", evidence=mention.span)
    for sentence in sentences_back(scene, own.sentence)[:3]:
        group = _spoken_group(scene, number, sentence, at, count)
        if group is not None:
            return tuple(replace(one, status="inferred", rule="counted") for one in group)
        people, bodies = _named_in(scene, sentence, at, gender)
        pool = people if len(people) >= len(bodies) or gender else bodies
        if people and bodies and not gender and len(people) + len(bodies) != max(len(people), len(bodies)):
            pool = people if len(people) == count and not _sided(mention) else pool
            if _sided(mention) and len(bodies) == count:
                pool = bodies
        if len(pool) < count:
            continue
        if len(pool) > count:
            names = tuple(str(one.name) for one in pool[:_MOST])
            return (Speaker(None, pool[0].kind, "unresolved", names, rule="counted", evidence=mention.span),)
        return tuple(replace(one, status="inferred", rule="counted") for one in pool)
    return (nothing,)


def _sided(mention: Mention) -> bool:
    return mention.text.lower().endswith("sides")


def _spoken_group(scene: Scene, number: int, sentence: int, at: int, count: int) -> Speakers | None:
    """Return the group of as many that was a source in a sentence, None where none or several were."""
    found = {
        tuple(one.name for one in group): group
        for other in scene.attributions_in(sentence, at)
        if other != number
        and len(group := scene.settled.get(other, ())) == count
        and all(one.status != "unresolved" for one in group)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _named_in(scene: Scene, sentence: int, before: int, gender: str) -> tuple[list[Speaker], list[Speaker]]:
    """Return the people and the organisations or countries that a sentence names before an offset, each once."""
    span = scene.segmented.sentences[sentence]
    people: dict[str, Speaker] = {}
    bodies: dict[str, Speaker] = {}
    for run in scene.cast.runs_between(span.start, min(span.end, before))[-RUNS:]:
        where = (run.start, run.end)
        person = scene.person_at(run)
        if person is not None and (person.sure or person.name in scene.spoken):
            owns = scene.text[run.end : run.end + 2] in ("'s", "’s")
            if not owns and (not gender or scene.gender(person) in ("", gender)):
                people.setdefault(person.name, speaker_of(person, scene.cast, where, "counted"))
        elif run.entity is not None and run.entity.kind in ("organisation", "outlet"):
            if not is_aside(scene.text, run):
                bodies.setdefault(run.entity.name, speaker_of(run.entity, scene.cast, where, "counted"))
        elif (
            run.name.kind == "place"
            and not is_aside(scene.text, run)
            and scene.text[run.start - 4 : run.start] != " in "
        ):
            row = vocabulary().places.get(run.name.name)
            if row and row["kind"] in ("country", "metonym"):
                one = Speaker(run.name.name, "organisation", "inferred", rule="counted", evidence=where)
                bodies.setdefault(run.name.name, one)
    return list(people.values()), list(bodies.values())
