"""Who else stood in reach of a mention that was resolved to somebody: the candidates not taken, for the explanation."""

from dataclasses import replace

from attrib.records import Speaker, Speakers
from attrib.resolve.candidates import RUNS, sentences_back
from attrib.resolve.scene import Scene

_MOST = 6
_BODIES = frozenset(("organisation", "outlet", "place"))


def note_passed(scene: Scene) -> dict[int, Speakers]:
    """Return the settled speakers of an article, each inferred one with the names in reach that it was chosen over."""
    result = dict(scene.settled)
    for number, speakers in scene.settled.items():
        if any(one.status == "inferred" for one in speakers):
            own = {one.name for one in speakers}
            result[number] = tuple(_with_passed(scene, number, one, own) for one in speakers)
    return result


def _with_passed(scene: Scene, number: int, speaker: Speaker, own: set[str | None]) -> Speaker:
    passed = _passed(scene, number, speaker, own) if speaker.status == "inferred" else ()
    return replace(speaker, passed=passed) if passed else speaker


def _passed(scene: Scene, number: int, speaker: Speaker, own: set[str | None]) -> tuple[str, ...]:
    """Return the people, or the organisations, named in the sentences up to a mention, the nearest first."""
    one = scene.attributions[number]
    if speaker.kind not in ("person", "organisation", "outlet") or not one.source:
        return ()
    at = one.source[0][0]
    back = sentences_back(scene, one.sentence)
    start = scene.segmented.sentences[back[-1] if back else one.sentence].start
    found: dict[str, None] = {}
    for run in reversed(scene.cast.runs_between(start, at)[-RUNS:]):
        if speaker.kind == "person":
            for other in scene.people_at(run) if run.entity is None else [run.entity]:
                if other.kind in ("person", "unknown") and (other.sure or other.name in scene.spoken):
                    found.setdefault(other.name)
        elif run.entity is not None and run.entity.kind in _BODIES:
            found.setdefault(run.entity.name)
    return tuple(name for name in found if name not in own)[:_MOST]
