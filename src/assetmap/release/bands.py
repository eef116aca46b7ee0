"""Where people go, by stage and by sector, and what is known of one band of such a picture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.flows.concentration import Concentration, concentration
from assetmap.measures.flows.funnel import funnel
from assetmap.measures.flows.groupings import Groups, step_groups
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.pairs import counts_by
from assetmap.measures.flows.stages import KINDS, furthest, made_within, stage_flow
from assetmap.measures.flows.steps import NEVER, STAGES
from assetmap.measures.flows.trends import monthly_series
from assetmap.measures.flows.waits import Wait, Waits, waits
from assetmap.release.within import Looked, looked_at

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.release.within import Within

ON, LOST, OPEN = KINDS
N_LARGEST: Final = 3
"""Of how many receivers the share is told together."""


@dataclass(frozen=True, eq=False)
class BandTold:
    """What is known of those who went one way.

    Attributes
    ----------
    funnel
        How far they came, as `measures.flows.funnel.funnel` gives it.
    waits
        How long they waited.
    months
        How many, by month, such as "2026-04".
    reasons
        Of those whose journey ended, how many by reason.
    """

    funnel: pd.DataFrame
    waits: Waits
    months: dict[str, int]
    reasons: dict[str, int] = field(default_factory=dict)


def stages_told(snapshot: Snapshot, within: Within) -> pd.DataFrame:
    """Return what became of journeys at each stage, as `measures.flows.stages.stage_flow`.

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
    steps = looked_at(snapshot, within).steps
    return stage_flow(steps, start=within.start, end=within.end)


def sectors_told(snapshot: Snapshot, within: Within) -> pd.DataFrame:
    """Return how many referrals went from sector to sector.

    Parameters
    ----------
    snapshot
        The place with all its journeys, as a lead or an admin sees it.
    within
        What is looked at; referrals by the day on which they were made.

    Returns
    -------
    DataFrame
        A row for each pair between which there was one: source_sector, "self" for people who
        came by themselves; target_sector; n.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    steps = looked_at(snapshot, within).steps
    wanted = steps.made_within(within.start, within.end)
    ends = ("source_sector", "target_sector")
    return counts_by({end: step_groups(snapshot, steps, end).taken(wanted) for end in ends})


def receivers_told(snapshot: Snapshot, within: Within) -> tuple[Concentration, list[str]]:
    """Return how far referrals gather at a few, and the ids of those who receive most.

    Parameters
    ----------
    snapshot, within
        As of `sectors_told`.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    steps = looked_at(snapshot, within).steps
    wanted = steps.made_within(within.start, within.end)
    rows = counts_by({"id": Groups(steps.target, steps.parties).taken(wanted)})
    rows = rows.sort_values(["n", "id"], ascending=[False, True])
    return concentration(rows["n"], n_largest=N_LARGEST), rows["id"].head(N_LARGEST).tolist()


def stage_band(snapshot: Snapshot, within: Within, stage: str, kind: str) -> BandTold:
    """Return what is known of the journeys that came to a stage, and went on, ended or stayed.

    Parameters
    ----------
    snapshot, within
        As of `stages_told`.
    stage
        One of `STAGES` but the last.
    kind
        `ON`, `LOST` or `OPEN`.

    Returns
    -------
    BandTold
        Waits are those of all who came to the stage, until the next; months are those in which
        journeys of the band began.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    looked = looked_at(snapshot, within)
    number = STAGES.index(stage)
    journeys, last = looked.journeys, furthest(looked.journeys)
    is_over = journeys.closed != NEVER
    is_kind = {ON: last > number, LOST: (last == number) & is_over, OPEN: (last == number)}[kind]
    is_kind = is_kind & ~is_over if kind == OPEN else is_kind
    is_there = made_within(journeys, within.start, within.end)
    came = journeys.where(is_there & (last >= number))
    flow = stage_flow(looked.steps, start=within.start, end=within.end)
    ended = flow[(flow["stage"] == stage) & (flow["kind"] == LOST)]
    return BandTold(
        funnel=funnel(journeys.where(is_there & is_kind)),
        waits=waits(came, Wait(stage, STAGES[number + 1])),
        months=_months(looked, journeys.first[is_there & is_kind], within),
        reasons=dict(zip(ended["to"], ended["n"].tolist(), strict=True)) if kind == LOST else {},
    )


def sector_band(snapshot: Snapshot, within: Within, source: str, target: str) -> BandTold:
    """Return what is known of the referrals from one sector to another.

    Parameters
    ----------
    snapshot, within
        As of `sectors_told`.
    source, target
        Sectors, the source "self" for people who came by themselves.

    Returns
    -------
    BandTold
        Journeys as far as those referrals tell; waits are from made to seen; months count
        referrals.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    looked = looked_at(snapshot, within)
    steps = looked.steps
    wanted = steps.made_within(within.start, within.end)
    for by, name in (("source_sector", source), ("target_sector", target)):
        groups = step_groups(snapshot, steps, by)
        code = groups.names.index(name) if name in groups.names else len(groups.names)
        wanted &= groups.codes == code
    last_day = looked.journeys.last_day
    chosen = replace(journeys_of(steps.where(wanted)), last_day=last_day)
    return BandTold(funnel(chosen), waits(chosen), _months(looked, np.flatnonzero(wanted), within))


def _months(looked: Looked, index: NDArray[np.int64], within: Within) -> dict[str, int]:
    """Count the steps with these numbers in every month that is looked at."""
    is_there = np.zeros(len(looked.steps), dtype=np.bool_)
    is_there[index] = True
    steps = looked.steps.where(is_there)
    one = Groups(np.zeros(len(steps), np.int32), ("all",))
    series = monthly_series(steps, one, start=within.start, end=within.end)
    return {str(month): int(n) for month, n in series.sum().items()}
