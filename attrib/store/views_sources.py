"""Questions about sources: who is quoted, who stays unnamed, who is silent, which statement has nobody behind it."""

from attrib.store.figure_counts import VOICE
from attrib.store.view import ARTICLE, FROM, KEPT, QUOTE, TOLD, Unit, View

_RANKED = (
    "Counted are attributions with content whose speaker the source itself names, or the same article has named before (by "
    "a family name, a short name, a role that it ties to the full name), and those that a person has accepted; articles "
    "that copy another one are left out. Unnamed sources are never joined across articles, so none is ranked."
)


# Where nothing is reported, the sentence tells what was declined ("declined to say who had ordered the crane").
_SENTENCE = ", attribution.sentence_text"


def _of_speaker(condition: str, more: str = "") -> str:
    return f"""select {QUOTE}, told.speaker_id, speaker.name as speaker, {TOLD}{more}
{FROM}
left join attribution_speaker as told on told.attribution_id = attribution.id
left join speaker on speaker.id = told.speaker_id
where {condition} and {KEPT}
order by attribution.id, told.position"""


SOURCES: tuple[View, ...] = (
    View(
        "v_sources_by_kind",
        "Sources by kind",
        Unit("kind of source", "kinds of source"),
        "How many attributions rest on people, organisations, outlets, documents, roles and anonymous sources?",
        """select kind, attributions, speakers, articles, quoted, unresolved
from figure where question = 'sources_by_kind' order by position""",
        "All attributions that are not rejected. Quoted: wholly or partly in quote marks. Unnamed sources are told apart "
        "within one article only, so their number is not a number of people.",
    ),
    View(
        "v_most_quoted",
        "Most quoted",
        Unit("speaker", "speakers", most=1_000),
        "Who is quoted most?",
        """select figure.speaker_id, speaker.name as speaker, speaker.kind, speaker.role, speaker.affiliation,
  figure.attributions, figure.named, figure.named_earlier, figure.by_pronoun, figure.quoted, figure.articles, figure.outlets
from figure join speaker on speaker.id = figure.speaker_id
where figure.question = 'most_quoted' order by figure.position""",
        f"{_RANKED} Named and named earlier add up to the attributions; by pronoun (“he said”) is not counted among them. Two "
        "rows of one name are two whom nothing shows to be one. The first thousand are kept.",
    ),
    View(
        "v_most_quoted_by",
        "Most quoted by role, affiliation, country",
        Unit("role, affiliation or country", "roles, affiliations and countries"),
        "Which roles, affiliations and countries are quoted most?",
        """select kind as grouped_by, name, attributions, speakers, articles
from figure where question = 'most_quoted_by' order by position""",
        f"{_RANKED} Role and affiliation are as the articles write them; a country is one that the affiliation or the role "
        "names. The first two hundred of each are kept.",
    ),
    View(
        "v_never_quoted",
        "Mentioned, never quoted",
        Unit("name", "names"),
        "Who is mentioned, but never quoted?",
        """select speaker.id as speaker_id, speaker.name as speaker, speaker.kind, speaker.role, speaker.affiliation,
  figure.articles,
  exists (select 1 from attribution_speaker as told join attribution on attribution.id = told.attribution_id
    where told.speaker_id = speaker.id
    and attribution.relation = 'no_response' and attribution.status <> 'rejected') as did_not_respond,
  exists (select 1 from attribution_speaker as told join attribution on attribution.id = told.attribution_id
    where told.speaker_id = speaker.id
    and attribution.relation = 'refusal' and attribution.status <> 'rejected') as declined
from figure join speaker on speaker.id = figure.speaker_id
where figure.question = 'never_quoted' order by figure.position""",
        "People and organisations that an article names as a source, as a step of a chain or as silent, and to whom no "
        "article attributes any words, those of the most articles first. Names that stand in a text for other reasons are not looked for.",
    ),
    View(
        "v_no_response",
        "No response",
        Unit("passage", "passages", key="attribution_id"),
        "Who did not respond, or could not be reached?",
        _of_speaker("attribution.relation = 'no_response'", _SENTENCE),
    ),
    View(
        "v_refusals",
        "Refusals",
        Unit("passage", "passages", key="attribution_id"),
        "Who declined to comment, or would not say?",
        _of_speaker("attribution.relation = 'refusal'", _SENTENCE),
    ),
    View(
        "v_denials",
        "Denials",
        Unit("denial", "denials", key="attribution_id"),
        "What is denied, and by whom?",
        # In the words of idx_attribution_denial, which serves nothing else.
        _of_speaker("(attribution.relation = 'denial' or attribution.stance = 'denial')"),
    ),
    View(
        "v_anonymous_sources",
        "Anonymous sources",
        Unit("passage", "passages"),
        "Which claims does an article attribute to someone it does not name?",
        f"""select {QUOTE}, {TOLD}, anonymity.count, anonymity.rank_text, anonymity.affiliation_text,
  anonymity.condition_text, anonymity.reason_text
{FROM}
left join anonymity on anonymity.attribution_id = attribution.id
where attribution.speaker_kind = 'anonymous' and attribution.content_text <> '' and {KEPT}
order by attribution.id""",
        "Each passage counts, so one source that an article uses three times stands here three times. Count, rank, "
        "affiliation and reason are the article's own words; nobody behind a source is guessed.",
    ),
    View(
        "v_anonymity_by_outlet",
        "Anonymity by outlet",
        Unit("outlet", "outlets"),
        "How large a share of an outlet's attributions rests on sources it does not name, and how often is a reason given?",
        """select figure.outlet_id, outlet.name as outlet, figure.attributions, figure.anonymous,
  round(1.0 * figure.anonymous / figure.attributions, 4) as share, figure.reasoned
from figure join outlet on outlet.id = figure.outlet_id
where figure.question = 'anonymity_by_outlet' order by figure.position""",
        "Share: attributions in the outlet's articles whose source bears no name, of all that are not rejected. Reasoned: "
        "the article says why. Articles that copy another one are left out.",
    ),
    View(
        "v_no_reason_for_anonymity",
        "No reason for anonymity",
        Unit("passage", "passages"),
        "Which anonymous sources are quoted without a reason why they are not named?",
        f"""select {QUOTE}, {TOLD}, anonymity.condition_text
{FROM}
left join anonymity on anonymity.attribution_id = attribution.id
where attribution.speaker_kind = 'anonymous' and anonymity.reason_text is null
  and attribution.content_text <> '' and not coalesce({VOICE}, 0) and {KEPT}
order by attribution.id""",
        "A reason is looked for beside the source (“because they were not authorised to speak”). Where an article gives it "
        "once for several passages, the others stand here all the same. A spokesman of a body that the article names is left "
        "out: he is that body’s voice.",
    ),
    View(
        "v_sources_for_one",
        "“Sources” used for one",
        Unit("passage", "passages"),
        "Where does an article write “sources” or “officials”, and elsewhere of only one?",
        f"""select {QUOTE}, {TOLD}, one.id as one_id, one.stable_key as one_key, one.source_text as one_source,
  one.content_text as one_content, one.reads_as as one_reads_as, one.manner as one_manner
from figure
cross join attribution on attribution.id = figure.attribution_id
{ARTICLE}
cross join attribution as one on one.id = figure.other_attribution_id and one.status <> 'rejected'
where figure.question = 'sources_for_one' and {KEPT}
order by figure.position""",
        "Candidates, to be read: one article attributes words to several unnamed sources (“officials”) and to exactly one "
        "of the same noun (“an official”). They may be different people.",
    ),
    View(
        "v_unsourced",
        "Statements without a source",
        Unit("passage", "passages"),
        "Which statements are passed on without saying from whom?",
        f"""select {QUOTE}, attribution.relation, {TOLD}
{FROM}
where attribution.speaker_kind is null and attribution.source_text = '' and attribution.content_text <> '' and {KEPT}
order by attribution.id""",
        "“Reportedly”, “it is said”, and quotes beside which nobody stands. Statements in the outlet's own voice are no "
        "attributions, and are not looked for.",
    ),
    View(
        "v_words_of_others",
        "Whose words the marks hold",
        Unit("passage", "passages"),
        "Where do the quote marks hold the words of someone other than the speaker?",
        f"""select {QUOTE}, attribution.speaker_id, speaker.name as speaker, attribution.words_of, {TOLD}
{FROM}
left join speaker on speaker.id = attribution.speaker_id
where attribution.words_of is not null and attribution.words_of <> coalesce(attribution.speaker_name, '') and {KEPT}
  and not exists (select 1 from attribution_speaker as told where told.attribution_id = attribution.id
    and told.position > 0 and attribution.words_of like '% and ' || told.name)
order by attribution.id""",
        "The leader affirmed that …, an agency wrote: the words inside the marks are then the agency's, not the leader's.",
    ),
    View(
        "v_speaker_quotes",
        "Quotes by speaker",
        Unit("passage", "passages"),
        "What do the articles attribute to each speaker, and on what evidence?",
        f"""select told.speaker_id, speaker.name as speaker, speaker.kind, {QUOTE},
  attribution.relation, attribution.type, attribution.stance, {TOLD}, attribution.words_of,
  told.status as speaker_status, told.evidence_text
from speaker
cross join attribution_speaker as told on told.speaker_id = speaker.id
cross join attribution on attribution.id = told.attribution_id
{ARTICLE}
where {KEPT}
order by speaker.name, speaker.id, attribution.id""",
    ),
)
