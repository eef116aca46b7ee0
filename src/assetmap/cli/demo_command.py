"""`assetmap demo`: the invented sample place, its findings, and both faces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import StoreType, json_option, plain, print_json
from assetmap.cli.preparing import prepare_measures
from assetmap.cli.serve_command import serve_place
from assetmap.errors import ForeignStoreError
from assetmap.ingest import load_files
from assetmap.model import LABELS, LOOKUPS
from assetmap.resources import resource_folder
from assetmap.views.findings.view import findings

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.store import Store

_ACTOR = "assetmap demo"


@click.command("demo")
@click.option(
    "--store",
    "store_address",
    envvar="ASSETMAP_STORE",
    default="sample-place.db",
    show_default=True,
    type=StoreType(),
    help="The file that the sample place is put into.",
)
@click.option("--no-serve", is_flag=True, help="Stop after the findings.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(0, 65535))
@json_option
def command(store_address: str, no_serve: bool, port: int, is_json: bool) -> None:  # noqa: FBT001
    """Put the invented sample place into a file, print its headline findings, and serve it."""
    store = assetmap.open(store_address)
    try:
        _refuse_another_place(store)
        prepare_measures()  # which may take a minute, so only where the place can be kept
        load_files(store, [resource_folder("sample_data")], actor=_ACTOR)
        snapshot = store.snapshot()
    finally:
        store.close()
    _tell(snapshot, store_address, is_json=is_json)
    if not no_serve:
        serve_place(store_address, host="127.0.0.1", port=port, public_only=False)


def _refuse_another_place(store: Store) -> None:
    """Refuse to mix the invented place into somebody's real one."""
    changes = store.history(limit=1_000_000)
    if changes and changes[-1].actor != _ACTOR:
        raise ForeignStoreError(store.address, "a place of your own, not the sample")


def _tell(snapshot: Snapshot, store_address: str, *, is_json: bool) -> None:
    sentences = [finding.sentence for finding in findings(snapshot)]
    counts = {name: snapshot.counts[name] for name in (*LABELS, *LOOKUPS)}
    if is_json:
        print_json(
            {
                "store": store_address,
                "revision": snapshot.revision,
                "counts": counts,
                "findings": sentences,
            }
        )
        return
    click.echo(
        f"The sample place is in {plain(store_address)}: {counts['Organisation']} organisations, "
        f"{counts['Champion']} champions, {counts['LinkWorker']} link workers and "
        f"{counts['Activity']} activities, all invented.\n"
    )
    for sentence in sentences:
        click.echo(f"  - {plain(sentence)}")
    click.echo("")
