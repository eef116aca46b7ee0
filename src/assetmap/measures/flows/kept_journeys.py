"""The journeys of a place, put together once for all that count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from assetmap.measures.flows.journeys import Journeys
    from assetmap.measures.flows.steps import Steps


@once
def kept_journeys(steps: Steps) -> Journeys:
    """Return `journeys_of` steps, kept for as long as these are.

    Parameters
    ----------
    steps
        Such as all of a place's, of which much is asked.

    Returns
    -------
    Journeys
        Put together once, and shared.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> steps = steps_of(Snapshot())
    >>> kept_journeys(steps) is kept_journeys(steps)
    True
    """
    return journeys_of(steps)
