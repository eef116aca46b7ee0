"""`assetmap check`: what would be accepted, what rejected and why."""

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
from assetmap.ingest import check_files
from assetmap.ingest.feeds.fetching import Fetching, fetched_sources
from assetmap.ingest.sources import refuse_journeys_from

if TYPE_CHECKING:
    from assetmap.ingest.feeds.address import Address


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=SourceType())
@mapping_option
@leave_out_option
@admission_option
@json_option
@store_option
def command(
    files: tuple[Path | Address, ...],
    mapping: Path | None,
    leave_out: tuple[str, ...],
    admitted: tuple[tuple[str, int], ...],
    is_json: bool,  # noqa: FBT001 - click passes its options by name
    store_address: str,
) -> None:
    """Say what of FILES would be taken and what not, beside the place if there is one.

    FILES are files, folders, or addresses (https://...) of feeds.

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
    fetching = Fetching(admitted=frozenset(admitted))
    refuse_journeys_from([each for each in files if not isinstance(each, Path)], mapping)
    with (
        progress_bar() as tell_progress,
        fetched_sources(files, fetching, tell=tell_progress) as sources,
    ):
        result = check_files(sources, mapping=mapping, leave_out=leave_out, snapshot=snapshot)
    tell(result, is_json=is_json, verb="Would be")
