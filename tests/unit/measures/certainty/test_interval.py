"""Intervals: they cover the truth as often as they say, and are not told where none is honest."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from tests.unit.measures.certainty.coverage import RANK, coverage, measures
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.errors import DataError
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.interval import (
    FEWEST_ANSWERS,
    SHOWN_TO_HOLD,
    interval_of,
    intervals,
    rank_intervals,
)
from assetmap.measures.claims import Claims
from assetmap.measures.cohesion import density, n_components, reciprocity
from assetmap.measures.degrees import in_degree

SIMULATED = "towns of known ties of which 30 % fall silent: the 90 % interval covers 85 to 95 %"
TRUTH, GROUP_OF = made_town(Kind(30, 4.0), np.random.default_rng(5))
CLAIMS = partly_answered(TRUTH, 0.3, np.random.default_rng(6))
MEASURES = measures(GROUP_OF)


@pytest.mark.slow
@pytest.mark.evidence("density", SIMULATED)
@pytest.mark.evidence("degree_centralisation", SIMULATED)
@pytest.mark.evidence("in_degree", f"ranks; {SIMULATED}")
@pytest.mark.evidence("mean_trust", SIMULATED)
@pytest.mark.evidence("mean_value", SIMULATED)
def test_nine_intervals_of_ten_cover_the_truth_where_three_of_ten_are_silent() -> None:
    found = coverage(partial(made_town, Kind(40, 5.0)), share_silent=0.3, n_towns=130)
    shown = {name: found[name] for name in (*SHOWN_TO_HOLD, RANK)}
    assert {name: share for name, share in shown.items() if not 0.85 <= share <= 0.95} == {}


def test_where_all_answered_the_interval_is_the_number() -> None:
    found = intervals(TRUTH, MEASURES, group_of=GROUP_OF, n_draws=19)
    for name in SHOWN_TO_HOLD[:4]:
        value = MEASURES[name](TRUTH.network)
        assert found[name] == pytest.approx((value, value, value)), name


def test_no_interval_is_told_of_a_measure_that_was_not_tried() -> None:
    found = intervals(CLAIMS, {"n_components": n_components, "density": density}, n_draws=19)
    assert found["n_components"] is None
    assert found["density"] is not None
    assert list(found) == ["n_components", "density", "mean_trust", "mean_value"]


@pytest.mark.parametrize(
    "claims",
    [
        Claims(None, frozenset(), TRUTH.answered, TRUTH.rows),  # nobody knows who was silent
        TRUTH.of(TRUTH.roster[: FEWEST_ANSWERS - 1]),
        TRUTH.of(TRUTH.roster[:19]),  # fewer than 65 % of thirty
    ],
    ids=["not asked", "few", "fewer than two thirds"],
)
def test_no_interval_is_told_where_too_little_is_known(claims: Claims) -> None:
    assert set(intervals(claims, MEASURES, n_draws=19).values()) == {None}
    assert rank_intervals(claims, in_degree, n_draws=19) is None


def test_intervals_are_the_same_from_the_same_seed_and_hold_their_middle() -> None:
    one, two = (intervals(CLAIMS, MEASURES, group_of=GROUP_OF, seed=3) for _ in range(2))
    other = intervals(CLAIMS, MEASURES, group_of=GROUP_OF, seed=4)
    assert one == two != other
    assert one["e_i_index"] is one["reciprocity"] is None  # too narrow in real networks
    for name in SHOWN_TO_HOLD:
        found = one[name]
        assert found is not None
        assert found.low <= found.middle <= found.high
        assert found.low < found.high


def test_what_was_answered_stands_in_every_draw() -> None:
    said = {tie for tie in CLAIMS.network.edges if tie[0] in CLAIMS.answered}
    for network in completed(CLAIMS, GROUP_OF, n_draws=19).networks():
        assert {tie for tie in network.edges if tie[0] in CLAIMS.answered} == said


def test_ranks_lie_within_their_interval_and_the_roster() -> None:
    ranks = rank_intervals(CLAIMS, in_degree, group_of=GROUP_OF, n_draws=39)
    assert ranks is not None
    assert ranks.index.tolist() == list(CLAIMS.roster)
    assert ((ranks["low"] >= 1) & (ranks["high"] <= len(CLAIMS.roster))).all()
    assert (ranks["low"] <= ranks["middle"]).all()
    assert (ranks["middle"] <= ranks["high"]).all()


def test_interval_of_leaves_out_as_many_at_either_end() -> None:
    assert interval_of(range(1, 20)) == (1, 19, 10)
    assert interval_of(range(1, 40)) == (2, 38, 20)
    assert interval_of([1.0, float("nan")]) is None
    assert interval_of([]) is None


def test_interval_of_refuses_too_few_draws() -> None:
    with pytest.raises(DataError, match="18 draws are too few for an interval at 90%; draw 19"):
        interval_of(range(18))


def _everybody(names: str, answered: str, pairs: list[str]) -> Claims:
    return survey(names, answered, dict.fromkeys(pairs, (1, 4, 4, 4, 4, 4, 4)))


def test_where_nobody_names_anybody_the_silent_are_not_made_to() -> None:
    names = "abcdefghijklmno"
    claims = _everybody(names, names[:10], [])
    plain = {"density": density, "reciprocity": reciprocity}
    found = intervals(claims, plain, group_of=dict.fromkeys(names, "x"), n_draws=19)
    unknown = dict.fromkeys(("reciprocity", "mean_trust", "mean_value"))
    assert found == {"density": (0, 0, 0), **unknown}


def test_where_everybody_names_everybody_the_silent_do_too() -> None:
    names = "abcdefghijklmno"
    pairs = [one + other for one in names[:12] for other in names if one != other]
    groups = dict.fromkeys(names[:5], "x") | dict.fromkeys(names[5:], "y")
    found = intervals(_everybody(names, names[:12], pairs), measures(groups), group_of=groups)
    assert found["degree_centralisation"] == pytest.approx((0, 0, 0))
    assert found["mean_trust"] == pytest.approx((4, 4, 4), abs=0.01)
