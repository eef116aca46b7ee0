"""Rows of a public place as they are looked up when documents are made of them."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.ingest.open_referral.published_ids import published_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.release.public_place import PublicPlace

    Row = Mapping[str, Any]
    """The cells of one row that hold something, text without blanks around it."""


def rows_of(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a table, each with the cells that hold something."""
    names = [str(name) for name in table.columns]
    columns = (_cells(table[name]) for name in names)
    return [
        {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}
        for cells in zip(*columns, strict=True)
    ]


def listed(text: str | None) -> list[str]:
    """Return the entries of a cell that holds several.

    Examples
    --------
    >>> listed("English| Urdu|English")
    ['English', 'Urdu']
    """
    return list(dict.fromkeys(filter(None, (each.strip() for each in (text or "").split("|")))))


class PlaceRows:
    """All rows that documents are made of, by id and by what they belong to.

    Parameters
    ----------
    place
        What anybody may see.
    day
        Ties that ended before or on it are left out; None: nothing is.

    Attributes
    ----------
    organisations, activities, locations, needs, communities, areas
        Rows by our id.
    sessions
        By the activity's id.
    meets, welcomes, serves
        Ids of needs, communities and areas by the activity's id, each once, as stored.
    """

    def __init__(self, place: PublicPlace, day: dt.date | None = None) -> None:
        self._day = day
        self.organisations = _by_id(place.organisations)
        self.activities = _by_id(place.activities)
        self.locations = _by_id(place.locations)
        self.needs = _by_id(place.needs)
        self.communities = _by_id(place.communities)
        self.areas = _by_id(place.areas)
        self.sessions: dict[str, list[Row]] = defaultdict(list)
        for row in rows_of(place.sessions):
            self.sessions[row["activity_id"]].append(row)
        self.meets = _ends(_going_on(place.meets, day))
        self.welcomes = _ends(_going_on(place.welcomes, day))
        self.serves = _ends(_going_on(place.serves, day))

    def is_over(self, row: Row) -> bool:
        """Tell whether a row has ended on the day."""
        return self._day is not None and "valid_to" in row and row["valid_to"].date() <= self._day


def by_published_id(
    ids: Iterable[str], publish: Callable[[str], str] = published_id
) -> dict[str, str]:
    """Return our id by published id, in the order of the latter; of two rows of one, the first."""
    found: dict[str, str] = {}
    for id_ in ids:
        found.setdefault(publish(id_), id_)
    return dict(sorted(found.items()))


def _by_id(table: pd.DataFrame) -> dict[str, Row]:
    return {row["id"]: row for row in rows_of(table)}


def _going_on(table: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return the rows that have not ended; what is to begin is there."""
    return table if day is None else table[~(table["valid_to"] <= pd.Timestamp(day))]


def _ends(ties: pd.DataFrame) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for from_id, to_id in zip(ties["from_id"], ties["to_id"], strict=True):
        found[from_id][to_id] = None
    return {from_id: list(ends) for from_id, ends in found.items()}


def _cells(values: pd.Series[Any]) -> list[Any]:
    cells = values.astype(object).where(values.notna(), None).tolist()
    return [_told(cell) for cell in cells]


def _told(cell: object) -> object:
    """Return a cell, None of one that says nothing: blanks, or a number without end."""
    if isinstance(cell, str):
        return cell.strip() or None
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
