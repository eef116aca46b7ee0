"""Access of 34,000 areas to 100,000 places within 5 km, beside PySAL's `access`.

Each is a process of its own, so that its memory is its own too. Ours starts from coordinates; the
peer from pairs that are ready, with ids that are numbers, which it is fastest with.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.geo import pairs_within
from assetmap.measures.access import stepwise, two_step_catchment

if TYPE_CHECKING:
    from collections.abc import Callable

N_AREAS: Final = 34_000
_N_PLACES: Final = 100_000
_SIDE_M: Final = 187_000.0  # of a square in which so many are as dense as in England
_REACH_M: Final = 5_000.0
_ZONES: Final = {1_000.0: 1.0, 3_000.0: 0.68, _REACH_M: 0.22}
_N_TIMES: Final = {"assetmap": 3, "access": 1}
_NAMES: Final = {
    "assetmap": "assetmap: pairs from coordinates, then E2SFCA",
    "access": "PySAL `access`: E2SFCA, pairs ready in memory",
}


def run() -> str:
    """Return a markdown table: processor seconds and memory of each, and how far they agree."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {work: _measured(work, folder) for work in _WORKS}
        ours, theirs = (np.load(folder / f"{work}.npy") for work in _WORKS)
    apart = float(np.abs(ours - theirs).max() / np.abs(theirs).max())
    times = found["access"]["seconds"] / found["assetmap"]["seconds"]
    size = f"{N_AREAS:,} areas, {_N_PLACES:,} places, {found['assetmap']['n_pairs']:,} pairs"
    lines = [f"| {size} | CPU (s) | most memory (MB) |", "| --- | ---: | ---: |"]
    for work, each in found.items():
        lines.append(f"| {_NAMES[work]} | {each['seconds']:.2f} | {each['mb']:,.0f} |")
    lines += ["", f"{times:.0f} times faster; results differ by {apart:.0e} of the largest."]
    return "\n".join(lines)


def made_points(n: int, letter: str, random: np.random.Generator) -> pd.DataFrame:
    """Return points spread evenly, with ids in words as a place has them."""
    ids = pd.Index([f"{letter}{number:06}" for number in range(n)], name="id")
    points = random.uniform(0, _SIDE_M, (n, 2)) + 400_000
    return pd.DataFrame(points, index=ids, columns=["easting", "northing"])


def _measured(work: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.bench_access", work, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _made() -> tuple[pd.DataFrame, pd.DataFrame, pd.Series[float], pd.Series[float]]:
    random = np.random.default_rng(2026)
    areas, places = made_points(N_AREAS, "E", random), made_points(_N_PLACES, "a", random)
    people = pd.Series(random.integers(800, 3_500, N_AREAS), index=areas.index, dtype=float)
    room = pd.Series(random.integers(5, 60, _N_PLACES), index=places.index, dtype=float)
    return areas, places, people, room


def _ours(
    areas: pd.DataFrame, places: pd.DataFrame, people: pd.Series[float], room: pd.Series[float]
) -> tuple[pd.Series[float], float, int]:
    decay = stepwise(_ZONES)
    started = time.process_time()
    pairs = pairs_within(areas, places, distance_m=_REACH_M)
    access = two_step_catchment(people, room, pairs, catchment=_REACH_M, decay=decay)
    return access, time.process_time() - started, len(pairs)


def _peers(
    areas: pd.DataFrame, places: pd.DataFrame, people: pd.Series[float], room: pd.Series[float]
) -> tuple[pd.Series[float], float, int]:
    from access import fca, weights  # noqa: PLC0415  so that ours does not carry its memory

    pairs = pairs_within(areas, places, distance_m=_REACH_M)
    columns = {each: pairs[each].cat.codes.astype(np.int64) for each in ("origin", "place")}
    costs = pd.DataFrame({**columns, "cost": pairs["cost"]})
    demand = people.reset_index(drop=True).rename("demand").to_frame()
    supply = room.reset_index(drop=True).rename("supply").to_frame()
    del pairs, columns
    started = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, about how it assigns
        access = fca.two_stage_fca(
            demand,
            supply,
            costs,
            max_cost=2 * _REACH_M,
            demand_index=True,
            demand_name="demand",
            supply_index=True,
            supply_name="supply",
            cost_dest="place",
            weight_fn=weights.step_fn(_ZONES),
        )
    seconds = time.process_time() - started
    return access.reindex(demand.index, fill_value=0.0), seconds, len(costs)


_WORKS: Final[dict[str, Callable[..., tuple[pd.Series[float], float, int]]]] = {
    "assetmap": _ours,
    "access": _peers,
}


def _main(work: str, folder: str) -> None:
    made = _made()
    areas, places, people, room = made
    _ours(areas[:100], places[:100], people[:100], room[:100])  # compiles
    runs = [_WORKS[work](*made) for _ in range(_N_TIMES[work])]
    np.save(Path(folder) / f"{work}.npy", runs[0][0].to_numpy())
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mb = used / 1_024 if sys.platform != "darwin" else used / 1_048_576
    found = {"seconds": min(each[1] for each in runs), "n_pairs": runs[0][2], "mb": mb}
    print(json.dumps(found))  # noqa: T201 - read by the bench


if __name__ == "__main__":
    _main(*sys.argv[1:])
