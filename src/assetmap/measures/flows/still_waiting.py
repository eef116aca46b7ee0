"""Who was referred and still waits, by area and what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.steps import number_of, steps_of

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.flows.journeys import Journeys
    from assetmap.model import Snapshot


def still_waiting(
    snapshot: Snapshot, journeys: Journeys, end: dt.date
) -> dict[tuple[str, str], int]:
    """Count the people who wait on one day, by area and what matters.

    Parameters
    ----------
    snapshot
        A place.
    journeys
        All of its journeys.
    end
        The first day of which nothing is looked at: what happened later is as if it had not.

    Returns
    -------
    dict
        Journeys by ward or larger area, and what matters, of their first step, in order; cells
        of 0 are left out.

    Notes
    -----
    A journey waits that was made in the twelve months before `end`, and in which by then nobody
    was seen, nothing was started or completed, and a step is open. Made earlier, it counts as
    forgotten in the records, and not as waiting. One without an area (of a ward or larger), or
    without anything that matters, is in no cell. Takes time in the number of steps.

    Examples
    --------
    >>> import datetime as dt
    >>> from assetmap.model import Snapshot
    >>> from assetmap.measures.flows.journeys import journeys_of
    >>> still_waiting(Snapshot(), journeys_of(steps_of(Snapshot())), dt.date(2026, 1, 1))
    {}
    """
    steps = steps_of(snapshot)
    first = (pd.Timestamp(end) - pd.DateOffset(months=12)).date()
    until = number_of(end)
    reached = (journeys.seen, journeys.started, journeys.completed, journeys.closed)
    waits = (journeys.made >= number_of(first)) & (journeys.made < until)
    waits &= np.minimum.reduce(reached) >= until
    area, need = (
        step_groups(snapshot, steps, by).taken(journeys.first[waits]) for by in ("area", "need")
    )
    told = (area.codes >= 0) & (need.codes >= 0)
    keys = area.codes[told].astype(np.int64) * max(len(need.names), 1) + need.codes[told]
    cells, n = np.unique(keys, return_counts=True)
    found = {
        (area.names[cell // len(need.names)], need.names[cell % len(need.names)]): count
        for cell, count in zip(cells.tolist(), n.tolist(), strict=True)
    }
    return dict(sorted(found.items()))
