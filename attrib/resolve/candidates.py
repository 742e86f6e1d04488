"""Whom a pronoun can mean: the people of a sentence, and which of them stands out."""

from functools import lru_cache
from typing import NamedTuple

from attrib.records import Span, Speaker
from attrib.regex import regex
from attrib.resolve.coreference import speaker_of, undecided
from attrib.resolve.entities import Run
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
        # "A spokesman for Ford said she ...": somebody unnamed gives way to no name, but does not outdo one.
        named = spoke[0].speaker.kind == "person"
        rivals = [one for one in pool if one is not spoke[0] and not (named and (one.inside or one.aside))]
        if not rivals or (all(one.at < spoke[0].at for one in rivals) and not any(one.subject for one in rivals)):
            return spoke
        return [spoke[0], *rivals]
    if spoke:
        return spoke
    plain = [one for one in pool if not one.aside]
    if len(plain) == 1 and plain[0].subject:
        return plain
    return pool


def people_in(scene: Scene, sentence: int, before: int, skip: int) -> list[Candidate]:
    """Return the people named in a sentence before an offset, its speakers among them."""
    span = scene.segmented.sentences[sentence]
    text = scene.text
    stop = min(span.end, before)
    found: list[Candidate] = []
    sources: list[Span] = []
    contents: list[Span] = []
    own = scene.attributions[skip].content if skip >= 0 else ()
    # "Ford was wrong ... He lied," he said: whom the whole quotation names is spoken of.
    own += tuple(around for start, _end in own if (around := scene.quotation_around(start)) is not None)
    runs = scene.cast.runs_between(span.start, stop)[-RUNS:]
    for other in scene.attributions_in(sentence, before):
        one = scene.attributions[other]
        if other == skip or not one.source:
            continue
        if runs and one.parent is None and one.pattern not in _TOWARDS:
            contents += one.content
        speaker = scene.settled.get(other)
        if speaker is None or one.source[0][0] >= stop or speaker.kind not in ("person", "role", "anonymous"):
            continue
        if speaker.kind == "anonymous" and not is_single(speaker.name):
            continue
        sources.append((one.source[0][0], one.source[-1][1]))
        if speaker.status == "unresolved" and not speaker.candidates:
            continue
        found.append(
            Candidate(speaker, one.source[0][0], spoke=one.parent is None, subject=True, inside=one.parent is not None)
        )
    opened = False
    for run in runs:
        sourced = any(start <= run.start < end for start, end in sources)
        quoted = scene.is_quoted(run.start)
        person = scene.person_at(run)
        if sourced and (person is None or any(one.speaker.name == person.name for one in found)):
            opened = True
            continue
        if person is None and len(several := scene.people_at(run)) > 1:
            unsure = undecided(several, "person", None, "namesakes", (run.start, run.end))
            found.append(Candidate(unsure, run.start, aside=is_aside(text, run), inside=quoted, quoted=quoted))
            continue
        if person is None:
            continue
        # "Orlane Dask won the prize. She …": two words that open a sentence, no body's or place's name.
        first = not opened and opens(text, span.start, run)
        shown = first and not quoted and _is_personal(person.name)
        if not person.sure and person.name not in scene.spoken and not shown:
            continue
        # "Ford is no friend of the plan, she said": who is spoken of is not who speaks.
        if any(start <= run.start < end for start, end in own):
            continue
        inside = quoted or any(start <= run.start < end for start, end in contents)
        subject = first and not inside
        # "In a letter to Leik, Ford said": who is only spoken to opens no sentence.
        opened = opened or not is_aside(text, run)
        found.append(
            Candidate(
                speaker_of(person, scene.cast, (run.start, run.end), "pronoun"),
                run.start,
                spoke=subject and _ANSWERS.match(text, run.end) is not None,
                subject=subject,
                aside=sourced or is_aside(text, run),
                inside=inside,
                quoted=quoted,
                credited=scene.is_source(run.start) or _SAYS.match(text, run.end) is not None,
            )
        )
    return found


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
