"""Measures of what organisations say of each other, and pandas doing the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from tests.bench.bench_capital import surveyed
from tests.bench.table_work import TableWork

from assetmap.measures import MEASURES
from assetmap.measures.claims import newest_claims
from assetmap.measures.trust import SCORES, TRUST, VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.bench.measure_graphs import Size

_ENDS: Final = ["from_id", "to_id"]


class Tables:
    """One survey as pandas has it: who was asked, who answered, and a row a claim."""

    def __init__(self, asked: Iterable[str], answered: Iterable[str], rows: pd.DataFrame) -> None:
        self.asked = pd.Series(sorted(asked))
        self.answered = pd.Series(sorted(answered))
        self.rows = rows

    def everybody(self) -> pd.Index[str]:
        """Return all that were asked, answered or are named, by id."""
        named = pd.concat([self.asked, self.answered, self.rows["to_id"]])
        everybody: pd.Index[str] = pd.Index(named.unique()).sort_values()
        return everybody

    def rated(self, scores: Iterable[str]) -> pd.Series[float]:
        """Return the mean of some scores, each the mean over those who gave it."""
        return self.rows.groupby("to_id")[[*scores]].mean().mean(axis=1, skipna=False)

    def n_raters(self) -> pd.Series[int]:
        """Count those who gave any score."""
        rated = self.rows.loc[self.rows[[*SCORES]].notna().any(axis=1), "to_id"]
        return rated.value_counts().reindex(self.everybody(), fill_value=0)

    def response_rate(self) -> float:
        """Return the share of those asked who answered."""
        return float(self.asked.isin(self.answered).mean())

    def checkable(self) -> pd.DataFrame:
        """Return the claims about those who answered."""
        return self.rows[self.rows["to_id"].isin(self.answered)]

    def both_ways(self, columns: Iterable[str] = ()) -> pd.DataFrame:
        """Return a row for each claim that the other end makes too."""
        rows = self.rows[[*_ENDS, *columns]]
        return rows.merge(rows, left_on=_ENDS, right_on=_ENDS[::-1], suffixes=("", "_back"))

    def share_confirmed(self) -> float:
        """Return the share of pairs that both claim."""
        known = self.checkable()
        is_forward = known["from_id"] < known["to_id"]
        low, high = (
            known[one].where(is_forward, known[other]) for one, other in (_ENDS, _ENDS[::-1])
        )
        n_pairs = len(pd.DataFrame({"low": low, "high": high}).drop_duplicates())
        return len(self.both_ways()) / 2 / n_pairs

    def share_returned(self) -> float:
        """Return the share of claims that the other end makes too."""
        return len(self.both_ways()) / len(self.checkable())

    def share_within_a_step(self) -> float:
        """Return the share of pairs that claim each other whose steps are much the same."""
        both = self.both_ways(["intensity"])
        both = both[both["from_id"] < both["to_id"]].dropna()
        return float(((both["intensity"] - both["intensity_back"]).abs() <= 1).mean())


_PEERS: Final[dict[str, Callable[[Tables], Any]]] = {
    "mean_trust": lambda tables: tables.rated(TRUST).mean(),
    "mean_value": lambda tables: tables.rated(VALUE).mean(),
    "response_rate": Tables.response_rate,
    "share_confirmed": Tables.share_confirmed,
    "share_returned": Tables.share_returned,
    "share_within_a_step": Tables.share_within_a_step,
    "trust": lambda tables: tables.rated(TRUST).reindex(tables.everybody()),
    "value": lambda tables: tables.rated(VALUE).reindex(tables.everybody()),
    "n_raters": Tables.n_raters,
}


def claim_works(size: Size) -> list[TableWork]:
    """Return every measure of claims that the registry has, with what pandas does for it."""
    claims = newest_claims(surveyed(size))
    tables = Tables(claims.asked, claims.answered, claims.rows)
    return [
        TableWork(
            name,
            lambda: replace(claims),
            measure.function,
            {"pandas": lambda name=name: _PEERS[name](tables)},  # type: ignore[misc]
            lambda result: float(np.nansum(result)),
        )
        for name, measure in MEASURES.items()
        if measure.needs == "claims"
    ]
