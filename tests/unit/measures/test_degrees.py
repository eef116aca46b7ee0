"""How many ties, and how strong: by hand."""

from __future__ import annotations

import pytest

from assetmap.measures import degrees
from assetmap.network import Network

NAMES = ("degree", "in_degree", "out_degree", "strength", "in_strength", "out_strength")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("degree", [2, 4, 2, 3, 1, 0]),
        ("in_degree", [1, 2, 1, 1, 1, 0]),
        ("out_degree", [1, 2, 1, 2, 0, 0]),
        ("strength", [3.0, 10.0, 5.0, 9.0, 5.0, 0.0]),
        ("in_strength", [1.0, 5.0, 4.0, 1.0, 5.0, 0.0]),
        ("out_strength", [2.0, 5.0, 1.0, 8.0, 0.0, 0.0]),
    ],
)
def test_degrees_leave_out_the_self_tie(name: str, expected: list[float], town: Network) -> None:
    found = getattr(degrees, name)(town)
    assert found.tolist() == expected
    assert found.index.tolist() == list(town.nodes)
    assert found.name == name


@pytest.mark.parametrize("name", NAMES)
def test_degrees_undirected_are_the_same_in_and_out(name: str) -> None:
    network = Network.from_edges(["a", "b", "b"], ["b", "c", "b"], [2, 3, 7], directed=False)
    expected = [2.0, 5.0, 3.0] if "strength" in name else [1, 2, 1]
    assert getattr(degrees, name)(network).tolist() == expected


@pytest.mark.parametrize("name", NAMES)
def test_degrees_of_nobody_are_none(name: str) -> None:
    assert getattr(degrees, name)(Network.from_edges([], [])).empty


def test_strength_keeps_a_small_weight_beside_a_huge_one() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"], [1e16, 1.0])
    assert degrees.out_strength(network)["b"] == 1.0
