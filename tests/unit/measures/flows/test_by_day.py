"""Things counted by code over spans of days, beside a count of one after the other."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.measures.flows.by_day import ByDay

THINGS = st.lists(st.tuples(st.integers(0, 3), st.integers(-40, 40)), max_size=30)


@given(THINGS, st.integers(-50, 50), st.integers(-50, 50))
def test_span_counts_what_lies_in_it_and_nothing_else(
    things: list[tuple[int, int]], start: int, end: int
) -> None:
    codes, days = np.array(things, np.int32).reshape(-1, 2).T.copy()
    found = ByDay.of(codes, days, 4).between(start, end)
    inside = [code for code, day in things if start <= day < end]
    assert found.tolist() == [inside.count(code) for code in range(4)]


def test_open_span_counts_everything() -> None:
    days = np.array([0, 365, 20_000], np.int32)
    things = ByDay.of(np.array([1, 0, 1], np.int32), days, 2)
    assert things.counts(None, None).tolist() == [1, 2]
    assert things.counts(dt.date(1970, 1, 2), None).tolist() == [1, 1]
