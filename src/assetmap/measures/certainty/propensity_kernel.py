"""The sums over all that could have been said, in time of the roster and not of its square."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def claim_sums(
    pairs: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    is_silent: NDArray[np.bool_],
    activity: NDArray[np.float64],
    along: tuple[NDArray[np.float64], NDArray[np.float64]],
    named: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Add up over all claims how likely each is, and by how much that rises with its hazard.

    A cell is twice what is known of the other end (0 does not name it, 1 names it, 2 silent), and
    1 more within a group. Of all but the few who name it what a claim adds hangs on the activity
    of its row, smoothly, and on its column alone: it is worked out for the activities `along`
    and told from these for each row.

    Parameters
    ----------
    pairs
        Column of each row itself, where there is no claim; group of each column from 1, all 0 where
        groups are not looked at; row and column of the pairs of which the column names the row.
    is_silent
        By column.
    activity
        By row.
    along
        Some activities, and a row a row: what to multiply what is found at each of them by.
    named
        Popularity by column, affinity by cell, and the shape of the gamma law by column.

    Returns
    -------
    ndarray, ndarray
        By row and cell, and by column and cell: sums of the chance of a claim, of its rise with
        the logarithm of its hazard, and of the chance times one less it.
    """
    own, group, whom, by = pairs
    popularity, affinity, shape = named
    by_row = np.zeros((len(own), len(affinity), 3))
    by_column = np.zeros((len(group), len(affinity), 3))
    points, share = along
    of_rows = _shares_by_group(own, group, share)
    of_columns = _smooth_by_column(group, is_silent, (points, of_rows), named, by_column)
    _smooth_by_row(own, group, share, of_columns, by_row)
    for row in range(len(own)):
        column = own[row]
        cell = int(group[column] > 0)
        found = _of_claim(activity[row] * popularity[column] * affinity[cell], shape[column])
        for value in range(3):
            by_row[row, cell, value] -= found[value]
            by_column[column, cell, value] -= found[value]
    for pair in range(len(whom)):
        row, column = whom[pair], by[pair]
        cell = int(group[column] > 0 and group[column] == group[own[row]])
        hazard = activity[row] * popularity[column]
        unnamed = _of_claim(hazard * affinity[cell], shape[column])
        found = _of_claim(hazard * affinity[cell + 2], shape[column])
        for value in range(3):
            by_row[row, cell, value] -= unnamed[value]
            by_column[column, cell, value] -= unnamed[value]
            by_row[row, cell + 2, value] += found[value]
            by_column[column, cell + 2, value] += found[value]
    return by_row, by_column


@kernel
def _shares_by_group(
    own: NDArray[np.int64], group: NDArray[np.int64], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Add up the shares of the rows of each group; those of all stand first."""
    of_rows = np.zeros((group.max() + 1, share.shape[1]))
    for row in range(len(own)):
        of_rows[0] += share[row]
        if group[own[row]]:
            of_rows[group[own[row]]] += share[row]
    return of_rows


@kernel
def _smooth_by_column(
    group: NDArray[np.int64],
    is_silent: NDArray[np.bool_],
    along: tuple[NDArray[np.float64], NDArray[np.float64]],
    named: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    by_column: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Add up by column as if none that answered named a row, and each named itself.

    Return, by group and cell, the sums over columns at the activities `along`: of a group within
    it and less it, and first, of all, what to add to the latter.
    """
    points, of_rows = along
    popularity, affinity, shape = named
    of_columns = np.zeros((len(of_rows), len(affinity), len(points), 3))
    for column in range(len(group)):
        its = group[column]
        for alike in range(1 + int(its > 0)):
            cell = 4 * int(is_silent[column]) + alike
            hazard = popularity[column] * affinity[cell]
            for point in range(len(points)):
                found = _of_claim(points[point] * hazard, shape[column])
                rows = of_rows[its, point]
                if its and not alike:
                    rows = of_rows[0, point] - rows
                for value in range(3):
                    by_column[column, cell, value] += rows * found[value]
                    of_columns[0, cell, point, value] += (1 - alike) * found[value]
                    if its:
                        of_columns[its, cell, point, value] += (2 * alike - 1) * found[value]
    return of_columns


@kernel
def _smooth_by_row(
    own: NDArray[np.int64],
    group: NDArray[np.int64],
    share: NDArray[np.float64],
    of_columns: NDArray[np.float64],
    by_row: NDArray[np.float64],
) -> None:
    """Add up by row what `_smooth_by_column` returned."""
    for row in range(len(own)):
        its = group[own[row]]
        for cell in (0, 1, 4, 5):
            for point in range(share.shape[1]):
                for value in range(3):
                    found = of_columns[its, cell, point, value]
                    if its and cell % 2 == 0:
                        found += of_columns[0, cell, point, value]
                    by_row[row, cell, value] += share[row, point] * found


@kernel
def _of_claim(raised: float, shape: float) -> tuple[float, float, float]:
    """Return the chance of a claim of such a hazard, its rise, and chance times one less it.

    How readily the other is named is known but to a gamma law of this shape, over which the
    chance is averaged.
    """
    missed = math.exp(-shape * math.log1p(raised / shape))
    return 1.0 - missed, raised * missed / (1.0 + raised / shape), missed * (1.0 - missed)
