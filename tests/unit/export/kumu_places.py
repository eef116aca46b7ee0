"""Places that go to Kumu and come back, without a store between."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from assetmap.ingest.reading import read_rows
from assetmap.ingest.sources import gather_sources
from assetmap.model import Changes, Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assetmap.ingest.reading import Reading

ON = dt.date(2026, 5, 1)


def read_beside(path: Path, snapshot: Snapshot) -> Reading:
    """Return what a file gives beside a place."""
    return read_rows(gather_sources([path], snapshot=snapshot), snapshot, today=ON)


def place_of(path: Path) -> Snapshot:
    """Return the place that a file makes of nothing, every row of it taken."""
    reading = read_beside(path, Snapshot())
    assert reading.rejected.to_dict("records") == []
    return Snapshot().advanced(reading.accepted)


def place(tables: Mapping[str, Sequence[Mapping[str, object]]]) -> Snapshot:
    """Return a place that holds these rows."""

    rows = {name: conform(name, pd.DataFrame(list(given))) for name, given in tables.items()}
    return Snapshot().advanced(Changes({name: each for name, each in rows.items() if len(each)}))


def compared(snapshot: Snapshot, table: str, *but: str) -> pd.DataFrame:
    """Return a table by id, without our own book-keeping and the columns `but`."""
    rows = snapshot.table(table).set_index("id").sort_index()
    own = [name for name in rows.columns if str(name).startswith("x_")]
    return rows.drop(columns=["provenance", "recorded_on", *own, *but])
