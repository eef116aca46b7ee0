"""The form of every table: a pandera model whose columns say what they mean."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from assetmap.model.column import Column, column, key

if TYPE_CHECKING:
    from collections.abc import Callable

COMMON = ("provenance", "recorded_on", "valid_from", "valid_to")
"""Columns that every row carries; they stand last."""


class Table(pa.DataFrameModel):
    """What every node, tie and look-up row carries."""

    id: Series[str] = key()
    provenance: Series[str] = column(
        "Where the row came from: a file, a feed, a survey.", "name", public=True
    )
    recorded_on: Series[pd.Timestamp] = column("Day on which it was written down.", "date")
    valid_from: Series[pd.Timestamp] = column(
        "First day on which it holds; empty: from the start.", "date", public=True
    )
    valid_to: Series[pd.Timestamp] = column(
        "First day on which it no longer holds; empty: it still does.", "date", public=True
    )

    @pa.dataframe_check(error="valid_to: It is not after valid_from.")
    def valid_for_a_while(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that a row's span is not empty."""
        return in_order(rows, "valid_from", "valid_to", strictly=True)


class Tie(Table):
    """What every many-to-many tie carries: a row from one node to another."""


def in_order(
    rows: pd.DataFrame, first: str, second: str, *, strictly: bool = False
) -> pd.Series[bool]:
    """Tell of each row whether column `first` is not after `second`, or either is empty."""
    holds = rows[first] < rows[second] if strictly else rows[first] <= rows[second]
    return rows[first].isna() | rows[second].isna() | holds


def rule(field: str, sentence: str) -> Callable[[Any], Any]:
    """Declare a check of several columns; the fault is reported at `field` with `sentence`."""
    return cast("Callable[[Any], Any]", pa.dataframe_check(error=f"{field}: {sentence}"))


def table_name(table: type[Table]) -> str:
    """Return the label (`Organisation`) or the tie (`PARTNERS_WITH`) that `table` declares."""
    name = table.__name__
    if issubclass(table, Tie):
        return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()
    return name


@cache
def columns(table: type[Table]) -> tuple[Column, ...]:
    """Return the columns of `table`, its own first and those that every row carries last."""
    declared = [
        Column(name=name, description=str(field.description), **(field.metadata or {}))
        for name, field in table.to_schema().columns.items()
    ]
    first = [each for each in declared if each.name == "id"]
    own = [each for each in declared if each.name not in {"id", *COMMON}]
    last = [each for each in declared if each.name in COMMON]
    return (*first, *own, *last)


@cache
def schema(table: type[Table]) -> pa.DataFrameSchema:
    """Return the checks of `table`: types, required cells, lengths, ranges and its rules."""
    made = table.to_schema()
    for each in columns(table):
        made.columns[each.name].checks.extend(each.checks())
        made.columns[each.name].required = False
    return made
