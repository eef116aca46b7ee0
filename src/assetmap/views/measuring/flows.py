"""View: numbers of referrals by the names that the command has for them, as a role sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.errors import DataError
from assetmap.release.flows import flows_for
from assetmap.release.journeys import GROUPINGS, STAGES, funnel_for, waits_for
from assetmap.release.load import capacity_for, equity_for, load_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from assetmap.model import Snapshot

FUNNEL_GROUPINGS: Final = GROUPINGS
"""By what a funnel can be told apart."""

STAGE_NAMES: Final = STAGES
"""What a journey may reach, in order."""


class FlowMeasuring(NamedTuple):
    """One way to count referrals.

    Attributes
    ----------
    document
        Takes the place with all its journeys, the role that is told, and the choices.
    choices
        What it heeds besides the span of days.
    meanings
        What each number means, in everyday words.
    """

    document: Callable[..., dict[str, object]]
    choices: frozenset[str]
    meanings: Mapping[str, str]


def waits_between(
    snapshot: Snapshot,
    role: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    from_stage: str = STAGES[0],
    to_stage: str = STAGES[2],
) -> dict[str, object]:
    """Return how long journeys waited between two stages, as a role sees it.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        Half-open; of the day on which a journey reached the first stage.
    from_stage, to_stage
        Of `STAGE_NAMES`, the second after the first.

    Raises
    ------
    DataError
        If there are no such stages in this order, or as `release.journeys.waits_for`.
    """
    if unknown := [each for each in (from_stage, to_stage) if each not in STAGES]:
        msg = f"There is no stage {unknown[0]!r}; there are {', '.join(STAGES)}."
        raise DataError(msg)
    return waits_for(snapshot, role, start, end, stages=(from_stage, to_stage))


FLOWS: Final[dict[str, FlowMeasuring]] = {
    "flows": FlowMeasuring(
        flows_for,
        frozenset({"by"}),
        {
            "pairs": "How many referrals went from each to each; a person referred on counts "
            "each time. No source, or self: people who came by themselves.",
            "concentration": "How far they gather at a few: the share of those who receive most; "
            "Gini, 0 if all receive as much and near 1 if one receives all; Herfindahl, the sum "
            "of squared shares.",
            "groups": "By group, month by month; growth is the latest months over as many before, "
            "less 1.",
        },
    ),
    "funnel": FlowMeasuring(
        funnel_for,
        frozenset({"by"}),
        {
            "n": "How many journeys that began in these days have come so far, whatever the day.",
            "share": "Of those made; low and high are its 95 % interval (Wilson).",
        },
    ),
    "waits": FlowMeasuring(
        waits_between,
        frozenset({"from_stage", "to_stage"}),
        {
            "n": "How many journeys reached the first stage in these days.",
            "n_open": "Of these, how many still waited at the end.",
            "median_days": "After so many days half no longer waited; low and high are its 95 % "
            "interval. Who left, or still waits, is followed as far as is known (Kaplan-Meier).",
            "curve": "Days, and the share that still waits after them.",
        },
    ),
    "load": FlowMeasuring(
        load_for,
        frozenset(),
        {
            "n": "Referrals received in these days.",
            "capacity": "People for whom there is room in these days.",
            "ratio": "Received over capacity: above 1, more than there is room for.",
        },
    ),
    "capacity": FlowMeasuring(
        capacity_for,
        frozenset(),
        {
            "demand": "How many people began a journey in these days.",
            "carried": "The most of them for whom there was room.",
            "bottleneck": "What stands between the others and being met.",
            "would_add": "What one more link worker, or one more group a week, would carry.",
        },
    ),
    "equity": FlowMeasuring(
        equity_for,
        frozenset(),
        {
            "rate": "Journeys a thousand people who live there, in these days.",
            "standardised": "The same, had every area people of the same ages.",
            "outside": "Whether it is farther off than chance would leave 95 or 99.8 of 100.",
        },
    ),
}
"""Every way to count referrals."""
