"""The map on the ground of a place of five wards; every number is worked out beside the place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.views.place_on_the_ground import PLACE, square

from assetmap.views.map import outlines as map_outlines
from assetmap.views.map import signs as map_signs
from assetmap.views.map import view as map_view
from assetmap.views.map.choice import (
    ACTIVITIES,
    PER_1000,
    PlaceChoice,
    first_choice,
    levels,
    shading_key,
    shadings,
)
from assetmap.views.map.geojson import map_geojson
from assetmap.views.map.sentences import picture_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView

WARDS = PlaceChoice(level="ward", shade=ACTIVITIES)
POPULATION = shading_key("population", "", "2026-06-10")
DEPRIVATION = shading_key("deprivation", "", "2026-06-10")


@pytest.fixture
def place(make: Callable[..., Snapshot]) -> Snapshot:
    return make(PLACE)


def figures(view: MapView) -> dict[str, float]:
    return dict(view.shading.figures)


def told(view: MapView) -> str:
    return "\n".join(view.notes)


def test_first_choice_is_what_can_be_drawn(place: Snapshot) -> None:
    # Wards alone have boundaries; small areas come before towns among those that have none.
    assert list(levels(place)) == ["ward", "lsoa", "town"]
    assert first_choice(place) == WARDS


def test_first_choice_is_a_figure_where_activities_have_no_place(
    make: Callable[..., Snapshot],
) -> None:
    nowhere = {name: rows for name, rows in PLACE.items() if name != "Session"}
    assert first_choice(make(nowhere)) == PlaceChoice(level="ward", shade=POPULATION)


def test_shadings_are_ours_then_population_then_newest_first(place: Snapshot) -> None:
    assert list(shadings(place).values()) == [
        "Number of activities",
        "Activities for every 1,000 people",
        "Population (10 June 2026)",
        "Population, aged 65+ (10 June 2026)",
        "Deprivation (10 September 2026)",
        "Deprivation (10 June 2026)",
    ]


def test_activities_are_counted_once_an_area_where_their_sessions_are(place: Snapshot) -> None:
    # Ash: tea (twice a week, once counted) and walk, not shut. Birch: walk. Cherry: songs, whose
    # shed lies there though nobody said so. Talk has no place. Elder has neither a boundary nor
    # anything in it, and is left out.
    view = map_view.map_view(place, WARDS)
    assert figures(view) == {"A": 2, "B": 1, "C": 1, "D": 0}


def test_activities_for_every_1000_people_need_a_population(place: Snapshot) -> None:
    # Ash: 2 for 1000 + 500 people of its two parts. Birch: 1 for its own 400, not its part's 300.
    # Cherry: 1 for 2000. Of Damson and Elder nobody knows how many live there.
    view = map_view.map_view(place, replace(WARDS, shade=PER_1000))
    assert figures(view) == pytest.approx({"A": 2000 / 1500, "B": 2.5, "C": 0.5})
    assert "1 of 4 areas is hatched where drawn" in told(view)


def test_figures_of_people_are_added_up_and_those_of_shares_are_not(place: Snapshot) -> None:
    people = map_view.map_view(place, replace(WARDS, shade=POPULATION))
    assert figures(people) == {"A": 1500, "B": 400, "C": 2000}
    assert people.shading.added == {"A"}
    towns = map_view.map_view(place, replace(WARDS, level="town", shade=POPULATION))
    assert figures(towns) == {}  # of two wards it is not known
    deprived = map_view.map_view(place, replace(WARDS, shade=DEPRIVATION))
    assert figures(deprived) == {"A": 7, "C": 2}


def test_figures_of_areas_drawn_anew_are_said_to_be_those_of_former_ones(
    make: Callable[..., Snapshot],
) -> None:
    rows = [dict(row) for row in PLACE["Indicator"]]
    marks = {"A": "x.csv; figure of the former area O", "C": "x.csv; sum of the former areas P, Q"}
    for row in rows:
        row["provenance"] = marks.get(row["area_code"], "x.csv")
    place = make({**PLACE, "Indicator": rows})
    meaning = map_view.map_view(place, replace(WARDS, shade=DEPRIVATION)).shading.meaning
    assert meaning.startswith(
        "As it was loaded. In 1 area it is that of the larger area of before, which was split. "
        "In 1 area it was added up from areas of before, which were merged."
    )


def test_points_of_areas_are_no_figures_to_shade_by(make: Callable[..., Snapshot]) -> None:
    point = {"id": "m", "area_code": "A", "name": "plain middle latitude", "value": 53.4}
    there = shadings(make({**PLACE, "Indicator": [*PLACE["Indicator"], point]}))
    assert there == shadings(make(PLACE))


def test_areas_of_two_levels_within_one_are_not_added_twice(make: Callable[..., Snapshot]) -> None:
    parts = [("W", "ward", 10), ("L1", "lsoa", 4), ("L2", "lsoa", 6)]
    rows = {
        "Area": [
            {"id": "D", "name": "District", "level": "district"},
            *(
                {"id": code, "name": code, "level": level, "parent_code": "D"}
                for code, level, _ in parts
            ),
        ],
        "Indicator": [
            {"id": code, "area_code": code, "name": "population", "value": n, "unit": "people"}
            for code, _, n in parts
        ],
    }
    choice = PlaceChoice(level="district", shade=shading_key("population", "", ""))
    assert figures(map_view.map_view(make(rows), choice)) == {"D": 10}


@pytest.mark.parametrize(
    ("day", "part", "expected"),
    [
        ("weekdays", "", {"tea", "songs"}),  # songs name no day, so may be on any
        ("weekend", "", {"walk", "songs"}),
        ("TU", "morning", {"tea"}),
        ("FR", "morning", set()),
        ("", "afternoon", {"walk"}),  # from 12:00; 16:59 is the last minute but one
        ("", "evening", {"tea", "songs"}),  # from 17:00
        ("SU", "evening", {"songs"}),
    ],
)
def test_time_of_the_week_leaves_what_is_on_then(
    place: Snapshot, day: str, part: str, expected: set[str]
) -> None:
    view = map_view.map_view(place, replace(WARDS, day=day, part=part))
    shown = view.things[view.things["kind"] == "activity"]
    assert set(shown["id"]) == expected
    assert sum(figures(view).values()) == sum(len(codes) for codes in shown["codes"])


def test_walk_on_sunday_is_at_the_club_alone(place: Snapshot) -> None:
    view = map_view.map_view(place, replace(WARDS, day="SU", part="afternoon"))
    assert figures(view) == {"A": 0, "B": 1, "C": 0, "D": 0}
    # On Saturdays it is in the hall: there is no sign of it there, and no word, on a Sunday.
    signs = [sign.spot for sign in view.signs if sign.spot.id == "walk"]
    assert [(spot.location_id, spot.at) for spot in signs] == [("club", (54.15, 1.15))]
    (row,) = view.things[view.things["id"] == "walk"].to_dict("records")
    told_of = {name: row[name] for name in ("where", "area", "when", "codes")}
    assert told_of == {
        "where": "Birch Club",
        "area": "Birch",
        "when": "Sundays, 16:59",
        "codes": ("B",),
    }


def test_things_say_where_and_when(place: Snapshot) -> None:
    rows = map_view.map_view(place, WARDS).things.set_index("id")
    assert rows.loc["tea", "where"] == "Ash Hall"
    assert rows.loc["tea", "when"] == "Tuesdays, 10:00 to 11:30; Fridays, 18:00"
    assert rows.loc["walk", "area"] == "Birch and Ash"
    assert rows.loc["bus", "area"] == "Birch"
    assert rows.index.tolist() == ["o1", "o2", "o3", "songs", "tea", "walk", "bus", "oven"]


def test_signs_are_those_with_a_point_and_of_the_kinds_asked_for(place: Snapshot) -> None:
    view = map_view.map_view(place, replace(WARDS, kinds="activity"))
    # By name; walk is at two places, by the id of the location.
    assert [(sign.spot.id, sign.spot.location_id) for sign in view.signs] == [
        ("songs", "shed"),
        ("tea", "hall"),
        ("walk", "club"),
        ("walk", "hall"),
    ]
    # In the hall the walk stands one sign to the right of the tea.
    assert [(sign.across, sign.down) for sign in view.signs if sign.spot.location_id == "hall"] == [
        (0.0, 0.0),
        (1.0, 0.0),
    ]


def test_people_are_never_signs(place: Snapshot) -> None:
    text = map_geojson(map_view.map_view(place, WARDS)).decode()
    assert {sign.spot.kind for sign in map_view.map_view(place, WARDS).signs} == {
        "organisation",
        "activity",
        "asset",
    }
    for words in ("Lovelace", "Diddley", "ch1", "Champion"):
        assert words not in text


def test_signs_past_the_most_are_left_out_and_said(
    place: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_signs, "MOST_SIGNS", 2)
    monkeypatch.setattr("assetmap.views.map.sentences.MOST_SIGNS", 2)
    view = map_view.map_view(place, WARDS)
    assert [sign.spot.id for sign in view.signs] == ["o1", "o2"]
    assert "Only the first 2 of 8 points are drawn" in told(view)


def test_summary_names_the_highest_and_the_lowest(place: Snapshot) -> None:
    assert map_view.map_view(place, WARDS).summary == (
        "Number of activities by ward: highest in Ash (2), lowest in Damson (0). "
        "3 organisations, 3 activities and 1 strength are drawn where they are."
    )


def test_notes_say_what_is_not_shown(place: Snapshot) -> None:
    assert map_view.map_view(place, WARDS).notes == (
        "1 of 5 areas has no boundary, and nothing to show: it is left out.",
        "1 organisation, 1 activity and 2 strengths are not drawn: where they are is not known.",
        "1 organisation and 1 activity that have stopped or paused are left out.",
    )


def test_map_without_boundaries_is_points_alone_and_says_what_to_load(
    make: Callable[..., Snapshot],
) -> None:
    bare = [{k: v for k, v in row.items() if k != "boundary"} for row in PLACE["Area"]]
    view = map_view.map_view(make({**PLACE, "Area": bare}), WARDS)
    assert view.shapes == ()
    assert len(view.signs) == 8
    assert view.bounds == (1.05, 54.05, 1.15, 54.15)  # of the points
    assert "None of the 5 areas has a boundary yet. To see areas, load their" in told(view)
    assert figures(view) == {"A": 2, "B": 1, "C": 0, "D": 0, "E": 0}  # the shed's is not known


def test_map_without_coordinates_says_what_to_fill_in(make: Callable[..., Snapshot]) -> None:
    rows = {
        "Location": [{"id": "hall", "name": "Hall"}],
        "Organisation": [{"id": "o", "name": "O", "location_id": "hall"}],
    }
    view = map_view.map_view(make(rows), PlaceChoice())
    assert (view.bounds, view.signs, view.summary) == (None, (), "")
    assert "1 organisation is not drawn: where they are is not known." in told(view)
    assert "fill in latitude and longitude in the sheet Location" in told(view)
    assert "No area has been loaded yet. To see areas, load their boundaries" in told(view)


def test_indicator_of_another_level_says_of_which(place: Snapshot) -> None:
    choice = replace(WARDS, level="lsoa", shade=DEPRIVATION)
    assert "Deprivation (10 June 2026) is not known for areas of this level; it is for: Ward." in (
        told(map_view.map_view(place, choice))
    )


def test_population_that_nobody_loaded_is_asked_for(make: Callable[..., Snapshot]) -> None:
    without = {name: rows for name, rows in PLACE.items() if name != "Indicator"}
    view = map_view.map_view(make(without), replace(WARDS, shade=PER_1000))
    assert "load a population for them (sheet Indicator, name population)" in told(view)


def test_boundary_that_encloses_nothing_is_none(make: Callable[..., Snapshot]) -> None:
    line = json.dumps({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]})
    rows = {
        "Area": [
            {"id": "1", "name": "Line", "level": "ward", "boundary": line},
            {"id": "2", "name": "Square", "level": "ward", "boundary": square(0, 0)},
            {"id": "3", "name": "Words", "level": "ward", "boundary": "no boundary"},
        ]
    }
    view = map_view.map_view(make(rows), PlaceChoice(level="ward"))
    assert [shape.code for shape in view.shapes] == ["2"]
    assert "2 of 3 areas have no boundary" in told(view)


def test_missing_figures_are_hatched_and_others_are_not(place: Snapshot) -> None:
    view = map_view.map_view(place, replace(WARDS, shade=DEPRIVATION))
    assert {shape.code for shape in view.shapes if shape.hatches} == {"B", "D"}
    assert {shape.code: shape.step for shape in view.shapes} == {"A": 1, "B": None, "C": 0} | {
        "D": None
    }
    for shape in view.shapes:
        for line in shape.hatches:
            for east, north in line:
                assert 0.999 < east < 1.201
                assert 53.999 < north < 54.201


def test_geojson_is_what_the_map_shows(place: Snapshot) -> None:
    found: dict[str, Any] = json.loads(map_geojson(map_view.map_view(place, WARDS)))
    areas = {each["id"]: each for each in found["features"] if each["properties"]["what"] == "area"}
    assert {code: each["properties"]["value"] for code, each in areas.items()} == {
        "A": 2,
        "B": 1,
        "C": 1,
        "D": 0,
    }
    ring = areas["A"]["geometry"]["coordinates"][0]
    assert {tuple(each) for each in ring} == {(1.0, 54.1), (1.1, 54.1), (1.1, 54.2), (1.0, 54.2)}
    points = [each for each in found["features"] if each["geometry"]["type"] == "Point"]
    tea = next(each for each in points if each["id"] == "tea")
    assert tea["geometry"]["coordinates"] == [1.05, 54.15]
    assert tea["properties"] == {
        "what": "activity",
        "name": "Tea",
        "area_code": "A",
        "where": "Ash Hall",
        "when": "Tuesdays, 10:00 to 11:30; Fridays, 18:00",
    }


def test_geojson_leaves_out_what_is_not_chosen(place: Snapshot) -> None:
    view = map_view.map_view(place, replace(WARDS, kinds="asset", day="MO"))
    found = json.loads(map_geojson(view))
    assert [each["id"] for each in found["features"] if each["geometry"]["type"] == "Point"] == [
        "oven"
    ]


def test_picture_sentence_leads_to_the_tables(place: Snapshot) -> None:
    sentence = picture_sentence(map_view.map_view(place, WARDS))
    assert sentence.startswith("A map of 4 areas and 8 signs. Number of activities by ward:")
    assert sentence.endswith("choosing a row does what a click on the map does.")


def test_too_many_areas_are_in_the_table_alone(
    place: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_outlines, "MOST_AREAS", 3)
    view = map_view.map_view(place, WARDS)
    assert view.shapes == ()
    assert len(view.areas) == 4
    assert "4 areas are too many to draw: choose larger ones." in told(view)


def test_area_without_a_boundary_is_listed_if_anything_is_in_it(
    make: Callable[..., Snapshot],
) -> None:
    shed = {"id": "far", "name": "Far shed", "area_code": "E"}
    oven = {"id": "far oven", "name": "Far oven", "location_id": "far"}
    rows = {
        **PLACE,
        "Location": [*PLACE["Location"], shed],
        "Asset": [*PLACE["Asset"], oven],
    }
    view = map_view.map_view(make(rows), WARDS)
    assert view.areas["id"].tolist() == ["A", "B", "C", "D", "E"]
    assert "1 of 5 areas has no boundary and cannot be drawn: they are in the table alone." in (
        told(view)
    )


def test_years_of_age_one_by_one_come_last(make: Callable[..., Snapshot]) -> None:
    groups = ["aged 9", "aged 10", "aged 65+", "", "aged 0-15"]
    rows = {
        "Indicator": [
            {"id": str(n), "area_code": "A", "name": name, "group": group or None, "value": 1}
            for n, (name, group) in enumerate(
                [*(("population", group) for group in groups), ("loneliness", "")]
            )
        ]
    }
    assert list(shadings(make(rows)).values()) == [
        "Population",
        "Population, aged 0-15",
        "Population, aged 65+",
        "Loneliness",
        "Population, aged 9",
        "Population, aged 10",
    ]


def test_deprivation_of_all_comes_before_that_of_income_and_says_which_end_is_which(
    make: Callable[..., Snapshot],
) -> None:
    names = ["crime deprivation decile", "deprivation score", "deprivation decile"]
    rows = {
        **PLACE,
        "Indicator": [
            {"id": name, "area_code": "A", "name": name, "value": 3}
            | {"unit": "score" if "score" in name else "tenth, 1 is most deprived"}
            for name in names
        ],
    }
    place = make(rows)
    assert list(shadings(place))[2:] == [
        "indicator|deprivation decile||",
        "indicator|deprivation score||",
        "indicator|crime deprivation decile||",
    ]
    meanings = [
        map_view.map_view(place, replace(WARDS, shade=shade)).shading.meaning
        for shade in list(shadings(place))[2:4]
    ]
    said = "The higher the number, the less deprived: here dark is the least deprived."
    assert [said in meaning for meaning in meanings] == [True, False]
