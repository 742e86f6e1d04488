"""What the text tells of a source that it does not name: how many, of what rank, where, how close, and why unnamed."""

import re
from bisect import bisect_right
from dataclasses import replace

from attrib.records import Anonymity, Attribution, Detail, Segmented, Sentence, Span, Speaker, Speakers
from attrib.regex import regex
from attrib.resolve.roles import head_noun
from attrib.resolve.vocabulary import vocabulary

_WORD = regex(r"[^\s,]+(?=[\s,]|$)")
_REACH = 250  # characters read behind a source
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBER = "|".join(_NUMBERS)
_PERCENT = regex(r"%|\b(?:percent|per cent|majority|half|thirds|quarters?)\b")
_COUNTED = regex(
    rf"(?P<about>(?:at least|more than|about|around|nearly|up to|fewer than|as many as) )?"
    rf"(?:the |these |those |all |some |other |his |her |its |their |another )?"
    rf"(?P<words>(?P<number>{_NUMBER}|\d{{1,3}})|several|many|dozens of|hundreds of|a (?P<pair>pair|couple) of|"
    rf"a (?:number|handful|group|dozen) of|a few|some|few|both|another|an?)(?![\w%-]| percent| per cent)",
    re.IGNORECASE,
)
_ABOUT = regex(r"\b(?:at|at least|more|more than|about|around|nearly|up to|fewer than|as many as) $", re.IGNORECASE)
_RANK = regex(
    r"\b(?:(?:former|retired|current|serving|very) )?(?:most senior|senior|seniormost|top-ranking|top|high-ranking|"
    r"high-level|top-level|mid-level|mid-ranking|middle-ranking|junior|low-ranking|lower-ranking|low-level|lower-level|"
    r"second-ranking|ranking)(?=[ -])",
    re.IGNORECASE,
)
# Words before a source's noun that say nothing of whose it is.
_SKIPPED = frozenset(
    "unnamed anonymous unidentified well-placed local regional foreign western other several many some few two three the a an one "
    "another these those all both former current retired key prominent close trusted own more least at than about".split()
)
_SECTORS = frozenset(
    "intelligence government administration military police security campaign party company palace embassy court congressional "
    "diplomatic rebel army navy judicial defense defence enforcement hospital port harbor harbour industry union bank city town "
    "state federal council ministry airport airline railway church university school prison election opposition health "
    "government-run presidential royal parliamentary legislative coalition trade".split()
)
_OF = regex(r" (?:at|in|from|of|with|inside|within|for|to|on) (?=[^\W_])")
_AFTER_NOUN = frozenset(
    "of at in who familiar close briefed with from to inside for on among about including involved within near -- – —".split()
)
_NOBODY = frozenset("them us you it those these whom".split())
_OF_END = regex(
    r"[,;:()“”\"]| (?:who|that|which|whose|familiar|close|briefed|involved|speaking|with|said|says|told|on condition|not|"
    r"and|were|was|are|is|has|have|had|requesting|asking) "
)
_NOT_BODIES = frozenset("condition average favor favour fact private public background recent".split())
_PROXIMITY = regex(
    r"(?:(?:directly|closely|personally|intimately) )?(?:(?:familiar|acquainted) with|(?:involved|engaged) (?:in|with)|"
    r"(?:briefed|informed|consulted|updated) (?:on|about|by)|close to|(?:with|having) (?:\w+[ -]){0,3}(?:knowledge|understanding) "
    r"of|(?:knowledgeable|aware) (?:about|of)|privy to|present (?:at|during)|in the room|who (?:attended|witnessed|saw|heard|took "
    r"part in|sat in on|has seen|have seen|had seen|reviewed|was present|were present)|near to)\b[^,.;:()“”\"]{0,80}"
)
_PROXIMITY_END = regex(
    r" (?:said|says|told|who|that|and (?:who|said|spoke|described|asked|requested|was|were|is|are|on)|on (?:the )?condition|speaking|"
    r"was|were|has|have|had|requesting|asking|felt|believe|say) | and$"
)
_LINK = regex(r",? ?(?:who (?:is|are|was|were|has been|have been|had been) )?")
CONDITION = regex(
    r"(?:[Oo]n|[Uu]nder) (?:the |a )?(?:strict )?condition (?:of|that) (?:strict )?(?:anonymity|confidentiality|[a-z]+ not be (?:named|identified))|"
    r"(?:requested|requesting|asked for|asking for|insisted on|insisting on|sought|seeking|demanded|granted|given|was granted) "
    r"anonymity|(?:asked|asking|requested|requesting|wished|wishing|preferred|preferring|insisted on|wanted|wants|want) (?:not )?"
    r"(?:to )?(?:not )?(?:to )?(?:be|being) (?:named|identified|quoted by name)|(?:declined|declining|refused|refusing) to be (?:named|"
    r"identified|quoted by name)|(?:would|could|can|did|do|does) not (?:want to )?be (?:named|identified)|(?:spoke|speaking|talked) anonymously"
)
_WITHHELD = ("anonym", "confidential", "named", "identified", "by name")
_REASON = regex(
    r"(?:,? (?:because|since|as|citing|out of|for|due to|owing to|given|lest|saying|so as to|in order to|to|so that)\b)"
    r"[^,.;:()“”\"\n]{3,160}"
)
FORBIDDEN = regex(
    r"(?:(?:because|since|as) (?:[^\W\d_]+ ){1,4}?)?(?:(?:is|are|was|were|has|have|had) not (?:been )?|not )(?:formally |officially |"
    r"publicly )?(?:authori[sz]ed|permitted|allowed|cleared|entitled) to (?:speak|comment|discuss|talk|be quoted|disclose|reveal|"
    r"brief|share|release|make)[^,.;:()“”\"\n]{0,100}"
)
_ALLOWED = ("authori", "permitted", "allowed", "cleared", "entitled")
_TALE = regex(r" (?:said|says|told|added) ")
_POINTS = regex(
    r"(?:[Ss]peaking |(?:He|She|They|Both|All|Some of them|Each|Neither|None|The|These|Those)\b)[^.\n]{0,80}?"
)


def describe_unnamed(
    segmented: Segmented, attributions: tuple[Attribution, ...], speakers: tuple[Speakers, ...]
) -> tuple[Speakers, ...]:
    """Return the speakers of each attribution, the anonymous ones with what the text tells of them.

    "He" and "the official" that mean an unnamed one of the same article take the details of the first mention.
    """
    unnamed = [
        (number, place)
        for number, group in enumerate(speakers)
        for place, one in enumerate(group)
        if one.kind == "anonymous"
    ]
    if not unnamed:
        return speakers
    sources: dict[int, set[int]] = {}
    for number, place in unnamed:
        if attributions[number].source and not _points(speakers[number][place]):
            sources.setdefault(attributions[number].sentence, set()).add(attributions[number].source[0][0])
    ordered = {sentence: sorted(found) for sentence, found in sources.items()}
    result = [list(group) for group in speakers]
    known: dict[tuple[int, str], Anonymity] = {}
    order = sorted(unnamed, key=lambda at: (_points(speakers[at[0]][at[1]]), attributions[at[0]].source[0][0], at))
    for number, place in order:
        one, speaker = attributions[number], speakers[number][place]
        key = (one.article, speaker.name or "")
        if _points(speaker):
            found = known.get(key)
        else:
            found = _describe(segmented, one, speaker.evidence or one.source[0], ordered)
            known.setdefault(key, found)
        if found is not None:
            result[number][place] = replace(speaker, anonymity=found)
    return tuple(map(tuple, result))


def _points(speaker: Speaker) -> bool:
    """Tell whether a speaker was found behind "he" or "the official"."""
    return speaker.status != "stated"


def _describe(segmented: Segmented, one: Attribution, span: Span, sources: dict[int, list[int]]) -> Anonymity:
    start, end = span
    text = segmented.document.text
    sentence = segmented.sentences[one.sentence]
    about = _ABOUT.search(text, max(sentence.start, start - 14), start)
    start = about.start() if about else start  # "At {least three officials}"
    count, counted = _count(text, start, end)
    begin = counted.span[1] + 1 if counted and counted.text.endswith(" of") else start
    head_end = _head_end(text, begin, end)
    stop = _stop(text, one, end, sentence)
    condition, reason = _withheld(segmented, one, sources)
    return Anonymity(
        count,
        counted,
        _found(text, _RANK.search(text, start, head_end)),
        _affiliation(text, begin, head_end, end),
        _proximity(text, head_end, end, stop),
        condition,
        reason,
    )


def _found(text: str, match: re.Match[str] | None) -> Detail | None:
    return _detail(text, *match.span()) if match else None


def _detail(text: str, start: int, end: int) -> Detail:
    while start < end and text[start] in " ,\n":
        start += 1
    while end > start and text[end - 1] in " ,\n":
        end -= 1
    return Detail(" ".join(text[start:end].split()), (start, end))


def _count(text: str, start: int, end: int) -> tuple[int | None, Detail | None]:
    """Read "two", "at least three", "several"; a source without a number is one where its noun is singular."""
    match = _COUNTED.match(text, start, end)
    if match is None:
        noun = text[start : _head_end(text, start, end)].lower()
        one = noun.startswith("the ") and head_noun(noun)[1] == "role"
        return (1 if one else None), None
    words = match["words"].lower()
    at = match.start("about") if match["about"] else match.start("words")
    counted = _detail(text, at, match.end("words"))
    if match["about"]:
        return None, counted
    if match["number"]:
        number = match["number"].lower()
        return _NUMBERS.get(number) or int(number), counted
    if words in ("a", "an", "another"):
        single = head_noun(text[start : _head_end(text, start, end)])[1] in ("role", "people", "")
        return (1 if single else None), counted
    return (2 if match["pair"] or words == "both" else None), counted


def _head_end(text: str, start: int, end: int) -> int:
    """Return where the noun of a source ends: "two port officials | at the ministry"."""
    for match in _WORD.finditer(text[start : min(end, start + 120)]):
        if match[0].lower() in _AFTER_NOUN:
            if head_noun(text[start : start + match.start()].strip())[1]:
                return start + match.start() - 1
        elif match.end() < len(text[start:end]) and text[start + match.end()] == ",":
            return start + match.end()
    return end


def _affiliation(text: str, start: int, head_end: int, end: int) -> Detail | None:
    """Read "at the harbour ministry" behind the noun, else "Defence Ministry" before it."""
    behind = _body_behind(text, start, head_end, end)
    if behind:
        return behind
    first = _body_before(text, start, head_end)
    own = re.sub(r"['’]s?$", "", first[1])
    parts = own.split()
    if not parts or {"of", "and", "or", "percent", "per"} & {part.lower() for part in parts}:
        return None
    known = vocabulary()
    if parts[-1].lower() not in _SECTORS and parts[-1].lower() not in known.heads:
        # "Legal experts": the capital of a sentence shows nothing by itself.
        opening = first[0] == start and len(parts) == 1 and not _is_known(own)
        if opening or not any(part[:1].isupper() for part in parts):
            return None
    return _detail(text, first[0], first[0] + len(own))


def _is_known(name: str) -> bool:
    known = vocabulary()
    tables = (known.places, known.organisations, known.parties)
    return any(name in table for table in tables) or name.lower() in known.countries


def _body_behind(text: str, start: int, head_end: int, end: int) -> Detail | None:
    """Read the body behind the noun: "officials {at the harbour ministry}"."""
    match = _OF.match(text, head_end, end)
    if not match or _PROXIMITY.match(text, head_end + 1, end) or _PERCENT.search(text, start, head_end):
        return None
    stop = _OF_END.search(text, match.end(), end)
    last = stop.start() if stop else end
    words = text[match.end() : last].split()
    if not words or len(words) > 11 or words[0].lower() in _NOT_BODIES | _NOBODY or words[0].isdigit():
        return None
    return _detail(text, match.end(), last)


def _body_before(text: str, start: int, head_end: int) -> tuple[int, str]:
    """Return where the words before the noun begin that tell no rank or number, and these: "senior {Defence Ministry} officials"."""
    words = text[start:head_end].split(" ")
    noun = head_noun(" ".join(words))[0]
    size = 1 if head_noun(words[-1])[1] else max(1, len(noun.split()))
    rank = _RANK.search(text, start, head_end)
    at = start
    first = -1
    for word in words[: len(words) - size]:
        low = word.lower().strip(",")
        if rank is not None and rank.start() <= at < rank.end():
            first = -1
        elif first < 0 and low not in _SKIPPED and low not in _NUMBERS and not low.isdigit():
            first = at
        at += len(word) + 1
    return (first, text[first : at - 1]) if first >= 0 else (start, "")


def _stop(text: str, one: Attribution, end: int, sentence: Sentence) -> int:
    """Return how far behind a source its own words go: to the cue, to a quote mark, to the end of the sentence."""
    stop = min(sentence.end, end + _REACH)
    for start, _end in (*one.cue, *one.content):
        if end <= start < stop:
            stop = start
    for mark in '“"”':
        at = text.find(mark, end, stop)
        stop = at if at >= 0 else stop
    return stop


def _proximity(text: str, head_end: int, end: int, stop: int) -> Detail | None:
    match = _PROXIMITY.search(text, head_end, end)
    if match is None:
        link = _LINK.match(text, end, stop)
        match = _PROXIMITY.match(text, link.end() if link else end, stop)
    if match is None:
        return None
    over = _PROXIMITY_END.search(text, match.start() + 4, match.end())
    return _detail(text, match.start(), over.start() if over else match.end())


def _withheld(
    segmented: Segmented, one: Attribution, all_sources: dict[int, list[int]]
) -> tuple[Detail | None, Detail | None]:
    """Return the condition of anonymity and its reason, from the source's sentence or from the next one on the same source."""
    text, sentence = segmented.document.text, segmented.sentences[one.sentence]
    sources = all_sources[one.sentence]
    condition = _mine(CONDITION, _WITHHELD, text, sentence, one.source[0][0], sources)
    reason = _reason_behind(text, condition, sentence.end) if condition else None
    reason = reason or _mine(FORBIDDEN, _ALLOWED, text, sentence, one.source[0][0], sources)
    following = one.sentence + 1
    if reason or len(sources) != 1 or following >= len(segmented.sentences) or all_sources.get(following):
        return condition, reason
    ahead = segmented.sentences[following]
    if ahead.article != sentence.article or not _POINTS.match(text, ahead.start, ahead.end):
        return condition, reason
    if condition is None:
        condition = _found(text, CONDITION.search(text, ahead.start, min(ahead.end, ahead.start + 2 * _REACH)))
        reason = _reason_behind(text, condition, ahead.end) if condition else None
    return condition, reason or _found(
        text, FORBIDDEN.search(text, ahead.start, min(ahead.end, ahead.start + 2 * _REACH))
    )


def _mine(
    pattern: re.Pattern[str], signs: tuple[str, ...], text: str, sentence: Sentence, source: int, sources: list[int]
) -> Detail | None:
    """Return what a sentence says of the source it is nearest behind; what stands before all of them is the first one's.

    What the pattern finds holds one of the `signs`.
    """
    near = max(sentence.start, source - _REACH), min(sentence.end, source + 2 * _REACH)
    if all(text.find(sign, *near) < 0 for sign in signs):
        return None
    for match in pattern.finditer(text, *near):
        if source == sources[max(0, bisect_right(sources, match.start()) - 1)]:
            over = _TALE.search(text, match.start(), match.end())
            return _detail(text, match.start(), over.start() if over else match.end())
    return None


def _reason_behind(text: str, condition: Detail, end: int) -> Detail | None:
    match = _REASON.match(text, condition.span[1], end)
    if match is None:
        return None
    over = _TALE.search(text, match.start(), match.end())
    return _detail(text, match.start(), over.start() if over else match.end())
