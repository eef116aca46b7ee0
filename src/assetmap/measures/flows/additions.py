"""What one more link worker, or one more group a week, would let a place carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from assetmap.errors import DataError
from assetmap.measures.flows.capacity import DAYS_A_YEAR
from assetmap.measures.flows.ways import Kind, Theme, whole_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.carrying_network import CarryingNetwork

_DAYS_A_WEEK: Final = 7

Tried = tuple[str, str, str, int, int]
"""link_worker or group, need, area, room, and how many more it would carry."""

Key = TypeVar("Key", str, Theme)


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
    Each is solved anew by itself: what two would add together is not the sum.
    """
    of_worker = whole_people(additions.people_a_year * span.n_days / DAYS_A_YEAR)
    of_group = whole_people(additions.places * span.n_days / (_DAYS_A_WEEK * weeks_a_place_is_held))
    yield from _more_link_workers(network, of_worker, additions.n_tried)
    yield from _more_groups(network, of_group, additions.n_tried)


def _more_link_workers(network: CarryingNetwork, room: int, n_tried: int) -> Iterator[Tried]:
    """Yield what one more link worker would carry, for everybody and for each area in need."""
    helped: dict[str, list[Kind]] = {}
    for kind in filter(network.can_go_on, network.ways.workers_of):
        helped.setdefault(kind.theme.area_code, []).append(kind)
    if not helped:
        return
    everybody = [kind for kinds in helped.values() for kind in kinds]
    yield "link_worker", "", "", room, network.with_link_worker(everybody, room)
    waiting = {
        area: sum(network.unmet.get(kind, 0) for kind in kinds) for area, kinds in helped.items()
    }
    for area in _first(waiting, n_tried):
        if area:
            yield "link_worker", "", area, room, network.with_link_worker(helped[area], room)


def _more_groups(network: CarryingNetwork, room: int, n_tried: int) -> Iterator[Tried]:
    """Yield what one more group would carry, for each need of an area that is short of places."""
    waiting = dict.fromkeys(filter(network.is_short_of_places, network.ways.themes), 0)
    for kind, n in network.unmet.items():
        if kind.theme in waiting:
            waiting[kind.theme] += n
    for theme in _first(waiting, n_tried):
        if theme.need_id and theme.area_code:
            yield "group", *theme, room, network.with_group(theme, room)


def _first(waiting: Mapping[Key, int], n_most: int) -> list[Key]:
    """Return those for which most people wait, equal ones in order."""
    return sorted(waiting, key=lambda key: (-waiting[key], key))[:n_most]
