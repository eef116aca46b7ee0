"""Two rows about the same thing as one: whose words count, and what each adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd

from assetmap.ingest.duplicates.numbers import read_number
from assetmap.model import columns_of
from assetmap.model.column import MAX_TEXT
from assetmap.model.table import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Cells = Mapping[str, Any]

_OTHER_NAMES: Final = "alternate_names"
_NAME: Final = "name"


def filled_cells(table: str, kept: Cells, other: Cells) -> dict[str, Any]:
    """Return the cells of `kept`, its gaps filled from `other`, and lists of both put together.

    Parameters
    ----------
    table
        Of which table both are rows.
    kept, other
        Cells by column; columns of the place's own (`x_`) are cells like others. An id, and what
        every row carries (where it came from, when it holds), stay those of `kept`.

    Returns
    -------
    dict
        A cell that only holds the column's default is a gap. Doing it twice changes nothing.
    """
    declared = {each.name: each for each in columns_of(table)}
    made = dict(kept)
    for name, value in other.items():
        if name == "id" or name in COMMON or is_gap(value):
            continue
        column = declared.get(name)
        mine = made.get(name)
        if is_gap(mine) or (column is not None and mine == column.default):
            made[name] = value
        elif column is not None and column.kind == "list":
            made[name] = _together(str(mine).split("|"), str(value).split("|"))
    return made


def joined_cells(table: str, kept: Cells, other: Cells) -> dict[str, Any]:
    """Return `filled_cells`, the name of `other` among the other names if there is such a column.

    Parameters
    ----------
    table, kept, other
        As for `filled_cells`.
    """
    made = filled_cells(table, kept, other)
    if _OTHER_NAMES not in {each.name for each in columns_of(table)}:
        return made
    mine = made.get(_OTHER_NAMES)
    before = [] if is_gap(mine) else str(mine).split("|")
    # A bar in a name would part it in two.
    name = str(other.get(_NAME) or "").replace("|", " ")
    own = _spelling(str(made.get(_NAME) or ""))
    names = [text for text in before if _spelling(text) != own]
    if name and _spelling(name) != own:
        names = _together(names, [name]).split("|")
    made[_OTHER_NAMES] = "|".join(names) or None
    return made


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as cells by column."""
    return cast("list[dict[str, Any]]", rows.astype(object).to_dict("records"))


def is_gap(value: object) -> bool:
    """Tell whether a cell holds nothing."""
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value  # noqa: PLR0124 - NaN


def _together(some: Iterable[str], others: Iterable[str]) -> str:
    """Return both lists as one cell, each entry once, as many as fit."""
    entries: dict[str, str] = {}
    length = 0
    for text in (*some, *others):
        key = _spelling(text)
        if text and key not in entries and length + len(text) + 1 <= MAX_TEXT:
            entries[key] = text
            length += len(text) + 1
    return "|".join(entries.values())


def _spelling(text: str) -> str:
    number = read_number(text)
    return " ".join(text.casefold().split()) if number is None else str(number)
