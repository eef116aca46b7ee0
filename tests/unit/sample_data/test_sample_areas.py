from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import pandas as pd

    Tables = dict[str, pd.DataFrame]
    Ring = list[tuple[float, float]]


@pytest.fixture(scope="module")
def rings(tables: Tables) -> dict[str, Ring]:
    areas = tables["Area"]
    return {
        code: [(x, y) for x, y in json.loads(text)["coordinates"][0]]
        for code, text in zip(areas["id"], areas["boundary"], strict=True)
    }


def _doubled_surface(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _is_inside(x: float, y: float, ring: Ring) -> bool:
    crossings = [
        (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(ring)
        if y1 != y2
    ]
    return sum(crossings) % 2 == 1


def _do_cross(first: Ring, second: Ring) -> bool:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = first, second
    return (
        len({a, b, c, d}) == 4 and side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
    )


def test_outlines_are_closed_rings_against_the_clock_that_never_cross(
    rings: dict[str, Ring],
) -> None:
    for code, ring in rings.items():
        assert ring[0] == ring[-1], code
        assert len(set(ring)) == len(ring) - 1, code
        assert _doubled_surface(ring) > 0, code
        sides = [list(side) for side in pairwise(ring)]
        assert not any(
            _do_cross(one, other) for at, one in enumerate(sides) for other in sides[at + 1 :]
        ), code


def test_outlines_lie_in_the_north_sea(rings: dict[str, Ring]) -> None:
    for ring in rings.values():
        assert all(1.1 < x < 1.6 and 54.85 < y < 55.05 for x, y in ring)


def test_areas_tile_the_one_above(tables: Tables, rings: dict[str, Ring]) -> None:
    areas = tables["Area"].dropna(subset="parent_code")
    for parent, children in areas.groupby("parent_code")["id"]:
        total = sum(_doubled_surface(rings[child]) for child in children)
        assert total == pytest.approx(_doubled_surface(rings[str(parent)]), rel=1e-9), parent
        corners = {corner for child in children for corner in rings[child]}
        assert set(rings[str(parent)]) <= corners, parent


def test_areas_are_nested_level_by_level(tables: Tables) -> None:
    level = tables["Area"].set_index("id")["level"]
    above = tables["Area"]["parent_code"].map(level)
    pairs = set(zip(tables["Area"]["level"], above.fillna("none"), strict=True))
    assert pairs == {
        ("lsoa", "ward"),
        ("ward", "town"),
        ("town", "district"),
        ("district", "system"),
        ("system", "none"),
    }


def test_points_lie_in_the_area_that_they_name(tables: Tables, rings: dict[str, Ring]) -> None:
    places = tables["Location"]
    parent = tables["Area"].set_index("id")["parent_code"]
    for point in places.to_dict("records"):
        assert _is_inside(point["longitude"], point["latitude"], rings[point["area_code"]]), point[
            "name"
        ]
    for point in tables["Postcode"].to_dict("records"):
        assert _is_inside(point["longitude"], point["latitude"], rings[point["lsoa_code"]]), point[
            "id"
        ]
        assert parent[point["lsoa_code"]] == point["ward_code"]
    lsoa_of = tables["Postcode"].set_index("id")["lsoa_code"]
    assert (places["postcode"].map(lsoa_of) == places["area_code"]).all()


def test_populations_add_up_by_age_and_by_area(tables: Tables) -> None:
    indicators = tables["Indicator"]
    people = indicators[indicators["name"] == "population"]
    total = people[people["group"].isna()].set_index("area_code")["value"]
    by_age = people[people["group"].notna()].groupby("area_code")["value"]
    assert by_age.sum().to_dict() == total.to_dict()
    assert (by_age.size() == 9).all()
    parent = tables["Area"].set_index("id")["parent_code"].dropna()
    sums = total[parent.index].groupby(parent).sum()
    assert (sums == total[sums.index]).all()
    assert len(total) == len(tables["Area"])


def test_deprivation_ranks_follow_the_scores(tables: Tables) -> None:
    indicators = tables["Indicator"]
    facts = indicators[indicators["name"].str.startswith("deprivation")].pivot_table(
        index="area_code", columns="name", values="value"
    )
    assert len(facts) == 70
    assert sorted(facts["deprivation rank"]) == list(range(1, 71))
    ordered = facts.sort_values("deprivation rank")
    assert ordered["deprivation score"].is_monotonic_decreasing
    assert ordered["deprivation decile"].tolist() == [1 + at // 7 for at in range(70)]
