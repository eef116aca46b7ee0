"""Flow against relationship: who is trusted and not used, and used and not trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.claims import newest_claims
from assetmap.measures.flows.capacity import span_of
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.organisations import (
    PARTS,
    organisation_names,
    organisation_of,
    pair_counts,
)
from assetmap.measures.memory import once
from assetmap.measures.trust import TRUST
from assetmap.network.standing import standing_claims

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

TRUSTED_UNUSED: Final = "trusted_unused"
USED_NOT_TRUSTED: Final = "used_not_trusted"
USED_WITHOUT_TIE: Final = "used_without_tie"

KINDS: Final = (TRUSTED_UNUSED, USED_NOT_TRUSTED, USED_WITHOUT_TIE)

TIES: Final = ("PARTNERS_WITH", "FUNDS", "TIED_TO", "COVERS", "SUPPORTS")
"""Ties that say that two organisations, or parts of them, have to do with each other."""

COLUMNS: Final = (
    *("kind", "from_id", "to_id", "n", "trust", "intensity"),
    *("is_silent", "n_made", "n_received"),
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as trusted, not trusted and used.

    Attributes
    ----------
    trusted
        Trust from which one is trusted, 1 to 4.
    not_trusted
        Trust up to which one is not, below `trusted`.
    close
        Intensity from which one is trusted by whom no score of trust was given.
    used
        Fewest referrals of one who is used.
    """

    trusted: float = 3.0
    not_trusted: float = 2.0
    close: int = 3
    used: int = 1

    def __post_init__(self) -> None:
        """Refuse thresholds by which one could be trusted and not."""
        if not self.not_trusted < self.trusted:
            msg = f"Who is trusted from {self.trusted} cannot be distrusted up to "
            msg += f"{self.not_trusted}; the second must be lower."
            raise DataError(msg)
        if self.used < 1:
            msg = f"Who is used has at least 1 referral, not {self.used}."
            raise DataError(msg)


_USUAL: Final = Thresholds()


def flow_against_relationship(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    thresholds: Thresholds = _USUAL,
) -> pd.DataFrame:
    """Return pairs of organisations whose referrals and whose relationship do not go together.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    thresholds
        What counts as trusted, not trusted and used.

    Returns
    -------
    DataFrame
        A row for each such pair, numbered from 0, by kind in the order of `KINDS`; then who is
        trusted and unused by falling trust (those of intensity alone last, the closer first), and
        others by falling n; then by ids:

        - kind: trusted_unused: from_id trusts to_id, which could take people, and refers fewer
          than `used` to it; used_not_trusted: it refers that many and does not trust it;
          used_without_tie: it refers that many, and no tie of any kind between the two is
          written down (`TIES`);
        - from_id, to_id: organisations; who refers, and to whom;
        - n: steps made in the span from any part of the first to any part of the second, its
          activities, link workers and champions;
        - trust, intensity: what the first said of the second in the newest survey; NaN where it
          said nothing. Trust is the mean of the scores of `trust.TRUST` that it gave;
        - is_silent: whether one of them was asked in that survey and did not answer, so that a tie
          may be there and not written down;
        - n_made, n_received: steps in the span from the first to all others, and to the second
          from all others.

        No rows where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day.

    Notes
    -----
    An organisation that was asked and is silent said nothing of trust, so it is in no pair of the
    first two kinds; what others said of working with it is a tie nevertheless. One could take
    people if it has an activity or a link worker or received a step. Trust between two
    organisations is not a reason to refer, nor its absence one not to: what suits the person is.
    Ties count that hold on any day. Takes time in the number of steps.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> len(flow_against_relationship(Snapshot(), steps_of(Snapshot())))
    0
    """
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(columns=list(COLUMNS))
    standing = _standing(snapshot)
    pairs = _pairs(snapshot, steps, span)
    one, other, n = pairs["one"], pairs["other"], pairs["n"]
    trust, intensity = pairs["trust"], pairs["intensity"]
    is_used = n >= thresholds.used
    is_trusted = (trust >= thresholds.trusted) | (np.isnan(trust) & (intensity >= thresholds.close))
    could_take = standing.could_take[other] | (pairs["n_received"] > 0)
    is_tied = _among(one * len(standing.names) + other, standing.tied)
    pairs["is_silent"] = standing.is_silent[one] | standing.is_silent[other]
    found = {
        TRUSTED_UNUSED: is_trusted & ~is_used & could_take,
        USED_NOT_TRUSTED: is_used & (trust <= thresholds.not_trusted),
        USED_WITHOUT_TIE: is_used & ~is_tied,
    }
    wanted = [np.flatnonzero(each) for each in found.values()]
    # Pairs come by their ids, and those of equal numbers stay so.
    wanted = [rows[np.lexsort((-intensity[rows], -trust[rows], -n[rows]))] for rows in wanted]
    kinds = np.repeat(np.array(list(found), dtype=object), [len(each) for each in wanted])
    rows = np.concatenate(wanted)
    words = {"kind": kinds, "from_id": standing.names[one[rows]]}
    words |= {"to_id": standing.names[other[rows]]}
    # As they are: looking whether all are texts takes longer than all else here.
    columns = {name: pd.Series(cells, dtype=object) for name, cells in words.items()}
    columns |= {name: pd.Series(pairs[name][rows]) for name in COLUMNS if name in pairs}
    return pd.DataFrame(columns)[list(COLUMNS)]


def _pairs(snapshot: Snapshot, steps: Steps, span: Span) -> dict[str, NDArray[Any]]:
    """Return every pair of organisations of which one refers to the other or speaks of it.

    `one` and `other` are numbers in `_standing`'s names.
    """
    standing = _standing(snapshot)
    n_names = len(standing.names)
    source, target, n = pair_counts(snapshot, steps, start=span.start, end=span.end)
    source, target = standing.of_end[source], standing.of_end[target]
    made = np.bincount(source, n, minlength=n_names + 1).astype(np.int64)
    received = np.bincount(target, n, minlength=n_names + 1).astype(np.int64)
    is_pair = (source < n_names) & (target < n_names)
    used = source[is_pair] * n_names + target[is_pair]
    keys, _ = distinct(np.concatenate([used, standing.said]), n_names * n_names)
    counts = np.zeros(len(keys), np.int64)
    counts[np.searchsorted(keys, used)] = n[is_pair]
    pairs = {"one": keys // n_names, "other": keys % n_names, "n": counts}
    at_said = np.searchsorted(keys, standing.said)
    for name, given in (("trust", standing.trust), ("intensity", standing.intensity)):
        pairs[name] = np.full(len(keys), np.nan)
        pairs[name][at_said] = given
    return pairs | {"n_made": made[pairs["one"]], "n_received": received[pairs["other"]]}


def _among(keys: NDArray[np.int64], rising: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each key whether it is among rising ones."""
    if not len(rising):
        return np.zeros(len(keys), dtype=bool)
    at = np.minimum(np.searchsorted(rising, keys), len(rising) - 1)
    found: NDArray[np.bool_] = rising[at] == keys
    return found


@dataclass(frozen=True, eq=False)
class _Standing:
    """What organisations are to each other on whatever day; pairs are n times one, and the other.

    `of_end` has the number of each end of steps, n for none.
    """

    names: NDArray[np.object_]
    of_end: NDArray[np.int64]
    said: NDArray[np.int64]
    trust: NDArray[np.float64]
    intensity: NDArray[np.float64]
    is_silent: NDArray[np.bool_]
    could_take: NDArray[np.bool_]
    tied: NDArray[np.int64]


@once
def _standing(snapshot: Snapshot) -> _Standing:
    claims = newest_claims(snapshot)
    ends = [claims.rows[name].tolist() for name in ("from_id", "to_id")]
    of_steps = organisation_names(snapshot)
    names = sorted({*of_steps, *ends[0], *ends[1]})
    number_of = {name: number for number, name in enumerate(names)}
    one, other = (np.array([number_of[id_] for id_ in each], dtype=np.int64) for each in ends)
    said = one * len(names) + other
    order = np.argsort(said)
    could_take, silent = _could_take(snapshot), set(claims.silent)
    given = np.empty(len(names), dtype=object)
    given[:] = names
    scores = claims.rows[list(TRUST)].astype("float64").mean(axis=1)
    intensity: NDArray[np.float64] = claims.rows["intensity"].to_numpy("float64", na_value=np.nan)
    return _Standing(
        names=given,
        of_end=np.array([len(names), *(number_of[name] for name in of_steps)], dtype=np.int64),
        said=said[order],
        trust=scores.to_numpy("float64")[order],
        intensity=intensity[order],
        is_silent=np.array([name in silent for name in names], dtype=bool),
        could_take=np.array([name in could_take for name in names], dtype=bool),
        tied=_tied(snapshot, number_of),
    )


def _could_take(snapshot: Snapshot) -> set[str]:
    """Return the organisations with an activity or a link worker."""
    return {
        owner
        for label in PARTS
        if label != "Champion"
        for owner in snapshot.table(label)["organisation_id"].dropna()
    }


def _tied(snapshot: Snapshot, number_of: Mapping[str, int]) -> NDArray[np.int64]:
    """Return the pairs of organisations with a tie between them or their parts, both ways."""
    belongs = organisation_of(snapshot)
    found = [np.zeros(0, np.int64)]
    for table in TIES:
        rows = snapshot.table(table)
        if table == "PARTNERS_WITH":
            rows = standing_claims(snapshot, rows)
        one, other = (
            np.array(
                [number_of.get(belongs.get(id_, ""), -1) for id_ in rows[end].tolist()], np.int64
            )
            for end in ("from_id", "to_id")
        )
        known = (one >= 0) & (other >= 0)
        one, other = one[known], other[known]
        found += [one * len(number_of) + other, other * len(number_of) + one]
    return np.unique(np.concatenate(found))
