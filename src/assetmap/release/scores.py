"""How people's scores changed from before to after, to those who see it exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.flows.outcomes import LOWER_IS_BETTER, outcomes, regression_words
from assetmap.measures.flows.steps import steps_of
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.model import Snapshot

__all__ = ["LOWER_IS_BETTER", "regression_words", "scores_for"]


def scores_for(snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Return how scores of those who started in a span changed, by scale.

    Parameters
    ----------
    snapshot
        The place with all its journeys and scores.
    role
        Who is told: a lead or an admin.
    span
        Days, half-open; of the day on which a journey started.

    Returns
    -------
    DataFrame
        As `measures.flows.outcomes.outcomes` says.

    Raises
    ------
    DataError
        If the role is below lead, or there is none of that name.
    """
    refuse_below_lead(snapshot, role, "How far scores changed")
    start, end = span
    return outcomes(snapshot, steps_of(snapshot), start=start, end=end)
