"""attrib explain: how a sentence is read."""

import click

from attrib.commands.options import example
from attrib.parse import explain


@click.command(epilog=example('attrib explain "The mine will close in May, Doe said."'))
@click.argument("sentence", nargs=-1, required=True)
def command(sentence: tuple[str, ...]) -> None:
    """Print the tokens and symbols of SENTENCE, the pattern that fired, or why nothing did."""
    for line in explain(" ".join(sentence)).lines:
        click.echo(line)
