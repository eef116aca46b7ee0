"""Where people wait, fall out or are led round, as a lead is told it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.measures.flows.detours import detour_counts, detours
from assetmap.measures.flows.funnel import funnel, funnel_by, largest_loss, largest_losses
from assetmap.measures.flows.groupings import journey_groups
from assetmap.measures.flows.silence import silent_practices, unused_activities
from assetmap.measures.flows.steps import STAGES, steps_of
from assetmap.measures.flows.waits import Wait, Waits, waits, waits_by
from assetmap.measures.memory import once
from assetmap.release.within import looked_at, needs_lead

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.measures.flows.detours import Detours
    from assetmap.model import Snapshot
    from assetmap.release.within import Within

GROUPINGS: Final = ("source_sector", "target", "need", "area", "age_band", "quintile")
"""By what a funnel is told apart on a screen."""


def funnel_told(snapshot: Snapshot, within: Within) -> pd.DataFrame:
    """Return how many journeys reach each stage, as `measures.flows.funnel.funnel`.

    Parameters
    ----------
    snapshot
        The place with all its journeys, as a lead or an admin sees it.
    within
        What is looked at; journeys by the day on which they were made.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    journeys = looked_at(snapshot, within).journeys
    return funnel(journeys, start=within.start, end=within.end)


def funnels_told(snapshot: Snapshot, within: Within, by: str) -> pd.DataFrame:
    """Return how many journeys of each group reach each stage, as `funnel_by`.

    Parameters
    ----------
    snapshot, within
        As of `funnel_told`.
    by
        One of `GROUPINGS`.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    looked = looked_at(snapshot, within)
    if by == "target":
        journeys, groups = looked.by_receiver
    else:
        journeys, groups = journey_groups(snapshot, looked.steps, by, looked.journeys)
    return funnel_by(journeys, groups, start=within.start, end=within.end)


def waits_told(snapshot: Snapshot, within: Within, stages: tuple[str, str]) -> Waits:
    """Return how long journeys waited between two stages, with the whole curve.

    Parameters
    ----------
    snapshot
        As of `funnel_told`.
    within
        What is looked at; journeys that reached the first stage in its days, as they stood at
        its end.
    stages
        The first and the second stage.

    Raises
    ------
    DataError
        If this reader may not see single journeys, or there are no such stages in this order.
    """
    wait = Wait(*stages, start=within.start, end=within.end)
    return waits(looked_at(snapshot, within).journeys, wait)


def receiver_waits_told(
    snapshot: Snapshot, within: Within, stages: tuple[str, str], standard_days: float
) -> pd.DataFrame:
    """Return how long the journeys of each receiver waited, as `measures.flows.waits.waits_by`.

    Parameters
    ----------
    snapshot, within, stages
        As of `waits_told`.
    standard_days
        Within how many days people should reach the second stage.

    Raises
    ------
    DataError
        As of `waits_told`.
    """
    journeys, groups = looked_at(snapshot, within).by_receiver
    wait = Wait(*stages, start=within.start, end=within.end)
    return waits_by(journeys, groups, wait, standard_days=standard_days)


@dataclass(frozen=True, eq=False)
class DetoursTold:
    """What leads people round, and where paths end before they begin.

    Attributes
    ----------
    counts
        As `measures.flows.detours.detour_counts` gives them.
    silent, unused
        Practices that refer to nobody, and activities that nobody refers to, each with last_on.
    """

    counts: pd.DataFrame
    silent: pd.DataFrame
    unused: pd.DataFrame


def detours_told(snapshot: Snapshot, within: Within) -> DetoursTold:
    """Return the detours and dead ends of a span, of the whole place.

    Parameters
    ----------
    snapshot
        As of `funnel_told`, with the parties that have left.
    within
        Of which days; need and area are not looked at.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    needs_lead(snapshot)
    steps = steps_of(snapshot)
    start, end = within.start, within.end
    return DetoursTold(
        detour_counts(_detours(snapshot), steps, start=start, end=end),
        silent_practices(snapshot, steps, start=start, end=end),
        unused_activities(snapshot, steps, start=start, end=end),
    )


@once
def _detours(snapshot: Snapshot) -> Detours:
    return detours(snapshot, steps_of(snapshot))


__all__ = [
    "GROUPINGS",
    "STAGES",
    "DetoursTold",
    "Waits",
    "detours_told",
    "funnel_told",
    "funnels_told",
    "largest_loss",
    "largest_losses",
    "receiver_waits_told",
    "waits_told",
]
