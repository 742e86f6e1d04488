"""Photo credits: "Photo courtesy of ...", "JANE ROE/AFP via Getty Images", "Image: Mark R."; and words of captions."""

import re

from attrib.records import Credit, Span
from attrib.regex import regex
from attrib.segment.wordlist import wordlist

_AGENCIES = (
    "AFP|AP|EPA-EFE|EPA|EFE|Reuters|REUTERS|Getty Images|Getty|GETTY IMAGES|GETTY|Shutterstock|UPI|TASS|Sputnik|Xinhua|"
    "Anadolu Agency|Anadolu|NurPhoto|Bloomberg|PA Wire|PA Images|PA|ZUMA Press|ZUMA|Zuma|Alamy|DPA|dpa|KYODO|Kyodo|"
    "Yonhap|LightRocket|SOPA Images|Sipa USA|SIPA|Sipa|Abaca|ANSA|POOL|Pool|AAP|CNP|Polaris|Redux|Magnum|iStock|Imago|"
    "IMAGO|Associated Press|The New York Times|WireImage|FilmMagic|MediaPunch|Hans Lucas|MAXPPP|Keystone|Ritzau|NTB|TT|"
    "Lehtikuva|Handout|Facebook|Instagram|Twitter|YouTube"
)
_HINT = regex(
    rf"/(?:{_AGENCIES})\b|\bvia (?:Getty Images|AP|Reuters|REUTERS|AFP|Shutterstock|Storyful)\b|\bAP Photo\b|"
    r"\bREUTERS/|\bAFP PHOTO\b|\bGetty Images\b|\b(?:Credit|CREDIT|Photographer):|"
    r"\b(?:Photo|Photograph|Image|Picture|Photos|PHOTO|Pic)(?: credits?| courtesy(?: of)?| by|\s?:| via)|"
    r"\b(?:Courtesy of|File [Pp]hoto|FILE PHOTO|Handout photo)"
)
_WORDS = r"(?:[A-ZÀ-ÞĀČŁŚŠŽ@][\w.'’&@-]{0,40}|of|the|for|and|via|by|from|courtesy|de|van|von|bin|al|/|-|\||,(?= [A-Z]))"
_FORWARD = regex(rf"(?: ?{_WORDS}){{0,16}}")
_LEAD = regex(
    r"(?:Photographer|Photograph|Photos|Photo|Image|Picture|PHOTO|Pic|File [Pp]hoto|FILE PHOTO|Handout photo|"
    r"Credit|CREDIT|Courtesy)(?: credits?)?(?: courtesy)?(?:\s?:| by| of| via|)\s?(?:by |of |via |from |courtesy of )?",
)
_STOPPERS = wordlist(
    """
    The A An In On At He She It They But This That These We I After Before As When While If According For From
    His Her Its Their There Earlier Meanwhile However Since During With Under More Most Some Many One Two Three
    Last And Now To
    """
)
_SEEN = (
    r"\b(?:looks? on\b|looking on\b|seen here\b|(?:is|are|was|were) (?:seen|pictured|shown|photographed)\b|pictured\b|"
    r"in this (?:file )?(?:photo|picture|image|handout|still|screen ?grab|undated)\b|file photo\b|"
    r"\((?:left|right|centre|center|L|R|C)\)|, (?:left|right|center|centre),)"
)
SEEN = regex(_SEEN, re.IGNORECASE)
# Words of a picture description; outside one they are common, so they count only before a credit.
CAPTION_CUE = regex(
    rf"{_SEEN}|\b(?:poses?|posing|speaks? (?:during|at|to)|arrives?|waves?|walks?|gestures?|stands?|attends?|"
    r"shakes? hands|smiles|greets?|sits?|holds?|holding|reacts?|addresses|leaves)\b",
    re.IGNORECASE,
)


def find_photo_credit(text: str, start: int, end: int, at: int) -> tuple[Span, Credit] | None:
    """Return span and credit of the photo credit around the hint AT in text[start:end], None where it is prose."""
    if text[at] == "/" and text.endswith("REUTERS", start, at):
        at -= 7
    hint = _HINT.match(text, at, end)
    # "FILE PHOTO: Leik attends ...": that begins a caption, its credit comes later.
    if hint is None or (hint.group().lower() == "file photo" and text[hint.end() : hint.end() + 1] == ":"):
        return None
    named = text.startswith(("/", "via ", "Getty"), at)
    begin = _names_before(text, max(start, at - 90), at) if named else at
    if text[at] == "/" and begin == at:
        return None
    if begin > start and text[begin - 1] in "([":
        begin -= 1
    stop = _forward(text, hint, end)
    closing = stop >= end - 1 and end - start <= 300 and not named
    if not closing and not _boundary(text, start, begin, named):
        return None
    last = _credit_end(text, begin, stop, hint.end(), begin <= start, end)
    return None if last is None else ((begin, last), _name(text, begin, last))


def _credit_end(text: str, begin: int, stop: int, hint: int, first: bool, end: int) -> int | None:
    """Return where the credit from BEGIN on ends, whose names end at STOP, None where it goes on as prose.

    HINT is where its tell-tale words end; FIRST, that it opens the paragraph.
    """
    if text[begin] in "([":
        close = text.find(")" if text[begin] == "(" else "]", hint - 1, min(end, begin + 200))
        if close < 0:
            return None
        stop = close + 1
    elif first and stop < end and text[stop] in ")]":
        stop += 1
    if stop < end and text[stop] == "." and not _next_lower(text, stop + 1, end):
        stop += 1
    return None if _next_lower(text, stop, end) else stop


def _names_before(text: str, start: int, at: int) -> int:
    """Return where the photographer's name before AT begins, AT without one.

    "over feud JANE ROE/AFP": it begins at the capitals. "in Oslo Jane Roe/AFP": it is the last two words.
    """
    words = _capitals_before(text, start, at)
    if not words:
        return at
    upper = [word.replace(".", "").isupper() for _begin, word in words]
    if upper[0] and not all(upper):
        keep = upper.index(False)
    elif upper[0] or len(words) <= 2:
        keep = len(words)
    else:
        keep = 3 if len(words[1][1].rstrip(".")) == 1 else 2
    return words[keep - 1][0]


def _capitals_before(text: str, start: int, at: int) -> list[tuple[int, str]]:
    """Return the words with a capital directly before AT, at most six, the nearest first, each with its place."""
    last = at
    while last > start and text[last - 1] == " ":
        last -= 1
    words: list[tuple[int, str]] = []
    while last > start and len(words) < 6:
        first = last
        while first > start and not text[first - 1].isspace():
            first -= 1
        word = text[first:last].lstrip("([")
        if not word[:1].isupper() or (word[-1] in ".!?,;:" and words and len(word) > 2):
            break
        words.append((last - len(word), word))
        if len(word) < last - first:
            break
        last = first - 1 if first > start and text[first - 1] == " " else start
    return words


def _boundary(text: str, start: int, begin: int, named: bool) -> bool:
    """Tell whether a credit may begin at BEGIN: at the start, in a bracket, behind a sentence."""
    if begin <= start or text[begin] in "([":
        return True
    left = text[begin - 1]
    if not left.isspace() and left not in "|":
        return False
    before = text[max(start, begin - 4) : begin].rstrip()
    if not before or before[-1] in ".!?…\"”’')]|:-–—":
        return True
    # Without a stop before it only a name in capitals shows that a credit begins.
    return named and text[begin : begin + 3].isupper()


def _forward(text: str, hint: re.Match[str], end: int) -> int:
    """Return where the names behind a hint end."""
    at = hint.end()
    match = _FORWARD.match(text, at, min(end, at + 120))
    stop = match.end() if match else at
    words = text[at:stop]
    offset = 0
    previous = ""
    for seen, word in enumerate(re.finditer(r"\S+", words)):
        bare = word.group().strip(".,/")
        if bare in _STOPPERS and seen and previous not in ("of", "for", "and", "via", "by", "from", "de", "van", "von"):
            return at + offset
        if word.group().endswith(".") and len(bare) > 2:
            return at + word.end() - 1
        previous = word.group()
        offset = word.end()
    while stop > at and text[stop - 1] in " ,|/":
        stop -= 1
    return stop


def _next_lower(text: str, at: int, end: int) -> bool:
    following = text[at : min(end, at + 4)].lstrip()
    return bool(following) and following[0].islower()


def _name(text: str, begin: int, stop: int) -> Credit:
    inner = text[begin:stop]
    lead = 1 if inner[:1] in "([" else 0
    match = _LEAD.match(inner, lead)
    first = begin + (match.end() if match else lead)
    last = stop
    while last > first and text[last - 1] in " .)],;":
        last -= 1
    if last <= first:
        first, last = begin, stop
    return Credit("photo", text[first:last], (first, last))
