"""Who is reached, in words and rows: each number is worked out in the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.errors import DataError
from assetmap.views.flows.reach import chance_limits, levels_there, reach_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

AREAS = [
    {"id": "east", "name": "East", "level": "district"},
    {"id": "west", "name": "West", "level": "district"},
    {"id": "town", "name": "Town", "level": "town", "parent_code": "east"},
    {"id": "hill", "name": "Hill", "level": "ward", "parent_code": "town"},
    {"id": "quay", "name": "Quay", "level": "ward", "parent_code": "town"},
    {"id": "moor", "name": "Moor", "level": "ward", "parent_code": "west"},
]
PEOPLE = {"hill": (100, 300), "quay": (300, 100)}
"""Under and over 65."""
JOURNEYS = {"hill": (1, 30), "quay": (3, 14)}


def _fact(code: str, name: str, value: float, group: str | None = None) -> dict[str, Any]:
    return {"area_code": code, "name": name, "value": value, "group": group}


def _facts(people: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    return [
        _fact(ward, "population", n, group)
        for ward, (under, over) in people.items()
        for group, n in ((None, under + over), ("aged 0-64", under), ("aged 65+", over))
    ]


def town(journeys: Mapping[str, tuple[int, int]] = JOURNEYS, **more: Any) -> Snapshot:
    """Two wards: one in 100 of those under 65 and one in 10 of those over; at the quay 4 more."""
    steps = [
        step("gp", "ann", episode_id=f"{ward} {age} {n}", area_code=ward, age_band=age)
        for ward, counts in journeys.items()
        for age, count in zip(("55-64", "65-74"), counts, strict=True)
        for n in range(count)
    ]
    deprived = [_fact("quay", "deprivation score", 40), _fact("hill", "deprivation score", 5)]
    tables: dict[str, Any] = {"Area": AREAS, "Indicator": [*_facts(PEOPLE), *deprived]}
    return place(Referral=steps, **(tables | more))


def test_sentence_says_how_many_and_how_far_deprived_and_others_are_apart() -> None:
    # 48 of 800; at the same ages 75 at the quay and 55 on the hill, 1.36 times.
    found = reach_view(town(), "lead", YEAR, "ward")
    assert found.summary == (
        "48 journeys began in these months and areas: 60.0 for every 1,000 of 800 people. Where "
        "people are most deprived it was 75.0, 1.4 times as many as where they are least deprived "
        "(55.0), had both the same ages."
    )
    assert [row["name"] for row in found.fifths] == ["Second fifth", "Fourth fifth"]
    assert found.is_aged


def test_areas_stand_beside_what_would_be_expected_of_them() -> None:
    found = reach_view(town(), "lead", YEAR, "ward")
    # 17 where 14 are expected, 31 where 34 are; nobody knows how many live on the moor.
    quay, hill, moor = found.areas
    assert (quay["name"], quay["n"], quay["expected"], quay["of_expected"]) == (
        *("Quay", 17, 14.0, 121.4),
    )
    assert (hill["rate"], hill["aged"], hill["of_expected"]) == (77.5, 55.0, 91.2)
    assert (moor["people"], moor["rate"], moor["range"], moor["beside"]) == (
        *(None, None, "", "not known"),
    )
    assert found.areas_sentence == (
        "Most people are reached in Quay (121 for every 100 expected) and fewest in Hill (91). "
        "None of the 2 differs by more than chance would give."
    )
    assert "How many live there is not known: Moor." in found.notes
    assert any("(0-64, 65+)" in note for note in found.notes)


def test_areas_beside_chance_are_counted() -> None:
    wide = _facts({"hill": (5_000, 5_000), "quay": (5_000, 5_000)})
    found = reach_view(
        town({"hill": (60, 60), "quay": (20, 20)}, Indicator=wide), "lead", YEAR, "ward"
    )
    assert [row["beside"] for row in found.areas] == [
        *("far more than chance", "far fewer than chance", "not known"),
    ]
    assert "Of 2, 2 differ by more than chance would give: so many that areas differ all over" in (
        found.areas_sentence
    )
    # Nothing is known of deprivation.
    assert found.fifths == ()
    assert "deprived" not in found.summary


def test_a_district_is_the_sum_of_its_wards() -> None:
    snapshot = town()
    assert levels_there(snapshot) == ("ward", "district")
    east, west = reach_view(snapshot, "lead", YEAR, "district").areas
    assert (east["name"], east["n"], east["people"], east["rate"]) == ("East", 48, 800, 60.0)
    assert (west["name"], west["n"], west["people"]) == ("West", 0, None)


def test_limits_of_the_funnel_are_those_of_a_poisson_count() -> None:
    limits = chance_limits(reach_view(town(), "lead", YEAR, "ward").areas)
    first, last = limits[0], limits[-1]
    assert (first["expected"], last["expected"]) == pytest.approx((14 * 0.8, 34 * 1.1))
    assert first["near_low"] == pytest.approx(stats.chi2.ppf(0.025, 22.4) / 2 / 11.2 * 100)
    assert last["far_high"] == pytest.approx(stats.chi2.ppf(0.999, 76.8) / 2 / 37.4 * 100)
    assert chance_limits([]) == []


def test_without_ages_it_is_said_that_they_are_not_taken_into_account() -> None:
    crude = [_fact("hill", "population", 400), _fact("quay", "population", 400)]
    found = reach_view(town(Indicator=crude), "lead", YEAR, "ward")
    assert not found.is_aged
    assert any("nothing here takes ages into account" in note for note in found.notes)
    without = reach_view(town(Indicator=[]), "lead", YEAR, "ward")
    assert without.summary == (
        "48 journeys began in these months and areas. How many people live here is not known, so "
        "no rate can be told."
    )
    assert without.areas_sentence == ""


def test_no_area_is_said_in_words_and_below_lead_it_is_refused() -> None:
    assert reach_view(town(Area=[]), "lead", YEAR, "ward").areas == ()
    with pytest.raises(DataError, match="is told to a lead alone, not to a partner"):
        reach_view(town(), "partner", YEAR, "ward")
