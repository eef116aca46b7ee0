"""One fixed grid of numbers of people: what may be told of its cells and their sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.release.bundling import FREE, Bundling, together
from assetmap.release.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


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
        first, end = self._rows(months)
        counts = self.counts[first:end, cells]
        n = suppressed(int(counts.sum()))
        if n is None or np.count_nonzero(counts) <= 1:
            return n  # a cell by itself hides nothing else
        held = self.bundle[first:end, cells]
        return n if self._holds_whole(held[held != FREE]) else None

    def bears(self, months: tuple[int, int], cells: Sequence[int] | slice) -> bool:
        """Tell whether even the exact sum of some cells would give no hidden cell away.

        Parameters
        ----------
        months, cells
            As of `told`.
        """
        first, end = self._rows(months)
        held = self.bundle[first:end, cells]
        return self._holds_whole(held[held != FREE])

    def _rows(self, months: tuple[int, int]) -> tuple[int, int]:
        first, end = (max(month - self.first_month, 0) for month in months)
        return first, end

    def _holds_whole(self, held: NDArray[np.int64]) -> bool:
        """Tell whether all bundles of the cells `held` are safe, and held from end to end."""
        n_held = np.bincount(held, minlength=len(self.is_safe))
        return bool(np.all((n_held == 0) | (self.is_safe & (n_held == self._sizes))))

    @cached_property
    def _sizes(self) -> NDArray[np.int64]:
        """How many cells each bundle has."""
        return np.bincount(self.bundle[self.bundle != FREE], minlength=len(self.is_safe))


def grid_of_pairs(
    first_month: int, counts: NDArray[np.int64], ends: Sequence[tuple[str, str]]
) -> Grid:
    """Return the grid of cells that add up to each other's sums, such as pairs of sectors.

    Parameters
    ----------
    first_month
        As in `Grid`.
    counts
        True numbers, a row a month and a column a pair.
    ends
        The source and target of each pair. Pairs that cannot hide their small numbers by
        themselves do so among those with the same source, or with the same target where more
        people go to that: so the sums of the largest stay whole.

    Notes
    -----
    Takes time in the number of cells times that of bundles. The same numbers give the same
    bundles.
    """
    wider = _larger_ends(counts.sum(axis=0).tolist(), ends)

    def quarter(month: int) -> int:
        return (first_month + month) // _MONTHS_A_QUARTER

    def year(month: int) -> int:
        return (first_month + month) // _MONTHS_A_YEAR

    bundling = Bundling(counts)
    bundling.puttogether(lambda month, cell: (cell, quarter(month)))
    bundling.puttogether(lambda month, cell: (cell, year(month)))
    bundling.borrow(lambda month, cell: (cell, year(month)))
    for scope in (
        lambda month, cell: (wider[cell], year(month)),
        lambda month, _cell: (year(month),),
        lambda _month, _cell: (),
    ):
        bundling.puttogether(scope)
        bundling.join(scope)
        bundling.borrow(scope)
    return Grid(first_month, counts, *bundling.done())


def grid_of_stages(first_month: int, counts: NDArray[np.int64]) -> Grid:
    """Return the grid of how many came how far: each column holds those of the next.

    Parameters
    ----------
    first_month
        As in `Grid`.
    counts
        True numbers, a row a month and a column a stage.

    Notes
    -----
    All stages have the same bundles of months, so that what is told of one stage says no more of
    another than that fewer came so far. A stage that so few reached that they can never be hidden
    in a sum is not told of several months.
    """
    bundling = Bundling(counts)
    hidden = bundling.hidden_by_cell()
    ever = {cell for cell, months in hidden.items() if bundling.has_room([*months])}

    def is_enough(months: Sequence[int]) -> bool:
        parts = ([each for each in hidden[cell] if each[0] in months] for cell in ever)
        return all(bundling.has_room(part) for part in parts if part)

    waiting = sorted({month for cell in ever for month, _ in hidden[cell]})
    blocks: list[list[int]] = []
    scopes: tuple[Callable[[int], tuple[object, ...]], ...] = (
        lambda month: ((first_month + month) // _MONTHS_A_QUARTER,),
        lambda month: ((first_month + month) // _MONTHS_A_YEAR,),
        lambda _: (),
    )
    for scope in scopes:
        made, waiting = together(waiting, scope, is_enough)
        blocks += made
    if blocks:
        blocks[-1] += waiting
    bundling.take(
        [each for each in hidden[cell] if each[0] in set(block)]
        for block in blocks
        for cell in ever
    )
    bundling.take(months for cell, months in hidden.items() if cell not in ever)
    return Grid(first_month, counts, *bundling.done())


def _larger_ends(totals: Sequence[int], ends: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return of each pair the end through which most people go: 0 and the source, or 1 and so."""
    through: Counter[tuple[int, str]] = Counter()
    for total, pair in zip(totals, ends, strict=True):
        for end in enumerate(pair):
            through[end] += total
    return [max(enumerate(pair), key=lambda end: (through[end], -end[0])) for pair in ends]
