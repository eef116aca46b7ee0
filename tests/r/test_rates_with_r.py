"""Intervals of counts, rates and changes are, to nine places, what R's stats finds."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from tests.unit.measures.flows.birth_orders import ALL_BIRTHS, BIRTHS, CASES
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.measures.flows.outcomes import outcomes
from assetmap.measures.flows.rates import count_interval, standardised_rate
from assetmap.measures.flows.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

pytestmark = pytest.mark.r

_SCRIPT: Final = Path(__file__).with_name("rates.R")
_COUNTS: Final = [
    (count, level) for count in (0, 1, 2, 7, 40, 365, 5_000) for level in (0.95, 0.998)
]
_N_GROUPS: Final = 8

Ages = dict[str, tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]
"""Counts, people and standard by age band, by group."""

Found = dict[tuple[str, str], list[float]]


def _ages() -> Ages:
    random = np.random.default_rng(0)
    groups: Ages = {order: (CASES[order], BIRTHS[order], ALL_BIRTHS) for order in CASES}
    for number in range(_N_GROUPS):
        people, standard = random.integers(20, 3_000, (2, 9))
        counts = random.binomial(people, random.uniform(0.01, 0.1, 9))
        numbers = (tuple(each.tolist()) for each in (counts, people, standard))
        groups[f"random {number}"] = (next(numbers), next(numbers), next(numbers))
    return groups


def _pairs() -> dict[int, list[tuple[int, int]]]:
    random = np.random.default_rng(1)
    return {
        number: [(int(b), int(a)) for b, a in random.integers(0, 11, (2 + 5 * number, 2))]
        for number in range(_N_GROUPS)
    }


def _write(path: Path, heading: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading.split())
        writer.writerows(rows)


@pytest.fixture(scope="module")
def found_by_r(tmp_path_factory: pytest.TempPathFactory) -> Found:
    folder = tmp_path_factory.mktemp("r")
    ages = [(group, *row) for group, each in _ages().items() for row in zip(*each, strict=True)]
    pairs = [(group, *row) for group, rows in _pairs().items() for row in rows]
    _write(folder / "counts.csv", "count level", _COUNTS)
    _write(folder / "ages.csv", "group count people standard", ages)
    _write(folder / "pairs.csv", "group before after", pairs)
    program = shutil.which("Rscript")
    assert program, "R is gone since the tests were collected"
    command = [program, "--vanilla", str(_SCRIPT), str(folder)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - ours
    assert ran.returncode == 0, ran.stderr
    found: Found = defaultdict(list)
    with (folder / "found.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["key"], row["group"]].append(float(row["value"]))
    return found


@pytest.mark.evidence("equity", "R stats::poisson.test, for counts up to 5,000")
def test_interval_of_a_count_is_that_of_r(found_by_r: Found) -> None:
    for number, (count, level) in enumerate(_COUNTS, start=1):
        ours = [float(each[0]) for each in count_interval([count], level)]
        assert ours == pytest.approx(found_by_r["poisson.test", str(number)], rel=1e-9)


@pytest.mark.evidence("equity", "R stats::qchisq in the formula of Fay and Feuer (1997)")
def test_standardised_rate_is_that_of_r(found_by_r: Found) -> None:
    for group, ages in _ages().items():
        ours = standardised_rate(*ages)
        assert ours == pytest.approx(found_by_r["standardised", group], rel=1e-9)


@pytest.mark.evidence("outcomes", "R stats::t.test and stats::cor, on random scores")
def test_change_of_scores_is_that_of_r(found_by_r: Found) -> None:
    names = ["mean_change", "low", "high", "median_change", "correlation"]
    for group, pairs in _pairs().items():
        ours = _outcomes(pairs)[names].to_numpy()[0]
        assert ours.tolist() == pytest.approx(found_by_r["t.test", str(group)], rel=1e-9)


def _outcomes(pairs: list[tuple[int, int]]) -> pd.DataFrame:
    scores = [
        {"episode_id": str(number), "scale": "ons4_satisfied", "stage": stage, "score": score}
        for number, pair in enumerate(pairs)
        for stage, score in zip(("before", "after"), pair, strict=True)
    ]
    steps = [
        step("gp", "ann", episode_id=str(number), started_on="2025-03-09")
        for number in range(len(pairs))
    ]
    town = place(Referral=steps, Outcome=scores)
    return outcomes(town, steps_of(town), start=YEAR[0], end=YEAR[1])
