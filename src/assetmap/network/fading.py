"""Partnerships that fade with their age, and with how little their source is trusted."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.network.projections import project_ties
from assetmap.network.tie_table import latest_claims

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.network.network import Network

_NO_SOURCES: Final[Mapping[str, float]] = MappingProxyType({})


def fading(
    snapshot: Snapshot,
    as_of: dt.date,
    half_life_days: float | None,
    *,
    trust_in: Mapping[str, float] = _NO_SOURCES,
    undated: float = 0.5,
) -> Network:
    """Return who works with whom on a day, ties the weaker the longer ago they were told.

    Parameters
    ----------
    snapshot
        What this reader may see of the place, of all days.
    as_of
        The day.
    half_life_days
        After how many days a tie that nobody told again weighs half, above 0; None lets none fade
        with age.
    trust_in
        By provenance, what share of its weight a tie from there has, 0 to 1; 1 where not given.
    undated
        What share of its weight a tie without any day has where others fade with age, 0 to 1.

    Returns
    -------
    Network
        As `project_partnerships` on that day, but for the weights: intensity, or weight of a
        plain tie, times 2 to the power of minus age over half-life, times trust in its source. A
        tie was last told on the latest of these days that is not after `as_of`: that on which
        it was recorded, that from which it holds, that of its survey.

    Raises
    ------
    DataError
        If the half-life is not above 0, or a share is not from 0 to 1.

    Notes
    -----
    A tie's weight w, told t days ago, is w 2^(-t / half_life_days). Takes time in the number of
    ties. Defined for every place. A tie never fades to none: it stays, of little weight.

    References
    ----------
    Burt, R. S. (2000). Decay functions. Social Networks 22, 1-28.

    Examples
    --------
    >>> from assetmap.model import Snapshot, conform
    >>> two = pd.DataFrame({"id": ["gp", "choir"], "name": ["Practice", "Choir"]})
    >>> tie = {"id": ["1"], "from_id": ["gp"], "to_id": ["choir"], "weight": [4.0]}
    >>> told = pd.DataFrame(tie | {"recorded_on": [pd.Timestamp("2024-01-01")]})
    >>> rows = {"Organisation": conform("Organisation", two), "TIED_TO": conform("TIED_TO", told)}
    >>> day = pd.Timestamp("2026-01-01").date()  # 731 days later
    >>> fading(Snapshot(rows=rows), day, 731).ties["weight"].tolist()
    [2.0]
    """
    _refuse(half_life_days, [*trust_in.values(), undated])
    held, ties = _ties_left(snapshot, as_of, half_life_days, trust_in, undated)
    weighed = ties.assign(weight=ties["weight"].to_numpy(dtype=np.float64) * ties["left"])
    return project_ties(weighed, held.table("Organisation")["id"].tolist(), directed=True)


def left_of_ties(
    snapshot: Snapshot,
    as_of: dt.date,
    half_life_days: float | None,
    *,
    trust_in: Mapping[str, float] = _NO_SOURCES,
    undated: float = 0.5,
    directed: bool = False,
) -> Network:
    """Return who works with whom on a day, each tie weighing what is left of it.

    Parameters
    ----------
    snapshot, as_of, half_life_days, trust_in, undated
        As of `fading`.
    directed
        Whether what either says of the other is a tie of its own.

    Returns
    -------
    Network
        As `project_partnerships` on that day, but for the weights: from 0 to 1, the most that is
        left of what was said, however close they are; without directions, of what either says of
        the other. A tie that was told on the day itself, by a source that is trusted, is whole.

    Raises
    ------
    DataError
        If the half-life is not above 0, or a share is not from 0 to 1.

    Notes
    -----
    Of a tie told t days ago 2^(-t / half_life_days) is left, times trust in its source. Takes the
    time of sorting the ties. Defined for every place.

    References
    ----------
    Burt, R. S. (2000). Decay functions. Social Networks 22, 1-28.

    Examples
    --------
    >>> from assetmap.model import Snapshot, conform
    >>> two = pd.DataFrame({"id": ["gp", "choir"], "name": ["Practice", "Choir"]})
    >>> tie = {"id": ["1"], "from_id": ["gp"], "to_id": ["choir"], "weight": [4.0]}
    >>> told = pd.DataFrame(tie | {"recorded_on": [pd.Timestamp("2024-01-01")]})
    >>> rows = {"Organisation": conform("Organisation", two), "TIED_TO": conform("TIED_TO", told)}
    >>> day = pd.Timestamp("2026-01-01").date()  # 731 days later
    >>> left_of_ties(Snapshot(rows=rows), day, 731).ties["weight"].tolist()
    [0.5]
    """
    _refuse(half_life_days, [*trust_in.values(), undated])
    held, ties = _ties_left(snapshot, as_of, half_life_days, trust_in, undated)
    ends = ties[["from_id", "to_id"]].to_numpy(dtype=object)
    if not directed:
        ends = np.sort(ends, axis=1)  # a pair is named alike from either end
    one, other = ends.T
    pairs = ties[["left"]].groupby([one, other], sort=False).max().reset_index()
    pairs.columns = pd.Index(["from_id", "to_id", "weight"])
    return project_ties(pairs, held.table("Organisation")["id"].tolist(), directed=directed)


def sources_of_ties(snapshot: Snapshot, as_of: dt.date) -> tuple[str, ...]:
    """Return every provenance of what is known, on a day, of who works with whom; in order."""
    held = snapshot.as_of(as_of)
    tables = (latest_claims(held), held.table("TIED_TO"))
    return tuple(sorted({each for table in tables for each in table["provenance"].dropna()}))


def _ties_left(
    snapshot: Snapshot,
    as_of: dt.date,
    half_life_days: float | None,
    trust_in: Mapping[str, float],
    undated: float,
) -> tuple[Snapshot, pd.DataFrame]:
    """Return the place on a day, and its ties with what is `left` of each."""
    held = snapshot.as_of(as_of)
    claims, plain = latest_claims(held), held.table("TIED_TO")
    surveys = snapshot.table("Survey")
    asked_on = pd.Series(surveys["asked_on"].array, index=surveys["id"])
    claims = claims.assign(
        weight=claims["intensity"], asked_on=asked_on.reindex(claims["survey_id"]).array
    )
    plain = plain.assign(weight=plain["weight"].fillna(1.0), asked_on=pd.Timestamp("NaT"))
    columns = ["from_id", "to_id", "weight", "provenance", "recorded_on", "valid_from", "asked_on"]
    ties = pd.concat([claims[columns], plain[columns]], ignore_index=True)
    left = np.array([trust_in.get(each, 1.0) for each in ties["provenance"]], dtype=np.float64)
    if half_life_days is not None:
        age = _age_days(ties, pd.Timestamp(as_of))
        left *= np.where(np.isnan(age), undated, 0.5 ** (age / half_life_days))
    return held, ties.assign(left=left)


def _age_days(ties: pd.DataFrame, day: pd.Timestamp) -> NDArray[np.float64]:
    """Return for how many days nobody told each tie again, NaN where no day is known."""
    known = ties[["recorded_on", "valid_from", "asked_on"]]
    ages = [(day - pd.to_datetime(known[name])) / pd.Timedelta(days=1) for name in known]
    table = np.array([each.to_numpy(dtype=np.float64) for each in ages])
    least = np.where(table >= 0, table, np.inf).min(axis=0)
    return np.where(np.isinf(least), np.nan, least)


def _refuse(half_life_days: float | None, shares: list[float]) -> None:
    if half_life_days is not None and not half_life_days > 0:
        msg = f"The half-life is {half_life_days:g} days; give a number above 0."
        raise DataError(msg)
    wrong = [share for share in shares if not 0 <= share <= 1]
    if wrong:
        msg = f"The share {wrong[0]:g} of a tie's weight is not from 0 to 1."
        raise DataError(msg)
