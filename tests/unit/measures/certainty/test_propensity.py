"""Sums over all that could have been said, against each claim worked out by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.made_towns import Kind, made_town, partly_answered

from assetmap.measures.certainty.answers import answers_of
from assetmap.measures.certainty.propensity import _Web
from assetmap.measures.claims import Claims
from assetmap.model import empty_rows

seeds = st.integers(0, 2**32 - 1)
groupings = st.sampled_from(["towns", "none", "each its own"])


@settings(max_examples=20, deadline=None)
@given(seeds, groupings, st.sampled_from([0.0, 1.5, 12.0]))
def test_sums_are_those_of_each_claim_by_itself(seed: int, grouping: str, reach: float) -> None:
    random = np.random.default_rng(seed)
    truth, group_of = made_town(Kind(25, 4.0), random)
    if grouping == "each its own":
        group_of = {id_: id_ for id_ in group_of}
    claims = partly_answered(truth, 0.3, random)
    answers = answers_of(claims, None if grouping == "none" else group_of)
    n_rows, n_columns = len(answers.answered), len(answers.group)
    # How much each names differs by as much as e to the power of twice `reach`.
    activity = np.exp(reach * (2 * random.random(n_rows) - 1) - 1)
    popularity, affinity = random.gamma(2, 0.5, n_columns), random.gamma(2, 0.5, 6)
    shape = random.gamma(2, 10, n_columns) + 0.5

    hazard = activity[:, None] * popularity * affinity[answers.cell]
    missed = (1 + hazard / shape) ** -shape
    each = np.stack([1 - missed, hazard * missed / (1 + hazard / shape), missed * (1 - missed)], -1)
    each *= answers.possible[..., None]
    by_cell = [each * (answers.cell == cell)[..., None] for cell in range(6)]

    found = _Web.of(answers).sums(activity, popularity, affinity, shape)
    np.testing.assert_allclose(found.by_row, np.stack([x.sum(1) for x in by_cell], 1), atol=1e-8)
    np.testing.assert_allclose(found.by_column, np.stack([x.sum(0) for x in by_cell], 1), atol=1e-8)


@pytest.mark.parametrize("group_of", [None, {"a": "x", "b": "x", "c": "y"}])
def test_sums_of_two_who_named_nobody_by_hand(group_of: dict[str, str] | None) -> None:
    claims = Claims(None, frozenset("abc"), frozenset("ab"), empty_rows("PARTNERS_WITH"))
    answers = answers_of(claims, group_of)
    ones = np.ones(3)
    found = _Web.of(answers).sums(np.array([1.0, 3.0]), ones, np.ones(6), ones)
    # The chance of a claim of hazard h is 1 - 1 / (1 + h): a half for a, three quarters for b.
    # Each could name the other, who does not name it, and c, who is silent and of another group.
    among = 1 if group_of else 0
    expected = np.zeros((2, 6))
    expected[:, among] = expected[:, 4] = 0.5, 0.75
    assert found.by_row[..., 0] == pytest.approx(expected)
    assert found.by_column[2, 4, 0] == pytest.approx(1.25)
