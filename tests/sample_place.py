"""The sample place as its files have it, read without the loader."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from assetmap.model import TABLES, Snapshot, columns_of, conform

SAMPLE: Final = Path(__file__).parents[1] / "sample_data"


def sample_tables() -> dict[str, pd.DataFrame]:
    """Return every table of the sample place."""
    return {name: _read(name) for name in TABLES}


def sample_snapshot() -> Snapshot:
    """Return the sample place as a store would give it to its owner."""
    return Snapshot(store_id="sample", revision=1, rows=sample_tables())


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
