"""Where each party would stand by a measure, had all who were asked answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.interval import LEVEL, draws_left_out
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from numpy.typing import ArrayLike, NDArray

    from assetmap.measures.certainty.surveyed import Surveyed

    Measure = Callable[[Network], "pd.Series[Any]"]

N_DRAWS: Final = 39
"""How often a survey is completed for ranks: as often as in the simulation of docs/certainty.md."""

RISING: Final = (
    "degree",
    "in_degree",
    "out_degree",
    "n_groups_met",
    "harmonic",
    "reach",
    "core_number",
)
"""Measures of a party that no further tie, whosesoever, makes less."""

_LEAST: Final = 1e-9
_DECIMALS: Final = 12  # beyond these, values differ by the order of adding up alone


class Places(NamedTuple):
    """Which places each value has, 1 the largest: equals share all those from best to worst.

    Attributes
    ----------
    best, worst
        The first and the last of them; what is not defined (NaN) comes after all others.
    """

    best: NDArray[np.int64]
    worst: NDArray[np.int64]


def places(values: ArrayLike) -> Places:
    """Return which places each value has.

    Examples
    --------
    >>> [ends.tolist() for ends in places([0.5, 2, float("nan"), 2])]
    [[3, 1, 4, 1], [3, 2, 4, 2]]
    """
    known = _known(np.asarray(values, dtype=np.float64))
    best, worst = (rankdata(-known, method=method).astype(np.int64) for method in ("min", "max"))
    return Places(best, worst)


def completed_networks(
    surveyed: Surveyed, *, n_draws: int = N_DRAWS, seed: int = 0
) -> tuple[Network, ...]:
    """Return networks of the roster as they could be had all who were asked answered.

    Parameters
    ----------
    surveyed
        A survey.
    n_draws, seed
        As of `completed`.

    Returns
    -------
    tuple
        As many as there are draws, however few answered.

    Notes
    -----
    Takes the time and memory of `completed`. Measures of a network are kept as long as it is, so
    that ranks by several measures are told from the same networks.
    """
    groups = surveyed.group_of or surveyed.sector_of
    completion = completed(surveyed.claims, groups, n_draws=n_draws, seed=seed)
    return tuple(map(surveyed.with_further, completion.networks()))


def rank_intervals(
    networks: Sequence[Network], measure: Measure, *, level: float = LEVEL
) -> pd.DataFrame | None:
    """Return between which places each party lies by a measure of parties.

    Parameters
    ----------
    networks
        As `completed_networks` gives them: of the same nodes.
    measure
        Such as `in_degree`: one value for each node.
    level
        How sure.

    Returns
    -------
    DataFrame or None
        Rows by id, in the order of the nodes: low, high and middle place, each party by itself.
        None without networks.

    Raises
    ------
    DataError
        If there are too few networks for such a level.

    Notes
    -----
    Equals stand in an order drawn by lot: who shares the places from the 3rd to the 12th has each
    of them one time in ten. Of n networks the ends leave out (n + 1)(1 - level) / 2 times less
    than one on either side. Where so told places hold, docs/certainty.md shows. Defined for
    every party: one of which the measure is not comes last. Takes the time of the measure in each
    network.

    References
    ----------
    As `completed`. Equals by lot: Hájek, J., Šidák, Z. and Sen, P. K. (1999). Theory of Rank
    Tests. Second edition. Academic Press.

    Examples
    --------
    >>> from assetmap.measures.degrees import in_degree
    >>> from assetmap.network import Network
    >>> drawn = [Network.from_edges(["gp", "walk"], ["choir", "choir"])] * 19  # all alike
    >>> rank_intervals(drawn, in_degree).loc["choir", ["low", "high"]].astype(int).tolist()
    [1, 1]
    """
    if not networks:
        return None
    cut = draws_left_out(len(networks), level)
    best, worst = map(np.array, zip(*(places(measure(each)) for each in networks), strict=True))
    n_nodes = best.shape[1]
    low = _least_reaching(best, worst, cut)
    high = n_nodes + 1 - _least_reaching(n_nodes + 1 - worst, n_nodes + 1 - best, cut)
    index = pd.Index(networks[0].nodes, name="id", dtype=object)
    middle = (best + worst).mean(axis=0) / 2
    return pd.DataFrame({"low": low, "high": high, "middle": middle}, index=index)


def _least_reaching(
    best: NDArray[np.int64], worst: NDArray[np.int64], cut: float
) -> NDArray[np.int64]:
    """Return for each party the least place that, with those above it, it has `cut` times."""
    low: NDArray[np.int64] = best.min(axis=0)
    high: NDArray[np.int64] = worst.max(axis=0)
    while (low < high).any():  # halves what is left between the two
        half = (low + high) // 2
        times = np.clip((half - best + 1) / (worst - best + 1), 0, 1).sum(axis=0)
        reaches = times >= cut - _LEAST
        low, high = np.where(reaches, low, half + 1), np.where(reaches, half, high)
    return low


def rank_bounds(surveyed: Surveyed, measure: Measure, *, is_rising: bool) -> pd.DataFrame:
    """Return the best and the worst place of each party, whatever the silent would have said.

    Parameters
    ----------
    surveyed
        A survey; what the silent could name are all others on the roster.
    measure
        One value for each node of a network of the roster.
    is_rising
        Whether no further tie makes it less for anybody, as those in `RISING`.

    Returns
    -------
    DataFrame
        Integers low (the best place) and high (the worst, equals before it) by id, in the order
        of the roster.

    Notes
    -----
    A measure that only rises is least with the ties that are known and most where the silent
    name all: one party stands above another for certain if its least is above the other's most.
    Both cannot always happen for all at once, so that a place may be certain to be better still.
    By any other measure nothing is certain of anybody while somebody is silent, and each could
    stand at any place. Defined for every party of the roster. Takes the time of the measure in
    the two networks.

    References
    ----------
    As `assetmap.measures.certainty.bounds.bounds`.

    Examples
    --------
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.measures.degrees import out_degree
    >>> from assetmap.model import empty_rows
    >>> claims = Claims(None, frozenset("abc"), frozenset("ab"), empty_rows("PARTNERS_WITH"))
    >>> rank_bounds(Surveyed(claims), out_degree, is_rising=True).loc["a"].tolist()
    [1, 3]
    """
    roster = surveyed.claims.roster
    index = pd.Index(roster, name="id", dtype=object)
    known = measure(surveyed.network)
    if not surveyed.claims.silent:
        best, worst = places(known)
        return pd.DataFrame({"low": best, "high": worst}, index=index)
    if not is_rising:
        return pd.DataFrame({"low": 1, "high": len(roster)}, index=index)
    least = _known(known.to_numpy(np.float64))
    most = _known(measure(_named_by_the_silent(surveyed)).to_numpy(np.float64))
    above = np.searchsorted(np.sort(-least), -most, side="left")
    as_high = np.searchsorted(np.sort(-most), -least, side="right")
    return pd.DataFrame({"low": 1 + above, "high": as_high}, index=index)


def _known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    known: NDArray[np.float64] = np.nan_to_num(values, nan=-np.inf).round(_DECIMALS)
    return known


def _named_by_the_silent(surveyed: Surveyed) -> Network:
    """Return the network if each silent one named all."""
    silent, roster = surveyed.claims.silent, surveyed.claims.roster
    known = surveyed.network.edges
    named = [(one, other) for one in silent for other in roster if one != other]
    ties = list(dict.fromkeys([*known, *named]))
    return Network.from_edges(
        [source for source, _ in ties], [target for _, target in ties], nodes=roster
    )
