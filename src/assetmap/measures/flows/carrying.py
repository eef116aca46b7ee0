"""What a place could carry: how many of the people who came there was room for, and what was short.

People flow from link workers through what matters to them, where they live, to activities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.measures.flows.additions import Additions, tried
from assetmap.measures.flows.capacity import WEEKS_A_PLACE_IS_HELD, Span, span_of
from assetmap.measures.flows.carrying_network import CarryingNetwork
from assetmap.measures.flows.ways import Theme, ways

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from assetmap.measures.flows.steps import Steps
    from assetmap.measures.flows.ways import Kind
    from assetmap.model import Snapshot

LINK_WORKERS, ACTIVITIES, BOTH = "link_workers", "activities", "both"
"""What there is too little of."""

WHATS: Final = ("no_link_worker", "no_activity", "link_worker", "activity")
"""What a bottleneck may be."""


_USUAL: Final = Additions()


@dataclass(frozen=True, eq=False)
class Carrying:
    """What a place could carry over a span.

    Attributes
    ----------
    span
        Days.
    demand, carried
        People whose journey began in it, and the most of them for whom there was room.
    unmet_by
        Columns need_id, area_code ("" where not written down), n, short_of (`LINK_WORKERS`,
        `ACTIVITIES`, `BOTH`): those who could not be carried, by falling n, then need and area.
        How many in all there are that are short of each does not depend on who is taken on
        first; by need and area it does, and this is one way of sharing the room.
    bottleneck
        Columns what, id, need_id, area_code, room, n, adds: what stands between unmet demand and
        being met, in the order of `WHATS`, then by falling n, then id, need and area. A
        link_worker or activity is full: room is what it has. no_link_worker: nobody takes people
        from a party (id, or any that nobody covers) and area; no_activity: there is none for a
        need in an area; n is how many people wait for that. adds tells whether room for one more
        person there alone would carry one more. "" where it does not apply.
    would_add
        Columns what (link_worker or group), need_id, area_code, room, n: what one more of each
        would carry, by falling n, then what, need and area; "" is any need or area.
    cut
        Columns id, label, room: a smallest cut, whose rooms sum to `carried`: full link workers
        and activities, and demand (label "demand", id of its need and area) that is all carried.
    n_unknown
        Link workers and activities whose room is not known, and counts as none.
    """

    span: Span
    demand: int
    carried: int
    unmet_by: pd.DataFrame
    bottleneck: pd.DataFrame
    would_add: pd.DataFrame
    cut: pd.DataFrame
    n_unknown: int

    @property
    def unmet(self) -> int:
        """How many people could not be carried."""
        return self.demand - self.carried

    def numbers(self) -> dict[str, Any]:
        """Return it as numbers and words alone."""
        return {
            "from": self.span.start.isoformat(),
            "to": self.span.end.isoformat(),
            "demand": self.demand,
            "carried": self.carried,
            "unmet": self.unmet,
            "unmet_by": self.unmet_by.to_dict("records"),
            "bottleneck": self.bottleneck.to_dict("records"),
            "would_add": self.would_add.to_dict("records"),
            "n_unknown": self.n_unknown,
        }


def carrying(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
    additions: Additions = _USUAL,
) -> Carrying | None:
    """Return how many of those who came in a span the place had room for, and what was short.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    weeks_a_place_is_held
        As in `capacities`.
    additions
        What one more link worker, and one more group a week, have room for.

    Returns
    -------
    Carrying or None
        None where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day, or a place is held for no time.

    Notes
    -----
    A maximum flow. Each journey that began in the span is one person, who needs room with one
    link worker, if the journey began with one, and one place at one activity; who could take on
    whom is as `ways` says. Room is that of the whole span, in whole people (a half up): it does
    not matter here when in the span a person came, nor that some need no activity or several,
    so it is what could be carried if all fitted as well as it can. Room that is not known counts
    as none (`n_unknown`). What is added is solved anew, from what is left of the flow; groups
    are tried for needs of areas where places are short, link workers for all and for areas
    where they are, those first for which most wait (`Additions.n_tried`). The same each
    time. Takes about the time of the arcs times a few; Dinic's algorithm.

    References
    ----------
    Ford, L. R. and Fulkerson, D. R. (1956). Maximal flow through a network. Canadian Journal of
    Mathematics 8, 399-404. Dinic, E. A. (1970). Algorithm for solution of a problem of maximum
    flow in networks with power estimation. Soviet Mathematics Doklady 11, 1277-1280.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> carrying(Snapshot(), steps_of(Snapshot())) is None
    True
    """
    span = span_of(steps, start, end)
    if span is None:
        return None
    found = ways(snapshot, steps, span, weeks_a_place_is_held=weeks_a_place_is_held)
    network = CarryingNetwork(found)
    return Carrying(
        span=span,
        demand=sum(found.n_of.values()),
        carried=network.carried,
        unmet_by=_unmet(network),
        bottleneck=_bottleneck(network),
        would_add=_frame(
            [*tried(network, span, additions, weeks_a_place_is_held)],
            ["what", "need_id", "area_code", "room", "n"],
        ),
        cut=pd.DataFrame(network.cut(), columns=["id", "label", "room"]),
        n_unknown=found.n_unknown,
    )


def _unmet(network: CarryingNetwork) -> pd.DataFrame:
    """Return unmet demand by theme and by what is short."""
    counts: dict[tuple[Theme, str], int] = {}
    for kind, n in network.unmet.items():
        key = kind.theme, _short_of(network, kind)
        counts[key] = counts.get(key, 0) + n
    rows = [(*theme, n, short_of) for (theme, short_of), n in counts.items()]
    return _frame(rows, ["need_id", "area_code", "n", "short_of"])


def _short_of(network: CarryingNetwork, kind: Kind) -> str:
    """Return what is short for a kind of whom some are unmet."""
    if network.can_be_reached(kind):
        return ACTIVITIES
    return LINK_WORKERS if network.can_go_on(kind) else BOTH


def _bottleneck(network: CarryingNetwork) -> pd.DataFrame:
    """Return what stands between unmet demand and being met."""
    rows = [*_missing(network), *_full(network)]
    found = pd.DataFrame(rows, columns=["what", "id", "need_id", "area_code", "room", "n", "adds"])
    found["what"] = pd.Categorical(found["what"], WHATS, ordered=True)
    order = ["what", "n", "id", "need_id", "area_code"]
    found = found.sort_values(order, ascending=[name != "n" for name in order])
    return found.astype({"what": object}).reset_index(drop=True)


def _missing(network: CarryingNetwork) -> Iterator[tuple[Any, ...]]:
    """Yield what nobody is there for, with how many people wait for it."""
    no_worker: dict[tuple[str, str], int] = {}
    no_activity: dict[Theme, int] = {}
    adds: set[tuple[str, str] | Theme] = set()
    for kind, n in network.unmet.items():
        theme = kind.theme
        if kind.by_link_worker and not network.ways.workers_of[kind]:
            key = kind.covered_source, theme.area_code
            no_worker[key] = no_worker.get(key, 0) + n
            adds |= {key} if network.can_go_on(kind) else set()
        if not network.ways.activities_of[theme]:
            no_activity[theme] = no_activity.get(theme, 0) + n
            adds |= {theme} if network.can_be_reached(kind) else set()
    for (source, area), n in no_worker.items():
        yield "no_link_worker", source, "", area, 0, n, (source, area) in adds
    for theme, n in no_activity.items():
        yield "no_activity", "", *theme, 0, n, theme in adds


def _full(network: CarryingNetwork) -> Iterator[tuple[Any, ...]]:
    """Yield full link workers and activities, with how many people could go there and wait."""
    given = network.ways
    waiting: dict[tuple[str, str], int] = {}
    for kind, n in network.unmet.items():
        workers = () if network.can_be_reached(kind) else given.workers_of[kind]
        activities = () if network.can_go_on(kind) else given.activities_of[kind.theme]
        for party in [("LinkWorker", id_) for id_ in workers] + [
            ("Activity", id_) for id_ in activities
        ]:
            waiting[party] = waiting.get(party, 0) + n
    for label, id_ in waiting.keys() | network.adding():
        what = {"LinkWorker": "link_worker", "Activity": "activity"}[label]
        n = waiting.get((label, id_), 0)
        yield what, id_, "", "", given.room_of(label)[id_], n, network.adds_one(label, id_)


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    """Return rows by falling n, then by the other columns."""
    found = pd.DataFrame(rows, columns=columns)
    others = [name for name in columns if name != "n"]
    found = found.sort_values(["n", *others], ascending=[False, *(True for _ in others)])
    return found.reset_index(drop=True)
