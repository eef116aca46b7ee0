"""Rows of 512 bits hold what Python's own whole numbers say, wherever in a table they lie."""

from __future__ import annotations

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.measures.bit_rows import (
    BITS,
    either,
    empty_tables,
    has_bits,
    is_full,
    n_bits,
    no_bits,
    put_row,
    row_at,
    without,
)

FULL = 2**BITS - 1
ROW = (
    st.integers(0, FULL)
    | st.sampled_from([0, FULL])
    | st.integers(0, BITS - 1).map(lambda n: 1 << n)
)


@numba.njit
def worked_out(table: np.ndarray) -> tuple[bool, bool, int]:
    one, other = row_at(table, 0), row_at(table, np.int32(1))
    put_row(table, np.uint64(2), either(one, other))
    put_row(table, 3, without(one, other))
    put_row(table, 4, no_bits())
    return is_full(one), has_bits(one), n_bits(one)


@given(ROW, ROW)
def test_operations(one: int, other: int) -> None:
    table = empty_tables(1, 6)[0]
    for number, row in enumerate((one, other, 0, 0, FULL, FULL)):
        table[number] = np.frombuffer(row.to_bytes(BITS // 8, "little"), dtype=np.uint64)
    full, some, count = worked_out(table)
    written = [int.from_bytes(row.tobytes(), "little") for row in table]
    assert (full, some, count) == (one == FULL, one > 0, one.bit_count())
    assert written == [one, other, one | other, one & ~other, 0, FULL]  # the last is let alone


@pytest.mark.parametrize("n_rows", [1, 7, 1000])
def test_rows_begin_with_a_line_of_the_cache(n_rows: int) -> None:
    tables = empty_tables(3, n_rows)
    assert tables.shape == (3, n_rows, BITS // 64)
    assert not tables.any()
    assert all(table.ctypes.data % 64 == 0 for table in tables)
