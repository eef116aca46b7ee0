"""One fixed grid of numbers of people: what may be told of its cells and their sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from assetmap.release.suppression import SMALLEST_TOLD, STEP, suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Cell = tuple[int, int]
    Scope = Callable[[int, int], tuple[object, ...]]

Unit = TypeVar("Unit")

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

    bundling = _Bundling(counts)
    bundling.put_together(lambda month, cell: (cell, quarter(month)))
    bundling.put_together(lambda month, cell: (cell, year(month)))
    bundling.borrow(lambda month, cell: (cell, year(month)))
    for scope in (
        lambda month, cell: (wider[cell], year(month)),
        lambda month, _cell: (year(month),),
        lambda _month, _cell: (),
    ):
        bundling.put_together(scope)
        bundling.join(scope)
        bundling.borrow(scope)
    return bundling.grid(first_month)


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
    bundling = _Bundling(counts)
    hidden = bundling.hidden_by_cell()
    ever = {cell for cell, months in hidden.items() if bundling.has_room([*months])}

    def is_enough(months: Sequence[int]) -> bool:
        parts = ([each for each in hidden[cell] if each[0] in months] for cell in ever)
        return all(bundling.has_room(part) for part in parts if part)

    waiting = sorted({month for cell in ever for month, _ in hidden[cell]})
    blocks: list[list[int]] = []
    for n_months in (_MONTHS_A_QUARTER, _MONTHS_A_YEAR):
        made, waiting = _together(
            waiting, lambda month, n=n_months: ((first_month + month) // n,), is_enough
        )
        blocks += made
    made, waiting = _together(waiting, lambda _: (), is_enough)
    blocks += made
    if blocks:
        blocks[-1] += waiting
    bundling.take(
        [each for each in hidden[cell] if each[0] in set(block)]
        for block in blocks
        for cell in ever
    )
    bundling.take(months for cell, months in hidden.items() if cell not in ever)
    return bundling.grid(first_month)


def _larger_ends(totals: Sequence[int], ends: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return of each pair the end through which most people go: 0 and the source, or 1 and so."""
    through: Counter[tuple[int, str]] = Counter()
    for total, pair in zip(totals, ends, strict=True):
        for end in enumerate(pair):
            through[end] += total
    return [max(enumerate(pair), key=lambda end: (through[end], -end[0])) for pair in ends]


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
        self._lending = sorted(
            map(tuple, np.argwhere(counts >= SMALLEST_TOLD).tolist()),
            key=lambda each: (-min(self._down[each], self._up[each]), each),
        )
        self._bundles: list[list[Cell]] = []

    def put_together(self, scope: Scope) -> None:
        """Put open cells of one scope together until there is room; the last take the rest."""
        made, self._open = _together(self._open, lambda each: scope(*each), self.has_room)
        self._bundles.extend(made)

    def hidden_by_cell(self) -> dict[int, list[Cell]]:
        """Return the hidden cells of each column that has any, by month."""
        found: dict[int, list[Cell]] = {}
        for each in self._open:
            found.setdefault(each[1], []).append(each)
        return found

    def take(self, bundles: Iterable[list[Cell]]) -> None:
        """Make bundles of cells as they are given."""
        self._bundles.extend(cells for cells in bundles if cells)
        taken = {each for cells in self._bundles for each in cells}
        self._open = [each for each in self._open if each not in taken]

    def join(self, scope: Scope) -> None:
        """Put open cells into a bundle of their scope: one of several pairs, else the smallest."""
        still_open: list[Cell] = []
        for cells in _by_scope(self._open, scope):
            inside = scope(*cells[0])
            within = [
                each for each in self._bundles if all(scope(*cell) == inside for cell in each)
            ]
            if within:
                min(within, key=self._cost).extend(cells)
            else:
                still_open.extend(cells)
        self._open = still_open

    def borrow(self, scope: Scope) -> None:
        """Put open cells together with cells of their scope that are told, if those have room.

        Those must have it by themselves: so a hidden sum of several of these cells is kept as
        wide as a single one.
        """
        still_open: list[Cell] = []
        for cells in _by_scope(self._open, scope):
            inside = scope(*cells[0])
            lent: list[Cell] = []
            for each in self._lending:
                if scope(*each) == inside and not self.has_room(lent):
                    lent.append(each)
            if self.has_room(lent):
                self._bundles.append([*cells, *lent])
                self._lending = [each for each in self._lending if each not in set(lent)]
            else:
                still_open.extend(cells)
        self._open = still_open

    def grid(self, first_month: int) -> Grid:
        """Return the grid; what is still open becomes a bundle that is not safe."""
        bundle = np.full(self._counts.shape, FREE, dtype=np.int64)
        bundles = [*self._bundles, self._open] if self._open else self._bundles
        for number, cells in enumerate(bundles):
            for each in cells:
                bundle[each] = number
        is_safe = np.array([self.has_room(cells) for cells in bundles], dtype=bool)
        return Grid(first_month, self._counts, bundle, is_safe)

    def _cost(self, cells: Sequence[Cell]) -> tuple[bool, int]:
        """Return what it costs to widen a bundle: how many people are in it, if of one pair."""
        is_mixed = len({cell for _, cell in cells}) > 1
        return not is_mixed, sum(int(self._counts[each]) for each in cells)

    def has_room(self, cells: Sequence[Cell]) -> bool:
        """Tell whether 6 people could be taken out of these cells, and 6 put in."""
        down = sum(int(self._down[each]) for each in cells)
        return down >= _ROOM and sum(int(self._up[each]) for each in cells) >= _ROOM


def _together(
    waiting: Sequence[Unit],
    scope: Callable[[Unit], tuple[object, ...]],
    is_enough: Callable[[Sequence[Unit]], bool],
) -> tuple[list[list[Unit]], list[Unit]]:
    """Return bundles of what is of one scope, each as soon as it is enough, and what is left.

    What comes after the last bundle of a scope goes into that.
    """
    bundles: list[list[Unit]] = []
    left: list[Unit] = []
    parts: dict[tuple[object, ...], list[Unit]] = {}
    for each in waiting:
        parts.setdefault(scope(each), []).append(each)
    for part in parts.values():
        made: list[list[Unit]] = []
        current: list[Unit] = []
        for each in part:
            current.append(each)
            if is_enough(current):
                made.append(current)
                current = []
        if made:
            made[-1].extend(current)
        else:
            left.extend(current)
        bundles += made
    return bundles, left


def _by_scope(cells: Sequence[Cell], scope: Scope) -> list[list[Cell]]:
    """Return cells put together by what `scope` gives for them, in order of appearance."""
    found: dict[tuple[object, ...], list[Cell]] = {}
    for each in cells:
        found.setdefault(scope(*each), []).append(each)
    return list(found.values())
