"""Equity: referrals a thousand people, by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.measures.flows.area_rates import COLUMNS
from assetmap.measures.flows.equity import QUINTILES, Equity, equity
from assetmap.measures.flows.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

PEOPLE = {"hill": (100, 300), "quay": (300, 100)}
"""Under and over 65 of the two wards."""


def _referrals(journeys: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    """Return journeys of people under and over 65, by ward."""
    return [
        step("gp", "ann", episode_id=f"{ward} {age} {number}", area_code=ward or None, age_band=age)
        for ward, counts in journeys.items()
        for age, count in zip(("55-64", "65-74"), counts, strict=True)
        for number in range(count)
    ]


def _fact(code: str, name: str, value: float | None, group: str | None = None) -> dict[str, Any]:
    return {"area_code": code, "name": name, "value": value, "group": group}


def _town(
    referrals: list[dict[str, Any]], people: Mapping[str, tuple[int, int]] = PEOPLE, **more: Any
) -> Snapshot:
    facts = [
        fact
        for ward, (under, over) in people.items()
        for fact in (
            _fact(ward, "population", under + over),
            _fact(ward, "population", under, "aged 0-64"),
            _fact(ward, "population", over, "aged 65+"),
        )
    ]
    areas = [
        {"id": "town", "name": "Town", "level": "town"},
        {"id": "hill", "name": "Hill", "level": "ward", "parent_code": "town"},
        {"id": "quay", "name": "Quay", "level": "ward", "parent_code": "town"},
    ]
    deprived = [_fact("quay", "deprivation score", 40), _fact("hill", "deprivation score", 5)]
    tables: dict[str, Any] = {"Area": areas, "Indicator": [*facts, *deprived]}
    return place(Referral=referrals, **(tables | more))


def _equity(town: Snapshot, **more: Any) -> Equity:
    found = equity(town, steps_of(town), start=YEAR[0], end=YEAR[1], **more)
    assert found is not None
    return found


@pytest.mark.evidence("equity", "by hand")
def test_rates_are_journeys_a_thousand_people_crude_and_at_the_same_ages() -> None:
    # One in 100 of those under 65 and one in 10 of those over, and at the quay 4 more.
    found = _equity(_town(_referrals({"hill": (1, 30), "quay": (3, 14)})))
    assert found.bands == ("0-64", "65+")
    assert found.areas.columns.tolist() == list(COLUMNS)
    areas = found.areas
    assert areas["n"].to_dict() == {"hill": 31, "quay": 17}
    assert areas["rate"].to_dict() == pytest.approx({"hill": 77.5, "quay": 42.5})
    assert found.rate == pytest.approx(60)
    # 400 of each age: the mean of the two rates.
    assert areas["standardised"].to_dict() == pytest.approx(
        {"hill": 1000 * (0.01 + 0.1) / 2, "quay": 1000 * (0.01 + 0.14) / 2}
    )
    # At 4 in 400 and 44 in 400.
    assert areas["expected"].to_dict() == pytest.approx({"hill": 1 + 33, "quay": 3 + 11})
    assert areas["outside"].to_dict() == {"hill": "", "quay": ""}
    low, high = stats.chi2.ppf(0.025, 62) / 2, stats.chi2.ppf(0.975, 64) / 2
    assert areas.loc["hill", "low"] == pytest.approx(low * 2.5)
    assert areas.loc["hill", "high"] == pytest.approx(high * 2.5)
    assert areas.loc["quay", "limit_low_998"] == pytest.approx(stats.chi2.ppf(0.001, 28) / 2 * 2.5)
    assert areas.loc["quay", "limit_high_95"] == pytest.approx(stats.chi2.ppf(0.975, 30) / 2 * 2.5)


@pytest.mark.evidence("equity", "by hand")
def test_fifths_of_deprivation_are_put_together_of_their_areas() -> None:
    found = _equity(_town(_referrals({"hill": (1, 30), "quay": (3, 14)})))
    assert found.quintiles.index.tolist() == list(QUINTILES)
    # The quay is the more deprived half, and its middle person in the second fifth.
    assert found.quintiles["n"].tolist() == [0, 17, 0, 31, 0]
    assert found.quintiles["rate"].tolist() == pytest.approx(
        [np.nan, 42.5, np.nan, 77.5, np.nan], nan_ok=True
    )
    assert found.quintiles.loc["2", "expected"] == pytest.approx(14)


def test_an_area_far_from_the_rest_is_outside_the_limits() -> None:
    people = {"hill": (5_000, 5_000), "quay": (5_000, 5_000)}
    found = _equity(_town(_referrals({"hill": (60, 60), "quay": (20, 20)}), people))
    assert found.areas["outside"].to_dict() == {"hill": "above 99.8", "quay": "below 99.8"}
    nearer = _equity(_town(_referrals({"hill": (50, 50), "quay": (38, 38)}), people))
    assert nearer.areas["outside"].to_dict() == {"hill": "", "quay": ""}
    # 80 expected: from 63.4 to 99.6, and from 54.7 to 109.5.
    between = _equity(_town(_referrals({"hill": (50, 51), "quay": (29, 30)}), people))
    assert between.areas["outside"].to_dict() == {"hill": "above 95", "quay": "below 95"}


def test_rates_are_crude_alone_where_ages_of_people_are_not_known() -> None:
    facts = [_fact("hill", "population", 400), _fact("quay", "population", 400)]
    found = _equity(_town(_referrals({"hill": (1, 30), "quay": (3, 14)}), Indicator=facts))
    assert found.bands == ()
    assert found.n_without_age == 0
    assert found.areas["standardised"].isna().all()
    assert found.areas["rate"].to_dict() == pytest.approx({"hill": 77.5, "quay": 42.5})
    assert found.areas["expected"].to_dict() == pytest.approx({"hill": 24, "quay": 24})
    assert found.quintiles["n"].sum() == 0


def test_an_area_whose_people_are_not_known_has_no_rate() -> None:
    people = {"hill": (100, 300), "quay": (0, 0)}
    found = _equity(_town(_referrals({"hill": (1, 30), "quay": (3, 14)}), people))
    assert found.rate == pytest.approx(77.5)
    numbers = [name for name in COLUMNS if name not in ("n", "outside")]
    assert found.areas[numbers].isna().all(axis=1).tolist() == [False, True]
    assert found.areas["n"]["quay"] == 17
    assert found.areas["outside"]["quay"] == ""
    assert found.quintiles["n"].sum() == 31


def test_journeys_without_area_or_age_are_counted_apart() -> None:
    town = _town(
        [
            *_referrals({"hill": (1, 29), "quay": (3, 14), "": (2, 0), "town": (0, 3)}),
            step("gp", "ann", episode_id="ageless", area_code="hill"),
            step("gp", "ann", "2026-01-01", episode_id="later", area_code="hill"),
        ]
    )
    found = _equity(town)
    assert (found.n_elsewhere, found.n_without_age) == (5, 1)
    assert found.areas["n"].to_dict() == {"hill": 31, "quay": 17}
    assert found.areas["expected"].sum() == pytest.approx(48)
    assert found.areas.loc["hill", "standardised"] == pytest.approx(1000 * (0.01 + 29 / 300) / 2)


def test_a_place_may_state_its_own_standard() -> None:
    journeys = _referrals({"hill": (1, 30), "quay": (3, 14)})
    found = _equity(_town(journeys), standard={"0-17": 30, "18-64": 60, "65+": 10})
    assert found.areas.loc["quay", "standardised"] == pytest.approx(1000 * (0.009 + 0.014))


def test_equity_of_no_areas_is_empty_and_of_no_steps_none() -> None:
    town = place(Referral=[step("gp", "ann")])
    found = _equity(town)
    assert found.areas.empty
    assert found.areas.columns.tolist() == list(COLUMNS)
    assert np.isnan(found.rate)
    assert found.n_elsewhere == 1
    empty = place()
    assert equity(empty, steps_of(empty)) is None


def test_equity_as_numbers_is_fit_for_json_and_has_null_where_nothing_is_defined() -> None:
    numbers = _equity(_town(_referrals({"hill": (1, 30), "quay": (3, 14)}))).numbers()
    assert json.loads(json.dumps(numbers, allow_nan=False)) == numbers
    assert numbers["standardised_by"] == ["0-64", "65+"]
    assert numbers["areas"][0]["area_code"] == "hill"
    assert numbers["areas"][0]["n"] == 31
    assert numbers["quintiles"][0]["quintile"] == "1"
    assert numbers["quintiles"][0]["rate"] is None


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(["hill", "quay"]), st.booleans()), min_size=1, max_size=40)
)
def test_what_is_expected_sums_to_what_was_counted(journeys: list[tuple[str, bool]]) -> None:
    counts = dict.fromkeys(PEOPLE, (0, 0))
    for ward, is_old in journeys:
        under, over = counts[ward]
        counts[ward] = (under + (not is_old), over + is_old)
    found = _equity(_town(_referrals(counts)))
    for table in (found.areas, found.quintiles):
        assert table["n"].sum() == len(journeys)
        assert table["expected"].sum() == pytest.approx(len(journeys))


def test_a_larger_area_is_the_sum_of_those_that_lie_in_it() -> None:
    town = _town(_referrals({"hill": (1, 30), "quay": (3, 14), "town": (0, 2)}))
    found = _equity(town, level="town")
    assert found.areas[["n", "people"]].to_numpy().tolist() == [[50, 800]]
    assert found.n_elsewhere == 0
    assert found.areas.loc["town", "expected"] == pytest.approx(50)
