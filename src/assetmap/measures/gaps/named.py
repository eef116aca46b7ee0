"""Gaps by name: what matters where, for whom and when, and most of these people reach nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.gaps.groups import EVERYONE
from assetmap.model.nesting import chains, parents

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

    Truths = NDArray[np.bool_]

LEAST_SHARE: Final = 0.5
"""A gap is named where at least this share of the people in need reach nothing."""


class Gap(NamedTuple):
    """One cell in which people reach nothing.

    Attributes
    ----------
    area, need, group, time
        Numbers of the cell in its matrix.
    people
        In need, who reach nothing; NaN if it is not known how many.
    people_at_least
        The same, were all that is not known the best it can be.
    in_need
        All people in need of the cell.
    reachable, reachable_at_most
        Distinct activities that somebody in the area reaches.
    """

    area: int
    need: int
    group: int
    time: int
    people: float
    people_at_least: float
    in_need: float
    reachable: int
    reachable_at_most: int

    @property
    def cell(self) -> tuple[int, int, int, int]:
        """Where it is in the matrix."""
        return self.area, self.need, self.group, self.time


def named_gaps(
    snapshot: Snapshot, matrix: GapMatrix, *, least_share: float = LEAST_SHARE
) -> tuple[Gap, ...]:
    """Return the gaps of a place, those of most people first.

    Parameters
    ----------
    snapshot
        The place that `matrix` is of, for what matters being part of what.
    matrix
        What can be reached.
    least_share
        The least share of the people in need who reach nothing, above 0 and at most 1.

    Returns
    -------
    tuple
        By falling people, those of unknown number last; then the wider time and group first, in
        the order of the matrix, then by area and what matters. A gap that lies in a wider one of
        the same area is left out: of all times, of everyone, of a wider thing that matters.
        Where nobody is in need there is no gap. Where it is not known how many are, there is one
        if nobody in the area reaches anything.

    Raises
    ------
    DataError
        If `least_share` is no share.

    Notes
    -----
    A gap is demand that no supply reaches within the cost that was chosen. Takes time in the
    cells of the matrix.
    """
    if not 0 < least_share <= 1:
        msg = f"The least share of people is {least_share}; it must be above 0 and at most 1."
        raise DataError(msg)
    people, in_need = matrix.without, matrix.people[..., None]
    # A sum of shares of everybody may fall a little short of everybody.
    is_gap = np.where(
        np.isnan(people),
        matrix.reachable == 0,
        (people > 0) & (people >= least_share * in_need * (1 - 1e-12)),
    )
    is_gap &= ~_in_a_wider(is_gap, matrix, snapshot)
    return _gaps(matrix, _ordered(matrix, np.argwhere(is_gap)))


def _ordered(matrix: GapMatrix, cells: NDArray[np.int64]) -> NDArray[np.int64]:
    people = matrix.without[tuple(cells.T)]
    # Sums in another order differ in their last digits; such people count as the same.
    weight = np.where(np.isnan(people), np.inf, -np.round(np.nan_to_num(people), 6))
    area, need, group, time = cells.T
    order = np.lexsort((need, area, group, time, weight))
    return cells[order]


def _gaps(matrix: GapMatrix, cells: NDArray[np.int64]) -> tuple[Gap, ...]:
    at = tuple(cells.T)
    columns = (
        *at,
        matrix.without[at],
        matrix.without_at_least[at],
        matrix.people[at[:-1]],
        matrix.reachable[at],
        matrix.reachable_at_most[at],
    )
    return tuple(map(Gap, *(column.tolist() for column in columns)))


def _in_a_wider(is_gap: Truths, matrix: GapMatrix, snapshot: Snapshot) -> Truths:
    """Tell which cells lie in a gap that is wider in what matters, group or time."""
    wider = _wider(matrix, snapshot)
    reflexive = [each | np.eye(len(each), dtype=np.bool_) for each in wider]
    found = np.zeros_like(is_gap)
    for axis in range(len(wider)):
        spread = is_gap
        for number in range(len(wider)):
            step = wider[number] if number == axis else reflexive[number]
            spread = _spread(spread, step, number + 1)
        found |= spread
    return found


def _spread(cells: Truths, wider: Truths, axis: int) -> Truths:
    """Return for each place on an axis whether a cell is true at any that is wider."""
    moved = np.moveaxis(cells, axis, 0)
    found = np.zeros_like(moved)
    for narrow, wide in np.argwhere(wider):
        found[narrow] |= moved[wide]
    return np.moveaxis(found, 0, axis)


def _wider(matrix: GapMatrix, snapshot: Snapshot) -> tuple[Truths, Truths, Truths]:
    """Return for what matters, groups and times which (columns) are wider than which (rows)."""
    above = chains(parents(snapshot.table("Need"), "parent_id"))
    needs = np.array(
        [
            [wide != need and wide in above.get(need, ()) for wide in matrix.needs]
            for need in matrix.needs
        ],
        dtype=np.bool_,
    ).reshape(len(matrix.needs), len(matrix.needs))
    # In a ring each is part of the other: neither is wider.
    needs &= ~needs.T
    groups = np.array(
        [
            [wide == EVERYONE and group != EVERYONE for wide in matrix.groups]
            for group in matrix.groups
        ],
        dtype=np.bool_,
    ).reshape(len(matrix.groups), len(matrix.groups))
    times = np.array(
        [[wide != time and wide.has(time) for wide in matrix.times] for time in matrix.times],
        dtype=np.bool_,
    ).reshape(len(matrix.times), len(matrix.times))
    return needs, groups, times
