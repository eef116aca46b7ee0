"""To which activities people may go, beside the same said of each person and activity in turn."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.flows.places import YEAR, place, step, tie
from tests.unit.measures.flows.plain_ways import Theme, spelled_out

from assetmap.measures.flows.capacity import Span
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.ways import ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

WIDER = {"choirs": "music", "music": "company", "company": None, "ring": "gnir", "gnir": "ring"}
AROUND = {"quay": "town", "hill": "town", "town": "county", "county": None}
ACTIVITIES = ("a", "b", "c")

ties = st.sets(st.tuples(st.sampled_from(ACTIVITIES), st.sampled_from([*WIDER, "gone"])))
served = st.sets(st.tuples(st.sampled_from(ACTIVITIES), st.sampled_from([*AROUND, "elsewhere"])))
themes = st.lists(
    st.tuples(st.sampled_from(["", *WIDER, "new"]), st.sampled_from(["", "quay", "hill", "town"])),
    max_size=6,
    unique=True,
)


def _town(
    asked: list[tuple[str, str]], meets: set[tuple[str, str]], serves: set[tuple[str, str]]
) -> Snapshot:
    tables: dict[str, Any] = {
        "Area": [
            {"id": code, "name": code, "level": "town", "parent_code": parent}
            for code, parent in AROUND.items()
        ],
        "Need": [{"id": need, "name": need, "parent_id": wider} for need, wider in WIDER.items()],
        "Activity": [{"id": name, "name": name} for name in ACTIVITIES],
        "Session": [{"activity_id": name, "capacity": 1} for name in ACTIVITIES],
        "MEETS": [tie(one, other) for one, other in sorted(meets)],
        "SERVES": [tie(one, other) for one, other in sorted(serves)],
        "Referral": [
            step("", "a", need_id=need or None, area_code=area or None, episode_id=f"{need} {area}")
            for need, area in asked
        ],
    }
    return place(**tables)


def _chain(name: str, parents: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    current: str | None = name
    while current is not None and current not in found:
        found.add(current)
        current = parents.get(current)
    return found


@settings(max_examples=25)
@given(themes, ties, served)
def test_people_may_go_where_need_and_area_or_wider_ones_are_met(
    asked: list[tuple[str, str]], meets: set[tuple[str, str]], serves: set[tuple[str, str]]
) -> None:
    town = _town(asked, meets, serves)
    found = spelled_out(ways(town, steps_of(town), Span(*YEAR), weeks_a_place_is_held=12))
    assert found.activities_of == {
        Theme(need, area): tuple(
            name
            for name in ACTIVITIES
            if (not need or {other for one, other in meets if one == name} & _chain(need, WIDER))
            and (
                not area
                or name not in {one for one, _ in serves}
                or {other for one, other in serves if one == name} & _chain(area, AROUND)
            )
        )
        for need, area in sorted(asked)
    }


@pytest.mark.parametrize(
    ("until", "where"),
    [("2025-01-01", ()), ("2025-01-02", ("a",))],
    ids=["ended before", "held a day"],
)
def test_a_tie_counts_that_holds_on_any_day(until: str, where: tuple[str, ...]) -> None:
    town = _town([("music", "")], set(), set())
    held = tie("a", "music", valid_to=dt.datetime.fromisoformat(until))
    rows = place(MEETS=[held]).rows["MEETS"]
    town = type(town)(store_id="held", rows={**town.rows, "MEETS": rows})
    found = spelled_out(ways(town, steps_of(town), Span(*YEAR), weeks_a_place_is_held=12))
    assert found.activities_of == {Theme("music", ""): where}
