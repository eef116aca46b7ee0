"""The same network as a NetworkX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from assetmap.network.network import Network


def networkx_of(network: Network) -> nx.Graph[str]:
    """Return a `networkx.DiGraph`, or a `Graph` if undirected, with each tie's `weight`."""
    import networkx as nx  # noqa: PLC0415  half a second to import, and few need it

    graph: nx.Graph[str] = nx.DiGraph() if network.is_directed() else nx.Graph()
    graph.add_nodes_from(network.nodes)
    ties = network.ties
    source, target, weight = (ties[name].tolist() for name in ("source", "target", "weight"))
    graph.add_weighted_edges_from(zip(source, target, weight, strict=True))
    return graph
