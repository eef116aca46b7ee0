"""Small places for tests of flows, written as rows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YEAR = dt.date(2025, 1, 1), dt.date(2026, 1, 1)


def place(**tables: Sequence[Mapping[str, Any]]) -> Snapshot:
    """Return a place of the rows that are given by table; an id left out is made of the number."""
    return Snapshot(
        rows={
            name: conform(
                name,
                pd.DataFrame(
                    [{"id": f"{name}-{number}", **row} for number, row in enumerate(rows)]
                ),
            )
            for name, rows in tables.items()
        }
    )


def step(source: str, target: str, made: str = "2025-03-01", **more: Any) -> dict[str, Any]:
    """Return a row of Referral, of a journey of its own unless told; source "" came alone."""
    days = {name: pd.Timestamp(day) for name, day in more.items() if name.endswith("_on")}
    route = {"route": "professional" if source else "self", "source_id": source or None}
    own = {"episode_id": f"{source}>{target} {made}", "target_id": target, "status": "accepted"}
    return route | own | more | days | {"made_on": pd.Timestamp(made)}


def tie(from_id: str, to_id: str, **more: Any) -> dict[str, Any]:
    """Return a row of a tie."""
    return {"from_id": from_id, "to_id": to_id} | more
