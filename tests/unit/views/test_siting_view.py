"""Where one more hour would help most, as a screen tells it, in the town worked out by hand."""

from __future__ import annotations

import pytest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

from assetmap.errors import DataError
from assetmap.views.map.signs import LOOKS
from assetmap.views.siting.choice import SiteChoice
from assetmap.views.siting.sheet import proposal_sheet
from assetmap.views.siting.view import most_lacking, siting_view

ROOMS = [
    tie("far_body", "hall", days_free="Thursday|Sunday"),
    tie("lunch_body", "shed", days_free="Friday"),
    tie("club_body", "shed"),
]
DEPRIVED = [
    indicator(area, "deprivation score", score)
    for area, score in (("N1", 50), ("N2", 20), ("S1", 10))
]
EVENING = SiteChoice("work", n=1, time="weekday_evening")


def test_proposal_says_whom_it_reaches_and_how_near_it_is_to_the_best() -> None:
    view = siting_view(town(HAS_USE_OF=ROOMS), EVENING, today=DAY)
    assert view.title == "Work for everyone on weekday evenings"
    assert view.summary == (
        "Work for everyone on weekday evenings: One more regular time at 1 venue would be within "
        "reach of about 500 of the 600 people (83%) who reach nothing now."
    )
    assert (
        view.bound == "No other choice of 1 venue of the 2 that could be had reaches more people."
    )
    assert [dict(row) for row in view.rows] == [
        {"rank": 1, "location_id": "shed", "name": "Shed", "people_added": 500}
        | {"through": "Club (ask on which days) and Lunches (Friday)", "held": "Choir and Club"}
        | {"instead": "Hall (300)"}
    ]
    assert view.map.shading.figures == {"N": 300.0, "S": 300.0}
    signs = [(sign.spot.name, LOOKS[sign.spot.kind].words) for sign in view.map.signs]
    assert signs == [("Shed", "Venues")]


def test_who_gains_is_told_by_fifths() -> None:
    view = siting_view(town(HAS_USE_OF=ROOMS, Indicator=DEPRIVED), EVENING, today=DAY)
    assert [(row["name"], row["after"], row["gaining"]) for row in view.gains] == [
        ("Most deprived fifth", 0.0, 0),
        ("Second fifth", 100.0, 200),
        ("Fourth fifth", 100.0, 300),
    ]
    assert view.gains_words.startswith("Of the 500 more people reached, 0% live in the most")
    unknown = siting_view(town(HAS_USE_OF=ROOMS), EVENING, today=DAY)
    assert unknown.gains == ()
    assert "cannot be said who gains" in unknown.gains_words


def test_more_venues_than_help_are_not_proposed() -> None:
    view = siting_view(
        town(HAS_USE_OF=ROOMS), SiteChoice("work", n=9, time="weekday_evening"), today=DAY
    )
    assert [row["people_added"] for row in view.rows] == [500, 100]
    assert (
        view.bound
        == "You asked for 9: a further venue of the 2 that could be had would add nobody."
    )
    lacking = siting_view(town(HAS_USE_OF=ROOMS), SiteChoice("belonging"), today=DAY)
    assert lacking.rows == ()
    assert "everybody whose home is known reaches something already." in lacking.summary


def test_what_most_people_lack_is_asked_for_first() -> None:
    assert most_lacking(town(), today=DAY) == "work"
    assert most_lacking(made({"Area": town_rows()["Area"]}), today=DAY) == ""


def test_place_without_rooms_says_so() -> None:
    with pytest.raises(DataError, match="No organisation has the use of a venue"):
        siting_view(town(), EVENING, today=DAY)
    held = siting_view(town(), SiteChoice("work", n=1, is_held_enough=True), today=DAY)
    assert held.rows[0]["through"] == "Club (ask on which days)"


def test_proposal_fits_a_page() -> None:
    page = proposal_sheet(
        siting_view(town(HAS_USE_OF=ROOMS, Indicator=DEPRIVED), EVENING, today=DAY)
    )
    assert page.title == "A proposal: Work for everyone on weekday evenings"
    (line,) = page.parts[0].lines
    assert line == (
        "1. Shed: 500 more people reached. Through Club (ask on which days) and Lunches (Friday). "
        "Held there already: Choir and Club. Instead of it: Hall (300)."
    )
    assert page.parts[2].lines[2] == (
        "Second fifth: 0% of 200 in need reach something now, 100% would."
    )
