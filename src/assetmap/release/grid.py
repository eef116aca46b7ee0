"""One fixed grid of numbers of people: what may be told of its cells and their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.release.suppression import SMALLEST_TOLD, STEP, suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Scope = Callable[[int, int], tuple[object, ...]]

FREE: Final = -1
"""The bundle of a cell that needs no protection: nothing is hidden in it."""

_ROOM: Final = SMALLEST_TOLD - 2  # from 1 to 7 are 6 people
_HALF: Final = STEP // 2
_MONTHS_A_QUARTER: Final = 3
_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, eq=False)
class Grid:
    """Numbers of people by month and cell, and the bundles that hide the small ones.

    Attributes
    ----------
    first_month
        The month of the first row, counted from year 0: 12 times the year and the month from 0.
    counts
        The true numbers, a row a month and a column a cell, such as a pair of sectors.
    bundle
        Which bundle each belongs to; `FREE` for those that need none.
    is_safe
        Of each bundle, whether every cell of it may be from 1 to 7 while its sum stays.
    """

    first_month: int
    counts: NDArray[np.int64]
    bundle: NDArray[np.int64]
    is_safe: NDArray[np.bool_]

    def told(self, months: tuple[int, int], cells: Sequence[int] | slice) -> int | None:
        """Return the sum of some cells over some months, as a role below lead is told it.

        Parameters
        ----------
        months
            The first month and the first no longer counted, counted as `first_month` is.
        cells
            Columns.

        Returns
        -------
        int or None
            None if it is hidden.
        """
        first, end = (max(month - self.first_month, 0) for month in months)
        counts = self.counts[first:end, cells]
        n = suppressed(int(counts.sum()))
        if n is None or np.count_nonzero(counts) <= 1:
            return n  # a cell by itself hides nothing else
        held = self.bundle[first:end, cells]
        return n if self._holds_whole(held[held != FREE]) else None

    def _holds_whole(self, held: NDArray[np.int64]) -> bool:
        """Tell whether all bundles of the cells `held` are safe, and held from end to end."""
        touched, n_held = np.unique(held, return_counts=True)
        sizes = np.bincount(self.bundle[self.bundle != FREE], minlength=len(self.is_safe))
        return bool(self.is_safe[touched].all() and (n_held == sizes[touched]).all())


def grid_of_pairs(first_month: int, counts: NDArray[np.int64], sources: Sequence[str]) -> Grid:
    """Return the grid of cells that add up to each other's sums, such as pairs of sectors.

    Parameters
    ----------
    first_month
        As in `Grid`.
    counts
        True numbers, a row a month and a column a pair.
    sources
        The source of each pair: pairs that cannot hide each other's small numbers by themselves
        do so with those of the same source first.

    Notes
    -----
    Takes time in the number of cells. The same numbers give the same bundles.
    """
    quarter, year = (
        lambda month, n=n: (first_month + month) // n for n in (_MONTHS_A_QUARTER, _MONTHS_A_YEAR)
    )
    scopes: tuple[Scope, ...] = (
        lambda month, cell: (cell, quarter(month)),
        lambda month, cell: (cell, year(month)),
        lambda month, cell: (sources[cell], year(month)),
        lambda month, _cell: (year(month),),
        lambda _month, _cell: (),
    )
    return _Bundling(counts).done(first_month, scopes)


class _Bundling:
    """Hidden cells on their way into bundles.

    Parameters
    ----------
    counts
        True numbers, a row a month and a column a cell.
    """

    def __init__(self, counts: NDArray[np.int64]) -> None:
        self._counts = counts
        rounded = STEP * ((counts + _HALF) // STEP)
        is_hidden = (counts > 0) & (counts < SMALLEST_TOLD)
        low = np.where(is_hidden, 1, np.maximum(rounded - _HALF, SMALLEST_TOLD))
        high = np.where(is_hidden, SMALLEST_TOLD - 1, rounded + _HALF)
        self._down, self._up = counts - low, high - counts
        self._open = [(month, cell) for cell, month in np.argwhere(is_hidden.T).tolist()]
        self._lending = [
            (month, cell)
            for cell, month in np.argwhere((counts >= SMALLEST_TOLD).T).tolist()
        ]
        self._bundles: list[list[tuple[int, int]]] = []

    def done(self, first_month: int, scopes: Sequence[Scope]) -> Grid:
        """Bundle what is hidden, in each of `scopes` what those before it could not."""
        *narrow, year, everything = scopes
        for scope in narrow:
            self._bundle_within(scope)
        for scope in (year, everything):
            self._bundle_within(scope)
            self._join_others(scope)
        bundle = np.full(self._counts.shape, FREE, dtype=np.int64)
        if self._open:
            self._bundles.append(self._open)
        for number, cells in enumerate(self._bundles):
            for month, cell in cells:
                bundle[month, cell] = number
        is_safe = np.array([self._has_room(cells) for cells in self._bundles], dtype=bool)
        return Grid(first_month, self._counts, bundle, is_safe)

    def _bundle_within(self, scope: Scope) -> None:
        """Put open cells of one scope together until there is room; the last take the rest."""
        still_open: list[tuple[int, int]] = []
        for cells in _by_scope(self._open, scope):
            made: list[list[tuple[int, int]]] = []
            waiting: list[tuple[int, int]] = []
            for each in cells:
                waiting.append(each)
                if self._has_room(waiting):
                    made.append(waiting)
                    waiting = []
            if made:
                made[-1].extend(waiting)
                self._bundles.extend(made)
            else:
                still_open.extend(waiting)
        self._open = still_open

    def _join_others(self, scope: Scope) -> None:
        """Put open cells into a bundle of their scope, or together with cells that are told."""
        still_open: list[tuple[int, int]] = []
        for cells in _by_scope(self._open, scope):
            inside = scope(*cells[0])
            within = [
                each for each in self._bundles if all(scope(*cell) == inside for cell in each)
            ]
            if within:
                min(within, key=len).extend(cells)
                continue
            lent = list(cells)
            for each in self._lending:
                if scope(*each) == inside and not self._has_room(lent):
                    lent.append(each)
            if self._has_room(lent):
                self._bundles.append(lent)
            else:
                still_open.extend(cells)
        self._open = still_open

    def _has_room(self, cells: Sequence[tuple[int, int]]) -> bool:
        """Tell whether 6 people could be taken out of these cells, and 6 put in."""
        down = sum(int(self._down[each]) for each in cells)
        return down >= _ROOM and sum(int(self._up[each]) for each in cells) >= _ROOM


def _by_scope(
    cells: Sequence[tuple[int, int]], scope: Scope
) -> list[list[tuple[int, int]]]:
    """Return cells put together by what `scope` gives for them, in order of appearance."""
    found: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    for each in cells:
        found.setdefault(scope(*each), []).append(each)
    return list(found.values())
