"""The questions that need no comparing of texts, as named views: for the audit, the pages and the canned queries.

Rejected attributions never count. Only hops that are stated enter who_credits_whom's `stated` and the loops.
"""

from typing import NamedTuple

from sqlite_utils import Database


class View(NamedTuple):
    """A view's name, the question it answers in one line, and its select statement."""

    name: str
    description: str
    sql: str


_QUOTE = (
    "attribution.id as attribution_id, attribution.article_id, article.title as article, publisher.name as publisher"
)
_FROM = """from attribution
join article on article.id = attribution.article_id
left join outlet as publisher on publisher.id = article.publisher_id"""
_ORDER = "order by attribution.article_id, attribution.sequence"


def _of_relation(relations: str) -> str:
    return f"""select {_QUOTE},
  article.publisher_id, attribution.speaker_id, speaker.name as speaker, attribution.source_text,
  attribution.cue_text, attribution.content_text, attribution.confidence
{_FROM}
left join speaker on speaker.id = attribution.speaker_id
where ({relations}) and attribution.status <> 'rejected'
{_ORDER}"""


# A hop and the next one, both outlets: the second took the words from the first.
_STEPS = """select credited.outlet_id as credited_id, crediting.outlet_id as crediting_id,
    attribution.id as attribution_id, attribution.article_id as article_id, credited.status as status
  from hop as credited
  join hop as crediting
    on crediting.attribution_id = credited.attribution_id and crediting.position = credited.position + 1
  join attribution on attribution.id = credited.attribution_id
  where credited.outlet_id is not null and crediting.outlet_id is not null
    and credited.outlet_id <> crediting.outlet_id and attribution.status <> 'rejected'"""

# A loop begins at its outlet of the smallest id, so each is found once. open_edge leaves out the outlets that nobody
# credits or that credit nobody: no loop runs through them, and the walk stays small.
VIEWS: tuple[View, ...] = (
    View(
        "v_sources_by_kind",
        "How many attributions rest on people, organisations, outlets, documents, roles and anonymous sources?",
        """select coalesce(speaker_kind, 'no source') as kind,
  count(*) as attributions, count(distinct speaker_id) as speakers,
  count(distinct article_id) as articles, count(case when type in ('direct', 'mixed') then 1 end) as quoted,
  count(case when speaker_status = 'unresolved' then 1 end) as unresolved
from attribution where status <> 'rejected'
group by 1 order by attributions desc, kind""",
    ),
    View(
        "v_anonymous_sources",
        "Which claims does an article attribute to someone it does not name?",
        f"""select {_QUOTE},
  attribution.source_text, attribution.cue_text, attribution.content_text, attribution.confidence
{_FROM}
where attribution.speaker_kind = 'anonymous' and attribution.status <> 'rejected'
{_ORDER}""",
    ),
    View(
        "v_hops_by_status",
        "How many steps of the reporting chains are stated, inferred or unknown, and how are they known?",
        """select hop.status, hop.via, hop.kind, count(*) as hops, count(distinct attribution.article_id) as articles
from hop join attribution on attribution.id = hop.attribution_id
where attribution.status <> 'rejected'
group by hop.status, hop.via, hop.kind order by hop.status, hops desc, hop.via, hop.kind""",
    ),
    View(
        "v_who_credits_whom",
        "Which outlet names which other outlet as the one its words came from, and how often?",
        f"""select crediting.id as crediting_id, crediting.name as crediting,
  credited.id as credited_id, credited.name as credited,
  count(distinct step.attribution_id) as attributions, count(distinct step.article_id) as articles,
  count(distinct case when step.status = 'stated' then step.attribution_id end) as stated
from ({_STEPS}) as step
join outlet as credited on credited.id = step.credited_id
join outlet as crediting on crediting.id = step.crediting_id
group by crediting.id, credited.id order by attributions desc, crediting, credited""",
    ),
    View(
        "v_credit_loops",
        "Where do outlets credit each other in a circle, so that none of them is the first source?",
        f"""with recursive edge(crediting, credited) as (
  select distinct crediting_id, credited_id from ({_STEPS}) where status = 'stated'
),
open_edge(crediting, credited) as (
  select crediting, credited from edge
  where credited in (select crediting from edge) and crediting in (select credited from edge)
),
walk(first, last, path, actors, length) as (
  select edge.crediting, edge.credited, '/' || edge.crediting || '/' || edge.credited || '/',
    crediting.name || ' credits ' || credited.name, 1
  from open_edge as edge
  join outlet as crediting on crediting.id = edge.crediting
  join outlet as credited on credited.id = edge.credited
  where edge.crediting < edge.credited
  union
  select walk.first, edge.credited, walk.path || edge.credited || '/',
    walk.actors || ' credits ' || outlet.name, walk.length + 1
  from walk join open_edge as edge on edge.crediting = walk.last join outlet on outlet.id = edge.credited
  where walk.length < 6 and walk.last <> walk.first
    and edge.credited >= walk.first
    and (edge.credited = walk.first or instr(walk.path, '/' || edge.credited || '/') = 0)
)
select actors as loop, length as outlets, trim(path, '/') as outlet_ids from walk
where last = first order by outlets, loop""",
    ),
    View(
        "v_denials",
        "What is denied, and by whom?",
        _of_relation("attribution.relation = 'denial' or attribution.stance = 'denial'"),
    ),
    View(
        "v_no_response",
        "Who did not respond, or could not be reached?",
        _of_relation("attribution.relation = 'no_response'"),
    ),
    View("v_refusals", "Who declined to comment, or would not say?", _of_relation("attribution.relation = 'refusal'")),
    View(
        "v_headlines",
        "Which headlines state as fact what the body attributes to someone?",
        """select headline.article_id, article.title as article, publisher.name as publisher,
  headline.headline_text, headline.outcome, headline.shared, headline.body_attribution_id,
  body.source_text as body_source, body.cue_text as body_cue, body.content_text as body_content
from headline
join article on article.id = headline.article_id
left join outlet as publisher on publisher.id = article.publisher_id
left join attribution as body on body.id = headline.body_attribution_id
order by headline.outcome = 'kept', headline.outcome, headline.article_id""",
    ),
    View(
        "v_speaker_quotes",
        "What do the articles attribute to each speaker?",
        f"""select attribution.speaker_id, speaker.name as speaker, speaker.kind, {_QUOTE},
  article.published, attribution.relation, attribution.type, attribution.stance, attribution.cue_text,
  attribution.content_text, attribution.words_of, attribution.speaker_status, attribution.confidence
{_FROM}
join speaker on speaker.id = attribution.speaker_id
where attribution.status <> 'rejected'
order by speaker.name, attribution.article_id, attribution.sequence""",
    ),
    View(
        "v_unresolved",
        "Whose source could not be settled, and who fits?",
        f"""select {_QUOTE}, attribution.source_text, attribution.candidates, attribution.rule, attribution.cue_text,
  attribution.content_text, attribution.confidence
{_FROM}
where attribution.speaker_status = 'unresolved' and attribution.status <> 'rejected'
{_ORDER}""",
    ),
)


def update_views(db: Database) -> None:
    """Create the views that are missing or differ from this table. The database must be open for writing."""
    wanted = {view.name: f"create view {view.name} as {view.sql}" for view in VIEWS}
    present = {
        str(name): str(sql) for name, sql in db.execute("select name, sql from sqlite_master where type = 'view'")
    }
    with db.atomic():
        for name, sql in wanted.items():
            if present.get(name, "").casefold() != sql.casefold():
                db.execute(f"drop view if exists {name}")
                db.execute(sql)
