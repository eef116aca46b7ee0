"""How long the numbers of the screen Social capital take at the size of a town.

No library makes this profile, so there is no peer: the bar is 1 processor second for all that
the screen shows at first. What each number would be had all answered follows it.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from tests.bench.measure_graphs import SIZES, made_ties

from assetmap.model import Snapshot, conform
from assetmap.views.measuring.party_measures import RANKED
from assetmap.views.ranking.behind import behind
from assetmap.views.ranking.view import place_ends, ranking
from assetmap.views.social_capital.profile import profile_certainty, social_capital_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Size

_SECTORS: Final = ("vcse", "faith", "nhs", "primary_care", "council", "funder", "housing", "other")
_SCORES: Final = ("reliability", "mission", "openness", "power", "involvement", "resources")
_SHARE_SILENT: Final = 0.3
_N_TIMES: Final = 3


def run() -> str:
    """Return a markdown table: processor seconds of the profile, a ranking, and the intervals."""
    place = surveyed(SIZES["town"])
    party = str(place.table("Organisation")["id"].iloc[0])
    works: dict[str, Callable[[Snapshot], object]] = {
        "the profile, six sides": social_capital_view,
        "organisations by one number": lambda town: ranking(town, RANKED[0]),
        "the rows behind one number": lambda town: behind(town, RANKED[0], party),
    }
    for work in works.values():
        work(place)  # compiles, and imports what is imported at first
    found = {
        name: min(_seconds(work, place) for _ in range(_N_TIMES)) for name, work in works.items()
    }
    found["all that the screen shows at first"] = sum(found.values())
    by_measure = [_seconds(partial(ranking, name=name), place) for name in RANKED]
    found["the slowest of the other rankings"] = max(by_measure)
    found["what it would be had all answered, afterwards"] = _seconds(profile_certainty, place)
    found["places had all answered, by betweenness, afterwards"] = _seconds(
        lambda town: place_ends(town, "betweenness"), place
    )
    size = SIZES["town"]
    lines = [
        f"| {size.n_nodes:,} organisations, {size.n_ties:,} ties, 30 % silent | CPU (s) |",
        "| --- | ---: |",
        *(f"| {name} | {seconds:.2f} |" for name, seconds in found.items()),
    ]
    return "\n".join(lines)


def _seconds(work: Callable[[Snapshot], object], place: Snapshot) -> float:
    afresh = replace(place)  # nothing is known of it yet
    started = time.process_time()
    work(afresh)
    return time.process_time() - started


def surveyed(size: Size) -> Snapshot:
    """Return a place of a size of which every organisation was asked."""
    random = np.random.default_rng(0)
    ties = made_ties(size.n_nodes, size.n_ties, directed=True)
    ids = np.array(ties.names, dtype=object)
    is_silent = random.random(size.n_nodes) < _SHARE_SILENT
    said = ~is_silent[ties.start]
    source, target = ids[ties.start[said]], ids[ties.end[said]]
    tables: dict[str, dict[str, Any]] = {
        "Organisation": {"id": ids, "name": ids, "sector": np.array(_SECTORS)[ties.group]},
        "Survey": {"id": ["survey"], "asked_on": ["2026-01-01"]},
        "ASKED": {"id": ids, "from_id": "survey", "to_id": ids}
        | {"answered_on": [None if silent else "2026-02-01" for silent in is_silent]},
        "PARTNERS_WITH": {"id": source + " " + target, "from_id": source, "to_id": target}
        | {"survey_id": "survey", "intensity": ties.weight[said].astype(int)}
        | {score: random.integers(1, 5, len(source)) for score in _SCORES},
    }
    return Snapshot(rows={name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()})


if __name__ == "__main__":
    print(run())  # noqa: T201 - what a bench is for
