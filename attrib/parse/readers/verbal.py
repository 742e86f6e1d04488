"""Verbs as cues: the subject to the left, a content before it, and what `rightward` reads behind it."""

from collections.abc import Iterator

from attrib.parse.chunks.anchor import Anchor
from attrib.parse.chunks.heads import can_speak, is_document, role_nouns
from attrib.parse.chunks.leftward import agrees, aside_before, content_before
from attrib.parse.chunks.negation import negated_outside
from attrib.parse.chunks.noun_phrases import Chunk, noun_phrase_after
from attrib.parse.chunks.openings import framed_subject, interrupted_subject, is_title, opening_subject
from attrib.parse.chunks.subjects import (
    aged_subject,
    apposition_before,
    dash_apposition,
    noun_phrase_before,
    relative_subject,
)
from attrib.parse.chunks.tails import read_apposition, read_tail
from attrib.parse.chunks.verbs import Group, is_plural, read_group
from attrib.parse.readers.nonfinite import inherited, read_infinitive, read_participle, read_passive
from attrib.parse.readers.rightward import read_after_ante, read_right
from attrib.parse.readers.subordinate import is_called, read_as_reported, read_relative, read_what_called
from attrib.parse.tokens.cues import PAST, THIRD, Form, cue_forms, cue_nouns
from attrib.parse.tokens.units import Unit


def _forms(unit: Unit, index: int) -> Iterator[Form]:
    for form in cue_forms().get(unit.lower[index], ()):
        after = unit.lower[index + 1 : index + 1 + len(form.rest)]
        if after == form.rest:
            yield form


def _is_noun_here(unit: Unit, index: int) -> bool:
    """The reports were late; state officials; claims of fraud; the report states' attorneys."""
    tags, lower = unit.tags, unit.lower
    after = tags[index + 1 : index + 2]
    if after == "'":
        return True
    if lower[index] not in cue_nouns() and lower[index] not in role_nouns() and not unit.words[index][0].isupper():
        before = tags[index - 1] if index else "."
        return before in "DS'" and after != "" and after in "NCz"
    before = tags[index - 1] if index else "."
    return before in "DSop#'" or after == "o" or (before == "v" and after not in tuple("hq,:"))


def read_verb(unit: Unit, index: int, heard: Anchor | None = None) -> Anchor | None:
    """Return the anchor of the cue at `index`, or None; `heard` is the anchor before it in the unit."""
    if _is_noun_here(unit, index):
        return None
    best = None
    for form in _forms(unit, index):
        group = read_group(unit, index, form)
        if (
            form.rest
            and unit.tags[group.last + 1 : group.last + 2] in ("T", "#")
            and form.rest[-1] in ("on", "in", "at")
        ):
            continue  # reported on 5 June that: a date, no particle
        if form.cue.symbol == "CITE" and "saying" in unit.lower[index + 1 : index + 16]:
            return None  # quoted Leik as saying: "saying" is the cue
        if unit.lower[index] == "asked" and (asked := _asked(unit, form, group)):
            return asked
        anchor = Anchor(form.cue, group)
        complete = _READERS.get(group.use, read_finite)(unit, anchor, heard)
        if complete:
            best = anchor
            if anchor.ending != "NONE":
                return anchor
    return best


def _asked(unit: Unit, form: Form, group: Group) -> Anchor | None:
    """Asked whether she knew, Leik said …; Leik was asked by a reporter about the dam: who is asked is no source."""
    tags = unit.tags
    before = tags[group.first - 1] if group.first else "."
    opens = group.first == group.head and before in ".,BW"
    at = group.last + 1
    if at + 1 >= len(tags) or not (opens or group.use == "passive"):
        return None
    anchor = Anchor(form.cue, group)
    anchor.symbols = [("ASKED", group.first, group.last)]
    if unit.lower[at] == "by" and (asker := noun_phrase_after(unit, at + 1, attach=False)):
        if not can_speak(unit, *asker):
            return None
        anchor.symbols += [("BY", at, at), ("POSTSUBJ", *asker)]
        at = asker[1] + 1
    if unit.lower[at : at + 1] != ("about",):  # asked about the delay: by nobody, no words of anybody
        at = read_tail(unit, anchor, at)
    if tags[at : at + 1] == "W":
        anchor.symbols.append(("QUESTION", at, -1))
    elif anchor.string[-1] != "ASKED" and unit.lower[at : at + 1] == ("about",) and at + 1 < len(tags):
        anchor.symbols.append(("ABOUT", at, -1))
    else:
        return None
    comma = tags.find(",", at)
    if opens and comma > 0:  # the answer begins behind the comma
        anchor.stop = comma
    return anchor


def read_finite(unit: Unit, anchor: Anchor, heard: Anchor | None = None) -> bool:
    tags = unit.tags
    group, cue = anchor.group, anchor.cue
    before = group.first - 1
    tag = tags[before] if before >= 0 else "."
    frames = cue.frames
    subject: Chunk | None = None
    apposition: Chunk | None = None
    if tag in "Rh" and unit.lower[before] in ("who", "which", "that"):
        return read_relative(unit, anchor, before, heard)
    if tag == ",":
        pair = (
            aged_subject(unit, before)
            or interrupted_subject(unit, before)
            or apposition_before(unit, before)
            or aside_before(unit, before, anchor)
            or framed_subject(unit, before)
        )
        if pair:
            subject, apposition = pair
    elif tag == "-" and (pair := dash_apposition(unit, before)):  # Sims — a teacher from Port Ellery — says
        subject, apposition = pair
    elif tag == "T":  # Vastria on Thursday denied
        last = before
        while last > 0 and tags[last] in "T#":
            last -= 1
        while last > 0 and tags[last] == "r":  # Rask later Thursday told
            last -= 1
        last -= tags[last] == "p"
        if last > 0 and tags[last] == "R" and unit.lower[last] in ("who", "which"):  # who on Tuesday endorsed
            return read_relative(unit, anchor, last, heard)
        subject = noun_phrase_before(unit, last)
    elif tag not in "&bq.:;-hBWpt":
        subject = noun_phrase_before(unit, before) or relative_subject(unit, before)
    if tag not in ",-&bq.:;hBW" and (whole := opening_subject(unit, before)) and (not subject or whole[0] < subject[0]):
        subject = whole
    if subject and not agrees(unit, anchor, subject):
        return False
    if subject:
        subject = negated_outside(unit, anchor, subject)
        if subject is None:
            return False
        group = anchor.group
    if subject and tags[subject[0]] == "O" and subject[0] == subject[1] and unit.lower[subject[0]] not in ("it", "you"):
        return False
    if subject is None:
        # "…," told the Post: who is told does not speak.
        open_ = "invert" in frames or ("tell" not in frames and tags[before - 1 : before] == "q")
        if open_ and tag in ",q-." and _inverted(unit, anchor):
            return True
        if (
            tag == ","
            and (late := noun_phrase_before(unit, before - 1))
            and late[0] == 0
            and "C" in tags[: late[1] + 1]
            and not _finite_behind(unit, group.last + 1)
        ):
            subject = late  # Leik for the harbour board, says …
    if subject is None:
        listed = (
            tag == "," and heard is not None and "&" in tags[group.last :]
        )  # She urged …, proposed that …, and pushed
        if (tag in "&b" or listed or _timed(unit, before)) and group.use != "bare":
            return _coordinated(unit, anchor, heard) and not (listed and anchor.ending == "OBJECT")
        return False
    left = subject[0] - 1
    if left >= 0 and frames & {"complement", "as"} and is_called(unit, left, group.last + 1):
        return read_what_called(unit, anchor, left, subject)
    if left >= 2 and unit.lower[left] == "how" and tags[left - 1] == "x" and "post" in frames:
        # “It is a mess” is how Leik put it
        anchor.symbols += [("ANTE", 0, left - 2), ("HOW", left - 1, left), ("SUBJ", *subject)]
        anchor.symbols += [("CUE", group.first, group.last), ("END", group.last + 1, group.last + 1)]
        anchor.edge = left - 1
        return "q" in tags[: left - 1]
    if (
        left > 0
        and tags[left] in "Rh"
        and tags[left - 1] in ",NCz"
        and tags[group.last + 1 : group.last + 2] in ("x", "v", "c")
    ):
        # a trend which the board predicts will go on: the relative pronoun is the subject of what is said
        anchor.symbols = [
            ("ANTE", left, left),
            ("SUBJ", *subject),
            ("CUE", group.first, group.last),
            ("REST", group.last + 1, -1),
        ]
        return True
    ante = content_before(unit, subject[0], tags[group.last + 1 : group.last + 2] in (",", ".", ""))
    stating = cue.symbol == "SAY" and frames & {"that", "clause"}
    if ante is not None and not (frames & {"post", "tell"} or stating or tags[ante] == "q"):
        ante = None
    if (
        tags[group.last + 1 :] == ":"
    ):  # In a letter to staff, the director wrote:  and the quotation is the next paragraph
        ante = None
    if ante is not None:
        anchor.symbols.append(("ANTE", 0, ante))
        anchor.edge = ante + 1
    if (
        left >= 0
        and unit.lower[left] == "as"
        and frames & {"post", "tell"}
        and read_as_reported(unit, anchor, left, subject, apposition)
    ):
        return True
    anchor.symbols.append(("SUBJ", *subject))
    if apposition:
        anchor.symbols.append(("APPOS", *apposition))
    anchor.symbols.append(("CUE", group.first, group.last))
    read_right(unit, anchor, ante is not None)
    if anchor.ending == "NONE" and tags[-1] == ":" and frames & {"quote", "tell"} and ante is None:
        # Leik wrote in a letter to the board:  and the quotation is the next paragraph
        anchor.symbols[-1:] = [("TAIL", group.last + 1, len(tags) - 2), ("COLON", len(tags) - 1, len(tags) - 1)]
        anchor.symbols = [symbol for symbol in anchor.symbols if symbol[0] != "ADDRESSEE"]
        anchor.symbols.append(("NEXT", len(tags) - 1, len(tags) - 1))
    if ante is not None and anchor.ending not in ("END", "MORE", "REST"):
        _drop_ante(unit, anchor, ante)
    documents_only = cue.symbol == "SHOW" and (
        anchor.ending == "OBJECT"
        or (anchor.ending == "QUOTE" and cue.lemma == "read")
        or (cue.lemma in ("show", "indicate") and anchor.string[0] == "ANTE")
    )
    # Her opposite number, Jane Doe, hailed the plan: the apposition speaks for its noun.
    speaks = can_speak(unit, *subject) or (apposition is not None and can_speak(unit, apposition[0] + 1, apposition[1]))
    if (anchor.ending in _ONLY_OF_SPEAKERS and not speaks) or (documents_only and not is_document(unit, *subject)):
        anchor.symbols[-1] = ("NONE", *anchor.symbols[-1][1:])
    return True


# What these say of a thing is no attribution: "The fire claimed two barns", "The recipe calls for two eggs".
_ONLY_OF_SPEAKERS = frozenset(("OBJECT", "INFINITIVE", "GERUND", "PREDICATE", "COMPLEMENT", "URGED", "THANKS"))


def _finite_behind(unit: Unit, at: int) -> bool:
    """Leik, asked about the dam, had said: a participle, since the verb of Leik comes behind the next comma."""
    comma = unit.tags.find(",", at, at + 12)
    return comma > 0 and unit.tags[comma + 1 : comma + 2] in ("x", "v", "c")


def _timed(unit: Unit, last: int) -> bool:
    """Rask left the hall and on Monday announced …"""
    tags = unit.tags
    at = last
    while at > 0 and tags[at] in "T#p" and last - at < 4:
        at -= 1
    return at < last and tags[at] in "&b" and tags[last] == "T"


def _drop_ante(unit: Unit, anchor: Anchor, ante: int) -> None:
    """The content follows after all: "In Oslo, Leik said the plan was dead". After a quotation it does not."""
    if unit.tags[ante] == "q" and anchor.ending in ("CLAUSE", "NONE", "QUESTION", "OBJECT", "GERUND"):
        anchor.symbols = [
            symbol for symbol in anchor.symbols if symbol[0] in ("ANTE", "SUBJ", "APPOS", "CUE", "ADDRESSEE", "TAIL")
        ]
        anchor.symbols.append(("END", anchor.group.last + 1, anchor.group.last + 1))
        return
    anchor.symbols = [symbol for symbol in anchor.symbols if symbol[0] != "ANTE"]
    anchor.edge = -1


def _inverted(unit: Unit, anchor: Anchor) -> bool:
    """The plan is dead, said Jane Doe, the union's lawyer."""
    tags = unit.tags
    group = anchor.group
    ante = content_before(unit, group.first)
    if ante is None and group.first:
        return False
    after = group.last + 1
    phrase = noun_phrase_after(unit, after)
    if phrase and tags[phrase[1] + 1 : phrase[1] + 2] in ("x", "v") and "q" not in tags[: group.first]:
        return False  # Leik for the harbour board, says they are late: a clause follows
    if (
        phrase
        and unit.lower[group.last] == "asked"
        and unit.lower[phrase[1] + 1 : phrase[1] + 2] in (("whether",), ("if",), ("about",))
    ):
        return False  # whoever is asked does not ask
    if group.use == "bare" and (phrase is None or not is_plural(unit, *phrase)):
        return False
    if phrase is None or ("q" not in tags[: group.first] and not can_speak(unit, *phrase)):
        return False  # The board, for one, noted the difference
    if tags[after] in "Oh" or (tags[after] == "P" and unit.lower[after] == "it"):
        return False
    if tags[after] in "D" and unit.lower[after] in ("this", "that", "these", "those") and phrase[0] == phrase[1]:
        return False
    if ante is not None and not _says_something(unit, ante):
        return False
    if ante is not None:
        anchor.symbols.append(("ANTE", 0, ante))
        anchor.edge = ante + 1
    anchor.symbols.append(("INVERTED", group.first, group.last))
    anchor.symbols.append(("POSTSUBJ", *phrase))
    nxt = read_tail(unit, anchor, read_apposition(unit, anchor, phrase[1] + 1))
    if ante is None:
        if nxt + 1 >= len(tags) or tags[nxt] not in ",:" or tags[nxt + 1] != "q":
            return False
        anchor.symbols += [("COMMA" if tags[nxt] == "," else "COLON", nxt, nxt), ("QUOTE", nxt + 1, -1)]
        return True
    read_after_ante(unit, anchor, nxt)
    return anchor.ending != "NONE"


def _says_something(unit: Unit, last: int) -> bool:
    """Leik, with delight, chided Doe: the words before the verb have no verb of their own, so that they are its subject."""
    tags = unit.tags
    if tags[0] not in "CDS" or any(not is_title(unit, quote) for quote in unit.quotes if quote <= last):
        return True
    return (
        any(tag in "xvczgi" and not (at and tags[at - 1] in "DS'oRh") for at, tag in enumerate(tags[: last + 1]))
        or "," not in tags[:last]
    )


def _coordinated(unit: Unit, anchor: Anchor, heard: Anchor | None) -> bool:
    group = anchor.group
    if heard is not None and (heard.string[0] in ("ACCORDING", "PER") or _in_content(unit, anchor, heard)):
        return False
    subject = _of_subordinate(unit, heard) or inherited(unit, group.first - 1, heard)
    if subject is None:
        return False
    anchor.implicit = True
    anchor.symbols.append(("ELLIPSIS", *subject))
    anchor.symbols.append(("CUE", group.first, group.last))
    conjunction = group.first - 1
    anchor.edge = conjunction - 1 if conjunction and unit.tags[conjunction - 1] == "," else conjunction
    read_right(unit, anchor, False)
    return anchor.ending not in ("NONE", "END")


def _of_subordinate(unit: Unit, heard: Anchor | None) -> Chunk | None:
    """The hall fell silent when Leik praised the plan and called it brave: the verbs behind "when" have one subject."""
    if (
        heard is None
        or heard.ending not in ("OBJECT", "THANKS", "COMPLEMENT", "PREDICATE")
        or heard.string[0] != "SUBJ"
    ):
        return None
    _, first, last = heard.symbols[0]
    return (first, last) if first and unit.tags[first - 1] in "BW" else None


def _in_content(unit: Unit, anchor: Anchor, heard: Anchor) -> bool:
    """Leik said he had read the letter and disagrees with it: another tense, or "would", goes on with what is said."""
    if heard.string[-1] != "CLAUSE":
        return False
    group = anchor.group
    if any(word in _MODALS for word in unit.lower[group.first : group.head]):
        return True
    begin = heard.symbols[-1][1]
    if anchor.cue.relation == "belief" and unit.tags[begin : begin + 1] == "P":
        return True  # Leik said she was tired and wanted to go
    return _is_past(unit, heard.group) and "x" not in unit.tags[group.first : group.head] and _is_third(unit, group)


_MODALS = frozenset("would will could might should can may must".split())


def _is_past(unit: Unit, group: Group) -> bool:
    return any(PAST in form.tags for form in cue_forms().get(unit.lower[group.head], ()))


def _is_third(unit: Unit, group: Group) -> bool:
    return any(form.tags == {THIRD} for form in cue_forms().get(unit.lower[group.head], ()))


_READERS = {
    "participle": read_participle,
    "passive": read_passive,
    "reduced": read_passive,
    "infinitive": read_infinitive,
}
