"""Which parties, gone one after another, would leave least together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.depth_first import walk_through
from assetmap.measures.plain import plain
from assetmap.measures.resilience import losses_in
from assetmap.network import arrays

if TYPE_CHECKING:
    from collections.abc import Collection

    from assetmap.network import Network


def worst_removals(
    network: Network, n_removed: int, *, staying: Collection[str] = ()
) -> pd.DataFrame:
    """List the parties whose loss in turn, each the worst at its turn, breaks the map most.

    The worst is the one without whom the largest piece left is smallest; of several, the one
    that leaves fewest pairs who can reach each other, then the one tied to most others who are
    left, then the first by id.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.
    n_removed
        How many parties go, at least 1; no more than there are to go.
    staying
        Ids of parties that are counted and never go.

    Returns
    -------
    DataFrame
        A row a party removed, in turn. Columns id, n_cut_off (others who hung on it alone, once
        those before it were gone; where it is 0 the party is lost and nothing else is),
        largest_piece_left (parties in the largest piece once it and those before it are gone)
        and n_pairs_left (pairs of parties who can then still reach each other).

    Raises
    ------
    DataError
        If `n_removed` is below 1.

    Notes
    -----
    Each turn is exact and takes time in nodes and ties; defined for every network. The whole is
    greedy: other parties together could do more harm, and to find the worst set is as hard as any
    problem in NP.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational
    and Mathematical Organization Theory 12, 21-34.
    Holme, P., Kim, B. J., Yoon, C. N. and Han, S. K. (2002). Attack vulnerability of complex
    networks. Physical Review E 65, 056109.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> path = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> worst_removals(path, 2).set_index("id")["largest_piece_left"].to_dict()
    {'choir': 2, 'gp': 1}
    """
    if n_removed < 1:
        msg = f"{n_removed} parties are to go; ask for at least 1."
        raise DataError(msg)
    ids = np.array(network.nodes, dtype=object)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[np.argsort(ids, kind="stable")] = np.arange(len(ids))
    arcs, remaining = plain(network).outgoing, np.arange(len(ids))
    stays = np.array([id_ in staying for id_ in ids], dtype=np.bool_)
    rows = []
    for _ in range(min(n_removed, int((~stays).sum()))):
        left = losses_in(walk_through(arcs))
        n_contacts = np.diff(arcs.indptr)
        order = (
            *(rank[remaining], -n_contacts, left.n_pairs_left, left.largest_piece_left),
            stays[remaining],
        )
        worst = np.lexsort(order)[0]
        told = (left.n_cut_off, left.largest_piece_left, left.n_pairs_left)
        rows.append((ids[remaining[worst]], *(numbers[worst] for numbers in told)))
        kept = np.arange(len(remaining)) != worst
        arcs, remaining = arrays.frozen(arrays.arcs_between(arcs, kept)), remaining[kept]
    return pd.DataFrame(rows, columns=["id", "n_cut_off", "largest_piece_left", "n_pairs_left"])
