"""What Datasette is told about a database of ours: labels, descriptions, and the questions as canned queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from attrib.browse.host import Visit
from attrib.store.views import VIEWS

# The column that stands for a row wherever a foreign key points at it. Datasette 1.0 would take the only unique text
# column, which is a hash in most of these tables.
LABELS = {
    "article": "title",
    "article_version": "headline",
    "attribution": "content_text",
    "document": "source_id",
    "outlet": "name",
    "run": "started",
    "speaker": "name",
    "variant_cluster": "text",
}
TABLES = {
    "article": "One article of a document, with its outlets and dates.",
    "article_version": "One text of an article with its headline, publisher and day. Offsets elsewhere count its characters.",
    "attribution": "What an article attributes to somebody: its words, its source, the pattern that found it.",
    "span": "Where the content, cue and source of an attribution stand in the text.",
    "hop": "The chain of an attribution, from its first speaker to the publisher, each step with its evidence.",
    "speaker": "People, organisations, outlets, documents and unnamed sources, as the texts name them.",
    "outlet": "Outlets and agencies.",
    "outlet_form": "A name by which an input gives an outlet as its publisher, where it is not the usual one.",
    "alias": "A form under which a text names a speaker, and why the two were joined.",
    "mention": "Where an article names a speaker.",
    "zone": "The parts of an article: headline, dateline, byline, body, furniture.",
    "headline": "What a headline does with the attribution of the sentence it is made from.",
    "statement_date": "The dates in and around an attribution, and how each was fixed.",
    "anonymity": "What a text tells of an unnamed source: how many, rank, affiliation, closeness, and the reason given.",
    "review": "A person's verdict on an attribution; it outlives a new run.",
    "figure": "Figures over the whole database, counted at the end of an ingest or a comparison; the views read them.",
    "run": "One run that wrote something: version, grammar, lexicon, times.",
    "document": "One input as given, known again by its address, file, id or text.",
    "version_change": "What two versions of an article attribute differently.",
    "contradiction": "One speaker told to have said a thing and its opposite: a candidate, to be read by a person.",
    "conflict": "Figures on one subject that cannot all be right.",
    "claim_value": "A figure that an attribution gives.",
    "drift": "One claim told with another stance further on: a stronger verb, a lost hedge, a headline.",
    "joined_hop": "A credited outlet, and its own article that tells the same.",
    "article_copy": "Two articles with one text. A copy is no second source.",
    "loop": "Outlets that credit each other in a circle for one quote.",
    "root": "An independent first source behind a quote that several texts carry.",
    "alteration": "How a telling differs from the fullest and from the one that it credits, and how much that may matter.",
    "variant": "A telling of such a quote.",
    "variant_cluster": "One quote as different texts carry it, with its fullest telling and its independent first sources.",
    "comparison": "One run of attrib compare.",
    "left_out": "What the last comparison could not compare, and why; the next one tries it again.",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the pages show it: its view, the name of its canned query, a title and a sentence."""

    view: str
    name: str
    title: str
    description: str

    @property
    def sql(self) -> str:
        """The canned query: all of the view, in the view's own order."""
        return f'select * from "{self.view}"'


QUESTIONS = tuple(
    Question(
        view.name,
        view.name.removeprefix("v_").replace("_", "-"),
        view.title,
        view.description,
    )
    for view in VIEWS
)


async def present(visit: Visit) -> tuple[Question, ...]:
    """Return the questions whose views the database holds, in their own order."""
    found = await visit.rows("select name from sqlite_master where type = 'view'")
    names = {row["name"] for row in found}
    return tuple(question for question in QUESTIONS if question.view in names)


def tables() -> dict[str, dict[str, Any]]:
    """Return what 0.65 reads of our tables: label columns and descriptions, new dictionaries at every call.

    Datasette merges the user's own metadata into what a hook returns, so nothing here may be shared between calls.
    """
    told: dict[str, dict[str, Any]] = {name: {"description": text} for name, text in TABLES.items()}
    for question in QUESTIONS:
        told[question.view] = {"description": question.description}
    for table, column in LABELS.items():
        told.setdefault(table, {})["label_column"] = column
    # 1.0 hides tables whose name begins with an underscore by itself.
    told["_migration"] = {"hidden": True}
    return told


async def register(datasette: Any, names: Iterable[str]) -> None:
    """Tell 1.0 what 0.65 asks for: labels into its configuration, descriptions and queries into its internal database.

    Whatever the user has configured stays as it is.
    """
    for name in sorted(names):
        config = datasette.config.setdefault("databases", {}).setdefault(name, {}).setdefault("tables", {})
        for table, column in LABELS.items():
            config.setdefault(table, {}).setdefault("label_column", column)
        described = {**TABLES, **{question.view: question.description for question in QUESTIONS}}
        for table, text in described.items():
            if not await datasette.get_resource_metadata(name, table):
                await datasette.set_resource_metadata(name, table, "description", text)
        for question in await present(Visit(datasette, None, name)):
            if await datasette.get_query(name, question.name) is None:
                await datasette.add_query(
                    name,
                    question.name,
                    question.sql,
                    title=question.title,
                    description=question.description,
                    source="attrib",
                )
