"""What a small place could carry, by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.measures.flows.places import YEAR, place, step, tie
from tests.unit.measures.flows.plain_ways import Kind, Theme, spelled_out

from assetmap.errors import DataError
from assetmap.measures.flows.additions import Additions
from assetmap.measures.flows.capacity import WEEKS_A_PLACE_IS_HELD, Span
from assetmap.measures.flows.carrying import Carrying, carrying
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.ways import Ways, ways

if TYPE_CHECKING:
    from assetmap.model import Snapshot

COMPANY, MONEY = Theme("company", "quay"), Theme("money", "quay")


def _people(n: int, source: str, target: str, theme: Theme = COMPANY) -> list[dict[str, Any]]:
    about: dict[str, Any] = {"need_id": theme.need_id or None, "area_code": theme.area_code or None}
    return [
        step(source, target, episode_id=f"{source} {target} {theme} {i}", **about) for i in range(n)
    ]


def _town(referrals: list[dict[str, Any]], **more: Any) -> Snapshot:
    """Return a town whose link worker has room for 10 in 2025 and whose choir has room for 9."""
    tables: dict[str, Any] = {
        "Organisation": [{"id": "gp"}, {"id": "other_gp"}],
        "Area": [
            {"id": "town", "name": "Town", "level": "town"},
            {"id": "quay", "name": "Quay", "level": "ward", "parent_code": "town"},
            {"id": "hill", "name": "Hill", "level": "ward", "parent_code": "town"},
            {"id": "steps", "name": "Steps", "level": "lsoa", "parent_code": "quay"},
        ],
        "Need": [
            {"id": "company", "name": "Company", "parent_id": "people"},
            {"id": "people", "name": "People"},
            {"id": "money", "name": "Money"},
        ],
        "LinkWorker": [{"id": "ann", "capacity_per_year": 10}],
        "COVERS": [tie("ann", "gp")],
        "Activity": [{"id": "choir", "name": "Choir"}],
        "Session": [{"activity_id": "choir", "capacity": 2}],
        "MEETS": [tie("choir", "company")],
        "SERVES": [tie("choir", "quay"), tie("ann", "quay")],
        "Referral": referrals,
    }
    return place(**(tables | more))


def _carrying(town: Snapshot, **more: Any) -> Carrying:
    found = carrying(town, steps_of(town), start=YEAR[0], end=YEAR[1], **more)
    assert found is not None
    return found


def _ways(town: Snapshot) -> Ways:
    return ways(town, steps_of(town), Span(*YEAR), weeks_a_place_is_held=WEEKS_A_PLACE_IS_HELD)


@pytest.mark.evidence("carrying", "by hand")
def test_carrying_names_full_and_missing_activities() -> None:
    referrals = [
        *_people(12, "gp", "ann"),
        *_people(2, "cass", "choir"),
        *_people(3, "", "choir", MONEY),
    ]
    found = _carrying(_town(referrals))
    # Of 14 for company the choir takes 9 (2 x 365 / 84 is 8.7); nothing there is about money.
    assert (found.demand, found.carried, found.unmet) == (17, 9, 8)
    assert found.unmet_by.to_numpy().tolist() == [
        ["company", "quay", 5, "activities"],
        ["money", "quay", 3, "activities"],
    ]
    assert found.bottleneck.to_numpy().tolist() == [
        ["no_activity", "", "money", "quay", 0, 3, True],
        ["activity", "choir", "", "", 9, 5, True],
    ]
    # With more places for company 10 come by the link worker and 2 directly.
    assert found.would_add.to_numpy().tolist() == [
        ["group", "company", "quay", 52, 3],
        ["group", "money", "quay", 52, 3],
    ]


@pytest.mark.evidence("carrying", "by hand")
def test_carrying_names_full_link_workers_and_where_one_more_would_help() -> None:
    town = _town(_people(15, "gp", "ann"), Session=[{"activity_id": "choir", "capacity": 3}])
    found = _carrying(town, additions=Additions(people_a_year=100))
    assert (found.demand, found.carried) == (15, 10)
    assert found.unmet_by.to_numpy().tolist() == [["company", "quay", 5, "link_workers"]]
    assert found.bottleneck.to_numpy().tolist() == [["link_worker", "ann", "", "", 10, 5, True]]
    # The choir has room for 13.
    assert found.would_add.to_numpy().tolist() == [
        ["link_worker", "", "", 100, 3],
        ["link_worker", "", "quay", 100, 3],
    ]


def test_carrying_says_where_both_are_full_and_one_more_of_either_adds_nothing() -> None:
    workers = [{"id": "ann", "capacity_per_year": 9}]
    found = _carrying(_town(_people(15, "gp", "ann"), LinkWorker=workers))
    assert found.unmet_by.to_numpy().tolist() == [["company", "quay", 6, "both"]]
    assert found.bottleneck.to_numpy().tolist() == [
        ["link_worker", "ann", "", "", 9, 6, False],
        ["activity", "choir", "", "", 9, 6, False],
    ]
    assert found.would_add.empty


def test_carrying_names_a_party_from_which_no_link_worker_takes_people() -> None:
    workers = [{"id": "ann"}]
    found = _carrying(_town(_people(2, "gp", "ann"), LinkWorker=workers))
    assert found.bottleneck.to_numpy().tolist() == [
        ["no_link_worker", "gp", "", "quay", 0, 2, True]
    ]
    assert found.n_unknown == 1


def test_carrying_where_all_can_be_carried_has_no_bottleneck() -> None:
    found = _carrying(_town(_people(9, "gp", "ann")))
    assert (found.carried, found.unmet) == (9, 0)
    assert found.bottleneck.empty
    assert found.unmet_by.empty
    assert found.would_add.empty


def test_carrying_of_nobody_is_nothing() -> None:
    town = _town([])
    assert (_carrying(town).demand, _carrying(town).carried) == (0, 0)
    assert carrying(town, steps_of(town)) is None


def test_carrying_as_numbers_is_fit_for_json_and_the_same_each_time() -> None:
    town = _town([*_people(12, "gp", "ann"), *_people(3, "", "choir", MONEY)])
    numbers = _carrying(town).numbers()
    assert list(numbers)[:5] == ["from", "to", "demand", "carried", "unmet"]
    assert json.loads(json.dumps(numbers)) == numbers == _carrying(town).numbers()


def test_a_journey_counts_once_by_its_first_step_if_that_was_made_in_the_span() -> None:
    own = {"need_id": "company", "area_code": "quay"}
    referrals = [
        step("gp", "ann", "2025-01-01", episode_id="one", **own),
        step("ann", "choir", "2025-02-01", episode_id="one"),
        step("gp", "ann", "2024-12-31", episode_id="before", **own),
        step("ann", "choir", "2025-02-01", episode_id="before"),
        step("", "ann", "2025-12-31", episode_id="alone", **own),
        step("gp", "ann", "2026-01-01", episode_id="after", **own),
    ]
    assert spelled_out(_ways(_town(referrals))).n_of == {
        Kind(COMPANY, by_link_worker=True, covered_source=""): 1,
        Kind(COMPANY, by_link_worker=True, covered_source="gp"): 1,
    }


def test_link_workers_take_from_whom_they_cover_else_from_areas_they_serve() -> None:
    workers = [{"id": name, "capacity_per_year": 100} for name in ("ann", "bob", "cy", "dot")]
    hill = Theme("company", "hill")
    referrals = [
        *_people(1, "gp", "ann"),
        *_people(1, "other_gp", "ann"),
        *_people(1, "", "ann", hill),
        *_people(1, "", "ann", Theme("company", "")),
    ]
    serves = [tie("ann", "quay"), tie("bob", "steps"), tie("cy", "town")]
    town = _town(referrals, LinkWorker=workers, SERVES=serves)
    found = spelled_out(_ways(town)).workers_of
    assert found == {
        Kind(Theme("company", ""), True, ""): ("ann", "bob", "cy", "dot"),  # noqa: FBT003
        Kind(hill, True, ""): ("cy", "dot"),  # noqa: FBT003
        Kind(COMPANY, True, ""): ("ann", "bob", "cy", "dot"),  # noqa: FBT003
        Kind(COMPANY, True, "gp"): ("ann",),  # noqa: FBT003
    }


def test_activities_are_for_a_need_or_a_wider_one_in_an_area_or_around_it() -> None:
    names = ("choir", "club", "advice", "far", "closed")
    activities = [{"id": name, "name": name} for name in names]
    sessions = [{"activity_id": name, "capacity": 9} for name in names[:-1]]
    ended = {"valid_to": pd.Timestamp("2025-01-01")}
    meets = [
        tie("choir", "company"),
        tie("club", "people"),
        tie("advice", "money"),
        tie("advice", "company", **ended),
        tie("far", "company"),
        tie("closed", "company"),
    ]
    serves = [tie("choir", "quay"), tie("club", "town"), tie("far", "hill")]
    nothing_said = Theme("", "")
    people = Theme("people", "quay")
    referrals = [
        *_people(1, "", "choir"),
        *_people(1, "", "choir", MONEY),
        *_people(1, "", "choir", people),
        *_people(1, "", "choir", nothing_said),
    ]
    town = _town(referrals, Activity=activities, Session=sessions, MEETS=meets, SERVES=serves)
    found = _ways(town)
    assert spelled_out(found).activities_of == {
        nothing_said: ("advice", "choir", "club", "far"),
        COMPANY: ("choir", "club"),
        MONEY: ("advice",),
        people: ("club",),
    }
    assert found.n_unknown == 1


@pytest.mark.parametrize("wrong", [{"people_a_year": 0}, {"places": 0}])
def test_additions_without_room_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(DataError, match="each must have room for somebody"):
        Additions(**wrong)


# Ann has room for 10 a year and Bea for 2, the choir for 8.7: in half a year for 5, 1 and 4.
UNTIL_JULY, FROM_JULY = {"valid_to": "2025-07-01"}, {"valid_from": "2025-07-01"}
ENDING = {
    "covers": ({"COVERS": [tie("ann", "gp", **UNTIL_JULY), tie("bea", "gp", **FROM_JULY)]}, 1),
    "serves": ({"SERVES": [tie("choir", "quay", **UNTIL_JULY), tie("choir", "hill")]}, 0),
    "meets": ({"MEETS": [tie("choir", "company", **UNTIL_JULY)]}, 0),
}


@pytest.mark.parametrize("name", ENDING)
def test_ties_that_end_count_in_their_own_days_whatever_was_asked_before(name: str) -> None:
    tables, later = ENDING[name]
    people = [*_people(4, "gp", "ann")]
    people += [
        each | {"made_on": pd.Timestamp("2025-08-01"), "episode_id": f"later {number}"}
        for number, each in enumerate(_people(5, "gp", "bea"))
    ]
    workers = [{"id": "ann", "capacity_per_year": 10}, {"id": "bea", "capacity_per_year": 2}]
    town = _town(people, LinkWorker=workers, **tables)
    halves = [(YEAR[0], dt.date(2025, 7, 1)), (dt.date(2025, 7, 1), YEAR[1])]
    found = [
        carrying(town, steps_of(town), start=start, end=end)
        for start, end in [*halves, YEAR, *halves]
    ]
    carried = [None if each is None else (each.demand, each.carried) for each in found]
    assert carried == [(4, 4), (5, later), (9, 9), (4, 4), (5, later)]
