"""The records that pass from stage to stage. Frozen, without ids, standard library only.

Every span is a half-open pair of character offsets into `Document.text`. Empty collections are `()`, never None.
"""

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in the input that did not stop the run. `where` names the file or line, `stage` the room that saw it.

    A `warning` says what was assumed or passed over by rule, where all that was to be read was read.
    """

    message: str
    stage: str
    where: str = ""
    span: Span | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was read, for whoever has to know it again.

    `file` is the absolute path of its file, links followed, None for a stream; `line` its line where the input holds
    several documents, else None. `named` is True where Document.id is the input's own "id". `where` is the input as
    messages show it ("more.jsonl, line 3").
    """

    file: str | None
    line: int | None = None
    named: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One input text as read. `publisher`, `date` (ISO) and `url` are what the user or the file says of it.

    Two documents that say the same are equal, wherever they were read.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of one kind: headline, dateline, byline, caption, credit, source_line, label, body, publisher_line, furniture.

    `label` is the word of a labelled stretch ("Background", "Details", "Source"); `article` indexes Segmented.articles,
    -1 for page furniture that belongs to none.
    """

    kind: str
    start: int
    end: int
    article: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one zone. `zone` and `article` are indexes; `paragraph` counts from 0 through the document."""

    start: int
    end: int
    zone: int
    article: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quote marks, marks included.

    `opener` and `closer` are the marks as written; `opener` is "" where the mark stands a paragraph earlier and `closer` is "" where the mark is never closed (the quotation then ends
    with its paragraph). `continues` is True where a paragraph opens the mark again to go on with the quotation before it.
    `inner` is True for a quotation inside another one.
    """

    start: int
    end: int
    opener: str
    closer: str
    continues: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "SUVA, June 4 (Norda Wire) --": the whole span, the place, the date (ISO, None without a year known) and the agency."""

    span: Span
    place: str | None
    date: str | None
    agency: str | None
    agency_span: Span | None


@dataclass(frozen=True, slots=True)
class Credit:
    """Words of the page that name an outlet or author of the article, outside its sentences.

    kind: publisher_line ("Newsweek" above "18 minutes ago"), byline, read_full_story, support ("Support X on Patreon!"),
    copyright, syndication ("This article originally appeared on X"), photo, aggregator ("Explore what X AI can do").
    """

    kind: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document (an aggregator page holds several).

    `publisher` is the outlet whose page this text was, as far as the page says it; `original_publisher` the outlet it was
    taken from. `published` is an ISO date or None. `credits` are in text order.
    """

    start: int
    end: int
    title: Span | None = None
    publisher: str | None = None
    original_publisher: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document cut up: articles, zones (they cover all text but blank lines), sentences and quotations in text order."""

    document: Document
    articles: tuple[Article, ...]
    zones: tuple[Zone, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Via:
    """A further outlet or document that the sentence itself names beside an attribution.

    kind: told ("told the Post"), citing, quoting, as_reported_by, first_reported_by, quoted_by, interview, on ("on
    Telegram"), seen_by, obtained_by, translated_by, per. `span` names it, `cue` are the linking words.
    """

    kind: str
    span: Span
    cue: Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A relation of source, cue and content, as the parser finds it.

    `content` is a tuple of spans since a quote may be split; () where nothing is reported (type "none").
    `parent` indexes the tuple of attributions it stands in. `implicit` is True where the source is inherited ("…, adding
    that": the span is then that of the controlling mention). `pattern` is the grammar's alias. `quoted` are the quotations
    inside the content, `hedges` words such as "allegedly". Indexes: `sentence`, `article` into Segmented.
    """

    article: int
    sentence: int
    pattern: str
    relation: str
    type: str
    stance: str
    confidence: float
    content: Spans
    cue: Spans
    source: Spans
    parent: int | None = None
    implicit: bool = False
    addressee: Span | None = None
    via: tuple[Via, ...] = ()
    quoted: Spans = ()
    hedges: Spans = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """Words of the text that say something of an unnamed source, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What a text tells of a source that it does not name: "two senior officials at the port, who asked not to be named".

    `count` is how many there are, None where the text gives no exact number; `counted` are its words ("at least two").
    `rank` ("senior"), `affiliation` ("the port"), `proximity` ("briefed on the talks"), `condition` ("on condition of
    anonymity") and `reason` ("because they were not authorised to speak") are None where the text has none.
    """

    count: int | None = None
    counted: Detail | None = None
    rank: Detail | None = None
    affiliation: Detail | None = None
    proximity: Detail | None = None
    condition: Detail | None = None
    reason: Detail | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source refers to. kind: person, organisation, outlet, document, role, anonymous, unknown.

    status: stated (named in the source itself), inferred (resolved by a rule), unresolved (then `candidates` holds all that
    fit, and `name` is the mention or None). `rule` names the rule that decided and `evidence` the span it rests on.
    `passed` names who was in reach of an inferred speaker's mention and was not taken.
    `anonymity` is what the text tells of an anonymous one.
    """

    name: str | None
    kind: str
    status: str
    candidates: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    rule: str = ""
    evidence: Span | None = None
    passed: tuple[str, ...] = ()
    anonymity: Anonymity | None = None


Speakers = tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain. status: stated, inferred, unknown. `via` says how it is known (dateline, told, given, nested …).

    Where several share a step ("Jane Doe and Ruth Abara said") it bears the name and kind of the first, and `beside` names
    the others.
    """

    name: str
    kind: str
    status: str
    via: str
    evidence: Span | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in or around an attribution. role: statement, report, event. `start` and `end` are inclusive ISO days or None.

    `basis` says how it was fixed; `granularity` is day, week, month, year …; `alternatives` holds (start, end) pairs that
    also fit.
    """

    span: Span
    role: str
    start: str | None
    end: str | None
    basis: str
    granularity: str
    alternatives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What `resolve` adds to one attribution: its speakers, whose words the quote marks hold, dates, and the reporting chain.

    `speakers` are in the order of the text, each resolved on its own: two for "Jane Doe and Ruth Abara said", () without a
    source.
    """

    speakers: Speakers
    words_of: str | None
    dates: tuple[DateMention, ...]
    chain: tuple[Hop, ...]

    @property
    def speaker(self) -> Speaker | None:
        """The first speaker, None without a source."""
        return self.speakers[0] if self.speakers else None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document; `resolutions` runs parallel to `attributions`.

    `publisher` is who publishes the document, as the user gives it or its address shows.
    """

    segmented: Segmented
    attributions: tuple[Attribution, ...]
    resolutions: tuple[Resolution, ...]
    problems: tuple[Problem, ...] = ()
    publisher: Hop | None = None


_PLACES = {field.name: place for place, field in enumerate(fields(Attribution))}
_values = attrgetter(*_PLACES)


def changed(one: Attribution, **values: Any) -> Attribution:
    """Return an attribution with other values in some fields; a copy by position, a third of the time of dataclasses.replace.

    Raises KeyError for a field that is none.
    """
    copied = list(_values(one))
    for name, value in values.items():
        copied[_PLACES[name]] = value
    return Attribution(*copied)
