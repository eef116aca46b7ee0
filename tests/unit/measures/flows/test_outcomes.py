"""Outcomes: paired changes by hand, beside scipy and published data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.errors import DataError
from assetmap.measures.flows.outcomes import SCALES, outcomes, regression_words
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.swemwbs import METRIC, metric_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot


def _score(episode: str, stage: str, score: float, **more: Any) -> dict[str, Any]:
    days = {"measured_on": pd.Timestamp(more.pop("on", "2025-04-01"))}
    own = {"episode_id": episode, "stage": stage, "score": score, "scale": "ons4_happy"}
    return own | days | more


def _town(scores: Sequence[dict[str, Any]], n_started: int = 4) -> Snapshot:
    """Return a place in which journeys 0, 1 ... started, and one more did not."""
    rows = [
        step("gp", "ann", episode_id=str(number), started_on="2025-03-09")
        for number in range(n_started)
    ]
    return place(Referral=[*rows, step("gp", "ann", episode_id="none")], Outcome=scores)


def _happy(town: Snapshot, **more: Any) -> pd.Series[Any]:
    return outcomes(town, steps_of(town), start=YEAR[0], end=YEAR[1], **more).T["ons4_happy"]


def _pairs(before: Sequence[float], after: Sequence[float], **more: Any) -> list[dict[str, Any]]:
    return [
        _score(str(number), stage, score, **more)
        for stage, scores in (("before", before), ("after", after))
        for number, score in enumerate(scores)
    ]


@pytest.mark.evidence("outcomes", "by hand")
def test_outcomes_pair_scores_by_journey_and_say_how_many_answered_twice() -> None:
    scores = [
        *_pairs([4, 5], [6, 6]),
        _score("2", "before", 1),
        _score("none", "before", 0),
        _score("none", "after", 10),
        _score("nobody", "before", 0),
    ]
    found = _happy(_town(scores))
    assert (found["n_started"], found["n_before"], found["n_both"]) == (4, 3, 2)
    assert found["response_rate"] == 0.5
    assert (found["mean_before"], found["mean_after"], found["mean_change"]) == (4.5, 6, 1.5)
    assert (found["median_change"], found["share_improved"]) == (1.5, 1)
    # Changes 2 and 1: spread 0.7071, over root 2 is 0.5, times t(1) of 12.7062.
    assert found["low"] == pytest.approx(1.5 - 12.706204736432095 / 2)
    assert found["high"] == pytest.approx(1.5 + 12.706204736432095 / 2)


@pytest.mark.evidence("outcomes", "Student's sleep data (1908): t = -4.0621, 9 degrees of freedom")
def test_outcomes_of_students_sleep_data_have_the_published_interval() -> None:
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = _happy(_town(_pairs(second, first), n_started=10))
    # As R prints t.test(extra ~ group, data = sleep, paired = TRUE).
    assert found["mean_change"] == pytest.approx(-1.58)
    assert found["low"] == pytest.approx(-2.4598858, abs=5e-8)
    assert found["high"] == pytest.approx(-0.7001142, abs=5e-8)


@pytest.mark.evidence("outcomes", "scipy ttest_rel and pearsonr, on random scores")
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=30))
@settings(max_examples=20)
def test_outcomes_are_those_of_scipy(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)
    found = _happy(_town(_pairs(before, after), n_started=len(pairs)))
    change = np.subtract(after, before)
    if np.ptp(change):
        interval = stats.ttest_rel(after, before).confidence_interval(0.95)
        assert [found["low"], found["high"]] == pytest.approx(list(interval), abs=1e-9)
    if np.ptp(before) and np.ptp(after):
        correlation = float(stats.pearsonr(before, after).statistic)
        assert found["correlation"] == pytest.approx(correlation, abs=1e-9)
        by_regression = (1 - correlation) * (7.39 - float(np.mean(before)))
        assert found["by_regression"] == pytest.approx(by_regression, abs=1e-9)
    else:
        assert pd.isna(found["correlation"])
    assert found["median_change"] == np.median(change)


def test_outcomes_take_the_last_of_several_scores() -> None:
    scores = [
        _score("0", "before", 9, on="2025-04-02"),
        _score("0", "before", 2, on="2025-04-01"),
        _score("0", "before", 3, on=None),
        _score("0", "after", 4, on="2025-05-01"),
        _score("0", "after", 5, on="2025-05-01"),
    ]
    found = _happy(_town(scores))
    assert (found["mean_before"], found["mean_after"]) == (9, 5)


def test_less_anxious_is_better() -> None:
    town = _town(_pairs([5, 5, 5], [4, 5, 7], scale="ons4_anxious"))
    found = outcomes(town, steps_of(town), start=YEAR[0], end=YEAR[1]).loc["ons4_anxious"]
    assert found["share_improved"] == pytest.approx(1 / 3)


def test_outcomes_of_nobody_and_of_one_are_not_defined() -> None:
    town = _town(_pairs([4], [6]))
    found = outcomes(town, steps_of(town), start=YEAR[0], end=YEAR[1])
    assert found.index.tolist() == list(SCALES)
    assert found.loc["swemwbs", "n_both"] == 0
    assert found.loc["swemwbs", "response_rate"] == 0
    assert found.loc["swemwbs"][["mean_change", "low", "share_improved"]].isna().all()
    one = found.T["ons4_happy"]
    assert one["mean_change"] == 2
    assert one[["low", "high", "correlation", "by_regression"]].isna().all()
    assert regression_words({str(name): each for name, each in one.items()}) == ""
    nobody = _town([], n_started=0)
    assert outcomes(nobody, steps_of(nobody))["response_rate"].isna().all()
    empty = place()
    assert outcomes(empty, steps_of(empty)).empty


def test_a_journey_counts_if_it_started_in_the_span_or_was_completed_in_it_unseen() -> None:
    rows = [
        step("gp", "ann", episode_id="late", started_on="2026-01-01"),
        step("gp", "ann", episode_id="first", started_on="2025-03-01"),
        step("gp", "ann", episode_id="done", status="completed", closed_on="2025-12-31"),
    ]
    town = place(Referral=rows)
    found = outcomes(town, steps_of(town), start=YEAR[0], end=YEAR[1])
    assert found["n_started"].tolist() == [2] * len(SCALES)


@pytest.mark.evidence("metric_scores", "Stewart-Brown and others (2009), table of metric scores")
@pytest.mark.evidence("outcomes", "Stewart-Brown and others (2009), table of metric scores")
def test_raw_sums_are_made_metric_only_when_told() -> None:
    town = _town(_pairs([20, 21], [24, 28], scale="swemwbs"))
    steps = steps_of(town)
    given_as = {
        how: outcomes(town, steps, start=YEAR[0], end=YEAR[1], swemwbs_scores=how).loc["swemwbs"]
        for how in ("metric", "raw")
    }
    assert given_as["metric"]["mean_before"] == 20.5
    assert given_as["raw"]["mean_before"] == pytest.approx((18.59 + 19.25) / 2)
    assert given_as["raw"]["mean_after"] == pytest.approx((21.54 + 25.03) / 2)
    assert len(METRIC) == 29
    assert all(np.diff(METRIC) > 0)


@pytest.mark.parametrize("wrong", [6, 36, 20.5])
def test_what_is_no_raw_sum_is_refused(wrong: float) -> None:
    with pytest.raises(DataError, match=f"{wrong:g} is no raw sum of SWEMWBS"):
        metric_scores([7, wrong])
