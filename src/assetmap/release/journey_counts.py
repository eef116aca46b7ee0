"""How many journeys of people there are, when they were, and what they were about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_ERROR: Final = "entered-in-error"
_DAYS: Final = ("made_on", "seen_on", "started_on", "closed_on")


@dataclass(frozen=True, slots=True)
class JourneyCounts:
    """How many journeys there are; steps entered in error never were.

    Attributes
    ----------
    n_steps, n_journeys
        Referrals, and the journeys that they are part of.
    n_seen, n_completed
        Journeys with a first conversation, and with a step completed.
    by_route
        Journeys by the route of their first step.
    first, last
        The days between which steps were made.
    """

    n_steps: int
    n_journeys: int
    n_seen: int
    n_completed: int
    by_route: Mapping[str, int]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Asked:
    """What journeys were about in the twelve months to the last of them.

    Attributes
    ----------
    last
        The last day on which a step was made.
    journeys
        How many, by ward and what mattered.
    totals
        How many in all, by ward.
    """

    last: dt.date
    journeys: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]


def has_journeys(snapshot: Snapshot) -> bool:
    """Tell whether a snapshot holds any step of a journey."""
    return snapshot.counts["Referral"] > 0


def journey_counts(snapshot: Snapshot) -> JourneyCounts | None:
    """Return how many journeys there are; None if there are none.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    """
    rows = snapshot.table("Referral")
    steps = rows[rows["status"] != _ERROR]
    if steps.empty:
        return None
    begun = steps.sort_values(["made_on", "id"], kind="stable").drop_duplicates("episode_id")
    routes = begun["route"].value_counts()
    return JourneyCounts(
        n_steps=len(steps),
        n_journeys=steps["episode_id"].nunique(),
        n_seen=steps[steps["seen_on"].notna()]["episode_id"].nunique(),
        n_completed=steps[steps["status"] == "completed"]["episode_id"].nunique(),
        by_route={str(route): int(n) for route, n in routes.items()},
        first=steps["made_on"].min().date(),
        last=steps["made_on"].max().date(),
    )


def journeys_asked(
    snapshot: Snapshot,
    branch: Mapping[str, tuple[str, ...]],
    wards_of: Mapping[str, frozenset[str]],
) -> Asked | None:
    """Count the journeys of the last year by ward and what mattered; None if there are none.

    Parameters
    ----------
    snapshot
        What this reader may see of the place; steps made after its day, if it has one, are not
        counted.
    branch
        By what matters, itself and all that it is part of: a journey counts for each.
    wards_of
        The wards that each area touches.

    Returns
    -------
    Asked
        One that names a larger area than a ward is left out, and so is a wider thing that no
        journey names itself.
    """
    rows = snapshot.table("Referral")
    if snapshot.day is not None:
        rows = rows[rows["made_on"] <= pd.Timestamp(snapshot.day)]
    if rows.empty:
        return None
    first = rows["made_on"].max() - pd.DateOffset(months=12)
    rows = rows[(rows["made_on"] > first) & (rows["status"] != _ERROR)]
    if rows.empty:
        return None
    ward_of = {code: next(iter(wards)) for code, wards in wards_of.items() if len(wards) == 1}
    asked = pd.DataFrame(
        {
            "episode_id": rows["episode_id"],
            "ward": rows["area_code"].map(ward_of),
            "need": rows["need_id"].map(branch),
        }
    ).dropna()
    each = asked.explode("need").drop_duplicates()
    direct = set(rows["need_id"].dropna())
    counts = Counter(zip(each["ward"], each["need"], strict=True))
    return Asked(
        last=rows["made_on"].max().date(),
        journeys={(ward, need): n for (ward, need), n in counts.items() if need in direct},
        totals=Counter(asked.drop_duplicates(["episode_id", "ward"])["ward"]),
    )


def days_of_steps(snapshot: Snapshot) -> pd.Series[pd.Timestamp]:
    """Return every day on which a step of a journey was made, seen, started or closed."""
    rows = snapshot.table("Referral")
    days: pd.Series[pd.Timestamp] = pd.concat([rows[column] for column in _DAYS])
    return days
