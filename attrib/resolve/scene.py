"""One article as the resolver walks through it: its cast, its attributions, and what has been settled so far."""

import re
from bisect import bisect_right
from functools import cached_property

from attrib.records import Attribution, Segmented, Sentence, Speaker
from attrib.resolve.coreference import gender_of, people_like
from attrib.resolve.entities import Cast, Entity, Run, gather
from attrib.resolve.outlet_names import Outlet
from attrib.resolve.outlets import load_outlets

_GENDERED = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_FEW = 12


class Scene:
    """The attributions of one article (by their numbers), its cast, and the speakers named so far."""

    def __init__(self, segmented: Segmented, attributions: tuple[Attribution, ...], numbers: list[int]) -> None:
        self.segmented = segmented
        self.attributions = attributions
        self.numbers = numbers
        self.text = segmented.document.text
        self.settled: dict[int, Speaker] = {}
        article = attributions[numbers[0]].article
        self.zones = [zone for zone in segmented.zones if zone.article == article]
        self._by_sentence: dict[int, list[int]] = {}
        for number in numbers:
            self._by_sentence.setdefault(attributions[number].sentence, []).append(number)
        self._votes: dict[int, str] | None = None
        self.documents: dict[str, list[tuple[int, str, str]]] = {}

    @cached_property
    def cast(self) -> Cast:
        """The people and organisations of the article."""
        return gather(self.text, self.zones)

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The known outlets that the article names, each once."""
        found = {}
        for zone in self.zones:
            for _span, outlet in load_outlets().find(self.text, zone.start, zone.end):
                found.setdefault(outlet.name, outlet)
        return tuple(found.values())

    def sentence_of(self, number: int) -> Sentence:
        """Return the sentence of an attribution."""
        return self.segmented.sentences[self.attributions[number].sentence]

    def attributions_in(self, sentence: int) -> list[int]:
        """Return the numbers of the attributions of a sentence."""
        return self._by_sentence.get(sentence, [])

    def person_at(self, run: Run) -> Entity | None:
        """Return the one person whom a run of capital words names, None where it names no person or several may be meant."""
        if run.entity is not None:
            # "Mr. Ford" beside "Ana Ford … her" is another Ford.
            other = run.name.gender and self._votes and self.gender(run.entity) not in ("", run.name.gender)
            return run.entity if run.entity.kind in ("person", "unknown") and not other else None
        if run.name.kind not in ("word", "person"):
            return None
        known = people_like(self.cast, run.name, run.start)
        return known[0] if len(known) == 1 else None

    def gender(self, entity: Entity) -> str:
        """Return "m" or "f" by titles and roles, else by pronouns in sentences that name only this person, else ""."""
        known = gender_of(entity)
        if known:
            return known
        if self._votes is None:
            self._votes = self._count()
        return self._votes.get(id(entity), entity.addressed)

    def _count(self) -> dict[int, str]:
        """Let each sentence that names one person and holds pronouns of one gender behind the name vote for it."""
        votes: dict[int, set[str]] = {}
        runs, starts = self.cast.runs, [one.start for one in self.segmented.sentences]
        people: dict[int, list[tuple[int, Entity]]] = {}
        for run in runs:
            if run.entity is None and run.name.kind not in ("word", "person"):
                continue
            person = self.person_at(run)
            sentence = bisect_right(starts, run.start) - 1
            if person is not None and sentence >= 0:
                people.setdefault(sentence, []).append((run.end, person))
            elif run.name.kind in ("word", "person", "unknown"):
                people.setdefault(sentence, []).append((run.end, Entity("", "person", (0, 0))))
        for sentence, named in people.items():
            if len({id(person) for _end, person in named}) != 1:
                continue
            end = self.segmented.sentences[sentence].end
            found = {("m" if match[1] else "f") for match in _GENDERED.finditer(self.text, named[0][0], end)}
            if len(found) == 1:
                votes.setdefault(id(named[0][1]), set()).update(found)
        return {one: next(iter(genders)) for one, genders in votes.items() if len(genders) == 1}
