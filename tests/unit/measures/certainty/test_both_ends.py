"""What the silent could say of each other where both ends name every tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from assetmap.measures.certainty.answers import answers_of
from assetmap.measures.certainty.both_ends import both_ends_name
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.surveyed import ties_between
from assetmap.measures.claims import Claims
from assetmap.model import conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.completion import Completion

IDS = tuple(f"o{number:02}" for number in range(40))
TOWNS = {id_: ("x", "y")[number % 2] for number, id_ in enumerate(IDS)}


def _claims(named: NDArray[np.bool_], answered: Iterable[str], ids: tuple[str, ...]) -> Claims:
    speaks = frozenset(answered)
    said = [(ids[a], ids[b]) for a, b in np.argwhere(named) if ids[a] in speaks]
    rows = {"id": [str(at) for at in range(len(said))]}
    rows |= {end: [pair[at] for pair in said] for at, end in enumerate(("from_id", "to_id"))}
    return Claims(None, frozenset(ids), speaks, conform("PARTNERS_WITH", pd.DataFrame(rows)))


def _town(random: np.random.Generator) -> NDArray[np.bool_]:
    """Return who is tied to whom: some more readily than others, and twice so within a town."""
    ready = random.gamma(2, 0.5, len(IDS))
    towns = np.array([TOWNS[id_] for id_ in IDS])
    rates = 0.15 * np.outer(ready, ready) * np.where(towns[:, None] == towns, 2, 1)
    tied = np.triu(random.random(rates.shape) < 1 - np.exp(-rates), 1)
    both: NDArray[np.bool_] = tied | tied.T
    return both


def _completions(
    tied: NDArray[np.bool_], random: np.random.Generator, town_of: Mapping[str, str] | None
) -> tuple[Completion, NDArray[np.bool_]]:
    answered = random.permutation(len(IDS))[:28]
    claims = _claims(tied, (IDS[one] for one in answered), IDS)
    found = completed(claims, town_of, n_draws=39, seed=int(random.integers(2**31)))
    is_silent = np.ones(len(IDS), dtype=bool)
    is_silent[answered] = False
    return found, is_silent


@pytest.mark.parametrize("town_of", [None, TOWNS])
def test_what_one_of_both_said_stands_and_the_rest_is_said_by_both(
    town_of: Mapping[str, str] | None,
) -> None:
    random = np.random.default_rng(3)
    tied = _town(random)
    found, is_silent = _completions(tied, random, town_of)
    unknown = is_silent[:, None] & is_silent
    drawn = np.array([ties_between(network) for network in found.networks()])
    assert (drawn[:, ~unknown] == tied[~unknown]).all()
    assert (drawn == drawn.transpose(0, 2, 1)).all()
    assert len({each[unknown].tobytes() for each in drawn}) > len(drawn) / 2


def test_as_many_ties_are_told_as_there_are() -> None:
    random = np.random.default_rng(11)
    between_silent, errors, covered = [], [], []
    for _ in range(100):
        tied = _town(random)
        found, is_silent = _completions(tied, random, TOWNS)
        unknown = is_silent[:, None] & is_silent
        true = int(tied[unknown].sum()) // 2
        told = np.sort(found.named[:, :, is_silent].sum(axis=(1, 2)) // 2)
        between_silent.append(true)
        errors.append(told.mean() - true)
        covered.append(told[1] <= true <= told[-2])  # 37 of 39
    # As many too many as too few, within three errors of the mean; none of 100 draws by chance.
    assert abs(np.mean(errors)) < 3 * np.std(errors) / 10
    assert np.mean(between_silent) > 5
    assert 0.88 <= np.mean(covered) <= 1.0


def test_where_all_are_tied_to_all_the_silent_are_too() -> None:
    ids = IDS[:12]
    tied = ~np.eye(12, dtype=bool)
    found = completed(_claims(tied, ids[:9], ids), n_draws=19)
    assert all((ties_between(network) == tied).all() for network in found.networks())


@pytest.mark.parametrize(
    ("n_pairs", "n_not_returned", "expected"), [(10, 0, True), (9, 0, False), (10, 1, False)]
)
def test_both_ends_name_each_tie(n_pairs: int, n_not_returned: int, expected: object) -> None:
    tied = np.zeros((12, 12), dtype=bool)
    first, second = (ends[:n_pairs] for ends in np.triu_indices(12, 1))
    tied[first, second] = tied[second, first] = True
    tied[second[:n_not_returned], first[:n_not_returned]] = False
    ids = IDS[:12]
    assert both_ends_name(answers_of(_claims(tied, ids, ids))) is expected
