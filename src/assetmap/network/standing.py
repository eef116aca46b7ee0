"""Which claims of partnership still stand, once their claimant answered a later survey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.model import Snapshot


_BEFORE_ALL: Final = pd.Timestamp("1700-01-01").as_unit("s")
"""Stands for the day of a survey of which it is not known."""


def standing_claims(snapshot: Snapshot, claims: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the claims of partnership that no later answer of their claimant has overtaken.

    Parameters
    ----------
    snapshot
        What this reader may see of the place: its surveys, whom they asked, and who answered.
    claims
        Rows of its `PARTNERS_WITH`; left out, all.

    Returns
    -------
    DataFrame
        The rows of `claims`, in their order, without those of an older survey whose claimant
        answered a newer one that had the other on its roster: it said again what still holds.
        Not answering is not saying no: who did not answer the newer survey keeps what it said,
        and so does who could not say it again, since the other was not on the roster. A claim
        outside any survey stays, for no survey says whether it still holds.

    Notes
    -----
    On the roster are those asked and those who answered; who claims anything in a survey
    answered it. Newer is what was asked on a later day; a survey without a day is older than any
    that has one. Takes time in the number of claims times that of surveys; none with one survey.
    """
    claims = snapshot.table("PARTNERS_WITH") if claims is None else claims
    is_overtaken = np.zeros(len(claims), dtype=bool)
    told_on = _days(snapshot, claims)
    for survey in _surveys(snapshot):
        is_older = told_on < survey.asked_on.to_datetime64()
        if is_older.any():
            is_overtaken |= (
                is_older
                & claims["from_id"].isin(survey.answered).to_numpy(dtype=bool)
                & claims["to_id"].isin(survey.roster).to_numpy(dtype=bool)
            )
    return claims[~is_overtaken] if is_overtaken.any() else claims


@dataclass(frozen=True, slots=True)
class _Survey:
    asked_on: pd.Timestamp
    answered: frozenset[str]
    roster: frozenset[str]


def _surveys(snapshot: Snapshot) -> Iterator[_Survey]:
    """Return the surveys that may be newer than another: those with a day, if there are several."""
    surveys = snapshot.table("Survey")
    if len(surveys) < 2:  # noqa: PLR2004  none is newer than the only one
        return
    asked, claims = snapshot.table("ASKED"), snapshot.table("PARTNERS_WITH")
    dated = surveys.dropna(subset="asked_on")
    for id_, asked_on in zip(dated["id"], dated["asked_on"], strict=True):
        own = asked[asked["from_id"] == id_]
        claimants = claims.loc[claims["survey_id"] == id_, "from_id"]
        answered = {*own.loc[own["answered_on"].notna(), "to_id"], *claimants}
        yield _Survey(asked_on, frozenset(answered), frozenset({*answered, *own["to_id"]}))


def _days(snapshot: Snapshot, claims: pd.DataFrame) -> NDArray[np.datetime64]:
    """Return the day of each claim's survey, before all others if it has none; NaT outside one."""
    surveys = snapshot.table("Survey")
    days = pd.Series(surveys["asked_on"].fillna(_BEFORE_ALL).array, index=surveys["id"])
    found: NDArray[np.datetime64] = days.reindex(claims["survey_id"]).to_numpy("datetime64[us]")
    return found
