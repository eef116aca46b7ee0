"""One part of what is told of an organisation: sentences, how sure they are, rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot

Row = TypeVar("Row")

MOST_ROWS: Final = 200
"""Rows of one table at most; a sentence says how many more there are."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One part of what is told of an organisation.

    Attributes
    ----------
    sentences
        What there is, in whole sentences; when there is nothing, that, and what would change it.
    sureness
        How sure it is, in a sentence; empty when there is nothing to be sure of.
    rows
        The same as a table, at most `MOST_ROWS`.
    """

    sentences: tuple[str, ...]
    sureness: str = ""
    rows: tuple[Row, ...] = ()


def text_of(value: Any) -> str:
    """Return a cell of text; an empty cell is an empty text."""
    return value if isinstance(value, str) else ""


def day_of(value: Any) -> dt.date | None:
    """Return a cell of a date as a day; an empty cell is None."""
    return None if pd.isna(value) else value.date()


def by_name(snapshot: Snapshot, id_: str) -> tuple[str, str]:
    """Return what puts rows in the order of names, ties by id."""
    return snapshot.name_of.get(id_, id_).casefold(), id_


def left_out(n_rows: int) -> tuple[str, ...]:
    """Return a sentence about rows beyond `MOST_ROWS`, if there are any."""
    n_more = n_rows - MOST_ROWS
    return (f"The list holds the first {MOST_ROWS}; {n_more:,} more follow.",) if n_more > 0 else ()
