"""The sections of the audit: which view answers which question, what of it a reader sees, and which picture shows it."""

from attrib.store.section import CLAIMS, SOURCES, WAY, WORDS, Chart, Section, of_view
from attrib.store.sections_last import LAST

__all__ = ("BY_NAME", "SECTIONS", "Chart", "Section")

_SAID = {"publisher": "publisher", "source_text": "source", "cue_text": "cue", "content_text": "content"}
_SILENT = {
    "publisher": "publisher",
    "source_text": "source",
    "content_text": "the article’s words",
    "article": "article",
}
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
_SHARES = "Shares of an outlet's articles; the number of its articles stands at the end."
_KEPT = "Words of the fullest telling that an article has, on average, by days after the first article."
_RANKED = "Attributions that name the speaker there or earlier in the article; “he said” is not counted."
_UNNAMED = "Share of an outlet's attributions whose source bears no name, of all its attributions."
_VERBS = "Per cent of the attributions of the row, the most frequent verbs only."

SECTIONS: tuple[Section, ...] = (
    of_view(
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
    of_view(
        "first_told",
        WAY,
        {"claim": "quote", "published": "day", "publisher": "first in", "source_text": "source", "outlets": "outlets"},
        lists=("credits",),
        compared=True,
    ),
    of_view(
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
    of_view(
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
    of_view(
        "single_anonymous_root",
        WAY,
        {"source": "source", "told_to": "told to", "claim": "claim", "articles": "articles", "outlets": "outlets"},
        compared=True,
    ),
    of_view(
        "state_outlet_alone",
        WAY,
        {"outlet": "state outlet", "claim": "claim", "articles": "articles", "outlets": "outlets"},
        compared=True,
    ),
    of_view(
        "loops",
        WAY,
        {"loop": "loop", "claim": "quote", "outlets": "outlets"},
        lists=("actors", "attributions"),
        compared=True,
    ),
    of_view(
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
    of_view(
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
    of_view("credit_circles", WAY, {"loop": "circle", "outlets": "outlets"}, view="v_credit_loops"),
    of_view(
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
        chart=Chart("stack", "outlet", ("own", "pickup", "wire", "copies"), of="articles", caption=_SHARES),
    ),
    of_view(
        "hops_by_status",
        WAY,
        {"status": "status", "via": "known by", "kind": "kind", "hops": "steps"},
    ),
    of_view(
        "unsure_hops",
        WAY,
        {"status": "status", "via": "by", "hop": "step", "publisher": "publisher", "content_text": "content"},
    ),
    of_view(
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
    of_view(
        "altered_by_one",
        WORDS,
        {
            "risk": "risk",
            "type": "change",
            "touches": "touches",
            "fullest": "fullest",
            "variant": "variant",
            "publisher": "in",
        },
        lists=("touches", "ends", "removed", "added"),
        compared=True,
    ),
    of_view(
        "told_twice",
        WORDS,
        {
            "publisher": "publisher",
            "article": "article",
            "fuller": "tells",
            "content_text": "and also",
            "touches": "they differ in",
        },
        lists=("touches", "removed", "added"),
        compared=True,
    ),
    of_view(
        "headline_drops",
        WORDS,
        {
            "publisher": "publisher",
            "headline_text": "headline",
            "source_text": "source in the body",
            "content_text": "content in the body",
        },
    ),
    of_view(
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
    of_view(
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
    of_view(
        "verbs_by_kind",
        WORDS,
        {"kind": "kind of source", "verb": "verb", "attributions": "attributions", "share": "share"},
        chart=Chart("matrix", "kind", ("share",), across="verb", caption=_VERBS),
    ),
    of_view(
        "verbs_by_outlet",
        WORDS,
        {"outlet": "outlet", "verb": "verb", "attributions": "attributions", "share": "share"},
        chart=Chart("matrix", "outlet", ("share",), across="verb", caption=_VERBS),
    ),
    of_view(
        "quote_lengths",
        WORDS,
        {"days_after_first": "days after the first", "variants": "tellings", "quotes": "quotes", "kept": "words kept"},
        compared=True,
        chart=Chart("bars", "days_after_first", ("kept",), caption=_KEPT),
    ),
    of_view(
        "words_of_others",
        WORDS,
        {"publisher": "publisher", "speaker": "speaker", "words_of": "words of", "content_text": "content"},
    ),
    of_view(
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
    of_view(
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
    of_view("self_contradictions", CLAIMS, {"speaker": "speaker", **_PAIR, "reason": "why"}, compared=True),
    of_view("denied_elsewhere", CLAIMS, {"speaker": "speaker", **_PAIR}, compared=True),
    of_view("denials", CLAIMS, _SAID),
    of_view(
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
        chart=Chart("bars", "kind", ("attributions",), caption="Attributions, by the kind of their source."),
    ),
    of_view(
        "most_quoted",
        SOURCES,
        {
            "speaker": "speaker",
            "kind": "kind",
            "attributions": "attributions",
            "named": "named",
            "named_earlier": "named earlier",
            "by_pronoun": "by pronoun",
            "quoted": "quoted",
            "articles": "articles",
            "outlets": "outlets",
        },
        chart=Chart("bars", "speaker", ("attributions",), caption=_RANKED),
    ),
    of_view(
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
    of_view(
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
    of_view("no_response", SOURCES, _SILENT),
    of_view("refusals", SOURCES, _SILENT),
    of_view("anonymous_sources", SOURCES, _SAID),
    of_view(
        "anonymity_by_outlet",
        SOURCES,
        {
            "outlet": "outlet",
            "attributions": "attributions",
            "anonymous": "anonymous",
            "share": "share",
            "reasoned": "with a reason",
        },
        chart=Chart("bars", "outlet", ("share",), of="attributions", caption=_UNNAMED),
    ),
    of_view("no_reason_for_anonymity", SOURCES, _SAID),
    of_view(
        "sources_for_one",
        SOURCES,
        {"publisher": "publisher", "source_text": "writes", "one_source": "and elsewhere", "content_text": "content"},
    ),
    of_view(
        "unsourced",
        SOURCES,
        {"publisher": "publisher", "cue_text": "cue", "content_text": "content", "article": "article"},
    ),
    *LAST,
)
# What stands in large figures, with its label: on the home page, at the head of the audit and of its report.
HEADLINE_FIGURES = {
    "independent_roots": "quotes that several articles carry",
    "altered_quotes": "altered tellings",
    "single_anonymous_root": "claims on one anonymous source",
    "loops": "loops of one quote",
    "headline_drops": "headlines that drop the attribution",
    "conflicts": "conflicts between figures",
    "copies": "pairs of copied articles",
    "no_reason_for_anonymity": "passages of unnamed sources, no reason given",
    "no_response": "passages that tell of no response",
}
BY_NAME = {section.name: section for section in SECTIONS}
