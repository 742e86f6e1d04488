"""The `attrib` command. A subcommand's module is imported when it is run, so that help and short runs start at once."""

import gc
import sys
from collections.abc import Callable
from importlib import import_module

import click

from attrib import __version__
from attrib.commands.output import guard_output, written_out
from attrib.errors import AttribError, OutputClosed, OutputError

# Name, and what `attrib --help` says of it; the code of `name` is attrib/commands/name.py's `command`.
COMMANDS: dict[str, str] = {
    "demo": "Read a small made-up news story, print its chains and audit, and serve it.",
    "extract": "Print what is found in files as JSON, one line a document.",
    "ingest": "Store what is found in files in a database.",
    "compare": "Find quotes that articles share, how they were altered, copies and loops.",
    "show": "Print a stored article with its attributions.",
    "chain": "Print through whom the words of a quote came.",
    "audit": "Ask a database who credits whom, what loops, was altered, conflicts, was dropped.",
    "speakers": "Say who is one speaker over many articles; import known people.",
    "outlets": "Import and export a list of outlets.",
    "explain": "Show how a sentence is read, and why.",
    "serve": "Browse a database with Datasette.",
    "evaluate": "Measure what is found against annotated texts, per pattern.",
}


# New objects before garbage is searched for cycles; Python's own 700 searches the modules and tables that a run loads, and
# never drops, a hundred times while it starts. Set for the command alone: a program that uses attrib keeps its own.
_SEARCH_EVERY = 100_000


class Commands(click.Group):
    """The commands of the table above, imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"attrib.commands.{cmd_name}").command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table into the help, without importing what it names."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except OutputClosed:
            raise
        except AttribError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="attrib")
def attrib() -> None:
    """Find who said what through which outlet in news text.

    \b
    Example:
      attrib extract page.txt --publisher "The Lantern"
      attrib ingest news.db articles/
      attrib serve news.db
    """


def main() -> None:
    """Run the command line and exit: 0 done, 1 an input, a database or the output cannot be used, 2 wrong usage, 130 interrupted.

    A reader of the output who stops early (`| head`) is told nothing; the exit code is 1.
    """
    gc.set_threshold(_SEARCH_EVERY)
    guard_output()
    code: object = 0
    told: Callable[[], object] = _nothing
    try:
        code = attrib.main(prog_name="attrib", standalone_mode=False)
    except click.ClickException as error:
        code, told = error.exit_code, error.show
    except click.Abort:
        code = 130
    except OutputClosed:
        code = 1
    except OutputError as error:  # of --help and --version
        code, told = 1, click.ClickException(str(error)).show
    failed = written_out(told)
    sys.exit((code if isinstance(code, int) else 0) or failed)


def _nothing() -> None:
    """Tell nothing."""
