"""Small numbers put together into bundles in which each may be from 1 to 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from assetmap.release.suppression import SMALLEST_TOLD, STEP

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


class Bundling:
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
            [(month, cell) for month, cell in np.argwhere(counts >= SMALLEST_TOLD).tolist()],
            key=lambda each: (-min(self._down[each], self._up[each]), each),
        )
        self._bundles: list[list[Cell]] = []

    def puttogether(self, scope: Scope) -> None:
        """Put open cells of one scope together until there is room; the last take the rest."""
        made, self._open = together(self._open, lambda each: scope(*each), self.has_room)
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

    def done(self) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the bundle of each cell, and of each bundle whether it is safe, as `Grid` has it.

        What is still open becomes a bundle that is not safe.
        """
        bundle = np.full(self._counts.shape, FREE, dtype=np.int64)
        bundles = [*self._bundles, self._open] if self._open else self._bundles
        for number, cells in enumerate(bundles):
            for each in cells:
                bundle[each] = number
        is_safe = np.array([self.has_room(cells) for cells in bundles], dtype=bool)
        return bundle, is_safe

    def _cost(self, cells: Sequence[Cell]) -> tuple[bool, int]:
        """Return what it costs to widen a bundle: how many people are in it, if of one pair."""
        is_mixed = len({cell for _, cell in cells}) > 1
        return not is_mixed, sum(int(self._counts[each]) for each in cells)

    def has_room(self, cells: Sequence[Cell]) -> bool:
        """Tell whether 6 people could be taken out of these cells, and 6 put in."""
        down = sum(int(self._down[each]) for each in cells)
        return down >= _ROOM and sum(int(self._up[each]) for each in cells) >= _ROOM


def together(
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
