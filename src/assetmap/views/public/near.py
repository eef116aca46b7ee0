"""Where somebody is, from a postcode or the name of a place, and how far everything is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.geo import great_circle_m, normal_postcode, outline_of, point_within
from assetmap.views.public.said import said

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from assetmap.views.public.directory import Directory

_LONGEST: Final = 80
_METRES_A_MILE: Final = 1609.344
_LEAST_SAID: Final = 0.1


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A point that somebody asked from.

    Attributes
    ----------
    words
        What it is called: the postcode in its one spelling, or a name.
    latitude, longitude
        In degrees.
    area_codes
        The areas that it lies in, the smallest first.
    ward_code
        The ward among them, or "".
    """

    words: str
    latitude: float
    longitude: float
    area_codes: tuple[str, ...]
    ward_code: str


def somewhere(directory: Directory, asked: str) -> Somewhere | None:
    """Return where `asked` is, from what is loaded alone, or None if that does not know it.

    Parameters
    ----------
    directory
        The place.
    asked
        A postcode in any spacing, the first half of one, or the name of an area or a town.
    """
    text = " ".join(asked[:_LONGEST].split())
    if not text:
        return None
    postcode = normal_postcode(text)
    if postcode is not None:
        return _at_postcode(directory, postcode)
    return _at_half(directory, text.upper()) or _at_name(directory, text)


def distances_m(directory: Directory, place: Somewhere) -> npt.NDArray[np.float64]:
    """Return how far each activity is, by row: to the nearest place where it meets; else NaN."""
    n = len(directory.activities)
    nearest = directory.points.nearest_m(place.latitude, place.longitude, n)
    return np.where(np.isfinite(nearest), nearest, np.nan)


def distance_words(metres: float) -> str:
    """Return a distance as people say it.

    Examples
    --------
    >>> distance_words(60.0), distance_words(1609.344), distance_words(4000.0)
    ('less than 0.1 miles away', '1 mile away', '2.5 miles away')
    """
    miles = round(metres / _METRES_A_MILE, 1)
    if miles <= _LEAST_SAID:
        return said("less than 0.1 miles away")
    if miles == 1:
        return said("1 mile away")
    return said("%(n)s miles away", n=f"{miles:g}")


class Points(NamedTuple):
    """Places where activities meet: rows, and for each at which of the points it is."""

    rows: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]
    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]

    def nearest_m(self, latitude: float, longitude: float, n: int) -> npt.NDArray[np.float64]:
        """Return how far each of `n` rows is from a point, in metres; infinite if not known."""
        # Many activities share a place, so that each place is measured once.
        far = great_circle_m(self.latitudes, self.longitudes, latitude, longitude)
        nearest = np.full(n, np.inf)
        np.minimum.at(nearest, self.rows, far[self.at])
        return nearest


def points_of(directory: Directory) -> Points:
    """Return where activities meet, the places in the order in which they are first met."""
    number: dict[str, int] = {}
    found = [
        (row, number.setdefault(place.id, len(number)))
        for row, activity in enumerate(directory.activities)
        for place in directory.places_of(activity.id)
        if place.latitude is not None and place.longitude is not None
    ]
    ends = np.array(found, dtype=np.int64).reshape(-1, 2)
    placed = [directory.locations[id_] for id_ in number]
    return Points(
        ends[:, 0],
        ends[:, 1],
        np.array([each.latitude for each in placed], dtype=np.float64),
        np.array([each.longitude for each in placed], dtype=np.float64),
    )


def _at_postcode(directory: Directory, postcode: str) -> Somewhere | None:
    found = directory.postcodes.get(postcode)
    if found is None:
        return None
    codes = [code for code in (found.lsoa_code, found.ward_code) if code]
    chain = next((directory.area_chains[c] for c in codes if c in directory.area_chains), ())
    ward = found.ward_code if found.ward_code in directory.area_names else ""
    return Somewhere(
        postcode, found.latitude, found.longitude, tuple(dict.fromkeys((*codes, *chain))), ward
    )


def _at_half(directory: Directory, text: str) -> Somewhere | None:
    point = directory.postcode_districts.get(text)
    return None if point is None else Somewhere(text, *point, (), "")


def _at_name(directory: Directory, text: str) -> Somewhere | None:
    code = directory.codes_by_name.get(text.casefold())
    if code is not None:
        chain = directory.area_chains[code]
        outline = outline_of(directory.boundary_of.get(code, ""))
        if outline is not None:
            point = point_within(outline)
            ward = code if directory.area_levels.get(code) == "ward" else ""
            return Somewhere(directory.area_names[code], *point, chain, ward)
    return _at_town(directory, text.casefold())


def _at_town(directory: Directory, town: str) -> Somewhere | None:
    points = [
        (each.latitude, each.longitude)
        for each in directory.locations.values()
        if town in {each.town.casefold(), each.name.casefold()}
        and each.latitude is not None
        and each.longitude is not None
    ]
    if not points:
        return None
    latitude, longitude = np.mean(np.array(points), axis=0).tolist()
    return Somewhere(town.title(), latitude, longitude, (), "")


class PostcodeLine(NamedTuple):
    """A row of `Postcode`."""

    latitude: float
    longitude: float
    lsoa_code: str
    ward_code: str


def postcode_lines(rows: pd.DataFrame) -> dict[str, PostcodeLine]:
    """Return the rows of `Postcode` by postcode, those without a point left out."""
    placed = rows[rows["latitude"].notna() & rows["longitude"].notna()]
    cells = placed[["id", "latitude", "longitude", "lsoa_code", "ward_code"]].fillna("")
    return {
        id_: PostcodeLine(float(latitude), float(longitude), lsoa, ward)
        for id_, latitude, longitude, lsoa, ward in cells.itertuples(index=False)
    }


def district_points(postcodes: dict[str, PostcodeLine]) -> dict[str, tuple[float, float]]:
    """Return the middle of the postcodes that share a first half, by that."""
    found: dict[str, list[tuple[float, float]]] = {}
    for postcode, line in postcodes.items():
        found.setdefault(postcode.split()[0], []).append((line.latitude, line.longitude))
    middles = {half: np.mean(np.array(points), axis=0) for half, points in found.items()}
    return {half: (float(point[0]), float(point[1])) for half, point in middles.items()}
