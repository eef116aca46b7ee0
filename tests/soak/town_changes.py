"""What may happen to a town between two surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from tests.unit.measures.certainty.coverage import Change


def more_ties(truth: Claims, group_of: Mapping[str, str], random: np.random.Generator) -> Claims:
    """Return the town with half as many claims again, between any two."""
    del group_of
    free = _free(truth, np.ones((len(truth.roster),) * 2, dtype=bool))
    return _with_claims(truth, _some(free, len(truth.pairs) // 2, random), random)


def more_answers(truth: Claims, group_of: Mapping[str, str], random: np.random.Generator) -> Claims:
    """Return the town with half of the one-sided claims returned."""
    del group_of
    one_way = sorted((other, one) for one, other in truth.pairs if (other, one) not in truth.pairs)
    place = {id_: number for number, id_ in enumerate(truth.roster)}
    ends = np.array([[place[one], place[other]] for one, other in one_way]).reshape(-1, 2)
    return _with_claims(truth, _some(ends, len(ends) // 2, random), random)


def more_across(truth: Claims, group_of: Mapping[str, str], random: np.random.Generator) -> Claims:
    """Return the town with half as many claims again, all between two groups."""
    groups = np.array([group_of[id_] for id_ in truth.roster], dtype=object)
    free = _free(truth, groups[:, None] != groups)
    return _with_claims(truth, _some(free, len(truth.pairs) // 2, random), random)


CHANGES: Final[dict[str, Change | None]] = {
    "nothing": None,
    "half as many ties again": more_ties,
    "half of one-sided ties returned": more_answers,
    "half as many ties again, all across groups": more_across,
}


def _free(truth: Claims, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    place = {id_: number for number, id_ in enumerate(truth.roster)}
    free = wanted & ~np.eye(len(place), dtype=bool)
    for one, other in truth.pairs:
        free[place[one], place[other]] = False
    return np.argwhere(free)


def _some(ends: NDArray[np.int64], n: int, random: np.random.Generator) -> NDArray[np.int64]:
    return ends[random.choice(len(ends), min(n, len(ends)), replace=False)]


def _with_claims(
    truth: Claims, ends: Iterable[Iterable[int]], random: np.random.Generator
) -> Claims:
    """Return the town with further claims, each with the scores of one made before."""
    pairs = [(truth.roster[one], truth.roster[other]) for one, other in ends]
    like = truth.rows.iloc[random.integers(0, len(truth.rows), len(pairs))]
    more = like.assign(
        id=[f"{one} {other} later" for one, other in pairs],
        from_id=[one for one, _ in pairs],
        to_id=[other for _, other in pairs],
    )
    rows = pd.concat([truth.rows, more.astype(truth.rows.dtypes.to_dict())], ignore_index=True)
    rows = rows.sort_values(["from_id", "to_id"], ignore_index=True)
    return Claims(None, truth.asked, truth.answered, rows)
