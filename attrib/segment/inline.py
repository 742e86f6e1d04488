"""Cut a paragraph that lost its line breaks: labels, "Read also:", time stamps, photo credits and footers inside the text."""

import re
from dataclasses import dataclass

from attrib.records import Credit
from attrib.segment.credits import FOOTER_HINT, find_footer
from attrib.segment.photos import CAPTION_CUE, find_photo_credit, hints
from attrib.segment.sentences import OPENERS, split_sentences

LABELS = (
    "Details|Background|Quote|Literal quote|Quote from|Direct quote|Reminder|Updated|Update|Previously|For reference|Context|"
    "Why it matters|Why this is important|Why this matters|What we know|What happened|What they(?:'|’)re saying|"
    "The big picture|The details|The latest|The backstory|Driving the news|Zoom in|Zoom out|Between the lines|Recap|"
    "Editor(?:'|’)s note|Note|Correction|Clarification|Summary|Key points|In brief|More details|What's next|What’s next|"
    "The bottom line|Timeline|For context|As a reminder|Verbatim|History|Detail|Reaction|Reactions|What's behind the news|Catch up quick"
)
_LABEL = re.compile(rf"(?P<word>Sources?|{LABELS})\s?:(?=[\s\"“«'‘]|$)")
_ALSO = re.compile(
    r"(?:Read [Aa]lso|READ ALSO|Also [Rr]ead|ALSO READ|See [Aa]lso|SEE ALSO|Read [Mm]ore|READ MORE|Read [Nn]ext|READ NEXT|RELATED|Related(?: [Aa]rticles?| [Ss]tory)?|"
    r"Don['’]t [Mm]iss|MUST READ|More on this|Watch [Aa]lso|WATCH|READ|MORE|Further reading)\s?[:|»]\s?"
)
_CLOCK = re.compile(
    r"(?:\d{1,2}:\d\d ?(?:AM|PM|am|pm|a\.m\.|p\.m\.)(?: (?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|AES?T))?|"
    r"\d{1,2}[:.]\d\d (?:GMT|UTC|BST|CES?T|EES?T|IST))(?=\s+[A-ZÀ-Þ\"“'‘])"
)
_TRIGGER = re.compile(
    rf"(?P<label>\b(?:Sources?|{LABELS})\s?:)|(?P<also>\b(?:{_ALSO.pattern}))|(?P<clock>(?<![\d:.]){_CLOCK.pattern})"
    rf"|(?P<footer>{FOOTER_HINT.pattern})"
)
_ENDS = frozenset(".!?…\"”’'»)]")
_NOT_BEFORE_OPENER = frozenset(
    "of for to in on at by with from and or the a an as but over under after before into against between about than that "
    "is are was were be been will would can could may might has have had not no its his her their our your my".split()
)
# Words that open a sentence but hardly stand capitalised inside a headline in sentence case.
_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph of one kind, before it gets its place among the zones."""

    kind: str
    start: int
    end: int
    label: str | None = None
    credits: tuple[Credit, ...] = ()


def cut_paragraph(text: str, start: int, end: int, label: str | None = None) -> list[Piece]:
    """Return the pieces of one paragraph in order; they cover all of it but white space. LABEL is that of its body."""
    marks: list[tuple[int, str]] = [
        (match.start(), match.lastgroup or "") for match in _TRIGGER.finditer(text, start, end)
    ]
    marks += [(at, "photo") for at in hints(text, start, end)]
    if not marks:
        return [Piece("body", start, end, label)]
    marks.sort()
    pieces: list[Piece] = []
    at = start
    for place, kind in marks:
        if place < at:
            continue
        source = bool(pieces) and pieces[-1].kind == "source_line" and pieces[-1].end == at
        found = _cut(text, at, end, place, kind, start)
        if not found:
            continue
        _body(text, at, found[0].start, label, pieces)
        pieces += found
        at = found[-1].end
        if kind == "label" and not source:
            label = found[-1].label if found[-1].kind == "label" else None
    _body(text, at, end, label, pieces)
    return pieces


def _body(text: str, start: int, end: int, label: str | None, pieces: list[Piece]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if pieces and not any(sign.isalnum() for sign in text[start : min(end, start + 60)]) and end - start < 60:
        last = pieces[-1]
        if last.kind != "body":
            pieces.append(Piece("furniture", start, end))
            return
    pieces.append(Piece("body", start, end, label))


def _cut(text: str, at: int, end: int, place: int, kind: str, start: int) -> list[Piece]:
    """Return the pieces that a trigger at PLACE cuts out of text[at:end], [] where it is plain prose."""
    if kind == "photo":
        return cut_photo(text, at, end, place)
    if not _after_sentence(text, at, place):
        return []
    if kind == "label":
        return _cut_label(text, place, end)
    if kind == "also":
        match = _ALSO.match(text, place, end)
        return [Piece("furniture", place, headline_end(text, match.end(), end, fallback=True))] if match else []
    if kind == "clock":
        return _cut_clock(text, place, end)
    footer = find_footer(text, place, end)
    return [Piece("credit", *footer[0], None, footer[1])] if footer else []


def _after_sentence(text: str, start: int, place: int) -> bool:
    """Tell whether PLACE stands at the start of its stretch or behind the end of a sentence."""
    i = place - 1
    while i >= start and text[i].isspace():
        i -= 1
    return i < start or (text[i] in _ENDS and i < place - 1)


def _cut_label(text: str, place: int, end: int) -> list[Piece]:
    match = _LABEL.match(text, place, end)
    if match is None:
        return []
    word = match.group("word")
    if not word.startswith("Source"):
        # "Quote from Doe: ...": the name stays in the text, since it says who speaks.
        return [Piece("label", place, match.end(), word)]
    stop = _source_end(text, match.end(), end)
    pieces = [Piece("source_line", place, stop, "Source")]
    following = re.compile(r"\s*").match(text, stop, end)
    after = _LABEL.match(text, following.end(), end) if following else None
    if following and after and not after.group("word").startswith("Source"):
        pieces.append(Piece("label", following.end(), after.end(), after.group("word")))
    return pieces


def _source_end(text: str, at: int, end: int) -> int:
    """Return where the value of "Source: ..." ends: before the next label, behind its sentence, or before a clear opener."""
    limit = min(end, at + 400)
    label = _NEXT_LABEL.search(text, at, limit)
    stop = label.start() if label else limit
    first = split_sentences(text, at, stop)
    if first:
        stop = first[0][1]
        words = re.compile(r"\S+")
        previous = ""
        for number, word in enumerate(words.finditer(text, first[0][0], stop)):
            bare = word.group()
            if (
                number > 1
                and bare in ("The", "A", "An", "On", "In", "He", "She", "It", "They", "According")
                and previous[-1:].isalnum()
                and previous.lower() not in _NOT_BEFORE_OPENER
            ):
                return word.start() - 1
            previous = bare
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    return stop


_NEXT_LABEL = re.compile(rf"(?<=\s)(?:{LABELS})\s?:(?=\s|$)")


def headline_end(text: str, at: int, end: int, *, fallback: bool) -> int:
    """Return where a headline without a full stop, run into the next sentence, ends.

    It ends before a capitalised word that opens sentences, where the word before could end a headline; else before the
    sentence's repeated tail. Where nothing tells, AT without FALLBACK, the end of the whole sentence with it.
    """
    limit = min(end, at + 600)
    sentences = split_sentences(text, at, limit)
    if not sentences:
        return end if fallback else at
    first, stop = sentences[0]
    words = [(match.start(), match.group()) for match in re.compile(r"\S+").finditer(text, first, stop)]
    title = _mostly_capital([word for _at, word in words[:12]])
    for number in range(3, len(words)):
        begin, word = words[number]
        previous = words[number - 1][1]
        if not word[0].isupper() or word.strip(".,").lower() not in OPENERS or not previous[-1].isalnum():
            continue
        if previous.lower() in _NOT_BEFORE_OPENER:
            continue
        if title and word not in ("The", "A", "An", "He", "She", "They", "It", "This"):
            continue
        return begin - 1
    return stop if fallback else at


def _mostly_capital(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _cut_clock(text: str, place: int, end: int) -> list[Piece]:
    """Return the pieces of a time-stamped headline inside running text: "08:28 AM EDT Norland offers asylum ..."."""
    match = _CLOCK.match(text, place, end)
    if match is None:
        return []
    begin = match.end()
    while begin < end and text[begin].isspace():
        begin += 1
    if text[begin : begin + 12].split(" ")[0].strip(".,") in _WEEKDAYS:
        return []
    stop = _stamped_end(text, begin, end)
    stamp = Piece("furniture", place, match.end())
    return [stamp, Piece("headline", begin, stop)] if stop > begin else [stamp]


def _stamped_end(text: str, begin: int, end: int) -> int:
    """Return the end of the headline at BEGIN, or BEGIN where it cannot be told."""
    limit = min(end, begin + 700)
    sentences = split_sentences(text, begin, limit)
    first, stop = sentences[0]
    if len(sentences) > 1:
        # "Norland offers asylum Leik looks on in Oslo. Leik looks on in Oslo.": a caption printed twice shows where it begins.
        second = text[sentences[1][0] : sentences[1][1]]
        if len(second) > 20 and text[first:stop].endswith(second) and stop - len(second) > first:
            return _trim(text, first, stop - len(second))
    cue = CAPTION_CUE.search(text, first, stop)
    if cue:
        name = _subject(text, first, cue.start())
        if name > first:
            return _trim(text, first, name)
    told = headline_end(text, begin, limit, fallback=False)
    return _trim(text, first, told) if told > begin else begin


def _subject(text: str, start: int, at: int) -> int:
    """Return where the capitalised name directly before AT begins: "over feud Tomas Leik" has it at "Tomas"."""
    words = [(match.start(), match.group()) for match in re.compile(r"\S+").finditer(text, start, at)]
    where = at
    for begin, word in reversed(words):
        if not word[0].isupper() or at - begin > 80:
            break
        where = begin
        if word in ("The", "A", "An"):
            break
    return where if where < at else start


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def cut_photo(text: str, at: int, end: int, place: int) -> list[Piece]:
    """Return caption and credit around a photo credit at PLACE in text[at:end], [] where it is plain prose."""
    found = find_photo_credit(text, at, end, place)
    if found is None:
        return []
    (begin, stop), credit = found
    pieces = [Piece("credit", begin, stop, None, (credit,))]
    floor = max(at, begin - 1200)
    before = split_sentences(text, floor, begin)
    if not before:
        return pieces
    alone = stop >= end - 1
    if alone and floor == at and len(before) <= 4 and begin - at <= 700:
        return [Piece("caption", before[0][0], before[-1][1]), *pieces]
    first = len(before)
    last = text[slice(*before[-1])]
    while first > 0:
        words = text[slice(*before[first - 1])]
        if not (CAPTION_CUE.search(words) or (first < len(before) and words == last)) or len(before) - first >= 4:
            break
        first -= 1
    if first == len(before) and not _said(last) and begin - before[-1][0] < 400:
        first -= 1
    if first < len(before):
        pieces.insert(0, Piece("caption", before[first][0], before[-1][1]))
    return pieces


_SAID = re.compile(r"\b(?:said|says|told|added|according to|reported|reports|asked|wrote|announced)\b|[\"“”]")


def _said(words: str) -> bool:
    return _SAID.search(words) is not None
