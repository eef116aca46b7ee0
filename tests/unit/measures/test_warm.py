"""Once the measures are prepared, nothing is compiled while a person waits."""

from __future__ import annotations

from typing import Any

import numba
import pytest
from numba.core.event import install_listener, install_recorder
from tests.unit.measures.drawn_networks import larger_networks

from assetmap.compiled import KERNELS
from assetmap.measures import MEASURES
from assetmap.measures.warm import SENTENCE, _Announcer, warm
from assetmap.network import Network

OTHERS = (
    *larger_networks(60, 200),
    Network.from_edges([], []),
    Network.from_edges(["a"], ["b"]),
    Network.from_edges(["1"], ["2"], nodes=map(str, range(5000))),  # put in order before searching
    Network.from_edges([], [], nodes=["a", "b", "c"], directed=False),
)


@pytest.fixture(scope="module", autouse=True)
def warmed() -> None:
    warm(lambda _: None)


def _signatures() -> dict[str, list[Any]]:
    return {name: list(loop.signatures) for name, loop in KERNELS.items()}  # type: ignore[attr-defined]


def test_every_loop_that_is_called_from_outside_is_compiled() -> None:
    called = [name for name in KERNELS if not name.rpartition(".")[2].startswith("_")]
    assert [name for name in called if not _signatures()[name]] == []


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_no_measure_compiles_anything_more(measure: Any) -> None:
    before = _signatures()
    with install_recorder("numba:compile") as recorder:
        for network in OTHERS:
            groups = {node: node[-1] for node in network.nodes}
            if measure.needs != "claims":
                measure.function(*(network, groups)[: 2 if measure.needs == "groups" else 1])
    assert recorder.buffer == []
    assert _signatures() == before


def test_that_people_wait_is_said_once_and_only_if_they_do() -> None:
    said: list[str] = []
    warm(said.append)
    assert said == []
    with install_listener("numba:compile", _Announcer(said.append)):
        numba.njit(lambda number: number + 1)(1)
        numba.njit(lambda number: number + 2)(1)
    assert said == [SENTENCE]
