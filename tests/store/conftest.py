"""The engines that the contract's tests run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.neo4j_server import Server

import assetmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assetmap.store import Store

__all__ = ["ENGINES", "Server"]

ENGINES = (pytest.param("sqlite"), pytest.param("neo4j", marks=pytest.mark.neo4j))


@pytest.fixture(params=ENGINES)
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Open one and the same place, empty at first, once more at each call."""
    if request.param == "neo4j":
        address = request.getfixturevalue("neo4j_address")
    else:
        address = str(tmp_path / "place.db")
    opened: list[Store] = []

    def open_again() -> Store:
        opened.append(assetmap.open(address))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: Callable[[], Store]) -> Store:
    return store_factory()
