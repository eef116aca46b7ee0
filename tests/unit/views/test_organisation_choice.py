"""The list of organisations to choose from, and whose page an id opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from assetmap.model import conform
from assetmap.views.organisation import choice as organisation_choice
from assetmap.views.organisation.choice import organisation_list, whose_page

if TYPE_CHECKING:
    import pytest
    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot


def test_list_holds_all_by_name_with_sector_town_and_activities(two_towns: Snapshot) -> None:
    found = organisation_list(two_towns)
    assert found.sentence == "10 organisations in this map."
    assert [row["name"] for row in found.rows][:4] == ["Alder", "Beech", "Busy Surgery", "Cedar"]
    assert found.rows[3] == {
        "id": "c",
        "name": "Cedar",
        "sector": "Council",
        "town": "South",
        "n_activities": 1,
    }
    assert not found.is_long


def test_every_word_must_stand_somewhere_in_name_sector_or_town(two_towns: Snapshot) -> None:
    found = organisation_list(two_towns, "SURGERY primary")
    assert [row["id"] for row in found.rows] == ["gp2", "gp1", "gp3"]
    assert found.sentence == "3 of 10 organisations."
    assert [row["id"] for row in organisation_list(two_towns, "north").rows] == ["a", "b"]
    none = organisation_list(two_towns, "surgery north")
    assert none.rows == ()
    assert none.sentence == (
        "No organisation has all of these words. Try a part of the name, or a town."
    )


def test_other_names_are_looked_at_too(make: Make) -> None:
    place = make({"Organisation": [{"id": "a", "name": "Alder", "alternate_names": "The Tree"}]})
    assert [row["id"] for row in organisation_list(place, "tree").rows] == ["a"]


def test_no_two_names_to_choose_are_alike(make: Make) -> None:
    place = make(
        {
            "Location": [{"id": "hall", "name": "Hall", "town": "North"}],
            "Organisation": [
                {"id": "a", "name": "Walkers"},
                {"id": "b", "name": "Walkers", "location_id": "hall"},
                {"id": "c", "name": "Walkers"},
            ],
        }
    )
    assert organisation_list(place).names == {
        "a": "Walkers",
        "b": "Walkers (North)",
        "c": "Walkers 2",
    }


def test_long_list_is_cut_but_for_the_one_chosen(
    two_towns: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisation_choice, "MOST_LISTED", 2)
    found = organisation_list(two_towns, always=["hub"])
    assert [row["id"] for row in found.rows] == ["a", "hub"]
    assert found.is_long
    assert found.sentence.startswith("10 organisations in this map; the first 2 are listed.")
    assert "hub" in organisation_list(two_towns, "surgery", always=["hub"]).names


def test_place_without_organisations_says_how_they_come_in(make: Make) -> None:
    assert organisation_list(make({})).sentence.startswith("No organisation has been loaded yet")


def test_page_is_that_of_the_organisation_that_something_belongs_to(two_towns: Snapshot) -> None:
    assert whose_page(two_towns, "c") == "c"
    assert whose_page(two_towns, "tea") == "c"
    assert whose_page(two_towns, "lw") == "c"
    assert whose_page(two_towns, "old c") == ""
    joined = conform("FormerId", pd.DataFrame({"id": ["old c"], "current_id": ["c"]}))
    later = replace(two_towns, rows={**two_towns.rows, "FormerId": joined})
    assert whose_page(later, "old c") == "c"
    for nobody in ("bare", "ch1", "hall1", "gone", ""):
        assert whose_page(two_towns, nobody) == ""
