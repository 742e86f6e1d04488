"""The last sections of the audit: whole articles, and what a person is to look through."""

from attrib.store.section import ARTICLES, CHECKS, Section, of_view

LAST: tuple[Section, ...] = (
    of_view(
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
    of_view(
        "version_changes",
        ARTICLES,
        {"publisher": "publisher", "kind": "change", "before_text": "before", "after_text": "after", "risk": "risk"},
        compared=True,
    ),
    of_view(
        "unresolved",
        CHECKS,
        {"publisher": "publisher", "source_text": "source", "candidates": "fits", "content_text": "content"},
        lists=("candidates",),
    ),
    of_view(
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
    of_view(
        "guessed_names",
        CHECKS,
        {"speaker": "name", "kind": "kind", "joined": "joined", "rule": "rule", "articles": "articles"},
    ),
    of_view("guessed_outlets", CHECKS, {"outlet": "outlet", "attributions": "attributions"}),
    of_view(
        "rejected",
        CHECKS,
        {"publisher": "publisher", "source_text": "source", "content_text": "content", "note": "note"},
    ),
    of_view(
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
