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

    Such a worker never gets full.
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
    rooms: tuple[Ints, Ints, Ints],
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
    starts, taker_of, n_each, flow = kinds
    sizes = len(n_each) + len(worker_room) + len(takes[1]) + 2 * len(by_worker)
    sizes += len(leads[1]) + len(holds[1]) + len(activity_room) + everybody - of_areas
    arcs = np.empty((3, sizes), np.int32)
    places = np.empty(sizes, np.int64)
    n = 0
    for theme in range(len(by_worker)):
        if numbers[people + theme] < 0 and numbers[themes + theme] < 0:
            continue
        for kind in range(starts[theme], starts[theme + 1]):
            taker = taker_of[kind]
            is_full = flow[kind] == n_each[kind]
            if n_each[kind] == 0 or (taker >= 0 and free[taker] and is_full):
                continue
            tail = numbers[0 if taker < 0 else takers + taker]
            head = numbers[(themes if taker < 0 else people) + theme]
            n = _put(arcs, places, n, tail, head, n_each[kind], kind)
    first = len(n_each)
    for worker in range(len(worker_room)):
        head = numbers[workers + worker]
        n = _put(arcs, places, n, numbers[0], head, min(worker_room[worker], wide), first + worker)
    first += len(worker_room)
    for taker in range(len(takes[0]) - 1):
        for take in range(takes[0][taker], takes[0][taker + 1]):
            tail, head = numbers[workers + takes[1][take]], numbers[takers + taker]
            n = _put(arcs, places, n, tail, head, wide, first + take)
    first += len(takes[1])
    for theme in range(len(by_worker)):
        if by_worker[theme] > 0:
            tail, head = numbers[people + theme], numbers[themes + theme]
            n = _put(arcs, places, n, tail, head, by_worker[theme], first + theme)
    first += len(by_worker)
    n = _linked(arcs, places, n, numbers[themes:hubs], numbers[hubs:activities], leads, wide, first)
    first += len(leads[1])
    n = _linked(
        arcs, places, n, numbers[hubs:activities], numbers[activities:of_areas], holds, wide, first
    )
    first += len(holds[1])
    for activity in range(len(activity_room)):
        tail, room = numbers[activities + activity], min(activity_room[activity], wide)
        n = _put(arcs, places, n, tail, numbers[sink], room, first + activity)
    has_people = np.zeros(everybody - of_areas, np.bool_)
    for theme in range(len(by_worker)):
        if by_worker[theme] > 0:
            area = area_of_theme[theme]
            has_people[area] = True
            tail, head = numbers[of_areas + area], numbers[people + theme]
            n = _put(arcs, places, n, tail, head, wide, -1)
    for area in range(len(has_people)):
        if has_people[area]:
            n = _put(arcs, places, n, numbers[everybody], numbers[of_areas + area], wide, -1)
    return arcs[0, :n], arcs[1, :n], arcs[2, :n], places[:n]


@kernel
def _linked(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    arcs: NDArray[np.int32],
    places: NDArray[np.int64],
    n: int,
    things: Ints,
    others: Ints,
    links: Linked,
    wide: int,
    first: int,
) -> int:
    for thing in range(len(things)):
        if things[thing] >= 0:
            for link in range(links[0][thing], links[0][thing + 1]):
                head = others[links[1][link]]
                n = _put(arcs, places, n, things[thing], head, wide, first + link)
    return n


@kernel
def _put(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    arcs: NDArray[np.int32],
    places: NDArray[np.int64],
    n: int,
    tail: int,
    head: int,
    room: int,
    place: int,
) -> int:
    """Write an arc down if both of its ends have a number; return how many there are then."""
    if tail < 0 or head < 0:
        return n
    arcs[0, n], arcs[1, n], arcs[2, n], places[n] = tail, head, room, place
    return n + 1
