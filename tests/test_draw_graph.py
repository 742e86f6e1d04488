"""Graphs laid out in layers, and written as SVG, Mermaid and DOT."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.draw.graph import Edge, Node, dot, mermaid, svg
from attrib.draw.layers import circles, lay_out

SVG = "{http://www.w3.org/2000/svg}"
NAMES = "abcdefgh"
EDGES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 9)), max_size=24)
HOSTILE = (
    "<script>alert(1)</script>",
    '"]; evil --> "',
    'back\\slash \\N \\" ends',
    "`markdown` #35; -->|x|",
    "محمد العلي",
    "two\nlines",
    "歐陽娜娜" * 40,
    "x" * 5000,
    "",
)


def reached(edges: list[tuple[str, str]], start: str) -> set[str]:
    """Return what a walk of one step or more comes to."""
    found: set[str] = set()
    ahead = [second for first, second in edges if first == start]
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead += [second for first, second in edges if first == node]
    return found


@given(EDGES)
def test_a_circle_is_what_leads_back(given_edges: list[tuple[str, str, int]]) -> None:
    edges = [(first, second) for first, second, _ in given_edges]
    assert circles(edges) == {
        (first, second) for first, second in edges if first == second or first in reached(edges, second)
    }


@given(EDGES)
def test_nodes_stand_apart_and_lines_run_to_the_right(edges: list[tuple[str, str, int]]) -> None:
    layout = lay_out(NAMES, edges)
    assert layout == lay_out(NAMES, edges)
    for one, other in combinations(NAMES, 2):
        (layer, row), (layer2, row2) = layout.at[one], layout.at[other]
        assert layer != layer2 or abs(row - row2) > 0.999
    for i, ((first, second, _), way) in enumerate(zip(edges, layout.ways, strict=True)):
        ends = [layout.at[second], layout.at[first]] if i in layout.back else [layout.at[first], layout.at[second]]
        assert [way[0], way[-1]] == ends
        assert [at for at, _ in way] == list(range(ends[0][0], ends[1][0] + 1))
    assert all(0 <= at < layout.layers and -0.001 <= row <= layout.rows - 0.999 for at, row in layout.at.values())


@given(EDGES)
def test_only_a_circle_turns_a_line_round(edges: list[tuple[str, str, int]]) -> None:
    layout = lay_out(NAMES, edges)
    round_about = circles([(first, second) for first, second, _ in edges])
    assert {edges[i][:2] for i in layout.back} <= round_about


def test_no_line_crosses_where_none_has_to() -> None:
    edges = [("a", "f", 1), ("b", "e", 1), ("c", "d", 1)]
    layout = lay_out("abcdef", edges)
    order = [sorted(names, key=lambda name: layout.at[name][1]) for names in ("abc", "fed")]
    assert [("abc".index(name)) for name in order[0]] == [("fed".index(name)) for name in order[1]]


def test_a_source_stands_beside_what_it_feeds() -> None:
    layout = lay_out("abcd", [("a", "b", 1), ("b", "c", 1), ("d", "c", 1)])
    assert layout.at["d"][0] == layout.at["b"][0] == 1


def pair(name: str, status: str = "stated") -> tuple[list[Node], list[Edge]]:
    return [Node("a", name, name, '/x?a=1&b="2'), Node("b", "The Post")], [Edge("a", "b", status, 3, True, f"{name} 3")]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name: str) -> None:
    nodes, edges = pair(name)
    drawn = svg(nodes, edges, title=name, desc=name)
    tree = ElementTree.fromstring(drawn)
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= {
        "svg", "title", "desc", "g", "rect", "text", "path", "a",
    }  # fmt: skip
    assert len(tree.findall(f".//{SVG}text")) <= 8
    lines = mermaid(nodes, edges).splitlines()
    assert len(lines) == 5
    assert re.fullmatch(r"  n1\[\"[\w\d .,'’#;-]*\"\]", lines[1]), lines[1]
    lines = dot(nodes, edges).splitlines()
    assert len(lines) == 7
    label = re.fullmatch(r'  n1 \[label="((?:[^"\\]|\\.)*)"\];', lines[3])
    assert label
    assert re.sub(r"\\(.)", r"\1", label[1]) == " ".join(name.split())


def test_how_a_credit_is_known_is_drawn() -> None:
    drawn = {
        status: svg(*pair("The Lantern", status), title="t", desc="d") for status in ("stated", "inferred", "unknown")
    }
    assert "stroke-dasharray" not in drawn["stated"]
    assert 'stroke-dasharray="7 5"' in drawn["inferred"]
    assert 'stroke-dasharray="1.5 5"' in drawn["unknown"]
    styles = [
        re.findall(r"\"3\", style=(\w+),", dot(*pair("x", status))) for status in ("stated", "inferred", "unknown")
    ]
    assert styles == [["solid"], ["dashed"], ["dotted"]]
    assert "stroke-dasharray:7 5" in mermaid(*pair("x", "inferred"))
    assert "stroke-dasharray" not in mermaid(*pair("x"))


def test_a_graph_of_two_has_two_boxes_inside_its_frame_and_a_line_that_says_itself() -> None:
    nodes, edges = pair("The Lantern")
    tree = ElementTree.fromstring(svg(nodes, edges, title="Credits", desc="The Post credits The Lantern", alone=True))
    ground, *boxes = tree.findall(f".//{SVG}rect")
    assert ground.attrib["width"] == "100%"
    assert len(boxes) == 2
    width, height = float(tree.attrib["width"]), float(tree.attrib["height"])
    for box in boxes:
        x, y, wide, high = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= 0 and x + wide <= width and y >= 0 and y + high <= height
    assert [title.text for title in tree.findall(f".//{SVG}g[@class='edge stated loop']/{SVG}title")] == [
        "The Lantern 3"
    ]


def test_no_credits_are_an_empty_frame() -> None:
    tree = ElementTree.fromstring(svg([], [], title="Credits", desc="Nobody credits anybody.", alone=True))
    assert tree.find(f"{SVG}title") is not None
    assert not tree.findall(f".//{SVG}g")


def test_many_lines_are_laid_out_soon_enough_and_all_of_them_drawn() -> None:
    nodes = [Node(str(n), f"Outlet {n}") for n in range(60)]
    edges = [Edge(str(n % 60), str((n * 7 + 1) % 60), "stated", n) for n in range(1, 121) if n % 60 != (n * 7 + 1) % 60]
    tree = ElementTree.fromstring(svg(nodes, edges, title="t", desc="d"))
    assert len([g for g in tree.iter(f"{SVG}g") if g.attrib["class"].startswith("edge")]) == len(edges)
