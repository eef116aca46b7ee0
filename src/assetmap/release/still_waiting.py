"""People still waiting by area and what matters, as each role is told them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import day_of, steps_of
from assetmap.measures.flows.still_waiting import still_waiting
from assetmap.measures.gaps.told import CountsTold
from assetmap.measures.memory import once
from assetmap.release.area_counts import told_by_area
from assetmap.release.spans import holds_journeys, is_exact

if TYPE_CHECKING:
    from assetmap.model import Snapshot


@once
def waiting_told(snapshot: Snapshot, role: str) -> CountsTold | None:
    """Return how many people still wait, by ward or larger area and what matters.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told, one of `ROLES`.

    Returns
    -------
    CountsTold or None
        As `measures.flows.still_waiting`. A lead is told it of the day after the last that any
        journey tells of. Whoever is below is told it of the first day of that month alone, so
        that days cannot be subtracted: 0 as it is; from 1 to 7 not at all (NaN), and beside them
        the smallest of the others where these could be worked out from the sum of all; others
        to the nearest 5. None if there are no journeys, if they were taken out of the snapshot,
        or below lead if it is one of some day: another day's areas would be other ones.

    Raises
    ------
    DataError
        If there is no such role.
    """
    if not holds_journeys(snapshot):
        return None
    exact = is_exact(snapshot, role)
    steps = steps_of(snapshot)
    if not len(steps) or (snapshot.day is not None and not exact):
        return None
    journeys = kept_journeys(steps)
    # The reader's day comes before a slip of the pen that lies in the future.
    last = min(day_of(journeys.last_day), snapshot.day or dt.date.max)
    end = last + dt.timedelta(days=1)
    end = end if exact else end.replace(day=1)
    counts = still_waiting(snapshot, journeys, end)
    numbers = list(counts.values()) if exact else told_by_area(list(counts.values()))
    told = [float("nan") if n is None else float(n) for n in numbers]
    return CountsTold(dict(zip(counts, told, strict=True)), end, is_rounded=not exact)
