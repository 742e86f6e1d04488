"""What Datasette is told about a database of ours: labels, descriptions, and the questions as canned queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from attrib.browse.described import LABELS, TABLES
from attrib.browse.host import Visit
from attrib.store.views import VIEWS

__all__ = ("LABELS", "QUESTIONS", "TABLES", "Question")


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


def view_of(query: str) -> str | None:
    """Return the view that a canned query of ours asks; None for another query."""
    return next((question.view for question in QUESTIONS if question.name == query), None)


def queries_of(views: Iterable[str]) -> frozenset[str]:
    """Return the names of the canned queries of some views."""
    asked = frozenset(views)
    return frozenset(question.name for question in QUESTIONS if question.view in asked)


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
                    # It runs for whoever may see its view (see plugin), also where nobody may run SQL of their own.
                    is_trusted=True,
                )
