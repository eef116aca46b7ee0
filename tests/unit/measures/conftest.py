"""Small networks for tests of measures."""

from __future__ import annotations

import numpy as np
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


@pytest.fixture(
    params=[(directed, seed) for directed in (True, False) for seed in range(3)], ids=str
)
def mixed(request: pytest.FixtureRequest) -> Network:
    """Six hundred nodes with weighted ties, in many pieces, with loops and nodes alone."""
    directed, seed = request.param
    random = np.random.default_rng(seed)
    ties = random.integers(0, 560, (2, 900))
    ties[1] = np.where(ties[0] < 200, ties[1] % 200, 200 + ties[1] % 360)
    ties[:, :9] = ties[0, :9]
    ids = [f"p{each}" for each in random.permutation(600).tolist()]
    return Network.from_edges(
        [ids[each] for each in ties[0].tolist()],
        [ids[each] for each in ties[1].tolist()],
        random.choice([0.5, 1.0, 3.0], 900),
        nodes=ids,
        directed=directed,
    )
