"""Rows in the model's form, and what a change makes of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from assetmap.model import TABLES, Changes, columns_of, conform, empty_rows
from assetmap.model.changes import merged


def _needs(ids: list[str], names: list[str], **more: list[str | None]) -> pd.DataFrame:
    return conform("Need", pd.DataFrame({"id": ids, "name": names, **more}))


def test_conform_gives_every_column_in_order_and_type() -> None:
    rows = conform("Activity", pd.DataFrame({"name": ["Choir"], "id": ["a"], "junk": [1]}))
    assert list(rows.columns) == [each.name for each in columns_of("Activity")]
    assert {name: str(kind) for name, kind in rows.dtypes.items()} == {
        each.name: each.dtype for each in columns_of("Activity")
    }
    assert rows.loc[0, "name"] == "Choir"
    assert rows["minimum_age"].isna().all()
    assert rows["assured_date"].isna().all()
    assert rows["self_referral"].isna().all()


def test_conform_keeps_the_columns_of_the_place_last_and_by_name() -> None:
    rows = conform("Need", pd.DataFrame({"x_b": ["2"], "id": ["n"], "x_a": [None]}))
    assert list(rows.columns)[-2:] == ["x_a", "x_b"]
    assert rows["x_a"].isna().all()
    assert rows.loc[0, "x_b"] == "2"


def test_conform_numbers_rows_from_nothing_and_leaves_what_it_was_given() -> None:
    given = pd.DataFrame({"id": ["a", "b"]}, index=[7, 7])
    rows = conform("Need", given)
    assert rows.index.tolist() == [0, 1]
    assert given.index.tolist() == [7, 7]


def test_conform_reads_numbers_days_and_truths_of_the_right_type() -> None:
    rows = conform(
        "Activity",
        pd.DataFrame(
            {
                "id": ["a"],
                "minimum_age": [18],
                "assured_date": [pd.Timestamp("2026-05-01")],
                "self_referral": [True],
            }
        ),
    )
    assert rows.loc[0, "minimum_age"] == 18
    assert rows.loc[0, "assured_date"] == pd.Timestamp("2026-05-01")
    assert bool(rows.loc[0, "self_referral"]) is True


@pytest.mark.parametrize("table", TABLES)
def test_empty_rows_have_every_column_and_no_row(table: str) -> None:
    rows = empty_rows(table)
    assert rows.shape == (0, len(columns_of(table)))
    assert {str(kind) for kind in rows.dtypes} <= {
        *("str", "datetime64[us]", "Int64", "float64", "boolean")
    }


def test_conform_twice_changes_nothing() -> None:
    once = conform("Need", pd.DataFrame({"id": ["a"], "name": ["Company"], "x_note": ["new"]}))
    pd.testing.assert_frame_equal(conform("Need", once), once)


def test_length_of_changes_counts_rows_given_and_gone() -> None:
    changes = Changes(
        rows={"Need": _needs(["a", "b"], ["A", "B"]), "Area": empty_rows("Area")},
        removed={"Need": ("c",), "MEETS": ("d", "e")},
    )
    assert len(changes) == 5
    assert len(Changes()) == 0


def test_merged_replaces_in_place_and_puts_new_rows_last() -> None:
    rows = _needs(["a", "b", "c"], ["A", "B", "C"])
    after = merged(
        "Need", rows, Changes(rows={"Need": _needs(["d", "b"], ["D", "B2"])}, removed={})
    )
    assert after["id"].tolist() == ["a", "b", "c", "d"]
    assert after["name"].tolist() == ["A", "B2", "C", "D"]
    assert after.index.tolist() == [0, 1, 2, 3]
    assert rows["name"].tolist() == ["A", "B", "C"]


def test_merged_takes_out_what_is_gone() -> None:
    rows = _needs(["a", "b"], ["A", "B"])
    after = merged("Need", rows, Changes(removed={"Need": ("a", "unknown")}))
    assert after["id"].tolist() == ["b"]
    assert after.index.tolist() == [0]


def test_merged_puts_back_a_row_that_is_gone_and_given() -> None:
    rows = _needs(["a", "b"], ["A", "B"])
    after = merged(
        "Need", rows, Changes(rows={"Need": _needs(["a"], ["A2"])}, removed={"Need": ("a",)})
    )
    assert after["id"].tolist() == ["b", "a"]
    assert after["name"].tolist() == ["B", "A2"]


def test_merged_into_nothing_gives_the_new_rows() -> None:
    given = _needs(["a"], ["A"])
    after = merged("Need", empty_rows("Need"), Changes(rows={"Need": given}))
    pd.testing.assert_frame_equal(after, given)


def test_merged_without_a_change_gives_the_very_rows() -> None:
    rows = _needs(["a"], ["A"])
    changes = Changes(rows={"Area": conform("Area", pd.DataFrame({"id": ["z"]}))})
    assert merged("Need", rows, changes) is rows


def test_merged_empties_a_cell_that_the_new_row_leaves_empty() -> None:
    rows = _needs(["a"], ["A"], description=["long"])
    after = merged("Need", rows, Changes(rows={"Need": _needs(["a"], ["A"])}))
    assert after["description"].isna().all()


def test_merged_keeps_the_columns_of_the_place_on_both_sides() -> None:
    rows = _needs(["a", "b"], ["A", "B"], x_old=["1", "2"])
    after = merged(
        "Need", rows, Changes(rows={"Need": _needs(["b", "c"], ["B", "C"], x_new=["3", "4"])})
    )
    assert after["x_old"].fillna("").tolist() == ["1", "", ""]
    assert after["x_new"].fillna("").tolist() == ["", "3", "4"]


def test_merged_keeps_types_when_numbers_change() -> None:
    rows = conform("Activity", pd.DataFrame({"id": ["a", "b"], "minimum_age": [5, None]}))
    new = conform("Activity", pd.DataFrame({"id": ["b"], "minimum_age": [60]}))
    after = merged("Activity", rows, Changes(rows={"Activity": new}))
    assert after["minimum_age"].tolist() == [5, 60]
    assert dict(after.dtypes) == dict(rows.dtypes)


def test_merged_leaves_columns_alone_that_the_change_leaves_alone() -> None:
    rows = _needs(["a", "b", "c"], ["A", "B", "C"])
    after = merged("Need", rows, Changes({"Need": _needs(["b"], ["changed"])}))
    assert after["name"].tolist() == ["A", "changed", "C"]
    assert rows["name"].tolist() == ["A", "B", "C"]
    assert np.shares_memory(after["recorded_on"].to_numpy(), rows["recorded_on"].to_numpy())
