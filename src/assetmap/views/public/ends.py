"""The ends of ties, by the activity that they belong to, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from assetmap.model.snapshot import holding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt
    import pandas as pd


def ends_by_name(
    ties: pd.DataFrame, names: Mapping[str, str], day: dt.date
) -> dict[str, tuple[str, ...]]:
    """Return where ties lead, by where they begin; each end once, by name.

    Parameters
    ----------
    ties
        Those that hold on `day` count.
    names
        Names by id of what a tie may lead to; other ends are left out.
    day
        Today.
    """
    found: dict[str, set[str]] = defaultdict(set)
    held = holding(ties, day)
    for from_id, to_id in zip(held["from_id"], held["to_id"], strict=True):
        if to_id in names:
            found[from_id].add(to_id)
    return {
        id_: tuple(sorted(each, key=lambda end: (names[end].casefold(), end)))
        for id_, each in found.items()
    }


def rows_by_end(
    ids: Iterable[str],
    ends_of: Mapping[str, tuple[str, ...]],
    chain_of: Mapping[str, tuple[str, ...]],
) -> dict[str, npt.NDArray[np.int64]]:
    """Return by end the rows whose ties lead to it, or to one within it.

    Parameters
    ----------
    ids
        Of the rows, in their order.
    ends_of
        Ends by id.
    chain_of
        By end itself and those that it is part of; an end that is not there is part of none.
    """
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for row, id_ in enumerate(ids):
        for end in ends_of.get(id_, ()):
            for wider in chain_of.get(end, (end,)):
                found[wider][row] = None
    return {end: np.array([*rows], dtype=np.int64) for end, rows in found.items()}
