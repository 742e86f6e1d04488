"""What the pages draw: chains as SVG, and texts with overlapping spans marked in them."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from attrib.browse.chain_svg import Link, draw, in_words, loops
from attrib.browse.highlight import Mark, cut, to_html
from attrib.browse.wording import clean, clip, percent, words

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</svg></title><b>",
    "محمد العلي، المتحدث باسم الوزارة",
    "\u202egnp.exe\u202c",
    "👩‍👩‍👧‍👦 Éa Ó Briain 🇳🇴",
    "歐陽娜娜" * 30,
    "x" * 10_000,
    "a\x00b\x0bc",
    "\ud83d lone",
    "",
    "   ",
    "&amp; &lt;",
)


def chain(*names: str, status: str = "stated") -> list[Link]:
    return [Link(name, "outlet", status, "citing") for name in names]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("columns", [1, 2, 4])
def test_a_hostile_name_stays_text(name: str, columns: int) -> None:
    drawn = draw([Link(name, name, name, name, href='/x?a=1&b="2'), *chain("Norda Wire")], columns=columns)
    tree = ElementTree.fromstring(drawn.encode())  # well-formed, and nothing in it that UTF-8 cannot write
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= {
        "svg", "title", "desc", "g", "rect", "text", "path", "a", "circle",
    }  # fmt: skip
    assert not [key for element in tree.iter() for key in element.attrib if key.startswith("on")]
    assert len(drawn) < 20_000


def test_the_lines_say_what_is_stated_inferred_and_unknown() -> None:
    drawn = [
        draw(chain("Ines Roth", "Norda Wire", status=status), columns=2) for status in ("stated", "inferred", "unknown")
    ]
    assert "stroke-dasharray" not in drawn[0]
    dashes = [set(re.findall(r'stroke-dasharray="([^"]+)"', text)) for text in drawn[1:]]
    assert all(len(found) == 1 for found in dashes)
    assert dashes[0] != dashes[1]


def test_the_drawing_says_itself_in_words() -> None:
    links = [Link("Ines Roth", "person", "stated", ""), Link("Norda Wire", "outlet", "inferred", "as_reported_by")]
    tree = ElementTree.fromstring(draw(links, columns=4, prefix="one"))
    assert tree.get("role") == "img"
    assert 'role="group"' in draw([*links, Link("The Post", "outlet", "stated", "", href="/post")], columns=4)
    assert tree.get("aria-labelledby") == "one-t one-d"
    assert tree.findtext(f"{SVG}title") == "Reporting chain of 2 hops"
    assert tree.findtext(f"{SVG}desc") == "Ines Roth (stated), then Norda Wire (inferred, as reported by)"


def test_the_root_stands_left_and_a_full_row_wraps() -> None:
    def places(columns: int) -> list[tuple[float, float]]:
        tree = ElementTree.fromstring(draw(chain("a", "b", "c", "d", "e"), columns=columns))
        return [(float(box.attrib["x"]), float(box.attrib["y"])) for box in tree.iter(f"{SVG}rect")]

    wide, middle, narrow = places(5), places(2), places(1)
    assert [x for x, _ in wide] == sorted({x for x, _ in wide})
    assert len({y for _, y in wide}) == 1
    assert len({y for _, y in middle}) == 3
    assert middle[2][0] == middle[0][0]
    assert len({x for x, _ in narrow}) == 1
    assert [y for _, y in narrow] == sorted({y for _, y in narrow})


def test_an_actor_met_twice_is_a_loop() -> None:
    # "The Post reports, citing the Wire, which cites the Post": the circle is marked at both ends, the Wire is not.
    links = chain("The Post", "Norda Wire", "the post")
    assert loops(links) == {0, 2}
    drawn = draw(links, columns=3)
    assert drawn.count('class="loop"') == 2
    assert "A loop: The Post appears twice" in in_words(links)
    assert loops(chain("The Post", "Norda Wire", "The Postman")) == frozenset()


def test_two_unnamed_actors_are_no_loop() -> None:
    assert loops(chain("state media", "Norda Wire", "state media", status="unknown")) == frozenset()


def test_two_people_of_one_name_are_no_loop_when_their_keys_differ() -> None:
    links = [
        Link("J. Vane", "person", "stated", "", key="speaker 1"),
        Link("J. Vane", "person", "stated", "", key="speaker 2"),
    ]
    assert loops(links) == frozenset()


def test_an_empty_chain_draws_nothing() -> None:
    assert draw([], columns=4) == ""


class Reader(HTMLParser):
    """Reads the HTML back: its text, and whether each end tag closes the tag that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, str]] = []
        self.text = ""
        self.well_formed = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.well_formed &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(text: str, marks: list[Mark]) -> Reader:
    reader = Reader()
    reader.feed(to_html(text, cut(marks, 0, len(text)), {}, {}))
    reader.close()
    assert reader.well_formed
    assert not reader.open
    return reader


def test_overlapping_marks_are_cut_where_they_cross() -> None:
    text = "abcdef"
    found = list(cut([Mark(0, 4, ("content",), "1"), Mark(2, 6, ("cue",), "2")], 0, 6))
    assert [(s.start, s.end, s.css, s.depth) for s in found] == [
        (0, 2, ("content",), 1), (2, 4, ("content", "cue"), 2), (4, 6, ("cue",), 1),
    ]  # fmt: skip
    assert [s.opens for s in found] == [("1",), ("2",), ()]
    assert [s.closes for s in found] == [(), ("1",), ("2",)]
    assert shown(text, [Mark(0, 4, ("content",)), Mark(2, 6, ("cue",))]).text == text


def test_a_split_content_is_opened_once_and_closed_once() -> None:
    # "We tried," Sato said. "Nobody listened."  One key, two spans: one anchor before, one number after.
    marks = [Mark(0, 3, ("content",), "k"), Mark(6, 9, ("content",), "k")]
    text = to_html("abcdefghi", cut(marks, 0, 9), {"k": "["}, {"k": "]"})
    assert text == '[<mark class="content">abc</mark>def<mark class="content">ghi</mark>]'


def test_a_mark_that_began_on_the_page_before_is_not_anchored_twice() -> None:
    segments = list(cut([Mark(0, 8, ("content",), "k")], 5, 12))
    assert segments[0].opens == ()
    assert [s.closes for s in segments] == [("k",), ()]


def test_nested_contents_show_their_depth() -> None:
    reader = shown("abcdef", [Mark(0, 6, ("content", "direct")), Mark(2, 4, ("content", "indirect"))])
    assert [css for _, css in reader.tags] == ["content direct", "content direct indirect nested", "content direct"]


marks = st.builds(
    Mark,
    st.integers(-5, 60),
    st.integers(-5, 60),
    st.sampled_from([("content", "direct"), ("cue",), ("source",)]),
    st.sampled_from(["", "one", "two", "three"]),
)


@given(st.text(max_size=50), st.lists(marks, max_size=12), st.lists(st.integers(-5, 60), max_size=5))
def test_any_marks_cover_the_text_once(text: str, found: list[Mark], breaks: list[int]) -> None:
    segments = list(cut(found, 0, len(text), breaks))
    assert "".join(text[s.start : s.end] for s in segments) == text
    assert all(s.start < s.end and s.depth >= 0 for s in segments)
    reader = shown(text, found)
    assert reader.text == clean(text)


def test_ten_thousand_nested_marks_take_one_pass() -> None:
    def nested(count: int) -> str:
        text = "x" * (4 * count)
        marks = [Mark(i, 4 * count - i, ("content", "direct"), str(i)) for i in range(count)]
        return to_html(text, cut(marks, 0, len(text)), {}, {})

    assert nested(10_000).count("<mark") < 20_001
    assert grows_linearly(nested, 10_000)


@pytest.mark.parametrize("name", HOSTILE)
def test_marked_text_is_escaped(name: str) -> None:
    reader = shown(name, [Mark(0, len(name) // 2, ("content",))])
    assert {tag for tag, _ in reader.tags} <= {"mark"}
    to_html(name, cut([], 0, len(name)), {}, {}).encode()


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\nb\tc", "a\nb\tc"),
        ("\x85", "\ufffd"),
        ("\ud800", "\ufffd"),
        ("é 👩‍👩‍👧 \u200f", "é 👩‍👩‍👧 \u200f"),
    ],
)
def test_clean_replaces_one_for_one(given_: str, expected: str) -> None:
    assert clean(given_) == expected


def test_words_for_people() -> None:
    assert words("as_reported_by") == "as reported by"
    assert words(None) == ""
    assert percent(0.934) == "93 %"
    assert percent(None) == "–"
    assert clip("  a \n b  ", 9) == "a b"
    assert clip("abcdefghij", 5) == "abcd…"
