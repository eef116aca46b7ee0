"""What is strong in a whole place, for one group at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.rooms import rooms
from assetmap.measures.gaps.times import ANY
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.views.gaps.look import Looked

    Numbers = NDArray[np.float64]


def strengths_then(looked: Looked, matrix: GapMatrix) -> tuple[str, ...]:
    """Return what is strong in the whole place, for one group at one time.

    Parameters
    ----------
    looked
        The place.
    matrix
        Of one group and one time of it.

    Returns
    -------
    tuple
        Sentences: what everybody reaches, what is on, and rooms that stand free; what there is
        none of is left out.
    """
    said = [_met_everywhere(looked, matrix), _on_then(matrix), _rooms_then(looked, matrix)]
    return tuple(each for each in said if each)


def _met_everywhere(looked: Looked, matrix: GapMatrix) -> str:
    without, in_need = matrix.without[:, :, 0, 0], matrix.people[:, :, 0]
    is_asked = np.nansum(in_need, axis=0) > 0
    is_met = is_asked & (np.nansum(without, axis=0) == 0) & ~np.isnan(without).all(axis=0)
    names = [looked.seen.name_of[matrix.needs[n]] for n in np.flatnonzero(is_met)]
    if not names:
        return _met_somewhere(without, in_need)
    things = counted(int(is_asked.sum()), "thing")
    verb = "is" if len(names) == 1 else "are"
    said = f"{len(names):,} {verb} within everybody's reach: {listed(sorted(names))}"
    return f"Of {things} that matter, {said}."


def _met_somewhere(without: Numbers, in_need: Numbers) -> str:
    is_met = (in_need > 0) & (without == 0)
    n, of_all = int(is_met.sum()), int((in_need > 0).sum())
    if not n:
        return ""
    return (
        f"Of {of_all:,} pairs of an area and what matters there, in {n:,} everybody reaches "
        "something for it."
    )


def _on_then(matrix: GapMatrix) -> str:
    offers = matrix.offers
    is_on = ((offers.known & np.uint32(matrix.times[0].mask)) != 0) & (matrix.suits != 0)
    n = len(np.unique(offers.activity[is_on]))
    group = matrix.groups[0]
    whom = "" if group == EVERYONE else f" by {group.words}"
    if not n:
        return ""
    return f"{counted(n, 'activity', 'activities')} can be gone to {_when(matrix)}{whom}."


def _when(matrix: GapMatrix) -> str:
    time = matrix.times[0]
    return "at some time of the week" if time == ANY else time.words


def _rooms_then(looked: Looked, matrix: GapMatrix) -> str:
    wanted = set(matrix.times[0].days)
    every = rooms(looked.seen, matrix.offers.day)
    free = [each for each in every if not wanted.isdisjoint(each.free)]
    if not free:
        return ""
    n, holders = (len({each[end] for each in free}) for end in (1, 0))
    verb = "stands" if n == 1 else "stand"
    return (
        f"{counted(n, 'room')} {verb} free {_when(matrix)}, held by "
        f"{counted(holders, 'organisation')}."
    )
