"""Steps put together into journeys."""

from __future__ import annotations

import pytest
from tests.unit.measures.flows.made_journeys import random_place

from assetmap.measures import shares
from assetmap.measures.flows import journeys
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.steps import NEVER, Steps, steps_of


def _plainly(steps: Steps) -> list[list[int]]:
    """Return days, closing, first step and number of each journey, one after the other."""
    found = []
    for number in range(steps.n_episodes):
        its = [step for step in range(len(steps)) if steps.episode[step] == number]
        if its:
            stages = (steps.made, steps.accepted, steps.seen, steps.started, steps.completed)
            days = [min(int(each[step]) for step in its) for each in stages]
            closed = max(int(steps.closed[step]) for step in its)
            first = min(its, key=lambda step: (int(steps.made[step]), step))
            found.append([*days, closed, first, number])
    return found


@pytest.mark.parametrize("n_cores", [1, 3])
@pytest.mark.parametrize("least", [0, 4], ids=["all", "part"])
@pytest.mark.parametrize("most", [2**16 - 1, 30], ids=["days near each other", "days far apart"])
def test_journeys_are_the_same_on_any_number_of_cores(
    n_cores: int, least: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journeys, "_MOST", most)
    monkeypatch.setattr(shares, "_FEW", 1)
    monkeypatch.setattr(shares, "_n_cores", lambda: n_cores)
    steps = steps_of(random_place(3))
    steps = steps.where(steps.target >= least)
    found = journeys_of(steps)
    arrays = (found.made, found.accepted, found.seen, found.started, found.completed)
    rows = zip(*arrays, found.closed, found.first, found.episode, strict=True)
    assert [[int(each) for each in row] for row in rows] == _plainly(steps)
    written = [steps.made, steps.accepted, steps.seen, steps.started, steps.closed]
    assert found.last_day == max(int(each[each != NEVER].max()) for each in written)
