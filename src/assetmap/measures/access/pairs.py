"""Pairs of an origin and a place with what lies between them, as arrays that loops can take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from assetmap.errors import DataError, MissingColumnError
from assetmap.measures.access.catchments_kernel import is_rising

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Amounts: TypeAlias = pd.Series[float] | pd.Series[int]

_COLUMNS: Final = ("origin", "place", "cost")


Array = TypeVar("Array", bound="np.ndarray[Any, Any]")


class Pairs(NamedTuple):
    """Pairs within a limit; arrays of one length that cannot be written to.

    Attributes
    ----------
    origin, place
        Numbers of rows of the demand and of the supply.
    cost
        What it takes to get from one to the other.
    """

    origin: NDArray[np.int32]
    place: NDArray[np.int32]
    cost: NDArray[np.float64]


def amounts(given: Amounts, what: str) -> NDArray[np.float64]:
    """Return the numbers of a series; refuse ids given twice and what is no number of 0 or more.

    Parameters
    ----------
    given
        Numbers by id.
    what
        What they are called in a message.
    """
    doubtful = given.index.isna() | given.index.duplicated()
    if doubtful.any():
        msg = (
            f"{doubtful.sum()} of {len(given)} ids of the {what} are missing or given twice, the "
            f"first {str(given.index[doubtful][0])!r}. Give each id once."
        )
        raise DataError(msg)
    numbers = pd.to_numeric(given, errors="coerce").to_numpy(np.float64, na_value=np.nan)
    refused = ~((numbers >= 0) & np.isfinite(numbers))
    if refused.any():
        msg = (
            f"{refused.sum()} of {len(given)} values of the {what} are no number of 0 or more, the "
            f"first {given.iloc[int(refused.argmax())]} of {str(given.index[refused][0])!r}."
        )
        raise DataError(msg)
    return numbers


def pairs_of(costs: pd.DataFrame, origins: pd.Index, places: pd.Index, *, limit: float) -> Pairs:
    """Return the pairs of a frame that cost no more than a limit.

    Parameters
    ----------
    costs
        Columns origin, place and cost, a row a pair. Ids that are categories, as `pairs_within`
        gives them, are looked up once each and not once a row.
    origins, places
        The ids that there are, each once.
    limit
        0 or more, inclusive; may be infinite.

    Raises
    ------
    MissingColumnError
        If a column is missing.
    DataError
        If a row names an id that there is not, a pair is given twice, a cost is no number of 0 or
        more, or the limit is none.
    """
    missing = [name for name in _COLUMNS if name not in costs.columns]
    if missing:
        whose = "The frame of costs"
        raise MissingColumnError(whose, missing, map(str, costs.columns))
    if not limit >= 0:
        msg = f"{limit} is no limit of cost; give a number of 0 or more."
        raise DataError(msg)
    origin = _numbers(costs["origin"], origins, "demand")
    place = _numbers(costs["place"], places, "supply")
    cost = _costs(costs)
    _refuse_repeated(origin, place, costs)
    is_within = cost <= limit
    if not is_within.all():
        origin, place, cost = origin[is_within], place[is_within], cost[is_within]
    return Pairs(_read_only(origin), _read_only(place), _read_only(cost))


def _numbers(column: pd.Series, ids: pd.Index, whose: str) -> NDArray[np.int32]:
    """Return the place of each row's id among `ids`."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories = column.cat.categories
        codes = column.cat.codes.to_numpy().astype(np.int32, copy=False)
        if len(categories) == len(ids) and categories.equals(ids):
            found = codes
        else:
            # A row without an id has code -1, which picks the last: none.
            found = np.append(ids.get_indexer(categories), -1).astype(np.int32)[codes]
    else:
        found = ids.get_indexer(pd.Index(column)).astype(np.int32)
    if len(found) and found.min() < 0:
        is_unknown = found < 0
        msg = (
            f"{is_unknown.sum()} of {len(found)} costs have as {column.name} an id that is not "
            f"in the {whose}, the first {str(column.iloc[int(is_unknown.argmax())])!r}. Give its "
            "number too, or leave the row out."
        )
        raise DataError(msg)
    return found


def _costs(costs: pd.DataFrame) -> NDArray[np.float64]:
    column = costs["cost"]
    if column.dtype != np.float64:
        column = pd.to_numeric(column, errors="coerce")
    numbers = column.to_numpy(np.float64, na_value=np.nan)
    if len(numbers) and not numbers.min() >= 0:  # which a missing one makes missing
        refused = ~(numbers >= 0)
        first = costs.iloc[int(refused.argmax())]
        msg = (
            f"{refused.sum()} of {len(costs)} costs are no number of 0 or more, the first "
            f"{first['cost']} from {str(first['origin'])!r} to {str(first['place'])!r}."
        )
        raise DataError(msg)
    return numbers


def _refuse_repeated(
    origin: NDArray[np.int32], place: NDArray[np.int32], costs: pd.DataFrame
) -> None:
    """Refuse a pair given twice; pairs in rising order, as they mostly come, need no sorting."""
    if is_rising(_read_only(origin), _read_only(place)):
        return
    keys = origin.astype(np.int64) << 32 | place
    order = np.argsort(keys, kind="stable")
    is_same = keys[order[1:]] == keys[order[:-1]]
    if is_same.any():
        first = costs.iloc[int(order[1:][is_same].min())]
        msg = (
            f"{is_same.sum()} of {len(costs)} costs are of a pair that has one already, the first "
            f"from {str(first['origin'])!r} to {str(first['place'])!r}. Give each pair once."
        )
        raise DataError(msg)


def _read_only(array: Array) -> Array:
    """Return a view that cannot be written to: loops are compiled once for all that are so."""
    view = array.view()
    view.flags.writeable = False
    return view
