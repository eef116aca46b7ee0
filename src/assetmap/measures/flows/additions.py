"""What one more link worker, or one more group a week, would let a place carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.ways import whole_people
from assetmap.model import DAYS_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.carrying_network import CarryingNetwork

_DAYS_A_WEEK: Final = 7

Tried = tuple[str, str, str, int, int]
"""link_worker or group, need, area, room, and how many more it would carry."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What might be added to a place.

    Attributes
    ----------
    people_a_year
        For whom one more link worker has room.
    places
        At one more group a week, at one time.
    n_tried
        Most areas for which one more link worker, and most needs of areas for which one more
        group, is tried.
    """

    people_a_year: float = 225.0
    places: int = 12
    n_tried: int = 40

    def __post_init__(self) -> None:
        """Refuse what has room for nobody."""
        if not (self.people_a_year > 0 and self.places > 0):
            msg = (
                f"A link worker for {self.people_a_year} people a year and a group of "
                f"{self.places} places: each must have room for somebody."
            )
            raise DataError(msg)


def tried(
    network: CarryingNetwork, span: Span, additions: Additions, weeks_a_place_is_held: float
) -> Iterator[Tried]:
    """Yield what one more of each would carry, where it could help anybody.

    Parameters
    ----------
    network
        What there is.
    span
        Days.
    additions
        What has room for how many, and in how many areas it is tried.
    weeks_a_place_is_held
        As in `capacity.capacities`.

    Yields
    ------
    tuple
        One more link worker for everybody and for areas, then one more group for needs of areas;
        those first for which most wait.

    Notes
    -----
    Each is tried by itself, from what is left: what two would add together is not the sum.
    """
    of_worker = int(whole_people(additions.people_a_year * span.n_days / DAYS_A_YEAR))
    held = _DAYS_A_WEEK * weeks_a_place_is_held
    of_group = int(whole_people(additions.places * span.n_days / held))
    yield from _more_link_workers(network, of_worker, additions.n_tried)
    yield from _more_groups(network, of_group, additions.n_tried)


def _more_link_workers(network: CarryingNetwork, room: int, n_tried: int) -> Iterator[Tried]:
    """Yield what one more link worker would carry, for everybody and for each area in need."""
    ways = network.ways
    helped = network.areas_helped()
    if not len(helped):
        return
    yield "link_worker", "", "", room, network.with_link_worker(None, room)
    unmet = network.waiting
    area = ways.theme_area[unmet.theme]
    waiting = np.bincount(area + 1, unmet.n * unmet.can_go_on, minlength=len(ways.areas))
    waiting = waiting.astype(np.int64)
    for code in _first(helped, waiting[helped + 1], n_tried):
        if ways.areas[code]:
            yield "link_worker", "", ways.areas[code], room, network.with_link_worker(code, room)


def _more_groups(network: CarryingNetwork, room: int, n_tried: int) -> Iterator[Tried]:
    """Yield what one more group would carry, for each need of an area that is short of places."""
    ways = network.ways
    short = np.flatnonzero(network.is_short)
    waiting = network.waiting.of_themes(network.waiting.n, ways.n_themes)
    for theme in _first(short, waiting[short], n_tried):
        need, area = ways.needs[ways.theme_need[theme]], ways.areas[ways.theme_area[theme]]
        if need and area:
            yield "group", need, area, room, network.with_group(theme, room)


def _first(numbers: NDArray[np.integer[Any]], waiting: NDArray[np.int64], n_most: int) -> list[int]:
    """Return those for which most people wait, equal ones in order."""
    chosen: list[int] = numbers[np.argsort(-waiting, kind="stable")[:n_most]].tolist()
    return chosen
