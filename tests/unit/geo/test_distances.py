from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.geo import great_circle_m

RADIUS = 6_371_008.8
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def test_quarter_of_the_way_around_is_a_quarter_of_the_girth() -> None:
    assert great_circle_m(0, 0, 0, 90) == pytest.approx(math.pi * RADIUS / 2)
    assert great_circle_m(0, 0, 90, 77) == pytest.approx(math.pi * RADIUS / 2)


def test_opposite_ends_of_the_earth_are_half_its_girth_apart() -> None:
    assert great_circle_m(53, -2, -53, 178) == pytest.approx(math.pi * RADIUS)


def test_distance_of_two_airports_is_the_published_one() -> None:
    # Rosetta Code, haversine formula: Nashville to Los Angeles is 2,887.2599506 km on a sphere of
    # radius 6,372.8 km.
    published = 2_887_259.9506 * RADIUS / 6_372_800
    assert great_circle_m(36.12, -86.67, 33.94, -118.40) == pytest.approx(published, abs=0.01)


def test_a_column_against_a_row_gives_a_table() -> None:
    table = great_circle_m(np.array([[0.0], [1.0]]), 0.0, np.array([[0.0, 1.0, 2.0]]), 0.0)
    degree = math.pi * RADIUS / 180
    assert table.shape == (2, 3)
    assert np.allclose(table, [[0, degree, 2 * degree], [degree, 0, degree]])


def test_missing_coordinate_gives_no_distance() -> None:
    found = great_circle_m([np.nan, 0.0], [0.0, 0.0], 0.0, 0.0)
    assert np.isnan(found[0])
    assert found[1] == 0


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_never_more_than_half_around(
    north: float, east: float, other_north: float, other_east: float
) -> None:
    there = float(great_circle_m(north, east, other_north, other_east))
    back = float(great_circle_m(other_north, other_east, north, east))
    assert there == pytest.approx(back, abs=1e-3)
    assert 0 <= there <= math.pi * RADIUS + 1e-3


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_that_of_the_angle_between_two_directions(
    north: float, east: float, other_north: float, other_east: float
) -> None:
    one, other = _direction(north, east), _direction(other_north, other_east)
    across = math.hypot(*np.cross(one, other))
    expected = RADIUS * math.atan2(across, float(np.dot(one, other)))
    found = float(great_circle_m(north, east, other_north, other_east))
    assert found == pytest.approx(expected, abs=0.2)


def _direction(north: float, east: float) -> tuple[float, float, float]:
    up, around = math.radians(north), math.radians(east)
    return (math.cos(up) * math.cos(around), math.cos(up) * math.sin(around), math.sin(up))
