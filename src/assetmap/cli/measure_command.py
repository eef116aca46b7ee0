"""`assetmap measure`: numbers of a place, with what they mean and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.release.networks import PROJECTIONS
from assetmap.views.measuring.names import MEASURING
from assetmap.views.social_capital.groupings import GROUPINGS

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.views.measuring.measured import Measured, Value

_FLAGS = {
    "projection": "--ties",
    "group_by": "--by",
    "half_life_days": "--half-life",
    "from_on": "--from",
    "to_on": "--to",
}
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("measure")
@click.argument("name", type=click.Choice(list(MEASURING)))
@click.option(
    "--ties",
    "projection",
    type=click.Choice(list(PROJECTIONS)),
    help="Which ties make the network; partnerships, if left out.",
)
@click.option(
    "--by",
    "group_by",
    type=click.Choice(list(GROUPINGS)),
    help="Which groups are joined; sectors, if left out. Of social-capital and brokerage.",
)
@click.option("--as-of", type=_DAY, help="Measure what held on this day (2026-04-01).")
@click.option(
    "--half-life",
    "half_life_days",
    type=float,
    help="Days after which a partnership weighs half if nobody told it again.",
)
@click.option("--from", "from_on", type=_DAY, help="The earlier day of change.")
@click.option("--to", "to_on", type=_DAY, help="The later day of change.")
@click.option("--explain", "is_explained", is_flag=True, help="Say what each number means.")
@json_option
@store_option
def command(  # noqa: PLR0913, PLR0917  click passes each option by name
    name: str,
    projection: str | None,
    group_by: str | None,
    as_of: dt.datetime | None,
    half_life_days: float | None,
    from_on: dt.datetime | None,
    to_on: dt.datetime | None,
    is_explained: bool,  # noqa: FBT001
    is_json: bool,  # noqa: FBT001
    store_address: str,
) -> None:
    """Measure NAME of the place: its network, social capital, positions, and so on."""
    choices = _heeded(
        name,
        projection=projection,
        group_by=group_by,
        half_life_days=half_life_days,
        from_on=from_on and from_on.date(),
        to_on=to_on and to_on.date(),
    )
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if as_of is not None:
        snapshot = snapshot.as_of(as_of.date())
    measured = MEASURING[name].measure(snapshot, **choices)
    if is_json:
        explained = {"measures": measured.explain()} if is_explained else {}
        print_json(measured.as_json() | explained)
    else:
        _tell(measured, is_explained=is_explained)


def _heeded(name: str, **given: object) -> dict[str, object]:
    """Return the choices that were made, all of which NAME must heed."""
    choices = {choice: value for choice, value in given.items() if value is not None}
    if not_heeded := [_FLAGS[each] for each in choices if each not in MEASURING[name].choices]:
        msg = f"{name} does not heed {', '.join(not_heeded)}."
        raise click.UsageError(msg)
    return choices


def _tell(measured: Measured, *, is_explained: bool) -> None:
    click.echo(f"{measured.n_nodes:,} parties, {measured.n_ties:,} ties.")
    for name, value in measured.values.items():
        interval = measured.intervals.get(name)
        sure = "" if interval is None else f"; {interval.low:,.4g} to {interval.high:,.4g}"
        click.echo(f"{name}: {_shown(value)}{sure}")
    for note in measured.notes:
        click.echo(plain(note))
    if is_explained:
        for each in measured.explain():
            raised_by = f" {each['raised_by']}" if each["raised_by"] else ""
            click.echo(f"\n{each['name']}: {each['sentence']}{raised_by}")
            click.echo(f"  {each['formula']}\n  {each['reference']}")


def _shown(value: Value) -> str:
    if value is None:
        return "not defined here"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
