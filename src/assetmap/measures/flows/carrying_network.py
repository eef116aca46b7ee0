"""The network through which people could be carried, and the most that flows through it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from numpy.typing import NDArray

    from assetmap.measures.flows.ways import Kind, Theme, Ways

Arc = tuple[int, int, int]
"""From, to, and for how many people."""

_SOURCE: Final = 0


class CarryingNetwork:
    """Arcs from a source to link workers, kinds of people, themes, activities and a sink.

    A link worker's arc from the source has the worker's room, a kind's arc to its theme the
    number of its people, an activity's arc to the sink its places; the others are as wide as all
    people. People who came to an activity directly start at the source. So each person who
    flows takes one place with a link worker, if one is needed, and one at an activity.

    Parameters
    ----------
    ways
        Who could be taken on by whom.
    """

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self._widest = max(sum(ways.n_of.values()), 1)
        nodes: list[Hashable] = [
            *(("LinkWorker", id_) for id_ in ways.room_of_worker),
            *ways.n_of,
            *(("theme", theme) for theme in ways.themes),
            *(("Activity", id_) for id_ in ways.room_of_activity),
        ]
        self._number_of = {node: number for number, node in enumerate(nodes, start=_SOURCE + 1)}
        self._sink = len(nodes) + 1
        self._room = _matrix(self._arcs(), self._sink + 1)
        solved = maximum_flow(self._room, _SOURCE, self._sink)
        self.carried = int(solved.flow_value)
        self._flow = solved.flow
        self._left = _positive(self._room - self._flow)
        # From the source what has room left; to the sink what could still get there.
        self._is_reached = _reached(self._left, _SOURCE)
        self._goes_on = _reached(self._left.T.tocsr(), self._sink)

    def arcs(self) -> list[tuple[Hashable, Hashable, int]]:
        """Return the arcs by name; the source is "source" and the sink "sink"."""
        names: dict[int, Hashable] = {number: node for node, number in self._number_of.items()}
        names |= {_SOURCE: "source", self._sink: "sink"}
        return [(names[one], names[other], room) for one, other, room in self._arcs()]

    @cached_property
    def unmet(self) -> dict[Kind, int]:
        """How many of each kind do not flow, those left out of whom all do."""
        kinds = list(self.ways.n_of)
        ends = [(self._number_of[kind], self._theme(kind.theme)) for kind in kinds]
        starts, themes = np.array(ends, dtype=np.int32).reshape(-1, 2).T
        flows = [int(flow) for flow in self._flow[starts, themes]] if kinds else []
        left = zip(self.ways.n_of.items(), flows, strict=True)
        return {kind: n - flow for (kind, n), flow in left if n > flow}

    def can_be_reached(self, kind: Kind) -> bool:
        """Tell whether one more of a kind could be taken on, were there a place to go to."""
        return bool(self._is_reached[self._number_of[kind]])

    def can_go_on(self, kind: Kind) -> bool:
        """Tell whether one more of a kind could go to an activity, were there a link worker."""
        return bool(self._goes_on[self._number_of[kind]])

    def is_short_of_places(self, theme: Theme) -> bool:
        """Tell whether one more place for a theme would carry one more person."""
        return bool(self._is_reached[self._theme(theme)])

    def adds_one(self, label: str, id_: str) -> bool:
        """Tell whether room for one more person with a party would carry one more."""
        number = self._number_of[label, id_]
        return bool(self._goes_on[number] if label == "LinkWorker" else self._is_reached[number])

    def adding(self) -> set[tuple[str, str]]:
        """Return the parties, as label and id, with whom room for one more would carry one more.

        A party with room left is none of them: there, room is not what is short.
        """
        parties = (
            (label, id_) for label in ("LinkWorker", "Activity") for id_ in self.ways.room_of(label)
        )
        return {party for party in parties if self.adds_one(*party)}

    def cut(self) -> Iterator[tuple[str, str, int]]:
        """Yield what the smallest cut nearest the source goes through: id, label and room."""
        for id_, room in self.ways.room_of_worker.items():
            if not self._is_reached[self._number_of["LinkWorker", id_]]:
                yield id_, "LinkWorker", room
        for kind, n in self.ways.n_of.items():
            if self.can_be_reached(kind) and not self.is_short_of_places(kind.theme):
                yield "|".join(kind.theme), "demand", n
        for id_, room in self.ways.room_of_activity.items():
            if self._is_reached[self._number_of["Activity", id_]]:
                yield id_, "Activity", room

    def with_link_worker(self, kinds: Iterable[Kind], room: int) -> int:
        """Return how many more one more link worker would carry, who could take `kinds`."""
        added = self._sink + 1
        takes = [(added, self._number_of[kind], self._widest) for kind in kinds]
        return self._more([(_SOURCE, added, room), *takes])

    def with_group(self, theme: Theme, room: int) -> int:
        """Return how many more one more activity for a theme would carry."""
        added = self._sink + 1
        return self._more([(self._theme(theme), added, self._widest), (added, self._sink, room)])

    def _more(self, arcs: list[Arc]) -> int:
        """Return what flows more with one node and its arcs added: through what is left."""
        added = _matrix(arcs, self._sink + 2)
        solved = maximum_flow(self._left_and_one_more + added, _SOURCE, self._sink)
        return int(solved.flow_value)

    @cached_property
    def _left_and_one_more(self) -> sparse.csr_array:
        """What is left, and a node without arcs."""
        left = self._left
        starts = np.append(left.indptr, left.indptr[-1])
        return sparse.csr_array((left.data, left.indices, starts), (self._sink + 2, self._sink + 2))

    def _theme(self, theme: Theme) -> int:
        return self._number_of["theme", theme]

    def _arcs(self) -> list[Arc]:
        ways, number_of = self.ways, self._number_of
        workers = [
            (_SOURCE, number_of["LinkWorker", id_], room)
            for id_, room in ways.room_of_worker.items()
        ]
        taken = [
            (number_of["LinkWorker", id_], number_of[kind], self._widest)
            for kind, ids in ways.workers_of.items()
            for id_ in ids
        ]
        direct = [
            (_SOURCE, number_of[kind], self._widest)
            for kind in ways.n_of
            if not kind.by_link_worker
        ]
        people = [(number_of[kind], self._theme(kind.theme), n) for kind, n in ways.n_of.items()]
        met = [
            (self._theme(theme), number_of["Activity", id_], self._widest)
            for theme, ids in ways.activities_of.items()
            for id_ in ids
        ]
        places = [
            (number_of["Activity", id_], self._sink, room)
            for id_, room in ways.room_of_activity.items()
        ]
        return [*workers, *taken, *direct, *people, *met, *places]


def _matrix(arcs: list[Arc], n_nodes: int) -> sparse.csr_array:
    rows = np.array(arcs, dtype=np.int32).reshape(-1, 3)
    return sparse.csr_array((rows[:, 2], (rows[:, 0], rows[:, 1])), (n_nodes, n_nodes))


def _positive(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return the entries above 0."""
    found = matrix.copy()
    found.eliminate_zeros()
    return found


def _reached(left: sparse.csr_array, start: int) -> NDArray[np.bool_]:
    """Tell of each node whether it can be reached from `start`."""
    found = np.zeros(left.shape[0], dtype=bool)
    order: NDArray[np.int32] = breadth_first_order(left, start, return_predecessors=False)
    found[order] = True
    return found
