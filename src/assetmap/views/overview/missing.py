"""What is not known of a place yet, so that nobody takes silence for a no."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from assetmap.measures.claims import newest_claims
from assetmap.model import holding, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from assetmap.model import Snapshot


class MissingRow(TypedDict):
    """One thing that is not filled in: what, of how many rows, of how many, what it hides."""

    what: str
    n_missing: int
    n_rows: int
    so: str


def missing_table(snapshot: Snapshot) -> list[MissingRow]:
    """List what is not filled in and would tell most.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        In a fixed order; kinds without rows, and those with nothing missing, are left out.
    """
    return [row for row in _all_rows(snapshot) if row["n_missing"]]


def _all_rows(snapshot: Snapshot) -> Iterator[MissingRow]:
    bodies = running(snapshot.table("Organisation"), snapshot.day)
    activities = running(snapshot.table("Activity"), snapshot.day)
    sessions = snapshot.table("Session")
    champions = holding(snapshot.table("Champion"), snapshot.day)
    areas = snapshot.table("Area")
    yield _row(
        "Organisations without a location", bodies["location_id"].isna(), "They are on no map."
    )
    yield _row(
        "Activities that nobody runs",
        activities["organisation_id"].isna(),
        "Whom to ask is not known.",
    )
    yield _row(
        "Activities without a session",
        ~activities["id"].isin(sessions["activity_id"]),
        "When to come is not known.",
    )
    yield _row(
        "Activities not said to meet anything that matters",
        ~activities["id"].isin(snapshot.table("MEETS")["from_id"]),
        "Nobody finds them by what matters.",
    )
    yield _row(
        "Activities never checked",
        activities["assured_date"].isna(),
        "Whether they are right is not known.",
    )
    yield _row(
        "Sessions without a start time",
        sessions["starts_at_local"].isna(),
        "They count for no evening.",
    )
    yield _row(
        "Sessions without a location", sessions["location_id"].isna(), "They are near nobody."
    )
    yield _row(
        "Locations without an area",
        snapshot.table("Location")["area_code"].isna(),
        "What is there counts for no ward.",
    )
    yield _row(
        "Champions without a consent answer",
        champions["consent"].isna() | (champions["consent"] == "not_asked"),
        "They are not shown by name.",
    )
    claims = newest_claims(snapshot)
    yield MissingRow(
        what="Organisations that did not answer the survey",
        n_missing=len(claims.asked - claims.answered),
        n_rows=len(claims.asked),
        so="Their ties are not known, which is not the same as none.",
    )
    yield _row(
        "Areas without a population",
        ~areas["id"].isin(_populated(snapshot)),
        "Nothing can be said for each person there.",
    )


def _populated(snapshot: Snapshot) -> pd.Series[str]:
    facts = snapshot.table("Indicator")
    return facts[facts["name"].str.casefold() == "population"]["area_code"]


def _row(what: str, is_missing: pd.Series[bool], so: str) -> MissingRow:
    return MissingRow(what=what, n_missing=int(is_missing.sum()), n_rows=len(is_missing), so=so)
