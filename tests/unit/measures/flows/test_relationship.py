"""Flow against relationship, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.flows.places import YEAR, place, step, tie

from assetmap.errors import DataError
from assetmap.measures.flows.relationship import (
    COLUMNS,
    KINDS,
    Thresholds,
    flow_against_relationship,
)
from assetmap.measures.flows.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

NAMES = ("gp", "arts", "sport", "law", "funder")


def _claim(pair: str, intensity: int | None, *scores: int | None) -> dict[str, Any]:
    said: dict[str, Any] = dict(zip(("reliability", "mission", "openness"), scores, strict=False))
    return tie(*pair.split(), survey_id="new", intensity=intensity, **said)


def _town(referrals: list[dict[str, Any]], claims: list[dict[str, Any]], **more: Any) -> Snapshot:
    tables: dict[str, Any] = {
        "Organisation": [{"id": name} for name in NAMES],
        "Activity": [
            {"id": "choir", "organisation_id": "arts"},
            {"id": "walk", "organisation_id": "sport"},
        ],
        "LinkWorker": [{"id": "ann", "organisation_id": "law"}],
        "Champion": [{"id": "cass", "organisation_id": "gp"}],
        "Survey": [{"id": "new", "asked_on": pd.Timestamp("2025-02-02")}],
        "PARTNERS_WITH": claims,
    }
    return place(Referral=referrals, **(tables | more))


def _found(town: Snapshot, **thresholds: Any) -> dict[str, list[tuple[str, str, int]]]:
    found = flow_against_relationship(
        town, steps_of(town), start=YEAR[0], end=YEAR[1], thresholds=Thresholds(**thresholds)
    )
    return {
        str(kind): list(rows[["from_id", "to_id", "n"]].itertuples(index=False, name=None))
        for kind, rows in found.groupby("kind", sort=False)
    }


CLAIMS = [
    _claim("gp arts", 1, 3, 4, 2),  # trusted, at 3
    _claim("gp sport", 4, 2, 2, None),  # close, but not trusted, at 2
    _claim("gp law", 3),  # close, and trust not said
    _claim("gp funder", 4, 4, 4, 4),  # takes nobody
    _claim("arts gp", 2),  # neither close nor trusted
]


@pytest.mark.evidence("flow_against_relationship", "by hand")
def test_pairs_are_told_apart_by_what_the_first_says_of_the_second() -> None:
    referrals = [
        step("gp", "walk"),
        step("cass", "walk"),
        step("choir", "walk"),
        step("arts", "walk"),
        step("sport", "arts"),
        step("", "choir"),
        step("gp", "choir", "2026-01-01"),  # after the span
    ]
    assert _found(_town(referrals, CLAIMS)) == {
        "trusted_unused": [("gp", "arts", 0), ("gp", "law", 0)],
        "used_not_trusted": [("gp", "sport", 2)],
        "used_without_tie": [("arts", "sport", 2), ("sport", "arts", 1)],
    }


def test_counts_beside_a_pair_are_of_all_that_the_first_makes_and_the_second_receives() -> None:
    town = _town([step("gp", "walk"), step("law", "walk"), step("cass", "choir")], CLAIMS)
    found = flow_against_relationship(town, steps_of(town))
    assert found.columns.tolist() == list(COLUMNS)
    row = found[found["kind"] == "used_not_trusted"].iloc[0]
    assert row[["n", "trust", "intensity", "n_made", "n_received"]].tolist() == [1, 2, 4, 2, 2]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("PARTNERS_WITH", _claim("arts sport", None)),
        ("PARTNERS_WITH", _claim("sport arts", 1)),
        ("FUNDS", tie("sport", "arts")),
        ("TIED_TO", tie("walk", "choir")),
    ],
)
def test_any_tie_either_way_between_parts_is_a_recorded_one(
    table: str, row: dict[str, Any]
) -> None:
    referrals = [step("choir", "walk")]
    assert _found(_town(referrals, [])) == {"used_without_tie": [("arts", "sport", 1)]}
    assert _found(_town(referrals, [], **{table: [row]})) == {}


def test_a_link_worker_who_covers_a_practice_and_a_champion_beside_one_are_ties() -> None:
    referrals = [step("gp", "ann")]
    assert _found(_town(referrals, [], COVERS=[tie("ann", "gp")])) == {}
    assert _found(_town(referrals, [], SUPPORTS=[tie("cass", "ann")])) == {}


def test_a_pair_of_which_one_did_not_answer_the_survey_is_marked() -> None:
    asked = [tie("new", name) for name in ("arts", "gp")]
    asked[1]["answered_on"] = pd.Timestamp("2025-02-09")
    referrals = [step("arts", "sport"), step("gp", "sport"), step("gp", "arts")]
    town = _town(referrals, [_claim("law gp", 1)], ASKED=asked)
    found = flow_against_relationship(town, steps_of(town))
    pairs = found["from_id"] + " " + found["to_id"]
    assert dict(zip(pairs, found["is_silent"], strict=True)) == {
        "arts sport": True,
        "gp arts": True,
        "gp sport": False,
    }


@pytest.mark.parametrize(
    ("thresholds", "expected"),
    [
        ({"trusted": 3.5}, {"trusted_unused": [("gp", "law", 0)], "used_not_trusted": 1}),
        ({"close": 4}, {"trusted_unused": [("gp", "arts", 0)], "used_not_trusted": 1}),
        ({"not_trusted": 1.9}, {"trusted_unused": [("gp", "arts", 0), ("gp", "law", 0)]}),
        ({"used": 2}, {"trusted_unused": [("gp", "arts", 0), ("gp", "law", 0)]}),
    ],
)
def test_thresholds_are_the_readers(
    thresholds: dict[str, float], expected: Mapping[str, Any]
) -> None:
    found = _found(_town([step("gp", "walk")], CLAIMS), **thresholds)
    assert found.get("trusted_unused") == expected["trusted_unused"]
    assert len(found.get("used_not_trusted", [])) == expected.get("used_not_trusted", 0)


def test_a_place_without_survey_or_steps_has_only_what_can_be_told() -> None:
    assert _found(_town([], [])) == {}
    empty = place()
    found = flow_against_relationship(empty, steps_of(empty))
    assert found.columns.tolist() == list(COLUMNS)


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ({"trusted": 2.0}, "cannot be distrusted up to 2.0"),
        ({"used": 0}, "has at least 1 referral, not 0"),
    ],
)
def test_thresholds_that_contradict_themselves_are_refused(
    thresholds: dict[str, Any], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        Thresholds(**thresholds)


_ENDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1])
_SAID = st.tuples(st.integers(1, 4), st.one_of(st.none(), st.integers(1, 4)))


@pytest.mark.evidence("flow_against_relationship", "counted pair by pair, on random places")
@settings(max_examples=30)
@given(st.lists(_ENDS, max_size=15), st.dictionaries(_ENDS, _SAID, max_size=10))
def test_pairs_are_those_found_one_by_one(
    referrals: list[tuple[str, str]], said: dict[tuple[str, str], tuple[int, int | None]]
) -> None:
    claims = [_claim(" ".join(pair), intensity, score) for pair, (intensity, score) in said.items()]
    expected: dict[str, set[tuple[str, str, int]]] = {kind: set() for kind in KINDS}
    takes = {"arts", "sport", "law", *(target for _, target in referrals)}
    for one in NAMES:
        for other in NAMES:
            n = referrals.count((one, other))
            intensity, trust = said.get((one, other), (0, None))
            trusted = intensity >= 3 if trust is None else trust >= 3
            row = (one, other, n)
            if trusted and not n and other in takes:
                expected["trusted_unused"].add(row)
            if n and trust is not None and trust <= 2:
                expected["used_not_trusted"].add(row)
            if n and not {(one, other), (other, one)} & said.keys():
                expected["used_without_tie"].add(row)
    found = _found(_town([step(*pair) for pair in referrals], claims))
    assert {kind: set(rows) for kind, rows in found.items()} == {
        kind: rows for kind, rows in expected.items() if rows
    }
