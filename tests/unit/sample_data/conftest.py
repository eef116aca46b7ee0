"""The sample place as its files have it, read without the loader."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assetmap.model import TABLES, columns_of, conform

SAMPLE = Path(__file__).parents[3] / "sample_data"


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    return {name: _read(name) for name in TABLES}


def _read(table: str) -> pd.DataFrame:
    texts = pd.read_csv(SAMPLE / f"{table}.csv", dtype="str", keep_default_na=False, na_values=[""])
    return conform(
        table,
        pd.DataFrame(
            {each.name: _values(texts[each.name], each.dtype) for each in columns_of(table)}
        ),
    )


def _values(texts: pd.Series[str], dtype: str) -> pd.Series:
    if dtype == "boolean":
        return texts.map({"yes": True, "no": False}).astype("boolean")
    if dtype == "Int64":
        return pd.to_numeric(texts).astype("Int64")
    if dtype == "float64":
        # pandas' own reading may miss by the last digit.
        return texts.map(float, na_action="ignore").astype("float64")
    if dtype == "datetime64[us]":
        return pd.to_datetime(texts, format="%Y-%m-%d")
    return texts
