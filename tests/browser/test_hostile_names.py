"""A place whose names are attacks: nothing runs, nothing leaves, each is read letter by letter."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES: Final = (
    "</script><img src=x onerror=window.__ran=1>",
    "<svg onload=parent.__ran=1>",
    '"><script>window.__ran=1</script>',
    "<a href=javascript:window.__ran=1>press</a>",
    "=1+1",
    "+SUM(A1:A9)",
    "@mention",
    "javascript:alert(1)",
    "[press](http://evil.example/)",
    "![picture](http://evil.example/p.png)",
    "http://evil.example/?q=1 and www.evil.example",
    "mail@evil.example",
    ":red[not red] :material/home: :material_home: :streamlit: :smile:",
    "$x^2$ and $$y$$",
    "**bold** __bold__ *italic* ~~gone~~ `code`",
    "# heading",
    "1. first",
    "- item",
    "> said",
    "| a | b |",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
    "&lt;b&gt; &amp; &#58;",
    "{{ 7 * 7 }} {% raw %} ${7*7} %(x)s {0}",
    "back\\slash \\n \\u003c",
    "'; DROP TABLE Organisation; --",
    "Zażółć gęślą jaźń – 健康 – مرحبا",
)


def id_of(number: int) -> str:
    return f"party-{number}"


def write(folder: Path, table: str, columns: list[str], rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        # As our own export writes them: what a spreadsheet would reckon gets an apostrophe.
        writer.writerows(
            [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row]
            for row in rows
        )


@pytest.fixture(scope="module")
def hostile_place(
    make_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    numbered = list(enumerate(NAMES))
    write(
        folder,
        "Organisation",
        ["id", "name", "description"],
        [[id_of(number), name, name] for number, name in numbered],
    )
    write(folder, "Need", ["id", "name"], [["need", NAMES[0]]])
    write(folder, "Area", ["id", "name", "level"], [["area", NAMES[0], "ward"]])
    write(
        folder,
        "Location",
        ["id", "name", "town", "area_code"],
        [["place", NAMES[0], NAMES[0], "area"]],
    )
    write(
        folder,
        "Activity",
        ["id", "name", "organisation_id"],
        [[f"activity-{number}", name, id_of(number)] for number, name in numbered],
    )
    write(folder, "MEETS", ["from_id", "to_id"], [["activity-0", "need"]])
    write(
        folder,
        "PARTNERS_WITH",
        ["from_id", "to_id"],
        [[id_of(number), id_of((number + 1) % len(NAMES))] for number, _ in numbered],
    )
    write_what_is_told_of_organisations(folder)
    return make_server(folder).address


def write_what_is_told_of_organisations(folder: Path) -> None:
    numbered = list(enumerate(NAMES))
    write(
        folder,
        "Asset",
        ["id", "name", "holder_id", "is_shareable"],
        [[f"asset-{number}", name, id_of(number), "yes"] for number, name in numbered],
    )
    write(
        folder,
        "Session",
        ["id", "activity_id", "location_id"],
        [[f"session-{number}", f"activity-{number}", "place"] for number, _ in numbered],
    )
    write(
        folder,
        "Workshop",
        ["id", "purpose"],
        [[f"workshop-{number}", name] for number, name in numbered],
    )
    write(
        folder,
        "TOOK_PART_IN",
        ["from_id", "to_id", "part"],
        [[id_of(number), f"workshop-{number}", name] for number, name in numbered],
    )
    write(
        folder,
        "Story",
        ["id", "text", "themes", "consent"],
        [[f"story-{number}", name, name, "yes"] for number, name in numbered],
    )
    write(
        folder,
        "ABOUT",
        ["from_id", "to_id"],
        [[f"story-{number}", f"activity-{number}"] for number, _ in numbered],
    )


def has_run(page: Page) -> list[object]:
    return [frame.evaluate("window.__ran ?? null") for frame in page.frames]


def test_each_name_is_read_letter_by_letter(screen: Screen, hostile_place: str) -> None:
    page = screen.open(hostile_place + "app/network")
    grid = page.locator("[data-testid=stDataFrame]").last
    grid.scroll_into_view_if_needed()
    grid.locator("td").first.wait_for(state="attached")
    cells = grid.locator("td").all_text_contents()
    assert len([name for name in NAMES if name in cells]) >= 5, cells
    for number, name in enumerate(NAMES):
        screen.pick(id_of(number))
        page.wait_for_url(f"**party={id_of(number)}")
        screen.settle()
        heading = page.locator("h3").first
        assert heading.inner_text() == name
        assert page.get_by_label("Find a party").input_value() == name
        assert heading.locator("a, img, strong, em, code").count() == 0
        words = page.locator("[data-testid=stMainBlockContainer]")
        assert words.locator("a[href*=evil], img, svg[onload]").count() == 0
        next_name = NAMES[(number + 1) % len(NAMES)]
        assert next_name in words.inner_text(), "the sentence that lists its ties"
        assert has_run(page) == [None, None]


def test_address_of_an_attack_opens_its_name_and_choices_hold_it_as_it_is(
    screen: Screen, hostile_place: str
) -> None:
    asked = f"party={id_of(0)}&need=need&ties=%3Cscript%3E"
    page = screen.open(f"{hostile_place}app/network?{asked}")
    assert page.locator("h3").first.inner_text() == NAMES[0]
    choice = page.get_by_label("What matters", exact=True)
    assert choice.input_value() == NAMES[0]
    assert "answers “" + NAMES[0] + "”" in (
        page.locator("[data-testid=stMainBlockContainer]").inner_text()
    )
    assert has_run(page) == [None, None]


def test_page_of_each_organisation_is_read_letter_by_letter(
    screen: Screen, hostile_place: str
) -> None:
    # Three steps on: the way there is told by the names along it, so that every name is seen.
    for number, name in list(enumerate(NAMES))[::3]:
        to = (number + 3) % len(NAMES)
        page = screen.open(f"{hostile_place}app/organisation?party={id_of(number)}&to={id_of(to)}")
        page.get_by_role("heading", name="Stories about you").wait_for()
        assert page.locator("h2").inner_text() == name
        assert page.get_by_label("Find an organisation").input_value() == name
        words = page.locator("[data-testid=stMainBlockContainer]")
        assert words.locator("a[href*=evil], img, svg[onload], script").count() == 0
        assert page.locator("blockquote").inner_text().startswith(name), "the story"
        way = " → ".join(["You", *(NAMES[(number + step) % len(NAMES)] for step in (1, 2, 3))])
        assert page.locator("ol li").first.inner_text().startswith(way)
        assert f"“You” on this screen is {name}." in words.inner_text()
        assert has_run(page) == [None]


def test_map_draws_names_and_runs_none_of_them(screen: Screen, hostile_place: str) -> None:
    page = screen.open(hostile_place + "app/network?ties=whole_map&colour=town&size=same")
    frame = screen.drawing()
    names = frame.evaluate("nodes.get().map((node) => node.name)")
    assert sorted(set(names)) == sorted(NAMES)
    for number in (0, 1, 2, 3):
        screen.click_sign(id_of(number))
        page.get_by_role("heading", name=NAMES[number], level=3, exact=True).wait_for()
        screen.settle()
    assert frame.locator("#tip").inner_text() in {"", *NAMES}
    assert has_run(page) == [None, None]


@pytest.mark.parametrize("address", ["app/", "app/organisation", "app/table", "app/data"])
def test_other_screens_run_none_of_them(screen: Screen, hostile_place: str, address: str) -> None:
    page = screen.open(hostile_place + address)
    words = page.locator("[data-testid=stMainBlockContainer]")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    assert words.locator("a[href*=evil], img").count() == 0
    assert has_run(page) == [None]


def test_guests_and_reasons_are_read_letter_by_letter(screen: Screen, hostile_place: str) -> None:
    asked = "&".join(f"invited={id_of(number)}" for number in range(0, len(NAMES), 2))
    page = screen.open(f"{hostile_place}app/table?{asked}")
    page.get_by_text(f"{len(NAMES) // 2} guests speak for").wait_for()
    words = page.locator("[data-testid=stMainBlockContainer]")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    assert words.locator("a[href*=evil], img, script").count() == 0
    assert NAMES[0] in words.inner_text()
    assert has_run(page) == [None]
