"""Surveys whose ties fade: what their ties weigh, and that shares are those of what is left."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.measures.certainty.coverage import sector_of
from tests.unit.measures.certainty.faded_coverage import SHARES_LEFT, faded, left_of, truths_left
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.measures.certainty.bounds import bounds
from assetmap.measures.certainty.respondents import sampled
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.network import Network

CLAIMS = survey("abcd", "abc", {"ab": (3,), "bc": (2,)})
LEFT = {("a", "b"): 0.5, ("b", "c"): 0.25, ("a", "c"): 0.7}
STRENGTH = {("a", "b"): 1.5, ("b", "c"): 0.5, ("a", "c"): 1.4}
FADED = Surveyed(CLAIMS, None, None, (("a", "c"),), STRENGTH, LEFT)
TRUTH, GROUP_OF = made_town(Kind(30, 4.0), np.random.default_rng(5))


def test_known_ties_weigh_what_is_known_of_them() -> None:
    network = FADED.network
    assert dict(zip(network.edges, network.weights.tolist(), strict=True)) == STRENGTH
    assert FADED.left_between.tolist() == [
        [0, 0.5, 0.7, 0],
        [0, 0, 0.25, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]


def test_what_the_silent_could_have_named_fades_as_a_claim_of_one_of_the_others() -> None:
    """d names all others in one draw; whom it is like claimed one tie, so that all fade alike."""
    named = Network.from_edges([*"abddd"], [*"bcabc"], [3, 2, 4, 4, 4], nodes="abcd")
    found = FADED.with_further(named)
    weights = dict(zip(found.edges, found.weights.tolist(), strict=True))
    assert {tie: weights[tie] for tie in STRENGTH} == STRENGTH
    drawn = {weights["d", other] for other in "abc"}
    assert drawn in ({4 * 0.5}, {4 * 0.25})
    assert FADED.with_further(named).weights.tolist() == found.weights.tolist()


def test_where_all_answered_shares_are_those_of_what_is_left() -> None:
    left = left_of(TRUTH, GROUP_OF, town=1)
    found = sampled(faded(TRUTH, GROUP_OF, left), n_draws=19)
    truth = truths_left(TRUTH, GROUP_OF, left)
    for name in SHARES_LEFT:
        assert found[name] == pytest.approx(np.full(19, truth[name])), name


def test_shares_are_as_sure_as_those_of_ties_where_all_fade_alike() -> None:
    claims = partly_answered(TRUTH, 0.3, np.random.default_rng(6))
    plain = Surveyed(claims, GROUP_OF, sector_of(GROUP_OF))
    alike = faded(claims, GROUP_OF, dict.fromkeys(TRUTH.network.edges, 0.3))
    before, after = sampled(plain, n_draws=19), sampled(alike, n_draws=19)
    limits, faded_limits = bounds(plain), bounds(alike)
    assert set(before) == set(after)
    for name, draws in before.items():
        assert after[name] == pytest.approx(draws, nan_ok=True), name
        if (limit := limits.get(name)) is not None:
            assert faded_limits[name] == pytest.approx(limit), name


def test_bounds_of_what_is_left_hold_whatever_the_silent_say() -> None:
    """Each of 300 ways to answer lies between the least and the most."""
    random = np.random.default_rng(7)
    left = left_of(TRUTH, GROUP_OF, town=2)
    claims = partly_answered(TRUTH, 0.3, random)
    limits = bounds(faded(claims, GROUP_OF, left))
    most = max(left[tie] for tie in claims.network.edges)
    known = {tie: left[tie] for tie in claims.network.edges}
    could = [(one, other) for one in claims.silent for other in claims.roster if one != other]
    for share in np.linspace(0, 1, 300):
        said = {tie: most * random.random() for tie in could if random.random() < share}
        truth = truths_left(claims, GROUP_OF, known | said)
        for name in ("bonding", "bridging", "e_i_index", "linking"):
            limit = limits[name]
            assert limit is not None
            assert limit.least - 1e-9 <= truth[name] <= limit.most + 1e-9
