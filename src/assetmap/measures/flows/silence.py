"""Practices that refer to nobody, and activities that nobody refers to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.measures.flows.steps import NEVER, NOBODY, day_of, frozen, span_numbers
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
    return _silent(sorted(ids.tolist()), steps, steps.source, (start, end))


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
    referred = frozen(np.where(steps.source == NOBODY, np.int32(NOBODY), steps.target))
    return _silent(sorted(rows["id"].tolist()), steps, referred, (start, end))


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
    is_busy, last_on = _last_days(party, steps.made, span_numbers(*span), len(steps.parties))
    # The last place serves those of whom there is no step.
    nowhere, number_of = len(steps.parties), steps.number_of_party
    numbers = np.array([number_of.get(id_, nowhere) for id_ in ids], dtype=np.int64)
    there = np.flatnonzero(~np.append(is_busy, False)[numbers])
    days = np.append(last_on, NEVER)[numbers[there]].tolist()
    silent = [ids[each] for each in there.tolist()]
    last = [None if day == NEVER else day_of(day) for day in days]
    return pd.DataFrame(
        {"id": pd.Series(silent, dtype=object), "last_on": pd.Series(last, dtype=object)}
    )


@kernel
def _last_days(
    party: NDArray[np.int32], made: NDArray[np.int32], span: tuple[int, int], n_parties: int
) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Tell of each party whether it has a step in the span, and the day of its last before it."""
    is_busy = np.zeros(n_parties, np.bool_)
    last_on = np.full(n_parties, NEVER, np.int32)
    for step in range(len(party)):
        if party[step] == NOBODY:
            continue
        if made[step] < span[0]:
            before = last_on[party[step]]
            if before == NEVER or before < made[step]:
                last_on[party[step]] = made[step]
        elif made[step] < span[1]:
            is_busy[party[step]] = True
    return is_busy, last_on
