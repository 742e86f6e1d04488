"""What a section of the audit is, and how it is drawn."""

from dataclasses import dataclass, field

from attrib.store.view import View


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
