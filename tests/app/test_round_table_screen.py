"""The screen Round the table: asked, proposed, added to, kept; without a browser."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import assetmap
from assetmap.model import Changes, Snapshot, conform
from assetmap_app.components.current import STORE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetmap.store import Store

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "round_table.py"


def rows(table: str, **columns: Sequence[object]) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns))


ROWS = {
    "Area": rows("Area", id=["E"], name=["Eastfield"], level=["ward"]),
    "Organisation": rows(
        "Organisation",
        id=["choir", "club", "gp", "mosque"],
        name=["Choir", "Deaf *Club*", "Surgery", "Mosque"],
        sector=["vcse", "vcse", "primary_care", "faith"],
    ),
    "Community": rows("Community", id=["deaf", "new"], name=["Deaf people", "New *arrivals*"]),
    "LED_BY": rows("LED_BY", id=["l"], from_id=["club"], to_id=["deaf"]),
    "PARTNERS_WITH": rows("PARTNERS_WITH", id=["p"], from_id=["gp"], to_id=["club"], intensity=[4]),
}


@pytest.fixture
def town() -> Snapshot:
    return Snapshot(store_id="tables", revision=1, rows=ROWS)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a store is that holds the town and that the screen shows."""
    place = tmp_path / "town.db"
    monkeypatch.setenv(STORE_VARIABLE, str(place))
    with contextlib.closing(assetmap.open(place)) as store:
        store.apply(Changes(ROWS), based_on=0, actor="", note="")
    return place


@contextlib.contextmanager
def opened_store(place: Path) -> Iterator[Store]:
    with contextlib.closing(assetmap.open(place, must_exist=True)) as store:
        yield store


def opened(snapshot: Snapshot | None, *invited: str) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    if snapshot is not None:
        screen.session_state["snapshot"] = snapshot
    if invited:
        screen.query_params["invited"] = list(invited)
    screen.run()
    assert not screen.exception
    return screen


def press(screen: AppTest, label: str) -> None:
    next(each for each in screen.button if shown(each.label) == label).click()
    screen.run()
    assert not screen.exception


def shown(markdown: str) -> str:
    return markdown.replace("\\", "").replace(":gray[]", "")


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.warning, *screen.success]
    return shown("\n".join(part.value for part in [*parts, *screen.error]))


def guests(screen: AppTest) -> list[str]:
    return list(screen.multiselect(key="guests_box").value)


def address(screen: AppTest) -> list[str]:
    found = screen.query_params.get("invited", [])
    return [found] if isinstance(found, str) else list(found)


def test_screen_asks_one_question_and_proposes_whom_to_ask_first(town: Snapshot) -> None:
    screen = opened(town)
    assert [title.value for title in screen.title] == ["Who should be round the table?"]
    assert [part.value for part in screen.header] == [
        "Whom to ask next",
        "Who is heard, and who is missing",
        "Keep it as a workshop",
        "Who came to earlier workshops",
    ]
    assert "Nobody is invited yet." in words(screen)
    assert "Invite Deaf *Club*" in [shown(button.label) for button in screen.button]
    assert address(screen) == []


def test_guests_in_the_address_are_at_the_table(town: Snapshot) -> None:
    screen = opened(town, "gp", "mosque")
    assert guests(screen) == ["gp", "mosque"]
    assert "2 guests speak for 0 of 2 communities" in words(screen)
    assert "Is led by Deaf people" in words(screen)
    assert "trusted by one of your guests." in words(screen)
    assert address(screen) == ["gp", "mosque"]


def test_button_invites_and_the_address_follows(town: Snapshot) -> None:
    screen = opened(town, "gp")
    press(screen, "Invite Deaf *Club*")
    assert [shown(each.value) for each in screen.toast] == ["Deaf *Club* is invited."]
    assert guests(screen) == ["gp", "club"]
    assert address(screen) == ["gp", "club"]
    assert "Heard: Deaf people. Not heard yet: New *arrivals*." in words(screen)
    screen.multiselect(key="guests_box").set_value(["club"]).run()
    assert address(screen) == ["club"]
    screen.multiselect(key="guests_box").set_value([]).run()
    assert address(screen) == []
    assert "Nobody is invited yet." in words(screen)


def test_proposal_keeps_whoever_is_invited_and_keeps_the_shares(town: Snapshot) -> None:
    screen = opened(town, "gp")
    screen.number_input(key="table_seats").set_value(4).run()
    press(screen, "Propose the smallest fair table of up to 4 seats")
    assert sorted(guests(screen)) == ["choir", "club", "gp", "mosque"]
    assert guests(screen)[0] == "gp"
    assert "This table has 4 seats and brings 4 voices" in shown(screen.success[0].value)
    assert "Fair: at least half of the seats for voluntary and community" in words(screen)


def test_shares_that_cannot_be_kept_are_said(town: Snapshot) -> None:
    screen = opened(town, "gp", "mosque")
    screen.number_input(key="table_seats").set_value(3).run()
    assert "with 2 invited, only 1 could be theirs." in words(screen)
    assert "proposed without these shares" in words(screen)
    press(screen, "Propose the smallest fair table of up to 3 seats")
    assert guests(screen) == ["gp", "mosque"]
    assert len(screen.warning) == 2


def test_table_is_kept_as_a_workshop_said_so_and_can_be_undone(kept: Path) -> None:
    screen = opened(None, "gp", "club")
    screen.text_input(key="workshop_purpose").set_value("Evenings *here*")
    screen.date_input(key="workshop_day").set_value(dt.date(2027, 3, 4))
    screen.selectbox(key="workshop_area").select("E")
    screen.text_input(key="workshop_actor").set_value("Ada")
    press(screen, "Keep it as a workshop")
    assert (
        "Kept as change 2: “Evenings *here*” on 4 March 2027, with 2 organisations invited. "
        "To undo it, undo change 2 on the screen Data."
    ) in words(screen)
    assert guests(screen) == ["gp", "club"]
    with opened_store(kept) as store:
        seats = store.snapshot().table("TOOK_PART_IN")
        assert sorted(seats["from_id"]) == ["club", "gp"]
        assert set(seats["part"]) == {"invited"}
        (workshop,) = store.snapshot().table("Workshop").to_dict("records")
        assert (workshop["purpose"], workshop["area_code"]) == ("Evenings *here*", "E")
        assert store.history(limit=1)[0].actor == "Ada"
        store.undo(2, actor="")
        assert store.snapshot().counts["TOOK_PART_IN"] == 0


def test_who_came_is_ticked_kept_and_said_so(kept: Path) -> None:
    screen = opened(None, "gp", "club")
    assert "Write down who came" not in [each.value for each in screen.subheader]
    screen.text_input(key="workshop_purpose").set_value("Evenings")
    press(screen, "Keep it as a workshop")
    press(screen, "Keep who came")
    assert "Nobody is ticked yet" in words(screen)
    assert [shown(each.label) for each in screen.checkbox][-2:] == ["Deaf *Club*", "Surgery"]
    screen.checkbox[-2].check()
    screen.text_input(key="came_actor").set_value("Ada")
    press(screen, "Keep who came")
    assert "Kept as change 3: 1 organisation came to “Evenings, " in words(screen)
    assert [shown(each.label) for each in screen.checkbox][-1:] == ["Surgery"]
    with opened_store(kept) as store:
        seats = store.snapshot().table("TOOK_PART_IN")
        assert dict(zip(seats["from_id"], seats["part"], strict=True)) == {
            "club": "came",
            "gp": "invited",
        }
        assert store.history(limit=1)[0].actor == "Ada"
        store.undo(3, actor="")
        assert set(store.snapshot().table("TOOK_PART_IN")["part"]) == {"invited"}


@pytest.mark.usefixtures("kept")
def test_workshop_without_a_purpose_or_guests_is_refused_in_words() -> None:
    screen = opened(None, "gp")
    press(screen, "Keep it as a workshop")
    assert "Say what the workshop is for" in words(screen)
    nobody = opened(None)
    nobody.text_input(key="workshop_purpose").set_value("Evenings")
    press(nobody, "Keep it as a workshop")
    assert "Nobody is invited yet: choose at least one organisation" in words(nobody)


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value
    needs = rows("Need", id=["n"], name=["Company"])
    screen = opened(Snapshot(store_id="needs", revision=1, rows={"Need": needs}))
    assert "No organisation has been loaded yet" in screen.info[0].value


def test_two_readers_never_share_a_table(town: Snapshot) -> None:
    public = {"Organisation": ROWS["Organisation"].head(2)}
    other = Snapshot(store_id="tables", revision=1, role="public", rows=public)
    assert "Surgery" in words(opened(town, "club"))
    assert "Surgery" not in words(opened(other, "club"))
