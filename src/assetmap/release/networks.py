"""Every way to see a place as a network, who refers people to whom among them.

Views project networks through this module: it alone may read referrals, and hands on what the
snapshot that it is given holds, which for a role below lead is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.model import PARTIES
from assetmap.network import (
    project_partnerships,
    project_shared_activities,
    tie_table,
)
from assetmap.network import project_whole_map as project_map
from assetmap.network.referrals import project_referrals, referral_ties
from assetmap.release.roles import READERS, ROLES, SEEN, is_seen

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
    rests_on
        The tables that its ties come from: whoever sees none of them sees none of its ties.
        Empty where there are some ties that everybody sees.
    """

    title: str
    sentence: str
    project: Callable[[Snapshot], Network]
    rests_on: tuple[str, ...] = ()


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
        ("PARTNERS_WITH", "TIED_TO"),
    ),
    "referrals": Projection(
        "Referrals",
        "A party is tied to those that it refers people to.",
        project_referrals,
        ("Referral",),
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

_NOT_FOR_ALL: Final = {
    "partnerships": "PARTNERS_WITH",
    "referrals": "Referral",
    "workshops": "Workshop",
    "assets": "Asset",
    "link workers": "LinkWorker",
    "champions": "Champion",
}
"""What is on the whole map and not everybody sees, each with its table."""


def refuse_unseen(snapshot: Snapshot, projection: str) -> None:
    """Refuse to tell numbers of ties that the reader never sees: they would be noughts, and false.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        A name in `PROJECTIONS`.

    Raises
    ------
    DataError
        If the role of `snapshot` sees none of these ties, whether there are any or not. A copy
        for that role into which such ties were put later is not refused.
    """
    tables = PROJECTIONS[projection].rests_on
    if not tables or any(len(snapshot.table(each)) for each in tables):
        return
    seeing = [role for role in ROLES if any(is_seen(role, each) for each in tables)]
    if snapshot.role not in seeing:
        msg = (
            f"What {READERS[snapshot.role]} sees holds no {projection}, so that nothing is told "
            f"of them; roles that see them: {', '.join(seeing)}."
        )
        raise DataError(msg)


def unseen_sentence(snapshot: Snapshot, projection: str) -> str:
    """Return what of a network the reader does not see, as a sentence; empty if that is nothing.

    Parameters
    ----------
    snapshot, projection
        As for `refuse_unseen`.
    """
    role = snapshot.role
    if projection != "whole_map" or role not in SEEN:
        return ""
    hidden = [
        words
        for words, table in _NOT_FOR_ALL.items()
        if not is_seen(role, table) and snapshot.table(table).empty
    ]
    if any(
        SEEN[role][each].only_where for each in ("LinkWorker", "Champion") if each in SEEN[role]
    ):
        hidden.append("link workers and champions without consent")
    if not hidden:
        return ""
    return f"Of these {READERS[role]} sees nothing, and no number counts them: {', '.join(hidden)}."
