"""What lies near a postcode, and who is there for those who live at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.geo.distances import great_circle_m
from assetmap.release.keeping import once_a_place
from assetmap.web.api.answers import refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.release.public_place import PublicPlace

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

_DEEPEST: Final = 20  # areas within areas


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Postcodes, locations and areas of a place as they are looked up.

    Attributes
    ----------
    row_of
        Which row a postcode is.
    points
        Latitude and longitude of the postcodes.
    codes
        Small area and ward of each, "" if it is not told.
    location_ids
        Our ids of the locations that have a point.
    location_points
        Their latitude and longitude.
    parent_of
        The larger area by that which lies in it.
    """

    row_of: Mapping[str, int]
    points: Numbers
    codes: list[tuple[str, str]]
    location_ids: list[str]
    location_points: Numbers
    parent_of: Mapping[str, str]

    def distances_m(self, postcode: str) -> dict[str, float]:
        """Return the distance of each location that has a point, by our id."""
        row = self._row(postcode)
        latitude, longitude = self.points[row]
        distances = great_circle_m(
            latitude, longitude, self.location_points[:, 0], self.location_points[:, 1]
        )
        return dict(zip(self.location_ids, distances.tolist(), strict=True))

    def areas_of(self, postcode: str) -> frozenset[str]:
        """Return the codes of all areas that a postcode lies in, as far as they are told."""
        found: set[str] = set()
        for code in self.codes[self._row(postcode)]:
            for _ in range(_DEEPEST):
                if not code or code in found:
                    break
                found.add(code)
                code = self.parent_of.get(code, "")  # noqa: PLW2901 - on to the larger one
        return frozenset(found)

    def _row(self, postcode: str) -> int:
        if postcode not in self.row_of:
            msg = f"postcode is {postcode!r}: this place has no such postcode."
            raise refuse(msg)
        return self.row_of[postcode]


@once_a_place
def surroundings_of(place: PublicPlace) -> Surroundings:
    """Return what is looked up around postcodes of a place.

    Parameters
    ----------
    place
        What anybody may see.
    """
    postcodes = place.postcodes[place.postcodes["latitude"].notna()]
    located = place.locations[place.locations["latitude"].notna()]
    codes = (postcodes[name].fillna("").tolist() for name in ("lsoa_code", "ward_code"))
    within = place.areas.dropna(subset=["parent_code"])
    return Surroundings(
        row_of={id_: row for row, id_ in enumerate(postcodes["id"])},
        points=postcodes[["latitude", "longitude"]].to_numpy(dtype=np.float64),
        codes=list(zip(*codes, strict=True)),
        location_ids=located["id"].tolist(),
        location_points=located[["latitude", "longitude"]].to_numpy(dtype=np.float64),
        parent_of=dict(zip(within["id"], within["parent_code"], strict=True)),
    )
