"""The screen Social capital: its words, pictures, tables, choices and empty states."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "social_capital.py"
IDS = [f"o{number:02}" for number in range(12)]
SIDES = ("Bonding", "Bridging", "Linking", "Trust", "Equal footing", "Resilience")


def _snapshot(rows: Mapping[str, Any], name: str) -> Snapshot:
    made = {table: conform(table, pd.DataFrame(given)) for table, given in rows.items()}
    return Snapshot(store_id=name, revision=1, rows=made)


def _town(*, n_silent: int) -> Snapshot:
    """Twelve in a circle who name the next two; clubs, the NHS and the council take turns."""
    claims = [(n, step) for n in range(n_silent, 12) for step in (1, 2)]
    rows = {
        "Organisation": {
            "id": IDS,
            "name": [f"*Club* {id_}" for id_ in IDS],
            "sector": ["vcse", "nhs", "council"] * 4,
        },
        "Survey": {"id": ["s"], "asked_on": ["2026-01-01"]},
        "ASKED": {
            "id": IDS,
            "from_id": "s",
            "to_id": IDS,
            "answered_on": [None if n < n_silent else "2026-02-01" for n in range(12)],
        },
        "PARTNERS_WITH": {
            "id": [f"{n} {step}" for n, step in claims],
            "from_id": [IDS[n] for n, _ in claims],
            "to_id": [IDS[(n + step) % 12] for n, step in claims],
            "survey_id": "s",
            "intensity": 2,
            "provenance": ["<b>a</b> *survey*" if n % 2 else "a list" for n, _ in claims],
            "reliability": 4,
            "mission": 3,
            "openness": 2,
        },
    }
    return _snapshot(rows, f"{n_silent} silent")


@pytest.fixture(scope="module")
def town() -> Snapshot:
    """Two of the twelve did not answer."""
    return _town(n_silent=2)


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info]
    return _shown("\n".join(part.value for part in parts))


def _shown(text: str) -> str:
    return text.replace(":gray[]", "").replace("\\", "")


def charts(screen: AppTest) -> list[list[dict[str, Any]]]:
    """Return the bars of each picture, as the browser is given them."""
    specs = [json.loads(each.proto.spec) for each in screen.get("vega_lite_chart")]
    return [spec["layer"][0]["data"]["values"] for spec in specs]


def test_six_sides_have_a_sentence_what_would_raise_each_and_how_sure_it_is(
    town: Snapshot,
) -> None:
    screen = opened(town)
    assert [each.value for each in screen.subheader] == list(SIDES)
    said = words(screen)
    assert said.count("What would raise it:**") == len(SIDES)
    assert "0% of ties join two of the same sector." in said
    assert "Partners give each other 3.0 of 4 for doing what they say" in said
    assert "1 party holds others in: if it closes, somebody is cut off." in said
    tables = [each.value for each in screen.table if "How sure" in each.value]
    sure = {
        _shown(row["Number"]): _shown(row["How sure"])
        for table in tables
        for row in table.to_dict("records")
    }
    assert "what they said. Had all answered, it would be" in sure["Trust"]
    assert "Had all answered, it would be" in sure["Whose loss would split the map"]


def test_each_side_shows_four_things_and_folds_what_lies_behind(town: Snapshot) -> None:
    screen = opened(town)
    folded = [each for each in screen.expander if each.label.startswith("More on")]
    assert [each.label for each in folded] == [
        f"More on {side.lower()}, and how sure" for side in SIDES
    ]
    for column, side in zip(screen.tabs[0].columns, SIDES, strict=True):
        within = column.expander[0].markdown
        shown = len(column.markdown) - len(within)
        # What it is, what it is here, what would raise it; the picture is the fourth.
        assert (column.subheader[0].value, shown) == (side, 3)
    first = words(screen).replace(":small[", "")
    assert first.count("10 of 12 who were asked answered, and this is what they said.") == 1
    assert first.count("A line with ends across a bar") == 1


def test_screen_has_three_parts_of_which_one_is_seen(town: Snapshot) -> None:
    parts = opened(town).tabs
    assert [each.label for each in parts] == ["Six sides", "Organisations", "Groups and closeness"]
    assert [[head.value for head in each.header] for each in parts] == [
        ["Six sides of it"],
        ["Organisations by their numbers"],
        ["Each sector", "How close partners are", "Equal footing, sector by sector"],
    ]


def test_the_screen_begins_with_what_it_comes_to(town: Snapshot) -> None:
    first = opened(town).markdown[0].value.replace("\\", "")
    # Of twenty pairs none is of one sector, and in thirteen a club meets the NHS or the council.
    assert first.startswith(
        "**12 organisations and 20 pairs of them that are tied. 0% of ties stay"
    )
    assert "stay within a sector and 65% reach those who decide what is paid for." in first
    assert first.endswith("1 organisation holds others in, who are cut off if it goes.**")


def test_a_side_of_which_nothing_is_known_says_so_once() -> None:
    rows = {
        "Organisation": {"id": ["a", "b"], "name": ["A", "B"], "sector": ["vcse", "nhs"]},
        "TIED_TO": {"id": ["t"], "from_id": ["a"], "to_id": ["b"]},
    }
    said = words(opened(_snapshot(rows, "nobody rated")))
    assert "No partner has said yet how it sees another." in said
    assert "No partner has said yet what another adds." not in said


def test_each_sectors_part_and_closeness_and_ties_between_sectors_stand_below(
    town: Snapshot,
) -> None:
    screen = opened(town)
    # Ten name the next two, nobody names one before: twenty pairs, who cooperate.
    steps, footing = screen.table[-2].value, screen.table[-1].value
    assert steps["Pairs of partners"].tolist()[1] == "20"
    assert set(footing["Sector"]) == {"Voluntary and community", "NHS", "Council"}
    # What the numbers of either table mean, and what would raise them.
    below = [each.value for each in screen.tabs[2].markdown if "What would raise" in each.value]
    assert [each.split()[0] for each in below] == [":small[Of", ":small[How"]
    # None of the twenty plans together; each of the twelve is tied to four.
    said = words(screen)
    assert "None of 20 pairs of partners in the newest survey plan together" in said


def test_each_picture_has_a_table_with_the_same_numbers(town: Snapshot) -> None:
    screen = opened(town)
    tables = [each.value for each in screen.table if "Had all answered" in each.value]
    pictures = charts(screen)
    assert len(pictures) == len(tables) == len(SIDES)
    for picture, table in zip(pictures, tables, strict=True):
        drawn = [cell["words"] for cell in picture]
        assert drawn == [cell.replace("\\", "") for cell in table["Value"]]


def test_pictures_show_where_numbers_would_be_had_all_answered(town: Snapshot) -> None:
    bonding, _, linking, trust = charts(opened(town))[:4]
    assert bonding[0]["low"] is None  # nobody who answered names one of its own sector
    assert linking[0]["low"] < 2 / 3 < linking[0]["high"]
    assert (trust[0]["low"], trust[0]["high"]) == (3.0, 3.0)  # all scores that were given
    everybody = charts(opened(_town(n_silent=0)))[3]
    assert everybody[0]["low"] is None


def test_formula_and_source_stand_by_the_numbers(town: Snapshot) -> None:
    said = words(opened(town))
    assert "Ties among like: ties within groups, over m (share, 0 to 1)." in said
    assert "Putnam (2000), Bowling Alone" in said


def test_organisations_stand_in_order_and_open_their_rows(town: Snapshot) -> None:
    screen = opened(town)
    screen.selectbox(key="by").set_value("in_degree").run()
    assert not screen.exception
    table = screen.dataframe[0].value
    # o01 is named by o11 alone, o02 by nobody who answered; all others that are named, by two.
    assert table["number"].iloc[0] == 2
    assert table["name"].iloc[-1] == "*Club* o02"
    assert table["could_be"].str.len().gt(0).all()
    screen.selectbox(key="behind").set_value("o01").run()
    assert not screen.exception
    assert "*Club* o01: 1 (ties). 1 row below makes the number." in words(screen)
    rows = next(each.value for each in screen.table if "With whom" in each.value)
    assert [cell.replace("\\", "") for cell in rows.iloc[0]] == [
        *("*Club* o11", "*Club* o01", "Cooperate, Survey of 1 January 2026"),
    ]


def test_old_ties_fade_when_asked_to_and_the_screen_says_what_changed(town: Snapshot) -> None:
    screen = opened(town.as_of(dt.date(2028, 2, 1)))
    assert screen.selectbox(key="capital_fade").value == ""
    assert "Ties fade" not in words(screen)
    screen.selectbox(key="capital_fade").set_value("1").run()
    screen.selectbox(key="by").set_value("strength").run()
    assert not screen.exception
    said = words(screen)
    assert "Ties fade: one that nobody told again for 1 year weighs half" in said
    # All answers are of one survey, so that as much is left of each tie.
    assert "0% of what is left of ties join two of the same sector." in said
    assert said.count("If no tie faded, it would be about the same.") == 3
    assert "A tie that somebody silent would have named is taken to count as much as those" in said
    # Two years and a month old: o05 names two and is named by two, each 2.
    number = screen.dataframe[0].value.set_index("id").loc["o05", "number"]
    assert number == pytest.approx(4 * 2 * 0.5 ** (761 / 365.25))
    screen.selectbox(key="capital_fade").set_value("").run()
    screen.multiselect(key="capital_doubted").select("<b>a</b> *survey*").run()
    assert not screen.exception
    assert "What came from “<b>a</b> *survey*” weighs half." in words(screen)
    # o05 says what it names in the survey, and o03 too; o04 tells it in the list.
    number = screen.dataframe[0].value.set_index("id").loc["o05", "number"]
    assert number == 2 * 1 + 1 + 2
    screen.radio(key="capital_ties").set_value("shared_activities").run()
    assert not screen.exception
    assert "Ties fade" not in words(screen)


def test_people_are_never_put_in_an_order(town: Snapshot) -> None:
    screen = opened(town)
    screen.radio(key="capital_ties").set_value("whole_map").run()
    assert not screen.exception
    assert "people are never put in an order" in words(screen)
    assert not screen.dataframe
    assert [each.value for each in screen.subheader] == [side for side in SIDES if side != "Trust"]


def test_alike_may_mean_a_town(town: Snapshot) -> None:
    screen = opened(town)
    screen.radio(key="capital_groups").set_value("place").run()
    assert not screen.exception
    assert "12 parties of whom no town is known" in words(screen)
    assert "Nothing can be said of this without a tie." in words(screen)


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value
    assert len(screen.title) == 1


def test_a_place_without_ties_has_words() -> None:
    alone = _snapshot({"Organisation": {"id": ["a"], "name": ["A"], "sector": ["vcse"]}}, "alone")
    screen = opened(alone)
    assert "No two are tied in this way yet" in words(screen)
    assert "put in who works with whom on the screen Data." in words(screen)
    assert not charts(screen)[1:]  # a sector has its share of organisations all the same


def test_two_readers_never_share_a_row(town: Snapshot) -> None:
    rows = {"Organisation": {"id": ["a"], "name": ["A"], "sector": ["vcse"]}}
    other = _snapshot(rows, town.store_id)
    assert "12 organisations" in words(opened(town))
    screen = opened(Snapshot(store_id=town.store_id, revision=1, role="public", rows=other.rows))
    assert "12 organisations" not in words(screen)
    assert screen.info[0].value.startswith("What the public sees holds no partnerships")
