"""The engines that the contract's tests run on; a new engine is one more line of `ENGINES`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import assetmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assetmap.store import Store


def _sqlite(folder: Path) -> str:
    return str(folder / "place.db")


ENGINES = {"sqlite": _sqlite}
"""What gives the address of a new, empty place, by engine."""


@pytest.fixture(params=sorted(ENGINES))
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Open one and the same place, empty at first, once more at each call."""
    address = ENGINES[request.param](tmp_path)
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
