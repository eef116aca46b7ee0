"""Pairs within a distance: by hand, beside all distances, and beside scipy's tree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

import assetmap.geo
from assetmap.errors import DataError, MissingColumnError
from assetmap.geo import pairs_within

HOMES = pd.DataFrame(
    {"easting": [0, 300, 300], "northing": [0, 400, 0], "n": [1, 2, 3]}, index=["c", "a", "b"]
)
HALLS = pd.DataFrame({"easting": [300, 0], "northing": [400, 0]}, index=["town", "inn"])

# Few values, so that points coincide, lie on one line, and are as far apart as asked.
_whole = st.integers(-6, 6).map(float)
_points = st.lists(st.tuples(_whole, _whole), max_size=12)
_scattered = st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 2), max_size=12)


def frame(points: Any, letter: str = "p") -> pd.DataFrame:
    coordinates = np.array(points, dtype=np.float64).reshape(-1, 2)
    index = [f"{letter}{number}" for number in range(len(coordinates))]
    return pd.DataFrame(coordinates, columns=["easting", "northing"], index=index)


def all_distances(origins: pd.DataFrame, places: pd.DataFrame) -> np.ndarray[Any, Any]:
    apart = origins[["easting", "northing"]].to_numpy()[:, None] - places.to_numpy()[None]
    apart_m: np.ndarray[Any, Any] = np.sqrt(apart[..., 0] ** 2 + apart[..., 1] ** 2)
    return apart_m


def test_pairs_come_by_origin_then_place_in_the_order_given() -> None:
    found = pairs_within(HOMES, HALLS, distance_m=500)
    assert found.astype({"origin": str, "place": str}).to_numpy().tolist() == [
        ["c", "town", 500.0],  # three, four and five: just as far as asked
        ["c", "inn", 0.0],
        ["a", "town", 0.0],
        ["a", "inn", 500.0],
        ["b", "town", 400.0],
        ["b", "inn", 300.0],
    ]
    assert found["origin"].cat.categories.tolist() == ["c", "a", "b"]
    assert found["place"].cat.categories.tolist() == ["town", "inn"]


def test_ids_with_nothing_near_are_categories_all_the_same() -> None:
    found = pairs_within(HOMES, HALLS, distance_m=0)
    assert found["origin"].tolist() == ["c", "a"]
    assert found["origin"].cat.categories.tolist() == ["c", "a", "b"]


def test_where_there_is_nobody_or_nothing_there_are_no_pairs() -> None:
    for origins, places in ((HOMES[:0], HALLS), (HOMES, HALLS[:0]), (HOMES[:0], HALLS[:0])):
        found = pairs_within(origins, places, distance_m=500)
        assert list(found.columns) == ["origin", "place", "cost"]
        assert found.empty
        assert found["cost"].dtype == np.float64


def test_what_is_given_stays_as_it_is() -> None:
    homes, halls = HOMES.copy(), HALLS.copy()
    found = pairs_within(homes, halls, distance_m=500)
    found["cost"] *= 2
    pd.testing.assert_frame_equal(homes, HOMES)
    pd.testing.assert_frame_equal(halls, HALLS)


def test_package_has_it_under_its_own_name() -> None:
    assert assetmap.geo.pairs_within is pairs_within
    with pytest.raises(AttributeError, match="no attribute 'pairs_without'"):
        _ = assetmap.geo.pairs_without


@given(st.one_of(_points, _scattered), st.one_of(_points, _scattered), st.sampled_from([0, 1, 5]))
def test_pairs_are_those_that_all_distances_give(
    origins: Any, places: Any, distance: float
) -> None:
    homes, halls = frame(origins), frame(places, "q")
    found = pairs_within(homes, halls, distance_m=distance)
    apart = all_distances(homes, halls)
    rows, columns = np.nonzero(apart <= distance)
    assert found["origin"].cat.codes.tolist() == rows.tolist()
    assert found["place"].cat.codes.tolist() == columns.tolist()
    assert found["cost"].tolist() == apart[rows, columns].tolist()


@pytest.mark.parametrize("distance", [40.0, 1_000.0, 30_000.0, 1e7], ids=str)
def test_pairs_are_those_of_scipys_tree(distance: float) -> None:
    random = np.random.default_rng(0)
    homes, halls = (
        frame(random.normal(4e5, 1e4, (400, 2))),
        frame(random.normal(4e5, 2e4, (900, 2))),
    )
    found = pairs_within(homes, halls, distance_m=distance)
    near = cKDTree(homes.to_numpy()).sparse_distance_matrix(
        cKDTree(halls.to_numpy()), distance, output_type="coo_matrix"
    )
    expected = pd.DataFrame({"origin": near.row, "place": near.col, "cost": near.data})
    expected = expected.sort_values(["origin", "place"])
    assert found["origin"].cat.codes.tolist() == expected["origin"].tolist()
    assert found["place"].cat.codes.tolist() == expected["place"].tolist()
    assert np.allclose(found["cost"], expected["cost"], rtol=1e-12)


def test_coordinates_may_come_as_words_and_as_numbers_that_can_be_missing() -> None:
    homes = frame([(1, 2)]).astype("Int64")
    halls = frame([(1, 2)]).astype(str)
    assert pairs_within(homes, halls, distance_m=1)["cost"].tolist() == [0.0]


@pytest.mark.parametrize(
    ("homes", "said"),
    [
        (HOMES.assign(northing=[0, None, 1]), r"1 of 3 origins lack .* the first 'a'"),
        (HOMES.assign(easting=["x", 0, np.inf]), r"2 of 3 origins lack .* the first 'c'"),
        (HOMES.set_axis(["a", "b", "a"]), r"1 of 3 origins have no id or that of another.* 'a'"),
        (HOMES.rename({"b": np.nan}), "1 of 3 origins have no id"),
    ],
    ids=["missing", "no number", "twice", "no id"],
)
def test_what_cannot_be_placed_is_refused_by_id(homes: pd.DataFrame, said: str) -> None:
    with pytest.raises(DataError, match=said):
        pairs_within(homes, HALLS, distance_m=500)


def test_frame_without_a_coordinate_is_refused() -> None:
    said = "The frame of places has no column northing; it has easting"
    with pytest.raises(MissingColumnError, match=said):
        pairs_within(HOMES, HALLS[["easting"]], distance_m=500)


@pytest.mark.parametrize("distance", [-1.0, np.nan, np.inf], ids=str)
def test_distance_that_is_none_is_refused(distance: float) -> None:
    with pytest.raises(DataError, match="give a number of 0 or more"):
        pairs_within(HOMES, HALLS, distance_m=distance)
