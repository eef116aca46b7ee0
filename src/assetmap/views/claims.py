"""What organisations say of each other: who was asked, who answered, what both sides say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class Claims:
    """Partnerships that organisations claimed in one round of asking.

    Attributes
    ----------
    asked_on
        Day of the survey, or None if it is not known.
    asked
        Organisations that the survey asked.
    answered
        Organisations that answered, or that claim a partnership.
    claims
        Claimed partnerships as (who says so, with whom).
    """

    asked_on: dt.date | None
    asked: frozenset[str]
    answered: frozenset[str]
    claims: frozenset[tuple[str, str]]

    @property
    def checkable(self) -> frozenset[tuple[str, str]]:
        """Claims about an organisation that answered too, so that it could say the same."""
        return frozenset(claim for claim in self.claims if claim[1] in self.answered)

    @property
    def confirmed(self) -> frozenset[tuple[str, str]]:
        """Claims that the other end makes too."""
        return frozenset((one, other) for one, other in self.claims if (other, one) in self.claims)


def newest_claims(snapshot: Snapshot) -> Claims:
    """Return the claims of the newest survey in which anybody claimed anything.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    Claims
        Of the survey asked last (ties by id). Claims outside a survey are left out, since
        nobody knows who else was asked; empty when there are no others.
    """
    ties = snapshot.table("PARTNERS_WITH")
    surveys = snapshot.table("Survey").sort_values(["asked_on", "id"], na_position="first")
    with_claims = surveys[surveys["id"].isin(ties["survey_id"])]
    if with_claims.empty:
        return Claims(None, frozenset(), frozenset(), frozenset())
    newest = with_claims.iloc[-1]
    asked = snapshot.table("ASKED")
    return _claims(
        None if pd.isna(newest["asked_on"]) else newest["asked_on"].date(),
        ties[ties["survey_id"] == newest["id"]],
        asked[asked["from_id"] == newest["id"]],
    )


def _claims(asked_on: dt.date | None, ties: pd.DataFrame, asked: pd.DataFrame) -> Claims:
    said = frozenset(zip(ties["from_id"].astype(str), ties["to_id"].astype(str), strict=True))
    replied = asked[asked["answered_on"].notna()]["to_id"]
    return Claims(
        asked_on=asked_on,
        asked=frozenset(asked["to_id"]),
        answered=frozenset(replied) | frozenset(one for one, _ in said),
        claims=said,
    )
