"""Who might be introduced to whom: pairs who are not tied and know the same others.

A pair is no measure of a party or of a network, so `introductions` does not stand in the
registry of `assetmap.measures`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.introductions_kernel import PARTS, pairs_above, sums_over_shared
from assetmap.measures.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.arrays import Arcs

SCORES: Final[dict[str, Callable[[NDArray[np.float64]], NDArray[np.float64]]]] = {
    "adamic_adar": lambda degree: 1 / np.log(degree),
    "common_neighbours": np.ones_like,
    "jaccard": np.ones_like,
    "resource_allocation": lambda degree: 1 / degree,
}
"""What a shared contact with so many contacts is worth, by the name of the score."""


def introductions(network: Network, *, n_pairs: int, by: str = "adamic_adar") -> pd.DataFrame:
    """List the pairs who are not tied and have most to bring them together.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.
    n_pairs
        Most pairs listed, at least 1.
    by
        The score, over the contacts that a pair shares: `adamic_adar`, the sum of 1 / log of
        how many contacts each has; `resource_allocation`, the sum of 1 / how many it has;
        `common_neighbours`, how many they are; `jaccard`, how many over all contacts of the
        pair.

    Returns
    -------
    DataFrame
        A row a pair by falling score, then ids. Columns first and second (ids, in their
        order), score and n_shared (contacts that both have). Pairs without a shared contact
        are left out.

    Raises
    ------
    DataError
        If `n_pairs` is below 1 or there is no score `by`.

    Notes
    -----
    Looks at all pairs two ties apart; takes time in the paths of two ties (the sum over nodes
    of the squared degree), and memory for the nodes and the pairs listed. Defined for every
    network. Scores are those of `networkx.adamic_adar_index` and its like, to 1e-13 for each
    shared contact. Scores that agree to nine decimals count as the same and go by id.

    References
    ----------
    Adamic, L. A. and Adar, E. (2003). Friends and neighbors on the web. Social Networks 25,
    211-230.
    Liben-Nowell, D. and Kleinberg, J. (2007). The link-prediction problem for social networks.
    Journal of the American Society for Information Science and Technology 58, 1019-1031.
    Zhou, T., Lu, L. and Zhang, Y.-C. (2009). Predicting missing links via local information.
    European Physical Journal B 71, 623-630.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "library", "library", "choir"],
    ...     ["choir", "walk", "choir", "walk", "shed"],
    ... )
    >>> introductions(network, n_pairs=2, by="common_neighbours")
       first   second  score  n_shared
    0  choir     walk    2.0         2
    1     gp  library    2.0         2
    """
    if n_pairs < 1:
        msg = f"{n_pairs} pairs are asked for; ask for at least 1."
        raise DataError(msg)
    if by not in SCORES:
        msg = f"There is no score {by!r}; there are {', '.join(SCORES)}."
        raise DataError(msg)
    ids = np.array(network.nodes, dtype=object)
    order = np.argsort(ids, kind="stable")
    arcs = plain(network).outgoing
    degree = np.diff(arcs.indptr)
    first, second, sums = _best_by_number(_renumbered(arcs, order), degree[order], n_pairs, by)
    first, second = order[first], order[second]
    shared = sums_over_shared(arcs.indptr, arcs.indices, np.ones(len(ids)), first, second)
    score = sums / PARTS
    return pd.DataFrame(
        {
            "first": pd.Series(ids[first], dtype=object),
            "second": pd.Series(ids[second], dtype=object),
            "score": score / (degree[first] + degree[second] - score) if by == "jaccard" else score,
            "n_shared": shared.astype(np.int64),
        }
    )


def _best_by_number(
    arcs: tuple[NDArray[np.int64], NDArray[np.int32]],
    degree: NDArray[np.int64],
    n_pairs: int,
    by: str,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return both numbers of the best pairs, and the sums of what they share is worth.

    Looked at are some nodes at a time. Pairs of later nodes come later, so of these only those
    with a better score than the last that is kept can be among the best.
    """
    worth = np.zeros(len(degree), dtype=np.int64)
    can_share = degree > 1
    worth[can_share] = np.rint(SCORES[by](degree[can_share].astype(np.float64)) * PARTS)
    # Shared over all is the larger, the larger shared over both counts added.
    size = degree.astype(np.float64) if by == "jaccard" else np.full(len(degree), 0.5)
    n_paths = int((degree * (degree - 1) // 2).sum())
    room = len(degree) + min(n_pairs, n_paths)
    first = second = sums = np.empty(0, dtype=np.int64)
    score = np.empty(0)
    start, floor = 0, -1.0
    while start < len(degree):
        *more, start = pairs_above(*arcs, worth, size, start, floor, room)
        kept = zip((first, second, sums, score), more, strict=True)
        first, second, sums, score = (np.concatenate(both) for both in kept)
        best = np.lexsort((second, first, -score))[:n_pairs]
        first, second, sums, score = first[best], second[best], sums[best], score[best]
        floor = float(score[-1]) if len(score) == n_pairs else -1.0
    return first, second, sums


def _renumbered(
    arcs: Arcs, order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return where the arcs start and end, nodes numbered by their place in `order`."""
    number_of = np.empty(len(order), dtype=np.int32)
    number_of[order] = np.arange(len(order), dtype=np.int32)
    lengths = np.diff(arcs.indptr)[order]
    indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    moved = np.repeat(arcs.indptr[order] - indptr[:-1], lengths) + np.arange(indptr[-1])
    return indptr, number_of[arcs.indices[moved]]
