"""What compared databases and the comparing of two texts answer, in the words of the measure."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from attrib.compare.alterations import alteration

from .corpus import Corpus
from .measure import Found


def judge(before: tuple[str, ...], after: str) -> tuple[str, frozenset[str]]:
    """Tell an edit in the words of the measure."""
    told = alteration(before, after)
    return form_of(told.type, told.marked, told.ends), frozenset(told.touches)


def form_of(form: str, marked: bool, ends: Sequence[str]) -> str:
    """Return the form of an alteration in the words of the measure, of its type, marks and ends."""
    if form == "cut_inside" and marked:
        return "cut_inside_marked"
    if form == "cut_ends":
        return "cut_start" if tuple(ends) == ("start",) else "cut_end"
    return form


def edits_in(path: Path, made: Corpus, keys: Mapping[str, str]) -> tuple[int, int, int, int]:
    """Return, of the edits planted in a corpus' relays, how many a database tells, and how many of these right.

    Then how many of those that change the layout alone it tells, and how many of these as a change of words. An edit is
    told where the relay is held against the very telling that it was made from.
    """
    connection = sqlite3.connect(path)
    told = {
        (after, before): form_of(form, bool(marked), json.loads(ends))
        for after, before, form, marked, ends in connection.execute(
            "select own.stable_key, other.stable_key, alteration.type, marked, ends from alteration"
            " join variant on variant.id = variant_id join attribution as own on own.id = attribution_id"
            " join attribution as other on other.id = before_id where against = 'credited'"
        )
    }
    connection.close()
    planted = {
        (keys[claim.key], keys[claim.parent]): claim.form
        for claim in made.claims
        if claim.parent and claim.form and not claim.also
    }
    met = [(form, told[pair]) for pair, form in planted.items() if pair in told]
    layout = [found for form, found in met if form == "formatting"]
    flagged = sum(found not in ("formatting", "identical") for found in layout)
    return len(met), sum(form == found for form, found in met), len(layout), flagged


def found_in(path: Path, keys: dict[str, str]) -> Found:
    """Return what a compared database says of claims; `keys` gives the stable key of each claim's attribution."""
    connection = sqlite3.connect(path)
    cluster = dict(
        connection.execute(
            "select stable_key, cluster_id from variant join attribution on attribution.id = attribution_id"
        )
    )
    roots: dict[Hashable, list[str]] = defaultdict(list)
    for cluster_id, name in connection.execute("select cluster_id, name from root"):
        roots[cluster_id].append(name)
    loops: dict[Hashable, list[tuple[str, ...]]] = defaultdict(list)
    for cluster_id, actors in connection.execute("select cluster_id, actors from loop"):
        loops[cluster_id].append(tuple(actors.split(" credits ")[:-1]))
    connection.close()
    return Found({claim: cluster[key] for claim, key in keys.items() if key in cluster}, roots, loops)
