from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.views.place_on_the_ground import PLACE

from assetmap.views.map.choice import ACTIVITIES, PlaceChoice, shading_key
from assetmap.views.map.panel import PlacePanel, place_panel
from assetmap.views.map.view import map_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot

WARDS = PlaceChoice(level="ward", shade=ACTIVITIES)


@pytest.fixture
def place(make: Callable[..., Snapshot]) -> Snapshot:
    return make(PLACE)


def panel(place: Snapshot, id_: str, choice: PlaceChoice = WARDS) -> PlacePanel:
    found = place_panel(place, map_view(place, choice), id_)
    assert found is not None
    return found


def test_area_tells_its_numbers_each_in_a_sentence(place: Snapshot) -> None:
    ash = panel(place, "A")
    assert (ash.name, ash.what, ash.party_id) == ("Ash", "Ward, in Town", "")
    assert ash.sentences == [
        "1,500 people live here.",
        "2 activities are on here, 1.33 for every 1,000 people: no other of 4 areas has more.",
        "1 organisation is based here.",
        "No strength is kept here.",
    ]
    assert [(row["name"], row["what"]) for row in ash.rows] == [
        ("Tea", "Activity"),
        ("Walk", "Activity"),
        ("Advice", "Organisation"),
    ]


def test_area_tells_what_it_is_shaded_by(place: Snapshot) -> None:
    choice = replace(WARDS, shade=shading_key("deprivation", "", "2026-06-10"))
    assert panel(place, "C", choice).sentences[0] == (
        "Deprivation (10 June 2026): 2 (decile); number 2 of 2 areas, counted from the most."
    )
    assert panel(place, "D", choice).sentences[0] == "Deprivation (10 June 2026): not known here."
    people = replace(WARDS, shade=shading_key("population", "", "2026-06-10"))
    assert panel(place, "A", people).sentences[0] == (
        "Population (10 June 2026): 1,500 people (added up from the smaller areas within); "
        "number 2 of 3 areas, counted from the most."
    )


def test_area_counts_only_what_is_on_then(place: Snapshot) -> None:
    ash = panel(place, "A", replace(WARDS, day="weekdays", part="evening"))
    assert ash.sentences[1] == (
        "1 activity is on here on Monday to Friday in the evening, 0.67 for every 1,000 people: "
        "no other of 4 areas has more."
    )
    assert ash.rows_title == "What is here on Monday to Friday in the evening"
    assert [(row["name"], row["when"]) for row in ash.rows] == [
        ("Tea", "Fridays, 18:00"),
        ("Advice", ""),
    ]


def test_area_of_another_level_says_so(place: Snapshot) -> None:
    assert panel(place, "T").sentences == [
        "This area is of another level than those on the map now."
    ]


def test_area_of_which_nothing_is_known_says_so(place: Snapshot) -> None:
    assert panel(place, "E").sentences == ["It has no boundary, and nothing in it is known."]


def test_organisation_tells_what_it_runs_and_leads_to_its_ties(place: Snapshot) -> None:
    advice = panel(place, "o1")
    assert (advice.party_id, advice.ties, advice.is_organisation) == ("o1", "partnerships", True)
    assert advice.sentences == [
        "Where: Ash Hall, in Ash.",
        "Sector: Voluntary and community.",
        "It runs 2 activities here.",  # not the one that has stopped
        "Partnerships are named with 3 others.",
    ]
    assert [row["name"] for row in advice.rows] == ["Tea", "Walk"]


def test_activity_tells_when_where_and_for_what(place: Snapshot) -> None:
    tea = panel(place, "tea")
    assert (tea.party_id, tea.ties) == ("tea", "whole_map")
    assert tea.sentences == [
        "Where: Ash Hall, in Ash.",
        "When: Tuesdays, 10:00 to 11:30; Fridays, 18:00.",
        "Run by Advice.",
        "For what matters: Company.",
        "Cost: Free.",
        "Last checked on 10 June 2026.",
    ]


def test_asset_is_no_party(place: Snapshot) -> None:
    oven = panel(place, "oven")
    assert oven.party_id == ""
    assert oven.sentences == [
        "Where: Birch Club, in Birch.",
        "Kind: Physical.",
        "Held by Bakers.",
        "Others may use it.",
    ]


def test_thing_that_is_not_on_the_map_says_why(place: Snapshot) -> None:
    assert panel(place, "skill").sentences[0] == "It has no place on this map now."
    monday = replace(WARDS, day="MO")
    assert panel(place, "tea", monday).sentences[0] == (
        "It has no place on this map now, or is not on at this time of the week."
    )
    hidden = replace(WARDS, kinds="asset")
    assert panel(place, "tea", hidden).sentences[0] == "It is not chosen to be shown."


def test_people_are_told_of_by_consent_and_have_no_point(place: Snapshot) -> None:
    champion = panel(place, "ch1")
    assert champion.name == "Champion 1"
    assert champion.sentences == [
        "People are never points on this map. The screen Network shows to whom there are ties."
    ]


def test_what_is_no_thing_of_a_map_has_no_panel(place: Snapshot) -> None:
    view = map_view(place, WARDS)
    for id_ in ("", "nobody", "hall", "company"):
        assert place_panel(place, view, id_) is None
