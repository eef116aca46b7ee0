"""The views of gaps, in the town of two wards that is worked out by hand.

On weekday evenings nothing is surely on for company: in North (N1 100 people, N2 200) and South
(S1 300) nobody reaches anything. The club at the shed may be on then, and N2 and S1 reach it: of
North 100 are without at least, of South nobody. The choir, Thursdays 19:00 at the shed, is for
choirs and belonging; N2 and S1 reach it. For work there is nothing at any time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

from assetmap.errors import DataError
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.views.gaps.help_view import help_view
from assetmap.views.gaps.listing import cover_rows, cover_sentences, gap_rows
from assetmap.views.gaps.look import GapQuestion, Looked, layers_there, look
from assetmap.views.gaps.one import one_gap
from assetmap.views.gaps.slice import CellRow, Slice, first_switches, slice_view, switches
from assetmap.views.gaps.ward import gaps_of_ward
from assetmap.views.measuring.gaps import matrix_seen, measured_gaps

if TYPE_CHECKING:
    from assetmap.model import Snapshot

EVENING = ("everyone", "weekday_evening")
ROOMS = [
    tie("far_body", "hall", days_free="Thursday|Sunday"),
    tie("lunch_body", "shed", days_free="Friday"),
    tie("club_body", "shed"),
    tie("lunch_body", "hall", days_free="Sunday"),
]
PEOPLE: dict[str, list[dict[str, Any]]] = {
    "HAS_USE_OF": ROOMS,
    "Asset": [
        {"id": "urn", "name": "Tea urn", "location_id": "hall", "is_shareable": True},
        {"id": "van", "name": "Van", "location_id": "hall", "is_shareable": False},
    ],
    "Champion": [
        {"id": "ada", "display_name": "Ada", "consent": "given", "organisation_id": "club_body"},
        {"id": "c2", "organisation_id": "club_body", "languages": "Polish"},
    ],
    "SERVES": [tie("ada", "N"), tie("c2", "N1")],
}


def looked(**more: list[dict[str, Any]]) -> Looked:
    return look(town(**more), today=DAY)


def cell_of(view: Slice, need: str, area: str) -> CellRow:
    return next(row for row in view.cells if (row["need_id"], row["area_code"]) == (need, area))


def test_the_first_switches_are_those_of_the_largest_gap() -> None:
    place = looked()
    assert first_switches(place) == ("everyone", "any")
    groups, times = switches(place)
    assert groups["aged 65+"] == "People aged 65 and over"
    assert times["weekday_evening"] == "On weekday evenings"


def test_slice_says_the_chief_gap_with_what_is_strong_first_and_its_bound() -> None:
    view = slice_view(looked(), *EVENING)
    assert view.summary == (
        "Company: 3 activities for it can be reached from North. On weekday evenings about 300 "
        "people reach nothing for it within 20 minutes' walk. It may be as few as 100: of some "
        "activities it is not recorded when, where or for whom they are."
    )
    assert view.strengths == (
        "Of 8 pairs of an area and what matters there, in 2 everybody reaches something for it.",
        "1 activity can be gone to on weekday evenings.",
    )
    assert view.sureness.startswith(
        "Of 5 regular times it is not recorded when they are (1), for how many (2) and where "
        "they serve (1)."
    )


def test_slice_orders_areas_and_needs_by_people_who_reach_nothing() -> None:
    view = slice_view(looked(), *EVENING)
    assert list(view.areas) == ["N", "S"]
    assert list(view.needs) == ["company", "work", "belonging", "choirs"]
    north, south = cell_of(view, "company", "N"), cell_of(view, "company", "S")
    assert (north["people"], north["at_least"], north["in_need"]) == (300, 100, 300)
    assert (south["people"], south["at_least"], south["share"]) == (300, 0, 1.0)
    choir = cell_of(view, "choirs", "N")
    assert (choir["people"], choir["reachable"], choir["places"]) == (100, 1, "0")
    # 30 places at most where nobody said how many; the club may be on then with as many again,
    # on each of five evenings: (30 + 150) for 300 people.
    assert choir["places_at_most"] == "600"


def test_slice_of_fewer_areas_keeps_those_with_most_people_and_says_how_many_there_are() -> None:
    view = slice_view(looked(), *EVENING, most_areas=1)
    assert (list(view.areas), view.n_areas, len(view.cells)) == (["N"], 2, 4)


def test_slice_where_everybody_reaches_something_says_so() -> None:
    rows = town_rows()
    rows["MEETS"] = [tie("club", "work")]
    rows["Need"] = [{"id": "work", "name": "Work"}]
    rows["SERVES"] = [tie("club", "N"), tie("club", "S")]
    view = slice_view(look(made(rows), today=DAY), "everyone", "any")
    assert view.summary == (
        "At any time, in every area most people reach something for everything that matters."
    )
    assert view.strengths[0] == ("Of 1 thing that matter, 1 is within everybody's reach: Work.")


def test_slice_of_unknown_people_has_no_number_and_comes_last() -> None:
    rows = town_rows()
    rows["Indicator"] = [row for row in rows["Indicator"] if row["area_code"] != "N2"]
    rows["Indicator"] += [indicator("N2", "population", 5, "speaks Welsh")]
    view = slice_view(look(made(rows), today=DAY), *EVENING)
    row = cell_of(view, "company", "N")
    assert (row["people"], row["in_need"], row["share"]) == (None, None, None)
    assert list(view.areas) == ["S", "N"]


def test_slice_without_areas_or_what_matters_says_what_to_load() -> None:
    rows = town_rows()
    without_needs = look(made({name: rows[name] for name in ("Area", "Activity")}), today=DAY)
    assert "does not say what matters" in slice_view(without_needs, "everyone", "any").summary
    without_areas = look(made({"Need": rows["Need"]}), today=DAY)
    assert "the map has no areas" in slice_view(without_areas, "everyone", "any").summary


def test_one_gap_tells_what_is_near_and_why_it_does_not_count() -> None:
    place = looked(**PEOPLE)
    gap = one_gap(place, slice_view(place, *EVENING).matrix, "N", "company")
    assert [(row["activity_id"], row["away"], row["counts"]) for row in gap.near] == [
        ("lunch", "0 m", "No: not at this time"),
        ("club", "1.1 km", "No: time not recorded"),
        ("line", "Not recorded", "No: where it serves is not recorded and not at this time"),
        ("visits", "Not recorded", "No: not at this time"),
    ]
    assert [(row["name"], row["organisation"], row["days"]) for row in gap.venues] == [
        ("Hall", "Far", "Thursday"),
        ("Shed", "Lunches", "Friday"),
        ("Shed", "Club", "Days not recorded: ask"),
    ]
    assert gap.strengths == (
        "3 activities for it within reach: Lunch, Club and Visits.",
        "4 activities of every kind can be reached.",
        "2 rooms stand free then: Hall (Thursday) and Shed (Friday).",
        "1 strength that others may use within reach: Tea urn.",
        "2 champions serve the area.",
    )


def test_one_gap_opens_the_rows_and_the_formula_of_its_number() -> None:
    place = looked()
    gap = one_gap(place, slice_view(place, *EVENING).matrix, "N", "choirs")
    assert [(row["code"], row["people"], row["reachable"]) for row in gap.starts] == [
        ("N1", 100, 0),
        ("N2", 200, 1),
    ]
    assert gap.sum_words[0] == (
        "People in need: 300 residents of North (everyone), each of its 2 small areas times the "
        "share that counts as in need, make 300."
    )
    assert gap.sum_words[1] == (
        "Who reach nothing: those of the 1 small area from which 0 activities are reached, 100."
    )
    assert gap.sum_words[2] == (
        "Places a week for each 1,000 in need: 0 that are known, and 600 at most, as not every "
        "size or time is recorded."
    )
    figures = [(row["area"], row["group"], row["value"]) for row in gap.facts]
    assert ("North 1", "aged 65+", 20.0) in figures
    assert len(figures) == 4


def test_one_gap_that_is_none_says_what_everybody_reaches() -> None:
    place = looked()
    gap = one_gap(place, slice_view(place, *EVENING).matrix, "S", "choirs")
    assert gap.sentence == (
        "Choirs: in South everybody in need reaches something on weekday evenings within 20 "
        "minutes' walk; 1 activity in all."
    )


def test_one_gap_of_unknown_people_tells_no_number() -> None:
    rows = town_rows()
    rows["Indicator"] = [row for row in rows["Indicator"] if row["name"] != "population"]
    place = look(made(rows), today=DAY)
    gap = one_gap(place, slice_view(place, *EVENING).matrix, "N", "company")
    assert "is not known" in gap.sum_words[0]
    assert "of whom it is not known how many there are" in gap.sentence
    assert [row["people"] for row in gap.starts] == [None, None]


def _square(south: float) -> str:
    ring = [[-2.01, south], [-1.99, south], [-1.99, south + 0.01], [-2.01, south + 0.01]]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def _with_outlines() -> Snapshot:
    rows = town_rows()
    for area in rows["Area"]:
        if area["level"] == "lsoa":
            area["boundary"] = _square({"N1": 54.015, "N2": 54.005, "S1": 53.995}[area["id"]])
    return made({**rows, "HAS_USE_OF": ROOMS})


def test_the_map_shows_small_areas_that_reach_nothing_and_what_is_near() -> None:
    place = look(_with_outlines(), today=DAY)
    ground = one_gap(place, slice_view(place, *EVENING).matrix, "N", "choirs").ground
    assert [(area.code, area.state, area.is_own) for area in ground.areas] == [
        ("S1", "Reaches something", False),
        ("N1", "Reaches nothing", True),
        ("N2", "Reaches something", True),
    ]
    assert {(spot.name, spot.state) for spot in ground.spots} == {
        ("Hall", "A room that stands free"),
        ("Shed", "A room that stands free"),
        ("Shed", "There, but does not count"),
        ("Shed", "Counts for this gap"),
    }
    # It ends where the place does: from the south of S1 to the north of N1.
    assert ground.bounds is not None
    assert (ground.bounds[1], ground.bounds[3]) == pytest.approx((53.995, 54.025))
    assert ground.words == (
        "Map: from 1 of the 2 small areas of North nothing is reached; 1 of 4 places drawn count "
        "for this gap."
    )


def test_without_outlines_there_is_no_map_but_words() -> None:
    place = looked()
    ground = one_gap(place, slice_view(place, *EVENING).matrix, "N", "choirs").ground
    assert (ground.bounds, ground.areas) == (None, ())
    assert ground.words == "The area has no outline, so no map can be drawn."


def test_who_could_help_has_reasons_and_people_that_may_be_named() -> None:
    place = looked(**PEOPLE, PARTNERS_WITH=[tie("far_body", "lunch_body", intensity=4)])
    view = help_view(place, EVENING, ("N", "company"))
    by_id = {row["organisation_id"]: row for row in view.rows}
    assert by_id["lunch_body"]["has"] == "the skill, the room and the trust"
    assert by_id["club_body"]["has"] == "the skill and perhaps the room"
    assert by_id["club_body"]["ask"] == "Club: Ada and 1 more champion."
    far = by_id["far_body"]
    assert (far["skill"], far["way"], far["ask_id"]) == ("", "Lunches – Far", "lunch_body")
    assert far["ask"] == "Lunches. Then Far."
    assert view.summary.endswith("and 2 more organisations could help.")
    assert view.sentence.startswith("Company: 3 activities for it can be reached from North.")


def test_who_could_help_says_when_nobody_is_known() -> None:
    rows = town_rows()
    del rows["MEETS"]
    view = help_view(look(made(rows), today=DAY), EVENING, ("N", "work"))
    assert view.rows == ()
    assert view.summary.startswith("No organisation is known")


def test_gaps_are_listed_with_those_of_most_people_first() -> None:
    rows = gap_rows(looked(), at_most=3)
    assert [(row["need"], row["area"], row["when"], row["people"]) for row in rows] == [
        ("Work", "North", "at any time", 300),
        ("Work", "South", "at any time", 300),
        ("Choirs", "North", "in the daytime on weekdays", 300),
    ]


def test_champions_are_told_area_by_area_with_those_who_are_alone_first() -> None:
    place = looked(**PEOPLE)
    assert [(row["area"], row["champions"], row["per_champion"]) for row in cover_rows(place)] == [
        ("South", 0, None),
        ("North", 2, 150),
    ]
    assert cover_sentences(place) == (
        "Champions serve 1 of 2 areas.",
        "Between them they speak Polish.",
        "No champion serves South yet.",
    )


def test_a_ward_is_told_with_what_is_strong_its_gaps_and_who_could_help() -> None:
    place = town(**PEOPLE)
    found = gaps_of_ward(place, "N", look(place, today=DAY), at_most=2)
    assert (found.area, found.level, found.people) == ("North", "Ward", 300)
    assert [(gap.need, gap.when, gap.people) for gap in found.gaps] == [
        ("Work", "at any time", 300),
        ("Choirs", "in the daytime on weekdays", 300),
    ]
    assert found.n_gaps > 2
    assert found.strengths[-1] == "2 champions serve the area."
    assert found.gaps[1].people_at_least == 100
    assert found.gaps[1].helpers[0]["name"] == "Lunches"
    assert "residents of the group" in found.formula


def test_a_ward_that_is_not_on_the_map_is_refused() -> None:
    place = town()
    with pytest.raises(DataError, match="The map has no area with the code 'X'"):
        gaps_of_ward(place, "X")
    with pytest.raises(DataError, match="The gaps looked at are of level 'ward', without 'N1'"):
        gaps_of_ward(place, "N1", look(place, today=DAY))


def test_what_others_of_the_area_reach_is_told_beside_who_reaches_nothing() -> None:
    """Choir and club (belonging, so choirs too) are within reach of N2's 200, not of N1's 100."""
    choice = GapChoice(needs=("choirs",), groups=("everyone",), times=("any",))
    told = measured_gaps(town(), "admin", choice, today=DAY, least_share=0.3)["gaps"]
    found = [(gap["area_code"], gap["people"], gap["reachable"]) for gap in told]
    assert found == [("N", 100, 2)]


def test_layers_of_need_are_those_the_place_has_with_ours_first() -> None:
    facts = [
        indicator("N1", "loneliness", 20, unit="%"),
        indicator("N1", "damp homes", 3),
        indicator("N1", "plain middle latitude", 54),
        indicator("N1", "deprivation rank", 5),
    ]
    assert layers_there(town(Indicator=facts)) == {
        "deprivation": "deprivation",
        "loneliness": "loneliness",
        "damp homes": "damp homes",
    }


def test_people_count_by_the_layers_that_are_weighed() -> None:
    """Loneliness 20 % in N1 and 50 % in N2: 20 and 100 of North's 300 count as in need."""
    facts = [
        indicator(area, "loneliness", value, unit="%")
        for area, value in {"N1": 20, "N2": 50, "S1": 100}.items()
    ]
    question = GapQuestion(weights=(("loneliness", 2.0),))
    place = look(town(Indicator=facts), question, today=DAY)
    view = slice_view(place, *EVENING)
    assert cell_of(view, "company", "N")["people"] == 120
    gap = one_gap(place, view.matrix, "N", "company")
    assert "A resident counts for the mean of these layers: loneliness (2)." in gap.sum_words


def test_a_layer_that_is_not_there_is_refused() -> None:
    with pytest.raises(DataError, match="There is no layer 'moonlight'"):
        look(town(), GapQuestion(weights=(("moonlight", 1.0),)), today=DAY)


def test_rows_of_a_table_of_travel_times_that_name_nothing_are_told() -> None:
    rows = [("N1", "hall", 3), ("N", "hall", 3), ("X", "shed", 4), ("S1", None, 5)]
    costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    choice = GapChoice(reach=Reach("matrix", 20, costs=costs))
    assert matrix_seen(town(), choice, today=DAY)[1][-1] == (
        "Of the 4 rows of the table of travel times 2 name an origin that is no small area from "
        "which people start (the first 'N') and 1 name a place that is no location of the map (the "
        "first ''): they count for nothing."
    )
    known = GapChoice(reach=Reach("matrix", 20, costs=costs[:1]))
    assert not any("rows of the table" in each for each in matrix_seen(town(), known, today=DAY)[1])
