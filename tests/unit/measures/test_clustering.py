"""How far those who share a contact are tied, and how deep each is: by hand and by igraph."""

from __future__ import annotations

import math

import igraph
import numpy as np
import pytest
from hypothesis import given
from tests.unit.measures.drawn_networks import few, larger_networks, networks, plain_graph

from assetmap.measures.clustering import average_clustering, clustering, transitivity
from assetmap.measures.cores import core_number
from assetmap.network import Network

# A triangle, and one more tied to one of its corners.
KITE = ["a", "a", "b", "a"], ["b", "c", "c", "d"]


def _igraph(network: Network) -> igraph.Graph:
    graph = plain_graph(network)
    place = network.position_of
    return igraph.Graph(len(network), [(place[u], place[v]) for u, v in graph.edges])


@pytest.mark.evidence("clustering", "a triangle with one more tie, worked by hand")
def test_clustering_is_the_share_of_pairs_of_contacts_that_are_tied() -> None:
    assert clustering(Network.from_edges(*KITE)).to_dict() == pytest.approx(
        {"a": 1 / 3, "b": 1.0, "c": 1.0, "d": math.nan}, nan_ok=True
    )


@pytest.mark.evidence("average_clustering", "a triangle with one more tie, worked by hand")
def test_average_clustering_leaves_out_those_with_one_contact() -> None:
    assert average_clustering(Network.from_edges(*KITE)) == pytest.approx(7 / 9)


@pytest.mark.evidence("transitivity", "a triangle with one more tie, worked by hand")
def test_transitivity_is_closed_paths_over_paths() -> None:
    # Three paths over a, one over b and one over c; three of the five are closed.
    assert transitivity(Network.from_edges(*KITE)) == 3 / 5


@pytest.mark.evidence("core_number", "a triangle with one more tie, worked by hand")
def test_core_number_peels_the_one_with_a_single_tie_first() -> None:
    assert core_number(Network.from_edges(*KITE)).to_dict() == {"a": 2, "b": 2, "c": 2, "d": 1}


@pytest.mark.parametrize(
    "network",
    [
        Network.from_edges([], []),
        Network.from_edges([], [], nodes=["a"]),
        Network.from_edges(["a", "a"], ["b", "a"]),
    ],
    ids=["nobody", "one", "a pair and a self-tie"],
)
def test_without_two_contacts_nothing_can_be_closed(network: Network) -> None:
    assert math.isnan(transitivity(network))
    assert math.isnan(average_clustering(network))
    assert clustering(network).isna().all()


def test_weights_of_nought_and_directions_make_no_difference() -> None:
    both = Network.from_edges([*KITE[0], "b", "d"], [*KITE[1], "a", "d"], [0, 1, 2, 3, 4, 5])
    assert clustering(both).equals(clustering(Network.from_edges(*KITE)))


def test_core_number_of_nobody_is_empty() -> None:
    assert core_number(Network.from_edges([], [])).empty


@pytest.mark.evidence("clustering", "igraph, on random networks of every kind")
@pytest.mark.evidence("average_clustering", "igraph, on random networks of every kind")
@pytest.mark.evidence("transitivity", "igraph, on random networks of every kind")
@pytest.mark.evidence("core_number", "igraph, on random networks of every kind")
@few
@given(networks)
def test_clustering_and_cores_are_those_of_igraph(network: Network) -> None:
    _compare(network)


@pytest.mark.parametrize("network", larger_networks(400, 4_000), ids=["directed", "undirected"])
def test_clustering_and_cores_are_those_of_igraph_at_size(network: Network) -> None:
    _compare(network)


def _compare(network: Network) -> None:
    graph = _igraph(network)
    local = np.array(graph.transitivity_local_undirected(), dtype=float)
    assert clustering(network).to_numpy() == pytest.approx(local, nan_ok=True, abs=1e-12)
    mean = graph.transitivity_avglocal_undirected() if len(network) else math.nan
    assert average_clustering(network) == pytest.approx(mean, nan_ok=True, abs=1e-12)
    whole = graph.transitivity_undirected()
    assert transitivity(network) == pytest.approx(whole, nan_ok=True, abs=1e-12)
    assert core_number(network).tolist() == graph.coreness()
