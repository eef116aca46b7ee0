"""Rows of a public place as plain values, made once for all pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A row of `Activity`; empty texts are "", other empty cells None."""

    id: str
    name: str
    description: str
    first_visit: str
    website: str
    organisation_id: str
    status: str
    assured_on: dt.date | None
    mode: str
    cost: str
    eligibility: str
    minimum_age: int | None
    maximum_age: int | None
    languages: tuple[str, ...]
    accessibility: str
    self_referral: bool | None
    referral_route: str
    wait_days: int | None
    provenance: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A row of `Session`."""

    id: str
    activity_id: str
    location_id: str
    schedule: str
    starts_at_local: str
    minutes: int | None
    capacity: int | None
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """A row of `Organisation`."""

    id: str
    name: str
    alternate_names: tuple[str, ...]
    sector: str
    status: str
    website: str
    email: str
    phone: str
    description: str
    location_id: str
    provenance: str
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class LocationLine:
    """A row of `Location`."""

    id: str
    name: str
    address: str
    town: str
    county: str
    postcode: str
    latitude: float | None
    longitude: float | None
    accessibility: str
    area_code: str

    @property
    def words(self) -> str:
        """The address in one line, as on an envelope."""
        parts = (self.name, self.address, self.town, self.county, self.postcode)
        return ", ".join(dict.fromkeys(part for part in parts if part))


def activity_lines(rows: pd.DataFrame) -> tuple[ActivityLine, ...]:
    """Return the rows of `Activity`, in their order."""
    return tuple(
        ActivityLine(
            id=row.id,
            name=row.name,
            description=text_of(row.description),
            first_visit=text_of(row.first_visit),
            website=text_of(row.website),
            organisation_id=text_of(row.organisation_id),
            status=text_of(row.status),
            assured_on=day_of(row.assured_date),
            mode=text_of(row.mode),
            cost=text_of(row.cost),
            eligibility=text_of(row.eligibility),
            minimum_age=number_of(row.minimum_age),
            maximum_age=number_of(row.maximum_age),
            languages=several(row.languages),
            accessibility=text_of(row.accessibility),
            self_referral=None if pd.isna(row.self_referral) else bool(row.self_referral),
            referral_route=text_of(row.referral_route),
            wait_days=number_of(row.wait_days),
            provenance=text_of(row.provenance),
            valid_from=day_of(row.valid_from),
            valid_to=day_of(row.valid_to),
        )
        for row in _each(rows)
    )


def session_lines(rows: pd.DataFrame) -> tuple[SessionLine, ...]:
    """Return the rows of `Session`, in their order."""
    return tuple(
        SessionLine(
            id=row.id,
            activity_id=row.activity_id,
            location_id=text_of(row.location_id),
            schedule=text_of(row.schedule),
            starts_at_local=text_of(row.starts_at_local),
            minutes=number_of(row.duration_minutes),
            capacity=number_of(row.capacity),
            valid_from=day_of(row.valid_from),
            valid_to=day_of(row.valid_to),
        )
        for row in _each(rows)
    )


def organisation_lines(rows: pd.DataFrame) -> tuple[OrganisationLine, ...]:
    """Return the rows of `Organisation`, in their order."""
    return tuple(
        OrganisationLine(
            id=row.id,
            name=row.name,
            alternate_names=several(row.alternate_names),
            sector=text_of(row.sector),
            status=text_of(row.status),
            website=text_of(row.website),
            email=text_of(row.email),
            phone=text_of(row.phone),
            description=text_of(row.description),
            location_id=text_of(row.location_id),
            provenance=text_of(row.provenance),
            valid_to=day_of(row.valid_to),
        )
        for row in _each(rows)
    )


def location_lines(rows: pd.DataFrame) -> tuple[LocationLine, ...]:
    """Return the rows of `Location`, in their order."""
    return tuple(
        LocationLine(
            id=row.id,
            name=row.name,
            address=text_of(row.address),
            town=text_of(row.town),
            county=text_of(row.county),
            postcode=text_of(row.postcode),
            latitude=None if pd.isna(row.latitude) else float(row.latitude),
            longitude=None if pd.isna(row.longitude) else float(row.longitude),
            accessibility=text_of(row.accessibility),
            area_code=text_of(row.area_code),
        )
        for row in _each(rows)
    )


def text_of(cell: Any) -> str:
    """Return a cell of text; an empty cell is an empty text."""
    return cell if isinstance(cell, str) else ""


def several(cell: Any) -> tuple[str, ...]:
    """Return a cell that holds several texts as those."""
    return tuple(part for part in text_of(cell).split("|") if part)


def number_of(cell: Any) -> int | None:
    """Return a cell of a whole number, or None."""
    return None if pd.isna(cell) else int(cell)


def day_of(cell: Any) -> dt.date | None:
    """Return a cell of a date as a day, or None."""
    day: dt.date | None = None if pd.isna(cell) else cell.date()
    return day


def _each(rows: pd.DataFrame) -> Any:
    return rows.itertuples(index=False, name="Row")
