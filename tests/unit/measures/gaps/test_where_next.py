"""Where to put something next, in the town that is worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.measures.gaps.tiny_town import DAY, tie, town

from assetmap.errors import DataError
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix
from assetmap.measures.gaps.reach import Reach
from assetmap.measures.gaps.where_next import where_next
from assetmap.views.measuring.sites import proposed_sites

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
    # What is written down to be in use then stays so.
    taken = town(HAS_USE_OF=[tie("club_body", "shed", days_free="Monday")])
    found = where_next(
        taken, _matrix(taken, Reach(), "weekend"), (0, 0, 0), n=2, is_held_enough=True
    )
    assert found.chosen == ("hall",)


def test_proposed_sites_are_told_in_sentences() -> None:
    place = town(HAS_USE_OF=ROOMS)
    told = proposed_sites(place, "partner", "work", n=2, today=DAY)
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
    with pytest.raises(DataError, match="Nothing that matters is called 'gold'"):
        proposed_sites(place, "partner", "gold", today=DAY)
