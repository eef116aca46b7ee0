"""`assetmap load`: files into the place, as one revision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import (
    is_there,
    json_option,
    leave_out_option,
    mapping_option,
    progress_bar,
    store_option,
)
from assetmap.cli.results import tell
from assetmap.cli.source_options import SourceType, admission_option
from assetmap.ingest import check_files, load_files
from assetmap.ingest.feeds.fetching import Fetching, fetched_sources
from assetmap.ingest.feeds.kept_pages import feeds_folder
from assetmap.ingest.sources import refuse_journeys_from

if TYPE_CHECKING:
    from assetmap.ingest.feeds.address import Address


@click.command("load")
@click.argument("files", nargs=-1, required=True, type=SourceType())
@mapping_option
@leave_out_option
@admission_option
@click.option("--dry-run", "is_dry_run", is_flag=True, help="Look only; write nothing.")
@click.option("--actor", default="somebody at this machine", help="Who loads, for the history.")
@json_option
@store_option
def command(  # noqa: PLR0913, PLR0917 - one an option
    files: tuple[Path | Address, ...],
    mapping: Path | None,
    leave_out: tuple[str, ...],
    admitted: tuple[tuple[str, int], ...],
    is_dry_run: bool,  # noqa: FBT001 - click passes its options by name
    actor: str,
    is_json: bool,  # noqa: FBT001
    store_address: str,
) -> None:
    """Load FILES into the place: our workbook, our CSVs, a folder, or any list with a mapping.

    An address (https://...) of a feed or a JSON document may stand for a file. If fetching breaks
    off, the same load goes on from there within a day.

    All accepted rows go in as one revision, or none do. Exit code: 0 if every row was taken,
    1 if some were rejected (the others are in), 2 if nothing could be done.
    """
    is_kept = not is_dry_run and "://" not in store_address
    fetching = Fetching(
        admitted=frozenset(admitted),
        folder=feeds_folder(Path(store_address)) if is_kept else None,
    )
    refuse_journeys_from([each for each in files if not isinstance(each, Path)], mapping)
    with (
        progress_bar() as tell_progress,
        fetched_sources(files, fetching, tell=tell_progress) as sources,
    ):
        if is_dry_run and not is_there(store_address):
            result = check_files(sources, mapping=mapping, leave_out=leave_out)
        else:
            store = assetmap.open(store_address)
            try:
                result = load_files(
                    store,
                    sources,
                    mapping=mapping,
                    leave_out=leave_out,
                    is_dry_run=is_dry_run,
                    actor=actor,
                    tell=tell_progress,
                )
            finally:
                store.close()
    tell(result, is_json=is_json, verb="Would be" if is_dry_run else "Done")
