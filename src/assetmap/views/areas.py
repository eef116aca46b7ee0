"""What lies in which area says of a location or an organisation."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from assetmap.measures.memory import once
from assetmap.model.nesting import area_chains, parents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot


@once
def areas_at(snapshot: Snapshot, level: str) -> Mapping[str, str]:
    """Return names by code of the areas of one level, such as `ward`, in order of code."""
    rows = snapshot.table("Area")
    chosen = rows[rows["level"] == level].sort_values("id")
    return MappingProxyType(dict(zip(chosen["id"], chosen["name"], strict=True)))


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
