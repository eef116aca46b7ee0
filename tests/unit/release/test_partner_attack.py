"""What a partner may show, beside what is told to all, gives no small number away."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.kept_places import copy_of_sample
from tests.unit.release.attack import SOME, Attack, bounds_of
from tests.unit.release.referrals import place, referral

import assetmap
from assetmap.release.flows import flows_for
from assetmap.release.partner import RECEIVED, SENT, partner_flows
from assetmap.release.partner_grid import partner_grids
from assetmap.release.sector_grid import sector_grid
from assetmap.release.spans import Months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.release.grid import Grid
    from assetmap.release.partner_grid import PartnerGrid

MONTHS = ((2025, 3), (2025, 11), (2025, 12), (2026, 1), (2026, 2))
"""Those in which anybody is referred: of two years, of one quarter and of others."""

EDGES = ((2025, 1), *MONTHS, (2026, 3), (2027, 1))
THEMES = ("money", "")
OTHERS = {RECEIVED: ("practice", None), SENT: ("practice", "library")}
SECTORS = {RECEIVED: ("primary_care", "self"), SENT: ("primary_care", "council")}
SHAPE = (len(MONTHS), len(THEMES), 2)


def _town(direction: str, own: NDArray[np.int64], rest: NDArray[np.int64]) -> Snapshot:
    """Return a place where the choir and the band receive or send by month, theme and other."""
    rows = [
        referral(
            n,
            *((OTHERS[direction][k], here) if direction == RECEIVED else (here, OTHERS[SENT][k])),
            made_on=f"{MONTHS[month][0]}-{MONTHS[month][1]:02}-02",
            need_id=THEMES[theme] or None,
        )
        for n, (here, month, theme, k) in enumerate(
            (here, *cell)
            for here, counts in (("choir", own), ("band", rest))
            for cell in np.ndindex(*SHAPE)
            for _ in range(counts[cell])
        )
    ]
    return place({}, Referral=rows, Need=[{"id": "money", "name": "Money"}])


def _attacked(town: Snapshot, direction: str) -> Attack:
    """Put together the choir's page and the numbers of the sectors, for every span of months."""
    numbers = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    sums: list[tuple[NDArray[np.int64], int | None]] = []
    ranges: list[tuple[NDArray[np.int64], tuple[float, float]]] = []
    for first, end in itertools.combinations(EDGES, 2):
        span = dt.date(*first, 1), dt.date(*end, 1)
        own: Any = partner_flows(town, "choir", *span)[direction]
        whole: Any = flows_for(town, "partner", *span)
        within = numbers[[first <= month < end for month in MONTHS]]
        sums.append((within.ravel(), own["total"]))
        sums.append((_with_rest(within, numbers.size), whole["total"]))
        other = "source_id" if direction == RECEIVED else "target_id"
        pairs = {pair[other]: pair["n"] for pair in whole["pairs"]}
        for k, sector in enumerate(SECTORS[direction]):
            which = within[..., k]
            told, of_all = own["by_sector"].get(sector, 0), pairs.get(sector, 0)
            sums.append((which.ravel(), told))
            sums.append((_with_rest(which, numbers.size), of_all))
            if told is None:  # it may be large, but it is not 0
                ranges.append((which.ravel(), SOME))
            if of_all is None and len(which) == 1:
                ranges.append((_with_rest(which, numbers.size), bounds_of(None)))
        for month, n in own["by_month"].items():
            at = [f"{year}-{number:02}" == month for year, number in MONTHS]
            sums.append((numbers[at].ravel(), n))
        for number, theme in enumerate(THEMES if own["by_theme"] is not None else ()):
            which, n = within[:, number].ravel(), own["by_theme"].get(theme, 0)
            sums.append((which, n))
            if n is None:
                ranges.append((which, SOME))
    return Attack([], sums, n_unknown=2 * numbers.size, ranges=ranges)


def _with_rest(which: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.concatenate([which.ravel(), which.ravel() + size])


def _hold(town: Snapshot, direction: str, own: NDArray[np.int64], rest: NDArray[np.int64]) -> None:
    """Check that no small number of a month and sector, or of a year and theme, is narrowed."""
    attack = _attacked(town, direction)
    numbers = np.arange(own.size).reshape(SHAPE)
    wanted, most = [], []
    for month, k in itertools.product(range(len(MONTHS)), range(2)):
        which = numbers[month, :, k]
        ours, theirs = own[month, :, k].sum(), rest[month, :, k].sum()
        if 0 < ours < 8:
            wanted.append(which)
            most.append(7)
        if 0 < theirs < 8:
            wanted.append(which + numbers.size)
            # One at least is ours where that is hidden, of 7 at most of the sector.
            most.append(6 if ours and ours + theirs < 8 else 7)
    for year, theme in itertools.product((2025, 2026), range(len(THEMES))):
        at = [month[0] == year for month in MONTHS]
        if 0 < own[at, theme].sum() < 8:
            wanted.append(numbers[at, theme].ravel())
            most.append(7)
    assert attack.narrowed(wanted, most) == [], (own, rest)


@pytest.mark.parametrize("direction", [RECEIVED, SENT])
@pytest.mark.parametrize("seed", range(3))
def test_one_organisations_page_gives_no_small_number_away(seed: int, direction: str) -> None:
    random = np.random.default_rng(seed)
    own, rest = (
        random.poisson(
            random.uniform(0.3, 10, size=(1, 1, 2))
            * random.uniform(0.1, 2, size=(len(MONTHS), len(THEMES), 1))
        )
        for _ in range(2)
    )
    _hold(_town(direction, own, rest), direction, own, rest)


@pytest.mark.parametrize("direction", [RECEIVED, SENT])
def test_themes_of_a_year_beside_its_months_give_no_small_number_away(direction: str) -> None:
    own, rest = np.zeros(SHAPE, dtype=np.int64), np.zeros(SHAPE, dtype=np.int64)
    own[0, 0, 0], own[1, 0, 0] = 1, 9
    _hold(_town(direction, own, rest), direction, own, rest)


def test_themes_are_told_of_a_year_that_gives_nothing_away() -> None:
    own, rest = np.zeros(SHAPE, dtype=np.int64), np.zeros(SHAPE, dtype=np.int64)
    own[:2, :, 0] = [[20, 2], [15, 12]]
    town = _town(RECEIVED, own, rest)
    told: Any = partner_flows(town, "choir", dt.date(2025, 1, 1), dt.date(2026, 1, 1))[RECEIVED]
    assert (told["total"], told["by_theme"]) == (50, {"": 15, "money": 35})
    _hold(town, RECEIVED, own, rest)


@pytest.mark.parametrize(
    "counts",
    [
        # 1 and 9: by themes, the year would be told that is hidden for the sake of the 1.
        {("practice", "choir", "2025-01"): 1, ("practice", "choir", "2025-02"): 9},
        # The 2 of the band are what the sector has left without the choir's.
        {("practice", "choir", "2025-01"): 30, ("practice", "band", "2025-01"): 2},
    ],
)
def test_themes_tell_no_total_that_is_hidden(counts: Mapping[Any, int]) -> None:
    year = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    told: Any = partner_flows(place(counts), "choir", *year)[RECEIVED]
    assert (told["total"], told["by_theme"]) == (None, None)


JANUARY, N_MONTHS = 2025 * 12, 12
SPANS = tuple(itertools.combinations(range(N_MONTHS + 1), 2))
ENDS = {RECEIVED: ("source_id", "target_id", 1), SENT: ("target_id", "source_id", 0)}


def _told_to_all(town: Snapshot) -> dict[tuple[int, int], dict[str, Any]]:
    """Return what is told to all by span: pairs of sectors; by_target and by_source."""
    grid, found = sector_grid(town), {}
    for first, last in SPANS:
        months = Months(JANUARY + first, JANUARY + last)
        ends = {direction: grid.by_end(months, end) for direction, (*_, end) in ENDS.items()}
        found[first, last] = {"pairs": grid.by_pair(months), **ends}
    return found


def _of_sector(
    told: Mapping[tuple[int, int], Any], direction: str, sector: str
) -> tuple[tuple[str, ...], dict[tuple[int, int], dict[str, Any]]]:
    """Return what all are told of one sector: by the sector at the other end, and ("") of all."""
    other, here, _ = ENDS[direction]
    found = {
        span: {pair[other]: pair["n"] for pair in each["pairs"] if pair[here] == sector}
        | {"": each[direction].get(sector, 0)}
        for span, each in told.items()
    }
    return tuple(sorted({name for by_other in found.values() for name in by_other} - {""})), found


def _tells_a_number(told: Mapping[str, Any]) -> bool:
    return any([told["total"], *told["by_sector"].values(), *(told["by_theme"] or {}).values()])


def _sample_narrowed(page: PartnerGrid, sectors: tuple[str, ...], whole: Mapping[Any, Any]) -> Any:
    """Return what one page gives away of a year of the sample place."""
    told = {span: page.told(Months(*(JANUARY + month for month in span))) for span in SPANS}
    if not any(_tells_a_number(each) for each in told.values()):
        return []  # it says where there is anybody, and of no number how large it is
    numbers = np.arange(N_MONTHS * len(sectors)).reshape(N_MONTHS, len(sectors))
    sums: list[tuple[NDArray[np.int64], int | None]] = []
    ranges: list[tuple[NDArray[np.int64], tuple[float, float]]] = []
    for (first, last), each in told.items():
        own: Any = each
        of_all, within = whole[first, last], numbers[first:last]
        cells = [
            (within[:, k], own["by_sector"].get(name, 0), name) for k, name in enumerate(sectors)
        ]
        for which, n, name in [*cells, (within.ravel(), own["total"], "")]:
            both, n_of_all = _with_rest(which, numbers.size), of_all.get(name, 0)
            sums += [(which, n), (both, n_of_all)]
            if last - first == 1 and name:
                ranges += [(which, SOME)] if n is None else []
                ranges += [(both, bounds_of(None))] if n_of_all is None else []
        if own["by_theme"]:
            themes = own["by_theme"].values()
            low, high = zip(*(SOME if n is None else bounds_of(n) for n in themes), strict=True)
            ranges.append((within.ravel(), (sum(low), sum(high))))
    attack = Attack([], sums, n_unknown=2 * numbers.size, ranges=ranges)
    return attack.narrowed(
        *_small(_by_month(page, page.own, sectors), _by_month(page, page.rest, sectors))
    )


def _small(own: NDArray[np.int64], rest: NDArray[np.int64]) -> tuple[list[list[int]], list[int]]:
    """Return the cells of both that hold 1 to 7, and how many each must be able to hold."""
    wanted, most = [], []
    for cell, (ours, theirs) in enumerate(zip(own.ravel(), rest.ravel(), strict=True)):
        if 0 < ours < 8:
            wanted.append([cell])
            most.append(7)
        if 0 < theirs < 8:
            wanted.append([cell + own.size])
            # One at least is ours where that is hidden, of 7 at most of the sector.
            most.append(6 if ours and ours + theirs < 8 else 7)
    return wanted, most


def _by_month(page: PartnerGrid, grid: Grid, sectors: tuple[str, ...]) -> NDArray[np.int64]:
    """Return the true numbers of a year by these sectors at the other end; 0 of all others."""
    counts = np.zeros((N_MONTHS, len(sectors)), dtype=np.int64)
    for number, name in enumerate(page.sectors):
        if name in sectors:
            counts[:, sectors.index(name)] = grid.counts[:N_MONTHS, number]
    return counts


def test_no_page_of_the_sample_place_gives_a_small_number_away(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with closing(assetmap.open(copy_of_sample(tmp_path_factory))) as store:
        town = store.snapshot()
    found, n_pages, told = {}, 0, _told_to_all(town)
    for organisation in town.table("Organisation")["id"]:
        sector = town.sector_of[organisation]
        for direction, page in partner_grids(town, organisation).items():
            if not page.sectors:
                continue
            n_pages += 1
            if narrowed := _sample_narrowed(page, *_of_sector(told, direction, sector)):
                found[organisation, direction] = narrowed
    assert (n_pages > 90, found) == (True, {})
