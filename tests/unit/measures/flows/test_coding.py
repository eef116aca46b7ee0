"""Words as numbers, days as numbers, and how often each number is there."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.unit.measures.flows.made_journeys import place_of, step

from assetmap.measures.flows.coding import NEVER, coded, day_numbers, numbered
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.steps import steps_of

cells = st.lists(st.one_of(st.none(), st.sampled_from(["", "b", "a", "é", "z", "🐝", "aa"])))


def test_codes_are_in_the_order_of_words_and_numbers_in_that_of_meeting() -> None:
    column = pd.Series(["choir", None, "bees", "choir"], dtype="str")
    codes, words = coded([column, pd.Series(["ale"], dtype="str")])
    assert (codes.tolist(), words) == ([2, -1, 1, 2, 0], ("ale", "bees", "choir"))
    numbers, n_numbers = numbered([column])
    assert (numbers.tolist(), n_numbers) == ([0, -1, 1, 0], 2)


def test_nothing_has_no_code() -> None:
    assert coded([pd.Series([], dtype="str")])[1] == ()
    codes, words = coded([pd.Series([None, None], dtype="str")])
    assert (codes.tolist(), words) == ([-1, -1], ())


@given(cells, cells)
def test_each_code_stands_for_the_words_of_its_cell(
    some: list[str | None], others: list[str | None]
) -> None:
    codes, words = coded([pd.Series(each, dtype="str") for each in (some, others)])
    assert [words[code] if code >= 0 else None for code in codes.tolist()] == some + others
    assert list(words) == sorted({word for word in some + others if word is not None})


def test_days_are_counted_from_1970_and_before_it() -> None:
    days = pd.Series(pd.to_datetime(["1970-01-02", None, "1969-12-31"]))
    assert day_numbers(days).tolist() == [1, NEVER, -1]


@given(arrays.arrays(np.int64, st.integers(0, 40), elements=st.integers(0, 90)))
@pytest.mark.parametrize("n_keys", [91, 2**20], ids=["counted", "put in order"])
def test_every_key_is_counted_once(n_keys: int, keys: np.ndarray) -> None:  # type: ignore[type-arg]
    expected, n_each = np.unique(keys, return_counts=True)
    found = distinct(keys.copy(), n_keys)
    assert [each.tolist() for each in found] == [expected.tolist(), n_each.tolist()]


def test_what_was_entered_in_error_leaves_no_name_behind() -> None:
    rows = [step("a", "gp", "choir"), step("b", "other", "walk", status="entered-in-error")]
    steps = steps_of(place_of([*rows, step("c", None, "choir")]))
    assert (steps.parties, steps.n_episodes) == (("choir", "gp"), 2)
    assert (steps.source.tolist(), steps.target.tolist()) == ([1, -1], [0, 0])


def test_who_is_over_without_a_day_ended_on_the_latest_day_that_is_written() -> None:
    seen = {"accepted_on": "2026-01-04", "seen_on": "2026-01-03"}
    rows = [step(n, "gp", "choir", status=n, **seen) for n in ("completed", "failed", "accepted")]
    rows.append(step("d", "gp", "choir", status="completed", closed_on="2026-02-01", **seen))
    steps = steps_of(place_of(rows))
    first = int(steps.made[0])
    assert steps.closed.tolist() == [first + 3, first + 3, NEVER, first + 31]
    assert steps.completed.tolist() == [first + 3, NEVER, NEVER, first + 31]
