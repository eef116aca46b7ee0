"""What several commands share: which store, how results are printed."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from assetmap.errors import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_STORE: Final = "assetmap.db"
_CANNOT: Final = 2
_NEARLY: Final = 0.999


class StoreType(click.ParamType[str]):
    """A store's address; on a terminal it asks for the password of a server, if none is told."""

    name = "file or address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address as it is given, the password asked for once."""
        del param
        # An address that holds a user or a password is refused when it is opened.
        is_asked_for = "://" in value and "@" not in value
        if is_asked_for and not (ctx is not None and ctx.resilient_parsing) and _is_at_terminal():
            _ask_password(value)
        return value


store_option: Final[Callable[[Any], Any]] = click.option(
    "--store",
    "store_address",
    envvar="ASSETMAP_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    type=StoreType(),
    help="The file that holds the place, or the address of a Neo4j server; also set by "
    "ASSETMAP_STORE.",
)

json_option: Final[Callable[[Any], Any]] = click.option(
    "--json", "is_json", is_flag=True, help="Print one JSON document and nothing else."
)

mapping_option: Final[Callable[[Any], Any]] = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A TOML file that says what the columns of somebody else's list mean, or the name of one "
    "that comes with assetmap (docs/mappings.md).",
)


leave_out_option: Final[Callable[[Any], Any]] = click.option(
    "--leave-out",
    "leave_out",
    multiple=True,
    metavar="COLUMN",
    help="Do not read the column with this heading at all; may be given several times.",
)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on a terminal and none in a pipe; gives what is told step, done and all.

    Raises
    ------
    StoppedError
        If the person at the keyboard stops the block.
    """
    console = Console(stderr=True)
    try:
        if console.is_terminal:
            with _shown_on(console) as tell:
                yield tell
        else:
            yield lambda _step, _done, _all: None
    except KeyboardInterrupt as error:
        raise StoppedError from error


@contextmanager
def _shown_on(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    # The words last: they are of many lengths, and all before them stays where it is.
    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading the files", total=None)

        def tell(step: str, done: int, everything: int) -> None:
            if everything:
                # Never quite all: the clock would stand still, though more steps follow.
                part = min(done / everything, _NEARLY)
                bar.update(task, description=f"{step}, {part:.0%}", completed=part, total=1)
            else:
                # Of what nobody can tell how much it is, the bar runs to and fro.
                bar.tasks[0].total = None  # to `update`, None means as before
                bar.update(task, description=step)

        yield tell


def _is_at_terminal() -> bool:
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _ask_password(address: str) -> None:
    # Not at the top: a store takes a second to load, and some commands need none.
    from assetmap.store.neo4j_login import (  # noqa: PLC0415
        PASSWORD_VARIABLE,
        is_password_told,
    )
    from assetmap.store.opening import is_server  # noqa: PLC0415

    if is_password_told() or not is_server(address):
        return
    try:
        password = click.prompt(
            f"Password for {plain(address)}",
            default="",
            show_default=False,
            hide_input=True,
            err=True,
        )
    except click.Abort:
        click.echo("assetmap: no password was given, so nothing was done.", err=True)
        click.get_current_context().exit(_CANNOT)
    # Where whatever opens the store looks for it, the screens of `assetmap serve` too.
    os.environ[PASSWORD_VARIABLE] = password


def is_there(store_address: str) -> bool:
    """Tell whether something is at the address of a store, so that looking makes no store."""
    return "://" in store_address or Path(store_address).exists()


def print_json(document: object) -> None:
    """Print one JSON document; letters outside ASCII as they are, nothing that is no number."""
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


def plain(text: object) -> str:
    """Return `text` with control characters and turns of direction spelt out, for a terminal."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in str(text))
