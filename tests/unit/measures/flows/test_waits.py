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

# Weeks of remission in Freireich's trial (1963): under 6-MP and under placebo. With True the
# remission ended then; the others were followed no longer.
SIX_MP = [(6, True)] * 3 + [(6, False), (7, True), (9, False), (10, True), (10, False)]
SIX_MP += [(11, False), (13, True), (16, True), (17, False), (19, False), (20, False)]
SIX_MP += [(22, True), (23, True), (25, False), (32, False), (32, False), (34, False)]
SIX_MP += [(35, False)]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


@pytest.mark.evidence("waits", "Freireich's trial (1963), as R's survival 3.5-3 gives its curve")
def test_curve_of_a_trial_is_that_of_r() -> None:
    days, over = zip(*SIX_MP, strict=True)
    nowhere = np.zeros(len(days), np.int32)
    curves = kaplan_meier(np.array(days, np.int32), np.array(over), nowhere, 1)
    assert curves.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    # summary(survfit(Surv(weeks, ended) ~ 1, conf.type = "log-log"))
    assert curves.share.tolist() == pytest.approx(
        [
            0.857142857143,
            0.806722689076,
            0.752941176471,
            0.690196078431,
            0.627450980392,
            0.537815126050,
            0.448179271709,
        ],
        abs=1e-9,
    )
    assert curves.low.tolist() == pytest.approx(
        [
            0.619717955266,
            0.563146564622,
            0.503199510800,
            0.431610222486,
            0.367510855988,
            0.267778936767,
            0.188052005959,
        ],
        abs=1e-9,
    )
    assert curves.high.tolist() == pytest.approx(
        [
            0.951551747647,
            0.922809019203,
            0.889361835169,
            0.849065963349,
            0.804912189472,
            0.746790717635,
            0.680142628495,
        ],
        abs=1e-9,
    )
    median, low, high = (each[0] for each in medians(curves))
    assert (median, low) == (23, 13)
    assert np.isnan(high)


@pytest.mark.evidence("waits", "Freireich's trial (1963), as R's survival 3.5-3 gives its medians")
def test_medians_of_a_trial_with_two_groups_are_those_of_r() -> None:
    days, over = zip(*SIX_MP, *((week, True) for week in PLACEBO), strict=True)
    group = np.repeat(np.array([0, 1], np.int32), [len(SIX_MP), len(PLACEBO)])
    curves = kaplan_meier(np.array(days, np.int32), np.array(over), group, 2)
    assert medians(curves)[0].tolist() == [23, 8]
    assert medians(curves)[1].tolist() == [13, 4]
    assert medians(curves)[2][1] == 11


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
