"""Who carries how much, what could be carried, and who is reached, as each role is told it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from assetmap.measures.flows.capacity import Span, capacities
from assetmap.measures.flows.carrying import carrying
from assetmap.measures.flows.equity import equity
from assetmap.measures.flows.load import load
from assetmap.measures.flows.steps import steps_of
from assetmap.release.area_counts import told_by_area
from assetmap.release.journeys import n_begun
from assetmap.release.roles import SEEN
from assetmap.release.sector_grid import sector_grid
from assetmap.release.seeing import seen_by
from assetmap.release.spans import is_exact, whole_months
from assetmap.release.stage_grid import stage_grid

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot
    from assetmap.release.flows import Document
    from assetmap.release.spans import Months

_NO_SPAN: dict[str, object] = {"from": None, "to": None}


def load_for(
    snapshot: Snapshot, role: str, start: dt.date | None = None, end: dt.date | None = None
) -> Document:
    """Return what each party received over a span, beside what it has room for.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        As in `flows_for`.

    Returns
    -------
    dict
        parties, each with id, n, capacity and ratio, None where not known or hidden. Below lead
        id is a sector; capacity that of all in it whom the role sees (`seen_by`), so that it tells
        of nobody else; and ratio that of what is told, too high where others have room as well.
        The public, who sees no link worker, is told no ratio.

    Raises
    ------
    DataError
        As `flows_for`.
    """
    if is_exact(snapshot, role):
        found = load(snapshot, steps_of(snapshot), start=start, end=end)
        columns = found[["n", "capacity", "ratio"]].astype("float64").itertuples()
        return {
            "parties": [
                {"id": id_, "n": int(n), "capacity": _known(capacity), "ratio": _known(ratio)}
                for id_, n, capacity, ratio in columns
            ]
        }
    months = whole_months(snapshot, start, end)
    if months is None:
        return {"parties": []}
    room: defaultdict[str, float] = defaultdict(float)
    seen = seen_by(snapshot, role)
    for id_, capacity in capacities(seen, Span(*months.days))["capacity"].items():
        room[seen.sector_of.get(str(id_), "other")] += float(capacity)
    received = sector_grid(snapshot).by_end(months, 1)
    has_ratio = "LinkWorker" in SEEN[role]
    return {
        "parties": [
            _sector(sector, received.get(sector, 0), room.get(sector), has_ratio=has_ratio)
            for sector in sorted({*room, *received})
        ]
    }


def capacity_for(
    snapshot: Snapshot, role: str, start: dt.date | None = None, end: dt.date | None = None
) -> Document:
    """Return how many of those who came in a span the place had room for, and what was short.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        As in `flows_for`.

    Returns
    -------
    dict
        As `Carrying.numbers` says. Below lead only demand is told: what could be carried, and
        what was short, follows from numbers that may be hidden, and is None.

    Raises
    ------
    DataError
        As `flows_for`.
    """
    if is_exact(snapshot, role):
        found = carrying(snapshot, steps_of(snapshot), start=start, end=end)
        return _NO_SPAN if found is None else found.numbers()
    months = whole_months(snapshot, start, end)
    if months is None:
        return _NO_SPAN
    hidden = ("carried", "unmet", "unmet_by", "bottleneck", "would_add")
    return {
        **months.as_json(),
        "demand": n_begun(snapshot, months),
        **dict.fromkeys(hidden),
    }


def equity_for(
    snapshot: Snapshot, role: str, start: dt.date | None = None, end: dt.date | None = None
) -> Document:
    """Return how many people were referred for each thousand who live in an area.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        As in `flows_for`.

    Returns
    -------
    dict
        As `Equity.numbers` says. Below lead areas with n, people and rate alone; n is told of
        the months of one calendar year, and None of any other span: years do not overlap. It is
        None of a year, too, of which not even the exact number who began could be told: areas
        sum to it.

    Raises
    ------
    DataError
        As `flows_for`.
    """
    is_whole = is_exact(snapshot, role)
    months = None if is_whole else whole_months(snapshot, start, end)
    if months is not None:
        start, end = months.days
    found = equity(snapshot, steps_of(snapshot), start=start, end=end)
    if found is None:
        return _NO_SPAN
    if is_whole:
        return found.numbers()
    areas = found.areas.reset_index()
    counts = [int(n) for n in areas["n"]]
    told = _areas_told(snapshot, months, [*counts, found.n_elsewhere]) if months else None
    return {
        **({} if months is None else months.as_json()),
        "areas": [
            {
                "area_code": code,
                "n": n,
                "people": _known(people),
                "rate": None if n is None or not people > 0 else n / people * 1000,
            }
            for code, people, n in zip(
                areas.iloc[:, 0],
                areas["people"].astype("float64"),
                [None] * len(counts) if told is None else told[:-1],
                strict=True,
            )
        ],
    }


def _areas_told(snapshot: Snapshot, months: Months, counts: list[int]) -> list[int | None] | None:
    """Return what is told of numbers that sum to all who began in these months, if anything."""
    is_borne = months.is_one_year and stage_grid(snapshot).bears(months.bounds, [0])
    return told_by_area(counts) if is_borne else None


def _sector(sector: str, n: int | None, capacity: float | None, *, has_ratio: bool) -> Document:
    ratio = n / capacity if has_ratio and n is not None and capacity else None
    return {"id": sector, "n": n, "capacity": capacity, "ratio": ratio}


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
