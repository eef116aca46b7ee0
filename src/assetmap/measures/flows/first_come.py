"""A first flow of people to those who have room, as they come: near the most that can flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.measures.flows.carrying_kernels import as_they_come

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assetmap.measures.flows.ways import Ways


@dataclass(frozen=True, eq=False)
class FirstCome:
    """How many people flow.

    Attributes
    ----------
    by_kind, by_worker, by_activity
        Of each kind, with each link worker, and to each activity.
    by_take, by_lead, by_hold
        Through each of the links `Ways.takes`, `leads` and `holds`.
    """

    by_kind: NDArray[np.int32]
    by_worker: NDArray[np.int64]
    by_activity: NDArray[np.int64]
    by_take: NDArray[np.int32]
    by_lead: NDArray[np.int32]
    by_hold: NDArray[np.int32]


def first_come(ways: Ways) -> FirstCome:
    """Return a flow in which each kind, in order, goes to the first who have room.

    Parameters
    ----------
    ways
        Who could be taken on by whom.

    Notes
    -----
    Takes time in the number of kinds and links.
    """
    workers, activities = ways.worker_room.copy(), ways.activity_room.copy()
    by_kind, by_take, by_lead, by_hold = as_they_come(
        (ways.kind_theme, ways.kind_taker, ways.kind_n),
        *(ways.takes.starts, ways.takes.ends),
        *(ways.leads.starts, ways.leads.ends),
        *(ways.holds.starts, ways.holds.ends),
        *(workers, activities),
    )
    return FirstCome(
        by_kind=by_kind,
        by_worker=ways.worker_room - workers,
        by_activity=ways.activity_room - activities,
        by_take=by_take,
        by_lead=by_lead,
        by_hold=by_hold,
    )
