"""How a network hangs together: by hand, and where nothing can be said."""

from __future__ import annotations

import math

import pytest

from assetmap.measures.cohesion import (
    component,
    density,
    largest_component_share,
    mean_degree,
    n_components,
    n_isolates,
    n_strong_components,
    reciprocity,
)
from assetmap.network import Network


def test_density_is_ties_over_possible_ones_without_the_self_tie(town: Network) -> None:
    assert density(town) == 6 / 30


@pytest.mark.evidence("mean_degree", "a town of six, by hand")
def test_mean_degree_is_how_many_ties_each_names_or_has(town: Network) -> None:
    assert mean_degree(town) == 6 / 6  # six ties of six parties, and a self-tie
    assert mean_degree(Network.from_edges("ab", "bc", directed=False)) == pytest.approx(4 / 3)
    assert math.isnan(mean_degree(Network.from_edges([], [])))


def test_density_undirected_counts_each_pair_once() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"], directed=False)
    assert density(network) == pytest.approx(2 / 3)


def test_density_of_all_ties_is_one() -> None:
    assert density(Network.from_edges(["a", "b"], ["b", "a"])) == 1.0


@pytest.mark.parametrize("nodes", [[], ["a"]], ids=["nobody", "one"])
def test_density_is_not_defined_where_no_tie_is_possible(nodes: list[str]) -> None:
    assert math.isnan(density(Network.from_edges([], [], nodes=nodes)))


def test_density_without_ties_is_nought() -> None:
    assert density(Network.from_edges([], [], nodes=["a", "b"])) == 0.0


def test_reciprocity_is_the_share_of_ties_returned(town: Network) -> None:
    assert reciprocity(town) == pytest.approx(2 / 6)


@pytest.mark.parametrize(
    "network",
    [
        Network.from_edges([], []),
        Network.from_edges([], [], nodes=["a", "b"]),
        Network.from_edges(["a"], ["a"], nodes=["a", "b"]),
        Network.from_edges(["a"], ["b"], directed=False),
    ],
    ids=["nobody", "no ties", "a self-tie", "undirected"],
)
def test_reciprocity_is_not_defined_without_directed_ties(network: Network) -> None:
    assert math.isnan(reciprocity(network))


def test_reciprocity_counts_ties_of_weight_nought() -> None:
    assert reciprocity(Network.from_edges(["a", "b"], ["b", "a"], [0, 1])) == 1.0


def test_components_are_numbered_by_falling_size_then_by_first_node() -> None:
    network = Network.from_edges(
        ["b", "d", "f"], ["c", "e", "d"], nodes=["a", "b", "c", "d", "e", "f"]
    )
    assert component(network).to_dict() == {"a": 3, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1}
    assert n_components(network) == 3
    assert largest_component_share(network) == 0.5
    assert n_isolates(network) == 1


def test_components_that_reach_each_other_both_ways(town: Network) -> None:
    # gp, link, choir and walk go round; shed is only reached; alone is alone.
    assert n_strong_components(town) == 3
    assert n_components(town) == 2


def test_strong_components_undirected_are_the_pieces() -> None:
    network = Network.from_edges(["a"], ["b"], nodes=["a", "b", "c"], directed=False)
    assert n_strong_components(network) == n_components(network) == 2


def test_a_tie_of_weight_nought_joins() -> None:
    network = Network.from_edges(["a", "b"], ["b", "a"], [0, 0])
    assert (n_components(network), n_strong_components(network)) == (1, 1)


def test_of_nobody_there_are_no_pieces() -> None:
    nobody = Network.from_edges([], [])
    assert (n_components(nobody), n_strong_components(nobody), n_isolates(nobody)) == (0, 0, 0)
    assert math.isnan(largest_component_share(nobody))
    assert component(nobody).empty


def test_a_self_tie_does_not_end_isolation() -> None:
    assert n_isolates(Network.from_edges(["a"], ["a"])) == 1
