"""Whole tables of SQLite as columns: the same as cell by cell, whatever the cells are."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assetmap
from assetmap.errors import DamagedStoreError
from assetmap.model import Changes, conform
from assetmap.store import sqlite_blocks

if TYPE_CHECKING:
    from pathlib import Path

_cells = st.none() | st.text(st.sampled_from("a\x1f\0é👩 "), max_size=4)


def _organisations(cells: list[tuple[str | None, ...]]) -> pd.DataFrame:
    ids = [f"o{number}" for number in range(len(cells))]
    columns = dict(zip(("description", "website", "x_own"), zip(*cells, strict=True), strict=True))
    return conform("Organisation", pd.DataFrame({"id": ids, "name": "O", **columns}))


def _read_back(path: Path, changes: Changes) -> dict[str, pd.DataFrame]:
    with closing(assetmap.open(path)) as store:
        store.apply(changes, based_on=store.revision(), actor="", note="")
        return dict(store.read().rows)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=9))
def test_whole_table_gives_every_text_as_it_was_put_in(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str | None, ...]]
) -> None:
    expected = _organisations(
        [("", None, "a column is made when it first holds something"), *cells]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_blocks, "_MOST_BYTES", 3 * 4 * 32_767)
        path = tmp_path_factory.mktemp("blocks") / "place.db"
        found = _read_back(path, Changes({"Organisation": expected}))
    pd.testing.assert_frame_equal(found["Organisation"], expected)


def test_whole_table_reads_past_rows_that_were_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_blocks, "_MOST_BYTES", 2 * 4 * 32_767)
    given_rows = _organisations([("d", None, "x")] * 12)
    _read_back(tmp_path / "place.db", Changes({"Organisation": given_rows}))
    gone = tuple(f"o{number}" for number in (0, 3, 4, 5, 6, 7, 11))
    found = _read_back(tmp_path / "place.db", Changes(removed={"Organisation": gone}))
    assert found["Organisation"]["id"].tolist() == ["o1", "o2", "o8", "o9", "o10"]


def test_whole_table_reads_numbers_truths_and_days_beside_texts(tmp_path: Path) -> None:
    row: dict[str, Any] = {
        "id": ["a", "b", "c"],
        "name": ["A", "B", "C"],
        "wait_days": pd.array([None, 2**63 - 1, -(2**63)], dtype="Int64"),
        "self_referral": pd.array([True, None, False], dtype="boolean"),
        "assured_date": [pd.Timestamp("2026-02-03"), None, pd.Timestamp("1948-07-05")],
    }
    expected = conform("Activity", pd.DataFrame(row))
    found = _read_back(tmp_path / "place.db", Changes({"Activity": expected}))
    pd.testing.assert_frame_equal(found["Activity"], expected)


def test_whole_table_reads_more_columns_than_sqlite_answers_with(tmp_path: Path) -> None:
    own = {f"x_{number:03}": [str(number), None] for number in range(600)}
    expected = conform("Need", pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], **own}))
    found = _read_back(tmp_path / "place.db", Changes({"Need": expected}))
    pd.testing.assert_frame_equal(found["Need"], expected)


def test_whole_table_with_text_that_is_none_says_so(tmp_path: Path) -> None:
    path = tmp_path / "place.db"
    _read_back(path, Changes({"Need": pd.DataFrame({"id": ["a"], "name": ["A"]})}))
    with closing(assetmap.open(path)) as store:
        with store._file.writing() as connection:  # type: ignore[attr-defined]
            connection.execute("UPDATE Need SET name = CAST(X'61FF' AS TEXT)")
        with pytest.raises(DamagedStoreError):
            store.read()
