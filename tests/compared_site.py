"""A small database in which comparing has found one of everything, written by hand: three outlets, one quote in a circle."""

import json
from dataclasses import dataclass
from pathlib import Path

from browse_site import SCRIPT, Builder

PROMISE = "“We will not close the ferry before May,” "
CLOSED = "“We will close the ferry before May,” "
_TEXTS = {
    "Mast": f"{PROMISE}Ines Roth said, according to Keel. Sixty people work there, she said.",
    "Keel": f"{CLOSED}Ines Roth said, according to Helm. Forty people work there, she allegedly said.",
    "Helm": f"{CLOSED}Ines Roth admitted, according to Mast. Ines Roth denied closing it.",
}
_DAYS = {"Mast": "2031-01-02", "Keel": "2031-01-03", "Helm": "2031-01-05"}


@dataclass(frozen=True, slots=True)
class Carried:
    """One outlet's row ids: the outlet, its article, its version, the quote, and the second attribution."""

    outlet: int
    article: int
    version: int
    quote: int
    second: int


def build_compared(path: Path, finished: str | None = "2031-02-02T00:00:00+00:00") -> dict[str, Carried]:
    """Write the database at `path`; `finished` is when it was compared, None for never (then the rows are not there)."""
    build = Builder(path)
    roth = build.add(
        "speaker", stable_key="s-roth", name="Ines Roth", kind="person", role="mayor", affiliation="Norway"
    )
    build.add("run", tool_version="1", grammar_hash="g", lexicon_hash="l", options="{}", started="2031-02-01T00:00:00+00:00",
              finished="2031-02-01T00:00:00+00:00")  # fmt: skip
    outlets = {name: build.add("outlet", name=name, kind="newspaper", state=int(name == "Helm")) for name in _TEXTS}
    shelf = build.add("outlet", name="Shelf", kind="aggregator")  # shows the pages of all three
    around = dict(zip(_TEXTS, ("Keel", "Helm", "Mast"), strict=True))
    carried: dict[str, Carried] = {}
    for name, text in _TEXTS.items():
        place = build.article(f"a-{name}", text, f"{name} on the ferry {SCRIPT}", publisher_id=outlets[name],
                              published=_DAYS[name], published_basis="page", url=f"https://{name}.example/1")  # fmt: skip
        quote = text[: text.index("Ines")].strip()
        cue = "admitted" if name == "Helm" else "said"
        row = build.attribution(f"q-{name}", place, text, content=[quote], cue=[cue], source=["Ines Roth"], type="direct",
                                speaker_id=roth, speaker_name="Ines Roth", speaker_role="mayor",
                                speaker_affiliation="Norway")  # fmt: skip
        build.chain(
            row,
            ("Ines Roth", "person", "stated", "source", {"speaker_id": roth}),
            (around[name], "outlet", "stated", "according to", {"outlet_id": outlets[around[name]]}),
            (name, "outlet", "stated", "given", {"outlet_id": outlets[name]}),
            ("Shelf", "outlet", "stated", "page", {"outlet_id": shelf}),
        )
        rest = text[text.index(". ") + 2 :]
        denies = name == "Helm"
        second = build.attribution(
            f"r-{name}", place, text, content=["closing it" if denies else rest.split(", she")[0]],
            cue=["denied" if denies else "said"], source=["Ines Roth" if denies else "she"], sequence=1,
            relation="denial" if denies else "speech", stance="denial" if denies else "neutral", speaker_id=roth,
            speaker_name="Ines Roth", speaker_status="stated" if denies else "inferred",
        )  # fmt: skip
        carried[name] = Carried(outlets[name], place[0], place[1], row, second)
    if finished:
        build.add("comparison", tool_version="1", started=finished, finished=finished)
        _compare(build, carried, roth)
    build.close()
    return carried


def _compare(build: Builder, carried: dict[str, Carried], roth: int) -> None:
    mast, keel, helm = carried["Mast"], carried["Keel"], carried["Helm"]
    cluster = build.add(
        "variant_cluster", stable_key="c-ferry", text=PROMISE.strip(), fullest_id=mast.quote, attributions=3, articles=3,
        outlets=3, roots=1, loops=1, first_id=mast.quote, first_published="2031-01-02", first_basis="page",
        last_published="2031-01-05",
    )  # fmt: skip
    build.add("root", cluster_id=cluster, name="Ines Roth", kind="person", speaker_id=roth)
    variants = {
        name: build.add("variant", cluster_id=cluster, attribution_id=one.quote, similarity=1.0)
        for name, one in carried.items()
    }
    for name in ("Keel", "Helm"):
        build.add("alteration", variant_id=variants[name], against="fullest", before_id=mast.quote, type="cut_inside",
                  risk="high", reason="the negation “not” is gone", touches='["negation"]', removed='["not"]')  # fmt: skip
    build.add("alteration", variant_id=variants["Helm"], against="credited", before_id=keel.quote, type="formatting",
              risk="none", reason="the words are the same")  # fmt: skip
    loop = build.add(
        "loop", stable_key="l-ferry", cluster_id=cluster, length=3, actors="Mast credits Keel credits Helm credits Mast"
    )
    for position, one in enumerate((mast, keel, helm)):
        build.add("loop_step", loop_id=loop, position=position, outlet_id=one.outlet, attribution_id=one.quote)
    build.add("article_copy", original_id=keel.article, copy_id=helm.article, share=0.9, basis="credit")
    build.add("drift", kind="cue", before_id=keel.quote, after_id=helm.quote, article_id=helm.article, before_text="said", after_text="admitted",
              risk="high", reason="“admitted” presumes that it is true")  # fmt: skip
    build.add("drift", kind="hedge_dropped", before_id=keel.second, after_id=mast.second, article_id=mast.article, before_text="allegedly said",
              after_text="said", risk="high", reason="the hedge “allegedly” is gone")  # fmt: skip
    build.add("drift", kind="headline", before_id=helm.quote, article_id=helm.article, before_text="admitted",
              after_text="Helm on the ferry", risk="low", reason="the headline states it as a fact")  # fmt: skip
    conflict = build.add(
        "conflict", stable_key="k-ferry", subject="people work", reason="60 and 40 cannot both be right"
    )
    for side, (one, value, words) in enumerate(((mast, 60, "Sixty"), (keel, 40, "Forty"))):
        figure = build.add("claim_value", attribution_id=one.second, subject="people work", value=float(value),
                           value_text=words, start=0, end=5)  # fmt: skip
        build.add("conflict_value", conflict_id=conflict, claim_value_id=figure, side=side)
    build.add("contradiction", stable_key="x-ferry", speaker_id=roth, before_id=helm.second, after_id=keel.quote,
              kind="denial", reason="denies, then says it")  # fmt: skip
    old = build.add("article_version", article_id=mast.article, text_hash="old", text="Old", start=0, end=3)
    past = build.add("past_attribution", version_id=old, stable_key="p-1", sequence=0, pattern="p", relation="speech",
                     type="direct", stance="neutral", content_text="Old", cue_text="said", source_text="Roth", negated=0)  # fmt: skip
    for kind, risk in (("verb_changed", "low"), ("hedge_dropped", "high")):
        build.add("version_change", article_id=mast.article, before_version_id=old, after_version_id=mast.version, kind=kind,
                  before_text="allegedly said", after_text=SCRIPT, content_text="Old", risk=risk, reason="another word",
                  past_id=past, attribution_id=mast.quote)  # fmt: skip
    document = json.dumps({"note": "kept"})
    build.add("review", stable_key="q-nobody", verdict="rejected", note=document)
