"""Run Datasette over one database that it cannot write to."""

import socket
import sys
import webbrowser
from pathlib import Path

import click

from attrib.errors import AttribError
from attrib.store.database import only_as_unchanging


def serve_database(
    database: Path, host: str, port: int, open_browser: bool, *, allow_sql: bool = False, immutable: bool = False
) -> None:
    """Say the address and serve until interrupted; port 0 takes a free one. Raises AttribError if the port is taken.

    `allow_sql` lets whoever opens the pages run SQL of their own; it reads only, and stops after Datasette's time limit.
    `immutable`: nobody writes the file meanwhile, so it is read without a lock and without a look at what changed.
    """
    # Datasette and its server take a third of a second to import; a taken port is told before.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise AttribError(
                f"{host}:{port}: cannot be served there ({error}); choose another --port or --host"
            ) from error
        listener.listen(64)
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        # As Datasette writes names in addresses: "a~b" is "a~7Eb".
        from datasette.utils import tilde_encode  # type: ignore[import-untyped]

        home = f"{address}{tilde_encode(database.stem)}/-/attrib"
        click.echo(f"Serving {database} at {home}  (Ctrl-C stops)")

        # Pages that are being put together give way to those who ask after a thousandth of a second, not after five.
        sys.setswitchinterval(0.001)
        import uvicorn
        from datasette.app import Datasette  # type: ignore[import-untyped]

        unchanging = immutable or only_as_unchanging(database)
        files, immutables = ([], [str(database)]) if unchanging else ([str(database)], [])
        app = Datasette(files, immutables=immutables, settings={"default_allow_sql": allow_sql}).app()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=2))
        if open_browser:
            webbrowser.open(home)
        server.run(sockets=[listener])
