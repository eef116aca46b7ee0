"""How sure the numbers of a place's partnerships are, from who answered the newest survey."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.measures.certainty.bounds import bounds
from assetmap.measures.certainty.claim_bounds import claim_bounds
from assetmap.measures.certainty.interval import (
    HELD,
    OF_CLAIMS,
    can_be_told,
    intervals,
)
from assetmap.measures.certainty.limits import web_limits
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.claims import newest_claims
from assetmap.network import latest_claims, project_partnerships

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.measures.certainty.bounds import Bounds
    from assetmap.measures.certainty.interval import Interval
    from assetmap.model import Snapshot
    from assetmap.network import Network

PARTNERSHIPS: Final = "partnerships"
"""The ties that a survey asks for."""

AS_LOADED: Final = (
    "No survey asked for these ties: they are what was loaded, and nobody was silent."
)
NOBODY_ASKED: Final = "No survey asked these parties, so how sure the numbers are is not known."
TOO_FEW: Final = "Too few of those asked have answered to tell how sure the numbers are."
ALL_ANSWERED: Final = "All who were asked answered, so that it is what it is."
WHOLE_WEB: Final = (
    "One more tie anywhere on the map can change such a number, and no way was found that tells "
    "often enough what it would be had all answered."
)
UNTOLD: Final = "Too little was answered that tells of it."

_SOME_DAY: Final = pd.Timestamp("2000-01-01").as_unit("s")


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure numbers are, each by name.

    Attributes
    ----------
    intervals
        Between what each would lie, at 90 %, had all who were asked answered; None where no
        interval that is known to hold can be had.
    bounds
        The least and the most that each could be, whatever the silent would have said; None
        where that is not known.
    reasons
        Why there is no interval, as a sentence, for those that have neither or whose bounds say
        little more than what such a number can be at all.
    note
        What all of them rest on, as a sentence; empty where there is nothing to say.
    """

    intervals: Mapping[str, Interval | None] = field(default_factory=dict)
    bounds: Mapping[str, Bounds | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def certainty(
    snapshot: Snapshot,
    projection: str,
    measures: Mapping[str, Callable[[Network], float]],
    group_of: Mapping[str, str] | None = None,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
) -> Certainty:
    """Return how sure each number of a network of a place is.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    measures
        What gives each number, by name.
    group_of
        Group by id of those whose group is known; left out, there are no numbers by groups.
    shares
        As of `assetmap.measures.certainty.interval.intervals`.

    Returns
    -------
    Certainty
        Of `measures` and `shares`, then of what needs the claims. Of partnerships it holds those
        that are known otherwise than from the survey too; of other ties nobody was asked.
    """
    shares = shares or {}
    names = [*measures, *shares, *OF_CLAIMS, "response_rate"]
    if projection != PARTNERSHIPS or why_unsure(snapshot) == NOBODY_ASKED:
        return no_certainty(snapshot, projection, names)
    claims, surveyed = newest_claims(snapshot), surveyed_partnerships(snapshot, group_of)
    is_told = bool(shares) or not set(HELD).isdisjoint(measures)
    known = intervals(surveyed, measures, shares=shares) if is_told else {}
    limits = bounds(surveyed) | claim_bounds(claims)
    of_web = web_limits(surveyed) if claims.silent else {}
    answerable = {*limits, *((*HELD, *shares) if claims.silent else ())}
    unknown = [name for name in names if known.get(name) is None and limits.get(name) is None]
    return Certainty(
        {name: known.get(name) for name in names},
        {name: (limits | of_web).get(name) for name in names},
        {name: UNTOLD if name in answerable else _why_neither(snapshot) for name in unknown},
        sureness(snapshot),
    )


def no_certainty(snapshot: Snapshot, projection: str, names: Iterable[str]) -> Certainty:
    """Return why nothing is known of how sure numbers called `names` are."""
    if projection != PARTNERSHIPS:
        return Certainty(reasons=dict.fromkeys(names, AS_LOADED))
    return Certainty(reasons=dict.fromkeys(names, _why_neither(snapshot)), note=sureness(snapshot))


def sureness(snapshot: Snapshot) -> str:
    """Return what the numbers of partnerships rest on, as a sentence."""
    if unsure := why_unsure(snapshot):
        return unsure
    claims = newest_claims(snapshot)
    n_answered, n_asked = len(claims.asked & claims.answered), len(claims.asked)
    if n_answered == n_asked:
        return f"All {n_asked:,} who were asked answered."
    older = set(latest_claims(snapshot)["survey_id"].dropna()) - set(claims.rows["survey_id"])
    kept = " (by those who did not, what they answered before)" if older else ""
    return (
        f"{n_answered:,} of {n_asked:,} who were asked answered. The numbers are of what was "
        f"answered{kept}; beside them, where it can be told, stands what they would be had all "
        "answered."
    )


def why_unsure(snapshot: Snapshot) -> str:
    """Return why there are no intervals for partnerships, as a sentence; empty if there are."""
    claims = newest_claims(snapshot)
    if set(claims.roster) != set(project_partnerships(snapshot).nodes):
        return NOBODY_ASKED
    return "" if can_be_told(claims) else TOO_FEW


def surveyed_partnerships(
    snapshot: Snapshot, group_of: Mapping[str, str] | None = None
) -> Surveyed:
    """Return the newest survey, with the ties that would be known besides had all answered it.

    What the silent said in an older survey is none of them: an answer would have taken its place.
    """
    claims = newest_claims(snapshot)
    said = set(claims.network.edges)
    asked = snapshot.table("ASKED")
    asked = asked.assign(answered_on=asked["answered_on"].fillna(_SOME_DAY))
    all_answered = replace(snapshot, rows={**snapshot.rows, "ASKED": asked})
    further = tuple(tie for tie in project_partnerships(all_answered).edges if tie not in said)
    return Surveyed(claims, group_of, snapshot.sector_of, further)


def _why_neither(snapshot: Snapshot) -> str:
    if why_unsure(snapshot) == NOBODY_ASKED:
        return NOBODY_ASKED
    return WHOLE_WEB if newest_claims(snapshot).silent else ALL_ANSWERED
