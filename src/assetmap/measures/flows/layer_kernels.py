"""Loops over the layers of a network in which people flow: the arcs between some of its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]
    Linked = tuple[NDArray[np.int64], Ints, Ints]
    Longs = NDArray[np.int64]
    Found = tuple[NDArray[np.int32], Longs]
    Kinds = tuple[NDArray[np.int64], Ints, Ints, Ints]


@kernel
def by_worker_of(kinds: Kinds) -> tuple[NDArray[np.int64], Ints]:
    """Return how many people of each theme come by link worker, and how many of them flow."""
    starts, taker_of, n_each, flow = kinds
    n_by_worker = np.zeros(len(starts) - 1, np.int64)
    n_flow = np.zeros(len(starts) - 1, np.int32)
    for theme in range(len(n_flow)):
        for kind in range(starts[theme], starts[theme + 1]):
            if taker_of[kind] >= 0:
                n_by_worker[theme] += n_each[kind]
                n_flow[theme] += flow[kind]
    return n_by_worker, n_flow


@kernel
def free_takers(kinds: Kinds, takes: Linked, worker_left: NDArray[np.int64]) -> Mask:
    """Tell of which takers a link worker has room for more than all who wait for that one.

    Such a worker seldom gets full: only by taking on those whom others then need not.
    """
    _, taker_of, n_each, flow = kinds
    starts, ends, _ = takes
    free = np.zeros(len(starts) - 1, np.bool_)
    waiting = np.zeros(len(free), np.int64)
    for kind in range(len(taker_of)):
        if taker_of[kind] >= 0:
            waiting[taker_of[kind]] += n_each[kind] - flow[kind]
    left = worker_left.copy()
    for taker in range(len(free)):
        for take in range(starts[taker], starts[taker + 1]):
            left[ends[take]] -= waiting[taker]
    for taker in range(len(free)):
        for take in range(starts[taker], starts[taker + 1]):
            free[taker] |= left[ends[take]] > 0
    return free


@kernel
def arcs_among(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    numbers: Ints,
    firsts: NDArray[np.int64],
    kinds: Kinds,
    takes: Linked,
    leads: Linked,
    holds: Linked,
    rooms: tuple[Longs, Longs, Longs],
    area_of_theme: Ints,
    wide: int,
    free: Mask,
) -> tuple[Ints, Ints, Ints, NDArray[np.int64]]:
    """Return the arcs between nodes that have a number, in the order of layers.

    From where, to where (by number), how wide, and the place of each among all arcs, -1 of those
    through which nothing flows. `firsts` are the first nodes of each layer, the source's before
    all; `rooms` are those of workers, of themes (people who come by link worker) and activities.
    Full arcs of takers who are `free` are left out: nobody need be taken from those.
    """
    workers, takers, people, themes, hubs, activities, of_areas, everybody, sink = firsts[1:]
    worker_room, by_worker, activity_room = rooms
    sizes = len(kinds[1]) + len(worker_room) + len(takes[1]) + 2 * len(by_worker)
    sizes += len(leads[1]) + len(holds[1]) + len(activity_room) + everybody - of_areas
    found = (np.empty((3, sizes), np.int32), np.empty(sizes, np.int64))
    n = _from_takers(found, numbers, kinds, (takers, people, themes), free)
    first = len(kinds[1])
    for worker in range(len(worker_room)):
        head, room = numbers[workers + worker], min(worker_room[worker], wide)
        n = _put(found, n, numbers[0], head, room, first + worker)
    first += len(worker_room)
    # The one thing that leads against its links: from link workers to takers.
    for taker in range(len(takes[0]) - 1):
        for take in range(takes[0][taker], takes[0][taker + 1]):
            tail, head = numbers[workers + takes[1][take]], numbers[takers + taker]
            n = _put(found, n, tail, head, wide, first + take)
    first += len(takes[1])
    for theme in range(len(by_worker)):
        tail, head = numbers[people + theme], numbers[themes + theme]
        if by_worker[theme] > 0:
            n = _put(found, n, tail, head, by_worker[theme], first + theme)
    first += len(by_worker)
    n = _linked(found, n, numbers[themes:hubs], numbers[hubs:activities], leads, wide, first)
    first += len(leads[1])
    n = _linked(
        found, n, numbers[hubs:activities], numbers[activities:of_areas], holds, wide, first
    )
    first += len(holds[1])
    for activity in range(len(activity_room)):
        tail, room = numbers[activities + activity], min(activity_room[activity], wide)
        n = _put(found, n, tail, numbers[sink], room, first + activity)
    near = (numbers[people:themes], numbers[of_areas:everybody])
    n = _of_areas(found, n, near, numbers[everybody], by_worker, area_of_theme, wide)
    arcs, places = found
    return arcs[0, :n], arcs[1, :n], arcs[2, :n], places[:n]


@kernel
def _from_takers(
    found: Found,
    numbers: Ints,
    kinds: Kinds,
    firsts: tuple[int, int, int],
    free: Mask,
) -> int:
    """Write down the arcs of kinds; return how many there are."""
    takers, people, themes = firsts
    starts, taker_of, n_each, flow = kinds
    n = 0
    for theme in range(len(starts) - 1):
        if numbers[people + theme] < 0 and numbers[themes + theme] < 0:
            continue
        for kind in range(starts[theme], starts[theme + 1]):
            taker = taker_of[kind]
            is_full = flow[kind] == n_each[kind]
            if n_each[kind] == 0 or (taker >= 0 and free[taker] and is_full):
                continue
            tail = numbers[0 if taker < 0 else takers + taker]
            head = numbers[(themes if taker < 0 else people) + theme]
            n = _put(found, n, tail, head, n_each[kind], kind)
    return n


@kernel
def _linked(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    found: Found, n: int, things: Ints, others: Ints, links: Linked, wide: int, first: int
) -> int:
    """Write down the arcs of links; return how many there are then."""
    for thing in range(len(things)):
        if things[thing] >= 0:
            for link in range(links[0][thing], links[0][thing + 1]):
                n = _put(found, n, things[thing], others[links[1][link]], wide, first + link)
    return n


@kernel
def _of_areas(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    found: Found,
    n: int,
    near: tuple[Ints, Ints],
    everybody: int,
    by_worker: Longs,
    area_of_theme: Ints,
    wide: int,
) -> int:
    """Write down the arcs from all to areas, and to their people; return how many there are."""
    people, areas = near
    has_people = np.zeros(len(areas), np.bool_)
    for theme in range(len(by_worker)):
        if by_worker[theme] > 0:
            has_people[area_of_theme[theme]] = True
            n = _put(found, n, areas[area_of_theme[theme]], people[theme], wide, -1)
    for area in range(len(areas)):
        if has_people[area]:
            n = _put(found, n, everybody, areas[area], wide, -1)
    return n


@kernel
def _put(found: Found, n: int, tail: int, head: int, room: int, place: int) -> int:
    """Write an arc down if both of its ends have a number; return how many there are then."""
    if tail < 0 or head < 0:
        return n
    arcs, places = found
    arcs[0, n], arcs[1, n], arcs[2, n], places[n] = tail, head, room, place
    return n + 1
