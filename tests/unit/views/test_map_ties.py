from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.views.place_on_the_ground import PLACE

from assetmap.views.map.choice import PlaceChoice
from assetmap.views.map.geojson import map_geojson
from assetmap.views.map.ties import arcs
from assetmap.views.map.view import map_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot

HALL, CLUB, SHED = (54.15, 1.05), (54.15, 1.15), (54.05, 1.05)


@pytest.fixture
def place(make: Callable[..., Snapshot]) -> Snapshot:
    return make(PLACE)


def test_no_ties_are_drawn_unless_asked_for(place: Snapshot) -> None:
    assert arcs(place, "").drawn == ()
    assert arcs(place, "no such").drawn == ()


def test_partnerships_tell_whether_both_say_so(place: Snapshot) -> None:
    found = arcs(place, "partnerships")
    assert [(arc.from_id, arc.to_id, arc.start, arc.end, arc.weight) for arc in found.drawn] == [
        ("o1", "o2", HALL, CLUB, 2),
        ("o1", "o3", HALL, SHED, 1),
    ]
    assert found.notes == (
        "1 partnership is not drawn: an end has no place on the map, or both are at one.",
    )


def test_referrals_are_sums_between_organisations_from_eight_up(place: Snapshot) -> None:
    # Of the link worker's 5 to the choir's songs and the organisation's 3 to the choir: 8.
    found = arcs(place, "referrals")
    assert [(arc.from_id, arc.to_id, arc.weight) for arc in found.drawn] == [
        ("o3", "o1", 20),
        ("o1", "o3", 8),
        ("o2", "o3", 8),
    ]
    assert found.notes == (
        "Ties of fewer than 8 journeys are not drawn, so that nobody is recognised by one.",
    )


def test_steps_of_one_journey_and_slips_are_not_counted_again(
    make: Callable[..., Snapshot],
) -> None:
    referrals = [{**row} for row in PLACE["Referral"] if row["source_id"] == "o2"]
    again = [{**row, "id": f"again {row['id']}"} for row in referrals]
    slip = {**referrals[0], "id": "slip", "episode_id": "slip", "status": "entered-in-error"}
    snapshot = make({**PLACE, "Referral": [*referrals, *again, slip]})
    assert arcs(snapshot, "referrals").drawn == ()  # 7 journeys, twice told


def test_small_numbers_are_nowhere_in_what_is_taken_away(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice(level="ward", arcs="referrals"))
    says = view.ties["says"].tolist()
    assert says == ["20 journeys referred", "8 journeys referred", "8 journeys referred"]
    text = map_geojson(view).decode()
    assert '"from_id":"o3"' in text
    assert '"from_id":"o2","to_id":"o1"' not in text
    assert "7 journeys" not in text


def test_ties_have_names_in_the_table(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice(level="ward", arcs="partnerships"))
    assert view.ties.to_numpy().tolist() == [
        ["Advice", "Bakers", "both say that they work together"],
        ["Advice", "Choir", "one says that they work together"],
    ]


def test_ties_of_one_strength_stand_by_name_in_the_table(make: Callable[..., Snapshot]) -> None:
    named = [
        {**row, "name": "zebra" if row["id"] == "o1" else row["name"]}
        for row in PLACE["Organisation"]
    ]
    place = make({**PLACE, "Organisation": named})
    view = map_view(place, PlaceChoice(level="ward", arcs="referrals"))
    assert view.ties[["from", "to"]].to_numpy().tolist() == [
        ["Choir", "zebra"],
        ["Bakers", "Choir"],
        ["zebra", "Choir"],
    ]
