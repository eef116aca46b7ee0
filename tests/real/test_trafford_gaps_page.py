"""What docs/gaps.md tells of Trafford is what assetmap finds, and so do plain pandas and PySAL."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from tests.evidence.gaps_page import REAL, read_real
from tests.real.trafford_files import (
    REACHED_M,
    food_banks_of,
    metres_between,
    points_of,
    rows_of,
    small_areas_of,
)
from tests.real.trafford_gap_figures import KINDS, trafford_figures
from tests.unit.measures.access.peers import pysal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.conftest import LoadedPlace

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def small_areas(real_data: Path) -> pd.DataFrame:
    """Return each small area with its fifth of deprivation: 28 areas in each, 27 in the last."""
    areas = small_areas_of(real_data)
    in_order = areas.sort_values("score", ascending=False, kind="stable").index
    areas["fifth"] = pd.Series([n * 5 // len(areas) + 1 for n in range(len(areas))], in_order)
    return areas


@pytest.fixture(scope="module")
def measured(trafford_store: LoadedPlace) -> dict[str, Any]:
    """Return what assetmap finds; written where `ASSETMAP_WRITE_TRAFFORD_GAPS` is set."""
    found = trafford_figures(trafford_store.snapshot)
    if os.environ.get("ASSETMAP_WRITE_TRAFFORD_GAPS"):
        REAL.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return found


def _points(folder: Path, kind: str) -> pd.DataFrame:
    if kind == "food_banks":
        return food_banks_of(folder)[["lat", "lon"]]
    if kind == "sports":
        sites = rows_of(folder, kind).drop_duplicates("site_id")[["lat", "lon"]]
        return pd.DataFrame({n: pd.to_numeric(sites[n], errors="coerce") for n in sites}).dropna()
    return points_of(folder, kind)


def test_the_page_tells_what_is_found(measured: dict[str, Any]) -> None:
    assert read_real() == measured, "set ASSETMAP_WRITE_TRAFFORD_GAPS=1, then run make generate"


def test_people_and_areas_are_those_of_the_files(
    measured: dict[str, Any], small_areas: pd.DataFrame
) -> None:
    assert (measured["people"], measured["n_areas"]) == (
        round(small_areas["people"].sum()),
        len(small_areas),
    )


@pytest.mark.evidence("gap_matrix", "plain pandas, in Trafford")
@pytest.mark.evidence("two_step_catchment", "PySAL access, in Trafford")
@pytest.mark.evidence("concentration_index", "plain pandas, in Trafford")
@pytest.mark.parametrize("kind", KINDS)
def test_each_row_of_the_page_is_that_of_plain_pandas_and_pysal(
    kind: str, measured: dict[str, Any], small_areas: pd.DataFrame, real_data: Path
) -> None:
    told = next(row for row in measured["places"] if row["what"] == KINDS[kind])
    points = _points(real_data, kind)
    metres = metres_between(small_areas, points["lat"], points["lon"])
    lacking = small_areas[~(metres <= REACHED_M).any(axis=1)]
    assert told["n_places"] == len(points)
    assert told["without"] == lacking["people"].sum()
    assert told["old_without"] == lacking["old"].sum()
    for fifth, name in ((1, "most_deprived"), (5, "least_deprived")):
        people = small_areas["people"][small_areas["fifth"] == fifth].sum()
        without = lacking["people"][lacking["fifth"] == fifth].sum()
        assert told[name] == pytest.approx(without / people, abs=5e-5)
    access = _two_steps(small_areas["people"], metres)
    assert told["index"] == pytest.approx(_index(small_areas, access), abs=5e-5)
    assert told["low"] < told["index"] < told["high"]


def _two_steps(people: pd.Series[float], metres: np.ndarray) -> pd.Series[float]:
    """Return places for each person within a walk, by PySAL."""
    origin, place = np.nonzero(metres <= REACHED_M)
    costs = pd.DataFrame(
        {"origin": people.index[origin], "place": place, "cost": metres[origin, place]}
    )
    supply = pd.Series(1, index=pd.RangeIndex(metres.shape[1]), name="supply")
    return pysal("two_stage_fca", people, supply, costs)


def _index(areas: pd.DataFrame, access: pd.Series[float]) -> float:
    """Return twice the covariance of access and rank from the most deprived, over the mean.

    Areas of one score share a rank: what lies before all of them, and half of what they are.
    """
    rows = areas.assign(access=access)
    weight = rows["people"] / rows["people"].sum()
    by_score = weight.groupby(rows["score"]).sum().sort_index(ascending=False)
    rank = rows["score"].map(by_score.cumsum() - by_score / 2)
    mean = (weight * rows["access"]).sum()
    return float(2 / mean * (weight * (rows["access"] - mean) * (rank - 0.5)).sum())


def test_the_largest_gap_is_the_first_sentence_of_the_page(measured: dict[str, Any]) -> None:
    assert measured["n_gaps"] >= len(measured["gaps"]) > 0
    assert measured["gaps"][0].startswith("Food: ")
