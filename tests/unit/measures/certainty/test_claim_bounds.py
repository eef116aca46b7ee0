"""Bounds of what partners say of each other: every way in which the silent could have answered."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.certainty.coverage import OF_CLAIMS, points
from tests.unit.measures.surveys import survey

from assetmap.measures.certainty.claim_bounds import claim_bounds
from assetmap.measures.certainty.interval import OF_SCORES

PAIRS = ("ab", "ac", "ba", "bc")
Said = dict[str, tuple[int, ...]]


def _every_way(said: Said) -> list[dict[str, float]]:
    """Return the numbers for each way in which c could name a and b, near or far, well or ill."""
    choices = [None, *((step, *[score] * 6) for step in (1, 4) for score in (1, 4))]
    ways = []
    for to_a, to_b in product(choices, repeat=2):
        added = {pair: told for pair, told in (("ca", to_a), ("cb", to_b)) if told is not None}
        claims = survey("abc", "abc", said | added)
        numbers = {name: measure(claims) for name, measure in OF_CLAIMS.items()}
        ways.append(numbers | points(claims))
    return ways


said = st.dictionaries(
    st.sampled_from(PAIRS), st.tuples(*[st.integers(1, 4)] * 7), min_size=1, max_size=4
)


@pytest.mark.evidence("claim_bounds", "every way in which the silent could have answered")
@pytest.mark.evidence("mean_trust", "bounds: every way in which the silent could have answered")
@pytest.mark.evidence("mean_value", "bounds: every way in which the silent could have answered")
@settings(max_examples=4, deadline=None)
@given(said)
def test_bounds_of_claims_are_the_least_and_the_most_of_every_way(said: Said) -> None:
    found = claim_bounds(survey("abc", "ab", said))
    ways = _every_way(said)
    for name in (*OF_CLAIMS, *OF_SCORES):
        values = [way[name] for way in ways]
        if any(math.isnan(value) for value in values):
            assert found[name] is None, name
        else:
            assert found[name] == pytest.approx((min(values), max(values))), name
    assert found["response_rate"] == pytest.approx((2 / 3, 2 / 3))


def test_one_who_is_rated_in_part_is_rated_by_the_silent_only_if_that_lowers_the_mean() -> None:
    # c is relied on (4), and nobody says more of it; a is rated 1 throughout by b.
    said: dict[str, tuple[int | None, ...]] = {"ac": (1, 4), "ba": (1, 1, 1, 1, 1, 1, 1)}
    found = claim_bounds(survey("abcd", "abc", said))["mean_trust"]
    # Lowest: d rates a and b 1, and is silent of c; nobody can lower c below (2.5 + 1 + 1) / 3.
    assert found is not None
    assert found.least == 1.0
    assert found.most == pytest.approx((2.5 + 4 + 4) / 3)


def test_bounds_of_claims_that_nobody_made_are_not_defined() -> None:
    found = claim_bounds(survey("", "", {}))
    assert set(found.values()) == {None}
