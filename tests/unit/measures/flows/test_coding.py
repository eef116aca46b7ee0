"""Words as numbers, days as numbers, and how often each number is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.unit.measures.flows.made_journeys import place_of, step

from assetmap.measures import shares
from assetmap.measures.flows import words
from assetmap.measures.flows.coding import NEVER, coded, day_numbers, numbered
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.words_kernels import cells_met

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    _Met = Callable[[pa.Array[Any]], tuple[NDArray[np.int32], int]]

cells = st.lists(
    st.one_of(
        st.none(),
        st.sampled_from(["", "b", "a", "a\0", "é", "z", "🐝", "aa"]),
        st.sampled_from(["a name", "a name that is long", "a name that", "a name that is not"]),
    )
)


def test_codes_are_in_the_order_of_words_and_numbers_in_that_of_meeting() -> None:
    column = pd.Series(["choir", None, "bees", "choir"], dtype="str")
    codes, words = coded(column, pd.Series(["ale"], dtype="str"))
    assert [each.tolist() for each in codes] == [[2, -1, 1, 2], [0]]
    assert words == ("ale", "bees", "choir")
    numbers, n_numbers = numbered(column)
    assert (numbers.tolist(), n_numbers) == ([0, -1, 1, 0], 2)


def test_nothing_has_no_code() -> None:
    assert coded(pd.Series([], dtype="str"))[1] == ()
    (codes,), words = coded(pd.Series([None, None], dtype="str"))
    assert (codes.tolist(), words) == ([-1, -1], ())


@given(cells, cells)
def test_each_code_stands_for_the_words_of_its_cell(
    some: list[str | None], others: list[str | None]
) -> None:
    codes, words = coded(*(pd.Series(each, dtype="str") for each in (some, others)))
    found = [[words[code] if code >= 0 else None for code in each.tolist()] for each in codes]
    assert found == [some, others]
    assert list(words) == sorted({word for word in some + others if word is not None})


def _met_first(cells: Sequence[str | None]) -> tuple[list[int], list[str]]:
    """Number words as they are met, the plain way."""
    number_of: dict[str, int] = {}
    numbers = [-1 if cell is None else number_of.setdefault(cell, len(number_of)) for cell in cells]
    return numbers, list(number_of)


texts = st.lists(
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["a", "a\0", "12345678"]))
)


@given(texts, st.integers(0, 3))
@pytest.mark.parametrize("met", [words.met_words, words._many], ids=["few", "many"])
def test_words_by_their_digests_are_numbered_as_they_are_met(
    met: _Met, cells: list[str | None], n_before: int
) -> None:
    piece = pa.array([*["before", None, "a"][:n_before], *cells], pa.large_string())[n_before:]
    assert _found(piece, met) == _met_first(cells)


def _found(piece: pa.Array[Any], met: _Met = words.met_words) -> tuple[list[int], list[str]]:
    numbers, n = met(piece)
    return numbers.tolist(), piece.take(pa.array(cells_met(numbers, n))).to_pylist()


def _digest(text: str) -> int:
    """Return the digest of the first eight bytes of sixteen, worked out the plain way."""
    odd, most = 0x9E3779B97F4A7C15, 2**64 - 1
    digest = int(words._SECRET) ^ (len(text) * odd & most)
    digest = (digest ^ int.from_bytes(text.encode()[:8])) * odd & most
    return digest ^ digest >> 32


def test_words_that_share_a_digest_are_told_apart() -> None:
    some = [f"word {number:03}{'a' * 8}" for number in range(200)]
    pairs = ((one, _digest(one) ^ _digest(other), other) for one in some for other in some)
    one, apart, other = next(each for each in pairs if each[1] and each[1] & _NOT_ASCII == 0)
    end = (apart ^ int.from_bytes(b"a" * 8)).to_bytes(8).decode()
    cells = ["before", one, other[:8] + end, None, one]
    piece = pa.array(cells, pa.large_string())
    text, written = words._text_of(piece)
    digests, _, _, any_long = words._in_buckets(text, written, len(piece))
    assert (len(set(digests.tolist())), any_long) == (2, True)
    assert _found(piece) == _met_first(cells)
    assert words._few(piece) is None


_NOT_ASCII: Final = 0x8080808080808080


def test_many_words_in_one_bucket_have_a_table_that_grows() -> None:
    cells = [f"a{number % 3_000}" for number in range(6_000)]
    assert _found(pa.array(cells, pa.large_string())) == _met_first(cells)


def test_what_is_shared_between_cores_is_as_if_it_were_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "_FEW", 100)
    monkeypatch.setattr(shares, "_n_cores", lambda: 3)
    for n_words in (700, 40):
        cells = [f"{'long ' * (number % 2)}{number % n_words}" for number in range(2_000)]
        cells[700:] = reversed(cells[700:])
        assert _found(pa.array([None, *cells], pa.large_string())) == _met_first([None, *cells])
    keys = np.array([number * number % 701 for number in range(2_000)])
    expected, n_each = np.unique(keys, return_counts=True)
    found = distinct(keys, 2**20)
    assert [each.tolist() for each in found] == [expected.tolist(), n_each.tolist()]


def test_many_words_in_pieces_have_one_code_each() -> None:
    some, others = ([f"id {n % 700}" for n in range(first, first + 1_000)] for first in (0, 350))
    column = pd.Series(pd.array(pa.chunked_array([some, [None], others], pa.large_string()), "str"))
    numbers, n_numbers = numbered(column)
    assert (numbers.tolist(), n_numbers) == (_met_first([*some, None, *others])[0], 700)


@given(st.integers(-2_000_000, 2_900_000), st.sampled_from([0, 1, 86_399_999_999]))
def test_a_moment_is_of_its_day(day: int, later: int) -> None:
    moment = np.array([day * 86_400_000_000 + later]).astype("datetime64[us]")
    assert day_numbers(pd.Series(moment)).tolist() == [day]


def test_days_are_counted_from_1970_and_before_it() -> None:
    days = pd.Series(["1970-01-02", None, "1969-12-31"], dtype="datetime64[us]")
    assert day_numbers(days).tolist() == [1, NEVER, -1]


@given(arrays.arrays(np.int64, st.integers(0, 40), elements=st.integers(0, 90)))
@pytest.mark.parametrize("n_keys", [91, 2**20], ids=["counted", "put in order"])
def test_every_key_is_counted_once(n_keys: int, keys: NDArray[np.int64]) -> None:
    expected, n_each = np.unique(keys, return_counts=True)
    found = distinct(keys.copy(), n_keys)
    assert [each.tolist() for each in found] == [expected.tolist(), n_each.tolist()]


def test_what_was_entered_in_error_leaves_no_name_behind() -> None:
    rows = [step("a", "gp", "choir"), step("b", "other", "walk", status="entered-in-error")]
    steps = steps_of(place_of([*rows, step("c", None, "choir")]))
    assert (steps.parties, steps.n_episodes) == (("choir", "gp"), 2)
    assert (steps.source.tolist(), steps.target.tolist()) == ([1, -1], [0, 0])


def test_who_is_over_without_a_day_ended_on_the_latest_day_that_is_written() -> None:
    seen = {"accepted_on": "2026-01-04", "seen_on": "2026-01-03"}
    rows = [step(n, "gp", "choir", status=n, **seen) for n in ("completed", "failed", "accepted")]
    rows.append(step("d", "gp", "choir", status="completed", closed_on="2026-02-01", **seen))
    steps = steps_of(place_of(rows))
    first = int(steps.made[0])
    assert steps.closed.tolist() == [first + 3, first + 3, NEVER, first + 31]
    assert steps.completed.tolist() == [first + 3, NEVER, NEVER, first + 31]
