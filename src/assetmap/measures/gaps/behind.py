"""The rows and the formula that make one cell of the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.deprivation import POPULATION
from assetmap.measures.gaps.layers import LAYERS
from assetmap.measures.gaps.venues import distances_m
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

    Ints = NDArray[np.int64]

FORMULA: Final = (
    "people = residents of the group x what a resident weighs x share to whom it matters; without: "
    "the same of the small areas that reach 0 activities"
)


@dataclass(frozen=True, eq=False)
class Behind:
    """What one cell is made of.

    Attributes
    ----------
    starts
        The small areas: code, residents, share (what a resident weighs times the share to whom it
        matters), people (both multiplied), reachable, latitude, longitude, and point, how that
        was come by.
    offers
        What meets it, the nearest first, then by activity and session: activity_id, session_id,
        location_id, distance_m (from the nearest small area of the area, NaN if not known),
        is_reached (by some of them), is_on (surely then), may_be_on, suits (surely), may_suit.
    indicators
        The rows of `Indicator` that the number of people comes from.
    formula
        How these make the cell.
    """

    starts: pd.DataFrame
    offers: pd.DataFrame
    indicators: pd.DataFrame
    formula: str


def behind(snapshot: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]) -> Behind:
    """Return the rows that make one cell.

    Parameters
    ----------
    snapshot
        The place that `matrix` is of.
    matrix
        What can be reached.
    cell
        Numbers of area, what matters, group and time.

    Returns
    -------
    Behind
        The people of the starts add up to `matrix.people`, those of starts with reachable 0 to
        `matrix.without`; the distinct activities of offers that are reached, on and suit are
        `matrix.reachable`.
    """
    offers = _offers(snapshot, matrix, cell)
    return Behind(
        starts=_starts(matrix, cell),
        offers=offers,
        indicators=_indicators(snapshot, matrix, cell),
        formula=FORMULA,
    )


def _starts(matrix: GapMatrix, cell: tuple[int, int, int, int]) -> pd.DataFrame:
    area, need, group, _ = cell
    numbers = np.flatnonzero(matrix.starts.area == area)
    points = [matrix.starts.points[number] for number in numbers]
    reached = [_n_reached(matrix, int(number), cell) for number in numbers]
    residents, share = matrix.residents[numbers, group], matrix.shares[numbers, need]
    return pd.DataFrame(
        {
            "code": [matrix.starts.codes[number] for number in numbers],
            "residents": residents,
            "share": share,
            "people": residents * share,
            "reachable": np.array(reached, dtype=np.int64),
            "latitude": np.array([point.latitude for point in points], dtype=np.float64),
            "longitude": np.array([point.longitude for point in points], dtype=np.float64),
            "point": [point.way for point in points],
        }
    )


def _n_reached(matrix: GapMatrix, start: int, cell: tuple[int, int, int, int]) -> int:
    which = matrix.reached.offer[matrix.reached.indptr[start] : matrix.reached.indptr[start + 1]]
    is_on, suits = _surely(matrix, cell)
    meets = _meets(matrix, cell[1])
    offers = which[is_on[which] & suits[which] & meets[matrix.offers.activity[which]]]
    return len(np.unique(matrix.offers.activity[offers]))


def _surely(
    matrix: GapMatrix, cell: tuple[int, int, int, int], *, at_most: bool = False
) -> tuple[np.ndarray[tuple[int], np.dtype[np.bool_]], np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    bits = matrix.offers.possible if at_most else matrix.offers.known
    suited = matrix.suits_at_most if at_most else matrix.suits
    is_on = (bits & np.uint32(matrix.times[cell[3]].mask)) != 0
    suits = ((suited >> np.uint64(cell[2])) & np.uint64(1)) != 0
    return is_on, suits


def _meets(matrix: GapMatrix, need: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    begins, numbers = matrix.met
    of = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    found = np.zeros(len(begins) - 1, dtype=np.bool_)
    found[of[numbers == need]] = True
    return found


def _offers(snapshot: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]) -> pd.DataFrame:
    offers = matrix.offers
    kept = np.flatnonzero(_meets(matrix, cell[1])[offers.activity])
    starts = np.flatnonzero(matrix.starts.area == cell[0])
    away = [distances_m(snapshot, offers, matrix.starts, int(start)) for start in starts]
    nearest = np.fmin.reduce(np.array(away).reshape(len(starts), len(offers)), initial=np.nan)
    by_area = matrix.reached.by_area(matrix.starts.area, len(matrix.areas), len(offers))
    reached = by_area.offer[by_area.indptr[cell[0]] : by_area.indptr[cell[0] + 1]]
    is_on, suits = _surely(matrix, cell)
    may_be_on, may_suit = _surely(matrix, cell, at_most=True)
    # Offers stand by activity, then session.
    kept = kept[np.argsort(nearest[kept], kind="stable")]
    located = offers.location[kept]
    return pd.DataFrame(
        {
            "activity_id": [offers.activities[number] for number in offers.activity[kept]],
            "session_id": [offers.sessions[number] for number in kept],
            "location_id": [offers.locations[at] if at >= 0 else "" for at in located],
            "distance_m": nearest[kept],
            "is_reached": np.isin(kept, reached),
            "is_on": is_on[kept],
            "may_be_on": may_be_on[kept],
            "suits": suits[kept],
            "may_suit": may_suit[kept],
        }
    )


def _indicators(
    snapshot: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]
) -> pd.DataFrame:
    area, need, _, _ = cell
    keys = matrix.choice.weighting.of(matrix.needs[need])
    names = {POPULATION}
    for key in keys:
        names |= set(LAYERS[key].names) if key in LAYERS else {key}
        if key == "deprivation":
            names |= {"deprivation rank", "deprivation decile"}
    codes = [matrix.starts.codes[number] for number in np.flatnonzero(matrix.starts.area == area)]
    numbers = _figures_of(snapshot)
    at = np.concatenate([np.empty(0, dtype=np.int64), *(numbers[c] for c in codes if c in numbers)])
    rows = snapshot.table("Indicator").iloc[at]
    rows = rows[rows["name"].isin(names)]
    return rows.sort_values(["name", "area_code", "id"]).reset_index(drop=True)


@once
def _figures_of(snapshot: Snapshot) -> Mapping[str, Ints]:
    """Return by area the numbers of its rows of `Indicator`."""
    rows = snapshot.table("Indicator")
    found = rows.groupby("area_code").indices
    return {str(code): np.asarray(at, dtype=np.int64) for code, at in found.items()}
