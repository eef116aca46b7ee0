"""A matrix of one group and one time is a part of the larger one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.measures.gaps.tiny_town import DAY, town

from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.narrowing import narrowed


@pytest.mark.parametrize("time", ["any", "weekday_evening", "weekend"])
def test_narrowed_cells_are_those_of_the_larger_matrix(time: str) -> None:
    matrix = gap_matrix(town(), DAY, GapChoice())
    t = [each.key for each in matrix.times].index(time)
    for g, group in enumerate(matrix.groups):
        one = narrowed(matrix, g, t)
        assert (one.groups, one.times) == ((group,), (matrix.times[t],))
        assert one.shape == (*matrix.shape[:2], 1, 1)
        for name in ("reachable", "reachable_at_most", "without", "without_at_least"):
            expected = getattr(matrix, name)[:, :, g, t]
            assert np.array_equal(getattr(one, name)[:, :, 0, 0], expected, equal_nan=True)
        assert np.array_equal(one.people[:, :, 0], matrix.people[:, :, g], equal_nan=True)


def test_narrowed_knows_of_older_people_what_is_worked_out_by_hand() -> None:
    """Lunch, from 65, is on Tuesdays: 20 and 50 are 65 and over in North, 0 in South."""
    matrix = gap_matrix(town(), DAY, GapChoice(times=("weekend", "TU_afternoon")))
    one = narrowed(matrix, 3, 1)
    north, company = one.areas.index("N"), one.needs.index("company")
    assert one.groups[0].key == "aged 65+"
    assert (one.reachable[north, company, 0, 0], one.people[north, company, 0]) == (1, 70)
    assert one.without[north, company, 0, 0] == 0


def test_narrowed_of_places_a_week_is_the_same_by_cell() -> None:
    matrix = gap_matrix(town(), DAY, GapChoice())
    one = narrowed(replace(matrix), 0, 1)
    assert np.array_equal(
        one.places_per_1000[:, :, 0, 0], matrix.places_per_1000[:, :, 0, 1], equal_nan=True
    )


def test_narrowed_to_a_group_that_is_not_there_is_refused() -> None:
    matrix = gap_matrix(town(), DAY, GapChoice())
    with pytest.raises(IndexError, match="tuple index out of range"):
        narrowed(matrix, 6, 0)
