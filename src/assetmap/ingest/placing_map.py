"""Postcodes and areas as placing asks for them: of the store, and of the files being loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from assetmap.geo import Outlines
from assetmap.ingest.conflicts import is_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetmap.model import Snapshot


class Where(NamedTuple):
    """Where a postcode is, and the areas that it lies in."""

    latitude: float
    longitude: float
    lsoa_code: str | None
    ward_code: str | None


class PlaceMap:
    """Postcodes and areas as they are with the files, and postcodes as they were before."""

    def __init__(self, fresh: Mapping[str, pd.DataFrame], snapshot: Snapshot) -> None:
        self._fresh, self._snapshot = fresh, snapshot
        stored, areas = snapshot.table("Area"), fresh["Area"]
        given = pd.Index(areas["id"], dtype=object)
        self._areas = pd.concat(
            [
                areas[["id", "boundary"]],
                stored.loc[~is_among(stored["id"], given), ["id", "boundary"]],
            ]
        )
        self._outlined = self._areas[self._areas["boundary"].notna()]
        self._all = frozenset(self._areas["id"])
        self._without_outline = self._all - frozenset(self._outlined["id"])

    def postcodes(self, wanted: Iterable[str]) -> tuple[dict[str, Where], dict[str, Where]]:
        """Return where the postcodes `wanted` were, and where they are."""
        names = list(wanted)
        stored = _wheres(self._snapshot.table("Postcode"), names)
        return stored, stored | _wheres(self._fresh["Postcode"], names)

    def around(self, points: Sequence[tuple[float, float]]) -> list[str | None]:
        """Return the smallest outlined area that each point lies in."""
        if not points or self._outlined.empty:
            return [None] * len(points)
        outlines = Outlines(self._outlined["id"], self._outlined["boundary"])
        latitudes, longitudes = zip(*points, strict=True)
        return outlines.smallest(latitudes, longitudes)

    def of_postcode(self, where: Where | None, *, is_outlined_too: bool) -> str | None:
        """Return the small area or else the ward of a postcode, if it is in the map."""
        codes = (where.lsoa_code, where.ward_code) if where else ()
        known = self._all if is_outlined_too else self._without_outline
        return next((code for code in codes if code in known), None)


def _wheres(rows: pd.DataFrame, wanted: Sequence[str]) -> dict[str, Where]:
    is_wanted = is_among(rows["id"], pd.Index(wanted, dtype=object))
    found = rows[is_wanted & rows["latitude"].notna() & rows["longitude"].notna()]
    columns = (found[name] for name in ("latitude", "longitude", "lsoa_code", "ward_code"))
    return dict(zip(found["id"], map(Where, *columns), strict=True))
