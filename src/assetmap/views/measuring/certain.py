"""How sure the numbers of a place's partnerships are, from who answered the newest survey."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.measures.brokerage import IN_ALL
from assetmap.measures.certainty.bounds import Bounds, bounds
from assetmap.measures.certainty.claim_bounds import claim_bounds
from assetmap.measures.certainty.interval import (
    HELD,
    OF_CLAIMS,
    OF_SCORES,
    can_be_told,
    intervals,
)
from assetmap.measures.certainty.limits import brokerage_limits, web_limits
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.claims import Claims, newest_claims
from assetmap.measures.confirmation import response_rate
from assetmap.measures.memory import once
from assetmap.measures.trust import SCORES
from assetmap.model import PARTIES
from assetmap.network import latest_claims, project_partnerships
from assetmap.release.networks import unseen_sentence
from assetmap.release.roles import READERS, is_seen
from assetmap.views.measuring.fade import faded, pairs_left
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.measures.certainty.interval import Interval
    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade

PARTNERSHIPS: Final = "partnerships"
"""The ties that a survey asks for."""

AS_LOADED: Final = (
    "No survey asked for these ties: they are what was loaded, and nobody knows what is missing."
)
NOTHING_LOADED: Final = (
    "Nobody whom such ties could join is on the map on this day: load who there is, or choose a "
    "later day."
)
NOBODY_ASKED: Final = (
    "No survey asked these parties by this day, so how sure the numbers are is not known. A survey "
    "comes in with the sheets Survey, ASKED and PARTNERS_WITH of the template."
)
NOBODY_NAMED: Final = (
    "Nobody who was asked has named a partner by this day, so how sure the numbers are is not "
    "known. What they answer comes in with the sheets ASKED and PARTNERS_WITH of the template."
)
WHOM_NOT_SAID: Final = (
    "The newest survey does not say whom it asked, so how sure the numbers are is not known. Whom "
    "it asked comes in with the sheet ASKED of the template."
)
TOO_FEW: Final = "Too few of those on the map have answered to tell how sure the numbers are."
ALL_ANSWERED: Final = "All who were asked answered, so that it is what it is."
UNTOLD: Final = "Too little was answered that tells of it."

_MOST_EASILY_TOLD: Final = "density"
_OPINIONS: Final = ("mean_trust", "mean_value")
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
        What each can be no less and no more than, whatever the silent would have said; None
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
    fade: Fade | None = None,
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
    fade
        How ties fade in what goes by how strong they are; None lets none fade.

    Returns
    -------
    Certainty
        Of `measures` and `shares`, then of what needs the claims. Of partnerships it holds those
        that are known otherwise than from the survey too; of other ties nobody was asked.
    """
    shares = shares or {}
    names = [*measures, *shares, *OF_CLAIMS, *OF_SCORES, "response_rate"]
    if projection != PARTNERSHIPS or why_silence_unknown(snapshot):
        return no_certainty(snapshot, projection, names)
    claims = claims_on_map(snapshot)
    surveyed = surveyed_partnerships(snapshot, group_of, fade)
    is_told = bool(shares) or not set(HELD).isdisjoint(measures)
    known = intervals(surveyed, measures, shares=shares) if is_told else {}
    limits = bounds(surveyed) | claim_bounds(claims)
    rate = response_rate(newest_claims(snapshot))  # of those whom the survey asked, no others
    limits["response_rate"] = None if math.isnan(rate) else Bounds(rate, rate)
    of_web = web_limits(surveyed) if claims.silent else {}
    if group_of is not None and not set(IN_ALL).isdisjoint(measures):
        of_web |= brokerage_limits(surveyed, group_of)
    unknown = [name for name in names if known.get(name) is None and limits.get(name) is None]
    return Certainty(
        {name: known.get(name) for name in names},
        {name: (limits | of_web).get(name) for name in names},
        {
            name: _why_untold(snapshot, name) if name in limits else _why_neither(snapshot)
            for name in unknown
        },
        sureness(snapshot),
    )


def no_certainty(snapshot: Snapshot, projection: str, names: Iterable[str]) -> Certainty:
    """Return why nothing is known of how sure numbers called `names` are."""
    if projection != PARTNERSHIPS:
        is_bare = not any(len(snapshot.table(label)) for label in PARTIES)
        reason = NOTHING_LOADED if is_bare else AS_LOADED
        return Certainty(
            reasons=dict.fromkeys(names, reason), note=unseen_sentence(snapshot, projection)
        )
    return Certainty(reasons=dict.fromkeys(names, _why_neither(snapshot)), note=sureness(snapshot))


def sureness(snapshot: Snapshot) -> str:
    """Return what the numbers of partnerships rest on, as a sentence."""
    if unsure := why_unsure(snapshot, _MOST_EASILY_TOLD):
        return unsure
    if not claims_on_map(snapshot).silent:
        return all_answered_sentence(newest_claims(snapshot))
    claims = newest_claims(snapshot)
    n_answered, n_asked = len(claims.asked & claims.answered), len(claims.asked)
    kept = " (by those who did not, what they answered before)" if keeps_older(snapshot) else ""
    return (
        f"{n_answered:,} of {n_asked:,} who were asked answered.{unasked_sentence(snapshot)} The "
        f"numbers are of what was answered{kept}; beside them, where it can be told, stands what "
        "they would be had all answered."
    )


def unasked_sentence(snapshot: Snapshot) -> str:
    """Return how many on the map were not asked, as a sentence after another; empty if none."""
    n = n_unasked(snapshot)
    if not n:
        return ""
    were, count = ("was", "counts") if n == 1 else ("were", "count")
    return (
        f" {counted(n, 'organisation')} on the map {were} not asked, and {count} as silent: "
        "newcomers may have fewer ties than others."
    )


def n_unasked(snapshot: Snapshot) -> int:
    """Return how many on the map neither were asked by the newest survey nor answered it."""
    roster = set(newest_claims(snapshot).roster)
    return len(set(project_partnerships(snapshot).nodes) - roster)


def all_answered_sentence(claims: Claims) -> str:
    """Return, of a survey in which nobody on the map was silent, that all answered."""
    if claims.asked:
        return f"All {len(claims.asked):,} who were asked answered."
    return f"All {len(claims.roster):,} on the map answered."


def why_silence_unknown(snapshot: Snapshot) -> str:
    """Return why nobody knows who on the map was silent, as a sentence; empty if it is known."""
    claims, parties = newest_claims(snapshot), set(project_partnerships(snapshot).nodes)
    if not parties:
        return NOTHING_LOADED
    if not claims.roster:
        surveys = snapshot.table("Survey")["id"]
        is_asked = snapshot.table("ASKED")["from_id"].isin(surveys).any()
        return NOBODY_NAMED if is_asked else NOBODY_ASKED
    return "" if claims.asked or parties <= claims.answered else WHOM_NOT_SAID


def why_unsure(snapshot: Snapshot, name: str = "") -> str:
    """Return why a number of partnerships is neither known nor has an interval, as a sentence.

    Empty where all answered, or enough for an interval. Without a name it is of places.
    """
    if unknown := why_silence_unknown(snapshot):
        return unknown
    claims = claims_on_map(snapshot)
    return TOO_FEW if claims.silent and not can_be_told(claims, name) else ""


def keeps_older(snapshot: Snapshot) -> bool:
    """Tell whether ties stand that were named in a survey before the newest, and not since."""
    newest = set(newest_claims(snapshot).rows["survey_id"])
    return not newest.issuperset(latest_claims(snapshot)["survey_id"].dropna())


@once
def claims_on_map(snapshot: Snapshot) -> Claims:
    """Return the newest survey as if it had asked all who are on the map, and nobody else.

    Who was not asked is silent, and who has gone since is left out.
    """
    claims, parties = newest_claims(snapshot), frozenset(project_partnerships(snapshot).nodes)
    if parties == set(claims.roster):
        return claims
    is_here = claims.rows["from_id"].isin(parties) & claims.rows["to_id"].isin(parties)
    return Claims(
        claims.asked_on,
        parties if claims.asked else frozenset(),
        claims.answered & parties,
        claims.rows[is_here].reset_index(drop=True),
    )


def surveyed_partnerships(
    snapshot: Snapshot,
    group_of: Mapping[str, str] | None = None,
    fade: Fade | None = None,
) -> Surveyed:
    """Return the newest survey, with the ties that would be known besides had all answered it.

    What the silent said in an older survey is none of them: an answer would have taken its place.
    Ties fade as `certainty` says.
    """
    claims = claims_on_map(snapshot)
    said = set(claims.network.edges)
    asked = snapshot.table("ASKED")
    asked = asked.assign(answered_on=asked["answered_on"].fillna(_SOME_DAY))
    all_answered = replace(snapshot, rows={**snapshot.rows, "ASKED": asked})
    ties = project_partnerships(all_answered)
    further = tuple(tie for tie in ties.edges if tie not in said)
    left_of = None
    if fade is not None:
        ties = faded(all_answered, fade)
        left_of = _weights(pairs_left(all_answered, fade, directed=True))
    return Surveyed(claims, group_of, snapshot.sector_of, further, _weights(ties), left_of)


def _weights(network: Network) -> dict[tuple[str, str], float]:
    return dict(zip(network.edges, network.weights.tolist(), strict=True))


def _why_untold(snapshot: Snapshot, name: str) -> str:
    """Return why a number that answers would tell of is not known."""
    if name in _OPINIONS and not is_seen(snapshot.role, "PARTNERS_WITH", SCORES[0]):
        return f"How organisations judge each other is not for {READERS[snapshot.role]} to see."
    return UNTOLD


def _why_neither(snapshot: Snapshot) -> str:
    if unknown := why_silence_unknown(snapshot):
        return unknown
    return UNTOLD if claims_on_map(snapshot).silent else ALL_ANSWERED
