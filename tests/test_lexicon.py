"""The tables of grammar/lexicon that name words: headings, counts, keys, and what a broken line says."""

from collections import Counter
from pathlib import Path

import pytest

from attrib import resources
from attrib.errors import GrammarError
from attrib.lexicon import rows, table, words

HEADINGS = {
    "titles": ("form", "kind", "gender"),
    "roles": ("noun", "plural", "kind", "anonymous"),
    "organisations": ("form", "name", "kind", "country"),
    "documents": ("noun", "plural"),
    "places": ("form", "kind", "country", "demonym", "government"),
    "given_names": ("name",),
    "time": ("form", "kind"),
    "verbs": ("lemma", "third", "ing", "past", "participle"),
    "function_words": ("form", "class"),
}
KINDS = {
    "titles": {"honorific": 60, "rank": 80, "office": 200},
    "roles": {"office": 150, "member": 350},
    "organisations": {"head": 180, "organisation": 300},
    "places": {"country": 195, "state": 51, "region": 10, "city": 300, "metonym": 120},
}
CLASSES = {
    *("determiner", "possessive", "subject_pronoun", "object_pronoun", "relative", "wh", "that", "of", "to"),
    *(
        "preposition",
        "coordinator",
        "adversative",
        "subordinator",
        "auxiliary",
        "negation",
        "adverb",
        "contraction",
        "noun",
        "number",
    ),
}


def cells(name: str, *columns: str) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in columns) for row in table(name)}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(name: str) -> None:
    path = resources.grammar() / "lexicon" / f"{name}.tsv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert tuple(lines[0].split("\t")) == HEADINGS[name]


@pytest.mark.parametrize("name", HEADINGS)
def test_every_row_has_its_first_cell_and_no_stray_space(name: str) -> None:
    for row in table(name):
        first = row[HEADINGS[name][0]]
        assert first, row
        assert all("  " not in cell and "\u00a0" not in cell for cell in row.values()), row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("titles", ("form",)),
        ("roles", ("noun",)),
        ("organisations", ("form", "kind")),
        ("documents", ("noun",)),
        ("places", ("form", "kind")),
        ("given_names", ("name",)),
        ("time", ("form", "kind")),
        ("verbs", ("lemma", "past", "participle")),
        ("function_words", ("form", "class")),
    ],
)
def test_no_key_stands_twice(name: str, key: tuple[str, ...]) -> None:
    counts = Counter(tuple(row[column] for column in key) for row in table(name))
    assert [found for found, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "least"),
    [("titles", 150), ("roles", 350), ("documents", 70), ("given_names", 1800), ("time", 120), ("function_words", 400)],
)
def test_tables_are_large_enough(name: str, least: int) -> None:
    assert len(table(name)) >= least


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_known_and_large_enough(name: str) -> None:
    counts = Counter(row["kind"] for row in table(name))
    assert set(counts) == set(KINDS[name])
    assert {kind: counts[kind] for kind, least in KINDS[name].items() if counts[kind] < least} == {}


def test_titles_tell_gender_only_where_they_do() -> None:
    assert {row["gender"] for row in table("titles")} == {"", "m", "f"}
    assert {("Mrs.", "f"), ("Sir", "m"), ("Dr.", ""), ("President", ""), ("Lt. Gen.", "")} <= cells(
        "titles", "form", "gender"
    )


def test_roles_that_hide_a_person() -> None:
    hiding = words("roles", "noun", "anonymous", "yes")
    assert {"official", "source", "aide", "insider", "person", "adviser"} <= hiding
    # "the mayor said", "a resident said": a post names one person, and a resident is no hidden source.
    assert not {"mayor", "minister", "spokesman", "resident", "witness", "police officer"} & hiding
    assert {row["anonymous"] for row in table("roles")} == {"", "yes"}


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("spokeswoman", "spokeswomen"),
        ("spokesman", "spokesmen"),
        ("person", "people"),
        ("attorney general", "attorneys general"),
        ("passer-by", "passers-by"),
        ("secretary", "secretaries"),
        ("witness", "witnesses"),
        ("coach", "coaches"),
    ],
)
def test_plurals_of_roles(noun: str, plural: str) -> None:
    assert (noun, plural) in cells("roles", "noun", "plural")


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("analysis", "analyses"),
        ("survey", "surveys"),
        ("study", "studies"),
        ("data", "data"),
        ("press release", "press releases"),
    ],
)
def test_plurals_of_documents(noun: str, plural: str) -> None:
    assert (noun, plural) in cells("documents", "noun", "plural")


def test_head_nouns_are_lower_case_without_name_and_organisations_have_one() -> None:
    for row in table("organisations"):
        if row["kind"] == "head":
            assert (row["form"], row["name"]) == (row["form"].lower(), "")
        else:
            assert row["name"], row
    canonical = words("organisations", "name", "kind", "organisation")
    assert canonical <= words("organisations", "form", "kind", "organisation")
    assert len(canonical) >= 300


def test_a_noun_names_a_person_a_body_or_a_document() -> None:
    # "The regulator said": a body, never a person; "the paper" alone can be a newspaper or a study.
    roles = words("roles", "noun") | words("roles", "plural")
    bodies = words("organisations", "form", "kind", "head")
    documents = words("documents", "noun") | words("documents", "plural")
    assert roles & bodies == set()
    assert roles & documents == set()
    assert bodies & documents == {"paper", "papers", "journal", "journals"}
    assert {"company", "companies", "ministry", "ministries", "police"} <= bodies


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("NATO", "NATO"),
        ("North Atlantic Alliance", "NATO"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("Pentagon", "United States Department of Defense"),
        ("Kremlin", "Kremlin"),
        ("SBU", "Security Service of Ukraine"),
    ],
)
def test_forms_of_organisations(form: str, name: str) -> None:
    assert (form, name) in cells("organisations", "form", "name")


@pytest.mark.parametrize(
    ("form", "government"),
    [
        ("Pyongyang", "government of North Korea"),
        ("Washington", "government of the United States"),
        ("Downing Street", "government of the United Kingdom"),
        ("the Kremlin", "Kremlin"),
        ("Kyiv", "government of Ukraine"),
        ("Kiev", "government of Ukraine"),
        ("Capitol Hill", "United States Congress"),
    ],
)
def test_places_that_stand_for_governments(form: str, government: str) -> None:
    assert (form, "metonym", government) in cells("places", "form", "kind", "government")


def test_every_metonym_stands_for_something_and_demonyms_are_not_blank() -> None:
    for row in table("places"):
        assert row["government"] or row["kind"] not in ("metonym", "country"), row
        assert not row["demonym"] or all(part.strip() == part and part for part in row["demonym"].split("|")), row
        assert len(row["country"]) == 2 or row["kind"] == "region", row


@pytest.mark.parametrize(
    "forms",
    [
        "go goes going went gone",
        "say says saying said said",
        "occur occurs occurring occurred occurred",
        "deny denies denying denied denied",
        "cancel cancels cancelling cancelled cancelled",
        "agree agrees agreeing agreed agreed",
        "die dies dying died died",
        "quiz quizzes quizzing quizzed quizzed",
        "panic panics panicking panicked panicked",
        "echo echoes echoing echoed echoed",
    ],
)
def test_verb_forms(forms: str) -> None:
    assert tuple(forms.split()) in cells("verbs", *HEADINGS["verbs"])


def test_verbs_are_many_and_complete() -> None:
    assert len(words("verbs", "lemma")) >= 2000
    for row in table("verbs"):
        assert all(cell and " " not in cell and cell == cell.lower() for cell in row.values()), row
        assert row["ing"].endswith("ing") and row["third"].endswith("s"), row


def test_function_words_have_known_classes() -> None:
    assert {row["class"] for row in table("function_words")} == CLASSES
    assert len(words("function_words", "form", "class", "adverb")) >= 200
    for row in table("function_words"):
        assert row["form"] == row["form"].lower(), row
        assert "’" not in row["form"], row


@pytest.mark.parametrize(
    ("form", "usual"),
    [
        # "her lawyer" is commoner in news than "told her"; "that" is above all the conjunction.
        ("her", "possessive"),
        ("it", "subject_pronoun"),
        ("that", "that"),
        ("who", "relative"),
        ("as", "preposition"),
        ("after", "preposition"),
        ("no", "determiner"),
        ("didn't", "auxiliary"),
        ("won't", "auxiliary"),
        ("not", "negation"),
        ("him", "object_pronoun"),
        ("although", "subordinator"),
        ("when", "wh"),
        ("but", "adversative"),
        ("repeatedly", "adverb"),
    ],
)
def test_the_last_row_of_a_word_is_its_usual_class(form: str, usual: str) -> None:
    assert [row["class"] for row in table("function_words") if row["form"] == form][-1] == usual


def test_words_that_are_names_only_by_the_way_are_left_out() -> None:
    names = words("given_names", "name")
    assert not {"An", "The", "Police", "Van", "Santa", "Can", "He", "Monday", "Minister"} & names
    assert {"Jane", "Priya", "Oleksandr", "Kwame", "Ingrid", "Yuki", "Ji-woo", "Fatima", "Łukasz", "José"} <= names


def test_rows_skip_comments_and_fill_missing_cells(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(
        "# about\nform\tkind\tgender\n\nMr\thonorific\tm\n# more\nDr\thonorific\nJudge \t office\n", encoding="utf-8"
    )
    assert list(rows(path)) == [
        {"form": "Mr", "kind": "honorific", "gender": "m"},
        {"form": "Dr", "kind": "honorific", "gender": ""},
        {"form": "Judge", "kind": "office", "gender": ""},
    ]


def test_a_line_with_too_many_cells_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("# about\nform\tkind\nMr\thonorific\nDr\thonorific\tm\n", encoding="utf-8")
    with pytest.raises(GrammarError, match=r"some\.tsv, line 4: 3 cells under 2 headings"):
        list(rows(path))


def test_words_of_one_column_of_some_rows() -> None:
    assert "white house press office" in words("organisations", "form", "kind", "head")
    assert "NATO" not in words("organisations", "form", "kind", "head")
