"""Hold the house together: imports run one way, rooms keep to their libraries, files stay small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "attrib"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400  # lines
TOP = {"attrib", "grammar", "seeds", "tests", "docs", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
# What a room may import of attrib, besides itself. "commands" and "cli" stand at the top and may use any room.
ALLOWED = {
    "records": set(),
    "errors": set(),
    "resources": set(),
    "regex": set(),
    "lexicon": {"errors", "resources"},
    "keys": {"records", "regex"},
    "read": {"records", "errors", "regex"},
    "segment": {"records", "regex"},
    "parse": {"records", "errors", "resources", "regex", "lexicon", "segment"},
    "resolve": {"records", "resources", "regex", "lexicon", "segment"},
    "pipeline": {"records", "segment", "parse", "resolve"},
    "wording": {"records", "keys", "lexicon", "regex"},
    "export": {"records", "keys", "draw", "wording"},
    # compare's records are what the database is asked for, and its findings are what is written.
    "store": {"records", "errors", "resources", "lexicon", "keys", "compare", "wording"},
    "compare": {"records", "lexicon"},
    "draw": set(),
    "browse": {"errors", "store", "draw", "compare", "wording"},
    "evaluate": {
        "records",
        "errors",
        "resources",
        "lexicon",
        "pipeline",
        "read",
        "export",
        "segment",
        "parse",
        "resolve",
    },
}
# What a room within a room may import of the others beside it; files directly in the outer room may use any.
WITHIN: dict[str, dict[str, set[str]]] = {
    "parse": {
        "tokens": set(),
        "grammar": set(),
        "chunks": {"tokens"},
        "readers": {"chunks", "tokens"},
        "assemble": {"chunks", "grammar", "readers", "tokens"},
    },
}
LIBRARIES = {"lark": {"parse"}, "sqlite_utils": {"store"}}


def room(path: Path) -> str:
    """Return the room that a file of the package belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of(path: Path) -> set[str]:
    """Return the other rooms that a file imports from."""
    names = [name.split(".") for name in imported(path) if name.startswith("attrib.")]
    return {name[1] for name in names} - {room(path), "__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_import_one_way(path: Path) -> None:
    allowed = ALLOWED.get(room(path))
    if allowed is not None:
        assert rooms_of(path) <= allowed
    if room(path) != "__main__":
        assert "cli" not in rooms_of(path)


@pytest.mark.parametrize("outer", WITHIN)
def test_rooms_within_a_room_import_one_way(outer: str) -> None:
    rooms = WITHIN[outer]
    assert {path.name for path in (PACKAGE / outer).iterdir() if (path / "__init__.py").exists()} == set(rooms)
    for path in (PACKAGE / outer).glob("*/*.py"):
        names = [name.split(".") for name in imported(path) if name.startswith(f"attrib.{outer}.")]
        assert {name[2] for name in names} - {path.parent.name} <= rooms[path.parent.name], path


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_in_their_room(path: Path) -> None:
    for name in imported(path):
        rooms = LIBRARIES.get(name.split(".")[0])
        assert rooms is None or room(path) in rooms, f"{path} imports {name}"


def test_no_import_cycle_between_files() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    edges: dict[str, set[str]] = {}
    for name, path in names.items():
        targets = {target if target in names else target.rpartition(".")[0] for target in imported(path)}
        edges[name] = {target for target in targets if target in names and target != name}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail, name))
        if name not in done:
            for target in sorted(edges[name]):
                walk(target, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        walk(name, ())


def test_files_stay_small_and_well_named() -> None:
    for path in [*FILES, *sorted((ROOT / "tests").rglob("*.py"))]:
        assert path.name not in ("utils.py", "helpers.py", "misc.py")
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines"


def test_top_level_is_the_plan() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - {"build", "dist"} <= TOP
