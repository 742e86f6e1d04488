"""Known and guessed outlets: the table, mentions, prefixes, running text, forms."""

import re
from collections import Counter

import pytest
from growth import grows_linearly
from hypothesis import given
from hypothesis import strategies as st

from attrib.resolve.outlet_names import name_key
from attrib.resolve.outlets import Outlet, OutletIndex, guess_outlet, load_outlets

KINDS = {"agency", "newspaper", "broadcaster", "site", "magazine", "aggregator", "platform"}
# Names that several outlets go by; a match of one is given back as guessed, under the name as written.
SHARED = {"ABC", "Chronicle", "Globe", "Herald", "Post", "Star", "Times"}

MATCHED = [
    # names, aliases, articles, marks, possessives
    ("Korean Central News Agency", "Korean Central News Agency"),
    ("KCNA", "Korean Central News Agency"),
    ("the Korean Central News Agency (KCNA)", "Korean Central News Agency"),
    ("United Press", "United Press International"),
    ("UPI", "United Press International"),
    ("The AP", "Associated Press"),
    ("AFP", "Agence France-Presse"),
    ("Agence France Presse", "Agence France-Presse"),
    ("Tass", "TASS"),
    ("(TASS)", "TASS"),
    ("“Kommersant”", "Kommersant"),
    ("the New York Times’s", "The New York Times"),
    ("The New York Times'", "The New York Times"),
    ("THE NEW YORK TIMES", "The New York Times"),
    ("Fox news", "Fox News"),
    ("L.A. Times", "Los Angeles Times"),
    ("LA Times", "Los Angeles Times"),
    ("U.S. News & World Report", "U.S. News & World Report"),
    ("Clarin", "Clarín"),
    ("Le Figaro", "Le Figaro"),
    ("RFE/RL", "Radio Free Europe/Radio Liberty"),
    ("The Sun", "The Sun"),
    ("the Guardian", "The Guardian"),
    ("Time magazine", "Time"),
    ("X (formerly Twitter)", "X"),
    # addresses
    ("reuters.com", "Reuters"),
    ("https://www.bbc.co.uk/news/world-1", "BBC"),
    ("edition.cnn.com", "CNN"),
    ("@Reuters", "Reuters"),
    ("@nytimes", "The New York Times"),
    ("t.me/norda", "Telegram"),
    # described
    ("Estonian public broadcaster ERR", "Estonian Public Broadcasting"),
    ("Russian state news outlet TASS", "TASS"),
    ("the official Korean Central News Agency", "Korean Central News Agency"),
    ("Russia's TASS news agency", "TASS"),
    ("the Kommersant newspaper", "Kommersant"),
    ("the business daily Kommersant", "Kommersant"),
    ("the Sun newspaper", "The Sun"),
    ("the semi-official Fars news agency", "Fars News Agency"),
    ("London-based Iran International", "Iran International"),
    ("messaging app Telegram", "Telegram"),
    ("North Korea's state media outlet, the Korean Central News Agency", "Korean Central News Agency"),
    ("KCNA, the North's official news agency", "Korean Central News Agency"),
    ("the state news agency, KCNA", "Korean Central News Agency"),
    ("the People's Daily newspaper", "People's Daily"),
    # of a country
    ("Pakistani newspaper The Nation", "The Nation (Pakistan)"),
    ("Kenya's The Star", "The Star (Kenya)"),
    ("Israel's Channel 12", "Channel 12 (Israel)"),
    ("Norwegian daily VG", "Verdens Gang"),
]

UNMATCHED = [
    "",
    "the",
    "Sun",
    "the sun",
    "Time",
    "People",
    "PTI",  # a party too
    "the EPA",
    "X",
    "OK",
    "Jane's",
    "Harper's",
    "the conversation",
    "foreign policy",
    "The week",
    "reuters and others",
    "Reuters and AP",
    "MSNBC, CNN and other networks",
    "ABC News Chief Washington Correspondent Nora Quill",
    "CNN anchor Nora Quill",
    "Nora Quill of the Times",
    "Norland's Daily News",
    "the Times Square crowd",
    "the Post Office",
    "the Guardian Council",
    "joe@reuters.com",
    "norland.example",
    "one news account",
    "@",
    "the chief of the northern district",
    "Fars province",
]

PREFIXES = [
    ("ABC News Chief Washington Correspondent Nora Quill", "ABC News", "ABC News"),
    ("an AP reporter", "Associated Press", "an AP"),
    ("former Fox News host Nora Quill", "Fox News", "former Fox News"),
    ("CNN's Nora Quill", "CNN", "CNN"),
    ("Forbes columnist Nora Quill", "Forbes", "Forbes"),
    ("The New York Times", "The New York Times", "The New York Times"),
    ("the Guardian reporter", "The Guardian", "the Guardian"),
    ("Forbes Nash", None, ""),
    ("The Post Office", None, ""),
    ("the Hill Country", None, ""),
    ("the Times Square crowd", None, ""),
    ("Time", None, ""),
    ("the mayor", None, ""),
    ("", None, ""),
]

TEXTS = [
    ("He told the Sun that Reuters had it.", ["Sun", "Reuters"]),
    ("The bridge fell, The Hill reported.", ["The Hill"]),
    ("She wrote in The Hill that it would fall.", ["The Hill"]),
    ("SUVA, June 4 (UPI) -- The bridge fell.", ["UPI"]),
    ("Photo: Ada Nash/Reuters", ["Reuters"]),
    ("As Forbes reported, it fell.", ["Forbes"]),
    ("Time magazine and the newspaper Dawn had it.", ["Time magazine", "Dawn"]),
    ("RFE/RL's reporter and the St. Louis Post-Dispatch agreed.", ["RFE/RL", "St. Louis Post-Dispatch"]),
    ("He posted on X that it fell.", ["X"]),
    ("See https://www.apnews.com/article/1 or reuters.com.", ["www.apnews.com", "reuters.com"]),
    ("The Times of India had it before The Times.", ["The Times of India", "The Times"]),
    ("Fox\nNews said so.", ["Fox\nNews"]),
    ("the Post's report", ["Post"]),
    # near misses
    ("The sun shone; The Sun was hot.", []),
    ("They met at the Post Office in Times Square and on the Hill.", []),
    ("Time will tell, and People said that Life goes on.", []),
    ("His Life Story is out.", []),
    ("Doreen Forbes reported the theft.", []),
    ("Ole reported the theft, and Marianne saw it.", []),
    ("Ole and Ida Brand reported the theft.", []),
    ("Ebony reported the theft, as Aki said.", []),
    ("Ebony magazine reported the theft.", ["Ebony magazine"]),
    ("The newspaper Olé reported the theft.", ["Olé"]),
    ("The magazine Marianne reported the theft.", ["Marianne"]),
    ("It ran in the Northport Daily News.", []),
    ("The Australian government and the Hindu festival", []),
    ("Jane's report was late, and so was Barron's.", []),
    ("the X factor, OK? 1-1 at the break, 15 min to go", []),
    ("Write to joe@reuters.com, not to @cnn.", []),
    ("in the old town of New York. Times are hard", []),
    ("the Guardian Council said so", []),
    ("author of The Age of Rain, a book", []),
]

GUESSED = [
    ("the Meridian news agency", "Meridian news agency", "agency", False),
    ("the palace news service", "palace news service", "agency", False),
    ("Norda Wire", "Norda Wire", "agency", False),
    ("the Norland Press Agency", "Norland Press Agency", "agency", False),
    ("the Northport Herald", "Northport Herald", "newspaper", False),
    ("Northport Herald", "Northport Herald", "newspaper", False),
    ("the Northport Courier", "Northport Courier", "newspaper", False),
    ("the Northport Daily News", "Northport Daily News", "newspaper", False),
    ("the Times of Norland", "Times of Norland", "newspaper", False),
    ("the daily Postvest", "Postvest", "newspaper", False),
    ("the Lantern newspaper", "Lantern", "newspaper", False),
    ("Norland's state news agency Norda", "Norda", "agency", False),
    ("the Telegram channel Norda", "Norda", "site", False),
    ("Radio Norland", "Radio Norland", "broadcaster", False),
    ("Norland TV", "Norland TV", "broadcaster", False),
    ("Channel 5", "Channel 5", "broadcaster", False),
    ("Norda News", "Norda News", "site", False),
    ("norlandnews.example", "norlandnews.example", "site", False),
    ("state media", "state media", "media", True),
    ("state-run media", "state-run media", "media", True),
    ("state radio", "state radio", "media", True),
    ("state television", "state television", "media", True),
    ("Iranian state TV", "Iranian state TV", "media", True),
    ("local media", "local media", "media", True),
    ("media reports", "media reports", "media", True),
    ("several local newspapers", "several local newspapers", "media", True),
    ("the newspaper", "newspaper", "media", True),
    ("a Northport newspaper", "Northport newspaper", "media", True),
    ("the official news agency", "official news agency", "media", True),
]

NOT_GUESSED = [
    "",
    "the news",
    "a press conference",
    "press secretary",
    "social media",
    "the Post Office",
    "the Times Square crowd",
    "the Sun",
    "Justice Herald Smith",
    "Jim Courier",
    "the Command Post",
    "the Border Post",
    "the Medical Examiner",
    "the Human Rights Monitor",
    "the Supreme Leader",
    "American Express",
    "Oxford University Press",
    "Breaking News",
    "Hard Times",
    "Smart TV",
    "Radio City Music Hall",
    "the agency",
    "the network",
    "the radio",
    "the spy agency",
    "the security service",
    "Nora Quill of Norda News",
    "Norda News and Norland News",
    "a Facebook post",
]


@pytest.fixture(scope="module")
def index() -> OutletIndex:
    return load_outlets()


@pytest.mark.parametrize(("mention", "name"), MATCHED)
def test_matches(index: OutletIndex, mention: str, name: str) -> None:
    outlet = index.match(mention)
    assert outlet is not None
    assert (outlet.name, outlet.guessed, outlet.generic) == (name, False, False)


@pytest.mark.parametrize("mention", UNMATCHED)
def test_leaves_near_misses(index: OutletIndex, mention: str) -> None:
    assert index.match(mention) is None


@pytest.mark.parametrize(("mention", "name"), [("PTI", "Press Trust of India"), ("Time", "Time"), ("Sun", "The Sun")])
def test_accepts_ordinary_words_where_an_outlet_is_expected(index: OutletIndex, mention: str, name: str) -> None:
    outlet = index.match(mention, expected=True)
    assert outlet is not None
    assert outlet.name == name


def test_shared_name_is_guessed_and_has_candidates(index: OutletIndex) -> None:
    assert index.match("the Post") == Outlet("The Post", (), (), "newspaper", "", False, guessed=True)
    assert {outlet.name for outlet in index.candidates("the Post")} == {"The Washington Post", "New York Post"}
    assert index.candidates("the mayor") == ()


def test_ambiguous_names(index: OutletIndex) -> None:
    assert [index.is_ambiguous(name) for name in ("Forbes", "the Post", "the Sun", "Reuters", "the mayor")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("mention", "name", "prefix"), PREFIXES)
def test_prefixes(index: OutletIndex, mention: str, name: str | None, prefix: str) -> None:
    found = index.prefix_match(mention)
    if name is None:
        assert found is None
    else:
        assert found is not None
        assert (found[0].name, mention[: found[1]]) == (name, prefix)


@pytest.mark.parametrize(("text", "mentions"), TEXTS)
def test_finds_in_text(index: OutletIndex, text: str, mentions: list[str]) -> None:
    assert [text[start:end] for (start, end), _ in index.find(text)] == mentions


def test_finds_inside_the_stretch_only(index: OutletIndex) -> None:
    text = "Reuters and AFP and CNN"
    assert [outlet.name for _, outlet in index.find(text, 8, 15)] == ["Agence France-Presse"]
    assert index.find(text, 8, 14) == []


@pytest.mark.parametrize(("mention", "name", "kind", "generic"), GUESSED)
def test_guesses_by_form(mention: str, name: str, kind: str, generic: bool) -> None:
    outlet = guess_outlet(mention)
    assert outlet is not None
    assert (outlet.name, outlet.kind, outlet.generic, outlet.guessed) == (name, kind, generic, True)


@pytest.mark.parametrize("mention", NOT_GUESSED)
def test_guesses_nothing(mention: str) -> None:
    assert guess_outlet(mention) is None


def test_guess_knows_state_media() -> None:
    states = [getattr(guess_outlet(m), "state", None) for m in ("state media", "local media", "Norland's state radio")]
    assert states == [True, False, True]


def test_table_is_large_enough(index: OutletIndex) -> None:
    kinds = Counter(outlet.kind for outlet in index.outlets)
    assert len(index.outlets) >= 1500
    assert kinds["agency"] >= 60
    assert set(kinds) == KINDS
    assert len({outlet.country for outlet in index.outlets}) >= 150
    assert sum(outlet.state for outlet in index.outlets) >= 100


def test_table_names_are_unique(index: OutletIndex) -> None:
    names = Counter(outlet.name.casefold() for outlet in index.outlets)
    assert [name for name, count in names.items() if count > 1] == []


def test_table_aliases_are_shared_only_where_said(index: OutletIndex) -> None:
    owners: dict[str, set[str]] = {}
    for outlet in index.outlets:
        for name in (outlet.name, *outlet.aliases):
            owners.setdefault(name_key(name).removeprefix("The "), set()).add(outlet.name)
    assert {name for name, outlets in owners.items() if len(outlets) > 1} == SHARED


def test_table_cells_are_clean(index: OutletIndex) -> None:
    domains = Counter(domain for outlet in index.outlets for domain in outlet.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []
    assert [d for d in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,12}", d)] == []
    for outlet in index.outlets:
        assert outlet.name.strip() == outlet.name != ""
        assert outlet.country
        assert "" not in outlet.aliases
        assert outlet.name not in outlet.aliases
        assert len(set(outlet.aliases)) == len(outlet.aliases)


def test_every_name_of_the_table_matches(index: OutletIndex) -> None:
    for outlet in index.outlets:
        for name in (outlet.name, *outlet.aliases):
            found = index.match(name, expected=True)
            assert found is not None, name
            assert found is outlet or found.guessed, name


def read_all_ways(text: str) -> None:
    index = load_outlets()
    index.match(text)
    guess_outlet(text)
    found = index.prefix_match(text)
    assert found is None or 0 < found[1] <= len(text)
    last = 0
    for (start, end), _ in index.find(text):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    read_all_ways(text)


WORDS = [
    "the",
    "The",
    "Post",
    "Times",
    "New",
    "York",
    "Radio",
    "AP",
    "X",
    "told",
    "news",
    "agency",
    "Daily",
    "'s",
    ",",
    ".",
]


@given(st.lists(st.sampled_from([*WORDS, "CNN", "Time", "magazine", "of", "reuters.com", "“", "\n", "state", "media"])))
def test_any_words_of_outlets_are_taken(parts: list[str]) -> None:
    read_all_ways(" ".join(parts))


@pytest.mark.parametrize("unit", ["The Post ", "New York ", "a.b.", "ab.cd.", "Reuters", "The ", "'s ", "-", "Radio\n"])
def test_a_long_text_is_read_in_linear_time(index: OutletIndex, unit: str) -> None:
    def read(size: int) -> None:
        text = unit * (size // len(unit))
        index.find(text)
        index.match(text)
        guess_outlet(text)
        index.prefix_match(text)

    assert grows_linearly(read, 200_000)
