"""A matrix of one group and one time, out of a larger one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix

_CELLS: Final = ("people", "without", "without_at_least", "reachable", "reachable_at_most")
_WITHOUT_TIME: Final = 3
"""Axes of what is the same at all times."""


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
    Shares what `matrix` is made of, so that it is cheap: cells that were worked out there are
    taken over, others when they are first looked at, in the time of one group and one time.
    """
    choice = replace(
        matrix.choice, groups=(matrix.groups[group].key,), times=(matrix.times[time].key,)
    )
    found = replace(
        matrix,
        choice=choice,
        groups=(matrix.groups[group],),
        times=(matrix.times[time],),
        residents=np.ascontiguousarray(matrix.residents[:, [group]]),
        suits=_bit(matrix.suits, group),
        suits_at_most=_bit(matrix.suits_at_most, group),
    )
    known = vars(matrix)
    for name in (each for each in _CELLS if each in known):
        of_group = known[name][:, :, [group]]
        vars(found)[name] = of_group[..., [time]] if of_group.ndim > _WITHOUT_TIME else of_group
    if "at_any_time" in known:
        vars(found)["at_any_time"] = known["at_any_time"]
    return found


def _bit(bits: NDArray[np.uint64], number: int) -> NDArray[np.uint64]:
    found: NDArray[np.uint64] = (bits >> np.uint64(number)) & np.uint64(1)
    return found
