"""How far back a description may reach: "the lawyer", "the group" mean whom the last sentences name, or nobody sure."""

from attrib.resolve.candidates import RUNS, sentences_back
from attrib.resolve.coreference import fits
from attrib.resolve.entities import Entity, Run
from attrib.resolve.mention import Mention
from attrib.resolve.roles import head_noun
from attrib.resolve.scene import Scene

# Offices of which an article has one, however far above it names who holds it.
_ONE = frozenset(
    "president minister premier chancellor king queen pope prince princess leader governor mayor emperor sultan emir ayatollah "
    "taoiseach tanaiste speaker chairman chairwoman ambassador".split()
)
# Nouns for bodies of every sort: another body named in between may be meant.
_ANY = frozenset(
    "company firm group agency party organization body bank business corporation operator network association maker carrier "
    "developer retailer manufacturer union club team institution".split()
)


def is_far_person(scene: Scene, person: Entity, number: int, mention: Mention) -> bool:
    """Tell whether somebody else has been named since the one who bears a role, so that "the lawyer" may be another."""
    head = mention.head.rsplit(" ", 1)[-1]
    if head in _ONE or mention.words - {head}:
        return False
    for run in reversed(_runs(scene, number, mention)):
        other = scene.person_at(run)
        if other is person:
            return False
        if other is None and person in scene.people_at(run):
            return False
        borne = [role.head for role in other.roles] if other is not None else []
        if other is None or (borne and not any(fits(mention.head, one) for one in borne)):
            continue  # "the judge" is not "the lawyer"
        if other.sure or other.name in scene.spoken:
            return True
    return not _spoke(scene, person.name, number)


def is_far_body(scene: Scene, body: Entity, number: int, mention: Mention) -> bool:
    """Tell whether the body that "the group" can mean is not named near, or another that may be one is named since."""
    head = mention.head.rsplit(" ", 1)[-1]
    if head not in _ANY or mention.words - {head}:
        return False
    for run in reversed(_runs(scene, number, mention)):
        if run.entity is body or run.name.name == body.name or body in scene.cast.by_acronym(run.name.name):
            return False
        if run.entity is not None and run.entity.kind in ("organisation", "outlet"):
            if head_noun(run.entity.name)[0].rsplit(" ", 1)[-1] in ("", *_ANY):
                return True
        elif run.entity is None and run.name.kind in ("acronym", "unknown"):
            return True
    return not _spoke(scene, body.name, number)


def _runs(scene: Scene, number: int, mention: Mention) -> list[Run]:
    back = sentences_back(scene, scene.attributions[number].sentence)
    start = scene.segmented.sentences[back[-1]].start if back else mention.span[0]
    return scene.cast.runs_between(start, mention.span[0])[-RUNS:]


def _spoke(scene: Scene, name: str, number: int) -> bool:
    """Tell whether somebody has been named as a speaker in the sentences before, by whatever words."""
    at = scene.attributions[number].source[0][0]
    return any(
        speaker.name == name
        for sentence in sentences_back(scene, scene.attributions[number].sentence)
        for other in scene.attributions_in(sentence, at)
        for speaker in scene.settled.get(other, ())
    )
