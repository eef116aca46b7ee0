"""Intervals for whole-network numbers: what they would be had all answered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.brokerage import IN_ALL
from assetmap.measures.certainty.bounds import Bounds, bounds
from assetmap.measures.certainty.claim_bounds import claim_bounds
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.limits import brokerage_limits, web_limits
from assetmap.measures.certainty.ratings import trust_and_value
from assetmap.measures.certainty.respondents import SAMPLED, sampled
from assetmap.measures.certainty.silenced import OF_WEB, silenced
from assetmap.measures.trust import MEAN_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.certainty.surveyed import Surveyed
    from assetmap.measures.claims import Claims
    from assetmap.network import Network

    Numbers = NDArray[np.float64]

COMPLETED: Final = ("density", "n_ties", "mean_degree")
"""Numbers of a network that are told by completing the survey many times."""

SCORED: Final = ("mean_trust", "mean_value")
"""Means of scores, told in the same way."""

OF_SCORES: Final = tuple(MEAN_OF.values())
"""Means of each score, told in the same way."""

HELD: Final = (*COMPLETED, *SCORED, *OF_SCORES, *SAMPLED, *OF_WEB)
"""Numbers whose intervals the simulation of docs/certainty.md shows to cover what they say.

What else there is has `bounds` at most.
"""

OF_CLAIMS: Final = (*SCORED, "share_confirmed", "share_within_a_step")
"""Those of them that are of claims, not of the network."""

LEVEL: Final = 0.9
FEWEST_ANSWERS: Final = 10
LEAST_SHARE: Final = 0.65
"""Of the roster, for the whole web of ties, shares of groups and places.

Where half are silent, centralisation is covered too seldom.
"""
LEAST_SHARE_OF_SAMPLE: Final = 0.5
"""Of the roster, for the others: with as many silent their intervals are shown to hold too."""


_TOLD_FROM_HALF: Final = frozenset((*COMPLETED, *SCORED, *OF_SCORES, *SAMPLED))


class Interval(NamedTuple):
    """Between what a number lies, if nobody's silence hangs on what it would have said.

    Attributes
    ----------
    low, high
        The ends, both within.
    middle
        Mean of what the number could be.
    """

    low: float
    high: float
    middle: float


def can_be_told(claims: Claims, name: str = "") -> bool:
    """Tell whether enough of those asked answered for an interval of a number.

    It is not told where nobody was asked by name (then nobody knows who is silent), where fewer
    than `FEWEST_ANSWERS` answered or less than `LEAST_SHARE` of the roster did, or, of what is told
    by those who answered as a sample or by scores or ties alone, `LEAST_SHARE_OF_SAMPLE`. Without a
    name it is of places.
    """
    least = LEAST_SHARE_OF_SAMPLE if name in _TOLD_FROM_HALF else LEAST_SHARE
    enough = len(claims.answered) >= max(FEWEST_ANSWERS, least * len(claims.roster))
    return bool(claims.asked) and enough


def intervals(
    surveyed: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    *,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> dict[str, Interval | None]:
    """Return between what each number of a survey's network lies, at a level of 90 %.

    Parameters
    ----------
    surveyed
        A survey, with the groups by which there are numbers.
    measures
        What gives each number, by name, of a network of the roster. Those in `SAMPLED` are not
        called: what they are is told by their name.
    shares
        What gives shares of all there is, by names that are not among `HELD`: those of
        `assetmap.measures.equal_footing.shares_of_groups`, for which the same simulation stands.
    n_draws
        How many draws.
    seed
        Of the draws.

    Returns
    -------
    dict
        By name, in the order of `measures`, `shares`, `OF_CLAIMS`, `OF_SCORES`; None for a measure
        that is not among `HELD`, that is not defined in every draw (of some in most, as `silenced`
        says), or where `can_be_told` says no. Without silent ones both ends are the number itself.

    Notes
    -----
    The interval is of what the number would be had all who were asked answered, in the unit of
    its measure. Ends are those between which 90 % of the draws lie; none lies outside the bounds.
    Not defined (None) where the measure is not. Takes the time of `sampled`, `completed`,
    `silenced` and of each measure in `COMPLETED` in each draw.

    References
    ----------
    As `sampled`, `completed` and `silenced`: Rubin and Schenker (1986), Huisman (2009).

    Examples
    --------
    >>> import pandas as pd
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.measures.cohesion import density
    >>> from assetmap.model import conform
    >>> one = pd.DataFrame({"id": ["1"], "from_id": ["a"], "to_id": ["b"]})
    >>> twelve = frozenset("abcdefghijkl")
    >>> claims = Claims(None, twelve, twelve, conform("PARTNERS_WITH", one))
    >>> found = intervals(Surveyed(claims), {"density": density})["density"]
    >>> round(float(found.low), 4), round(float(found.high), 4)  # nobody was silent
    (0.0076, 0.0076)
    """
    values = drawn_where_told(surveyed, measures, n_draws, seed, shares)
    names = [*measures, *(shares or ()), *OF_CLAIMS, *OF_SCORES]
    return {name: interval_of(values[name]) if name in values else None for name in names}


def drawn_where_told(
    surveyed: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    n_draws: int = 199,
    seed: int = 0,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
) -> dict[str, Numbers]:
    """Return `drawn_numbers` of those of which `can_be_told` says that enough answered."""
    claims = surveyed.claims
    if not can_be_told(claims, COMPLETED[0]):
        return {}
    told = {name: each for name, each in measures.items() if can_be_told(claims, name)}
    return drawn_numbers(surveyed, told, n_draws, seed, shares if can_be_told(claims) else None)


def drawn_numbers(
    surveyed: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    n_draws: int = 199,
    seed: int = 0,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
) -> dict[str, Numbers]:
    """Return what each number among `HELD`, and of `shares`, is in each draw, however few answered.

    Of a number of the whole web of ties there are as many draws as `silenced` gives.
    """
    shares = shares or {}
    wanted = {name for name in (*measures, *OF_CLAIMS, *OF_SCORES) if name in HELD} | set(shares)
    completing = {name: each for name, each in measures.items() if name in {*COMPLETED, *OF_WEB}}
    told = sampled(surveyed, n_draws=n_draws, seed=seed)
    told |= _by_completion(surveyed, {**completing, **shares}, n_draws, seed)
    limits = bounds(surveyed) | claim_bounds(surveyed.claims)
    limits |= dict.fromkeys(shares, Bounds(0.0, 1.0))
    if surveyed.claims.silent:
        limits = web_limits(surveyed) | limits
    if surveyed.group_of is not None and not wanted.isdisjoint(IN_ALL):
        limits |= brokerage_limits(surveyed, surveyed.group_of)
    return {
        name: np.clip(values, *limit) if (limit := limits.get(name)) else values
        for name, values in told.items()
        if name in wanted
    }


def _by_completion(
    surveyed: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    n_draws: int,
    seed: int,
) -> dict[str, Numbers]:
    # A number that goes by no groups is told alike by whichever groups others are looked at.
    by_sector, by_group = surveyed.sector_of or surveyed.group_of, surveyed.group_of
    if by_group is None or by_group is by_sector or set(IN_ALL).isdisjoint(measures):
        return _completed_by(surveyed, by_sector, measures, n_draws, seed)
    of_groups = {name: each for name, each in measures.items() if name in IN_ALL}
    others = {name: each for name, each in measures.items() if name not in IN_ALL}
    return _completed_by(surveyed, by_group, of_groups, n_draws, seed) | _completed_by(
        surveyed, by_sector, others, n_draws, seed
    )


def _completed_by(
    surveyed: Surveyed,
    groups: Mapping[str, str] | None,
    measures: Mapping[str, Callable[[Network], float]],
    n_draws: int,
    seed: int,
) -> dict[str, Numbers]:
    claims = surveyed.claims
    completion = completed(claims, groups, n_draws=n_draws, seed=seed)
    values: dict[str, list[float]] = {name: [] for name in measures if name in COMPLETED}
    for each in completion.networks():
        network = surveyed.with_further(each)
        for name, found in values.items():
            found.append(measures[name](network))
    of_network = {name: np.array(each, dtype=np.float64) for name, each in values.items()}
    scored = trust_and_value(claims, completion, seed=seed).T
    of_web = {name: each for name, each in measures.items() if name not in COMPLETED}
    put_right = silenced(surveyed, of_web, completion, seed=seed)
    return of_network | dict(zip((*SCORED, *OF_SCORES), scored, strict=True)) | put_right


def interval_of(values: Sequence[float] | Numbers, level: float = LEVEL) -> Interval | None:
    """Return between what `level` of `values` lie; None if there are none or one is not defined.

    The ends are values: of n the k-th from either end, k = (n + 1)(1 - level) / 2.

    Raises
    ------
    DataError
        If there are too few values for such a level.
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if len(ordered) == 0 or math.isnan(ordered[-1]):
        return None
    place = round(draws_left_out(len(ordered), level)) - 1
    return Interval(float(ordered[place]), float(ordered[-1 - place]), float(ordered.mean()))


def draws_left_out(n_draws: int, level: float = LEVEL) -> float:
    """Return which of `n_draws` in their order, from either end, is an end of an interval.

    Raises
    ------
    DataError
        If there are too few values for such a level.
    """
    cut = (n_draws + 1) * (1 - level) / 2
    if cut < 1 - 1e-9:
        msg = f"{n_draws} draws are too few for an interval at {level:.0%}; draw 19 or more."
        raise DataError(msg)
    return cut
