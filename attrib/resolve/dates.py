"""Dates of statements, reports and events, fixed against the dateline or the publication date."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrib import lexicon
from attrib.records import Article, Attribution, DateMention, Segmented, Span
from attrib.regex import regex
from attrib.resolve.counted_times import counted_signs, find_counted_times
from attrib.resolve.outlets import guess_outlet, load_outlets
from attrib.resolve.time_words import WEEKDAYS, TimeWords, calendar_signs, find_time_words

Period = tuple[date, date]
_GRANULARITY = {"weekday": "day", "near": "day", "date": "day", "part": "day", "weekend": "weekend"}
_COUNTED = frozenset(("ago", "part", "night", "weekend"))
_DAY = timedelta(days=1)
_BEFORE = 80  # characters of a content read before a time for a word of the future
_FUTURE = regex(
    r"\b(?:will|would|shall|won['’]t|[a-z]+['’]ll|(?:going|set|due|ready|about|plans?|planned|planning|expects?|expected|hopes?|hoped|wants?|"
    r"wanted|scheduled|intends?|intended) (?:to|for)|scheduled|slated)\b"
)
NESTED = 8  # contents around one time that it is an event of
CUES = 12  # cues on either side of a time that it may belong to
AHEAD = 3  # days: a report may be dated that much later than the dateline above it


def resolve_dates(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[tuple[DateMention, ...], ...]:
    """Return the dates of each attribution.

    A time inside the content is an event's; beside the cue of an outlet it is the report's, beside any other cue the
    statement's. Without an anchor `start` and `end` are None. A time beside a cue belongs to the nearest one; one inside a
    content, only to cues that stand there too.
    """
    text = segmented.document.text
    found: list[TimeWords] = []
    dated, counted = (calendar_signs(text), counted_signs(text)) if attributions else ([], [])
    reaches = [_reach(segmented, one) for one in attributions]
    for start, end in _merged(reaches):
        times = (*find_time_words(text, start, end, dated), *find_counted_times(text, start, end, counted))
        found += _apart(times) if len(times) > 1 else times
    if not found:
        return ((),) * len(attributions)
    anchors = [_anchor(segmented, article) for article in segmented.articles]
    holders = _holders(attributions, found)
    result: list[list[DateMention]] = [[] for _ in attributions]
    for words, holding in zip(found, holders, strict=True):
        for number, _around in holding:
            attribution = attributions[number]
            to_come = _to_come(text, attribution, words)
            result[number].append(_fix(words, "event", *anchors[attribution.article], to_come))
    roles: dict[int, str] = {}
    for words, number in _beside(segmented, attributions, found, holders):
        attribution = attributions[number]
        if number not in roles:
            roles[number] = "report" if _reports(segmented, attribution) else "statement"
        result[number].append(_fix(words, roles[number], *anchors[attribution.article]))
    return tuple(tuple(sorted(dates, key=lambda mention: mention.span)) for dates in result)


def _holders(attributions: tuple[Attribution, ...], found: list[TimeWords]) -> list[list[tuple[int, Span]]]:
    """Return, for each time, the attributions in whose content it stands, with that stretch: the innermost few."""
    stretches = sorted((part, number) for number, one in enumerate(attributions) for part in one.content)
    open_: list[tuple[Span, int]] = []
    result: list[list[tuple[int, Span]]] = []
    at = 0
    for start, end in (words.span for words in found):
        while at < len(stretches) and stretches[at][0][0] <= start:
            while open_ and open_[-1][0][1] <= stretches[at][0][0]:
                open_.pop()
            open_.append(stretches[at])
            at += 1
        around = {number: part for part, number in open_[-NESTED:] if end <= part[1]}
        result.append(sorted(around.items()))
    return result


def _beside(
    segmented: Segmented,
    attributions: tuple[Attribution, ...],
    found: list[TimeWords],
    holders: list[list[tuple[int, Span]]],
) -> Iterator[tuple[TimeWords, int]]:
    """Yield each time with the attribution whose cue stands nearest in its sentence, where there is one."""
    cues: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # of each sentence: start, end, attribution
    for number, one in enumerate(attributions):
        if one.cue:
            cues[one.sentence].append((*one.cue[0], number))
    for inside in cues.values():
        inside.sort()
    sentences = [sentence.start for sentence in segmented.sentences]
    for words, holding in zip(found, holders, strict=True):
        start, end = words.span
        sentence = bisect_right(sentences, start) - 1
        if sentence < 0 or start >= segmented.sentences[sentence].end:
            continue
        place = bisect_left(cues.get(sentence, ()), (start,))
        # "Asked if he would run, Doe said: “Ask me in {May}.”": no time of the asking.
        narrow = min((part for _number, part in holding), key=lambda part: part[1] - part[0], default=None)
        owners = {number for number, _part in holding}
        near = [
            (min(abs(start - right), abs(left - end)), number)
            for left, right, number in cues.get(sentence, [])[max(0, place - CUES) : place + CUES]
            if number not in owners and (narrow is None or narrow[0] <= left < narrow[1])
        ]
        if near:
            yield words, min(near)[1]


def _reach(segmented: Segmented, attribution: Attribution) -> Span:
    """Return the stretch of text from the first to the last offset of an attribution's sentence and content."""
    sentence = segmented.sentences[attribution.sentence]
    start, end = sentence.start, sentence.end
    for left, right in attribution.content:
        if left < start:
            start = left
        if right > end:
            end = right
    return start, end


def _merged(spans: list[Span]) -> list[Span]:
    """Return stretches of text in order, those that meet as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if not merged or start > merged[-1][1]:
            merged.append((start, end))
        elif end > merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
    return merged


def _apart(found: Iterable[TimeWords]) -> list[TimeWords]:
    """Return times in order without those that begin inside another one: "the weekend" of "the weekend of 5 June"."""
    kept: list[TimeWords] = []
    for words in sorted(found, key=lambda words: words.span):
        if not kept or words.span[0] >= kept[-1].span[1]:
            kept.append(words)
    return kept


def _to_come(text: str, attribution: Attribution, words: TimeWords) -> bool:
    """Tell whether a content speaks of the future before a time in it: "the bridge would open on Friday"."""
    at = words.span[0]
    start = max((start for start, end in attribution.content if start <= at < end), default=at)
    return _FUTURE.search(text, max(start, at - _BEFORE), at) is not None


def _anchor(segmented: Segmented, article: Article) -> tuple[date | None, str]:
    """The day that relative times count from, and its name in words."""
    line = article.dateline.date if article.dateline else None
    for value, name in (
        (line, "dateline"),
        (article.published, "publication date"),
        (segmented.document.date, "date given"),
    ):
        if value:
            try:
                return date.fromisoformat(value[:10]), name
            except ValueError:
                continue
    return None, ""


def _reports(segmented: Segmented, attribution: Attribution) -> bool:
    if not attribution.source:
        return False
    start, end = attribution.source[0]
    mention = segmented.document.text[start:end]
    documents = lexicon.words("documents", "noun")
    if any(word in documents for word in mention.lower().split()[:6]):
        return True  # a report said last week
    return load_outlets().match(mention) is not None or guess_outlet(mention) is not None


def _fix(words: TimeWords, role: str, anchor: date | None, name: str, to_come: bool = False) -> DateMention:
    """Turn words into days. The rule for weekdays: the last such day; a report may also be from the day after the anchor."""
    span: Span = words.span
    granularity = _GRANULARITY.get(words.kind, words.unit or words.kind)
    if words.night:
        granularity = "night"
    period: Period | None
    if words.kind in ("date", "month", "year", "quarter", "decade") and words.year:
        period = _absolute(words, words.year)
        basis = "stated in full"
    elif words.kind == "other":
        return DateMention(span, role, None, None, "counted from another time of the text", granularity)
    elif words.kind == "ago" and not words.number:
        return DateMention(span, role, None, None, "no number is given", granularity)
    elif anchor is None:
        return DateMention(span, role, None, None, "no date of the article is known", granularity)
    elif words.kind == "weekday":
        try:
            return _weekday(words, role, anchor, name, to_come)
        except OverflowError:
            return DateMention(span, role, None, None, "no such day", granularity)
    else:
        try:
            period = _counted(words, anchor) if words.kind in _COUNTED else _relative(words, anchor, to_come)
        except OverflowError:
            period = None
        basis = f"counted from the {name} {anchor.isoformat()} ({_weekday_name(anchor)})"
    if period is None:
        return DateMention(span, role, None, None, "no such day", granularity)
    return DateMention(span, role, period[0].isoformat(), period[1].isoformat(), basis, granularity)


def _absolute(words: TimeWords, year: int) -> Period | None:
    try:
        if words.kind == "year":
            return date(year, 1, 1), date(year, 12, 31)
        if words.kind == "decade":
            return date(year, 1, 1), date(year + 9, 12, 31)
        if words.kind == "quarter":
            return date(year, words.month, 1), date(year, words.month + 2, monthrange(year, words.month + 2)[1])
        if words.kind == "month":
            return date(year, words.month, 1), date(year, words.month, monthrange(year, words.month)[1])
        return date(year, words.month, words.day), date(year, words.month, max(words.day, words.last_day))
    except ValueError:
        return None


def _relative(words: TimeWords, anchor: date, to_come: bool) -> Period | None:
    if words.kind == "near":
        day = anchor + {"yesterday": -_DAY, "tomorrow": _DAY}.get(words.which, timedelta())
        return day, day
    if words.kind == "period":
        return _unit(words, anchor, {"last": -1, "next": 1}.get(words.which, 0))
    # A month or a day without a year: the last one, but one of the coming week, or one to come, is ahead.
    years = range(anchor.year - 8, anchor.year + 9)
    known = [period for year in years if (period := _absolute(words, year) if 0 < year < 9999 else None)]
    if words.which == "next" or to_come:
        after = [period for period in known if (period[0] > anchor if words.which == "next" else period[1] >= anchor)]
        return after[0] if after else None
    before = [period for period in known if period[0] <= anchor + 7 * _DAY] if anchor.year < 9999 else known
    return before[-1] if before else None


def _unit(words: TimeWords, anchor: date, step: int) -> Period | None:
    """Return the week, month or year so many steps from the anchor's own."""
    if words.unit == "week":
        monday = anchor - anchor.weekday() * _DAY + step * 7 * _DAY
        return monday, monday + 6 * _DAY
    if words.unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + step
        return _absolute(TimeWords(words.span, "month", month=month % 12 + 1), month // 12)
    if words.unit == "decade":
        step *= 10
    return _absolute(TimeWords(words.span, "year"), anchor.year + step)


def _counted(words: TimeWords, anchor: date) -> Period | None:
    """Return the days of "three days ago", "this morning", "last night" and "the weekend"."""
    if words.kind == "ago":
        if words.unit != "day":
            return _unit(words, anchor, -words.number)
        return anchor - words.number * _DAY, anchor - words.number * _DAY
    if words.kind == "part":
        return anchor, anchor
    if words.kind == "night":
        return anchor - _DAY, anchor
    saturday = anchor - ((anchor.weekday() + 2) % 7) * _DAY
    if words.which == "next" or (words.which == "this" and anchor.weekday() < 5):
        saturday += 7 * _DAY
    elif words.which == "last" and anchor.weekday() >= 5:
        saturday -= 7 * _DAY
    return saturday, saturday + _DAY


def _weekday(words: TimeWords, role: str, anchor: date, name: str, to_come: bool) -> DateMention:
    past = anchor - ((anchor.weekday() - words.weekday) % 7) * _DAY
    ahead = anchor + ((words.weekday - anchor.weekday()) % 7) * _DAY
    basis = f"weekday counted from the {name} {anchor.isoformat()} ({_weekday_name(anchor)})"
    chosen = past
    others: tuple[date, ...] = ()
    if words.which == "next":
        # "next Friday" on a Wednesday: of next week, or the coming one.
        chosen = ahead + 7 * _DAY if words.weekday >= anchor.weekday() else ahead
        others = (ahead,) if words.weekday > anchor.weekday() else ()
    elif words.which == "last":
        chosen = past if past < anchor else past - 7 * _DAY
        others = (chosen - 7 * _DAY,) if words.weekday < anchor.weekday() else ()
    elif words.which == "this":
        chosen = anchor + (words.weekday - anchor.weekday()) * _DAY
    elif to_come and ahead > anchor:
        chosen, others = ahead, (past,)
    elif role == "report" and ahead - anchor == _DAY:
        # Under a dateline of Wednesday "state radio reported Thursday" is the next day abroad, or a day of last week.
        chosen, others = ahead, (past,)
        basis = f"weekday next to the {name} {anchor.isoformat()} ({_weekday_name(anchor)}): the day after it"
    elif (role == "report" and timedelta() < ahead - anchor <= AHEAD * _DAY) or (
        name == "dateline" and role == "statement" and ahead - anchor == _DAY
    ):
        others = (ahead,)
    return _day(words.span, role, chosen, basis, tuple((day.isoformat(), day.isoformat()) for day in others))


def _day(span: Span, role: str, day: date, basis: str, others: tuple[tuple[str, str], ...]) -> DateMention:
    return DateMention(span, role, day.isoformat(), day.isoformat(), basis, "day", others)


def _weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()].capitalize()
