"""Numbers of the whole web had all answered: by hand, and against towns whose truth is known."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.soak.real_networks import karate_club
from tests.unit.measures.certainty.coverage import web_coverage
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.measures import MEASURES
from assetmap.measures.brokerage import IN_ALL, counted_in_all
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.interval import intervals
from assetmap.measures.certainty.limits import brokerage_limits
from assetmap.measures.certainty.silenced import OF_WEB, POOLED, STEPS, _put_right, silenced
from assetmap.measures.certainty.surveyed import Surveyed, ties_between
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.unit.measures.certainty.coverage import Town

SIMULATED = "towns of known ties of which 30 % fall silent: the 90 % interval covers 85 % or more"
WITH_ENDS = f"{SIMULATED}, its ends counted"
MEASURED = {name: MEASURES[name].function for name in OF_WEB if name not in IN_ALL}
PAIRS = [f"{one}{other}" for one, other in zip("abcdefghij", "ABCDEFGHIJ", strict=True)]


def _completion(nodes: str, pairs: Iterable[str], n_draws: int = 39) -> Any:
    """Return what is completed the same way each time."""
    ordered = sorted(nodes)
    network = Network.from_edges(*zip(*pairs, strict=True), nodes=ordered)

    class Same(SimpleNamespace):
        nodes = tuple(ordered)

        def __len__(self) -> int:
            return n_draws

        def networks(self) -> list[Network]:
            return [network] * n_draws

    return Same()


def test_a_count_is_put_right_by_what_silence_took_from_completed_surveys() -> None:
    # Ten couples, of whom the one with a small letter names the other. If one of the twenty falls
    # silent, either a tie is lost, with it two are alone and there is a piece more, or nothing.
    nodes = "".join(PAIRS)
    claims = survey(nodes, nodes.replace("j", ""), dict.fromkeys(PAIRS[:9], (1,)))
    found = silenced(Surveyed(claims), MEASURED, _completion(nodes, PAIRS), seed=1)
    assert set(found["n_isolates"]) == {0, 2}  # two are alone now: j and J, unless j named J
    assert set(found["n_components"]) == {10, 11}
    assert set(found["n_bridges"]) == {9, 10}
    assert set(found["n_articulation_points"]) == {0}
    assert 5 < (found["n_isolates"] == 0).sum() < 34  # one time in two
    np.testing.assert_array_equal(found["n_isolates"] == 0, found["n_bridges"] == 10)


def test_what_is_seen_of_the_error_of_the_model_widens_by_hand() -> None:
    # Silence makes 2 steps 4, or 16, so that what is measured is too long by 2 or 8: by 4 in the
    # middle, times or over 2. Of ours silence makes 8 steps 8 times the root of the root of 8, of
    # the completed nothing: 3/4 of that spread, which the root of 1 + 9/16 widens, to 5/4 of it.
    more = 8 * 2**0.75
    drawn = np.array([[2.0, 4, 4, more], [2.0, 16, 16, more]])
    found = _put_right("mean_distance", 8.0, drawn, 10)
    np.testing.assert_allclose(found, [2 * 2**1.25, 2 / 2**1.25])
    np.testing.assert_array_equal(_put_right("diameter", 8.0, drawn, 10), [5, 1])  # 4.76, 0.84


def test_shares_go_by_their_log_odds_by_hand() -> None:
    # Of 9 and half a one on either side the odds of 4/9 are 4.5 to 5.5, and those of 0 are 0.5 to
    # 9.5. Silence makes nothing of 4/9, or leaves it: 0 measured was 4/9, or is 0.
    drawn = np.array([[4 / 9, 0, 0, 0], [4 / 9, 4 / 9, 4 / 9, 0]])
    found = _put_right("average_clustering", 0.0, drawn, 9)
    np.testing.assert_allclose(found, [4 / 9, 0], atol=1e-12)


def test_what_errs_either_way_is_told_by_the_completed_surveys_too_by_hand() -> None:
    # 4/9 as it stands, and by the odds of `test_shares_go_by_their_log_odds_by_hand`.
    drawn = np.array([[4 / 9, 0, 0, 0], [4 / 9, 4 / 9, 4 / 9, 0]])
    found = _put_right("betweenness_centralisation", 0.0, drawn, 9)
    np.testing.assert_allclose(found, [4 / 9, 4 / 9, 4 / 9, 0], atol=1e-12)


def test_what_is_pooled_is_told_of_the_draws_in_which_it_is_defined_by_hand() -> None:
    # Of 0.4 silence leaves 0.3, of 0.2 itself: 0.5 measured is 0.6 and 0.5. The third draw has no
    # number once some are silent, and is told by what was completed alone.
    drawn = np.array([[0.4, 0.3, 0, 0], [0.2, 0.2, 0, 0], [0.1, np.nan, 0, 0]])
    found = _put_right("degree_centralisation", 0.5, drawn, 9)
    np.testing.assert_allclose(found, [0.4, 0.2, 0.1, 0.6, 0.5])
    drawn[1:, 0] = np.nan  # of six draws two are left
    assert np.isnan(_put_right("degree_centralisation", 0.5, drawn, 9)).any()
    drawn[:, :2] = 0.3
    assert np.isnan(_put_right("degree_centralisation", np.nan, drawn, 9)).any()


def test_the_fit_is_moved_a_quarter_of_the_way_to_the_completed_surveys_by_hand() -> None:
    # Silence takes 0.1 from 0.4 and nothing from 0.2: what is measured, 0.45, is 0.5 in the middle,
    # give or take 0.05. The completed have 0.3, a quarter of the way to which is 0.05 less.
    # Silenced once more ours loses 0.45 - 0.38 = 0.07, and the completed 0.02: together the spread
    # is 0.05 times the root of 1 + 1 + 1.
    drawn = np.array([[0.4, 0.3, 0.28, 0.38], [0.2, 0.2, 0.18, 0.38]])
    by_hand = [0.45 + 0.05 * 3**0.5, 0.45 - 0.05 * 3**0.5]
    np.testing.assert_allclose(_put_right("core_periphery_fit", 0.45, drawn, 9), by_hand)
    more = np.vstack([drawn, [0.9, np.nan, 0, 0]])  # no core has a fit in one of three
    np.testing.assert_allclose(_put_right("core_periphery_fit", 0.45, more, 9), by_hand)
    assert np.isnan(_put_right("core_periphery_fit", 0.45, more[1:], 9)).all()
    assert np.isnan(_put_right("core_periphery_fit", np.nan, drawn, 9)).all()
    drawn[:, :2], drawn[:, 2:] = 0.3, 0.1  # nothing is changed by silence, in any draw
    np.testing.assert_allclose(_put_right("core_periphery_fit", 0.3, drawn, 9), [0.3, 0.3])


def test_what_counts_brokerage_goes_by_its_logarithm_by_hand() -> None:
    # With a half beside each, silence takes 4 for 10, 2 for 10, and of none nothing: 4 measured
    # are 10, 4.5 * 10.5 / 2.5 - 0.5 = 18.4, and 4; as often as the 10, 10 and 0 themselves.
    drawn = np.array([[10.0, 4, 0, 0], [10.0, 2, 0, 0], [0.0, 0, 0, 0]])
    found = _put_right("liaison", 4.0, drawn, 9)
    np.testing.assert_array_equal(found, [10, 10, 0, 10, 18, 4])


def test_brokerage_by_groups_lies_between_what_is_known_of_it() -> None:
    truth, group_of = made_town(Kind(30, 4.0), np.random.default_rng(5))
    surveyed = Surveyed(partly_answered(truth, 0.3, np.random.default_rng(6)), group_of)
    limits = brokerage_limits(surveyed, group_of)
    found = intervals(surveyed, counted_in_all(group_of), n_draws=39)
    for name in IN_ALL:
        interval, limit = found[name], limits[name]
        assert interval is not None
        assert limit.least <= interval.low <= interval.high <= limit.most, name
        assert interval.low % 1 == interval.high % 1 == 0, name


def test_a_silent_one_may_name_nobody_though_all_who_answered_name_all() -> None:
    names = "abcdefghijkl"
    pairs = [one + other for one in names for other in names if one != other]
    said = {pair: (1,) for pair in pairs if pair[0] < "i"}
    surveyed = Surveyed(survey(names, names[:8], said))  # the last four, silent, are pieces alone
    strong = {"n_strong_components": MEASURED["n_strong_components"]}
    drawn = [silenced(surveyed, strong, _completion(names, pairs), seed=seed) for seed in range(9)]
    found = np.array([each["n_strong_components"] for each in drawn])
    all_said, right = found[:, :39], found[:, 39:]
    # Of a share p, from Beta(1/2, 8 + 1/2), each names nobody: none of four does in the mean of
    # (1 - p)^4 of the times, 17/18 * 19/20 * 21/22 * 23/24 = 0.82, give or take 0.02 in 351.
    assert (all_said == 1).mean() == pytest.approx(0.82, abs=0.06)
    assert all_said.max() <= 5
    # Five measured, less the four whom silence makes pieces; more if they were so before.
    assert right.min() == 1
    assert (right == 1).mean() > 0.82


def test_who_may_name_nobody_changes_no_other_number() -> None:
    truth, group_of = made_town(Kind(30, 4.0), np.random.default_rng(5))
    claims = partly_answered(truth, 0.3, np.random.default_rng(6))
    completion = completed(claims, group_of, n_draws=19)
    others = {name: each for name, each in MEASURED.items() if name != "n_strong_components"}
    found = silenced(Surveyed(claims), MEASURED, completion)
    for name, alone in silenced(Surveyed(claims), others, completion).items():
        np.testing.assert_array_equal(found[name], alone, err_msg=name)


def test_steps_of_another_sort_of_largest_piece_are_not_told() -> None:
    # Two circles of six, apart; the completed surveys are one circle of twelve.
    names = "abcdefghijkl"
    circles = [*zip("abcdef", "bcdefa", strict=True), *zip("ghijkl", "hijklg", strict=True)]
    apart = ["".join(each) for each in circles]
    around = [one + other for one, other in zip(names, names[1:] + "a", strict=True)]
    both_ways = [*around, *(each[::-1] for each in around)]
    claims = survey(names, names[:11], dict.fromkeys([*apart, *(e[::-1] for e in apart)], (1,)))
    found = silenced(Surveyed(claims), MEASURED, _completion(names, both_ways))
    untold = {name for name, each in found.items() if np.isnan(each).any()}
    assert untold == set(STEPS)


def test_where_all_answered_the_whole_web_is_what_it_is() -> None:
    truth, group_of = made_town(Kind(30, 4.0), np.random.default_rng(5))
    of_all = MEASURED | counted_in_all(group_of)
    found = intervals(Surveyed(truth, group_of), of_all, n_draws=19)
    for name, measure in of_all.items():
        assert found[name] == pytest.approx((measure(truth.network),) * 3), name


def test_the_whole_web_of_a_large_town_is_told_in_time_and_within_its_bounds() -> None:
    truth, group_of = made_town(Kind(420, 3.0), np.random.default_rng(5))
    claims = partly_answered(truth, 0.3, np.random.default_rng(6))
    surveyed = Surveyed(claims, group_of, further=(truth.roster[:2],))  # type: ignore[arg-type]
    of_all = MEASURED | counted_in_all(group_of)
    found = silenced(surveyed, of_all, completed(claims, group_of, n_draws=21))
    assert set(found) == set(OF_WEB)
    assert {name for name, each in found.items() if len(each) == 2 * 19} == set(POOLED)
    assert {len(each) for name, each in found.items() if name not in POOLED} == {19}
    tied = ties_between(surveyed.network)
    alone = int((~(tied | tied.T).any(axis=1)).sum())
    assert (found["n_isolates"] <= alone).all()


@pytest.mark.slow
@pytest.mark.evidence("intervals", SIMULATED)
@pytest.mark.evidence("mean_distance", SIMULATED)
@pytest.mark.evidence("average_clustering", SIMULATED)
@pytest.mark.evidence("modularity", SIMULATED)
@pytest.mark.evidence("degree_centralisation", SIMULATED)
@pytest.mark.evidence("betweenness_centralisation", SIMULATED)
@pytest.mark.evidence("core_periphery_fit", SIMULATED)
@pytest.mark.evidence("n_components", WITH_ENDS)
@pytest.mark.evidence("n_strong_components", WITH_ENDS)
@pytest.mark.evidence("largest_component_share", WITH_ENDS)
@pytest.mark.evidence("n_isolates", WITH_ENDS)
@pytest.mark.evidence("diameter", WITH_ENDS)
@pytest.mark.evidence("n_clusters", WITH_ENDS)
@pytest.mark.evidence("n_articulation_points", WITH_ENDS)
@pytest.mark.evidence("n_bridges", WITH_ENDS)
@pytest.mark.parametrize(
    ("town", "n_towns", "certain"),
    # Of two groups nobody joins a third to a second.
    [(partial(made_town, Kind(30, 3.0)), 40, set()), (lambda _: karate_club(), 60, {"liaison"})],
    ids=["made", "real"],
)
def test_intervals_of_the_whole_web_cover_the_truth_where_three_of_ten_are_silent(
    town: Town, n_towns: int, certain: set[str]
) -> None:
    found = web_coverage(town, share_silent=0.3, n_towns=n_towns)
    assert {name for name, shares in found.items() if not shares["told"]} == certain
    for name in set(found) - certain:
        shares = found[name]
        assert shares["told"] >= 0.9, name
        assert shares["with its ends"] >= 0.85, name
        # What holds always says nothing; two ways pooled can be wider than they need be.
        assert shares["between them"] < 1 or name in POOLED, name
