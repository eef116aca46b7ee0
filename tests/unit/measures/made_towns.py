"""Towns whose every tie is known, of which some then do not answer: for tests of certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.claims import Claims
from assetmap.measures.trust import SCORES
from assetmap.model import conform

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Kind:
    """A kind of town.

    Ties follow Holland and Leinhardt's p1 with random effects: they are more likely from the
    active, to the popular, within one of four groups, and to one who names it too.
    """

    n_organisations: int = 60
    mean_named: float = 6.0
    returned: float = 1.6
    alike: float = 1.0
    spread_active: float = 0.6
    spread_popular: float = 0.6
    together: float = 0.4


def made_town(kind: Kind, random: np.random.Generator) -> tuple[Claims, dict[str, str]]:
    """Return what all would say if all answered, and the group of each."""
    n = kind.n_organisations
    ids = [f"o{number:03}" for number in range(n)]
    groups = random.integers(0, 4, n)
    ties = _ties(kind, groups, random)
    source, target = np.nonzero(ties)
    scores = _scores(source, target, n, random)
    table = {
        "id": [f"{one} {other}" for one, other in zip(source, target, strict=True)],
        "from_id": [ids[one] for one in source],
        "to_id": [ids[other] for other in target],
        **{name: scores[:, place] for place, name in enumerate(SCORES)},
        "intensity": _intensity(source, target, n),
    }
    rows = conform("PARTNERS_WITH", pd.DataFrame(table))
    everybody = frozenset(ids)
    return Claims(None, everybody, everybody, rows), {
        id_: f"group {group}" for id_, group in zip(ids, groups, strict=True)
    }


def partly_answered(truth: Claims, share: float, random: np.random.Generator) -> Claims:
    """Return the survey if a `share` of those asked, drawn by lot, were silent."""
    n_answered = len(truth.roster) - round(share * len(truth.roster))
    return truth.of(random.choice(truth.roster, n_answered, replace=False).tolist())


def _ties(kind: Kind, groups: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.bool_]:
    n = kind.n_organisations
    shared = kind.together * kind.spread_active * kind.spread_popular
    spreads = [[kind.spread_active**2, shared], [shared, kind.spread_popular**2]]
    active, popular = random.multivariate_normal([0, 0], spreads, n).T
    base = np.log(kind.mean_named / (n - 1)) - 0.7
    alike = kind.alike * (groups[:, None] == groups)
    odds = np.exp(base + active[:, None] + popular + alike)
    both = odds * odds.T * np.exp(kind.returned)
    one, other = np.triu_indices(n, 1)
    point = random.random(len(one)) * (1 + odds + odds.T + both)[one, other]
    is_both = point < both[one, other]
    is_forward = is_both | (point - both[one, other] < odds[one, other])
    rest = point - both[one, other] - odds[one, other]
    is_back = is_both | (~is_forward & (rest < odds.T[one, other]))
    ties = np.zeros((n, n), dtype=bool)
    ties[one, other], ties[other, one] = is_forward, is_back
    return ties


def _scores(
    source: NDArray[np.int64], target: NDArray[np.int64], n: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """Return six scores of each claim: some are stricter, some are better thought of."""
    strict, esteemed = random.normal(0, 0.4, (n, 1)), random.normal(0, 0.4, (n, 6))
    noise = random.normal(0, 0.6, (len(source), 6))
    return np.clip(np.rint(2.8 - strict[source] + esteemed[target] + noise), 1, 4).astype(int)


def _intensity(source: NDArray[np.int64], target: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Return how close each claim says the two are: both ends see much the same."""
    random = np.random.default_rng((n, len(source)))  # so that nothing else is drawn otherwise
    seen = np.triu(random.normal(2.5, 0.8, (n, n)), 1)
    close = (seen + seen.T)[source, target] + random.normal(0, 0.7, len(source))
    return np.clip(np.rint(close), 1, 4).astype(int)
