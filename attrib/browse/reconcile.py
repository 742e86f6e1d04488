"""A reconciliation service over the named speakers, as OpenRefine asks it (Reconciliation Service API 0.2); it only reads.

The specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from datasette import NotFound, Response  # type: ignore[import-untyped]

from attrib.browse.host import PATIENCE_MS, TooSlowError, Visit, visit
from attrib.store.profiles import JOINED, agree, conflict, name_key, names_somebody, profile

ROUTE = r"/reconcile/?$"
TABLES = frozenset({"speaker", "alias"})
_TYPES = {"person": "Person", "organisation": "Organisation", "outlet": "Outlet"}
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,4}", re.ASCII)
_WORD = re.compile(r"\w+")
_MOST_QUERIES = 100
_MOST_RESULTS = 25
_FEW_RESULTS = 5
_LONGEST = 300  # characters of a query
_READ = 200  # speakers of a similar name that are scored
_ALIKE_MS = 1_000  # what looking for similar names may take for all queries of a request
_COLUMNS = "speaker.id, speaker.stable_key, speaker.name, speaker.kind, speaker.role, speaker.affiliation"
_EXACT = f"""select {_COLUMNS} from speaker where speaker.name = :query collate nocase
  union select {_COLUMNS} from alias join speaker on speaker.id = alias.speaker_id
  where alias.form = :query collate nocase limit {_READ}"""
_LIKE = f"""select {_COLUMNS} from speaker
  where kind in ('person', 'organisation', 'outlet') and (instr(lower(name), :one) or instr(lower(name), :two))
  limit {_READ}"""
_PATH = re.compile(r"^/.+/-/attrib/reconcile/?$")


class AskedWronglyError(Exception):
    """What was asked is no reconciliation query; the message says why."""


def is_reconciliation(path: str) -> bool:
    """Say whether a path is that of this service: it changes nothing, so a POST to it needs no token."""
    return bool(_PATH.match(path))


async def view(datasette: Any, request: Any) -> Any:
    """Answer with the service's manifest, or with the candidates of `queries` (several) or `query` (one), as JSON or JSONP.

    Whoever asks must be allowed to see the tables speaker and alias.
    """
    if request.method not in ("GET", "HEAD", "POST", "OPTIONS"):
        return Response.text("Only GET and POST are answered here", status=405, headers={"Allow": "GET, HEAD, POST"})
    found = await visit(datasette, request)
    told = {key: str(request.args.get(key) or "") for key in ("queries", "query", "callback")}
    if request.method == "POST":
        posted = await request.post_vars()
        told |= {key: str(posted[key]) for key in told if posted.get(key)}
    callback = told["callback"]
    if callback and not _CALLBACK.fullmatch(callback):
        return _answer(found, {"status": "error", "message": "callback is no name of a function"}, "", 400)
    try:
        async with found.reading() as state:
            if not await state.is_ours():
                raise NotFound("This database holds no attributions")
            await state.require(TABLES)
            answer = await _asked(state, told)
    except AskedWronglyError as error:
        return _answer(found, {"status": "error", "message": str(error)}, callback, 400)
    except TooSlowError:
        return _answer(found, {"status": "error", "message": "took too long; ask for fewer at once"}, callback, 503)
    except sqlite3.OperationalError as error:
        raise NotFound("This database was made by an older attrib; ingest into it once") from error
    return _answer(found, answer, callback)


def _answer(visit: Visit, content: object, callback: str, status: int = 200) -> Any:
    headers = {"X-Content-Type-Options": "nosniff"}
    if visit.datasette.cors:
        headers |= {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Content-Type"}
    body = json.dumps(content).replace("<", "\\u003c")
    kind = "application/javascript" if callback else "application/json"
    return Response(f"/**/{callback}({body});" if callback else body, status, headers, f"{kind}; charset=utf-8")


async def _asked(visit: Visit, told: Mapping[str, str]) -> object:
    if told["queries"]:
        queries = _json(told["queries"], "queries")
        if not isinstance(queries, dict) or not all(isinstance(query, dict) for query in queries.values()):
            raise AskedWronglyError('queries is no JSON object of queries, such as {"q0": {"query": "Ana Roth"}}')
        if len(queries) > _MOST_QUERIES:
            raise AskedWronglyError(f"{len(queries)} queries at once, limit {_MOST_QUERIES}")
        share = _ALIKE_MS / max(1, len(queries))
        return {name: {"result": await _candidates(visit, query, share)} for name, query in queries.items()}
    if told["query"]:
        # One query alone is of version 0.1: its words, or an object.
        query = _json(told["query"], "query") if told["query"].lstrip().startswith("{") else {"query": told["query"]}
        return {"result": await _candidates(visit, query, _ALIKE_MS)}
    return _manifest(visit)


def _json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AskedWronglyError(f"{name} is no JSON") from error


def _manifest(visit: Visit) -> dict[str, Any]:
    home = str(visit.datasette.absolute_url(visit.request, visit.url()))
    return {
        "versions": ["0.2"],
        "name": f"Speakers in {visit.database} (attrib)",
        "identifierSpace": f"{home}/speaker/",
        "schemaSpace": f"{home}/reconcile/",
        "defaultTypes": [_type(kind) for kind in _TYPES],
        "view": {"url": f"{home}/speaker/{{{{id}}}}"},
    }


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": _TYPES[kind]}


async def _candidates(visit: Visit, query: Mapping[str, Any], alike_ms: float) -> list[dict[str, Any]]:
    """Return the speakers that a query can mean, the best first; `match` is set where one alone bears the name.

    Where looking for similar names takes more than `alike_ms`, those that bear the very name are returned.
    """
    words = query.get("query")
    if not isinstance(words, str):
        raise AskedWronglyError("a query has no words: it must hold a string under query")
    # Half of a surrogate pair ("\ud800") is no text that SQLite takes.
    words = " ".join(words[:_LONGEST].encode("utf-8", "replace").decode().split())
    kinds = _kinds(query.get("type"))
    limit = query.get("limit")
    limit = limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else _FEW_RESULTS
    exact = {row["id"]: row for row in await visit.rows(_EXACT, {"query": words})}
    like: dict[int, dict[str, Any]] = {}
    # The two longest words: "Harbour Board of Alder" is looked for under "harbour" and "board".
    longest = sorted((word.lower() for word in _WORD.findall(words)), key=len, reverse=True)
    if longest and len(longest[0]) > 1:
        try:
            asked_for = {"one": longest[0], "two": longest[:2][-1]}
            like = {row["id"]: row for row in await visit.rows(_LIKE, asked_for, limit_ms=min(alike_ms, PATIENCE_MS))}
        except TooSlowError:
            like = {}
    told = _told(query.get("properties"))
    scored = []
    for number, row in {**like, **exact}.items():
        if row["kind"] in kinds and names_somebody(row["name"], row["kind"]):
            score = _score(words, row, number in exact, told)
            if score > 0:
                scored.append((-score, row["name"], row["stable_key"], number, row))
    scored.sort(key=lambda item: item[:4])
    sure = [number for score, _name, _key, number, _row in scored if number in exact and score <= -90]
    return [
        {
            "id": row["stable_key"],
            "name": row["name"],
            "description": ", ".join(part for part in (row["role"], row["affiliation"]) if part),
            "type": [_type(row["kind"])],
            "score": -score,
            "match": sure == [number],
        }
        for score, _name, _key, number, row in scored[: min(limit, _MOST_RESULTS)]
    ]


def _kinds(asked: object) -> frozenset[str]:
    """Return the kinds that a query asks for: one, several, or all where it names none of ours."""
    listed = asked if isinstance(asked, list) else [asked]
    wanted = [one.get("id") if isinstance(one, dict) else one for one in listed if one is not None]
    if not all(one is None or isinstance(one, str) for one in wanted):
        raise AskedWronglyError('a type is no string, nor an object such as {"id": "person"}')
    return frozenset(str(one) for one in wanted if one) or JOINED


def _told(properties: object) -> dict[str, tuple[str, ...]]:
    """Return what a query says of roles and affiliations; other properties are passed over."""
    told: dict[str, list[str]] = {"role": [], "affiliation": []}
    for one in properties if isinstance(properties, list) else []:
        if isinstance(one, dict) and one.get("pid") in ("role", "affiliation"):
            said = one.get("v")
            values = said if isinstance(said, list) else [said]
            told[one["pid"]] += [value[:_LONGEST] for value in values if isinstance(value, str)]
    return {pid: tuple(values) for pid, values in told.items()}


def _score(words: str, row: Mapping[str, Any], exact: bool, told: Mapping[str, tuple[str, ...]]) -> int:
    """Return how well a speaker fits, 0 to 100: by the words of the name, then by role and affiliation if they are told."""
    asked, borne = set(name_key(words).split()), set(name_key(row["name"]).split())
    score = 95 if exact else round(160 * len(asked & borne) / (len(asked) + len(borne)) if asked | borne else 0)
    if told["role"] or told["affiliation"]:
        wanted = profile(row["kind"], row["name"], told["role"], told["affiliation"])
        said = profile(
            row["kind"], row["name"],
            (row["role"],) if row["role"] else (), (row["affiliation"],) if row["affiliation"] else (),
        )  # fmt: skip
        score += 5 if agree(wanted, said) else -30 if conflict(wanted, said) else 0
    elif exact and name_key(words) == name_key(row["name"]):
        score += 5
    return max(0, min(100, score))
