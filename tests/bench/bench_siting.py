"""Where to put 20 places among 5,000 for 34,000 areas, and smaller choices beside spopt.

The nation is made of towns of all sizes, each denser in its middle; the smaller ones are a city.

spopt builds its program of a table of all pairs, in Python, and its solver (CBC) is given a minute
for it. Ours is timed from the same costs until it covers as many people as spopt's places then do.
"""

from __future__ import annotations

import time
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from tests.bench.bench_access import N_AREAS, made_points

from assetmap.geo import pairs_within
from assetmap.measures.siting import BestSites, best, bettered, cover_of, optimum

if TYPE_CHECKING:
    from assetmap.measures.siting import Cover

_REACH_M: Final = 5_000.0
_NATION_SIDE_M: Final = 500_000.0
_N_TOWNS: Final = 400
_PARETO: Final = 1.2
_CITY_SHARE: Final = 0.2  # of the side of the square that the points are made for
_BETTERED_S: Final = 10.0
_LONGEST_S: Final = 60.0


class _Size(NamedTuple):
    n_areas: int
    n_places: int
    n: int


_NATION: Final = _Size(N_AREAS, 5_000, 20)
_BESIDE_SPOPT: Final = (_Size(200, 40, 5), _Size(1_000, 100, 10), _Size(3_000, 300, 15))


def run() -> str:
    """Return two markdown tables: the nation, and the sizes that spopt can build."""
    return f"{_nation()}\n\n{_beside_spopt()}"


def _nation() -> str:
    people, costs = _nation_made()
    best(_cover(people, costs), 1)  # compiles
    started = time.process_time()
    found = best(_cover(people, costs), _NATION.n)
    seconds = time.process_time() - started
    *_, later = bettered(_cover(people, costs), _NATION.n, seconds=_BETTERED_S)
    head = (
        f"{_NATION.n_areas:,} areas, {_NATION.n_places:,} places, {len(costs):,} pairs, choose 20"
    )
    return "\n".join(
        [
            f"| {head} | CPU (s) | people covered | bound | below the bound |",
            "| --- | ---: | ---: | ---: | ---: |",
            _line("assetmap: greedy, exchanges, and the bound", seconds, found),
            _line("assetmap: bettered for as long", _BETTERED_S, later),
        ]
    )


def _line(name: str, seconds: float, found: BestSites) -> str:
    gap = 1 - found.people_covered / found.bound
    return (
        f"| {name} | {seconds:.2f} | {found.people_covered:,.0f} | {found.bound:,.0f} | {gap:.1%} |"
    )


def _beside_spopt() -> str:
    lines = [
        "| areas, places, choose | spopt (s) | covered | assetmap (s) | times | proven (s) |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for size in _BESIDE_SPOPT:
        people, costs = _city_made(size)
        theirs, covered = _spopt(people, costs, size)
        ours, proven = _until(people, costs, size, covered), _proven(people, costs, size, covered)
        lines.append(
            f"| {size.n_areas:,}, {size.n_places}, {size.n} | {theirs:.2f} | {covered:,.0f} "
            f"| {ours:.4f} | {theirs / ours:,.0f} | {proven} |"
        )
    return "\n".join(lines)


def _nation_made() -> tuple[pd.Series[float], pd.DataFrame]:
    random = np.random.default_rng(2026)
    centres = random.uniform(0, _NATION_SIDE_M, (_N_TOWNS, 2))
    sizes = random.pareto(_PARETO, _N_TOWNS) + 0.3

    def points(n: int, letter: str) -> pd.DataFrame:
        towns = random.choice(_N_TOWNS, n, p=sizes / sizes.sum())
        spread_m = 500 + 1_500 * np.sqrt(sizes[towns])
        at = centres[towns] + random.normal(0, 1, (n, 2)) * spread_m[:, None]
        ids = [f"{letter}{number:06}" for number in range(n)]
        return pd.DataFrame(at, index=ids, columns=["easting", "northing"])

    areas, places = points(_NATION.n_areas, "E"), points(_NATION.n_places, "a")
    return _people(areas, random), pairs_within(areas, places, distance_m=_REACH_M)


def _city_made(size: _Size) -> tuple[pd.Series[float], pd.DataFrame]:
    random = np.random.default_rng(2026)
    areas = made_points(size.n_areas, "E", random) * _CITY_SHARE
    places = made_points(size.n_places, "a", random) * _CITY_SHARE
    return _people(areas, random), pairs_within(areas, places, distance_m=_REACH_M)


def _people(areas: pd.DataFrame, random: np.random.Generator) -> pd.Series[float]:
    return pd.Series(random.integers(800, 3_500, len(areas)), index=areas.index, dtype=float)


def _cover(people: pd.Series[float], costs: pd.DataFrame) -> Cover:
    return cover_of(people, costs["place"].cat.categories, costs, reach=_REACH_M)


def _spopt(people: pd.Series[float], costs: pd.DataFrame, size: _Size) -> tuple[float, float]:
    import pulp  # noqa: PLC0415  a peer alone
    from spopt.locate import MCLP  # noqa: PLC0415

    table = np.full((size.n_areas, size.n_places), 2 * _REACH_M)
    table[costs["origin"].cat.codes, costs["place"].cat.codes] = costs["cost"]
    started = time.perf_counter()  # its solver is a process of its own
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pulp, about how spopt builds its program
        problem = MCLP.from_cost_matrix(
            table, people.to_numpy(), service_radius=_REACH_M, p_facilities=size.n
        )
        problem.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=_LONGEST_S), results=False)
    seconds = time.perf_counter() - started
    return seconds, float(problem.problem.objective.value())


def _until(people: pd.Series[float], costs: pd.DataFrame, size: _Size, covered: float) -> float:
    started = time.perf_counter()
    for found in bettered(_cover(people, costs), size.n, seconds=_LONGEST_S):
        if found.people_covered >= covered - 0.5:
            return time.perf_counter() - started
    raise AssertionError(covered)


def _proven(people: pd.Series[float], costs: pd.DataFrame, size: _Size, covered: float) -> str:
    started = time.perf_counter()
    found = optimum(_cover(people, costs), size.n, seconds=_LONGEST_S)
    if not covered - 0.5 <= found.people_covered <= found.bound:
        raise AssertionError((found, covered))
    seconds = time.perf_counter() - started
    gap = 1 - found.people_covered / found.bound
    return f"{gap:.1%} left after {_LONGEST_S:.0f}" if gap else f"{seconds:.2f}"


if __name__ == "__main__":
    print(run())  # noqa: T201 - what a bench is for
