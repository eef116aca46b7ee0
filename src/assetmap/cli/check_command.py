"""`assetmap check`: what would be accepted, what rejected and why."""

from __future__ import annotations

from pathlib import Path

import click

import assetmap
from assetmap.cli.options import is_there, json_option, mapping_option, store_option
from assetmap.cli.results import tell
from assetmap.ingest import check_files


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@mapping_option
@json_option
@store_option
def command(
    files: tuple[Path, ...],
    mapping: Path | None,
    is_json: bool,  # noqa: FBT001 - click passes its options by name
    store_address: str,
) -> None:
    """Say what of FILES would be taken and what not, beside the place if there is one.

    Nothing is written, and no store is made. Exit code: 0 if every row can be used, 1 if some
    cannot, 2 if a file cannot be read.
    """
    snapshot = None
    if is_there(store_address):
        store = assetmap.open(store_address, must_exist=True)
        try:
            snapshot = store.snapshot()
        finally:
            store.close()
    result = check_files(files, mapping=mapping, snapshot=snapshot)
    tell(result, is_json=is_json, verb="Would be")
