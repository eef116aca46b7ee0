"""How many people are reached by where they live, to those who see it exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.flows.equity import Equity, equity
from assetmap.measures.flows.rates import count_interval
from assetmap.measures.flows.steps import steps_of
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot

__all__ = ["Equity", "count_interval", "reached_for"]


def reached_for(
    snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date], *, level: str = "ward"
) -> Equity | None:
    """Return how many people were referred for each thousand who live in an area.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told: a lead or an admin.
    span
        Days, half-open.
    level
        Of the areas; a ward or larger.

    Returns
    -------
    Equity or None
        As `measures.flows.equity.equity` says.

    Raises
    ------
    DataError
        If the role is below lead, or there is none of that name.
    """
    refuse_below_lead(snapshot, role, "Who is reached, by where they live,")
    start, end = span
    return equity(snapshot, steps_of(snapshot), start=start, end=end, level=level)
