"""Equal shares at a table: how many of its seats go to whom, and whether that can be kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from assetmap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NO_SHARE: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Quota:
    """How many seats of a table go to some organisations.

    Attributes
    ----------
    name
        Who they are, as a sentence says it after "for": the voluntary sector.
    ids
        Who they are.
    least
        Fewest seats.
    least_share
        Smallest part of all seats, from 0 to 1; half of 5 seats is 3.
    most
        Most seats; None for any number.
    """

    name: str
    ids: frozenset[str]
    least: int = 0
    least_share: Fraction = _NO_SHARE
    most: int | None = None

    def bounds(self, n_seats: int) -> tuple[int, int]:
        """Return the fewest and the most seats at a table of `n_seats`."""
        most = n_seats if self.most is None else min(self.most, n_seats)
        return max(self.least, ceil(self.least_share * n_seats)), most

    def words(self, n_seats: int) -> str:
        """Return the quota at a table of `n_seats` in words."""
        least, most = self.bounds(n_seats)
        said = [
            f"at least {least} of the seats" if least else "",
            f"at most {most} of the seats" if self.most is not None else "",
        ]
        return f"{' and '.join(each for each in said if each)} for {self.name}"


def first_filled(
    ids: Sequence[str], quotas: Iterable[Quota], seated: Iterable[str], numbers: Iterable[int]
) -> int | None:
    """Return the first of some numbers of seats that can be filled so that shares hold.

    Parameters
    ----------
    ids
        Who could sit down.
    quotas
        Shares to be kept.
    seated
        Who sits already; each is one of `ids`.
    numbers
        How many seats there might be, the wanted number first.

    Returns
    -------
    int or None
        None if shares hold with none of them.

    Examples
    --------
    >>> half = Quota("clubs", frozenset({"choir"}), least_share=Fraction(1, 2))
    >>> first_filled(["choir", "gp", "school"], [half], ["gp"], range(3, 0, -1))
    2
    """
    number_of = {id_: number for number, id_ in enumerate(ids)}
    start, asked = [number_of[id_] for id_ in seated], tuple(quotas)
    return next((n for n in numbers if Seats(ids, n, asked).can_be_filled(start)), None)


class Seats:
    """The seats of one table, and whether those still free can be filled so that shares hold.

    Organisations with the same quotas are alike here, so that the question is a small integer
    program, solved exactly, however many organisations there are.

    Parameters
    ----------
    ids
        Who could sit down.
    n_seats
        How many seats there are; all of them are filled.
    quotas
        Shares to be kept. Ids of theirs that are not in `ids` are ignored.
    """

    def __init__(self, ids: Sequence[str], n_seats: int, quotas: Iterable[Quota]) -> None:
        self.ids = ids
        self.n_seats = n_seats
        self.quotas = tuple(quotas)
        kinds = [tuple(id_ in quota.ids for quota in self.quotas) for id_ in ids]
        number_of = {kind: number for number, kind in enumerate(sorted(set(kinds)))}
        self._kind_of = [number_of[kind] for kind in kinds]
        self._n_of_kind = np.bincount(self._kind_of, minlength=len(number_of))
        self._counts_for = (
            np.array(list(number_of), dtype=float).reshape(len(number_of), len(self.quotas)).T
        )
        self._known: dict[tuple[int, ...], bool] = {}

    def can_be_filled(self, seated: Iterable[int]) -> bool:
        """Tell whether the seats that `seated` (numbers in `ids`) leave can be filled."""
        taken = tuple(self._taken(seated).tolist())
        if taken not in self._known:
            self._known[taken] = self._is_feasible(np.array(taken), range(len(self.quotas)))
        return self._known[taken]

    def refuse_if_not(self, seated: Iterable[int]) -> None:
        """Raise a `DataError` that says which shares cannot be kept, if some cannot."""
        seated = list(seated)
        n_free = self.n_seats - len(seated)
        if n_free < 0 or self.n_seats > len(self.ids):
            who = f"{len(seated)} are invited" if n_free < 0 else f"only {len(self.ids)} could come"
            msg = f"A table of {self.n_seats} cannot be filled: {who}."
            raise DataError(msg)
        if not self.can_be_filled(seated):
            raise DataError(self._reason(seated))

    def are_kept(self, full: Iterable[int]) -> bool:
        """Tell whether a full table keeps every share."""
        taken = self._taken(full)
        bounds = [quota.bounds(self.n_seats) for quota in self.quotas]
        counts = (self._counts_for @ taken).tolist()
        return all(least <= n <= most for n, (least, most) in zip(counts, bounds, strict=True))

    def _taken(self, seated: Iterable[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        kinds = Counter(self._kind_of[number] for number in seated)
        return np.array([kinds[kind] for kind in range(len(self._n_of_kind))], dtype=np.int64)

    def _is_feasible(
        self, taken: np.ndarray[tuple[int], np.dtype[np.int64]], quotas: Iterable[int]
    ) -> bool:
        wanted = list(quotas)
        if int(taken.sum()) > self.n_seats or self.n_seats > len(self.ids):
            return False
        bounds = [self.quotas[each].bounds(self.n_seats) for each in wanted]
        if any(least > most for least, most in bounds):
            return False
        if not len(taken):
            return all(least == 0 for least, _ in bounds)
        rows = np.vstack([np.ones(len(taken)), *(self._counts_for[each] for each in wanted)])
        lowest = [self.n_seats, *(least for least, _ in bounds)]
        highest = [self.n_seats, *(most for _, most in bounds)]
        solved = milp(
            np.zeros(len(taken)),
            integrality=np.ones(len(taken), dtype=np.int64),
            bounds=Bounds(taken, self._n_of_kind),
            constraints=LinearConstraint(rows, lowest, highest),
        )
        return bool(solved.success)

    def _reason(self, seated: Sequence[int]) -> str:
        taken = self._taken(seated)
        every = range(len(self.quotas))
        alone = [each for each in every if not self._is_feasible(taken, [each])]
        if alone:
            return self._reason_alone(self.quotas[alone[0]], seated)
        together = list(every)
        for each in every:
            fewer = [other for other in together if other != each]
            if not self._is_feasible(taken, fewer):
                together = fewer
        said = "; ".join(self.quotas[each].words(self.n_seats) for each in together)
        return f"A table of {self.n_seats} cannot keep all of these: {said}."

    def _reason_alone(self, quota: Quota, seated: Sequence[int]) -> str:
        least, most = quota.bounds(self.n_seats)
        n_own = sum(id_ in quota.ids for id_ in self.ids)
        n_seated = sum(self.ids[number] in quota.ids for number in seated)
        n_free = self.n_seats - len(seated)
        if n_seated > most:
            why = f"{n_seated} of them are invited"
        elif n_own < least:
            why = f"only {n_own} of them could come" if n_own else "none of them could come"
        elif n_seated + n_free < least:
            why = f"with {len(seated)} invited, only {n_seated + n_free} could be theirs"
        else:
            n_others = len(self.ids) - n_own
            why = f"only {n_others} {'other' if n_others == 1 else 'others'} could come"
        return f"A table of {self.n_seats} cannot keep {quota.words(self.n_seats)}: {why}."
