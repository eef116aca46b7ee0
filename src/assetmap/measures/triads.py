"""Every three parties by how they are tied: the sixteen kinds of triads."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.plain import BOTH, IN, OUT, ways_tied
from assetmap.measures.triangles_kernels import closed_triads
from assetmap.network import arrays

if TYPE_CHECKING:
    from assetmap.network import Network

TRIADS: Final = (
    *("003", "012", "102", "021D", "021U", "021C", "111D", "111U"),
    *("030T", "030C", "201", "120D", "120U", "120C", "210", "300"),
)
"""The kinds: ties returned, ties one way, pairs without a tie, and a letter where these do not
say all (down, up, cyclic, transitive)."""

_REVERSED: Final = {OUT: IN, IN: OUT, BOTH: BOTH}
_OPEN: Final = {
    (OUT, OUT): "021D",
    (IN, IN): "021U",
    (OUT, IN): "021C",
    (IN, BOTH): "111D",
    (OUT, BOTH): "111U",
    (BOTH, BOTH): "201",
}
"""Kind of three of whom two are not tied, by how the third is tied to each."""


def triadic_census(network: Network) -> dict[str, int]:
    """Count every three parties by how they are tied.

    Parameters
    ----------
    network
        Directed network of n nodes and m ties; self-ties and weights are ignored. In an
        undirected one each tie counts as returned.

    Returns
    -------
    dict
        How many of the n (n - 1) (n - 2) / 6 threes are of each kind of `TRIADS`: 021D is
        a <- b -> c, 021U a -> b <- c, 021C a -> b -> c, 111D a <-> b <- c, 111U a <-> b -> c,
        030T a -> b -> c with a -> c, 030C a ring, 120D a <- b -> c with a <-> c, 120U a -> b <- c
        with a <-> c, 120C a -> b -> c with a <-> c.

    Notes
    -----
    Takes time in m to the power 1.5 at most: only triangles are gone through; threes with two
    tied pairs follow from how many ties of each sort meet at each party, less the triangles,
    and the rest from how many pairs there are. Defined for every network. As
    `networkx.triadic_census`.

    References
    ----------
    Holland, P. W. and Leinhardt, S. (1976). Local structure in social networks.
    Sociological Methodology 7, 1-45.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> {kind: count for kind, count in triadic_census(network).items() if count}
    {'021C': 1}
    """
    tied = _ways(network)
    counts = closed_triads(*tied)
    census: Counter[str] = Counter(_paths(tied))
    for ways in product((OUT, IN, BOTH), repeat=3):
        ab, ac, bc = ways
        n_triangles = int(counts[int(ab + 4 * ac + 16 * bc)])
        census[_closed_kind(ab, ac, bc)] += n_triangles
        for meeting in ((ab, ac), (_REVERSED[ab], bc), (_REVERSED[ac], _REVERSED[bc])):
            census[_open_kind(*meeting)] -= n_triangles
    _add_pairs(census, len(network), tied)
    return {kind: census[kind] for kind in TRIADS}


def _ways(network: Network) -> arrays.Arcs:
    if network.is_directed():
        return ways_tied(network)
    arcs = network.without_self_ties().outgoing
    return arrays.frozen(arcs._replace(weights=np.full(len(arcs.indices), BOTH)))


def _paths(tied: arrays.Arcs) -> dict[str, int]:
    """Count the pairs of ties that meet at a party, by the kind that they are when open."""
    start = arrays.arc_starts(tied)
    n_nodes = len(tied.indptr) - 1
    out, into, both = (
        np.bincount(start[tied.weights == way], minlength=n_nodes).astype(np.int64)
        for way in (OUT, IN, BOTH)
    )
    return {
        "021D": int((out * (out - 1) // 2).sum()),
        "021U": int((into * (into - 1) // 2).sum()),
        "021C": int((out * into).sum()),
        "111D": int((into * both).sum()),
        "111U": int((out * both).sum()),
        "201": int((both * (both - 1) // 2).sum()),
    }


def _open_kind(first: float, second: float) -> str:
    return _OPEN.get((first, second)) or _OPEN[second, first]


def _closed_kind(ab: float, ac: float, bc: float) -> str:
    """Return the kind of three who are all tied, from how a is tied to b and c, and b to c."""
    n_returned = (ab, ac, bc).count(BOTH)
    if n_returned == 0:
        return "030C" if ab == bc == _REVERSED[ac] else "030T"
    if n_returned == 1:
        # How the one apart is tied to the two who are tied both ways.
        apart = {ab: (_REVERSED[ac], _REVERSED[bc]), ac: (_REVERSED[ab], bc), bc: (ab, ac)}[BOTH]
        return {(OUT, OUT): "120D", (IN, IN): "120U"}.get(apart, "120C")
    return "210" if n_returned == 2 else "300"  # noqa: PLR2004  two of three


def _add_pairs(census: Counter[str], n_nodes: int, tied: arrays.Arcs) -> None:
    """Add the threes with one tied pair or none, so that all pairs and all threes are counted."""
    n_returned = int((tied.weights == BOTH).sum()) // 2
    n_one_way = int((tied.weights == OUT).sum())
    census["102"] = n_returned * (n_nodes - 2) - sum(
        int(kind[0]) * count for kind, count in census.items()
    )
    census["012"] = n_one_way * (n_nodes - 2) - sum(
        int(kind[1]) * count for kind, count in census.items()
    )
    census["003"] = n_nodes * (n_nodes - 1) * (n_nodes - 2) // 6 - sum(census.values())
