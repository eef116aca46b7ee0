"""Numbers of referrals as each role is told them."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.kept_places import copy_of_sample
from tests.unit.release.attack import Attack
from tests.unit.release.referrals import place, referral

import assetmap
from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.release import ROLES, seen_by
from assetmap.release.flows import flows_for
from assetmap.release.journeys import funnel_for, waits_for
from assetmap.release.load import capacity_for, equity_for, load_for
from assetmap.release.partner import partner_flows

if TYPE_CHECKING:
    from collections.abc import Callable

BELOW_LEAD = ROLES[:3]
ALL = (flows_for, funnel_for, waits_for, load_for, capacity_for, equity_for)
JANUARY, FEBRUARY, MARCH = (dt.date(2025, month, 1) for month in (1, 2, 3))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The place that comes with assetmap."""
    with closing(assetmap.open(copy_of_sample(tmp_path_factory))) as store:
        return store.snapshot()


@pytest.fixture
def small() -> Snapshot:
    return place(
        {
            ("practice", "choir", "2025-01"): 12,
            ("practice", "band", "2025-01"): 9,
            ("practice", "library", "2025-01"): 3,
            (None, "choir", "2025-02"): 8,
            ("practice", "choir", "2025-03"): 41,
        }
    )


def test_a_lead_is_told_every_pair_of_parties(small: Snapshot) -> None:
    told = flows_for(small, "lead", JANUARY, MARCH)
    assert told == {
        "from": "2025-01-01",
        "to": "2025-03-01",
        "pairs": [
            {"source_id": None, "target_id": "choir", "n": 8},
            {"source_id": "practice", "target_id": "band", "n": 9},
            {"source_id": "practice", "target_id": "choir", "n": 12},
            {"source_id": "practice", "target_id": "library", "n": 3},
        ],
    }
    assert flows_for(small, "admin", JANUARY, MARCH) == told


@pytest.mark.parametrize("role", BELOW_LEAD)
def test_below_lead_pairs_are_of_sectors_and_small_ones_hidden(role: str, small: Snapshot) -> None:
    # The 24 of January less the 21 to voluntary groups would give the 3 to the library away, and
    # so would all other sums that hold them.
    assert flows_for(small, role) == {
        "from": "2025-01-01",
        "to": "2025-04-01",
        "pairs": [
            {"source_id": "self", "target_id": "vcse", "n": 10},
            {"source_id": "primary_care", "target_id": "council", "n": None},
            {"source_id": "primary_care", "target_id": "vcse", "n": None},
        ],
        "by_source": {"primary_care": None, "self": 10},
        "by_target": {"council": None, "vcse": None},
        "total": 75,
    }


@pytest.mark.parametrize("role", BELOW_LEAD)
@pytest.mark.parametrize("numbers", ALL)
def test_nobody_below_lead_is_told_of_a_party(
    role: str, numbers: Callable[..., dict[str, object]], sample: Snapshot
) -> None:
    said = json.dumps(numbers(sample, role))
    assert not any(f'"{party}"' in said for party in sample.parties)


@pytest.mark.parametrize("numbers", ALL)
def test_numbers_are_the_same_each_time_and_can_be_written_as_json(
    numbers: Callable[..., dict[str, object]], sample: Snapshot
) -> None:
    for role in ROLES:
        said = json.dumps(numbers(sample, role), allow_nan=False)
        again = Snapshot(sample.store_id, sample.revision, dict(sample.rows))
        assert json.dumps(numbers(again, role)) == said


@pytest.mark.parametrize("numbers", ALL)
def test_numbers_refuse_what_cannot_be_asked(
    numbers: Callable[..., dict[str, object]], small: Snapshot
) -> None:
    with pytest.raises(DataError, match="There is no role 'boss'; the roles are public"):
        numbers(small, "boss")
    with pytest.raises(DataError, match="whole calendar months: 2025-01-02 is not the first day"):
        numbers(small, "partner", dt.date(2025, 1, 2), MARCH)
    with pytest.raises(DataError, match="A span to 2025-01-01 has no month; it begins on 2025-03"):
        numbers(small, "partner", MARCH, JANUARY)
    with pytest.raises(DataError, match="What a partner sees holds no journeys"):
        numbers(seen_by(small, "partner"), "partner")
    assert numbers(small, "lead", dt.date(2025, 1, 2), MARCH)


@pytest.mark.parametrize("numbers", ALL)
@pytest.mark.parametrize("role", ROLES)
def test_an_empty_place_has_no_numbers(numbers: Callable[..., Any], role: str) -> None:
    said = json.dumps(numbers(Snapshot(), role))
    assert not any(figure in said for figure in "123456789")


def test_a_span_of_an_empty_place_has_nobody_in_it() -> None:
    told = flows_for(Snapshot(), "partner", JANUARY, MARCH)
    assert (told["pairs"], told["by_source"], told["total"]) == ([], {}, 0)
    stages: Any = funnel_for(Snapshot(), "partner", JANUARY, MARCH)["stages"]
    assert [(each["n"], each["share"]) for each in stages] == [(0, None)] * 5


def _parsed(sample: Snapshot, first: dt.date, end: dt.date) -> dict[tuple[str, ...], int | None]:
    """Return every number of a document of flows by what it counts."""
    told: Any = flows_for(sample, "partner", first, end)
    found: dict[tuple[str, ...], int | None] = {
        ("pair", row["source_id"], row["target_id"]): row["n"] for row in told["pairs"]
    }
    found |= {("source", sector): n for sector, n in told["by_source"].items()}
    found |= {("target", sector): n for sector, n in told["by_target"].items()}
    return found | {("total",): told["total"]}


def _columns(pairs: list[tuple[str, str]], what: tuple[str, ...]) -> list[int]:
    if what[0] == "pair":
        return [pairs.index((what[1], what[2]))]
    if what[0] == "total":
        return [*range(len(pairs))]
    end = ("source", "target").index(what[0])
    return [n for n, pair in enumerate(pairs) if pair[end] == what[1]]


def test_overlapping_requests_of_the_sample_give_no_hidden_cell_away(sample: Snapshot) -> None:
    days = [dt.date(2025 + month // 12, month % 12 + 1, 1) for month in range(19)]
    spans = {
        (first, end): _parsed(sample, days[first], days[end])
        for first, end in itertools.combinations(range(19), 2)
    }
    pairs = sorted({(what[1], what[2]) for what in spans[0, 18] if what[0] == "pair"})
    numbers = np.arange(18 * len(pairs)).reshape(18, len(pairs))
    cells = [
        spans[month, month + 1].get(("pair", *pair), 0) for month in range(18) for pair in pairs
    ]
    sums = [
        (numbers[first:end, _columns(pairs, what)].ravel(), n)
        for (first, end), told in spans.items()
        for what, n in told.items()
    ]
    assert sum(n is not None for _, n in sums) > 900  # there is something to attack
    attack = Attack(cells, sums)
    hidden = [cell for cell, n in enumerate(cells) if n is None]
    for cell in np.random.default_rng(7).choice(hidden, 6, replace=False).tolist():
        low, high = attack.reach([cell])
        assert (low <= 1, high >= 7) == (True, True), divmod(cell, len(pairs))


def test_what_a_lead_is_told_sums_to_what_is_rounded_below(sample: Snapshot) -> None:
    exact: Any = flows_for(sample, "lead")
    rounded: Any = flows_for(sample, "partner")
    assert abs(sum(row["n"] for row in exact["pairs"]) - rounded["total"]) <= 2
    vcse = sum(row["n"] for row in exact["pairs"] if sample.sector_of[row["target_id"]] == "vcse")
    assert abs(vcse - rounded["by_target"]["vcse"]) <= 2


def test_a_funnel_below_lead_has_shares_of_what_is_told_alone() -> None:
    rows = [
        referral(n, "practice", "choir", seen_on="2025-01-12" if n < 15 else None)
        | {"started_on": "2025-01-20" if n < 4 else None}
        for n in range(33)
    ]
    small = place({}, Referral=rows)
    exact: Any = funnel_for(small, "lead", JANUARY, FEBRUARY)
    assert [each["n"] for each in exact["stages"]] == [33, 15, 15, 4, 0]
    told: Any = funnel_for(small, "partner", JANUARY, FEBRUARY)
    assert [each["name"] for each in told["stages"]] == [
        *("made", "accepted", "seen", "started", "completed"),
    ]
    assert [each["n"] for each in told["stages"]] == [35, 15, 15, None, 0]
    assert [each["share"] for each in told["stages"]] == [1.0, 15 / 35, 15 / 35, None, 0.0]
    assert [each["low"] is None for each in told["stages"]] == [False, False, False, True, False]
    with pytest.raises(DataError, match="Below lead a funnel is told of the whole place"):
        funnel_for(small, "partner", by="source_sector")
    grouped: Any = funnel_for(small, "lead", by="source_sector")
    assert [each["n"] for each in grouped["groups"][-1]["stages"]] == [33, 15, 15, 4, 0]


def test_waits_below_lead_tell_how_many_began_and_no_single_wait(small: Snapshot) -> None:
    told = waits_for(small, "partner", JANUARY, FEBRUARY)
    assert (told["n"], told["median_days"], told["curve"]) == (25, None, None)
    assert waits_for(small, "partner", stages=("accepted", "seen"))["n"] is None
    exact = waits_for(small, "lead", JANUARY, FEBRUARY)
    assert (exact["n"], exact["n_open"], exact["curve"]) == (24, 24, [[0, 1.0]])


def test_waits_of_a_span_without_a_day_are_refused(small: Snapshot) -> None:
    for numbers in (waits_for, flows_for, funnel_for, load_for):
        with pytest.raises(DataError, match="from 2025-03-01 to 2025-02-01 has no day"):
            numbers(small, "lead", MARCH, FEBRUARY)
        with pytest.raises(DataError, match="from 2027-03-01 to 2025-03-03 has no day"):
            numbers(small, "lead", dt.date(2027, 3, 1))
        with pytest.raises(DataError, match="from 2025-01-02 to 2024-05-01 has no day"):
            numbers(small, "lead", None, dt.date(2024, 5, 1))
    with pytest.raises(DataError, match="has no day"):
        waits_for(Snapshot(), "lead", MARCH, FEBRUARY)
    assert waits_for(small, "lead", dt.date(2025, 3, 2))["n"] == 41


def test_a_wait_may_begin_after_the_last_referral_was_made() -> None:
    rows = [referral(n, "practice", "choir", seen_on="2025-04-02") for n in range(3)]
    told = waits_for(place({}, Referral=rows), "lead", MARCH, stages=("seen", "started"))
    assert (told["n"], told["n_open"]) == (3, 3)


def test_load_below_lead_is_by_sector() -> None:
    workers = [
        {"id": id_, "organisation_id": "choir", "capacity_per_year": 225, "consent": consent}
        for id_, consent in (("ann", "given"), ("bea", "refused"))
    ]
    small = place(
        {("practice", "ann", "2025-01"): 20, ("practice", "library", "2025-01"): 4},
        LinkWorker=workers,
    )
    exact: Any = load_for(small, "lead", JANUARY, FEBRUARY)
    assert [(each["id"], each["n"]) for each in exact["parties"]] == [
        *(("ann", 20), ("bea", 0), ("library", 4)),
    ]
    told: Any = load_for(small, "partner", JANUARY, FEBRUARY)
    council, vcse = told["parties"]
    assert council == {"id": "council", "n": None, "capacity": None, "ratio": None}
    assert (vcse["id"], vcse["n"]) == ("vcse", 20)
    assert vcse["ratio"] == pytest.approx(20 / (225 * 31 / 365.25))  # of Ann alone: Bea refused


def test_load_tells_no_room_of_whom_a_role_may_not_see() -> None:
    small = place(
        {("practice", "ann", "2025-01"): 20, ("practice", "sing", "2025-01"): 30},
        LinkWorker=[
            {"id": "ann", "organisation_id": "library", "capacity_per_year": 225}
            | {"consent": "refused"}
        ],
        Activity=[{"id": "sing", "name": "Singing", "organisation_id": "choir"}],
        Session=[{"id": "weekly", "activity_id": "sing", "capacity": 12}],
    )
    for role in BELOW_LEAD:
        told: Any = load_for(small, role, JANUARY, FEBRUARY)
        council, vcse = told["parties"]
        assert council == {"id": "council", "n": 20, "capacity": None, "ratio": None}
        assert vcse["capacity"] == pytest.approx(12 * 31 / 7 / 12)
        # Referrals are counted that reached link workers, whose room the public is never told.
        assert (vcse["ratio"] is None) == (role == "public")


def test_what_could_be_carried_is_not_told_below_lead(small: Snapshot) -> None:
    told = capacity_for(small, "partner", JANUARY, FEBRUARY)
    assert (told["demand"], told["carried"], told["unmet_by"]) == (25, None, None)
    assert capacity_for(small, "lead", JANUARY, FEBRUARY)["demand"] == 24


def test_equity_below_lead_is_told_of_single_years() -> None:
    wards = {"w1": 30, "w2": 3, "w3": 20, "w4": 0}
    rows = [
        referral(n, "practice", "choir", area_code=ward)
        for n, ward in enumerate(itertools.chain(*([ward] * n for ward, n in wards.items())))
    ]
    small = place(
        {},
        Referral=rows,
        Area=[{"id": ward, "name": ward, "level": "ward"} for ward in wards],
        Indicator=[
            {"id": ward, "area_code": ward, "name": "population", "value": 1000.0} for ward in wards
        ],
    )
    year: Any = equity_for(small, "partner", JANUARY, dt.date(2026, 1, 1))
    # The sum of all is known, so that 20 is hidden beside 3.
    assert [(each["area_code"], each["n"]) for each in year["areas"]] == [
        ("w1", 30), ("w2", None), ("w3", None), ("w4", 0),
    ]  # fmt: skip
    assert [each["rate"] for each in year["areas"]] == [30.0, None, None, 0.0]
    month: Any = equity_for(small, "partner", JANUARY, FEBRUARY)
    assert [each["n"] for each in month["areas"]] == [None] * 4
    exact: Any = equity_for(small, "lead", JANUARY, FEBRUARY)
    assert [each["n"] for each in exact["areas"]] == [30, 3, 20, 0]


def test_a_partner_is_told_its_own_by_sector_month_and_theme() -> None:
    small = place(
        {
            ("practice", "choir", "2025-01"): 30,
            ("practice", "choir", "2025-02"): 22,
            ("practice", "band", "2025-02"): 40,
            (None, "choir", "2025-02"): 2,
            ("choir", "library", "2025-02"): 9,
        }
    )
    told: Any = partner_flows(small, "choir", JANUARY, dt.date(2026, 1, 1))
    # The sum of all would give the 2 away who came by themselves.
    assert told["received"]["by_sector"] == {"primary_care": 50, "self": None}
    assert told["received"]["total"] is None
    assert told["received"]["by_month"]["2025-01"] == 30
    assert told["received"]["by_month"]["2025-03"] == 0
    assert told["sent"]["by_sector"] == {"council": 10}
    assert told["received"]["by_theme"] is None  # so would themes, which sum to it
    assert told["sent"]["by_theme"] == {"": 10}
    assert partner_flows(small, "choir")["received"]["by_theme"] is None  # type: ignore[index]
    with pytest.raises(DataError, match="There is no organisation 'nobody'"):
        partner_flows(small, "nobody")
    assert partner_flows(place({}), "choir")["received"] == {}


def test_a_partners_number_is_hidden_where_it_would_give_the_rest_of_its_sector_away() -> None:
    small = place(
        {("practice", "choir", "2025-01"): 30, ("practice", "band", "2025-01"): 2},
    )
    assert flows_for(small, "partner")["total"] == 30
    told: Any = partner_flows(small, "choir")
    assert told["received"]["by_sector"] == {"primary_care": None}
