"""What became of the people whose journey began at a practice, to those who see it exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.funnel import funnel_by
from assetmap.measures.flows.groupings import Groups, step_groups
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.rates import count_interval
from assetmap.measures.flows.steps import NOBODY, span_numbers, steps_of
from assetmap.measures.flows.waits import Wait, waits_by
from assetmap.measures.memory import once
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.flows.journeys import Journeys
    from assetmap.model import Snapshot

ALL: Final = "all"
"""Index of the row of all practices together; no id of a practice."""

GROUPINGS: Final = ("target", "need", "area", "month")

_TOLD: Final = "What became of a practice's people"
_COLUMNS: Final = ("n", "low", "high", "seen", "completed", "median_days")


@dataclass(frozen=True, eq=False)
class _Begun:
    """Journeys that began at a practice, and the code of it in `ids`."""

    ids: tuple[str, ...]
    journeys: Journeys
    codes: np.ndarray[tuple[int], np.dtype[np.int32]]


def practices_for(snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Return how many people each practice referred, how far they came and how long they waited.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told: a lead or an admin.
    span
        Days, half-open; of the day on which a journey began.

    Returns
    -------
    DataFrame
        A row for each organisation of primary care with patients on its list, by id, after one
        of `ALL` together: n, journeys that began with it; low and high, between what their mean
        lies (exact Poisson, 95 %); seen and completed, how many of n came so far; median_days,
        until the first conversation (Kaplan-Meier; NaN where it is not known).

    Raises
    ------
    DataError
        If the role is below lead, or there is none of that name.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    begun = _begun(snapshot)
    together = Groups(np.where(begun.codes >= 0, 0, NOBODY).astype(np.int32), (ALL,))
    each = Groups(begun.codes, begun.ids)
    found = pd.concat([_numbers(begun.journeys, groups, span) for groups in (together, each)])
    found["low"], found["high"] = count_interval(found["n"].to_numpy("float64"))
    return found[list(_COLUMNS)]


def practice_parts_for(
    snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date], practice_id: str
) -> dict[str, pd.Series[int]]:
    """Return to whom, for what, from where and when a practice's people set out.

    Parameters
    ----------
    snapshot, role, span
        As of `practices_for`.
    practice_id
        One of its practices.

    Returns
    -------
    dict
        For each of `GROUPINGS`, how many journeys began there with each: the receiver, need and
        area of its first step ("" where none is written down), and every month such as
        "2026-04". By falling number, then id; months in order.

    Raises
    ------
    DataError
        As `practices_for`.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    begun = _begun(snapshot)
    first, end = span_numbers(*span)
    made = begun.journeys.made
    code = begun.ids.index(practice_id) if practice_id in begun.ids else len(begun.ids)
    wanted = (begun.codes == code) & (made >= first) & (made < end)
    steps = steps_of(snapshot).where(_is_any(begun.journeys.first[wanted], snapshot))
    found = {by: _counts(step_groups(snapshot, steps, by)) for by in GROUPINGS[:3]}
    months = pd.period_range(span[0], pd.Timestamp(span[1]) - pd.Timedelta(days=1), freq="M")
    days = pd.Series(steps.made.astype("datetime64[D]").astype("datetime64[s]"))
    counts = days.dt.to_period("M").value_counts().reindex(months, fill_value=0)
    return found | {"month": counts.set_axis(months.astype(str))}


@once
def _begun(snapshot: Snapshot) -> _Begun:
    steps = steps_of(snapshot)
    journeys = kept_journeys(steps)
    rows = snapshot.table("Organisation")
    is_practice = (rows["sector"] == "primary_care") & (rows["n_patients"].fillna(0) > 0)
    ids = tuple(sorted(rows.loc[is_practice, "id"]))
    code_of = {id_: code for code, id_ in enumerate(ids)}
    of_party = [*(code_of.get(party, NOBODY) for party in steps.parties), NOBODY]
    codes = np.array(of_party, dtype=np.int32)[steps.source[journeys.first]]
    codes.flags.writeable = False
    return _Begun(ids, journeys, codes)


def _numbers(journeys: Journeys, groups: Groups, span: tuple[dt.date, dt.date]) -> pd.DataFrame:
    start, end = span
    index = pd.Index(groups.names, name="id", dtype=object)
    reached = funnel_by(journeys, groups, start=start, end=end).dropna(subset="group")
    by_stage = reached.pivot_table(index="group", columns="stage", values="n", aggfunc="sum")
    stages = by_stage.reindex(index=index, columns=["made", "seen", "completed"]).fillna(0)
    waited = waits_by(journeys, groups, Wait(start=start, end=end)).dropna(subset="group")
    found = stages.astype("int64").rename(columns={"made": "n"})
    found["median_days"] = waited.set_index("group")["median_days"].reindex(index)
    return found


def _is_any(
    wanted: np.ndarray[tuple[int], np.dtype[np.int64]], snapshot: Snapshot
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found = np.zeros(len(steps_of(snapshot)), dtype=np.bool_)
    found[wanted] = True
    return found


def _counts(groups: Groups) -> pd.Series[int]:
    counts = np.bincount(groups.codes + 1, minlength=len(groups.names) + 1)
    found = pd.Series(counts, index=pd.Index(["", *groups.names], dtype=object))
    return found[found > 0].sort_index().sort_values(ascending=False, kind="stable")
