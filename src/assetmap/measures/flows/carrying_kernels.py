"""Loops over a network in which people flow: what is left of its arcs, and more pushed through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]


@kernel
def both_ways(tails: Ints, heads: Ints, room: Ints, flow: Ints, n_nodes: int) -> tuple[Ints, ...]:
    """Return the arcs of each node side by side, each with one that leads back.

    What flows through an arc is left the other way. Returns where the arcs of each node begin;
    where each leads; the place of that which leads back; how much each has left; and the places
    of the arcs that were given.
    """
    starts = np.zeros(n_nodes + 1, np.int32)
    for arc in range(len(tails)):
        starts[tails[arc] + 1] += 1
        starts[heads[arc] + 1] += 1
    for node in range(n_nodes):
        starts[node + 1] += starts[node]
    free = starts[:-1].copy()
    ends = np.empty(2 * len(tails), np.int32)
    mates = np.empty(2 * len(tails), np.int32)
    left = np.zeros(2 * len(tails), np.int32)
    places = np.empty(len(tails), np.int32)
    for arc in range(len(tails)):
        place, mate = free[tails[arc]], free[heads[arc]]
        free[tails[arc]] += 1
        free[heads[arc]] += 1
        ends[place], ends[mate] = heads[arc], tails[arc]
        mates[place], mates[mate] = mate, place
        left[place] = room[arc] - flow[arc]
        left[mate] = flow[arc]
        places[arc] = place
    return starts, ends, mates, left, places


@kernel
def as_they_come(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    kinds: tuple[Ints, Ints, Ints],
    take_starts: NDArray[np.int64],
    takes: Ints,
    lead_starts: NDArray[np.int64],
    leads: Ints,
    hold_starts: NDArray[np.int64],
    holds: Ints,
    worker_left: NDArray[np.int64],
    activity_left: NDArray[np.int64],
    flows: tuple[Ints, Ints, Ints, Ints],
) -> None:
    """Let people go to the first who has room, kind by kind, until nobody has.

    `kinds` are the theme, the taker (below 0: none is needed) and the number of each. Adds to
    `flows` how many flow by kind, and through each of the links of takers, themes and hubs; what
    is left of rooms is written to them. Most that can flow does so then; a maximum it need not be.
    """
    themes, takers, n_each = kinds
    flow, by_worker, by_theme, by_hub = flows
    # The first of each one's links behind which there may be room.
    take_at, lead_at, hold_at = take_starts.copy(), lead_starts.copy(), hold_starts.copy()
    for kind in range(len(themes)):
        theme, taker = themes[kind], takers[kind]
        n = n_each[kind]
        while n > 0 and lead_at[theme] < lead_starts[theme + 1]:
            lead = lead_at[theme]
            hub = leads[lead]
            hold = hold_at[hub]
            if hold == hold_starts[hub + 1]:
                lead_at[theme] += 1
                continue
            more = min(n, activity_left[holds[hold]])
            if taker >= 0:
                take = take_at[taker]
                if take == take_starts[taker + 1]:
                    break
                more = min(more, worker_left[takes[take]])
                worker_left[takes[take]] -= more
                by_worker[take] += more
                take_at[taker] += worker_left[takes[take]] == 0
            activity_left[holds[hold]] -= more
            by_hub[hold] += more
            by_theme[lead] += more
            hold_at[hub] += activity_left[holds[hold]] == 0
            flow[kind] += more
            n -= more


@kernel
def reached(
    starts: Ints, ends: Ints, mates: Ints, left: Ints, begin: int, back: int
) -> NDArray[np.bool_]:
    """Tell of each node whether something left leads to it from `begin`; with `back`, from it."""
    found = np.zeros(len(starts) - 1, np.bool_)
    queue = np.empty(len(found), np.int32)
    found[begin] = True
    queue[0] = begin
    n = 1
    at = 0
    while at < n:
        for place in range(starts[queue[at]], starts[queue[at] + 1]):
            # What lies side by side is looked at first.
            if not back and left[place] == 0:
                continue
            end = ends[place]
            if not found[end] and (not back or left[mates[place]] > 0):
                found[end] = True
                queue[n] = end
                n += 1
        at += 1
    return found


@kernel
def pushed(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    starts: Ints,
    ends: Ints,
    mates: Ints,
    left: Ints,
    level: Ints,
    begin: int,
    goal: int,
    most: int,
    back: int,
) -> int:
    """Push as much as goes, and no more than `most`, from `begin` to `goal`; return how much.

    With `back` from `goal` to `begin`: looked for from `begin` either way, so that little is
    looked at where `begin` lies far from everything else. `level` holds
    -1 for each node, before and after.

    Dinic's: all shortest ways are filled, then those that are the shortest thereafter.
    """
    queue = np.empty(len(level), np.int32)
    pointer = np.empty(len(level), np.int32)
    total = 0
    while total < most:
        n = _levels(starts, ends, mates, left, level, queue, begin, goal, back)
        more = 0
        if level[goal] >= 0:
            for index in range(n):
                pointer[queue[index]] = -1
            _leading(starts, ends, mates, left, level, pointer, goal, back)
            more = _filled(
                starts, ends, mates, left, level, pointer, begin, goal, most - total, back
            )
        for index in range(n):
            level[queue[index]] = -1
        if more == 0:
            break
        total += more
    return total


@kernel
def _levels(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    starts: Ints,
    ends: Ints,
    mates: Ints,
    left: Ints,
    level: Ints,
    queue: Ints,
    begin: int,
    goal: int,
    back: int,
) -> int:
    """Write how far nodes are from `begin`, up to `goal`; return how many `queue` then has."""
    level[begin] = 0
    queue[0] = begin
    n = 1
    at = 0
    while at < n and level[goal] < 0:
        node = queue[at]
        at += 1
        for place in range(starts[node], starts[node + 1]):
            # What lies side by side is looked at first.
            if not back and left[place] == 0:
                continue
            end = ends[place]
            if level[end] < 0 and (not back or left[mates[place]] > 0):
                level[end] = level[node] + 1
                queue[n] = end
                n += 1
    return n


@kernel
def _leading(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    starts: Ints,
    ends: Ints,
    mates: Ints,
    left: Ints,
    level: Ints,
    pointer: Ints,
    goal: int,
    back: int,
) -> None:
    """Set to its first arc the pointer of each node that lies on a shortest way to `goal`.

    No other one is looked at in vain, of which there are many more.
    """
    queue = np.empty(len(level), np.int32)
    queue[0] = goal
    pointer[goal] = starts[goal]
    n = 1
    at = 0
    while at < n:
        node = queue[at]
        at += 1
        for place in range(starts[node], starts[node + 1]):
            end = ends[place]
            is_nearer = level[end] >= 0 and level[end] == level[node] - 1 and pointer[end] < 0
            if is_nearer and left[place if back else mates[place]] > 0:
                pointer[end] = starts[end]
                queue[n] = end
                n += 1


@kernel
def _filled(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    starts: Ints,
    ends: Ints,
    mates: Ints,
    left: Ints,
    level: Ints,
    pointer: Ints,
    begin: int,
    goal: int,
    most: int,
    back: int,
) -> int:
    """Fill ways to `goal` on which every node is one farther than the last; return how much."""
    path = np.empty(level[goal], np.int32)
    total = 0
    node = begin
    depth = 0
    while total < most:
        if node == goal:
            depth, least = _used(mates, left, path, most - total, back)
            total += least
            node = ends[mates[path[depth]]]
            continue
        farther = level[node] + 1
        while pointer[node] < starts[node + 1]:
            place = pointer[node]
            is_next = level[ends[place]] == farther and pointer[ends[place]] >= 0
            if is_next and left[mates[place] if back else place] > 0:
                break
            pointer[node] += 1
        if pointer[node] < starts[node + 1]:
            path[depth] = pointer[node]
            node = ends[path[depth]]
            depth += 1
        elif depth == 0:
            break
        else:
            depth -= 1
            node = ends[mates[path[depth]]]
            pointer[node] += 1
    return total


@kernel
def _used(mates: Ints, left: Ints, path: Ints, most: int, back: int) -> tuple[int, int]:
    """Push what goes along a whole path; return where the first of it is full, and how much."""
    least = most
    for step in path:
        least = min(least, left[mates[step] if back else step])
    first = 0
    for index in range(len(path) - 1, -1, -1):
        place = mates[path[index]] if back else path[index]
        left[place] -= least
        left[mates[place]] += least
        if left[place] == 0:
            first = index
    return first, least
