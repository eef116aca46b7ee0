"""Small places for tests of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Callable


def place_of(**tables: list[dict[str, Any]]) -> Snapshot:
    """Return a snapshot of the rows given by table."""
    return Snapshot(rows={name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()})


@pytest.fixture
def place() -> Callable[..., Snapshot]:
    """Make a snapshot of the rows given by table."""
    return place_of
