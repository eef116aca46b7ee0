"""Claims of partnership that a later answer of their claimant has overtaken."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.network.conftest import place_of

from assetmap.measures.claims import newest_claims
from assetmap.network import fading, latest_claims, project_partnerships, ties_table
from assetmap.network.standing import standing_claims

if TYPE_CHECKING:
    from assetmap.model import Snapshot

FIRST, SECOND = "2025-01-01", "2026-01-01"


def two_surveys(
    claims: str, *, asked: str = "abc", silent: str = "", surveys: tuple[str | None, ...] = ()
) -> Snapshot:
    """Return a, b and c; all answer survey 1, and those `asked` but the `silent` survey 2.

    Claims are words such as ab1: a names b in survey 1; without a number, outside any.
    """
    days = surveys or (FIRST, SECOND)
    answered: list[tuple[str, str, str | None]] = [("1", each, "2025-01-10") for each in "abc"]
    answered += [("2", each, None if each in silent else "2026-01-10") for each in asked]
    ties: list[dict[str, Any]] = [
        {"id": each, "from_id": each[0], "to_id": each[1], "survey_id": each[2:] or None}
        for each in claims.split()
    ]
    return place_of(
        Organisation=[{"id": each, "name": each} for each in "abc"],
        Survey=[{"id": "1", "asked_on": days[0]}, {"id": "2", "asked_on": days[1]}],
        ASKED=[
            {"id": f"{survey}{to}", "from_id": survey, "to_id": to, "answered_on": on}
            for survey, to, on in answered
        ],
        PARTNERS_WITH=ties or [{"id": "x", "from_id": "a", "to_id": "b", "survey_id": "1"}],
    )


CASES = {
    "answered and dropped": (two_surveys("ab1 ba1 ac2"), "ac"),
    "answered with nothing": (two_surveys("ab1"), ""),
    "answered and repeated": (two_surveys("ab1 ab2 ba1 ba2"), "ab ba"),
    "not answered": (two_surveys("ab1 ba1 ac2", silent="b"), "ac ba"),
    "claimant not on the roster": (two_surveys("ba1 ac2", asked="ac"), "ac ba"),
    "other not on the roster": (two_surveys("ab1 ac2", asked="ac"), "ab ac"),
    "claimed without being asked": (two_surveys("ab1 ac2 ba2", asked="c"), "ac ba"),
    "outside any survey": (two_surveys("ab ba1 ac2"), "ab ac"),
    "outside any survey and dropped": (two_surveys("ab ab1 ac2"), "ab ac"),
    "surveys of one day": (two_surveys("ab1 ac2", surveys=(FIRST, FIRST)), "ab ac"),
    "older survey without a day": (two_surveys("ab1 ac2", surveys=(None, SECOND)), "ac"),
    "no survey with a day": (two_surveys("ab1 ac2", surveys=(None, None)), "ab ac"),
}


@pytest.mark.parametrize(("snapshot", "standing"), CASES.values(), ids=CASES)
def test_a_claim_stands_until_its_claimant_could_say_it_again(
    snapshot: Snapshot, standing: str
) -> None:
    expected = [(each[0], each[1]) for each in standing.split()]
    assert sorted(project_partnerships(snapshot).edges) == expected
    table = ties_table(snapshot).query("kind == 'PARTNERS_WITH'")
    assert list(zip(table["from_id"], table["to_id"], strict=True)) == expected
    assert sorted(fading(snapshot, dt.date(2026, 6, 1), 365.0).edges) == expected


def test_where_all_answered_the_newest_survey_tells_all_ties() -> None:
    snapshot = two_surveys("ab1 ba1 ac2")
    assert project_partnerships(snapshot).edges == newest_claims(snapshot).network.edges


def test_a_dropped_claim_leaves_the_older_one_outside_a_survey_to_count() -> None:
    claims = latest_claims(two_surveys("ab ab1 ac2"))
    assert claims["id"].tolist() == ["ab", "ac2"]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2025-01-05", ""),  # the first survey was asked, and nobody had answered
        ("2025-06-01", "ab ba"),
        ("2026-01-05", "ab ba"),  # the second was asked, and nobody had answered
        ("2026-01-10", "ac"),
    ],
)
def test_on_a_day_what_was_answered_later_is_not_there(day: str, standing: str) -> None:
    snapshot = two_surveys("ab1 ba1 ac2").as_of(dt.date.fromisoformat(day))
    edges = sorted(project_partnerships(snapshot).edges)
    assert edges == [(each[0], each[1]) for each in standing.split()]
    assert newest_claims(snapshot).pairs == set(edges)


def test_claims_may_be_some_of_all_and_keep_their_order() -> None:
    snapshot = two_surveys("ca1 ab1 ba1 ac2 ca2 ba2")
    some = snapshot.table("PARTNERS_WITH").iloc[[2, 1, 0, 5]]
    assert standing_claims(snapshot, some)["id"].tolist() == ["ba2"]


@settings(max_examples=20)
@given(st.sets(st.sampled_from(["ab", "ac", "ba", "bc", "ca", "cb"])), st.sampled_from(["", "a"]))
def test_who_repeats_all_loses_nothing_and_who_is_silent_keeps_all(
    pairs: set[str], silent: str
) -> None:
    again = [f"{each}2" for each in sorted(pairs) if each[0] != silent]
    snapshot = two_surveys(
        " ".join([*(f"{each}1" for each in sorted(pairs)), *again]), silent=silent
    )
    edges = {"".join(tie) for tie in project_partnerships(snapshot).edges}
    assert edges == pairs if pairs else edges <= {"ab"}
