"""The hash of a place: what it follows from, and what makes no difference to it."""

from __future__ import annotations

import hashlib
import struct
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.moving_place import exact_place, full_place, hostile_place

from assetmap.model import TABLES, columns_of, conform
from assetmap.store.content_hash import content_hash, table_digests

FORMS = {"Int64": "<q", "float64": "<d", "boolean": "<B"}
EPOCH = pd.Timestamp("1970-01-01")


def _slow_hash(rows: dict[str, pd.DataFrame]) -> str:
    """Return what the docstring of the module says, cell by cell and without Arrow or numpy."""
    made = hashlib.sha256(b"assetmap content 1")
    for table in TABLES:
        if table in rows and len(rows[table]):
            made.update(f"\n{table} {_slow_digest(table, rows[table])}".encode())
    return made.hexdigest()


def _slow_digest(table: str, rows: pd.DataFrame) -> str:
    kinds = {each.name: each.dtype for each in columns_of(table)}
    own = sorted(name for name in rows.columns if name not in kinds)
    in_order = sorted(conform(table, rows).to_dict("records"), key=lambda row: row["id"].encode())
    content = f"{table} {len(rows)}".encode()
    for name in (*kinds, *own):
        cells = [row[name] for row in in_order]
        filled = [cell for cell in cells if not pd.isna(cell)]
        if filled:
            kind = kinds.get(name, "str")
            content += f"\n{kind} {len(name.encode())} {name}".encode()
            content += _bits([not pd.isna(cell) for cell in cells]) + _slow_cells(filled, kind)
    return hashlib.sha256(content).hexdigest()


def _bits(is_filled: list[bool]) -> bytes:
    groups = [is_filled[start : start + 8] for start in range(0, len(is_filled), 8)]
    return bytes(sum(bit << place for place, bit in enumerate(group)) for group in groups)


def _slow_cells(cells: list[Any], kind: str) -> bytes:
    if kind == "str":
        texts = [cell.encode() for cell in cells]
        return b"".join([*(struct.pack("<q", len(text)) for text in texts), *texts])
    if kind == "datetime64[us]":
        return b"".join(
            struct.pack("<q", cell.to_pydatetime().toordinal() - EPOCH.to_pydatetime().toordinal())
            for cell in cells
        )
    return b"".join(struct.pack(FORMS[kind], cell or 0) for cell in cells)


@pytest.mark.parametrize("place", [full_place, hostile_place, exact_place, dict])
def test_content_hash_is_what_its_form_says(place: Any) -> None:
    rows = place()
    assert content_hash(rows) == _slow_hash(rows)


def test_content_hash_stays_the_same_from_version_to_version() -> None:
    rows = {
        "Organisation": pd.DataFrame({"id": ["o2", "o1"], "name": ["Café", "Choir"]}),
        "Area": pd.DataFrame({"id": ["E05"], "name": ["Ward"], "x_own": ["x"]}),
    }
    assert content_hash(rows) == (
        "c56b2d1d1561b01ae8070521b20565a5a40670e0fc911a43902115cb5bab4508"
    )


def test_content_hash_does_not_depend_on_the_order_of_rows() -> None:
    rows = full_place() | hostile_place()
    turned = {name: rows[name].iloc[::-1] for name in reversed(rows)}
    assert content_hash(turned) == content_hash(rows)


def test_content_hash_does_not_depend_on_how_columns_are_kept() -> None:
    rows = hostile_place()["Organisation"]
    apart = pd.concat([rows.iloc[:3], rows.iloc[3:]]).iloc[1:]
    as_objects = rows.iloc[1:].astype(object)
    assert table_digests({"Organisation": apart}) == table_digests({"Organisation": as_objects})


def test_what_holds_nothing_makes_no_difference() -> None:
    rows = {"Need": pd.DataFrame({"id": ["n"], "name": ["Company"]})}
    more = {"Area": conform("Area", pd.DataFrame()), "Need": rows["Need"].assign(x_own=None)}
    assert content_hash(more) == content_hash(rows)


def test_no_text_empty_text_and_zero_are_three_things() -> None:
    def place(**cells: object) -> dict[str, pd.DataFrame]:
        return {"Activity": pd.DataFrame({"id": ["a"], "name": ["A"], **cells})}

    hashes = [content_hash(place(**cells)) for cells in ({}, {"cost": [""]}, {"wait_days": [0]})]
    assert len(set(hashes)) == 3


def test_the_two_zeros_are_one_and_no_number_is_an_empty_cell() -> None:
    def place(value: float | None) -> dict[str, pd.DataFrame]:
        cells = {"id": ["i"], "area_code": ["w"], "name": ["fact"], "value": [value]}
        return {"Indicator": pd.DataFrame(cells)}

    assert content_hash(place(-0.0)) == content_hash(place(0.0))
    assert content_hash(place(float("nan"))) == content_hash(place(None))
    assert content_hash(place(0.0)) != content_hash(place(None))


@pytest.mark.parametrize("table", ["Activity", "Indicator", "PARTNERS_WITH"])
def test_every_cell_counts_and_so_does_its_row(table: str) -> None:
    rows = full_place()[table]
    before = table_digests({table: rows})
    for name in rows.columns:
        swapped = rows.assign(**{name: rows[name].iloc[[1, 0, 2]].to_numpy()})
        is_other = str(rows[name].iloc[0]) != str(rows[name].iloc[1])
        assert (table_digests({table: conform(table, swapped)}) != before) == is_other, name
        if name != "id" and rows[name].notna().any():
            emptied = rows.assign(**{name: None})
            assert table_digests({table: conform(table, emptied)}) != before, name


_rows = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(
        st.text(max_size=3),
        st.one_of(st.none(), st.text(max_size=3)),
        st.one_of(st.none(), st.integers(-2, 2)),
    ),
    max_size=4,
)


def _needs(rows: dict[str, tuple[str, str | None, int | None]]) -> dict[str, pd.DataFrame]:
    names, texts, waits = list(zip(*rows.values(), strict=True)) or [(), (), ()]
    cells = {"id": list(rows), "name": list(names), "description": list(texts)}
    frame = pd.DataFrame({**cells, "wait_days": pd.array(list(waits), dtype="Int64")})
    return {"Activity": conform("Activity", frame)}


@settings(max_examples=40, deadline=None)
@given(_rows, _rows)
def test_two_places_have_one_hash_exactly_when_they_hold_the_same(
    first: dict[str, tuple[str, str | None, int | None]],
    second: dict[str, tuple[str, str | None, int | None]],
) -> None:
    assert (content_hash(_needs(first)) == content_hash(_needs(second))) == (first == second)
    np.random.default_rng(len(first)).shuffle(items := list(first.items()))
    assert content_hash(_needs(dict(items))) == content_hash(_needs(first))
