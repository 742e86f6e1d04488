"""What a section of the audit is, and how it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from attrib.store.view import View
from attrib.store.views import VIEWS

_VIEWS = {view.name: view for view in VIEWS}
WAY, WORDS, CLAIMS, SOURCES, ARTICLES, CHECKS = (
    "The way of the words",
    "The words",
    "The claims",
    "The sources",
    "The articles",
    "To be checked",
)
# What a first column names, and the key that tells two of it apart: two people of one name are two.
_KEYS = {"claim": "cluster_id", "subject": "conflict_id", "speaker": "speaker_id"}


@dataclass(frozen=True, slots=True)
class Chart:
    """How a section is drawn: bars, stack, matrix or steps, the columns that it takes, as attrib/draw has them, and a caption."""

    kind: str
    label: str
    values: tuple[str, ...]
    across: str = ""
    of: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the audit. `name` is its key in JSON and its page's address; `group` the heading that it stands under.

    `columns` are what tables show: column and heading. `lists` are columns that hold a JSON list. `compared` is True where
    it needs `attrib compare`.
    """

    name: str
    view: View
    group: str
    columns: dict[str, str]
    lists: tuple[str, ...] = ()
    compared: bool = False
    chart: Chart | None = field(default=None)

    @property
    def title(self) -> str:
        """The title of its view."""
        return self.view.title

    def repeats(self, row: Mapping[str, object], above: Mapping[str, object] | None) -> bool:
        """Tell whether the first cell of a row means the very same as the one above: the same key, not only the same words."""
        key = _KEYS.get(next(iter(self.columns)))
        return above is not None and key is not None and row.get(key) is not None and row[key] == above.get(key)


def of_view(name: str, group: str, columns: dict[str, str], *, view: str = "", **more: object) -> Section:
    """Return the section of a view, of the one that bears its name unless `view` names another."""
    return Section(name, _VIEWS[view or f"v_{name}"], group, columns, **more)  # type: ignore[arg-type]
