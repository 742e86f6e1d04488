"""Cut a paragraph into sentences, aware of quote marks and abbreviations, in one pass over its full stops."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from attrib.records import Span
from attrib.regex import regex
from attrib.segment.wordlist import wordlist

# Terminators with the marks that close behind them; always matches where it starts, so the scan is linear.
_CLOSING = r"(?:[\"”’»)\]]|''|'(?!\w))*"
_STOP = regex(rf"[.!?…]+{_CLOSING}")
_SPACED_STOP = regex(rf"(?:[.!?…]+|(?<=[\w.!?…]) \.(?=\s|$)){_CLOSING}")  # slower: for text with " ."
_BEFORE = regex(r"(?:[^\W\d_]\.)*[^\W_][^\W_'’-]*\Z")
_OPENING = regex(r"[\s\"“”„‘'’«»(\[`—–-]+")
_WORD = regex(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")

NEVER = wordlist(
    """
    mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col maj capt sgt cpl pvt pte cmdr adm rev hon pres
    supt atty insp det const engr barr comr messrs mmes fr st mt ft brig amb del spc cllr asst assoc vs v viz cf e.g i.e approx dept
    univ gov't
    """
)
# "Norda Inc. The board": a short form ends the sentence only before a word that opens one.
SOMETIMES = wordlist(
    """
    inc corp co ltd jr sr bros llc plc no nos jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark
    calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo ont que ave blvd rd sq est al bldg hwy pkwy min max esq ret acad
    """
)
_NUMBERED = wordlist(
    """
    no nos art fig p pp vol ch sec para jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
_CLOCK = wordlist(
    """
    monday tuesday wednesday thursday friday saturday sunday et est edt ct cst cdt pt pst pdt mt gmt utc bst cet
    cest eastern pacific central mountain local january february march april june july august september october
    november december
    """
)
_SHORT_FORMS = NEVER | SOMETIMES | _NUMBERED
_ACRONYM = regex(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
OPENERS = wordlist(
    """
    the a an this that these those he she it they we i you his her its their our my your there here in on at by
    for from with without after before during while when where why how what who if as but and or so yet nor also
    then now since until although though despite because according however meanwhile moreover instead still even
    some many most several all both each every no not one two three another other others such earlier later last
    next today yesterday monday tuesday wednesday thursday friday saturday sunday once only just asked under
    over about among between against through more much few neither either perhaps maybe yes nobody nothing
    everyone let do does did is are was were will would can could should may might has have had
    """
)
_SAY = (
    "said|says|say|asked|asks|told|tells|added|adds|replied|wrote|writes|tweeted|shouted|yelled|recalled|joked|quipped|"
    "cried|exclaimed|wondered|continued|screamed|answered|demanded|declared|insisted|argued|responded|explained|chanted"
)
_WORD_OF_NAME = r"[A-Z][\w.'’-]{0,30}"
_NAME = rf"(?!(?:He|She|They|We|It|The|You) )(?:{_WORD_OF_NAME} ){{1,4}}(?:{_WORD_OF_NAME}, [DRI]-{_WORD_OF_NAME}, )?"
# "Who pays?" Doe asked.  But: "Who pays?" Doe asked: "And when?" begins a new sentence with Doe.
_ASKING = regex(rf"{_NAME}(?:{_SAY})\b(?!,? ?(?:\w+ )?[\"“‘:]|:| that\b)")
_CLOSED_ASKING = regex(rf"{_NAME}(?:{_SAY})[.,](?! ?[\"“‘])")
# "Yahoo! News": names that bear a mark of their own.
_MARKED = wordlist(
    """
    yahoo jeopardy oklahoma e momentum
    """
)


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the sentences of text[start:end], one paragraph, in order; they cover all but white space.

    A sentence ends behind its closing quote marks. Inside marks sentences are cut too. Before a lower-case word nothing
    is cut, so `"Stop!" he said` stays one sentence.
    """
    found: list[Span] = []
    begin = _skip(text, start, end)
    for match in _stops(text, start, end):
        stop = match.end()
        if stop >= end:
            break
        if stop <= begin or not _ends(text, begin, match, end):
            continue
        found.append((begin, stop))
        begin = _skip(text, stop, end)
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if last > begin:
        found.append((begin, last))
    return found


def sentence_end(text: str, start: int, end: int) -> int:
    """Return where the first sentence of text[start:end] ends; END where none ends before it."""
    for match in _stops(text, start, end):
        if match.end() >= end:
            break
        if match.end() > start and _ends(text, start, match, end):
            return match.end()
    return end


def _stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return (_STOP if text.find(" .", start, end) < 0 else _SPACED_STOP).finditer(text, start, end)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Tell whether the terminator closes a sentence that began at BEGIN."""
    stop = match.end()
    mark = match.group()
    if not text[stop].isspace():
        return _glued(text, match, end)
    if mark == "." and _plainly(text, begin, match.start(), end):
        return True
    opening = _OPENING.match(text, stop, min(end, stop + 40))
    at = opening.end() if opening else stop
    if at >= end:
        return True
    if text[at].islower():
        return False
    bare = mark.rstrip("\"”’'»)]")
    if at - stop < 3 and text[stop:at].isspace() and _asked(text, at, mark, bare):
        return False
    return _ends_by_mark(text, begin, match, bare, at, end)


def _ends_by_mark(text: str, begin: int, match: re.Match[str], bare: str, at: int, end: int) -> bool:
    """Tell by its form, BARE of closing marks, if a terminator closes its sentence; the next word stands AT."""
    mark = match.group()
    closed = len(bare) < len(mark)
    if bare[-1] == "…" or bare.endswith(".."):
        return _ellipsis(text, match, _word_at(text, at, end))
    if bare == "." and (not closed or mark.endswith((".)", ".]"))):
        return _full_stop(text, begin, match.start(), _word_at(text, at, end), text[match.end() : at].strip())
    if bare == "!" and not closed:
        return _before(text, begin, match.start()).lower() not in _MARKED
    return True


def _plainly(text: str, begin: int, at: int, end: int) -> bool:
    """Tell whether the full stop at AT ends its sentence as nearly all do: "the dam held. The"."""
    if at + 2 >= end or text[at + 1] != " " or not text[at + 2].isupper():
        return False
    last = _before(text, begin, at)
    return len(last) > 1 and last.isalpha() and last.islower() and last not in _SHORT_FORMS


def _asked(text: str, at: int, mark: str, bare: str) -> bool:
    """Tell whether AT begins who said the quotation that closed with MARK before it."""
    return bare != mark and (_ASKING if bare[-1] in "!?" else _CLOSED_ASKING).match(text[at : at + 130]) is not None


def _word_at(text: str, at: int, end: int) -> str:
    """Return the word at AT, the character there where no word stands."""
    word = _WORD.match(text, at, min(end, at + 40))
    return word.group() if word else text[at]


def _glued(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a space was lost: "the dam held.The mayor said" ends a sentence, "norda.example" does not."""
    stop = match.end()
    at = stop + 1 if text[stop] in "“" else stop
    if at + 2 >= end or not (text[at].isupper() and text[at + 1].islower()):
        return False
    before = text[max(0, match.start() - 3) : match.start()]
    if not (len(before) == 3 and before.isalpha() and before.islower()):
        return False
    word = _WORD.match(text, at, min(end, at + 40))
    return word is not None and word.end() < end and text[word.end()] in " ,'’" and match.group() != "'"


def _before(text: str, begin: int, at: int) -> str:
    """Return the word that stands directly before AT, inner full stops included."""
    near = text[max(begin, at - 24) : at]
    word = near[near.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    match = _BEFORE.search(near)
    return match.group() if match else ""


def _ellipsis(text: str, match: re.Match[str], after: str) -> bool:
    """Tell whether dots end a sentence: those of "We tried... But" do, those of "the ... Norland Navy" do not."""
    spaced = match.start() > 0 and text[match.start() - 1].isspace()
    if len(match.group().rstrip("\"”’'»)]")) == 4:
        return True
    return (not spaced and after.rstrip(".").lower() in OPENERS) or match.group()[-1] in '"”»)]'


class _Stop(NamedTuple):
    """A full stop: the word before it, whose text begins at `start` in a sentence from `begin` on, and the word after it.

    `opener`: the next word or mark opens a sentence; `dash`: a dash follows.
    """

    text: str
    begin: int
    start: int
    word: str
    low: str
    after: str
    opener: bool
    dash: bool

    def closes_place(self) -> bool:
        """Tell whether "Salem, N.J." or an opener makes this the end."""
        return self.opener or (not self.dash and _after_comma(self.text, self.begin, self.start, self.after))


def _full_stop(text: str, begin: int, at: int, after: str, marks: str) -> bool:
    """Tell whether one full stop at AT, before the word AFTER and the MARKS that open it, ends the sentence."""
    word = _before(text, begin, at)
    low, start = word.lower(), at - len(word)
    if len(word) > 1 and low not in _SHORT_FORMS and "." not in word:
        # "1. Lena Ford": a list's number
        return not (start == begin and word.isdigit())
    # "SALEM, Ore. — The dam" goes on; "in Salem, Ore. “We" does not.
    dash = marks[:1] in ("-", "–", "—")
    opener = (after.rstrip(".").lower() in OPENERS and not dash) or _quote_opens(text, begin, start, marks)
    stop = _Stop(text, begin, start, word, low, after, opener, dash)
    for kind, ends in _ENDS_BEHIND:
        if kind(stop):
            return ends(stop)
    return not (word.isdigit() and start == begin)


def _quote_opens(text: str, begin: int, start: int, marks: str) -> bool:
    """Tell a new sentence, "in the U.S. “We", "Salem, N.Y. “We", from a nickname: "Gov. C.L. “Butch” Ford"."""
    before = text[max(begin, start - 24) : start].split()
    return marks[:1] in ('"', "“", "‘", "`") and bool(before) and (before[-1][0].islower() or before[-1].endswith(","))


def _behind_sometimes(stop: _Stop) -> bool:
    if stop.low in _WORDS_TOO and stop.word == stop.low:
        return True
    if not stop.word[0].isupper():
        return stop.low not in ("approx", "est") or stop.opener
    return stop.low == "no" or stop.closes_place()


def _behind_acronym(stop: _Stop) -> bool:
    if len(stop.word) == 3 and stop.word.isupper():
        return stop.closes_place()
    return stop.opener


_WORDS_TOO = frozenset(("no", "ill", "miss", "mass", "wash", "ind", "la", "co", "max", "min", "mar", "art", "sun"))
# What stands before a full stop, and if the sentence ends there; the first kind that fits decides.
_ENDS_BEHIND: tuple[tuple[Callable[[_Stop], bool], Callable[[_Stop], bool]], ...] = (
    # "on Main St. The": only an unmistakable opener ends a sentence behind a street.
    (
        lambda stop: stop.low in NEVER,
        lambda stop: stop.low == "st" and stop.after in ("The", "He", "She", "It", "They", "But", "In"),
    ),
    # "No. 4", "Art. 12"
    (lambda stop: stop.low in _NUMBERED and stop.after[0].isdigit(), lambda stop: False),
    # "at 5 p.m. The": but "at 5 p.m. Monday"
    (
        lambda stop: stop.low in ("a.m", "p.m"),
        lambda stop: stop.low[0] == stop.word[0] and stop.after.lower().rstrip(".") not in _CLOCK,
    ),
    (lambda stop: stop.low in SOMETIMES, _behind_sometimes),
    (lambda stop: _ACRONYM.match(stop.word) is not None, _behind_acronym),
    # "Lena W. Ford"; but "than I. The"
    (
        lambda stop: len(stop.word) == 1 and stop.word.isupper(),
        lambda stop: (stop.opener or stop.word == "I") and not _initial(stop.text, stop.begin, stop.start + 1),
    ),
)


def _initial(text: str, begin: int, at: int) -> bool:
    """Tell whether a single letter follows a capitalised word or another initial, as in "Lena W. Ford"."""
    before = text[max(begin, at - 22) : at - 1].split()
    return not before or before[-1][0].isupper()


def _after_comma(text: str, begin: int, word: int, after: str) -> bool:
    """Tell whether a short form at WORD closes "Salem, N.J." before a word that is no title."""
    return text[max(begin, word - 2) : word] == ", " and after.rstrip(".").lower() not in _ROLES


_ROLES = NEVER | wordlist(
    """
    mayor governor senator police attorney judge district city county state gov sheriff
    """
)
