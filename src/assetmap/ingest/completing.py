"""Rows of several lists about the same thing, loaded at once: each says what the others leave out.

Such as outlines in one file and the larger area of each in another; loaded one after the other they
would come to the same. Rows that contradict an earlier one complete nothing; they are rejected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.ingest.conflicts import is_among

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    import numpy as np

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

_OWN: Final = frozenset({"id", "provenance", "recorded_on"})
"""What a row says of itself, and no other for it."""


def complete_each_other(
    parts: Sequence[pd.DataFrame], told: Sequence[Set[str]], sound: Sequence[Mask]
) -> Sequence[pd.DataFrame]:
    """Return the rows of one table with cells that one part leaves out and another fills.

    Parameters
    ----------
    parts
        Rows of one table by where they came from, each with an `id`; an id may stand in several.
    told
        For each part the columns that it has cells for, empty ones included.
    sound
        For each part which rows may tell others what they lack.

    Returns
    -------
    sequence
        As many parts of as many rows. Part by part, a row that agrees with what was told of its id
        before adds to it; each of those gets what it lacks. What a part tells itself stays.
    """
    fields = sorted(frozenset().union(*told) - _OWN)
    missing = [[name for name in fields if name not in own] for own in told]
    shared = _shared_ids(parts) if any(missing) else pd.Index([], dtype=object)
    if shared.empty:
        return parts
    known: dict[str, pd.Series[Any]] = {}
    agreeing = [
        _tell(known, _rows_of(part[is_sound], shared), sorted(own - _OWN))
        for part, own, is_sound in zip(parts, told, sound, strict=True)
    ]
    return [
        _completed(part, lacks, known, ~is_sound | is_among(part["id"], ids))
        for part, lacks, is_sound, ids in zip(parts, missing, sound, agreeing, strict=True)
    ]


def _shared_ids(parts: Sequence[pd.DataFrame]) -> pd.Index[Any]:
    """Return the ids that stand in more than one part."""
    ids = pd.concat([part["id"].drop_duplicates() for part in parts]).dropna()
    shared: pd.Index[Any] = pd.Index(ids[ids.duplicated()].unique(), dtype=object)
    return shared


def _rows_of(part: pd.DataFrame, ids: pd.Index[Any]) -> pd.DataFrame:
    rows = part[is_among(part["id"], ids)].drop_duplicates("id")
    return rows.set_axis(pd.Index(rows["id"], dtype=object))


def _tell(
    known: dict[str, pd.Series[Any]], rows: pd.DataFrame, names: Sequence[str]
) -> pd.Index[Any]:
    """Add to `known` what rows tell that agree with it, and return the ids of these."""
    agrees = pd.Series(data=True, index=rows.index)
    for name in names:
        if name in known:
            before = known[name].reindex(rows.index)
            is_same = (rows[name] == before).fillna(value=False).astype(bool)
            is_same |= rows[name].isna() & before.isna()
            agrees &= is_same | ~rows.index.isin(known[name].index)
    agreeing = rows[agrees]
    ids = agreeing.index
    for name in names:
        if name in known:
            new = agreeing.loc[~agreeing.index.isin(known[name].index), name]
            known[name] = pd.concat([known[name], new])
        else:
            known[name] = agreeing[name]
    return ids


def _completed(
    part: pd.DataFrame, lacks: Sequence[str], known: dict[str, pd.Series[Any]], is_open: Mask
) -> pd.DataFrame:
    made = part.copy(deep=False)
    for name in lacks:
        said = known[name]
        is_said = is_open & is_among(part["id"], said.index)
        if is_said.any():
            cells = said.reindex(pd.Index(part["id"], dtype=object)).set_axis(part.index)
            before = part[name] if name in part else pd.Series(index=part.index, dtype=said.dtype)
            made[name] = before.where(~is_said, cells)
    return made
