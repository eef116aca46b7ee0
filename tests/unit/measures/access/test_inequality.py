"""Access by deprivation: by hand, as published, and by the formulas written out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.measures.access import concentration_index, fractional_ranks, who_gains

AREAS = [*"abcd"]
_areas = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(1, 500)), min_size=2, max_size=12
)


def series(values: list[float], areas: list[str] | None = None) -> pd.Series[float]:
    return pd.Series(values, index=areas or AREAS[: len(values)], dtype=float)


@pytest.mark.evidence("fractional_ranks", "by hand")
def test_ranks_are_shared_by_areas_as_deprived() -> None:
    found = fractional_ranks(series([20, 40, 20, 10]), series([30, 50, 10, 10]))
    # b is the most deprived with half of the people, a and c are next with 40 in 100.
    assert found.to_dict() == pytest.approx({"a": 0.7, "b": 0.25, "c": 0.7, "d": 0.95})


def test_ranks_are_not_defined_where_deprivation_or_people_are_not_known() -> None:
    found = fractional_ranks(series([20, np.nan, 10]), series([30, 50]))
    assert found.isna().to_dict() == {"a": False, "b": True, "c": True}
    assert fractional_ranks(series([20.0]), series([0.0])).isna().all()


@pytest.mark.evidence("concentration_index", "O'Donnell and others (2008), table 8.1")
def test_deaths_of_children_in_india_come_out_as_published() -> None:
    births = series([29_939, 28_776, 26_528, 24_689, 19_739], [*"12345"])
    deaths = series([154.7, 152.9, 119.5, 86.9, 54.3], [*"12345"])
    poverty = series([5, 4, 3, 2, 1], [*"12345"])
    assert concentration_index(deaths, poverty, births).value == pytest.approx(-0.1694, abs=5e-5)


def test_all_access_in_the_less_deprived_half_is_a_half() -> None:
    found = concentration_index(series([0, 2]), series([40, 20]), series([50, 50]))
    assert found.value == pytest.approx(0.5)
    other = concentration_index(series([2, 0]), series([40, 20]), series([50, 50]))
    assert other.value == pytest.approx(-0.5)


def test_access_spread_evenly_has_no_index_and_no_error() -> None:
    found = concentration_index(series([3, 3, 3]), series([5, 1, 9]), series([10, 40, 5]))
    assert found.value == pytest.approx(0, abs=1e-12)
    assert found.standard_error == pytest.approx(0, abs=1e-6)
    assert found.n_areas == 3


def test_index_is_not_defined_without_access_nor_its_error_for_one_area() -> None:
    nothing = concentration_index(series([0, 0]), series([1, 2]), series([5, 5]))
    assert math.isnan(nothing.value)
    assert math.isnan(nothing.standard_error)
    assert nothing.n_areas == 2
    assert concentration_index(series([]), series([]), series([])).n_areas == 0
    alone = concentration_index(series([3]), series([1]), series([5]))
    assert alone.value == pytest.approx(0)
    assert alone.n_areas == 1
    assert math.isnan(alone.standard_error)


@settings(max_examples=50)
@given(_areas)
def test_index_and_error_are_those_of_the_formulas(areas: list[tuple[int, int, int]]) -> None:
    ids = [f"{number:02}" for number in range(len(areas))]
    access, score, people = (
        series(list(map(float, each)), ids) for each in zip(*areas, strict=True)
    )
    found = concentration_index(access, score, people)
    if access.sum() == 0:
        assert math.isnan(found.value)
        return
    index, error = as_defined(areas)
    assert found.value == pytest.approx(index, abs=1e-9)
    assert found.standard_error == pytest.approx(error, abs=1e-6)
    assert -1 <= found.value <= 1
    mirrored = concentration_index(access, -score, people)
    assert mirrored.value == pytest.approx(-index, abs=1e-9)


def as_defined(areas: list[tuple[int, int, int]]) -> tuple[float, float]:
    """Return twice the covariance over the mean, and Kakwani's error, area by area."""
    total = sum(people for *_, people in areas)
    mean = sum(access * people for access, _, people in areas) / total

    def below(score: float, value: Any) -> float:
        """Return the sum in more deprived areas and half of that in those as deprived."""
        more = float(sum(value(*each) for each in areas if each[1] > score))
        return more + float(sum(value(*each) for each in areas if each[1] == score)) / 2

    ranks = [below(score, lambda *each: each[2]) / total for _, score, _ in areas]
    curve = [below(score, lambda *each: each[0] * each[2]) / mean / total for _, score, _ in areas]
    covariance = sum(
        people / total * (access - mean) * (rank - 0.5)
        for (access, _, people), rank in zip(areas, ranks, strict=True)
    )
    index = 2 * covariance / mean
    parts = [
        access / mean * (2 * rank - 1 - index) + 2 - 2 * under
        for (access, *_), rank, under in zip(areas, ranks, curve, strict=True)
    ]
    squares = sum(each[2] / total * part**2 for each, part in zip(areas, parts, strict=True))
    return index, math.sqrt(max(squares - (1 + index) ** 2, 0) / len(areas))


def test_gains_are_told_by_group() -> None:
    groups = pd.Series(["1", "1", "5", None], index=AREAS)
    found = who_gains(series([0, 1, 2, 3]), series([1, 0.5, 2, 9]), series([30, 10, 20, 5]), groups)
    assert found.to_dict("index") == {
        # 30 people gain 1, 10 lose a half: 25 in all, of 40.
        "1": {
            "people": 40.0,
            "before": 0.25,
            "after": 0.875,
            "gain": 0.625,
            "n_gaining": 30.0,
            "n_losing": 10.0,
            "share": 1.0,
        },
        "5": {
            "people": 20.0,
            "before": 2.0,
            "after": 2.0,
            "gain": 0.0,
            "n_gaining": 0.0,
            "n_losing": 0.0,
            "share": 0.0,
        },
    }


def test_where_nothing_changes_nobody_has_a_share_of_it() -> None:
    groups = pd.Series(["1", "5"], index=AREAS[:2])
    found = who_gains(series([1, 2]), series([1, 2]), series([5, 5]), groups)
    assert found["share"].isna().all()


def test_other_areas_and_areas_twice_are_refused() -> None:
    groups = pd.Series(["1", "5"], index=AREAS[:2])
    with pytest.raises(DataError, match="Access before is of 2 areas and after of others, 1"):
        who_gains(series([1, 2]), series([1]), series([5, 5]), groups)
    with pytest.raises(DataError, match="'a' is twice in the deprivation"):
        fractional_ranks(series([1, 2], ["a", "a"]), series([5, 5]))
    with pytest.raises(DataError, match=r"1 of 2 values of the people are no number .* -5"):
        concentration_index(series([1, 2]), series([1, 2]), series([5, -5]))
