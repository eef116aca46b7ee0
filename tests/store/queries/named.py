"""What each query of `graph_schema/queries/` is asked of the sample place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assetmap.model import Snapshot

ON = dt.date(2026, 6, 30)
SPAN = {"from_on": dt.date(2025, 7, 1), "to_on": dt.date(2026, 7, 1)}
LINKS = "Kettlewick Community Links"


def id_of(snapshot: Snapshot, table: str, name: str) -> str:
    """Return the id of the only row of `table` that is called `name`."""
    rows = snapshot.table(table)
    (found,) = rows[rows["name"] == name]["id"]
    return str(found)


def asked(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Return the parameters of every named query, by its name."""
    organisation_id = id_of(snapshot, "Organisation", LINKS)
    workshops = snapshot.table("Workshop").sort_values("held_on")
    return {
        "activities_near": {
            "latitude": 54.94,
            "longitude": 1.3,
            "within_m": 3000,
            "need_id": id_of(snapshot, "Need", "Company and belonging"),
            "on": ON,
        },
        "area_strengths": {"level": "ward", "on": ON},
        "called": {"words": "community LINKS"},
        "closure_losses": {"organisation_id": organisation_id, "on": ON},
        "ego_network": {"party_id": organisation_id, "on": ON, **SPAN},
        "gaps": {"level": "ward", "on": ON, "at_most": 3, **SPAN},
        "missing_from_workshop": {"workshop_id": workshops["id"].iloc[-2], "on": ON},
        "path_between": {
            "from_id": organisation_id,
            "to_id": id_of(snapshot, "Organisation", "Quarry Top Surgery, Pellowby"),
            "on": ON,
            "at_most": 100,
        },
        "referral_counts": dict(SPAN),
        "shared_partners": {"organisation_id": organisation_id, "on": ON},
    }
