"""Steps that lead people round, and where paths end before they begin."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from tests.unit.measures.flows.made_journeys import place_of, random_place, step

from assetmap.measures.flows.detours import KINDS, detour_counts, detours
from assetmap.measures.flows.silence import silent_practices, unused_activities
from assetmap.measures.flows.steps import steps_of


def _chain(episode: str, *parties: str) -> list[dict[str, object]]:
    ends = pairwise(parties)
    return [step(episode, *pair, made_on=f"2026-01-{n:02}") for n, pair in enumerate(ends, 1)]


@pytest.mark.evidence("detours", "by hand")
def test_referred_back_is_a_return_within_a_journey() -> None:
    place = place_of([*_chain("a", "gp", "link", "gp"), step("b", "link", "gp")])
    assert detours(place, steps_of(place)).referred_back.tolist() == [False, True, False]


def test_the_fourth_step_of_a_chain_is_referred_on_too_often() -> None:
    place = place_of([*_chain("a", *"vwxyz"), *[step("b", f"s{n}", "t") for n in range(5)]])
    found = detours(place, steps_of(place))
    assert found.referred_on.tolist() == [False] * 3 + [True] + [False] * 5
    assert found.repeated.tolist() == [False] * 4 + [False] + [True] * 4


@pytest.mark.evidence("detour_counts", "by hand")
def test_steps_to_the_closed_and_the_full_are_found() -> None:
    kinds = ("open", "gone", "off", "early")
    rows = [step(name, "gp", name) for name in kinds]
    rows.append(step("f", "gp", "open", status="rejected", close_reason="full"))
    rows.append(step("n", "gp", "open", status="rejected", close_reason="not_running"))
    rows.append(step("o", "gp", "off", made_on="2025-06-01"))  # before its status was recorded
    activities = [{"id": name, "name": name, "status": "active"} for name in kinds]
    activities[1]["valid_to"] = "2026-01-01"
    activities[2] |= {"status": "defunct", "recorded_on": "2025-12-01"}
    activities[3]["valid_from"] = "2026-01-02"
    place = place_of(rows, Activity=activities)
    found = detours(place, steps_of(place))
    assert found.to_closed.tolist() == [False, True, True, True, False, True, False]
    assert found.to_full.tolist() == [False] * 4 + [True] + [False] * 2
    counts = detour_counts(found, steps_of(place), start=dt.date(2026, 1, 1)).set_index("kind")
    assert counts.loc[["to_closed"], ["n", "n_journeys"]].to_numpy().tolist() == [[4, 4]]
    assert counts.loc["to_closed", "share"] == pytest.approx(4 / 6)


def test_detours_of_no_step_have_no_share() -> None:
    place = place_of([step("a", "gp", "link")])
    counts = detour_counts(
        detours(place, steps_of(place)), steps_of(place), start=dt.date(2027, 1, 1)
    )
    assert counts["kind"].tolist() == list(KINDS)
    assert counts["n"].tolist() == [0] * 5
    assert counts["share"].isna().all()


@pytest.mark.evidence("detours", "searched step by step, on random journeys")
@pytest.mark.parametrize("seed", range(3))
def test_returns_and_repeats_are_those_of_a_plain_search(seed: int) -> None:
    place = random_place(seed)
    steps = steps_of(place)
    found = detours(place, steps)
    ends = list(zip(steps.episode, steps.source, steps.target, steps.made, strict=True))
    for at, (episode, source, target, made) in enumerate(ends):
        before = [
            each
            for other, each in enumerate(ends)
            if each[0] == episode and (each[3], other) < (made, at)
        ]
        assert found.repeated[at] == any(each[2] == target for each in before)
        assert found.referred_back[at] == any(each[1:3] == (target, source) for each in before)


@pytest.mark.evidence("unused_activities", "by hand")
@pytest.mark.evidence("silent_practices", "by hand")
def test_silent_practices_and_unused_activities_are_named() -> None:
    practices = [
        {"id": name, "name": name, "sector": "primary_care", "n_patients": n}
        for name, n in (("busy", 900), ("never", 800), ("once", 700), ("pharmacy", None))
    ]
    rows = [step("a", "busy", "walk"), step("b", None, "choir", route="self")]
    rows.append(step("c", "once", "walk", made_on="2025-03-04"))
    activities = [{"id": name, "name": name} for name in ("walk", "choir", "shed")]
    place = place_of(rows, Organisation=practices, Activity=activities)
    silent = silent_practices(place, steps_of(place), start=dt.date(2026, 1, 1))
    assert silent.to_numpy().tolist() == [["never", None], ["once", dt.date(2025, 3, 4)]]
    unused = unused_activities(place, steps_of(place), start=dt.date(2026, 1, 1))
    assert unused.to_numpy().tolist() == [["choir", None], ["shed", None]]
