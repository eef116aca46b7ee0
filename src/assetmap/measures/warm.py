"""Compile every loop before anybody waits for it: `python -m assetmap.measures.warm`.

What is compiled is kept on the disk, beside the package or where NUMBA_CACHE_DIR says, and read
from there by every later process.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numba.core.event import Event, Listener, install_listener

from assetmap.geo import pairs_within
from assetmap.measures import MEASURES
from assetmap.measures.access import rational_agent_cost, two_step_catchment
from assetmap.measures.certainty.completion import completed
from assetmap.measures.claims import Claims
from assetmap.measures.core_periphery import MOST_TRIED, core_periphery_fit
from assetmap.measures.distances import every
from assetmap.measures.distances_kernels import n_within
from assetmap.measures.distances_order import hubs_first
from assetmap.measures.flows.carrying import carrying
from assetmap.measures.flows.coding import coded
from assetmap.measures.flows.detours import detours
from assetmap.measures.flows.funnel import funnel
from assetmap.measures.flows.groupings import journey_groups, made_months
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.silence import unused_activities
from assetmap.measures.flows.stages import stage_flow
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.waits import waits
from assetmap.measures.flows.words_kernels import MOST_FEW
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.introductions import introductions
from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.measures.paths import shortest_paths
from assetmap.measures.separation import diameter_from_few, separation
from assetmap.measures.siting import best_sites, cover_of, instead_of
from assetmap.measures.triads import triadic_census
from assetmap.model import Snapshot, conform, empty_rows
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from assetmap.measures import Measure

SENTENCE: Final = "Preparing the measures; this is done once."

_TIES: Final = (
    [*"abcaabdefgh", "i"],
    [*"bcabcaefgdd", "i"],
    [1.0, 2.0, 0.5, 3.0, 1.0, 4.0, 2.0, 1.0, 1.0, 2.0, 5.0, 1.0],
)
"""Two circles, ties both ways, a chain, a tie of a party to itself, and one without any."""

_MANY: Final = 2**40  # so many keys are not counted each, but put in order

_BESIDE: Final[tuple[Callable[[Network], Any], ...]] = (
    triadic_census,
    lambda network: introductions(network, n_pairs=3),
    lambda network: separation(network, n_sources=2),
    diameter_from_few,
    lambda network: hubs_first((network.outgoing[:2], network.incoming[:2])),
    lambda network: n_within(network.indptr, network.indices, every(network), 2),
    lambda network: core_periphery_fit(_without_any(network, MOST_TRIED)),
    lambda network: shortest_paths(network, "a", "c"),
    lambda network: FUNCTIONS["core_number"](network.without_self_ties()),
    lambda network: list(FUNCTIONS["adamic_adar_index"](network)),
)
"""What runs loops that no measure of the registry does, or none does on networks so small."""


def _without_any(network: Network, n_more: int) -> Network:
    """Return the network with some more parties, who are tied to nobody."""
    more = [f"alone {number}" for number in range(n_more)]
    ends = (network.ties[name] for name in ("source", "target", "weight"))
    return Network.from_edges(*ends, nodes=[*network.nodes, *more], directed=network.is_directed())


class _Announcer(Listener):
    """Says once, when the first loop is compiled, that there is something to wait for."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say
        self._is_said = False

    def on_start(self, event: Event) -> None:
        del event
        if not self._is_said:
            self._is_said = True
            self._say(SENTENCE)

    def on_end(self, event: Event) -> None:
        """Nothing is said of the end."""


def announced(say: Callable[[str], object]) -> AbstractContextManager[None]:
    """Return a context in which the first loop that has to be compiled is said, by one sentence."""
    found: AbstractContextManager[None] = install_listener("numba:compile", _Announcer(say))
    return found


def warm(say: Callable[[str], object]) -> None:
    """Run every measure once on small networks of every kind, so that its loops are compiled.

    Parameters
    ----------
    say
        Given one sentence, and only if something has to be compiled.
    """
    with announced(say):
        for directed in (True, False):
            network = Network.from_edges(*_TIES, nodes="abcdefghij", directed=directed)
            for measure in MEASURES.values():
                if measure.needs != "claims":  # which are tables, without a loop over arrays
                    measure.function(*_given(measure, network))
            for work in _BESIDE:
                work(network)
        _warm_surveys()
        _warm_flows()
        _warm_places()
        _warm_gaps()


def _warm_surveys() -> None:
    """Run what has loops over what the silent could have said, of two who answered and one."""
    asked, answered = frozenset("abc"), frozenset("ab")
    completed(Claims(None, asked, answered, empty_rows("PARTNERS_WITH")), n_draws=19)


def _warm_flows() -> None:
    """Run what has loops over the steps of journeys, on one step."""
    made = {"episode_id": ["a"], "route": "self", "target_id": "b", "made_on": "2026-01-01"}
    place = Snapshot(rows={"Referral": conform("Referral", pd.DataFrame(made))})
    steps = steps_of(place)
    journeys, _ = journey_groups(place, steps, "target")
    waits(journeys)
    funnel(journeys)
    stage_flow(steps)
    made_months(steps)
    detours(place, steps)
    unused_activities(place, steps)
    _warm_carrying()
    distinct(np.zeros(1, np.int64), _MANY)
    long = (f"{number} of many words" for number in range(MOST_FEW + 1))
    coded(pd.Series(["a", None, *long, "0 of many words"], dtype="str"))


def _warm_carrying() -> None:
    """Run what has loops over who could be taken on by whom, on one person with nowhere to go."""
    made = {"episode_id": "a", "route": "self", "target_id": "b", "made_on": "2026-01-01"}
    tables = {
        "Area": pd.DataFrame({"id": ["w"], "name": ["w"], "level": ["ward"]}),
        "Referral": pd.DataFrame([made | {"need_id": "n", "area_code": "w"}]),
    }
    place = Snapshot(rows={name: conform(name, rows) for name, rows in tables.items()})
    carrying(place, steps_of(place))


def _warm_places() -> None:
    """Run what has loops over origins and places, on two of each."""
    points = pd.DataFrame({"easting": [0, 3], "northing": [0, 4]}, index=["a", "b"])
    people = pd.Series([5, 2], index=points.index)
    pairs = pairs_within(points, points, distance_m=4)
    two_step_catchment(people, people, pairs, catchment=4)
    rational_agent_cost(people, people, pairs, catchment=4, tau=4)
    best_sites(people, points.index, pairs, n=1, reach=4)
    instead_of(cover_of(people, points.index, pairs, reach=4), ["a"], "a")


def _warm_gaps() -> None:
    """Run what has loops over cells, on one of everything."""
    made: dict[str, dict[str, Any]] = {
        "Area": {"id": ["w"], "name": ["w"], "level": ["ward"]},
        "Need": {"id": ["n"], "name": ["n"]},
        "Activity": {"id": ["a"], "name": ["a"]},
        "Location": {"id": ["l"], "name": ["l"], "latitude": [54.0], "longitude": [1.0]}
        | {"area_code": ["w"]},
        "Session": {"id": ["s"], "activity_id": ["a"], "location_id": ["l"]},
        "MEETS": {"id": ["m"], "from_id": ["a"], "to_id": ["n"]},
    }
    place = Snapshot(rows={name: conform(name, pd.DataFrame(made[name])) for name in made})
    matrix = gap_matrix(place, dt.date(2026, 1, 1), GapChoice())
    named_gaps(place, matrix)
    matrix.places_per_1000  # noqa: B018 - worked out when it is looked at


def _given(measure: Measure, network: Network) -> tuple[Any, ...]:
    if measure.needs == "groups":
        return network, {node: "left" if node < "e" else "right" for node in network.nodes}
    return (network,)


if __name__ == "__main__":
    warm(print if sys.stdout.isatty() else lambda _: None)
