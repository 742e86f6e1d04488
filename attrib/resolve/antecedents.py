"""Find the antecedent of "he" and "she": read back sentence by sentence for the one whom the pronoun means."""

from attrib.records import Attribution, Speaker
from attrib.resolve.candidates import Candidate, choose, people_in, sentences_back
from attrib.resolve.coreference import gender_of_head, speaker_of
from attrib.resolve.mention import Mention
from attrib.resolve.roles import head_noun
from attrib.resolve.scene import Scene
from attrib.resolve.things import inferred

_MOST = 6
_OPENING = 30  # characters of a content in which its subject stands
_LINE = 8  # sentences of a transcript's line read back
_ASKING = frozenset(
    "ask asks asked asking press presses pressed pressing question questions questioned quizzed grilled".split()
)
_ASKED_BY = frozenset(("asked_by_wh", "asked_by_about"))


def antecedent(scene: Scene, number: int, mention: Mention, wanted: str) -> Speaker:
    """Return whom "he" or "she" at a mention means, WANTED being the gender; unresolved with all who can be meant."""
    return _Search(scene, number, mention, wanted).answer()


class _Search:
    """Reads back sentence by sentence for the one whom a pronoun means; `passed` and `heard` are who was met on the way."""

    def __init__(self, scene: Scene, number: int, mention: Mention, wanted: str) -> None:
        self._scene, self._number, self._mention, self._wanted = scene, number, mention, wanted
        self._own = scene.attributions[number]
        self._parent = _parent(scene, self._own)
        self._themselves = _speaking(scene, number, mention)
        self._passed: list[Candidate] = []
        self._heard: list[Candidate] = []

    def answer(self) -> Speaker:
        for sentence in sentences_back(self._scene, self._own.sentence):
            found = self._fitting(sentence)
            answer = self._by_parent(sentence, found) or self._by_sentence(sentence, self._told(found))
            if answer is not None:
                return answer
        if self._passed or self._heard:
            return self._several(self._passed or self._heard, sure=False)
        return Speaker(None, "person", "unresolved", rule="pronoun", evidence=self._mention.span)

    def _several(self, found: list[Candidate], sure: bool = True) -> Speaker:
        return _several(self._scene, found, self._mention, self._wanted, sure)

    def _taken(self, one: Candidate, rule: str = "pronoun") -> Speaker:
        # "Unlike Ana Ford in Norda he ...": who neither spoke nor stands as a subject needs a gender that the text shows.
        shown = one.spoke or one.subject or one.credited
        if shown or self._scene.gender_named(one.speaker.name or "") == self._wanted:
            return inferred(one.speaker, rule)
        return self._several([one], sure=False)

    def _fitting(self, sentence: int) -> list[Candidate]:
        """Return the people of a sentence before the pronoun whom it can mean by its gender, without those who say it."""
        return [
            one
            for one in people_in(self._scene, sentence, self._mention.span[0], self._number)
            if _compatible(self._scene, one, self._wanted) and one.speaker.name not in self._themselves
        ]

    def _by_parent(self, sentence: int, found: list[Candidate]) -> Speaker | None:
        """ "Ford, who leads the union, said {she} believed ...": inside a content, its speaker comes first."""
        scene, own, parent = self._scene, self._own, self._parent
        if parent is None or own.parent is None or sentence != own.sentence or parent.kind != "person":
            return None
        start = scene.attributions[own.parent].source[0][0]
        # "Ford told them Leik said he was ill": Leik, whom a further content has speak, comes before Ford.
        over = [one for one in found if one.speaker.name == parent.name and (one.spoke or one.at == start)]
        if not over:
            return None
        if _asked(scene, own) and len({one.speaker.name for one in found}) > 1:
            return self._several(found, sure=False)
        subject = _subject_of(scene, own, self._mention, found) or _between(scene, own, self._mention, found)
        if subject:
            return self._several([*over[:1], *subject], sure=False)
        if _owned(scene, own, self._mention):
            return self._several(over[:1], sure=False)
        return inferred(over[0].speaker, "pronoun_own_content")

    def _told(self, found: list[Candidate]) -> list[Candidate]:
        """Keep aside whom a quotation names: not whom the writer's next "she" means, while there is anybody else."""
        if self._scene.is_quoted(self._mention.span[0]):
            return found
        self._heard += [one for one in found if one.quoted and not one.spoke]
        return [one for one in found if one.spoke or not one.quoted]

    def _by_sentence(self, sentence: int, found: list[Candidate]) -> Speaker | None:
        """Return whom the people of a sentence make it, None to read on."""
        if not found:
            return None
        chosen = choose(found)
        if len(chosen) > 1:
            return self._several([*chosen, *self._passed])
        return self._behind_others(chosen[0]) if self._passed else self._by_one(sentence, chosen[0], found)

    def _behind_others(self, one: Candidate) -> Speaker:
        """Decide where names in passing stand between the pronoun and this sentence."""
        name = one.speaker.name
        if one.spoke or {other.speaker.name for other in self._passed} == {name}:
            owned = (other for other in self._passed if not _owns(self._scene, self._number, other))
            if all(other.speaker.name == name for other in owned):
                return self._taken(one)
        return self._several([*self._passed, one])

    def _by_one(self, sentence: int, one: Candidate, found: list[Candidate]) -> Speaker | None:
        """Decide where one person of a sentence is left."""
        scene, here = self._scene, sentence == self._own.sentence
        inner = _inner(scene, self._mention, one, found) if one.spoke and here and self._parent is None else []
        if inner and inner[0].speaker.name != one.speaker.name:
            return self._several([one, *inner], sure=False)
        if one.spoke:
            return self._taken(one, "pronoun_speaker")
        if one.aside or one.inside:
            self._passed.append(one)
            return None
        if here:
            return self._taken(one)
        earlier = _speaker_before(scene, sentence, self._wanted, self._mention)
        if earlier is None or earlier.speaker.name == one.speaker.name:
            close = one.subject and sentence == self._own.sentence - 1
            return self._taken(one, "pronoun_subject" if close else "pronoun")
        return self._several([one, earlier])


def _owns(scene: Scene, number: int, one: Candidate) -> bool:
    """Tell whether a name only owns something ("Ford's plan"), or stands behind a preposition in the pronoun's own sentence."""
    before = scene.text[max(0, one.at - 14) : one.at].split()
    far = one.at < scene.sentence_of(number).start
    return one.aside and not (far and before and before[-1].lower() in ("by", "to", "of", "with", "for", "against"))


def _inner(scene: Scene, mention: Mention, one: Candidate, found: list[Candidate]) -> list[Candidate]:
    """Return whom a speaker's content has as its subject, for a pronoun in a clause behind it: "Ford said Leik went because he …"."""
    clause = scene.text[max(0, mention.span[0] - 9) : mention.span[0]].lower()
    if not clause.endswith(
        (" because ", " when ", " after ", " while ", " if ", " as ", " where ", " since ", " what ")
    ):
        return []
    return [other for other in found if other.inside and not other.aside and not other.quoted and other.at > one.at][
        -1:
    ]


def _asked(scene: Scene, own: Attribution) -> bool:
    """Tell whether a pronoun stands in what was asked: "Ford asked Leik about remarks he had made" may mean either."""
    if own.parent is None or not scene.attributions[own.parent].cue:
        return False
    start, end = scene.attributions[own.parent].cue[-1]
    return scene.text[start:end].rsplit(" ", 1)[-1].lower() in _ASKING


def _owned(scene: Scene, own: Attribution, mention: Mention) -> bool:
    """Tell whether a speaker is brought in as "her" aide: in "Her aide, Jan Leik, said she would win" she may be another."""
    if own.parent is None:
        return False
    start = scene.attributions[own.parent].source[0][0]
    return scene.text[start : start + 4].lower() in (("her ",) if mention.head == "she" else ("his ",))


def _subject_of(scene: Scene, own: Attribution, mention: Mention, found: list[Candidate]) -> list[Candidate]:
    """Return the person who opens the content that holds a pronoun: "Ford said Leik would lose because he was old"."""
    if own.parent is None:
        return []
    contents = scene.attributions[own.parent].content
    begins = [start for start, end in contents if start <= mention.span[0] < end]
    cue = scene.attributions[own.parent].cue
    # "portraying Leik as weak because he …": the one spoken of stands before the content.
    since = min([*begins, *(end for _start, end in cue[-1:] if begins and end <= begins[0])], default=0)
    speakers = {speaker.name for speaker in scene.settled.get(own.parent, ())}
    return [
        one
        for one in found
        if begins
        and since <= one.at <= begins[0] + _OPENING
        and not one.aside
        and not one.spoke
        and one.speaker.name not in speakers
    ][:1]


def _between(scene: Scene, own: Attribution, mention: Mention, found: list[Candidate]) -> list[Candidate]:
    """Return who stands as a subject between a speaker and a pronoun, behind a comma or "that": "…, but Leik was ill when he …"."""
    if own.parent is None:
        return []
    source = scene.attributions[own.parent].source[-1][1]
    return [
        one
        for one in found
        if source < one.at < mention.span[0]
        and not one.aside
        and not one.spoke
        and scene.text[max(0, one.at - 6) : one.at].endswith((", ", "that ", "said ", "but ", "Mr ", "Mr. ", "Ms "))
    ][-1:]


def _speaking(scene: Scene, number: int, mention: Mention) -> set[str]:
    """Return those whose own direct words hold a pronoun: in "FORD: He lied" he is somebody else."""
    names: set[str] = set()
    own, sentences = scene.attributions[number], scene.segmented.sentences
    around = own.parent
    if around is not None and scene.attributions[around].type == "direct":
        names |= _names_of(scene, around)
    for other in scene.attributions_in(own.sentence, mention.span[0]):
        if scene.attributions[other].pattern in _ASKED_BY:  # Asked by Ford whether it held, he said …
            names |= _names_of(scene, other)
    paragraph = sentences[own.sentence].paragraph
    for back in range(_LINE):
        sentence = own.sentence - back
        if sentence < 0 or sentences[sentence].paragraph != paragraph:
            break
        for other in scene.attributions_in(sentence, mention.span[0]) if sentence in scene.lined else ():
            if scene.attributions[other].pattern == "speaker_line" and other != number:
                names |= _names_of(scene, other)
    return names


def _names_of(scene: Scene, number: int) -> set[str]:
    return {speaker.name for speaker in scene.settled.get(number, ()) if speaker.name}


def _parent(scene: Scene, own: Attribution) -> Speaker | None:
    """Return the one speaker of the attribution around a pronoun; of several none goes before the others."""
    speakers = scene.settled.get(own.parent, ()) if own.parent is not None else ()
    parent = speakers[0] if len(speakers) == 1 else None
    return (
        parent if parent and parent.kind in ("person", "role", "anonymous") and parent.status != "unresolved" else None
    )


def _several(scene: Scene, found: list[Candidate], mention: Mention, wanted: str, sure: bool) -> Speaker:
    """Return all candidates as unresolved; the one of them, if SURE, or where the text shows the others' gender to differ."""
    names: list[str] = []
    for one in sorted(found, key=lambda item: item.at):
        settled = one.speaker.name and one.speaker.status != "unresolved"
        names += [str(one.speaker.name)] if settled else list(one.speaker.candidates)
    genders = {name: scene.gender_named(name) for name in names}
    unique = [name for name in genders if genders[name] in ("", wanted)][:_MOST]
    last = found[-1].speaker
    if len(unique) == 1:
        if sure and all(one.speaker.status != "unresolved" for one in found) and last.name == unique[0]:
            return inferred(last, "pronoun")
        known = scene.cast.people_named_whole(unique[0])
        if genders[unique[0]] == wanted and len(genders) > 1 and known:
            return speaker_of(known[0], scene.cast, mention.span, "pronoun")
    return Speaker(None, "person", "unresolved", tuple(unique), rule="pronoun", evidence=mention.span)


def _compatible(scene: Scene, candidate: Candidate, wanted: str) -> bool:
    speaker = candidate.speaker
    if speaker.kind in ("role", "anonymous") and gender_of_head(head_noun(speaker.name or "")[0]) not in ("", wanted):
        return False  # "the old man" is no "she"
    return speaker.kind != "person" or not speaker.name or scene.gender_named(speaker.name) in ("", wanted)


def _speaker_before(scene: Scene, sentence: int, wanted: str, mention: Mention) -> Candidate | None:
    """Return the speaker of the nearest sentence before one, within two, that a pronoun can mean as well."""
    for earlier in sentences_back(scene, sentence)[1:3]:
        spoke = [
            one
            for one in people_in(scene, earlier, mention.span[0], -1)
            if one.spoke and _compatible(scene, one, wanted)
        ]
        if len({one.speaker.name for one in spoke}) == 1:
            return spoke[-1]
        if spoke:
            return None
    return None
