"""What follows of a hidden number from all that is told, by linear programming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

HIDDEN = (1, 7)
UNKNOWN = (0, 10_000)
SOME = (1.0, 10_000.0)
"""Between what a number lies that is hidden, and may be large."""

_EXACT = 1e-6


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
    ranges
        Sums of cells of which it is known between what they lie.
    """

    def __init__(
        self,
        cells: Sequence[int | None],
        sums: Iterable[tuple[NDArray[np.int64], int | None]],
        not_above: Sequence[tuple[int, int]] = (),
        n_unknown: int = 0,
        ranges: Iterable[tuple[NDArray[np.int64], tuple[float, float]]] = (),
    ) -> None:
        self._bounds = [*map(bounds_of, cells), *[UNKNOWN] * n_unknown]
        known = [(which, bounds_of(told)) for which, told in sums if told is not None]
        known += ranges
        rows = np.repeat(np.arange(len(known)), [len(which) for which, _ in known])
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *(which for which, _ in known)])
        ones = np.ones(len(columns))
        held = sparse.csr_array((ones, (rows, columns)), shape=(len(known), len(self._bounds)))
        lows, highs = np.array([bounds for _, bounds in known]).reshape(-1, 2).T
        orders = sparse.lil_array((len(not_above), len(self._bounds)))
        for row, (lesser, greater) in enumerate(not_above):
            orders[row, lesser], orders[row, greater] = 1.0, -1.0
        self._matrix = sparse.vstack([held, orders], format="csr")
        self._lows = np.concatenate([lows, np.full(len(not_above), -np.inf)])
        self._highs = np.concatenate([highs, np.zeros(len(not_above))])

    def reach(self, which: Sequence[int] | NDArray[np.int64]) -> tuple[int, int]:
        """Return the least and the most that a sum of cells may be."""
        weights = np.zeros(len(self._bounds))
        weights[list(which)] = 1.0
        ends = [round(float(weights @ self._solved(sign * weights)), 6) for sign in (1.0, -1.0)]
        return int(np.ceil(ends[0])), int(np.floor(ends[1]))

    def narrowed(
        self, wanted: Sequence[Sequence[int] | NDArray[np.int64]], most: Sequence[int]
    ) -> list[tuple[int, tuple[int, int]]]:
        """Return which sums of cells cannot be 1, or cannot be `most`, and what they may be.

        Many are looked at in one programme: whatever it finds for them together, each may be.
        """
        rows = np.repeat(np.arange(len(wanted)), [len(which) for which in wanted])
        columns = np.concatenate([np.zeros(0, dtype=np.int64), *map(np.asarray, wanted)])
        shape = (len(wanted), len(self._bounds))
        sums = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        tops = np.array(most, dtype=float)
        is_low = _shown(
            lambda left: np.asarray(sums @ self._solved(np.asarray(sums.T @ left))),
            lambda n: n <= 1 + _EXACT,
            tops,
        )
        is_high = _shown(
            lambda left: np.asarray(sums @ self._highest(sums[left > 0], tops[left > 0])),
            lambda n: n >= tops - _EXACT,
            tops,
        )
        reached = [(n, self.reach(wanted[n])) for n in np.flatnonzero(~(is_low & is_high)).tolist()]
        return [(n, (low, high)) for n, (low, high) in reached if low > 1 or high < most[n]]

    def _highest(self, sums: sparse.csr_array, tops: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return cells for which sums, as far as to their tops, are largest together."""
        n_sums, n_cells = sums.shape
        return self._solved(
            np.concatenate([np.zeros(n_cells), -np.ones(n_sums)]),
            sparse.hstack([-sums, sparse.eye_array(n_sums)]),
            [(0.0, float(top)) for top in tops],
        )[:n_cells]

    def _solved(
        self,
        weights: NDArray[np.float64],
        further: Any = None,
        bounds: Sequence[tuple[float, float]] = (),
    ) -> NDArray[np.float64]:
        """Return the cells for which a weighted sum is least, with further rows and cells."""
        matrix, lows, highs = self._matrix, self._lows, self._highs
        if further is not None:
            beside = sparse.csr_array((matrix.shape[0], len(bounds)))
            matrix = sparse.vstack([sparse.hstack([matrix, beside]), further], format="csr")
            lows = np.concatenate([lows, np.full(len(bounds), -np.inf)])
            highs = np.concatenate([highs, np.zeros(len(bounds))])
        least, most = np.array([*self._bounds, *bounds], dtype=float).T
        found = milp(  # without whole numbers: a linear programme
            weights,
            bounds=Bounds(least, most),
            constraints=LinearConstraint(matrix, lows, highs) if matrix.shape[0] else (),
        )
        assert found.status == 0, "what is told contradicts itself"
        cells: NDArray[np.float64] = found.x
        return cells


def _shown(
    find: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    is_reached: Callable[[NDArray[np.float64]], NDArray[np.bool_]],
    tops: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Return which of several sums reach an end, as far as looking at them together shows it."""
    shown = np.zeros(len(tops), dtype=bool)
    while not shown.all():
        new = ~shown & is_reached(find((~shown).astype(float)))
        if not new.any():
            break
        shown |= new
    return shown
