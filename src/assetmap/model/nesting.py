"""Which areas lie in which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.model.snapshot import Snapshot


def chains(parent_of: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Return for each thing itself and all that it is part of, the nearest first.

    Parameters
    ----------
    parent_of
        What each is part of, or None; a ring ends where it would begin again.

    Returns
    -------
    dict
        A chain for every key of `parent_of`.

    Examples
    --------
    >>> chains({"ward": "town", "town": None})
    {'ward': ('ward', 'town'), 'town': ('town',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for start in parent_of:
        chain: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in chain:
            chain[current] = None
            current = parent_of.get(current)
        found[start] = tuple(chain)
    return found


def parents(rows: pd.DataFrame, column: str) -> dict[str, str | None]:
    """Return what each row's `column` refers to, by id; None where it is empty."""
    return {
        id_: parent if isinstance(parent, str) else None
        for id_, parent in zip(rows["id"].tolist(), rows[column].tolist(), strict=True)
    }


def area_chains(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return for each area its code and those of the areas that it lies in, nearest first."""
    return chains(parents(snapshot.table("Area"), "parent_code"))
