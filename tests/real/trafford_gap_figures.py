"""What assetmap finds in Trafford: who is without what within a walk, and gaps by name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from tests.real.trafford_files import DAY

from assetmap.measures.access import concentration_index, two_step_catchment
from assetmap.measures.flows.deprivation import newest
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.points import location_points
from assetmap.measures.gaps.reach import costs_of_places
from assetmap.views.measuring.gaps import gap_sentence

if TYPE_CHECKING:
    from assetmap.model import Snapshot

KINDS: Final = {
    "food_banks": "a food bank",
    "pharmacies": "a pharmacy",
    "surgeries": "a surgery",
    "sports": "a sports site",
}
"""What is looked for, by the list that it stands on, and what the page calls it."""

FIFTHS: Final = 5

_FILES: Final = {
    "pharmacies": "gm_pharmacies",
    "surgeries": "trafford_general_practices",
    "sports": "sports_facilities",
}
_MOST: Final = 5
_TWO_SIDED_95: Final = 1.96


def trafford_figures(snapshot: Snapshot) -> dict[str, Any]:
    """Return what the page tells of Trafford.

    Parameters
    ----------
    snapshot
        Trafford.

    Returns
    -------
    dict
        people, n_areas; places, a row a kind of place; gaps, sentences on the largest for
        everybody at any time, and n_gaps, how many of these there are.
    """
    choice = GapChoice(groups=("everyone", "aged 65+"), times=("any",))
    matrix = gap_matrix(snapshot, DAY, choice)
    areas = _areas(snapshot, matrix.starts.codes, matrix.residents)
    found = [each for each in named_gaps(snapshot, matrix) if not math.isnan(each.people)]
    for_all = [each for each in found if each.group == 0]
    costs = costs_of_places(snapshot, matrix.starts, Reach())
    return {
        "people": round(float(areas["people"].sum())),
        "n_areas": len(areas),
        "places": [
            {"what": words, **_row(snapshot, areas, costs, _locations(snapshot, kind))}
            for kind, words in KINDS.items()
        ],
        "gaps": [gap_sentence(snapshot, matrix, each) for each in for_all[:_MOST]],
        "n_gaps": len(for_all),
    }


def fifth_of(score: pd.Series[float]) -> pd.Series[int]:
    """Return the fifth of each area, 1 for the most deprived: as many areas in each, or nearly."""
    place = score.rank(ascending=False, method="first") - 1
    return (place * FIFTHS // len(score)).astype(int) + 1


def _areas(
    snapshot: Snapshot, codes: tuple[str, ...], residents: np.ndarray[Any, np.dtype[np.float64]]
) -> pd.DataFrame:
    """Return the small areas whose people are known, with the fifth of deprivation of each."""
    table = pd.DataFrame(residents, index=pd.Index(codes, dtype=object), columns=["people", "old"])
    table["score"] = pd.Series(newest(snapshot, "deprivation score"), dtype=float)
    table = table[table["people"].notna()]
    return table.assign(fifth=fifth_of(table["score"]))


def _locations(snapshot: Snapshot, kind: str) -> list[str]:
    """Return where the places of one list are; a food bank is one as often as it is listed."""
    if kind == "food_banks":
        return snapshot.table("Session")["location_id"].dropna().tolist()
    places = snapshot.table("Location")
    return places["id"][places["provenance"].str.startswith(_FILES[kind])].tolist()


def _row(
    snapshot: Snapshot, areas: pd.DataFrame, costs: pd.DataFrame, locations: list[str]
) -> dict[str, Any]:
    n_at = pd.Series(locations).value_counts()
    near = costs[costs["place"].isin(n_at.index) & costs["origin"].isin(areas.index)]
    lacking = areas[~areas.index.isin(near["origin"])]
    demand = areas["people"]
    access = two_step_catchment(demand, n_at, near, catchment=Reach().limit_m)
    index = concentration_index(access, areas["score"], demand)
    share = lacking.groupby("fifth")["people"].sum() / areas.groupby("fifth")["people"].sum()
    share = share.fillna(0.0)
    margin = _TWO_SIDED_95 * index.standard_error
    return {
        "n_places": int(n_at[np.isfinite(location_points(snapshot, n_at.index)[0])].sum()),
        "without": round(float(lacking["people"].sum())),
        "share": round(float(lacking["people"].sum() / demand.sum()), 4),
        "old_without": round(float(lacking["old"].sum())),
        "most_deprived": round(float(share[1]), 4),
        "least_deprived": round(float(share[FIFTHS]), 4),
        "index": round(index.value, 4),
        "low": round(index.value - margin, 4),
        "high": round(index.value + margin, 4),
    }
