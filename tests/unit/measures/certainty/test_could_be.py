"""Places held against what is known of those who answered: some of them are silenced too."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.unit.measures.made_towns import Kind, made_town, partly_answered

from assetmap.measures.certainty import could_be
from assetmap.measures.certainty.could_be import CouldBe, Trial, stretched, trials
from assetmap.measures.certainty.ranks import places, rank_bounds, rank_intervals
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.clustering import clustering
from assetmap.measures.degrees import in_degree
from assetmap.measures.distances import reach
from assetmap.network import Network

TRUTH, GROUP_OF = made_town(Kind(30, 3.0), np.random.default_rng(5))
CLAIMS = partly_answered(TRUTH, 0.3, np.random.default_rng(6))
NODES = tuple("abcde")
NAN = float("nan")


def _stretched(
    true: list[float], *, low: int = 9, high: int = 11, middle: float = 10.0
) -> list[list[int]]:
    """Return the ends of two of 20 by a trial that told a to e the places 1 to 5.

    Each of the 20 is told the same. The first of the two answered, the second did not; of the
    trial, d and e did not.
    """
    told, known = (Network.from_edges([], [], nodes=NODES) for _ in range(2))

    def measure(network: Network) -> pd.Series[float]:
        return network.series(np.array(true if network is known else [5.0, 4, 3, 2, 1]), "number")

    found = pd.DataFrame({"low": [low] * 20, "high": [high] * 20, "middle": [middle] * 20})
    trial = Trial(known, np.array([True, True, True, False, False]), (told,) * 19)
    wider = stretched(found, np.arange(20) == 0, [trial], measure)
    return wider.loc[[0, 1], ["low", "high"]].to_numpy().tolist()


@pytest.mark.evidence("stretched", "worked by hand: two of twenty places, a trial of five")
def test_each_end_is_stretched_as_far_as_known_places_need() -> None:
    assert _stretched([5, 4, 3, 2, 1]) == [[9, 11], [9, 11]]  # all were where they were told
    # c was told the third place and is first: two and a half to its further edge are five times
    # the half to the end of what was told. a and b are one lower: one and a half are three times.
    # From 10 to the edges at 8.5 and 11.5 it is one and a half: 10 - 7.5 and 10 + 4.5 are edges.
    assert _stretched([4, 3, 5, 2, 1]) == [[3, 14], [9, 11]]
    # d and e, who are silent, change places: three times either way, and for those alone.
    assert _stretched([5, 4, 3, 1, 2]) == [[9, 11], [6, 14]]


def test_of_whom_a_measure_is_not_defined_nothing_is_to_be_seen() -> None:
    # a, told the first place, comes last, and is left out; all others are one higher than told.
    assert _stretched([NAN, 4, 3, 2, 1]) == [[6, 11], [6, 11]]


def test_no_place_lies_beyond_the_first_or_the_last() -> None:
    # a comes last: four and a half to the edge are nine times the half, and 10 + 13.5 is beyond 20.
    assert _stretched([1, 2, 5, 4, 3])[0] == [3, 20]
    # d and e are three higher: three and a half are seven times, and 10 - 10.5 is before the first.
    assert _stretched([3, 2, 1, 5, 4])[1] == [1, 11]


def test_where_the_middle_lies_beyond_an_end_it_is_taken_for_that_end() -> None:
    # First in nearly all draws and far behind in one: d and e need three times the half either way.
    assert _stretched([5, 4, 3, 1, 2], low=1, high=1, middle=6.0) == [[1, 1], [1, 2]]


def test_trials_are_of_those_who_answered_and_silence_as_large_a_share() -> None:
    answered = sorted(CLAIMS.answered)
    one, other = answered[:2]
    further = ((one, CLAIMS.silent[0]), (one, other))
    found = list(trials(Surveyed(CLAIMS, GROUP_OF, further=further)))
    assert len(found) == 3
    assert len({tuple(each.has_answered) for each in found}) == 3
    among = {tie for tie in CLAIMS.network.edges if CLAIMS.answered.issuperset(tie)}
    for trial in found:
        assert list(trial.known.nodes) == answered
        assert set(trial.known.edges) == among | {(one, other)}
        assert (~trial.has_answered).sum() == 6  # 9 of 30 were silent, so 6 of 21
        speaking = {id_ for id_, speaks in zip(answered, trial.has_answered, strict=True) if speaks}
        heard = {tie for tie in among if tie[0] in speaking}
        assert len(trial.networks) == 19
        for network in trial.networks:
            assert {tie for tie in network.edges if tie[0] in speaking} - {(one, other)} == (
                heard - {(one, other)}
            )
        # What the silent ones said is not told to those who tell their places.
        assert len({network.edges for network in trial.networks}) > 1


def test_where_all_answered_nothing_is_stretched() -> None:
    survey = CouldBe(Surveyed(TRUTH, GROUP_OF))
    assert survey.trials == ()
    found = survey.places("clustering", clustering)
    assert found is not None
    best, worst = places(clustering(TRUTH.network))
    alone = best == worst
    assert alone.any()
    assert found["low"][alone].tolist() == found["high"][alone].tolist() == best[alone].tolist()


def test_only_what_completed_surveys_alone_do_not_tell_is_stretched() -> None:
    survey = CouldBe(Surveyed(CLAIMS, GROUP_OF), seed=1)
    by_degree = rank_intervals(survey.networks, in_degree)
    told = survey.places("in_degree", in_degree)
    assert by_degree is not None
    assert told is not None
    assert told.equals(by_degree)
    plain = rank_intervals(survey.networks, clustering)
    found = survey.places("clustering", clustering)
    assert plain is not None
    assert found is not None
    assert (found["low"] <= plain["low"]).all()
    assert (found["high"] >= plain["high"]).all()
    assert (found["high"] - found["low"]).sum() > (plain["high"] - plain["low"]).sum()


def test_no_place_lies_beyond_what_is_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(could_be, "stretched", lambda found, *_: found.assign(low=1, high=30))
    claims = partly_answered(TRUTH, 0.1, np.random.default_rng(6))
    surveyed = Surveyed(claims, GROUP_OF)
    bounds = rank_bounds(surveyed, reach, is_rising=True)
    assert bounds["high"].min() < 30
    assert bounds["low"].max() > 1
    found = CouldBe(surveyed).places("reach", reach)
    assert found is not None
    assert found["low"].tolist() == bounds["low"].tolist()
    assert found["high"].tolist() == bounds["high"].tolist()
