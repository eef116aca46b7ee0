"""A location as a location of Open Referral UK.

| ours | theirs |
| --- | --- |
| name, latitude, longitude | name, latitude, longitude |
| address, town, county, postcode | one physical address; what is not known is "" |
| accessibility | accessibility.description |
| whether all that meets there is online, and it has neither address nor point | location_type |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.pieces import told
from assetmap.ingest.open_referral.published_ids import part_id, published_id

if TYPE_CHECKING:
    from collections.abc import Set

    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import Row

_ADDRESS: Final = {
    "address_1": "address",
    "city": "town",
    "state_province": "county",
    "postal_code": "postcode",
}
"""Fields that the standard asks of every address."""

_WHERE: Final = (*_ADDRESS.values(), "latitude")


def location_type(row: Row, modes: Set[str]) -> str:
    """Return whether people come to a location.

    Parameters
    ----------
    row
        Of `Location`.
    modes
        How the activities that meet there are given, "" if that is not told.
    """
    is_somewhere = any(name in row for name in _WHERE)
    return "virtual" if modes == {"online"} and not is_somewhere else "physical"


def plain_location(row: Row, kind: str) -> Document:
    """Return a location without what lies in it; `kind` is its `location_type`."""
    return told(
        {
            "id": published_id(row["id"]),
            "location_type": kind,
            "name": row["name"],
            "latitude": row.get("latitude"),
            "longitude": row.get("longitude"),
        }
    )


def location_parts(row: Row) -> Document:
    """Return what lies in a location."""
    id_ = published_id(row["id"])
    address = {field: row.get(column, "") for field, column in _ADDRESS.items()}
    is_told = any(address.values())
    access = row.get("accessibility")
    return told(
        {
            "addresses": [
                {
                    "id": part_id(id_, "address"),
                    **address,
                    "country": "GB",
                    "address_type": "physical",
                }
            ]
            if is_told
            else None,
            "accessibility": [{"id": part_id(id_, "accessibility"), "description": access}]
            if access
            else None,
        }
    )
