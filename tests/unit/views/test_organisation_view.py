"""One organisation: what it holds and runs, who refers to it, grants, workshops, stories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import DataError
from assetmap.views.organisation.journeys import journeys_of
from assetmap.views.organisation.view import OrganisationView, organisation_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot

DAY = dt.datetime(2026, 6, 10)  # noqa: DTZ001 - a day has no zone
EARLY = dt.datetime(2026, 1, 5)  # noqa: DTZ001
TODAY = dt.date(2026, 9, 1)

HOUSE: dict[str, list[Mapping[str, Any]]] = {
    "Area": [
        {"id": "T", "name": "Town", "level": "town"},
        {"id": "W", "name": "Ward", "level": "ward", "parent_code": "T"},
        {"id": "L", "name": "Small area", "level": "lsoa", "parent_code": "W"},
    ],
    "Location": [
        {"id": "hall", "name": "Hall", "area_code": "L"},
        {"id": "barn", "name": "Barn", "town": "Elsewhere"},
    ],
    "Organisation": [
        {"id": "house", "name": "House", "sector": "vcse", "location_id": "hall"}
        | {"description": "Rooms for all.", "alternate_names": "The House|Number 7"}
        | {"income_band": "under_10k", "identifiers": "GB-CHC-1", "website": "https://h.example"},
        {"id": "gp", "name": "Surgery", "sector": "primary_care", "n_patients": 4000},
        {"id": "fund", "name": "Fund", "sector": "funder"},
        {"id": "shut", "name": "Shut", "status": "defunct"},
    ],
    "Asset": [
        {"id": "a1", "name": "Safe", "kind": "physical", "holder_id": "house"}
        | {"is_shareable": False},
        {"id": "a2", "name": "Kitchen", "kind": "physical", "holder_id": "house"}
        | {"is_shareable": True, "location_id": "hall"},
        {"id": "a3", "name": "Songs", "holder_id": "house"},
        {"id": "a4", "name": "Not ours", "holder_id": "gp", "is_shareable": True},
    ],
    "HAS_USE_OF": [
        {"id": "u1", "from_id": "house", "to_id": "barn", "days_free": "Monday|Friday"},
        {"id": "u2", "from_id": "house", "to_id": "hall"},
    ],
    "LinkWorker": [
        {"id": "lw", "organisation_id": "house", "display_name": "Ada", "consent": "given"}
    ],
    "Champion": [
        {"id": "ch1", "organisation_id": "house", "display_name": "Bob", "consent": "refused"},
        {"id": "ch2", "organisation_id": "gp", "display_name": "Eve", "consent": "given"},
    ],
    "Course": [{"id": "course", "name": "Course"}],
    "COMPLETED": [{"id": "c1", "from_id": "ch1", "to_id": "course"}],
    "Community": [{"id": "carers", "name": "Carers"}],
    "LED_BY": [{"id": "l1", "from_id": "house", "to_id": "carers"}],
    "Need": [{"id": "company", "name": "Company"}, {"id": "walks", "name": "Walks"}],
    "Activity": [
        {"id": "tea", "name": "Tea", "organisation_id": "house", "assured_date": DAY}
        | {"status": "active"},
        {"id": "walk", "name": "Walk", "organisation_id": "house"},
        {"id": "club", "name": "Club", "organisation_id": "house", "status": "inactive"},
        {"id": "check", "name": "Check", "organisation_id": "gp", "assured_date": DAY},
    ],
    "MEETS": [
        {"id": "m1", "from_id": "tea", "to_id": "company"},
        {"id": "m2", "from_id": "club", "to_id": "walks"},
    ],
    "SERVES": [{"id": "s1", "from_id": "tea", "to_id": "W"}],
    "Session": [
        {"id": "t1", "activity_id": "tea", "location_id": "hall", "duration_minutes": 90}
        | {"schedule": "FREQ=WEEKLY;BYDAY=TU", "starts_at_local": "14:00"},
        {"id": "t2", "activity_id": "tea", "schedule": "FREQ=MONTHLY;BYDAY=1SA"}
        | {"valid_to": DAY},
        {"id": "t3", "activity_id": "club", "location_id": "barn"},
    ],
    "FUNDS": [
        {"id": "g1", "from_id": "fund", "to_id": "house", "amount_gbp": 5000, "awarded_on": EARLY}
        | {"grant_id": "F-1"},
        {"id": "g2", "from_id": "fund", "to_id": "house", "awarded_on": DAY},
        {"id": "g3", "from_id": "house", "to_id": "gp", "amount_gbp": 250},
        {"id": "g4", "from_id": "fund", "to_id": "gp", "amount_gbp": 99},
    ],
    "Workshop": [
        {"id": "w1", "purpose": "First", "held_on": EARLY, "area_code": "T"},
        {"id": "w2", "purpose": "Second", "held_on": DAY},
        {"id": "w3", "purpose": "Third", "held_on": DAY},
    ],
    "TOOK_PART_IN": [
        {"id": "p1", "from_id": "house", "to_id": "w1", "part": "host"},
        {"id": "p2", "from_id": "house", "to_id": "w2"},
    ],
    "Story": [
        {"id": "y1", "text": "It helped.", "told_on": EARLY, "consent": "given", "themes": "a|b"},
        {"id": "y2", "text": "Not to be told.", "told_on": DAY, "consent": "not_asked"},
        {"id": "y3", "text": "Tea was good.", "told_on": DAY, "consent": "given"},
        {"id": "y4", "text": "About others.", "consent": "given"},
    ],
    "ABOUT": [
        {"id": "b1", "from_id": "y1", "to_id": "house"},
        {"id": "b2", "from_id": "y2", "to_id": "house"},
        {"id": "b3", "from_id": "y3", "to_id": "tea"},
        {"id": "b4", "from_id": "y4", "to_id": "gp"},
    ],
}


def referrals(source: str | None, target: str, n: int, **columns: Any) -> list[dict[str, Any]]:
    route = "self" if source is None else "professional"
    return [
        {"id": f"{source}{target}{k}{columns}", "episode_id": f"{source}{target}{k}"}
        | {"source_id": source, "target_id": target, "route": route, "made_on": DAY}
        | {"status": "completed"}
        | columns
        for k in range(n)
    ]


@pytest.fixture
def place(make: Make) -> Snapshot:
    return make(HOUSE)


@pytest.fixture
def house(place: Snapshot) -> OrganisationView:
    return organisation_view(place, "house", today=TODAY)


def test_view_says_what_the_organisation_says_of_itself(
    place: Snapshot, house: OrganisationView
) -> None:
    assert (house.name, house.kind) == ("House", "Voluntary and community, Town")
    assert house.facts == (
        "Rooms for all.",
        "Website: https://h.example",
        "Also known as: The House, Number 7",
        "Registered as: GB-CHC-1",
        "Yearly income: Under £10,000",
    )
    surgery = organisation_view(place, "gp", today=TODAY)
    assert surgery.facts == ("4,000 patients on its list.",)
    assert organisation_view(place, "shut", today=TODAY).kind == "Other, Closed"


def test_view_refuses_what_is_no_organisation(place: Snapshot) -> None:
    with pytest.raises(DataError, match="no organisation 'gone'; choose one from the list"):
        organisation_view(place, "gone", today=TODAY)


def test_strengths_that_others_may_use_come_first(house: OrganisationView) -> None:
    assert [(row["name"], row["use"]) for row in house.strengths.rows] == [
        ("Kitchen", "Others may use it"),
        ("Songs", "Not said"),
        ("Safe", "Not for others"),
        ("Barn", "Free on Monday and Friday"),
        ("Hall", "Free days not said"),
    ]
    assert house.strengths.rows[0]["where"] == "Hall"
    assert house.strengths.sentences[:2] == (
        "You hold 3 strengths: others may use Kitchen.",
        "You may also use Barn and Hall.",
    )
    assert "You are led by the people that you are for: Carers." in house.strengths.sentences


def test_people_are_named_by_consent_alone(house: OrganisationView) -> None:
    assert house.strengths.sentences[2] == (
        "1 link worker (Ada) and 1 champion (Champion 1) belong to you; 1 of 2 completed a course."
    )
    assert "Bob" not in str(house)


def test_work_is_told_with_times_places_and_checks(house: OrganisationView) -> None:
    rows = [(row["activity"], row["when"], row["venue"], row["area"]) for row in house.work.rows]
    assert rows == [
        ("Tea", "Tuesdays, 14:00 to 15:30", "Hall", "Ward"),
        ("Tea", "Every month on the first Saturday, time not said (ended 10 June 2026)", "", ""),
        ("Walk", "No regular time recorded", "", ""),
        ("Club", "Days and time not said", "Barn", ""),
    ]
    assert [row["serves"] for row in house.work.rows] == ["Ward", "Ward", "", ""]
    assert [row["checked_on"] for row in house.work.rows] == [DAY.date(), DAY.date(), None, None]
    assert [row["status"] for row in house.work.rows] == ["Open", "Open", "Not said", "Not running"]
    assert house.work.sentences == (
        "You run 2 activities with 1 regular time, at Hall. 1 more does not run now.",
        "What matters there: Company.",
        "1 of 2 was checked in the three months to 10 June 2026; of 1 no check is recorded.",
    )


def test_grants_are_told_both_ways(house: OrganisationView) -> None:
    assert [(row["name"], row["direction"], row["amount_gbp"]) for row in house.money.rows] == [
        ("Fund", "To you", None),
        ("Fund", "To you", 5000.0),
        ("Surgery", "From you", 250.0),
    ]
    assert house.money.sentences == (
        "£5,000 came to you from Fund, in 2 grants. 1 of them without an amount.",
        "£250 went from you to Surgery, in 1 grant.",
    )


def test_an_invitation_to_a_workshop_is_no_part_taken_in_it(make: Make) -> None:
    invitation = {"id": "p3", "from_id": "house", "to_id": "w3", "part": "invited"}
    seats = [*HOUSE["TOOK_PART_IN"], invitation]
    asked = make({**HOUSE, "TOOK_PART_IN": seats})
    workshops = organisation_view(asked, "house", today=TODAY).workshops
    assert workshops.sentences == ("You took part in 2 of 3 workshops. You are invited to 1.",)
    assert "invited" in {row["part"] for row in workshops.rows}


def test_workshops_are_those_taken_part_in_the_newest_first(house: OrganisationView) -> None:
    assert house.workshops.sentences == ("You took part in 2 of 3 workshops.",)
    assert house.workshops.rows == (
        {"purpose": "Second", "held_on": DAY.date(), "area": "", "part": ""},
        {"purpose": "First", "held_on": EARLY.date(), "area": "Town", "part": "host"},
    )


def test_stories_are_told_with_consent_alone(house: OrganisationView) -> None:
    assert [(row["about"], row["text"]) for row in house.stories.rows] == [
        ("Tea", "Tea was good."),
        ("You", "It helped."),
    ]
    assert house.stories.sentences == (
        "2 stories may be told here.",
        "1 more is kept: no consent to share.",
    )
    assert "Not to be told" not in str(house)


def test_every_part_says_so_when_there_is_nothing(make: Make) -> None:
    bare = organisation_view(make({"Organisation": [{"id": "a", "name": "A"}]}), "a", today=TODAY)
    said = [
        part.sentences[0]
        for part in (
            *(bare.strengths, bare.work, bare.partners.partners, bare.introductions),
            *(bare.journeys.received, bare.journeys.sent, bare.money, bare.workshops, bare.stories),
        )
    ]
    for sentence, start in zip(
        said,
        (
            *("No strength of yours", "No activity of yours", "No partnerships have been loaded"),
            *("Without a partner", "No referrals have been loaded", "No referrals have been"),
            *("No grants have been loaded", "No workshops have been loaded", "No story about you"),
        ),
        strict=True,
    ):
        assert sentence.startswith(start)


def test_journeys_count_all_parts_of_the_organisation_and_none_within(make: Make) -> None:
    rows = [
        *referrals("gp", "tea", 12),
        *referrals("gp", "lw", 8),
        *referrals("ch2", "tea", 3),
        *referrals("lw", "tea", 20),
        *referrals("lw", "check", 9),
        *referrals("house", "check", 7),
        *referrals(None, "tea", 5),
        *referrals("gp", "walk", 30, status="entered-in-error"),
        *referrals("gp", "check", 40, made_on=EARLY),
    ]
    found = journeys_of(make({**HOUSE, "Referral": rows}), "house")
    assert [(row["name"], row["own"], row["journeys"]) for row in found.received.rows] == [
        ("Surgery", "Tea", "12"),
        ("Surgery", "Ada", "8"),
        ("Eve", "Tea", "fewer than 8"),
    ]
    assert found.received.sentences == (
        "20 journeys came to you from Surgery, 5 January 2026 to 10 June 2026.",
        "In 1 more line below there were fewer than 8: such numbers are not told.",
        "By themselves came: fewer than 8 journeys.",
    )
    assert [(row["name"], row["own"], row["journeys"]) for row in found.sent.rows] == [
        ("Check", "Ada", "9"),
        ("Check", "You", "fewer than 8"),
    ]


@pytest.mark.parametrize("hidden", range(1, 8))
def test_nothing_told_depends_on_a_small_number(make: Make, hidden: int) -> None:
    def told(n: int) -> str:
        rows = [
            *referrals("gp", "tea", 11),
            *referrals("fund", "tea", n),
            *referrals("ch2", "tea", 4),
            *referrals(None, "walk", n),
            *referrals("lw", "check", n),
        ]
        return str(journeys_of(make({**HOUSE, "Referral": rows}), "house"))

    assert told(hidden) == told(1)


def test_journeys_that_are_none_say_so_for_the_span(make: Make) -> None:
    found = journeys_of(make({**HOUSE, "Referral": referrals("gp", "check", 9)}), "house")
    assert found.received.rows == ()
    assert found.received.sentences == (
        "Nobody referred anybody to you, 10 June 2026 to 10 June 2026.",
    )
    assert found.sent.sentences == ("You referred nobody on, 10 June 2026 to 10 June 2026.",)
