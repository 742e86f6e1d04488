"""Find the name that the next sentence gives somebody: "An official said … Tomas Leik, who heads the office, was speaking …"."""

from attrib.lexicon import words
from attrib.records import Speaker
from attrib.regex import regex
from attrib.resolve.coreference import fits, speaker_of
from attrib.resolve.entities import Entity
from attrib.resolve.mention import Mention
from attrib.resolve.scene import Scene

_SPEAKING = regex(
    r"\b(?:(?:was|were|is) (?:speaking|talking|commenting|responding|answering|addressing)|spoke|commented|made (?:the|his|her|these|those) "
    r"(?:\w+ )?(?:remarks?|comments?|statements?|announcement)|(?:his|her|the) (?:remarks|comments) came)\b"
)
_REACH = 400  # characters of a sentence read for its new name
# Offices whose bearer a newspaper calls an official.
_OFFICES = frozenset(
    "head chief director chairman chairwoman chair minister secretary spokesman spokeswoman spokesperson mayor governor commissioner "
    "administrator superintendent ambassador envoy undersecretary leader commander officer president commander manager senator".split()
)


# General words for such a bearer: "A senior diplomat said … Maria Lund, who leads the delegation, was speaking in Oslo."
_GENERAL = frozenset(
    "official executive diplomat councillor councilor politician lawmaker officer manager representative figure aide".split()
)


def named_next(scene: Scene, number: int, mention: Mention) -> Speaker | None:
    """Return the person whom the next two sentences bring in as the speaker of an unnamed source's words, None for none.

    The name must be new, bear a fitting role, be the only new one, and stand where speaking is told without new content.
    """
    if mention.text.lower().startswith(("another ", "some ", "any ", "no ", "every ", "each ")):
        return None
    own = scene.attributions[number]
    sentences = scene.segmented.sentences
    for ahead in (1, 2):
        index = own.sentence + ahead
        if index >= len(sentences) or sentences[index].article != own.article:
            return None
        sentence = sentences[index]
        if sentence.paragraph - sentences[own.sentence].paragraph > 1:
            return None
        runs = scene.cast.runs_between(sentence.start, min(sentence.end, sentence.start + _REACH))
        fresh = [
            run.entity
            for run in runs
            if run.entity is not None and run.entity.kind == "person" and run.entity.first >= sentence.start
        ]
        people = {id(one): one for one in fresh}
        if not people:
            continue
        known = [
            run
            for run in runs
            if run.entity is not None and run.entity.kind == "person" and run.entity.first < sentence.start
        ]
        if len(people) != 1 or known:
            return None
        person = fresh[0]
        # "The head of the board said … Ruth Abara was speaking at the count.": nobody else was about to speak.
        bare = not person.roles and mention.definite and _opens_speaking(scene, index, person)
        if (
            (_fitting(mention, person) and _only_speaks(scene, index, person))
            or bare
            or _adds(scene, index, mention, person)
        ):
            return speaker_of(person, scene.cast, mention.span, "cataphora")
        return None
    return None


_AT_ONCE = regex(r" (?:was|were|is) (?:speaking|talking|responding|answering)\b")
_ADDED = frozenset(("added", "adds", "went on to say"))


def _opens_speaking(scene: Scene, index: int, person: Entity) -> bool:
    """Tell whether a sentence opens with a name that was speaking, and reports no words."""
    sentence = scene.segmented.sentences[index]
    opens = person.span[0] == sentence.start and _AT_ONCE.match(scene.text, person.span[1]) is not None
    return opens and _only_speaks(scene, index, person)


def _adds(scene: Scene, index: int, mention: Mention, person: Entity) -> bool:
    """Tell whether a new name adds to what was said, and is just what the unnamed one was called: a doctor, "Dr. Abara added"."""
    if not any(fits(mention.head, role.head) for role in person.roles) or mention.plural:
        return False
    found = [scene.attributions[other] for other in scene.attributions_in(index)]
    return any(
        one.source
        and one.source[0][0] <= person.span[0]
        and person.span[1] == one.source[-1][1]
        and scene.text[one.cue[0][0] : one.cue[-1][1]] in _ADDED
        for one in found
        if one.cue
    )


def _fitting(mention: Mention, person: Entity) -> bool:
    head = mention.head.rsplit(" ", 1)[-1]
    countries = {word for word in mention.words if word.startswith("=")}
    for role in person.roles:
        abroad = {word for word in role.words if word.startswith("=")}
        if countries and abroad and not countries & abroad:
            return False
        last = role.head.rsplit(" ", 1)[-1]
        if fits(mention.head, role.head) or (head in _GENERAL and last in _OFFICES):
            return True
        if last in _OFFICES and words("role_places", "word", "noun", head).intersection(role.text.lower().split()):
            return True  # "A hospital doctor said … Ruth Abara, who runs the ward, was speaking outside."
    return False


def _only_speaks(scene: Scene, index: int, person: Entity) -> bool:
    """Tell whether a sentence has its new person speak, but reports nothing new of hers or his."""
    sentence = scene.segmented.sentences[index]
    speaking = False
    for other in scene.attributions_in(index):
        one = scene.attributions[other]
        if one.relation == "speech_event" or not one.content:
            speaking = speaking or (one.source[0][0] <= person.span[1] and person.span[0] <= one.source[-1][1])
        else:
            return False
    return speaking or bool(_SPEAKING.search(scene.text, person.span[1], sentence.end))
