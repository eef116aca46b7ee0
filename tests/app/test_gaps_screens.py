"""The screens Gaps and Who could help: their words, choices and empty states, without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows
from tests.unit.release.referrals import referral

from assetmap.store.public_box import PublicBox, box_path

if TYPE_CHECKING:
    from assetmap.model import Snapshot

SCREENS = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"


@pytest.fixture(scope="module")
def place() -> Snapshot:
    """The town of two wards, with a room, a champion and a name full of signs."""
    rows = town_rows()
    rows["Area"][0]["name"] = "*North* [end](http://x)"
    rows["HAS_USE_OF"] = [tie("lunch_body", "hall", days_free="Friday")]
    rows["Champion"] = [
        {"id": "c", "display_name": "Ada", "consent": "given", "organisation_id": "lunch_body"}
    ]
    rows["Indicator"] += [indicator("N1", "loneliness", 50, unit="%")]
    return replace(made(rows), store_id=str(uuid4()), day=DAY, role="lead")


def opened(name: str, snapshot: Snapshot, **query: str) -> AppTest:
    screen = AppTest.from_file(str(SCREENS / f"{name}.py"), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    for key, value in query.items():
        screen.query_params[key] = value
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "").replace(":gray[]", "")


def test_gaps_says_the_chief_gap_first_and_what_is_strong_before_what_is_missing(
    place: Snapshot,
) -> None:
    screen = opened("gaps", place)
    assert [title.value for title in screen.title] == ["Where does what matters meet nothing?"]
    assert "**Work: In *North* [end](http://x) it meets nothing yet. At any time about 300" in (
        words(screen)
    )
    assert [header.value for header in screen.header][:3] == [
        "What is strong",
        "What is missing",
        "One gap",
    ]
    assert [header.value for header in screen.subheader] == [
        "What is strong nearby",
        "Whom it is about",
        "What would fill it",
    ]
    # Letter by letter: no name of an area is a link or slanted.
    assert "[end](http" not in "\n".join(each.value for each in screen.markdown)


def test_gaps_answers_for_whom_and_when_and_keeps_the_choice_in_the_address(
    place: Snapshot,
) -> None:
    screen = opened("gaps", place, area="S", need="choirs", time="weekday_evening")
    said = words(screen)
    assert "Choirs: in South everybody in need reaches something on weekday evenings" in said
    assert screen.query_params["group"] == "everyone"
    screen.selectbox(key="gap_group").select("aged 65+").run()
    assert not screen.exception
    assert "Choirs: nobody in South is known to need it." in words(screen)
    assert screen.query_params["group"] == "aged 65+"
    assert screen.query_params["area"] == "S"


def test_gaps_opens_the_rows_that_make_a_number(place: Snapshot) -> None:
    screen = opened("gaps", place, area="N", need="choirs", time="weekday_evening")
    assert "People in need: 300 residents of *North* [end](http://x) (everyone)" in words(screen)
    small = next(each.value for each in screen.table if "Small area" in each.value)
    assert small["People in need"].tolist() == ["100", "200"]
    assert small["Activities within reach"].tolist() == ["0", "1"]


def test_gaps_counts_by_the_layers_that_a_person_weighs(place: Snapshot) -> None:
    """Of N1, half are lonely, so 50 of 100 count; of N2 nothing is known, and all 200 do."""
    screen = opened("gaps", place, area="N", need="work", time="any", group="everyone")
    assert "make 300." in words(screen)
    screen.number_input(key="gap_weight_0").set_value(1.0)
    screen.button[0].click().run()
    assert not screen.exception
    said = words(screen)
    assert "make 250." in said
    assert "A resident weighs the mean of these layers, 0 to 1: loneliness x 1." in said


def test_gaps_counts_by_who_waits_and_by_what_was_searched_for_in_vain(
    place: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(tmp_path / "town.db")
    monkeypatch.setenv("ASSETMAP_STORE", store)
    box_path(store).mkdir()  # what cannot be read is a layer less, and no error here
    assert "found nothing" not in str(opened("gaps", place).number_input)
    box_path(store).rmdir()
    box = PublicBox(box_path(store))
    for _ in range(8):
        box.count_nothing_found("work", "N", on=DAY)
    asked = {"made_on": "2026-05-02", "need_id": "work", "area_code": "S1"}
    waiting = made({"Referral": [referral(1, None, "lunch", **asked)]}).rows
    waits = replace(place, store_id=str(uuid4()), rows={**place.rows, **waiting})
    screen = opened("gaps", waits, area="S", need="work", time="any", group="everyone")
    weights = {each.label: each for each in screen.number_input}
    assert {"Weight of people still waiting", "Weight of searches that found nothing"} <= {*weights}
    weights["Weight of people still waiting"].set_value(1.0)
    weights["Weight of searches that found nothing"].set_value(3.0)
    screen.button[0].click().run()
    assert not screen.exception
    said = words(screen)
    # All who wait are in South, where nobody searched in vain: a quarter of 300 people count.
    assert "make 75." in said
    assert "A resident counts for the mean of these layers: people still waiting (1) and " in said
    facts = next(each.value for each in screen.table if "Figure" in each.value)
    assert "people still waiting" in facts["What"].tolist()
    assert "People still waiting: those referred in the 12 months before " in said


@pytest.mark.parametrize("name", ["gaps", "who_could_help"])
def test_screens_of_gaps_say_what_to_load_when_nothing_is_there_to_compare(name: str) -> None:
    rows = {"Organisation": [{"id": "club", "name": "Club"}]}
    said = opened(name, replace(made(rows), store_id=str(uuid4()), day=DAY, role="lead")).info
    assert "yet" in said[0].value
    assert "Data" in said[0].value


def test_who_could_help_names_whom_to_ask_with_reasons(place: Snapshot) -> None:
    screen = opened("who_could_help", place, area="N", need="company", time="weekday_evening")
    said = words(screen)
    assert "**Lunches has the skill, the room and the trust, and 1 more organisation could" in said
    assert "It has the use of Hall (Friday), free on the days in brackets." in said
    assert "It serves the area already." in said
    assert "Ask Lunches: Ada (champion)." in said
    assert "must not leave the room" in said


def test_who_could_help_says_when_nobody_is_known(place: Snapshot) -> None:
    alone = replace(town(), store_id=str(uuid4()), day=DAY, role="lead")
    screen = opened("who_could_help", alone, area="N", need="work", time="weekend")
    assert "No organisation is known that runs something for this" in words(screen)
    assert place.day == DAY
