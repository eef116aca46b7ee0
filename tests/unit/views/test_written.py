"""Rows are written out when they are asked for, and no others."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assetmap.views.written import Written


def _rows(n: int) -> tuple[Written[int], list[int]]:
    written: list[int] = []

    def write(cells: dict[str, Any]) -> int:
        written.append(cells["n"])
        return int(cells["n"])

    return Written(pd.DataFrame({"n": range(n)}), write), written


def test_a_slice_writes_out_its_own_rows_alone() -> None:
    rows, written = _rows(5_000)
    assert rows[2:4] == [2, 3]
    assert (len(rows), written) == (5_000, [2, 3])


def test_rows_are_counted_from_either_end_and_are_no_more_than_there_are() -> None:
    rows, _ = _rows(3)
    assert (rows[0], rows[-1], rows[-3]) == (0, 2, 0)
    with pytest.raises(IndexError, match="There is no row 3 of 3"):
        rows[3]


@pytest.mark.parametrize("n", [0, 1, 1_000, 2_001])
def test_all_rows_come_in_order_once(n: int) -> None:
    assert list(_rows(n)[0]) == list(range(n))
