"""The sample place as its files have it, read without the loader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sample_place import SAMPLE, sample_tables

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return sample_tables()
