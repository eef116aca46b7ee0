"""Intervals: they cover the truth as often as they say, and are not told where none is honest."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from tests.unit.measures.certainty.coverage import (
    coverage,
    measures,
    sector_of,
    truths,
)
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.errors import DataError
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.could_be import CouldBe
from assetmap.measures.certainty.interval import (
    COMPLETED,
    FEWEST_ANSWERS,
    HELD,
    OF_CLAIMS,
    OF_SCORES,
    SCORED,
    interval_of,
    intervals,
)
from assetmap.measures.certainty.respondents import SAMPLED
from assetmap.measures.certainty.silenced import OF_WEB
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.claims import Claims
from assetmap.measures.cohesion import density, reciprocity
from assetmap.measures.equal_footing import shares_of_groups
from assetmap.measures.separation import diameter

SIMULATED = "towns of known ties of which 30 % fall silent: the 90 % interval covers 85 to 95 %"
TRUTH, GROUP_OF = made_town(Kind(30, 4.0), np.random.default_rng(5))
CLAIMS = partly_answered(TRUTH, 0.3, np.random.default_rng(6))
MEASURES = measures(GROUP_OF)
SECTOR_OF = sector_of(GROUP_OF)
TOWN = partial(made_town, Kind(40, 5.0))


@pytest.mark.evidence("intervals", SIMULATED)
@pytest.mark.slow
@pytest.mark.evidence("density", SIMULATED)
@pytest.mark.evidence("mean_trust", SIMULATED)
@pytest.mark.evidence("mean_value", SIMULATED)
@pytest.mark.evidence("reciprocity", SIMULATED)
@pytest.mark.evidence("transitivity", SIMULATED)
@pytest.mark.evidence("bonding", SIMULATED)
@pytest.mark.evidence("bridging", SIMULATED)
@pytest.mark.evidence("e_i_index", SIMULATED)
@pytest.mark.evidence("assortativity", SIMULATED)
@pytest.mark.evidence("linking", SIMULATED)
@pytest.mark.evidence("n_linking_ties", SIMULATED)
@pytest.mark.evidence("share_confirmed", SIMULATED)
@pytest.mark.evidence("share_within_a_step", SIMULATED)
def test_nine_intervals_of_ten_cover_the_truth_where_three_of_ten_are_silent() -> None:
    found = coverage(TOWN, share_silent=0.3, n_towns=200)
    shown = {name: share for name, share in found.items() if name in HELD}
    assert set(shown) == {*HELD} - {*OF_WEB}
    assert {name: share for name, share in shown.items() if not 0.85 <= share <= 0.95} == {}


def test_where_all_answered_the_interval_is_the_number() -> None:
    found = intervals(Surveyed(TRUTH, GROUP_OF, SECTOR_OF), MEASURES, n_draws=19)
    known = truths(TRUTH, GROUP_OF)
    for name in {*HELD} - {*OF_WEB, "mean_trust", "mean_value"}:
        assert found[name] == pytest.approx((known[name],) * 3), name


def test_no_interval_is_told_of_a_measure_that_does_not_hold() -> None:
    plain = {"most_named": lambda network: max(network.in_degree), "density": density}
    found = intervals(Surveyed(CLAIMS), plain, n_draws=19)
    assert found["most_named"] is None
    assert found["density"] is not None
    assert list(found) == ["most_named", "density", *OF_CLAIMS, *OF_SCORES]


@pytest.mark.parametrize(
    "claims",
    [
        Claims(None, frozenset(), TRUTH.answered, TRUTH.rows),  # nobody knows who was silent
        TRUTH.of(TRUTH.roster[: FEWEST_ANSWERS - 1]),
        TRUTH.of(TRUTH.roster[:14]),  # fewer than half of thirty
    ],
    ids=["not asked", "few", "fewer than half"],
)
def test_no_interval_is_told_where_too_little_is_known(claims: Claims) -> None:
    surveyed = Surveyed(claims)
    assert set(intervals(surveyed, MEASURES, n_draws=19).values()) == {None}
    assert CouldBe(surveyed).networks == ()


def test_from_half_that_is_told_which_was_seen_to_hold_there() -> None:
    surveyed = Surveyed(TRUTH.of(TRUTH.roster[:19]), GROUP_OF, SECTOR_OF)  # 63 % of thirty
    shares = shares_of_groups(GROUP_OF)
    found = intervals(surveyed, MEASURES | {"diameter": diameter}, shares=shares, n_draws=19)
    told = {name for name, interval in found.items() if interval is not None}
    # Of that there are too few pairs of which both said how close they are.
    assert told == {*COMPLETED, *SAMPLED, *SCORED, *OF_SCORES} - {"share_within_a_step"}
    assert CouldBe(surveyed).networks == ()


def test_intervals_are_the_same_from_the_same_seed_and_hold_their_middle() -> None:
    surveyed = Surveyed(CLAIMS, GROUP_OF, SECTOR_OF)
    one, two = (intervals(surveyed, MEASURES, seed=3) for _ in range(2))
    other = intervals(surveyed, MEASURES, seed=4)
    assert one == two != other
    for name in {*HELD} - {*OF_WEB}:
        found = one[name]
        assert found is not None
        assert found.low <= found.middle <= found.high
        assert found.low < found.high


def test_no_interval_reaches_beyond_what_can_be() -> None:
    # Ten of twelve answer; a alone names one with power, whom nobody else need name at all.
    said = {"ab": (1,), "bc": (1,), "ca": (1,)} | {f"{each}a": (1,) for each in "defghij"}
    sectors = dict.fromkeys("abcdefghijkl", "vcse") | {"b": "nhs"}
    surveyed = Surveyed(survey("abcdefghijkl", "abcdefghij", said), None, sectors)
    found = intervals(surveyed, measures(dict.fromkeys(sectors, "x")))["n_linking_ties"]
    assert found is not None
    assert found.low == 2  # ab and bc are there whatever k and l would say
    assert found.high <= 4


def test_what_was_answered_stands_in_every_draw() -> None:
    said = {tie for tie in CLAIMS.network.edges if tie[0] in CLAIMS.answered}
    for network in completed(CLAIMS, GROUP_OF, n_draws=19).networks():
        assert {tie for tie in network.edges if tie[0] in CLAIMS.answered} == said


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
    surveyed = Surveyed(_everybody(names, names[:10], []), dict.fromkeys(names, "x"))
    found = intervals(surveyed, {"density": density, "reciprocity": reciprocity}, n_draws=19)
    others = ("reciprocity", *OF_CLAIMS, *OF_SCORES)
    assert found == {"density": (0, 0, 0), **dict.fromkeys(others)}


def test_where_everybody_names_everybody_the_silent_do_too() -> None:
    names = "abcdefghijklmno"
    pairs = [one + other for one in names[:12] for other in names if one != other]
    groups = dict.fromkeys(names[:5], "x") | dict.fromkeys(names[5:], "y")
    found = intervals(Surveyed(_everybody(names, names[:12], pairs), groups), measures(groups))
    assert found["mean_trust"] == pytest.approx((4, 4, 4), abs=0.01)
    assert found["reciprocity"] is None  # as high as can be, which says little of the others
    assert [name for name in COMPLETED if found[name] is None] == []
