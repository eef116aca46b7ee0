"""What each place of a choice adds, and what else could be chosen in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.siting.kernels import gains_given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.measures.siting.choices import Question


def added(question: Question[Any], chosen: Iterable[str]) -> pd.Series[float]:
    """Return what each place adds to those before it, and to what is there already.

    Parameters
    ----------
    question
        Such as `cover_of` gives, by whom it covers; or `median_of`, by what people save together.
    chosen
        Ids of candidates.

    Returns
    -------
    Series
        By id, in the order given.

    Raises
    ------
    DataError
        If an id is no candidate's.

    Examples
    --------
    >>> from assetmap.measures.siting.cover import cover_of
    >>> demand = pd.Series({"east": 30, "west": 20, "moor": 25})
    >>> rows = [("east", "hall", 1), ("west", "hall", 2), ("west", "inn", 1), ("moor", "inn", 2)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> added(cover_of(demand, ["hall", "inn"], costs, reach=2), ["hall", "inn"]).to_dict()
    {'hall': 50.0, 'inn': 25.0}
    """
    choices = question.choices
    places = choices.positions(chosen)
    saved = [choices.saved(places[:n]) for n in range(len(places) + 1)]
    return pd.Series(np.diff(saved), index=choices.ids[places], name="added")


def instead_of(
    question: Question[Any], chosen: Iterable[str], place_id: str, *, n_rows: int = 3
) -> pd.Series[float]:
    """Return what other candidates would add, were they chosen in the stead of one place.

    Parameters
    ----------
    question
        Such as `cover_of` or `median_of` gives.
    chosen
        Ids of candidates.
    place_id
        One of them.
    n_rows
        Most that are returned.

    Returns
    -------
    Series
        By id, by falling worth and then by id: what each would add to the others chosen. Those
        that add nothing are left out, and the place itself too.

    Raises
    ------
    DataError
        If an id is no candidate's, or `place_id` is not chosen.

    Examples
    --------
    >>> from assetmap.measures.siting.cover import cover_of
    >>> demand, columns = pd.Series({"east": 30, "moor": 25}), ["origin", "place", "cost"]
    >>> costs = pd.DataFrame([("east", "hall", 1), ("moor", "inn", 2)], columns=columns)
    >>> instead_of(cover_of(demand, ["hall", "inn"], costs, reach=2), ["hall"], "hall").to_dict()
    {'inn': 25.0}
    """
    choices = question.choices
    places = choices.positions(chosen)
    out = choices.positions([place_id])[0]
    if out not in places:
        msg = f"{place_id!r} is not among the places chosen."
        raise DataError(msg)
    gains = gains_given(places[places != out], choices.by_place, choices.by_origin)
    gains[places] = 0.0
    order = np.argsort(-gains, kind="stable")[:n_rows]
    order = order[gains[order] > 0]
    return pd.Series(gains[order], index=choices.ids[order], name="added")
