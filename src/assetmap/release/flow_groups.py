"""Referrals month by month in groups, whether they grow, and how far they gather at a few."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assetmap.measures.flows.concentration import concentration
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.trends import growth
from assetmap.release.within import looked_at

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.release.within import Within


def concentration_told(pairs: pd.DataFrame) -> dict[str, Any]:
    """Return how far referrals gather at a few who receive, for a lead.

    Parameters
    ----------
    pairs
        As `measures.flows.pairs.flow_counts` gives them.

    Returns
    -------
    dict
        As `measures.flows.concentration.Concentration`; None where a share is not defined.
    """
    found = asdict(concentration(pairs.groupby("target_id")["n"].sum()))
    return {name: None if math.isnan(value) else value for name, value in found.items()}


def groups_within(snapshot: Snapshot, within: Within, by: str) -> dict[str, Any]:
    """Return `groups_told` of what a screen looks at.

    Raises
    ------
    DataError
        If this reader may not see single journeys, or there is no such grouping.
    """
    steps = looked_at(snapshot, within).steps
    return groups_told(snapshot, steps, (within.start, within.end), by)


def groups_told(
    snapshot: Snapshot, steps: Steps, span: tuple[dt.date | None, dt.date | None], by: str
) -> dict[str, Any]:
    """Return the referrals of a span in groups, month by month, for a lead.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    steps
        Its steps.
    span
        Days, half-open, on which they were made; None is open.
    by
        One of `measures.flows.groupings.GROUPINGS`.

    Returns
    -------
    dict
        groups, by falling n, each with its id (None for what is in no group), n, months (how
        many in each), before, latest and growth; compared, the months that before and latest are
        sums of. Growth is latest over before less 1, None where nothing was before.

    Raises
    ------
    DataError
        If there is no such grouping.
    """
    start, end = span
    grown = growth(steps, step_groups(snapshot, steps, by), start=start, end=end)
    rows = [
        {
            "id": name,
            "n": int(months.sum()),
            "months": {month: int(n) for month, n in months.items()},
            "before": int(change["before"]),
            "latest": int(change["latest"]),
            "growth": None if math.isnan(change["growth"]) else float(change["growth"]),
        }
        for (name, months), (_, change) in zip(
            grown.series.iterrows(), grown.rows.iterrows(), strict=True
        )
    ]
    return {
        "groups": sorted(rows, key=lambda row: (-int(row["n"]), str(row["id"] or ""))),
        "compared": {"before": list(grown.before), "latest": list(grown.latest)},
    }
