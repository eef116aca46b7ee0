"""`assetmap site`: where something would reach most of those who reach nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import assetmap
from assetmap.cli.gap_options import gap_options_beside_need, searched_in_vain
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.measures.siting import METHODS, SECONDS, Search
from assetmap.release import ROLES
from assetmap.views.measuring.gap_choices import choice_of
from assetmap.views.measuring.sites import VenueChoice, proposed_sites

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.siting import Method


@click.command("site")
@click.argument("need")
@click.option("--n", default=3, show_default=True, help="How many venues.")
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="greedy",
    show_default=True,
    help="How: those that reach most, one after another and exchanged (greedy); the best choice "
    "there is, if it is found in time (optimum); those that people go least far to (median).",
)
@click.option(
    "--seconds",
    type=float,
    help=f"How long to look for better ones; left out, not at all, and {SECONDS:g} for optimum.",
)
@click.option(
    "--any-venue/--in-use-only",
    "is_held_enough",
    default=None,
    help="Whether venues will do where an organisation is based or runs something, though nobody "
    "wrote down that it has the use of them; left out, only if no use of any is known.",
)
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
def command(  # noqa: PLR0913, PLR0917  click passes each option by name
    need: str,
    n: int,
    method: Method,
    seconds: float | None,
    is_held_enough: bool | None,  # noqa: FBT001
    as_of: dt.datetime | None,
    role: str,
    is_json: bool,  # noqa: FBT001
    store_address: str,
    **of_gaps: Any,
) -> None:
    """Say at which venues something for NEED (a name or an id) would reach most people.

    Venues are those that an organisation has the use of already; people, those who reach nothing.
    How near it is to the best choice there can be is always said.
    """
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if as_of is not None:
        snapshot = snapshot.as_of(as_of.date())
    chosen = {name: value for name, value in of_gaps.items() if value not in {None, ()}}
    chosen = {"groups": ("everyone",), "times": (), **chosen}
    choice = choice_of(chosen, unmet=searched_in_vain(store_address, chosen))
    venues = VenueChoice(n, is_held_enough, Search(method, seconds))
    document = proposed_sites(snapshot, role, need, choice, venues=venues)
    if is_json:
        print_json(document)
        return
    sentences = (row["sentence"] for row in document["sites"])
    about = (document["about_time"], *sentences, document["summary"], *document["how"])
    for sentence in filter(None, about):
        click.echo(plain(sentence))
