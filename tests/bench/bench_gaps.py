"""How long the gaps of a care system take, beside plain pandas doing the same.

A thousand areas, 40 things that matter, 6 groups and 21 bands of the week; 20,000 activities with
some 27,000 sessions, spread over a county as people are. The bars: all cells in under 1 processor
second once the rows are arrays, and the whole answer of a screen, after its first, in under 0.3.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely
from streamlit.testing.v1 import AppTest

from assetmap.measures.gaps.groups import GROUPS, suits
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix
from assetmap.measures.gaps.named import named_gaps
from assetmap.measures.gaps.needs import Weighting
from assetmap.measures.gaps.times import BANDS
from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Callable

_N_AREAS: Final = 1_000
_N_NEEDS: Final = 40
_N_ACTIVITIES: Final = 20_000
_N_ORGANISATIONS: Final = 4_000
_N_TOWNS: Final = 30
_DAY: Final = dt.date(2026, 6, 10)
_N_TIMES: Final = 3
_RULES: Final = (
    *(f"FREQ=WEEKLY;BYDAY={day}" for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
    *("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1SA", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
)
_DAYS_FREE: Final = ("Monday|Tuesday", "Wednesday", "Thursday|Friday", "Saturday|Sunday", "")
_STARTS: Final = ("09:30", "11:00", "13:30", "15:00", "18:30")
_CHOICE: Final = GapChoice(level="lsoa", times=tuple(band.key for band in BANDS))
_FOLDER: Final = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"
_MEANING: Final = (
    "Processor seconds. *The screen*: all that one answer takes after the first, from the choice "
    "to what goes to the browser, by Streamlit's own runner without a browser; the slowest of a "
    "few answers, none of which was asked for before."
)
_TITLES: Final = {
    "gaps": "the screen *Gaps*",
    "who_could_help": "the screen *Who could help*",
    "reach": "the screen *Reach*",
    "where_next": "the screen *Where next*",
}
_ASKED: Final[dict[str, dict[str, list[tuple[str, int]]]]] = {
    "gaps": {
        "another group or time": [
            *(("gap_group", 1), ("gap_time", 1), ("gap_group", 2), ("gap_time", 2)),
            ("gap_group", 3),
        ],
        "another gap": [("gap_area", 5), ("gap_need", 4), ("gap_area", 50), ("gap_need", 20)],
    },
    "who_could_help": {
        "another gap": [("gap_area", 5), ("gap_need", 4), ("gap_area", 50), ("gap_need", 20)],
    },
    "reach": {
        "anything at all, another group or time": [
            *(("reach_group", 1), ("reach_time", 2), ("reach_group", 2)),
        ],
        "another thing that matters": [("reach_need", at) for at in (3, 9, 12)],
        "one activity": [("reach_activity", at) for at in (3, 9)],
    },
    "where_next": {
        "another thing that matters": [("next_need", at) for at in (3, 9, 12)],
        "another group or time": [("next_time", 2), ("next_group", 1)],
    },
}
"""What is asked of each screen, by the words of the table: boxes, and which choice of theirs."""

_WEIGHED: Final = replace(_CHOICE, weighting=Weighting({"deprivation": 1.0}))


def run() -> str:
    """Return a markdown table: processor seconds of each step, and of plain pandas."""
    place = _system()
    _cells(gap_matrix(place, _DAY, _CHOICE))  # compiles, and imports what is imported at first
    matrix = gap_matrix(place, _DAY, _CHOICE)
    n_reached = len(matrix.reached.offer)
    usual = gap_matrix(place, _DAY, replace(_CHOICE, times=GapChoice().times))
    _bounds(usual)
    works: dict[str, Callable[[], object]] = {
        "from rows to arrays, with who reaches what": lambda: _afresh(place),
        "the same again, people weighed otherwise": lambda: gap_matrix(place, _DAY, _WEIGHED),
        "all cells: activities reached, and people without": lambda: _cells(_anew(matrix)),
        "the same with the bounds of what is not recorded": lambda: _bounds(_anew(matrix)),
        "places a week for each thousand": lambda: _anew(matrix).places_per_1000,
        "a filter: one thing that matters, one group, all bands": lambda: _filtered(matrix),
        "naming the gaps, of the four usual times": lambda: named_gaps(place, usual),
    }
    _bounds(matrix)
    found = {name: min(_seconds(work) for _ in range(_N_TIMES)) for name, work in works.items()}
    found |= _screens(place)
    found["plain pandas: activities reached, and people without"] = _seconds(
        lambda: _agrees(matrix, *_by_pandas(matrix))
    )
    n_cells = np.prod(matrix.shape)
    title = (
        f"{_N_AREAS:,} areas x {_N_NEEDS} needs x {len(GROUPS)} groups x {len(BANDS)} bands = "
        f"{n_cells:,} cells; {_N_ACTIVITIES:,} activities, {len(matrix.offers):,} sessions, "
        f"{n_reached:,} pairs within reach"
    )
    lines = [
        _MEANING,
        "",
        f"| {title} | CPU (s) |",
        "| --- | ---: |",
        *(f"| {name} | {seconds:.2f} |" for name, seconds in found.items()),
    ]
    return "\n".join(lines)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _afresh(place: Snapshot) -> GapMatrix:
    return gap_matrix(replace(place), _DAY, _CHOICE)  # nothing is known of it yet


def _cells(matrix: GapMatrix) -> float:
    return float(np.nansum(matrix.without)) + float(matrix.reachable.sum())


def _bounds(matrix: GapMatrix) -> float:
    at_most = float(matrix.reachable_at_most.sum())
    return _cells(matrix) + float(np.nansum(matrix.without_at_least)) + at_most


def _anew(matrix: GapMatrix) -> GapMatrix:
    """Return the same with nothing worked out of it yet."""
    reached, at_most = replace(matrix.reached), replace(matrix.reached_at_most)
    return replace(matrix, reached=reached, reached_at_most=at_most)


def _screens(place: Snapshot) -> dict[str, float]:
    """Return how long screens take to answer what was not asked before, the most of some times.

    Whole answers: the script of the screen is run as the server runs it, without a browser, and
    what it shows is put into the form in which it goes to one.
    """
    seen = replace(place, store_id="system", day=_DAY, role="lead")
    found = {}
    for name, works in _ASKED.items():
        screen = AppTest.from_file(str(_FOLDER / f"{name}.py"), default_timeout=600)
        screen.session_state["snapshot"] = seen
        _answered(screen)
        for words, choices in works.items():
            found[f"{_TITLES[name]}, {words}"] = max(
                _seconds(partial(_choose, screen, key, at)) for key, at in choices
            )
    return found


def _choose(screen: AppTest, key: str, at: int) -> None:
    screen.selectbox(key=key).select_index(at)
    _answered(screen)


def _answered(screen: AppTest) -> None:
    screen.run()
    if screen.exception:
        raise AssertionError(screen.exception[0].value)


def _filtered(matrix: GapMatrix) -> pd.DataFrame:
    """Return areas by band, as a heat map shows them."""
    return pd.DataFrame(matrix.without[:, 3, 1, :], index=list(matrix.areas))


def _by_pandas(matrix: GapMatrix) -> tuple[np.ndarray, np.ndarray]:
    """Return the same cells by merges and groups of frames, in no loop over cells."""
    offers = matrix.offers
    pairs = pd.DataFrame(
        {
            "area": np.repeat(np.arange(len(matrix.areas)), np.diff(matrix.reached.indptr)),
            "offer": matrix.reached.offer,
        }
    )
    bands = [np.flatnonzero(offers.known & np.uint32(1 << band)) for band in range(len(BANDS))]
    on = pd.DataFrame(
        [(offer, band) for band, found in enumerate(bands) for offer in found],
        columns=["offer", "band"],
    )
    for_whom = pd.concat(
        [
            pd.DataFrame({"offer": np.flatnonzero(suits(group, offers.offered)[0]), "group": n})
            for n, group in enumerate(matrix.groups)
        ]
    )
    meets = pd.DataFrame(
        [(activity, need) for activity, needs in enumerate(offers.met) for need in needs],
        columns=["activity", "need"],
    )
    columns = ["area", "need", "group", "band"]
    counts = np.zeros(matrix.shape, dtype=np.int64)
    # A hundred areas at a time, or the frame would not fit into memory.
    for first in range(0, len(matrix.areas), 100):
        some = pairs[(pairs["area"] >= first) & (pairs["area"] < first + 100)]
        rows = some.merge(on, on="offer").merge(for_whom, on="offer")
        rows["activity"] = offers.activity[rows["offer"]]
        rows = rows[["area", "activity", "group", "band"]].drop_duplicates()
        cells = rows.merge(meets, on="activity").groupby(columns).size()
        counts[tuple(np.array(cells.index.to_list()).T)] = cells.to_numpy()
    people = matrix.people[..., None]
    return counts, np.where((counts == 0) | np.isnan(people), people, 0.0)


def _agrees(matrix: GapMatrix, counts: np.ndarray, without: np.ndarray) -> None:
    if not np.array_equal(counts, matrix.reachable):
        raise AssertionError(np.argwhere(counts != matrix.reachable)[:5])
    np.testing.assert_allclose(without, matrix.without, rtol=1e-9, equal_nan=True)


def _system() -> Snapshot:
    random = np.random.default_rng(0)
    towns = np.column_stack(
        [random.uniform(53.2, 53.8, _N_TOWNS), random.uniform(-2.6, -1.6, _N_TOWNS)]
    )
    areas = [f"E{number:08d}" for number in range(_N_AREAS)]
    points = _around(random, towns, _N_AREAS)
    ids = [f"a{number:05d}" for number in range(_N_ACTIVITIES)]
    venues = [f"v{number:04d}" for number in range(_N_ACTIVITIES // 5)]
    where = _around(random, towns, len(venues))
    activity = np.repeat(ids, random.choice([1, 2, 3], _N_ACTIVITIES, p=[0.7, 0.25, 0.05]))
    needs = [f"n{number:02d}" for number in range(_N_NEEDS)]
    tied = np.repeat(ids, 2)
    who = [f"o{number:04d}" for number in range(_N_ORGANISATIONS)]
    use = np.repeat(who, random.choice([0, 1, 2], len(who), p=[0.4, 0.5, 0.1]))
    tables: dict[str, dict[str, Any]] = {
        "Area": {"id": areas, "name": areas, "level": "lsoa", "boundary": _outlines(points)},
        "Indicator": _facts(random, areas, points),
        "Location": {"id": venues, "name": venues}
        | {"latitude": where[:, 0], "longitude": where[:, 1]},
        "Need": {"id": needs, "name": needs}
        | {"parent_id": [None if number < 8 else needs[number % 8] for number in range(_N_NEEDS)]},
        "Organisation": {"id": who, "name": who, "location_id": random.choice(venues, len(who))},
        "HAS_USE_OF": {"id": [f"u{number:04d}" for number in range(len(use))]}
        | {"from_id": use, "to_id": random.choice(venues, len(use))}
        | {"days_free": random.choice(_DAYS_FREE, len(use))},
        "Activity": {"id": ids, "name": ids, "mode": "in_person"}
        | {"organisation_id": random.choice(who, len(ids))}
        | {"cost": random.choice(["Free", "£4", ""], len(ids))}
        | {"minimum_age": random.choice([0, 18, 50, 65], len(ids))}
        | {"accessibility": random.choice(["Ramp", "Steps at the door", ""], len(ids))},
        "Session": {"id": [f"s{number:05d}" for number in range(len(activity))]}
        | {"activity_id": activity, "location_id": random.choice(venues, len(activity))}
        | {"schedule": random.choice(_RULES, len(activity))}
        | {"starts_at_local": random.choice([*_STARTS, ""], len(activity))}
        | {"capacity": random.integers(4, 30, len(activity))},
        "MEETS": {"id": [f"m{number:05d}" for number in range(len(tied))], "from_id": tied}
        | {"to_id": random.choice(needs, len(tied))},
    }
    return Snapshot(rows={name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()})


def _around(random: np.random.Generator, towns: np.ndarray, n: int) -> np.ndarray:
    return towns[random.integers(0, len(towns), n)] + random.normal(0, 0.02, (n, 2))


def _outlines(points: np.ndarray) -> list[str]:
    """Return around each point what lies nearer to it than to any other."""
    there = shapely.MultiPoint(points[:, ::-1])
    frame = there.envelope.buffer(0.02)
    cells = shapely.voronoi_polygons(there, extend_to=frame, ordered=True).geoms
    found = [shapely.geometry.mapping(cell.intersection(frame)) for cell in cells]
    return [json.dumps(each) for each in found]


def _facts(random: np.random.Generator, areas: list[str], points: np.ndarray) -> dict[str, Any]:
    bands = ("aged 0-17", "aged 18-64", "aged 65+")
    groups = [*bands, *([None] * 3)]
    figures = [random.integers(100, 900, len(areas)).astype(float) for _ in bands]
    figures += [random.uniform(1, 60, len(areas)), points[:, 0], points[:, 1]]
    names = ["population"] * 3 + ["deprivation score"]
    names += ["population-weighted latitude", "population-weighted longitude"]
    return {
        "id": [f"{area} {number}" for number in range(len(names)) for area in areas],
        "area_code": areas * len(names),
        "name": np.repeat(names, len(areas)),
        "group": [group for group in groups for _ in areas],
        "value": np.concatenate(figures),
    }


if __name__ == "__main__":
    print(run())  # noqa: T201 - what a bench is for
