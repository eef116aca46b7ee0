"""Where to put something next, in the town that is worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from tests.unit.measures.gaps.tiny_town import DAY, made, tie, town, town_rows

from assetmap.errors import DataError
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix
from assetmap.measures.gaps.where_next import where_next
from assetmap.measures.siting import Search
from assetmap.views.measuring.sites import VenueChoice, proposed_sites

if TYPE_CHECKING:
    from assetmap.model import Snapshot

ROOMS = [
    tie("far_body", "hall", days_free="Thursday|Sunday"),
    tie("lunch_body", "shed", days_free="Friday"),
    tie("club_body", "shed"),
]


def _matrix(place: Snapshot, reach: Reach, time: str = "weekday_evening") -> GapMatrix:
    choice = GapChoice(needs=("work",), groups=("everyone",), times=(time,), reach=reach)
    return gap_matrix(place, DAY, choice)


@pytest.mark.evidence("where_next", "by hand")
@pytest.mark.parametrize(
    ("reach", "chosen", "added"),
    [
        # The shed is near N2 and S1, 500 people; the hall then adds N1.
        (Reach(), ("shed", "hall"), (500, 100)),
        (Reach("straight", 500), ("shed", "hall"), (300, 100)),
        (Reach("area"), ("hall", "shed"), (300, 300)),
    ],
    ids=["walk", "500 m", "area"],
)
def test_where_next_reaches_most_of_those_who_reach_nothing(
    reach: Reach, chosen: tuple[str, ...], added: tuple[float, ...]
) -> None:
    place = town(HAS_USE_OF=ROOMS)
    found = where_next(place, _matrix(place, reach), (0, 0, 0), n=2)
    assert (found.chosen, found.people_added) == (chosen, added)
    assert found.people_covered == sum(added) <= found.bound <= found.people_without == 600
    assert dict(zip(found.chosen, found.free, strict=True)) == {
        "hall": {"far_body": ("Thursday",)},
        "shed": {"club_body": (), "lunch_body": ("Friday",)},
    }


def test_where_next_asks_which_days_a_venue_is_free() -> None:
    place = town(HAS_USE_OF=ROOMS[:2])
    found = where_next(place, _matrix(place, Reach(), "weekend"), (0, 0, 0), n=5)
    assert found.chosen == ("hall",)
    with pytest.raises(DataError, match="No organisation has the use of a venue that is free"):
        where_next(town(), _matrix(town(), Reach()), (0, 0, 0), n=1)


def test_where_next_tells_whom_it_covers_and_what_else_could_be_chosen() -> None:
    place = town(HAS_USE_OF=ROOMS)
    found = where_next(place, _matrix(place, Reach()), (0, 0, 0), n=1)
    assert found.without.to_dict() == {"N1": 100, "N2": 200, "S1": 300}
    assert found.covered.to_dict() == {"N1": 0, "N2": 200, "S1": 300}
    assert found.instead == ({"hall": 300},)  # N1 and N2


def test_venue_where_somebody_runs_something_will_do_if_asked() -> None:
    place = town(HAS_USE_OF=[tie("far_body", "hall", days_free="Thursday")])
    matrix = _matrix(place, Reach())
    assert where_next(place, matrix, (0, 0, 0), n=2).n_candidates == 1
    found = where_next(place, matrix, (0, 0, 0), n=2, is_held_enough=True)
    assert dict(zip(found.chosen, found.free, strict=True)) == {
        "hall": {"far_body": ("Thursday",), "lunch_body": ()},
        "shed": {"club_body": ()},
    }
    body = {"id": "quiet_body", "name": "Quiet", "location_id": "shed"}
    based = town(Organisation=[body])
    found = where_next(based, _matrix(based, Reach()), (0, 0, 0), n=2, is_held_enough=True)
    assert found.free[0] == {"club_body": (), "quiet_body": ()}
    # What is written down to be in use then stays so.
    taken = town(HAS_USE_OF=[tie("club_body", "shed", days_free="Monday")])
    found = where_next(
        taken, _matrix(taken, Reach(), "weekend"), (0, 0, 0), n=2, is_held_enough=True
    )
    assert found.chosen == ("hall",)


def test_proposed_sites_are_told_in_sentences() -> None:
    place = town(HAS_USE_OF=ROOMS)
    told = proposed_sites(place, "partner", "work", venues=VenueChoice(2), today=DAY)
    assert [row["sentence"] for row in told["sites"]] == [
        (
            "At Shed it would be within reach of about 500 people; it can be had through Club (ask "
            "on which days) and Lunches (Friday)."
        ),
        (
            "At Hall it would be within reach of about 100 more people; it can be had through Far "
            "(Thursday and Sunday)."
        ),
    ]
    assert (told["people_covered"], told["bound"], told["people_without"]) == (600, 600, 600)
    assert (told["gap"], told["gap_share"], told["method"], told["way"]) == (0, 0, "greedy", None)
    assert told["summary"] == (
        "Together about 600 of the 600 people who reach nothing now. No other choice of 2 venues "
        "of the 2 that could be had reaches more people."
    )
    with pytest.raises(DataError, match="Nothing that matters is called 'gold'"):
        proposed_sites(place, "partner", "gold", today=DAY)


def test_people_of_the_rows_add_up_to_those_of_all() -> None:
    # 100.4, 200.4 and 300.4 people by these weights: 500.8 and 100.4 are 601.2.
    place = town(HAS_USE_OF=ROOMS)
    matrix = _matrix(place, Reach())
    heavier = replace(matrix, residents=matrix.residents + 0.4)
    found = where_next(place, heavier, (0, 0, 0), n=2)
    assert found.people_added == pytest.approx((500.8, 100.4))
    assert found.whole_added == (501, 100)
    less = replace(matrix, residents=matrix.residents - 0.3)  # 499.4 and 99.7 are 599.1
    assert where_next(place, less, (0, 0, 0), n=2).whole_added == (499, 100)
    half = replace(matrix, residents=matrix.residents + np.array([[0.45], [0.0], [0.45]]))
    found = where_next(place, half, (0, 0, 0), n=2)  # 500.45 and 100.45 are 600.9
    assert (found.whole_added, round(found.people_covered)) == ((500, 101), 601)


@pytest.mark.evidence("where_next", "by hand")
def test_venues_that_people_go_least_far_to_are_found() -> None:
    place = town(HAS_USE_OF=ROOMS)
    ways = pd.DataFrame(
        [
            *(("N1", "hall", 10), ("N1", "shed", 12), ("N2", "hall", 30), ("N2", "shed", 12)),
            *(("S1", "hall", 40), ("S1", "shed", 200)),
        ],
        columns=["origin", "place", "cost"],
    )
    matrix = _matrix(place, Reach("matrix", 20, costs=ways))
    # To the hall 100 x 10 + 200 x 30 + 300 x 40 = 19,000 minutes, to the shed 100 x 12 + 200 x 12
    # and 300 who count 5 x 20: 33,600. By whom they have within 20 minutes it is the shed.
    assert where_next(place, matrix, (0, 0, 0), n=1).chosen == ("shed",)
    found = where_next(place, matrix, (0, 0, 0), n=1, search=Search("median"))
    assert (found.chosen, found.people_covered, found.bound) == (("hall",), 100, 300)
    assert found.way is not None
    assert found.way[:3] == pytest.approx((19_000 / 600, 19_000 / 600, 100), abs=1e-9)
    told = proposed_sites(
        place,
        "partner",
        "work",
        GapChoice(groups=("everyone",), times=(), reach=matrix.choice.reach),
        venues=VenueChoice(1, search=Search("median", 1)),
        today=DAY,
    )
    assert (told["way"]["gap"], told["gap"], told["seconds"]) == (0, 200, 1)
    assert told["summary"] == (
        "Together about 100 of the 600 people who reach nothing now. Those who reach nothing now "
        "would go 31.7 minutes to the nearest on average, where none within 100 counts as that; no "
        "other choice of as many brings that lower. No choice of 1 venue of the 2 that could be "
        "had can reach more than 300: another might reach 200 more at best, so this one has at "
        "least 33% of what can be had."
    )


def test_walk_to_the_venues_is_told_in_minutes() -> None:
    # The shed is 2,224, 1,112 and 0 metres off: by 1.3 and at 80 metres a minute 36.1, 18.1 and 0.
    place = town(HAS_USE_OF=[tie("club_body", "shed")])
    found = where_next(place, _matrix(place, Reach()), (0, 0, 0), n=1, search=Search("median"))
    assert found.way is not None
    assert found.way.unit == "minutes"
    assert found.way.mean == pytest.approx((100 * 36.14 + 200 * 18.07) / 600, abs=0.02)
    with pytest.raises(DataError, match="Who goes least far can be told by a distance alone"):
        where_next(place, _matrix(place, Reach("area")), (0, 0, 0), n=1, search=Search("median"))


def test_optimum_is_asked_of_where_next() -> None:
    place = town(HAS_USE_OF=ROOMS)
    found = where_next(place, _matrix(place, Reach()), (0, 0, 0), n=1, search=Search("optimum", 5))
    assert (found.chosen, found.people_covered, found.bound) == (("shed",), 500, 500)
    assert found.search == Search("optimum", 5)


def test_time_of_the_largest_gap_is_taken_where_none_is_asked_for() -> None:
    # Company: on weekday evenings nothing for certain; at best the club, of which no time is known
    # and which N1 does not reach. The line may be had by everybody on any morning.
    place = town(HAS_USE_OF=ROOMS)
    told = proposed_sites(place, "partner", "company", today=DAY)
    assert (told["time"], told["people_without"]) == ("weekday_evening", 600)
    assert told["about_time"] == (
        "No time was asked for: for certain most people lack it on weekday evenings, about 600 "
        "people (0 at any time), so this is for then. Another is chosen by --time."
    )
    at_any = GapChoice(groups=("everyone",), times=("any",))
    told = proposed_sites(place, "partner", "company", at_any, today=DAY)
    assert told["summary"] == "Everybody whose home is known reaches something for it then."
    # Lunch is at the hall, which S1 does not reach; the visits are on Saturdays, to N2.
    assert told["about_time"] == (
        "Nobody lacks it at any time, but people do in the daytime on weekdays about 300, on "
        "weekday evenings about 600 and at the weekend about 400."
    )
    assert proposed_sites(place, "partner", "work", today=DAY)["about_time"].startswith(
        "No time was asked for, and at none do more people lack it for certain"
    )


def test_several_groups_or_times_are_refused() -> None:
    place = town(HAS_USE_OF=ROOMS)
    for choice, message in (
        (GapChoice(groups=("everyone",), times=("any", "weekend")), "one time at a time, and 2"),
        (GapChoice(groups=("everyone", "free"), times=()), "one group at a time, and 2 are asked"),
    ):
        with pytest.raises(DataError, match=message):
            proposed_sites(place, "partner", "work", choice, today=DAY)


def test_venue_where_somebody_is_based_does_where_no_use_is_known() -> None:
    told = proposed_sites(town(), "partner", "work", today=DAY)
    assert [row["location_id"] for row in told["sites"]] == ["shed", "hall"]
    assert told["about_venues"].startswith("The map does not say which organisations have the use")
    known = town(HAS_USE_OF=ROOMS)
    hidden = proposed_sites(known, "public", "work", today=DAY)
    assert hidden["about_venues"].startswith("The role public is not told which organisations")
    with pytest.raises(DataError, match="The role public is not told which organisations have"):
        proposed_sites(
            known, "public", "work", venues=VenueChoice(2, is_held_enough=False), today=DAY
        )
    both = proposed_sites(
        known, "partner", "work", venues=VenueChoice(2, is_held_enough=True), today=DAY
    )
    assert both["how"][-1].startswith("Venues are those that an organisation has the use of, and")
    bare = made({**town_rows(), "Session": [], "Organisation": []})
    with pytest.raises(DataError, match="and none is known to be based at one"):
        proposed_sites(bare, "partner", "work", today=DAY)
