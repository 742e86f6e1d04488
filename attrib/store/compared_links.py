"""Who carries whose quote: attributions joined pair by pair, those looked at now to one another and to the clusters there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from sqlite_utils import Database

from attrib.compare.clusters import Union, carried, same_stock, strong
from attrib.compare.paraphrases import same_claim
from attrib.compare.voices import Voice, day
from attrib.store.compared_index import Wordings, column
from attrib.store.tellings import Telling, ask, bare, credited, first_source, publishers, tellings

NEAR = 500  # characters between the starts of two tellings that stand close to each other
TOLD_AT_MOST = 200  # attributions of an article in which paraphrases are looked for

_PLACES = """select asked.id, variant.cluster_id, told.attribution_id, told.article_id, told.start, told.end, told.published,
    content_text glob '*["“”«»]*' or substr(content_text, 1, 1) in ('''', '‘'),
    told.source, hop.kind, hop.status, hop.name, told.outlet
  from asked join told on told.wording_id = asked.id
  join attribution on attribution.id = told.attribution_id
  left join variant on variant.attribution_id = told.attribution_id
  left join hop on hop.attribution_id = told.attribution_id and hop.position = 0
  order by told.attribution_id"""
# Whom an attribution credits, its publisher aside.
_CREDITS = """select told.attribution_id, hop.kind, coalesce(outlet.name, hop.name)
  from asked join told on told.wording_id = asked.id
  cross join hop on hop.attribution_id = told.attribution_id
  left join outlet on outlet.id = hop.outlet_id
  where hop.status <> 'unknown' and coalesce(outlet.name, hop.name) <> told.outlet"""


class Place(NamedTuple):
    """An attribution with its article, the bounds of its content there, and whose words it gives."""

    id: int
    article: int
    start: int
    end: int
    voice: Voice


class Links:
    """Joins attributions. `own` are looked at now; all others are in the clusters that they are in, or alone."""

    def __init__(self, db: Database, wordings: Wordings, own: set[int], fresh: Sequence[Telling]) -> None:
        self._db = db
        self._wordings = wordings
        self._own = own
        self._tellings = {one.id: one for one in fresh}
        self._union = Union()
        # An attribution's name in the union: its id, or one below zero that stands for its cluster.
        self._names = {id_: id_ for id_ in own}
        self._with: dict[int, list[Place]] = defaultdict(list)
        self._outlets = {bare(name): name for name in publishers(db)}

    def join(self) -> None:
        """Join each of `own` to all that carry its quote."""
        ask(self._db, self._own)
        found = self._db.conn.execute("select wording_id, attribution_id from told join asked on id = attribution_id")
        by_wording: dict[int, list[int]] = defaultdict(list)
        for wording, id_ in found.fetchall():
            by_wording[wording].append(id_)
        self._wordings.load(by_wording)
        sure = [wording for wording in by_wording if strong(self._wordings.text(wording))]
        met = self._wordings.met(sure)
        self._load_places({*by_wording}.union(*met.values()))
        for wording, ids in sorted(by_wording.items()):
            same = self._with[wording]
            if wording in met:
                self._join_all(same, same)
                # Of two that are both looked at now, the first has met the second.
                self._join_wordings(wording, [other for other in met[wording] if other > wording or other not in met])
            elif len(same) > 1:
                self._join_stock(ids, [place.id for place in same])
        self._join_articles()

    def groups(self) -> list[tuple[list[int], list[int]]]:
        """Return the attributions of each cluster that is new or changed, and the clusters that they have been in."""
        together: dict[int, list[int]] = defaultdict(list)
        for name in sorted(set(self._names.values())):
            together[self._union.find(name)].append(name)
        found = []
        for names in together.values():
            clusters = [-1 - name for name in names if name < 0]
            ids = [name for name in names if name >= 0]
            if len(names) < 2 or not self._own.intersection(ids):
                continue
            for cluster_id in clusters:
                ids += column(self._db.conn, "select attribution_id from variant where cluster_id = ?", cluster_id)
            found.append((ids, clusters))
        self._load({id_ for ids, _ in found for id_ in ids})
        return found

    def told(self, ids: Iterable[int]) -> list[Telling]:
        """Return the tellings of attributions of `groups`, by stable key."""
        return sorted((self._tellings[id_] for id_ in ids), key=lambda one: one.told.key)

    def _join_wordings(self, wording: int, met: Iterable[int]) -> None:
        """Join a wording to those that it carries a quote with."""
        text, same = self._wordings.text(wording), self._with[wording]
        for other in sorted(met):
            others = self._with[other]
            joined = self._find(same[0].id) == self._find(others[0].id)
            if joined and _whole(same) and _whole(others):
                continue
            voices = [place.voice for place in same], [place.voice for place in others]
            if carried(text, self._wordings.text(other), *voices):
                self._join_all(same, others)

    def _join_all(self, some: Sequence[Place], others: Sequence[Place]) -> None:
        """Join each of some attributions to one of the others, and the other way round, but none to one inside it."""
        if some is not others and _whole(some) and _whole(others):
            some = some[:1]
        for one in some:
            other = next((other for other in others if _beside(one, other)), None)
            if other is not None:
                self._union.join(self._name(one.id), self._name(other.id))
        if some is not others and not _whole(others):
            self._join_all(others, some)

    def _join_stock(self, ids: Sequence[int], same: Sequence[int]) -> None:
        """Join the tellings of one short text as far as they are of one statement."""
        self._load(set(same))
        by_speaker: dict[tuple[str | None, str], list[Telling]] = defaultdict(list)
        for id_ in same:
            one = self._tellings[id_]
            by_speaker[one.told.speaker, one.told.kind].append(one)
        for id_ in ids:
            one = self._tellings[id_]
            for other in by_speaker[one.told.speaker, one.told.kind]:
                if one.beside(other) and same_stock(one.told, other.told):
                    self._union.join(self._name(one.id), self._name(other.id))

    def _join_articles(self) -> None:
        """Join the tellings of one claim within an article."""
        ask(self._db, self._own)
        statement = """select told.attribution_id, told.article_id from told
          where told.article_id in (select article_id from told join asked on id = attribution_id) order by 1"""
        by_article: dict[int, list[int]] = defaultdict(list)
        for id_, article in self._db.conn.execute(statement).fetchall():
            by_article[article].append(id_)
        by_article = {article: ids for article, ids in by_article.items() if 1 < len(ids) <= TOLD_AT_MOST}
        self._load({id_ for ids in by_article.values() for id_ in ids})
        for ids in by_article.values():
            for left, right in combinations(ids, 2):
                one, other = self._tellings[left], self._tellings[right]
                if (
                    (left in self._own or right in self._own)
                    and one.beside(other)
                    and same_claim(one.told, other.told, abs(one.start - other.start) <= NEAR)
                ):
                    self._union.join(self._name(left), self._name(right))

    def _load_places(self, wordings: Iterable[int]) -> None:
        """Read which attributions have each of some wordings, whose words they give, and the clusters that these are in."""
        ask(self._db, wordings)
        credits: dict[int, tuple[str, ...]] = {}
        for id_, kind, name in self._db.conn.execute(_CREDITS):
            outlet = credited(kind, name, self._outlets)
            if outlet:
                credits[id_] = (*credits.get(id_, ()), outlet)
        for row in self._db.conn.execute(_PLACES):
            wording, cluster_id, id_, article, start, end, published, quoted, source, kind, status, hop, outlet = row
            speaker = first_source(kind, status, hop, source, self._outlets) if kind else (None, "unknown")
            voice = Voice(*speaker, day(published), bool(quoted), outlet, credits.get(id_, ()))
            found = Place(id_, article, start, end, voice)
            self._with[wording].append(found)
            self._names.setdefault(found.id, found.id if cluster_id is None else -1 - cluster_id)

    def _find(self, id_: int) -> int:
        return self._union.find(self._name(id_))

    def _name(self, id_: int) -> int:
        if id_ not in self._names:
            found = column(self._db.conn, "select cluster_id from variant where attribution_id = ?", id_)
            self._names[id_] = -1 - found[0] if found else id_
        return self._names[id_]

    def _load(self, ids: set[int]) -> None:
        missing = ids - set(self._tellings)
        if missing:
            self._tellings.update((one.id, one) for one in tellings(self._db, missing))


def _beside(one: Place, other: Place) -> bool:
    """Tell whether two attributions are two: not one inside the other, in one article."""
    return one.id != other.id and (one.article != other.article or one.end <= other.start or other.end <= one.start)


def _whole(same: Sequence[Place]) -> bool:
    """Tell whether attributions of one wording are joined to one another for sure: one alone, or of several articles."""
    return len(same) == 1 or any(place.article != same[0].article for place in same)
