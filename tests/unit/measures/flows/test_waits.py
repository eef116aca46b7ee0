"""How long people wait, those who still wait not left out."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.measures.flows.made_journeys import place_of, random_place, step

from assetmap.errors import DataError
from assetmap.measures.flows.groupings import journey_groups
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.kaplan_meier import kaplan_meier, medians
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.waits import Wait, waits, waits_by

# Remission in weeks with 6-MP; those that end with True came back, the others were lost to view.
FREIREICH = [(6, True)] * 3 + [(6, False), (7, True), (9, False), (10, True), (10, False)]
FREIREICH += [(11, False), (13, True), (16, True), (17, False), (19, False), (20, False)]
FREIREICH += [(22, True), (23, True), (25, False), (32, False), (32, False), (34, False)]
FREIREICH += [(35, False)]


@pytest.mark.evidence("waits", "published curve of 6-MP: Freireich 1963 as in Kleinbaum and Klein")
def test_curve_is_the_published_one() -> None:
    days, over = zip(*FREIREICH, strict=True)
    nowhere = np.zeros(len(days), np.int32)
    curves = kaplan_meier(np.array(days, np.int32), np.array(over), nowhere, 1)
    assert curves.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    published = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curves.share.round(4).tolist() == published
    assert medians(curves)[0].tolist() == [23]


def _seen(*seen_on: str | None, **more: str) -> list[dict[str, object]]:
    return [step(f"e{n}", "gp", "link", seen_on=day, **more) for n, day in enumerate(seen_on)]


def test_who_still_waits_is_followed_to_the_end() -> None:
    place = place_of(_seen("2026-01-03", "2026-01-06", None))
    found = waits(journeys_of(steps_of(place)), Wait(end=dt.date(2026, 2, 1)))
    assert (found.n, found.n_open, found.n_out_of_order, found.followed_days) == (3, 1, 0, 31)
    assert found.curve[["days", "share_still_waiting"]].to_numpy().tolist() == [
        [0, 1],
        [2, pytest.approx(2 / 3)],
        [5, pytest.approx(1 / 3)],
    ]
    assert found.median_days == 5
    assert found.beyond(4)[0] == pytest.approx(2 / 3)
    assert np.isnan(found.beyond(32)).all()


def test_what_happens_at_the_end_or_later_has_not_happened() -> None:
    place = place_of(_seen("2026-01-03", "2026-01-06"))
    found = waits(journeys_of(steps_of(place)), Wait(end=dt.date(2026, 1, 6)))
    assert (found.n, found.n_open) == (2, 1)


def test_who_leaves_is_followed_to_the_closing_day() -> None:
    left = step("z", "gp", "link", status="cancelled", closed_on="2026-01-04")
    found = waits(journeys_of(steps_of(place_of([left, *_seen("2026-01-11")]))))
    assert (found.n, found.n_open, found.median_days) == (2, 0, 10)
    assert found.curve["share_still_waiting"].tolist() == [1, 0]


def test_a_curve_at_one_half_has_its_median_in_the_middle() -> None:
    found = waits(journeys_of(steps_of(place_of(_seen("2026-01-03", "2026-01-06")))))
    assert found.median_days == 3.5


def test_seen_before_made_waits_no_day() -> None:
    place = place_of(_seen("2025-12-01", "2026-01-06", "2026-01-07"))
    found = waits(journeys_of(steps_of(place)))
    assert found.n_out_of_order == 1
    assert found.curve["days"].tolist() == [0, 5, 6]


def test_waits_of_nobody_are_not_defined() -> None:
    found = waits(journeys_of(steps_of(place_of(_seen(None)))), Wait("started", "completed"))
    assert (found.n, len(found.curve)) == (0, 0)
    assert np.isnan([found.median_days, found.low, found.high, *found.beyond(10)]).all()


def test_a_wait_goes_forward() -> None:
    with pytest.raises(DataError, match="No wait goes from 'seen' to 'made'; choose two of made"):
        Wait("seen", "made")


@pytest.mark.parametrize("by", ["source", "target", "month"])
def test_waits_of_a_group_are_those_of_its_journeys_alone(by: str) -> None:
    place = random_place(3)
    journeys, groups = journey_groups(place, steps_of(place), by)
    rows = waits_by(journeys, groups, standard_days=14).set_index("group")
    for code, name in enumerate(groups.names):
        alone = waits(journeys.where(groups.codes == code))
        if not alone.n:
            assert name not in rows.index
            continue
        row = rows.loc[[name]].to_numpy(dtype=float)[0].tolist()
        assert row[:3] == [alone.n, alone.n_open, alone.n_out_of_order]
        theirs = [alone.median_days, alone.low, alone.high, *alone.beyond(14)]
        assert row[3:] == pytest.approx(theirs, nan_ok=True)
