"""Two days, or two surveys, compared: what came and went, and which numbers moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures.certainty.interval import (
    OF_CLAIMS,
    drawn_where_told,
    interval_of,
)
from assetmap.measures.claims import Claims
from assetmap.measures.confirmation import share_confirmed, share_returned, share_within_a_step
from assetmap.measures.trust import mean_trust, mean_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.interval import Interval
    from assetmap.measures.certainty.surveyed import Surveyed
    from assetmap.network import Network

Movement = Literal["up", "down", "not beyond its interval", "not known"]
"""Whether a number moved: "not known" where no honest interval can be had."""

_OF_CLAIMS: Final = {
    "mean_trust": mean_trust,
    "mean_value": mean_value,
    "share_confirmed": share_confirmed,
    "share_within_a_step": share_within_a_step,
    "reciprocity": share_returned,
}


def ties_changed(before: Network, after: Network) -> pd.DataFrame:
    """Return the ties that were made and those that were lost.

    Parameters
    ----------
    before, after
        The network on either day, both directed or both not.

    Returns
    -------
    DataFrame
        Columns source, target, change (made or lost) and is_through_party (whether an end of it
        came or went, so that the tie had to), by change, source and target. Self-ties are left
        out.

    Notes
    -----
    A tie whose weight alone changed was neither made nor lost. Takes time in the ties of both.
    Defined for every two networks. In networks of two surveys a tie may be lost since the one who
    claimed it did not answer again: compare `paired` claims.

    References
    ----------
    Snijders, T. A. B., van de Bunt, G. G. and Steglich, C. E. G. (2010). Introduction to
    stochastic actor-based models for network dynamics. Social Networks 32, 44-60: ties created
    and dissolved between two waves.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> before = Network.from_edges(["gp"], ["choir"])
    >>> after = Network.from_edges(["gp"], ["walk"], nodes=["gp", "choir", "walk"])
    >>> ties_changed(before, after)[["target", "change"]].to_numpy().tolist()
    [['choir', 'lost'], ['walk', 'made']]
    """
    old, new = (_ties(each) for each in (before, after))
    rows = [
        (*tie, change, not all(end in before and end in after for end in tie))
        for change, ties in (("lost", old - new), ("made", new - old))
        for tie in sorted(ties)
    ]
    return pd.DataFrame(rows, columns=["source", "target", "change", "is_through_party"])


def parties_changed(before: Network, after: Network) -> pd.DataFrame:
    """Return the parties that came and those that went.

    Parameters
    ----------
    before, after
        The network on either day.

    Returns
    -------
    DataFrame
        Columns id and change (come or gone), by change, then id.

    Notes
    -----
    Takes time in the parties of both. Defined for every two networks.

    References
    ----------
    As `ties_changed`.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> parties_changed(Network.from_edges(["gp"], ["choir"]), Network.from_edges(["gp"], ["walk"]))
          id change
    0   walk   come
    1  choir   gone
    """
    old, new = set(before.nodes), set(after.nodes)
    rows = [
        *((id_, "come") for id_ in sorted(new - old)),
        *((id_, "gone") for id_ in sorted(old - new)),
    ]
    return pd.DataFrame(rows, columns=["id", "change"])


def paired(before: Claims, after: Claims) -> tuple[Claims, Claims]:
    """Return two surveys as if only those who answered both had been asked.

    Parameters
    ----------
    before, after
        The claims of two surveys.

    Returns
    -------
    tuple
        Of either, the claims of these about each other: nobody is silent, so that what differs
        has changed. It tells nothing of the others.
    """
    both = before.answered & after.answered
    first, second = (_among(claims, both) for claims in (before, after))
    return first, second


def numbers_moved(
    before: Surveyed,
    after: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    *,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> pd.DataFrame:
    """Return which numbers of a survey moved beyond what silence can explain.

    Parameters
    ----------
    before, after
        Two surveys, with the groups by which there are numbers.
    measures
        What gives each number, by name, of the network of claims; what is returned is told by
        those who answered (`share_returned`).
    shares, n_draws, seed
        As in `intervals`.

    Returns
    -------
    DataFrame
        A row a measure, then the shares, then those of claims (`OF_CLAIMS`), indexed by name:
        before and after (the middle of each one's interval, or the number as it was answered where
        there is none), low and high (of the difference at a level of 90 %; NaN where not known)
        and moved (`Movement`).

    Notes
    -----
    Each survey is told by itself, and each draw of the one is set against each of the other. One
    who is silent twice may well be alike both times, which is not heeded: the interval is then
    too wide, and a change is rather missed than made up (docs/certainty.md). Nothing is said of
    chance in what people answer: two surveys that all answered differ by what they differ. Not
    defined (NaN) where a measure is not. Takes the time of `intervals` twice.

    References
    ----------
    As `assetmap.measures.certainty.interval.intervals`.

    Examples
    --------
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.cohesion import density
    >>> from assetmap.model import conform
    >>> everybody = frozenset("abcdefghijkl")
    >>> first = pd.DataFrame({"id": ["1"], "from_id": ["a"], "to_id": ["b"]})
    >>> later = pd.DataFrame({"id": ["1", "2"], "from_id": ["a", "c"], "to_id": ["b", "d"]})
    >>> two = [
    ...     Surveyed(Claims(None, everybody, everybody, conform("PARTNERS_WITH", ties)))
    ...     for ties in (first, later)
    ... ]
    >>> numbers_moved(*two, {"density": density}).loc["density", "moved"]
    'up'
    """
    first, second = (
        told_numbers(surveyed, measures, shares=shares, n_draws=n_draws, seed=seed + place)
        for place, surveyed in enumerate((before, after))
    )
    return told_moved(first, second)


class Told(NamedTuple):
    """A number of one survey: what it is, and what it could be had all answered.

    Attributes
    ----------
    value
        The middle of its interval, or the number as it was answered where there is none; NaN
        where it is not defined.
    draws
        What it could be; None where no honest interval can be had.
    """

    value: float
    draws: NDArray[np.float64] | None

    @property
    def interval(self) -> Interval | None:
        """Between what it lies; None where that is not known."""
        return None if self.draws is None else interval_of(self.draws)


def told_numbers(
    surveyed: Surveyed,
    measures: Mapping[str, Callable[[Network], float]],
    *,
    shares: Mapping[str, Callable[[Network], float]] | None = None,
    n_draws: int = 199,
    seed: int = 0,
) -> dict[str, Told]:
    """Return each number of one survey, by name, as `numbers_moved` sets two side by side.

    Parameters
    ----------
    surveyed
        A survey, with the groups by which there are numbers.
    measures, shares, n_draws, seed
        As of `numbers_moved`; of two that are compared each has a seed of its own.
    """
    drawn = drawn_where_told(surveyed, measures, n_draws, seed, shares)
    functions = {**measures, **(shares or {})}
    return {
        name: _told(drawn.get(name), surveyed.claims, name, functions)
        for name in (*functions, *OF_CLAIMS)
    }


def told_moved(before: Mapping[str, Told], after: Mapping[str, Told]) -> pd.DataFrame:
    """Return what `numbers_moved` does, of the `told_numbers` of two surveys."""
    rows = {}
    for name, first in before.items():
        second, nothing = after[name], float("nan")
        gap = _gap(first.draws, second.draws)
        low, high = (gap.low, gap.high) if gap else (nothing, nothing)
        rows[name] = (first.value, second.value, low, high, movement(gap))
    columns = ["before", "after", "low", "high", "moved"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.rename_axis("name")


def movement(difference: Interval | None) -> Movement:
    """Return whether a number moved, from the interval of its difference.

    Examples
    --------
    >>> from assetmap.measures.certainty.interval import Interval
    >>> movement(Interval(0.1, 0.3, 0.2)), movement(Interval(-0.1, 0.3, 0.1)), movement(None)
    ('up', 'not beyond its interval', 'not known')
    """
    if difference is None:
        return "not known"
    if difference.low > 0:
        return "up"
    return "down" if difference.high < 0 else "not beyond its interval"


def _gap(before: NDArray[np.float64] | None, after: NDArray[np.float64] | None) -> Interval | None:
    if before is None or after is None:
        return None
    return interval_of(np.subtract.outer(after, before).ravel())


def _told(
    drawn: NDArray[np.float64] | None,
    claims: Claims,
    name: str,
    measures: Mapping[str, Callable[[Network], float]],
) -> Told:
    if drawn is not None and (found := interval_of(drawn)) is not None:
        return Told(found.middle, drawn)
    function = _OF_CLAIMS.get(name)
    value = measures[name](claims.network) if function is None else function(claims)
    return Told(float(value), drawn)


def _ties(network: Network) -> set[tuple[str, str]]:
    pairs = {(one, other) for one, other in network.edges if one != other}
    if network.is_directed():
        return pairs
    return {(min(pair), max(pair)) for pair in pairs}


def _among(claims: Claims, kept: frozenset[str]) -> Claims:
    rows = claims.rows[claims.rows["from_id"].isin(kept) & claims.rows["to_id"].isin(kept)]
    return Claims(claims.asked_on, kept, kept, rows.reset_index(drop=True))
