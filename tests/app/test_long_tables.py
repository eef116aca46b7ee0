"""A long table is sent a page at a time; all of it can be found, put in order and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from assetmap_app.components.long_tables import A_PAGE, MOST_AT_ONCE

if TYPE_CHECKING:
    import pandas as pd


def _screen(n: int, chosen: str = "") -> AppTest:
    def show(n: int, chosen: str) -> None:
        import pandas as pd  # noqa: PLC0415 - runs by itself
        import streamlit as st  # noqa: PLC0415

        from assetmap_app.components.long_tables import page_of  # noqa: PLC0415

        rows = pd.DataFrame(
            {
                "id": [f"t{number}" for number in range(n)],
                "name": [f"Choir {n - number:05}" for number in range(n)],
                "where": ["(Hall" if number % 250 == 7 else "Quay" for number in range(n)],
            }
        )
        titles = {"name": "Name", "where": "Where"}
        st.dataframe(page_of(rows, titles, "everything", chosen=chosen))

    return AppTest.from_function(show, args=(n, chosen), default_timeout=60).run()


def _ids(screen: AppTest) -> list[str]:
    assert not screen.exception
    shown: pd.DataFrame = screen.dataframe[0].value
    return shown["id"].tolist()


def test_a_table_that_is_not_long_is_shown_as_it_is() -> None:
    screen = _screen(MOST_AT_ONCE)
    assert len(_ids(screen)) == MOST_AT_ONCE
    assert not screen.number_input


def test_every_row_of_a_long_table_is_on_one_of_its_pages() -> None:
    n = 3 * A_PAGE * 2 + 1  # 601 rows: the seventh page has one
    screen = _screen(n)
    seen = []
    for page in range(1, 8):
        seen += _ids(screen.number_input[0].set_value(page).run())
    assert seen == [f"t{number}" for number in range(n)]
    assert screen.caption[0].value.startswith("Rows 601 to 601 of 601")


def test_words_are_found_in_any_column_letter_by_letter() -> None:
    screen = _screen(1_000)
    # The 8th of every 250: a bracket is a letter, not an instruction.
    assert _ids(screen.text_input[0].set_value("(hall").run()) == ["t7", "t257", "t507", "t757"]
    assert screen.caption[0].value.startswith("Rows 1 to 4 of 4 found among 1,000")
    assert _ids(screen.text_input[0].set_value("organ").run()) == []
    assert screen.caption[0].value == "None of the 1,000 rows has these words."


def test_a_long_table_can_be_put_in_another_order() -> None:
    screen = _screen(1_000)
    # Names count down from 01000.
    assert _ids(screen.selectbox[0].select("name").run())[:2] == ["t999", "t998"]


def test_the_page_of_what_is_chosen_comes_first() -> None:
    screen = _screen(1_000, "t345")
    assert screen.number_input[0].value == 4
    assert "t345" in _ids(screen)
