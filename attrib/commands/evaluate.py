"""attrib evaluate: how much of what people annotated is found, and how far each pattern can be trusted."""

import json
from pathlib import Path

import click

from attrib import evaluate
from attrib.commands.figures import print_figures, print_mistakes, to_json
from attrib.commands.options import example
from attrib.commands.tables import console
from attrib.commands.wording import counted
from attrib.evaluate.annotated import Corpus, Relation
from attrib.evaluate.mistakes import Mistake


@click.command(
    epilog=example(
        "attrib evaluate sample.jsonl",
        "attrib evaluate sample.jsonl predicted.jsonl --relation speech,writing --errors 5",
        "attrib evaluate annotated/ --json",
        "attrib evaluate --calibrate train.jsonl",
    )
)
@click.argument("gold", metavar="GOLD")
@click.argument("more", nargs=-1, metavar="[PRED]")
@click.option("--relation", metavar="NAMES", help="Count only predictions of these relations: speech,writing,belief …")
@click.option(
    "--nesting/--no-nesting", default=None, help="The gold has attributions inside others (default: as it shows)."
)
@click.option("--errors", type=click.IntRange(0), metavar="N", help="List N mistakes of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--calibrate", is_flag=True, help="Measure the patterns on all GOLD files and write the tables of confidence."
)
def command(
    gold: str,
    more: tuple[str, ...],
    relation: str | None,
    nesting: bool | None,
    errors: int | None,
    as_json: bool,
    calibrate: bool,
) -> None:
    """Compare what is found in the texts of GOLD, or what PRED says was found, with what people annotated there.

    GOLD is a JSONL file with "id", "text" and "attributions", each with "content", "cue" and "source" as lists of [start,
    end] (what `attrib extract` prints, with the text added), or a folder of brat's .ann and .txt files, or one of them.
    PRED is the same; its texts may be missing. - is standard input.

    Two contents are the same where their characters overlap by half or more (intersection over union), and linked where
    the sources overlap too.
    """
    if calibrate:
        if relation or errors is not None or as_json:
            raise click.UsageError("--calibrate goes with GOLD files and --nesting only.")
        _calibrate((gold, *more), nesting)
        return
    if len(more) > 1:
        raise click.UsageError("Give one GOLD and one PRED.")
    annotated = evaluate.read_corpus(gold, gold=True)
    found = _found(annotated, more[0] if more else None)
    if relation:
        names = {name.strip() for name in relation.split(",")}
        found = {id_: tuple(one for one in rows if one.relation in names) for id_, rows in found.items()}
    if nesting is None:
        nesting = evaluate.has_nesting(annotated.values())
    matched = evaluate.match_corpus(annotated, found, nesting)
    figures = evaluate.count(matched, nesting)
    mistakes = [mistake for one in matched for mistake in evaluate.mistakes(one)]
    shown: list[Mistake] = []
    for kind in evaluate.KINDS:
        shown += evaluate.spread([mistake for mistake in mistakes if mistake.kind == kind], errors or 0)
    if as_json:
        click.echo(json.dumps(to_json(annotated, figures, mistakes, shown), ensure_ascii=False))
        return
    out = console()
    print_figures(out, figures)
    if errors is not None:
        print_mistakes(out, annotated, mistakes, shown)


def _found(gold: Corpus, pred: str | None) -> dict[str, tuple[Relation, ...]]:
    """Return the relations of PRED, or those that attrib finds, by document; say what is missing or cannot be found."""
    empty = sum(not relation.content for document in gold.values() for relation in document.relations)
    if empty:
        click.echo(
            f"{counted(empty, 'annotated attribution')} without a content: none can be found, and all count as missed",
            err=True,
        )
    if pred is None:
        return evaluate.find_all(gold)
    predicted = evaluate.read_corpus(pred, gold=False)
    evaluate.check_offsets(gold, predicted)
    missing = [name for name in gold if name not in predicted]
    if missing:
        click.echo(
            f"{pred}: has nothing of {counted(len(missing), 'gold document')} ({missing[0]!r} …), whose attributions "
            "count as missed",
            err=True,
        )
    return {name: document.relations for name, document in predicted.items()}


def _calibrate(names: tuple[str, ...], nesting: bool | None) -> None:
    evaluate.tables_folder()  # an installed package is told before the work, not after it
    measured = []
    for name in names:
        if name == "-" or Path(name).is_dir():
            raise click.UsageError("--calibrate needs files, whose names and hashes it keeps.")
        corpus = evaluate.read_corpus(name, gold=True)
        inner = evaluate.has_nesting(corpus.values()) if nesting is None else nesting
        for document in corpus.values():
            measured += evaluate.readings(document, inner)
    calibration = evaluate.calibrate(measured)
    precision, doubts = evaluate.write_tables(calibration, [Path(name) for name in names])
    overall = calibration.precision[0]
    click.echo(f"{counted(overall.count, 'reading')}, {overall.figure:.3f} of them linked")
    click.echo(f"{precision}: {counted(len(calibration.precision) - 1, 'pattern')}")
    click.echo(f"{doubts}: {counted(len(calibration.factors), 'factor')}")
