"""Who answered and how far two ends agree: by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.surveys import survey

from assetmap.measures.cohesion import reciprocity
from assetmap.measures.confirmation import (
    intensity_ladder,
    response_rate,
    share_confirmed,
    share_returned,
    share_within_a_step,
)

# a-b both (2 and 4), a-c both (3 and 3), b-c by b alone, a-d by a alone and d is silent,
# e answered unasked and names a without saying how closely.
TOWN = survey(
    "abcd",
    "abce",
    {
        "ab": (2,),
        "ba": (4,),
        "ac": (3,),
        "ca": (3,),
        "bc": (1,),
        "ad": (4,),
        "ea": (None,),
    },
)


@pytest.mark.evidence("response_rate", "by hand")
def test_response_rate_counts_those_asked_alone() -> None:
    assert response_rate(TOWN) == 3 / 4
    assert math.isnan(response_rate(survey("", "e", {})))


@pytest.mark.evidence("share_confirmed", "by hand")
def test_share_confirmed_leaves_out_ties_to_the_silent() -> None:
    assert share_confirmed(TOWN) == 2 / 4  # a-b and a-c, of these and b-c and e-a
    assert math.isnan(share_confirmed(survey("ad", "a", {"ad": (1,)})))


@pytest.mark.evidence("share_returned", "by hand")
def test_share_returned_leaves_out_claims_about_the_silent() -> None:
    assert share_returned(TOWN) == pytest.approx(4 / 6)  # not b-c and e-a; a-d is no claim of six
    assert share_returned(TOWN, "abc") == pytest.approx(4 / 5)
    assert math.isnan(share_returned(survey("ad", "a", {"ad": (1,)})))


@pytest.mark.evidence("share_within_a_step", "by hand")
def test_share_within_a_step_looks_at_ties_of_which_both_say_how_close() -> None:
    assert share_within_a_step(TOWN) == 1 / 2  # a-c; a-b are two steps apart
    assert share_within_a_step(survey("ab", "ab", {"ab": (2,), "ba": (1,)})) == 1
    assert math.isnan(share_within_a_step(survey("ab", "ab", {"ab": (2,), "ba": (None,)})))


@pytest.mark.evidence("intensity_ladder", "by hand")
def test_intensity_ladder_puts_a_tie_on_the_lower_of_two_steps() -> None:
    assert intensity_ladder(TOWN).to_dict() == {
        "aware": 1,  # b-c
        "cooperate": 1,  # a-b: 2 and 4
        "coordinate": 1,  # a-c
        "integrated": 1,  # a-d
        "not_said": 1,  # e-a
    }
    assert intensity_ladder(survey("", "", {})).sum() == 0


claimed = st.sets(
    st.tuples(*[st.sampled_from("abcde")] * 2).filter(lambda ends: ends[0] != ends[1]), min_size=1
)


@settings(max_examples=40, deadline=None)
@given(claimed)
def test_share_confirmed_follows_from_reciprocity_where_all_answered(
    pairs: set[tuple[str, str]],
) -> None:
    claims = survey("abcde", "abcde", {"".join(pair): (1,) for pair in pairs})
    returned = reciprocity(claims.network)
    assert share_confirmed(claims) == pytest.approx(returned / (2 - returned))
    assert intensity_ladder(claims)["aware"] == claims.network.to_undirected().number_of_edges()
