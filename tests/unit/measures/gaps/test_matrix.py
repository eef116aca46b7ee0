"""The matrix of a town that is worked out by hand, and what must hold of every town."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

from assetmap.errors import DataError
from assetmap.measures.gaps.behind import behind
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.needs import AskedFor, Weighting
from assetmap.model import Snapshot


def _cell(
    matrix: GapMatrix, area: str, need: str, group: str = "everyone", time: str = "any"
) -> tuple[int, int, int, int]:
    return (
        matrix.areas.index(area),
        matrix.needs.index(need),
        [each.key for each in matrix.groups].index(group),
        [each.key for each in matrix.times].index(time),
    )


def _matrix(place: Snapshot, **choice: Any) -> GapMatrix:
    return gap_matrix(place, DAY, GapChoice(**choice))


@pytest.mark.evidence("gap_matrix", "by hand")
@pytest.mark.parametrize(
    ("area", "need", "time", "reachable", "at_most", "without"),
    [
        # Lunch at the hall is near N1 and N2; visits come to N2; the line may be had anywhere,
        # and the club may be for any part of belonging: at the shed it is near N2.
        ("N", "company", "any", 3, 4, 0),
        ("N", "company", "weekday_daytime", 1, 3, 0),
        ("N", "company", "weekday_evening", 0, 1, 300),
        ("N", "company", "weekend", 1, 3, 100),  # N1 has no visits
        # South reaches the shed alone; its 300 people are under 65.
        ("S", "company", "any", 1, 2, 0),
        ("S", "company", "weekday_daytime", 0, 2, 300),
        ("S", "choirs", "weekday_evening", 1, 2, 0),
        ("N", "choirs", "weekday_evening", 1, 2, 100),
        ("S", "belonging", "any", 2, 3, 0),
        ("N", "work", "any", 0, 0, 300),
    ],
)
def test_matrix_counts_what_can_be_reached_and_who_reaches_nothing(
    area: str, need: str, time: str, reachable: int, at_most: int, without: float
) -> None:
    matrix = _matrix(town())
    cell = _cell(matrix, area, need, time=time)
    assert matrix.reachable[cell] == reachable
    assert matrix.reachable_at_most[cell] == at_most
    assert matrix.without[cell] == without


@pytest.mark.parametrize(
    ("area", "need", "group", "reachable", "at_most", "in_need"),
    [
        # Lunch is from 65; it is free, and its door is level. Of the others that is not known.
        ("N", "company", "aged 65+", 3, 4, 70),
        ("S", "choirs", "aged 65+", 2, 2, 0),
        ("N", "company", "free", 1, 4, math.nan),
        ("N", "company", "step-free", 1, 4, math.nan),
        ("S", "choirs", "free", 0, 1, math.nan),
        ("S", "choirs", "speaks Polish", 1, 2, math.nan),
    ],
)
def test_matrix_tells_groups_apart(
    area: str, need: str, group: str, reachable: int, at_most: int, in_need: float
) -> None:
    matrix = _matrix(town(), groups=("everyone", group))
    cell = _cell(matrix, area, need, group)
    assert (matrix.reachable[cell], matrix.reachable_at_most[cell]) == (reachable, at_most)
    assert matrix.people[cell[:3]] == pytest.approx(in_need, nan_ok=True)


def test_ages_below_the_lowest_are_not_welcome() -> None:
    matrix = _matrix(town(), groups=("0-17",), times=("weekday_daytime",))
    assert matrix.reachable[_cell(matrix, "N", "company", "aged 0-17", "weekday_daytime")] == 0


def test_a_community_is_met_by_what_welcomes_it() -> None:
    community = [{"id": "deaf", "name": "Deaf people"}, {"id": "carers", "name": "Carers"}]
    place = town(
        Community=community,
        WELCOMES=[tie("choir", "deaf"), tie("club", "carers")],
        Indicator=[indicator("S1", "population", 12, "Deaf people")],
    )
    matrix = _matrix(place, groups=("deaf people",))
    cell = _cell(matrix, "S", "choirs", "Deaf people")
    # The club names a community, and this is not it.
    assert (matrix.reachable[cell], matrix.reachable_at_most[cell]) == (1, 1)
    assert matrix.people[cell[:3]] == 12


def test_places_a_thousand_are_bounded_where_size_or_time_is_not_known() -> None:
    matrix = _matrix(town())
    known, most = matrix.places_per_1000, matrix.places_per_1000_at_most
    lunch = _cell(matrix, "N", "company", time="weekday_daytime")
    # 10 places for 300 people; at most also the line's 2 on 5 days and the club's 30 on 5 days,
    # in one of two parts of each of which 7 it may be: no more than 30 on 7 days in all.
    assert known[lunch] == pytest.approx(1000 * 10 / 300)
    assert most[lunch] == pytest.approx(1000 * (10 + 10 + 210) / 300)
    choir = _cell(matrix, "S", "choirs", time="weekday_evening")
    assert (known[choir], most[choir]) == pytest.approx((0, 1000 * (30 + 150) / 300))


@pytest.mark.parametrize(
    ("reach", "reachable"),
    [
        (Reach("area"), {"N": 2, "S": 1}),
        (Reach("area", served=False), {"N": 2, "S": 1}),  # visits come to people
        (Reach("straight", 1112), {"N": 3, "S": 1}),
        (Reach("straight", 1111), {"N": 2, "S": 1}),
        (Reach("straight", 2300), {"N": 3, "S": 2}),
        (Reach("walk", 18.1), {"N": 3, "S": 1}),  # 1,113.8 metres
        (Reach("walk", 18), {"N": 2, "S": 1}),  # 1,107.7 metres
    ],
    ids=[
        *("area", "area and what comes", "1,112 m", "1,111 m", "2,300 m", "18.1 min", "18 min"),
    ],
)
def test_reach_is_inclusive_and_as_it_was_chosen(reach: Reach, reachable: dict[str, int]) -> None:
    matrix = _matrix(town(), reach=reach)
    found = {area: matrix.reachable[_cell(matrix, area, "company")] for area in matrix.areas}
    assert found == reachable


def test_reach_by_a_table_is_what_the_table_says() -> None:
    costs = pd.DataFrame(
        {"origin": ["N1", "S1", "X"], "place": ["hall", "hall", "shed"], "cost": [30, 31, 1]}
    )
    matrix = _matrix(town(), reach=Reach("matrix", 30, costs=costs))
    assert matrix.reachable[_cell(matrix, "N", "company", time="weekday_daytime")] == 1
    assert matrix.reachable[_cell(matrix, "S", "company")] == 0


def test_what_says_that_it_serves_an_area_is_reached_unless_venues_count_alone() -> None:
    place = town(SERVES=[tie("lunch", "S")])
    for served, n in ((True, 1), (False, 0)):
        matrix = _matrix(place, reach=Reach(served=served))
        assert matrix.reachable[_cell(matrix, "S", "company", time="weekday_daytime")] == n


@pytest.mark.evidence("shares_asked", "by hand")
def test_weights_and_journeys_say_how_many_are_in_need() -> None:
    place = town(
        Indicator=[
            *(
                indicator(area, "deprivation score", score)
                for area, score in (("N1", 10.0), ("N2", 30.0), ("S1", 20.0))
            ),
            indicator("N1", "loneliness", 25.0, unit="%, modelled"),
        ]
    )
    weighting = Weighting({"deprivation": 1, "loneliness": 3})
    matrix = _matrix(place, weighting=weighting)
    # N1: the least deprived and a quarter lonely; N2 and S1: by deprivation alone, 1 and a half.
    n1 = (1 * 0 + 3 * 0.25) / 4
    found = [matrix.people[_cell(matrix, area, "company")[:3]] for area in "NS"]
    assert found == pytest.approx([100 * n1 + 200 * 1, 300 * 0.5])
    asked = AskedFor({("N", "company"): 8, ("S", "company"): 2}, {"N": 10, "S": 30})
    weighed = gap_matrix(place, DAY, GapChoice(), asked=asked)
    # 10 of 40 journeys of the place: (8 + 20 / 4) / (10 + 20), and (2 + 20 / 4) / (30 + 20).
    found = [weighed.people[_cell(weighed, area, "company")[:3]] for area in "NS"]
    assert found == pytest.approx([300 * 13 / 30, 300 * 7 / 50])
    assert weighed.people[_cell(weighed, "N", "work")[:3]] == 0


@pytest.mark.evidence("named_gaps", "by hand")
def test_named_gaps_leave_out_what_lies_in_a_wider_one() -> None:
    place = town()
    matrix = _matrix(place, groups=("everyone", "aged 65+"))
    found = [
        (
            *(matrix.needs[gap.need], matrix.areas[gap.area], matrix.groups[gap.group].key),
            *(matrix.times[gap.time].key, gap.people),
        )
        for gap in named_gaps(place, matrix)
    ]
    assert found == [
        ("work", "N", "everyone", "any", 300),
        ("work", "S", "everyone", "any", 300),
        # Belonging is met by nothing in the daytime either: company and choirs lie in it.
        ("choirs", "N", "everyone", "weekday_daytime", 300),
        ("belonging", "S", "everyone", "weekday_daytime", 300),
        ("company", "N", "everyone", "weekday_evening", 300),
        ("company", "S", "everyone", "weekday_evening", 300),
        ("choirs", "N", "everyone", "weekend", 300),
        ("belonging", "S", "everyone", "weekend", 300),
    ]


def test_rows_behind_a_cell_add_up_to_it() -> None:
    place = town()
    matrix = _matrix(place)
    cell = _cell(matrix, "N", "company", time="weekend")
    found = behind(place, matrix, cell)
    assert found.starts["people"].sum() == matrix.people[cell[:3]] == 300
    assert found.starts["people"][found.starts["reachable"] == 0].sum() == matrix.without[cell]
    sure = found.offers[found.offers[["is_reached", "is_on", "suits"]].all(axis=1)]
    assert sure["activity_id"].tolist() == ["visits"]
    assert found.offers["activity_id"].tolist() == ["lunch", "club", "line", "visits"]
    assert found.offers["distance_m"].round().tolist()[:2] == [0, 1112]
    assert set(found.indicators["area_code"]) == {"N1", "N2"}


def test_a_place_without_anything_has_no_gaps() -> None:
    matrix = _matrix(Snapshot())
    assert matrix.shape == (0, 0, 6, 4)
    assert named_gaps(Snapshot(), matrix) == ()


def test_where_people_are_not_known_a_gap_is_of_all_and_counts_last() -> None:
    rows = town_rows() | {"Indicator": [indicator("S1", "population", 300)]}
    place = made(rows)
    matrix = _matrix(place, groups=("everyone",), reach=Reach("area"))
    gaps = named_gaps(place, matrix)
    unknown = [gap for gap in gaps if math.isnan(gap.people)]
    assert [(matrix.needs[gap.need], matrix.times[gap.time].key) for gap in unknown] == [
        *(("choirs", "any"), ("work", "any"), ("belonging", "weekday_evening")),
    ]
    assert {matrix.areas[gap.area] for gap in unknown} == {"N"}
    n_known = sum(not math.isnan(gap.people) for gap in gaps)
    assert all(math.isnan(gap.people) for gap in gaps[n_known:])


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"level": "msoa"}, "no area of level 'msoa'; there are areas of level lsoa, ward"),
        ({"needs": ("gold",)}, "Nothing that matters has the id 'gold'"),
        ({"groups": ("giants",)}, "There is no group 'giants'"),
        ({"weighting": Weighting({"wind": 1})}, "There is no layer 'wind'"),
        ({"weighting": Weighting({"loneliness": 0})}, "'loneliness' weighs 0; it must be a number"),
    ],
)
def test_what_cannot_be_asked_is_refused(choice: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        _matrix(town(), **choice)


@pytest.mark.parametrize(
    ("reach", "message"),
    [
        ({"limit": -1}, "The reach is -1; it must be 0 or more"),
        ({"km_per_hour": 0}, "Walking goes at 0 km/h"),
        ({"detour": 0.5}, "the detour at least 1"),
        ({"kind": "matrix"}, "columns origin, place and cost; there is no table"),
        ({"kind": "matrix", "costs": pd.DataFrame({"a": [1]})}, "there is columns a"),
        (
            {"kind": "matrix"}
            | {"costs": pd.DataFrame({"origin": ["a"], "place": ["b"], "cost": ["far"]})},
            "Row 1 of the travel times has the cost 'far'",
        ),
        *(
            (
                {"kind": "matrix"}
                | {"costs": pd.DataFrame({"origin": ["a"], "place": ["b"], "cost": [cost]})},
                f"Row 1 of the travel times has the cost {cost}; it must be a number, 0 or more.",
            )
            for cost in (-1, -1.5)
        ),
        (
            {"kind": "stops"}
            | {"costs": pd.DataFrame({"line": ["1"], "latitude": [99.0], "longitude": [-2.0]})},
            "Row 1 of the stops has the latitude 99.0; it must be a number of degrees",
        ),
    ],
)
def test_a_reach_that_is_none_is_refused(reach: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        Reach(**reach)


def test_the_share_of_a_gap_must_be_one() -> None:
    place = town()
    with pytest.raises(DataError, match="The least share of people is 0; it must be above 0"):
        named_gaps(place, _matrix(place), least_share=0)


rules = st.sampled_from([None, "FREQ=WEEKLY;BYDAY=TU,SA", "FREQ=MONTHLY;BYDAY=1SU", "FREQ=WEEKLY"])
starts_at = st.sampled_from([None, "09:00", "14:00", "19:30"])
needs = st.sampled_from(["belonging", "company", "choirs", "work"])
venues = st.sampled_from(["hall", "shed"])
further = st.lists(st.tuples(rules, starts_at, needs, venues), min_size=1, max_size=4)


def _with(
    activities: list[tuple[str | None, str | None, str, str]], prefix: str = "more"
) -> Snapshot:
    ids = [f"{prefix}{number}" for number in range(len(activities))]
    return town(
        Activity=[{"id": id_, "name": id_} for id_ in ids],
        Session=[
            {"id": f"at {id_}", "activity_id": id_, "location_id": venue}
            | {"schedule": rule, "starts_at_local": starts}
            for id_, (rule, starts, _, venue) in zip(ids, activities, strict=True)
        ],
        MEETS=[tie(id_, each[2]) for id_, each in zip(ids, activities, strict=True)],
    )


@cache
def _before() -> GapMatrix:
    return _matrix(town())


@pytest.mark.evidence("gap_matrix", "more activities enlarge no gap, on random towns")
@settings(max_examples=8)
@given(further)
def test_more_activities_never_enlarge_a_gap(
    activities: list[tuple[str | None, str | None, str, str]],
) -> None:
    before, after = _before(), _matrix(_with(activities))
    for name in ("without", "without_at_least"):
        less = np.nan_to_num(getattr(after, name)) <= np.nan_to_num(getattr(before, name))
        assert less.all(), name
    assert (after.reachable >= before.reachable).all()
    assert (after.reachable <= after.reachable_at_most).all()
    assert (np.nan_to_num(after.without_at_least) <= np.nan_to_num(after.without)).all()


@settings(max_examples=4)
@given(further, st.sampled_from(["a", "zz"]))
def test_what_activities_are_called_makes_no_difference(
    activities: list[tuple[str | None, str | None, str, str]], prefix: str
) -> None:
    one, other = _matrix(_with(activities)), _matrix(_with(activities[::-1], prefix))
    assert (one.reachable == other.reachable).all()
    assert np.array_equal(one.without, other.without, equal_nan=True)
    known, others = one.places_per_1000, other.places_per_1000
    assert np.allclose(known, others, rtol=1e-12, equal_nan=True)


def test_a_matrix_of_another_choice_is_another() -> None:
    choice = GapChoice(needs=("company",))
    matrix = gap_matrix(town(), DAY, replace(choice, times=("TU_afternoon", "any")))
    assert matrix.reachable[:, 0, 0].tolist() == [[1, 3], [0, 1]]
