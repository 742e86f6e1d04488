"""Cut a paragraph that lost its line breaks: labels, "Read also:", time stamps, photo credits and footers inside it."""

from attrib.records import Span
from attrib.regex import regex
from attrib.segment.credits import find_footer
from attrib.segment.furniture import inline_furniture_end
from attrib.segment.labels import clock_around, label_before
from attrib.segment.photos import CAPTION_CUE, SEEN, find_photo_credit
from attrib.segment.pieces import Piece, skip, trim
from attrib.segment.sentences import OPENERS, sentence_end, split_sentences
from attrib.segment.triggers import Trigger, capitals_end
from attrib.segment.wordlist import wordlist

_ENDS = frozenset(".!?…\"”’'»)]")
# A headline hardly ends with these; what follows one of them in capitals still belongs to it.
_GOES_ON = wordlist(
    """
    of for to in on at by with from and or the a an as but over under after before into against between about
    than that is are was were be been will would can could may might has have had not no its his her their our
    your my
    """
)
_WEEKDAYS = wordlist(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
)
_WORDS = regex(r"\S+")
_REACH = 320  # how far a headline inside running text is followed, in characters
_SAID = regex(r"\b(?:said|says|told|added|according to|reported|reports|asked|wrote|announced)\b|[\"“”]")


def cut_paragraph(text: str, start: int, end: int, triggers: list[Trigger]) -> list[Piece]:
    """Return the pieces of a paragraph in order; they cover all of it but white space. TRIGGERS are those inside it."""
    pieces: list[Piece] = []
    label: str | None = None
    at = start
    for place, kind in triggers:
        if place < at:
            continue
        found = _cut(text, at, end, place, kind)
        if not found:
            continue
        _body(text, at, found[0].start, label, pieces)
        pieces += found
        at = found[-1].end
        if kind == "colon" and found[-1].kind in ("label", "source_line"):
            label = found[-1].label if found[-1].kind == "label" else None
    _body(text, at, end, label, pieces)
    return pieces


def _body(text: str, start: int, end: int, label: str | None, pieces: list[Piece]) -> None:
    start = skip(text, start, end)
    end = trim(text, start, end)
    if start >= end:
        return
    # What is left between two cuts may be a lone mark: "... ( Photo by Ada Roe ) .".
    lone = end - start < 60 and bool(pieces) and not any(sign.isalnum() for sign in text[start:end])
    pieces.append(Piece("furniture" if lone else "body", start, end, None if lone else label))


def _cut(text: str, at: int, end: int, place: int, kind: str) -> list[Piece]:
    """Return the pieces that a trigger at PLACE cuts out of text[at:end], [] where it is plain prose."""
    if kind == "photo":
        return _cut_photo(text, at, end, place)
    if kind == "colon":
        return _cut_colon(text, at, end, place)
    if kind == "contributed":
        place = _sentence_start(text, at, place)
    elif not _after_sentence(text, at, place):
        return []
    if kind in ("furniture", "capitals"):
        stop = inline_furniture_end(text, place, end) if kind == "furniture" else capitals_end(text, place, end)
        # At the head of a paragraph such a line is its own headline, behind a sentence a link to another article.
        own = kind == "capitals" and not any(sign.isalpha() for sign in text[at:place])
        return [Piece("headline" if own else "furniture", place, stop)] if stop > place else []
    footer = find_footer(text, place, end)
    return [Piece("credit", *footer[0], None, footer[1])] if footer else []


def _sentence_start(text: str, at: int, place: int) -> int:
    """Return where the sentence around PLACE begins, looking back 200 characters."""
    floor = max(at, place - 200)
    for i in range(place - 2, floor, -1):
        if text[i] in '.!?"”' and text[i + 1].isspace() and not text[i - 1].isupper():
            return skip(text, i + 1, place)
    return skip(text, floor, place)


def _after_sentence(text: str, start: int, place: int) -> bool:
    """Tell whether PLACE stands at the start of its stretch or behind the end of a sentence."""
    i = place - 1
    while i >= start and text[i].isspace():
        i -= 1
    return i < start or (text[i] in _ENDS and i < place - 1)


def _cut_colon(text: str, at: int, end: int, colon: int) -> list[Piece]:
    if text[colon - 1 : colon].isdigit():
        clock = clock_around(text, at, end, colon)
        return _cut_clock(text, *clock, end) if clock and _after_sentence(text, at, clock[0]) else []
    found = label_before(text, at, colon)
    if found is None or (colon + 1 < end and text[colon + 1].isalnum()):
        return []
    place, words, kind = found
    if not _after_sentence(text, at, place):
        return []
    if kind == "also":
        stop = headline_end(text, skip(text, colon + 1, end), end)
        return [Piece("furniture", place, stop if stop >= 0 else _stop(text, colon + 1, end))]
    if kind == "quote_from":
        return [Piece("label", place, place + len(words), words)]
    if kind == "label":
        return [Piece("label", place, colon + 1, words)]
    return _cut_source(text, place, colon + 1, end)


def _stop(text: str, at: int, end: int) -> int:
    """Return the end of the sentence at AT, at most _REACH characters on."""
    limit = min(end, at + _REACH)
    return trim(text, at, sentence_end(text, skip(text, at, limit), limit))


def _cut_source(text: str, place: int, at: int, end: int) -> list[Piece]:
    """Return the line "Source: Norland Navy, as reported by the Lantern" and the label that may follow it directly."""
    limit = min(end, at + 400)
    colon = text.find(":", at, limit)
    label = label_before(text, at, colon) if colon >= 0 else None
    stop = label[0] if label and label[2] != "also" else limit
    begin = skip(text, at, stop)
    stop = trim(text, begin, sentence_end(text, begin, stop))
    previous = ""
    for number, word in enumerate(_WORDS.finditer(text, begin, stop)):
        bare = word.group()
        # "Source: Norland Navy The navy stated that ...": the next sentence shows by its article.
        opens = number > 1 and bare in ("The", "A", "An", "On", "In", "He", "She", "It", "They", "According")
        if opens and previous[-1].isalnum() and previous.lower() not in _GOES_ON:
            stop = word.start() - 1
            break
        previous = bare
    pieces = [Piece("source_line", place, max(stop, at), "Source")]
    if label and label[2] == "label" and label[0] == skip(text, pieces[0].end, end):
        pieces.append(Piece("label", label[0], colon + 1, label[1]))
    return pieces


def headline_end(text: str, at: int, end: int) -> int:
    """Return where a headline without a full stop, run into the next sentence, ends; -1 where nothing tells.

    It ends before a capitalised word that opens sentences, if the word before it could end a headline.
    """
    limit = min(end, at + _REACH)
    stop = sentence_end(text, at, limit)
    words = [(match.start(), match.group()) for match in _WORDS.finditer(text, at, stop)]
    title = _mostly_capital([word for _at, word in words[:12]])
    for number in range(3, len(words)):
        begin, word = words[number]
        previous = words[number - 1][1]
        if not word[0].isupper() or word.strip(".,").lower() not in OPENERS or not previous[-1].isalnum():
            continue
        if previous.lower() in _GOES_ON:
            continue
        if title and word not in ("The", "A", "An", "He", "She", "They", "It", "This"):
            continue
        return begin - 1
    return -1


def _mostly_capital(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _cut_clock(text: str, place: int, stop: int, end: int) -> list[Piece]:
    """Return the pieces of a time-stamped headline inside running text: "08:28 AM EDT Norland offers asylum ..."."""
    begin = skip(text, stop, end)
    if text[begin : begin + 12].split(" ")[0].strip(".,") in _WEEKDAYS:
        return []
    last = _stamped_end(text, begin, end)
    stamp = Piece("furniture", place, stop)
    return [stamp, Piece("headline", begin, last)] if last > begin else [stamp]


def _stamped_end(text: str, begin: int, end: int) -> int:
    """Return the end of the headline at BEGIN, or BEGIN where it cannot be told."""
    limit = min(end, begin + 2 * _REACH)
    stop = sentence_end(text, begin, limit)
    following = skip(text, stop, limit)
    if following < limit:
        # "Norland offers asylum Leik looks on. Leik looks on.": a caption printed twice shows where the headline ends.
        second = text[following : sentence_end(text, following, limit)]
        if len(second) > 20 and text[begin:stop].endswith(second) and stop - len(second) > begin:
            return trim(text, begin, stop - len(second))
    cue = SEEN.search(text, begin, stop)
    if cue:
        name = _subject(text, begin, cue.start())
        if name > begin:
            return trim(text, begin, name)
    told = headline_end(text, begin, limit)
    return trim(text, begin, told) if told > begin else begin


def _subject(text: str, start: int, at: int) -> int:
    """Return where the capitalised name directly before AT begins: "over feud Tomas Leik" has it at "Tomas"."""
    where = at
    for match in reversed(list(_WORDS.finditer(text, start, at))):
        if not match.group()[0].isupper() or at - match.start() > 80:
            break
        where = match.start()
        if match.group() in ("The", "A", "An"):
            break
    return where if where < at else start


def _cut_photo(text: str, at: int, end: int, place: int) -> list[Piece]:
    """Return caption and credit around a photo credit at PLACE in text[at:end], [] where it is plain prose."""
    found = find_photo_credit(text, at, end, place)
    if found is None:
        return []
    (begin, stop), credit = found
    pieces = [Piece("credit", begin, stop, None, (credit,))]
    floor = max(at, begin - 1200)
    before = split_sentences(text, floor, begin) if begin > floor else []
    if not before:
        return pieces
    if stop >= end - 1 and floor == at and len(before) <= 4 and begin - at <= 700:
        return [Piece("caption", before[0][0], before[-1][1]), *pieces]
    first = _caption_start(text, before, begin)
    if first < len(before):
        pieces.insert(0, Piece("caption", before[first][0], before[-1][1]))
    return pieces


def _caption_start(text: str, before: list[Span], credit: int) -> int:
    """Return the number of the first sentence that describes the picture, of those before its CREDIT; their count: none."""
    first = len(before)
    last = text[before[-1][0] : before[-1][1]]
    while first > 0 and len(before) - first < 4:
        words = text[before[first - 1][0] : before[first - 1][1]]
        if not (CAPTION_CUE.search(words) or (first < len(before) and words == last)):
            break
        first -= 1
    if first == len(before) and not _SAID.search(last) and credit - before[-1][0] < 400:
        first -= 1
    return first
