"""Small places with referrals, made from how many there are in each month between sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

ORGANISATIONS = {"practice": "primary_care", "choir": "vcse", "band": "vcse", "library": "council"}


def referral(number: int, source: str | None, target: str, **cells: Any) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "episode_id": f"e{number}",
        "route": "self" if source is None else "professional",
        "source_id": source,
        "target_id": target,
        "made_on": "2025-01-10",
        "status": "requested",
        **cells,
    }


def place(
    counts: Mapping[tuple[str | None, str, str], int], **tables: list[dict[str, Any]]
) -> Snapshot:
    """Return a place with referrals by source, target and month, on that month's second day."""
    kinds = [kind for kind, n in counts.items() for _ in range(n)]
    rows = [
        referral(number, source, target, made_on=f"{month}-02")
        for number, (source, target, month) in enumerate(kinds)
    ]
    organisations = [
        {"id": id_, "name": id_, "sector": sector} for id_, sector in ORGANISATIONS.items()
    ]
    given = {"Organisation": organisations, "Referral": rows, **tables}
    return Snapshot(
        store_id="small",
        rows={name: conform(name, pd.DataFrame(cells)) for name, cells in given.items() if cells},
    )
