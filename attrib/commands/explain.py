"""attrib explain: how a sentence is read, or why each attribution of a text is what it is."""

import json
from pathlib import Path
from typing import Any

import click

from attrib.commands.options import (
    PROBLEM_EXIT,
    by_list,
    example,
    outlets_option,
    read_options,
    reading_options,
    report,
)
from attrib.commands.tables import clip, named_with
from attrib.export.explanation import explanation
from attrib.parse import explain
from attrib.pipeline import extract
from attrib.read import read_paths
from attrib.records import Problem
from attrib.wording.frames import is_plain
from attrib.wording.reading import MANNERS


@click.command(
    epilog=example(
        'attrib explain "The mine will close in May, Doe said."',
        'attrib explain --text page.txt --publisher "The Lantern"',
        "attrib explain --text page.txt --json",
    )
)
@click.argument("sentence", nargs=-1)
@click.option("--text", "file", metavar="FILE", help="Explain the attributions of a text, as extract reads it.")
@click.option("--json", "as_json", is_flag=True, help="With --text: print JSON, one line a document.")
@reading_options
@outlets_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sentence: tuple[str, ...],
    file: str | None,
    as_json: bool,
    outlets: Path | None,
    **told: Any,
) -> None:
    """Print the tokens and symbols of SENTENCE, the pattern that fired, or why nothing did.

    With --text, print for each attribution of FILE its source, cue and content, the rule and the evidence that named its
    speaker, who was in reach and not taken, and each step of its chain with status, rule and evidence.
    """
    if (file is None) == (not sentence):
        raise click.UsageError("give a SENTENCE, or a file with --text")
    if file is None:
        if as_json:
            raise click.UsageError("--json goes with --text")
        for line in explain(" ".join(sentence)).lines:
            click.echo(line)
        return
    problems = 0
    with by_list(outlets):
        for found in read_paths([file], read_options(told)):
            if isinstance(found, Problem):
                problems += not found.warning
                report(found)
                continue
            explained = explanation(extract(found))
            if as_json:
                click.echo(json.dumps(explained, ensure_ascii=not _writable(found.text)))
            else:
                _print(explained)
    if problems:
        ctx.exit(PROBLEM_EXIT)


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _print(explained: dict[str, Any]) -> None:
    click.echo(f"{clip(explained['id'], 200)}: {len(explained['attributions'])} attributions")
    for number, one in enumerate(explained["attributions"], 1):
        within = f", inside {one['parent'] + 1}" if one["parent"] is not None else ""
        click.echo(f"\n{number}  {one['relation']}, {one['type']}, {one['pattern']}, {one['confidence']:.2f}{within}")
        for part in ("source", "cue", "content"):
            if one[part]:
                click.echo(f"   {part:<9}{' … '.join(_quoted(said) for said in one[part])}")
        if not is_plain(one):
            click.echo(f"   reads    “{clip(one['reads_as'], 160)}”: {MANNERS[one['manner']]}")
        if not one["speakers"]:
            click.echo("   speaker  none: the text names no source")
        for speaker in one["speakers"]:
            _print_speaker(speaker)
        for place, hop in enumerate(one["chain"]):
            evidence = f", on {_quoted(hop['evidence'])}" if hop["evidence"] else ""
            label = "chain" if not place else ""
            click.echo(
                f"   {label:<9}{clip(named_with(hop['name'], hop['beside']), 120)} ({hop['kind']}): {hop['status']}, {clip(hop['rule'], 60)}{evidence}"
            )


def _print_speaker(speaker: dict[str, Any]) -> None:
    name = clip(speaker["name"], 120) or "nobody named"
    click.echo(f"   speaker  {name} ({speaker['kind']}): {speaker['status']}")
    why = f": {speaker['why']}" if speaker["why"] else ""
    evidence = f", on {_quoted(speaker['evidence'])}" if speaker["evidence"] else ""
    click.echo(f"   rule     {speaker['rule'] or 'none'}{why}{evidence}")
    if speaker["status"] == "unresolved":
        fitting = "; ".join(clip(name, 80) for name in speaker["not_taken"])
        click.echo(f"   fits     {fitting or 'nobody named in the text'}; none was taken")
    elif speaker["not_taken"]:
        click.echo(f"   passed   {'; '.join(clip(name, 80) for name in speaker['not_taken'])}: in reach, not taken")


def _quoted(said: dict[str, Any]) -> str:
    return f"“{clip(said['text'], 160)}”"
