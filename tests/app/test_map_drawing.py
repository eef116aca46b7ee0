"""The drawing of the screen Map, as the browser gets it."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.app.test_map_screen import ATTACK, attacked_place, made
from tests.unit.views.place_on_the_ground import PLACE
from tests.unit.web.test_application import answer

from assetmap.views.map import outlines
from assetmap.views.map.choice import PlaceChoice
from assetmap.views.map.view import map_view
from assetmap_app.components.fetched_rows import ROUTE
from assetmap_app.components.place_map import deck
from assetmap_app.components.place_rows import place_rows

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView

SERVED: Final = Starlette(routes=[Mount("/app", routes=[ROUTE])])


@pytest.fixture
def place() -> Snapshot:
    return made(PLACE)


def drawn(view: MapView, *, edition: int, marked: str = "") -> str:
    rows = place_rows(view, is_narrow=False)
    return str(deck(view, rows, marked=marked, edition=edition, is_narrow=False).to_json())


def layer_of(drawing: str, name: str) -> dict[str, Any]:
    layers: list[dict[str, Any]] = json.loads(drawing)["layers"]
    return next(layer for layer in layers if layer["id"].startswith(name))


def test_rows_that_the_browser_fetches_are_those_of_the_drawing_after_a_click(
    place: Snapshot,
) -> None:
    view = map_view(place, PlaceChoice(level="ward", shade="activities"))
    rows = place_rows(view, is_narrow=False)
    first, then = (
        deck(view, rows, marked="", edition=edition, is_narrow=False).to_json()
        for edition in (0, 1)
    )
    for name in ("areas", "signs"):
        told = answer(SERVED, layer_of(first, name)["data"])
        assert told.headers["content-type"] == "application/json"
        assert json.loads(told.body) == layer_of(then, name)["data"]
    assert [row["n"] for row in layer_of(then, "areas")["data"]] == [0, 1, 2, 3]


def test_rows_that_no_map_has_are_not_answered(place: Snapshot) -> None:
    assert answer(SERVED, "/app/rows/0123.json").status == HTTPStatus.NOT_FOUND
    view = map_view(_renamed(place), PlaceChoice())  # which no screen of another test shows
    rows, same = (place_rows(view, is_narrow=False) for _ in range(2))
    address = rows.signs.address
    assert same.signs.address == address
    del same
    assert answer(SERVED, address).status == HTTPStatus.OK
    del rows
    assert answer(SERVED, address).status == HTTPStatus.NOT_FOUND


def _renamed(place: Snapshot) -> Snapshot:
    activities = place.table("Activity")
    renamed = activities.assign(name=activities["name"] + " by another name")
    return replace(place, rows={**place.rows, "Activity": renamed})


def test_an_area_of_two_pieces_and_a_hole_is_drawn_whole() -> None:
    ring, island = [[0, 0], [9, 0], [9, 9], [0, 0]], [[20, 0], [21, 0], [21, 1], [20, 0]]
    hole = [[5, 1], [6, 1], [6, 2], [5, 1]]
    boundary = {"type": "MultiPolygon", "coordinates": [[ring, hole], [island]]}
    area = {"id": "A", "name": "Ash", "level": "ward", "boundary": json.dumps(boundary)}
    view = map_view(made({"Area": [area]}), PlaceChoice(level="ward"))
    found = layer_of(drawn(view, edition=1), "areas")["data"]
    assert [row["n"] for row in found] == [0, 0]
    whole, piece = (row["shape"] for row in found)
    assert whole["holeIndices"] == [8]
    assert len(whole["positions"]) == 16
    assert len(piece) == 8


def test_of_many_areas_the_ground_comes_with_the_areas(
    place: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlines, "_MOST_PIECES", 1)
    view = map_view(place, PlaceChoice(level="ward"))
    drawing = drawn(view, edition=0)
    ground, areas = (layer_of(drawing, name) for name in ("ground", "areas"))
    assert ground["data"] == areas["data"]
    assert ground["@@type"] == areas["@@type"] == "SolidPolygonLayer"
    assert not ground["pickable"]
    rows = layer_of(drawn(view, edition=1), "areas")["data"]
    assert [len(row["ground"]) > 0 for row in rows] == [True, False, False, False]


def test_no_word_of_anybodys_is_an_instruction_to_the_drawing() -> None:
    view = map_view(
        attacked_place(), PlaceChoice(level="ward", shade="activities", arcs="partnerships")
    )
    spec = json.loads(drawn(view, marked="A", edition=1))
    told = [text for layer in spec["layers"] for text in _texts(layer["data"])]
    assert any(ATTACK in text for text in told)
    assert not [text for text in told if text.startswith("@@")]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        assert not [key for key in value if key.startswith("@@")]
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def test_drawing_names_no_map_of_anybody_elses(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice(level="ward", shade="activities"))
    text = drawn(view, edition=0)
    assert "http" not in text
    assert json.loads(text)["mapStyle"] == "__MAP_STYLE__"  # left out, Streamlit draws none
