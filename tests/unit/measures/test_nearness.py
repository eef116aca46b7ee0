"""How near each party is to all others: by hand, as others have it, and where it is undefined."""

from __future__ import annotations

import igraph
import networkit
import networkx as nx
import numpy as np
import pytest
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.errors import DataError
from assetmap.measures.nearness import closeness, closeness_sampled, harmonic, harmonic_sampled
from assetmap.network import Network
from assetmap.network.engine import ends_of


@pytest.mark.evidence("closeness", "steps counted by hand")
def test_closeness_is_the_share_that_reach_a_party_over_their_mean_steps(town: Network) -> None:
    # To gp: link in 1, walk in 2, choir in 3. To link: gp 1, walk 1, choir 2. To choir: link 1,
    # gp 2, walk 2. To walk: choir 1, link 2, gp 3. To shed: walk 1, choir 2, link 3, gp 4.
    expected = {
        "gp": (3 / 5) * (3 / 6),
        "link": (3 / 5) * (3 / 4),
        "choir": (3 / 5) * (3 / 5),
        "walk": (3 / 5) * (3 / 6),
        "shed": (4 / 5) * (4 / 10),
        "alone": 0.0,
    }
    assert closeness(town).to_dict() == pytest.approx(expected)


@pytest.mark.evidence("harmonic", "steps counted by hand")
def test_harmonic_adds_up_one_over_the_steps_to_a_party(town: Network) -> None:
    expected = {
        "gp": 1 + 1 / 2 + 1 / 3,
        "link": 1 + 1 + 1 / 2,
        "choir": 1 + 1 / 2 + 1 / 2,
        "walk": 1 + 1 / 2 + 1 / 3,
        "shed": 1 + 1 / 2 + 1 / 3 + 1 / 4,
        "alone": 0.0,
    }
    assert harmonic(town).to_dict() == pytest.approx(expected)


def test_the_hub_of_a_star_is_as_near_as_can_be(star: Network) -> None:
    assert closeness(star)["hub"] == pytest.approx(1.0)
    assert closeness(star)["a"] == pytest.approx(4 / 7)
    assert harmonic(star)["hub"] == pytest.approx(4.0)
    assert harmonic(star)["a"] == pytest.approx(1 + 3 / 2)


@pytest.mark.evidence("closeness", "NetworkX, igraph and networkit, on random graphs")
def test_closeness_is_that_of_others(mixed: Network) -> None:
    found = closeness(mixed)
    assert found.to_dict() == pytest.approx(nx.closeness_centrality(mixed.to_networkx()), abs=1e-12)
    # igraph's is over those who reach a party alone, and NaN where nobody does.
    peer = igraph_of(mixed)
    mode = "in" if mixed.is_directed() else "all"
    reached = np.array([len(peer.subcomponent(each, mode=mode)) - 1 for each in range(600)])
    by_igraph = np.nan_to_num(peer.closeness(mode=mode)) * reached / 599
    assert found.tolist() == pytest.approx(by_igraph.tolist(), abs=1e-12)
    if not mixed.is_directed():
        graph = networkit.Graph(len(mixed))
        for source, target in ends_of(mixed).tolist():
            graph.addEdge(source, target)
        kind = networkit.centrality.ClosenessVariant.GENERALIZED
        by_networkit = (
            networkit.centrality.Closeness(graph, normalized=True, variant=kind).run().scores()
        )
        assert found.tolist() == pytest.approx(by_networkit, abs=1e-12)


@pytest.mark.evidence("harmonic", "NetworkX and igraph, on random graphs")
def test_harmonic_is_that_of_others(mixed: Network) -> None:
    found = harmonic(mixed)
    assert found.to_dict() == pytest.approx(nx.harmonic_centrality(mixed.to_networkx()))
    mode = "in" if mixed.is_directed() else "all"
    by_igraph = igraph_of(mixed).harmonic_centrality(mode=mode, normalized=False)
    assert found.tolist() == pytest.approx(by_igraph)


@pytest.mark.parametrize("directed", [True, False])
def test_nearness_in_a_large_network_is_that_of_igraph(*, directed: bool) -> None:
    # So many that nodes and sources are put in order first: a large piece and some hundred others.
    random = np.random.default_rng(4)
    ends = np.minimum(random.integers(0, 4200, (2, 7000)), random.integers(0, 4200, (2, 7000)))
    ids = [str(each) for each in random.permutation(4200)]
    ties = ([ids[each] for each in side] for side in ends.tolist())
    network = Network.from_edges(*ties, nodes=ids, directed=directed)
    peer, mode = igraph_of(network), "in" if directed else "all"
    by_igraph = peer.harmonic_centrality(mode=mode, normalized=False)
    assert harmonic(network).tolist() == pytest.approx(by_igraph, rel=1e-12)
    reached = np.array(peer.neighborhood_size(order=4200, mode=mode)) - 1
    expected = np.nan_to_num(peer.closeness(mode=mode)) * reached / 4199
    assert closeness(network).tolist() == pytest.approx(expected.tolist(), rel=1e-12)


def test_nearness_in_a_network_of_many_batches_is_that_of_igraph() -> None:
    # 2,000 sources are four batches of 512, in four shares.
    graph = igraph.Graph.Ring(2000)
    graph.add_edges([(each, (each * 7919) % 2000) for each in range(1, 2000, 2)])
    graph.simplify()
    ids = [str(each) for each in range(2000)]
    ends = np.array(graph.get_edgelist())
    network = Network.from_edges(
        *([ids[each] for each in side] for side in ends.T.tolist()), nodes=ids, directed=False
    )
    by_igraph = graph.harmonic_centrality(normalized=False)
    assert harmonic(network).tolist() == pytest.approx(by_igraph)


def test_nearness_does_not_use_weights() -> None:
    ends = (["a", "b", "a"], ["b", "c", "c"])
    light, plain = Network.from_edges(*ends, [1, 1, 100]), Network.from_edges(*ends)
    assert closeness(light).tolist() == closeness(plain).tolist()
    assert harmonic(light).tolist() == harmonic(plain).tolist()


def test_closeness_of_one_party_is_not_defined() -> None:
    alone = Network.from_edges([], [], nodes=["a"])
    assert closeness(alone).isna().all()
    assert closeness_sampled(alone)["value"].isna().all()
    assert harmonic(alone).tolist() == [0.0]
    for measure in (closeness, harmonic):
        assert measure(Network.from_edges([], [])).empty


def test_nearness_given_may_be_changed_without_changing_the_next(star: Network) -> None:
    for measure in (closeness, harmonic):
        found = measure(star)
        found["hub"] = 7.0
        assert measure(star)["hub"] != 7.0


@pytest.mark.evidence("closeness_sampled", "all drawn: the exact number, on random graphs")
@pytest.mark.evidence("harmonic_sampled", "all drawn: the exact number, on random graphs")
def test_nearness_sampled_from_all_is_exact(mixed: Network) -> None:
    for exact, sampled in ((closeness, closeness_sampled), (harmonic, harmonic_sampled)):
        found = sampled(mixed, n_sources=601)
        assert found["value"].tolist() == pytest.approx(exact(mixed).tolist())
        assert (found["standard_error"] == 0).all()


@pytest.mark.parametrize("sampled", [closeness_sampled, harmonic_sampled])
def test_nearness_sampled_refuses_too_few_sources(sampled: object, star: Network) -> None:
    assert callable(sampled)
    with pytest.raises(DataError, match="A sample of 0 sources was asked for; ask for 3 or more"):
        sampled(star, n_sources=0)
