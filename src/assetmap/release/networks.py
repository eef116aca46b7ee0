"""Every way to see a place as a network, who refers people to whom among them.

Views project networks through this module: it alone may read referrals, and hands on what the
snapshot that it is given holds, which for a role below lead is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetmap.model import PARTIES
from assetmap.network import (
    project_partnerships,
    project_shared_activities,
    tie_table,
)
from assetmap.network import project_whole_map as project_map
from assetmap.network.referrals import project_referrals, referral_ties

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.network import Network


@dataclass(frozen=True, slots=True)
class Projection:
    """One way to see a place as a network.

    Attributes
    ----------
    title
        What a screen calls it.
    sentence
        Who is tied to whom, in everyday words.
    project
        Makes the network.
    """

    title: str
    sentence: str
    project: Callable[[Snapshot], Network]


def ties_table(snapshot: Snapshot) -> pd.DataFrame:
    """List every tie between nodes with its kind, who referred people to whom among them.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    DataFrame
        As `network.ties_table` gives it; the weight of a tie `REFERRED_TO` is how many
        referrals there were.
    """
    return tie_table.ties_table(snapshot, further=referral_ties(snapshot))


def project_whole_map(
    snapshot: Snapshot,
    *,
    labels: Collection[str] = PARTIES,
    ties: Collection[str] | None = None,
) -> Network:
    """Return everything wanted and all that ties it, referrals among it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    labels, ties
        As `network.project_whole_map` takes them.
    """
    return project_map(snapshot, labels=labels, ties=ties, further=referral_ties(snapshot))


def project_chosen_referrals(
    snapshot: Snapshot, *, route: str = "", need_ids: Collection[str] | None = None
) -> Network:
    """Return who refers people to whom by one route, or about some of what matters.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    route
        Only referrals by this route; empty for all.
    need_ids
        Only referrals about one of these; None for all.
    """
    rows = snapshot.table("Referral")
    if route:
        rows = rows[rows["route"] == route]
    if need_ids is not None:
        rows = rows[rows["need_id"].isin(need_ids)]
    chosen = {**snapshot.rows, "Referral": rows.reset_index(drop=True)}
    return project_referrals(replace(snapshot, rows=chosen))


def routes_of_referrals(snapshot: Snapshot) -> frozenset[str]:
    """Return the routes by which anybody was referred."""
    return frozenset(snapshot.table("Referral")["route"].dropna())


PROJECTIONS: Final[dict[str, Projection]] = {
    "partnerships": Projection(
        "Partnerships",
        "An organisation is tied to those that it says it works with.",
        project_partnerships,
    ),
    "referrals": Projection(
        "Referrals", "A party is tied to those that it refers people to.", project_referrals
    ),
    "shared_activities": Projection(
        "Shared venues",
        "Organisations are tied when they run activities in the same building.",
        project_shared_activities,
    ),
    "whole_map": Projection(
        "Everything",
        "Whoever and whatever takes part is tied by every tie that is known.",
        project_whole_map,
    ),
}
"""Ways to see a place as a network, by name."""
