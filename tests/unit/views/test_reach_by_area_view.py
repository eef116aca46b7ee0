"""Who can reach something, as a screen tells it, in the town that is worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, town, town_rows
from tests.unit.views.place_on_the_ground import square

from assetmap.errors import DataError
from assetmap.views.reach.choice import (
    WayChoice,
    activities_to_choose,
    groups_to_choose,
    needs_to_choose,
    times_to_choose,
)
from assetmap.views.reach.deprived import equity_sentence, tenths
from assetmap.views.reach.view import ReachChoice, order_words, reach_view

DEPRIVED = [
    indicator(area, "deprivation score", score)
    for area, score in (("N1", 50), ("N2", 20), ("S1", 10))
]


def test_summary_says_how_many_people_and_where_fewest() -> None:
    view = reach_view(town(), ReachChoice(need="company", time="TU_afternoon"), today=DAY)
    assert view.summary == (
        "About 300 of 600 people (50%) can reach something for Company on Tuesday afternoons "
        "within 20 minutes' walk. Fewest do in South: 0%."
    )
    assert [dict(row) for row in view.rows] == [
        {"code": "S", "name": "South", "people": 300, "with_one": 0, "share": 0.0}
        | {"activities": 0.0, "per_1000": 0.0},
        {"code": "N", "name": "North", "people": 300, "with_one": 300, "share": 100.0}
        | {"activities": 1.0, "per_1000": 33.3},
    ]
    assert any("how many can come" in note for note in reach_view(town(), ReachChoice()).notes)


def test_mean_of_an_area_counts_its_people() -> None:
    view = reach_view(town(), ReachChoice(need="company", access="activities"), today=DAY)
    # North: 100 people reach 1 and 200 reach 3.
    assert {row["name"]: row["activities"] for row in view.rows} == {"North": 2.3, "South": 1.0}
    assert view.map.shading.figures == {"N": 2.3, "S": 1.0}
    assert [sign.spot.name for sign in view.map.signs] == ["Club", "Lunch"]


def test_tenths_and_the_index_say_which_way_access_leans() -> None:
    view = reach_view(
        town(Indicator=DEPRIVED), ReachChoice(activity="lunch", access="share"), today=DAY
    )
    # N1 holds the first 100 people (middle 1/12), N2 the next 200 (1/3), S1 the last 300 (3/4).
    assert [(row["name"], row["people"], row["value"]) for row in view.tenths] == [
        ("1, most deprived", 100, 100.0),
        ("4", 200, 100.0),
        ("8", 300, 0.0),
    ]
    beside, leaning = view.equity
    assert beside == "In the most deprived tenth: 100% of people; in the least deprived: 0."
    # Twice the area: 1 - 2 x (1/2 x 1/2 + 1/2) = -1/2, by the curve that is whole from 1/2 on.
    assert "Concentration index -0.50 (95% range " in leaning
    assert leaning.startswith("No difference by deprivation is clear beside chance.")


@pytest.mark.parametrize(("sign", "more", "less"), [(1, "more", "less"), (-1, "less", "more")])
def test_index_says_in_plain_words_who_has_more_and_how_much(
    sign: int, more: str, less: str
) -> None:
    """All is with one half of forty equal areas: the index is 1/2 (or -1/2), and 75 x 1/2 is 38."""
    deprivation = [float(sign * number) for number in range(40)]
    table = pd.DataFrame(
        {"figure": [0.0] * 20 + [1.0] * 20, "deprivation": deprivation, "people": [100.0] * 40}
    )
    _, leaning = equity_sentence(table, "activities", tenths(table))
    assert leaning.startswith(
        f"People in {more} deprived places have more of it: for all to have alike, about 38% of it "
        f"would have to pass from the {more} deprived half of people to the {less} deprived half. "
        f"Concentration index {-sign / 2:+.2f} (95% range "
    )


def test_order_of_areas_is_said_as_it_is() -> None:
    somewhere = reach_view(town(), ReachChoice(activity="lunch"), today=DAY)
    assert order_words(somewhere.rows) == "Those first where fewest people can reach it."
    everywhere = reach_view(town(), ReachChoice(need="belonging"), today=DAY)
    alike = "In every area alike everybody can reach it; those with most people stand first."
    assert order_words(everywhere.rows) == alike
    nowhere = reach_view(town(), ReachChoice(activity="gone"), today=DAY)
    assert order_words(nowhere.rows) == alike.replace("everybody", "nobody")


def test_what_cannot_be_compared_is_said() -> None:
    place = town(Indicator=DEPRIVED)
    alike = reach_view(place, ReachChoice(need="belonging"), today=DAY)
    assert alike.equity == ("It is the same in every area, however deprived.",)
    nobody = reach_view(place, ReachChoice(activity="gone"), today=DAY)
    assert nobody.summary.startswith("Nobody is known to reach gone: none that surely suits")
    assert nobody.equity == ("Nobody reaches any, so there is nothing to compare by deprivation.",)
    unknown = reach_view(town(), ReachChoice(need="company"), today=DAY)
    assert unknown.tenths == ()
    assert "is not on record" in unknown.equity[0]


def test_place_without_people_or_areas_is_told_in_areas() -> None:
    rows = town_rows()
    rows["Indicator"] = [each for each in rows["Indicator"] if each["name"] != "population"]
    view = reach_view(made(rows), ReachChoice(activity="lunch"), today=DAY)
    assert view.summary == "From 2 of 3 areas people can reach Lunch within 20 minutes' walk."
    assert {row["name"]: (row["people"], row["share"]) for row in view.rows} == {
        "North": (None, 100.0),
        "South": (None, 0.0),
    }
    bare = {name: each for name, each in rows.items() if name not in {"Area", "Indicator"}}
    assert reach_view(made(bare), ReachChoice(), today=DAY).summary.startswith("There are no areas")


def test_ways_go_by_a_table_a_straight_line_or_the_area() -> None:
    costs = pd.DataFrame([("S1", "hall", 15)], columns=["origin", "place", "cost"])
    by = {
        "table": reach_view(
            town(), ReachChoice(activity="lunch", way=WayChoice("matrix")), costs, today=DAY
        ),
        "line": reach_view(
            town(), ReachChoice(activity="lunch", way=WayChoice("straight", 500.0)), today=DAY
        ),
        "area": reach_view(town(), ReachChoice(activity="lunch", way=WayChoice("area")), today=DAY),
        "slow": reach_view(
            town(), ReachChoice(activity="lunch", way=WayChoice(km_per_hour=2.4)), today=DAY
        ),
    }
    reached = {way: {row["name"]: row["with_one"] for row in view.rows} for way, view in by.items()}
    assert reached["table"] == {"North": 0, "South": 300}
    assert reached["line"] == reached["slow"] == {"North": 100, "South": 0}
    assert reached["area"] == {"North": 300, "South": 0}
    assert "in the area where they live" in by["area"].summary
    with pytest.raises(DataError, match="columns origin, place and cost; there is no table"):
        reach_view(town(), ReachChoice(way=WayChoice("matrix")), today=DAY)


def test_areas_with_a_boundary_are_drawn_with_their_figures() -> None:
    rows = town_rows()
    for area, west in (("N", -2.0), ("S", -1.9)):
        next(each for each in rows["Area"] if each["id"] == area)["boundary"] = square(west, 54.0)
    view = reach_view(made(rows), ReachChoice(activity="lunch"), today=DAY)
    assert [(shape.code, shape.words) for shape in view.map.shapes] == [
        ("N", "100% of people"),
        ("S", "0% of people"),
    ]
    assert view.map.bounds is not None
    assert list(view.map.bounds) == pytest.approx([-2.0, 54.0, -1.8, 54.1])


def test_what_can_be_chosen_is_listed_in_order() -> None:
    place = town(Community=[{"id": "deaf", "name": "Deaf people"}])
    assert list(needs_to_choose(place).items())[:3] == [
        ("belonging", "Belonging"),
        ("choirs", "Choirs (Belonging)"),
        ("company", "Company (Belonging)"),
    ]
    listed = activities_to_choose(place, "company")
    assert [row["id"] for row in listed.rows] == ["club", "line", "lunch", "visits"]
    assert listed.sentence == "4 activities run."
    assert [row["id"] for row in activities_to_choose(place, words="L UN").rows] == ["lunch"]
    assert list(groups_to_choose(place).items())[::6] == [
        ("everyone", "Everyone"),
        ("deaf", "Deaf people"),
    ]
    assert list(times_to_choose())[:5] == [
        *("any", "weekday_daytime", "weekday_evening", "weekend", "MO_morning")
    ]
