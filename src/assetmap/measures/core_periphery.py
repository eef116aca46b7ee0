"""Who is at the core, tied to each other, and who is around it, tied to the core alone.

The pattern is that of Borgatti and Everett: every two of the core are tied and no two of the
periphery are. Ties between core and periphery are left open (their model with those ties
missing): in a town most of those around the core are tied to some of it and few to all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.memory import once
from assetmap.measures.plain import plain
from assetmap.network import arrays

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


def core_membership(network: Network) -> pd.Series[float]:
    """Tell of each party whether it is in the core.

    The core is the set of parties with the fewest faults: pairs within it that are not tied,
    and pairs outside it that are. Of equally good cores it is one that parts no two parties
    with equally many ties, the larger first.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order: 1 in the core, 0 in the periphery. If
        every best core parts parties with equally many ties, those are NaN: some best cores
        hold them and others do not.

    Notes
    -----
    Exact: as Lip showed, the best core of each size is that of the parties with most ties, and
    its faults follow from their degrees; takes time in m + n log n. Not defined (NaN) for
    anybody in a network without ties.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social
    Networks 21, 375-395.
    Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning
    problem. arXiv 1102.5511.
    Hammer, P. L. and Simeone, B. (1981). The splittance of a graph. Combinatorica 1, 275-284.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "hub", "walk", "choir"], ["hub", "choir", "choir", "gp", "shed"]
    ... )
    >>> core_membership(network).to_dict()
    {'gp': 1.0, 'hub': 1.0, 'choir': 1.0, 'walk': 0.0, 'shed': 0.0}
    """
    return network.series(memberships(network).copy(), "core_membership")


def core_periphery_fit(network: Network) -> float:
    """Measure how closely the ties follow the pattern of a core and a periphery.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        From -1 to 1: the correlation (Pearson) between being tied (1 or 0) and the ideal (1 for
        two of the core, 0 for two of the periphery), over the pairs within the core and those
        within the periphery of `core_membership`. 1 if there is no fault.

    Notes
    -----
    Takes time in m + n log n. Pairs with a party that is in neither are left out. The core is
    that with the fewest faults, not that of the highest correlation, which is not known how to
    find quickly. Not defined (NaN) where there is nothing to compare: a core of fewer than two
    or a periphery of fewer than two, or all of the pairs tied, or none.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social
    Networks 21, 375-395.
    Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning
    problem. arXiv 1102.5511.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "hub", "walk", "choir"], ["hub", "choir", "choir", "gp", "shed"]
    ... )
    >>> core_periphery_fit(network)
    1.0
    """
    member = memberships(network)
    core, core_pairs = _ties_and_pairs(network, member == 1)
    rim, rim_pairs = _ties_and_pairs(network, member == 0)
    tied, pairs = core + rim, core_pairs + rim_pairs
    spread = core_pairs * rim_pairs * tied * (pairs - tied)
    if spread == 0:
        return math.nan
    return (core * (rim_pairs - rim) - rim * (core_pairs - core)) / math.sqrt(spread)


@once
def memberships(network: Network) -> NDArray[np.float64]:
    """Return `core_membership` as an array that cannot be written to."""
    degree = np.diff(plain(network).indptr)
    member = _by_degree(degree) if degree.any() else np.full(len(degree), np.nan)
    member.flags.writeable = False
    return member


def _by_degree(degree: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return who is in the core, known from the degrees alone.

    One more in the core, the k-th by degree, adds k - 1 pairs that should be tied and takes its
    degree from the faults: the core grows while the k-th has k ties or more. If the next has
    one tie fewer than that, the core is as good with it.
    """
    falling = -np.sort(-degree)
    size = int((falling > np.arange(len(degree))).sum())
    n_at_least, n_above = int((degree >= size).sum()), int((degree > size).sum())
    if n_at_least <= size + 1:
        return (degree >= size).astype(np.float64)
    member = (degree > size).astype(np.float64)
    if n_above < size:
        member[degree == size] = np.nan
    return member


def _ties_and_pairs(network: Network, inside: NDArray[np.bool_]) -> tuple[int, int]:
    """Return how many pairs of the nodes `inside` are tied, and how many there are."""
    arcs = plain(network).outgoing
    n_arcs = int((inside[arrays.arc_starts(arcs)] & inside[arcs.indices]).sum())
    n_inside = int(inside.sum())
    return n_arcs // 2, n_inside * (n_inside - 1) // 2
