"""Locations are put where they are; expected places are drawn by hand.

Two square wards share the border at 1 degree east, and the western holds a small area in its
south-western quarter:

    52  +-------+-------+
        |       |       |
        |  W    |   E   |
        +---+   |       |
        | S |   |       |
    51  +---+---+-------+
        0  .5   1       2
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from assetmap.ingest import check_files, load_files
from assetmap.model import Snapshot, conform
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.ingest import Loading
    from assetmap.store import Store


def square(west: float, south: float, east: float, north: float) -> str:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


WARDS = [
    {"id": "W", "name": "West", "level": "ward", "boundary": square(0, 51, 1, 52)},
    {"id": "E", "name": "East", "level": "ward", "boundary": square(1, 51, 2, 52)},
]
SMALL = [{"id": "S", "name": "South", "level": "lsoa", "boundary": square(0, 51, 0.5, 51.5)}]
POSTCODES = [
    {"id": "M1 1AA", "latitude": "51.2", "longitude": "0.2", "lsoa_code": "S", "ward_code": "W"},
    {"id": "M2 2BB", "latitude": "51.8", "longitude": "1.5", "lsoa_code": "no", "ward_code": "E"},
    {"id": "M3 3CC", "latitude": "51.9", "longitude": "0.9", "lsoa_code": "", "ward_code": ""},
]
HALL = {"id": "hall", "name": "Hall", "postcode": "M1 1AA", "latitude": "", "longitude": ""}
PLACED = "Location.csv; placed by postcode M1 1AA; area S by postcode"


class Place:
    """A store, and files to load into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.store: Store = open_store(folder / "place.db")

    def load(self, **tables: list[dict[str, str]]) -> Loading:
        return load_files(self.store, [self._write(name, tables[name]) for name in tables])

    def _write(self, name: str, rows: list[dict[str, str]]) -> Path:
        path = self._folder / f"{name}.csv"
        pd.DataFrame(rows).to_csv(path, index=False)
        return path

    def locations(self) -> pd.DataFrame:
        return self.store.snapshot().table("Location").set_index("id")

    def where(self, id_: str) -> tuple[float | None, float | None, str | None, str]:
        rows = self.locations().reset_index()
        (row,) = rows[rows["id"] == id_].astype(object).to_dict("records")
        names = ("latitude", "longitude", "area_code", "provenance")
        latitude, longitude, area, said = (
            None if pd.isna(row[name]) else row[name] for name in names
        )
        return latitude, longitude, area, str(said)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.store.close()


def test_location_without_coordinates_gets_those_of_its_postcode_and_its_small_area(
    place: Place,
) -> None:
    result = place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    assert place.where("hall") == (51.2, 0.2, "S", PLACED)
    assert result.notes == (
        "Placed by postcode: 1 location; what was worked out stands in provenance.",
        "Put into the smallest mapped area: 1 location; what was worked out stands in provenance.",
    )


def test_ward_is_taken_where_the_small_area_is_not_in_the_map(place: Place) -> None:
    place.load(Area=WARDS, Postcode=POSTCODES, Location=[{**HALL, "postcode": "m22bb"}])
    said = "Location.csv; placed by postcode M2 2BB; area E by postcode"
    assert place.where("hall") == (51.8, 1.5, "E", said)


def test_outline_tells_the_area_where_the_postcode_does_not(place: Place) -> None:
    place.load(Area=WARDS, Postcode=POSTCODES, Location=[{**HALL, "postcode": "M3 3CC"}])
    said = "Location.csv; placed by postcode M3 3CC; area W by outline"
    assert place.where("hall") == (51.9, 0.9, "W", said)


@pytest.mark.parametrize(
    ("latitude", "longitude", "area"),
    [("51.2", "0.2", "S"), ("51.7", "0.2", "W"), ("51.2", "1.7", "E"), ("53", "0.2", None)],
)
def test_location_with_coordinates_gets_the_smallest_area_around_it(
    place: Place, latitude: str, longitude: str, area: str | None
) -> None:
    hall = {"id": "hall", "name": "Hall", "latitude": latitude, "longitude": longitude}
    place.load(Area=WARDS + SMALL, Location=[hall])
    said = f"Location.csv; area {area} by outline" if area else "Location.csv"
    assert place.where("hall") == (float(latitude), float(longitude), area, said)


def test_area_without_an_outline_is_told_by_the_postcode_of_a_point_outside_all_outlines(
    place: Place,
) -> None:
    plain = {"id": "S", "name": "South", "level": "lsoa", "boundary": ""}
    hall = {**HALL, "latitude": "50.2", "longitude": "0.3"}
    place.load(Area=[*WARDS, plain], Postcode=POSTCODES, Location=[hall])
    assert place.where("hall") == (50.2, 0.3, "S", "Location.csv; area S by postcode")


def test_point_outside_the_outline_of_its_postcodes_area_is_not_said_to_lie_in_it(
    place: Place,
) -> None:
    hall = {**HALL, "latitude": "50.2", "longitude": "0.3"}
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[hall])
    assert place.where("hall") == (50.2, 0.3, None, "Location.csv")


def test_what_a_person_gave_is_never_overwritten(place: Place) -> None:
    given = {**HALL, "latitude": "51.9", "longitude": "1.9", "area_code": "W"}
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[given])
    assert place.where("hall") == (51.9, 1.9, "W", "Location.csv")


def test_postcode_that_nobody_knows_places_nothing(place: Place) -> None:
    result = place.load(Postcode=POSTCODES, Location=[{**HALL, "postcode": "ZZ1 1ZZ"}])
    assert place.where("hall") == (None, None, None, "Location.csv")
    assert result.notes == ()


def test_postcode_without_a_position_places_nothing(place: Place) -> None:
    place.load(Postcode=[{"id": "M1 1AA", "lsoa_code": "S"}], Location=[HALL])
    assert place.where("hall") == (None, None, None, "Location.csv")


def test_locations_of_the_map_are_placed_when_postcodes_and_outlines_arrive(place: Place) -> None:
    place.load(Location=[HALL, {**HALL, "id": "club", "postcode": ""}])
    postcodes = place.load(Postcode=POSTCODES)
    said = "Location.csv; placed by postcode M1 1AA"
    assert place.where("hall") == (51.2, 0.2, None, said)
    assert (postcodes.created, postcodes.updated, postcodes.unchanged) == (3, 1, 0)
    wards = place.load(Area=WARDS)
    assert place.where("hall")[2:] == ("W", f"{said}; area W by postcode")
    assert (wards.created, wards.updated, wards.unchanged) == (2, 1, 0)
    place.load(Area=SMALL)
    assert place.where("hall") == (51.2, 0.2, "S", PLACED)
    assert place.where("club") == (None, None, None, "Location.csv")


def test_any_order_of_loading_ends_in_the_same_map(tmp_path: Path) -> None:
    steps = {"Area": WARDS + SMALL, "Postcode": POSTCODES, "Location": [HALL]}
    found = set()
    for number, order in enumerate(
        (
            ["Location", "Area", "Postcode"],
            ["Postcode", "Location", "Area"],
            ["Area", "Postcode", "Location"],
        )
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        place = Place(folder)
        for name in order:
            place.load(**{name: steps[name]})
        found.add(place.where("hall"))
        place.store.close()
    assert found == {(51.2, 0.2, "S", PLACED)}


def test_loading_any_of_the_files_again_changes_nothing(place: Place) -> None:
    files = {"Area": WARDS + SMALL, "Postcode": POSTCODES, "Location": [HALL]}
    place.load(**files)
    revision = place.store.revision()
    for again in (files, *({name: rows} for name, rows in files.items())):
        result = place.load(**again)
        assert (result.created, result.updated) == (0, 0)
        assert result.unchanged == sum(len(rows) for rows in again.values())
        assert result.notes == ()
    assert place.store.revision() == revision


def test_what_was_exported_loads_back_unchanged(place: Place) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    rows = place.store.snapshot().table("Location").astype(object).fillna("")
    (row,) = rows.to_dict("records")
    result = place.load(Location=[{str(name): str(cell) for name, cell in row.items()}])
    assert (result.created, result.updated, result.unchanged) == (0, 0, 1)


@pytest.mark.parametrize(
    "areas", [WARDS + SMALL, [{**row, "boundary": ""} for row in WARDS + SMALL]]
)
def test_what_was_exported_stays_in_a_map_without_postcodes(
    place: Place, tmp_path: Path, areas: list[dict[str, str]]
) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    given = {"latitude": "51.2", "longitude": "0.2", "area_code": "S", "provenance": PLACED}
    other.load(Area=areas, Location=[{**HALL, **given}])
    assert other.where("hall") == place.where("hall") == (51.2, 0.2, "S", PLACED)
    other.store.close()


def test_undo_takes_places_back(place: Place) -> None:
    place.load(Location=[HALL])
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES)
    place.store.undo(2, actor="somebody")
    assert place.where("hall") == (None, None, None, "Location.csv")


def test_new_postcode_of_a_location_moves_it(place: Place) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    place.load(Location=[{"id": "hall", "name": "Hall", "postcode": "M2 2BB"}])
    said = "Location.csv; placed by postcode M2 2BB; area E by postcode"
    assert place.where("hall") == (51.8, 1.5, "E", said)


def test_new_postcode_that_nobody_knows_takes_the_old_ones_position_away(place: Place) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    place.load(Location=[{"id": "hall", "name": "Hall", "postcode": "ZZ1 1ZZ"}])
    assert place.where("hall") == (None, None, None, "Location.csv")


def test_postcode_that_moves_takes_what_was_placed_by_it_along(place: Place) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    place.load(Postcode=[{**POSTCODES[0], "latitude": "51.3"}])
    assert place.where("hall") == (51.3, 0.2, "S", PLACED)


def test_coordinates_that_a_person_gives_later_stay_and_are_no_longer_said_to_be_placed(
    place: Place,
) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    place.load(Location=[{"id": "hall", "name": "Hall", "latitude": "51.6", "longitude": "1.2"}])
    assert place.where("hall") == (51.6, 1.2, "E", "Location.csv; area E by outline")
    place.load(Postcode=[{**POSTCODES[0], "latitude": "51.3"}])
    assert place.where("hall")[:2] == (51.6, 1.2)


def test_area_that_a_person_gives_later_stays(place: Place) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[HALL])
    place.load(Location=[{"id": "hall", "name": "Hall", "area_code": "E"}])
    assert place.where("hall") == (51.2, 0.2, "E", "Location.csv; placed by postcode M1 1AA")
    place.load(Area=[{**SMALL[0], "name": "Southern"}])
    assert place.where("hall")[2] == "E"


def test_provenance_of_its_own_is_kept_before_what_was_worked_out(place: Place) -> None:
    told = {**HALL, "provenance": "the council; of 2025"}
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[told])
    said = "the council; of 2025; placed by postcode M1 1AA; area S by postcode"
    assert place.where("hall")[3] == said
    assert place.load(Location=[told]).updated == 0


def test_long_provenance_is_cut_so_that_all_of_it_may_stay(place: Place) -> None:
    told = {**HALL, "provenance": "a" * 300}
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[told])
    said = place.where("hall")[3]
    assert len(said) == 300
    assert said.endswith("aaa…; placed by postcode M1 1AA; area S by postcode")
    assert place.load(Location=[told]).updated == 0
    assert place.load(Location=[HALL]).updated == 0


def test_words_like_ours_in_a_persons_provenance_are_not_ours(place: Place) -> None:
    told = {**HALL, "latitude": "51.6", "longitude": "1.2", "area_code": "W"}
    said = "a list of the area around Sale by outline"
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES, Location=[{**told, "provenance": said}])
    assert place.where("hall") == (51.6, 1.2, "W", said)


def test_area_of_a_rejected_row_is_not_used(place: Place) -> None:
    faulty = {**SMALL[0], "parent_code": "nowhere"}
    result = place.load(
        Area=[*({**ward, "parent_code": ""} for ward in WARDS), faulty],
        Postcode=POSTCODES,
        Location=[HALL],
    )
    assert result.rejected == 1
    assert place.where("hall")[2] == "W"


def test_rejected_location_is_not_placed(place: Place) -> None:
    result = place.load(Postcode=POSTCODES, Location=[{**HALL, "name": ""}])
    assert (result.read, result.accepted, result.rejected) == (4, 3, 1)
    assert place.locations().empty


def test_a_dry_run_says_what_would_be_placed(place: Place, tmp_path: Path) -> None:
    place.load(Area=WARDS + SMALL, Postcode=POSTCODES)
    path = tmp_path / "Location.csv"
    pd.DataFrame([HALL]).to_csv(path, index=False)
    result = check_files([path], snapshot=place.store.snapshot())
    assert result.notes[0].startswith("Placed by postcode: 1 location")
    assert place.locations().empty


def test_columns_of_the_places_own_survive_placing(place: Place) -> None:
    place.load(Location=[{**HALL, "x_keys": "at the bar"}, {**HALL, "id": "club"}])
    place.load(Postcode=POSTCODES)
    place.load(Location=[{**HALL, "id": "shed", "x_roof": "tin"}])
    assert place.locations().loc["hall", "x_keys"] == "at the bar"
    assert place.locations()["latitude"].tolist() == [51.2, 51.2, 51.2]
    assert place.load(Area=WARDS + SMALL).updated == 3
    assert place.locations().loc[["hall", "shed"], ["x_keys", "x_roof"]].fillna(
        ""
    ).to_numpy().tolist() == [["at the bar", ""], ["", "tin"]]


def test_files_without_places_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = conform("Location", pd.DataFrame([{"id": "hall", "name": "Hall", "postcode": "M1 1AA"}]))
    snapshot = Snapshot(rows={"Location": rows})

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("assetmap.ingest.placing._is_open", never)
    path = tmp_path / "Need.csv"
    path.write_text("id,name\nn1,Company\n")
    assert check_files([path], snapshot=snapshot).created == 1
