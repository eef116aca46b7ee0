"""The network through which people could be carried, and the most that flows through it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.flows.first_come import first_come
from assetmap.measures.flows.residual import Residual
from assetmap.measures.flows.steps import frozen
from assetmap.measures.flows.ways import DIRECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.residual import Part
    from assetmap.measures.flows.ways import Ways

_SOURCE: Final = 0


class CarryingNetwork:
    """Arcs from a source to link workers, takers, people, themes, hubs, activities and a sink.

    A link worker's arc from the source has the worker's room, an arc from a taker to the people
    of a theme the number of that kind, an activity's arc to the sink its places; the others are
    as wide as all people, or wider. People who came to an activity directly start at the source.
    So each person who flows takes one place with a link worker, if one is needed, and one at an
    activity. For every area, and for all, there is a node that leads to its people who come by
    link worker: nothing leads there, but one more link worker would.

    Parameters
    ----------
    ways
        Who could be taken on by whom.

    Notes
    -----
    What is left of arcs when the most flows tells what is short, the same whatever flow that is:
    one more person at a node is carried exactly if something left leads from it to the sink, and
    one more place at a node is taken exactly if something left leads to it from the source.

    References
    ----------
    Picard, J.-C. and Queyranne, M. (1980). On the structure of all minimum cuts in a network and
    applications. Mathematical Programming Study 13, 8-16.
    """

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self._wide = 2 * ways.demand + 1  # room beyond that changes nothing
        is_there = np.bincount(ways.theme_area + 1, minlength=len(ways.areas)) > 0
        self._areas = (np.flatnonzero(is_there) - 1).astype(np.int32)
        of_theme = (np.cumsum(is_there) - 1)[ways.theme_area + 1]
        sizes = [
            *(1, len(ways.workers), len(ways.sources), ways.n_themes, ways.n_themes),
            *(len(ways.holds.starts) - 1, len(ways.activities), len(self._areas), 1, 1),
        ]
        firsts = np.cumsum([0, *sizes]).tolist()
        self._workers, self._takers, self._people, self._themes = firsts[1:5]
        self._hubs, self._activities, self._of_areas, self._everybody, self._sink = firsts[5:10]
        tails, heads, room, flow = self._arcs(of_theme)
        self.tails, self.heads, self.room = tails, heads, room
        self._residual, places = Residual.of((tails, heads, room), flow, self._sink + 1)
        begun = int(flow[: len(ways.kind_n)].sum())
        # Few nodes can still be reached, and what can be reached does not grow by what is pushed.
        near = self._residual.reached(_SOURCE)
        more = self._residual.push_within(near, _SOURCE, self._sink, ways.demand - begun)
        self.carried = begun + more
        kinds = slice(len(ways.kind_n))
        self._kind_flow = room[kinds] - self._residual.left_of(places[kinds])
        # From the source what has room left; to the sink what could still get there.
        self.is_reached = self._residual.reached(_SOURCE)
        self.goes_on = self._residual.reached(self._sink, back=True)

    @cached_property
    def unmet(self) -> NDArray[np.int32]:
        """How many of each kind do not flow."""
        unmet: NDArray[np.int32] = self.ways.kind_n - self._kind_flow
        return unmet

    @cached_property
    def can_be_reached(self) -> NDArray[np.bool_]:
        """Whether one more of each kind could be taken on, were there a place to go to."""
        ways, is_direct = self.ways, self._is_direct
        by_taker = self._of_takers(self.is_reached) & ~is_direct
        found: NDArray[np.bool_] = (
            is_direct | by_taker | ((self._kind_flow > 0) & self.is_short[ways.kind_theme])
        )
        return found

    @cached_property
    def can_go_on(self) -> NDArray[np.bool_]:
        """Whether one more of each kind could go to an activity, were there a link worker."""
        goes_on = self.goes_on[self._themes : self._hubs][self.ways.kind_theme]
        by_taker = self._of_takers(self.goes_on) & ~self._is_direct
        found: NDArray[np.bool_] = ((self.unmet > 0) & goes_on) | ((self._kind_flow > 0) & by_taker)
        return found

    @property
    def is_short(self) -> NDArray[np.bool_]:
        """Whether one more place for each theme would carry one more person."""
        return self.is_reached[self._themes : self._hubs]

    @property
    def worker_adds(self) -> NDArray[np.bool_]:
        """Whether room for one more person with each link worker would carry one more.

        Where there is room left it would not: there, room is not what is short.
        """
        return self.goes_on[self._workers : self._takers]

    @property
    def activity_adds(self) -> NDArray[np.bool_]:
        """Whether one more place at each activity would carry one more."""
        return self.is_reached[self._activities : self._of_areas]

    def areas_helped(self) -> NDArray[np.int32]:
        """Return the areas for whose people one more link worker would carry somebody more."""
        return self._areas[self.goes_on[self._of_areas : self._everybody]]

    def with_link_worker(self, area: int | None, room: int) -> int:
        """Return how many more one more link worker would carry, for an area or for everybody.

        They go through nodes from which something left leads to the sink, and no others.
        """
        if area is None:
            begin = self._everybody
        else:
            begin = self._of_areas + int(np.searchsorted(self._areas, area))
        return self._going_on.would_push(begin, self._sink, min(room, self._wide))

    def with_group(self, theme: int, room: int) -> int:
        """Return how many more one more activity for a theme would carry.

        Those are people who can still be brought to the theme, through nodes to which something
        left leads from the source: from there nothing leads to the sink, so that no way through
        the new activity opens another.
        """
        begin, most = self._themes + theme, min(room, self._wide)
        return self._in_reach.would_push(begin, _SOURCE, most, back=True)

    @cached_property
    def _in_reach(self) -> Part:
        return self._residual.part(self.is_reached)

    @cached_property
    def _going_on(self) -> Part:
        return self._residual.part(self.goes_on)

    def _of_takers(self, nodes: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return what holds of the taker of each kind; of `DIRECT` it means nothing."""
        of_taker: NDArray[np.bool_] = np.append(nodes[self._takers : self._people], False)
        return of_taker[self.ways.kind_taker]

    @cached_property
    def _is_direct(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.ways.kind_taker == DIRECT
        return found

    def _arcs(self, area_of_theme: NDArray[Any]) -> tuple[NDArray[np.int32], ...]:
        """Return arcs, those of kinds first: from where, to where, how wide; and a first flow."""
        ways, wide, first = self.ways, self._wide, first_come(self.ways)
        by_worker = ways.kind_taker != DIRECT
        from_taker = np.where(by_worker, self._takers + ways.kind_taker, _SOURCE)
        to_people = np.where(by_worker, self._people, self._themes) + ways.kind_theme
        coming, n_by_worker = (
            ways.of_themes(np.where(by_worker, n, 0)) for n in (first.by_kind, ways.kind_n)
        )
        themes = np.flatnonzero(n_by_worker)
        areas = np.unique(area_of_theme[themes])
        workers, activities = np.arange(len(ways.workers)), np.arange(len(ways.activities))
        parts = (
            (from_taker, to_people, ways.kind_n, first.by_kind),
            (_SOURCE, self._workers + workers, ways.worker_room, first.by_worker),
            (
                self._workers + ways.takes.ends,
                self._takers + ways.takes.things,
                wide,
                first.by_take,
            ),
            (self._people + themes, self._themes + themes, n_by_worker[themes], coming[themes]),
            (
                self._themes + ways.leads.things,
                self._hubs + ways.leads.ends,
                wide,
                first.by_lead,
            ),
            (
                self._hubs + ways.holds.things,
                self._activities + ways.holds.ends,
                wide,
                first.by_hold,
            ),
            (self._activities + activities, self._sink, ways.activity_room, first.by_activity),
            (self._of_areas + area_of_theme[themes], self._people + themes, wide, 0),
            (self._everybody, self._of_areas + areas, wide, 0),
        )
        return _side_by_side(parts, wide)


def _side_by_side(parts: Sequence[tuple[Any, ...]], wide: int) -> tuple[NDArray[np.int32], ...]:
    """Return arcs of all parts: from where, to where, how wide (no more than `wide`), the flow."""
    sizes = [np.broadcast(*part).size for part in parts]
    found = np.empty((4, sum(sizes)), np.int32)
    begin = 0
    for part, size in zip(parts, sizes, strict=True):
        tails, heads, room, flow = part
        columns = (tails, heads, np.minimum(room, wide), flow)
        for into, each in zip(found, columns, strict=True):
            into[begin : begin + size] = each
        begin += size
    return tuple(frozen(each) for each in found)
