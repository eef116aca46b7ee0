"""Networks of every kind, drawn by chance: directed or not, weighted, in pieces, with self-ties."""

from __future__ import annotations

from typing import Any, Final

import networkx as nx
import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from assetmap.network import Network

NODES: Final = tuple("jihgfedcba")
_WEIGHTS: Final = (0.0, 0.5, 1.0, 2.0, 7.0)

few = settings(max_examples=60, deadline=None)

_node = st.sampled_from(NODES)
networks: Final = st.builds(
    lambda ties, directed, n_nodes: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [], [])), nodes=NODES, directed=directed
    ).subnetwork(NODES[:n_nodes]),
    st.lists(st.tuples(_node, _node, st.sampled_from(_WEIGHTS)), max_size=45),
    st.booleans(),
    st.integers(0, len(NODES)),
)


def larger_networks(n_nodes: int, n_ties: int) -> tuple[Network, Network]:
    """Return a directed and an undirected weighted network in which a few have many ties."""
    rng = np.random.default_rng(n_nodes)
    ids = np.array([f"p{number}" for number in rng.permutation(n_nodes)], dtype=object)
    ends = (n_nodes * rng.random((n_ties, 2)) ** 2).astype(np.int64)
    ties = ids[ends[:, 0]], ids[ends[:, 1]], rng.choice(_WEIGHTS, n_ties)
    return (
        Network.from_edges(*ties, nodes=ids),
        Network.from_edges(*ties, nodes=ids, directed=False),
    )


def plain_graph(network: Network) -> Any:
    """Return the network as an undirected NetworkX graph without self-ties."""
    graph: Any = network.to_networkx()
    graph = graph.to_undirected()
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph
