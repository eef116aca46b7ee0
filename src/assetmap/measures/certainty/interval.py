"""Intervals for whole-network numbers and for ranks, from a survey completed many times."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from assetmap.errors import DataError
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.ratings import trust_and_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from assetmap.measures.certainty.completion import Completion
    from assetmap.measures.claims import Claims
    from assetmap.network import Network

    Numbers = NDArray[np.float64]

SHOWN_TO_HOLD: Final = (
    "density",
    "n_ties",
    "mean_degree",
    "degree_centralisation",
    "mean_trust",
    "mean_value",
)
"""Measures whose intervals the simulation of docs/certainty.md shows to cover what they say.

Reciprocity, the E-I index and what else tells how groups are joined are not among them: in most
made towns their intervals are honest, but in networks of real people those of reciprocity and
the E-I index are too narrow. These two have `bounds`.
"""

SCORED: Final = ("mean_trust", "mean_value")
"""Those of them that are of scores, not of the network."""

LEVEL: Final = 0.9
FEWEST_ANSWERS: Final = 10
LEAST_SHARE: Final = 0.65
"""Of the roster; where half are silent, centralisation is covered too seldom."""


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


def can_be_told(claims: Claims) -> bool:
    """Tell whether enough of those asked answered for an interval.

    It is not told where nobody was asked by name (then nobody knows who is silent), where fewer
    than `FEWEST_ANSWERS` answered or less than `LEAST_SHARE` of the roster did.
    """
    n_answered = len(claims.answered)
    enough = n_answered >= max(FEWEST_ANSWERS, LEAST_SHARE * len(claims.roster))
    return bool(claims.asked) and enough


def intervals(
    claims: Claims,
    measures: Mapping[str, Callable[[Network], float]],
    *,
    group_of: Mapping[str, str] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> dict[str, Interval | None]:
    """Return between what each number of a survey's network lies, at a level of 90 %.

    Parameters
    ----------
    claims
        The claims of one survey.
    measures
        What gives each number, by name, of the network of claims among the roster.
    group_of
        Group by id, which those who answer may heed in whom they name. A measure of groups
        needs it.
    n_draws
        How often the survey is completed.
    seed
        Of the draws.

    Returns
    -------
    dict
        By name, in the order of `measures`, then mean_trust and mean_value; None for a measure
        that is not among `SHOWN_TO_HOLD`, that is not defined in every draw, or where
        `can_be_told` says no. Without silent ones both ends are the number itself.

    Notes
    -----
    The interval is of what the number would be had all who were asked answered. Ends are those
    between which 90 % of the draws lie. Takes the time of `completed` and of each measure in
    each draw.

    References
    ----------
    As `completed`.
    """
    values = drawn_numbers(claims, measures, group_of=group_of, n_draws=n_draws, seed=seed)
    names = [*measures, *SCORED]
    return {name: interval_of(values[name]) if name in values else None for name in names}


def drawn_numbers(
    claims: Claims,
    measures: Mapping[str, Callable[[Network], float]],
    *,
    group_of: Mapping[str, str] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> dict[str, Numbers]:
    """Return what each number of `intervals` is in each draw; those without interval left out."""
    if not can_be_told(claims):
        return {}
    completion = completed(claims, group_of, n_draws=n_draws, seed=seed)
    values = drawn_values(completion, {k: measures[k] for k in measures if k in SHOWN_TO_HOLD})
    scored = trust_and_value(claims, completion, seed=seed).T
    return values | dict(zip(SCORED, scored, strict=True))


def drawn_values(
    completion: Completion, measures: Mapping[str, Callable[[Network], float]]
) -> dict[str, Numbers]:
    """Return each measure in each draw, by name."""
    rows = [[measure(each) for measure in measures.values()] for each in completion.networks()]
    table = np.array(rows, dtype=np.float64).reshape(len(completion), len(measures))
    return dict(zip(measures, table.T, strict=True))


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
    cut = (len(ordered) + 1) * (1 - level) / 2
    if cut < 1 - 1e-9:
        msg = f"{len(ordered)} draws are too few for an interval at {level:.0%}; draw 19 or more."
        raise DataError(msg)
    place = round(cut) - 1
    return Interval(float(ordered[place]), float(ordered[-1 - place]), float(ordered.mean()))


def rank_intervals(
    claims: Claims,
    measure: Callable[[Network], pd.Series[Any]],
    *,
    group_of: Mapping[str, str] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> pd.DataFrame | None:
    """Return between which ranks each organisation lies by a measure of parties.

    Parameters
    ----------
    claims
        The claims of one survey.
    measure
        Such as `in_degree`: one value for each node, of the network of claims.
    group_of, n_draws, seed
        As in `intervals`.

    Returns
    -------
    DataFrame or None
        Rows by id, in the order of the roster: low, high and middle rank at a level of 90 %,
        each organisation by itself; 1 is the largest value, and equals share the mean of their
        ranks. None where `can_be_told` says no.

    Notes
    -----
    Takes the time of `completed` and of the measure in each draw.

    References
    ----------
    As `completed`.
    """
    if not can_be_told(claims):
        return None
    completion = completed(claims, group_of, n_draws=n_draws, seed=seed)
    ranks = np.array([rankdata(-measure(each).to_numpy()) for each in completion.networks()])
    rows = [interval_of(each) for each in ranks.T]
    index = pd.Index(completion.nodes, name="id", dtype=object)
    return pd.DataFrame(rows, index=index, columns=["low", "high", "middle"])
