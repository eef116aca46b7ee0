"""What a place agreed on is read from its figures, and screens begin with it."""

from __future__ import annotations

import math
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest
from tests.app.test_waiting_screen import opened
from tests.unit.views.test_pathway_view import place

from assetmap.model import Snapshot, conform
from assetmap.views.flows.agreed import AGREED_NAMES, Agreed, agreed
from assetmap.views.gaps.look import layers_there
from assetmap.views.map.choice import shadings

WAIT, FEWEST, MOST = (
    "agreed longest wait",
    "agreed fewest people of a link worker",
    "agreed most people of a link worker",
)


def _with(*rows: tuple[str, float, str | None]) -> Snapshot:
    whole = place()
    area = pd.DataFrame([{"id": "town", "name": "Town", "level": "town"}])
    figures = pd.DataFrame(
        [
            {"id": f"f{at}", "area_code": "town", "name": name, "value": value, "measured_on": day}
            for at, (name, value, day) in enumerate(rows)
        ]
    )
    made = {"Area": conform("Area", area), "Indicator": conform("Indicator", figures)}
    tables: dict[str, Any] = {**whole.rows, **made}
    # Of its own: screens keep what they worked out for a place.
    return Snapshot(store_id=uuid4().hex, revision=2, role="lead", rows=tables)


def test_nothing_agreed_is_what_is_usual() -> None:
    assert agreed(place()) == Agreed(28, (200, 250))


def test_newest_of_each_counts() -> None:
    rows = [(WAIT, 14.0, "2026-01-01"), (WAIT, 21.0, "2025-01-01"), (WAIT, 35.0, None)]
    found = agreed(_with(*rows, (FEWEST, 150.0, None), (MOST, 180.0, None)))
    assert found == Agreed(14, (150, 180))


@pytest.mark.parametrize(
    "rows",
    [
        [(WAIT, -1.0, None)],
        [(WAIT, 10.5, None)],
        [(WAIT, 1e9, None)],
        [(WAIT, math.nan, None)],
        [(FEWEST, 0.0, None)],
        [(FEWEST, 300.0, None)],
        [(FEWEST, 90.0, None), (MOST, 80.0, None)],
    ],
)
def test_what_cannot_be_meant_does_not_count(rows: list[tuple[str, float, str | None]]) -> None:
    assert agreed(_with(*rows)) == Agreed(28, (200, 250))


def test_areas_are_neither_shaded_nor_weighed_by_it() -> None:
    snapshot = _with((WAIT, 14.0, None), ("loneliness", 3.0, None))
    assert not any(name in key for key in shadings(snapshot) for name in AGREED_NAMES)
    assert any("loneliness" in key for key in shadings(snapshot))
    assert not AGREED_NAMES & set(layers_there(snapshot))


def test_screen_begins_with_what_was_agreed() -> None:
    screen = opened(_with((WAIT, 14.0, None)))
    assert screen.number_input[0].value == 14
