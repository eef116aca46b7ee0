"""Outlines as they are drawn."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from assetmap.views.map import outlines
from assetmap.views.map.outlines import parted


def _square(west: float, south: float) -> dict[str, Any]:
    """A square of a hundredth of a degree on the equator, where a degree is as wide as high."""
    x, y, side = west, south, 0.01
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


SQUARES = {"a": _square(0, 0), "b": _square(0.01, 0)}


def test_few_areas_are_drawn_as_they_are() -> None:
    assert parted(SQUARES) == (SQUARES, None)
    assert parted({}) == ({}, None)


def test_of_many_areas_the_borders_are_gaps_one_dot_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "_MOST_PIECES", 1)
    monkeypatch.setattr(outlines, "_DECIMALS", 9)
    inner, ground = parted(SQUARES)
    left, right = (shapely.geometry.shape(inner[code]).bounds for code in "ab")
    dot = 0.02 / 620  # the whole is two squares across, and seen 620 dots wide
    assert right[0] - left[2] == pytest.approx(dot, rel=1e-3)
    assert left[0] == pytest.approx(dot / 2, rel=1e-3)
    assert left[1] == pytest.approx(dot / 2, rel=1e-3)
    assert ground is not None
    assert shapely.geometry.shape(ground).bounds == (0, 0, 0.02, 0.01)
    assert shapely.geometry.shape(ground).area == pytest.approx(0.0002)


def test_an_area_narrower_than_a_dot_is_still_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "_MOST_PIECES", 1)
    sliver = {
        "type": "Polygon",
        "coordinates": [[[0.02, 0], [0.02001, 0], [0.02001, 0.01], [0.02, 0.01], [0.02, 0]]],
    }
    inner, _ = parted({**SQUARES, "c": sliver})
    assert shapely.geometry.shape(inner["c"]).area > 0
