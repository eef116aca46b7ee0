"""Who has room, who is over it, and what all together could carry: to those who see it exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures.flows.capacity import WEEKS_A_PLACE_IS_HELD
from assetmap.measures.flows.carrying import Carrying, carrying
from assetmap.measures.flows.fair_load import fair_load
from assetmap.measures.flows.load import ABOVE, BAND, BELOW, WITHIN, load
from assetmap.measures.flows.relationship import KINDS, flow_against_relationship
from assetmap.measures.flows.steps import steps_of
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.model import Snapshot

__all__ = [
    "ABOVE",
    "BAND",
    "BELOW",
    "KINDS",
    "WEEKS_A_PLACE_IS_HELD",
    "WITHIN",
    "Carrying",
    "carried_for",
    "fair_load_for",
    "relationship_for",
    "room_for",
]

_TOLD: Final = "Whom a party receives, beside its room,"


def room_for(
    snapshot: Snapshot,
    role: str,
    span: tuple[dt.date, dt.date],
    *,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
    band: tuple[float, float] = BAND,
) -> pd.DataFrame:
    """Return what each party received over a span, beside what it has room for.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told: a lead or an admin.
    span
        Days, half-open.
    weeks_a_place_is_held, band
        As in `measures.flows.load.load`.

    Returns
    -------
    DataFrame
        As `load` says.

    Raises
    ------
    DataError
        If the role is below lead, or there is none of that name; or as `load`.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    start, end = span
    return load(
        snapshot,
        steps_of(snapshot),
        start=start,
        end=end,
        weeks_a_place_is_held=weeks_a_place_is_held,
        band=band,
    )


def fair_load_for(
    snapshot: Snapshot,
    role: str,
    span: tuple[dt.date, dt.date],
    *,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
) -> pd.DataFrame:
    """Return what each organisation received beside its room, its funding and its trust.

    Parameters
    ----------
    snapshot, role, span, weeks_a_place_is_held
        As of `room_for`.

    Returns
    -------
    DataFrame
        As `measures.flows.fair_load.fair_load` says.

    Raises
    ------
    DataError
        As `room_for`.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    start, end = span
    return fair_load(
        snapshot,
        steps_of(snapshot),
        start=start,
        end=end,
        weeks_a_place_is_held=weeks_a_place_is_held,
    )


def carried_for(
    snapshot: Snapshot,
    role: str,
    span: tuple[dt.date, dt.date],
    *,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
) -> Carrying | None:
    """Return how many of those who came in a span the place had room for, and what was short.

    Parameters
    ----------
    snapshot, role, span, weeks_a_place_is_held
        As of `room_for`.

    Returns
    -------
    Carrying or None
        As `measures.flows.carrying.carrying` says.

    Raises
    ------
    DataError
        As `room_for`.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    start, end = span
    return carrying(
        snapshot,
        steps_of(snapshot),
        start=start,
        end=end,
        weeks_a_place_is_held=weeks_a_place_is_held,
    )


def relationship_for(snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Return pairs of organisations whose referrals and whose relationship do not go together.

    Parameters
    ----------
    snapshot, role, span
        As of `room_for`.

    Returns
    -------
    DataFrame
        As `measures.flows.relationship.flow_against_relationship` says.

    Raises
    ------
    DataError
        As `room_for`.
    """
    refuse_below_lead(snapshot, role, _TOLD)
    start, end = span
    return flow_against_relationship(snapshot, steps_of(snapshot), start=start, end=end)
