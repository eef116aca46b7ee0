"""Small places with journeys, for tests of flows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from assetmap.model import Snapshot, conform


def place_of(rows: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Snapshot:
    """Return a place with such referrals and other rows, made on 1 January 2026 unless said."""
    usual = {"made_on": "2026-01-01", "status": "accepted", "route": "professional"}
    given = [usual | row for row in rows]
    known = {"Referral": given} | tables
    return Snapshot(rows={name: conform(name, pd.DataFrame(each)) for name, each in known.items()})


def step(episode: str, source: str | None, target: str, **more: Any) -> dict[str, Any]:
    """Return a referral."""
    return {"episode_id": episode, "source_id": source, "target_id": target} | more


def random_place(seed: int, n_steps: int = 300) -> Snapshot:
    """Return a place with random journeys: ties, open ones, days in any order."""
    random = np.random.default_rng(seed)
    first = pd.Timestamp("2025-01-01")
    rows = []
    for _ in range(n_steps):
        made = int(random.integers(0, 400))
        row = step(f"e{random.integers(0, n_steps // 2)}", None, f"p{random.integers(0, 6)}")
        if random.random() < 0.7:
            row["source_id"] = f"s{random.integers(0, 4)}"
        for name, share in (("accepted", 0.7), ("seen", 0.6), ("started", 0.4), ("closed", 0.5)):
            if random.random() < share:
                row[f"{name}_on"] = first + pd.Timedelta(days=made + int(random.integers(0, 40)))
        row["made_on"] = first + pd.Timedelta(days=made)
        row["status"] = str(random.choice(["accepted", "completed", "cancelled", "rejected"]))
        rows.append(row)
    return place_of(rows)
