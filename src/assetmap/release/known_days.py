"""On which days the referrals of a place were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.flows.steps import steps_of
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


def days_known(snapshot: Snapshot, role: str) -> tuple[dt.date, dt.date] | None:
    """Return the first day on which a referral was made, and the day after the last.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told: a lead or an admin.

    Returns
    -------
    tuple or None
        None where there are no referrals.

    Raises
    ------
    DataError
        If the role is below lead, or there is none of that name.
    """
    refuse_below_lead(snapshot, role, "On which days referrals were made")
    return steps_of(snapshot).span()
