"""Practices that refer to nobody, and activities that nobody refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.measures.flows.capacity import day_bounds
from assetmap.measures.flows.steps import (
    NEVER,
    NOBODY,
    day_of,
    frozen,
    number_of,
    span_numbers,
)
from assetmap.measures.memory import once

if TYPE_CHECKING:
    import datetime as dt

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
    known = _known(snapshot, "Organisation", steps.parties)
    is_practice = known.present(_last_day(steps, end)) & known.is_primary
    if (is_practice & known.has_patients).any():
        is_practice &= known.has_patients
    return _silent(known, is_practice, steps, steps.source, (start, end))


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
    known = _known(snapshot, "Activity", steps.parties)
    is_there = known.present(_last_day(steps, end))
    referred = frozen(np.where(steps.source == NOBODY, np.int32(NOBODY), steps.target))
    return _silent(known, is_there, steps, referred, (start, end))


@dataclass(frozen=True, eq=False)
class _Known:
    """Rows of a table by id, those left out that are said to be closed.

    `numbers` are their places among the parties of steps, that after the last of whom there is
    no step; `is_primary` and `has_patients` are of organisations.
    """

    ids: list[str]
    numbers: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_primary: NDArray[np.bool_]
    has_patients: NDArray[np.bool_]

    def present(self, day: int | None) -> NDArray[np.bool_]:
        """Tell of each whether it is there on a day; all are if there is no day."""
        if day is None:
            return np.ones(len(self.ids), dtype=np.bool_)
        return (self.begins <= day) & (day < self.ends)


@once
def _known(snapshot: Snapshot, label: str, parties: tuple[str, ...]) -> _Known:
    rows = snapshot.table(label)
    rows = rows[(rows["status"].fillna("active") == "active").to_numpy(dtype=bool)].sort_values(
        "id"
    )
    place_of = {party: place for place, party in enumerate(parties)}
    ids = rows["id"].tolist()
    begins, ends = day_bounds(rows)
    no = np.zeros(len(rows), dtype=np.bool_)
    is_practice = label == "Organisation"
    return _Known(
        ids,
        np.array([place_of.get(id_, len(parties)) for id_ in ids], dtype=np.int64),
        begins,
        ends,
        (rows["sector"] == "primary_care").to_numpy(dtype=bool) if is_practice else no,
        (rows["n_patients"].fillna(0) > 0).to_numpy(dtype=bool) if is_practice else no,
    )


def _last_day(steps: Steps, end: dt.date | None) -> int | None:
    span = steps.span()
    after = end or (span[1] if span else None)
    return None if after is None else number_of(after) - 1


def _silent(
    known: _Known,
    wanted: NDArray[np.bool_],
    steps: Steps,
    party: NDArray[np.int32],
    span: tuple[dt.date | None, dt.date | None],
) -> pd.DataFrame:
    """Return those wanted that are the party of no step in the span, and of which last."""
    is_busy, last_on = _last_days(party, steps.made, span_numbers(*span), len(steps.parties))
    there = np.flatnonzero(wanted & ~np.append(is_busy, False)[known.numbers])
    days = np.append(last_on, NEVER)[known.numbers[there]].tolist()
    silent = [known.ids[each] for each in there.tolist()]
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
