"""A matrix of one group and one time, out of a larger one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix


def narrowed(matrix: GapMatrix, group: int, time: int) -> GapMatrix:
    """Return the cells of one group and one time.

    Parameters
    ----------
    matrix
        What can be reached.
    group, time
        Numbers in it.

    Returns
    -------
    GapMatrix
        With one group and one time, whose cells are those of `matrix`.

    Notes
    -----
    Shares what `matrix` is made of, so that it is cheap; its cells are worked out when they are
    first looked at, in the time of one group and one time.
    """
    choice = replace(
        matrix.choice, groups=(matrix.groups[group].key,), times=(matrix.times[time].key,)
    )
    return replace(
        matrix,
        choice=choice,
        groups=(matrix.groups[group],),
        times=(matrix.times[time],),
        residents=np.ascontiguousarray(matrix.residents[:, [group]]),
        suits=_bit(matrix.suits, group),
        suits_at_most=_bit(matrix.suits_at_most, group),
    )


def _bit(bits: NDArray[np.uint64], number: int) -> NDArray[np.uint64]:
    found: NDArray[np.uint64] = (bits >> np.uint64(number)) & np.uint64(1)
    return found
