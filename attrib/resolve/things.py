"""Find whom "it" and "they" mean: a body, a document or many, which speak in the sentences before."""

from dataclasses import replace

from attrib.records import Attribution, Speaker, Speakers
from attrib.resolve.candidates import RUNS, is_aside, is_single, opens, sentences_back
from attrib.resolve.coreference import speaker_of
from attrib.resolve.mention import Mention
from attrib.resolve.roles import head_noun
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import vocabulary

_MOST = 6
_BACK = 3  # sentences in which whom "it" and "they" mean may have spoken, its own among them
_NAMED = 2  # those in which whom "it" means may be named without speaking


def all_inferred(speakers: Speakers, rule: str) -> Speakers:
    """Return all speakers that a rule found for a pronoun, each as `inferred` has it."""
    return tuple(inferred(one, rule) for one in speakers)


def inferred(speaker: Speaker, rule: str) -> Speaker:
    """Return the speaker that a rule found for a pronoun, unresolved as before where it was."""
    if speaker.status == "unresolved":
        return replace(speaker, rule=rule)
    return replace(speaker, status="inferred", rule=rule)


def resolve_thing(scene: Scene, number: int, mention: Mention, kinds: tuple[str, ...]) -> Speakers:
    """Resolve "it" and "they": the speaker of its kind before it, or those who spoke together, else the one body named."""
    own = scene.attributions[number]
    at = mention.span[0]
    kind = "unknown" if mention.head == "they" else "organisation"
    nothing = Speaker(mention.text.lower(), kind, "unresolved", rule="pronoun", evidence=mention.span)
    if mention.head == "it" and _is_empty(scene, own):
        return (nothing,)
    they = mention.head == "they"
    for back, sentence in enumerate(sentences_back(scene, own.sentence)[:_BACK]):
        spoke = _spoke(scene, number, mention, sentence, kinds)
        outer = scene.settled.get(own.parent, ()) if own.parent is not None and sentence == own.sentence else ()
        if outer and _names(outer) in spoke:
            return all_inferred(outer, "pronoun_own_content")
        named = [] if they or back >= _NAMED else _bodies_in(scene, sentence, at, own)
        if spoke or named:
            only = _only(spoke, named)
            return all_inferred(only, "pronoun") if only else (_open(nothing, spoke, named),)
    return (nothing,)


_Spoke = dict[tuple[str, ...], Speakers]


def _spoke(scene: Scene, number: int, mention: Mention, sentence: int, kinds: tuple[str, ...]) -> _Spoke:
    """Return who speaks in a sentence before a pronoun and can be meant by it, by their names."""
    at, spoke = mention.span[0], _Spoke()
    for other in scene.attributions_in(sentence, at):
        if other != number and scene.attributions[other].source[0][0] < at:
            for group in _meant(scene.settled.get(other, ()), mention.head, kinds):
                spoke.setdefault(_names(group), group)
    return spoke


def _meant(speakers: Speakers, head: str, kinds: tuple[str, ...]) -> list[Speakers]:
    """Return those of one source that a pronoun can mean: "they" all who spoke together, "it" each body by itself."""
    if head == "they" and len(speakers) > 1:
        return [speakers] if all(one.name for one in speakers) else []
    return [(one,) for one in speakers if one.name and one.kind in kinds and (head != "they" or _is_many(one))]


def _names(speakers: Speakers) -> tuple[str, ...]:
    return tuple(one.name or "" for one in speakers)


def _only(spoke: _Spoke, named: list[tuple[Speaker, bool]]) -> Speakers:
    """Return who can be meant: the only ones to speak, with no other body as a subject between, else the only subject."""
    if len(spoke) == 1:
        names, only = next(iter(spoke.items()))
        known = {*names, *(one.affiliation for one in only)}
        return () if any(subject and one.name not in known for one, subject in named) else only
    return (named[0][0],) if not spoke and len(named) == 1 and named[0][1] else ()


def _open(nothing: Speaker, spoke: _Spoke, named: list[tuple[Speaker, bool]]) -> Speaker:
    """Return NOTHING with all who can be meant: who speaks, else who is named."""
    spoken = tuple(dict.fromkeys(name for group in spoke for name in group))
    names = spoken or tuple(dict.fromkeys(one.name for one, _subject in named if one.name))
    return replace(nothing, name=None, candidates=names[:_MOST])


def _is_many(speaker: Speaker) -> bool:
    """Tell whether "they" can mean a speaker: a group, people, the police, bodies; not one body or place."""
    name = speaker.name or ""
    if speaker.rule in ("place", "metonym"):
        return False
    if speaker.kind == "anonymous":
        return not is_single(name)
    last = name.rsplit(" of ", 1)[0].split(" ")[-1].lower()
    return head_noun(last)[1] in ("bodies", "roles", "people") or last in ("police", "forces", "authorities")


def _is_empty(scene: Scene, own: Attribution) -> bool:
    """Tell whether "it" stands for no one: "it was made clear to him that"."""
    cue = scene.text[own.cue[0][0] : own.cue[0][1]].lower().split() if own.cue else []
    return (
        len(cue) > 1 and cue[0] in ("is", "was", "been", "be") and (cue[-1] in vocabulary().pasts or cue[-1] == "clear")
    )


def _bodies_in(scene: Scene, sentence: int, before: int, own: Attribution) -> list[tuple[Speaker, bool]]:
    """Return the organisations and countries that a sentence names, and whether as its subject.

    Those within the content that "it" says are left out.
    """
    span = scene.segmented.sentences[sentence]
    found: dict[str, tuple[Speaker, bool]] = {}
    for run in scene.cast.runs_between(span.start, min(span.end, before))[-RUNS:]:
        within = run.name.kind == "place" and scene.text[run.start - 4 : run.start] == " in "
        if within or any(start <= run.start < end for start, end in own.content):
            continue
        subject = not found and opens(scene.text, span.start, run) and not is_aside(scene.text, run)
        if run.entity is not None and run.entity.kind in ("organisation", "outlet"):
            one = speaker_of(run.entity, scene.cast, (run.start, run.end), "pronoun")
            found.setdefault(run.entity.name, (one, subject))
        elif run.name.kind == "place" and _is_state(run.name.name) and not is_aside(scene.text, run):
            one = Speaker(run.name.name, "organisation", "inferred", rule="pronoun", evidence=(run.start, run.end))
            found.setdefault(run.name.name, (one, subject))
    return list(found.values())


def _is_state(name: str) -> bool:
    """Tell whether a place can speak as "it": a country, or what stands for a government, not a town."""
    row = vocabulary().places.get(name) or vocabulary().places.get(f"the {name}")
    return row is not None and row["kind"] in ("country", "metonym", "state")
