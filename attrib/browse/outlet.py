"""The page of an outlet: its articles, whom it credits, who credits it, its sources, and the ledger of the unnamed ones."""

import json
from typing import Any

from attrib.browse import addresses, feeds, formats, listing, tallies
from attrib.browse.host import Row, Visit
from attrib.browse.wording import clip, kind

TABLES = listing.TABLES | {"anonymity", "credit"}
# Figures look at this many attributions of an outlet's newest articles: an agency has millions.
_SAMPLE = 1_500
_TALLY = 12
_LEDGER = 15
_UNNAMED_MOST = 200
_CREDITED = f"""select outlet.name as key, outlet.name as name, found.stated as count from (
    select credit.{{other}}_id as other_id, credit.stated from credit where credit.{{own}}_id = :id and credit.month = ''
    order by credit.attributions desc limit 60) as found
  cross join outlet on outlet.id = found.other_id where found.stated > 0
  order by found.stated desc, outlet.name limit {_TALLY}"""
_COUNTED = f"""select attribution.id, {tallies.COLUMNS} from (
    select id, published, publisher_id from article where publisher_id = :id order by id desc limit {_SAMPLE}) as article
  cross join attribution on attribution.article_id = article.id where attribution.status <> 'rejected' limit {_SAMPLE}"""
_UNNAMED = f"""select {listing.QUOTE_COLUMNS}, anonymity.count, anonymity.counted_text, anonymity.rank_text,
  anonymity.affiliation_text, anonymity.proximity_text, anonymity.reason_text from json_each(:ids) as hit
  cross join {listing.QUOTE_TABLES} left join anonymity on anonymity.attribution_id = attribution.id
  where attribution.id = hit.value order by hit.key"""


async def page(visit: Visit) -> Any:
    """Answer with one outlet, by id or name; `?before=` turns the pages of its articles. Raises NotFound."""
    row = await visit.keyed(
        "select id, name, kind, country, domains, state, guessed, known from outlet", "outlet", "name"
    )
    if visit.format in ("csv", "atom", "feed.json"):
        return await _quotes(visit, row)
    key = {"id": row["id"]}
    before = await addresses.place(visit, visit.asked("before"), "article")
    found = await visit.rows(
        f"select {listing.ARTICLE_COLUMNS} from {listing.ARTICLE_TABLES} where article.publisher_id = :id "
        + ("and article.id < :before " if before else "")
        + f"order by article.id desc limit {listing.PAGE + 1}",
        {**key, "before": before} if before else key,
    )
    shown = found[: listing.PAGE]
    more = {"before": shown[-1]["stable_key"]} if len(found) > listing.PAGE else {}
    sample = await visit.rows(_COUNTED, key)
    figures: Row = {
        "months": tallies.months(sample),
        "verbs": tallies.top(one["cue"] for one in sample),
        "kinds": tallies.kinds(sample),
        "credits": [],
        "credited": [],
    }
    if await visit.holds("credit"):
        figures["credits"] = await visit.rows(_CREDITED.format(own="crediting", other="credited"), key)
        figures["credited"] = await visit.rows(_CREDITED.format(own="credited", other="crediting"), key)
    unnamed = [one["id"] for one in sample if one["speaker_kind"] == "anonymous"][:_UNNAMED_MOST]
    ledger = await visit.rows(_UNNAMED, {"ids": json.dumps(unnamed)})
    if visit.format == "json":
        return visit.json(_data(visit, row, figures, ledger, shown, more))
    return await visit.page(
        "outlet.html",
        {
            "name": clip(row["name"], 300) or "not named",
            "kind": kind(row["kind"] or "outlet"),
            "facts": _facts(row, figures["kinds"]),
            "credits": listing.tallied(visit, figures["credits"], "outlet"),
            "credited": listing.tallied(visit, figures["credited"], "outlet"),
            "months": tallies.months_shown(figures["months"], "months"),
            "kinds": tallies.counted_shown(figures["kinds"], "Sources by kind", "It attributes nothing here.", "kinds"),
            "verbs": tallies.counted_shown(figures["verbs"], "Verbs and cues", "None is stored.", "verbs"),
            "ledger": _ledger(ledger),
            "unnamed": [_entry(visit, one) for one in ledger[:_LEDGER]],
            "sampled": f"Only stated steps are counted as credit. Figures are counted over {_SAMPLE:,} attributions at "
            "most, of the newest articles. Copies are not corroboration.",
            "articles": await listing.article_rows(visit, shown),
            "first": visit.url("outlet", row["name"]) if before else "",
            "more": visit.url("outlet", row["name"], **more) if more else "",
            "key": row["name"],
            "row_id": row["id"],
            "row_url": visit.row_url("outlet", row["name"], "name"),
            "formats": formats.offered(visit, ("outlet", row["name"]), feeds.ENDINGS),
        },
    )


async def _quotes(visit: Visit, row: Row) -> Any:
    """Answer with what the outlet's newest articles attribute; `?before=QUOTE` turns the pages."""
    size = listing.size(visit)
    values: Row = {"id": row["id"], "most": size + 1, "article": 2**62, "attribution": 0}
    # Links had "ARTICLE.ATTRIBUTION" before, both as numbers.
    before = await addresses.place(visit, visit.asked("before", 40).rpartition(".")[2], "quote")
    last = await visit.row("select id, article_id from attribution where id = :id", {"id": before})
    if last:
        values |= {"article": last["article_id"], "attribution": last["id"]}
    found = await visit.rows(
        f"select {listing.QUOTE_COLUMNS} from (select article.id as article_hit, attribution.id as hit_id from article "
        "cross join attribution on attribution.article_id = article.id where article.publisher_id = :id "
        "and article.id <= :article and (article.id < :article or attribution.id > :attribution) "
        "and attribution.status <> 'rejected' order by article.id desc, attribution.id limit :most) as hit "
        f"cross join {listing.QUOTE_TABLES} where attribution.id = hit.hit_id order by article.id desc, attribution.id",
        values,
    )
    final = found[size - 1] if len(found) > size else None
    return await feeds.answer(
        visit,
        found[:size],
        key=f"outlet/{row['name']}",
        title=f"What {clip(row['name'], 120)} attributes, and to whom",
        parts=("outlet", row["name"]),
        query={},
        more={"before": final["stable_key"]} if final else None,
    )


def _facts(row: Row, kinds: list[Row]) -> list[Row]:
    total = sum(kind["count"] for kind in kinds)
    unnamed = sum(kind["count"] for kind in kinds if kind["name"] == "anonymous")
    share = f"{unnamed:,} of {total:,} attributions ({unnamed / total:.0%})".replace("%)", " %)") if total else ""
    facts = {
        "Country": row["country"],
        "Domains": row["domains"],
        "State-run": "yes" if row["state"] else "",
        "How it is known": "recognised in a text by its form alone" if row["guessed"] else "",
        "Anonymous sources": share,
    }
    return [{"label": label, "text": clip(str(text), 300)} for label, text in facts.items() if text]


def _ledger(rows: list[Row]) -> Row:
    """Return the table of what the texts tell of their unnamed sources."""
    told = {
        "say how many": ("counted_text", "count"),
        "give a rank": ("rank_text",),
        "give an affiliation": ("affiliation_text",),
        "say how close to the matter": ("proximity_text",),
        "give a reason for anonymity": ("reason_text",),
    }
    total = len(rows)
    said = f"{total:,}" if total < _UNNAMED_MOST else f"the newest {_UNNAMED_MOST:,}"
    return {
        "total": said,
        "table": {
            "heads": [f"Of {said} attributions to unnamed sources", "Number", "Share"],
            "rows": [
                [label, f"{count:,}", f"{count / total:.0%}".replace("%", " %")]
                for label, columns in told.items()
                for count in [sum(any(one[column] for column in columns) for one in rows)]
            ]
            if total
            else [],
            "empty": "No attribution here rests on a source without a name.",
        },
    }


def _entry(visit: Visit, row: Row) -> Row:
    return listing.quote_row(visit, row) | {"reason": clip(row["reason_text"] or "", 160)}


def _data(visit: Visit, row: Row, figures: Row, ledger: list[Row], shown: list[Row], more: Row) -> Row:
    return {
        "page": "outlet",
        "url": visit.url("outlet", row["name"]),
        **{name: row[name] for name in ("name", "kind", "country", "domains")},
        "state_run": bool(row["state"]),
        "guessed": bool(row["guessed"]),
        "months": figures["months"],
        **{name: listing.tally_data(figures[name]) for name in ("verbs", "kinds", "credits", "credited")},
        "anonymous": {
            "attributions": len(ledger),
            "or_more": len(ledger) == _UNNAMED_MOST,
            "with_reason": sum(bool(one["reason_text"]) for one in ledger),
        },
        "articles": [listing.article_data(visit, one) for one in shown],
        "next": visit.url("outlet", row["name"], ending="json", **more) if more else None,
    }
