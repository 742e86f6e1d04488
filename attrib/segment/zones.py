"""Sort the lines of one article into zones: headline, dateline, byline, caption, credit, label, body, furniture ..."""

from dataclasses import dataclass, field

from attrib.records import Credit, Dateline, Document, Span
from attrib.regex import regex
from attrib.segment.articles import Block
from attrib.segment.credits import find_byline, find_footer, find_name_line, find_signature
from attrib.segment.datelines import find_date_line, find_dateline
from attrib.segment.furniture import is_furniture
from attrib.segment.headlines import is_heading, is_headline, is_stopped_headline, same_words, says
from attrib.segment.inline import cut_paragraph
from attrib.segment.lines import Line
from attrib.segment.photos import find_photo_credit
from attrib.segment.pieces import Piece, skip, trim
from attrib.segment.triggers import Trigger, within

_MARKDOWN = regex(r"#{1,6}[ \t]+")
_TITLE_LABEL = regex(r"(?:HEADLINE|Headline|TITLE|Title)\s?:\s+(?=\S)")
_SPEAKER = regex(r"[A-Z][\w.'’ -]{0,40}:")


@dataclass(slots=True)
class Draft:
    """What is gathered of one article while its lines are read."""

    pieces: list[tuple[Piece, int]] = field(default_factory=list)  # with the paragraph's number
    title: Span | None = None
    dateline: Dateline | None = None
    dated: str | None = None
    bodies: int = 0

    def add(self, piece: Piece, paragraph: int) -> None:
        """Append a piece of a paragraph."""
        self.pieces.append((piece, paragraph))

    def credits(self) -> tuple[Credit, ...]:
        """Return the credits of all pieces in text order."""
        return tuple(credit for piece, _paragraph in self.pieces for credit in piece.credits)


def sort_lines(document: Document, block: Block, paragraph: int, triggers: list[Trigger]) -> Draft:
    """Return the pieces of one article's lines; PARAGRAPH numbers the first, TRIGGERS are the text's."""
    draft = Draft()
    lines = block.lines
    for number, line in enumerate(lines):
        here = paragraph + number
        if number < block.head:
            credits = (block.publisher,) if number == 0 and block.publisher else ()
            draft.add(Piece("publisher_line", line.start, line.end, None, credits), here)
            continue
        # Below a publisher block stands the headline, whatever its form.
        if 0 < block.head == number and number + 1 < len(lines) and line.end - line.start <= 260:
            _headline(draft, line.start, line.end, here)
            continue
        _sort_line(document, draft, lines, number, here, triggers)
    return draft


def _sort_line(
    document: Document, draft: Draft, lines: tuple[Line, ...], number: int, here: int, triggers: list[Trigger]
) -> None:
    text, (start, end) = document.text, (lines[number].start, lines[number].end)
    if _marked(text, draft, start, end, here):
        return
    if _whole_credit(text, draft, start, end, within(triggers, start, end), here):
        return
    if draft.bodies < 2 and _before_body(document, draft, lines[number], here):
        return
    if _is_title(document, draft, lines, number):
        _headline(draft, start, end, here)
        return
    begin = _opening(document, draft, start, end, here)
    closing = find_byline(text, start, end) if draft.bodies and number >= len(lines) - 3 else None
    if closing:
        draft.add(Piece("byline", start, end, None, closing), here)
        return
    for piece in cut_paragraph(text, begin, end, within(triggers, begin, end)):
        draft.add(piece, here)
        draft.bodies += piece.kind == "body"


def _marked(text: str, draft: Draft, start: int, end: int, here: int) -> bool:
    """Take a line whose form says what it is: "# Mine to close", "Headline: …", furniture; tell whether it was one."""
    markdown = _MARKDOWN.match(text, start, end)
    if markdown and markdown.end() < end:
        draft.add(Piece("furniture", start, markdown.end() - 1), here)
        _headline(draft, markdown.end(), end, here)
        return True
    if is_furniture(text[start : min(end, start + 700)]):
        draft.add(Piece("furniture", start, end), here)
        return True
    label = _TITLE_LABEL.match(text, start, end)
    if label:
        draft.add(Piece("label", start, trim(text, start, label.end()), "Headline"), here)
        _headline(draft, label.end(), end, here)
    return label is not None


def _opening(document: Document, draft: Draft, start: int, end: int, here: int) -> int:
    """Take signature and dateline from the front of a line; return where what follows them begins."""
    text, begin = document.text, start
    signed = None if draft.bodies else find_signature(text, start, end)
    if signed:
        begin = signed[0]
        draft.add(Piece("byline", start, trim(text, start, begin), None, signed[1]), here)
    if draft.dateline is None and draft.bodies < 3:
        draft.dateline = find_dateline(text, begin, end, document.date, first=draft.bodies < 2)
        if draft.dateline:
            place, begin = draft.dateline.span
            draft.add(Piece("dateline", place, trim(text, place, begin)), here)
            begin = skip(text, begin, end)
    return begin


def _whole_credit(text: str, draft: Draft, start: int, end: int, triggers: list[Trigger], here: int) -> bool:
    """Take a line that is a credit as a whole, tell whether it was one."""
    footer = find_footer(text, start, end) if end - start <= 400 else None
    if footer:
        (_begin, stop), credits = footer
        rights = credits[0].kind == "copyright" and end - start <= 300
        if stop >= end - 1 or rights:
            draft.add(Piece("credit", start, end, None, credits), here)
            return True
    if end - start <= 160:
        for place, kind in triggers:
            photo = find_photo_credit(text, start, end, place) if kind == "photo" else None
            if photo and photo[0][0] == start and photo[0][1] >= end - 1:
                draft.add(Piece("credit", start, end, None, (photo[1],)), here)
                return True
    return False


def _before_body(document: Document, draft: Draft, line: Line, here: int) -> bool:
    """Take a line of the article's head: a date, a byline; tell whether it was one."""
    text, start, end = document.text, line.start, line.end
    dated = find_date_line(text, start, end, document.date)
    if dated:
        draft.dated = draft.dated or dated.date
        draft.add(Piece("dateline", start, end), here)
        return True
    credits = find_byline(text, start, end) or (find_name_line(text, start, end) if draft.title else None)
    if credits:
        draft.add(Piece("byline", start, end, None, credits), here)
        return True
    return False


def _is_title(document: Document, draft: Draft, lines: tuple[Line, ...], number: int) -> bool:
    """Tell whether a line is the article's headline, its deck, or a heading between paragraphs."""
    text, line = document.text, lines[number]
    if line.end - line.start > 260:
        return False
    words = text[line.start : line.end]
    following = lines[number + 1] if number + 1 < len(lines) else None
    if draft.bodies:
        return following is not None and not _SPEAKER.match(words) and is_heading(words)
    if document.title and same_words(words, document.title):
        return True
    if draft.title is None:
        return _is_first_title(document, lines, number)
    # "Ford Leads by Two; / Brandt calls the count unfair.": a headline in two lines.
    if following and line.gap == 0 and text[draft.title[1] - 1] == ";":
        draft.title = (draft.title[0], line.end)
        return True
    return following is not None and not _SPEAKER.match(words) and is_headline(words) and words[0] not in "\"“'‘"


def _is_first_title(document: Document, lines: tuple[Line, ...], number: int) -> bool:
    """Tell whether the first line of an article that could be its headline is."""
    text, line = document.text, lines[number]
    words = text[line.start : line.end]
    rest = [other for other in lines[number + 1 : number + 4] if not is_furniture(text[other.start : other.end])]
    if is_headline(words):
        # A lone sentence without its full stop ("The bridge fell, police said") is read as a sentence.
        if not rest:
            return not says(words)
        asked = words[-1] in "\"”’'" and words.rstrip("\"”’'")[-1:] in ("!", "?")
        return not (asked and says(words))
    if not rest:
        return False
    following = rest[0]
    if words[-1] == ";" and following.gap == 0:
        return True
    if following.gap == 0:
        return False
    if find_dateline(text, following.start, following.end, None, first=True) and len(words.split()) <= 30:
        return True
    after = text[following.start : min(following.end, following.start + 1000)]
    return is_stopped_headline(words, after, article=len(lines) > 4)


def _headline(draft: Draft, start: int, end: int, here: int) -> None:
    draft.add(Piece("headline", start, end, None), here)
    if draft.title is None and not draft.bodies:
        draft.title = (start, end)
