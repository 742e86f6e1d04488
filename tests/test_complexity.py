"""Hold how much one function decides: counted with "and" and "or", as radon does, which ruff's C901 leaves out.

complexity.json lists the functions above the limit with their figures. It may only shrink: a new function stands below the limit, a
listed one may not grow, and one that has come down leaves the list. `python tests/test_complexity.py` writes it anew.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

LIMIT = 15
PACKAGE = Path(__file__).resolve().parent.parent / "attrib"
KEPT = Path(__file__).with_name("complexity.json")
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case)


def complexity(function: ast.AST) -> int:
    """Return the paths through a function; functions inside it count for themselves."""
    total, stack = 1, list(ast.iter_child_nodes(function))
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        total += isinstance(node, _BRANCHES)
        if isinstance(node, ast.For | ast.While | ast.Try):
            total += bool(node.orelse)
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
        stack += ast.iter_child_nodes(node)
    return total


def functions(tree: ast.AST, name: str) -> Iterator[tuple[str, int]]:
    """Yield each function under a file's name, with its class, and its complexity."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}:{node.name}", complexity(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from functions(node, f"{name}:{node.name}")
        else:
            yield from functions(node, name)


def above() -> dict[str, int]:
    """Return the functions of the package above the limit."""
    found = {
        name: count
        for path in sorted(PACKAGE.rglob("*.py"))
        for name, count in functions(ast.parse(path.read_text("utf-8")), path.relative_to(PACKAGE).as_posix())
    }
    return {name: count for name, count in found.items() if count > LIMIT}


def test_the_count_is_the_one_that_is_meant() -> None:
    code = "def f(a, b):\n    if a and b or not a:\n        return [x for x in b if x]\n    for y in b:\n        pass\n    else:\n        y = 1 if a else 2\n    return y"
    assert dict(functions(ast.parse(code), "m")) == {"m:f": 9}


def test_no_function_decides_more_than_the_list_allows() -> None:
    kept: dict[str, int] = json.loads(KEPT.read_text("utf-8"))
    found = above()
    assert {name: count for name, count in found.items() if count > kept.get(name, LIMIT)} == {}
    assert {name: count for name, count in kept.items() if found.get(name, 0) < count} == {}, "take these off the list"


if __name__ == "__main__":
    KEPT.write_text(json.dumps(above(), indent=0) + "\n", "utf-8")
