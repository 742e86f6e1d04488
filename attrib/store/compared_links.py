"""Who carries whose quote: pairs of attributions that are to stand in one cluster, found wording by wording and article by article.

All of it only reads what is committed, so that it can be done in several processes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from sqlite_utils import Database

from attrib.compare.clusters import Union, carried, same_stock
from attrib.compare.paraphrases import same_claim, unnamed
from attrib.compare.voices import Voice, day
from attrib.store.compared_index import Met
from attrib.store.tellings import ask, bare, credited, first_source, publishers, tellings

NEAR = 500  # characters between the starts of two tellings that stand close to each other
TOLD_AT_MOST = 200  # attributions of an article in which paraphrases are looked for

_PLACES = """select asked.id, told.attribution_id, told.article_id, told.start, told.end, told.published,
    content_text glob '*["“”«»]*' or substr(content_text, 1, 1) in ('''', '‘'),
    told.source, hop.kind, hop.status, hop.name, told.outlet, told.joined is null or told.joined = ?
  from asked cross join told on told.wording_id = asked.id
  join attribution on attribution.id = told.attribution_id
  left join hop on hop.attribution_id = told.attribution_id and hop.position = 0
  order by told.attribution_id"""
# Whom an attribution credits, its publisher aside.
_CREDITS = """select told.attribution_id, hop.kind, coalesce(outlet.name, hop.name)
  from asked cross join told on told.wording_id = asked.id
  cross join hop on hop.attribution_id = told.attribution_id
  left join outlet on outlet.id = hop.outlet_id
  where hop.status <> 'unknown' and coalesce(outlet.name, hop.name) <> told.outlet"""
_IN_ARTICLES = """select told.article_id, told.attribution_id, told.source, source_text,
    content_text glob '*["“«''‘]*', told.joined is null or told.joined = ?
  from asked cross join told on told.article_id = asked.id
  cross join attribution on attribution.id = told.attribution_id order by told.attribution_id"""

# Two attributions that carry one quote.
Link = tuple[int, int]
# The articles of a wording.
OF_WORDINGS = "select article_id from told where wording_id in (select value from json_each(?))"


class Place(NamedTuple):
    """An attribution with its article, the bounds of its content there, and whose words it gives.

    `due` is True where its links are looked for in this run.
    """

    id: int
    article: int
    start: int
    end: int
    voice: Voice
    due: bool


def by_wordings(db: Database, wordings: list[int], run: int, known: bool) -> list[Link]:
    """Return what links the attributions of some wordings to each other and to all that carry their quotes.

    `run` is the number of the run, `known` tells if any wordings were looked at in others. What hangs together already is
    not looked at again, so that the links of a part make a forest.
    """
    found = _Links(db, wordings, run, known)
    for wording in wordings:
        found.join(wording)
    return found.links


def by_articles(db: Database, articles: list[int], run: int) -> list[Link]:
    """Return what links the tellings of one claim within some articles, of which one at least is looked at in this run."""
    ask(db, articles)
    rows: dict[int, list[tuple[int, str, bool, bool, bool]]] = defaultdict(list)
    for article, id_, source, put, marked, is_due in db.conn.execute(_IN_ARTICLES, (run,)):
        rows[article].append((id_, source, unnamed(put or source or ""), marked, is_due))
    several: list[list[int]] = []
    due: set[int] = set()
    for own in rows.values():
        # One claim has one speaker, or a source that may be anybody's; and one of its tellings quotes.
        named = Counter(source for _, source, *_ in own)
        open_ = any(is_unnamed for _, _, is_unnamed, _, _ in own)
        ids = [id_ for id_, source, *_ in own if open_ or named[source] > 1]
        if len(ids) > 1 and len(own) <= TOLD_AT_MOST and any(marked for *_, marked, _ in own):
            several.append(ids)
            due.update(id_ for id_, *_, is_due in own if is_due)
    told = {one.id: one for one in tellings(db, (id_ for own in several for id_ in own))}
    return [
        (one.id, other.id)
        for own in several
        for one, other in combinations([told[id_] for id_ in own], 2)
        if (one.id in due or other.id in due)
        and one.beside(other)
        and same_claim(one.told, other.told, abs(one.start - other.start) <= NEAR)
    ]


class _Links:
    """Gathers the links of some wordings."""

    def __init__(self, db: Database, wordings: Sequence[int], run: int, known: bool) -> None:
        self.links: list[Link] = []
        self._db = db
        self._union = Union()
        self._met = Met(db.conn, wordings)
        self._fuller = self._met.fuller()
        # Two that are both looked at in this run meet where the terser one looks for fuller ones.
        self._terser = self._met.terser() if known else {}
        self._with: dict[int, list[Place]] = defaultdict(list)
        self._load_places({*wordings}.union(*self._fuller.values(), *self._terser.values()), run)

    def join(self, wording: int) -> None:
        """Link the attributions of a wording to each other, and to those of the wordings that carry the same quote."""
        same = self._with[wording]
        if wording not in self._fuller:
            self._join_stock(same)
            return
        self._join_all(same, same)
        terser = (other for other in self._terser.get(wording, ()) if not any(place.due for place in self._with[other]))
        for other in chain(self._fuller[wording], terser):
            others = self._with[other]
            joined = self._union.find(same[0].id) == self._union.find(others[0].id)
            if joined and _whole(same) and _whole(others):
                continue
            voices = [place.voice for place in same], [place.voice for place in others]
            if carried(self._met.text(wording), self._met.text(other), *voices):
                self._join_all(same, others)

    def _join_all(self, some: Sequence[Place], others: Sequence[Place]) -> None:
        """Join each of some attributions to one of the others, and the other way round, but none to one inside it.

        One link is enough where both hang together anyway: all of `some` then, and all of `others`.
        """
        if some is not others and _whole(some) and _whole(others):
            some = some[:1]
        ways = [(some, others)]
        if some is not others and not _whole(others):
            # A pull quote and a caption print both wordings in one article: some of `others` may be met only from there.
            ways.append((others, some))
        for joining, met in ways:
            for one in joining:
                other = next((other for other in met if _beside(one, other)), None)
                if other is not None:
                    self._link(one.id, other.id)

    def _join_stock(self, same: Sequence[Place]) -> None:
        """Join the tellings of one short text as far as they are of one statement."""
        due = {place.id for place in same if place.due}
        mouths = {place.voice[:2] for place in same if place.due and place.voice.speaker}
        near = [place.id for place in same if place.voice[:2] in mouths]
        if len(near) < 2:
            return
        told = tellings(self._db, near)
        by_speaker = defaultdict(list)
        for one in told:
            by_speaker[one.told.speaker, one.told.kind].append(one)
        for one in told:
            if one.id in due:
                for other in by_speaker[one.told.speaker, one.told.kind]:
                    if one.beside(other) and same_stock(one.told, other.told):
                        self._link(one.id, other.id)

    def _link(self, one: int, other: int) -> None:
        if self._union.find(one) != self._union.find(other):
            self._union.join(one, other)
            self.links.append((one, other))

    def _load_places(self, wordings: Iterable[int], run: int) -> None:
        """Read which attributions have each of some wordings, and whose words they give."""
        outlets = {bare(name): name for name in publishers(self._db)}
        ask(self._db, wordings)
        credits: dict[int, tuple[str, ...]] = {}
        for id_, kind, name in self._db.conn.execute(_CREDITS):
            outlet = credited(kind, name, outlets)
            if outlet:
                credits[id_] = (*credits.get(id_, ()), outlet)
        for row in self._db.conn.execute(_PLACES, (run,)):
            wording, id_, article, start, end, published, quoted, source, kind, status, hop, outlet, due = row
            speaker = first_source(kind, status, hop, source, outlets) if kind else (None, "unknown")
            voice = Voice(*speaker, day(published), bool(quoted), outlet, credits.get(id_, ()))
            self._with[wording].append(Place(id_, article, start, end, voice, bool(due)))


def _beside(one: Place, other: Place) -> bool:
    """Tell whether two attributions are two: not one inside the other, in one article."""
    return one.id != other.id and (one.article != other.article or one.end <= other.start or other.end <= one.start)


def _whole(same: Sequence[Place]) -> bool:
    """Tell whether attributions of one wording are joined to one another for sure: one alone, or of several articles."""
    return len(same) == 1 or any(place.article != same[0].article for place in same)
