"""Whom a pronoun can mean: the people of a sentence, and which of them stands out."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from attrib.records import Span, Speaker
from attrib.regex import regex
from attrib.resolve.coreference import speaker_of, undecided
from attrib.resolve.entities import Entity, Run
from attrib.resolve.outlet_names import fold
from attrib.resolve.roles import head_noun
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import vocabulary

_BACK = 4  # sentences read back from the pronoun
RUNS = 60  # names of one sentence
_PREPOSITIONS = frozenset("of with by for to from at in on against under about like unlike near and".split())
_BESIDE = frozenset("of by for under against about like from than to in near".split())
# "Abara, a baker, agreed. “My shop lives off the docks,” she said": who answers so goes on speaking.
_ANSWERS = regex(
    r"(?:, [^,.;:]{1,80},)? (?:(?:dis)?agree[sd]|concur(?:s|red)|nod(?:s|ded)|demur(?:s|red)|objected|objects)[.,;]"
)
# Attributions whose content names who else is spoken of on equal terms: "Ford accused Abara of lying. She said ..."
_SAYS = regex(
    r" (?:also |has |had |then )?(?:said|says|told|tells|added|adds|wrote|stressed|noted|announced|explained|explains)\b"
)
_TOWARDS = frozenset(
    ("source_cue_object", "source_cue_complement", "source_urge_to", "source_cue_as", "participle_object")
)


class Candidate(NamedTuple):
    """Somebody a pronoun can mean: speaker record, where named, whether as a speaker, as a subject, or only in passing."""

    speaker: Speaker
    at: int
    spoke: bool = False
    subject: bool = False
    aside: bool = False
    inside: bool = False
    quoted: bool = False
    credited: bool = False  # names the source of some attribution, or stands right before a verb of saying


def sentences_back(scene: Scene, sentence: int) -> list[int]:
    """Return a sentence and those before it in the same article and sort of zone, nearest first."""
    sentences, zones = scene.segmented.sentences, scene.segmented.zones
    own = sentences[sentence]
    kind = zones[own.zone].kind
    found = []
    for index in range(sentence, max(-1, sentence - _BACK - 1), -1):
        other = sentences[index]
        if other.article != own.article:
            break
        if zones[other.zone].kind == kind:
            found.append(index)
    return found


def choose(found: list[Candidate]) -> list[Candidate]:
    """Narrow the people of one sentence down: its speaker, else its only one, else all that stand equal."""
    unique: dict[str, Candidate] = {}
    for one in found:
        key = one.speaker.name or f"?{one.at}"
        if key not in unique or (one.spoke and not unique[key].spoke):
            unique[key] = one
    pool = list(unique.values())
    if len(pool) == 1:
        return pool
    spoke = [one for one in pool if one.spoke]
    if len(spoke) == 1:
        return [*spoke, *_rivals(spoke[0], pool)]
    if spoke:
        return spoke
    plain = [one for one in pool if not one.aside]
    return plain if len(plain) == 1 and plain[0].subject else pool


def _rivals(speaker: Candidate, pool: list[Candidate]) -> list[Candidate]:
    """Return who of a sentence stands equal to its one speaker.

    "A spokesman for Ford said she ...": somebody unnamed gives way to no name, but does not outdo one.
    """
    named = speaker.speaker.kind == "person"
    rivals = [one for one in pool if one is not speaker and not (named and (one.inside or one.aside))]
    behind = any(one.at >= speaker.at for one in rivals) or any(one.subject for one in rivals)
    return rivals if behind else []


def people_in(scene: Scene, sentence: int, before: int, skip: int) -> list[Candidate]:
    """Return the people named in a sentence before an offset, its speakers among them.

    SKIP is the attribution that asks, -1 for none: whom its content names is spoken of.
    """
    span = scene.segmented.sentences[sentence]
    runs = scene.cast.runs_between(span.start, min(span.end, before))[-RUNS:]
    told = _sources_in(scene, sentence, before, skip)
    found = told.speakers
    inside = told.contents if runs else ()
    own = _own_words(scene, skip)
    opened = False
    for run in runs:
        sourced = _within(run, told.sources)
        person = scene.person_at(run)
        if sourced and (person is None or any(one.speaker.name == person.name for one in found)):
            opened = True
            continue
        if person is None:
            found += _namesakes(scene, run)
            continue
        # "Orlane Dask won the prize. She …": two words that open a sentence, no body's or place's name.
        first = not opened and opens(scene.text, span.start, run)
        # "Ford is no friend of the plan, she said": who is spoken of is not who speaks.
        if not _is_shown(scene, person, run, first) or _within(run, own):
            continue
        # "In a letter to Leik, Ford said": who is only spoken to opens no sentence.
        opened = opened or not is_aside(scene.text, run)
        found.append(_named(scene, person, run, first, sourced, _within(run, inside)))
    return found


class _Sources(NamedTuple):
    """The sources of a sentence, who speaks there, and what is told there."""

    speakers: list[Candidate]
    sources: tuple[Span, ...]
    contents: tuple[Span, ...]


def _sources_in(scene: Scene, sentence: int, before: int, skip: int) -> _Sources:
    stop = min(scene.segmented.sentences[sentence].end, before)
    speakers: list[Candidate] = []
    sources: list[Span] = []
    contents: list[Span] = []
    for other in scene.attributions_in(sentence, before):
        one = scene.attributions[other]
        if other == skip or not one.source:
            continue
        if one.parent is None and one.pattern not in _TOWARDS:
            contents += one.content
        somebody = [speaker for speaker in scene.settled.get(other, ()) if _is_somebody(speaker)]
        source = (one.source[0][0], one.source[-1][1])
        if not somebody or source[0] >= stop:
            continue
        sources.append(source)
        inner = one.parent is not None
        for place, speaker in enumerate(somebody):
            if speaker.status != "unresolved" or speaker.candidates:
                at = max(source[0], min(speaker.evidence[0], source[1])) if place and speaker.evidence else source[0]
                speakers.append(Candidate(speaker, at, spoke=not inner, subject=True, inside=inner))
    return _Sources(speakers, tuple(sources), tuple(contents))


def _is_somebody(speaker: Speaker) -> bool:
    if speaker.kind == "anonymous":
        return is_single(speaker.name)
    return speaker.kind in ("person", "role")


def _own_words(scene: Scene, number: int) -> tuple[Span, ...]:
    """Return the content of an attribution, and the whole quotations around it: "Ford was wrong ... He lied," he said."""
    own = scene.attributions[number].content if number >= 0 else ()
    return own + tuple(around for start, _end in own if (around := scene.quotation_around(start)) is not None)


def _within(run: Run, spans: Sequence[Span]) -> bool:
    return any(start <= run.start < end for start, end in spans)


def _namesakes(scene: Scene, run: Run) -> list[Candidate]:
    """Return a candidate for a name that several people bear, [] for one that nobody does."""
    several = scene.people_at(run)
    if len(several) < 2:
        return []
    unsure = undecided(several, "person", None, "namesakes", (run.start, run.end))
    quoted = scene.is_quoted(run.start)
    return [Candidate(unsure, run.start, aside=is_aside(scene.text, run), inside=quoted, quoted=quoted)]


def _is_shown(scene: Scene, person: Entity, run: Run, first: bool) -> bool:
    """Tell whether the text shows that a name is a person's; FIRST: it opens its sentence."""
    if person.sure or person.name in scene.spoken:
        return True
    return first and not scene.is_quoted(run.start) and _is_personal(person.name)


def _named(scene: Scene, person: Entity, run: Run, first: bool, sourced: bool, told: bool) -> Candidate:
    """Return the candidate for a person's name; TOLD: it stands in what somebody is told to have said."""
    quoted = scene.is_quoted(run.start)
    inside = quoted or told
    subject = first and not inside
    return Candidate(
        speaker_of(person, scene.cast, (run.start, run.end), "pronoun"),
        run.start,
        spoke=subject and _ANSWERS.match(scene.text, run.end) is not None,
        subject=subject,
        aside=sourced or is_aside(scene.text, run),
        inside=inside,
        quoted=quoted,
        credited=scene.is_source(run.start) or _SAYS.match(scene.text, run.end) is not None,
    )


@lru_cache(maxsize=1 << 12)
def _is_personal(name: str) -> bool:
    """Tell whether two or three capital words can be a person's name: none is a place, a body's noun, an acronym or a field."""
    words, parts = vocabulary(), name.split()
    return 1 < len(parts) < 4 and not any(
        part.isupper()
        or part in words.places
        or part in words.things
        or part in words.fields
        or part in words.plain
        or fold(part).lower() in words.countries
        or part.lower() in words.heads
        or part.lower() in words.verbs
        or part.lower() in words.functions
        or part.lower().endswith("-winning")
        for part in parts
    )


def is_single(name: str | None) -> bool:
    return bool(name) and str(name).lower().startswith(("a ", "an ", "one ", "the ", "another "))


def opens(text: str, start: int, run: Run) -> bool:
    """Tell whether a name can be its sentence's subject: nothing but a phrase closed by a comma, or a title, before it."""
    before = text[start : run.start].rstrip()
    if not before:
        return True
    if any(word in vocabulary().verbs for word in before.lower().split(None, 6)[:6]):
        return False
    return before.endswith(",") or (len(before.split()) <= 3 and not _prepositional(before))


def _prepositional(before: str) -> bool:
    return before.split()[-1].lower() in _PREPOSITIONS


def is_aside(text: str, run: Run) -> bool:
    """Tell whether a name only owns or accompanies: "Ford's plan", "a rally for Ford"."""
    after = text[run.end : run.end + 24]
    if after[:2] in ("'s", "’s", "' ", "’ "):
        return True
    # "a Ford supporter", "the Ford campaign"
    follower = after[1:].split(" ")[0].strip(",.;:") if after[:1] == " " else ""
    if follower and head_noun(follower)[1] and follower not in vocabulary().verbs:
        return True
    before = text[max(0, run.start - 14) : run.start].split()
    if before[-2:] in (["wrote", "to"], ["writes", "to"]):
        return False  # "Ford wrote to Leik. He said …": the one, or the other answers
    return bool(before) and before[-1].lower() in _BESIDE
