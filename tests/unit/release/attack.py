"""What follows of a hidden number from all that is told, by linear programming."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

HIDDEN = (1, 7)
UNKNOWN = (0, 10_000)


def bounds_of(told: int | None) -> tuple[float, float]:
    """Return between what a number lies that is told so by the rule alone."""
    if told is None:
        return HIDDEN
    return (0, 0) if told == 0 else (max(told - 2, 8), told + 2)


class Attack:
    """Everything that somebody was told, put together.

    Parameters
    ----------
    cells
        What was told of each single cell.
    sums
        What was told of sums of cells: which, and the number; hidden sums are left out, since
        they may be hidden for another's sake.
    not_above
        Pairs of cells, of which the first holds no more than the second.
    n_unknown
        How many further cells there are, numbered after these, of which nothing is told singly.
    """

    def __init__(
        self,
        cells: Sequence[int | None],
        sums: Iterable[tuple[NDArray[np.int64], int | None]],
        not_above: Sequence[tuple[int, int]] = (),
        n_unknown: int = 0,
    ) -> None:
        self._bounds = [*map(bounds_of, cells), *[UNKNOWN] * n_unknown]
        known = [(which, told) for which, told in sums if told is not None]
        rows = np.repeat(np.arange(len(known)), [len(which) for which, _ in known])
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *(which for which, _ in known)])
        ones = np.ones(len(columns))
        held = sparse.csr_array((ones, (rows, columns)), shape=(len(known), len(self._bounds)))
        lows, highs = np.array([bounds_of(told) for _, told in known]).reshape(-1, 2).T
        orders = sparse.lil_array((len(not_above), len(self._bounds)))
        for row, (lesser, greater) in enumerate(not_above):
            orders[row, lesser], orders[row, greater] = 1.0, -1.0
        self._matrix = sparse.vstack([held, -held, orders], format="csr")
        self._limits = np.concatenate([highs, -lows, np.zeros(len(not_above))])

    def reach(self, which: Sequence[int]) -> tuple[int, int]:
        """Return the least and the most that a sum of cells may be."""
        weights = np.zeros(len(self._bounds))
        weights[list(which)] = 1.0
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(
                sign * weights,
                A_ub=self._matrix,
                b_ub=self._limits,
                bounds=self._bounds,
                method="highs",
            )
            assert found.status == 0, "what is told contradicts itself"
            ends.append(round(sign * float(found.fun or 0.0), 6))
        return int(np.ceil(ends[0])), int(np.floor(ends[1]))
