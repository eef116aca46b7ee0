"""The layers through which people flow, from a source to a sink, and what flows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.flows.carrying_kernels import as_they_come
from assetmap.measures.flows.layer_kernels import (
    arcs_among,
    by_worker_of,
    free_takers,
)
from assetmap.measures.flows.residual import Part, Residual

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.ways import Ways

    Ints = NDArray[np.int32]
    Mask = NDArray[np.bool_]

SOURCE: Final = 0
"""The node from which all flows."""

_NO_NUMBER: Final = -1


class Layers:
    """Nodes layer by layer, and what flows between them, arcs written down for some nodes alone.

    At first each kind, in order, has gone to the first who have room: near the most that can flow.

    Parameters
    ----------
    ways
        Who could be taken on by whom.

    Attributes
    ----------
    workers, takers, people, themes, hubs, activities, of_areas, everybody, sink
        The first node of each layer; the source is before all.
    areas
        Of which there are nodes from `of_areas`: codes in `Ways.areas`, rising.
    by_kind
        How many people of each kind flow.
    """

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self.wide = 2 * ways.demand + 1  # room beyond that changes nothing
        is_there = np.bincount(ways.theme_area + 1, minlength=len(ways.areas)) > 0
        self.areas = (np.flatnonzero(is_there) - 1).astype(np.int32)
        self._area_of_theme = (np.cumsum(is_there) - 1).astype(np.int32)[ways.theme_area + 1]
        sizes = [
            *(1, len(ways.workers), len(ways.sources), ways.n_themes, ways.n_themes),
            *(len(ways.holds.starts) - 1, len(ways.activities), len(self.areas), 1, 1),
        ]
        self._firsts = np.cumsum([0, *sizes])
        firsts = self._firsts.tolist()
        self.workers, self.takers, self.people, self.themes, self.hubs = firsts[1:6]
        self.activities, self.of_areas, self.everybody, self.sink = firsts[6:10]
        self._let_come()

    def _let_come(self) -> None:
        """Let people flow to the first who have room, and keep what flows through each arc."""
        ways = self._ways
        sizes = [
            *(len(ways.kind_n), len(ways.workers), len(ways.takes.ends), ways.n_themes),
            *(len(ways.leads.ends), len(ways.holds.ends), len(ways.activities), 1),
        ]
        # At last that of all arcs through which nothing flows.
        self._flow = np.zeros(sum(sizes), np.int32)
        kinds, workers, takes, people, leads, holds, activities, _ = np.split(
            self._flow, np.cumsum(sizes[:-1])
        )
        self.by_kind = kinds
        self._links = (
            (ways.takes.starts, ways.takes.ends, takes),
            (ways.leads.starts, ways.leads.ends, leads),
            (ways.holds.starts, ways.holds.ends, holds),
        )
        starts = np.append(np.flatnonzero(np.diff(ways.kind_theme, prepend=-1)), len(kinds))
        self._kinds = (starts, ways.kind_taker, ways.kind_n, kinds)
        worker_left, activity_left = ways.worker_room.copy(), ways.activity_room.copy()
        as_they_come(
            (ways.kind_theme, ways.kind_taker, ways.kind_n),
            *(ways.takes.starts, ways.takes.ends),
            *(ways.leads.starts, ways.leads.ends),
            *(ways.holds.starts, ways.holds.ends),
            *(worker_left, activity_left),
            (kinds, takes, leads, holds),
        )
        self._worker_left = worker_left
        self._waits = ways.demand - int(kinds.sum())
        workers[:] = ways.worker_room - worker_left
        activities[:] = ways.activity_room - activity_left
        self._n_by_worker, people[:] = by_worker_of(self._kinds)

    def arcs(
        self, numbers: Ints, free: Mask | None = None
    ) -> tuple[tuple[Ints, ...], NDArray[np.int64]]:
        """Return arcs between nodes that have a number, which is not below 0, in their numbers.

        From where, to where, and how wide; and the place of each among what flows. Those are left
        out from takers who are `free` to kinds of whom nobody waits.
        """
        nobody = np.zeros(len(self._links[0][0]) - 1, np.bool_)
        *arcs, places = arcs_among(
            numbers,
            self._firsts[:-1],
            self._kinds,
            *self._links,
            (self._ways.worker_room, self._n_by_worker, self._ways.activity_room),
            self._area_of_theme,
            self.wide,
            nobody if free is None else free,
        )
        return tuple(arcs), places

    def part(self, nodes: Mask) -> Part:
        """Return some nodes with what is left between them."""
        numbers = np.where(nodes, np.cumsum(nodes) - 1, _NO_NUMBER).astype(np.int32)
        arcs, places = self.arcs(numbers)
        return Part(numbers, Residual.of(arcs, self._flow[places], int(nodes.sum()))[0])

    def filled(self) -> Residual:
        """Let as much more flow as goes from the source to the sink; return what is left then.

        Of what leads back to takers with a link worker who has room left nothing is told: from
        the source one gets to those at once. Where no such worker is left in the end, it is told,
        and looked at once more.
        """
        free = free_takers(self._kinds, self._links[0], self._worker_left)
        waits = self._waits
        while True:
            arcs, places = self.arcs(self._with_people(), free)
            rest, at = Residual.of(arcs, self._flow[places], self.sink + 1)
            if waits:
                waits -= rest.push(SOURCE, self.sink, waits)
                self._flow[places] = arcs[2] - rest.left_of(at)
            still = free & self._with_room()
            if (still == free).all():
                return rest
            free = still

    def _with_room(self) -> Mask:
        """Tell of which takers a link worker has room left."""
        starts, workers, _ = self._links[0]
        first = len(self.by_kind)
        flow = self._flow[first : first + len(self._ways.worker_room)]
        n_before = np.append(0, np.cumsum((self._ways.worker_room > flow)[workers]))
        found: Mask = n_before[starts[1:]] > n_before[starts[:-1]]
        return found

    def _with_people(self) -> Ints:
        """Return the number of each node, that of a theme or hub to which nobody goes -1."""
        ways, numbers = self._ways, np.arange(self.sink + 1, dtype=np.int32)
        is_empty = ways.of_themes(ways.kind_n) == 0
        if is_empty.any():
            numbers[self.people : self.themes][is_empty] = _NO_NUMBER
            numbers[self.themes : self.hubs][is_empty] = _NO_NUMBER
            is_led = np.zeros(self.activities - self.hubs, np.bool_)
            is_led[ways.leads.ends[~is_empty[ways.leads.things]]] = True
            numbers[self.hubs : self.activities][~is_led] = _NO_NUMBER
        return numbers
