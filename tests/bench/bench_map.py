"""How soon the map on the ground can be used at 2,000 points and 400 areas, beside plain pydeck.

Both are drawn inside Streamlit by the same browser. The peer hands the same boundaries, as they
were loaded, and the same points to pydeck with a tip. The clock runs from the request until areas
and points are seen, and a pointer on the map is answered with a tip: nothing in the page says
that deck.gl has drawn, so the picture itself is looked at.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image
from playwright.sync_api import sync_playwright
from tests.bench.bench_place import answers, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

N_POINTS: Final = 2_000
_SIDE: Final = 20  # areas across and down
_CORNERS: Final = 40  # of each border between two areas, as outlines of official files have
_N_RUNS: Final = 5
_PATIENCE_S: Final = 60
_CANVAS: Final = "[data-testid=stDeckGlJsonChart] canvas"
_FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-unsafe-swiftshader",
)  # fmt: skip
_OURS: Final = "assetmap's map"
_PEER_NAME: Final = "plain pydeck, boundaries as loaded"
_PEER: Final = """
import csv
import json
import pydeck as pdk
import streamlit as st
csv.field_size_limit(10_000_000)
def rows(name):
    with open(FOLDER + "/" + name + ".csv") as file:
        return list(csv.DictReader(file))
features = [
    {"type": "Feature", "geometry": json.loads(row["boundary"]),
     "properties": {"tip": row["name"], "fill": [171, 147, 201 - n % 5 * 20]}}
    for n, row in enumerate(rows("Area"))
]
points = [
    {"tip": row["name"], "at": [float(row["longitude"]), float(row["latitude"])]}
    for row in rows("Location")
]
st.set_page_config(layout="wide")
st.title("Map")
st.pydeck_chart(
    pdk.Deck(
        layers=[
            pdk.Layer("GeoJsonLayer", id="areas", data=features, pickable=True, stroked=True,
                      get_fill_color="properties.fill", get_line_color=[90, 84, 100],
                      line_width_units=pdk.types.String("pixels"), get_line_width=1),
            pdk.Layer("ScatterplotLayer", id="points", data=points, pickable=True,
                      get_position="at", get_fill_color=[0, 114, 178], get_radius=5,
                      radius_units=pdk.types.String("pixels")),
        ],
        initial_view_state=pdk.ViewState(latitude=54.2, longitude=1.3, zoom=9.4),
        map_provider=None,
        tooltip={"text": "{tip}"},
    ),
    height=560,
    on_select="rerun",
    selection_mode="single-object",
    key="map",
)
"""


def run() -> str:
    """Return a markdown table: seconds from request to a map that answers, ours and the peer's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_place(folder / "files")
        with _served_place(folder) as ours_at, _served_peer(folder) as peer_at:
            found = _measure({_OURS: ours_at, _PEER_NAME: peer_at})
    title = f"{N_POINTS:,} points, {_SIDE**2} areas, {_N_RUNS} runs in turn"
    lines = [
        f"| {title} | first visit, median (s) | coming again, median (s) | all (s) |",
        "| --- | ---: | ---: | --- |",
    ]
    for name, seconds in found.items():
        first, again = (statistics.median(each) for each in zip(*seconds, strict=True))
        runs = ", ".join(f"{one:.2f} / {other:.2f}" for one, other in seconds)
        lines.append(f"| {name} | {first:.2f} | {again:.2f} | {runs} |")
    return "\n".join(lines)


def _write_place(folder: Path) -> None:
    chance = random.Random(2026)
    folder.mkdir()
    outlines = _outlines()
    areas = [
        (f"A{n:03}", f"Area {n}", "ward", json.dumps(outline)) for n, outline in enumerate(outlines)
    ]
    points = [
        (f"L{n}", f"Hall {n}", 54 + 0.4 * chance.random(), 1 + 0.6 * chance.random())
        for n in range(N_POINTS)
    ]
    tables: dict[str, Sequence[Sequence[object]]] = {
        "Area": [("id", "name", "level", "boundary"), *areas],
        "Location": [("id", "name", "latitude", "longitude"), *points],
        "Organisation": [
            ("id", "name", "location_id"),
            *((f"O{n}", f"Organisation {n}", f"L{n}") for n in range(N_POINTS // 2)),
        ],
        "Activity": [
            ("id", "name", "organisation_id"),
            *((f"V{n}", f"Activity {n}", f"O{n}") for n in range(N_POINTS // 2)),
        ],
        "Session": [
            ("id", "activity_id", "location_id", "schedule", "starts_at_local"),
            *(
                (f"S{n}", f"V{n}", f"L{n + N_POINTS // 2}", "FREQ=WEEKLY;BYDAY=TU", "10:00")
                for n in range(N_POINTS // 2)
            ),
        ],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(rows)


def _outlines() -> list[dict[str, object]]:
    """Return areas side by side, their borders as winding as rivers make them."""
    return [
        {"type": "Polygon", "coordinates": [_ring(column, row)]}
        for row in range(_SIDE)
        for column in range(_SIDE)
    ]


def _ring(column: int, row: int) -> list[list[float]]:
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    ring = []
    for (x, y), (to_x, to_y) in zip(corners, [*corners[1:], corners[0]], strict=True):
        for step in range(_CORNERS):
            along = step / _CORNERS
            ring.append(_bent(x + (to_x - x) * along, y + (to_y - y) * along))
    return [*ring, ring[0]]


def _bent(x: float, y: float) -> list[float]:
    """Return where a point of the grid lies: the same for both areas that share it."""
    bend = 0.12 * math.sin(9 * x + 5 * y) + 0.04 * math.sin(41 * x - 37 * y)
    return [round(1 + 0.6 * (x + bend) / _SIDE, 7), round(54 + 0.4 * (y - bend) / _SIDE, 7)]


@contextmanager
def _served_place(folder: Path) -> Iterator[str]:
    command = str(Path(sys.executable).with_name("assetmap"))
    store = str(folder / "place.db")
    subprocess.run(  # noqa: S603 - our own command
        [command, "load", str(folder / "files"), "--store", store], check=True, capture_output=True
    )
    port = free_port()
    with _running([command, "serve", "--store", store, "--port", str(port)], port, "/app"):
        yield f"http://127.0.0.1:{port}/app/map"


@contextmanager
def _served_peer(folder: Path) -> Iterator[str]:
    script = folder / "peer.py"
    script.write_text(_PEER.replace("FOLDER", repr(str(folder / "files"))))
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    settings += ["--browser.gatherUsageStats=false"]
    with _running([*command, *settings], port, ""):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: Sequence[str], port: int, base: str) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603 - our own commands
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not answers(f"http://127.0.0.1:{port}{base}/_stcore/health"):
            if process.poll() is not None:
                raise AssertionError(command)
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def _measure(address_of: dict[str, str]) -> dict[str, list[tuple[float, float]]]:
    """Return by name, for each run, the seconds of a first visit and of coming again."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in address_of}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*_FLAGS])
        for number in range(_N_RUNS + 1):
            for name, address in address_of.items():
                seconds = _visits(browser, address)
                if number:  # the first warms the servers
                    found[name].append(seconds)
        browser.close()
    return found


def _visits(browser: Browser, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    page = context.new_page()
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        _wait_until_usable(page, started + _PATIENCE_S)
        seconds.append(time.perf_counter() - started)
        page.goto("about:blank")
    context.close()
    return seconds[0], seconds[1]


def _wait_until_usable(page: Page, until: float) -> None:
    """Wait until shades and points are seen, and the middle of the map answers a pointer."""
    page.wait_for_selector(_CANVAS, state="attached", timeout=_PATIENCE_S * 1000)
    box = page.locator(_CANVAS).bounding_box()
    while box is None or not _is_drawn(page, box):
        if time.perf_counter() > until:
            raise AssertionError(page.url)
        page.wait_for_timeout(10)
        box = page.locator(_CANVAS).bounding_box()
    shift = 0
    while not page.locator(".deck-tooltip").filter(has_text=" ").is_visible():
        shift += 1
        page.mouse.move(
            box["x"] + box["width"] / 2 + shift % 7, box["y"] + box["height"] / 2 + shift % 5
        )
        page.wait_for_timeout(10)


def _is_drawn(page: Page, box: dict[str, float] | object) -> bool:
    """Tell whether the middle of the map shows more than five colours: shades, borders, signs."""
    assert isinstance(box, dict)
    middle = {
        "x": box["x"] + box["width"] / 2 - 60,
        "y": box["y"] + box["height"] / 2 - 60,
        "width": 120,
        "height": 120,
    }
    seen = Image.open(io.BytesIO(page.screenshot(clip=middle))).convert("RGB")  # type: ignore[arg-type]
    counts = seen.getcolors(1 << 20) or []
    return sum(1 for n, _ in counts if n > 20) > 5
