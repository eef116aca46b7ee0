"""What comes apart: by hand, and where nothing can be said."""

from __future__ import annotations

import pytest

from assetmap.measures.resilience import (
    is_articulation_point,
    n_articulation_points,
    n_cut_off,
)
from assetmap.network import Network


def test_loss_of_a_joint_cuts_off_all_but_the_largest_part(town: Network) -> None:
    # Directions aside: gp - link - choir - walk - link, walk - shed.
    assert n_cut_off(town).to_dict() == {
        "gp": 0,
        "link": 1,
        "choir": 0,
        "walk": 1,
        "shed": 0,
        "alone": 0,
    }
    assert n_articulation_points(town) == 2
    assert is_articulation_point(town).tolist() == [False, True, False, True, False, False]


def test_loss_of_a_bridge_between_circles_cuts_off_the_smaller_one() -> None:
    # Circles of four and of three, and one party, all joined at one.
    network = Network.from_edges(
        ["hub", "a", "b", "c", "hub", "d", "e", "hub"],
        ["a", "b", "c", "hub", "d", "e", "hub", "f"],
        directed=False,
    )
    assert n_cut_off(network)["hub"] == 3
    assert n_cut_off(network).drop("hub").sum() == 0


def test_a_chain_loses_its_shorter_end() -> None:
    chain = Network.from_edges(list("abcdef"), list("bcdefg"))
    assert n_cut_off(chain).tolist() == [0, 1, 2, 3, 2, 1, 0]


def test_a_piece_of_its_own_is_not_counted_as_cut_off() -> None:
    network = Network.from_edges(["a", "b", *"vwxyz"], ["b", "c", *"wxyzv"], directed=False)
    assert n_cut_off(network).to_dict() == {**dict.fromkeys("acvwxyz", 0), "b": 1}


def test_a_star_loses_all_but_one_with_its_hub(star: Network) -> None:
    assert n_cut_off(star)["hub"] == 3


def test_a_ring_has_no_joint(ring: Network) -> None:
    assert n_articulation_points(ring) == 0


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two"])
def test_no_party_is_a_joint_without_two_others(nodes: list[str]) -> None:
    network = Network.from_edges(nodes[:-1], nodes[1:], nodes=nodes)
    assert n_cut_off(network).tolist() == [0] * len(nodes)
    assert n_articulation_points(network) == 0
