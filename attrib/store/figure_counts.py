"""The counts behind the figures, as SQL: what is prepared for them, and one statement a figure."""

from typing import NamedTuple


class Count(NamedTuple):
    """A figure's question, the columns of `figure` that it fills, the select that gives them, and their order.

    `rests_on`: read (what articles say alone), copies (and which articles copy another), compared (what comparing found).
    """

    question: str
    columns: tuple[str, ...]
    sql: str
    order: str
    rests_on: str = "read"


# Rules that find a speaker by a name or a role which the same article ties to a full name: "Trask said", "the minister
# said", "the ministry". A metonym ("Moscow") is tied by a word list, a pronoun by its neighbours: neither is a name.
NAMED_EARLIER = (
    "family_name", "given_name", "role", "acronym", "organisation", "definite_organisation", "apposition", "named before",
)  # fmt: skip
_EARLIER = ", ".join(f"'{rule}'" for rule in NAMED_EARLIER)
# "A police spokesman said": the voice of a body that the article names, and no anonymous source, unless he asked not to
# be named.
VOICE = """anonymity.affiliation_text is not null and anonymity.condition_text is null and (
    lower(coalesce(attribution.speaker_name, attribution.source_text)) glob '*spokes[mwp]*'
    or lower(coalesce(attribution.speaker_name, attribution.source_text)) glob '*press [so][ef][cf]*')"""

# Temporary tables. counted_article: every article with its month, and whether it copies another. ranked: what may enter
# a ranking, `earlier` where the name stands further up in the article. spoken: a speaker's attributions by "he" and "she". taking: articles that state of an attribution that another outlet had the words.
_NAMED = f"""case when told.status = 'stated' then 'here'
    when told.status = 'inferred' and told.rule in ({_EARLIER}) then 'earlier' end"""
PREPARED: dict[str, str] = {
    "counted_article": """select article.id, article.publisher_id, substr(article.published, 1, 7) as month,
  article.original_publisher_id, article.dateline_agency_id,
  exists (select 1 from article_copy where article_copy.copy_id = article.id) as is_copy
from article""",
    "ranked": f"""select attribution.id as attribution_id, attribution.article_id, article.publisher_id, told.speaker_id, told.kind as speaker_kind,
  attribution.cue_text, attribution.type, coalesce(told.role, '') as role,
  coalesce(told.affiliation, '') as affiliation, {_NAMED} = 'earlier' as earlier, coalesce(told.position, 0) as position
from attribution join article on article.id = attribution.article_id
left join attribution_speaker as told on told.attribution_id = attribution.id
where (attribution.status = 'accepted' or (attribution.status = 'auto' and {_NAMED} is not null))
  and attribution.content_text <> ''
  and not exists (select 1 from article_copy where article_copy.copy_id = article.id)""",
    "spoken": """select told.speaker_id, count(*) as attributions
from attribution join attribution_speaker as told on told.attribution_id = attribution.id
where attribution.status = 'auto' and told.status = 'inferred'
  and (told.rule glob '*pronoun*' or told.rule glob '*first_person')
  and attribution.content_text <> '' and told.speaker_id is not null
  and not exists (select 1 from article_copy where article_copy.copy_id = attribution.article_id)
group by told.speaker_id""",
    "taking": """select distinct attribution.article_id
from hop as credited
join hop as crediting
  on crediting.attribution_id = credited.attribution_id and crediting.position = credited.position + 1
join attribution on attribution.id = credited.attribution_id
where credited.outlet_id is not null and crediting.outlet_id is not null and credited.status = 'stated'
  and credited.outlet_id <> crediting.outlet_id and attribution.status <> 'rejected'""",
}

# Nouns of unnamed sources, one and many.
_NOUNS = ("source", "official", "diplomat", "person", "people", "aide", "adviser", "minister", "officer", "investigator",
          "lawyer", "executive", "lawmaker", "expert", "employee", "witness", "resident")  # fmt: skip
_PLURALS = {"person": "people", "witness": "witnesses"}
_PAIRS = " union all ".join(
    f"select '% {noun} %' as one, '% {_PLURALS.get(noun, noun + 's')} %' as many" for noun in _NOUNS if noun != "people"
)

_VERBS = "ranked join verb on verb.told = substr(ranked.cue_text, 1, 80) and ranked.position = 0"
_BY = """select '{kind}' as kind, {name} as name, count(distinct attribution_id) as attributions, count(distinct speaker_id) as speakers,
  count(distinct article_id) as articles from ranked {join} where {name} <> '' group by 2 order by 3 desc, 2 limit 200"""

COUNTS: tuple[Count, ...] = (
    Count(
        "sources_by_kind",
        ("kind", "attributions", "speakers", "articles", "quoted", "unresolved"),
        """select coalesce(speaker_kind, 'no source') as kind, count(*) as attributions,
  count(distinct speaker_id) as speakers, count(distinct article_id) as articles,
  count(case when type in ('direct', 'mixed') then 1 end) as quoted,
  count(case when speaker_status = 'unresolved' then 1 end) as unresolved
from attribution where status <> 'rejected' group by 1""",
        "attributions desc, kind",
    ),
    Count(
        "most_quoted",
        ("speaker_id", "attributions", "named", "named_earlier", "by_pronoun", "quoted", "articles", "outlets"),
        """select ranked.speaker_id, count(*) as attributions, count(*) - count(case when earlier then 1 end) as named,
  count(case when earlier then 1 end) as named_earlier, coalesce(spoken.attributions, 0) as by_pronoun,
  count(case when type in ('direct', 'mixed') then 1 end) as quoted,
  count(distinct article_id) as articles, count(distinct publisher_id) as outlets
from ranked left join spoken on spoken.speaker_id = ranked.speaker_id where speaker_kind in ('person', 'organisation', 'outlet') and ranked.speaker_id is not null
group by ranked.speaker_id order by 2 desc, 7 desc, 1 limit 1000""",
        "attributions desc, articles desc, speaker_id",
        "copies",
    ),
    Count(
        "most_quoted_by",
        ("kind", "name", "attributions", "speakers", "articles"),
        " union all ".join(
            f"select * from ({_BY.format(kind=kind, name=name, join=join)})"
            for kind, name, join in (
                ("role", "lower(role)", ""),
                ("affiliation", "affiliation", ""),
                ("country", "place.name", "join place on place.told = affiliation || char(10) || role"),
            )
        ),
        "kind desc, attributions desc, name",
        "copies",
    ),
    Count(
        "never_quoted",
        ("speaker_id", "articles"),
        """select id as speaker_id, (select count(*) from (
    select article_id from appearance where appearance.speaker_id = speaker.id
    union select article_id from mention where mention.speaker_id = speaker.id
    union select attribution.article_id from hop join attribution on attribution.id = hop.attribution_id
      where hop.speaker_id = speaker.id and attribution.status <> 'rejected'
    union select article_id from attribution_speaker as told join attribution on attribution.id = told.attribution_id
      where told.speaker_id = speaker.id and attribution.status <> 'rejected')) as articles
from speaker where kind in ('person', 'organisation')
  and not exists (select 1 from attribution_speaker as told join attribution on attribution.id = told.attribution_id
    where told.speaker_id = speaker.id
    and attribution.content_text <> '' and attribution.status <> 'rejected')""",
        "articles desc, speaker_id",
    ),
    Count(
        "anonymity_by_outlet",
        ("outlet_id", "attributions", "anonymous", "reasoned"),
        """select article.publisher_id as outlet_id, count(*) as attributions,
  count(case when attribution.speaker_kind = 'anonymous' then 1 end) as anonymous,
  count(case when attribution.speaker_kind = 'anonymous' then anonymity.reason_text end) as reasoned
from attribution join counted_article as article on article.id = attribution.article_id
left join anonymity on anonymity.attribution_id = attribution.id
where article.publisher_id is not null and not article.is_copy and attribution.status <> 'rejected' group by 1""",
        "anonymous desc, attributions, outlet_id",
        "copies",
    ),
    Count(
        "sources_for_one",
        ("attribution_id", "other_attribution_id"),
        f"""select attribution.id as attribution_id, min(one.id) as other_attribution_id
from anonymity
join attribution as one on one.id = anonymity.attribution_id and one.status <> 'rejected'
join ({_PAIRS}) as noun on ' ' || lower(substr(one.source_text, 1, 200)) || ' ' like noun.one
join attribution on attribution.article_id = one.article_id and attribution.speaker_kind = 'anonymous'
  and attribution.status <> 'rejected' and ' ' || lower(substr(attribution.source_text, 1, 200)) || ' ' like noun.many
where anonymity.count = 1 group by attribution.id""",
        "attribution_id",
    ),
    Count(
        "own_reporting",
        ("outlet_id", "articles", "copies", "wire", "pickup", "own"),
        """select outlet_id, count(*) as articles, count(case when way = 'copy' then 1 end) as copies,
  count(case when way = 'wire' then 1 end) as wire, count(case when way = 'pickup' then 1 end) as pickup,
  count(case when way = 'own' then 1 end) as own
from (
  select publisher_id as outlet_id, case when is_copy then 'copy'
    when original_publisher_id <> publisher_id or dateline_agency_id <> publisher_id then 'wire'
    when id in (select article_id from taking) then 'pickup' else 'own' end as way
  from counted_article where publisher_id is not null
) group by 1""",
        "articles desc, outlet_id",
        "copies",
    ),
    Count(
        "hops_by_status",
        ("status", "name", "kind", "hops"),
        """select status, via as name, kind, count(*) as hops from hop
where attribution_id not in (select id from attribution where status = 'rejected') group by 1, 2, 3""",
        "status, hops desc, name, kind",
    ),
    Count(
        "state_outlet_alone",
        ("cluster_id", "outlet_id", "articles", "outlets"),
        """select variant.cluster_id, hop.outlet_id, cluster.articles, cluster.outlets
from outlet
cross join hop on hop.outlet_id = outlet.id and hop.status <> 'unknown'
cross join variant on variant.attribution_id = hop.attribution_id
cross join variant_cluster as cluster on cluster.id = variant.cluster_id
where outlet.state = 1 group by 1, 2
having count(distinct hop.attribution_id) = (select count(*) from variant as every where every.cluster_id = variant.cluster_id)""",
        "outlets desc, articles desc, cluster_id, outlet_id",
        "compared",
    ),
    Count(
        "single_anonymous_root",
        ("cluster_id", "attribution_id", "articles", "outlets"),
        f"""select cluster.id as cluster_id, cluster.fullest_id as attribution_id, cluster.articles, cluster.outlets
from root
cross join variant_cluster as cluster on cluster.id = root.cluster_id and cluster.roots = 1
where root.kind = 'anonymous' and exists (select 1 from variant
  cross join attribution on attribution.id = variant.attribution_id
  cross join anonymity on anonymity.attribution_id = attribution.id
  where variant.cluster_id = cluster.id and attribution.status <> 'rejected'
    and lower(attribution.speaker_name) = lower(root.name) and anonymity.count = 1 and not ({VOICE}))
union all
select null, attribution.id, 1, article.publisher_id is not null
from anonymity
cross join attribution on attribution.id = anonymity.attribution_id
cross join article on article.id = attribution.article_id
where anonymity.count = 1 and attribution.speaker_kind = 'anonymous' and attribution.content_text <> ''
  and attribution.relation not in ('attitude', 'refusal', 'no_response') and attribution.status <> 'rejected'
  and not ({VOICE}) and not exists (select 1 from variant where variant.attribution_id = attribution.id)""",
        "articles desc, outlets desc, cluster_id is null, cluster_id, attribution_id",
        "compared",
    ),
    Count(
        "quote_lengths",
        ("name", "attributions", "articles", "similarity"),
        """select case when days < 1 then '0' when days < 2 then '1' when days < 3 then '2' when days < 7 then '3 to 6'
    when days < 30 then '7 to 29' else '30 and more' end as name, count(*) as attributions,
  count(distinct cluster_id) as articles, avg(similarity) as similarity, min(days) as least
from (
  select variant.cluster_id, max(variant.similarity) as similarity,
    julianday(article.published) - julianday(cluster.first_published) as days
  from variant_cluster as cluster
  join variant on variant.cluster_id = cluster.id and not variant.translated and not variant.headline
  join attribution on attribution.id = variant.attribution_id and attribution.status <> 'rejected'
  join article on article.id = attribution.article_id
  where cluster.articles > 1 and cluster.first_published is not null and article.published is not null
    and not exists (select 1 from article_copy where article_copy.copy_id = article.id)
  group by variant.cluster_id, article.id
) group by 1""",
        "least",
        "compared",
    ),
    Count(
        "verbs_by_kind",
        ("kind", "name", "attributions", "share"),
        f"""select * from (
  select speaker_kind as kind, verb.name, count(*) as attributions,
    1.0 * count(*) / sum(count(*)) over (partition by speaker_kind) as share,
    row_number() over (partition by speaker_kind order by count(*) desc, verb.name) as place
  from {_VERBS} where speaker_kind is not null and verb.name <> '' group by 1, 2
) where place <= 20""",
        "kind, place",
        "copies",
    ),
    Count(
        "verbs_by_outlet",
        ("outlet_id", "name", "attributions", "share"),
        f"""select * from (
  select publisher_id as outlet_id, verb.name, count(*) as attributions,
    1.0 * count(*) / sum(count(*)) over (partition by publisher_id) as share,
    sum(count(*)) over (partition by publisher_id) as total,
    row_number() over (partition by publisher_id order by count(*) desc, verb.name) as place
  from {_VERBS} where publisher_id is not null and verb.name <> '' group by 1, 2
) where place <= 12""",
        "total desc, outlet_id, place",
        "copies",
    ),
)
