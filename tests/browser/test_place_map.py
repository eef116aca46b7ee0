"""The map on the ground: a click, a row and an address lead to the same; names stay names."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
import pytest
from PIL import Image
from tests.browser.conftest import GROUND
from tests.browser.test_hostile_names import NAMES
from tests.browser.test_screens import faults_of_access, width_of_scroll
from tests.unit.views.place_on_the_ground import PLACE, square

from assetmap.export import write_csv_folder
from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from playwright.sync_api import Page, Position
    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_AROUND = 70  # dots that the map leaves free above and below what it shows


def serve(
    make_server: Callable[..., Server],
    folder: Path,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
) -> str:
    """Return the address of a server that shows `rows`."""
    tables = {name: conform(name, pd.DataFrame(list(given))) for name, given in rows.items()}
    write_csv_folder(Snapshot(rows=tables), folder / "place")
    return make_server(folder / "place").address


@pytest.fixture(scope="module")
def ground(make_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(make_server, tmp_path_factory.mktemp("ground"), PLACE)


def north(latitude: float) -> float:
    """Mercator's projection (1569), in radians."""
    return math.asinh(math.tan(math.radians(latitude)))


def dot_of(page: Page, at: tuple[float, float], square: tuple[float, ...]) -> Position:
    """Return where a point is drawn, if the map shows south, west, north and east in its middle."""
    box = page.locator(GROUND).bounding_box()
    assert box is not None
    (low, high), (left, right) = map(north, square[::2]), map(math.radians, square[1::2])
    dots = min((box["height"] - _AROUND) / (high - low), 620 / (right - left))
    x = box["width"] / 2 + (math.radians(at[1]) - (left + right) / 2) * dots
    middle = north((square[0] + square[2]) / 2)
    y = box["height"] / 2 - (north(at[0]) - middle) * dots
    return {"x": x, "y": y}


WHOLE = (54.0, 1.0, 54.2, 1.2)


def click(screen: Screen, at: tuple[float, float], *, right: float = 0.0) -> None:
    page = screen.page
    page.locator(GROUND).scroll_into_view_if_needed()
    dot = dot_of(page, at, WHOLE)
    dot["x"] += right
    page.locator(GROUND).hover(position=dot)
    page.locator(".deck-tooltip").wait_for()  # it answers the pointer, and so a click
    page.locator(GROUND).click(position=dot)


def heading(page: Page, name: str) -> None:
    """Wait until the panel beside the map is about `name`."""
    page.get_by_role("heading", name=name, level=3, exact=True).first.wait_for()


def words(page: Page) -> str:
    return page.locator("[data-testid=stMainBlockContainer]").inner_text()


def test_map_has_a_name_and_each_area_a_tip_and_a_click_tells_of_it(
    screen: Screen, ground: str
) -> None:
    page = screen.open(ground + "app/map")
    figure = page.get_by_role("figure", name="A map of 4 areas and 8 signs.")
    assert figure.count() == 1
    assert "choosing a row does what a click on the map does." in (
        figure.get_attribute("aria-label") or ""
    )
    page.locator(GROUND).hover(position=dot_of(page, (54.05, 1.15), WHOLE))
    page.wait_for_function(
        "document.querySelector('.deck-tooltip')?.innerText.includes('Damson\\n0 activities')"
    )
    click(screen, (54.05, 1.15))  # the middle of Damson, where nothing stands
    heading(page, "Damson")
    screen.settle()
    assert "No activity is on here: number 4 of 4 areas, counted from the most." in words(page)
    assert page.url.endswith("?spot=D")


def test_click_on_a_sign_tells_of_that_thing_and_a_row_of_a_table_does_the_same(
    screen: Screen, ground: str
) -> None:
    page = screen.open(ground + "app/map")
    click(screen, (54.15, 1.05))  # Ash Hall: first the organisation, then the tea beside it
    heading(page, "Advice")
    screen.settle()
    assert page.url.endswith("?party=o1")
    click(screen, (54.15, 1.05), right=12)
    heading(page, "Tea")
    screen.settle()
    assert page.url.endswith("?party=tea")
    click(screen, (54.15, 1.05), right=12)  # the same again stays the same
    screen.settle()
    heading(page, "Tea")
    areas = page.locator("[data-testid=stDataFrame]").first
    areas.scroll_into_view_if_needed()
    areas.click(position={"x": 18, "y": 53 + 35 * 3})  # Damson, the fourth
    heading(page, "Damson")
    screen.settle()
    assert page.url.endswith("?spot=D")
    screen.choose_row(0)  # of all things: Advice
    heading(page, "Advice")
    screen.settle()
    assert page.url.endswith("?party=o1")
    click(screen, (54.05, 1.15))
    heading(page, "Damson")


def test_keys_alone_choose_an_area_and_are_seen_on_their_way(screen: Screen, ground: str) -> None:
    page = screen.open(ground + "app/map")
    around: dict[str, str] = {}
    for _ in range(40):  # past the links to all screens
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => {
                const here = document.activeElement;
                const name = here.dataset.testid || here.className || here.tagName;
                return [name, getComputedStyle(here).outline];
            }"""
        )
        around.setdefault(name, outline)
        if name == "deck-events-root":
            break
    for name in ("stTopNavLink", "deck-events-root"):
        assert around[name] == "rgb(11, 90, 143) solid 3px"
    page.keyboard.press("Tab")
    for key in ("Tab", "ArrowDown", "ArrowDown", "ArrowDown", "Shift+Space"):
        page.keyboard.press(key)
    page.locator("h3", has_text="Damson").wait_for()
    screen.settle()
    assert page.url.endswith("?spot=D")


def test_what_is_chosen_here_is_chosen_on_the_network_and_back(screen: Screen, ground: str) -> None:
    page = screen.open(ground + "app/map")
    click(screen, (54.15, 1.15))  # Birch Club
    heading(page, "Bakers")
    screen.settle()
    page.get_by_role("link", name="Network").click()
    page.wait_for_url("**/app/network**")
    screen.settle()
    heading(page, "Bakers")
    assert "party=o2" in page.url
    screen.pick("o3")
    heading(page, "Choir")
    screen.settle()
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**/app/map**")
    screen.settle()
    heading(page, "Choir")
    assert "party=o3" in page.url
    click(screen, (54.15, 1.05), right=12)
    heading(page, "Tea")
    screen.settle()
    page.get_by_role("link", name="See its ties").click()
    page.wait_for_url("**/app/network**")
    screen.settle()
    heading(page, "Tea")
    assert page.get_by_role("radio", name="Everything").is_checked()


def test_address_opens_what_it_names_and_the_map_is_taken_away(
    screen: Screen, ground: str, tmp_path: Path
) -> None:
    page = screen.open(ground + "app/map?spot=oven&day=weekend&show=asset&level=ward")
    heading(page, "Oven")
    assert "Held by Bakers." in words(page)
    assert page.get_by_label("Activities on", exact=True).input_value() == "Saturday and Sunday"
    for button, name in (
        ("Data for other maps (GeoJSON)", "map.geojson"),
        ("Picture to paste (PNG)", "map.png"),
    ):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button).click()
        assert waiting.value.suggested_filename == name
        waiting.value.save_as(tmp_path / name)
    found = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert [each["id"] for each in found["features"]] == ["A", "B", "C", "D", "oven"]
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


# With nothing chosen it stands among the other screens, in test_screens.py.
@pytest.mark.parametrize("query", ["?arcs=partnerships&party=o1", "?spot=A&level=town"])
def test_map_stands_on_any_width(screen: Screen, ground: str, query: str) -> None:
    for page in screen.open_on_any_width(f"{ground}app/map{query}"):
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []
        box, size = page.locator(GROUND).bounding_box(), page.viewport_size
        assert box is not None
        assert size is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]


WHITE = (255, 255, 255)
PATIENCE = 20


def test_phone_shows_the_whole_place(screen: Screen, served_place: str) -> None:
    screen.page.set_viewport_size({"width": 390, "height": 900})
    page = screen.open(served_place + "app/map?show=none")
    page.wait_for_function(
        "document.querySelector('[data-testid=stDeckGlJsonChart] canvas').clientHeight < 300"
    )
    screen.settle()
    # The place is drawn anew some moments after its frame has changed, however long that takes.
    for _ in range(PATIENCE):
        if colours_at_the_sides(page.locator(GROUND).screenshot()) == {WHITE}:
            return
        page.wait_for_timeout(500)
    pytest.fail("the place is cut at a side")


def colours_at_the_sides(picture: bytes) -> set[Any]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    sides = (3, image.width - 4)
    return {image.getpixel((x, y)) for x in sides for y in range(4, image.height - 4)}


ACROSS = 6
CLICKED = 8  # the rest are read in the tip alone: a click takes a second
SPAN = (50.0, 0.0, 50.3, 0.6)  # of both areas


def spot_of(number: int) -> tuple[float, float]:
    return 50.27 - 0.08 * (number // ACROSS), 0.1 * (number % ACROSS) + 0.05


@pytest.fixture(scope="module")
def hostile(make_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    rows: dict[str, list[dict[str, Any]]] = {
        "Area": [
            {"id": f"area-{number}", "name": name, "level": "ward"}
            | {"boundary": square(0.3 * number, 50.0, 0.3)}
            for number, name in enumerate(("@@=window.__ran=1", NAMES[0]))
        ],
        "Location": [
            {"id": f"place-{number}", "name": name, "town": name}
            | dict(zip(("latitude", "longitude"), spot_of(number), strict=True))
            for number, name in enumerate(NAMES)
        ],
        "Organisation": [
            {"id": f"party-{number}", "name": name, "location_id": f"place-{number}"}
            | {"description": name}
            for number, name in enumerate(NAMES)
        ],
        "Indicator": [
            {"id": "i", "area_code": "area-0", "name": NAMES[0], "group": NAMES[8], "value": 1}
            | {"unit": NAMES[1]}
        ],
    }
    return serve(make_server, tmp_path_factory.mktemp("hostile"), rows)


def test_each_name_is_read_letter_by_letter_wherever_it_stands(
    screen: Screen, hostile: str
) -> None:
    page = screen.open(hostile + "app/map")
    for number, name in enumerate(NAMES[:24]):
        dot = dot_of(page, spot_of(number), SPAN)
        page.locator(GROUND).hover(position=dot)
        page.wait_for_function(
            "(name) => document.querySelector('.deck-tooltip')?.innerText.includes(name)", arg=name
        )
        assert page.locator(".deck-tooltip").locator("*").count() == 0
        if number >= CLICKED:
            continue
        page.locator(GROUND).click(position=dot)
        page.wait_for_url(f"**party=party-{number}")
        screen.settle()
        shown = page.locator("h3").first
        assert shown.inner_text() == name
        assert shown.locator("a, img, strong, em, code").count() == 0
        assert page.locator("a[href*=evil], img[src*=evil], svg[onload]").count() == 0
        assert page.evaluate("window.__ran ?? null") is None
    # Areas and figures have such names too.
    shade = f"indicator|{NAMES[0]}|{NAMES[8]}|"
    page.goto(f"{hostile}app/map?spot=area-0&shade={quote(shade)}")
    screen.settle()
    heading(page, "@@=window.__ran=1")
    assert NAMES[1] in words(page)  # the unit, in the panel and the legend
    assert page.locator("a[href*=evil], img[src*=evil], svg[onload]").count() == 0
    assert page.evaluate("window.__ran ?? null") is None
