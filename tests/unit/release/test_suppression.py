"""Small numbers are hidden, and what is told beside them does not give them away."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.unit.release.attack import Attack, bounds_of

from assetmap.release.area_counts import told_by_area
from assetmap.release.grid import Grid, grid_of_pairs, grid_of_stages
from assetmap.release.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ENDS = (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("self", "x"))
JANUARY = 2025 * 12


def test_a_number_is_told_as_nought_hidden_or_to_the_nearest_five() -> None:
    assert suppressed(0) == 0
    assert [suppressed(n) for n in range(1, 8)] == [None] * 7
    assert [suppressed(n) for n in range(8, 23)] == [10] * 5 + [15] * 5 + [20] * 5
    assert suppressed(1_000_003) == 1_000_005


def test_what_is_told_of_a_number_holds_for_it() -> None:
    for n in range(200):
        low, high = bounds_of(suppressed(n))
        assert low <= n <= high


def _grid(counts: list[list[int]]) -> Grid:
    table = np.array(counts, dtype=np.int64)
    return grid_of_pairs(JANUARY, table, ENDS[: table.shape[1]])


def _requests(n_pairs: int) -> Iterator[list[int]]:
    """Give the columns of every pair, source, target and of all."""
    yield from ([each] for each in range(n_pairs))
    for end in (0, 1):
        for name in sorted({pair[end] for pair in ENDS[:n_pairs]}):
            yield [n for n, pair in enumerate(ENDS[:n_pairs]) if pair[end] == name]
    yield [*range(n_pairs)]


def _everything(grid: Grid) -> Iterator[tuple[NDArray[np.int64], int | None, int]]:
    """Give every number that can be asked of a grid: its cells, what is told, and the truth."""
    n_months, n_pairs = grid.counts.shape
    numbers = np.arange(grid.counts.size).reshape(grid.counts.shape)
    for first, end in itertools.combinations(range(n_months + 1), 2):
        for cells in _requests(n_pairs):
            told = grid.told((JANUARY + first, JANUARY + end), cells)
            which = numbers[first:end, cells].ravel()
            yield which, told, int(grid.counts[first:end, cells].sum())


def _attacked(grid: Grid) -> Attack:
    n_months, n_pairs = grid.counts.shape
    cells = [
        grid.told((JANUARY + month, JANUARY + month + 1), [cell])
        for month in range(n_months)
        for cell in range(n_pairs)
    ]
    return Attack(cells, [(which, told) for which, told, _ in _everything(grid)])


def _hold(grid: Grid) -> None:
    """Check that all there is to be asked leaves each hidden cell from 1 to 7, and sums wide."""
    attack = _attacked(grid)
    small = np.flatnonzero((grid.counts.ravel() > 0) & (grid.counts.ravel() < 8)).tolist()
    assert attack.narrowed([[cell] for cell in small], [7] * len(small)) == [], grid.counts
    for which, told, n in _everything(grid):
        assert told is None or abs(told - n) <= 2
        assert (told == 0) == (n == 0)
        if 0 < n < 8:
            assert told is None
            if len(which) == 1:
                continue
            low, high = attack.reach(which.tolist())
            assert high - low >= 6, (which, grid.counts)


@pytest.mark.parametrize(
    "counts",
    [
        [[1, 9]],  # rounded, the total would tell that the first is 1 to 4
        [[7, 12, 12]],
        [[3, 20, 33]],
        [[1], [9]],  # so would two months less one
        [[7], [12], [12]],
        [[1, 1], [1, 1]],
        [[4]],
        [[2, 0, 0, 0, 5]],
        [[8, 8, 12, 12, 3]],
        [[3, 3, 3, 3, 3], [4, 4, 4, 4, 4], [5, 5, 5, 5, 5]],
        [[1, 0], *[[0, 0]] * 11, [2, 30]],
        [[5, 40, 40, 40, 40], [40, 40, 40, 40, 40]],
    ],
)
def test_no_request_and_no_two_give_a_hidden_cell_away(counts: list[list[int]]) -> None:
    _hold(_grid(counts))


@pytest.mark.parametrize("seed", range(12))
def test_all_requests_together_give_no_hidden_cell_of_a_random_place_away(seed: int) -> None:
    random = np.random.default_rng(seed)
    # Months of one quarter and the next, or on both sides of a new year.
    months = [0, 1, 2, 3] if seed % 3 else [9, 11, 12, 13]
    mean = random.uniform(0.5, 12, size=(1, 5)) * random.uniform(0.3, 1.5, size=(4, 1))
    counts = np.zeros((months[-1] + 1, 5), dtype=np.int64)
    counts[months] = random.poisson(mean)
    _hold(_grid(counts.tolist()))


def test_the_attack_finds_what_rounding_alone_would_give_away() -> None:
    # 1 and 9 in two cells, and their total: told as hidden, 10 and 10.
    rounded = Attack([None, 10], [(np.array([0, 1]), 10)])
    assert rounded.reach([0]) == (1, 4)


def test_sums_are_told_where_they_hide_enough() -> None:
    grid = _grid([[4, 4, 4, 20, 0]])
    month = (JANUARY, JANUARY + 1)
    assert [grid.told(month, [cell]) for cell in range(5)] == [None, None, None, 20, 0]
    assert grid.told(month, slice(None)) == 30  # 32 people, of whom 12 in three hidden cells
    assert grid.told((JANUARY - 5, JANUARY + 20), slice(None)) == 30
    assert grid.told((JANUARY - 5, JANUARY), slice(None)) == 0


def test_the_same_numbers_are_told_the_same_each_time() -> None:
    counts = np.random.default_rng(5).poisson(4, size=(12, 5)).tolist()
    one, other = ([told for _, told, _ in _everything(_grid(counts))] for _ in range(2))
    assert one == other


@pytest.mark.parametrize("seed", range(6))
def test_no_funnel_of_any_months_gives_a_hidden_stage_away(seed: int) -> None:
    random = np.random.default_rng(seed)
    made = random.poisson(random.uniform(3, 20), size=14)
    made[2:9] = 0
    stages = [made]
    for share in random.uniform(0.3, 1.0, size=3):
        stages.append(random.binomial(stages[-1], share))
    counts = np.stack(stages, axis=1).astype(np.int64)
    grid = grid_of_stages(JANUARY, counts)
    numbers = np.arange(counts.size).reshape(counts.shape)
    sums = [
        (numbers[first:end, stage], grid.told((JANUARY + first, JANUARY + end), [stage]))
        for first, end in itertools.combinations(range(len(counts) + 1), 2)
        for stage in range(counts.shape[1])
    ]
    for which, told in sums:
        n = int(counts.ravel()[which].sum())
        assert told is None or abs(told - n) <= 2
        assert told is not None or n > 0
    cells = [
        grid.told((JANUARY + month, JANUARY + month + 1), [stage])
        for month in range(len(counts))
        for stage in range(counts.shape[1])
    ]
    farther = [(int(low), int(high)) for row in numbers for high, low in itertools.pairwise(row)]
    attack = Attack(cells, sums, farther)
    for cell in (number for number, told in enumerate(cells) if told is None):
        low, high = attack.reach([cell])
        assert low <= 1, (cell, counts)
        assert high >= 7, (cell, counts)


def test_a_stage_that_hardly_anybody_reached_hides_no_other() -> None:
    counts = np.array([[9, 1], [20, 0], [4, 1], [3, 0], [5, 0], [4, 0]], dtype=np.int64)
    grid = grid_of_stages(JANUARY, counts)
    year = (JANUARY, JANUARY + 12)
    assert grid.told(year, [0]) == 45
    assert grid.told(year, [1]) is None
    assert grid_of_stages(0, np.zeros((0, 2), dtype=np.int64)).told((0, 5), [1]) == 0


@pytest.mark.parametrize("seed", range(20))
def test_areas_whose_sum_is_known_do_not_give_each_other_away(seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.poisson(random.uniform(0, 25, size=6)).tolist()
    told = told_by_area(counts)
    assert all(n is None or abs(n - true) <= 2 for n, true in zip(told, counts, strict=True))
    assert all(n is None for n, true in zip(told, counts, strict=True) if 0 < true < 8)
    hidden = [true for n, true in zip(told, counts, strict=True) if n is None]
    # Whoever knows the exact sum of the hidden ones, and that each is 1 or more:
    rest_is_open = any(true >= 8 for true in hidden)
    if [n for n in counts if n >= 8]:
        for true in (n for n in hidden if n < 8):
            others = sum(hidden) - true
            assert others + true - 7 >= len(hidden) - 1
            assert rest_is_open or others + true - 1 <= 7 * (len(hidden) - 1)


def test_areas_are_all_hidden_where_hiding_some_is_not_enough() -> None:
    assert told_by_area([3, 0]) == [None, 0]
    assert told_by_area([1, 1, 0]) == [None, None, 0]
    assert told_by_area([]) == []
