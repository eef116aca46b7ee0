"""View: who can reach a thing, by where they live and by how deprived it is there."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from assetmap.measures.gaps.catchment import catchment
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.views.findings.finding import newest_day
from assetmap.views.measuring.gaps import points_words, reach_words
from assetmap.views.reach.choice import FIRST_GROUP, FIRST_TIME, WayChoice, thing_words
from assetmap.views.reach.deprived import Tenth, compared, equity_sentence, tenths
from assetmap.views.reach.picture import reach_map
from assetmap.views.reach.words import ACCESS, notes, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.gaps.catchment import Catchment
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView

    Numbers = NDArray[np.float64]

REACH_TITLES: Final = {
    "name": "Area",
    "people": "People",
    "with_one": "Can reach it",
    "share": "Of its people, %",
    "activities": "Activities in reach, mean",
    "per_1000": "Places a week for every 1,000",
}
"""What a screen calls the columns of `ReachRow`."""

_A_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class ReachChoice:
    """What is asked.

    Attributes
    ----------
    need, activity
        Of what: ids; both empty for everything, an activity alone if there is one.
    level
        Of the areas told; empty for wards, or what the place has instead.
    group, time
        For whom, and when: keys as of `measures.gaps`.
    way
        How far is near enough.
    access
        What is compared: a key of `words.ACCESS`.
    """

    need: str = ""
    activity: str = ""
    level: str = ""
    group: str = FIRST_GROUP
    time: str = FIRST_TIME
    way: WayChoice = field(default_factory=WayChoice)
    access: str = "share"


class ReachRow(TypedDict):
    """One area; None where not known.

    Keys: its code and name; residents of the group; how many of them reach it, and in per cent;
    how many activities one of them reaches in the mean; places a week for every 1,000 of all who
    share them.
    """

    code: str
    name: str
    people: int | None
    with_one: int | None
    share: float | None
    activities: float | None
    per_1000: float | None


@dataclass(frozen=True, slots=True)
class ReachView:
    """Who can reach a thing.

    Attributes
    ----------
    summary
        How many of all people.
    map
        Areas shaded by what is compared, and where the activities are.
    rows
        Those areas first where fewest reach it.
    tenths
        Of people, by how deprived it is where they live, the most deprived first.
    equity
        Whether it gathers at people in more deprived areas, in sentences.
    notes
        What was taken for granted, and what is not known.
    """

    summary: str
    map: MapView
    rows: tuple[ReachRow, ...]
    tenths: tuple[Tenth, ...]
    equity: tuple[str, ...]
    notes: tuple[str, ...]


def order_words(rows: Sequence[ReachRow]) -> str:
    """Return in which order areas are told, in a sentence; none is first where all are alike."""
    shares = {row["share"] for row in rows if row["share"] is not None}
    if len(shares) > 1:
        return "Those first where fewest people can reach it."
    if not shares:
        return "How many people can reach it is not known of any area; those are told by name."
    (only,) = shares
    who = f"{only:g}% of people"
    if all(row["with_one"] in {row["people"], None} for row in rows):
        who = "everybody"
    elif not any(row["with_one"] for row in rows):
        who = "nobody"
    return f"In every area alike {who} can reach it; those with most people stand first."


def reach_view(
    snapshot: Snapshot,
    choice: ReachChoice,
    costs: pd.DataFrame | None = None,
    *,
    today: dt.date | None = None,
) -> ReachView:
    """Return who can reach what is asked for.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        What is asked.
    costs
        The table of travel times, if the way goes by one.
    today
        The day, if the snapshot has none; left out: the last on which something is known to have
        happened.

    Returns
    -------
    ReachView
        Areas of which nobody's number is known count each small area within once.

    Raises
    ------
    DataError
        If there is no such level, need, group or time, or the travel times cannot be used.
    """
    day = snapshot.day or newest_day(snapshot, today or dt.datetime.now(tz=dt.UTC).date())
    asked = GapChoice(
        level=choice.level or None,
        needs=(),
        groups=(choice.group,),
        times=(choice.time,),
        reach=choice.way.reach(costs),
    )
    matrix = gap_matrix(snapshot, day, asked)
    found = catchment(matrix, need=choice.need, activity=choice.activity)
    figures = access_of(found, choice.access)
    rows = _rows(snapshot, matrix, found)
    what = thing_words(snapshot, choice.need, choice.activity)
    said = summary(matrix, found, what, [(row["name"], row["share"]) for row in rows])
    table = compared(snapshot, found, figures)
    ends = tenths(table)
    return ReachView(
        summary=said,
        map=reach_map(snapshot, matrix, found, _told(matrix, found.people, figures), choice.access),
        rows=rows,
        tenths=ends,
        equity=equity_sentence(table, choice.access, ends),
        notes=(
            *notes(found),
            reach_words(matrix.choice.reach),
            points_words(matrix.starts),
        ),
    )


def access_of(found: Catchment, key: str) -> Numbers:
    """Return what is compared, by area that people start from: a key of `words.ACCESS`."""
    if key == "per_1000":
        return found.per_1000
    if key == "activities":
        return found.activities.astype(np.float64)
    return np.where(found.activities > 0, 1.0, 0.0) * _A_HUNDRED


def _rows(snapshot: Snapshot, matrix: GapMatrix, found: Catchment) -> tuple[ReachRow, ...]:
    share, activities, per_1000 = (
        _told(matrix, found.people, access_of(found, key)) for key in ACCESS
    )
    people, reaching = np.zeros((2, len(matrix.areas)))
    np.add.at(people, matrix.starts.area, found.people)
    np.add.at(reaching, matrix.starts.area, np.where(found.activities > 0, found.people, 0.0))
    rows = [
        ReachRow(
            code=code,
            name=snapshot.name_of[code],
            people=_whole(n),
            with_one=_whole(n_reaching),
            share=share.get(code),
            activities=activities.get(code),
            per_1000=per_1000.get(code),
        )
        for code, n, n_reaching in zip(
            matrix.areas, people.tolist(), (reaching + 0 * people).tolist(), strict=True
        )
    ]
    return tuple(sorted(rows, key=_fewest_first))


def _told(matrix: GapMatrix, people: Numbers, figures: Numbers) -> dict[str, float]:
    """Return the mean over people by area told, to a tenth; what is not known is left out."""
    area = matrix.starts.area
    n_areas = len(matrix.areas)
    total = np.zeros(n_areas)
    np.add.at(total, area, people)
    # Where nobody's number is known, or nobody lives, each small area counts once.
    weight = np.where((total > 0)[area], people, 1.0)
    summed = np.bincount(area, weight * figures, n_areas)
    means = summed / np.maximum(np.bincount(area, weight, n_areas), 1e-12)
    return {
        code: round(float(mean), 1)
        for code, mean in zip(matrix.areas, means.tolist(), strict=True)
        if not math.isnan(mean)
    }


def _fewest_first(row: ReachRow) -> tuple[float, float, str, str]:
    share = math.inf if row["share"] is None else row["share"]
    return share, -(row["people"] or 0), row["name"].casefold(), row["code"]


def _whole(number: float) -> int | None:
    return None if math.isnan(number) else round(number)
