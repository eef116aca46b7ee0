"""How sure the numbers of a place's partnerships are, from who answered the newest survey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assetmap.measures.certainty.interval import can_be_told, intervals, rank_intervals
from assetmap.measures.claims import newest_claims
from assetmap.measures.memory import once
from assetmap.network import Network, project_partnerships

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from assetmap.measures.certainty.interval import Interval
    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot

NOBODY_ASKED = "No survey asked these parties, so how sure the numbers are is not known."
TOO_FEW = "Too few of those asked have answered to tell how sure the numbers are."


def partnership_intervals(
    snapshot: Snapshot,
    measures: Mapping[str, Callable[[Network], float]],
    group_of: Mapping[str, str] | None = None,
) -> dict[str, Interval | None]:
    """Return between what each number of `project_partnerships` lies, at a level of 90 %.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    measures
        What gives each number, by name.
    group_of
        Group by id, which those who answer may heed; left out, the sectors.

    Returns
    -------
    dict
        As `assetmap.measures.certainty.interval.intervals`, of partnerships that are known
        otherwise too; nothing where `why_unsure` says why.
    """
    if why_unsure(snapshot):
        return {}
    claims = newest_claims(snapshot)
    completed = _with_what_is_known(snapshot, claims)
    of_all = {
        name: lambda drawn, measure=measure: measure(completed(drawn))
        for name, measure in measures.items()
    }
    return intervals(claims, of_all, group_of=group_of or snapshot.sector_of)


def partnership_ranks(
    snapshot: Snapshot, measure: Callable[[Network], pd.Series[Any]]
) -> pd.DataFrame | None:
    """Return between which ranks each organisation lies, as `rank_intervals`; None if unsure."""
    if why_unsure(snapshot):
        return None
    claims = newest_claims(snapshot)
    completed = _with_what_is_known(snapshot, claims)
    return rank_intervals(
        claims, lambda drawn: measure(completed(drawn)), group_of=snapshot.sector_of
    )


def sureness(snapshot: Snapshot) -> str:
    """Return what the numbers of partnerships rest on, as a sentence."""
    if unsure := why_unsure(snapshot):
        return unsure
    claims = newest_claims(snapshot)
    n_answered, n_asked = len(claims.asked & claims.answered), len(claims.asked)
    if n_answered == n_asked:
        return f"All {n_asked:,} who were asked answered."
    return (
        f"{n_answered:,} of {n_asked:,} who were asked answered. The numbers are of what was "
        "answered; beside them, where it can be told, stands what they would be had all answered."
    )


def why_unsure(snapshot: Snapshot) -> str:
    """Return why there are no intervals for partnerships, as a sentence; empty if there are."""
    claims = newest_claims(snapshot)
    if set(claims.roster) != set(project_partnerships(snapshot).nodes):
        return NOBODY_ASKED
    return "" if can_be_told(claims) else TOO_FEW


def _with_what_is_known(snapshot: Snapshot, claims: Claims) -> Callable[[Network], Network]:
    """Return what adds the ties that are known otherwise than from the survey to a network."""
    surveyed = set(claims.network.edges)
    known = [tie for tie in project_partnerships(snapshot).edges if tie not in surveyed]
    if not known:
        return lambda drawn: drawn

    @once  # each measure asks for the same draw
    def completed(drawn: Network) -> Network:
        ties = list(dict.fromkeys([*drawn.edges, *known]))
        return Network.from_edges(
            [source for source, _ in ties], [target for _, target in ties], nodes=drawn.nodes
        )

    return completed
