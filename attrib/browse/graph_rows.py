"""Who credits whom, as rows: over the whole time or a month, round one outlet, or for one quote and its variants."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from datasette import NotFound  # type: ignore[import-untyped]

from attrib.browse import listing
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, kind
from attrib.draw.layers import circles

# Months of a database that are offered; a quote's tellings whose steps are read.
MONTHS, TELLINGS = 600, 400
_COLUMNS = """credit.crediting_id, credit.credited_id, credit.attributions, credit.articles, credit.stated,
  credit.inferred, credit.unknown"""
_STRONGEST = "order by attributions desc, credit.id limit :most"
# Steps from one month to the next along the index.
_MONTHS = f"""with recursive found(month) as (
    select max(month) from credit where month <> '' union all
    select (select max(month) from credit where month < found.month and month <> '') from found where found.month is not null
  ) select month from found where month is not null limit {MONTHS}"""
_TELLINGS = f"""select hop.attribution_id, told.article_id, hop.position, hop.name, hop.kind, hop.outlet_id, hop.speaker_id,
    hop.status, outlet.name as outlet, outlet.kind as outlet_kind, speaker.stable_key as speaker_key
  from (
    select attribution.id, attribution.article_id from variant
    join attribution on attribution.id = variant.attribution_id
    where variant.cluster_id = :cluster and attribution.status <> 'rejected' order by variant.id limit {TELLINGS}
  ) as told
  join hop on hop.attribution_id = told.id left join outlet on outlet.id = hop.outlet_id
  left join speaker on speaker.id = hop.speaker_id
  order by told.id, hop.position limit {TELLINGS * 20}"""


@dataclass(frozen=True, slots=True)
class Actor:
    """An outlet, or in the graph of one quote a speaker. `key` tells actors apart; `url` is its page or ""."""

    key: str
    name: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Credit:
    """How often `crediting` has words from `credited`, by how that is known; `circle`: stated, and so is a way back."""

    crediting: Actor
    credited: Actor
    attributions: int
    articles: int
    stated: int
    inferred: int
    unknown: int
    circle: bool = False

    @property
    def status(self) -> str:
        """How the credit is known at best."""
        return "stated" if self.stated else "inferred" if self.inferred else "unknown"


@dataclass(frozen=True, slots=True)
class Credits:
    """The strongest credits, and how many pairs and attributions there are with those left out; None: not counted."""

    shown: tuple[Credit, ...]
    pairs: int | None
    attributions: int | None


async def months(visit: Visit) -> list[str]:
    """Return the months in which somebody credits somebody, the last one first."""
    return [row["month"] for row in await visit.rows(_MONTHS)]


async def of_month(visit: Visit, month: str, most: int) -> Credits:
    """Return the strongest credits of a month; "" is the whole time."""
    values = {"month": month, "most": most}
    rows = await visit.rows(f"select {_COLUMNS} from credit where month = :month {_STRONGEST}", values)
    total = await visit.row(
        "select count(*) as pairs, sum(attributions) as attributions from credit where month = :month", values
    )
    return Credits(
        await _named(visit, rows), total["pairs"] if total else 0, (total["attributions"] or 0) if total else 0
    )


async def around(visit: Visit, outlet: int, month: str, most: int) -> Credits:
    """Return the strongest credits given and taken by an outlet, and half as many between those it is tied to."""
    values = {"month": month, "outlet": outlet, "most": most}
    direct: list[Row] = []
    pairs = attributions = 0
    for column in ("crediting_id", "credited_id"):
        where = f"from credit where {column} = :outlet and month = :month"
        direct += await visit.rows(f"select {_COLUMNS} {where} {_STRONGEST}", values)
        total = await visit.row(f"select count(*) as pairs, sum(attributions) as attributions {where}", values)
        pairs += total["pairs"] if total else 0
        attributions += (total["attributions"] or 0) if total else 0
    direct = sorted(direct, key=lambda row: (-row["attributions"], row["crediting_id"], row["credited_id"]))[:most]
    near = sorted({row[side] for row in direct for side in ("crediting_id", "credited_id")} - {outlet})
    between = await visit.rows(
        f"select {_COLUMNS} from json_each(:near) as hit cross join json_each(:near) as found cross join credit "
        "where credit.month = :month and credit.crediting_id = hit.value and credit.credited_id = found.value "
        "order by credit.attributions desc, credit.id limit :most",
        {"near": json.dumps(near), "month": month, "most": most // 2},
    )
    return Credits(await _named(visit, [*direct, *between]), pairs + len(between), None)


async def of_quote(visit: Visit, cluster: int, most: int) -> Credits:
    """Return the steps of all tellings of a quote, first speakers among them, the most frequent ones."""
    rows = await visit.rows(_TELLINGS, {"cluster": cluster})
    chains: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        chains[row["attribution_id"]].append(row)
    seen: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    articles: dict[tuple[str, str], set[int]] = defaultdict(set)
    actors: dict[str, Actor] = {}
    for attribution, hops in chains.items():
        named = [_actor(visit, hop) for hop in hops]
        actors.update((actor.key, actor) for actor in named)
        for credited, crediting, hop in zip(named, named[1:], hops, strict=False):
            if credited.key != crediting.key:
                pair = crediting.key, credited.key
                seen[pair][attribution] = min(hop["status"], seen[pair].get(attribution, "unknown"), key=_rank)
                articles[pair].add(hop["article_id"])
    found = [
        Credit(
            actors[crediting],
            actors[credited],
            len(statuses),
            len(articles[crediting, credited]),
            stated=sum(_rank(one) == 0 for one in statuses.values()),
            inferred=sum(_rank(one) == 1 for one in statuses.values()),
            unknown=sum(_rank(one) == 2 for one in statuses.values()),
        )
        for (crediting, credited), statuses in seen.items()
    ]
    found.sort(key=lambda one: (-one.attributions, one.crediting.name, one.credited.name))
    return Credits(_circled(found[:most]), len(found), None)


async def find_quote(visit: Visit, key: str) -> Row:
    """Return the cluster of a stable key. Raises NotFound."""
    found = None
    if await visit.holds("variant_cluster"):
        found = await visit.row(
            "select variant_cluster.id, variant_cluster.stable_key, substr(variant_cluster.text, 1, 400) as text, "
            "variant_cluster.attributions, attribution.stable_key as quote, attribution.reads_as, "
            "attribution.manner from variant_cluster "
            "left join attribution on attribution.id = variant_cluster.fullest_id where variant_cluster.stable_key = :key",
            {"key": key},
        )
    if found is None:
        raise NotFound("No such quote was compared in this database")
    return found


def _rank(status: str) -> int:
    return ("stated", "inferred").index(status) if status in ("stated", "inferred") else 2


def _actor(visit: Visit, hop: Row) -> Actor:
    if hop["outlet_id"] is not None:
        return _outlet(visit, {"name": hop["outlet"], "kind": hop["outlet_kind"]})
    name = clip(hop["name"] or "", 200)
    if hop["speaker_key"]:
        key = str(hop["speaker_key"])
        return Actor(f"speaker {key}", name, kind(hop["kind"]), visit.url("speaker", key))
    return Actor(f"{hop['kind']} {name.casefold()}", name, kind(hop["kind"]), "")


def _outlet(visit: Visit, row: Row) -> Actor:
    return Actor(
        f"outlet {row['name']}",
        clip(row["name"] or "", 200),
        kind(row["kind"] or "outlet"),
        listing.outlet_url(visit, row["name"]),
    )


async def _named(visit: Visit, rows: Iterable[Row]) -> tuple[Credit, ...]:
    rows = list(rows)
    keys = sorted({row[side] for row in rows for side in ("crediting_id", "credited_id")})
    named = await visit.rows(
        "select outlet.id, outlet.name, outlet.kind from json_each(:keys) as hit "
        "cross join outlet where outlet.id = hit.value",
        {"keys": json.dumps(keys)},
    )
    actors = {row["id"]: _outlet(visit, row) for row in named}
    found = [
        Credit(
            actors[row["crediting_id"]],
            actors[row["credited_id"]],
            row["attributions"],
            row["articles"],
            stated=row["stated"],
            inferred=row["inferred"],
            unknown=row["unknown"],
        )
        for row in rows
    ]
    return _circled(found)


def _circled(found: list[Credit]) -> tuple[Credit, ...]:
    """Mark the credits that lie on a circle of stated ones."""
    round_about = circles((one.credited.key, one.crediting.key) for one in found if one.stated)
    return tuple(
        replace(one, circle=bool(one.stated) and (one.credited.key, one.crediting.key) in round_about) for one in found
    )
