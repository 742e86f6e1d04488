"""Find whom "she", "they", "it" or, inside a quotation, "I" and "we" mean."""

from bisect import bisect_right
from dataclasses import replace

from attrib.records import Speaker, Speakers
from attrib.regex import regex
from attrib.resolve.antecedents import antecedent
from attrib.resolve.candidates import RUNS
from attrib.resolve.coreference import fits
from attrib.resolve.entities import Run
from attrib.resolve.mention import Mention
from attrib.resolve.pairs import is_counted, resolve_counted
from attrib.resolve.roles import head_noun
from attrib.resolve.scene import Scene
from attrib.resolve.things import all_inferred, resolve_thing

_NEAR = 600  # characters read back for somebody else of the pronoun's gender
_OWNED = regex(r"\bthe ((?:[a-z]+ )?[a-z]+)['’]s (?=[a-z])")
_UNNAMED = regex(
    r"(?:The|A|An|Another) ((?:[a-z-]+ ){0,2}?(?:man|woman|boy|girl|[a-z]{3,}))(?=, |,? who | (?:was|is|had|has|[a-z]+ed) )"
)
_LONG = 80  # characters
_GENDER = {"he": "m", "she": "f"}
# Rules that need no look at who else is near.
_SETTLED = frozenset(("pronoun_own_content", "pronoun_speaker", "pronoun_subject"))
_UNSETTLED = Speaker(None, "unknown", "unresolved", rule="pronoun")


def resolve_pronoun(scene: Scene, number: int, mention: Mention) -> Speakers:
    """Return whom a pronoun source means, one or those who spoke together; unresolved with all where two are equally near."""
    if mention.head in ("i", "we"):
        return _first_person(scene, number, mention)
    if mention.head in ("he", "she"):
        return (_person(scene, number, mention),)
    if mention.head == "it":
        return resolve_thing(scene, number, mention, ("organisation", "outlet", "document"))
    if mention.head == "they" and is_counted(mention.text):
        return resolve_counted(scene, number, mention)
    if mention.head == "they":
        return resolve_thing(scene, number, mention, ("anonymous", "organisation", "outlet"))
    return (replace(_UNSETTLED, name=mention.text.lower(), evidence=mention.span),)


def _first_person(scene: Scene, number: int, mention: Mention) -> Speakers:
    """ "I" and "we" inside a content are those of its speaker; outside they are the writer's."""
    own = scene.attributions[number]
    at = mention.span[0]
    around = own.parent
    if around is None or around not in scene.settled:
        holders = [
            (end - start, other)
            for other in scene.attributions_in(own.sentence, at)
            if other != number and other in scene.settled
            for start, end in scene.attributions[other].content
            if start <= at < end
        ]
        around = min(holders)[1] if holders else None
    if around is None:
        around = _quoted_before(scene, number, at)
    if around is not None and around in scene.settled:
        speakers = scene.settled[around]
        if mention.head == "we" or len(speakers) == 1:
            return all_inferred(speakers, "quoted_first_person")
        names = tuple(one.name for one in speakers if one.name)  # "I", where two speak
        return (Speaker(None, "unknown", "unresolved", names, rule="quoted_first_person", evidence=mention.span),)
    return (Speaker(mention.text.lower(), "unknown", "unresolved", rule="first_person", evidence=mention.span),)


def _quoted_before(scene: Scene, number: int, at: int) -> int | None:
    """Return the attribution just before whose quotation goes on here: a quotation that holds the pronoun follows it."""
    quotations = scene.segmented.quotations
    index = bisect_right(scene.quoted_from, at) - 1
    inside = index >= 0 and quotations[index].start <= at < quotations[index].end
    if not inside:
        return None
    sentence = scene.attributions[number].sentence
    paragraph = scene.segmented.sentences[sentence].paragraph
    for back in range(6):
        if sentence - back < 0:
            return None
        if paragraph - scene.segmented.sentences[sentence - back].paragraph > 1:
            return None
        for other in reversed(scene.attributions_in(sentence - back, at)):
            one = scene.attributions[other]
            if other != number and one.parent is None and other in scene.settled and one.source[0][0] < at:
                return other
    return None


def _person(scene: Scene, number: int, mention: Mention) -> Speaker:
    wanted = _GENDER[mention.head]
    found = antecedent(scene, number, mention, wanted)
    if found.status != "unresolved" and found.kind == "person" and found.name:
        other = _owner(scene, number, mention, found.name)
        if other:
            return Speaker(None, "person", "unresolved", (other, found.name), rule="pronoun", evidence=mention.span)
        rival = None
        if found.rule not in ("pronoun_own_content", "pronoun_speaker"):
            rival = _subject(scene, number, mention, found.name)
        if found.rule not in _SETTLED:
            rival = rival or _rival(scene, number, mention, found.name, wanted)
        if rival:
            return Speaker(None, "person", "unresolved", (rival, found.name), rule="pronoun", evidence=mention.span)
        scene.learn(found.name, wanted)
    return found


def _rival(scene: Scene, number: int, mention: Mention, name: str, wanted: str) -> str | None:
    """Return a person near by whom the text shows to be of the pronoun's gender, where it shows nothing of the one chosen."""
    chosen = scene.cast.people_named_whole(name)
    if not chosen or scene.gender(chosen[0]):
        return None
    sentence = scene.sentence_of(number)
    own = scene.attributions[number].content
    for run in reversed(scene.cast.runs_between(sentence.start - _NEAR, mention.span[0])):
        if any(start <= run.start < end for start, end in own):
            continue
        other = scene.person_at(run)
        if other is not None and other is not chosen[0] and scene.gender(other) == wanted:
            return other.name
    return None


def _subject(scene: Scene, number: int, mention: Mention, name: str) -> str | None:
    """Return somebody unnamed who opens the pronoun's sentence: in "The man wore a coat he said was stolen" he is meant."""
    sentence = scene.sentence_of(number)
    opened = _UNNAMED.match(scene.text, sentence.start, min(sentence.end, sentence.start + _LONG))
    if opened is None or opened.end(1) + 2 >= mention.span[0]:  # "A refugee, she …" tells of her
        return None
    head, sort = head_noun(opened[1])
    chosen = scene.cast.people_named_whole(name)
    if sort not in ("role", "people") or any(fits(head, role.head) for one in chosen for role in one.roles):
        return None
    named = any(run.entity is not None and run.entity.name == name for run in _runs(scene, sentence.start, mention))
    return None if named else f"the {opened[1]}"


def _owner(scene: Scene, number: int, mention: Mention, name: str) -> str | None:
    """Return the office whose owner a sentence names without a name: in "the president's statement, but said he …" he is meant."""
    start = max(scene.sentence_of(number).start, mention.span[0] - _NEAR)
    held = _OWNED.findall(scene.text, start, mention.span[0])
    chosen = scene.cast.people_named_whole(name)
    named = any(run.entity is not None and run.entity.name == name for run in _runs(scene, start, mention))
    if not held or not chosen or named or chosen[0].kind != "person":
        return None
    head, sort = head_noun(held[-1])
    if sort != "role" or any(fits(head, role.head) for role in chosen[0].roles):
        return None
    return f"the {held[-1]}"


def _runs(scene: Scene, start: int, mention: Mention) -> list[Run]:
    return scene.cast.runs_between(start, mention.span[0])[-RUNS:]
