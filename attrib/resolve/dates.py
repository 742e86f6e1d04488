"""Dates of statements, reports and events, fixed against the dateline or the publication date."""

from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta

from attrib import lexicon
from attrib.records import Article, Attribution, DateMention, Segmented, Span
from attrib.resolve.outlets import guess_outlet, load_outlets
from attrib.resolve.time_words import WEEKDAYS, TimeWords, find_time_words

Period = tuple[date, date]
_DAY = timedelta(days=1)
AHEAD = 3  # days: a report may be dated that much later than the dateline above it


def resolve_dates(segmented: Segmented, attributions: tuple[Attribution, ...]) -> tuple[tuple[DateMention, ...], ...]:
    """Return the dates of each attribution.

    A time inside the content is an event's; beside the cue of an outlet it is the report's, beside any other cue the
    statement's. Without an anchor `start` and `end` are None. A time beside a cue belongs to the nearest one.
    """
    found = list(find_time_words(segmented.document.text))
    if not found:
        return ((),) * len(attributions)
    starts = [words.span[0] for words in found]
    anchors = [_anchor(segmented, article) for article in segmented.articles]
    nearest: dict[int, tuple[int, int]] = {}
    inside: list[list[TimeWords]] = []
    for number, attribution in enumerate(attributions):
        sentence = segmented.sentences[attribution.sentence]
        bounds = [sentence.start, sentence.end, *(at for span in attribution.content for at in span)]
        mine: list[TimeWords] = []
        for index in range(bisect_left(starts, min(bounds)), bisect_left(starts, max(bounds))):
            span = found[index].span
            if any(start <= span[0] and span[1] <= end for start, end in attribution.content):
                mine.append(found[index])
            elif sentence.start <= span[0] < sentence.end and attribution.cue:
                distance = min(abs(span[0] - attribution.cue[0][1]), abs(attribution.cue[0][0] - span[1]))
                nearest[index] = min(nearest.get(index, (distance, number)), (distance, number))
        inside.append(mine)
    result: list[list[DateMention]] = []
    for number, attribution in enumerate(attributions):
        result.append([_fix(words, "event", *anchors[attribution.article]) for words in inside[number]])
    for index, (_, number) in sorted(nearest.items()):
        attribution = attributions[number]
        role = "report" if _reports(segmented, attribution) else "statement"
        result[number].append(_fix(found[index], role, *anchors[attribution.article]))
    return tuple(tuple(sorted(dates, key=lambda mention: mention.span)) for dates in result)


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


def _fix(words: TimeWords, role: str, anchor: date | None, name: str) -> DateMention:
    """Turn words into days. The rule for weekdays: the last such day; a report may also be from the day after the anchor."""
    span: Span = words.span
    granularity = {"weekday": "day", "near": "day", "date": "day", "period": words.unit}.get(words.kind, words.kind)
    if words.night:
        granularity = "night"
    period: Period | None
    if words.kind in ("date", "month", "year") and words.year:
        period = _absolute(words, words.year)
        basis = "stated in full"
    elif anchor is None:
        return DateMention(span, role, None, None, "no date of the article is known", granularity)
    elif words.kind == "weekday":
        return _weekday(words, role, anchor, name)
    else:
        period = _relative(words, anchor)
        basis = f"counted from the {name} {anchor.isoformat()} ({_weekday_name(anchor)})"
    if period is None:
        return DateMention(span, role, None, None, "no such day", granularity)
    return DateMention(span, role, period[0].isoformat(), period[1].isoformat(), basis, granularity)


def _absolute(words: TimeWords, year: int) -> Period | None:
    try:
        if words.kind == "year":
            return date(year, 1, 1), date(year, 12, 31)
        if words.kind == "month":
            return date(year, words.month, 1), date(year, words.month, monthrange(year, words.month)[1])
        return date(year, words.month, words.day), date(year, words.month, max(words.day, words.last_day))
    except ValueError:
        return None


def _relative(words: TimeWords, anchor: date) -> Period | None:
    if words.kind == "near":
        day = anchor + {"yesterday": -_DAY, "tomorrow": _DAY}.get(words.which, timedelta())
        return day, day
    if words.kind == "period":
        step = {"last": -1, "next": 1}.get(words.which, 0)
        if words.unit == "week":
            monday = anchor - anchor.weekday() * _DAY + step * 7 * _DAY
            return monday, monday + 6 * _DAY
        if words.unit == "month":
            month = anchor.year * 12 + anchor.month - 1 + step
            return _absolute(TimeWords(words.span, "month", month=month % 12 + 1), month // 12)
        return _absolute(TimeWords(words.span, "year"), anchor.year + step)
    if not 1 < anchor.year < 9999:
        return None
    # A month or a day without a year: the last one, but a date of the coming week is this year's.
    period = _absolute(words, anchor.year + (1 if words.which == "next" and words.month <= anchor.month else 0))
    if period and words.which != "next" and period[0] > anchor + 7 * _DAY:
        period = _absolute(words, anchor.year - 1)
    return period


def _weekday(words: TimeWords, role: str, anchor: date, name: str) -> DateMention:
    past = anchor - ((anchor.weekday() - words.weekday) % 7) * _DAY
    ahead = anchor + ((words.weekday - anchor.weekday()) % 7) * _DAY
    basis = f"weekday counted from the {name} {anchor.isoformat()} ({_weekday_name(anchor)})"
    chosen = past
    others: tuple[tuple[str, str], ...] = ()
    if words.which == "next":
        chosen = ahead if ahead > anchor else ahead + 7 * _DAY
    elif words.which == "last":
        chosen = past if past < anchor else past - 7 * _DAY
    elif role == "report" and ahead - anchor == _DAY:
        # Under a dateline of Wednesday "state radio reported Thursday" is the next day abroad, or a day of last week.
        chosen = ahead
        basis = f"weekday next to the {name} {anchor.isoformat()} ({_weekday_name(anchor)}): the day after it"
        return _day(words.span, role, chosen, basis, ((past.isoformat(), past.isoformat()),))
    elif role == "report" and timedelta() < ahead - anchor <= AHEAD * _DAY:
        others = ((ahead.isoformat(), ahead.isoformat()),)
    return _day(words.span, role, chosen, basis, others)


def _day(span: Span, role: str, day: date, basis: str, others: tuple[tuple[str, str], ...]) -> DateMention:
    return DateMention(span, role, day.isoformat(), day.isoformat(), basis, "day", others)


def _weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()].capitalize()
