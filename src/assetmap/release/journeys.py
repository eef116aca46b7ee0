"""How far journeys came and how long they waited, as each role is told it."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from assetmap.errors import DataError
from assetmap.measures.flows.capacity import Span, span_of
from assetmap.measures.flows.funnel import funnel, funnel_by
from assetmap.measures.flows.groupings import GROUPINGS, journey_groups
from assetmap.measures.flows.intervals import wilson
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import STAGES, day_of, steps_of
from assetmap.measures.flows.waits import Wait, waits
from assetmap.release.spans import is_exact, whole_months
from assetmap.release.stage_grid import stage_grid

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.release.flows import Document
    from assetmap.release.spans import Months


__all__ = ["GROUPINGS", "STAGES", "funnel_for", "n_begun", "waits_for"]


def funnel_for(
    snapshot: Snapshot,
    role: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
) -> Document:
    """Return how many of the journeys made in a span reached each stage.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        As in `flows_for`.
    by
        Also by group, one of `measures.flows.groupings.GROUPINGS`; not below lead.

    Returns
    -------
    dict
        from and to; stages, each with name, n, share of those made, and the bounds low and high
        of its 95 % interval; groups, if asked for, each with its stages. Below lead, n as
        `suppression` says; shares and bounds are worked out from what is told, and None where
        either number is hidden.

    Raises
    ------
    DataError
        As `flows_for`; or if a role below lead asks for groups.
    """
    if is_exact(snapshot, role):
        return _exact_funnel(snapshot, start, end, by)
    if by is not None:
        msg = f"Below lead a funnel is told of the whole place, not by {by}."
        raise DataError(msg)
    months = whole_months(snapshot, start, end)
    if months is None:
        return {"from": None, "to": None, "stages": []}
    grid = stage_grid(snapshot)
    told = [grid.told(months.bounds, [column]) for column in range(len(STAGES))]
    return {
        **months.as_json(),
        "stages": [
            {"name": name, "n": n} | _shares(n, told[0])
            for name, n in zip(STAGES, told, strict=True)
        ],
    }


def waits_for(
    snapshot: Snapshot,
    role: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    stages: tuple[str, str] = ("made", "seen"),
) -> Document:
    """Return how long journeys waited between two stages.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        As in `flows_for`; of the day on which a journey reached the first stage.
    stages
        The first and the second stage.

    Returns
    -------
    dict
        from_stage, to_stage; n, who reached the first in the span; n_open, who still waited at
        its end; median_days with the bounds low and high; curve, pairs of days and the share
        that still waits. Below lead all that follows from single waits is None: every step of
        a curve is a few people. Told is n, where the first stage is made.

    Raises
    ------
    DataError
        As `flows_for`; or if there are no such stages in this order.
    """
    wait = Wait(*stages, start=start, end=end)
    document: Document = {"from_stage": wait.from_stage, "to_stage": wait.to_stage}
    if is_exact(snapshot, role):
        _check_has_a_day(steps_of(snapshot), wait)
        found = waits(kept_journeys(steps_of(snapshot)), wait)
        curve = found.curve[["days", "share_still_waiting"]].itertuples(index=False)
        return document | {
            "n": found.n,
            "n_open": found.n_open,
            "n_out_of_order": found.n_out_of_order,
            "median_days": _number(found.median_days),
            "low": _number(found.low),
            "high": _number(found.high),
            "curve": [[int(days), float(share)] for days, share in curve],
        }
    months = whole_months(snapshot, start, end)
    n = 0 if months is None else _n_made(snapshot, months, wait.from_stage)
    hidden = dict.fromkeys(("n_open", "n_out_of_order", "median_days", "low", "high"))
    return document | {"n": n} | hidden | {"curve": None}


def n_begun(snapshot: Snapshot, months: Months) -> int | None:
    """Return how many journeys began in a span, as a role below lead is told it."""
    return stage_grid(snapshot).told(months.bounds, [0])


def _n_made(snapshot: Snapshot, months: Months, stage: str) -> int | None:
    """Return how many reached a stage in a span; of later stages the months are not in the grid."""
    return n_begun(snapshot, months) if stage == STAGES[0] else None


def _check_has_a_day(steps: Steps, wait: Wait) -> None:
    """Refuse a span without a day; an open one ends with the last day written in any step."""
    start, end, known = wait.start, wait.end, steps.span()
    if known is not None:
        last = day_of(kept_journeys(steps).last_day)
        start, end = start or known[0], end or last + dt.timedelta(days=1)
    if start is not None and end is not None:
        Span(start, end)


def _exact_funnel(
    snapshot: Snapshot, start: dt.date | None, end: dt.date | None, by: str | None
) -> Document:
    steps = steps_of(snapshot)
    span = span_of(steps, start, end)
    if span is None:
        return {"from": None, "to": None, "stages": []}
    document: Document = {"from": span.start.isoformat(), "to": span.end.isoformat()}
    whole = funnel(kept_journeys(steps), start=span.start, end=span.end)
    document["stages"] = _stages(whole)
    if by is not None:
        journeys, groups = journey_groups(snapshot, steps, by)
        found = funnel_by(journeys, groups, start=span.start, end=span.end)
        document["by"] = by
        document["groups"] = [
            {"id": str(name) if isinstance(name, str) else None, "stages": _stages(rows)}
            for name, rows in found.groupby("group", sort=False, dropna=False)
        ]
    return document


def _stages(rows: pd.DataFrame) -> list[Document]:
    columns = rows[["stage", "n", "share", "low", "high"]].itertuples(index=False)
    return [
        {
            "name": name,
            "n": int(n),
            "share": _number(share),
            "low": _number(low),
            "high": _number(high),
        }
        for name, n, share, low, high in columns
    ]


def _shares(n: int | None, made: int | None) -> Document:
    if n is None or not made:
        return dict.fromkeys(("share", "low", "high"))
    low, high = (float(each) for each in wilson(n, made))
    return {"share": n / made, "low": low, "high": high}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
