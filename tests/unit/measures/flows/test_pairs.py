"""How many steps go from whom to whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
import pytest
from tests.unit.measures.flows.made_journeys import place_of, random_place, step

from assetmap.errors import DataError
from assetmap.measures.flows.concentration import concentration
from assetmap.measures.flows.deprivation import deprivation_quintiles
from assetmap.measures.flows.groupings import GROUPINGS, Groups, step_groups
from assetmap.measures.flows.pairs import counts_by, flow_counts, monthly_flows
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.trends import growth, monthly_series


def _month_steps(*months: str) -> list[dict[str, object]]:
    return [step(f"e{n}", "gp", "link", made_on=f"{each}-10") for n, each in enumerate(months)]


@pytest.mark.evidence("flow_counts", "counted step by step, on random journeys")
@pytest.mark.parametrize("seed", range(5))
def test_every_step_of_a_span_is_in_one_pair(seed: int) -> None:
    place = random_place(seed)
    rows = place.table("Referral")
    start, end = dt.date(2025, 3, 1), dt.date(2025, 9, 1)
    within = rows[(rows["made_on"] >= "2025-03-01") & (rows["made_on"] < "2025-09-01")]
    sources = within["source_id"].astype(object).where(within["source_id"].notna(), None)
    expected = Counter(zip(sources, within["target_id"], strict=True))
    found = flow_counts(steps_of(place), start=start, end=end)
    assert [tuple(row) for row in found[["source_id", "target_id"]].to_numpy()] == sorted(
        expected, key=lambda pair: (pair[0] or "", pair[1])
    )
    assert {(a, b): n for a, b, n in found.itertuples(index=False)} == expected
    months = monthly_flows(steps_of(place), start=start, end=end)
    assert months["n"].sum() == len(within)
    assert set(months["month"]) <= {f"2025-0{month}" for month in range(3, 9)}


@pytest.mark.parametrize("by", GROUPINGS)
def test_each_step_is_in_one_group_of_each_grouping(by: str) -> None:
    place = random_place(2)
    assert counts_by({by: step_groups(place, steps_of(place), by)})["n"].sum() == 300


def test_there_is_no_other_grouping() -> None:
    place = random_place(0, 10)
    with pytest.raises(DataError, match="not grouped by 'colour'; choose one of source, target"):
        step_groups(place, steps_of(place), "colour")


def test_too_many_combinations_are_refused() -> None:
    groups = Groups(np.zeros(1, np.int32), tuple(map(str, range(100_000))))
    with pytest.raises(DataError, match="a, b, c, d have too many groups"):
        counts_by(dict.fromkeys("abcd", groups))


def test_small_areas_are_counted_at_their_ward() -> None:
    areas = [{"id": "L", "name": "L", "level": "lsoa", "parent_code": "W"}]
    areas += [{"id": "W", "name": "W", "level": "ward"}, {"id": "U", "name": "U"}]
    place = place_of([step(n, "gp", "x", area_code=n) for n in "LWU"], Area=areas)
    groups = step_groups(place, steps_of(place), "area")
    assert groups.names == ("W",)
    assert groups.codes.tolist() == [0, 0, -1]


@pytest.mark.evidence("deprivation_quintiles", "by hand")
def test_fifths_are_of_people_the_most_deprived_first() -> None:
    areas = [{"id": f"W{n}", "name": "w", "level": "ward"} for n in range(5)]
    areas += [
        {"id": f"L{n}", "name": "l", "level": "lsoa", "parent_code": f"W{n // 2}"}
        for n in range(10)
    ]
    facts = [
        {"area_code": f"L{n}", "name": "deprivation score", "value": 50.0 - n} for n in range(10)
    ]
    found = deprivation_quintiles(place_of([], Area=areas, Indicator=facts))
    assert {code: found[code] for code in found if code[0] == "W"} == {
        f"W{n}": n + 1 for n in range(5)
    }
    assert [found[f"L{n}"] for n in range(10)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


@pytest.mark.evidence("growth", "by hand")
@pytest.mark.evidence("monthly_series", "by hand")
def test_series_has_every_month_and_growth_compares_whole_ones() -> None:
    place = place_of(_month_steps("2025-01", "2025-02", "2025-04", "2025-04", "2025-05"))
    steps = steps_of(place)
    groups = step_groups(place, steps, "target")
    assert monthly_series(steps, groups).to_numpy().tolist() == [[1, 1, 0, 2, 1]]
    span = {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 5, 20)}
    found = growth(steps, groups, **span)
    assert (found.before, found.latest) == (("2025-01", "2025-02"), ("2025-03", "2025-04"))
    assert found.rows.to_numpy().tolist() == [[2, 2, 0]]


def test_growth_from_nothing_is_not_defined() -> None:
    place = place_of(_month_steps("2025-03", "2025-04"))
    steps = steps_of(place)
    groups = step_groups(place, steps, "target")
    found = growth(steps, groups, start=dt.date(2025, 1, 1), end=dt.date(2025, 5, 1))
    assert found.rows["growth"].isna().all()


@pytest.mark.evidence("concentration", "by hand")
def test_concentration_of_equals_and_of_one() -> None:
    equal, one = concentration([3, 3, 3, 3], n_largest=1), concentration([0, 0, 0, 8], n_largest=9)
    assert (equal.share_of_largest, equal.gini, equal.herfindahl) == (0.25, 0, 0.25)
    assert (one.share_of_largest, one.gini, one.herfindahl) == (1, 0.75, 1)


def test_concentration_of_no_flow_is_not_defined() -> None:
    found = concentration([0, 0])
    assert np.isnan([found.share_of_largest, found.gini, found.herfindahl]).all()


def test_concentration_refuses_what_is_no_count() -> None:
    with pytest.raises(DataError, match="Counts are 0 or more"):
        concentration([-1, 2])
