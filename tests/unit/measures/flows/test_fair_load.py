"""Fair load: referrals beside room, money and trust, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.flows.places import YEAR, place, step, tie

from assetmap.measures.flows.fair_load import fair_load
from assetmap.measures.flows.organisations import steps_between
from assetmap.measures.flows.steps import steps_of

if TYPE_CHECKING:
    from assetmap.model import Snapshot


def _of(name: str, owner: str | None, **more: Any) -> dict[str, Any]:
    return {"id": name, "organisation_id": owner} | more


def _grant(to_id: str, amount: float | None, day: str | None) -> dict[str, Any]:
    return tie("lottery", to_id, amount_gbp=amount, awarded_on=pd.Timestamp(day or "NaT"))


def _town(**more: Any) -> Snapshot:
    tables: dict[str, Any] = {
        "Organisation": [{"id": name} for name in ("gp", "arts", "sport", "lottery")],
        "Activity": [_of("choir", "arts"), _of("walk", "sport"), _of("stray", None)],
        "LinkWorker": [_of("ann", "arts", capacity_per_year=100)],
        "Champion": [_of("cass", "sport")],
        "Session": [
            {"activity_id": "choir", "capacity": 12},
            {"activity_id": "walk", "capacity": 24},
            {"activity_id": "stray", "capacity": 99},
        ],
        "Referral": [
            step("gp", "ann"),
            step("ann", "choir"),  # within arts
            step("", "choir"),
            step("gp", "walk"),
            step("choir", "cass"),
            step("cass", "walk"),  # within sport
            step("walk", "arts"),
            step("gp", "stray"),
            step("gp", "walk", "2026-01-01"),  # after the span
        ],
        "FUNDS": [
            _grant("arts", 100, "2025-02-01"),
            _grant("arts", 50, "2024-12-31"),
            _grant("sport", 300, "2025-12-31"),
            _grant("sport", 1000, None),
            _grant("gp", None, "2025-02-01"),
        ],
    }
    return place(**(tables | more))


def _fair(town: Snapshot) -> pd.DataFrame:
    return fair_load(town, steps_of(town), start=YEAR[0], end=YEAR[1])


@pytest.mark.evidence("fair_load", "by hand")
def test_fair_load_sets_shares_of_referrals_beside_shares_of_room_and_money() -> None:
    found = _fair(_town())
    assert found.index.tolist() == ["arts", "sport", "gp", "lottery"]
    assert found["n"].tolist() == [3, 2, 0, 0]
    room = [100 * 365 / 365.25 + 12 * 365 / 84, 24 * 365 / 84]
    assert found["capacity"].tolist()[:2] == pytest.approx(room)
    assert found["capacity"].isna().tolist() == [False, False, True, True]
    assert found["funding_gbp"].tolist() == [100, 300, 0, 0]
    assert found["funding_ever_gbp"].tolist() == [150, 1300, 0, 0]
    assert found["share_of_referrals"].tolist() == pytest.approx([0.6, 0.4, 0, 0])
    assert found["share_of_funding"].tolist() == pytest.approx([0.25, 0.75, 0, 0])
    assert found.loc["arts", "referrals_to_funding"] == pytest.approx(0.6 / 0.25)
    assert found.loc["sport", "referrals_to_capacity"] == pytest.approx(0.4 / (room[1] / sum(room)))


def test_fair_load_has_no_ratio_to_what_an_organisation_has_none_of() -> None:
    found = _fair(_town())
    assert found["referrals_to_funding"].isna()["gp"]
    assert found["referrals_to_capacity"].isna()["gp"]


def test_fair_load_has_no_shares_of_nothing() -> None:
    found = _fair(place(Organisation=[{"id": "gp"}]))
    assert found["n"].tolist() == [0]
    shares = ["share_of_referrals", "share_of_capacity", "share_of_funding"]
    assert found[shares].isna().all(axis=None)
    nothing = _town(Referral=[])
    assert fair_load(nothing, steps_of(nothing)).empty


def test_fair_load_gives_the_trust_of_the_newest_survey() -> None:
    claim = {"survey_id": "new", "reliability": 4, "mission": 3, "openness": 2}
    town = _town(
        Survey=[{"id": "new", "asked_on": pd.Timestamp("2025-05-05")}],
        PARTNERS_WITH=[tie("gp", "arts", **claim)],
    )
    found = _fair(town)
    assert found.loc["arts", "trust"] == 3
    assert found["trust"].isna()["sport"]


def test_steps_between_organisations_leave_out_those_within_one() -> None:
    town = _town()
    steps = steps_of(town)
    found = steps_between(town, steps, start=YEAR[0], end=YEAR[1])
    assert found.to_numpy().tolist() == [
        [None, "arts", 1],
        ["arts", "sport", 1],
        ["gp", None, 1],
        ["gp", "arts", 1],
        ["gp", "sport", 1],
        ["sport", "arts", 1],
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=20))
def test_shares_of_referrals_are_one_together_if_any_passed_between_organisations(
    pairs: list[tuple[str, str]],
) -> None:
    rows = [step(source, target) for source, target in pairs if source != target]
    town = place(Organisation=[{"id": name} for name in "abc"], Referral=rows)
    found = _fair(town)
    n_received = sum(row["target_id"] in "abc" for row in rows)
    assert found["n"].sum() == n_received
    assert found["share_of_referrals"].sum() == pytest.approx(1.0 if n_received else 0.0)
