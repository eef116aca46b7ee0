"""What is strong near a gap, in sentences: it is told before what is missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.gaps.times import DAYS
from assetmap.model import holding
from assetmap.views.gaps.nearby import ASK_DAYS
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.measures.gaps.coverage import Coverage
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot
    from assetmap.views.gaps.look import Looked
    from assetmap.views.gaps.nearby import NearRow, VenueRow


def strength_sentences(
    looked: Looked,
    area: int,
    rows: tuple[NearRow, ...],
    venues: tuple[VenueRow, ...],
    near: Mapping[str, float],
) -> tuple[str, ...]:
    """Return what is strong near an area, before what is missing there.

    Parameters
    ----------
    looked
        The place.
    area
        Number of the area.
    rows, venues, near
        As of `near_rows`, `venue_rows` and `places_near` of `nearby`.

    Returns
    -------
    tuple
        Sentences: activities for it, of every kind, rooms, strengths to share, and people; what
        there is none of is left out.
    """
    seen, matrix = looked.seen, looked.matrix
    said = [
        _activities_words(rows),
        _every_kind(matrix, area),
        _venues_words(venues),
        _shared_words(seen, matrix.offers.day, near),
        _people_words(looked.coverage, matrix.areas[area]),
    ]
    return tuple(filter(None, said))


def _activities_words(rows: tuple[NearRow, ...]) -> str:
    near = dict.fromkeys(row["activity_id"] for row in rows if row["is_reached"])
    names = {row["activity_id"]: row["name"] for row in rows}
    if not near:
        return ""
    n = counted(len(near), "activity", "activities")
    return f"{n} for it within reach: {listed([names[each] for each in near], at_most=3)}."


def _every_kind(matrix: GapMatrix, area: int) -> str:
    by_area = matrix.reached.by_area(matrix.starts.area, len(matrix.areas), len(matrix.offers))
    offers = by_area.offer[by_area.indptr[area] : by_area.indptr[area + 1]]
    n = len(np.unique(matrix.offers.activity[offers]))
    return f"{counted(n, 'activity', 'activities')} of every kind can be reached." if n else ""


def _venues_words(venues: tuple[VenueRow, ...]) -> str:
    days_of: dict[str, dict[str, None]] = {}
    name_of = {row["location_id"]: row["name"] for row in venues}
    for row in venues:
        if row["days"] != ASK_DAYS:
            days_of.setdefault(row["location_id"], {}).update(dict.fromkeys(row["free"]))
    if not days_of:
        return ""
    said = [
        f"{name_of[place]} ({listed([day for day in DAYS.values() if day in days], at_most=7)})"
        for place, days in days_of.items()
    ]
    many = "stands" if len(said) == 1 else "stand"
    return f"{counted(len(said), 'room')} {many} free then: {listed(said, at_most=3)}."


def _shared_words(seen: Snapshot, day: dt.date, near: Mapping[str, float]) -> str:
    assets = holding(seen.table("Asset"), day)
    assets = assets[assets["location_id"].isin(near) & assets["is_shareable"].fillna(value=False)]
    names = sorted(assets["name"], key=lambda name: (name.casefold(), name))
    if not names:
        return ""
    n = counted(len(names), "strength")
    return f"{n} that others may use within reach: {listed(names, at_most=3)}."


def _people_words(coverage: Coverage, code: str) -> str:
    rows = coverage.areas[coverage.areas["area_code"] == code]
    said = [
        counted(int(n), one)
        for column, one in (("champions", "champion"), ("link_workers", "link worker"))
        for n in rows[column].tolist()
        if not math.isnan(n) and n > 0
    ]
    if not said:
        return ""
    many = "serves" if said in (["1 champion"], ["1 link worker"]) else "serve"
    return f"{listed(said)} {many} the area."
