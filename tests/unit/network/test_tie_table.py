"""The table of all ties: read off the model, one row a kind and pair."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.model import LABELS, Snapshot
from assetmap.network import kinds_of_ties, labels_of_map, latest_claims, ties_table
from assetmap.network.referrals import referral_ties
from assetmap.network.tie_table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    wanted = table[["kind", "from_id", "to_id", "weight"]]
    return [tuple(row) for row in wanted.itertuples(index=False)]


def _node(id_: str, **cells: object) -> dict[str, object]:
    return {"id": id_, "name": id_, **cells}


def _tie(from_id: str, to_id: str, **cells: object) -> dict[str, object]:
    return {"id": f"{from_id} {to_id} {cells}", "from_id": from_id, "to_id": to_id, **cells}


def test_ties_table_of_an_empty_place_has_its_columns_and_no_rows() -> None:
    table = ties_table(Snapshot())
    assert tuple(table.columns) == COLUMNS
    assert table.empty


def test_ties_table_reads_references_in_the_direction_of_the_model(
    place: Callable[..., Snapshot],
) -> None:
    snapshot = place(
        Location=[_node("hall")],
        Organisation=[_node("club", location_id="hall")],
        Activity=[_node("choir", organisation_id="club")],
        LinkWorker=[{"id": "lw", "organisation_id": "club"}],
        Champion=[{"id": "ch", "organisation_id": "club"}, {"id": "free", "organisation_id": None}],
        Asset=[_node("van", holder_id="ch")],
    )
    table = ties_table(snapshot)
    assert _rows(table) == [
        ("BASED_AT", "ch", "club", 1.0),
        ("BASED_AT", "club", "hall", 1.0),
        ("EMPLOYS", "club", "lw", 1.0),
        ("HOLDS", "ch", "van", 1.0),
        ("RUNS", "club", "choir", 1.0),
    ]
    assert table["from_label"].tolist()[:2] == ["Champion", "Organisation"]
    assert table["to_label"].tolist()[:2] == ["Organisation", "Location"]


def test_ties_table_lets_a_session_stand_for_its_activity(place: Callable[..., Snapshot]) -> None:
    snapshot = place(
        Location=[_node("hall")],
        Activity=[_node("choir")],
        Session=[
            {"id": "tue", "activity_id": "choir", "location_id": "hall"},
            {"id": "thu", "activity_id": "choir", "location_id": "hall"},
            {"id": "online", "activity_id": "choir", "location_id": None},
        ],
    )
    assert _rows(ties_table(snapshot)) == [("HELD_AT", "choir", "hall", 2.0)]


def test_ties_table_counts_referrals_and_leaves_out_people_who_came_alone(
    place: Callable[..., Snapshot],
) -> None:
    step = {
        "episode_id": "e",
        "route": "professional",
        "status": "requested",
        "made_on": "2025-01-01",
    }
    snapshot = place(
        Organisation=[_node("gp"), _node("club")],
        Referral=[
            {**step, "id": "1", "source_id": "gp", "target_id": "club"},
            {**step, "id": "2", "source_id": "gp", "target_id": "club"},
            {**step, "id": "3", "source_id": None, "target_id": "club"},
        ],
    )
    with_referrals = ties_table(snapshot, further=referral_ties(snapshot))
    assert _rows(ties_table(snapshot)) == []
    assert _rows(with_referrals) == [("REFERRED_TO", "gp", "club", 2.0)]


def test_ties_table_leaves_out_ties_of_which_an_end_is_gone(place: Callable[..., Snapshot]) -> None:
    snapshot = place(
        Organisation=[_node("a", valid_to="2025-01-01"), _node("b"), _node("c")],
        PARTNERS_WITH=[_tie("a", "b", intensity=2), _tie("b", "c", intensity=2)],
    )
    day = dt.date(2025, 6, 1)
    assert _rows(ties_table(snapshot.as_of(day))) == [("PARTNERS_WITH", "b", "c", 2.0)]


def test_ties_table_leaves_out_ties_to_oneself_and_adds_up_plain_ones(
    place: Callable[..., Snapshot],
) -> None:
    snapshot = place(
        Organisation=[_node("a"), _node("b")],
        TIED_TO=[
            _tie("a", "a"),
            _tie("a", "b", kind="shares staff", weight=2.5),
            _tie("a", "b", kind="shares van"),
        ],
    )
    assert _rows(ties_table(snapshot)) == [("TIED_TO", "a", "b", 3.5)]


def test_ties_table_counts_grants_and_not_pounds(place: Callable[..., Snapshot]) -> None:
    snapshot = place(
        Organisation=[_node("a"), _node("b")],
        FUNDS=[_tie("a", "b", amount_gbp=5_000.0), _tie("a", "b", amount_gbp=100.0)],
    )
    assert _rows(ties_table(snapshot)) == [("FUNDS", "a", "b", 2.0)]


def test_latest_claims_prefers_the_survey_asked_last(place: Callable[..., Snapshot]) -> None:
    snapshot = place(
        Organisation=[_node("a"), _node("b")],
        Survey=[
            {"id": "new", "asked_on": "2025-01-01"},
            {"id": "old", "asked_on": "2023-01-01"},
            {"id": "undated"},
        ],
        PARTNERS_WITH=[
            _tie("a", "b", survey_id="new", intensity=2),
            _tie("a", "b", survey_id="old", intensity=4),
            _tie("a", "b", survey_id="undated", intensity=3, recorded_on="2026-01-01"),
            _tie("a", "b", intensity=1),
            _tie("b", "a", survey_id="old", intensity=None),
        ],
    )
    claims = latest_claims(snapshot)
    assert claims[["from_id", "to_id", "survey_id", "intensity"]].to_numpy().tolist() == [
        ["a", "b", "new", 2],
        ["b", "a", "old", 1],
    ]


def test_latest_claims_without_surveys_takes_the_one_recorded_last(
    place: Callable[..., Snapshot],
) -> None:
    snapshot = place(
        Organisation=[_node("a"), _node("b")],
        PARTNERS_WITH=[
            _tie("a", "b", intensity=3, recorded_on="2025-03-01"),
            _tie("a", "b", intensity=2, recorded_on="2025-02-01"),
        ],
    )
    assert latest_claims(snapshot)["intensity"].tolist() == [3]


def test_kinds_of_ties_say_what_they_are() -> None:
    kinds = kinds_of_ties()
    assert kinds["PARTNERS_WITH"] == "Partners with"
    assert {"RUNS", "EMPLOYS", "BASED_AT", "HELD_AT", "SUPPORTS", "REFERRED_TO"} <= set(kinds)
    # Parts of a journey are counted, never drawn.
    assert not {"MADE", "TO", "FOR", "FROM_AREA", "HAS_SESSION"} & set(kinds)


def test_labels_of_map_leave_out_journeys_parts_and_proposals() -> None:
    left_out = {"Referral", "Outcome", "Session", "Proposal"}
    assert set(LABELS) - set(labels_of_map()) == left_out


@pytest.mark.parametrize("kind", sorted(kinds_of_ties()))
def test_kinds_of_ties_are_words(kind: str) -> None:
    words = kinds_of_ties()[kind]
    assert words[0].isupper()
    assert "_" not in words
