"""In which parts a copy goes in, and which rows it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.store.moving_place import full_place, nested_areas

from assetmap.model import TABLES, conform, references_of
from assetmap.store.copy_parts import cut, missing_rows, stale_ids

if TYPE_CHECKING:
    from assetmap.model import Changes


def _needs(*rows: tuple[str, str | None]) -> dict[str, pd.DataFrame]:
    ids, names = zip(*rows, strict=True)
    return {"Need": conform("Need", pd.DataFrame({"id": list(ids), "name": list(names)}))}


def _assert_ordered(parts: list[Changes]) -> None:
    """Check that no part refers to what comes in a later one."""
    there: dict[str, set[str]] = {name: set() for name in TABLES}
    for part in parts:
        for name, rows in part.rows.items():
            there[name] |= set(rows["id"])
        for name, rows in part.rows.items():
            for column in references_of(name):
                ids = {id_ for label in column.to for id_ in there[label]}
                assert set(rows[column.name].dropna()) <= ids


@pytest.mark.parametrize("size", [1, 2, 7, 50, 10_000])
def test_parts_hold_every_row_once_and_refer_to_nothing_later(size: int) -> None:
    rows = full_place()
    parts = list(cut(rows, size))
    assert sum(len(part) for part in parts) == sum(len(table) for table in rows.values())
    # No table of this place has a ring of more than one.
    assert all(len(part) <= size for part in parts)
    _assert_ordered(parts)


def test_areas_go_in_from_the_outermost() -> None:
    parts = list(cut({"Area": nested_areas(10)}, 3))
    assert [part.rows["Area"]["id"].tolist() for part in parts] == [
        ["w00009", "w00008", "w00007"],
        ["w00006", "w00005", "w00004"],
        ["w00003", "w00002", "w00001"],
        ["w00000"],
    ]


def test_rows_in_a_ring_stay_together() -> None:
    rows = nested_areas(7)
    rows["parent_code"] = ["w00001", "w00002", "w00000", "w00001", None, "w00004", "w00006"]
    parts = list(cut({"Area": rows}, 2))
    assert [part.rows["Area"]["id"].tolist() for part in parts] == [
        ["w00004", "w00006"],
        ["w00005"],
        ["w00000", "w00001", "w00002", "w00003"],
    ]
    _assert_ordered(parts)


def test_a_part_holds_rows_in_the_order_of_the_place_where_it_can() -> None:
    (part,) = cut({"Area": nested_areas(10)}, 10)
    assert part.rows["Area"]["id"].tolist() == nested_areas(10)["id"].tolist()


def test_missing_rows_are_those_that_are_not_there_cell_by_cell() -> None:
    wanted = _needs(("a", "A"), ("b", "B"), ("c", "C"), ("d", ""))
    present = _needs(("c", "other"), ("a", "A"), ("d", None), ("e", "E"))
    assert missing_rows(wanted, present)["Need"]["id"].tolist() == ["b", "c", "d"]
    assert stale_ids(wanted, present) == ["c", "d", "e"]
    assert missing_rows(wanted, wanted) == {}
    assert stale_ids(wanted, wanted) == []
    assert stale_ids({}, present) == ["c", "a", "d", "e"]


def test_a_column_of_the_places_own_counts_where_it_holds_something() -> None:
    wanted = {
        "Need": _needs(("a", "A"), ("b", "B"))["Need"].assign(
            x_own=pd.Series([None, "x"], dtype="str")
        )
    }
    present = _needs(("a", "A"), ("b", "B"))
    assert missing_rows(wanted, present)["Need"]["id"].tolist() == ["b"]
    assert missing_rows(present, wanted)["Need"]["id"].tolist() == ["b"]
    assert missing_rows(wanted, wanted) == {}


def test_all_kinds_of_cells_are_compared() -> None:
    rows = full_place()
    assert missing_rows(rows, rows) == {}
    for name in ("assured_date", "wait_days", "self_referral", "cost"):
        other = rows | {"Activity": rows["Activity"].assign(**{name: None})}
        other["Activity"] = conform("Activity", other["Activity"])
        found = missing_rows(rows, other)["Activity"]["id"].tolist()
        assert found == ["the full Activity", "the hostile Activity"]
