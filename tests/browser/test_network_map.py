"""The map: a click, a row and an address all lead to the same party."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from assetmap.resources import resource_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def organisations() -> dict[str, str]:
    with (resource_folder("sample_data") / "Organisation.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["id"] for row in csv.DictReader(file)}


BROKER = "Pellowby Ferry House"
OTHER = "Wild Merrow"


def heading(page: Page, name: str) -> None:
    """Wait until the panel beside the map is about `name`."""
    page.get_by_role("heading", name=name, level=3, exact=True).wait_for()


def test_click_on_a_sign_tells_of_that_party(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + "app/network")
    screen.click_sign(organisations()[BROKER])
    heading(page, BROKER)
    screen.settle()
    panel = page.locator("[data-testid=stMainBlockContainer]").inner_text()
    assert "Without this one, 14 others would be cut off from the rest." in panel
    assert f"party={organisations()[BROKER]}" in page.url
    assert page.get_by_label("Find a party").input_value() == BROKER


def test_name_typed_is_found_and_marked(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + "app/network")
    page.get_by_label("Find a party").fill("wild mer")
    page.get_by_role("option", name=OTHER).click()
    heading(page, OTHER)
    screen.settle()
    screen.wait_until_marked(organisations()[OTHER])
    # What is typed when somebody is chosen begins anew, and does not go on in that name.
    box = page.get_by_label("Find a party")
    box.click()
    box.press_sequentially(BROKER[:9])
    page.get_by_role("option", name=BROKER).click()
    heading(page, BROKER)


def test_row_does_what_a_click_does_and_a_click_after_it_moves_on_to_the_other_party(
    screen: Screen, served_place: str
) -> None:
    page = screen.open(served_place + "app/network")
    screen.choose_row(0)
    heading(page, BROKER)
    screen.settle()
    screen.wait_until_marked(organisations()[BROKER])
    screen.click_sign(organisations()[OTHER])
    heading(page, OTHER)


def test_address_opens_the_party_and_the_map_it_names(screen: Screen, served_place: str) -> None:
    party = organisations()[OTHER]
    page = screen.open(f"{served_place}app/network?party={party}&ties=shared_activities")
    heading(page, OTHER)
    assert page.get_by_role("radio", name="Shared venues").is_checked()
    screen.wait_until_marked(party)


def test_address_of_a_part_shows_that_part(screen: Screen, served_place: str) -> None:
    page = screen.open(f"{served_place}app/network?sector=housing")
    names = screen.drawing().evaluate("nodes.get().map((node) => node.name).length")
    assert names == 3
    assert "3 organisations" in page.locator("[data-testid=stMainBlockContainer]").inner_text()


def test_nonsense_in_an_address_shows_the_whole_map(screen: Screen, served_place: str) -> None:
    page = screen.open(f"{served_place}app/network?party=nobody&ties=%3Cb%3E&size=x&colour=y")
    assert page.get_by_role("radio", name="Partnerships").is_checked()
    assert page.locator("[data-testid=stException]").count() == 0


def test_frame_reaches_nobody_and_the_downloaded_map_needs_no_other_file(
    screen: Screen, served_place: str, browser: Browser, tmp_path: Path
) -> None:
    page = screen.open(served_place + "app/network")
    _assert_frame_reaches_neither_us_nor_anybody(screen)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this map as one file").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    assert path.name == "assetmap-partnerships.html"
    context = browser.new_context(offline=True)
    alone = context.new_page()
    requests: list[str] = []
    alone.on("request", lambda request: requests.append(request.url))
    alone.goto(path.as_uri())
    assert alone.evaluate("nodes.length") == len(organisations())
    assert "Voluntary and community" in alone.locator("footer").inner_text()
    assert requests == [path.as_uri()]
    context.close()


def _assert_frame_reaches_neither_us_nor_anybody(screen: Screen) -> None:
    frame = screen.drawing()
    assert frame.evaluate("window.origin") == "null"
    reached = frame.evaluate(
        """async () => {
            const tries = ['/app/', 'http://127.0.0.1/', 'https://example.org/'];
            const made = await Promise.all(tries.map((to) => fetch(to).then(() => to, () => '')));
            let inside = '';
            try { inside = parent.document.title; } catch { inside = ''; }
            return JSON.stringify([made, inside]);
        }"""
    )
    assert json.loads(reached) == [["", "", ""], ""]
    refused = [fault for fault in screen.faults if "Content Security Policy" in fault]
    assert len(refused) >= 3
    screen.faults.clear()


def test_keyboard_reaches_every_control(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + "app/network")
    reached: list[str] = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                    let at = document.activeElement;
                    while (at && at.shadowRoot && at.shadowRoot.activeElement) {
                        at = at.shadowRoot.activeElement;
                    }
                    if (!at) return '';
                    const label = at.closest('label');
                    return [at.tagName, at.getAttribute('aria-label') || at.title || at.innerText
                        || (label && label.innerText) || ''].join(' ');
                }"""
            )
        )
    said = "\n".join(reached)
    for control in ("Network", "Partnerships", "Show a part", "Find a party", "Download this map"):
        assert control in said, said
    assert "IFRAME" in said, said
