"""The smallest table that brings the most, as an integer program that is solved exactly."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from assetmap.measures.seats import Seats
from assetmap.measures.table_reach import weight_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.seats import Quota
    from assetmap.measures.table_reach import Reach

EXACT_UP_TO: Final = 3_000
"""Entries of a reach up to which the program is tried; above it takes too long to wait for."""

_NODES: Final = 20  # of the search: a count and not seconds, so that two runs agree
_CLOSE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Optimum:
    """A table, and what is proven of it.

    Attributes
    ----------
    seated
        Numbers of those at it, in order.
    upper_bound
        No table of at most as many seats as were asked for that keeps the shares brings more.
    n_seats_at_least
        No table of fewer seats that keeps the shares brings as much as this one.
    """

    seated: tuple[int, ...]
    upper_bound: int
    n_seats_at_least: int


class _Solved(NamedTuple):
    seated: tuple[int, ...]
    bound: float  # of what is made as small as can be


def optimum(
    reach: Reach, n_seats: int, start: Sequence[int], quotas: Sequence[Quota]
) -> Optimum | None:
    """Return the table of the fewest seats that brings the most, of at most `n_seats`.

    Parameters
    ----------
    reach
        What each organisation brings.
    n_seats
        Most seats.
    start
        Numbers of those who are at the table whatever they bring.
    quotas
        Shares of the seats to be kept, however many there are.

    Returns
    -------
    Optimum or None
        None where the search came to no table within its limit.
    """
    if not (n := len(reach.ids)):
        return None
    weights = reach.weights / np.gcd.reduce(reach.weights, initial=0).clip(1)
    rules = [_heard(reach), _seats(reach, n_seats, quotas)]
    chosen, heard = np.r_[np.ones(n), np.zeros(len(weights))], np.r_[np.zeros(n), weights]
    most = _solve(-heard, rules, n, start)
    if most is None or not _is_kept(reach, most, quotas):
        return None
    reached = float(weights[_brought(reach, most.seated)].sum())
    rules.append(LinearConstraint(heard.reshape(1, -1), reached - 0.5, np.inf))
    fewest = _solve(chosen, rules, n, start)
    if fewest is None or not _is_kept(reach, fewest, quotas):
        return None
    unit = weight_of(reach, most.seated) / max(reached, 1)
    return Optimum(
        fewest.seated,
        round(floor(-most.bound + _CLOSE) * unit),
        max(ceil(fewest.bound - _CLOSE), len(start)),
    )


def _solve(
    aim: NDArray[np.float64], rules: Sequence[LinearConstraint], n: int, start: Sequence[int]
) -> _Solved | None:
    """Make `aim` as small as can be over who is chosen (0 or 1) and what is heard (0 to 1)."""
    least = np.zeros(len(aim))
    least[list(start)] = 1
    solved = milp(
        aim,
        integrality=np.r_[np.ones(n), np.zeros(len(aim) - n)],
        bounds=Bounds(least, np.ones(len(aim))),
        constraints=list(rules),
        options={"node_limit": _NODES, "mip_rel_gap": 0},
    )
    if solved.x is None:
        return None
    return _Solved(tuple(np.flatnonzero(solved.x[:n] > 0.5).tolist()), solved.mip_dual_bound)  # noqa: PLR2004


def _heard(reach: Reach) -> LinearConstraint:
    """Return the rule that what is heard is brought by somebody who is chosen."""
    brought = reach.brings.T.astype(np.float64)
    return LinearConstraint(hstack([brought, -eye_array(len(reach.elements))]), 0, np.inf)


def _seats(reach: Reach, n_seats: int, quotas: Sequence[Quota]) -> LinearConstraint:
    """Return the rules of how many are chosen in all, and of those of each share."""
    rows, low, high = [np.ones(len(reach.ids))], [float(min(1, n_seats))], [float(n_seats)]
    for quota in quotas:
        own = np.array([id_ in quota.ids for id_ in reach.ids], dtype=np.float64)
        most = np.inf if quota.most is None else quota.most
        # Times the denominator, so that halves and thirds are whole numbers here.
        part, whole = quota.least_share.numerator, quota.least_share.denominator
        rows += [own, own * whole - part]
        low += [quota.least, 0]
        high += [most, np.inf]
    unheard = np.zeros((len(rows), len(reach.elements)))
    return LinearConstraint(csr_array(np.hstack([np.array(rows), unheard])), low, high)


def _is_kept(reach: Reach, found: _Solved, quotas: Sequence[Quota]) -> bool:
    return Seats(reach.ids, len(found.seated), quotas).are_kept(found.seated)


def _brought(reach: Reach, seated: Sequence[int]) -> NDArray[np.bool_]:
    brought: NDArray[np.bool_] = np.asarray(reach.brings[list(seated)].sum(axis=0)).ravel() > 0
    return brought
