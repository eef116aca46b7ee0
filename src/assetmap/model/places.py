"""Where things are: points, areas, facts about areas, and look-ups of postcodes and old areas."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table, rule


class Location(Table):
    """A point where something is or happens."""

    name: Series[str] = column(
        "What people call it.", "name", required=True, public=True, open_referral="location.name"
    )
    address: Series[str] = column(
        "Street and number, without town.", public=True, open_referral="address.address_1"
    )
    town: Series[str] = column("Town.", "name", public=True, open_referral="address.city")
    county: Series[str] = column(
        "County.", "name", public=True, open_referral="address.state_province"
    )
    postcode: Series[str] = column(
        "Postcode of the place itself.",
        "postcode",
        public=True,
        open_referral="address.postal_code",
    )
    latitude: Series[float] = column(
        "North of the equator (WGS 84).",
        "number",
        unit="degrees",
        minimum=-90,
        maximum=90,
        public=True,
        open_referral="location.latitude",
    )
    longitude: Series[float] = column(
        "East of Greenwich (WGS 84); west is negative.",
        "number",
        unit="degrees",
        minimum=-180,
        maximum=180,
        public=True,
        open_referral="location.longitude",
    )
    accessibility: Series[str] = column(
        "Steps, ramps, lifts, toilets, hearing loop, parking.",
        public=True,
        open_referral="accessibility.description",
    )
    area_code: Series[str] = reference(
        "Smallest mapped area that it lies in.", ["Area"], tie="WITHIN", public=True
    )

    @rule("longitude", "Latitude and longitude go together: fill in both or neither.")
    def both_coordinates(cls, rows: pd.DataFrame) -> pd.Series[bool]:
        """Check that a point has two coordinates."""
        return rows["latitude"].isna() == rows["longitude"].isna()


class Area(Table):
    """A polygon with an official code, which is its id; areas lie within larger ones."""

    name: Series[str] = column("What people call it.", "name", required=True, public=True)
    level: Series[str] = column("What sort of area.", "choice", vocabulary="level", public=True)
    parent_code: Series[str] = reference(
        "The larger area that it lies in.", ["Area"], tie="WITHIN", public=True
    )
    boundary: Series[str] = column(
        "Outline as GeoJSON (Polygon or MultiPolygon, WGS 84).", "boundary", public=True
    )


class Indicator(Table):
    """A fact about an area: population, deprivation, loneliness, any upload."""

    area_code: Series[str] = reference(
        "The area that it is about.", ["Area"], tie="MEASURED_IN", required=True, public=True
    )
    name: Series[str] = column(
        "What is measured, such as population.", "name", required=True, public=True
    )
    group: Series[str] = column("For whom, such as aged 65 and over.", "name", public=True)
    value: Series[float] = column("The figure.", "number", public=True)
    unit: Series[str] = column("What the figure counts.", "name", public=True)
    measured_on: Series[pd.Timestamp] = column("Day for which it holds.", "date", public=True)


class FormerArea(Table):
    """An area as it was drawn before, such as a small area of 2011, and one that it became.

    An area that was split has a row for each part, one that several were merged into a row for
    each of these.
    """

    former_code: Series[str] = column(
        "Code of the area of before.", "code", required=True, public=True
    )
    name: Series[str] = column("What people called it.", "name", public=True)
    area_code: Series[str] = reference(
        "An area of now that it became, or became a part of.",
        ["Area"],
        tie="BECAME",
        required=True,
        public=True,
    )
    change: Series[str] = column(
        "What became of it.", "choice", vocabulary="area_change", required=True, public=True
    )


class Postcode(Table):
    """A postcode, which is its id, with where it is."""

    id: Series[str] = column("The postcode.", "postcode", required=True, public=True)
    latitude: Series[float] = column(
        "North of the equator (WGS 84).",
        "number",
        unit="degrees",
        minimum=-90,
        maximum=90,
        public=True,
    )
    longitude: Series[float] = column(
        "East of Greenwich (WGS 84); west is negative.",
        "number",
        unit="degrees",
        minimum=-180,
        maximum=180,
        public=True,
    )
    lsoa_code: Series[str] = column("Small area (LSOA) that it lies in.", "code", public=True)
    ward_code: Series[str] = column("Ward that it lies in.", "code", public=True)
