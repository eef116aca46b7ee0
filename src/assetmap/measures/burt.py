"""Structural holes: how far each party's contacts are apart, and how tied down it is (Burt).

The tie between i and j is the weight from i to j and from j to i together, w_ij; s_i is the sum
of i's ties, p_ij = w_ij / s_i the share of j in it, and m_ij = w_ij / max over q of w_iq.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.measures.burt_kernel import sums_over_shared_contacts
from assetmap.measures.memory import once
from assetmap.measures.plain import plain
from assetmap.measures.triangles_kernels import each_tie_once
from assetmap.network import arrays

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


class Holes(NamedTuple):
    """What one pass over the triangles gives, a number a node; NaN for those without contacts.

    Attributes
    ----------
    constraint, effective_size
        As the measures of these names.
    n_contacts
        How many others each node is tied to by a weight above 0.
    """

    constraint: NDArray[np.float64]
    effective_size: NDArray[np.float64]
    n_contacts: NDArray[np.int64]


def constraint(network: Network) -> pd.Series[float]:
    """Measure how much each party's ties lead back to the same few others (Burt's constraint).

    The tie between i and j is the weight from i to j and from j to i; p_ij is its share of all
    of i. Constraint is the sum over i's contacts j of (p_ij + sum over q of p_iq p_qj) squared:
    low for a party whose contacts do not know each other.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored, and so are ties of weight 0.

    Returns
    -------
    Series
        n numbers above 0 indexed by id, in the network's order; about 1 and sometimes more for
        a party with few contacts who are tied to each other.

    Notes
    -----
    Exact; takes time in the ties to the power 1.5 at most (each triangle is met once). Not
    defined (NaN) for a party without contacts. As `networkx.constraint(graph,
    weight="weight")`, which counts self-ties as well.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: the Social Structure of Competition. Harvard.
    Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110,
    349-399.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "choir", "walk"], ["choir", "walk", "gp", "choir"], [2, 2, 1, 1]
    ... )
    >>> constraint(network).round(3).to_dict()
    {'gp': 0.84, 'choir': 1.143, 'walk': 1.378}
    """
    return network.series(holes(network).constraint.copy(), "constraint")


def effective_size(network: Network) -> pd.Series[float]:
    """Measure how many separate contacts each party has, those who are tied counting for less.

    The tie between i and j is the weight from i to j and from j to i; p_iq is its share of all
    of i, and m_jq its share of the strongest tie of j. Effective size is the sum over i's
    contacts j of 1 - sum over q of p_iq m_jq: a contact counts in full if none of i's other
    contacts is tied to it. Without weights it is Borgatti's n - 2 t / n for n contacts with t
    ties between them.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored, and so are ties of weight 0.

    Returns
    -------
    Series
        n numbers above 0 indexed by id, in the network's order; at most the number of contacts.

    Notes
    -----
    Exact; found in the same pass as `constraint`, in its time. Not defined (NaN) for a party
    without contacts, but defined for one that is only named by others. NetworkX 3.6 takes the
    strongest tie of q instead of j where ties have weights or directions (their issue 8906), so
    its `effective_size` is another number there, except where it is asked for some `nodes`.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: the Social Structure of Competition. Harvard.
    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures.
    Connections 20, 35-38.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "choir", "walk"], ["choir", "walk", "gp", "choir"], [2, 2, 1, 1]
    ... )
    >>> effective_size(network).round(3).to_dict()
    {'gp': 1.567, 'choir': 1.083, 'walk': 1.0}
    """
    return network.series(holes(network).effective_size.copy(), "effective_size")


def efficiency(network: Network) -> pd.Series[float]:
    """Measure what share of each party's contacts are separate ones (Burt's efficiency).

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored, and so are ties of weight 0.

    Returns
    -------
    Series
        n numbers above 0 and up to 1 indexed by id, in the network's order: `effective_size`
        over the number of contacts. Two parties tied both ways are one contact of each other.

    Notes
    -----
    Exact; found in the same pass as `constraint`, in its time. Not defined (NaN) for a party
    without contacts.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: the Social Structure of Competition. Harvard.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "gp", "choir"], ["choir", "walk", "shed", "walk"], directed=False
    ... )
    >>> efficiency(network).round(3).to_dict()
    {'gp': 0.778, 'choir': 0.5, 'walk': 0.5, 'shed': 1.0}
    """
    found = holes(network)
    with np.errstate(invalid="ignore"):
        shares = found.effective_size / found.n_contacts
    return network.series(shares, "efficiency")


@once
def holes(network: Network) -> Holes:
    """Return the measures of this module as arrays that cannot be written to."""
    arcs = arrays.Arcs(*each_tie_once(*_tied(plain(network).outgoing)))
    start, end = arrays.arc_starts(arcs), arcs.indices
    ends, both = np.concatenate([start, end]), np.concatenate([arcs.weights, arcs.weights])
    n_nodes = len(network)
    strength = np.bincount(ends, weights=both, minlength=n_nodes).astype(np.float64)
    strongest = np.zeros(n_nodes)
    np.maximum.at(strongest, ends, both)
    products, shares = sums_over_shared_contacts(arcs.indptr, arcs.indices, arcs.weights, strength)
    held = np.tile(arcs.weights + shares, 2) / strength[ends]
    redundant = products / np.concatenate([strongest[end], strongest[start]]).reshape(2, -1)
    n_contacts = np.bincount(ends, minlength=n_nodes).astype(np.int64)
    with np.errstate(invalid="ignore"):
        redundancy = np.bincount(ends, weights=redundant.ravel(), minlength=n_nodes) / strength
    found = Holes(
        np.where(n_contacts > 0, np.bincount(ends, weights=held**2, minlength=n_nodes), np.nan),
        np.where(n_contacts > 0, n_contacts - redundancy, np.nan),
        n_contacts,
    )
    for array in found:
        array.flags.writeable = False
    return found


def held_by(network: Network, node: int, contact: int) -> float:
    """Return the part of the constraint of one node, by number, that one other accounts for.

    (p_ij + sum over q of p_iq p_qj) squared, which without a tie i - j is that of the ways
    round; 0 if i has no contacts.
    """
    arcs = plain(network).outgoing
    weights = _weights_of(arcs, node)
    ways = weights * _weights_of(arcs, contact)
    through = np.flatnonzero(ways)
    strengths = np.array([_weights_of(arcs, each).sum() for each in through.tolist()])
    reached = weights[contact] + (ways[through] / strengths).sum()
    return float((reached / weights.sum()) ** 2) if reached else 0.0


def _weights_of(arcs: arrays.Arcs, node: int) -> NDArray[np.float64]:
    """Return the weight of the tie of `node` to each node, 0 without one."""
    row = slice(arcs.indptr[node], arcs.indptr[node + 1])
    weights = np.zeros(len(arcs.indptr) - 1)
    weights[arcs.indices[row]] = arcs.weights[row]
    return weights


def _tied(arcs: arrays.Arcs) -> arrays.Arcs:
    """Return the arcs of weight above 0."""
    kept = arcs.weights > 0
    return arcs if kept.all() else arrays.frozen(arrays.arcs_chosen(arcs, kept))
