"""What a search may be narrowed to: outlet, kind of speaker, type, stance, days, confidence. Read from the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attrib.browse import sureness
from attrib.browse.host import Row, Visit
from attrib.browse.wording import kind, words

KINDS = ("person", "organisation", "outlet", "document", "role", "anonymous", "unknown")
TYPES = ("direct", "mixed", "indirect", "none")
STANCES = ("neutral", "assertive", "factive", "evaluative", "distancing", "belief", "commitment", "denial")
_OUTLETS = 200
# Steps along the index from one publisher to the next: an outlet that no article is from is not offered.
_PUBLISHERS = f"""with recursive step(id) as (
    select min(publisher_id) from article union all
    select (select min(publisher_id) from article where publisher_id > step.id) from step where step.id is not null
  ) select outlet.name from step join outlet on outlet.id = step.id limit {_OUTLETS}"""


@dataclass(frozen=True, slots=True)
class Filters:
    """The narrowing of one search; "" or 0 where it is not narrowed. `outlet` is a name as typed, `outlet_id` its row."""

    outlet: str
    outlet_id: int | None
    kind: str
    type: str
    stance: str
    since: str
    until: str
    least: float

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that says them."""
        said = {
            "outlet": self.outlet,
            "kind": self.kind,
            "type": self.type,
            "stance": self.stance,
            "since": self.since,
            "until": self.until,
            "min_confidence": f"{self.least:g}" if self.least else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def of_article(self) -> bool:
        """Whether a condition looks at the article."""
        return bool(self.outlet or self.since or self.until)

    def conditions(self) -> tuple[list[str], dict[str, object]]:
        """Return the conditions on `attribution` and `article`, and their values."""
        told: tuple[tuple[object, str], ...] = (
            (self.kind, "attribution.speaker_kind = :kind"),
            (self.type, "attribution.type = :type"),
            (self.stance, "attribution.stance = :stance"),
            (self.least, "attribution.confidence >= :least"),
        )
        found = ["attribution.status <> 'rejected'", *(sql for value, sql in told if value), *self.article_conditions()]
        return found, self.values

    def article_conditions(self) -> list[str]:
        """Return the conditions on `article`."""
        told = (
            (self.outlet, "article.publisher_id is not null and article.publisher_id = :publisher"),
            (self.since, "article.published >= :since"),
            (self.until, "article.published < :until"),
        )
        return [sql for value, sql in told if value]

    @property
    def values(self) -> dict[str, object]:
        """The values that the conditions name."""
        return {
            "kind": self.kind,
            "type": self.type,
            "stance": self.stance,
            "least": self.least,
            "publisher": self.outlet_id,
            "since": self.since,
            # A time of the last day ("2024-06-04T18:00") still belongs to it.
            "until": self.until + "\uffff",
        }


async def read(visit: Visit) -> Filters:
    """Take the filters from the address; what it does not know narrows nothing."""
    outlet = visit.asked("outlet").strip()
    found = None
    if outlet:
        found = await visit.row("select id from outlet where name = :name", {"name": outlet}) or await visit.row(
            "select id from outlet where name = :name collate nocase limit 1", {"name": outlet}
        )
    return Filters(
        outlet=outlet,
        outlet_id=found["id"] if found else None,
        kind=_one_of(visit.asked("kind", 20), KINDS),
        type=_one_of(visit.asked("type", 20), TYPES),
        stance=_one_of(visit.asked("stance", 20), STANCES),
        since=_day(visit.asked("since", 10)),
        until=_day(visit.asked("until", 10)),
        least=sureness.least(visit),
    )


async def form(visit: Visit, asked: str, narrowed: Filters) -> Row:
    """Return what the search form shows: the choices, and which are taken."""
    kinds = [("anonymous", "anonymous"), *((name, kind(name)) for name in KINDS if name != "anonymous")]
    sure = [("0.5", "50 % and more"), ("0.75", "75 % and more"), ("0.9", "90 % and more")]
    least = f"{narrowed.least:g}" if narrowed.least else ""
    if least and least not in dict(sure):
        sure.append((least, f"{narrowed.least:.0%} and more".replace("%", " %")))
    publishers = await visit.rows(_PUBLISHERS)
    return {
        "q": asked,
        "outlet": narrowed.outlet,
        "outlets": sorted(row["name"] for row in publishers),
        "since": narrowed.since,
        "until": narrowed.until,
        "narrowed": bool(narrowed.query),
        "everywhere": visit.url("search", q=asked),
        "selects": [
            _select("kind", "Speaker is", kinds, narrowed.kind),
            _select("type", "Quotation", [(name, words(name)) for name in TYPES], narrowed.type),
            _select("stance", "Stance", [(name, words(name)) for name in STANCES], narrowed.stance),
            _select("min_confidence", "Confidence", sure, least),
        ],
    }


def _select(name: str, label: str, choices: list[tuple[str, str]], taken: str) -> Mapping[str, object]:
    options = [{"value": value, "label": said, "taken": value == taken} for value, said in [("", "any"), *choices]]
    return {"name": name, "label": label, "options": options}


def _one_of(asked: str, known: tuple[str, ...]) -> str:
    return asked if asked in known else ""


def _day(asked: str) -> str:
    try:
        return date.fromisoformat(asked).isoformat() if asked else ""
    except ValueError:
        return ""
