"""Limits of numbers that hang on the whole web of ties, whatever the silent would have said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.bridges import n_bridges
from assetmap.measures.brokerage import IN_ALL
from assetmap.measures.certainty.bounds import Bounds
from assetmap.measures.certainty.surveyed import ties_between
from assetmap.measures.cohesion import n_components
from assetmap.measures.resilience import n_articulation_points
from assetmap.measures.separation import is_estimated, separation_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.surveyed import Surveyed
    from assetmap.network import Network

    Truths = NDArray[np.bool_]

_FEWEST: Final = 3  # a pair and the party between them


def web_limits(surveyed: Surveyed) -> dict[str, Bounds | None]:
    """Return between what numbers of the whole web of ties lie for certain.

    Parameters
    ----------
    surveyed
        The survey; somebody is silent.

    Returns
    -------
    dict
        Limits of n_bridges, which can both happen, and of n_articulation_points,
        degree_centralisation, betweenness_centralisation, transitivity, average_clustering,
        mean_distance, diameter, n_clusters, modularity, core_periphery_fit and assortativity,
        which follow from what these numbers are and need not happen. None where the number is not
        defined in one of the ways in which the silent could have answered; of the last two that
        is not looked into.

    Notes
    -----
    A silent one can be tied to all. Two silent ones who name all leave no tie that is the only
    way; one leaves those to whoever has no other contact. The most such ties are there if it joins
    all pieces, by one tie each. No two of n parties are further apart than n - 1 steps, and (n +
    1) / 3 on average, as on a line; where all are of one piece further ties only bring them nearer,
    and part nobody whom nobody holds in. Not defined (None) where the number is not. Takes time and
    space in the roster squared.

    References
    ----------
    As `assetmap.measures.certainty.bounds.bounds`. Doyle, J. K. and Graver, J. E. (1977). Mean
    distance in a graph. Discrete Mathematics 17, 147-154.

    Examples
    --------
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> rows = empty_rows("PARTNERS_WITH")
    >>> web_limits(Surveyed(Claims(None, frozenset("abc"), frozenset("ab"), rows)))["n_bridges"]
    Bounds(least=0.0, most=2.0)
    """
    known = ties_between(surveyed.network)
    tied = known | known.T
    n, contacts = len(tied), tied.sum(axis=1)
    is_tied, is_pair = bool(tied.any()), bool((contacts > 1).any())
    most_cutting, furthest, most_steps = _most(surveyed.network)
    return {
        "n_bridges": _bridges(surveyed, tied),
        "n_articulation_points": Bounds(0.0, most_cutting),
        "degree_centralisation": Bounds(0.0, 1.0) if n >= _FEWEST else None,
        "betweenness_centralisation": Bounds(0.0, 1.0) if n >= _FEWEST else None,
        "transitivity": Bounds(0.0, 1.0) if is_pair else None,
        "average_clustering": Bounds(0.0, 1.0) if is_pair else None,
        "mean_distance": Bounds(1.0, furthest) if is_tied else None,
        "diameter": Bounds(1.0, most_steps) if is_tied else None,
        "n_clusters": Bounds(1.0, float(n)),
        "modularity": Bounds(0.0, 1.0) if is_tied else None,
        "core_periphery_fit": Bounds(0.0, 1.0),
        "assortativity": Bounds(-1.0, 1.0),
    }


def brokerage_limits(surveyed: Surveyed, group_of: Mapping[str, str]) -> dict[str, Bounds]:
    """Return between what the number of open two-paths in each role lies for certain.

    Parameters
    ----------
    surveyed
        The survey.
    group_of
        Group of each on the roster.

    Returns
    -------
    dict
        Limits of each of `IN_ALL`.

    Notes
    -----
    a -> b -> c is open for certain where both ties are known and a, who is known to have no tie
    to c, answered; it can be where both ties are known or could be added and a -> c is not known.
    Not all that can be can be at once, so that the limits need not happen. Defined for every
    survey. Takes time in the cube of the roster.

    References
    ----------
    As `assetmap.measures.brokerage.brokerage_roles` and `bounds`.

    Examples
    --------
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> claims = Claims(None, frozenset("abc"), frozenset("ab"), empty_rows("PARTNERS_WITH"))
    >>> brokerage_limits(Surveyed(claims), dict.fromkeys("abc", "vcse"))["brokerage"]
    Bounds(least=0.0, most=0.0)
    """
    known = ties_between(surveyed.network)
    others = ~np.eye(len(known), dtype=bool)
    free = ~known & ~surveyed.has_answered[:, None] & others
    groups = surveyed.labels(group_of)
    same = groups[:, None] == groups
    least = _open_paths(known, others & ~known & ~free, same)
    most = _open_paths(known | free, others & ~known, same)
    return {name: Bounds(least[name], most[name]) for name in IN_ALL}


def _most(network: Network) -> tuple[float, float, float]:
    """Return at most how many could hold others in, and how far they could be: mean, most."""
    if n_components(network) == 1 and not is_estimated(network):
        found = separation_of(network)
        return float(n_articulation_points(network)), found.mean, found.diameter
    n = len(network)
    return float(max(n - 2, 0)), (n + 1) / 3, float(n - 1)


def _bridges(surveyed: Surveyed, tied: Truths) -> Bounds:
    silent = np.flatnonzero(~surveyed.has_answered)
    fewest = 0
    if len(silent) == 1:
        fewest = int((tied[silent[0]] & (tied.sum(axis=1) == 1)).sum())
    elif len(tied) < _FEWEST:
        fewest = int(tied.any())
    joined = n_components(surveyed.network) - 1
    return Bounds(float(fewest), float(n_bridges(surveyed.network) + joined))


def _open_paths(ties: Truths, is_open: Truths, same: Truths) -> dict[str, float]:
    """Return how many a -> b -> c there are in each role, of those a and c that are open."""
    within, between = (ties & same).astype(float), (ties & ~same).astype(float)
    shut = is_open.astype(float)

    def count(first: NDArray[np.float64], second: NDArray[np.float64], ends: Truths) -> float:
        return float(((first @ second) * shut * ends).sum())

    found = {
        "coordinator": count(within, within, same),
        "consultant": count(between, between, same),
        "gatekeeper": count(between, within, ~same),
        "representative": count(within, between, ~same),
        "liaison": count(between, between, ~same),
    }
    return found | {"brokerage": sum(found.values())}
