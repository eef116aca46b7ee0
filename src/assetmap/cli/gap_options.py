"""What can be chosen of gaps at the command line: where, for whom, when, and how far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from assetmap.release.unmet_searches import UnmetSearches, unmet_searches
from assetmap.store.public_box import PublicBox, box_path
from assetmap.views.measuring.told_layers import SEARCHES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FLAGS_OF_GAPS: Final = {
    "level": "--level",
    "needs": "--need",
    "groups": "--group",
    "times": "--time",
    "reach": "--reach",
    "limit": "--within",
    "km_per_hour": "--km-per-hour",
    "detour": "--detour",
    "costs": "--travel-times",
    "stops": "--stops",
    "venues_only": "--venues-only",
    "weights": "--weigh",
}
"""The choices of gaps, by the name that the view has for them."""

_NEED: Final = click.option(
    "--need", "needs", multiple=True, help="Of gaps: what matters, by its id; may be repeated."
)
_OPTIONS: Final = (
    click.option("--level", help="Of gaps: the areas told, such as ward or lsoa."),
    click.option(
        "--group",
        "groups",
        multiple=True,
        help="Of gaps: for whom: everyone, aged 65+, free, step-free, a community, or speaks "
        "Polish; may be repeated.",
    ),
    click.option(
        "--time",
        "times",
        multiple=True,
        help="Of gaps: when: any, weekday_daytime, weekday_evening, weekend, or a part of a day "
        "such as TU_evening; may be repeated.",
    ),
    click.option(
        "--reach",
        type=click.Choice(["walk", "straight", "area", "table", "stops"]),
        help="Of gaps: how far is near: on foot (left out), in a straight line, in the same area, "
        "by --travel-times, or by a line of public transport that has --stops near both.",
    ),
    click.option(
        "--within",
        "limit",
        type=float,
        help="Of gaps: minutes (20), or metres in a straight line (1000; to a stop 400).",
    ),
    click.option("--km-per-hour", type=float, help="Of gaps: how fast people walk (4.8)."),
    click.option("--detour", type=float, help="Of gaps: the way over the straight line (1.3)."),
    click.option(
        "--travel-times",
        "costs",
        type=click.Path(exists=True, dir_okay=False),
        help="Of gaps: a CSV file with the columns origin (code of an area), place (id of a "
        "location) and cost (minutes).",
    ),
    click.option(
        "--stops",
        type=click.Path(exists=True, dir_okay=False),
        help="Of gaps: a CSV file with the columns line, latitude and longitude: a row a stop of "
        "a line.",
    ),
    click.option(
        "--venues-only",
        is_flag=True,
        default=None,
        help="Of gaps: what says that it serves an area, and is held elsewhere, does not count.",
    ),
    click.option(
        "--weigh",
        "weights",
        multiple=True,
        metavar="LAYER=WEIGHT",
        help="Of gaps: who counts for more: deprivation=2, loneliness=1, or any indicator; "
        "waiting=1 by people still waiting, searches=1 by searches of the public site that found "
        "nothing.",
    ),
)


def gap_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return `command` with the options of gaps."""
    return gap_options_beside_need(_NEED(command))


def gap_options_beside_need(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return `command` with the options of gaps, save that of what matters."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def searched_in_vain(store_address: str, chosen: Mapping[str, Any]) -> tuple[UnmetSearches, ...]:
    """Return what may be told of searches of a public site that found nothing, if it is weighed.

    Parameters
    ----------
    store_address
        Of the store beside which the public site keeps them.
    chosen
        What was chosen of gaps, by the names of `FLAGS_OF_GAPS`.
    """
    if not any(words.partition("=")[0].strip() == SEARCHES for words in chosen.get("weights", ())):
        return ()
    return unmet_searches(PublicBox(box_path(store_address)).nothing_found())
