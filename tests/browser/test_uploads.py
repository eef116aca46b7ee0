"""Files put in by hand: what is wrong is told in a sentence, what is right is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def served_nothing(make_server: Callable[..., Server]) -> str:
    return make_server().address


def test_bad_file_is_refused_in_a_sentence(
    screen: Screen, served_nothing: str, tmp_path: Path
) -> None:
    bomb = tmp_path / "lunch <b>club.xlsx"
    bomb.write_bytes(b"this is not a workbook")
    page = screen.open(served_nothing + "app/data")
    page.locator("input[type=file]").first.set_input_files(bomb)
    said = page.locator("[data-testid=stAlertContentError]")
    said.wait_for()
    assert "cannot be read" in said.inner_text()
    assert page.locator("[data-testid=stException]").count() == 0


def test_rows_are_offered_put_in_and_then_on_the_map(
    screen: Screen, served_nothing: str, tmp_path: Path
) -> None:
    rows = tmp_path / "Organisation.csv"
    rows.write_text(
        "id,name,website\n"
        "choir,Harbour Choir,https://choir.example\n"
        "club,Lunch Club,javascript:alert(1)\n",
        encoding="utf-8",
    )
    page = screen.open(served_nothing + "app/data")
    page.locator("input[type=file]").first.set_input_files(rows)
    page.get_by_text("What cannot be used, and why").wait_for()
    page.get_by_role("button", name="Put 1 row in").click()
    page.locator("[data-testid=stAlertContentSuccess]").wait_for()
    page.get_by_role("link", name="Network").click()
    page.get_by_text("1 organisation and no tie").wait_for()
    screen.settle()
    assert page.locator("h1").inner_text() == "Who is tied to whom?"
