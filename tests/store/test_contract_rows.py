"""What every store promises of cells: they come back as they were put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assetmap.model import LABELS, TABLES, Changes, columns_of, conform, references_of

if TYPE_CHECKING:
    from assetmap.model import Column
    from assetmap.store import Store

HOSTILE = (
    "O'Brien's \"café\"",
    "'; DROP TABLE Organisation; --",
    '"); DELETE FROM party; --',
    "{id: 'x'}) DETACH DELETE n //",
    "`Organisation`) SET n.name = 'x' RETURN n //",
    "$name {name} %s ? :name @name",
    "</script><script>alert(1)</script>",
    "=1+1",
    "line\nbreak\r\nand\ttab",
    "👩‍👩‍👧‍👦 مرحبا 你好 Ωμέγα",
    "a\u0301 and á differ",
    " spaces around ",
    "NULL",
    "nan",
    "\\N \\u0041 \\",
)

_PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


def _assert_same(found: dict[str, pd.DataFrame], expected: dict[str, pd.DataFrame]) -> None:
    assert sorted(found) == sorted(name for name, rows in expected.items() if len(rows))
    for name, rows in found.items():
        wanted = conform(name, expected[name]).sort_values("id", ignore_index=True)
        pd.testing.assert_frame_equal(rows.sort_values("id", ignore_index=True), wanted)


def _cell(column: Column, table: str) -> Any:
    """Return a value for one cell; references lead to the row of their first label."""
    if column.name == "id":
        return f"the {table}"
    if column.to:
        return f"the {column.to[0]}"
    cells: dict[str, Any] = {
        "datetime64[us]": pd.Timestamp("1948-07-05"),
        "Int64": 3,
        "float64": 51.500123456789012,
        "boolean": False,
    }
    return cells.get(column.dtype, f"{column.name} of {table}")


def _filled(table: str) -> pd.DataFrame:
    row = {each.name: [_cell(each, table)] for each in columns_of(table)}
    return conform(table, pd.DataFrame(row))


def _bare(table: str) -> pd.DataFrame:
    row = {each.name: [_cell(each, table)] for each in columns_of(table) if each.required}
    return conform(table, pd.DataFrame(row))


def _assert_holds(store: Store, expected: dict[str, pd.DataFrame]) -> None:
    _assert_same(dict(store.read().rows), expected)
    shown = {name: rows for name, rows in store.snapshot().rows.items() if len(rows)}
    _assert_same(shown, expected)


def test_every_table_comes_back_cell_by_cell(store: Store) -> None:
    filled = {table: _filled(table) for table in TABLES}
    bare = {table: _bare(table) for table in TABLES}
    _apply(store, Changes(filled))
    _assert_holds(store, filled)
    _apply(store, Changes(bare))
    _assert_holds(store, bare)
    store.undo(2, actor="Ada")
    _assert_holds(store, filled)
    back = store.undo(1, actor="Ada")
    assert len(store.read()) == 0
    store.undo(back, actor="Ada")
    _assert_holds(store, filled)


def test_every_reference_may_be_followed_to_each_of_its_labels(store: Store) -> None:
    _apply(store, Changes({label: _bare(label) for label in LABELS}))
    for table in TABLES:
        for column in references_of(table):
            for label in column.to:
                row = _bare(table).assign(id="another", **{column.name: f"the {label}"})
                changed = _apply(store, Changes({table: row}))
                store.undo(changed, actor="Ada")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_text_comes_back_letter_by_letter(store: Store, text: str) -> None:
    named = pd.DataFrame({"id": [f"id {text}", "b"], "name": [text, "B"], "x_own": [text, None]})
    tie = pd.DataFrame({"id": [text], "from_id": [f"id {text}"], "to_id": ["b"]})
    given = {"Organisation": named, "PARTNERS_WITH": tie}
    store.apply(Changes(given), based_on=0, actor=text, note=text)
    _assert_same(dict(store.read().rows), given)
    assert store.history(limit=1)[0].note == text
    removed = {"Organisation": (f"id {text}",), "PARTNERS_WITH": (text,)}
    _apply(store, Changes(removed=removed))
    assert dict(store.read(since=1).removed) == removed
    store.undo(2, actor=text)
    _assert_same(dict(store.read().rows), given)
    store.forget([f"id {text}"], actor="Ada")
    assert store.read().rows["Organisation"]["id"].tolist() == ["b"]


def test_long_text_comes_back_letter_by_letter(store: Store) -> None:
    text = "long " * 60_000
    given = {
        "Area": pd.DataFrame({"id": ["w"], "name": ["Ward"], "boundary": [text], "x_own": [text]})
    }
    store.apply(Changes(given), based_on=0, actor="Ada", note=text)
    _assert_same(dict(store.read().rows), given)
    assert store.history(limit=1)[0].note == text
    _apply(store, Changes(removed={"Area": ("w",)}))
    store.undo(2, actor="Ada")
    _assert_same(dict(store.read().rows), given)


@pytest.mark.parametrize(
    "name", ['x_"; DROP TABLE Area; --', "x_`a`", "x_größe 你", "x_{table}", "x_a b", "x_"]
)
def test_own_columns_may_have_any_name(store: Store, name: str) -> None:
    rows = pd.DataFrame({"id": ["a"], "name": ["A"], name: ["its value"]})
    _apply(store, Changes({"Area": rows}))
    _apply(store, Changes({"Area": rows.assign(name="B")}))
    store.undo(2, actor="Ada")
    assert store.read().rows["Area"][name].tolist() == ["its value"]
    assert store.snapshot().table("Area")[name].tolist() == ["its value"]


def test_numbers_and_days_come_back_exactly(store: Store) -> None:
    values = [0.1, 1 / 3, -1e-300, 1.7976931348623157e308, 12345678901234567.0, 0.0]
    days = ["0001-01-01", "1582-10-15", "1969-12-31", "2000-02-29", "2262-04-12", "9999-12-31"]
    rows = pd.DataFrame(
        {
            "id": [f"i{number}" for number in range(6)],
            "area_code": "w",
            "name": "fact",
            "value": values,
            "measured_on": np.array(days, dtype="datetime64[us]"),
        }
    )
    given = {"Area": pd.DataFrame({"id": ["w"], "name": ["Ward"]}), "Indicator": rows}
    _apply(store, Changes(given))
    found = store.read().rows["Indicator"]
    assert found["value"].tolist() == values
    assert found["measured_on"].dt.strftime("%Y-%m-%d").str.zfill(10).tolist() == days
    _apply(store, Changes(removed={"Indicator": tuple(rows["id"])}))
    store.undo(2, actor="Ada")
    assert store.read().rows["Indicator"]["value"].tolist() == values


def test_a_time_of_day_is_left_out_of_a_day(store: Store) -> None:
    moments = pd.to_datetime(["1969-12-31 23:59", "2026-03-01 00:01"])
    rows = pd.DataFrame({"id": ["a", "b"], "asked_on": moments})
    _apply(store, Changes({"Survey": rows}))
    found = store.read().rows["Survey"]["asked_on"]
    assert found.tolist() == [pd.Timestamp("1969-12-31"), pd.Timestamp("2026-03-01")]


_cells = st.one_of(st.none(), _PLAIN_TEXT)
_steps = st.lists(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.one_of(
            st.none(),
            st.tuples(
                _PLAIN_TEXT,
                _cells,
                st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
                st.one_of(st.none(), st.booleans()),
                st.one_of(st.none(), st.dates()),
            ),
        ),
        min_size=1,
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=10,
    deadline=None,
    # The place is not empty when the next example starts, which is as good a start as any.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(_steps)
def test_store_holds_what_the_changes_say_and_undo_brings_it_back(
    store: Store, steps: list[dict[str, tuple[Any, ...] | None]]
) -> None:
    names = ("name", "description", "wait_days", "self_referral", "assured_date")
    present = {
        row["id"]: tuple(row[name] for name in names)
        for row in store.read().rows.get("Activity", pd.DataFrame({"id": []})).to_dict("records")
    }
    _apply(store, Changes(removed={"Activity": tuple(present)}))
    expected: dict[str, tuple[Any, ...]] = {}
    for step in steps:
        before = store.read()
        rows = {id_: cells for id_, cells in step.items() if cells is not None}
        frame = _activities(rows, names)
        removed = tuple(id_ for id_, cells in step.items() if cells is None)
        revision = _apply(store, Changes({"Activity": frame}, {"Activity": removed}))
        if revision > before.revision:
            store.undo(revision, actor="Ada")
            _assert_same(dict(store.read().rows), dict(before.rows))
            store.undo(revision + 1, actor="Ada")
        expected = {id_: cells for id_, cells in {**expected, **step}.items() if cells is not None}
        _assert_same(dict(store.read().rows), {"Activity": _activities(expected, names)})
        snapshot = store.snapshot().table("Activity")
        pd.testing.assert_frame_equal(
            snapshot, store.read().rows.get("Activity", snapshot.iloc[:0])
        )


def _activities(rows: dict[str, tuple[Any, ...]], names: tuple[str, ...]) -> pd.DataFrame:
    cells = list(zip(*rows.values(), strict=True)) or [()] * len(names)
    columns: dict[str, Any] = {n: list(column) for n, column in zip(names, cells, strict=True)}
    columns["assured_date"] = np.array(columns["assured_date"], dtype="datetime64[us]")
    columns["wait_days"] = pd.array(columns["wait_days"], dtype="Int64")
    columns["self_referral"] = pd.array(columns["self_referral"], dtype="boolean")
    return conform("Activity", pd.DataFrame({"id": list(rows), **columns}))
