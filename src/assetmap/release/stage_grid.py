"""The fixed grid of journeys: by the month in which they began, how many reached each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.stages import furthest
from assetmap.measures.flows.steps import STAGES, day_of, steps_of
from assetmap.measures.memory import once
from assetmap.release.grid import Grid, grid_of_stages
from assetmap.release.spans import month_of

if TYPE_CHECKING:
    from assetmap.model import Snapshot


@once
def stage_grid(snapshot: Snapshot) -> Grid:
    """Return the grid of journeys of a place, a column for each of `STAGES`.

    Parameters
    ----------
    snapshot
        The place with all its journeys.

    Returns
    -------
    Grid
        Worked out once for a snapshot, and shared. A journey is in the month in which it was
        made, and has reached a stage if it reached that or a later one, on whatever day.
    """
    journeys = kept_journeys(steps_of(snapshot))
    if not len(journeys):
        return grid_of_stages(0, np.zeros((0, len(STAGES)), dtype=np.int64))
    days, number_of = np.unique(journeys.made, return_inverse=True)
    months = np.array([month_of(day_of(int(day))) for day in days], dtype=np.int64)
    first = int(months[0])
    reached = np.zeros((int(months[-1]) - first + 1, len(STAGES)), dtype=np.int64)
    np.add.at(reached, (months[number_of] - first, furthest(journeys)), 1)
    return grid_of_stages(first, reached[:, ::-1].cumsum(axis=1)[:, ::-1])
