"""Referrals between organisations: counted with the organisation that a party belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.measures.flows.organisations import PARTS, organisation_of

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class OwnReferrals:
    """Referrals to one organisation and from it; those between its own parts are left out.

    Attributes
    ----------
    received, sent
        How many referrals by the other party and the organisation's own part.
    n_alone
        How many people came by themselves.
    first, last
        The days between which any referral of the place was made.
    """

    received: dict[tuple[str, str], int]
    sent: dict[tuple[str, str], int]
    n_alone: int
    first: dt.date
    last: dt.date


def own_referrals(snapshot: Snapshot, organisation_id: str) -> OwnReferrals | None:
    """Return the referrals to an organisation and from it; None if the place holds none.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Itself, its activities, its link workers and its champions are counted.
    """
    rows = snapshot.table("Referral")
    if rows.empty:
        return None
    first, last = rows["made_on"].min().date(), rows["made_on"].max().date()
    own = _parts_of(snapshot, organisation_id)
    rows = rows[rows["status"] != "entered-in-error"]
    is_source, is_target = rows["source_id"].isin(own), rows["target_id"].isin(own)
    came_alone = rows["source_id"].isna()
    return OwnReferrals(
        received=_lines(rows[is_target & ~is_source & ~came_alone], "source_id", "target_id"),
        sent=_lines(rows[is_source & ~is_target], "target_id", "source_id"),
        n_alone=int((is_target & came_alone).sum()),
        first=first,
        last=last,
    )


def journeys_between(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """Count the journeys of which a step goes from one organisation to another.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Counter
        By the organisations that refer and receive, in the order in which they first appear.
    """
    belongs = organisation_of(snapshot)
    rows = snapshot.table("Referral")
    rows = rows[rows["status"] != "entered-in-error"]
    ends = rows.assign(
        start=[belongs.get(id_, "") for id_ in rows["source_id"]],
        end=[belongs.get(id_, "") for id_ in rows["target_id"]],
    )
    ends = ends[(ends["start"] != "") & (ends["end"] != "") & (ends["start"] != ends["end"])]
    steps = ends[["start", "end", "episode_id"]].drop_duplicates()
    return Counter(zip(steps["start"].tolist(), steps["end"].tolist(), strict=True))


def referrals_received(snapshot: Snapshot) -> pd.Series[int]:
    """Return how many referrals from others reach an organisation or what belongs to it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Series
        By organisation; those that nobody refers to are left out.
    """
    rows = snapshot.table("Referral")
    rows = rows[(rows["status"] != "entered-in-error") & rows["source_id"].notna()]
    belongs = organisation_of(snapshot)
    source, target = rows["source_id"].map(belongs), rows["target_id"].map(belongs)
    reached = target[(source != target) & target.notna()]
    return reached.groupby(reached).size()


def referrers(snapshot: Snapshot) -> frozenset[str]:
    """Return every party of which any referral is recorded."""
    return frozenset(snapshot.table("Referral")["source_id"].dropna())


def _parts_of(snapshot: Snapshot, organisation_id: str) -> frozenset[str]:
    """Return an organisation, and its activities, link workers and champions."""
    ids = {organisation_id}
    for label in PARTS:
        rows = snapshot.table(label)
        ids |= set(rows[rows["organisation_id"] == organisation_id]["id"])
    return frozenset(ids)


def _lines(rows: pd.DataFrame, other: str, own: str) -> dict[tuple[str, str], int]:
    """Count referrals by the other party and the organisation's own part."""
    return dict(Counter(zip(rows[other].tolist(), rows[own].tolist(), strict=True)))
