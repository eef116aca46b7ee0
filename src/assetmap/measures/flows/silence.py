"""Practices that refer to nobody, and activities that nobody refers to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.flows.steps import NOBODY, day_of, span_numbers
from assetmap.model.snapshot import holding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot


def silent_practices(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> pd.DataFrame:
    """Return the practices that refer to nobody in a span of days.

    Parameters
    ----------
    snapshot
        The place of the steps.
    steps
        All its steps.
    start, end
        No step was made on `start` or later, and before `end`; None is open.

    Returns
    -------
    DataFrame
        By id: id; last_on, the day of its last step before, None if there was none.

    Notes
    -----
    Practices are the organisations of primary care with patients on their list; where no
    organisation says how many patients it has, all of primary care. Those count that are there
    on the last day of the span, and are not said to be closed.
    """
    rows = _present(snapshot, steps, "Organisation", end)
    rows = rows[rows["sector"] == "primary_care"]
    has_patients = rows["n_patients"].fillna(0) > 0
    ids = rows.loc[has_patients if has_patients.any() else has_patients.index, "id"]
    return _silent(sorted(ids), steps, steps.source, (start, end))


def unused_activities(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> pd.DataFrame:
    """Return the activities that nobody refers to in a span of days.

    Parameters
    ----------
    snapshot, steps, start, end
        As of `silent_practices`.

    Returns
    -------
    DataFrame
        By id: id; last_on, the day of the last step to it before, None if there was none.

    Notes
    -----
    Those count that are there on the last day of the span, and are not said to be closed.
    People who came by themselves were referred by nobody: their steps do not count.
    """
    rows = _present(snapshot, steps, "Activity", end)
    referred = steps.where(steps.source != NOBODY)
    return _silent(sorted(rows["id"]), referred, referred.target, (start, end))


def _present(snapshot: Snapshot, steps: Steps, label: str, end: dt.date | None) -> pd.DataFrame:
    span = steps.span()
    after = end or (span[1] if span else None)
    day = None if after is None else after - dt.timedelta(days=1)
    rows = holding(snapshot.table(label), day)
    return rows[rows["status"].fillna("active") == "active"]


def _silent(
    ids: list[str],
    steps: Steps,
    party: NDArray[np.int32],
    span: tuple[dt.date | None, dt.date | None],
) -> pd.DataFrame:
    """Return those of `ids` that are the party of no step in the span, and of which last."""
    first, after = span_numbers(*span)
    is_within = (steps.made >= first) & (steps.made < after)
    busy = {steps.parties[code] for code in np.unique(party[is_within & (party != NOBODY)])}
    is_before = (steps.made < first) & (party != NOBODY)
    days = pd.Series(steps.made[is_before]).groupby(party[is_before]).max()
    last_on = {
        steps.parties[code]: day_of(int(day))
        for code, day in zip(days.index.tolist(), days.tolist(), strict=True)
    }
    silent = [id_ for id_ in ids if id_ not in busy]
    last = pd.Series([last_on.get(id_) for id_ in silent], dtype=object)
    return pd.DataFrame({"id": pd.Series(silent, dtype=object), "last_on": last})
