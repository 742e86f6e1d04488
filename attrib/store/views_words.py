"""Questions about the words: how quotes change on their way, figures that conflict, copies, versions, what waits for review."""

from attrib.store.view import ARTICLE, FROM, QUOTE, READS, TOLD, Unit, View, side, side_tables

_BOTH = f"{side('before')},\n  {side('after')}"
# A headline need not be an attribution: then there is an article and nothing more after it.
_DRIFTED = f"""from drift
{side_tables("before", "drift.before_id")}
cross join article as after_article on after_article.id = drift.article_id
left join outlet as after_publisher on after_publisher.id = after_article.publisher_id
left join attribution as after on after.id = drift.after_id
where (drift.kind = 'headline' or before.article_id <> drift.article_id or exists (
    select 1 from variant where variant.attribution_id in (drift.before_id, drift.after_id) and variant.headline))
  and coalesce(after.status, '')"""
# A condition that names two tables, though one is enough: for one on a single table SQLite may read all of it first, to
# build a Bloom filter, where an index makes no more than a few look-ups.
_ATTRIBUTED = (
    "coalesce(after.relation, denial.id) <> 'denial' and coalesce(after.stance, denial.id) <> 'denial'"
    " and after.negated + denial.id = denial.id"
)
_CANDIDATES = "Candidates, found by rule and to be read by a person: both passages stand here with their articles."


# How what changed reads now, or where it is gone, how it read.
_CHANGED = """coalesce(attribution.reads_as, past_attribution.reads_as) as reads_as,
  coalesce(attribution.manner, past_attribution.manner) as manner,
  coalesce(attribution.negated, past_attribution.negated) as negated"""


def _figures(kind: str) -> str:
    return f"""select conflict.id as conflict_id, conflict.subject, conflict.unit, conflict.reason, conflict_value.side,
  claim_value.value, claim_value.most, claim_value.value_text, claim_value.qualifier, {QUOTE}, {TOLD}
from conflict
cross join conflict_value on conflict_value.conflict_id = conflict.id
cross join claim_value on claim_value.id = conflict_value.claim_value_id
cross join attribution on attribution.id = claim_value.attribution_id
{ARTICLE}
where conflict.kind = '{kind}' and attribution.status <> 'rejected'
order by conflict.id, conflict_value.side, conflict_value.id"""


def _altered(apart: str) -> str:
    return f"""select variant.cluster_id, fullest.content_text as fullest, fullest.reads_as as fullest_reads_as,
  fullest.manner as fullest_manner, attribution.content_text as variant, {READS},
  alteration.type, alteration.touches, alteration.risk, alteration.reason, alteration.ends, alteration.marked,
  alteration.removed, alteration.added, {QUOTE}, attribution.source_text, attribution.cue_text,
  fullest.id as fullest_id, fullest.stable_key as fullest_key, fullest.article_id as fullest_article_id,
  fullest_article.title as fullest_article, fullest_publisher.name as fullest_publisher, fullest_article.url as fullest_url,
  credited.type as credited_type, credited.risk as credited_risk, credited.reason as credited_reason,
  credited.before_id as credited_attribution_id
from alteration
cross join variant on variant.id = alteration.variant_id
cross join attribution on attribution.id = variant.attribution_id
{ARTICLE}
{side_tables("fullest", "alteration.before_id")}
left join alteration as credited on credited.variant_id = variant.id and credited.against = 'credited'
where alteration.apart = '{apart}' and alteration.against = 'fullest'
  and alteration.type not in ('identical', 'formatting', 'translation') and attribution.status <> 'rejected'
order by alteration.risk, alteration.id"""


WORDS: tuple[View, ...] = (
    View(
        "v_altered_quotes",
        "Altered quotes",
        Unit(
            "telling altered between outlets",
            "tellings altered between outlets",
            part="risk = 'high'",
            part_said="with high risk",
        ),
        "Which quotes were altered between outlets, and does the change touch a negation, a condition, a hedge or a number?",
        _altered("outlets"),
        "Each telling against the fullest of its quote, where that one is another outlet's, and beside it against the "
        "telling of the outlet that it credits. Other quote marks, spelling or capitals are no alteration, and a translation "
        "is none; nor is what an article tells in other words and in full besides. High risk: the change touches a negation, "
        "a condition, a hedge, a number or a name.",
    ),
    View(
        "v_altered_by_one",
        "Altered in one outlet",
        Unit("telling", "tellings", part="risk = 'high'", part_said="with high risk"),
        "Which quotes does one outlet print otherwise in another of its articles?",
        _altered("articles"),
        "As altered quotes, where both articles are of one outlet. Where an outlet is not named it may be the same one, so "
        "these stand here, too.",
    ),
    View(
        "v_told_twice",
        "Told twice in one article",
        Unit("passage", "passages"),
        "What does one article tell more than once, as in a quotation and in other words?",
        f"""select variant.cluster_id, fuller.content_text as fuller, fuller.reads_as as fuller_reads_as,
  fuller.manner as fuller_manner, fuller.negated as fuller_negated, attribution.content_text, {READS}, {QUOTE}, variant.headline,
  alteration.type, alteration.touches, alteration.removed, alteration.added, attribution.source_text,
  attribution.cue_text, attribution.type as marks, fuller.id as fuller_id, fuller.stable_key as fuller_key,
  fuller.source_text as fuller_source, fuller.cue_text as fuller_cue
from alteration
cross join variant on variant.id = alteration.variant_id
cross join attribution on attribution.id = variant.attribution_id
{ARTICLE}
cross join attribution as fuller on fuller.id = alteration.before_id and fuller.status <> 'rejected'
where alteration.apart = 'passages' and alteration.type not in ('identical', 'formatting', 'translation')
  and attribution.status <> 'rejected'
order by alteration.id""",
        "The fullest telling of the article, and another passage of it that tells the same in other words. Nothing was lost "
        "on the way: the reader has both, so no risk is given. What the two differ in is said.",
    ),
    View(
        "v_headline_drops",
        "Headlines without attribution",
        Unit("headline", "headlines"),
        "Which headlines state as fact what the body attributes to someone?",
        """select headline.id as headline_id, headline.article_id, article.title as article, publisher.name as publisher,
  article.publisher_id, article.published, article.url, headline.headline_text, headline.shared,
  body.id as attribution_id, body.stable_key, body.source_text, body.cue_text, body.content_text,
  body.reads_as, body.manner, body.negated
from headline
cross join article on article.id = headline.article_id
left join outlet as publisher on publisher.id = article.publisher_id
left join attribution as body on body.id = headline.body_attribution_id
where headline.outcome = 'dropped' and coalesce(body.status, '') <> 'rejected'
order by headline.id""",
        "A headline is compared with the passage of the body that holds at least three fifths of its words. Quote marks, a hedge or "
        "a word of saying in the headline mark it, and it is then left out.",
    ),
    View(
        "v_headlines",
        "Headlines and their body",
        Unit("headline", "headlines"),
        "What does each headline do with the attribution of what it says?",
        """select headline.article_id, article.title as article, publisher.name as publisher,
  headline.headline_text, headline.outcome, headline.shared, headline.body_attribution_id,
  body.source_text as body_source, body.cue_text as body_cue, body.content_text as body_content,
  body.reads_as as body_reads_as, body.manner as body_manner
from headline
cross join article on article.id = headline.article_id
left join outlet as publisher on publisher.id = article.publisher_id
left join attribution as body on body.id = headline.body_attribution_id
order by headline.id""",
        "Kept: the headline names the source. Marked: it has quote marks, a hedge or a word of saying. Dropped: it has none.",
    ),
    View(
        "v_stance_drift",
        "Stance drift",
        Unit("pair of tellings", "pairs of tellings"),
        "Where does the stance change along the way, as from “said” to “admitted”?",
        f"""select drift.kind, drift.before_text, drift.after_text, drift.risk, drift.reason, {_BOTH}
{_DRIFTED} <> 'rejected'
order by drift.risk, drift.id""",
        "One claim in two tellings, the later one crediting the earlier or carrying the same quote, told with another verb, "
        "with a hedge or a condition less, or a hedge more; and headlines that change what their body attributes (after is "
        "empty where the headline names nobody: after_text is then the headline). Two passages of one article are no way that "
        "the words went, and left out, but for its headline and its body.",
    ),
    View(
        "v_dropped_hedges",
        "Dropped hedges",
        Unit("dropped hedge", "dropped hedges"),
        "Who dropped “allegedly”?",
        f"""select case when before.article_id = drift.article_id then 'in the headline' else 'between articles' end as place, drift.before_text, drift.after_text, drift.risk, drift.reason,
  coalesce(after.content_text, before.content_text) as content_text, coalesce(after.reads_as, before.reads_as) as reads_as,
  coalesce(after.manner, before.manner) as manner, coalesce(after.negated, before.negated) as negated, after.id as attribution_id, after.stable_key,
  drift.article_id, after_article.title as article, after_publisher.name as publisher, after_article.url,
  after_article.published
{_DRIFTED} <> 'rejected' and drift.kind = 'hedge_dropped'
union all
select 'between versions', version_change.before_text, version_change.after_text, version_change.risk,
  version_change.reason, version_change.content_text, {_CHANGED}, version_change.attribution_id, attribution.stable_key,
  version_change.article_id, article.title, publisher.name, article.url, article.published
from version_change
join article on article.id = version_change.article_id
left join outlet as publisher on publisher.id = article.publisher_id
left join attribution on attribution.id = version_change.attribution_id
left join past_attribution on past_attribution.id = version_change.past_id
where version_change.kind = 'hedge_dropped'""",
        "A claim that one article hedges (“allegedly”, “reportedly”) and another one, or a later version of the same "
        "article, or its headline, tells without the hedge. What the body hedges once and then repeats is left out.",
    ),
    View(
        "v_verbs_by_kind",
        "Verbs by kind of source",
        Unit("verb of a kind of source", "verbs of kinds of source"),
        "Which verbs are used for which kinds of sources?",
        """select kind, name as verb, attributions, round(share, 4) as share
from figure where question = 'verbs_by_kind' order by position""",
        "Verbs in their dictionary form, the twenty most frequent of each kind. Share: of the attributions of that kind that are counted. "
        "Counted are sources that the text names there or earlier, and those that a person has accepted.",
    ),
    View(
        "v_verbs_by_outlet",
        "Verbs by outlet",
        Unit("verb of an outlet", "verbs of outlets"),
        "Which verbs does an outlet use for its sources?",
        """select figure.outlet_id, outlet.name as outlet, figure.name as verb, figure.attributions,
  round(figure.share, 4) as share
from figure join outlet on outlet.id = figure.outlet_id
where figure.question = 'verbs_by_outlet' order by figure.position""",
        "As verbs by kind of source, the twelve most frequent of each outlet; articles that copy another one are left out.",
    ),
    View(
        "v_quote_lengths",
        "How quotes shrink",
        Unit("span of days", "spans of days"),
        "How do quotes shrink over time?",
        """select name as days_after_first, attributions as variants, articles as quotes, round(similarity, 4) as kept
from figure where question = 'quote_lengths' order by position""",
        "Kept: the share of the fullest telling's words that an article has, on average, each article counted once for a "
        "quote. Days count from the first dated article of a quote. Copies and translations are left out.",
    ),
    View(
        "v_conflicts",
        "Conflicting figures",
        Unit("conflict", "conflicts", key="conflict_id", row=("figure", "figures")),
        "Which sources contradict each other on a figure?",
        _figures("conflict"),
        f"{_CANDIDATES} Figures of one side agree or add up; those of different sides cannot all be right.",
    ),
    View(
        "v_updated_figures",
        "Updated figures",
        Unit("subject", "subjects", key="conflict_id", row=("figure", "figures")),
        "Which figures do later articles say have changed?",
        _figures("update"),
        "Figures on one subject that differ because the number rose or fell, as the later article itself says: no conflict.",
    ),
    View(
        "v_self_contradictions",
        "Self-contradictions",
        Unit("pair of passages", "pairs of passages"),
        "To whom do articles attribute one thing, and then its opposite?",
        f"""select contradiction.speaker_id, speaker.name as speaker, contradiction.kind, contradiction.reason, {_BOTH}
from contradiction
left join speaker on speaker.id = contradiction.speaker_id
{side_tables("before", "contradiction.before_id")}
{side_tables("after", "contradiction.after_id")}
order by contradiction.id""",
        f"{_CANDIDATES} The articles may have misread the speaker, or two people may bear one name.",
    ),
    View(
        "v_denied_elsewhere",
        "Denied, and attributed elsewhere",
        Unit("pair of passages", "pairs of passages"),
        "Who attributes to a speaker what the speaker denies?",
        f"""select before.speaker_id, speaker.name as speaker, {_BOTH}
from attribution as denial
cross join variant as denied on denied.attribution_id = denial.id
cross join variant as carried on carried.cluster_id = denied.cluster_id
{side_tables("before", "denial.id", "denial.id")}
{side_tables("after", "carried.attribution_id", "denial.id")}
left join speaker on speaker.id = before.speaker_id
where denial.relation = 'denial' and {_ATTRIBUTED} and after.speaker_id = before.speaker_id
  and after.article_id <> before.article_id
union all
select before.speaker_id, speaker.name, {_BOTH}
from contradiction
cross join attribution as denial on denial.id in (contradiction.before_id, contradiction.after_id)
{side_tables("before", "denial.id", "denial.id")}
{side_tables("after", "contradiction.before_id + contradiction.after_id - denial.id", "denial.id")}
left join speaker on speaker.id = before.speaker_id
where denial.relation = 'denial' and {_ATTRIBUTED} and after.article_id <> before.article_id and not exists (
  select 1 from variant as one join variant as other on other.cluster_id = one.cluster_id
  where one.attribution_id = before.id and other.attribution_id = after.id)""",
        f"{_CANDIDATES} Before is the denial, after the passage of another article that attributes the same to the same speaker.",
    ),
    View(
        "v_copies",
        "Copies",
        Unit("pair of articles", "pairs of articles"),
        "Which articles are copies of others, and who copied whom?",
        """select original.id as original_id, original.title as original, original_publisher.name as original_publisher,
  original.url as original_url, original.published as original_published, article.id as article_id,
  article.title as article, publisher.name as publisher, article.publisher_id, article.url, article.published,
  round(article_copy.share, 4) as share, article_copy.basis
from article_copy
cross join article as original on original.id = article_copy.original_id
cross join article on article.id = article_copy.copy_id
left join outlet as original_publisher on original_publisher.id = original.publisher_id
left join outlet as publisher on publisher.id = article.publisher_id
order by article_copy.id""",
        "Share: how much of the shorter text the longer one holds. Who copied is told by a credit, else by the day; where "
        "neither is known (unknown), the original is only the first of the two. Copies corroborate nothing.",
    ),
    View(
        "v_version_changes",
        "Changes between versions",
        Unit("change", "changes"),
        "Did an outlet change an attribution after publication?",
        f"""select version_change.article_id, article.title as article, publisher.name as publisher, article.publisher_id,
  article.url, version_change.kind, version_change.before_text, version_change.after_text, version_change.content_text,
  {_CHANGED}, version_change.risk, version_change.reason, version_change.attribution_id, attribution.stable_key,
  past_attribution.stable_key as past_key, version_change.before_version_id, version_change.after_version_id
from version_change
cross join article on article.id = version_change.article_id
left join outlet as publisher on publisher.id = article.publisher_id
left join attribution on attribution.id = version_change.attribution_id
left join past_attribution on past_attribution.id = version_change.past_id
order by version_change.risk, version_change.id""",
        "The same article read again with a changed text, told in attributions: a source added, removed or renamed, a verb "
        "changed, a hedge dropped, a quote altered, another outlet credited, another role or day; and another headline, publisher or "
        "date. A change of layout alone tells nothing.",
    ),
    View(
        "v_review_queue",
        "To be reviewed",
        Unit("passage", "passages"),
        "Which rows wait for review, least certain first?",
        f"""select attribution.confidence, {QUOTE}, attribution.pattern, attribution.rule, attribution.source_text,
  attribution.speaker_name as speaker, attribution.cue_text, attribution.content_text, {READS}
{FROM}
where attribution.status = 'auto'
order by attribution.confidence, attribution.id""",
        "Rows that no person has accepted or rejected. Confidence is measured on annotated news, by pattern.",
    ),
    View(
        "v_rejected",
        "Rejected rows",
        Unit("passage", "passages"),
        "What has a person rejected, so that no page shows it?",
        f"""select {QUOTE}, {TOLD}, review.note, review.reviewer
{FROM}
left join review on review.stable_key = attribution.stable_key
where attribution.status = 'rejected'
order by attribution.id""",
        "Rejected rows stay in the database with the verdict, and count nowhere else.",
    ),
    View(
        "v_guessed_names",
        "Guessed names",
        Unit("form of a name", "forms of names"),
        "Which names were taken to mean the same person or organisation, and by which rule?",
        """select alias.speaker_id, speaker.name as speaker, speaker.kind, alias.form as joined, alias.reason as rule,
  null as evidence, null as articles
from alias join speaker on speaker.id = alias.speaker_id
union all
select speaker_merge.speaker_id, coalesce(speaker.name, speaker_merge.name), speaker.kind, speaker_merge.name,
  speaker_merge.rule, speaker_merge.evidence, speaker_merge.articles
from speaker_merge left join speaker on speaker.id = speaker_merge.speaker_id
where speaker_merge.origin = 'rule' and speaker_merge.undone = 0""",
        "First the forms that articles use beside the name, with the rule that joined them; then the names of several "
        "articles that were taken for one. attrib speakers undoes what is wrong.",
    ),
    View(
        "v_guessed_outlets",
        "Guessed outlets",
        Unit("outlet", "outlets"),
        "Which outlets were recognised in a text by their form alone?",
        """select outlet.id as outlet_id, outlet.name as outlet,
  (select count(distinct hop.attribution_id) from hop join attribution on attribution.id = hop.attribution_id
    where hop.outlet_id = outlet.id and attribution.status <> 'rejected') as attributions
from outlet where outlet.guessed = 1 and outlet.known = 0
  and exists (select 1 from hop where hop.outlet_id = outlet.id)
order by outlet.id""",
        "Outlets that are in no list: attrib outlets import reads a list of your own.",
    ),
    View(
        "v_runs",
        "Runs",
        Unit("run", "runs"),
        "What was read with which version of the tool?",
        """select run.id as run_id, run.tool_version, run.grammar_hash, run.lexicon_hash, run.options, run.started, run.finished,
  (select count(*) from document where document.run_id = run.id) as documents
from run order by run.id""",
        "Documents: those whose rows a run has written and no later run has replaced.",
    ),
)
