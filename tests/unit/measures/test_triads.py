"""Every three parties by how they are tied: by hand, by counting all, by igraph."""

from __future__ import annotations

import warnings
from itertools import combinations, permutations
from math import comb

import igraph
import pytest
from hypothesis import given
from tests.unit.measures.drawn_networks import few, larger_networks, networks

from assetmap.measures.triads import TRIADS, triadic_census
from assetmap.network import Network
from assetmap.network.engine import ends_of

# Holland and Leinhardt's sixteen, each drawn on a, b and c.
DRAWN = {
    "003": [],
    "012": ["ab"],
    "102": ["ab", "ba"],
    "021D": ["ba", "bc"],
    "021U": ["ab", "cb"],
    "021C": ["ab", "bc"],
    "111D": ["ab", "ba", "cb"],
    "111U": ["ab", "ba", "bc"],
    "030T": ["ab", "bc", "ac"],
    "030C": ["ab", "bc", "ca"],
    "201": ["ab", "ba", "bc", "cb"],
    "120D": ["ba", "bc", "ac", "ca"],
    "120U": ["ab", "cb", "ac", "ca"],
    "120C": ["ab", "bc", "ac", "ca"],
    "210": ["ab", "bc", "cb", "ac", "ca"],
    "300": ["ab", "ba", "bc", "cb", "ac", "ca"],
}


def _network(ties: list[str]) -> Network:
    return Network.from_edges([tie[0] for tie in ties], [tie[1] for tie in ties], nodes="abc")


@pytest.mark.parametrize("kind", TRIADS)
def test_three_parties_are_of_one_kind_whatever_their_order(kind: str) -> None:
    for order in permutations("abc"):
        renamed = str.maketrans("abc", "".join(order))
        ties = [tie.translate(renamed) for tie in DRAWN[kind]]
        assert triadic_census(_network(ties)) == {**dict.fromkeys(TRIADS, 0), kind: 1}


@few
@given(networks)
def test_census_is_the_sum_over_every_three(network: Network) -> None:
    total = dict.fromkeys(TRIADS, 0)
    for three in combinations(network.nodes, 3):
        for kind, count in triadic_census(network.subnetwork(three)).items():
            total[kind] += count
    assert triadic_census(network) == total


def test_census_is_that_of_igraph() -> None:
    directed = larger_networks(300, 3_000)[0]
    graph = igraph.Graph(len(directed), ends_of(directed), directed=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = graph.triad_census()
    expected = {kind: getattr(theirs, f"t{kind}") for kind in TRIADS}
    assert triadic_census(directed) == expected


def test_undirected_ties_count_as_returned() -> None:
    network = Network.from_edges(["a", "b", "a"], ["b", "c", "a"], directed=False)
    assert triadic_census(network) == {**dict.fromkeys(TRIADS, 0), "201": 1}


@pytest.mark.parametrize("n_nodes", range(4))
def test_without_ties_every_three_is_empty(n_nodes: int) -> None:
    census = triadic_census(Network.from_edges([], [], nodes="abc"[:n_nodes]))
    assert census == {**dict.fromkeys(TRIADS, 0), "003": comb(n_nodes, 3)}
