"""Small networks for tests of measures."""

from __future__ import annotations

import pytest

from assetmap.network import Network

STAR = ("hub",) * 4, ("a", "b", "c", "d")
RING = ("a", "b", "c", "d", "e"), ("b", "c", "d", "e", "a")


def _both_ways(source: tuple[str, ...], target: tuple[str, ...]) -> Network:
    return Network.from_edges(source + target, target + source)


@pytest.fixture(params=[True, False], ids=["directed", "undirected"])
def star(request: pytest.FixtureRequest) -> Network:
    """Five nodes that all ties tie to one; directed, both ways."""
    return _both_ways(*STAR) if request.param else Network.from_edges(*STAR, directed=False)


@pytest.fixture(params=[True, False], ids=["directed", "undirected"])
def ring(request: pytest.FixtureRequest) -> Network:
    """Five nodes in a ring; directed, both ways."""
    return _both_ways(*RING) if request.param else Network.from_edges(*RING, directed=False)


@pytest.fixture
def town() -> Network:
    """Six nodes, seven directed ties of which two are one returned, a self-tie and an isolate.

    gp <-> link -> choir -> walk -> link, walk -> shed, and alone.
    """
    return Network.from_edges(
        ["gp", "link", "link", "choir", "walk", "walk", "walk"],
        ["link", "gp", "choir", "walk", "link", "shed", "walk"],
        [2, 1, 4, 1, 3, 5, 9],
        nodes=["gp", "link", "choir", "walk", "shed", "alone"],
    )
