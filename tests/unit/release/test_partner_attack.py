"""What a partner may show, beside what is told to all, gives no small number away."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.unit.release.attack import Attack
from tests.unit.release.referrals import place

from assetmap.release.flows import flows_for
from assetmap.release.partner import partner_flows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.model import Snapshot

N_MONTHS = 3
SECTORS = ("primary_care", "self")
SOURCES = ("practice", None)
SHAPE = (N_MONTHS, len(SECTORS))


def _place(own: NDArray[np.int64], rest: NDArray[np.int64]) -> Snapshot:
    """Return a place where the choir and the band receive by month and source."""
    return place(
        {
            (source, target, f"2025-{month + 1:02}"): int(counts[month, number])
            for target, counts in (("choir", own), ("band", rest))
            for month in range(N_MONTHS)
            for number, source in enumerate(SOURCES)
        }
    )


def _day(month: int) -> dt.date:
    return dt.date(2025, month + 1, 1)


def _attacked(town: Snapshot) -> Attack:
    """Put together the choir's page and the numbers of the sectors, for every span of months."""
    numbers = np.arange(N_MONTHS * len(SECTORS)).reshape(SHAPE)
    sums: list[tuple[NDArray[np.int64], int | None]] = []
    for first, end in itertools.combinations(range(N_MONTHS + 1), 2):
        span = _day(first), _day(end)
        own: Any = partner_flows(town, "choir", *span)["received"]
        whole: Any = flows_for(town, "partner", *span)
        within = numbers[first:end]
        sums.append((within.ravel(), own["total"]))
        both = np.concatenate([within.ravel(), within.ravel() + numbers.size])
        sums.append((both, whole["total"]))
        pairs = {pair["source_id"]: pair["n"] for pair in whole["pairs"]}
        for number, sector in enumerate(SECTORS):
            which = within[:, number]
            sums.append((which, own["by_sector"].get(sector, 0)))
            sums.append((np.concatenate([which, which + numbers.size]), pairs.get(sector, 0)))
    # What is hidden of a page may be large: it says nothing by itself.
    return Attack([], sums, n_unknown=2 * numbers.size)


@pytest.mark.parametrize("seed", range(8))
def test_one_organisations_page_gives_no_small_number_away(seed: int) -> None:
    random = np.random.default_rng(seed)
    own, rest = (
        random.poisson(random.uniform(0.5, 20, size=(1, 2)) * random.uniform(0.3, 2, size=(3, 1)))
        for _ in range(2)
    )
    attack = _attacked(_place(own, rest))
    for number, n in enumerate([*own.ravel().tolist(), *rest.ravel().tolist()]):
        if 0 < n < 8:
            low, high = attack.reach([number])
            assert low <= 1, (number, own, rest)
            assert high >= 7, (number, own, rest)
