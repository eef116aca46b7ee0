"""Checks of a change before any store is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.model import TABLES, WITHOUT_OWN_COLUMNS, columns_of, conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from assetmap.model import Changes

_LONGEST_COLUMN: Final = 200
_END: Final = "\0"


def checked_rows(changes: Changes) -> dict[str, pd.DataFrame]:
    """Return the rows of `changes` in the model's types and order of tables.

    Columns of the place's own (`x_`) that hold nothing are left out.

    Raises
    ------
    DataError
        If a table is unknown, a required cell is empty, an id is given twice or holds the
        character 0, or a column of the place's own cannot be kept.
    """
    unknown = sorted({*changes.rows, *changes.removed} - set(TABLES))
    if unknown:
        msg = f"The model has no table {unknown[0]!r}. Nothing was changed."
        raise DataError(msg)
    for table, ids in changes.removed.items():
        _refuse_cut_off(table, (each for each in ids if _END in each))
    return {
        table: _checked(table, _typed(table, changes.rows[table]), changes.removed.get(table, ()))
        for table in TABLES
        if table in changes.rows and len(changes.rows[table])
    }


def _typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    try:
        return conform(table, rows)
    except (TypeError, ValueError) as error:
        msg = f"{table} holds a cell that is not of its column's type: {error}"
        raise DataError(msg) from error


def _checked(table: str, rows: pd.DataFrame, removed: Sequence[str]) -> pd.DataFrame:
    for each in columns_of(table):
        if each.required and rows[each.name].isna().any():
            at = rows.loc[rows[each.name].isna(), "id"].iloc[0]
            msg = f"{table} {at!r} has no {each.name}, which it must have. Nothing was changed."
            raise DataError(msg)
    for ids, fault in (
        (rows["id"][rows["id"].duplicated()], "given twice"),
        (rows["id"][rows["id"].isin(list(removed))], "both given and taken away"),
    ):
        if len(ids):
            msg = f"{table} {ids.iloc[0]!r} is {fault}. Nothing was changed."
            raise DataError(msg)
    for each in columns_of(table):
        if each.name == "id" or each.to:
            cells = rows[each.name]
            _refuse_cut_off(table, cells[cells.str.contains(_END, regex=False, na=False)])
    return _with_own_columns(table, rows)


def _refuse_cut_off(table: str, ids: Iterable[str]) -> None:
    """Refuse ids that SQLite, which ends text there, would take for shorter ones."""
    for each in ids:
        msg = f"{table} has an id {each!r} with the character 0 in it. Nothing was changed."
        raise DataError(msg)


def _with_own_columns(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    own = [str(name) for name in rows.columns if str(name).startswith("x_")]
    filled = [name for name in own if rows[name].notna().any()]
    if filled and table in WITHOUT_OWN_COLUMNS:
        msg = (
            f"{table} takes no column of a place's own, such as {filled[0]!r}. Nothing was changed."
        )
        raise DataError(msg)
    spelled: set[str] = set()
    for name in filled:
        # A store takes x_Size and x_size for one column.
        if name.lower() in spelled or len(name) > _LONGEST_COLUMN or _END in name:
            msg = f"{table} cannot have a column {name!r} of its own. Nothing was changed."
            raise DataError(msg)
        spelled.add(name.lower())
    return rows.drop(columns=[name for name in own if name not in filled])
