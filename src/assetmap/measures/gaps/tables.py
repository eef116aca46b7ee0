"""What a table of travel times or of stops, which somebody loads, must hold and says of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.measures.gaps.origins import Origins
    from assetmap.model import Snapshot

COLUMNS: Final = ("origin", "place", "cost")
STOP_COLUMNS: Final = ("line", "latitude", "longitude")
_BOUNDS: Final = {
    "cost": (0.0, np.inf, "a number, 0 or more"),
    "latitude": (-90.0, 90.0, "a number of degrees from -90 to 90"),
    "longitude": (-180.0, 180.0, "a number of degrees from -180 to 180"),
}


def named_nowhere(snapshot: Snapshot, starts: Origins, costs: pd.DataFrame) -> dict[str, list[str]]:
    """Return what a table of travel times names that the map does not have, a value a row.

    Parameters
    ----------
    snapshot
        The place.
    starts
        Where people start from.
    costs
        Columns origin and place.

    Returns
    -------
    dict
        origin: codes of areas that people do not start from; place: ids that no location has.
        In the order of the rows; "" where nothing is written.
    """
    known = {"origin": list(starts.codes), "place": snapshot.table("Location")["id"].tolist()}
    return {
        name: costs[name][~costs[name].isin(ids)].fillna("").astype(str).tolist()
        for name, ids in known.items()
    }


def refuse_other_columns(table: pd.DataFrame | None, wanted: Sequence[str]) -> pd.DataFrame:
    """Return a table with its numbers read; refuse one that lacks a column that is wanted."""
    what = "stops" if "line" in wanted else "travel times"
    if table is None or not set(wanted) <= set(table.columns):
        found = "no table" if table is None else f"columns {', '.join(map(str, table.columns))}"
        msg = f"A table of {what} has the columns {_in_words(wanted)}; there is {found}."
        raise DataError(msg)
    return table.assign(**{name: _checked(table[name], what) for name in wanted if name in _BOUNDS})


def _in_words(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _checked(column: pd.Series[Any], what: str) -> pd.Series[float]:
    """Return a column as numbers; refuse one that is none, or out of its bounds."""
    low, high, words = _BOUNDS[str(column.name)]
    numbers = pd.to_numeric(column, errors="coerce")
    if (is_wrong := ~((numbers >= low) & (numbers <= high))).any():
        row = int(np.flatnonzero(is_wrong)[0])
        found = column.tolist()[row]  # a plain number, as people write it
        msg = f"Row {row + 1} of the {what} has the {column.name} {found!r}; it must be {words}."
        raise DataError(msg)
    return numbers
