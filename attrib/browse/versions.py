"""The page of an article's versions: what was changed after publication, in the text and in its attributions."""

from collections.abc import Mapping
from typing import Any

from datasette import NotFound  # type: ignore[import-untyped]

from attrib.browse import differences, formats, listing
from attrib.browse.host import MovedError, Row, Visit
from attrib.browse.wording import clip, words

TABLES = frozenset({"article", "article_version", "version_change", "attribution", "past_attribution", "run"})
_VERSIONS = 50
# The versions of an article that an address can name.
_NAMED = 1_000
_CHANGES = 200
_LINES = 600
_RISK = {"high": "high risk", "low": "low risk", "none": "no risk"}


async def page(visit: Visit) -> Any:
    """Answer with the differences of two versions; `?before=` and `?after=` choose others than the last two."""
    article = await visit.keyed(
        "select id, stable_key, substr(title, 1, 300) as title, current_version_id from article", "article"
    )
    versions = await visit.rows(
        "select article_version.id, substr(headline, 1, 300) as headline, length(text) as length, run.started from "
        "article_version left join run on run.id = article_version.run_id where article_id = :id "
        "order by article_version.id limit :most",
        {"id": article["id"], "most": _VERSIONS},
    )
    # A version that came back ("as it was first") is an old row again, so the current one is last whatever its number.
    ordered = sorted(versions, key=lambda row: (row["id"] == article["current_version_id"], row["id"]))
    numbers = {row["id"]: number for number, row in enumerate(ordered, 1)}
    names = await held(visit, article["id"])
    after = asked(visit, "after", names) or (ordered[-1]["id"] if ordered else 0)
    at = numbers.get(after, 0)
    before = asked(visit, "before", names) or (ordered[at - 2]["id"] if at > 1 else 0)
    if len(ordered) > 1 and (before not in numbers or after not in numbers):
        raise NotFound("Version not found")
    changes = await _changes(visit, before, after) if before else []
    told = [
        {
            "number": numbers[row["id"]],
            "id": row["id"],
            "headline": clip(row["headline"] or "", 200),
            "characters": row["length"],
            "read": row["started"],
            "name": names[row["id"]],
            "url": visit.url("article", article["stable_key"], version=names[row["id"]]),
            "current": row["id"] == article["current_version_id"],
        }
        for row in ordered
    ]
    if visit.format == "json":
        return visit.json(
            {
                "page": "versions",
                "article": visit.url("article", article["stable_key"]),
                "versions": told,
                "before": numbers.get(before),
                "after": numbers.get(after) if before else None,
                "changes": changes,
            }
        )
    query = {"before": names.get(before), "after": names.get(after)}
    return await visit.page(
        "versions.html",
        {
            "headline": clip(article["title"] or "", 200) or "An article without a headline",
            "article_url": visit.url("article", article["stable_key"]),
            "versions": [
                one
                | {
                    "against": visit.url(
                        "article", article["stable_key"], "versions", before=one["name"], after=names[after]
                    )
                }
                for one in told
            ],
            "before": numbers.get(before),
            "after": numbers.get(after),
            "after_id": after,
            "changes": changes,
            **(await _text(visit, before, after) if before else {"lines": [], "more_lines": False}),
            "formats": formats.offered(visit, ("article", article["stable_key"], "versions"), ("json",), **query),
        },
    )


async def held(visit: Visit, article: int) -> dict[int, str]:
    """Return the versions of an article by number, each with its name in addresses: "v1" is the one that was read first."""
    rows = await visit.rows(
        f"select id from article_version where article_id = :id order by id limit {_NAMED}", {"id": article}
    )
    return {row["id"]: f"v{place}" for place, row in enumerate(rows, 1)}


def asked(visit: Visit, name: str, held: Mapping[int, str]) -> int:
    """Return the number of the version that a part of the query names, 0 where it is missing. Raises NotFound.

    Raises MovedError where its number is given, as links had it before.
    """
    named = visit.asked(name, 20)
    if not named:
        return 0
    found = next((version for version, place in held.items() if place == named), 0)
    if found:
        return found
    version = visit.asked_number(name)
    if version not in held:
        raise NotFound("Version not found")
    raise MovedError(visit.here(**{name: held[version]}))


async def _changes(visit: Visit, before: int, after: int) -> list[Row]:
    if not await visit.holds("version_change"):
        return []
    found = await visit.rows(
        "select version_change.kind, before_text, after_text, version_change.content_text, risk, reason, "
        "attribution.stable_key, coalesce(attribution.reads_as, past.reads_as, '') as reads_as, "
        "coalesce(attribution.manner, past.manner, '') as manner from version_change left join attribution on "
        "attribution.id = version_change.attribution_id left join past_attribution as past "
        "on past.id = version_change.past_id where before_version_id = :before and after_version_id = :after "
        "order by risk = 'high' desc, risk = 'low' desc, version_change.id limit :most",
        {"before": before, "after": after, "most": _CHANGES},
    )
    return [
        {
            "kind": words(row["kind"]),
            "before": clip(row["before_text"] or "", 400) or None,
            "after": clip(row["after_text"] or "", 400) or None,
            "content": clip(row["content_text"], 400),
            **listing.reads(row),
            "risk": row["risk"],
            "risk_words": _RISK.get(row["risk"], words(row["risk"])),
            "reason": clip(row["reason"], 300),
            "url": visit.url("quote", row["stable_key"]) if row["stable_key"] else None,
        }
        for row in found
    ]


async def _text(visit: Visit, before: int, after: int) -> Row:
    texts = await visit.rows(
        "select id, text from article_version where id in (:before, :after)", {"before": before, "after": after}
    )
    by_id = {row["id"]: row["text"] for row in texts}
    return await visit.work(lambda: _lines(by_id.get(before, ""), by_id.get(after, "")))


def _lines(before: str, after: str) -> Row:
    shown: list[Row] = []
    for line in differences.lines(before, after):
        if len(shown) == _LINES:
            return {"lines": shown, "more_lines": True}
        shown.append({"hidden": line.hidden, "changed": line.changed, "html": differences.to_html(line.pieces)})
    return {"lines": shown, "more_lines": False}
