"""The network through which people could be carried, and the most that flows through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.measures.flows.layers import SOURCE, Layers
from assetmap.measures.flows.ways import DIRECT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.residual import Part
    from assetmap.measures.flows.ways import Ways


@dataclass(frozen=True, eq=False)
class Waiting:
    """Those for whom there was no room, of each kind of which anybody waits.

    Attributes
    ----------
    kinds, theme, taker
        Which kind, and of which theme and taker it is.
    n
        How many wait.
    can_be_reached, can_go_on
        As `CarryingNetwork` tells.
    """

    kinds: NDArray[np.int64]
    n: NDArray[np.int32]
    theme: NDArray[np.int32]
    taker: NDArray[np.int32]
    can_be_reached: NDArray[np.bool_]
    can_go_on: NDArray[np.bool_]

    def of_themes(self, n: NDArray[Any], n_themes: int) -> NDArray[np.int64]:
        """Return the sums of numbers of kinds by theme."""
        return np.bincount(self.theme, n, minlength=n_themes).astype(np.int64)


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
        self._layers = Layers(ways)
        rest = self._layers.filled()
        self.carried = int(self._layers.by_kind.sum())
        # From the source what has room left; to the sink what could still get there.
        self.is_reached = rest.reached(SOURCE)
        self.goes_on = rest.reached(self._layers.sink, back=True)

    @cached_property
    def waiting(self) -> Waiting:
        """Those who do not flow."""
        unmet = self.ways.kind_n - self._layers.by_kind
        kinds = np.flatnonzero(unmet)
        return Waiting(
            kinds=kinds,
            n=unmet[kinds],
            theme=self.ways.kind_theme[kinds],
            taker=self.ways.kind_taker[kinds],
            can_be_reached=self.can_be_reached(kinds),
            can_go_on=self.can_go_on(kinds),
        )

    def can_be_reached(self, kinds: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell whether one more of each kind could be taken on, were there a place to go to."""
        taker, flows = self.ways.kind_taker[kinds], self._layers.by_kind[kinds] > 0
        is_direct = taker == DIRECT
        is_short = self.is_short[self.ways.kind_theme[kinds]]
        found: NDArray[np.bool_] = (
            is_direct | self._of_takers(self.is_reached, taker) | (flows & is_short)
        )
        return found

    def can_go_on(self, kinds: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell whether one more of each kind could go to an activity, were there a link worker."""
        ways, flow = self.ways, self._layers.by_kind[kinds]
        goes_on = self.goes_on[self._layers.themes : self._layers.hubs][ways.kind_theme[kinds]]
        by_taker = self._of_takers(self.goes_on, ways.kind_taker[kinds])
        found: NDArray[np.bool_] = ((flow < ways.kind_n[kinds]) & goes_on) | ((flow > 0) & by_taker)
        return found

    @property
    def is_short(self) -> NDArray[np.bool_]:
        """Whether one more place for each theme would carry one more person."""
        return self.is_reached[self._layers.themes : self._layers.hubs]

    @property
    def worker_adds(self) -> NDArray[np.bool_]:
        """Whether room for one more person with each link worker would carry one more.

        Where there is room left it would not: there, room is not what is short.
        """
        return self.goes_on[self._layers.workers : self._layers.takers]

    @property
    def activity_adds(self) -> NDArray[np.bool_]:
        """Whether one more place at each activity would carry one more."""
        return self.is_reached[self._layers.activities : self._layers.of_areas]

    def areas_helped(self) -> NDArray[np.int32]:
        """Return the areas for whose people one more link worker would carry somebody more."""
        return self._layers.areas[self.goes_on[self._layers.of_areas : self._layers.everybody]]

    def with_link_worker(self, area: int | None, room: int) -> int:
        """Return how many more one more link worker would carry, for an area or for everybody.

        They go through nodes from which something left leads to the sink, and no others.
        """
        if area is None:
            begin = self._layers.everybody
        else:
            begin = self._layers.of_areas + int(np.searchsorted(self._layers.areas, area))
        return self._going_on.would_push(begin, self._layers.sink, min(room, self._layers.wide))

    def with_group(self, theme: int, room: int) -> int:
        """Return how many more one more activity for a theme would carry.

        Those are people who can still be brought to the theme, through nodes to which something
        left leads from the source: from there nothing leads to the sink, so that no way through
        the new activity opens another.
        """
        begin, most = self._layers.themes + theme, min(room, self._layers.wide)
        return self._in_reach.would_push(begin, SOURCE, most, back=True)

    @cached_property
    def arcs(self) -> tuple[NDArray[np.int32], ...]:
        """All arcs, of which most are never written down: from where, to where, how wide."""
        nodes = np.arange(len(self.goes_on), dtype=np.int32)
        return self._layers.arcs(nodes)[0]

    @cached_property
    def _in_reach(self) -> Part:
        return self._layers.part(self.is_reached)

    @cached_property
    def _going_on(self) -> Part:
        return self._layers.part(self.goes_on)

    def _of_takers(self, nodes: NDArray[np.bool_], takers: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Return what holds of takers; nothing does of `DIRECT`."""
        of_taker: NDArray[np.bool_] = np.append(
            nodes[self._layers.takers : self._layers.people], False
        )
        return of_taker[takers]
