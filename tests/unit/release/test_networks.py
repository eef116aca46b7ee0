"""Networks of a place, referrals among them, as views are given them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assetmap.model import Snapshot, conform
from assetmap.release import seen_by
from assetmap.release.networks import (
    PROJECTIONS,
    project_chosen_referrals,
    project_whole_map,
    routes_of_referrals,
    ties_table,
)

THEN = "2025-01-01"


def _place(**tables: list[dict[str, Any]]) -> Snapshot:
    return Snapshot(rows={name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()})


def _node(id_: str, **cells: object) -> dict[str, object]:
    return {"id": id_, "name": id_, **cells}


def _referral(id_: str, source: str | None, target: str, **cells: object) -> dict[str, object]:
    return {
        "id": id_,
        "episode_id": id_,
        "route": "self" if source is None else "professional",
        "source_id": source,
        "target_id": target,
        "made_on": THEN,
        "status": "requested",
        **cells,
    }


@pytest.fixture
def town() -> Snapshot:
    return _place(
        Location=[_node("hall")],
        Organisation=[_node("a", valid_to=THEN), _node("b"), _node("c")],
        Activity=[_node("x", organisation_id="a"), _node("y", organisation_id="b")],
        Session=[
            {"id": "1", "activity_id": "x", "location_id": "hall"},
            {"id": "2", "activity_id": "y", "location_id": "hall"},
        ],
        Need=[_node("company"), _node("money")],
        PARTNERS_WITH=[
            {"id": "ab", "from_id": "a", "to_id": "b"},
            {"id": "ca", "from_id": "c", "to_id": "a"},
        ],
        Referral=[
            _referral("r1", "a", "b", need_id="company"),
            _referral("r2", "a", "b", need_id="money"),
            _referral("r3", "b", "c", need_id="money", route="champion"),
            _referral("r4", None, "c"),
        ],
    )


def test_projections_are_named_in_the_order_in_which_they_are_offered() -> None:
    assert list(PROJECTIONS) == ["partnerships", "referrals", "shared_activities", "whole_map"]


@pytest.mark.parametrize("name", PROJECTIONS)
def test_projections_of_an_empty_place_are_empty(name: str) -> None:
    network = PROJECTIONS[name].project(Snapshot())
    assert (len(network), network.number_of_edges()) == (0, 0)


@pytest.mark.parametrize("name", PROJECTIONS)
def test_projections_are_the_same_each_time(name: str, town: Snapshot) -> None:
    project = PROJECTIONS[name].project
    assert project(town).equals(project(town))
    assert PROJECTIONS[name].title
    assert PROJECTIONS[name].sentence.endswith(".")


@pytest.mark.parametrize("name", PROJECTIONS)
def test_projections_leave_out_those_who_are_gone(name: str, town: Snapshot) -> None:
    network = PROJECTIONS[name].project(town.as_of(dt.date(2025, 6, 1)))
    assert "a" not in network
    assert all("a" not in edge for edge in network.edges)


def test_the_whole_map_holds_who_refers_to_whom(town: Snapshot) -> None:
    tied = ties_table(town)
    referred = tied[tied["kind"] == "REFERRED_TO"]
    assert referred[["from_id", "to_id", "weight"]].to_numpy().tolist() == [
        ["a", "b", 2.0],
        ["b", "c", 1.0],
    ]
    network = project_whole_map(town, ties=["REFERRED_TO"])
    assert network.ties.to_numpy().tolist() == [["a", "b", 1.0], ["b", "c", 1.0]]


def test_chosen_referrals_go_by_route_and_by_what_matters(town: Snapshot) -> None:
    def weights(**choice: Any) -> list[list[Any]]:
        return project_chosen_referrals(town, **choice).ties.to_numpy().tolist()

    assert weights() == [["a", "b", 2.0], ["b", "c", 1.0]]
    assert weights(route="champion") == [["b", "c", 1.0]]
    assert weights(need_ids={"money"}) == [["a", "b", 1.0], ["b", "c", 1.0]]
    assert weights(need_ids=set()) == []
    assert routes_of_referrals(town) == {"professional", "champion", "self"}


def test_a_partner_is_given_no_network_with_referrals(town: Snapshot) -> None:
    seen = seen_by(town, "partner")
    assert PROJECTIONS["referrals"].project(seen).number_of_edges() == 0
    assert "REFERRED_TO" not in set(ties_table(seen)["kind"])
    assert routes_of_referrals(seen) == frozenset()
