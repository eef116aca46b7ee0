"""One server with the sample place, one browser, and nothing may leave the machine."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image
from tests.browser.copies import ADDRESS, copy_that_serves, end_copying
from tests.kept_places import copy_of_sample

import assetmap
from assetmap.ingest import load_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Frame, Page, Route

CHROMIUM: Final = "/usr/bin/chromium"
SWITCHES: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    "--enable-unsafe-swiftshader",  # draws the map on the ground without a graphics card
)
PATIENCE_MS: Final = 30_000
WIDTHS: Final = (1280, 390)
GROUND: Final = "[data-testid=stDeckGlJsonChart] canvas"
_FEWEST_COLOURS: Final = 3
_ELSEWHERE: Final = re.compile(r"^(?!https?://127\.0\.0\.1[:/])(https?|wss?|ftp):")
# A screen opened by its own address first looks for Streamlit beside itself, and then above.
_LOOKED_FOR: Final = re.compile(r"/app/[\w-]+/_stcore/(health|host-config)$")


# What follows the width does so by scripts, some moments after the window has it.
_LAID_OUT_AS_BEFORE: Final = """() => {
    const parts = document.querySelectorAll('svg, canvas, iframe, [data-testid=stMain]');
    const now = [...parts].map((part) => [part.clientWidth, part.scrollWidth, part.scrollHeight]);
    const isSame = window.__laidOut === `${innerWidth} ${now}`;
    window.__laidOut = `${innerWidth} ${now}`;
    return isSame;
}"""
_SCREENS: Final = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"


@dataclass(frozen=True, slots=True)
class Server:
    """What serves a store, as a process of its own."""

    address: str
    store: Path


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen in the browser, and what went wrong in it so far."""

    page: Page
    faults: list[str]

    def open(self, address: str) -> Page:
        """Go to a screen and wait until it stands still."""
        self.page.goto(address)
        self.settle()
        return self.page

    def open_on_any_width(self, address: str) -> Iterator[Page]:
        """Go to a screen on a phone, and widen it; anew, if it asks how wide it is at first."""
        for number, width in enumerate(WIDTHS[::-1]):
            self.set_width(width)
            if number == 0 or _asks_for_width(address):
                self.open(address)
            else:
                self.settle()
                self.wait_until_laid_out()
            yield self.page

    def on_any_width(self) -> Iterator[Page]:
        """Show what is there now on a phone and on a desk, ending as it was."""
        size = self.page.viewport_size
        assert size is not None
        for width in sorted(WIDTHS, key=lambda width: width == size["width"]):
            self.set_width(width)
            self.settle()
            self.wait_until_laid_out()
            yield self.page

    def set_width(self, width: int) -> None:
        """Make the window as wide as that of a phone or a desk."""
        self.page.set_viewport_size({"width": width, "height": 900})

    def wait_until_laid_out(self) -> None:
        """Wait until pictures and tables have followed the window: the same at two looks."""
        self.page.wait_for_function(_LAID_OUT_AS_BEFORE, polling=200)

    def settle(self) -> None:
        """Wait until the screen is made and its map, if it has one, drawn."""
        page = self.page
        page.wait_for_selector("h1", timeout=PATIENCE_MS)
        page.wait_for_selector(
            "[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE_MS
        )
        # Boxes and tables are made once their scripts are there; grey stands in for them.
        page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
        if "/app/network" in page.url:
            page.wait_for_selector(
                "iframe[data-drawn=yes], [data-testid=stAlert]", timeout=PATIENCE_MS
            )

        if "/app/map" in page.url:
            page.wait_for_selector(f"{GROUND}, [data-testid=stAlert]", timeout=PATIENCE_MS)
            if page.locator(GROUND).count():
                self.wait_until_ground_is_drawn()
                # Its tables come after it, and until then words stand for them.
                page.wait_for_function("!document.body.innerText.includes('This list comes')")
                page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")

    def wait_until_ground_is_drawn(self) -> None:
        """Wait until the map on the ground shows something, and the same twice.

        Nothing in the page says that deck.gl has drawn, and its canvas cannot be read between two
        pictures; what a person would see can: an empty canvas has one colour, a map several.
        """
        canvas = self.page.locator(GROUND)
        before = b""
        for _ in range(PATIENCE_MS // 250):
            seen = canvas.screenshot()
            colours = Image.open(io.BytesIO(seen)).convert("RGB").getcolors(1 << 24) or []
            if seen == before and len(colours) > _FEWEST_COLOURS:
                return
            before = seen
            self.page.wait_for_timeout(250)
        raise AssertionError(self.page.url)

    def drawing(self) -> Frame:
        """Return the frame in which the map is drawn."""
        handle = self.page.locator("iframe").element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def click_sign(self, party_id: str) -> None:
        """Click a party on the map."""
        self.page.locator("iframe").scroll_into_view_if_needed()
        frame = self.drawing()
        x, y = frame.evaluate(
            """(id) => {
                const { x, y } = network.canvasToDOM(network.getPositions([id])[id]);
                return [x, y];
            }""",
            party_id,
        )
        frame.locator("canvas").click(position={"x": x, "y": y})

    def pick(self, party_id: str) -> None:
        """Send what a click on a party sends, wherever on the map it stands."""
        self.drawing().evaluate(
            "(id) => parent.postMessage({ assetmap: 'picked', id }, '*')", party_id
        )

    def choose_row(self, row: int) -> None:
        """Choose a row of the list of everybody, counted from 0."""
        grid = self.page.locator("[data-testid=stDataFrame]").last
        grid.scroll_into_view_if_needed()
        # A layer that scrolls lies over the cells, so the layer takes the click.
        grid.click(position={"x": 18, "y": 53 + 35 * row})

    def wait_until_marked(self, party_id: str) -> None:
        """Wait until a party is marked on the map."""
        self.drawing().wait_for_function(
            "(id) => network.getSelectedNodes()[0] === id", arg=party_id
        )


def _asks_for_width(address: str) -> bool:
    """Tell whether the screen at an address asks the browser, once, how wide it is."""
    screen = address.partition("/app/")[2].partition("?")[0].replace("-", "_")
    made_by = _SCREENS / f"{screen or 'overview'}.py"
    return not made_by.exists() or "is_narrow_screen()" in made_by.read_text(encoding="utf-8")


@contextlib.contextmanager
def serving(store: Path) -> Iterator[Server]:
    """Serve a store on a free port for as long as the block lasts."""
    with copy_that_serves(store) as address:
        yield Server(address, store)


@contextlib.contextmanager
def serving_by_command(
    store: Path, *, started_by: Sequence[str] = ("-m", "assetmap.cli.main")
) -> Iterator[tuple[Server, subprocess.Popen[str]]]:
    """Do so by the command itself, which takes some seconds to start, and give its process too."""
    command = [sys.executable, *started_by, "serve", "--port", "0"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    with subprocess.Popen(  # noqa: S603  our own command
        [*command, "--store", str(store)],
        cwd=store.parent,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            while (address := ADDRESS.search(said)) is None:
                line = process.stdout.readline()  # the first may say that measures are prepared
                assert line, said
                said += line
            yield Server(address[0], store), process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def pytest_sessionfinish() -> None:
    """End what the servers are copies of."""
    end_copying()


@pytest.fixture(scope="session")
def make_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Serve a folder of CSVs, or a store without rows, until the tests end."""
    with contextlib.ExitStack() as stack:

        def make(folder: Path | None = None) -> Server:
            path = tmp_path_factory.mktemp("served") / "place.db"
            with contextlib.closing(assetmap.open(path)) as store:
                if folder is not None:
                    load_files(store, [folder])
            return stack.enter_context(serving(path))

        yield make


@pytest.fixture(scope="session")
def serve_sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Server]]:
    """Serve a copy of the sample place until the tests end."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(serving(copy_of_sample(tmp_path_factory)))


@pytest.fixture(scope="session")
def served_place(serve_sample: Callable[[], Server]) -> str:
    """Address of a server that shows the sample place; tests leave it as it is."""
    return serve_sample().address


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for the plugin's own, of which pytest warns; every address here is whole."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Say which browser: Debian's."""
    return {"executable_path": CHROMIUM, "args": list(SWITCHES), "headless": True}


@pytest.fixture(scope="session")
def kept_page(browser: Browser) -> Iterator[Page]:
    """The page of all tests: its process knows the scripts of the screens by then."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def screen(kept_page: Page) -> Iterator[Screen]:
    """A page in which nothing may go wrong and from which nothing may leave.

    It begins as a new one does: empty, of one size, with nothing kept.
    """
    kept_page.set_viewport_size({"width": WIDTHS[0], "height": 720})
    faults: list[str] = []
    with _noting(kept_page, faults):
        yield Screen(kept_page, faults)
        found = [*faults]  # a server that has ended meanwhile is missed only from now on
        if kept_page.url.startswith("http"):
            kept_page.evaluate("localStorage.clear(); sessionStorage.clear()")
        kept_page.goto("about:blank")
        kept_page.context.clear_cookies()
    assert found == []


@contextlib.contextmanager
def _noting(page: Page, faults: list[str]) -> Iterator[None]:
    """Note what goes wrong in a page, and what would leave, for as long as the block lasts."""

    def note_message(message: ConsoleMessage) -> None:
        is_looked_for = _LOOKED_FOR.search(message.location["url"])
        if message.type == "error" and not is_looked_for:
            faults.append(f"console: {message.text}")

    def note_error(error: Error) -> None:
        faults.append(f"script: {error}")

    def refuse(route: Route) -> None:
        faults.append(f"left the machine: {route.request.url}")
        route.abort()

    def note_dialog(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    listeners = {"console": note_message, "pageerror": note_error, "dialog": note_dialog}
    page.context.route(_ELSEWHERE, refuse)
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    try:
        yield
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
        page.context.unroute(_ELSEWHERE, refuse)
