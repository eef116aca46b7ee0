"""Whom each party reaches: by hand, and as NetworkX and igraph have it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.errors import DataError
from assetmap.measures.distances import reach
from assetmap.measures.nearness import closeness, harmonic
from assetmap.network import Network


@pytest.mark.evidence("reach", "counted by hand")
@pytest.mark.parametrize(
    ("n_steps", "reached"),
    [
        (1, [1, 2, 1, 2, 0, 0]),
        (2, [2, 3, 3, 4, 0, 0]),
        (3, [3, 4, 4, 4, 0, 0]),
        (9, [4, 4, 4, 4, 0, 0]),
    ],
)
def test_reach_is_the_share_of_others_within_some_steps(
    town: Network, n_steps: int, reached: list[int]
) -> None:
    # From gp: link in 1, choir in 2, walk in 3, shed in 4. From link: gp and choir, walk, shed.
    # From choir: walk, then link and shed, then gp. From walk: link and shed, then gp and choir.
    found = reach(town, n_steps=n_steps)
    assert found.tolist() == pytest.approx([count / 5 for count in reached])


@pytest.mark.evidence("reach", "NetworkX's shortest path lengths, on random graphs")
@pytest.mark.parametrize("n_steps", [1, 2, 3, 600])
def test_reach_is_what_networkx_finds_within_the_steps(mixed: Network, n_steps: int) -> None:
    lengths = dict(nx.all_pairs_shortest_path_length(mixed.to_networkx(), cutoff=n_steps))
    expected = {node: (len(found) - 1) / 599 for node, found in lengths.items()}
    assert reach(mixed, n_steps=n_steps).to_dict() == pytest.approx(expected)


@pytest.mark.parametrize("n_steps", [1, 2, 3])
def test_reach_in_a_large_network_is_that_of_igraph(n_steps: int) -> None:
    # Large and thin enough for a search from each, where smaller ones search from many at once;
    # for three steps from all, in the order of `distances_order`.
    random = np.random.default_rng(6)
    ids = [str(each) for each in range(5000)]
    ties = random.integers(0, 4900, (2, 7500)).tolist()
    network = Network.from_edges(*([ids[each] for each in side] for side in ties), nodes=ids)
    peer = igraph_of(network).neighborhood_size(order=n_steps, mode="out", mindist=1)
    assert reach(network, n_steps=n_steps).tolist() == pytest.approx(np.array(peer) / 4999)


def test_reach_of_one_party_is_not_defined() -> None:
    assert reach(Network.from_edges(["a"], ["a"])).isna().all()
    assert reach(Network.from_edges([], [])).empty


def test_reach_refuses_no_steps(star: Network) -> None:
    with pytest.raises(DataError, match="Reach within 0 steps was asked for; ask for 1 step"):
        reach(star, n_steps=0)


def test_a_long_chain() -> None:
    n = 1100  # three batches of sources, the last one not full
    ids = [str(each) for each in range(n)]
    chain = Network.from_edges(ids[:-1], ids[1:], directed=False)
    before, after = np.arange(n), np.arange(n)[::-1]
    distance = (before * (before + 1) + after * (after + 1)) / 2
    nearness = np.array([sum(1 / d for d in range(1, end + 1)) for end in range(n)])
    np.testing.assert_allclose(closeness(chain), (n - 1) / distance, rtol=1e-12)
    np.testing.assert_allclose(harmonic(chain), nearness[before] + nearness[after], rtol=1e-12)
    np.testing.assert_allclose(reach(chain, n_steps=20)[["0", "50"]], [20 / (n - 1), 40 / (n - 1)])
