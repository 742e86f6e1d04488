"""What a view is, and the pieces of SQL that several of them share.

In all of them rejected attributions never count. Views that list rows end with an order that an index gives, so that the
first page of a million rows costs no more than that of a hundred.
"""

from typing import NamedTuple


class Unit(NamedTuple):
    """What a question counts: one of them and many in words ("quote", "quotes").

    `key` is the column that tells two of them apart where a row is not one of them; a row is then called `row` ("telling",
    "tellings"). `part` is a condition on the view's columns that singles out some of them, `part_said` that in words. `most`: no more than so many are kept.
    """

    one: str
    many: str
    key: str = ""
    row: tuple[str, str] = ("row", "rows")
    part: str = ""
    part_said: str = ""
    most: int = 0


class View(NamedTuple):
    """A view's name, its title, what it counts, the question it answers in one line, its select statement, and how it is counted."""

    name: str
    title: str
    unit: Unit
    description: str
    sql: str
    counted: str = "Rejected attributions are left out."


# An attribution with its article. `cross join` keeps the order in which the tables are looked up.
QUOTE = """attribution.id as attribution_id, attribution.stable_key, attribution.article_id, article.title as article,
  publisher.name as publisher, article.publisher_id, article.published, article.url"""
ARTICLE = """cross join article on article.id = attribution.article_id
left join outlet as publisher on publisher.id = article.publisher_id"""
FROM = f"from attribution\n{ARTICLE}"
KEPT = "attribution.status <> 'rejected'"
# How the words are to be read: "denied", with manner "denial"; see attrib/wording.
READS = "attribution.reads_as, attribution.manner, attribution.negated"
TOLD = f"attribution.source_text, attribution.cue_text, attribution.content_text, {READS}, attribution.confidence"
# A quote that several texts carry, read as its fullest telling is.
CLAIM = """cluster.text as claim,
  (select full.reads_as from attribution as full where full.id = cluster.fullest_id) as claim_reads_as,
  (select full.manner from attribution as full where full.id = cluster.fullest_id) as claim_manner"""
# The outlets that an article says it has the words from, nearest first. What stands behind the publisher in a chain is
# the aggregator that shows its page.
CREDITS = """(select json_group_array(name) from (
    select hop.name from hop where hop.attribution_id = attribution.id and hop.outlet_id is not null
      and hop.outlet_id is not article.publisher_id and hop.status <> 'unknown'
      and hop.position < coalesce((select max(own.position) from hop as own
        where own.attribution_id = attribution.id and own.outlet_id = article.publisher_id), 1000)
    order by hop.position desc)) as credits"""


def side(name: str) -> str:
    """Return the columns of one of two attributions, "before" or "after", with its article; `side_tables` joins them."""
    return f"""{name}.id as {name}_id, {name}.stable_key as {name}_key, {name}.source_text as {name}_source,
  {name}.cue_text as {name}_cue, {name}.content_text as {name}_content,
  {name}.reads_as as {name}_reads_as, {name}.manner as {name}_manner, {name}.negated as {name}_negated, {name}_article.id as {name}_article_id,
  {name}_article.title as {name}_article, {name}_publisher.name as {name}_publisher,
  {name}_article.url as {name}_url, {name}_article.published as {name}_published"""


def side_tables(name: str, key: str, other: str = "''") -> str:
    """Return the joins of one of two attributions, whose id stands in `key`. `other` is any column of another table."""
    return f"""cross join attribution as {name} on {name}.id = {key} and coalesce({name}.status, {other}) <> 'rejected'
cross join article as {name}_article on {name}_article.id = {name}.article_id
left join outlet as {name}_publisher on {name}_publisher.id = {name}_article.publisher_id"""
