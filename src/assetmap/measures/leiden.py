"""The Leiden algorithm: groups with more weight within than chance would give, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.degrees_kernel import row_sums
from assetmap.measures.leiden_kernels import Level, moved, numbered, put_together, refined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.network import Network

    Whole = NDArray[np.int32]

_N_TOGETHER: Final = 32  # nodes looked at one after the other, as their ties lie in memory


def rounds(network: Network, *, resolution: float = 1.0, seed: int = 0) -> Iterator[Whole]:
    """Yield the group of each node after each round, until a round changes nothing.

    Parameters
    ----------
    network
        An undirected network without self-ties, and with ties of some weight.
    resolution
        What the weight expected by chance is multiplied by.
    seed
        Number that the order in which nodes move starts from.

    Notes
    -----
    In a round nodes move to where modularity gains most, groups are taken apart into parts that
    hang together, parts become nodes and so on, until each group is one node: so every group
    hangs together, no two are better as one, and modularity is not below that of the round
    before, or of nodes alone. Chance is only in the order of the nodes: a part joins where it
    gains most, where the paper draws by the gain. Takes time in the number of ties, and 12 bytes
    an arc a level.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233.
    """
    level, random = _first_level(network), np.random.default_rng(seed)
    share = resolution / float(level.strength.sum())
    groups = every = np.arange(len(network), dtype=np.int32)
    is_new = True
    while is_new:
        order = _mixed(len(network), random)
        found, _ = numbered(_round(level, groups, order, share), every)
        is_new = not np.array_equal(found, groups)
        groups = found
        yield groups


def _first_level(network: Network) -> Level:
    """Return the arcs of a network that have some weight."""
    indptr, indices, weights = network.outgoing
    if not weights.all():
        is_some = weights > 0
        indptr = np.concatenate([[0], np.cumsum(is_some)])[indptr]
        indices, weights = indices[is_some], weights[is_some]
    return _fixed(indptr, indices, weights, row_sums(network.indptr, network.weights))


def _fixed(*arrays: NDArray[Any]) -> Level:
    # A loop is compiled anew for arrays that can be written to.
    for array in arrays:
        array.flags.writeable = False
    return Level(*arrays)


def _mixed(n_nodes: int, random: np.random.Generator) -> Whole:
    """Return the numbers of all nodes in an order by chance, but for some together."""
    begins = np.arange(0, n_nodes, _N_TOGETHER)
    order = (random.permutation(begins)[:, None] + np.arange(_N_TOGETHER)).ravel()
    return order[order < n_nodes].astype(np.int32)


def _round(level: Level, groups: Whole, order: Whole, share: float) -> Whole:
    """Return the groups after a round that begins with `groups`."""
    groups, n_groups = numbered(moved(level, groups, order, share), order)
    if n_groups == len(order):
        return groups
    parts, n_parts = numbered(refined(level, groups, order, share), order)
    if n_parts == len(order):  # nobody gains by the groups, but for rounding
        return parts
    group_of = np.empty(n_parts, dtype=np.int32)
    group_of[parts] = groups
    above = _fixed(*put_together(level, parts, n_parts))
    in_turn = np.arange(n_parts, dtype=np.int32)
    found_above: Whole = _round(above, group_of, in_turn, share)[parts]
    return found_above
