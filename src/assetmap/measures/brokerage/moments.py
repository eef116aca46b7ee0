"""Mean and variance of brokerage when ties fall by chance, from the sizes of groups alone.

Each possible tie is there with the same chance, the density d, whatever the others are (Gould and
Fernandez 1989). An open two-path is there with the chance q = d d (1 - d), so a mean is a number
of places for one times q. A variance follows from pairs of places that share a tie: one that both
need (covariance d^3 (1 - d)^3), one that both must lack (d^5 (1 - d)), or one that the first needs
and the second must lack (-d^4 (1 - d)^2, as both cannot be there).

Where ties have no direction, both ways of a tie stand or fall together: the model is of pairs of
parties, and a two-path is read from both its ends. Read backwards it is of the same role, so that
the count is twice a number of independent places and its variance twice as large; or a gatekeeper's
read backwards is a representative's, and each counts a place once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Count = Callable[[Numbers, Numbers, float], Numbers]


@dataclass(frozen=True, slots=True)
class _Role:
    """In how many places a tie can stand, by whether its ends are of one group.

    Each function is given the size of the group of the tie's first end, of its second end, and
    the number of parties, and returns for how many third parties the three make a place of the
    role.

    Attributes
    ----------
    first_within, first_between
        The tie leads to the broker.
    second_within, second_between
        The tie leads from the broker.
    lacking_within, lacking_between
        The tie would close the path, and must not be there.
    n_exclusive
        How many other places of the role each place excludes, as they swap two of its parties.
    n_readings
        How often a place counts if ties have no direction: once from each end that gives the role.
    """

    first_within: Count
    first_between: Count
    second_within: Count
    second_between: Count
    lacking_within: Count
    lacking_between: Count
    n_exclusive: int
    n_readings: int


def _none(x: Numbers, y: Numbers, n: float) -> Numbers:
    del n
    return np.zeros(np.broadcast(x, y).shape)


def _others(x: Numbers, y: Numbers, n: float) -> Numbers:
    return np.full(np.broadcast(x, y).shape, n - 2)


def _two_fewer(x: Numbers, y: Numbers, n: float) -> Numbers:
    del y, n
    return x - 2


def _rest_of_first(x: Numbers, y: Numbers, n: float) -> Numbers:
    del n
    return x - 1 + 0 * y


def _rest_of_second(x: Numbers, y: Numbers, n: float) -> Numbers:
    del n
    return y - 1 + 0 * x


def _outside(x: Numbers, y: Numbers, n: float) -> Numbers:
    del y
    return n - x


def _outside_both(x: Numbers, y: Numbers, n: float) -> Numbers:
    return n - x - y


_ROLES: Final = (
    # coordinator A A A, consultant B A B, gatekeeper B A A, representative A A B, liaison B A C
    _Role(_two_fewer, _none, _two_fewer, _none, _two_fewer, _none, 2, 2),
    _Role(_none, _rest_of_first, _none, _rest_of_second, _outside, _none, 0, 2),
    _Role(_none, _rest_of_second, _outside, _none, _none, _rest_of_second, 1, 1),
    _Role(_outside, _none, _none, _rest_of_first, _none, _rest_of_first, 1, 1),
    _Role(_none, _outside_both, _none, _outside_both, _none, _outside_both, 2, 2),
    _Role(_others, _others, _others, _others, _others, _others, 2, 2),  # total
)


@dataclass(frozen=True, slots=True)
class _Places:
    """For how many third parties a tie makes a place, by the sizes of its groups."""

    within: Numbers
    between: Numbers

    def pairs(self) -> _Places:
        return self.times(_Places(self.within - 1, self.between - 1))

    def times(self, other: _Places) -> _Places:
        return _Places(self.within * other.within, self.between * other.between)

    def plus(self, other: _Places) -> _Places:
        return _Places(self.within + other.within, self.between + other.between)

    def over(self, number: int) -> _Places:
        return _Places(self.within / number, self.between / number)


@dataclass(frozen=True, slots=True)
class Moments:
    """Mean and variance; the last axis is the role, then the total."""

    expected: Numbers
    variance: Numbers


def moments_of_parties(sizes: Numbers, density: float, *, directed: bool = True) -> Moments:
    """Return the moments of what one party brokers, a row for each group that it may be in.

    Parameters
    ----------
    sizes
        Number of parties of each group, from 1.
    density
        Share of possible ties that are there.
    directed
        Whether the two ways of a tie fall apart from each other, or are one.
    """
    different, row = np.unique(sizes, return_inverse=True)
    shares_a_tie = (density * (1 - density)) ** 3
    chance = density**2 * (1 - density)
    expected, variance = [], []
    for role in _ROLES:
        first, second, _ = _places(role, different, sizes.sum())
        n_places = _around(first, sizes, different)
        n_pairs = _around(first.pairs(), sizes, different)
        n_pairs = n_pairs + _around(_turned(second.pairs()), sizes, different)
        expected.append(chance * n_places)
        spread = n_places * chance * (1 - chance) + shares_a_tie * n_pairs
        variance.append(spread if directed else role.n_readings * spread)
    return Moments(np.column_stack(expected)[row], np.column_stack(variance)[row])


def moments_of_network(sizes: Numbers, density: float, *, directed: bool = True) -> Moments:
    """Return the moments of what all parties broker together, parameters as above."""
    different = np.unique(sizes)
    chance = density**2 * (1 - density)
    expected, variance = [], []
    for role in _ROLES:
        first, second, lacking = _places(role, different, sizes.sum())
        n_places, needed = _in_all(first, sizes, different), first.plus(second)
        expected.append(chance * n_places)
        if directed:
            sums = (
                _in_all(needed.pairs(), sizes, different),
                _in_all(lacking.pairs(), sizes, different),
                # Two places that swap two parties clash over two ties, and are still one pair.
                2 * _in_all(needed.times(lacking), sizes, different) - role.n_exclusive * n_places,
            )
            variance.append(_variance(n_places, *sums, density))
        else:
            variance.append(_variance_both_ways(role, n_places, needed, lacking, sizes, density))
    return Moments(np.array(expected), np.array(variance))


def _variance(
    n_places: float, n_need: float, n_lack: float, n_clashes: float, density: float
) -> float:
    """Return the variance of how many places are taken, from how many pairs of them share a tie.

    The pairs, each in both orders, both need the tie, both lack it, or clash over it.
    """
    rest = 1 - density
    chance = density**2 * rest
    return (
        n_places * chance * (1 - chance)
        + (density * rest) ** 3 * n_need
        + density**5 * rest * n_lack
        - chance**2 * n_clashes
    )


def _variance_both_ways(
    role: _Role, n_places: float, needed: _Places, lacking: _Places, sizes: Numbers, density: float
) -> float:
    """Return the variance of a role's count where both ways of a tie are one.

    Places that swap two parties need one tie both, and clash over the other two: they are one
    pair that clashes.
    """
    different, n_readings = np.unique(sizes), role.n_readings
    need, lack = (each.plus(_turned(each)).over(n_readings) for each in (needed, lacking))
    n_once = n_places / n_readings
    n_swapped = role.n_exclusive * n_once
    # A tie is met at both its ends in a sum over ties, and so counted twice.
    spread = _variance(
        n_once,
        _in_all(need.pairs(), sizes, different) / 2 - n_swapped,
        _in_all(lack.pairs(), sizes, different) / 2,
        _in_all(need.times(lack), sizes, different) - n_swapped,
        density,
    )
    return n_readings**2 * spread


def _places(role: _Role, sizes: Numbers, n_parties: float) -> tuple[_Places, _Places, _Places]:
    """Return places of a tie to the broker, from it, and across, for groups of these sizes."""
    x, y = sizes[:, None], sizes[None, :]
    first, second, lacking = (
        _Places(within(sizes, sizes, n_parties), between(x, y, n_parties) + 0 * (x + y))
        for within, between in (
            (role.first_within, role.first_between),
            (role.second_within, role.second_between),
            (role.lacking_within, role.lacking_between),
        )
    )
    return first, second, lacking


def _turned(places: _Places) -> _Places:
    return _Places(places.within, places.between.T)


def _parties_in(sizes: Numbers, different: Numbers) -> Numbers:
    """Return how many parties are in groups of each size."""
    found: Numbers = different * (sizes == different[:, None]).sum(axis=1)
    return found


def _around(places: _Places, sizes: Numbers, different: Numbers) -> Numbers:
    """Add up over the ties from all others to one party of a group of each size."""
    elsewhere = _parties_in(sizes, different)[:, None] - np.diag(different)
    found: Numbers = (different - 1) * places.within + (elsewhere * places.between).sum(axis=0)
    return found


def _in_all(places: _Places, sizes: Numbers, different: Numbers) -> float:
    """Add up over all possible ties."""
    return float((_parties_in(sizes, different) * _around(places, sizes, different)).sum())
