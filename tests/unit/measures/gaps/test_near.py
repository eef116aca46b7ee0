"""By public transport, roughly, in the town that is worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.measures.gaps.tiny_town import DAY, tie, town

from assetmap.errors import DataError
from assetmap.measures.gaps.catchment import catchment
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.near import by_line
from assetmap.measures.gaps.where_next import where_next


def stops(*rows: tuple[str | None, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(line, latitude, -2.0) for line, latitude in rows],
        columns=["line", "latitude", "longitude"],
    )


# A hundredth of a degree is 1,112 m. Line 1 stops 111 m from N1 and from S1; line 2 at N2 alone.
BUSES = stops(("1", 54.021), ("1", 54.001), ("2", 54.01))


def _activities(table: pd.DataFrame, limit: float = 400.0) -> list[int]:
    reach = Reach("stops", limit, costs=table, served=False)
    choice = GapChoice(needs=(), groups=("everyone",), times=("any",), reach=reach)
    found: list[int] = catchment(
        gap_matrix(town(), DAY, choice), need="company"
    ).activities.tolist()
    return found


@pytest.mark.evidence("by_line", "by hand")
def test_one_line_with_a_stop_near_both_reaches_what_walking_does_not() -> None:
    # N1 and S1 each reach the hall (lunch) and the shed (club); visits come to N2.
    assert _activities(BUSES) == [2, 1, 2]


def test_without_a_line_people_reach_what_is_as_near_as_a_stop() -> None:
    assert _activities(stops()) == [1, 1, 1]
    assert _activities(BUSES, limit=100.0) == [1, 1, 1]
    # Two lines with a stop each do not make one: nobody is taken to change.
    assert _activities(stops(("1", 54.021), ("2", 54.001))) == [1, 1, 1]
    assert _activities(stops((None, 54.021), (None, 54.001))) == [1, 1, 1]


def test_venues_are_chosen_by_stops_too() -> None:
    place = town(HAS_USE_OF=[tie("club_body", "shed")])
    reach = Reach("stops", 400.0, costs=BUSES)
    choice = GapChoice(needs=("work",), groups=("everyone",), times=("any",), reach=reach)
    found = where_next(place, gap_matrix(place, DAY, choice), (0, 0, 0), n=1)
    assert (found.chosen, found.people_covered) == (("shed",), 400)


def test_table_of_stops_that_cannot_be_used_is_refused_in_words() -> None:
    with pytest.raises(DataError, match="A table of stops has the columns line, latitude and"):
        Reach("stops", 400.0)
    with pytest.raises(DataError, match="Row 2 of the stops has the latitude 'north'; it must be"):
        Reach(
            "stops",
            costs=pd.DataFrame(
                [("1", 54.0, -2.0), ("1", "north", -2.0)], columns=["line", "latitude", "longitude"]
            ),
        )


@pytest.mark.evidence("by_line", "every pair looked at, on random streets")
@given(
    points=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6),
    ridden=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=8),
)
def test_pairs_are_those_that_a_slow_look_finds(
    points: list[tuple[int, int]], ridden: list[tuple[str, int]]
) -> None:
    homes, venues = (np.array(each) * 0.002 + 54 for each in zip(*points, strict=True))
    west = np.full(len(points), -2.0)
    table = stops(*((line, at * 0.002 + 54) for line, at in ridden))
    found = by_line(homes, west, venues, west, stops=table, walk_m=300.0)
    near = 0.003  # degrees: 334 m is too far, and 222 m is not
    expected = {
        (home, venue)
        for home in range(len(points))
        for venue in range(len(points))
        for line, stop in zip(table["line"], table["latitude"], strict=True)
        for other, further in zip(table["line"], table["latitude"], strict=True)
        if line == other and abs(homes[home] - stop) < near and abs(venues[venue] - further) < near
    }
    assert list(zip(*(each.tolist() for each in found), strict=True)) == sorted(expected)
