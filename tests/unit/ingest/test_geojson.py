from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import UnreadableFileError
from assetmap.ingest import check_files, geojson, load_files
from assetmap.ingest.gathered import Document
from assetmap.ingest.geojson import is_known, read_features
from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[0, 50], [1, 50], [1, 51], [0, 51], [0, 50]]


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(*position: object) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(position)}


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features: object, **said: object) -> Document:
    return Document(
        "towns.geojson", {"type": "FeatureCollection", "features": list(features), **said}
    )


def test_point_gives_its_properties_and_its_position() -> None:
    sheet, refused = read_features(collection(feature(point(-2.32, 53.42, 9.5), name="Hall", n=3)))
    assert (sheet.file, sheet.sheet, list(sheet.lines)) == ("towns.geojson", "towns", [1])
    assert {name: cells[0] for name, cells in sheet.columns.items()} == {
        "name": "Hall",
        "n": "3",
        "longitude": "-2.32",
        "latitude": "53.42",
        "geometry": '{"type":"Point","coordinates":[-2.32,53.42,9.5]}',
    }
    assert not refused.refusals


def test_outline_gives_itself_and_a_point_within() -> None:
    sheet, _ = read_features(collection(feature(polygon(SQUARE), name="Square")))
    assert json.loads(sheet.columns["geometry"][0]) == polygon(SQUARE)
    assert 0 < float(sheet.columns["longitude"][0]) < 1
    assert 50 < float(sheet.columns["latitude"][0]) < 51


def test_feature_alone_is_a_sheet_of_one_row() -> None:
    sheet, _ = read_features(Document("one.json", feature(point(1, 2), name="Here")))
    assert sheet.columns["name"] == ("Here",)
    assert sheet.columns["longitude"] == ("1",)


def test_what_only_some_features_have_is_empty_in_the_others() -> None:
    one = {**feature(point(1, 2), name="A"), "id": "way/7"}
    sheet, _ = read_features(collection(one, feature(None, web="x.org", open=True, none=None)))
    assert sheet.columns["id"] == ("way/7", "")
    assert sheet.columns["name"] == ("A", "")
    assert sheet.columns["web"] == ("", "x.org")
    assert sheet.columns["open"] == ("", "true")
    assert sheet.columns["none"] == ("", "")
    assert sheet.columns["geometry"][1] == sheet.columns["latitude"][1] == ""


def test_lists_and_objects_of_a_property_are_json() -> None:
    sheet, _ = read_features(collection(feature(point(1, 2), tags=["a", "é"], more={"b": 1})))
    assert sheet.columns["tags"] == ('["a", "é"]',)
    assert sheet.columns["more"] == ('{"b": 1}',)


def test_property_called_like_a_coordinate_keeps_its_name() -> None:
    clashing = feature(point(1, 2), latitude="north")
    clashing["properties"]["geometry"] = "odd"
    sheet, _ = read_features(collection(clashing))
    assert sheet.columns["latitude"] == ("north",)
    assert sheet.columns["geometry"] == ("odd",)
    assert sheet.columns["latitude (geometry)"] == ("2",)
    assert sheet.columns["longitude"] == ("1",)


def test_other_geometry_is_kept_as_it_is_without_a_position() -> None:
    line = {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}
    sheet, _ = read_features(collection(feature(line, name="Path")))
    assert json.loads(sheet.columns["geometry"][0]) == line
    assert sheet.columns["longitude"] == ("",)


OPEN_RING = [[0, 50], [1, 50], [1, 51], [0, 51]]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (feature(polygon(OPEN_RING)), "ends where it begins"),
        (feature(polygon([[0, 50], [1, 50], [0, 50]])), "four positions or more"),
        (feature(polygon([])), "four positions or more"),
        (feature({"type": "Polygon", "coordinates": []}), "four positions or more"),
        (feature({"type": "MultiPolygon", "coordinates": [SQUARE]}), "four positions or more"),
        (feature(polygon([[0, "50"], [1, 50], [1, 51], [0, 51], [0, "50"]])), "four positions"),
        (feature(point(200, 53)), "outside of the world"),
        (feature(point(53, -92)), "outside of the world"),
        (feature(polygon([[0, 50], [1, 50], [1, 510], [0, 51], [0, 50]])), "outside of the world"),
        (feature(point("1", "2")), "not lists of numbers"),
        (feature(point(*[True, False])), "not lists of numbers"),
        (feature(point(1)), "not lists of numbers"),
        (feature({"type": "Point"}), "not lists of numbers"),
        (feature({"coordinates": [1, 2]}), "not a feature"),
        (feature([1, 2]), "not a feature"),
        ("a feature", "not a feature"),
        ({"type": "Feature", "properties": [1], "geometry": None}, "not a feature"),
    ],
)
def test_broken_feature_is_refused_and_the_others_are_read(broken: object, said: str) -> None:
    document = collection(feature(point(1, 2), name="A"), broken, feature(point(3, 4), name="B"))
    sheet, refused = read_features(document)
    assert sheet.columns["name"] == ("A", "B")
    assert list(sheet.lines) == [1, 3]
    (refusal,) = refused.refusals
    assert (refusal.file, refusal.sheet, refusal.line) == ("towns.geojson", "towns", 2)
    assert said in refusal.reason
    assert len(refusal.value) <= 200


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC::CRS84"}},
        {"type": "name", "properties": {"name": "EPSG:4326"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG:6.9:4326"}},
    ],
)
def test_degrees_by_whatever_name_are_read(crs: object) -> None:
    sheet, _ = read_features(collection(feature(point(1, 2)), crs=crs))
    assert len(sheet) == 1


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:EPSG::27700", "EPSG:3857", "EPSG:43260", "urn:ogc:def:crs:EPSG::14326"],
)
def test_projected_coordinates_are_refused_by_name(name: str) -> None:
    document = collection(feature(point(1, 2)), crs={"type": "name", "properties": {"name": name}})
    with pytest.raises(UnreadableFileError, match=f"coordinates are in '{name}'.*WGS 84"):
        read_features(document)


def test_metres_that_do_not_say_so_are_refused() -> None:
    document = collection(feature(point(376_000, 395_000)), feature(point(377_000, 396_000)))
    with pytest.raises(UnreadableFileError, match="eastings and northings"):
        read_features(document)


def test_topojson_is_refused_with_what_to_do() -> None:
    value = {"type": "Topology", "objects": {}, "arcs": []}
    assert is_known(value)
    with pytest.raises(UnreadableFileError, match=r"TopoJSON\. Save it as GeoJSON"):
        read_features(Document("t.json", value))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"type": "FeatureCollection"}, "without a list of features"),
        ({"type": "FeatureCollection", "features": {"a": 1}}, "without a list of features"),
        ({"type": "FeatureCollection", "features": []}, "has no features"),
    ],
)
def test_document_without_features_is_refused(value: object, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_features(Document("x.geojson", value))


@pytest.mark.parametrize("value", [None, [], "FeatureCollection", {"type": ["Feature"]}, {}])
def test_other_json_is_somebody_elses(value: object) -> None:
    assert not is_known(value)


def test_too_many_points_features_and_properties_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = collection(feature(polygon(SQUARE), a=1), feature(polygon(SQUARE), b=2))
    for limit, least, said in (
        ("MAX_POSITIONS", 9, "more than 9 points; simplify them"),
        ("MAX_FEATURES", 1, "more than 1 features; load it in parts"),
        ("MAX_PROPERTIES", 4, "5 different properties"),
        ("MAX_CELLS", 9, "2 features have 5 different properties"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(geojson, limit, least)
            with pytest.raises(UnreadableFileError, match=said):
                read_features(document)
            patch.setattr(geojson, limit, least + 1)
            assert len(read_features(document)[0]) == 2


def test_coordinates_that_lie_deep_in_each_other_are_refused_and_not_followed() -> None:
    nested: list[object] = [1, 2]
    for _ in range(500):
        nested = [nested]
    sheet, refused = read_features(collection(feature({"type": "Polygon", "coordinates": nested})))
    assert len(sheet) == 0
    assert "four positions" in refused.refusals[0].reason


def test_features_go_the_way_of_a_list_and_each_is_accepted_or_rejected(tmp_path: Path) -> None:
    mapping = tmp_path / "halls.toml"
    mapping.write_text(
        '[[table]]\nname = "Location"\nid_from = "ref"\n[table.columns]\nname = "name"\n'
        'latitude = "latitude"\nlongitude = "longitude"\n'
    )
    halls = tmp_path / "halls.geojson"
    document = collection(
        feature(point(-2.3, 53.4), ref="1", name="Hall"),
        feature(point(-2.3, 153.4), ref="2", name="Moon"),
        feature(point(-2.2, 53.4), ref="3", name=""),
        feature(None, ref="4", name="Somewhere"),
    )
    halls.write_text(json.dumps(document.value))
    result = check_files([halls], mapping=mapping)
    assert (result.read, result.accepted, result.rejected, result.created) == (4, 2, 2, 2)
    assert dict(zip(result.faults["line"], result.faults["field"], strict=True)) == {
        2: "geometry",
        3: "name",
    }


def test_own_table_may_come_as_geojson(tmp_path: Path) -> None:
    path = tmp_path / "Location.geojson"
    document = collection({**feature(point(-2.3, 53.4), name="Hall"), "id": "hall"})
    path.write_text(json.dumps(document.value))
    result = check_files([path])
    assert (result.read, result.accepted, result.created) == (1, 1, 1)
    assert "'geometry' was not read" in result.notes[0]


def test_document_whose_features_are_all_refused_says_why_each_is(tmp_path: Path) -> None:
    path = tmp_path / "moon.geojson"
    document = collection(feature(polygon(OPEN_RING), LSOA21CD="E01000001", LSOA21NM="Sale"))
    path.write_text(json.dumps(document.value))
    result = check_files([path])
    assert (result.read, result.accepted, result.rejected) == (1, 0, 1)
    assert result.faults["reason"].tolist()[0].startswith("Its outline is none")


def test_half_a_character_becomes_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "half.geojson"
    named = feature(polygon(SQUARE), LSOA21CD="E01000001", LSOA21NM="Sale \ud800 \U0001f600")
    path.write_text(json.dumps(collection(named).value))
    store = open_store(tmp_path / "place.db")
    assert load_files(store, [path]).created == 1
    assert store.snapshot().table("Area")["name"].tolist() == ["Sale ? \U0001f600"]
    store.close()
