"""Where the ties of others lead: by hand, as others have it, and where there is nobody."""

from __future__ import annotations

import networkx as nx
import pytest
import rustworkx
from tests.unit.measures.igraph_peer import igraph_of, weights_of

from assetmap.measures.pagerank import pagerank
from assetmap.network import Network
from assetmap.network.engine import ends_of


@pytest.mark.evidence("pagerank", "equations solved by hand")
def test_pagerank_of_a_star_solves_its_equations(star: Network) -> None:
    # Hub h and leaves l: h = 0.03 + 0.85 (4 l) and l = 0.03 + 0.85 h / 4.
    hub = (0.03 + 3.4 * 0.03) / (1 - 3.4 * 0.2125)
    leaf = 0.03 + 0.2125 * hub
    assert pagerank(star).to_dict() == pytest.approx({"hub": hub, **dict.fromkeys("abcd", leaf)})


@pytest.mark.evidence("pagerank", "equations solved by hand, with weights and dead ends")
def test_pagerank_follows_strong_ties_more_and_starts_again_at_dead_ends() -> None:
    # From a three times as often to b as to c; both are dead ends. With x what each gets by
    # starting again: a = x, b = x (1 + 0.85 3/4), c = x (1 + 0.85 / 4), and all are one.
    network = Network.from_edges(["a", "a", "b"], ["b", "c", "b"], [3, 1, 5])
    each = 1 / (3 + 0.85)
    expected = [each, each * (1 + 0.85 * 3 / 4), each * (1 + 0.85 / 4)]
    assert pagerank(network).tolist() == pytest.approx(expected)


@pytest.mark.evidence("pagerank", "igraph, NetworkX and rustworkx, on random graphs with weights")
def test_pagerank_is_that_of_others(mixed: Network) -> None:
    found = pagerank(mixed)
    by_igraph = igraph_of(mixed).pagerank(weights=weights_of(mixed).tolist())
    assert found.tolist() == pytest.approx(by_igraph, abs=1e-12, rel=1e-9)
    graph = mixed.without_self_ties().to_networkx()
    assert found.to_dict() == pytest.approx(nx.pagerank(graph, tol=1e-16, max_iter=500))
    if mixed.is_directed():
        peer = rustworkx.PyDiGraph()
        peer.add_nodes_from(range(600))
        rows = zip(ends_of(mixed).tolist(), weights_of(mixed).tolist(), strict=True)
        peer.add_edges_from([(*ends, weight) for ends, weight in rows])
        by_rustworkx = rustworkx.pagerank(peer, weight_fn=float, tol=1e-14, max_iter=500)
        assert found.tolist() == pytest.approx([by_rustworkx[each] for each in range(600)])


def test_pagerank_adds_up_to_one(mixed: Network) -> None:
    assert pagerank(mixed).sum() == pytest.approx(1, abs=1e-12)


def test_pagerank_takes_ties_of_weight_nought_for_none() -> None:
    assert pagerank(Network.from_edges(["a"], ["b"], [0])).tolist() == pytest.approx([0.5, 0.5])


def test_pagerank_of_nobody_is_empty_and_of_one_is_all() -> None:
    assert pagerank(Network.from_edges([], [])).empty
    assert pagerank(Network.from_edges(["a"], ["a"])).tolist() == pytest.approx([1.0])
