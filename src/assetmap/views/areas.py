"""Which areas lie in which, and what that says of a location or an organisation."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.model import Snapshot


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
        for id_, parent in zip(rows["id"], rows[column], strict=True)
    }


def area_chains(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return for each area its code and those of the areas that it lies in, nearest first."""
    return chains(parents(snapshot.table("Area"), "parent_code"))


def areas_at(snapshot: Snapshot, level: str) -> dict[str, str]:
    """Return names by code of the areas of one level, such as `ward`, in order of code."""
    rows = snapshot.table("Area")
    chosen = rows[rows["level"] == level].sort_values("id")
    return dict(zip(chosen["id"], chosen["name"], strict=True))


def touching(snapshot: Snapshot, level: str) -> dict[str, frozenset[str]]:
    """Return for each area the codes at `level` that it lies in, or that lie in it.

    Parameters
    ----------
    snapshot
        The place.
    level
        Such as `ward`.

    Returns
    -------
    dict
        By area code: the one ward of a smaller area, the ward itself, all wards of a town.
    """
    chosen = set(areas_at(snapshot, level))
    found: dict[str, set[str]] = defaultdict(set)
    for code, chain in area_chains(snapshot).items():
        for larger in chain:
            if larger in chosen:
                found[code].add(larger)
        if code in chosen:
            for larger in chain:
                found[larger].add(code)
    return {code: frozenset(codes) for code, codes in found.items()}


def town_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the town of each organisation that has one.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    dict
        Name of the town by organisation: of the area at the level `town` that its location lies
        in, else the town that stands in its location's address.
    """
    towns = areas_at(snapshot, "town")
    chain_of = area_chains(snapshot)
    at: dict[str, str] = {}
    locations = snapshot.table("Location")
    columns = (locations[name].tolist() for name in ("id", "town", "area_code"))
    for id_, town, area_code in zip(*columns, strict=True):
        within = [towns[code] for code in chain_of.get(area_code, ()) if code in towns]
        if within or isinstance(town, str):
            at[id_] = within[0] if within else town
    based = parents(snapshot.table("Organisation"), "location_id")
    return {id_: at[place] for id_, place in based.items() if place in at}
