"""What a name is of where only the article can tell: a place, a person, or common words written large."""

import re

from attrib.records import Attribution, Span, Speaker
from attrib.regex import regex
from attrib.resolve.candidates import RUNS, sentences_back
from attrib.resolve.entities import Entity
from attrib.resolve.mention import Mention
from attrib.resolve.names import Name
from attrib.resolve.outlet_evidence import opens_sentence
from attrib.resolve.outlet_names import fold
from attrib.resolve.scene import Scene
from attrib.resolve.vocabulary import vocabulary


def is_first_word(scene: Scene, entity: Entity, name: Name) -> bool:
    """Tell whether a name is only the first word of one that nothing shows to be a person's: "The Vastria One dam … Vastria"."""
    return (
        entity.tokens[0] == name.tokens[0]
        and name.tokens[-1] not in entity.tokens[1:]
        and len(entity.tokens) > 1
        and not entity.sure
        and entity.name not in scene.spoken
    )


_PERSONAL = regex(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|himself|herself)\b")
_WINDOW = 4000  # characters read on either side
# "Eagerly", "Polling", "Heavyweights": endings that a sentence's first word has, but hardly a family name.
_ENDINGS = ("ly", "tion", "tions", "ers", "ness", "ists", "ians", "ants", "ities", "ics", "weights", "ments", "ences")
_JOINED = regex(r"[^\W\d_a-z][a-z]+[-‑].*(?:s|ed|ing)")
_ACTS = (
    r"(?:and (?:his|her)\b|(?:[a-z’',]+ ){1,5}(?:he|she|himself|herself|(?:his|her) (?:aides|staff|team|fans|wife|husband|"
    r"advisers|lawyers?))\b)"
)
_RUNS = 400  # names of an article that are looked through
_CAMEL = regex(r"(?!Ma?c|Fitz|De|Di|Da|Du|La|Le|Van|Von|St|O|D|L|Mc)[A-Z][a-z]+[A-Z]\w*")


def is_plain_word(scene: Scene, one: Attribution, name: Name, at: int) -> bool:
    """Tell whether a single word written large is no name: by the lexicon, by the article, by form, by its plural verb."""
    words = vocabulary()
    low = name.name.lower()
    if low.endswith(("'s", "’s")) or low in words.functions or low in words.documents:
        return True
    if low in words.verbs and (low.endswith("s") or not is_capitalised(scene, name.name, at)):
        return True
    if low in words.people or _JOINED.fullmatch(name.name) or scene.is_common(name.name, at):
        return True
    if low.endswith("s") and not low.endswith("ss") and _is_plural(scene, one, at + len(low)):
        return True
    if not low.endswith(_ENDINGS):
        return False
    return not any(
        run.name.name == name.name and not opens_sentence(scene.text, run.start) for run in scene.cast.runs[:_RUNS]
    )


def is_capitalised(scene: Scene, word: str, at: int) -> bool:
    """Tell whether the article writes a word large inside its sentences, and never small: "Walker", not "Works"."""
    inside = [
        run for run in scene.cast.runs[:_RUNS] if run.name.name == word and not opens_sentence(scene.text, run.start)
    ]
    return len(inside) > 1 and not scene.is_common(word, at)


def acts_as_person(scene: Scene, word: str, at: int) -> bool:
    """Tell whether "he", "she" or "his aides" stands right behind a name, nothing large between: "Norda told his aides"."""
    key = f"{word} acts"
    if key not in scene.shown:
        window = scene.text[max(0, at - _WINDOW) : at + _WINDOW]
        subject = rf"(?<![\w’'-]){re.escape(word)} "
        scene.shown[key] = re.search(subject + _ACTS, window) is not None
    return scene.shown[key]


def is_family(scene: Scene, name: Name) -> bool:
    """Tell whether a plural is that of a family some of whose members the article names: "the Fords", where Ana Ford is one."""
    word = name.name.casefold()
    if " " in word or not word.endswith("s"):
        return False
    known = (one for short in (word[:-1], word[:-2]) for one in scene.cast.people_named(short) if one.sure)
    return any(one.tokens[-1] in (word[:-1], word.removesuffix("es")) for one in known)


def is_modifier(scene: Scene, word: str, at: int) -> bool:
    """Tell whether a capital word behind "the" only stands before a noun, or is a common one: "the North", "the Vastria-led"."""
    tail = word.rpartition("-")[2]
    return (
        word in vocabulary().fields or (tail != word and tail.islower() and len(tail) > 2) or scene.is_common(word, at)
    )


def is_made_up(name: Name) -> bool:
    """Tell whether a word with a capital inside is a brand: "NordaPress", not "McAllister" or "DeMarco"."""
    return _CAMEL.fullmatch(name.name) is not None


def _is_plural(scene: Scene, one: Attribution, end: int) -> bool:
    """Tell whether the verb right behind a source is one of many: "Audiences expect", "Khans believe"."""
    follower = scene.text[end : end + 24].split(" ")
    verb = follower[1].strip(",.;:") if len(follower) > 1 and not follower[0] else ""
    plain = verb in vocabulary().lemmas and verb not in vocabulary().pasts
    return bool(one.cue) and (plain or verb in ("are", "were", "have", "do"))


def is_phrase(scene: Scene, name: Name, at: int) -> bool:
    """Tell whether a name of three words and more is made of common ones: "Right Bank Watch", "Tin Kettle Drummers"."""
    words = vocabulary()
    if name.kind != "unknown" or name.sure or len(name.tokens) < 2:
        return False
    parts = [part.lower() for part in name.name.split()]
    last = parts[-1]
    if last in words.document_plurals or last in words.people or last in words.documents:
        return True  # "New Polls", "Final Column"
    if len(parts) < 3:
        return parts[0].strip("’'s") in words.functions
    return parts[-1].endswith(("ers", "ings", "ions", "ists")) or any(
        part in words.verbs or part in words.heads or part in words.documents or scene.is_common(part.title(), at)
        for part in parts
    )


def family_names(entity: Entity) -> tuple[str, ...]:
    """Return the last of a person's names, the last two of three and more: "Juan Carlos Medina Robles"."""
    return entity.tokens[-2:] if len(entity.tokens) > 2 else entity.tokens[1:]


_NEXT = 250  # characters behind a name in which "he" or "she" shows a person
_LOST = "\ufffd"
_SHORT = 600  # characters
_MENTIONS = 8  # mentions of a name that are looked at


def is_shown(scene: Scene, name: str, at: int) -> bool:
    """Tell whether the article shows a name that no table knows to be a person's, near an offset.

    By "Mr" before it, by its last word alone ("Dask" for "Orlane Dask"), by "he" or "she" behind it. Companies have such names too.
    """
    parts = name.split()
    if name.endswith(_LOST) or (_LOST in name and len(parts) == 1):
        return False  # an accented letter was lost in copying: "Sinn F\ufffd", "T\ufffdnaiste"
    if fold(parts[0]) in vocabulary().given or parts[0] in vocabulary().family_first:
        return True
    if len(scene.text) < _SHORT:
        return True  # a few sentences have no room to show it
    if name not in scene.shown:
        scene.shown[name] = _shows(scene.text[max(0, at - _WINDOW) : at + _WINDOW], name, parts)
    return scene.shown[name]


def _shows(window: str, name: str, parts: list[str]) -> bool:
    last = re.escape(parts[-1])
    if re.search(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Prof|Lord|Lady|Sgt)\.?[ -]{last}\b", window):
        return True
    alone = rf"(?:^|[\n.,;:!?\"”“'’)(]|\b[a-z]+) ?{last}\b(?! [^\W\d_a-z])"
    if len(parts) > 1 and re.search(alone, window):
        return True
    start = 0
    for _ in range(_MENTIONS):
        found = window.find(name, start)
        if found < 0:
            return False
        start = found + len(name)
        if _PERSONAL.search(window, start, start + _NEXT):
            return True
    return False


def place_or_word(scene: Scene, name: Name, span: Span) -> Speaker:
    """Return a word as a place's name where the article says "in" it, else as a name of it is not known what."""
    near = scene.text[max(0, span[0] - _WINDOW) : span[1] + _WINDOW]
    inside = re.search(rf"\b(?:in|near|outside|across) {re.escape(name.name)}\b(?! [A-Z])", near)
    return Speaker(
        name.name,
        "organisation" if inside else "unknown",
        "stated",
        rule="place" if inside else "own_words",
        evidence=span,
    )


def people_of(mention: Mention, name: Name) -> Speaker | None:
    """ "Norlanders", "some Norlanders", "the Norlandic": the people of a place, or one of them, and not its government."""
    words = vocabulary()
    if (
        name.name in words.places
        or f"the {name.name}" in words.places
        or fold(name.name).lower() not in words.countries
    ):
        return None
    crowd = name.name.endswith("s") or mention.plural
    kind = "anonymous" if crowd else "unknown"
    return Speaker(mention.text, kind, "stated", rule="anonymous" if crowd else "own_words", evidence=mention.span)


def place_of(name: Name, span: Span) -> Speaker:
    """ "Pyongyang" speaks for a government, a country for itself."""
    row = vocabulary().places.get(name.name) or vocabulary().places.get(f"the {name.name}")
    if row and row["kind"] == "metonym" and row["government"]:
        government = row["government"]
        if government.startswith("government of "):
            return Speaker(government, "organisation", "inferred", affiliation=name.name, rule="metonym", evidence=span)
        return Speaker(name.name, "organisation", "stated", affiliation=government, rule="metonym", evidence=span)
    return Speaker(name.name, "organisation", "stated", rule="place", evidence=span)


def close_by(scene: Scene, known: list[Entity], number: int) -> list[Entity]:
    """Return the one organisation that the sentence before names, where the three before that name no other that fits."""
    if len(known) < 2:
        return known
    own = scene.attributions[number]
    back = sentences_back(scene, own.sentence)
    names = [_named_in(scene, sentence, own.source[0][0], known) for sentence in back]
    near = {id(one) for found in names[:2] for one in found}
    around = {id(one) for found in names for one in found}
    return [one for one in known if id(one) in near] if len(near) == 1 and near == around else known


def _named_in(scene: Scene, sentence: int, before: int, known: list[Entity]) -> list[Entity]:
    span = scene.segmented.sentences[sentence]
    runs = scene.cast.runs_between(span.start, min(span.end, before))[-RUNS:]
    return [run.entity for run in runs if run.entity is not None and any(run.entity is one for one in known)]
