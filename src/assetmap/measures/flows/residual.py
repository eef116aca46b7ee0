"""What is left of the arcs of a network when something flows, and what more would go through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.flows.carrying_kernels import both_ways, pushed, reached

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]

_LOWEST: Final = -1


class Residual:
    """What is left of arcs, and of what flows through each to be taken back.

    Parameters
    ----------
    starts, ends, mates, left
        As `carrying_kernels.both_ways` gives them.
    """

    def __init__(self, starts: Ints, ends: Ints, mates: Ints, left: Ints) -> None:
        self._arcs = (starts, ends, mates)
        self._left = left
        self._level = np.full(len(starts) - 1, _LOWEST, dtype=np.int32)

    @classmethod
    def of(cls, arcs: tuple[Ints, ...], flow: Ints, n_nodes: int) -> tuple[Residual, Ints]:
        """Return what is left of arcs, and the place of each.

        Parameters
        ----------
        arcs
            From which node, to which, and how wide each is.
        flow
            What flows through each already.
        n_nodes
            How many nodes there are.
        """
        tails, heads, room = arcs
        *graph, places = both_ways(tails, heads, room, flow, n_nodes)
        return cls(*graph), places

    def left_of(self, places: Ints) -> Ints:
        """Return what is left of some arcs, by place."""
        return self._left[places]

    def reached(self, node: int, *, back: bool = False) -> NDArray[np.bool_]:
        """Tell of each node whether something left leads to it from `node`, or `back` to that."""
        return reached(*self._arcs, self._left, node, int(back))

    def push(self, begin: int, goal: int, most: int, *, back: bool = False) -> int:
        """Let as much more flow as goes, and no more than `most`; return how much.

        From `begin` to `goal`; `back` from `goal` to `begin`, the ways looked for from `begin`.
        """
        return int(pushed(*self._arcs, self._left, self._level, begin, goal, most, int(back)))

    def copy(self) -> Residual:
        """Return another one, to let flow in and throw away."""
        return Residual(*self._arcs, self._left.copy())


@dataclass(frozen=True, eq=False)
class Part:
    """Some nodes of a network, and what is left of the arcs between them.

    Attributes
    ----------
    numbers
        The number of each node of the whole among them, -1 of the others.
    rest
        What is left between them.
    """

    numbers: Ints
    rest: Residual

    def would_push(self, begin: int, goal: int, most: int, *, back: bool = False) -> int:
        """Return how much more would flow, as of `Residual.push`, and leave all as it is."""
        ends: list[int] = self.numbers[[begin, goal]].tolist()
        return self.rest.copy().push(ends[0], ends[1], most, back=back)
