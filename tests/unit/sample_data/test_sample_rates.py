"""Rates of the sample place beside the published figures that its README names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import pandas as pd

    Tables = dict[str, pd.DataFrame]

YEARS = 1.5


@pytest.fixture(scope="module")
def first_steps(tables: Tables) -> pd.DataFrame:
    """First steps to link workers."""
    referrals = tables["Referral"]
    return referrals[referrals["target_id"].isin(tables["LinkWorker"]["id"])]


@pytest.fixture(scope="module")
def settled(first_steps: pd.DataFrame) -> pd.DataFrame:
    """Those made early enough that nothing is still to come."""
    return first_steps[first_steps["made_on"] < "2026-03-01"]


def test_link_workers_see_200_to_250_people_a_year(first_steps: pd.DataFrame) -> None:
    assert len(first_steps) == 2700
    people = first_steps.groupby("target_id")["episode_id"].nunique() / YEARS
    assert len(people) == 8
    assert people.between(200, 250).all()


def test_other_journeys_begin_with_champions_and_people_themselves(
    tables: Tables, first_steps: pd.DataFrame
) -> None:
    referrals = tables["Referral"]
    known = set(first_steps["episode_id"])
    others = referrals[~referrals["episode_id"].isin(known)]
    assert others["episode_id"].nunique() == 1300
    is_champion = others["source_id"].isin(tables["Champion"]["id"])
    assert ((others["route"] == "champion") == is_champion).all()
    first = others[is_champion | (others["route"] == "self")]
    assert first["episode_id"].is_unique
    assert len(first) == 1300


def test_medical_routes_are_72_to_85_in_100(tables: Tables, first_steps: pd.DataFrame) -> None:
    sector = tables["Organisation"].set_index("id")["sector"]
    assert 0.72 <= first_steps["source_id"].map(sector).isin(["primary_care", "nhs"]).mean() <= 0.85


@pytest.mark.parametrize(
    ("day", "published"), [("accepted_on", 0.88), ("seen_on", 0.81), ("started_on", 0.76)]
)
def test_the_funnel_to_link_workers_narrows_as_published(
    day: str, published: float, settled: pd.DataFrame
) -> None:
    assert settled[day].notna().mean() == pytest.approx(published, abs=0.03)


def test_more_than_half_of_those_referred_are_passed_on(
    tables: Tables, settled: pd.DataFrame
) -> None:
    referrals = tables["Referral"]
    onward = referrals[referrals["source_id"].isin(tables["LinkWorker"]["id"])]
    assert settled["episode_id"].isin(onward["episode_id"]).mean() == pytest.approx(0.54, abs=0.03)


def test_activities_keep_half_of_those_who_start(tables: Tables) -> None:
    referrals = tables["Referral"]
    to_activity = referrals["target_id"].isin(tables["Activity"]["id"])
    settled = referrals[to_activity & (referrals["made_on"] < "2026-02-01")]
    is_started = settled["started_on"].notna()
    assert is_started.mean() == pytest.approx(0.81, abs=0.03)
    completed = settled.loc[is_started, "status"] == "completed"
    assert completed.mean() == pytest.approx(0.535, abs=0.03)


def test_low_mood_is_the_commonest_reason_and_moving_the_commonest_way_on(
    tables: Tables, first_steps: pd.DataFrame
) -> None:
    names = tables["Need"].set_index("id")["name"]
    assert names[first_steps["need_id"].mode()[0]] == "Feeling low or anxious"
    referrals = tables["Referral"]
    onward = referrals[referrals["source_id"].isin(tables["LinkWorker"]["id"])]
    assert names[onward["need_id"].mode()[0]] == "Keeping active"


def test_deprived_wards_are_reached_more(tables: Tables) -> None:
    indicators, areas = tables["Indicator"], tables["Area"].set_index("id")
    scores = indicators[indicators["name"] == "deprivation score"].set_index("area_code")["value"]
    by_ward = scores.groupby(areas["parent_code"].reindex(scores.index)).mean()
    most = set(by_ward.nlargest(5).index)
    share = tables["Referral"].drop_duplicates("episode_id")["area_code"].dropna().isin(most).mean()
    assert share == pytest.approx(0.42, abs=0.04)


@pytest.mark.parametrize(
    ("scale", "before"),
    [
        ("ons4_satisfied", 4.7),
        ("ons4_worthwhile", 5.1),
        ("ons4_happy", 5.3),
        ("ons4_anxious", 4.8),
    ],
)
def test_scores_before_are_those_of_the_pilots_and_change_little(
    scale: str, before: float, tables: Tables
) -> None:
    outcomes = tables["Outcome"]
    scores = outcomes[outcomes["scale"] == scale].pivot_table(
        index="episode_id", columns="stage", values="score"
    )
    assert scores["before"].mean() == pytest.approx(before, abs=0.25)
    both = scores.dropna()
    assert len(both) < len(scores) / 2
    assert 0.2 < abs((both["after"] - both["before"]).mean()) < 1.0


def test_short_warwick_edinburgh_scores_are_metric_and_change_little(tables: Tables) -> None:
    outcomes = tables["Outcome"]
    scores = outcomes[outcomes["scale"] == "swemwbs"]
    assert scores["score"].between(7, 35).all()
    by_stage = scores.pivot_table(index="episode_id", columns="stage", values="score").dropna()
    # The least change that matters to a person is put at one to three points.
    assert 0 < (by_stage["after"] - by_stage["before"]).mean() < 1.5


def test_most_people_asked_do_not_answer_twice(tables: Tables, first_steps: pd.DataFrame) -> None:
    outcomes = tables["Outcome"]
    started = first_steps["started_on"].notna().sum()
    for scale, rows in outcomes.groupby("scale"):
        n_before = (rows["stage"] == "before").sum()
        n_after = (rows["stage"] == "after").sum()
        assert n_after < n_before < started * 0.6, scale
    assert set(outcomes["episode_id"]) <= set(first_steps["episode_id"])
