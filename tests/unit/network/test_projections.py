"""Networks that follow from what a place holds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import DataError
from assetmap.network import (
    Network,
    project_partnerships,
    project_shared_activities,
    project_whole_map,
)
from assetmap.network.referrals import n_self_referrals, project_referrals, referral_ties

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot


def _node(id_: str, **cells: object) -> dict[str, object]:
    return {"id": id_, "name": id_, **cells}


def _tie(from_id: str, to_id: str, **cells: object) -> dict[str, object]:
    return {"id": f"{from_id} {to_id} {cells}", "from_id": from_id, "to_id": to_id, **cells}


def _referral(id_: str, source: str | None, target: str, made_on: str) -> dict[str, object]:
    return {
        "id": id_,
        "episode_id": id_,
        "route": "self" if source is None else "champion",
        "source_id": source,
        "target_id": target,
        "made_on": made_on,
        "status": "requested",
    }


def _ties(network: Network) -> list[list[Any]]:
    return network.ties.to_numpy().tolist()


@pytest.fixture
def town(place: Callable[..., Snapshot]) -> Snapshot:
    return place(
        Location=[_node("hall"), _node("library")],
        Organisation=[_node("gp"), _node("club"), _node("charity"), _node("alone")],
        Activity=[
            _node("choir", organisation_id="club"),
            _node("walk", organisation_id="club"),
            _node("lunch", organisation_id="charity"),
            _node("orphan"),
        ],
        Session=[
            {"id": "1", "activity_id": "choir", "location_id": "hall"},
            {"id": "2", "activity_id": "walk", "location_id": "hall"},
            {"id": "3", "activity_id": "lunch", "location_id": "hall"},
            {"id": "4", "activity_id": "lunch", "location_id": "library"},
            {"id": "5", "activity_id": "walk", "location_id": "library"},
            {"id": "6", "activity_id": "orphan", "location_id": "library"},
            {"id": "7", "activity_id": "choir", "location_id": None},
        ],
        LinkWorker=[{"id": "lw", "organisation_id": "gp"}],
        Champion=[{"id": "ch"}],
        Workshop=[{"id": "ws"}],
        Need=[_node("company")],
        PARTNERS_WITH=[
            _tie("gp", "club", intensity=3),
            _tie("club", "gp", intensity=None),
            _tie("club", "charity", intensity=2),
        ],
        TIED_TO=[
            _tie("gp", "charity", kind="shares a van", weight=None),
            _tie("gp", "ch", kind="knows"),
        ],
        SUPPORTS=[_tie("ch", "lw")],
        MEETS=[_tie("choir", "company")],
        TOOK_PART_IN=[_tie("gp", "ws")],
        Referral=[
            _referral("r1", "lw", "choir", "2025-01-01"),
            _referral("r2", "lw", "choir", "2025-01-31"),
            _referral("r3", "lw", "choir", "2025-02-01"),
            _referral("r4", "ch", "lw", "2025-01-15"),
            _referral("r5", None, "lw", "2025-01-15"),
            {**_referral("r6", "ch", "walk", "2025-01-15"), "status": "entered-in-error"},
        ],
    )


def test_project_partnerships_takes_claims_and_plain_ties(town: Snapshot) -> None:
    network = project_partnerships(town)
    assert network.is_directed()
    assert network.nodes == ("gp", "club", "charity", "alone")
    assert _ties(network) == [
        ["gp", "club", 3.0],
        ["gp", "charity", 1.0],
        ["club", "gp", 1.0],
        ["club", "charity", 2.0],
    ]


def test_project_partnerships_leaves_out_looser_ones(town: Snapshot) -> None:
    assert _ties(project_partnerships(town, minimum_intensity=2)) == [
        ["gp", "club", 3.0],
        ["club", "charity", 2.0],
    ]


def test_project_referrals_counts_between_parties(town: Snapshot) -> None:
    network = project_referrals(town)
    assert set(network.nodes) == {
        *("gp", "club", "charity", "alone", "choir", "walk", "lunch", "orphan", "lw", "ch")
    }
    assert _ties(network) == [["lw", "choir", 3.0], ["ch", "lw", 1.0]]


def test_project_referrals_takes_the_first_day_and_not_the_last(town: Snapshot) -> None:
    span = {"from_on": dt.date(2025, 1, 1), "to_on": dt.date(2025, 2, 1)}
    assert _ties(project_referrals(town, **span)) == [["lw", "choir", 2.0], ["ch", "lw", 1.0]]
    assert _ties(project_referrals(town, from_on=dt.date(2025, 2, 1))) == [["lw", "choir", 1.0]]


def test_n_self_referrals_counts_what_is_no_tie(town: Snapshot) -> None:
    assert n_self_referrals(town) == 1
    assert n_self_referrals(town, to_on=dt.date(2025, 1, 15)) == 0


def test_project_shared_activities_counts_venues_and_not_sessions(town: Snapshot) -> None:
    network = project_shared_activities(town)
    assert not network.is_directed()
    assert network.nodes == ("gp", "club", "charity", "alone")
    assert _ties(network) == [["club", "charity", 2.0]]


def test_project_whole_map_ties_every_party(town: Snapshot) -> None:
    network = project_whole_map(town, further=referral_ties(town))
    assert network.nodes == (
        *("gp", "club", "charity", "alone"),
        *("choir", "walk", "lunch", "orphan", "lw", "ch", "ws"),
    )
    assert {tuple(tie) for tie in _ties(network)} == {
        ("gp", "club", 2.0),  # each says so of the other
        ("gp", "charity", 1.0),
        ("gp", "lw", 1.0),
        ("gp", "ch", 1.0),
        ("gp", "ws", 1.0),
        ("club", "charity", 1.0),
        ("club", "choir", 1.0),
        ("club", "walk", 1.0),
        ("charity", "lunch", 1.0),
        ("choir", "lw", 1.0),
        ("lw", "ch", 2.0),  # refers to, and supports
    }


def test_project_whole_map_takes_the_labels_and_kinds_wanted(town: Snapshot) -> None:
    network = project_whole_map(town, labels=["Need", "Activity", "Location"])
    assert network.nodes == ("hall", "library", "company", "choir", "walk", "lunch", "orphan")
    held = project_whole_map(town, labels=["Activity", "Location"], ties=["HELD_AT"])
    assert held.degree["hall"] == 3
    assert project_whole_map(town, ties=[]).number_of_edges() == 0


def test_project_whole_map_refuses_an_unknown_label(town: Snapshot) -> None:
    with pytest.raises(DataError, match="There is no label on a map 'Referral'; there are Area"):
        project_whole_map(town, labels=["Referral"])


def test_project_whole_map_refuses_an_unknown_kind_of_tie(town: Snapshot) -> None:
    with pytest.raises(DataError, match="There is no kind of tie 'KNOWS'; there are ABOUT"):
        project_whole_map(town, ties=["RUNS", "KNOWS"])
