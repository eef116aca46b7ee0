"""Outlines are drawn by hand on small whole numbers, so that every answer can be seen."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from assetmap.geo import Outlines, bounds_of, outline_of, point_within, simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    Ring = Sequence[tuple[float, float]]

SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HOLE = [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]
EAST = [(4, 0), (8, 0), (8, 4), (4, 4), (4, 0)]


def polygon(*rings: Ring) -> str:
    return json.dumps({"type": "Polygon", "coordinates": rings})


def multipolygon(*polygons: Sequence[Ring]) -> str:
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons})


def test_point_lies_in_the_square_around_it_and_in_no_other() -> None:
    outlines = Outlines(["west", "east"], [polygon(SQUARE), polygon(EAST)])
    assert outlines.smallest([2.0, 2.0, 2.0, 5.0], [2.0, 6.0, 9.0, 2.0]) == [
        "west",
        "east",
        None,
        None,
    ]


def test_point_in_a_hole_lies_outside() -> None:
    outlines = Outlines(["ring"], [polygon(SQUARE, HOLE)])
    assert outlines.smallest([2.0, 0.5], [2.0, 2.0]) == [None, "ring"]


def test_point_in_any_part_of_a_scattered_area_lies_in_it() -> None:
    outlines = Outlines(["both"], [multipolygon([SQUARE], [[(x + 10, y) for x, y in SQUARE]])])
    assert outlines.smallest([2.0, 2.0, 2.0], [2.0, 7.0, 12.0]) == ["both", None, "both"]


def test_island_in_a_hole_of_a_larger_area_is_found() -> None:
    outlines = Outlines(["ring", "island"], [polygon(SQUARE, HOLE), polygon(HOLE)])
    assert outlines.smallest([2.0], [2.0]) == ["island"]


def test_smallest_area_comes_first_whatever_the_order_given() -> None:
    inner = [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]
    outlines = Outlines(
        ["all", "inner", "square"],
        [polygon([(-9, -9), (9, -9), (9, 9), (-9, 9), (-9, -9)]), polygon(inner), polygon(SQUARE)],
    )
    assert outlines.covering([1.5, 3.5, 8.0], [1.5, 3.5, 8.0]) == [
        ["inner", "square", "all"],
        ["square", "all"],
        ["all"],
    ]


def test_point_on_a_border_lies_in_both_areas_and_goes_to_the_first_code() -> None:
    # The two cover the same, so that the code alone tells which comes first.
    outlines = Outlines(["west", "east"], [polygon(SQUARE), polygon(EAST)])
    assert outlines.covering([2.0, 0.0], [4.0, 4.0]) == [["east", "west"], ["east", "west"]]


def test_size_is_that_on_the_ground_and_not_in_degrees() -> None:
    # Both hold the point (10, 64). At 64 degrees north a degree of longitude is 0.44 of one of
    # latitude: the wide one covers 6 * 1 * 0.44 = 2.6, the high one 1 * 4 * 0.44 = 1.8; and one
    # at the equator of 2 * 1 covers more than either of those parts by itself.
    wide = polygon([(8, 63.5), (14, 63.5), (14, 64.5), (8, 64.5), (8, 63.5)])
    high = polygon([(9.5, 62), (10.5, 62), (10.5, 66), (9.5, 66), (9.5, 62)])
    assert Outlines(["wide", "high"], [wide, high]).smallest([64.0], [10.0]) == ["high"]


def test_point_without_a_coordinate_lies_nowhere() -> None:
    outlines = Outlines(["west"], [polygon(SQUARE)])
    assert outlines.smallest([float("nan"), 2.0], [2.0, float("inf")]) == [None, None]
    assert outlines.smallest([], []) == []


def test_areas_whose_boundary_is_none_are_left_out() -> None:
    none = ["", "{}", '{"type":"Polygon","coordinates":[]}', '{"type":"Point","coordinates":[1,2]}']
    outlines = Outlines(["a", "b", "c", "d", "e"], [*none, polygon(SQUARE)])
    assert outlines.ids == ("e",)
    assert len(outlines) == 1


def test_no_areas_hold_no_point() -> None:
    assert Outlines([], []).smallest([1.0], [1.0]) == [None]


def test_outline_that_crosses_itself_is_mended() -> None:
    # A bow tie: two triangles that meet at (2, 2), each of 2 * 4 / 2.
    bow = outline_of(polygon([(0, 0), (4, 4), (4, 0), (0, 4), (0, 0)]))
    assert bow is not None
    assert bow.is_valid
    assert bow.area == 8


def test_outline_that_crosses_itself_at_every_corner_does_not_take_for_ever() -> None:
    # Mended, its 50,000 strokes would become hundreds of millions of pieces.
    ring: list[tuple[float, float]] = [(step % 170, 50.0 + step % 2) for step in range(50_000)]
    vast = polygon([*ring, (0, 51), ring[0]])
    assert outline_of(vast) is not None
    assert len(Outlines(["vast"], [vast]).smallest([0.0], [0.0])) == 1


def test_point_within_a_horseshoe_is_not_its_empty_middle() -> None:
    ring = [(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (1, 1), (1, 9), (0, 9), (0, 0)]
    outline = outline_of(polygon(ring))
    assert outline is not None
    assert not outline.contains(outline.centroid)
    point = point_within(outline)
    assert _is_inside(ring, point.longitude, point.latitude)


def test_bounds_hold_everything() -> None:
    west, east = outline_of(polygon(SQUARE)), outline_of(polygon(EAST))
    assert west is not None
    assert east is not None
    assert bounds_of([west, east]) == (0, 0, 4, 8)
    assert bounds_of([]) is None


def _wiggly(x: float) -> list[tuple[float, float]]:
    """Return a border from (x, 51) to (x, 52) that strays a little at every hundredth."""
    return [(x + 0.0001 * (step % 2), 51 + step / 100) for step in range(101)]


def test_simplified_neighbours_have_fewer_corners_and_still_share_their_border() -> None:
    border = _wiggly(1.0)
    west = polygon([(0, 51), *border, (0, 52), (0, 51)])
    east = polygon([(2, 51), (2, 52), *reversed(border), (2, 51)])
    drawn = [shapely.from_geojson(each) for each in simplified([west, east], tolerance_m=500)]
    assert all(shapely.get_num_coordinates(each) < 20 for each in drawn)
    assert drawn[0].intersection(drawn[1]).area == pytest.approx(0, abs=1e-9)
    assert drawn[0].union(drawn[1]).area == pytest.approx(2, rel=1e-3)
    assert shapely.get_parts(drawn[0].union(drawn[1])).size == 1


def test_simplified_keeps_the_order_and_leaves_out_what_is_none() -> None:
    found = simplified([polygon(EAST), "", polygon(SQUARE)], tolerance_m=1)
    assert found[1] == ""
    assert shapely.from_geojson(found[0]).equals(shapely.Polygon(EAST))
    assert shapely.from_geojson(found[2]).equals(shapely.Polygon(SQUARE))
    assert simplified([], tolerance_m=1) == []


def _is_inside(ring: Ring, x: float, y: float) -> bool:
    """Tell whether a point lies within a ring, by counting crossings of a ray to the east."""
    n_crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            n_crossed += 1
    return n_crossed % 2 == 1


# The directions go around once, so that a ring of any lengths never crosses itself.
DIRECTIONS = [(2, 0), (2, 1), (1, 2), (0, 2), (-1, 2), (-2, 1), (-2, 0), (-2, -1), (0, -2), (1, -2)]
stars = st.lists(st.integers(1, 9), min_size=len(DIRECTIONS), max_size=len(DIRECTIONS))
offsets = st.integers(-20, 20)
spots = st.floats(-25, 25).map(lambda x: x + 0.0123456789)


@given(st.lists(st.tuples(stars, offsets, offsets), min_size=1, max_size=5), spots, spots)
def test_point_lies_where_a_slow_count_of_crossings_says(
    drawn: list[tuple[list[int], int, int]], x: float, y: float
) -> None:
    rings = [
        [
            (east + length * dx, north + length * dy)
            for length, (dx, dy) in zip(
                lengths + lengths[:1], DIRECTIONS + DIRECTIONS[:1], strict=True
            )
        ]
        for lengths, east, north in drawn
    ]
    names = [f"area {number}" for number in range(len(rings))]
    near = [shapely.LineString(ring).distance(shapely.Point(x, y)) for ring in rings]
    if min(near) < 1e-9:
        return  # On a border the count is not defined.
    expected = {name for name, ring in zip(names, rings, strict=True) if _is_inside(ring, x, y)}
    outlines = Outlines(names, [polygon(ring) for ring in rings])
    assert set(outlines.covering([y], [x])[0]) == expected
