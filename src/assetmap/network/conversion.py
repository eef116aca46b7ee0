"""The same network as a NetworkX graph, and how NetworkX's functions take a network as it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

    from assetmap.network.network import Network

BACKEND_NAME: Final = "assetmap"


def networkx_of(network: Network) -> nx.Graph[str]:
    """Return a `networkx.DiGraph`, or a `Graph` if undirected, with each tie's `weight`."""
    import networkx as nx  # noqa: PLC0415  half a second to import, and few need it

    let_networkx_run_the_rest()
    graph: nx.Graph[str] = nx.DiGraph() if network.is_directed() else nx.Graph()
    graph.add_nodes_from(network.nodes)
    ties = network.ties
    source, target, weight = (ties[name].tolist() for name in ("source", "target", "weight"))
    graph.add_weighted_edges_from(zip(source, target, weight, strict=True))
    return graph


@cache
def let_networkx_run_the_rest() -> None:
    """Have NetworkX run, on the network converted, the functions that we do not; set once.

    NetworkX has one setting for the whole process, `nx.config.fallback_to_nx`, by itself False;
    who sets it back to False afterwards is left alone.
    """
    import networkx as nx  # noqa: PLC0415  half a second to import, and few need it

    nx.config.fallback_to_nx = True
