"""One article as the resolver walks through it: its cast, its attributions, and what has been settled so far."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from attrib.records import Attribution, Segmented, Sentence, Span, Speaker, Speakers, Zone
from attrib.regex import regex
from attrib.resolve.coreference import gender_of, people_like
from attrib.resolve.entities import Cast, Entity, Run
from attrib.resolve.gather import gather
from attrib.resolve.outlet_names import Outlet
from attrib.resolve.outlets import guess_outlet, load_outlets
from attrib.resolve.withheld import is_withheld

_GENDERED = regex(r"[HhSs](?i:(?<=\bh)(e|im|is|imself)|(?<=\bs)he|(?<=\bh)(?:er|ers|erself))\b")  # group 1: he
_TAIL = regex(" (?:of|in|from|at|for|with|on|to) ")
_NEAREST = 24  # attributions of one sentence read back
_RUNS = 2000  # names of an article that are asked whether they are an outlet's
_COMMON = 4000  # characters searched on either side


class Scene:
    """The attributions of one article (by their numbers), its cast, and the speakers named so far."""

    def __init__(
        self, segmented: Segmented, attributions: tuple[Attribution, ...], numbers: list[int], zones: list[Zone]
    ) -> None:
        self.segmented = segmented
        self.attributions = attributions
        self.numbers = numbers
        self.text = segmented.document.text
        self.settled: dict[int, Speakers] = {}
        self.zones = zones
        self.spoken: set[str] = set()
        self.unnamed: dict[str, dict[str, Speaker]] = {}
        self.kept: int | None = None  # the sentence of the last source that asked not to be named
        self._by_sentence: dict[int, list[int]] = {}
        for number in sorted(numbers, key=lambda number: (attributions[number].source[0][0], number)):
            self._by_sentence.setdefault(attributions[number].sentence, []).append(number)
        self._sources = {
            sentence: [attributions[number].source[0][0] for number in found]
            for sentence, found in self._by_sentence.items()
            if len(found) > _NEAREST
        }
        self.lined = frozenset(attributions[n].sentence for n in numbers if attributions[n].pattern == "speaker_line")
        self._votes: dict[int, str] | None = None
        self._learned: dict[str, str] = {}
        self._common: dict[str, bool] = {}
        self.shown: dict[str, bool] = {}  # names asked for by name_kinds.is_shown
        self.documents: dict[str, list[tuple[int, str, str]]] = {}

    def is_transcript(self, number: int) -> bool:
        """Tell whether an attribution is a line of several that begin with their speakers."""
        return self.attributions[number].sentence in self.lined and len(self.lined) > 1

    @cached_property
    def withholds(self) -> bool:
        """Whether the article keeps the name of some source back: "on condition of anonymity", "an unnamed official"."""
        return any(is_withheld(self.text, zone.start, zone.end) for zone in self.zones)

    @cached_property
    def cast(self) -> Cast:
        """The people and organisations of the article."""
        return gather(self.text, self.zones)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The known outlets that the article names, each once."""
        found: dict[str, Outlet] = {}
        for zone in self.zones:
            for _span, outlet in load_outlets().find(self.text, zone.start, zone.end):
                found.setdefault(outlet.name, outlet)
        return tuple(found.values())

    @cached_property
    def outlets_named(self) -> dict[str, tuple[Span, str]]:
        """The outlets of the article, known or recognised by form: name → where it stands first, and its kind."""
        found: dict[str, tuple[Span, str]] = {}
        for zone in self.zones:
            if zone.kind in ("body", "headline", "caption"):
                for span, outlet in load_outlets().find(self.text, zone.start, zone.end):
                    if not outlet.generic and outlet.kind not in ("platform", "aggregator"):
                        found.setdefault(outlet.name, (span, outlet.kind))
        for run in self.cast.runs[:_RUNS]:
            known = run.entity.kind if run.entity is not None else ""
            if known in ("person", "outlet") or run.name.before or " " not in run.name.name:
                continue
            guess = guess_outlet(self.text[run.start : run.end])
            if guess is not None and not guess.generic:
                found.setdefault(guess.name, ((run.start, run.end), guess.kind))
        return found

    def sentence_of(self, number: int) -> Sentence:
        """Return the sentence of an attribution."""
        return self.segmented.sentences[self.attributions[number].sentence]

    def attributions_in(self, sentence: int, before: int | None = None) -> list[int]:
        """Return the numbers of a sentence's attributions by their sources' place: the nearest before an offset, if given."""
        found = self._by_sentence.get(sentence, [])
        if len(found) <= _NEAREST:
            return found
        stop = len(found)
        if before is not None:
            stop = bisect_left(self._sources[sentence], before)
        return found[max(0, stop - _NEAREST) : stop]

    def settle(self, number: int, speakers: Speakers) -> None:
        """Note whom an attribution was found to be by."""
        self.settled[number] = speakers
        for speaker in speakers:
            if speaker.kind == "person" and speaker.name:
                self.spoken.add(speaker.name)
            elif speaker.kind == "anonymous" and speaker.name and speaker.role:
                head = _TAIL.split(speaker.role, 1)[0].rsplit(" ", 1)[-1]
                self.unnamed.setdefault(head, {})[speaker.name] = speaker

    def person_at(self, run: Run) -> Entity | None:
        """Return the one person whom a run of capital words names, None where it names no person or several may be meant."""
        if run.entity is not None:
            # "Mr. Ford" beside "Ana Ford … her" is another Ford.
            other = run.name.gender and self._votes and self.gender(run.entity) not in ("", run.name.gender)
            return run.entity if run.entity.kind in ("person", "unknown") and not other else None
        known = self.people_at(run)
        return known[0] if len(known) == 1 else None

    def people_at(self, run: Run) -> list[Entity]:
        """Return all the people whom a short name can mean."""
        if run.entity is not None or run.name.kind not in ("word", "person"):
            return []
        return people_like(self.cast, run.name, run.start)

    def gender(self, entity: Entity) -> str:
        """Return "m" or "f" by titles and roles, else by pronouns in sentences that name only this person, else ""."""
        known = gender_of(entity)
        if known:
            return known
        if self._votes is None:
            self._votes = self._count()
        return self._votes.get(id(entity), "") or entity.addressed or self._learned.get(entity.name, "")

    def is_quoted(self, at: int) -> bool:
        """Tell whether an offset lies between quote marks."""
        index = bisect_right(self.quoted_from, at) - 1
        return index >= 0 and at < self.segmented.quotations[index].end

    def is_source(self, at: int) -> bool:
        """Tell whether an offset lies in the source of some attribution."""
        index = bisect_right(self._all_sources, (at, len(self.text))) - 1
        return index >= 0 and at < self._all_sources[index][1]

    @cached_property
    def _all_sources(self) -> list[Span]:
        return sorted(span for number in self.numbers for span in self.attributions[number].source)

    def quotation_around(self, at: int) -> Span | None:
        """Return the quotation in which an offset lies, None where it lies in none."""
        index = bisect_right(self.quoted_from, at) - 1
        if index < 0 or at >= self.segmented.quotations[index].end:
            return None
        return self.segmented.quotations[index].start, self.segmented.quotations[index].end

    @cached_property
    def quoted_from(self) -> list[int]:
        """Where the quotations of the document begin."""
        return [one.start for one in self.segmented.quotations]

    def learn(self, name: str, gender: str) -> None:
        """Note the gender of a pronoun that was resolved to a person."""
        self._learned.setdefault(name, gender)

    def gender_named(self, name: str) -> str:
        """Return the gender of the person with a full name, "" where unknown."""
        known = self.cast.people_named_whole(name)
        return self.gender(known[0]) if known else ""

    def is_common(self, word: str, at: int) -> bool:
        """Tell whether the article writes a capital word small elsewhere, near an offset, so that it is no name."""
        if word not in self._common:
            window = self.text[max(0, at - _COMMON) : at + _COMMON]
            small = word.lower()  # compiled only for what the window holds at all
            self._common[word] = small in window and re.search(rf"\b{re.escape(small)}\b", window) is not None
        return self._common[word]

    def _count(self) -> dict[int, str]:
        """Let each sentence that names one person and holds pronouns of one gender behind the name vote for it."""
        votes: dict[int, set[str]] = {}
        runs, starts = self.cast.runs, [one.start for one in self.segmented.sentences]
        people: dict[int, list[tuple[int, int, Entity | None]]] = {}  # None: one of several
        for run in runs:
            if run.entity is not None:
                known = [run.entity] if run.entity.kind in ("person", "unknown") else []
            else:
                known = self.people_at(run)
            if known or run.name.kind == "person":
                sentence = bisect_right(starts, run.start) - 1
                person = known[0] if len(known) == 1 and sentence >= 0 else None
                people.setdefault(sentence, []).append((run.start, run.end, person))
        for sentence, named in people.items():
            first = named[0][2]
            if first is None:
                continue
            # "Ford sold her mill to Leik": what stands before the second name goes with the first.
            other = next((start for start, _end, person in named if person is not first), None)
            end = self.segmented.sentences[sentence].end if other is None else other
            found = {("m" if match[1] else "f") for match in _GENDERED.finditer(self.text, named[0][1], end)}
            if len(found) == 1:
                votes.setdefault(id(first), set()).update(found)
        return {one: next(iter(genders)) for one, genders in votes.items() if len(genders) == 1}
