"""A partner's own referrals, by sector, month and theme, under the rule for roles below lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import DataError
from assetmap.measures.flows.steps import steps_of
from assetmap.release.partner_grid import RECEIVED, SENT, partner_grids
from assetmap.release.spans import is_exact, whole_months

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot
    from assetmap.release.flows import Document

__all__ = ["RECEIVED", "SENT", "partner_flows"]


def partner_flows(
    snapshot: Snapshot,
    organisation_id: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> Document:
    """Return the referrals to one organisation and from it, as a partner is told them.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    organisation_id
        Whose; its activities, link workers and champions are part of it, and referrals between
        them are left out.
    start, end
        As `flows_for` takes them of a partner.

    Returns
    -------
    dict
        from and to; received and sent, each as `PartnerGrid.told` says. Numbers that are hidden
        are None, as `suppression` says; and so is one that would be hidden if it were that of all
        others of the organisation's sector: the sector's is told to all, and what is left over is
        theirs.

    Raises
    ------
    DataError
        If there is no such organisation, or the span is not whole months.
    """
    is_exact(snapshot, "partner")
    if organisation_id not in set(snapshot.table("Organisation")["id"]):
        msg = f"There is no organisation {organisation_id!r}."
        raise DataError(msg)
    months = whole_months(snapshot, start, end)
    if months is None or not len(steps_of(snapshot)):
        return {"from": None, "to": None, RECEIVED: {}, SENT: {}}
    grids = partner_grids(snapshot, organisation_id)
    return {**months.as_json(), **{each: grid.told(months) for each, grid in grids.items()}}
