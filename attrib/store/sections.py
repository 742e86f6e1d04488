"""The sections of the audit: which view answers which question, what of it a reader sees, and which picture shows it."""

from attrib.store.section import Chart, Section
from attrib.store.views import VIEWS

__all__ = ("BY_NAME", "SECTIONS", "Chart", "Section")


_VIEWS = {view.name: view for view in VIEWS}
_SAID = {"publisher": "publisher", "source_text": "source", "cue_text": "cue", "content_text": "content"}
_SILENT = {"publisher": "publisher", "source_text": "source", "cue_text": "cue", "article": "article"}
_PAIR = {
    "before_publisher": "before",
    "before_content": "the article attributes",
    "after_publisher": "after",
    "after_content": "the article attributes ",
}
_SPREAD = "The quote that most outlets carry, by day of publication; hollow: the article copies another one."
_CREDITED = (
    "Down: the outlet that credits; across: whom it credits; the number is attributions, the strongest outlets only."
)
_ARTICLES = "Shares of an outlet's articles; the number of its articles stands at the end."
_VERBS = "Per cent of the attributions of the row, the most frequent verbs only."
WAY, WORDS, CLAIMS, SOURCES, ARTICLES, CHECKS = (
    "The way of the words",
    "The words",
    "The claims",
    "The sources",
    "The articles",
    "To be checked",
)


def _section(name: str, group: str, columns: dict[str, str], *, view: str = "", **more: object) -> Section:
    return Section(name, _VIEWS[view or f"v_{name}"], group, columns, **more)  # type: ignore[arg-type]


SECTIONS: tuple[Section, ...] = (
    _section(
        "carried_by",
        WAY,
        {
            "claim": "quote",
            "published": "day",
            "publisher": "carried by",
            "credits": "credits",
            "content_text": "as it prints it",
        },
        lists=("credits",),
        compared=True,
        chart=Chart("steps", "publisher", ("published",), of="cluster_id", caption=_SPREAD),
    ),
    _section(
        "first_told",
        WAY,
        {"claim": "quote", "published": "day", "publisher": "first in", "source_text": "source", "outlets": "outlets"},
        lists=("credits",),
        compared=True,
    ),
    _section(
        "pickup_order",
        WAY,
        {
            "claim": "quote",
            "published": "day",
            "days_after_first": "days after",
            "publisher": "outlet",
            "credits": "credits",
        },
        lists=("credits",),
        compared=True,
    ),
    _section(
        "independent_roots",
        WAY,
        {
            "claim": "quote",
            "roots": "first sources",
            "first_sources": "they are",
            "articles": "articles",
            "copies": "copies",
        },
        lists=("first_sources",),
        compared=True,
    ),
    _section(
        "single_anonymous_root",
        WAY,
        {"source": "source", "told_to": "told to", "claim": "claim", "articles": "articles"},
        compared=True,
    ),
    _section(
        "state_outlet_alone",
        WAY,
        {"outlet": "state outlet", "claim": "claim", "articles": "articles", "outlets": "outlets"},
        compared=True,
    ),
    _section(
        "loops",
        WAY,
        {"loop": "loop", "claim": "quote", "outlets": "outlets"},
        lists=("actors", "attributions"),
        compared=True,
    ),
    _section(
        "outlet_credits",
        WAY,
        {
            "crediting": "outlet",
            "credited": "credits",
            "attributions": "attributions",
            "articles": "articles",
            "stated": "stated",
        },
        view="v_who_credits_whom",
        chart=Chart("matrix", "crediting", ("attributions",), across="credited", caption=_CREDITED),
    ),
    _section(
        "credits_by_month",
        WAY,
        {
            "month": "month",
            "crediting": "outlet",
            "credited": "credits",
            "attributions": "attributions",
            "stated": "stated",
        },
    ),
    _section("credit_circles", WAY, {"loop": "circle", "outlets": "outlets"}, view="v_credit_loops"),
    _section(
        "own_reporting",
        WAY,
        {
            "outlet": "outlet",
            "articles": "articles",
            "own": "own",
            "pickup": "pickup",
            "wire": "wire",
            "copies": "copies",
        },
        chart=Chart("stack", "outlet", ("own", "pickup", "wire", "copies"), of="articles", caption=_ARTICLES),
    ),
    _section(
        "hops_by_status",
        WAY,
        {"status": "status", "via": "known by", "kind": "kind", "hops": "steps"},
    ),
    _section(
        "unsure_hops",
        WAY,
        {"status": "status", "via": "by", "hop": "step", "publisher": "publisher", "content_text": "content"},
    ),
    _section(
        "altered_quotes",
        WORDS,
        {
            "risk": "risk",
            "type": "change",
            "touches": "touches",
            "fullest": "fullest",
            "variant": "variant",
            "publisher": "in",
            "credited_type": "against the telling it credits",
            "credited_risk": "its risk",
        },
        lists=("touches", "ends", "removed", "added"),
        compared=True,
    ),
    _section(
        "headline_drops",
        WORDS,
        {
            "publisher": "publisher",
            "headline_text": "headline",
            "source_text": "source in the body",
            "content_text": "content in the body",
        },
    ),
    _section(
        "stance_drift",
        WORDS,
        {
            "risk": "risk",
            "kind": "kind",
            "before_publisher": "before",
            "before_text": "wrote",
            "after_publisher": "after",
            "after_text": "wrote ",
        },
        compared=True,
    ),
    _section(
        "dropped_hedges",
        WORDS,
        {
            "place": "where",
            "publisher": "publisher",
            "before_text": "before",
            "after_text": "after",
            "content_text": "content",
        },
        compared=True,
    ),
    _section(
        "verbs_by_kind",
        WORDS,
        {"kind": "kind of source", "verb": "verb", "attributions": "attributions", "share": "share"},
        chart=Chart("matrix", "kind", ("share",), across="verb", caption=_VERBS),
    ),
    _section(
        "verbs_by_outlet",
        WORDS,
        {"outlet": "outlet", "verb": "verb", "attributions": "attributions", "share": "share"},
        chart=Chart("matrix", "outlet", ("share",), across="verb", caption=_VERBS),
    ),
    _section(
        "quote_lengths",
        WORDS,
        {"days_after_first": "days after the first", "variants": "tellings", "quotes": "quotes", "kept": "words kept"},
        compared=True,
        chart=Chart("bars", "days_after_first", ("kept",)),
    ),
    _section(
        "words_of_others",
        WORDS,
        {"publisher": "publisher", "speaker": "speaker", "words_of": "words of", "content_text": "content"},
    ),
    _section(
        "conflicts",
        CLAIMS,
        {
            "subject": "subject",
            "side": "side",
            "value_text": "figure",
            "publisher": "publisher",
            "source_text": "source",
            "content_text": "content",
        },
        compared=True,
    ),
    _section(
        "updated_figures",
        CLAIMS,
        {
            "subject": "subject",
            "side": "side",
            "value_text": "figure",
            "publisher": "publisher",
            "source_text": "source",
            "content_text": "content",
        },
        compared=True,
    ),
    _section("self_contradictions", CLAIMS, {"speaker": "speaker", **_PAIR, "reason": "why"}, compared=True),
    _section("denied_elsewhere", CLAIMS, {"speaker": "speaker", **_PAIR}, compared=True),
    _section("denials", CLAIMS, _SAID),
    _section(
        "sources_by_kind",
        SOURCES,
        {
            "kind": "kind",
            "attributions": "attributions",
            "articles": "articles",
            "speakers": "speakers",
            "quoted": "quoted",
            "unresolved": "unresolved",
        },
        chart=Chart("bars", "kind", ("attributions",)),
    ),
    _section(
        "most_quoted",
        SOURCES,
        {
            "speaker": "speaker",
            "kind": "kind",
            "attributions": "attributions",
            "quoted": "quoted",
            "articles": "articles",
            "outlets": "outlets",
        },
        chart=Chart("bars", "speaker", ("attributions",)),
    ),
    _section(
        "most_quoted_by",
        SOURCES,
        {
            "grouped_by": "by",
            "name": "name",
            "attributions": "attributions",
            "speakers": "speakers",
            "articles": "articles",
        },
    ),
    _section(
        "never_quoted",
        SOURCES,
        {
            "speaker": "name",
            "kind": "kind",
            "role": "role",
            "articles": "articles",
            "did_not_respond": "no response",
            "declined": "declined",
        },
    ),
    _section("no_response", SOURCES, _SILENT),
    _section("refusals", SOURCES, _SILENT),
    _section("anonymous_sources", SOURCES, _SAID),
    _section(
        "anonymity_by_outlet",
        SOURCES,
        {
            "outlet": "outlet",
            "attributions": "attributions",
            "anonymous": "anonymous",
            "share": "share",
            "reasoned": "with a reason",
        },
        chart=Chart("bars", "outlet", ("share",), of="attributions"),
    ),
    _section("no_reason_for_anonymity", SOURCES, _SAID),
    _section(
        "sources_for_one",
        SOURCES,
        {"publisher": "publisher", "source_text": "writes", "one_source": "and elsewhere", "content_text": "content"},
    ),
    _section(
        "unsourced",
        SOURCES,
        {"publisher": "publisher", "cue_text": "cue", "content_text": "content", "article": "article"},
    ),
    _section(
        "copies",
        ARTICLES,
        {
            "original_publisher": "outlet",
            "original": "article",
            "publisher": "copied by",
            "article": "as",
            "share": "shared",
            "basis": "known by",
        },
        compared=True,
    ),
    _section(
        "version_changes",
        ARTICLES,
        {"publisher": "publisher", "kind": "change", "before_text": "before", "after_text": "after", "risk": "risk"},
        compared=True,
    ),
    _section(
        "unresolved",
        CHECKS,
        {"publisher": "publisher", "source_text": "source", "candidates": "fits", "content_text": "content"},
        lists=("candidates",),
    ),
    _section(
        "review_queue",
        CHECKS,
        {
            "confidence": "confidence",
            "pattern": "pattern",
            "source_text": "source",
            "cue_text": "cue",
            "content_text": "content",
        },
    ),
    _section(
        "guessed_names",
        CHECKS,
        {"speaker": "name", "kind": "kind", "joined": "joined", "rule": "rule", "articles": "articles"},
    ),
    _section("guessed_outlets", CHECKS, {"outlet": "outlet", "attributions": "attributions"}),
    _section(
        "rejected",
        CHECKS,
        {"publisher": "publisher", "source_text": "source", "content_text": "content", "note": "note"},
    ),
    _section(
        "runs",
        CHECKS,
        {
            "run_id": "run",
            "tool_version": "version",
            "grammar_hash": "grammar",
            "started": "started",
            "documents": "documents",
        },
    ),
)
BY_NAME = {section.name: section for section in SECTIONS}
