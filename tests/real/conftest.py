"""Trafford, loaded once for all tests that look at it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.real.trafford import load_trafford

from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class Trafford:
    """A store that holds Trafford, what each load said, and what is in it."""

    path: Path
    loadings: Mapping[str, Loading]
    snapshot: Snapshot


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of public data that `ASSETMAP_REAL_DATA` names."""
    return Path(os.environ["ASSETMAP_REAL_DATA"])


@pytest.fixture(scope="session")
def trafford_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Trafford:
    """Return a store with Trafford in it."""
    path = tmp_path_factory.mktemp("trafford") / "trafford.db"
    loadings = load_trafford(path, real_data)
    store = open_store(path, must_exist=True)
    snapshot = store.snapshot()
    store.close()
    return Trafford(path, loadings, snapshot)
