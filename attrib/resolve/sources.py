"""Read the source of an attribution, with the words of it that a reading cut off."""

from attrib.records import Attribution, Span
from attrib.regex import regex
from attrib.resolve.mention import Mention
from attrib.resolve.mentions import read_mention
from attrib.resolve.names import read_name
from attrib.resolve.owned import with_members
from attrib.resolve.vocabulary import vocabulary

_FROM = regex(r"(?:[^\W\d_a-z][\w'’-]+ ){1,3}[^\W\d_a-z][\w'’-]+, (?:\d{1,3},? )?(?:of|from) $")
_APPOSED = regex(r"(?:[^\W\d_a-z][\w.'’-]+ ){1,4}[^\W\d_a-z][\w'’-]+, $")
_PAIR = regex(r"/[^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*){0,3} (?:poll|survey|study|report|investigation|analysis)\b")
_SEAT = regex(r"(?:D|R|I|DFL)-[A-Z][a-z.]+")
_PARTS = ("North ", "South ", "East ", "West ", "New ", "United ", "Great ", "Saudi ", "Costa ", "Puerto ", "Sri ")
_COMPASS = regex(rf"(?<![\w.])(?:{'|'.join(_PARTS)})$")
_SPOKEN = regex(r"\b(?:[Ss]peaking|[Tt]alking) (?:to|with) (?:the )?(?:[\w'’-]+ ){0,3}$")
_NEARNESS = (" of ", " with ", " on ", " about ", " to ", " in ", " from ")
_UNNAMED = regex(
    r"(?:^|[\s(])((?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Ss]ome|[Oo]ther|\d{1,2}) (?:[a-z-]+ ){0,2}"
    r"(?:people|person|officials?|sources?|diplomats?|aides?|executives?|officers?|lawyers?|advis[eo]rs?) "
    r"(?:familiar with|briefed on|informed about|close to|involved in|with (?:direct )?knowledge of|aware of)) $"
)
_REST = regex(r" [^,.;:()\"“”\n]{1,80}(?=[,.;:()\"“”\n]|$)")
_REACH = 90  # characters behind a source


def _span(one: Attribution) -> Span:
    """Return the span of a source; of one in pieces, the whole where they are neighbours, else the first."""
    start, end = one.source[0]
    return (start, one.source[-1][1]) if one.source[-1][0] - end < 8 else (start, end)


def source_mention(text: str, one: Attribution) -> Mention:
    """Read a source; where a bare role or an author was cut off from the name or noun behind it, with that."""
    span = _widened(text, _span(one))
    mention = with_members(text, read_mention(text, span))
    bare = mention.sort == "role" and not mention.definite and mention.text[:2].lower() not in ("a ", "an", "on")
    if not (bare or (mention.form == "name" and one.pattern.startswith(("according", "per_")))):
        return mention
    cues = [start for start, _end in one.cue if start >= span[1]]
    behind = _REST.match(text, span[1], min([*cues, span[1] + _REACH]))
    if not behind or not (bare or behind[0].strip(" ") in vocabulary().documents):
        return mention
    longer = read_mention(text, (span[0], behind.end()))
    # "Norland's ambassador to Sutland Ana Ford"; "according to the council report"
    return longer if (longer.form == "name" if bare else longer.sort == "document") else mention


def _widened(text: str, span: Span) -> Span:
    """Take in the person in front of a source that is only where she is from: "Ana Ford, 29, of Norda" for "Norda"."""
    start = span[0]
    if text[span[1] : span[1] + 1] == "/" and (pair := _PAIR.match(text, span[1])):
        span = (start, pair.end())  # "a new {Norda}/Orlan survey"
    near = max(0, start - 60)
    spoken = text.find("king ", near, start) >= 0 and _SPOKEN.search(text, near, start)
    comma = text.find(", ", start, span[1]) if spoken else -1
    if comma > 0:  # "Speaking to Al {Norda, a town official}"
        return (comma + 2, span[1])
    if text.endswith(_PARTS, 0, start):
        place = _COMPASS.search(text, max(0, start - 8), start)
        if place and read_name(text[place.start() : span[1]]).kind == "place":
            return (place.start(), span[1])  # "taken in South {Carolina}"
    if text[start + 1 : start + 2] == "-" and _SEAT.match(text, start):  # "Rep. Ana Ford, {R-Norda, who}"
        named = _APPOSED.search(text, max(0, start - 70), start)
        return (named.start(), span[1]) if named else span
    before = text[max(0, start - 6) : start]
    if not before.endswith(_NEARNESS):
        return span
    unnamed = _UNNAMED.search(text, max(0, start - 80), start)
    if unnamed:
        return (unnamed.start(1), span[1])  # "two people briefed on {the talks}"
    if not before.endswith((" of ", " from ")):
        return span
    match = _FROM.search(text[max(0, start - 70) : start])
    return (start - len(match[0]), span[1]) if match else span
