"""Numbers by area, beside the funnel of any months, give no small number away."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.unit.release.attack import SOME, Attack, bounds_of
from tests.unit.release.referrals import place, referral

from assetmap.release.journeys import funnel_for
from assetmap.release.load import equity_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.model import Snapshot

MONTHS = ((2025, 3), (2025, 11), (2025, 12), (2026, 1), (2026, 2))
DAYS = tuple(f"{year}-{month:02}-02" for year, month in MONTHS)
EDGES = ((2025, 1), *MONTHS, (2026, 3), (2027, 1))
YEARS = (2025, 2026)
WARDS = ("w1", "w2", "w3")
REACHED = (None, "accepted_on", "started_on")
SHAPE = (len(MONTHS), len(WARDS) + 1, len(REACHED))
"""By month, ward (or nobody knows where), and how far they came."""


def _town(counts: NDArray[np.int64]) -> Snapshot:
    rows = [
        referral(
            n,
            "practice",
            "choir",
            made_on=DAYS[month],
            area_code=[*WARDS, None][ward],
            **({} if reached == 0 else {str(REACHED[reached]): DAYS[month]}),
        )
        for n, (month, ward, reached) in enumerate(
            cell for cell in np.ndindex(*SHAPE) for _ in range(counts[cell])
        )
    ]
    return place(
        {}, Referral=rows, Area=[{"id": each, "name": each, "level": "ward"} for each in WARDS]
    )


def _attacked(town: Snapshot) -> Attack:
    numbers = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    sums: list[tuple[NDArray[np.int64], int | None]] = []
    ranges = []
    for first, end in itertools.combinations(EDGES, 2):
        funnel: Any = funnel_for(town, "partner", dt.date(*first, 1), dt.date(*end, 1))
        within = numbers[[first <= month < end for month in MONTHS]]
        stages = {each["name"]: each["n"] for each in funnel["stages"]}
        for stage, least in (("made", 0), ("accepted", 1), ("started", 2)):
            which, n = within[..., least:].ravel(), stages[stage]
            sums.append((which, n))
            if n is None:
                ranges.append((which, bounds_of(None) if len(within) == 1 else SOME))
    for year in YEARS:
        areas: Any = equity_for(town, "partner", dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
        is_told = any(each["n"] is not None for each in areas["areas"])
        for ward, each in enumerate(areas["areas"]):
            which = numbers[[month[0] == year for month in MONTHS], ward].ravel()
            sums.append((which, each["n"]))
            if each["n"] is None and is_told:
                ranges.append((which, SOME))
    return Attack([], sums, n_unknown=numbers.size, ranges=ranges)


def _hold(counts: NDArray[np.int64]) -> None:
    attack = _attacked(_town(counts))
    numbers = np.arange(counts.size).reshape(SHAPE)
    small = [
        which
        for which in (
            *(numbers[month, :, least:] for month in range(len(MONTHS)) for least in range(3)),
            *(
                numbers[[month[0] == year for month in MONTHS], ward]
                for year in YEARS
                for ward in range(len(WARDS))
            ),
        )
        if 0 < counts.ravel()[which.ravel()].sum() < 8
    ]
    narrowed = attack.narrowed([each.ravel().tolist() for each in small], [7] * len(small))
    assert narrowed == [], counts


@pytest.mark.parametrize("seed", range(4))
def test_areas_of_two_years_beside_the_funnel_give_no_small_number_away(seed: int) -> None:
    random = np.random.default_rng(seed)
    mean = random.uniform(0.1, 4, size=(1, 4, 1)) * random.uniform(0.1, 2, size=(5, 1, 1))
    _hold(random.poisson(mean * random.uniform(0.1, 1, size=(1, 1, 3))))


def test_areas_tell_no_year_that_the_funnel_hides() -> None:
    counts = np.zeros(SHAPE, dtype=np.int64)
    counts[0, 0, 0], counts[1, 0, 0] = 1, 9  # 10 in the only ward: the 1 would be 4 at most
    town = _town(counts)
    year = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    told: Any = equity_for(town, "partner", *year)
    assert [each["n"] for each in told["areas"]] == [None, None, None]
    made: Any = funnel_for(town, "partner", *year)["stages"]
    assert made[0]["n"] is None
    _hold(counts)


def test_areas_are_told_of_a_year_that_gives_nothing_away() -> None:
    counts = np.zeros(SHAPE, dtype=np.int64)
    counts[0, :2, 0] = 20, 30
    told: Any = equity_for(_town(counts), "partner", dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    assert [each["n"] for each in told["areas"]] == [20, 30, 0]
    _hold(counts)
