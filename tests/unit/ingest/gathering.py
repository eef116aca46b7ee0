"""Files written by hand, and what they give beside a place, without a store between."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from assetmap.ingest.reading import read_rows
from assetmap.ingest.sources import gather_sources
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest.reading import Reading

ON = dt.date(2026, 11, 1)


def read(*paths: Path, beside: Snapshot | None = None) -> Reading:
    """Return what files give beside a place; read is always accepted and rejected together."""
    snapshot = beside or Snapshot()
    reading = read_rows(gather_sources(paths, snapshot=snapshot), snapshot, today=ON)
    assert reading.n_read == reading.n_accepted + reading.n_rejected
    rejected = reading.rejected[["file", "sheet", "line"]].drop_duplicates()
    assert len(rejected) == reading.n_rejected
    assert all(reason.endswith(".") for reason in reading.rejected["reason"])
    return reading


def after(*paths: Path, beside: Snapshot | None = None) -> Snapshot:
    """Return the place that files make, every row of them taken; twice changes nothing."""
    reading = read(*paths, beside=beside)
    assert reading.rejected.to_dict("records") == []
    made = (beside or Snapshot()).advanced(reading.accepted)
    again = read(*paths, beside=made)
    assert (again.n_created, again.n_updated, again.n_rejected) == (0, 0, 0)
    return made


def faults(reading: Reading) -> list[tuple[Any, ...]]:
    """Return where each fault is, and the value that it shows."""
    named = reading.rejected[["sheet", "line", "field", "value"]]
    return [tuple(row) for row in named.itertuples(index=False)]


def rows(snapshot: Snapshot, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table, gaps as empty texts."""
    cells = snapshot.table(table)[list(columns)].astype(object)
    return [tuple(row) for row in cells.where(cells.notna(), "").itertuples(index=False)]


def text_file(path: Path, text: str) -> Path:
    """Write a file of text, and return it."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def json_file(path: Path, value: Any) -> Path:
    """Write a document, and return it."""
    return text_file(path, json.dumps(value))
