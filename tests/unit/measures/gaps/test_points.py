"""The point that stands for an area: the best that is known, whatever was loaded last."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from tests.unit.measures.gaps.tiny_town import indicator

from assetmap.measures.gaps.points import area_points
from assetmap.model import Snapshot, conform

SQUARE = {"type": "Polygon", "coordinates": [[[0, 50], [2, 50], [2, 52], [0, 52], [0, 50]]]}
KNOWN = {
    "loaded": (
        indicator("A", "population-weighted latitude", 51.5),
        indicator("A", "population-weighted longitude", 0.5),
    ),
    "middle": (
        indicator("A", "plain middle latitude", 51.25),
        indicator("A", "plain middle longitude", 1.25) | {"measured_on": "2030-01-01"},
    ),
}
AT = {"loaded": (51.5, 0.5), "middle": (51.25, 1.25), "boundary": (51, 1), "postcodes": (50.5, 1.5)}


def place(*known: str) -> Snapshot:
    boundary = {"boundary": json.dumps(SQUARE)} if "boundary" in known else {}
    postcode = {"id": "M1 1AA", "latitude": 50.5, "longitude": 1.5, "lsoa_code": "A"}
    rows: dict[str, list[dict[str, Any]]] = {
        "Area": [{"id": "A", "name": "A", "level": "lsoa", **boundary}],
        "Indicator": [row for way in known for row in KNOWN.get(way, ())],
        "Postcode": [postcode] if "postcodes" in known else [],
    }
    return Snapshot(
        rows={name: conform(name, pd.DataFrame(each)) for name, each in rows.items() if each}
    )


@pytest.mark.parametrize("n_better", range(4))
def test_people_start_from_the_best_point_that_is_known(n_better: int) -> None:
    ways = list(AT)[n_better:]
    point = area_points(place(*reversed(ways)), ["A"])["A"]
    assert point.way == ways[0]
    assert (point.latitude, point.longitude) == pytest.approx(AT[ways[0]])


def test_half_a_middle_is_none() -> None:
    rows = {"Area": [{"id": "A", "name": "A"}], "Indicator": [KNOWN["middle"][0]]}
    half = Snapshot(rows={name: conform(name, pd.DataFrame(each)) for name, each in rows.items()})
    assert area_points(half, ["A"])["A"].way == ""
