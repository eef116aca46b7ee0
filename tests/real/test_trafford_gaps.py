"""Who in Trafford walks twenty minutes to a food bank, a pharmacy, a surgery, a place to play.

Every figure is worked out again by plain pandas from the files, past everything that loads them;
only the points of what the files give as a postcode come from the list of postcodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tests.real.trafford_files import (
    DAY,
    REACHED_M,
    food_banks_of,
    metres_between,
    points_of,
    small_areas_of,
)

from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.needs import Weighting
from assetmap.measures.gaps.points import location_points
from assetmap.measures.gaps.reach import costs_of_places
from assetmap.views.measuring.sites import VenueChoice, proposed_sites

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.conftest import LoadedPlace

    from assetmap.measures.gaps.matrix import GapMatrix

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def small_areas(real_data: Path) -> pd.DataFrame:
    """Return each small area of Trafford: ward, point, people, those from 65, deprivation."""
    return small_areas_of(real_data)


@pytest.fixture(scope="module")
def food(trafford_store: LoadedPlace) -> GapMatrix:
    """Return what is reached of food banks, whose days nobody wrote down."""
    choice = GapChoice(groups=("everyone", "aged 65+"), needs=("food",))
    return gap_matrix(trafford_store.snapshot, DAY, choice)


def test_food_banks_within_a_walk_are_those_of_the_files(
    food: GapMatrix, small_areas: pd.DataFrame, real_data: Path
) -> None:
    banks = food_banks_of(real_data)
    near = metres_between(small_areas, banks["lat"], banks["lon"]) <= REACHED_M
    without = small_areas[~near.any(axis=1)]
    wards = sorted(set(small_areas["ward24_code"]))
    is_known = ~np.isnan(food.people[:, 0, 0])
    # The map holds the wards of the whole county, and the people of those of Trafford.
    assert [code for code, known in zip(food.areas, is_known, strict=True) if known] == wards
    by_ward = without.groupby("ward24_code")[["people", "old"]].sum().reindex(wards, fill_value=0)
    assert food.without[is_known, 0, 0, 0] == pytest.approx(by_ward["people"].to_numpy(), abs=1e-6)
    assert food.without[is_known, 0, 1, 0] == pytest.approx(by_ward["old"].to_numpy(), abs=1e-6)
    names = banks["Name"] + banks["Address"]
    ward = small_areas["ward24_code"].to_numpy()
    counts = [names[near[ward == code].any(axis=0)].nunique() for code in wards]
    assert food.reachable[is_known, 0, 0, 0].tolist() == counts
    # No day is written down, so that nothing is surely on at any time of the week.
    assert food.reachable[:, 0, 0, 1:].sum() == 0
    assert (food.reachable_at_most[:, 0, 0, 1] == food.reachable[:, 0, 0, 0]).all()


def test_the_largest_gap_for_food_is_named_with_its_people(
    food: GapMatrix, trafford_store: LoadedPlace, small_areas: pd.DataFrame, real_data: Path
) -> None:
    banks = food_banks_of(real_data)
    near = metres_between(small_areas, banks["lat"], banks["lon"]) <= REACHED_M
    is_lacking = np.asarray(~near.any(axis=1))
    lacking = small_areas["people"].where(is_lacking, 0).groupby(small_areas["ward24_code"])
    share = lacking.sum() / small_areas.groupby("ward24_code")["people"].sum()
    expected = lacking.sum()[share >= 0.5].sort_values(ascending=False)
    gaps = named_gaps(trafford_store.snapshot, food)
    found = [
        (food.areas[gap.area], gap.people)
        for gap in gaps
        if (gap.time, gap.group) == (0, 0) and gap.people > 0
    ]
    assert found[0][1] == expected.iloc[0]
    assert dict(found) == expected.to_dict()


def test_people_weighed_by_deprivation_are_those_of_the_files(
    trafford_store: LoadedPlace, small_areas: pd.DataFrame
) -> None:
    choice = GapChoice(
        groups=("everyone",), needs=("food",), weighting=Weighting({"deprivation": 1.0})
    )
    matrix = gap_matrix(trafford_store.snapshot, DAY, choice)
    place = (small_areas["score"].rank() - 1) / (len(small_areas) - 1)
    weighed = (small_areas["people"] * place).groupby(small_areas["ward24_code"]).sum()
    found = matrix.people[:, 0, 0]
    assert found[~np.isnan(found)] == pytest.approx(weighed.to_numpy(), rel=1e-12)


@pytest.mark.parametrize("step", ["pharmacies", "surgeries", "sports"])
def test_places_within_a_walk_are_those_of_the_files(
    step: str,
    trafford_store: LoadedPlace,
    small_areas: pd.DataFrame,
    real_data: Path,
) -> None:
    points = points_of(real_data, step)
    metres = metres_between(small_areas, points["lat"], points["lon"])
    snapshot = trafford_store.snapshot
    matrix = gap_matrix(snapshot, DAY, GapChoice(level="lsoa", needs=("food",)))
    costs = costs_of_places(snapshot, matrix.starts, Reach())
    places = snapshot.table("Location").set_index("id")
    reached = costs.join(places[["latitude", "longitude"]], on="place")
    wanted = {(round(n, 6), round(e, 6)) for n, e in points.to_numpy().tolist()}
    is_of = [
        (round(n, 6), round(e, 6)) in wanted
        for n, e in zip(reached["latitude"], reached["longitude"], strict=True)
    ]
    found = set(reached[is_of]["origin"])
    assert found == set(small_areas.index[np.flatnonzero((metres <= REACHED_M).any(axis=1))])
    assert 0 < len(found) < len(small_areas)


def test_venues_for_food_are_proposed_though_the_lists_say_no_use_of_any(
    trafford_store: LoadedPlace, small_areas: pd.DataFrame, real_data: Path
) -> None:
    place = trafford_store.snapshot
    told = proposed_sites(place, "lead", "food", venues=VenueChoice(3), today=DAY)
    assert "(HAS_USE_OF): venues are those where an organisation is based" in told["about_venues"]
    # No day of a food bank is known: it may be open whenever, so that no time is surely worse.
    assert told["time"] == "any"
    banks = food_banks_of(real_data)
    near = metres_between(small_areas, banks["lat"], banks["lon"]) <= REACHED_M
    people, is_without = small_areas["people"].to_numpy(), np.asarray(~near.any(axis=1))
    assert told["people_without"] == people[is_without].sum()
    chosen = [row["location_id"] for row in told["sites"]]
    points = pd.DataFrame(dict(zip(("lat", "lon"), location_points(place, chosen), strict=True)))
    is_near = metres_between(small_areas, points["lat"], points["lon"]) <= REACHED_M
    covered = people[is_without & np.asarray(is_near.any(axis=1))].sum()
    assert sum(row["people_added"] for row in told["sites"]) == told["people_covered"] == covered
    assert len(set(chosen)) == 3
    assert 0 < covered <= told["bound"] <= told["people_without"]
