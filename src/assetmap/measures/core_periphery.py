"""Who is at the core, tied to each other, and who is around it, tied to the core alone.

The pattern is that of Borgatti and Everett: every two of the core are tied and no two of the
periphery are. Ties between core and periphery are left open (their model with those ties
missing): in a town most of those around the core are tied to some of it and few to all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from assetmap.measures.core_kernels import NO_FIT, best_of_every, searched
from assetmap.measures.cores_kernels import cores
from assetmap.measures.memory import once
from assetmap.measures.plain import plain
from assetmap.network import arrays

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.arrays import Arcs

    Chosen = NDArray[np.bool_]

MOST_TRIED: Final = 18
"""In a network of no more nodes every core is tried: no more than 262,144."""

_SAME: Final = 1e-12  # what two ways of working out the same fit may differ by
_MOST_BY_LOT: Final = 30
_NODES_BY_LOT: Final = 3_000  # in all searches from an order drawn by lot together
_POWERS: Final = (0, 2, 20)  # how often each party is given what those it is tied to have


class _Found(NamedTuple):
    """Who is in the core found, who is only in some of those that fit as well, and how it fits."""

    inside: Chosen
    is_open: Chosen
    fit: float


def core_membership(network: Network) -> pd.Series[float]:
    """Tell of each party whether it is in the core.

    The core is the set of parties whose pattern the ties fit best: that of the highest
    `core_periphery_fit`.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order: 1 in the core, 0 in the periphery. Of
        several cores that fit best it is the one whose parties are in all of them; if these fit
        less well by themselves, those who are in some and not in others are NaN. Of up to 18
        parties that is known of all cores; of more, of those in which two have changed places, or
        in the place of some stand others who are alike in their ties, their partners' and so on.

    Notes
    -----
    Exact for up to 18 parties, of whom every core is tried. Of more the best core is searched
    for, as no quick way is known that is sure to find it: from those with most ties, those whose
    partners have most, those with the highest eigenvector centrality, those peeled off last
    (k-cores) and up to 30 orders drawn by lot, by moving one party after another, as Kernighan
    and Lin do. The same core is found in whatever order parties stand, but for who is alike. The
    hub of a star is its core alone, as in the paper. Takes time in m + n log n for each party
    moved. If no core has a fit (at most three parties, all of them tied, a ring of four), the core
    is that with the fewest faults, pairs in it that are not tied and pairs outside that are, as
    Lip found it exactly; whoever has as many ties as others inside and outside it is NaN. Not
    defined (NaN) for anybody in a network without ties.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social
    Networks 21, 375-395.
    Kernighan, B. W. and Lin, S. (1970). An efficient heuristic procedure for partitioning graphs.
    Bell System Technical Journal 49, 291-307.
    Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning
    problem. arXiv 1102.5511.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "hub", "walk", "choir"], ["hub", "choir", "choir", "gp", "shed"]
    ... )
    >>> core_membership(network).to_dict()  # the hub is tied to the core alone, as a periphery is
    {'gp': 1.0, 'hub': 0.0, 'choir': 1.0, 'walk': 0.0, 'shed': 0.0}
    """
    found = _best_core(network)
    member = found.inside.astype(np.float64)
    member[found.is_open] = np.nan
    return network.series(member, "core_membership")


def core_periphery_fit(network: Network) -> float:
    """Measure how closely the ties follow the pattern of a core and a periphery.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        From 0 to 1: the correlation (Pearson) between being tied (1 or 0) and the ideal (1 for
        two of the core, 0 for two of the periphery), over the pairs within the core and those
        within the periphery, of the core for which it is highest. 1 if there is no fault.

    Notes
    -----
    Of the core of `core_membership`, one of the best if several are: exact for up to 18 parties,
    the best found for more. Takes the time of that. Not defined (NaN) where no core has anything
    to compare: at most three parties, all of the pairs tied, or none.

    References
    ----------
    Borgatti, S. P. and Everett, M. G. (1999). Models of core/periphery structures. Social
    Networks 21, 375-395.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "hub", "walk", "choir"], ["hub", "choir", "choir", "gp", "shed"]
    ... )
    >>> core_periphery_fit(network)
    1.0
    """
    return _best_core(network).fit


@once
def _best_core(network: Network) -> _Found:
    """Return the core of the highest fit; where none has one, that with the fewest faults."""
    contacts = plain(network)
    inside, is_open = np.zeros((2, len(contacts)), dtype=np.bool_)
    if not len(contacts.indices):
        is_open[:] = True
    elif len(contacts) <= MOST_TRIED:
        one, in_all, in_any = best_of_every(contacts.indptr, contacts.indices)
        inside, is_open = _of_bits(one, inside), _of_bits(in_all ^ in_any, inside)
    else:
        colour = _coloured(contacts.outgoing)
        inside = _searched(contacts.outgoing, colour)
        is_open = _exchangeable(contacts.outgoing, inside) | _split(colour, inside)
    fit = _fit(network, inside)
    if len(contacts.indices) and not inside.any():
        inside, is_open = _of_fewest_faults(np.diff(contacts.indptr))
    elif is_open.any() and _is_as_good(network, inside & ~is_open, fit):
        inside, is_open = inside & ~is_open, np.zeros_like(is_open)
    for each in (inside, is_open):
        each.flags.writeable = False
    return _Found(inside, is_open, fit)


def _is_as_good(network: Network, inside: Chosen, fit: float) -> bool:
    """Tell whether a core fits no less well than another that has the `fit`.

    One in the core has no pair to compare: as the hub of a star it is as good if no two are tied
    around it.
    """
    if inside.sum() == 1:
        return _ties_and_pairs(network, ~inside)[0] == 0
    return _fit(network, inside) >= fit - _SAME


def _fit(network: Network, inside: Chosen) -> float:
    """Return the correlation of ties with a core; NaN if there is nothing to compare."""
    core, core_pairs = _ties_and_pairs(network, inside)
    rim, rim_pairs = _ties_and_pairs(network, ~inside)
    tied, pairs = core + rim, core_pairs + rim_pairs
    spread = core_pairs * rim_pairs * tied * (pairs - tied)
    if spread == 0:
        return math.nan
    return (core * (rim_pairs - rim) - rim * (core_pairs - core)) / math.sqrt(spread)


def _of_bits(bits: int, like: Chosen) -> Chosen:
    """Return the nodes of a set that is told bit by bit."""
    found: Chosen = (bits >> np.arange(len(like))) & 1 == 1
    return found


def _searched(arcs: Arcs, colour: NDArray[np.uint64]) -> Chosen:
    """Return the best core found; nobody if none has a fit."""
    # The nodes are numbered by their ties, so that the search goes the same way however they stand.
    order = np.lexsort((colour, -np.diff(arcs.indptr)))
    n_nodes = len(order)
    rows = csr_array((np.ones(len(arcs.indices)), arcs.indices, arcs.indptr), (n_nodes, n_nodes))
    rows = rows[order][:, order].sorted_indices()
    indptr, indices = rows.indptr.astype(np.int64), rows.indices.astype(np.int32)
    best, highest = np.zeros(n_nodes, dtype=np.bool_), NO_FIT
    for start in _starts(rows, indptr, indices):
        core, fit = searched(indptr, indices, start)
        if fit > highest:
            best, highest = core, fit
    inside = np.empty_like(best)
    inside[order] = best
    return inside


def _starts(
    rows: csr_array, indptr: NDArray[np.int64], indices: NDArray[np.int32]
) -> Iterator[NDArray[np.int64]]:
    """Return orders of all nodes in which those of a core could come first."""
    have = np.diff(indptr).astype(np.float64)
    for power in range(max(_POWERS) + 1):
        if power in _POWERS:
            yield np.argsort(-have, kind="stable")
        have = rows @ have + have
        have /= have.max()
    yield cores(indptr, indices)[1][::-1].astype(np.int64)
    random = np.random.default_rng(0)
    for _ in range(min(_MOST_BY_LOT, _NODES_BY_LOT // len(indptr))):
        yield random.permutation(len(indptr) - 1)


def _coloured(arcs: Arcs) -> NDArray[np.uint64]:
    """Return a number for each node that tells of its ties alone, not of where it stands.

    It is the same for nodes with as many ties, to nodes with as many, and so on for as long as
    that parts any (colours refined, as Weisfeiler and Leman do).
    """
    colour, n_colours = _mixed(np.diff(arcs.indptr).astype(np.uint64)), 0
    while (n_found := len(np.unique(colour))) > n_colours:
        n_colours = n_found
        passed = np.concatenate([np.zeros(1, np.uint64), np.cumsum(_mixed(colour)[arcs.indices])])
        around = passed[arcs.indptr[1:]] - passed[arcs.indptr[:-1]]
        colour = _mixed(colour + _mixed(around))
    return colour


def _split(colour: NDArray[np.uint64], inside: Chosen) -> Chosen:
    """Tell who is alike in its ties with some in the core and with some around it."""
    _, kind = np.unique(colour, return_inverse=True)
    n_alike, n_inside = np.bincount(kind), np.bincount(kind, weights=inside)
    is_split: Chosen = (n_inside > 0) & (n_inside < n_alike)
    return is_split[kind]


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers that tell as much and lie as if drawn by lot (Steele's SplitMix)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _exchangeable(arcs: Arcs, inside: Chosen) -> Chosen:
    """Tell who could change places with another, one in the core and one not, at no loss.

    Those are two with equally many ties, and equally many of them to the core, that with the
    other left aside.
    """
    degree, start = np.diff(arcs.indptr), arrays.arc_starts(arcs)
    within = np.bincount(start[inside[arcs.indices]], minlength=len(degree))
    kind = degree * (int(degree.max(initial=0)) + 1) + within
    _, kind = np.unique(kind, return_inverse=True)
    across = inside[start] != inside[arcs.indices]
    one, other = start[across], arcs.indices[across]
    n_alike = np.where(
        inside,
        np.bincount(kind[~inside], minlength=len(degree))[kind],
        np.bincount(kind[inside], minlength=len(degree))[kind],
    )
    # A tie between the two counts as one to the core for who is outside, and not for the other.
    n_alike -= np.bincount(one[kind[one] == kind[other]], minlength=len(degree))
    more = within[other] - within[one] == np.where(inside[one], 1, -1)
    n_alike += np.bincount(one[more & (degree[one] == degree[other])], minlength=len(degree))
    found: Chosen = n_alike > 0
    return found


def _of_fewest_faults(degree: NDArray[np.int64]) -> tuple[Chosen, Chosen]:
    """Return who is in the core with the fewest faults, and who is in it or not alike (Lip).

    One more in the core, the k-th by degree, adds k - 1 pairs that should be tied and takes its
    degree from the faults: the core grows while the k-th has k ties or more. If the next has
    one tie fewer than that, the core is as good with it.
    """
    falling = -np.sort(-degree)
    size = int((falling > np.arange(len(degree))).sum())
    nobody = np.zeros(len(degree), dtype=np.bool_)
    if int((degree >= size).sum()) <= size + 1:
        return degree >= size, nobody
    is_split = int((degree > size).sum()) < size
    return degree > size, (degree == size) if is_split else nobody


def _ties_and_pairs(network: Network, inside: Chosen) -> tuple[int, int]:
    """Return how many pairs of the nodes `inside` are tied, and how many there are."""
    arcs = plain(network).outgoing
    n_arcs = int((inside[arrays.arc_starts(arcs)] & inside[arcs.indices]).sum())
    n_inside = int(inside.sum())
    return n_arcs // 2, n_inside * (n_inside - 1) // 2
