"""The screen My organisation: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.release.referrals import place

from assetmap.model import Snapshot, conform
from assetmap.views.organisation import choice as organisation_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "organisation.py"
HEADINGS = [
    "What you hold",
    "What you run, where and when",
    "Whom you work with",
    "How partners see you, and you them",
    "Whom your partners work with",
    "Ways to another organisation",
    "Who refers people to you",
    "To whom you refer people",
    "Your share, fit to be shown",
    "Grants",
    "Workshops that you took part in",
    "Stories about you",
    "Send this page",
]


def rows(table: str, **columns: Sequence[object]) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns))


@pytest.fixture
def town() -> Snapshot:
    """Ferry House works with the choir and the club, the club with the surgery."""
    return Snapshot(
        store_id="organisations",
        revision=1,
        rows={
            "Organisation": rows(
                "Organisation",
                id=["ferry", "choir", "club", "gp", "mosque"],
                name=["Ferry House", "Choir", "Lunch *Club*", "Surgery", "Mosque"],
                sector=["vcse", "vcse", "vcse", "primary_care", "faith"],
            ),
            "Activity": rows("Activity", id=["lunch"], name=["Lunch"], organisation_id=["club"]),
            "PARTNERS_WITH": rows(
                "PARTNERS_WITH",
                id=["p1", "p2", "p3", "p4"],
                from_id=["ferry", "choir", "ferry", "gp"],
                to_id=["choir", "ferry", "club", "club"],
                intensity=[4, 4, 1, 2],
                reliability=[3, 2, None, None],
            ),
            "Story": rows("Story", id=["s"], text=["It <b>helped</b> us."], consent=["given"]),
            "ABOUT": rows("ABOUT", id=["a"], from_id=["s"], to_id=["ferry"]),
        },
    )


def opened(snapshot: Snapshot, **address: str) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=30)
    screen.session_state["snapshot"] = snapshot
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return screen


def address(screen: AppTest) -> dict[str, str]:
    return {
        name: value[0] if isinstance(value, list) else value
        for name, value in screen.query_params.items()
    }


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_first_asks_which_organisation_and_lists_all(town: Snapshot) -> None:
    screen = opened(town)
    assert [title.value for title in screen.title] == ["My organisation"]
    assert screen.selectbox(key="party").label == "Find an organisation"
    assert "5 organisations in this map. Type a name above, or choose a row" in (
        words(screen).replace("*", "")
    )
    table = screen.dataframe[0].value
    assert table["name"].tolist() == ["Choir", "Ferry House", "Lunch *Club*", "Mosque", "Surgery"]
    assert not screen.header
    assert address(screen) == {}


def test_organisation_in_the_address_is_shown_strengths_first(town: Snapshot) -> None:
    screen = opened(town, party="ferry")
    assert screen.header[0].value == "Ferry House"
    assert [part.value for part in screen.subheader] == HEADINGS
    assert "You work with 2 organisations: 1 named by both sides" in words(screen)
    assert screen.dataframe[0].value["name"].tolist() == ["Choir", "Lunch *Club*"]
    assert screen.code[0].value.endswith("?party=ferry")
    assert address(screen) == {"party": "ferry"}


def test_stories_are_shown_letter_by_letter(town: Snapshot) -> None:
    (story,) = (
        part.value for part in opened(town, party="ferry").markdown if "helped" in part.value
    )
    assert story.startswith("> It \\<b\\>helped\\<\\/b\\> us\\.")


def test_way_to_another_is_told_and_kept_in_the_address(town: Snapshot) -> None:
    screen = opened(town, party="ferry")
    screen.selectbox(key="to").select("gp").run()
    assert not screen.exception
    assert "You → Lunch *Club* → Surgery" in words(screen)
    assert address(screen) == {"party": "ferry", "to": "gp"}
    assert "No way leads to Mosque" in words(opened(town, party="ferry", to="mosque"))
    assert "No way leads" not in words(opened(town, party="ferry", to="ferry"))


def test_choosing_another_changes_the_page_and_the_address(town: Snapshot) -> None:
    screen = opened(town, party="ferry")
    screen.selectbox(key="party").select("mosque").run()
    assert screen.header[0].value == "Mosque"
    assert address(screen) == {"party": "mosque"}
    assert "No partnership is recorded, by you or by anybody about you." in words(screen)
    screen.selectbox(key="party").select("").run()
    assert not screen.header
    assert address(screen) == {}


def test_activity_in_the_address_opens_whose_it_is(town: Snapshot) -> None:
    screen = opened(town, party="lunch")
    assert screen.header[0].value == "Lunch \\*Club\\*"
    assert "Lunch belongs to Lunch *Club*, which is shown here." in words(screen)


def test_address_from_before_two_were_joined_opens_the_one_that_is_left(town: Snapshot) -> None:
    joined = rows("FormerId", id=["old"], current_id=["choir"])
    later = Snapshot(store_id="joined", revision=2, rows={**town.rows, "FormerId": joined})
    screen = opened(later, party="old")
    assert screen.header[0].value == "Choir"
    assert "was joined with another, which is shown here" in screen.info[0].value
    assert address(screen) == {"party": "choir"}


def test_address_of_what_is_not_there_any_more_says_so(town: Snapshot) -> None:
    screen = opened(town, party="gone", to="gone")
    assert "is no organisation of this map, or not any more" in screen.info[0].value
    assert not screen.header
    assert address(screen) == {}


def test_long_list_is_narrowed_by_words(town: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisation_choice, "MOST_LISTED", 2)
    screen = opened(Snapshot(store_id="long", revision=1, rows=town.rows), party="ferry")
    screen.text_input(key="organisation_words").set_value("faith").run()
    assert not screen.exception
    assert screen.header[0].value == "Ferry House"
    screen.selectbox(key="party").select("mosque").run()
    assert screen.header[0].value == "Mosque"


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value


def test_place_without_organisations_says_how_they_come_in() -> None:
    needs = rows("Need", id=["n"], name=["Company"])
    screen = opened(Snapshot(store_id="needs", revision=1, rows={"Need": needs}), party="n")
    assert "No organisation has been loaded yet" in words(screen)
    assert not screen.dataframe


def test_two_readers_never_share_a_page(town: Snapshot) -> None:
    other = Snapshot(
        store_id="organisations",
        revision=1,
        role="public",
        rows={"Organisation": rows("Organisation", id=["ferry"], name=["Ferry"], sector=["vcse"])},
    )
    assert opened(town, party="ferry").header[0].value == "Ferry House"
    assert opened(other, party="ferry").header[0].value == "Ferry"


def test_share_is_told_as_it_may_be_shown() -> None:
    town = place({("practice", "choir", "2025-01"): 52, ("practice", "band", "2025-02"): 43})
    screen = opened(town, party="choir")
    said = words(screen)
    assert "About 50 referrals reached you: 53% of those to your whole sector (about 95)" in said
    assert "These numbers may be shown to anybody" in said
    tables = [*screen.table, *screen.dataframe]
    (table,) = [each.value for each in tables if "Your share" in each.value]
    assert table["Yours"].iloc[:3].tolist() == ["50", "50", "0"]
    screen.selectbox(key="share_months").select("All months").run()
    assert not screen.exception
