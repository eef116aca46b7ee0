"""`assetmap site`: where something would reach most of those who reach nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import assetmap
from assetmap.cli.gap_options import gap_options_beside_need, searched_in_vain
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.release import ROLES
from assetmap.views.measuring.gap_choices import choice_of
from assetmap.views.measuring.sites import proposed_sites

if TYPE_CHECKING:
    import datetime as dt


@click.command("site")
@click.argument("need")
@click.option("--n", default=3, show_default=True, help="How many venues.")
@click.option(
    "--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), help="What held on this day (2026-04-01)."
)
@click.option(
    "--as-role",
    "role",
    type=click.Choice(ROLES),
    default="admin",
    show_default=True,
    help="Look at no more than this role may see.",
)
@gap_options_beside_need
@json_option
@store_option
def command(
    need: str,
    n: int,
    as_of: dt.datetime | None,
    role: str,
    is_json: bool,  # noqa: FBT001
    store_address: str,
    **of_gaps: Any,
) -> None:
    """Say at which venues something for NEED (a name or an id) would reach most people.

    Venues are those that an organisation has the use of already; people, those who reach nothing.
    """
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if as_of is not None:
        snapshot = snapshot.as_of(as_of.date())
    chosen = {name: value for name, value in of_gaps.items() if value not in {None, ()}}
    chosen = {"groups": ("everyone",), "times": ("any",), **chosen}
    choice = choice_of(chosen, unmet=searched_in_vain(store_address, chosen))
    document = proposed_sites(snapshot, role, need, choice, n=n)
    if is_json:
        print_json(document)
        return
    for row in document["sites"]:
        click.echo(plain(row["sentence"]))
    click.echo(
        f"Together {document['people_covered']:,} of {document['people_without']:,} people who "
        f"reach nothing now; as many venues could reach {document['bound']:,} at most."
    )
