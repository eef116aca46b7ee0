"""What several commands share: which store, how results are printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_STORE: Final = "assetmap.db"

store_option: Final[Callable[[Any], Any]] = click.option(
    "--store",
    "store_address",
    envvar="ASSETMAP_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The file that holds the place; also set by ASSETMAP_STORE.",
)

json_option: Final[Callable[[Any], Any]] = click.option(
    "--json", "is_json", is_flag=True, help="Print one JSON document and nothing else."
)

mapping_option: Final[Callable[[Any], Any]] = click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A TOML file that says what the columns of somebody else's list mean.",
)


def is_there(store_address: str) -> bool:
    """Tell whether something is at the address of a store, so that looking makes no store."""
    return "://" in store_address or Path(store_address).exists()


def print_json(document: object) -> None:
    """Print one JSON document; letters outside ASCII as they are, nothing that is no number."""
    click.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


def plain(text: object) -> str:
    """Return `text` with control characters and turns of direction spelt out, for a terminal."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in str(text))
