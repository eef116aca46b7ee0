"""How far points lie apart, on a sphere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = np.ndarray[Any, np.dtype[np.float64]]

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""

METRES_A_DEGREE: Final = EARTH_RADIUS_M * np.pi / 180
"""Length of a degree of latitude."""


def great_circle_m(
    latitude: npt.ArrayLike,
    longitude: npt.ArrayLike,
    other_latitude: npt.ArrayLike,
    other_longitude: npt.ArrayLike,
) -> Numbers:
    """Return the distance in metres between points and others, along the sphere.

    Parameters
    ----------
    latitude, longitude
        Points in degrees (WGS 84).
    other_latitude, other_longitude
        The others; shapes are broadcast, so that a column against a row gives a table.

    Returns
    -------
    array
        Of the broadcast shape; NaN where a coordinate is missing.

    Notes
    -----
    By haversines, exact on the sphere; off by half a percent at most on the earth's ellipsoid.

    Examples
    --------
    >>> float(great_circle_m(0, 0, 0, 1).round())  # a degree along the equator
    111195.0
    """
    north, east, other_north, other_east = (
        np.radians(np.asarray(each, dtype=np.float64))
        for each in (latitude, longitude, other_latitude, other_longitude)
    )
    half_north, half_east = (other_north - north) / 2, (other_east - east) / 2
    squared = np.sin(half_north) ** 2 + np.cos(north) * np.cos(other_north) * np.sin(half_east) ** 2
    metres: Numbers = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(squared, 0, 1)))
    return metres
