"""Who lies between others: by hand, as others have it, estimated, and where nothing can be said."""

from __future__ import annotations

import networkit
import networkx as nx
import numpy as np
import pytest
import rustworkx
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.errors import DataError
from assetmap.measures.betweenness import betweenness, betweenness_sampled
from assetmap.network import Network
from assetmap.network.engine import ends_of


@pytest.mark.evidence("betweenness", "pairs counted by hand")
def test_betweenness_is_the_share_of_pairs_between_whom_a_party_lies(town: Network) -> None:
    # Of twenty ordered pairs of others. Through link: gp to choir, walk and shed; choir to gp;
    # walk to gp and choir. Through choir: gp and link to walk and shed. Through walk: choir to
    # gp, link and shed; gp and link to shed.
    expected = [0.0, 6 / 20, 4 / 20, 5 / 20, 0.0, 0.0]
    assert betweenness(town).tolist() == pytest.approx(expected)


def test_betweenness_shares_a_pair_between_equal_paths(ring: Network) -> None:
    # In a ring of five each opposite pair has one way, so each lies on one of six pairs.
    assert betweenness(ring).tolist() == pytest.approx([1 / 6] * 5)


def test_betweenness_of_a_square_halves_each_opposite_pair() -> None:
    square = Network.from_edges(list("abcd"), list("bcda"), directed=False)
    assert betweenness(square).tolist() == pytest.approx([0.5 / 3] * 4)


def test_betweenness_does_not_use_weights() -> None:
    ends = (["a", "b", "a"], ["b", "c", "c"])
    light = Network.from_edges(*ends, [1, 1, 100])
    assert betweenness(light).tolist() == betweenness(Network.from_edges(*ends)).tolist()


@pytest.mark.parametrize("nodes", [["a"], ["a", "b"]], ids=["one", "two"])
def test_betweenness_is_not_defined_below_three_parties(nodes: list[str]) -> None:
    assert betweenness(Network.from_edges([], [], nodes=nodes)).isna().all()


def test_betweenness_of_nobody_is_empty() -> None:
    assert betweenness(Network.from_edges([], [])).empty


def test_betweenness_given_may_be_changed_without_changing_the_next(star: Network) -> None:
    found = betweenness(star)
    found["hub"] = 7.0
    assert betweenness(star)["hub"] == pytest.approx(1.0)


@pytest.mark.evidence("betweenness", "igraph, NetworkX and rustworkx, on random graphs")
def test_betweenness_is_that_of_others(mixed: Network) -> None:
    found = betweenness(mixed)
    n_pairs = 599 * 598 / (1 if mixed.is_directed() else 2)
    by_igraph = np.array(igraph_of(mixed).betweenness()) / n_pairs
    assert found.tolist() == pytest.approx(by_igraph.tolist(), abs=1e-12, rel=1e-9)
    assert found.to_dict() == pytest.approx(nx.betweenness_centrality(mixed.to_networkx()))
    peer = rustworkx.PyDiGraph() if mixed.is_directed() else rustworkx.PyGraph()
    peer.add_nodes_from(range(len(mixed)))
    peer.add_edges_from_no_data([tuple(ends) for ends in ends_of(mixed).tolist()])
    by_rustworkx = rustworkx.betweenness_centrality(peer)
    assert found.tolist() == pytest.approx([by_rustworkx[each] for each in range(600)])


@pytest.mark.evidence("betweenness", "networkit, on random graphs")
def test_betweenness_is_that_of_networkit(mixed: Network) -> None:
    peer = networkit.Graph(len(mixed), directed=mixed.is_directed())
    for source, target in ends_of(mixed).tolist():
        peer.addEdge(source, target)
    expected = networkit.centrality.Betweenness(peer, normalized=True).run().scores()
    assert betweenness(mixed).tolist() == pytest.approx(expected, abs=1e-12)


@pytest.mark.evidence("betweenness_sampled", "all drawn: the exact number, on random graphs")
def test_betweenness_sampled_from_all_is_exact(mixed: Network) -> None:
    found = betweenness_sampled(mixed, n_sources=600, seed=5)
    assert found["value"].tolist() == pytest.approx(betweenness(mixed).tolist(), abs=1e-15)
    assert (found["standard_error"] == 0).all()
    assert found.index.tolist() == list(mixed.nodes)


def test_betweenness_sampled_counts_each_source_for_all_others_it_stands_for() -> None:
    # On a path of five, all ways from an end run through all others. Of the pairs of others of c,
    # a, b, d, e on its two sides, four of six run through it: each source has two of three.
    path = Network.from_edges(list("abcd"), list("bcde"), directed=False)
    found = betweenness_sampled(path, n_sources=4, seed=1)
    assert found.loc[["c"]].to_numpy().tolist() == [[pytest.approx(2 / 3), 0.0]]


def test_betweenness_sampled_is_the_same_for_the_same_seed(mixed: Network) -> None:
    first, again, other = (
        betweenness_sampled(mixed, n_sources=50, seed=each) for each in (3, 3, 4)
    )
    assert first.equals(again)
    assert not first.equals(other)


@pytest.mark.parametrize("nodes", [["a"], ["a", "b"]], ids=["one", "two"])
def test_betweenness_sampled_is_not_defined_below_three_parties(nodes: list[str]) -> None:
    assert betweenness_sampled(Network.from_edges([], [], nodes=nodes)).isna().all(axis=None)


def test_betweenness_sampled_refuses_too_few_sources(mixed: Network) -> None:
    with pytest.raises(DataError, match="A sample of 2 sources was asked for; ask for 3 or more"):
        betweenness_sampled(mixed, n_sources=2)
