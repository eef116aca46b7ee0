"""Who is asked to a table: by hand, against every possible table, and where it cannot be."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError, UnknownNodeError
from assetmap.measures import smallest_table as smallest
from assetmap.measures.round_table import best_table
from assetmap.measures.seats import Quota, Seats, first_filled
from assetmap.measures.smallest_table import smallest_table
from assetmap.measures.table_reach import Reach, gains, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HALF = Fraction(1, 2)


def reach_of(brings: dict[str, str], **weights: int) -> Reach:
    """Return a reach in which each brings the letters of a word."""
    pairs = [(id_, letter) for id_, word in brings.items() for letter in word]
    return Reach.from_pairs(pairs, ids=brings, weights=weights)


def weight(reach: Reach, ids: Iterable[str]) -> int:
    """Weigh what a table brings, the slow way: set by set."""
    row_of = {id_: set(row.nonzero()[0]) for id_, row in zip(reach.ids, dense(reach), strict=True)}
    covered = set().union(*(row_of[id_] for id_ in ids))
    return sum(int(reach.weights[each]) for each in covered)


def dense(reach: Reach) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return reach.brings.toarray()


def every_table(
    reach: Reach, n_seats: int, invited: Sequence[str], quotas: Sequence[Quota]
) -> Iterator[tuple[str, ...]]:
    for ids in combinations(reach.ids, n_seats):
        if set(invited) <= set(ids) and all(
            quota.least <= sum(id_ in quota.ids for id_ in ids)
            and len([id_ for id_ in ids if id_ in quota.ids]) >= float(quota.least_share) * n_seats
            and sum(id_ in quota.ids for id_ in ids) <= (99 if quota.most is None else quota.most)
            for quota in quotas
        ):
            yield ids


def random_reach(seed: int) -> tuple[Reach, np.random.Generator]:
    generator = np.random.default_rng(seed)
    n_ids, n_elements = generator.integers(1, 9), generator.integers(1, 13)
    pairs = [
        (f"o{i}", f"e{j:02}")
        for i in range(n_ids)
        for j in range(n_elements)
        if generator.random() < 0.3
    ]
    weights = {f"e{j:02}": int(generator.integers(1, 6)) for j in range(n_elements)}
    return Reach.from_pairs(pairs, ids=[f"o{i}" for i in range(n_ids)], weights=weights), generator


def random_quotas(reach: Reach, generator: np.random.Generator) -> list[Quota]:
    """Return shares of two partitions, as sectors and areas are, and one at least half."""
    sectors = generator.integers(0, 3, len(reach.ids))
    areas = generator.integers(0, 2, len(reach.ids))
    of = [
        frozenset(id_ for id_, group in zip(reach.ids, groups, strict=True) if group == number)
        for groups, number in ((sectors, 0), (sectors, 1), (areas, 0))
    ]
    return [
        Quota("the voluntary sector", of[0], least_share=HALF),
        Quota("the council", of[1], most=int(generator.integers(0, 3))),
        Quota("Eastfield", of[2], least=int(generator.integers(0, 3))),
    ]


@pytest.mark.evidence("reached", "worked by hand")
@pytest.mark.evidence("gains", "worked by hand")
def test_union_is_what_a_table_reaches_and_the_rest_is_what_another_adds() -> None:
    reach = reach_of({"choir": "ab", "club": "bcd", "mosque": "", "school": "d"}, d=5)
    assert reached(reach, ["choir", "club", "choir"]) == ("a", "b", "c", "d")
    assert reached(reach, []) == ()
    assert gains(reach, ["choir"]) == {"choir": 0, "club": 6, "mosque": 0, "school": 5}


def test_seats_go_to_whoever_adds_most_to_those_before() -> None:
    # surgery brings 4; then club 2 (e, f), hall 1 (e), choir nothing new.
    reach = reach_of({"surgery": "abcd", "choir": "abc", "club": "def", "hall": "e"})
    table = best_table(reach, 2)
    assert (table.added, table.weight, table.upper_bound) == (("surgery", "club"), 6, 6)
    assert best_table(reach, 3, invited=["hall"]).added == ("surgery", "club")


def test_between_equals_the_smaller_id_is_seated() -> None:
    reach = reach_of({"c": "xy", "a": "xz", "b": "yz"})
    assert best_table(reach, 1).added == ("a",)
    assert best_table(reach, 3).added == ("a", "b", "c")


@pytest.mark.evidence("best_table", "Cornuejols, Fisher and Nemhauser (1977), their worst cases")
@pytest.mark.parametrize(
    ("brings", "weights", "n_seats", "greedy", "most"),
    [
        ({"g1": "ac", "o1": "ab", "o2": "cd"}, {}, 2, 3, 4),
        (
            # Three seats: g1, g2 and g3 each take as much as a row of the best table has left.
            {"g1": "adg", "g2": "beh", "g3": "cfi", "o1": "abcj", "o2": "defk", "o3": "ghil"},
            dict.fromkeys("adg", 9)
            | dict.fromkeys("beh", 6)
            | dict.fromkeys("cfi", 4)
            | dict.fromkeys("jkl", 8),
            3,
            57,
            81,
        ),
    ],
    ids=["two seats, 3/4", "three seats, 19/27"],
)
def test_published_worst_case_reaches_exactly_the_guarantee(
    brings: dict[str, str], weights: dict[str, int], n_seats: int, greedy: int, most: int
) -> None:
    # Cornuejols, Fisher and Nemhauser (1977): 1 - (1 - 1/k)^k of the most, and not more.
    reach = reach_of(brings, **weights)
    table = best_table(reach, n_seats)
    assert (table.weight, table.upper_bound) == (greedy, most)
    assert Fraction(greedy, most) == 1 - (1 - Fraction(1, n_seats)) ** n_seats


def test_an_exchange_mends_what_the_first_choice_spoilt() -> None:
    # Greedy takes g1 (4 of 6), then o1 or o2; only both of them bring all 6.
    reach = reach_of({"g1": "abde", "o1": "abc", "o2": "def"})
    assert best_table(reach, 2).weight == 5
    assert best_table(reach, 2, n_swaps=1).added == ("o1", "o2")
    assert best_table(reach, 2, invited=["g1"], n_swaps=9).weight == 5


@pytest.mark.evidence("best_table", "every table tried, on random places")
@pytest.mark.parametrize("seed", range(60))
def test_no_table_brings_more_than_the_bound_and_none_much_more_than_ours(seed: int) -> None:
    reach, generator = random_reach(seed)
    n_seats = int(generator.integers(0, len(reach.ids) + 1))
    table = best_table(reach, n_seats)
    most = max(weight(reach, ids) for ids in combinations(reach.ids, n_seats))
    assert table.weight == weight(reach, table.added) <= most <= table.upper_bound
    assert table.weight >= (1 - 1 / math.e) * most
    assert table.weight <= best_table(reach, n_seats, n_swaps=20).weight <= most


@pytest.mark.parametrize("seed", range(120))
def test_shares_are_kept_or_said_to_be_impossible_as_every_table_shows(seed: int) -> None:
    reach, generator = random_reach(1_000 + seed)
    n_seats = int(generator.integers(1, len(reach.ids) + 1))
    invited = list(reach.ids[: int(generator.integers(0, 2))])
    quotas = random_quotas(reach, generator)
    tables = list(every_table(reach, n_seats, invited, quotas))
    if not tables:
        with pytest.raises(DataError, match="cannot keep"):
            best_table(reach, n_seats, invited=invited, quotas=quotas)
        return
    most = max(weight(reach, ids) for ids in tables)
    for n_swaps in (0, 20):
        table = best_table(reach, n_seats, invited=invited, quotas=quotas, n_swaps=n_swaps)
        assert tuple(sorted((*table.invited, *table.added))) in tables
        assert table.weight <= most <= table.upper_bound


@pytest.mark.parametrize("seed", range(60))
def test_shares_of_a_partition_cost_no_more_than_half(seed: int) -> None:
    reach, generator = random_reach(2_000 + seed)
    quotas = random_quotas(reach, generator)[:2]
    n_seats = int(generator.integers(1, len(reach.ids) + 1))
    tables = list(every_table(reach, n_seats, [], quotas))
    if tables:
        most = max(weight(reach, ids) for ids in tables)
        assert 2 * best_table(reach, n_seats, quotas=quotas).weight >= most


def fewest_for_the_most(
    reach: Reach, n_seats: int, invited: Sequence[str], quotas: Sequence[Quota]
) -> tuple[int, int] | None:
    """Return the most that tables of up to so many seats bring, and the fewest that do."""
    found = [
        (weight(reach, ids), -len(ids))
        for n in range(1, n_seats + 1)
        for ids in every_table(reach, n, invited, quotas)
    ]
    return max(found, default=None)


@pytest.mark.evidence("smallest_table", "every table tried, on random places")
@pytest.mark.parametrize("seed", range(60))
def test_fewest_seats_bring_the_most_as_every_table_shows(seed: int) -> None:
    reach, generator = random_reach(3_000 + seed)
    quotas = random_quotas(reach, generator)
    n_seats = int(generator.integers(1, len(reach.ids) + 1))
    invited = list(reach.ids[: int(generator.integers(0, 2))])
    best = fewest_for_the_most(reach, n_seats, invited, quotas)
    if best is None:
        with pytest.raises(DataError, match="cannot keep"):
            smallest_table(reach, n_seats, invited=invited, quotas=quotas)
        return
    found = smallest_table(reach, n_seats, invited=invited, quotas=quotas)
    ids = (*found.table.invited, *found.table.added)
    assert (found.table.weight, -len(ids)) == best
    assert (found.table.upper_bound, found.n_seats_at_least) == (best[0], -best[1])
    assert tuple(sorted(ids)) in list(every_table(reach, len(ids), invited, quotas))


@pytest.mark.parametrize("seed", range(20))
def test_where_the_program_is_too_large_the_bounds_hold_all_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smallest, "EXACT_UP_TO", -1)
    reach, generator = random_reach(4_000 + seed)
    quotas = random_quotas(reach, generator)
    n_seats = len(reach.ids)
    best = fewest_for_the_most(reach, n_seats, [], quotas)
    if best is None:
        return
    found = smallest_table(reach, n_seats, quotas=quotas, n_swaps=20)
    assert found.table.weight <= best[0] <= found.table.upper_bound
    if found.table.weight == best[0]:
        assert found.n_seats_at_least <= -best[1] <= found.n_seats


def test_smallest_table_is_found_where_the_greedy_choice_takes_one_seat_too_many() -> None:
    """Whoever brings most by itself is not needed: the two others bring all."""
    reach = reach_of({"g1": "abde", "o1": "abc", "o2": "def"})
    assert best_table(reach, 2).weight == 5
    found = smallest_table(reach, 3)
    assert sorted(found.table.added) == ["o1", "o2"]
    assert (found.table.weight, found.n_seats_at_least) == (6, 2)
    # By hand: of two seats at most one is the council's, and half may not be kept by three.
    half = Quota("clubs", frozenset({"o1"}), least_share=HALF)
    assert first_filled(reach.ids, [half], [], range(3, 0, -1)) == 2
    assert smallest_table(reach, 3, quotas=[half]).n_seats == 2


@given(st.integers(0, 10_000), st.permutations(range(8)))
@settings(max_examples=30, deadline=None)
def test_what_a_table_brings_does_not_hang_on_the_order_of_what_is_given(
    seed: int, order: list[int]
) -> None:
    reach, _ = random_reach(seed)
    rows, columns = dense(reach).nonzero()
    pairs = [(reach.ids[i], reach.elements[j]) for i, j in zip(rows, columns, strict=True)]
    pairs = [pairs[number] for number in order if number < len(pairs)]
    n_seats = min(2, len(reach.ids))
    tables = {
        best_table(Reach.from_pairs(given_, ids=reach.ids), n_seats)
        for given_ in (pairs, sorted(pairs), [*pairs, *pairs])
    }
    assert len(tables) == 1


def test_whoever_brings_nothing_changes_nothing_that_the_others_reach() -> None:
    brings = {"b": "xy", "c": "yz"}
    with_one_more = best_table(reach_of({**brings, "z": ""}), 2)
    assert with_one_more == best_table(reach_of(brings), 2)


def test_nobody_and_no_seats_are_a_table_too() -> None:
    empty = best_table(Reach.from_pairs([]), 0)
    assert (empty.added, empty.weight, empty.upper_bound) == ((), 0, 0)
    assert best_table(reach_of({"a": ""}), 1, n_swaps=3).added == ("a",)
    assert smallest_table(Reach.from_pairs([]), 0).n_seats_at_least == 0


@pytest.mark.parametrize(
    ("n_seats", "invited", "quotas", "message"),
    [
        (4, [], [], "A table of 4 cannot be filled: only 3 could come."),
        (1, ["a", "b"], [], "A table of 1 cannot be filled: 2 are invited."),
        (
            3,
            [],
            [Quota("the voluntary sector", frozenset("a"), least_share=HALF)],
            (
                "A table of 3 cannot keep at least 2 of the seats for the voluntary sector: "
                "only 1 of them could come."
            ),
        ),
        (
            2,
            ["c"],
            [Quota("the voluntary sector", frozenset("ab"), least=2)],
            (
                "A table of 2 cannot keep at least 2 of the seats for the voluntary sector: "
                "with 1 invited, only 1 could be theirs."
            ),
        ),
        (
            2,
            ["a", "b"],
            [Quota("the council", frozenset("ab"), most=1)],
            (
                "A table of 2 cannot keep at most 1 of the seats for the council: "
                "2 of them are invited."
            ),
        ),
        (
            3,
            [],
            [Quota("the council", frozenset("ab"), most=1)],
            (
                "A table of 3 cannot keep at most 1 of the seats for the council: "
                "only 1 other could come."
            ),
        ),
        (
            1,
            [],
            [
                Quota("North", frozenset("ab"), least=1),
                Quota("faith", frozenset("b"), most=0),
                Quota("the council", frozenset("c"), least=1),
            ],
            (
                "A table of 1 cannot keep all of these: at least 1 of the seats for North; "
                "at least 1 of the seats for the council."
            ),
        ),
    ],
)
def test_shares_that_cannot_be_kept_are_named(
    n_seats: int, invited: list[str], quotas: list[Quota], message: str
) -> None:
    reach = reach_of(dict.fromkeys("abc", "x"))
    with pytest.raises(DataError) as raised:
        best_table(reach, n_seats, invited=invited, quotas=quotas)
    assert str(raised.value) == message


def test_least_and_most_of_one_group_may_be_asked_at_once() -> None:
    quota = Quota("the council", frozenset("ab"), least=1, most=1)
    assert quota.words(3) == "at least 1 of the seats and at most 1 of the seats for the council"
    assert Seats("abc", 2, [quota]).can_be_filled([])
    assert not Seats("abc", 2, [quota]).can_be_filled([0, 1])


def test_strangers_and_weights_below_one_are_refused() -> None:
    reach = reach_of({"a": "x"})
    with pytest.raises(UnknownNodeError, match="No node 'z' in the network"):
        best_table(reach, 1, invited=["z"])
    with pytest.raises(DataError, match="'x' counts 0; what counts is a whole number above 0"):
        reach_of({"a": "x"}, x=0)
