"""Load: referrals received beside capacity, by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.errors import DataError
from assetmap.measures.flows.capacity import Span, capacities, days_held
from assetmap.measures.flows.load import caseloads, load
from assetmap.measures.flows.steps import number_of, steps_of

if TYPE_CHECKING:
    from assetmap.model import Snapshot


def _worker(name: str, a_year: int | None, **more: Any) -> dict[str, Any]:
    return {"id": name, "capacity_per_year": a_year} | more


def _session(activity: str, capacity: int | None, **more: Any) -> dict[str, Any]:
    days = {name: pd.Timestamp(day) for name, day in more.items()}
    return {"activity_id": activity, "capacity": capacity} | days


def _town(**tables: Any) -> Snapshot:
    workers = [_worker("ann", 200), _worker("bob", 250)]
    sessions = [_session("choir", 14), _session("choir", 7), _session("walk", None)]
    activities = [{"id": "choir", "name": "Choir"}, {"id": "walk", "name": "Walk"}]
    rows: dict[str, Any] = {"LinkWorker": workers, "Session": sessions, "Activity": activities}
    return place(**(rows | tables))


TWO_TO_ANN = [step("gp", "ann", "2025-01-01"), step("gp", "ann", "2025-12-31")]


@pytest.mark.evidence("load", "by hand")
def test_load_is_what_was_received_over_what_there_is_room_for() -> None:
    late = [step("gp", "ann", "2026-01-01"), step("ann", "walk", "2025-06-01")]
    town = _town(Referral=[*TWO_TO_ANN, *late])
    found = load(town, steps_of(town), start=YEAR[0], end=YEAR[1])
    assert found.index.tolist() == ["ann", "bob", "choir", "walk"]
    assert found["n"].tolist() == [2, 0, 0, 1]
    # 365 days of a year of 365.25; 21 places, each for a new person every 84 days.
    assert found["capacity"].tolist()[:3] == pytest.approx(
        [200 * 365 / 365.25, 250 * 365 / 365.25, 21 * 365 / 84], abs=1e-12
    )
    assert found.loc["ann", "ratio"] == pytest.approx(2 / (200 * 365 / 365.25), abs=1e-15)
    assert found.loc["choir", "places"] == 21
    assert found["capacity"].isna()["walk"]
    assert found["ratio"].isna()["walk"]
    assert found["label"].tolist() == ["LinkWorker", "LinkWorker", "Activity", "Activity"]


@pytest.mark.parametrize(
    ("n_steps", "band"), [(199, "below"), (200, "within"), (250, "within"), (251, "above")]
)
def test_load_tells_where_a_link_worker_lies_in_the_band(n_steps: int, band: str) -> None:
    rows = [step("gp", "ann", episode_id=str(number)) for number in range(n_steps)]
    town = place(LinkWorker=[_worker("ann", None)], Referral=rows)
    start = dt.date(2025, 1, 1)
    found = load(town, steps_of(town), start=start, end=start + dt.timedelta(days=1461))
    assert found.loc["ann", "band"] == "below"
    # Four years and a day of leap: a quarter as many a year.
    assert found.loc["ann", "a_year"] == n_steps / 4
    edited = load(
        town,
        steps_of(town),
        start=start,
        end=start + dt.timedelta(days=1461),
        band=(50.0, 62.5),
    )
    assert edited.loc["ann", "band"] == band


@pytest.mark.evidence("capacities", "by hand")
def test_load_counts_only_days_on_which_a_session_or_link_worker_holds() -> None:
    half = {"valid_from": "2025-01-01", "valid_to": "2025-07-02"}  # 182 of 365 days
    workers = [_worker("ann", 200, **{name: pd.Timestamp(day) for name, day in half.items()})]
    sessions = [_session("choir", 12), _session("choir", 10, **half)]
    gone = _session("walk", 9, valid_to="2025-01-01")
    town = _town(LinkWorker=workers, Session=[*sessions, gone])
    found = capacities(town, Span(*YEAR))
    assert found.index.tolist() == ["ann", "choir"]
    assert found.loc["ann", "capacity"] == pytest.approx(200 * 182 / 365.25)
    assert found.loc["ann", "days"] == 182
    assert found.loc["choir", "capacity"] == pytest.approx((12 * 365 + 10 * 182) / 84)
    assert found.loc["choir", "places"] == pytest.approx(12 + 10 * 182 / 365)


@pytest.mark.evidence("capacities", "by hand")
def test_a_session_holds_no_longer_than_its_activity() -> None:
    choir = {"id": "choir", "valid_from": pd.Timestamp("2025-12-22")}
    gone = {"id": "walk", "valid_to": pd.Timestamp("2025-01-01")}
    sessions = [_session("choir", 84), _session("choir", 84, valid_to="2025-12-25")]
    town = place(Activity=[choir, gone], Session=[*sessions, _session("walk", 9)])
    found = capacities(town, Span(*YEAR))
    assert found["capacity"].to_dict() == {"choir": 10 + 3}


def test_load_of_one_day_is_a_day_of_the_capacity() -> None:
    town = _town(Referral=[step("gp", "ann", "2025-03-01")])
    found = load(town, steps_of(town))
    assert found.loc["ann", "capacity"] == pytest.approx(200 / 365.25)
    assert found.index[0] == "ann"


def test_load_has_no_ratio_where_there_is_room_for_nobody() -> None:
    town = place(LinkWorker=[_worker("ann", 0)], Referral=[step("gp", "ann")])
    found = load(town, steps_of(town))
    assert found.loc["ann", "capacity"] == 0
    assert found["ratio"].isna()["ann"]


def test_load_leaves_out_what_was_entered_in_error() -> None:
    town = place(Referral=[step("gp", "ann", status="entered-in-error"), step("gp", "bob")])
    assert load(town, steps_of(town)).index.tolist() == ["bob"]


def test_load_of_a_place_without_steps_or_span_is_empty_and_has_its_columns() -> None:
    town = _town()
    found = load(town, steps_of(town))
    assert found.empty
    assert list(found.columns) == list(load(town, steps_of(town), start=YEAR[0], end=YEAR[1]))


@pytest.mark.evidence("load", "by hand")
def test_caseload_counts_steps_that_were_taken_on_and_have_not_closed() -> None:
    days = [
        {},  # nobody said yes
        {"accepted_on": "2025-03-05"},
        {"seen_on": "2025-03-10"},
        {"started_on": "2025-03-11"},  # too late
        {"accepted_on": "2025-03-05", "closed_on": "2025-03-10"},  # closed on the day
        {"accepted_on": "2025-03-05", "closed_on": "2025-03-11"},
        {"accepted_on": "2025-03-05", "status": "completed"},  # over, on the last day written
    ]
    rows = [step("gp", "ann", episode_id=str(n), **more) for n, more in enumerate(days)]
    town = place(LinkWorker=[_worker("ann", 1)], Referral=rows)
    steps = steps_of(town)
    on_day = caseloads(steps, number_of(dt.date(2025, 3, 10)))
    assert dict(zip(steps.parties, on_day.tolist(), strict=True)) == {"ann": 3, "gp": 0}
    found = load(town, steps, end=dt.date(2025, 3, 11))
    assert found.loc["ann", "caseload"] == 3


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"start": YEAR[1], "end": YEAR[0]}, "has no day; it must end after it starts"),
        ({"weeks_a_place_is_held": 0.0}, "A place is held for 0.0 weeks"),
        ({"band": (3.0, 2.0)}, "The band from 3.0 to 2.0 people a year ends before it begins"),
    ],
)
def test_load_refuses_what_cannot_be(more: dict[str, Any], message: str) -> None:
    town = _town(Referral=TWO_TO_ANN)
    with pytest.raises(DataError, match=message):
        load(town, steps_of(town), **more)


_DAY = st.one_of(st.none(), st.dates(dt.date(2024, 6, 1), dt.date(2026, 6, 1)))


@given(valid_from=_DAY, valid_to=_DAY)
def test_days_held_are_the_days_of_the_span_counted_one_by_one(
    valid_from: dt.date | None, valid_to: dt.date | None
) -> None:
    rows = pd.DataFrame(
        {
            name: pd.to_datetime(pd.Series([day], dtype=object))
            for name, day in (("valid_from", valid_from), ("valid_to", valid_to))
        }
    )
    span = Span(dt.date(2025, 2, 1), dt.date(2025, 5, 1))
    days = [span.start + dt.timedelta(days=number) for number in range(span.n_days)]
    held = [
        day
        for day in days
        if (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)
    ]
    assert days_held(rows, span).tolist() == [len(held)]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1))
def test_load_conserves_the_steps_whatever_parties_are_called(
    pairs: list[tuple[str, str]],
) -> None:
    rows = [step(source, target) for source, target in pairs]
    town = place(Referral=rows)
    renamed = place(Referral=[row | {"target_id": f"~{row['target_id']}"} for row in rows])
    found, other = (load(each, steps_of(each))["n"] for each in (town, renamed))
    assert found.sum() == len(pairs)
    assert other.to_dict() == {f"~{id_}": n for id_, n in found.to_dict().items()}
