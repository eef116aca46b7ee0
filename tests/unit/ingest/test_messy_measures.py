"""Funnel and waits of journeys with known truth, whatever form they came in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.messy_referrals import (
    FAULTS,
    LOST,
    Journeys,
    Step,
    episode_export,
    event_export,
    messy_journeys,
    own_table,
    place_files,
)
from tests.unit.ingest.gathering import after, read, text_file

from assetmap.measures.flows.funnel import funnel
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.steps import STAGES, steps_of
from assetmap.measures.flows.waits import Wait, waits

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.measures.flows.journeys import Journeys as Read

END = dt.date(2027, 1, 1)
"""After the last true day; days that are written in the future are then not known yet."""

STATED_LOSS = 2 * sum(FAULTS[fault] for fault in LOST)
STATED_ERROR_OF_SHARES = 0.01
STATED_ERROR_OF_MEDIAN = 1.0
"""Days."""

TRUE = messy_journeys(4_000, seed=7, backs=0)
FORMS = {"own": own_table, "episodes": episode_export, "events": event_export}


@pytest.fixture(params=list(FORMS), scope="module")
def recovered(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return the journeys that are read from one of the forms."""
    folder: Path = tmp_path_factory.mktemp("files")
    files = [text_file(folder / f"{name}.csv", text) for name, text in place_files().items()]
    place = after(*files)
    name = "Referral.csv" if request.param == "own" else "export.csv"
    reading = read(text_file(folder / name, FORMS[request.param](TRUE)[0]), beside=place)
    return journeys_of(steps_of(place.advanced(reading.accepted)))


def _first_days(steps: list[Step]) -> dict[str, dt.date]:
    """Return the first true day of each stage of one journey, and the last on which it closed."""
    days: dict[str, dt.date] = {}
    for step in steps:
        told = dict(step.days)
        closed = told.pop("closed", None)
        if closed and step.status == "completed":
            told["completed"] = closed
        for stage, day in told.items():
            days[stage] = min(day, days.get(stage, day))
    if all("closed" in step.days for step in steps):
        days["closed"] = max(step.days["closed"] for step in steps)
    return days


def _median(journeys: Journeys, to_stage: str) -> float:
    """Return the median wait by Kaplan and Meier, from the truth and by hand."""
    seen: Counter[int] = Counter()
    gone: Counter[int] = Counter()
    for steps in journeys.cases.values():
        days = _first_days(list(steps))
        made, reached = days["made"], days.get(to_stage)
        if reached:
            seen[max((reached - made).days, 0)] += 1
        else:
            gone[(min(days.get("closed", END), END) - made).days] += 1
    n_left, share = seen.total() + gone.total(), 1.0
    for day in sorted(seen | gone):
        share *= 1 - seen[day] / n_left
        if share < 0.5:
            return float(day)
        n_left -= seen[day] + gone[day]
    raise AssertionError


def test_the_funnel_is_recovered_within_the_stated_error(recovered: Read) -> None:
    days = [_first_days(list(steps)) for steps in TRUE.cases.values()]
    true = [
        sum(any(later in each for later in STAGES[at:]) for each in days)
        for at in range(len(STAGES))
    ]
    found = funnel(recovered)
    for n_true, n_found, share in zip(true, found["n"], found["share"], strict=True):
        assert (1 - STATED_LOSS) * n_true <= n_found <= n_true
        assert abs(share - n_true / true[0]) <= STATED_ERROR_OF_SHARES


@pytest.mark.parametrize("stage", ["accepted", "seen", "started"])
def test_the_median_wait_is_recovered_within_the_stated_error(recovered: Read, stage: str) -> None:
    found = waits(recovered, Wait("made", stage, end=END))
    assert abs(found.median_days - _median(TRUE, stage)) <= STATED_ERROR_OF_MEDIAN
