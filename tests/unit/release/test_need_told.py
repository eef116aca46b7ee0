"""People waiting and searches in vain as layers of need: what each role is told of them."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.unit.measures.gaps.tiny_town import town
from tests.unit.release.attack import Attack
from tests.unit.release.referrals import referral

from assetmap.errors import DataError
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.needs import Weighting
from assetmap.release import ROLES, seen_by
from assetmap.release.still_waiting import waiting_told
from assetmap.release.unmet_searches import UnmetSearches, searches_told
from assetmap.views.measuring.gaps import measured_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

BELOW_LEAD = ROLES[:3]
LATER = dt.date(2026, 6, 10)
OTHERS = {("S", "work"): 30, ("S", "company"): 9}


def waiting(counts: Mapping[tuple[str, str], int], last: str = "2026-05-31") -> Snapshot:
    """Return the town with so many who wait since April; the last day known is `last`."""
    each = [cell for cell, n in counts.items() for _ in range(n)]
    rows = [
        referral(n, None, "lunch", made_on="2026-04-02", area_code=area, need_id=need)
        for n, (area, need) in enumerate(each)
    ]
    done = {"made_on": "2026-04-01", "seen_on": last, "closed_on": last, "status": "completed"}
    return town(Referral=[*rows, referral(len(rows), None, "lunch", **done)])


def _told(place: Snapshot, role: str) -> dict[tuple[str, str], int | None]:
    told = waiting_told(place, role)
    assert told is not None
    return {cell: None if math.isnan(n) else round(n) for cell, n in told.numbers.items()}


def test_a_lead_is_told_each_number_and_who_is_below_by_the_fixed_grid() -> None:
    place = waiting({("N1", "company"): 12, ("S", "company"): 3, ("S", "work"): 21})
    exact = {("N", "company"): 12, ("S", "company"): 3, ("S", "work"): 21}
    assert _told(place, "lead") == _told(place, "admin") == exact
    # The 3 could be worked out from a sum of all, were not the smallest of the others hidden too.
    for role in BELOW_LEAD:
        rounded = {("N", "company"): None, ("S", "company"): None, ("S", "work"): 20}
        assert _told(place, role) == rounded


@pytest.mark.parametrize("role", BELOW_LEAD)
def test_below_lead_one_day_of_a_month_is_told_alone(role: str) -> None:
    ends = {last: waiting_told(waiting({}, last), role) for last in ("2026-05-30", "2026-05-31")}
    told = {last: None if each is None else each.end for last, each in ends.items()}
    assert told == {"2026-05-30": dt.date(2026, 5, 1), "2026-05-31": dt.date(2026, 6, 1)}
    as_of = waiting({("N", "work"): 9}).as_of(dt.date(2026, 5, 20))
    assert waiting_told(as_of, role) is None
    exact = waiting_told(as_of, "lead")
    assert exact is not None
    assert exact.end == dt.date(2026, 5, 21)


def test_without_journeys_nothing_is_told_and_a_role_that_is_none_is_refused() -> None:
    place = waiting({("N", "work"): 9})
    assert waiting_told(town(), "lead") is None
    assert waiting_told(seen_by(place, "partner"), "partner") is None
    with pytest.raises(DataError, match="There is no role 'boss'"):
        waiting_told(place, "boss")


@pytest.mark.parametrize("seed", range(4))
def test_no_hidden_number_follows_from_the_others_and_the_sum_of_all(seed: int) -> None:
    random = np.random.default_rng(seed)
    cells = [(area, need) for area in "NS" for need in ("belonging", "choirs", "company", "work")]
    counts = random.choice([0, 1, 2, 5, 7, 9, 13, 40], len(cells)).tolist()
    told = _told(waiting(dict(zip(cells, counts, strict=True))), "partner")
    numbers = [told.get(cell, 0) for cell in cells]
    total = 5 * ((sum(counts) + 2) // 5)
    attack = Attack(numbers, [(np.arange(len(cells)), total)])
    for cell, n in enumerate(counts):
        if 0 < n < 8:
            low, high = attack.reach([cell])
            assert (low <= 1, high >= 7) == (True, True)


@pytest.mark.parametrize("role", BELOW_LEAD)
def test_a_weighting_gives_no_hidden_number_away(role: str) -> None:
    """Whether 1 or 7 wait, each number and each word of the gaps is the same."""
    one, seven = (_weighed(role, {("N", "work"): n, **OTHERS}) for n in (1, 7))
    assert one == seven
    assert any("Numbers from 1 to 7 are hidden" in note for note in one["how"])


def test_a_lead_sees_in_the_gaps_whether_1_waits_or_12() -> None:
    one, twelve = (_weighed("lead", {("N", "work"): n, **OTHERS}) for n in (1, 12))
    assert one["gaps"] != twelve["gaps"]
    assert not any("hidden" in note for note in one["how"])


def _weighed(role: str, counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    choice = GapChoice(needs=("work", "company"), weighting=Weighting({"waiting": 1.0}))
    return measured_gaps(waiting(counts), role, choice, today=LATER)


def test_searches_of_a_year_are_added_up_as_they_were_told() -> None:
    week = dt.date(2026, 6, 1)
    unmet = [
        UnmetSearches("work", "N", week, 10),
        UnmetSearches("work", "N", week - dt.timedelta(weeks=51), 15),
        UnmetSearches("work", "N", week - dt.timedelta(weeks=52), 95),
        UnmetSearches("", "N", week, 20),
        UnmetSearches("work", "", week, 25),
        UnmetSearches("company", "S", week, 30),
    ]
    told = searches_told(unmet)
    assert told is not None
    assert dict(told.numbers) == {("N", "work"): 25.0, ("S", "company"): 30.0}
    assert (told.end, told.is_rounded) == (dt.date(2026, 6, 8), True)
    assert searches_told([]) is None
