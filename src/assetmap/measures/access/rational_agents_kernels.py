"""Loops in which people move between places until moving gains them little.

`ways` is, throughout, where the pairs of each origin begin, their places, and what travel costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Ways = tuple[NDArray[np.int64], NDArray[np.int32], Numbers]

# The steps of PySAL's `access`: the share of an origin's people that may move in a round.
_FIRST_SHARE: Final = 0.2
_LEAST_SHARE: Final = 0.005
_HALVED_AFTER: Final = 50.0
_N_GENTLE: Final = 20  # rounds in which no place is asked for more than it has by newcomers


@kernel
def settled(ways: Ways, people: Numbers, room: Numbers, n_cycles: int) -> Numbers:
    """Return the mean cost of each origin after so many rounds; NaN where there are no pairs."""
    here = _at_the_nearest(ways, people)
    totals = np.empty(len(here))
    for cycle in range(n_cycles):
        crowd = _crowds(ways, here, len(room))
        _add_up(ways, crowd, room, totals)
        share = max(_FIRST_SHARE * 0.5 ** (cycle / _HALVED_AFTER), _LEAST_SHARE)
        cheapest, dearest, moved = _wishes(ways, here, totals, (people, room, crowd), share)
        if cycle < _N_GENTLE:
            _hold_back(ways, cheapest, moved, room)
        for origin in range(len(people)):
            if moved[origin] != 0.0:
                here[cheapest[origin]] += moved[origin]
                here[dearest[origin]] -= moved[origin]
    return _means(ways, here, totals)


@kernel
def _at_the_nearest(ways: Ways, people: Numbers) -> Numbers:
    """Return how many use each pair at first: all of an origin the one with the least travel."""
    indptr, _, travel = ways
    here = np.zeros(len(travel))
    for origin in range(len(people)):
        first, end = indptr[origin], indptr[origin + 1]
        if first < end:
            here[first + np.argmin(travel[first:end])] = people[origin]
    return here


@kernel
def _crowds(ways: Ways, here: Numbers, n_places: int) -> Numbers:
    crowd = np.zeros(n_places)
    for pair in range(len(here)):
        crowd[ways[1][pair]] += here[pair]
    return crowd


@kernel
def _add_up(ways: Ways, crowd: Numbers, room: Numbers, totals: Numbers) -> None:
    """Write what each pair costs now into `totals`."""
    _, places, travel = ways
    for pair in range(len(totals)):
        place = places[pair]
        totals[pair] = crowd[place] / room[place] + travel[pair]


@kernel
def _wishes(
    ways: Ways,
    here: Numbers,
    totals: Numbers,
    sizes: tuple[Numbers, Numbers, Numbers],
    share: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64], Numbers]:
    """Return the cheapest pair of each origin, the dearest that it uses, and who would move."""
    indptr = ways[0]
    people = sizes[0]
    cheapest = np.zeros(len(people), dtype=np.int64)
    dearest = np.zeros(len(people), dtype=np.int64)
    moved = np.zeros(len(people))
    for origin in range(len(people)):
        least, most = _ends(indptr[origin], indptr[origin + 1], here, totals)
        cheapest[origin], dearest[origin] = least, most
        if least != most:
            wished = min(_evened(ways, here, sizes, least, most), here[most])
            moved[origin] = np.trunc(min(wished, share * people[origin]))
    return cheapest, dearest, moved


@kernel
def _ends(first: int, end: int, here: Numbers, totals: Numbers) -> tuple[int, int]:
    """Return the cheapest pair, and the dearest of those in use; of equal ones the first."""
    least = most = first
    is_any = False
    for pair in range(first, end):
        if totals[pair] < totals[least]:
            least = pair
        if here[pair] != 0.0 and (not is_any or totals[pair] > totals[most]):
            most = pair
            is_any = True
    return least, most


@kernel
def _evened(
    ways: Ways,
    here: Numbers,
    sizes: tuple[Numbers, Numbers, Numbers],
    least: int,
    most: int,
) -> float:
    """Return how many moving from one pair to the other would make both cost the same."""
    _, places, travel = ways
    _, room, crowd = sizes
    to, off = places[least], places[most]
    others_to, others_off = crowd[to] - here[least], crowd[off] - here[most]
    between = (room[to] * room[off]) / (room[to] + room[off])
    now: float = here[least]
    at_rest: float = between * (
        (travel[most] - travel[least])
        + (now + here[most] + others_off) / room[off]
        - others_to / room[to]
    )
    return at_rest - now


@kernel
def _hold_back(ways: Ways, cheapest: NDArray[np.int64], moved: Numbers, room: Numbers) -> None:
    """Let no more people move to a place at once than it has room for."""
    places = ways[1]
    coming = np.zeros(len(room))
    for origin in range(len(moved)):
        if moved[origin] != 0.0:
            coming[places[cheapest[origin]]] += moved[origin]
    for origin in range(len(moved)):
        if moved[origin] != 0.0:
            place = places[cheapest[origin]]
            moved[origin] = np.rint(moved[origin] / max(coming[place] / room[place], 1.0))


@kernel
def _means(ways: Ways, here: Numbers, totals: Numbers) -> Numbers:
    indptr = ways[0]
    means = np.full(len(indptr) - 1, np.nan)
    for origin in range(len(means)):
        users = 0.0
        cost = 0.0
        for pair in range(indptr[origin], indptr[origin + 1]):
            users += here[pair]
            cost += totals[pair] * here[pair]
        if users > 0.0:
            means[origin] = cost / users
    return means
