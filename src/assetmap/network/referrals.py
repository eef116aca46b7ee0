"""Who refers people to whom, as networks and ties: only `release` reads this module.

How often one party referred people to another is personal data. An import rule keeps views and
exports away from here: they take such networks from `release.networks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.model import LABELS, column_of
from assetmap.network.projections import project_ties
from assetmap.network.tie_table import REFERRED_TO, ties_of

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot
    from assetmap.network.network import Network

_ERROR: Final = "entered-in-error"


def project_referrals(
    snapshot: Snapshot, *, from_on: dt.date | None = None, to_on: dt.date | None = None
) -> Network:
    """Return who refers people to whom.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    from_on
        First day on which a counted referral was made; None counts from the first of all.
    to_on
        First day no longer counted; None counts to the last of all.

    Returns
    -------
    Network
        Directed; every party that may refer or be referred to is a node. A tie's weight is the
        number of referrals, whatever became of them; those entered in error never were. People
        who came by themselves are no tie: `n_self_referrals` counts them.
    """
    referrals = _referrals_of_span(snapshot, from_on, to_on).dropna(subset=["source_id"])
    counts = referrals.groupby(["source_id", "target_id"], as_index=False).size()
    ties = counts.set_axis(["from_id", "to_id", "weight"], axis=1)
    ends = {*column_of("Referral", "source_id").to, *column_of("Referral", "target_id").to}
    nodes = [id_ for label in LABELS if label in ends for id_ in snapshot.table(label)["id"]]
    return project_ties(ties, nodes, directed=True)


def n_self_referrals(
    snapshot: Snapshot, *, from_on: dt.date | None = None, to_on: dt.date | None = None
) -> int:
    """Return how many people came by themselves, over the days that `project_referrals` counts."""
    return int(_referrals_of_span(snapshot, from_on, to_on)["source_id"].isna().sum())


def referral_ties(snapshot: Snapshot) -> pd.DataFrame:
    """List who referred somebody to whom, a row a referral, as `ties_table` takes it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    DataFrame
        Columns kind (`REFERRED_TO`), from_id, to_id and weight; referrals entered in error, and
        people who came by themselves, are left out.
    """
    rows = _referrals_of_span(snapshot, None, None)
    return ties_of(REFERRED_TO, rows["source_id"], rows["target_id"])


def _referrals_of_span(
    snapshot: Snapshot, from_on: dt.date | None, to_on: dt.date | None
) -> pd.DataFrame:
    rows = snapshot.table("Referral")
    counted = rows["status"] != _ERROR
    if from_on is not None:
        counted &= rows["made_on"] >= pd.Timestamp(from_on)
    if to_on is not None:
        counted &= rows["made_on"] < pd.Timestamp(to_on)
    return rows[counted]
