"""Find the name that the next sentence gives somebody: "An official said … Tomas Leik, who heads the office, was speaking …"."""

import re

from attrib.lexicon import words
from attrib.records import Speaker
from attrib.regex import regex
from attrib.resolve.coreference import fits, speaker_of
from attrib.resolve.entities import Entity
from attrib.resolve.mention import Mention
from attrib.resolve.roles import Role
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import modifiers

_SPEAKING = regex(
    r"\b(?:(?:was|were|is) (?:speaking|talking|commenting|addressing|(?:responding to|answering) (?:[\w’']+ )?questions)|"
    r"spoke(?! (?:of|about|against|for|out|up)\b)|commented(?! on (?:the|this|that|these|those|his|her|their|its)\b)|"
    r"made (?:the|his|her|these|those) (?:\w+ )?(?:remarks?|comments?|statements?|announcement)|(?:his|her|the) (?:remarks|comments) came)\b"
)
# Words with which a sentence goes on to somebody else.
_OTHER = regex(
    r"\b(?:another|others?|rival|different|separate|second|third|fellow|former|meanwhile|but|however|also|too|in turn|instead|though|"
    r"while|not|never|nobody|colleague)\b|n[’']t\b",
    re.IGNORECASE,
)
_REACH = 400  # characters of a sentence read for its new name
_BACK = 2  # sentences read back for another unnamed source
# Offices whose bearer a newspaper calls by a general word ("A senior diplomat said … Maria Lund, who leads the delegation, was
# speaking in Oslo."): those that always fit, those that fit with one of the words behind them. An aide is nobody's leader.
_LEADS = "head chief director leader chairman chairwoman chair"
_SPEAKS = "spokesman spokeswoman spokesperson"
_STATE = (
    "office ministry department committee council agency authority board government administration service commission police bureau "
    "directorate division embassy parliament inspectorate treasury foreign home health defence defense education justice interior state"
)
_HOUSE = "party council group opposition committee caucus bloc faction parliament assembly"
_MEMBER = ("mayor senator", _LEADS, _HOUSE)
_BEARERS = {
    "official": (
        "minister undersecretary mayor governor commissioner administrator superintendent",
        f"{_LEADS} {_SPEAKS} secretary manager officer",
        _STATE,
    ),
    "diplomat": (
        "ambassador envoy",
        f"head chief leader {_SPEAKS}",
        "delegation embassy mission ministry talks team office",
    ),
    "officer": (
        "commander superintendent",
        "head chief",
        "police army force squad unit station brigade navy division guard",
    ),
    "councillor": _MEMBER,
    "councilor": _MEMBER,
    "politician": _MEMBER,
    "lawmaker": _MEMBER,
}
_OFFICES = {noun: tuple(frozenset(part.split()) for part in parts) for noun, parts in _BEARERS.items()}
_RUNS = frozenset("head chief director leader superintendent manager".split())  # who runs a ward, a unit, a laboratory
# Words for an official that any office fits.
_ANYWHERE = frozenset(
    "regional local provincial municipal government public state federal city town district county".split()
)
# Bodies that are nobody's company or office.
_CLUBS = frozenset("union union's club church association charity choir federation society foundation campaign".split())
# What a name and its role do not tell: "a retired doctor".
_APART = frozenset("male female woman man former retired ex-official then-official onetime".split())
_NOBODY = ("another ", "one ", "some ", "any ", "no ", "every ", "each ")
_INDEFINITE = ("a ", "an ", "one ", "another ", "some ")


def named_next(scene: Scene, number: int, mention: Mention) -> Speaker | None:
    """Return the person whom the next two sentences bring in as the speaker of an unnamed source's words, None for none.

    The name must be new, bear a fitting role, be the only new one, and stand where speaking is told without new content.
    Nobody is named in an article that withholds a name, or where another unnamed source stands near.
    """
    if mention.text.lower().startswith(_NOBODY) or not _APART.isdisjoint(mention.text.lower().split()):
        return None
    own = scene.attributions[number]
    sentences = scene.segmented.sentences
    for index in range(own.sentence + 1, min(own.sentence + 3, len(sentences))):
        if sentences[index].article != own.article:
            return None
        if sentences[index].paragraph - sentences[own.sentence].paragraph > 1:
            return None
        people, known = _people(scene, index)
        if not people:
            continue
        if len({id(one) for one in people}) != 1 or known or scene.withholds or not _alone(scene, number, index):
            return None
        speaks = _speaks(scene, index, mention, people[0])
        return speaker_of(people[0], scene.cast, mention.span, "cataphora") if speaks else None
    return None


def _people(scene: Scene, index: int) -> tuple[list[Entity], bool]:
    """Return the people whom a sentence names for the first time, and whether it names others as well."""
    sentence = scene.segmented.sentences[index]
    runs = scene.cast.runs_between(sentence.start, min(sentence.end, sentence.start + _REACH))
    people = [run.entity for run in runs if run.entity is not None and run.entity.kind == "person"]
    fresh = [one for one in people if one.first >= sentence.start]
    return fresh, len(fresh) < len(people)


def _speaks(scene: Scene, index: int, mention: Mention, person: Entity) -> bool:
    """Tell whether a sentence says of a new person that it was she or he who spoke."""
    if _fitting(mention, person) and _opens(scene, index, person) and _only_speaks(scene, index, person):
        return True
    # "The head of the board said … Ruth Abara was speaking at the count.": nobody else was about to speak.
    bare = not person.roles and mention.definite and " of " in mention.text
    return (bare and _opens_speaking(scene, index, person)) or _adds(scene, index, mention, person)


_AT_ONCE = regex(r" (?:was|were|is) (?:speaking|talking)\b")
_ADDED = frozenset(("added", "adds", "went on to say"))


def _alone(scene: Scene, number: int, index: int) -> bool:
    """Tell whether no other source stands between a source and a sentence, and no other unnamed one shortly before it."""
    own = scene.attributions[number]
    first = max(own.sentence - _BACK, 0)
    for place in range(first, index):
        for other in scene.attributions_in(place):
            start, end = scene.attributions[other].source[0]
            words = scene.text[start : min(end, start + _REACH)].lower()
            if start == own.source[0][0] or words in ("he", "she", "who"):
                continue
            if place > own.sentence or words.startswith(_INDEFINITE):
                return False
    return True


def _opens(scene: Scene, index: int, person: Entity) -> bool:
    """Tell whether a sentence opens with a name, or with its title: in "The minister, Ruth Abara, was speaking" another is meant."""
    before = scene.text[scene.segmented.sentences[index].start : person.span[0]]
    return not before.lower().startswith("the ") and all(word[:1].isupper() for word in before.split())


def _opens_speaking(scene: Scene, index: int, person: Entity) -> bool:
    """Tell whether a sentence opens with a name that was speaking, and reports no words."""
    sentence = scene.segmented.sentences[index]
    opens = person.span[0] == sentence.start and _AT_ONCE.match(scene.text, person.span[1]) is not None
    return opens and _only_speaks(scene, index, person)


def _adds(scene: Scene, index: int, mention: Mention, person: Entity) -> bool:
    """Tell whether a new name adds to what was said, and is just what the unnamed one was called: a doctor, "Dr. Abara added"."""
    if mention.plural or not any(fits(mention.head, one.head) and not _beyond(mention, one) for one in person.roles):
        return False
    begin = scene.segmented.sentences[index].start
    found = [scene.attributions[other] for other in scene.attributions_in(index)]
    return any(
        one.source
        and one.source[0][0] <= person.span[0]
        and person.span[1] == one.source[-1][1]
        and scene.text[one.cue[0][0] : one.cue[-1][1]] in _ADDED
        and not _OTHER.search(scene.text, begin, one.source[-1][1])
        for one in found
        if one.cue
    )


def _beyond(mention: Mention, role: Role) -> set[str]:
    """Return the words that tell what an unnamed source is, and that the role of a name does not tell: "{police} official".

    A club that only the role tells of counts as well: the "president of the union" is no "company executive".
    """
    clubs = _CLUBS.intersection(role.text.lower().split()) - set(mention.text.lower().split())
    said = mention.words | (mention.role.words if mention.role else frozenset())
    told = role.words | modifiers(role.text) | (modifiers(role.affiliation) if role.affiliation else frozenset())
    narrow = said - _ANYWHERE - told - {mention.head.rsplit(" ", 1)[-1]}
    return {word for word in narrow if not word.startswith("=")} | clubs


def _is_office(noun: str, office: str, role: Role) -> bool:
    """Tell whether who bears an office is called by a general noun: an official, "head of the roads office" but not "of the choir"."""
    always, some, bodies = _OFFICES.get(noun, (frozenset[str](),) * 3)
    return office in always or (office in some and not bodies.isdisjoint(role.text.lower().split()))


def _fitting(mention: Mention, person: Entity) -> bool:
    head = mention.head.rsplit(" ", 1)[-1]
    countries = {word for word in mention.words if word.startswith("=")}
    for role in person.roles:
        abroad = {word for word in role.words if word.startswith("=")}
        if countries and abroad and not countries & abroad:
            return False
        last = role.head.rsplit(" ", 1)[-1]
        beyond = _beyond(mention, role)
        if not beyond and (fits(mention.head, role.head) or _is_office(head, last, role)):
            return True
        where = words("role_places", "word", "noun", head)
        if last in _RUNS and beyond <= where and where.intersection(role.text.lower().split()):
            return True  # "A hospital doctor said … Ruth Abara, who runs the ward, was speaking outside."
    return False


def _only_speaks(scene: Scene, index: int, person: Entity) -> bool:
    """Tell whether a sentence has its new person speak, but reports nothing new of hers or his, and turns to nobody else."""
    sentence = scene.segmented.sentences[index]
    for other in scene.attributions_in(index):
        one = scene.attributions[other]
        if one.relation != "speech_event" or one.content:
            return False
    if _OTHER.search(scene.text, sentence.start, min(sentence.end, sentence.start + 2 * _REACH)):
        return False
    return bool(_SPEAKING.search(scene.text, person.span[1], sentence.end))
