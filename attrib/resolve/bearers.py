"""Whom a role means: "the union's lawyer" behind a name, before or without one."""

from dataclasses import replace

from attrib.records import Speaker
from attrib.resolve.candidates import opens
from attrib.resolve.coreference import by_role, speaker_of, undecided
from attrib.resolve.distance import is_far_person
from attrib.resolve.entities import Entity
from attrib.resolve.mention import Mention
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import vocabulary

_REACH = 90  # characters behind a source


def apposed(scene: Scene, number: int, mention: Mention) -> Speaker | None:
    """ "Ana Ford, {the president of the union}, said": the person whose name the role stands behind, between commas."""
    start, end = mention.span
    if scene.text[start - 2 : start] != ", " or scene.text[end : end + 1] != ",":
        return None
    sentence = scene.sentence_of(number)
    runs = scene.cast.runs_between(max(sentence.start, start - _REACH), start)
    person = scene.person_at(runs[-1]) if runs and runs[-1].end == start - 2 else None
    if person is None or not opens(scene.text, sentence.start, runs[-1]):
        return None
    return speaker_of(person, scene.cast, mention.span, "apposition", mention.role)


def holder(scene: Scene, number: int, mention: Mention) -> Speaker:
    """Return the person who bears a role ("the intelligence chief"), the role where nobody does, both where two do."""
    known: list[Entity] = by_role(scene.cast, mention, mention.span[0])
    if mention.text.lower().startswith(("my ", "your ")):
        known = []  # "But {my co-founder} said …": not the co-founder who says so
    if (not mention.definite and " and " in mention.text) or (
        len(known) == 1 and is_far_person(scene, known[0], number, mention)
    ):
        known = []
    unnamed = vocabulary().roles.get(mention.head, ("", False))[1] and _same_unnamed(scene, mention)
    if known and _seen(scene, mention) and scene.withholds:
        known = []  # "A doctor, who asked not to be named, said … The doctor added": not the doctor named before
    if unnamed and unnamed.name != mention.text:
        return unnamed  # "A White House official said … The official added": not the school official named between
    if len(known) == 1:
        return speaker_of(known[0], scene.cast, mention.span, "role")
    if known:
        return undecided(known, "person", mention.text, "role", mention.span)
    earlier = _same_unnamed(scene, mention)
    if earlier:
        return earlier
    role = mention.role
    hidden = vocabulary().roles.get(mention.head, ("", False))[1]
    return Speaker(
        mention.text,
        "anonymous" if hidden else "role",
        "stated",
        role=role.text if role else None,
        affiliation=role.affiliation if role else None,
        rule="role",
        evidence=mention.span,
    )


def _same_unnamed(scene: Scene, mention: Mention) -> Speaker | None:
    """ "A senior official said … The official added": the same unnamed one, where only one was brought in."""
    seen = _seen(scene, mention)
    if len(seen) == 1:
        return replace(next(iter(seen.values())), status="inferred", rule="same_unnamed")
    return None


def _seen(scene: Scene, mention: Mention) -> dict[str, Speaker]:
    """Return the unnamed ones called by a mention's noun whom the article brought in before."""
    return scene.unnamed.get(mention.head.rsplit(" ", 1)[-1], {})
