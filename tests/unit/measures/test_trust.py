"""Trust and value: by hand, after PARTNER's published definitions."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.surveys import survey

from assetmap.measures.trust import (
    SCORES,
    mean_scores,
    mean_trust,
    mean_value,
    n_raters,
    scores,
    trust,
    value,
)

PARTNER = "PARTNER's published definitions, by hand"

# c is rated by a and b; d by a alone, who says nothing of its openness; e by nobody.
TOWN = survey(
    "abcde",
    "abc",
    {
        "ac": (2, 4, 3, 2, 1, 2, 3),
        "bc": (3, 2, 3, 4, 4, 4, 4),
        "ad": (1, 4, 4, None, 2, 2, 2),
        "ca": (None, 1, 1, 1, 4, 4, 4),
    },
)


@pytest.mark.evidence("scores", PARTNER)
@pytest.mark.evidence("trust", PARTNER)
@pytest.mark.evidence("value", PARTNER)
@pytest.mark.evidence("n_raters", "by hand")
def test_a_score_is_the_mean_over_raters_and_trust_the_mean_of_three() -> None:
    rated = scores(TOWN).loc["c"]
    # Each the mean of what a and b gave: 4 and 2, 3 and 3, 2 and 4, 1 and 4, 2 and 4, 3 and 4.
    assert [rated[name] for name in SCORES] == [3, 3, 3, 2.5, 3, 3.5]
    assert rated["trust"] == 3
    assert rated["value"] == 3
    assert n_raters(TOWN).to_dict() == {"a": 1, "b": 0, "c": 2, "d": 1, "e": 0}


def test_trust_is_not_defined_where_one_of_its_three_was_given_by_nobody() -> None:
    assert math.isnan(trust(TOWN)["d"])
    assert value(TOWN)["d"] == 2
    assert math.isnan(trust(TOWN)["e"])
    assert math.isnan(value(TOWN)["b"])


@pytest.mark.evidence("mean_scores", PARTNER)
@pytest.mark.evidence("mean_trust", PARTNER)
@pytest.mark.evidence("mean_value", PARTNER)
def test_the_mean_of_the_network_counts_each_organisation_once() -> None:
    assert mean_trust(TOWN) == (3 + 1) / 2  # c, rated twice, and a
    assert mean_value(TOWN) == (3 + 2 + 4) / 3  # c, d and a
    assert mean_scores(TOWN)["reliability"] == pytest.approx((3 + 4 + 1) / 3)


def test_without_scores_nothing_is_defined() -> None:
    silent = survey("abc", "ab", {"ab": (2,)})
    assert math.isnan(mean_trust(silent))
    assert math.isnan(mean_value(silent))
    assert scores(silent)["n_raters"].tolist() == [0, 0, 0]


def test_scores_of_an_empty_survey_have_their_columns_and_no_rows() -> None:
    nobody = survey("", "", {})
    assert scores(nobody).columns.tolist() == [*SCORES, "trust", "value", "n_raters"]
    assert scores(nobody).empty


def test_one_named_without_being_asked_is_rated_too() -> None:
    assert trust(survey("a", "a", {"az": (1, 2, 3, 4)}))["z"] == 3


ratings = st.dictionaries(
    st.tuples(*[st.sampled_from("abcdef")] * 2).filter(lambda ends: ends[0] != ends[1]),
    st.tuples(*[st.one_of(st.none(), st.integers(1, 4))] * 7),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(ratings, st.permutations("abcdef"))
def test_scores_follow_a_renaming_and_do_not_heed_one_more_silent(
    said: dict[tuple[str, str], tuple[int | None, ...]], names: list[str]
) -> None:
    new = dict(zip("abcdef", names, strict=True))
    before = scores(survey("abcdef", "abc", {"".join(ends): row for ends, row in said.items()}))
    renamed = {"".join(map(new.__getitem__, ends)): row for ends, row in said.items()}
    answered = "".join(map(new.__getitem__, "abc"))
    after = scores(survey("abcdefg", answered, renamed))
    pd.testing.assert_frame_equal(
        before.rename(index=new).sort_index(), after.drop(index="g"), check_index_type=False
    )
    assert after.loc["g", "n_raters"] == 0


def test_scores_do_not_heed_the_order_of_rows() -> None:
    shuffled = list({"ac": (1, 2), "bc": (1, 3), "ca": (1, 4)}.items())
    random.Random(3).shuffle(shuffled)
    assert scores(survey("abc", "abc", dict(shuffled)))["reliability"].to_list()[2] == 2.5
