"""All that comparing writes into a database, told without integer ids."""

from pathlib import Path

from stored import rows

# A quote is named by the first of its tellings: its key is that of the database it was first found in.
QUOTE = """(select min(telling.stable_key) from variant as member join attribution as telling
  on telling.id = member.attribution_id where member.cluster_id = variant_cluster.id)"""
# What comparing found, told without integer ids.
FOUND = {
    "clusters": f"""select {QUOTE}, variant_cluster.text, fullest.stable_key, attributions, articles,
        outlets, roots, loops, first.stable_key, first_published, first_basis, last_published from variant_cluster
      left join attribution as fullest on fullest.id = fullest_id
      left join attribution as first on first.id = first_id order by 1""",
    "variants": f"""select {QUOTE}, attribution.stable_key, similarity, translated, headline
      from variant join variant_cluster on variant_cluster.id = cluster_id
      join attribution on attribution.id = attribution_id order by 1, 2""",
    "alterations": """select own.stable_key, against, other.stable_key, alteration.type, risk, reason, touches, ends,
        marked, removed, added from alteration join variant on variant.id = variant_id
      join attribution as own on own.id = attribution_id
      join attribution as other on other.id = before_id order by 1, 2""",
    "roots": f"""select {QUOTE}, root.name, root.kind, outlet_name, speaker.stable_key, outlet.name
      from root join variant_cluster on variant_cluster.id = cluster_id
      left join speaker on speaker.id = root.speaker_id left join outlet on outlet.id = root.outlet_id
      order by 1, 2, 3, 4""",
    "loops": f"""select {QUOTE}, length, actors, position, outlet.name,
        attribution.stable_key from loop join variant_cluster on variant_cluster.id = cluster_id
      join loop_step on loop_id = loop.id join outlet on outlet.id = outlet_id
      left join attribution on attribution.id = attribution_id order by 1, 3, 4""",
    "copies": """select original.stable_key, copy.stable_key, share, basis from article_copy
      join article as original on original.id = original_id join article as copy on copy.id = copy_id order by 1, 2""",
    "drift": """select kind, before.stable_key, after.stable_key, article.stable_key, before_text, after_text, risk,
        reason from drift join attribution as before on before.id = before_id
      left join attribution as after on after.id = after_id join article on article.id = drift.article_id
      order by 1, 2, 3""",
    "figures": """select attribution.stable_key, subject, value, most, unit, qualifier, value_text, start, end
      from claim_value join attribution on attribution.id = attribution_id order by 1, 8""",
    "conflicts": """select conflict.stable_key, conflict.subject, conflict.unit, reason, kind, side, value, start
      from conflict join conflict_value on conflict_id = conflict.id
      join claim_value on claim_value.id = claim_value_id order by 1, 6, 7, 8""",
    "contradictions": """select stable_key, kind, reason from contradiction order by 1""",
    "versions": """select article.stable_key, before.text_hash, after.text_hash, kind, before_text, after_text,
        content_text, risk, reason, past.stable_key, live.stable_key from version_change
      join article on article.id = version_change.article_id
      join article_version as before on before.id = before_version_id
      join article_version as after on after.id = after_version_id
      left join (select id, stable_key from past_attribution) as past on past.id = past_id
      left join (select id, stable_key from attribution) as live on live.id = attribution_id
      order by 1, 2, 3, 4, 5, 6, 7, 10, 11""",
    "sides": f"""select {QUOTE}, outlet.name, cluster_outlet.attributions, day from cluster_outlet
      join variant_cluster on variant_cluster.id = cluster_id join outlet on outlet.id = outlet_id order by 1, 2""",
    "counts": f"""select question, position, {QUOTE}, outlet.name, figure.name, figure.attributions,
        figure.articles, round(similarity, 6) from figure
      left join variant_cluster on variant_cluster.id = cluster_id left join outlet on outlet.id = outlet_id
      where question in ('quote_lengths', 'state_outlet_alone') order by 1, 3, 4, 5""",
    "joined": """select own.stable_key, hop.position, other.stable_key, basis from joined_hop
      join hop on hop.id = hop_id join attribution as own on own.id = hop.attribution_id
      join attribution as other on other.id = joined_hop.attribution_id order by 1, 2""",
}


def found(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that comparing found in a database, in an order that does not depend on ids."""
    return {name: rows(path, statement) for name, statement in FOUND.items()}
