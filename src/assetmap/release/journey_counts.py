"""How many journeys of people there are, when they were, and what they were about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.steps import NEVER, NOBODY, day_of, number_of, steps_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

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
    steps = steps_of(snapshot)
    if not len(steps):
        return None
    journeys = kept_journeys(steps)
    n_by_route = np.bincount(steps.route[journeys.first] + 1, minlength=len(steps.routes) + 1)
    return JourneyCounts(
        n_steps=len(steps),
        n_journeys=len(journeys),
        n_seen=int((journeys.seen != NEVER).sum()),
        n_completed=int((journeys.completed != NEVER).sum()),
        by_route={
            name: n for name, n in zip(steps.routes, n_by_route[1:].tolist(), strict=True) if n
        },
        first=day_of(int(steps.made.min())),
        last=day_of(int(steps.made.max())),
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
    days = snapshot.table("Referral")["made_on"]
    if snapshot.day is not None:
        days = days[days <= pd.Timestamp(snapshot.day)]
    if days.empty:
        return None
    last = days.max()
    first = last - pd.DateOffset(months=12)
    steps = steps_of(snapshot)
    is_lately = (steps.made > number_of(first.date())) & (steps.made <= number_of(last.date()))
    if not is_lately.any():
        return None
    ward_of = {code: next(iter(wards)) for code, wards in wards_of.items() if len(wards) == 1}
    wards, needs = sorted(set(ward_of.values())), sorted({*branch, *chain(*branch.values())})
    ward = _numbers(steps.areas, {code: (name,) for code, name in ward_of.items()}, wards)[0]
    around = _numbers(steps.needs, branch, needs)
    told = np.flatnonzero(
        is_lately & (ward[steps.area] != NOBODY) & (around[0][steps.need] != NOBODY)
    )
    place = steps.episode[told].astype(np.int64) * len(wards) + ward[steps.area[told]]
    pairs, _ = distinct(place, steps.n_episodes * len(wards))
    totals = np.bincount(pairs % max(len(wards), 1), minlength=len(wards))
    about = np.concatenate([place * len(needs) + each[steps.need[told]] for each in around])
    is_about = np.concatenate([each[steps.need[told]] != NOBODY for each in around])
    about, _ = distinct(about[is_about], steps.n_episodes * len(wards) * len(needs))
    themes, n_each = distinct(about % max(len(wards) * len(needs), 1), len(wards) * len(needs))
    direct = {
        steps.needs[code] for code in np.unique(steps.need[is_lately]).tolist() if code != NOBODY
    }
    by_theme = zip(themes.tolist(), n_each.tolist(), strict=True)
    return Asked(
        last=day_of(int(steps.made[is_lately].max())),
        journeys={
            (wards[theme // len(needs)], needs[theme % len(needs)]): n
            for theme, n in by_theme
            if needs[theme % len(needs)] in direct
        },
        totals=Counter({wards[number]: n for number, n in enumerate(totals.tolist()) if n}),
    )


def _numbers(
    names: Sequence[str], others_of: Mapping[str, Sequence[str]], others: Sequence[str]
) -> NDArray[np.int64]:
    """Return for each name a column of the numbers of its others, and one of `NOBODY` at last."""
    number_of = {other: number for number, other in enumerate(others)}
    depth = max((len(others_of.get(name, ())) for name in names), default=0)
    found = np.full((max(depth, 1), len(names) + 1), NOBODY, dtype=np.int64)
    for code, name in enumerate(names):
        for row, other in enumerate(others_of.get(name, ())):
            found[row, code] = number_of[other]
    return found


def days_of_steps(snapshot: Snapshot) -> pd.Series[pd.Timestamp]:
    """Return every day on which a step of a journey was made, seen, started or closed."""
    rows = snapshot.table("Referral")
    days: pd.Series[pd.Timestamp] = pd.concat([rows[column] for column in _DAYS])
    return days
