"""Who reaches one thing, in the town that is worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

from assetmap.errors import DataError
from assetmap.measures.flows.deprivation import deprivation
from assetmap.measures.gaps.catchment import catchment, deprivation_of
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix

if TYPE_CHECKING:
    from assetmap.model import Snapshot


def _matrix(place: Snapshot, group: str = "everyone", time: str = "any") -> GapMatrix:
    return gap_matrix(place, DAY, GapChoice(needs=(), groups=(group,), times=(time,)))


@pytest.mark.evidence("catchment", "by hand")
def test_catchment_counts_what_each_small_area_reaches() -> None:
    found = catchment(_matrix(town()), need="company")
    assert found.codes == ("N1", "N2", "S1")
    assert found.people.tolist() == [100, 200, 300]
    # N1 lunch; N2 lunch, club and, because it is served, visits; S1 club. The line may serve all.
    assert found.activities.tolist() == [1, 3, 1]
    assert found.activities_at_most.tolist() == [2, 4, 2]
    assert (found.n_activities, found.n_unsized) == (4, 1)


def test_places_are_shared_among_all_who_reach_them() -> None:
    found = catchment(_matrix(town()), need="company")
    # Lunch has 10 places a week for the 300 of N1 and N2, visits 4 for the 200 of N2.
    assert found.per_1000 == pytest.approx([10 / 0.3, 10 / 0.3 + 4 / 0.2, 0])
    alone = catchment(_matrix(town()), activity="lunch")
    assert alone.activities.tolist() == [1, 1, 0]
    assert alone.per_1000 == pytest.approx([10 / 0.3, 10 / 0.3, 0])


def test_catchment_heeds_group_and_time() -> None:
    old = catchment(_matrix(town(), "aged 65+", "TU_afternoon"), need="company")
    assert old.people.tolist() == [20, 50, 0]
    assert old.activities.tolist() == [1, 1, 0]
    assert old.per_1000 == pytest.approx([10 / 0.07, 10 / 0.07, 0])
    assert catchment(_matrix(town(), time="weekend"), activity="lunch").activities.sum() == 0


def test_what_is_not_known_has_no_number() -> None:
    found = catchment(_matrix(town()), activity="choir")  # of no known size
    assert np.isnan(found.per_1000).all()
    rows = town_rows()
    nobody = {
        **rows,
        "Indicator": [each for each in rows["Indicator"] if "pop" not in each["name"]],
    }
    without = catchment(_matrix(made(nobody)), activity="lunch")
    assert np.isnan(without.people).all()
    assert np.isnan(without.per_1000).all()
    assert catchment(_matrix(town()), activity="gone").n_activities == 0
    with pytest.raises(DataError, match="Nothing that matters has the id 'gold'"):
        catchment(_matrix(town()), need="gold")


MATRIX = _matrix(town())


@pytest.mark.evidence("catchment", "all places reached are shared out, on random towns")
@given(people=st.tuples(*[st.integers(1, 10_000)] * 3))
def test_all_places_that_somebody_reaches_are_shared_out(people: tuple[int, int, int]) -> None:
    matrix = replace(MATRIX, residents=np.array(people, dtype=np.float64).reshape(3, 1))
    found = catchment(matrix, need="company")
    assert found.people @ found.per_1000 / 1000 == pytest.approx(14)


def test_deprivation_of_an_area_is_the_mean_of_its_parts() -> None:
    ranks = [indicator(area, "deprivation rank", n) for area, n in (("N1", 10), ("N2", 40))]
    people = [indicator(area, "population", n) for area, n in (("N1", 100), ("N2", 200))]
    place = town(Indicator=[*ranks, *people])
    # 100 people of rank 10 and 200 of rank 40: a low rank is much, so the sign is changed.
    assert dict(deprivation(place)) == {"N1": -10, "N2": -40, "N": -30}
    figures = deprivation_of(place, ("N2", "S1"))
    assert figures["N2"] == -40
    assert np.isnan(figures["S1"])


def test_deprivation_is_empty_where_nothing_tells_of_it() -> None:
    assert dict(deprivation(town(SERVES=[tie("choir", "S")]))) == {}
