"""Credits: who wrote, pictured or first published an article, in lines of their own or inside running text."""

import re

from attrib.records import Credit, Span
from attrib.segment.wordlist import wordlist

_NAME = r"[A-ZÀ-ÞĀČŁŚŠŽ][\w.'’&-]{0,40}"
_OUTLET = rf"(?:[Tt]he )?{_NAME}(?: (?:{_NAME}|of|the|and|for|in|&|de|la|del|und)){{0,6}}"
_PERSON = rf"{_NAME}(?: (?:{_NAME}|de|van|von|der|den|bin|al|el|la|du|da|dos|ter)){{0,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:, and |, & | and | & |, ){_PERSON}){{0,7}}"
# A whole sentence or line; the outlet's name in the group.
_SYNDICATION = re.compile(
    rf"(?:\W{{0,3}})(?:This|The) (?:article|story|report|piece|post|column|essay|item|interview|text|version of this (?:article|story))"
    rf"(?: was| has been| is)?(?: also)? ?(?:originally|first|previously)? ?(?:appeared|published|posted|ran|republished|reproduced|written for|produced|provided|syndicated|reprinted|supplied)"
    rf"(?: here| first| originally)?(?: with permission)?(?: on| in| by| at| from| for)(?: the website of| the site of)? (?P<name>{_OUTLET})"
    rf"|(?:Originally|First) (?:published|appeared|posted)(?: on| in| by| at)? (?P<name2>{_OUTLET})"
    rf"|(?:Republished|Reprinted|Reproduced|Syndicated)(?: here)?(?: with permission)?(?: of| from| by) (?P<name3>{_OUTLET})"
)
_FULL_STORY = re.compile(
    rf"(?:Read|See|View) the (?:full|original|whole|complete|entire)(?: \w+)? ?(?:story|article|report|piece|post|interview)?"
    rf"(?: here)?(?: by (?P<people>{_PEOPLE}))?,? (?:on|at|in|from|via) (?P<name>{_OUTLET})"
    rf"|Continue reading (?:on|at|in) (?P<name2>{_OUTLET})"
)
_SUPPORT = re.compile(
    rf"(?:Support|Back|Help|Fund) (?P<name>{_OUTLET}) (?:on|via|through) (?:Patreon|Ko-fi|Buy Me a Coffee|PayPal|Steady|Substack|Kickstarter)"
    rf"|(?:Donate|Subscribe) to (?P<name2>{_OUTLET}) on (?:Patreon|Substack|Steady)|Become an? (?P<name3>{_OUTLET}) (?:patron|supporter|member)\b"
)
_COPYRIGHT = re.compile(
    rf"(?:(?:Copyright|COPYRIGHT)(?: ?©| ?\([cC]\))?|©|\([cC]\)(?= ?\d{{4}}))(?: ?\d{{4}}(?: ?[-–] ?\d{{4}})?)?(?: by)?,?:? ?(?P<name>{_OUTLET})"
    rf"|(?P<name2>{_OUTLET}) (?:©|\([cC]\)) ?\d{{4}}"
)
_CONTRIBUTED = re.compile(
    rf"(?P<people>{_PEOPLE})(?:, [a-z][\w ]{{1,40}},| of {_OUTLET}| in {_OUTLET})? (?:also )?contributed (?:reporting|research|to (?:this|the) (?:report|story|article|piece|dispatch|coverage))"
    rf"|\(?(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Rr]esearch|Compiled|Written|Edited|Reported|Translated) by (?P<people2>{_PEOPLE})"
    rf"|(?:Contributing|Contributors?): (?P<people3>{_PEOPLE})"
    rf"|With (?:reporting|additional reporting|files|inputs?)(?: by| from) (?P<people4>{_PEOPLE})"
)
FOOTERS = (
    ("read_full_story", _FULL_STORY),
    ("support", _SUPPORT),
    ("syndication", _SYNDICATION),
    ("copyright", _COPYRIGHT),
    ("byline", _CONTRIBUTED),
)
# Where a footer may begin, cheap to search for in running text.
FOOTER_HINT = re.compile(
    r"(?:Read|See|View) the (?:full|original|whole|complete|entire) |Continue reading (?:on|at) |(?:Support|Donate to|Subscribe to|Help|Back|Fund) (?:the )?[A-Z]|"
    r"(?:This|The) (?:article|story|report|piece|post|column) (?:was |has been |is )?(?:also )?(?:originally |first |previously )?(?:appeared|published|posted|ran|republished|provided|produced|syndicated|supplied)|"
    r"(?:Originally|First) (?:published|appeared)|(?:Republished|Reprinted|Reproduced) |©|Copyright |\([cC]\) ?\d{4}|"
    r"\(?(?:Additional |Further )?(?:[Rr]eporting|Writing|Editing) by [A-Z]"
)
_BYLINE = re.compile(
    rf"(?:(?:By|BY|by|Written by|Story by|From|Words by)[: ] ?)(?P<people>{_PEOPLE})(?P<rest>(?:,? ?(?:[|,/•·–—-]|in|for|of|at) ?[\w .,'’&/|•·–—-]{{1,80}})?)",
)
_OUTLET_AFTER = re.compile(rf"[|,/•·–—-] ?(?:for )?(?P<name>{_OUTLET})|(?:for|of) (?P<name2>{_OUTLET})")
_SPLIT = re.compile(r", and |, & | and | & |, ")
_STAFF = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|bureau|chief|news desk|senior|political|analyst|special)\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"(?:'s|’s)?[.,;:!?]*\Z")


def find_footer(text: str, start: int, end: int) -> tuple[Span, tuple[Credit, ...]] | None:
    """Return the span and credits of a footer that begins at START ("© 2025 Norda Wire", "Reporting by ..."), else None.

    The span runs to the end of its sentence, or to END where it is not told apart.
    """
    window = text[start : min(end, start + 400)]
    for kind, pattern in FOOTERS:
        match = pattern.match(window)
        if match is None:
            continue
        part = match.groupdict()
        credits: list[Credit] = []
        for group, value in part.items():
            if not value:
                continue
            at = start + match.start(group)
            if group.startswith("people"):
                credits += people(text, at, at + len(value))
            else:
                credits.append(_credit(kind, text, at, at + len(value)))
        if kind == "byline" or not match.end():
            stop = _line_end(text, start, end)
        else:
            stop = _sentence_end(text, start + match.end(), end)
        credits.sort(key=lambda credit: credit.span)
        return (start, stop), tuple(credits)
    return None


def _credit(kind: str, text: str, start: int, end: int) -> Credit:
    tail = _TRAIL.search(text[start:end])
    stop = end - (len(tail.group()) if tail else 0)
    for lead in ("the ", "The "):
        if text.startswith(lead, start) and stop - start > len(lead) + 8 and kind == "copyright":
            break
    return Credit(kind, text[start:stop], (start, stop))


def _sentence_end(text: str, at: int, end: int) -> int:
    """Return where the footer that has been read up to AT ends: behind its full stop, else at the end of the line."""
    if at < end and text[at - 1] in ".!" and (at == end or text[at].isspace()):
        return at
    for i in range(at, min(end, at + 200)):
        if text[i] in ".!?" and (i + 1 >= end or text[i + 1].isspace() or text[i + 1] in ")]*"):
            while i + 1 < end and text[i + 1] in ".!?)]*":
                i += 1
            return i + 1
    return end


def _line_end(text: str, start: int, end: int) -> int:
    return end if end - start <= 600 else _sentence_end(text, start, end)


def people(text: str, start: int, end: int) -> list[Credit]:
    """Return a byline credit for each name of "Jane Doe, Ada Roe and Norda Wire"."""
    found: list[Credit] = []
    at = start
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        tail = _TRAIL.search(text[at:stop])
        last = stop - (len(tail.group()) if tail else 0)
        if last > at:
            found.append(Credit("byline", text[at:last], (at, last)))
        at = match.end() if match else end
    return found


def find_byline(text: str, start: int, end: int) -> tuple[Credit, ...] | None:
    """Return the credits of a line that is a byline ("By Jane Doe, Norda Wire"), None for another line."""
    if end - start > 160:
        return None
    line = text[start:end]
    match = _BYLINE.fullmatch(line.rstrip(" .*"))
    if match is None:
        return None
    begin, stop = match.span("people")
    # "By Friday": a byline names at least two words, or an agency in capitals.
    words = line[begin:stop].split()
    if len(words) < 2 and not words[0].isupper():
        return None
    credits = people(text, start + begin, start + stop)
    credits = [
        credit
        for credit in credits
        if not _STAFF.search(credit.name) or credit.name[0].isupper() and "Staff" not in credit.name
    ]
    rest = _OUTLET_AFTER.search(match.group("rest") or "")
    if rest:
        group = "name" if rest.group("name") else "name2"
        name = rest.group(group)
        at = start + match.start("rest") + rest.start(group)
        if not _STAFF.search(name):
            credits.append(Credit("byline", name.rstrip("., "), (at, at + len(name.rstrip("., ")))))
    return tuple(credits)


def find_name_line(text: str, start: int, end: int) -> tuple[Credit, ...] | None:
    """Return the credit of a line that is only an author's name in capitals ("JANE DOE"), None for another line."""
    line = text[start:end]
    words = line.split()
    if (
        not 2 <= len(words) <= 4
        or end - start > 40
        or not line.isupper()
        or not line.replace(" ", "").replace(".", "").replace("-", "").isalpha()
    ):
        return None
    if _NO_NAME & set(line.lower().split()):
        return None
    return (Credit("byline", line, (start, end)),)


_NO_NAME = wordlist(
    """
    news stories story top world politics opinion update updates sports business analysis live video report
    exclusive latest press release full text breaking the and of in on for to a read more photos inside about
    letters editorial
    """
)
