"""Questions about the way of the words: who had it first, who credits whom, what stands behind it, which step is unsure."""

from attrib.store.view import ARTICLE, CLAIM, CREDITS, FROM, KEPT, QUOTE, READS, TOLD, Unit, View

# A quote that several articles carry: the same ones, and so the same number, in every question.
_SEVERAL = """cluster.articles > 1 and (select count(distinct kept.article_id) from variant as one
  cross join attribution as kept on kept.id = one.attribution_id
  where one.cluster_id = cluster.id and kept.status <> 'rejected') > 1"""
_CARRIED = f"""from variant_cluster as cluster
cross join variant on variant.cluster_id = cluster.id
cross join attribution on attribution.id = variant.attribution_id
{ARTICLE}
where {_SEVERAL} and {KEPT}"""
# The first of the tellings that an article has of a quote: an outlet picks it up once with each article.
_ONCE = """not exists (select 1 from attribution as earlier
    cross join variant as other on other.attribution_id = earlier.id and other.cluster_id = cluster.id
    where earlier.article_id = attribution.article_id and earlier.id < attribution.id and earlier.status <> 'rejected')"""
_COPY = "exists (select 1 from article_copy where article_copy.copy_id = article.id) as is_copy"
_DAYS = "cast(julianday(article.published) - julianday(cluster.first_published) as integer) as days_after_first"
_TIMES = (
    "Days are those of publication, as page, input or dateline give them (basis); an article without a day stands last, "
    "and two of one day are not put in order."
)

CHAINS: tuple[View, ...] = (
    View(
        "v_carried_by",
        "Carried by",
        Unit(
            "quote that several articles carry",
            "quotes that several articles carry",
            key="cluster_id",
            row=("telling", "tellings"),
        ),
        "Which articles carry a quote, in which words, and whom does each credit?",
        f"""select cluster.id as cluster_id, {CLAIM}, {QUOTE}, article.published_basis, {TOLD},
  {CREDITS}, variant.similarity, variant.translated, {_COPY}
{_CARRIED}
order by cluster.outlets desc, cluster.id, article.published is null, article.published, attribution.id""",
        "Quotes that two or more articles carry, those of the most outlets first. Credits are the outlets that the chain "
        "names, nearest first. Similarity: the share of the words that the fullest telling has. A copy is marked and "
        "corroborates nothing; a translation is not an alteration.",
    ),
    View(
        "v_first_told",
        "First told",
        Unit("quote", "quotes"),
        "Where was a quote published first, and in what exact words?",
        f"""select cluster.id as cluster_id, {CLAIM}, {QUOTE}, cluster.first_basis, {TOLD},
  {CREDITS}, cluster.outlets, cluster.articles
from variant_cluster as cluster
cross join attribution on attribution.id = cluster.first_id
{ARTICLE}
where {_SEVERAL} and {KEPT}
order by cluster.outlets desc, cluster.id""",
        "Quotes that several articles carry; first among the articles of this database. A quote is left out where no day is "
        "known, or where two articles share the first day.",
    ),
    View(
        "v_pickup_order",
        "Order of pickup",
        Unit("quote", "quotes", key="cluster_id", row=("article", "articles")),
        "In what order did outlets pick a quote up?",
        f"""select cluster.id as cluster_id, {CLAIM}, article.publisher_id, publisher.name as publisher,
  article.published, article.published_basis, {_DAYS}, {CREDITS}, {_COPY},
  attribution.id as attribution_id, attribution.stable_key, attribution.article_id, article.title as article, article.url
{_CARRIED} and article.published is not null and {_ONCE}
order by cluster.outlets desc, cluster.id, article.published, attribution.id""",
        f"Each article once, however often it tells the quote. {_TIMES}",
    ),
    View(
        "v_independent_roots",
        "Independent first sources",
        Unit("quote that several articles carry", "quotes that several articles carry"),
        "How many independent first sources stand behind these reports?",
        f"""select cluster.id as cluster_id, {CLAIM}, cluster.roots,
  (select json_group_array(told) from (select root.name || case when root.outlet_name <> '' then ', to '
    || root.outlet_name else '' end as told from root where root.cluster_id = cluster.id order by root.id)) as first_sources,
  cluster.articles, cluster.outlets,
  (select count(distinct attribution.article_id) from variant
    join attribution on attribution.id = variant.attribution_id
    join article_copy on article_copy.copy_id = attribution.article_id
    where variant.cluster_id = cluster.id) as copies,
  cluster.fullest_id as attribution_id, fullest.stable_key, fullest.content_text,
  fullest.reads_as, fullest.manner, fullest.negated
from variant_cluster as cluster
left join attribution as fullest on fullest.id = cluster.fullest_id
where {_SEVERAL}
order by cluster.outlets desc, cluster.id""",
        "A first source is whoever said or wrote it and is named, an unnamed source once for each outlet it spoke to, or an "
        "outlet that is credited and whose own article is not here. Twenty articles with one first source are one report; "
        "copies add nothing.",
    ),
    View(
        "v_single_anonymous_root",
        "One anonymous source",
        Unit("claim", "claims", part="articles > 1", part_said="in several articles"),
        "Which claims rest on one anonymous source?",
        f"""select figure.cluster_id, coalesce(cluster.text, attribution.content_text) as claim,
  coalesce(full.reads_as, attribution.reads_as) as claim_reads_as, coalesce(full.manner, attribution.manner) as claim_manner,
  coalesce(root.name, attribution.speaker_name, attribution.source_text) as source, coalesce(root.outlet_name, publisher.name) as told_to,
  figure.articles, figure.outlets, {QUOTE}, {TOLD}
from figure
cross join attribution on attribution.id = figure.attribution_id
{ARTICLE}
left join variant_cluster as cluster on cluster.id = figure.cluster_id
left join attribution as full on full.id = cluster.fullest_id
left join root on root.cluster_id = cluster.id
where figure.question = 'single_anonymous_root' and {KEPT}
order by figure.position""",
        "First the quotes that several articles carry and that have one first source, one unnamed person (“a senior "
        "official”); then those of one article, and its other passages. Officials, sources and residents are more than one, "
        "and left out; so is a spokesman of a body that the article names, who is that body’s voice, unless he asked not to "
        "be named. Two unnamed sources of two articles are never taken for one.",
    ),
    View(
        "v_state_outlet_alone",
        "Through one state outlet alone",
        Unit("quote", "quotes", part="articles > 1", part_said="in several articles"),
        "Which claims come in through one state outlet alone?",
        f"""select cluster.id as cluster_id, {CLAIM}, outlet.id as outlet_id, outlet.name as outlet,
  figure.articles, figure.outlets, {QUOTE}, {TOLD}
from figure
cross join variant_cluster as cluster on cluster.id = figure.cluster_id
cross join outlet on outlet.id = figure.outlet_id
cross join attribution on attribution.id = cluster.fullest_id
{ARTICLE}
where figure.question = 'state_outlet_alone' and {KEPT}
order by figure.position""",
        "Quotes that are told more than once, in every telling of which the words come from the same state-run outlet: it "
        "publishes the article, or the chain names it. Those of the most outlets and articles stand first; one article may "
        "tell a quote twice. Which outlets are state-run is written in the list of outlets.",
    ),
    View(
        "v_who_credits_whom",
        "Who credits whom",
        Unit("pair of outlets", "pairs of outlets"),
        "Which outlet names which other outlet as the one its words came from, and how often?",
        """select credit.crediting_id, crediting.name as crediting, credit.credited_id, credited.name as credited,
  credit.attributions, credit.articles, credit.stated, credit.inferred, credit.unknown
from credit
join outlet as crediting on crediting.id = credit.crediting_id
join outlet as credited on credited.id = credit.credited_id
where credit.month = '' order by credit.attributions desc, credit.id""",
        "Two outlets that follow each other in a chain: the second has the words from the first. Stated: the text says so, "
        "and the words that say it are kept; the rest is inferred. Articles that copy another one are counted, too.",
    ),
    View(
        "v_credits_by_month",
        "Who credits whom, by month",
        Unit("pair of outlets in a month", "pairs of outlets in a month"),
        "Who credits whom, month by month?",
        """select credit.month, credit.crediting_id, crediting.name as crediting,
  credit.credited_id, credited.name as credited, credit.attributions, credit.articles, credit.stated
from credit
join outlet as crediting on crediting.id = credit.crediting_id
join outlet as credited on credited.id = credit.credited_id
where credit.month > '' order by credit.month, credit.attributions desc, credit.id""",
        "As who credits whom, by the month in which the article was published; articles without a day are left out.",
    ),
    View(
        "v_loops",
        "Loops of one quote",
        Unit("loop", "loops"),
        "For which quote do outlets credit each other in a circle, so that none of them is the first source?",
        f"""select loop.id as loop_id, loop.cluster_id, {CLAIM}, loop.length as outlets, loop.actors as loop,
  (select json_group_array(name) from (select outlet.name from loop_step join outlet on outlet.id = loop_step.outlet_id
    where loop_step.loop_id = loop.id order by loop_step.position)) as actors,
  (select json_group_array(stable_key) from (select attribution.stable_key from loop_step
    join attribution on attribution.id = loop_step.attribution_id
    where loop_step.loop_id = loop.id order by loop_step.position)) as attributions
from loop
join variant_cluster as cluster on cluster.id = loop.cluster_id
order by loop.id""",
        "Each outlet says that it has the quote from the next, and the last from the first. Only credits that a text states "
        "are followed. A loop shows that the first source is not among these articles, not that the quote is wrong.",
    ),
    View(
        "v_credit_loops",
        "Circles of credit",
        Unit("circle of outlets", "circles of outlets", most=500),
        "Which outlets credit each other in a circle, over all their articles?",
        """select name as loop, outlets, path as outlet_ids
from figure where question = 'credit_loops' order by position""",
        "The shortest circle through each stated credit between two outlets, whatever the articles are about: outlets that "
        "take from each other, not yet a loop of one quote. The first five hundred are kept.",
    ),
    View(
        "v_own_reporting",
        "Wire copy, pickup, own reporting",
        Unit("outlet", "outlets"),
        "What share of an outlet's articles is wire copy, taken over from other outlets, or its own reporting?",
        """select figure.outlet_id, outlet.name as outlet, figure.articles, figure.copies, figure.wire, figure.pickup,
  figure.own, round(1.0 * figure.own / figure.articles, 4) as own_share
from figure join outlet on outlet.id = figure.outlet_id
where figure.question = 'own_reporting' order by figure.position""",
        "Each article once, by the first that fits. Copy: its text is that of another article here. Wire: the page says that "
        "another outlet or an agency wrote it. Pickup: at least one attribution states that the words come from another "
        "outlet. Own: none of these, as far as the page tells.",
    ),
    View(
        "v_hops_by_status",
        "Steps by status",
        Unit("kind of step", "kinds of step"),
        "How many steps of the reporting chains are stated, inferred or unknown, and how are they known?",
        """select status, name as via, kind, hops
from figure where question = 'hops_by_status' order by position""",
        "Stated: the text says so, and the words are kept. Inferred: a rule says so, and is named. Unknown: a step is "
        "evidently missing.",
    ),
    View(
        "v_unsure_hops",
        "Inferred and missing steps",
        Unit("step", "steps"),
        "Which steps of a chain are inferred or missing?",
        f"""select hop.status, hop.via, hop.name as hop, hop.kind, hop.position, {QUOTE}, {TOLD}
from hop
cross join attribution on attribution.id = hop.attribution_id
{ARTICLE}
where hop.status <> 'stated' and coalesce(attribution.status, hop.id) <> 'rejected'
order by hop.status desc, hop.id desc""",
        "Those that are missing stand first. Via is the rule that inferred a step, or how the text shows that one is missing.",
    ),
    View(
        "v_unresolved",
        "Unresolved sources",
        Unit("passage", "passages"),
        "Whose source could not be settled, and who fits?",
        f"""select {QUOTE}, attribution.source_text, attribution.candidates, attribution.rule, attribution.cue_text,
  attribution.content_text, {READS}, attribution.confidence
{FROM}
where attribution.speaker_status = 'unresolved' and {KEPT}
order by attribution.id""",
        "Two or more fit, or nobody does: no name is attached.",
    ),
)
