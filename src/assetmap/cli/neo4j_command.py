"""`assetmap neo4j`: a Neo4j server on this machine."""

from __future__ import annotations

import signal
import sys
import tempfile
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from assetmap.errors import MissingExtraError
from assetmap.store.neo4j_login import PASSWORD_VARIABLE, login_in_environment

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import FrameType, ModuleType

_MISSING: Final = ("neo4j", "A Neo4j server")


@click.group("neo4j")
def command() -> None:
    """Run a Neo4j server on this machine, without Docker."""


@command.command("start")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that holds its data; without one, the data is gone when it ends.",
)
@click.option(
    "--port", default=7687, show_default=True, type=click.IntRange(0, 65535), help="0: any free."
)
def start(home: Path | None, port: int) -> None:
    """Start a Neo4j Community server, for this machine alone, and run it until it is ended.

    Its user is neo4j. The password is that in ASSETMAP_NEO4J_PASSWORD, or in the file that
    ASSETMAP_NEO4J_PASSWORD_FILE names, which a folder used before needs; without one, a temporary
    server is given a random one, which is printed.
    """
    password = login_in_environment().password
    if home is not None and not password:
        msg = f"set {PASSWORD_VARIABLE}, so that the data in the folder can be opened again."
        raise click.UsageError(msg)
    signal.signal(signal.SIGTERM, _end)
    folder: AbstractContextManager[str] = (
        tempfile.TemporaryDirectory(prefix="assetmap-neo4j-", ignore_cleanup_errors=True)
        if home is None
        else nullcontext(str(home))
    )
    with (
        folder as name,
        _neo4j_local().local_server(
            Path(name).absolute(),
            port=port,
            password=password,
            is_throwaway=home is None,
            tell=lambda sentence: click.echo(sentence, err=True),
        ) as server,
    ):
        click.echo(f"Neo4j answers at {server.address}, to this machine alone.")
        if not password:
            click.echo(f"{PASSWORD_VARIABLE}={server.password}")
        click.echo(f"Try: assetmap load FILE --store {server.address}")
        click.echo("Ctrl+C ends it.")
        sys.stdout.flush()
        try:
            server.wait()
        except KeyboardInterrupt:
            click.echo("Ending.")


def _end(number: int, frame: FrameType | None) -> Any:
    del number, frame
    raise KeyboardInterrupt


def _neo4j_local() -> ModuleType:
    try:
        return import_module("assetmap.store.neo4j_local")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "neo4j":
            raise
        raise MissingExtraError(*_MISSING) from error
