"""`assetmap measure`: numbers of a network, with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import json_option, print_json, store_option
from assetmap.network import PROJECTIONS
from assetmap.views.network.measures import network_measures

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.views.network.measures import NetworkMeasures


@click.command("measure")
@click.argument("name", type=click.Choice(["network"]))
@click.option(
    "--ties",
    "projection",
    type=click.Choice(list(PROJECTIONS)),
    default="partnerships",
    show_default=True,
    help="Which ties make the network.",
)
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Measure what held on this day (2026-04-01).",
)
@click.option("--explain", "is_explained", is_flag=True, help="Say what each number means.")
@json_option
@store_option
def command(
    name: str,
    projection: str,
    as_of: dt.datetime | None,
    is_explained: bool,  # noqa: FBT001 - click passes its options by name
    is_json: bool,  # noqa: FBT001
    store_address: str,
) -> None:
    """Measure the network NAME of the place."""
    del name  # there is one so far
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if as_of is not None:
        snapshot = snapshot.as_of(as_of.date())
    measures = network_measures(snapshot, projection=projection)
    if is_json:
        print_json(measures.as_json())
    else:
        _tell(measures, is_explained=is_explained)


def _tell(measures: NetworkMeasures, *, is_explained: bool) -> None:
    click.echo(f"{measures.n_nodes:,} parties, {measures.n_ties:,} ties.")
    for name, value in measures.values.items():
        shown = "not defined here" if value is None else f"{value:,.4g}"
        click.echo(f"{name}: {shown}")
    if is_explained:
        for each in measures.explain():
            click.echo(f"\n{each['name']}: {each['sentence']}")
            click.echo(f"  {each['formula']}\n  {each['reference']}")
