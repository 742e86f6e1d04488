"""The small database of the pages with what comparing finds: variants, copies, roots, loops, versions and the rest."""

from pathlib import Path

from browse_site import ARABIC, SCRIPT, Builder, build_site

RETOLD = f"Cranes stay\nThe wire reports. “The cranes will not move,” Roth said.\n{ARABIC}: “مرحبا بالعالم” قالت.\nDock 7 took 40 ships."
OLDER = "Cranes stay\nThe wire reports. “The cranes may not move,” Roth said.\nA line that went."


def build_compared(path: Path) -> None:
    """Write `build_site`'s database at `path`, and add a second telling with everything that comparing can find of it."""
    build_site(path)
    build = Builder(path)
    add = build.add
    add("run", tool_version="0.1", grammar_hash="", lexicon_hash="", options="{}", started="2024-07-02T08:00:00+00:00",
        finished="2024-07-02T09:00:00+00:00")  # fmt: skip
    build.db.execute("update document set run_id = 1")
    add("comparison", tool_version="0.1", started="2024-07-02T10:00:00", finished="2024-07-02T10:01:00")
    place = build.article("a-retold", RETOLD, "Cranes stay", publisher_id=2, published="2024-06-05")
    old = add("article_version", article_id=place[0], text_hash="old", text=OLDER, headline="Cranes", start=0, end=9)
    retold = build.attribution(
        "q-retold", place, RETOLD, content=["“The cranes will not move,”"], cue=["said"], source=["Roth"],
        speaker_id=1, speaker_name="Ines Roth", type="direct", passed='["Otto Falk"]',
    )  # fmt: skip
    build.chain(
        retold,
        ("Ines Roth", "person", "stated", "", {"speaker_id": 1, "evidence_text": "Roth"}),
        ("The Post", "outlet", "stated", "citing", {"outlet_id": 1, "evidence_text": "The Post"}),
        ("Norda Wire", "outlet", "stated", "given", {"outlet_id": 2}),
    )
    arabic = build.attribution(
        "q-arabic", place, RETOLD, content=["“مرحبا بالعالم”"], cue=["قالت"], source=[ARABIC], sequence=1, type="direct",
        speaker_name=ARABIC,
    )  # fmt: skip
    nameless = add("speaker", stable_key="s-nameless", name="a port official", kind="anonymous")
    hidden = build.attribution(
        "q-nameless", place, RETOLD, content=["took 40 ships"], cue=["Dock 7"], sequence=2, speaker_kind="anonymous",
        speaker_id=nameless, speaker_name="a port official",
    )  # fmt: skip
    add("anonymity", attribution_id=hidden, count=1, counted_text="a", reason_text="for fear of losing the job")
    add("mention", speaker_id=1, article_id=2, start=0, end=4)
    add("mention", speaker_id=1, article_id=3, start=0, end=4)
    cluster = add(
        "variant_cluster", stable_key="c-cranes", text="the cranes will move", fullest_id=1, attributions=2, articles=2,
        outlets=2, roots=1, loops=1, first_id=1, first_published="2024-06-04", first_basis="page",
        last_published="2024-06-05",
    )  # fmt: skip
    add("variant", cluster_id=cluster, attribution_id=1, similarity=1.0)
    altered = add("variant", cluster_id=cluster, attribution_id=retold, similarity=0.6)
    add(
        "alteration", variant_id=altered, against="fullest", before_id=1, type="substitution", risk="high",
        reason="the negation “not” came in", touches='["negation"]',
    )  # fmt: skip
    add("root", cluster_id=cluster, name=SCRIPT, kind="person", speaker_id=2)
    add(
        "root",
        cluster_id=cluster,
        name="a port official",
        kind="anonymous",
        outlet_name="The Post",
        speaker_id=nameless,
    )
    add("loop", stable_key="l", cluster_id=cluster, length=2, actors="The Post credits Norda Wire credits The Post")
    hop = build.db.execute("select id from hop where attribution_id = ? and position = 1", [retold]).fetchone()[0]
    add("joined_hop", hop_id=hop, attribution_id=1, basis="same quote")
    add("article_copy", original_id=1, copy_id=place[0], share=0.91, basis="credit")
    add("drift", article_id=place[0], kind="hedge_dropped", before_id=1, after_id=retold, before_text="may", after_text="will", risk="high",
        reason="the hedge “may” is gone")  # fmt: skip
    add(
        "contradiction",
        stable_key="x",
        speaker_id=1,
        before_id=1,
        after_id=retold,
        kind="negation",
        reason="one denies",
    )
    own = add("claim_value", attribution_id=1, subject="ships", value=30, value_text="30 ships", start=0, end=1)
    other = add("claim_value", attribution_id=arabic, subject="ships", value=40, value_text="40 ships", start=0, end=1)
    conflict = add("conflict", stable_key="f", subject="ships", reason="30 and 40 cannot both be right")
    add("conflict_value", conflict_id=conflict, claim_value_id=own, side=0)
    add("conflict_value", conflict_id=conflict, claim_value_id=other, side=1)
    add(
        "version_change", article_id=place[0], before_version_id=old, after_version_id=place[1], kind="hedge_dropped",
        before_text="may", after_text="will", content_text="The cranes will not move", risk="high",
        reason="the hedge “may” is gone", attribution_id=retold,
    )  # fmt: skip
    build.close()
