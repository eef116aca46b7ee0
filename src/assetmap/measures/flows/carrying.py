"""What a place could carry: how many of the people who came there was room for, and what was short.

People flow from link workers through what matters to them, where they live, to activities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.additions import Additions, tried
from assetmap.measures.flows.capacity import WEEKS_A_PLACE_IS_HELD, Span, span_of
from assetmap.measures.flows.carrying_network import CarryingNetwork
from assetmap.measures.flows.ways import DIRECT, ways

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.measures.flows.ways import Ways
    from assetmap.model import Snapshot

LINK_WORKERS, ACTIVITIES, BOTH = "link_workers", "activities", "both"
"""What there is too little of."""

WHATS: Final = ("no_link_worker", "no_activity", "link_worker", "activity")
"""What a bottleneck may be."""


_SHORT_OF: Final = (ACTIVITIES, BOTH, LINK_WORKERS)
_BLANK: Final[dict[str, Any]] = {"id": "", "need_id": "", "area_code": "", "room": 0}
_BOTTLENECK: Final[dict[str, type]] = {
    **dict.fromkeys(("what", "id", "need_id", "area_code"), object),
    "room": int,
    "n": int,
    "adds": bool,
}
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
    n_unknown
        Link workers and activities whose room is not known, and counts as none.
    """

    span: Span
    demand: int
    carried: int
    unmet_by: pd.DataFrame
    bottleneck: pd.DataFrame
    would_add: pd.DataFrame
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
    as none (`n_unknown`). What is added is pushed through what is left of the flow, and no
    farther than it leads; groups are tried for needs of areas where places are short, link
    workers for all and for areas where they are, those first for which most wait
    (`Additions.n_tried`). The same each time. Takes time in the number of steps and ties, and
    about the time of the arcs times a few; Dinic's algorithm.

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
        demand=found.demand,
        carried=network.carried,
        unmet_by=_unmet(network),
        bottleneck=_bottleneck(network),
        would_add=_falling(
            pd.DataFrame(
                tried(network, span, additions, weeks_a_place_is_held),
                columns=["what", "need_id", "area_code", "room", "n"],
            )
        ),
        n_unknown=found.n_unknown,
    )


def _unmet(network: CarryingNetwork) -> pd.DataFrame:
    """Return unmet demand by theme and by what is short."""
    ways, waiting = network.ways, network.waiting
    which = np.where(waiting.can_be_reached, 0, np.where(waiting.can_go_on, 2, 1))
    key = waiting.theme.astype(np.int64) * len(_SHORT_OF) + which
    n = np.bincount(key, waiting.n, minlength=ways.n_themes * len(_SHORT_OF)).astype(np.int64)
    there = np.flatnonzero(n)
    # By need, area and what is short: themes are in order, and so are the words.
    there = there[np.argsort(-n[there], kind="stable")]
    columns = _theme_words(ways, there // len(_SHORT_OF))
    columns |= {"n": pd.Series(n[there])}
    columns |= {"short_of": _words(_SHORT_OF, there % len(_SHORT_OF))}
    return pd.DataFrame(columns)


def _bottleneck(network: CarryingNetwork) -> pd.DataFrame:
    """Return what stands between unmet demand and being met."""
    parts = [
        _without_worker(network),
        _without_activity(network),
        _full_workers(network),
        _full_activities(network),
    ]
    rows = [_by_waiting(what, part) for what, part in zip(WHATS, parts, strict=True)]
    columns: dict[str, NDArray[Any]] = {
        name: np.concatenate([each[name] for each in rows]).astype(kind)
        for name, kind in _BOTTLENECK.items()
    }
    return pd.DataFrame(
        {name: pd.Series(cells, dtype=_BOTTLENECK[name]) for name, cells in columns.items()}
    )


def _by_waiting(what: str, part: dict[str, Any]) -> dict[str, NDArray[Any]]:
    """Return the columns of one kind of bottleneck, those first for which most wait."""
    n = np.asarray(part["n"])
    order = np.argsort(-n, kind="stable")
    whole = {"what": what, **_BLANK, **part}
    return {name: np.broadcast_to(np.asarray(whole[name]), len(n))[order] for name in _BOTTLENECK}


def _without_worker(network: CarryingNetwork) -> dict[str, Any]:
    """Return parties and areas from which nobody takes people, with how many wait for that.

    By id and area, as the other three are by id, or by need and area.
    """
    ways, waiting = network.ways, network.waiting
    nobody = np.append(ways.takes.n_each == 0, False)
    wanted = np.flatnonzero(nobody[waiting.taker])
    if not len(wanted):  # as is usual; words take time
        return dict.fromkeys(("id", "area_code", "n", "adds"), wanted)
    rows = pd.DataFrame(
        {
            "id": _words(ways.sources, waiting.taker[wanted]),
            "area_code": _words(ways.areas, ways.theme_area[waiting.theme[wanted]]),
            "n": waiting.n[wanted],
            "adds": waiting.can_go_on[wanted],
        }
    )
    by = rows.groupby(["id", "area_code"], sort=False, as_index=False)
    found = by.agg({"n": "sum", "adds": "any"}).sort_values(["id", "area_code"])
    return {str(name): cells.to_numpy() for name, cells in found.items()}


def _without_activity(network: CarryingNetwork) -> dict[str, Any]:
    """Return themes for which there is no activity, with how many wait for one."""
    ways, waiting = network.ways, network.waiting
    n = waiting.of_themes(waiting.n, ways.n_themes)
    reached = waiting.of_themes(waiting.can_be_reached, ways.n_themes)
    there = np.flatnonzero((ways.leads.n_each == 0) & (n > 0))
    return _theme_words(ways, there) | {"n": n[there], "adds": reached[there] > 0}


def _full_workers(network: CarryingNetwork) -> dict[str, Any]:
    """Return full link workers, with how many could be taken on by them and wait."""
    ways, unmet = network.ways, network.waiting
    short = ~unmet.can_be_reached & (unmet.taker != DIRECT)
    of_taker = np.bincount(unmet.taker[short], unmet.n[short], minlength=len(ways.sources))
    waiting = ways.takes.sums(of_taker, len(ways.workers))
    there = np.flatnonzero((waiting > 0) | network.worker_adds)
    return {
        "id": _words(ways.workers, there),
        "room": ways.worker_room[there],
        "n": waiting[there],
        "adds": network.worker_adds[there],
    }


def _full_activities(network: CarryingNetwork) -> dict[str, Any]:
    """Return full activities, with how many could go there and wait."""
    ways, unmet = network.ways, network.waiting
    of_theme = unmet.of_themes(np.where(unmet.can_go_on, 0, unmet.n), ways.n_themes)
    of_hub = ways.leads.sums(of_theme, len(ways.holds.starts) - 1)
    waiting = ways.holds.sums(of_hub, len(ways.activities))
    there = np.flatnonzero((waiting > 0) | network.activity_adds)
    return {
        "id": _words(ways.activities, there),
        "room": ways.activity_room[there],
        "n": waiting[there],
        "adds": network.activity_adds[there],
    }


def _theme_words(ways: Ways, themes: NDArray[Any]) -> dict[str, pd.Series[Any]]:
    return {
        "need_id": _words(ways.needs, ways.theme_need[themes]),
        "area_code": _words(ways.areas, ways.theme_area[themes]),
    }


def _words(names: Sequence[str], codes: NDArray[Any]) -> pd.Series[Any]:
    """Return the name of each code; -1 has the last."""
    return pd.Series(np.array(names, dtype=object)[codes], dtype=object)


def _falling(found: pd.DataFrame) -> pd.DataFrame:
    """Return rows by falling n, then by the other columns."""
    others = [str(name) for name in found if name != "n"]
    found = found.sort_values(["n", *others], ascending=[False, *(True for _ in others)])
    return found.reset_index(drop=True)
