"""Ways that a sentence names besides its attributions: "in an interview with Norda Wire", "on Telegram", "citing …"."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache

from attrib.records import Attribution, Segmented, Span, Via
from attrib.regex import regex

_CAPITAL = r"[A-ZÀ-ÞĀČŁŚŠŽ0-9][\w’'&.-]{0,40}"
_NAME = rf"{_CAPITAL}(?: (?:(?:of|for|the|de|la|del|der) ){{0,2}}{_CAPITAL}){{0,5}}"
_PAPER = (
    r"(?:newspaper|paper|daily|weekly|tabloid|magazine|broadcaster|station|channel|network|agency|outlet|site|website|"
    r"radio|television|TV|media|press)s?\b"
)
_OUTLET = rf"(?P<name>(?:(?:[Tt]he|an?|its|his|her) )?(?:[a-z][a-z’'-]{{1,20}} ){{0,4}}?(?:{_PAPER}(?! [A-Z])|{_NAME}))"
_DETERMINER = r"(?:(?:an?|his|her|their|its|the|another|separate|recent) )?"
_WORDS = r"(?:[\w-]{1,20} ){0,3}?"
_DAY = (
    r"(?:(?:on |last |this |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day |"
    r"(?:published|broadcast|aired|recorded|conducted) )?"
)
_PLATFORMS = (
    "Telegram Facebook Twitter Instagram Weibo WhatsApp WeChat TikTok YouTube Bluesky Mastodon Threads LinkedIn VKontakte Substack "
    "Reddit Snapchat Viber"
)
_PLATFORM = rf"(?:{_PLATFORMS.replace(' ', '|')}|Truth Social|X(?![\w-]| [A-Z]))"
_PLATFORM_WORDS = f"{_PLATFORMS} Social X"
_SAID = (
    r"(?:remarks|comments?|videos?|footage|statements?|speech|interview|article|recording|message|address|quotes|clip)"
)
_SAID_WORDS = (
    "remarks comment comments video videos footage statement statements speech interview article recording message address "
    "quotes clip"
)
_CARRIED = (
    r"(?:carried|published|aired|broadcast|quoted|cited|reported|released|posted|distributed|relayed|printed|run)"
)
_SEEN = r"(?:seen|reviewed|viewed|examined|read|inspected|verified)"
_STOP = r"(?P<name>(?:[Tt]he |an? )?[^\s,.;:()\"“”]+(?: (?!(?:said|says|reported|wrote|that|who|which) )[^\s,.;:()\"“”]+){0,11})"

ON_AIR = "on_air"  # counts for a broadcaster only: "said on Radio Veldt"
_ASIDE = "per"  # "Doe said, according to Norda Wire, that …"
# Words of which one must be there whole, kind of the Via, and the words that make it; `name` is what the way goes through.
_WAYS: tuple[tuple[str, str, str], ...] = (
    (
        "interview conversation call",
        "interview",
        (
            rf"\b(?:[Ii]n|[Dd]uring) {_DETERMINER}{_WORDS}(?:interview|conversation|phone call) {_DAY}"
            rf"(?:with|for|to|on|by|in) {_OUTLET}"
        ),
    ),
    (
        "statement statements mail mails email emails message messages letter letters comment comments remarks response responses "
        "reply",
        "told",
        (
            rf"\b[Ii]n {_DETERMINER}{_WORDS}(?:statement|e-?mail|message|letter|comments?|remarks|response|reply)s? "
            rf"{_DAY}(?:(?:sent|given|provided|made|emailed|issued) )?to {_OUTLET}"
        ),
    ),
    (
        "speaking Speaking talking Talking",
        "told",
        (rf"\b(?:[Ss]peaking|[Tt]alking) (?:exclusively |live |earlier |{_DAY})?(?:to|with|on) {_OUTLET}"),
    ),
    (
        "translated",
        "translated_by",
        (rf"\b(?:(?:[Ii]n )?(?:(?:an?|his|her|their) )?{_SAID} )?translated by {_OUTLET}"),
    ),
    (
        _SAID_WORDS,
        "carried_by",
        (rf"\b[Ii]n {_DETERMINER}{_WORDS}{_SAID} {_CARRIED} (?:by|on|in) {_OUTLET}"),
    ),
    (
        "writing Writing ed essay article piece column",
        "carried_by",
        (rf"\b(?:[Ww]riting (?:in|for)|[Ii]n an? {_WORDS}(?:op-ed|essay|article|piece|column) (?:in|for)) {_OUTLET}"),
    ),
    ("wrote Wrote", "carried_by", (rf"(?<=\b[Ww]rote )in {_OUTLET}")),
    ("seen reviewed viewed examined read inspected verified", "seen_by", (rf"\b{_SEEN} by {_OUTLET}")),
    (
        "obtained leaked shared provided passed handed",
        "obtained_by",
        (rf"\b(?:obtained by|leaked to|shared with|provided to|passed to|handed to) {_OUTLET}"),
    ),
    (
        _PLATFORM_WORDS,
        "on",
        (
            rf"\b(?:[Ii]n {_DETERMINER}{_WORDS}(?:post|message|video|statement|thread|comment|remark)s? "
            rf"(?:published |posted |shared )?)?(?:[Oo]n|[Vv]ia) {_DETERMINER}{_WORDS}(?P<name>{_PLATFORM})"
        ),
    ),
    (
        _PLATFORM_WORDS,
        "on",
        (rf"\b[Ii]n an? {_WORDS}(?P<name>{_PLATFORM}) (?:post|message|video|thread|statement|channel)\b"),
    ),
    (
        "posted uploaded shared",
        "on",
        (
            rf"\b[Ii]n {_DETERMINER}{_WORDS}(?:post|message|video|statement|thread)s? (?:(?:he|she|they) )?"
            rf"(?:posted|uploaded|shared) to {_DETERMINER}{_WORDS}(?P<name>{_PLATFORM})"
        ),
    ),
    ("citing Citing quoting Quoting", "citing", (rf"\b(?:[Cc]iting|[Qq]uoting) {_STOP}")),
    (
        "cited quoted credited cites quotes credits citing quoting",
        "citing",
        (
            rf"(?:which (?<!\wwhich )|who (?<!\wwho ))(?:(?:has|had|also|itself|in turn|was) ){{0,2}}"
            rf"(?:cited|quoted|credited|cites|quotes|credits|citing|quoting) {_STOP}"
        ),
    ),
    ("on", ON_AIR, (rf"on (?<!\won ){_OUTLET}")),
    (
        "according reported per",
        _ASIDE,
        (rf"\b(?:according to|as reported by|per) {_OUTLET}(?=,)"),
    ),
)
_LETTERS = regex("[A-Za-z]+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = regex(rf"(?:{_MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_WEEKDAY = regex(rf" (?:{_MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b.*")
_LONGEST = 2000  # characters of a sentence that are read
_BACK = 6  # attributions of a sentence that are asked whether a way stands in their content
_DOCUMENT = ("seen_by", "obtained_by")


def find_ways(segmented: Segmented, attributions: tuple[Attribution, ...]) -> list[tuple[Via, ...]]:
    """Return, for each attribution, the Vias the parser gave it and those its sentence adds, in text order.

    A way that opens the sentence belongs to its first cue, another to the cue it stands behind, never to one whose
    content it stands in. Linear in the text.
    """
    by_sentence: dict[int, list[int]] = defaultdict(list)
    starts = [sentence.start for sentence in segmented.sentences]
    for index, attribution in enumerate(attributions):
        if attribution.cue and starts:
            by_sentence[max(0, bisect_right(starts, attribution.cue[0][0]) - 1)].append(index)
    found: list[list[Via]] = [list(attribution.via) for attribution in attributions]
    for number, members in by_sentence.items():
        sentence = segmented.sentences[number]
        members.sort(key=lambda index: attributions[index].cue[0])
        cues = [attributions[index].cue[0][0] for index in members]
        for via, at in _ways(segmented.document.text, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
            owner = _owner(segmented.document.text, attributions, members, cues, sentence.start, via, at)
            if owner is not None and not any(_meets(via.span, other.span) for other in found[owner]):
                found[owner].append(via)
    return [tuple(sorted(vias, key=lambda via: via.span)) for vias in found]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when the first sentence holds one of its words: all of them take as long as a short article."""
    return re.compile(pattern)


@cache
def _by_word() -> dict[str, list[int]]:
    """Return the numbers of the ways that each word may belong to."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (words, _kind, _pattern) in enumerate(_WAYS):
        for word in words.split():
            found[word].append(number)
    return dict(found)


def _ways(text: str, start: int, end: int) -> list[tuple[Via, int]]:
    """Return the ways of a sentence with the offset where their words begin."""
    found: list[tuple[Via, int]] = []
    by_word = _by_word()
    for number in sorted({way for word in _LETTERS.findall(text, start, end) for way in by_word.get(word, ())}):
        _words, kind, pattern = _WAYS[number]
        for match in _compiled(pattern).finditer(text, start, end):
            left, right = match.span("name")
            name = text[left:right]
            later = _WEEKDAY.search(name) if kind != "on" else None
            name = (name[: later.start()] if later else name).rstrip(".,;: ")
            if name.endswith(("'s", "’s")):
                name = name[:-2]
            if name and not is_dated(name):
                found.append((Via(kind, (left, left + len(name)), (match.start(), left)), match.start()))
    return sorted(found, key=lambda way: (way[1], -way[0].span[1])) if len(found) > 1 else found


def is_dated(name: str) -> bool:
    """True for "June" and "Monday", which stand in capitals and name nobody."""
    return bool(_DATED.match(name))


def _owner(
    text: str,
    attributions: tuple[Attribution, ...],
    members: list[int],
    cues: list[int],
    start: int,
    via: Via,
    at: int,
) -> int | None:
    """Return the attribution of a sentence that a way belongs to."""
    behind = bisect_left(cues, at)
    for place in range(max(0, behind - 1), min(len(members), behind + 2)):  # "documents seen by the Lantern"
        if any(left <= at < right for left, right in attributions[members[place]].source):
            return members[place] if via.kind not in ("on", ON_AIR) else None  # "the host of a show on Telegram"
    opens = not text[start:at].strip(" \t\n\"“'‘—–-")
    aside = text[at - 2 : at] == ", "
    if via.kind == "citing" and not (opens or aside):
        return None
    if via.kind == _ASIDE:
        attribution = attributions[members[behind - 1]] if behind else None
        between = attribution and attribution.content and attribution.cue[-1][1] <= at < attribution.content[0][0]
        return members[behind - 1] if between else None
    if behind < len(members):
        attribution = attributions[members[behind]]
        between = bool(attribution.source) and attribution.source[-1][1] <= at and not _inside(attribution, at)
        if opens or (between and aside):  # "In an interview with …, Doe said"; "Doe, speaking to …, said"
            return members[behind]
    if opens or (via.kind in _DOCUMENT and not _IN_DOCUMENT.search(text[max(start, at - 60) : at])):
        return None
    for place in range(behind - 1, max(-1, behind - 1 - _BACK), -1):
        if not _inside(attributions[members[place]], at):
            return members[place]
    return None


# "said in a report seen by the Lantern": the words before the way name the document they stand in.
_IN_DOCUMENT = regex(r"\bin (?:an?|the) (?:[\w-]{1,20} ){1,3}$")


def _inside(attribution: Attribution, at: int) -> bool:
    """True if an offset stands in the content, other than as its first word: a content may begin too early."""
    return any(left < at < right for left, right in attribution.content)


def _meets(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]
