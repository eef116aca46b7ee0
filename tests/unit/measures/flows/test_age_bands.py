"""Bands of age, and people by them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.measures.flows.places import place

from assetmap.measures.flows.age_bands import (
    NO_END,
    AgeBand,
    age_band,
    common_bands,
    finest_cover,
)
from assetmap.measures.flows.people import ALL, People, put_together


@pytest.mark.parametrize(
    ("words", "band"),
    [
        ("18-24", (18, 25)),
        ("aged 65-74", (65, 75)),
        ("Aged 65 to 74", (65, 75)),
        ("85+", (85, NO_END)),
        ("aged 90+", (90, NO_END)),
        ("aged 0", (0, 1)),
        ("24-18", None),
        ("aged 50 and women", None),
        ("", None),
    ],
)
def test_words_of_an_age_band_are_read(words: str, band: tuple[int, int] | None) -> None:
    assert age_band(words) == band


def test_cover_takes_single_years_where_it_has_all_of_them() -> None:
    years = [AgeBand(age, age + 1) for age in range(90)]
    bands = [AgeBand(0, 16), AgeBand(16, 65), AgeBand(65, NO_END)]
    assert finest_cover(bands) == tuple(bands)
    assert finest_cover([*bands, *years]) == (*years[:65], bands[2])
    assert len(finest_cover([*bands, *years, AgeBand(90, NO_END)])) == 91
    assert finest_cover([*bands[1:], *years[1:]]) == ()


_cuts = st.sets(st.integers(1, 99), max_size=12).map(sorted)


@given(_cuts, _cuts)
def test_common_bands_have_the_borders_that_both_have(some: list[int], others: list[int]) -> None:
    covers = [
        [AgeBand(*each) for each in zip([0, *cuts], [*cuts, NO_END], strict=True)]
        for cuts in (some, others)
    ]
    found = common_bands(*covers)
    assert {band.start for band in found} == {0, *(set(some) & set(others))}
    assert found[-1].end == NO_END


def _fact(code: str, group: str | None, value: float, day: str = "2024-06-30") -> dict[str, Any]:
    own = {"area_code": code, "name": "population", "group": group, "value": value}
    return own | {"measured_on": pd.Timestamp(day)}


def _people(facts: list[dict[str, Any]]) -> People:
    areas = [
        {"id": "ward", "name": "Ward", "level": "ward"},
        {"id": "one", "name": "One", "level": "lsoa", "parent_code": "ward"},
        {"id": "two", "name": "Two", "level": "lsoa", "parent_code": "ward"},
    ]
    return People(place(Area=areas, Indicator=facts))


def test_people_of_an_area_are_its_own_newest_figure_else_those_of_its_parts() -> None:
    parts = [_fact("one", None, 100), _fact("two", None, 50, "2020-01-01"), _fact("two", None, 70)]
    assert _people(parts).of("ward") == {ALL: 170}
    assert _people([*parts, _fact("ward", None, 180)]).of("ward") == {ALL: 180}
    assert _people(parts[:1]).of("ward") == {}
    assert _people(parts).of("nowhere") == {}


def test_people_by_age_are_those_that_every_part_has_and_sum_to_all() -> None:
    young, old = AgeBand(0, 18), AgeBand(18, NO_END)
    facts = [
        _fact("one", "aged 0-17", 30),
        _fact("one", "aged 18+", 70),
        _fact("one", "women", 55),
        _fact("two", "0-17", 5),
        _fact("two", "aged 18-64", 6),
        _fact("two", "aged 65+", 7),
        _fact("two", "aged 18+", 13),
    ]
    people = _people(facts)
    assert people.of("one") == {ALL: 100, young: 30, old: 70}
    assert people.of("two")[ALL] == 18
    assert people.of("ward") == {ALL: 118, young: 35, old: 83}
    assert people.bands(["one", "two"]) == (young, old)
    assert people.bands([]) == ()
    assert put_together(people.of("two"), [young, old]) == [5, 13]
