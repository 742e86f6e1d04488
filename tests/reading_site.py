"""A database with a row of every relation, negated and not, told by two outlets; and every address and command that shows it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from browse_site import Builder
from command_line import run

from attrib.wording.reading import PLAIN, Reading, read


@dataclass(frozen=True, slots=True)
class Case:
    """A row: how it is told in the text, and its columns. `mark` is a word of its own with which its content begins."""

    relation: str
    negated: bool
    cue: str
    stance: str = "neutral"
    pattern: str = "source_cue_that"
    content: bool = True

    @property
    def mark(self) -> str:
        """The word that only this row has."""
        return "Quar" + "".join("abcdefghij"[int(digit)] for digit in f"{CASES.index(self):02}") + "nex"

    @property
    def speaker(self) -> str:
        """The name of the one who is credited."""
        return f"Oda V{self.mark[4:]}"

    @property
    def words(self) -> str:
        """The content, or what stands in its place."""
        # Words of its own, so that no two rows are tellings of one quote.
        number = CASES.index(self)
        own = [f"{'bdfgklmnprstvz'[(number + at) % 14]}{'aeiou'[(number * 3 + at) % 5]}{'lnrst'[number % 5]}{'ou'[at % 2]}m{at}"
               for at in range(6)]  # fmt: skip
        return f"{self.mark} had {' '.join(own)} {self.mark.lower()}ed"

    @property
    def sentence(self) -> str:
        """The sentence of the article."""
        return f"{self.speaker} {self.cue} {'to ' if self.pattern.endswith('_to') else ''}{self.words}."

    @property
    def reading(self) -> Reading:
        """How it reads."""
        return read(self.relation, self.stance, self.negated, self.cue, pattern=self.pattern)

    @property
    def plain(self) -> bool:
        """Whether it is attributed as it stands."""
        return self.reading.manner == PLAIN


CASES = (
    Case("speech", False, "said"),
    Case("speech", True, "could not promise"),
    Case("speech", False, "asked", pattern="source_cue_wh"),
    Case("speech", False, "stopped short of saying"),
    Case("writing", False, "wrote"),
    Case("writing", True, "never wrote"),
    Case("belief", False, "believes", "belief"),
    Case("belief", True, "no longer believes", "belief"),
    Case("belief", False, "doubts", "belief"),
    Case("speech_event", False, "criticised", "evaluative", "source_cue_object"),
    Case("speech_event", True, "did not criticise", "evaluative", "source_cue_object"),
    Case("denial", False, "denied", "denial"),
    Case("denial", True, "did not deny", "denial"),
    Case("refusal", False, "declined", pattern="source_cue_to"),
    Case("refusal", True, "has not refused", pattern="source_cue_to"),
    Case("refusal", False, "declined to say", pattern="refusal_none", content=False),
    Case("refusal", True, "would not say", pattern="refusal_none", content=False),
    Case("no_response", False, "went silent on", pattern="no_response"),
    Case("no_response", True, "did not respond", pattern="no_response", content=False),
    Case("hearsay", False, "reportedly", "distancing", "hedge_adverb"),
    Case("hearsay", True, "is not believed to", "belief", "hedge_adverb"),
    Case("source_line", False, "source"),
    Case("source_line", True, "no source"),
    Case("attitude", False, "wants", "belief", "source_cue_object"),
    Case("attitude", True, "does not want", "belief", "source_cue_object"),
    Case("continued", False, "went on"),
    Case("continued", True, "did not go on"),
)
RELATIONS = {
    "speech", "writing", "belief", "speech_event", "denial", "refusal", "no_response", "hearsay", "source_line", "attitude",
    "continued",
}  # fmt: skip
_TEXT = "\n".join(case.sentence for case in CASES)
_OUTLETS = ("The Keel", "The Mast")


def build_readings(path: Path) -> None:
    """Write the database and compare it: each row stands in two outlets, of which the second credits the first."""
    build = Builder(path)
    build.add("run", tool_version="1", grammar_hash="g", lexicon_hash="l", options="{}",
              started="2031-02-01T00:00:00+00:00", finished="2031-02-01T00:00:00+00:00")  # fmt: skip
    outlets = [build.add("outlet", name=name, kind="newspaper", state=0) for name in _OUTLETS]
    speakers = {
        case.mark: build.add("speaker", stable_key=f"s-{case.mark}", name=case.speaker, kind="person") for case in CASES
    }
    for number, outlet in enumerate(_OUTLETS):
        place = build.article(f"a-{number}", _TEXT, f"On the harbour {number}", publisher_id=outlets[number],
                              published=f"2031-01-0{2 + number}", published_basis="page",
                              url=f"https://news{number}.example/1")  # fmt: skip
        build.add("zone", version_id=place[1], kind="body", start=0, end=len(_TEXT))
        for case in CASES:
            row = build.attribution(
                f"q-{number}-{case.mark}", place, case.sentence, content=[case.words] if case.content else [],
                cue=[case.cue], source=[case.speaker], sequence=CASES.index(case), relation=case.relation,
                negated=int(case.negated), stance=case.stance, pattern=case.pattern,
                type="indirect" if case.content else "none", speaker_id=speakers[case.mark], speaker_name=case.speaker,
            )  # fmt: skip
            shift = _TEXT.index(case.sentence)
            build.db.execute(
                "update span set start = start + ?, end = end + ? where attribution_id = ?", (shift, shift, row)
            )
            hops: list[tuple[str, str, str, str, dict[str, object]]] = [
                (case.speaker, "person", "stated", "source", {"speaker_id": speakers[case.mark]}),
                (_OUTLETS[0], "outlet", "stated", "citing", {"outlet_id": outlets[0]}),
                (outlet, "outlet", "stated", "given", {"outlet_id": outlets[number]}),
            ]
            build.chain(row, *(hops if number else hops[::2]))
    build.close()
    assert run("compare", str(path)).exit_code == 0


def addresses(clusters: list[str], questions: list[str]) -> Iterator[str]:
    """Yield every address that shows rows, below the database's own root."""
    yield ""
    for ending in ("", ".json", ".csv", ".atom", ".feed.json"):
        for case in CASES:
            yield f"search{ending}?q={case.mark}"
            yield f"speaker/s-{case.mark}{ending}"
    for number in range(len(_OUTLETS)):
        for case in CASES:
            yield from (f"quote/q-{number}-{case.mark}{ending}" for ending in ("", ".json"))
        yield from (f"article/a-{number}{ending}" for ending in ("", ".json", ".csv"))
        yield from (f"outlet/{number + 1}{ending}" for ending in ("", ".json", ".csv", ".atom", ".feed.json"))
    for key in clusters:
        for ending in ("", ".json"):
            yield f"graph{ending}?story={key}"
            yield f"sides{ending}?one=1&other=2&story={key}"
    yield from ("sides?one=1&other=2", "sides.json?one=1&other=2")
    for question in questions:
        yield from (f"audit/{question}{ending}" for ending in ("", ".json", ".csv"))


def printed(path: Path, folder: Path) -> dict[str, str]:
    """Return what every command prints about the rows, and the report."""
    report = folder / "audit.html"
    assert run("audit", str(path), "--all", "--html", str(report)).exit_code == 0
    commands = {
        **{f"show {number}": ("show", str(path), f"a-{number}") for number in range(len(_OUTLETS))},
        **{f"chain {case.mark}": ("chain", str(path), case.mark) for case in CASES if case.content},
        **{f"chain q-0-{case.mark}": ("chain", str(path), str(CASES.index(case) + 1)) for case in CASES},
        "audit": ("audit", str(path), "--all"),
        "show --json": ("show", str(path), "a-0", "--json"),
        "audit --json": ("audit", str(path), "--json"),
    }
    found = {"audit --html": report.read_text(encoding="utf-8")}
    for name, command in commands.items():
        result = run(*command)
        assert result.exit_code == 0, (name, result.output)
        found[name] = result.stdout
    return found


def values(told: object) -> Iterator[tuple[dict[str, object], str, str]]:
    """Yield each text of a JSON value with the object that it stands in and its name there."""
    if isinstance(told, dict):
        for name, value in told.items():
            if isinstance(value, str):
                yield told, name, value
            else:
                yield from values(value)
    elif isinstance(told, list):
        for one in told:
            yield from values(one)


def loads(body: str) -> object:
    """Return the value of JSON, one or one a line."""
    try:
        return json.loads(body)
    except ValueError:
        return [json.loads(line) for line in body.splitlines()]
