"""Credits: who wrote or first published an article, in lines of their own or inside running text."""

import re

from attrib.records import Credit, Span
from attrib.regex import regex
from attrib.segment.datelines import MONTHS, find_dateline
from attrib.segment.sentences import sentence_end
from attrib.segment.wordlist import wordlist

# A full stop stands inside a name ("norda.example") or behind initials, never behind its last word.
_NAME = r"(?:(?:[A-Z]\.){1,3}(?= )|[A-ZÀ-ÞĀČŁŚŠŽ](?:[\w'’&-]|\.(?=\w)){0,40})"
_OUTLET = (
    rf"(?:(?:[Tt]he )?{_NAME}(?: (?:{_NAME}|of|the|and|for|in|&|de|la|del|und)){{0,6}}|"
    r"[a-z][\w-]{1,40}(?:\.[a-z]{2,8}){1,2})"
)
_PERSON = rf"{_NAME}(?: (?:{_NAME}|de|van|von|der|den|bin|al|el|la|du|da|dos|ter)){{0,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:, and |, & | and | & |, ){_PERSON}){{0,7}}"
_PIECE = r"(?:article|story|report|piece|post|column|essay|item|interview|text)"
_SYNDICATION = regex(
    rf"\W{{0,3}}(?:This|The|A version of this) {_PIECE}(?: was| has been| is)?(?: also)? "
    r"(?:(?:originally|first|previously) (?:appeared|published|posted|ran|written|produced)|"
    r"republished|reproduced|syndicated|reprinted|"
    r"(?:appeared|published|posted) (?:here )?(?:originally|first|with permission))"
    r"(?: here)?(?: with(?: the)? permission)?(?: on| in| by| at| from| for| of)?(?: the (?:website|site) of)? "
    rf"(?P<name>{_OUTLET})"
    rf"|(?:Originally|First) (?:published|appeared|posted)(?: on| in| by| at) (?P<name2>{_OUTLET})"
    r"|(?:Republished|Reprinted|Reproduced|Syndicated)(?: here)?(?: with(?: the)? permission)?(?: courtesy)?"
    rf"(?: of| from| by) (?P<name3>{_OUTLET})"
)
# What may follow the outlet of a syndication line; "The story first appeared in the Lantern, which said ..." is news.
_AFTER_OUTLET = regex(
    r"\s*(?:[.!:)*\]|–—-]|$|(?:on|in|under|with|here|as part|via|and (?:is|was|has|appears))\b|"
    r", (?:and (?:is|was)|\d|a part|part)\b)"
)
_FULL_STORY = regex(
    rf"(?:Read|See|View) the (?:full|original|whole|complete|entire)(?: \w+)?(?: {_PIECE})?(?: here)?"
    rf"(?: by (?P<people>{_PEOPLE}))?,? (?:on|at|in|from|via) (?P<name>{_OUTLET})"
    rf"|Continue reading (?:on|at|in) (?P<name2>{_OUTLET})"
)
_SUPPORT = regex(
    rf"(?:Support|Back|Help|Fund) (?P<name>{_OUTLET}) (?:on|via|through) "
    r"(?:Patreon|Ko-fi|Buy Me a Coffee|PayPal|Steady|Substack|Kickstarter)"
    rf"|(?:Donate|Subscribe) to (?P<name2>{_OUTLET}) on (?:Patreon|Substack|Steady)"
    rf"|Become an? (?P<name3>{_OUTLET}) (?:patron|supporter|member)\b"
)
_COPYRIGHT = regex(
    r"(?:(?:Copyright|COPYRIGHT)(?: ?©| ?\([cC]\))?|©|\([cC]\)(?= ?\d{4}))(?: ?\d{4}(?: ?[-–] ?\d{4})?)?(?: by)?,?:? ?"
    rf"(?P<name>{_OUTLET})|(?P<name2>{_OUTLET}) (?:©|\([cC]\)) ?\d{{4}}"
)
_CONTRIBUTED = regex(
    rf"(?P<people>{_PEOPLE})(?:, [a-z][\w ]{{1,40}},| of {_OUTLET}| in {_OUTLET})? (?:also )?contributed "
    r"(?:reporting|research|to this (?:report|story|article|piece|dispatch|coverage)|"
    r"to the (?:report|story|article)(?=\W*$))|"
    r"\(?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Rr]esearch)|Compiled|"
    rf"Written|Edited|Reported|Translated) by (?P<people2>{_PEOPLE})"
    rf"(?=(?: (?:in|for|at|and|from|of) [A-Z][\w ,]{{1,60}})?\s*(?:[;.)]|$))"
    rf"|(?:Contributing|Contributors?): (?P<people3>{_PEOPLE})"
    rf"|With (?:reporting|additional reporting|files|inputs?)(?: by| from) (?P<people4>{_PEOPLE})(?=\W*$|[.)])"
)
# Each kind with pieces of words of which it has one: looked for first, since nearly no paragraph is a footer.
_FOOTERS = (
    ("read_full_story", ("Read the ", "See the ", "View the ", "Continue reading "), _FULL_STORY),
    ("support", ("Support ", "Back ", "Help ", "Fund ", "Donate to ", "Subscribe to ", "Become a"), _SUPPORT),
    (
        "syndication",
        ("ppeared", "ublished", "osted", " ran ", " written", "roduced", "yndicated", "eprinted"),
        _SYNDICATION,
    ),
    ("copyright", ("opyright", "COPYRIGHT", "©", "(c)", "(C)"), _COPYRIGHT),
    ("byline", ("contributed ", " by ", "Contribut", "With "), _CONTRIBUTED),
)
_POST = (
    rf"(?:{_NAME}|of|the|and|for|&|staff|writer|reporter|correspondent|editor|senior|political|business|bureau|chief|"
    r"special|to|columnist|contributor|foreign|world|national|sports|health|science)"
)
_BYLINE_OPENINGS = ("By", "BY", "by", "Written by", "Story by", "Words by")
_BYLINE = regex(
    rf"(?:By|BY|by|Written by|Story by|Words by)[: ] ?(?P<people>{_PEOPLE})"
    rf"(?P<rest>(?:(?:,? ?[|,/•·–—-] ?|,? (?:in|for|of|at) )(?:the )?{_POST}(?: {_POST}){{0,6}}){{0,3}})"
)
_OUTLET_AFTER = regex(rf"[|,/•·–—-] ?(?:for )?(?P<name>{_OUTLET})|(?:for|of) (?P<name2>{_OUTLET})")
_SPLIT = regex(r", and |, & | and | & |, ")
_STAFF = regex(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|bureau|chief|news desk|senior|political|"
    r"analyst|special)\b",
    re.IGNORECASE,
)
_TRAIL = regex(r"(?:'s|’s)?[.,;:!?]*\Z")


def find_footer(text: str, start: int, end: int) -> tuple[Span, tuple[Credit, ...]] | None:
    """Return the span and credits of a footer that begins at START ("© 2025 Norda Wire"), None for anything else.

    The span runs to the end of its sentence or bracket, at most to END.
    """
    window = text[start : min(end, start + 400)]
    for kind, pieces, pattern in _FOOTERS:
        match = pattern.match(window) if any(map(window.__contains__, pieces)) else None
        if match is None or (kind == "syndication" and not _AFTER_OUTLET.match(window, match.end())):
            continue
        credits: list[Credit] = []
        for group, value in match.groupdict().items():
            at = start + match.start(group)
            if value and group.startswith("people"):
                credits += people(text, at, at + len(value))
            elif value:
                at += 4 * value.startswith("the ")
                value = value.removeprefix("the ")
                credits.append(Credit(kind, value, (at, at + len(value))))
        if any(credit.name.split()[0].lower() in _TIMES for credit in credits):
            return None
        credits.sort(key=lambda credit: credit.span)
        return (start, _footer_end(text, start, start + match.end(), end)), tuple(credits)
    return None


_TIMES = frozenset(MONTHS) | wordlist("monday tuesday wednesday thursday friday saturday sunday")


def _footer_end(text: str, start: int, at: int, end: int) -> int:
    """Return where a footer that was read up to AT ends."""
    if text[start] == "(":
        close = text.find(")", at, min(end, at + 500))
        return close + 1 if close >= 0 else end
    stop = sentence_end(text, at, min(end, at + 400))
    while stop < end and text[stop] in ".!?)]*":
        stop += 1
    return stop


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
    match = _BYLINE.fullmatch(line.rstrip(" .*")) if line.startswith(_BYLINE_OPENINGS) else None
    if match is None:
        return None
    begin, stop = match.span("people")
    # "By Friday": a byline names at least two words, or an agency in capitals.
    words = line[begin:stop].split()
    if (len(words) < 2 and not words[0].isupper()) or words[0].lower() in _TIMES:
        return None
    credits = people(text, start + begin, start + stop)
    rest = _OUTLET_AFTER.search(match.group("rest") or "")
    if rest:
        group = "name" if rest.group("name") else "name2"
        name = rest.group(group)
        at = start + match.start("rest") + rest.start(group)
        if not _STAFF.search(name):
            credits.append(Credit("byline", name.rstrip("., "), (at, at + len(name.rstrip("., ")))))
    return tuple(credits)


def find_signature(text: str, start: int, end: int) -> tuple[int, tuple[Credit, ...]] | None:
    """Return where the byline ends with which a paragraph opens before its dateline, and its credits; else None.

    "By Ada Roe SUVA (Norda Wire) - Norland ...": the dateline shows where the names end.
    """
    if not text.startswith(("By ", "BY "), start):
        return None
    for match in _CAPITALS.finditer(text, start + 6, min(end, start + 140)):
        at = match.start()
        if text[at - 1] == " " and find_dateline(text, at, end, None, first=False):
            names = people(text, start + 3, at - 1)
            return (at, tuple(names)) if all(name.name[0].isupper() for name in names) else None
    return None


_CAPITALS = regex(r"[A-Z]{3,}")


def find_name_line(text: str, start: int, end: int) -> tuple[Credit, ...] | None:
    """Return the credit of a line that is only an author's name in capitals ("JANE DOE"), None for another line."""
    line = text[start:end]
    words = line.split()
    plain = line.translate(_NAME_MARKS)
    if not 2 <= len(words) <= 4 or end - start > 40 or not (plain.isalpha() and plain.isupper()):
        return None
    if _NO_NAME & {word.lower() for word in words}:
        return None
    return (Credit("byline", line, (start, end)),)


_NAME_MARKS = str.maketrans("", "", " .'’-")
_NO_NAME = wordlist(
    """
    news stories story top world politics opinion update updates sports business analysis live video report
    exclusive latest press release full text breaking the and of in on for to a read more photos inside about
    letters editorial
    """
)
