"""Who carries the load, in words and rows: each number is worked out in the comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.views.flows.carrying import carrying_view
from assetmap.views.flows.fairness import fairness_view
from assetmap.views.flows.load import LoadChoice, load_view
from assetmap.views.flows.month_span import month_choice
from assetmap.views.flows.relationship import relationship_view

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

YEAR = LoadChoice(dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def _referrals(n: int, target: str, **columns: object) -> list[dict[str, object]]:
    return [
        {
            "id": f"{target}{number}",
            "episode_id": f"{target}{number}",
            "route": "professional",
            "source_id": "gp",
            "target_id": target,
            "made_on": dt.datetime(2025, 1 + number % 12, 3),  # noqa: DTZ001 - a day has no zone
            **columns,
        }
        for number in range(n)
    ]


@pytest.fixture
def town(make: Make) -> Snapshot:
    """Ann sees 3 a year and Ben 1; tea has 1 place for 12 weeks, and 6 people come."""
    return make(
        {
            "Area": [{"id": "A1", "name": "Harbour", "level": "ward"}],
            "Need": [{"id": "company", "name": "Company"}],
            "Organisation": [
                {"id": "gp", "name": "Surgery", "sector": "primary_care", "n_patients": 4000},
                {"id": "club", "name": "Club", "sector": "vcse"},
                {"id": "hub", "name": "Hub", "sector": "vcse"},
                {"id": "choir", "name": "Choir", "sector": "vcse"},
            ],
            "LinkWorker": [
                {"id": "ann", "display_name": "Ann", "consent": "given", "organisation_id": "hub"}
                | {"capacity_per_year": 300},
                {"id": "ben", "display_name": "Ben", "consent": "given", "organisation_id": "hub"}
                | {"capacity_per_year": 300},
            ],
            "Activity": [{"id": "tea", "name": "Tea", "organisation_id": "club"}],
            "Location": [{"id": "hall", "name": "Hall", "area_code": "A1"}],
            "Session": [
                {"id": "s", "activity_id": "tea", "location_id": "hall", "capacity": 1},
            ],
            "MEETS": [{"id": "m", "from_id": "tea", "to_id": "company"}],
            "Survey": [{"id": "asked", "asked_on": dt.datetime(2025, 2, 1)}],  # noqa: DTZ001
            "ASKED": [
                {"id": f"asked {id_}", "from_id": "asked", "to_id": id_}
                | {"answered_on": dt.datetime(2025, 2, 1)}  # noqa: DTZ001
                for id_ in ("hub", "club")
            ],
            "PARTNERS_WITH": [
                {"id": "p", "from_id": "hub", "to_id": "club", "survey_id": "asked"}
                | {"reliability": 4}
            ],
            "Referral": [
                *_referrals(3, "ann"),
                *_referrals(1, "ben"),
                *_referrals(6, "tea", need_id="company", area_code="A1"),
                *_referrals(1, "choir"),
            ],
        }
    )


def test_sentence_says_who_is_over_and_who_has_room(town: Snapshot) -> None:
    found = load_view(
        town, "lead", LoadChoice(dt.date(2025, 1, 1), dt.date(2026, 1, 1), (2.0, 2.5))
    )
    # 365 days a year of 365.25; a place is held 12 weeks: 365 / 84 = 4.35 people, 6 / 4.35 = 138%.
    assert found.summary == (
        "Of 2 link workers, 1 is above 2 people a year (Ann: 3 a year) and 1 is below 2 "
        "(Ben: 1 a year). Of 1 activity, one had more people sent than there was room for "
        "(Tea: 138% of its room), and 0 have room left."
    )
    assert [(row["name"], row["state"]) for row in found.workers] == [
        ("Ann", "Over"),
        ("Ben", "Has room"),
    ]
    (tea,) = found.activities
    assert (tea["n"], tea["room"], tea["share"], tea["places"]) == (6, 4, 138, 1)
    assert found.n_elsewhere == 1  # to the choir itself


def test_weeks_and_band_are_the_place_s_to_say(town: Snapshot) -> None:
    short = LoadChoice(YEAR.start, YEAR.end, weeks=4.0)
    (tea,) = load_view(town, "lead", short).activities
    assert (tea["share"], tea["state"]) == (46, "Has room")  # 6 of 365 / 28


def test_a_load_beside_room_and_funding(town: Snapshot) -> None:
    rows = {row["name"]: row for row in fairness_view(town, "lead", YEAR).rows}
    # 11 referrals to organisations: 6 to the club, 4 to the hub, 1 to the choir.
    assert (rows["Club"]["n"], rows["Club"]["of_referrals"]) == (6, 54.5)
    assert rows["Choir"]["of_room"] is None
    assert rows["Hub"]["of_funding"] is None  # nobody was funded: there is nothing to share


def test_three_lists_of_flow_and_relationship(town: Snapshot) -> None:
    unused, not_trusted, no_tie = relationship_view(town, "lead", YEAR).lists
    assert [row["sentence"] for row in unused.rows] == ["Hub to Club: 0 referrals, trust 4 of 4."]
    assert not not_trusted.rows
    assert [(row["target"], row["n"]) for row in no_tie.rows] == [
        ("Club", 6),
        ("Hub", 4),
        ("Choir", 1),
    ]


def test_what_could_be_carried_names_what_holds_it_back(town: Snapshot) -> None:
    found = carrying_view(town, "lead", YEAR)
    # Each of the 11 needs one place at an activity, and tea alone has places: 4.
    assert found.summary == (
        "Of 11 people whose journey began in these months, there was room for 4 (36%). What holds "
        "back most: Tea is full (4 people); 7 people more would need it."
    )
    assert sum(row["n"] for row in found.unmet) == 7
    assert {row["short_of"] for row in found.unmet} == {"Places at activities"}


def test_months_shown_first_are_the_last_whole_ones(make: Make, town: Snapshot) -> None:
    # From 3 January to 3 June 2025: the first and the last month are there in part.
    choice = month_choice(town, "lead")
    assert choice is not None
    assert (choice.first, choice.last) == (dt.date(2025, 2, 1), dt.date(2025, 5, 1))
    assert len(choice.months) == 6
    assert month_choice(make({}), "lead") is None


@pytest.mark.parametrize("view", [load_view, fairness_view, relationship_view, carrying_view])
def test_below_lead_the_load_is_refused(town: Snapshot, view: Callable[..., object]) -> None:
    with pytest.raises(DataError, match="told to a lead alone, not to a partner"):
        view(town, "partner", YEAR)
    with pytest.raises(DataError, match="There is no role 'boss'"):
        view(town, "boss", YEAR)


def test_days_are_refused_below_lead(town: Snapshot) -> None:
    with pytest.raises(DataError, match="told to a lead alone, not to a public"):
        month_choice(town, "public")


def test_nobody_s_journey_and_no_party(make: Make) -> None:
    nothing = make({})
    assert load_view(nothing, "lead", YEAR).summary == (
        "No link worker and no activity is written down."
    )
    assert carrying_view(nothing, "lead", YEAR).summary == (
        "Nobody's journey began in these months."
    )
    assert fairness_view(nothing, "lead", YEAR).summary == (
        "No organisation was referred to in these months."
    )
