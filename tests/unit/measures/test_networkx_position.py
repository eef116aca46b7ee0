"""NetworkX's functions of position on our arrays: the same as on NetworkX's own graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
import pytest

from assetmap.measures.networkx_functions import position
from assetmap.network import Network
from assetmap.network.arrays import merged_arcs

if TYPE_CHECKING:
    from collections.abc import Mapping

ARGUMENTS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("betweenness_centrality", {}),
    ("betweenness_centrality", {"normalized": False}),
    ("betweenness_centrality", {"endpoints": True}),
    ("betweenness_centrality", {"endpoints": True, "normalized": False}),
    ("betweenness_centrality", {"k": 9, "seed": 4}),
    ("betweenness_centrality", {"k": 9, "seed": 4, "normalized": False}),
    ("betweenness_centrality", {"k": 9, "seed": 4, "endpoints": True}),
    ("betweenness_centrality", {"k": 1, "seed": 4}),
    ("betweenness_centrality", {"k": 60}),
    ("closeness_centrality", {}),
    ("closeness_centrality", {"wf_improved": False}),
    ("closeness_centrality", {"u": 7}),
    ("harmonic_centrality", {}),
    ("harmonic_centrality", {"nbunch": [3, 5, 99]}),
    ("harmonic_centrality", {"nbunch": 3}),
    ("harmonic_centrality", {"sources": [3, 5, 99]}),
    ("harmonic_centrality", {"nbunch": [3], "sources": list(range(40))}),
    ("pagerank", {}),
    ("pagerank", {"alpha": 0.6, "weight": None}),
    ("pagerank", {"personalization": {1: 2, 5: 1}}),
    ("pagerank", {"nstart": {1: 2, 5: 1}, "dangling": {2: 1}, "tol": 1e-9}),
    ("degree_centrality", {}),
    ("in_degree_centrality", {}),
    ("out_degree_centrality", {}),
    ("single_source_shortest_path_length", {"source": 7}),
    ("single_source_shortest_path_length", {"source": 7, "cutoff": 2}),
    ("single_source_shortest_path_length", {"source": 7, "cutoff": 0}),
    ("single_source_shortest_path_length", {"source": 7, "cutoff": 1.5}),
    ("single_source_shortest_path_length", {"source": 7, "cutoff": float("nan")}),
    ("single_target_shortest_path_length", {"target": 7}),
    ("single_target_shortest_path_length", {"target": 7, "cutoff": 2}),
)


def _numbered(seed: int, *, directed: bool, n_nodes: int = 60) -> Network:
    """Return a network whose nodes are numbers, with loops, several pieces and nodes alone."""
    random = np.random.default_rng(seed)
    ends = random.integers(0, n_nodes - 5, (110, 2))
    ends[:, 1] = np.where(ends[:, 0] < 20, ends[:, 1] % 20, 20 + ends[:, 1] % (n_nodes - 30))
    arcs = merged_arcs(ends, random.choice([0.5, 1.0, 3.0], 110), n_nodes, directed=directed)
    return Network(tuple(range(n_nodes)), *arcs, directed)  # type: ignore[arg-type]


def _same(found: Any, expected: Any) -> bool:
    return bool(found == pytest.approx(expected, nan_ok=True, abs=1e-12, rel=1e-9))


@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize(("name", "given"), ARGUMENTS, ids=str)
def test_function_gives_what_networkx_gives(
    name: str, given: Mapping[str, Any], *, directed: bool
) -> None:
    directed = directed or name.startswith(("in_", "out_"))  # which NetworkX has for these alone
    for seed in range(2):
        network = _numbered(seed, directed=directed)
        expected = getattr(nx, name)(network.to_networkx(), **given)
        found = getattr(position, name)(network, **given)
        assert _same(found, expected)
        assert type(found) is type(expected)


@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize("v", [None, 7, [3, 5, 999]], ids=str)
def test_eccentricity_is_that_of_networkx(v: Any, *, directed: bool) -> None:
    ring = np.array([*((each, (each + 1) % 200) for each in range(200)), (3, 90), (50, 8)])
    arcs = merged_arcs(ring, np.ones(202), 200, directed=directed)
    network = Network(tuple(range(200)), *arcs, directed)  # type: ignore[arg-type]
    assert position.eccentricity(network, v=v) == nx.eccentricity(network.to_networkx(), v=v)


@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize("v", [None, 7], ids=str)
def test_eccentricity_refuses_a_network_in_pieces(v: Any, *, directed: bool) -> None:
    network = _numbered(1, directed=directed)
    with pytest.raises(nx.NetworkXError) as raised:
        nx.eccentricity(network.to_networkx(), v=v)
    with pytest.raises(nx.NetworkXError, match=str(raised.value)):
        position.eccentricity(network, v=v)


@pytest.mark.parametrize("n_nodes", [0, 1, 2])
@pytest.mark.parametrize(
    "name",
    [
        "betweenness_centrality",
        "closeness_centrality",
        "degree_centrality",
        "eccentricity",
        "harmonic_centrality",
        "pagerank",
    ],
)
def test_function_gives_what_networkx_gives_of_hardly_any_nodes(name: str, n_nodes: int) -> None:
    ends = np.array([[0, 1]])[: max(0, n_nodes - 1)]
    arcs = merged_arcs(ends, np.ones(len(ends)), n_nodes, directed=False)
    network = Network(tuple(range(n_nodes)), *arcs, directed=False)  # type: ignore[arg-type]
    expected = getattr(nx, name)(network.to_networkx())
    assert _same(getattr(position, name)(network), expected)


def test_pagerank_says_when_it_does_not_settle() -> None:
    with pytest.raises(nx.PowerIterationFailedConvergence, match="within 2 iterations"):
        position.pagerank(_numbered(0, directed=True), max_iter=2, tol=1e-12)


@pytest.mark.parametrize("nowhere", ["nstart", "dangling"])
def test_pagerank_from_nowhere_does_not_settle_as_in_networkx(nowhere: str) -> None:
    network = _numbered(0, directed=True)
    ours: Any = position.pagerank
    theirs: Any = nx.pagerank
    for pagerank, graph in ((ours, network), (theirs, network.to_networkx())):
        with (
            np.errstate(invalid="ignore"),
            pytest.raises(nx.PowerIterationFailedConvergence, match="within 3 iterations"),
        ):
            pagerank(graph, max_iter=3, **{nowhere: {99: 1}})


def test_pagerank_refuses_to_start_again_nowhere() -> None:
    with pytest.raises(ZeroDivisionError):
        position.pagerank(_numbered(0, directed=True), personalization={99: 1})


def test_functions_refuse_a_node_that_is_not_there() -> None:
    network = _numbered(0, directed=True)
    with pytest.raises(nx.NodeNotFound, match="Source 99 is not in G"):
        position.single_source_shortest_path_length(network, 99)
    with pytest.raises(nx.NodeNotFound, match="Target 99 is not in G"):
        position.single_target_shortest_path_length(network, 99)
    with pytest.raises(nx.NodeNotFound, match="99"):
        position.closeness_centrality(network, u=99)


def test_what_is_not_ours_runs_in_networkx() -> None:
    network = _numbered(0, directed=True)
    graph = network.to_networkx()
    for name, given in (
        ("betweenness_centrality", {"weight": "weight"}),
        ("closeness_centrality", {"distance": "weight"}),
    ):
        assert _same(getattr(nx, name)(network, **given), getattr(nx, name)(graph, **given))
