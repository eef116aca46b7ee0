"""`assetmap load`: files into the place, as one revision."""

from __future__ import annotations

from pathlib import Path

import click

import assetmap
from assetmap.cli.options import (
    is_there,
    json_option,
    mapping_option,
    progress_bar,
    store_option,
)
from assetmap.cli.results import tell
from assetmap.ingest import check_files, load_files


@click.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@mapping_option
@click.option("--dry-run", "is_dry_run", is_flag=True, help="Look only; write nothing.")
@click.option("--actor", default="somebody at this machine", help="Who loads, for the history.")
@json_option
@store_option
def command(
    files: tuple[Path, ...],
    mapping: Path | None,
    is_dry_run: bool,  # noqa: FBT001 - click passes its options by name
    actor: str,
    is_json: bool,  # noqa: FBT001
    store_address: str,
) -> None:
    """Load FILES into the place: our workbook, our CSVs, a folder, or any list with a mapping.

    All accepted rows go in as one revision, or none do. Exit code: 0 if every row was taken,
    1 if some were rejected (the others are in), 2 if nothing could be done.
    """
    if is_dry_run and not is_there(store_address):
        result = check_files(files, mapping=mapping)
    else:
        store = assetmap.open(store_address)
        try:
            with progress_bar() as tell_progress:
                result = load_files(
                    store,
                    files,
                    mapping=mapping,
                    is_dry_run=is_dry_run,
                    actor=actor,
                    tell=tell_progress,
                )
        finally:
            store.close()
    tell(result, is_json=is_json, verb="Would be" if is_dry_run else "Done")
