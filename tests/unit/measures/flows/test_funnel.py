"""How many journeys reach each stage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest
from tests.unit.measures.flows.made_journeys import place_of, random_place, step

from assetmap.measures.flows.funnel import funnel, funnel_by, largest_loss
from assetmap.measures.flows.groupings import GROUPINGS, journey_groups
from assetmap.measures.flows.intervals import wilson
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.stages import stage_flow
from assetmap.measures.flows.steps import steps_of

TOWN = place_of(
    [
        step("a", "gp", "link", seen_on="2026-01-05"),  # accepted was not written down
        step("a", "link", "choir", status="completed", closed_on="2026-02-01"),
        step("b", "gp", "link", status="rejected", closed_on="2026-01-03", close_reason="full"),
        step("c", "gp", "link", accepted_on="2026-01-02"),
        step("d", "gp", "link", accepted_on="2026-01-02", status="failed", closed_on="2026-01-09"),
    ]
)


@pytest.mark.evidence("funnel", "by hand")
def test_funnel_counts_who_reached_a_stage_or_a_later_one() -> None:
    found = funnel(journeys_of(steps_of(TOWN))).set_index("stage")
    assert found["n"].to_dict() == {
        "made": 4,
        "accepted": 3,
        "seen": 1,
        "started": 1,
        "completed": 1,
    }
    assert found["n_lost"].tolist() == [1, 1, 0, 0, 0]
    assert found["n_open"].tolist() == [0, 1, 0, 0, 0]
    assert found["share_lost"].tolist() == pytest.approx([1 / 4, 1 / 3, 0, 0, 0])


def test_largest_loss_is_told_in_people_and_in_share() -> None:
    rows = funnel(journeys_of(steps_of(TOWN)))
    most, worst = largest_loss(rows), largest_loss(rows, by="share_lost")
    assert most is not None
    assert worst is not None
    assert (most.after, most.before, most.n_lost, most.n_open) == ("made", "accepted", 1, 0)
    assert (worst.after, worst.before, worst.n_open) == ("accepted", "seen", 1)


def test_funnel_of_nobody_has_no_shares_and_no_loss() -> None:
    rows = funnel(journeys_of(steps_of(TOWN).where(np.zeros(5, dtype=bool))))
    assert rows["n"].tolist() == [0] * 5
    assert rows[["share", "low", "high", "share_lost"]].isna().all(axis=None)
    assert largest_loss(rows) is None


@pytest.mark.evidence("stage_flow", "by hand")
def test_stage_flow_names_why_journeys_ended() -> None:
    assert stage_flow(steps_of(TOWN)).to_numpy().tolist() == [
        ["made", "on", "accepted", 3],
        ["made", "lost", "full", 1],
        ["accepted", "on", "seen", 1],
        ["accepted", "lost", "failed", 1],
        ["accepted", "open", "open", 1],
        ["seen", "on", "started", 1],
        ["started", "on", "completed", 1],
    ]


@pytest.mark.evidence("stage_flow", "what comes to a stage leaves it, on random journeys")
@pytest.mark.parametrize("seed", range(5))
def test_what_comes_to_a_stage_is_what_leaves_it(seed: int) -> None:
    steps = steps_of(random_place(seed))
    reached = dict(funnel(journeys_of(steps))[["stage", "n"]].to_numpy().tolist())
    flow = stage_flow(steps)
    leaves = flow.groupby("stage")["n"].sum().to_dict()
    assert leaves == {stage: n for stage, n in reached.items() if n and stage != "completed"}
    ends = int(flow.loc[flow["kind"] != "on", "n"].sum()) + reached["completed"]
    assert ends == reached["made"] == len(journeys_of(steps))


@pytest.mark.evidence("funnel_by", "groups add up to the whole, on random journeys")
@pytest.mark.parametrize("by", [name for name in GROUPINGS if not name.startswith("target")])
def test_funnels_of_groups_by_origin_add_up_to_the_whole(by: str) -> None:
    place = random_place(7)
    steps = steps_of(place)
    journeys, groups = journey_groups(place, steps, by)
    whole = funnel(journeys_of(steps)).set_index("stage")["n"]
    apart = funnel_by(journeys, groups).groupby("stage")["n"].sum()
    assert apart.to_dict() == whole.to_dict()


@pytest.mark.evidence("funnel_by", "by hand")
def test_funnel_by_receiver_tells_of_the_steps_to_it_alone() -> None:
    journeys, groups = journey_groups(TOWN, steps_of(TOWN), "target")
    rows = funnel_by(journeys, groups).set_index(["group", "stage"])["n"]
    assert rows["choir"].tolist() == [1, 1, 1, 1, 1]
    assert rows["link"].tolist() == [4, 3, 1, 0, 0]


@pytest.mark.evidence("wilson", "scipy.stats.binomtest, every number of up to 30")
def test_wilson_is_that_of_scipy() -> None:
    for n in range(1, 31):
        for n_with in range(n + 1):
            theirs = binomtest(n_with, n).proportion_ci(method="wilson")
            low, high = wilson(n_with, n)
            assert (float(low), float(high)) == pytest.approx(tuple(theirs), abs=1e-12)


@pytest.mark.evidence("wilson", "Newcombe's four examples (1998), as R's prop.test gives them")
def test_wilson_of_newcombe_s_examples_is_that_of_r() -> None:
    # prop.test(81, 263, correct = FALSE)$conf.int, and so on
    low, high = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert low.tolist() == pytest.approx(
        [0.255288519878, 0.0623863995307, 0.0, 0.00611321429276], abs=1e-9
    )
    assert high.tolist() == pytest.approx(
        [0.366209576983, 0.160487241723, 0.161125158053, 0.171755218793], abs=1e-9
    )


def test_wilson_of_nobody_is_not_defined() -> None:
    assert np.isnan(wilson(0, 0)).all()
