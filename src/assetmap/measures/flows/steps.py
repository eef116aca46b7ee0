"""The dated steps of people's journeys, as arrays."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, overload

import numpy as np

from assetmap.measures.flows.coding import NEVER, NOBODY, day_numbers, frozen
from assetmap.measures.flows.columns import ENDED, NEEDED, Columns
from assetmap.measures.memory import once
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

__all__ = [
    "ENDED",
    "NEVER",
    "NOBODY",
    "STAGES",
    "Steps",
    "codes_in",
    "day_numbers",
    "day_of",
    "frozen",
    "number_of",
    "span_numbers",
    "steps_of",
]

STAGES: Final = ("made", "accepted", "seen", "started", "completed")
"""What a journey may reach, in order."""

_ERROR: Final = "entered-in-error"

Column = TypeVar("Column")


class _Column(Generic[Column]):
    """A column of `Steps`: worked out when it is first asked for, and kept."""

    def __set_name__(self, owner: type[Steps], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, steps: None, owner: type[Steps]) -> Self: ...

    @overload
    def __get__(self, steps: Steps, owner: type[Steps]) -> Column: ...

    def __get__(self, steps: Steps | None, owner: type[Steps]) -> Self | Column:
        return self if steps is None else steps.column(self._name)


class Steps:
    """Referrals of a place, one an index; those entered in error never were, and are left out.

    Codes are int32 and count from 0 in the tuple of their names; `NOBODY` where nothing is
    written. Days are int32, counted from 1 January 1970; `NEVER` where nothing is written.

    Attributes
    ----------
    parties, needs, areas, age_bands, routes, statuses, close_reasons
        What the codes stand for, each in ascending order.
    episode
        Which journey, numbered from 0 without a gap.
    source, target
        Codes in `parties`; the source of a person who came by themselves is `NOBODY`.
    need, area, age_band, route, status, close_reason
        Codes in `needs`, `areas`, `age_bands`, `routes`, `statuses`, `close_reasons`.
    made, accepted, seen, started
        Days.
    closed
        The day on which it ended, however; of one that its status says has `ENDED`, without a
        day, the latest that its row holds.
    completed
        `closed` of those whose status is completed.
    n_episodes
        How many journeys there are.
    """

    parties = _Column[tuple[str, ...]]()
    needs = _Column[tuple[str, ...]]()
    areas = _Column[tuple[str, ...]]()
    age_bands = _Column[tuple[str, ...]]()
    routes = _Column[tuple[str, ...]]()
    statuses = _Column[tuple[str, ...]]()
    close_reasons = _Column[tuple[str, ...]]()
    episode = _Column["NDArray[np.int32]"]()
    source = _Column["NDArray[np.int32]"]()
    target = _Column["NDArray[np.int32]"]()
    need = _Column["NDArray[np.int32]"]()
    area = _Column["NDArray[np.int32]"]()
    age_band = _Column["NDArray[np.int32]"]()
    route = _Column["NDArray[np.int32]"]()
    status = _Column["NDArray[np.int32]"]()
    close_reason = _Column["NDArray[np.int32]"]()
    made = _Column["NDArray[np.int32]"]()
    accepted = _Column["NDArray[np.int32]"]()
    seen = _Column["NDArray[np.int32]"]()
    started = _Column["NDArray[np.int32]"]()
    closed = _Column["NDArray[np.int32]"]()
    completed = _Column["NDArray[np.int32]"]()
    n_episodes = _Column[int]()

    def __init__(self, n: int, columns: MutableMapping[str, Any]) -> None:
        self._n = n
        self._columns = columns

    def __len__(self) -> int:
        """Return how many steps there are."""
        return self._n

    def column(self, name: str) -> Any:
        """Return what stands under the name of an attribute."""
        return self._columns[name]

    @cached_property
    def number_of_party(self) -> Mapping[str, int]:
        """The code of each of `parties`."""
        return MappingProxyType({party: number for number, party in enumerate(self.parties)})

    def where(self, wanted: NDArray[np.bool_]) -> Steps:
        """Return the steps that are wanted; names, and the numbers of journeys, stay."""
        there = np.flatnonzero(wanted)
        return Steps(len(there), _Chosen(self, there))

    def in_journeys(self, episode: NDArray[np.int32], n_episodes: int) -> Steps:
        """Return the same steps as parts of other journeys."""
        others = {"episode": frozen(episode), "n_episodes": n_episodes}
        return Steps(len(self), ChainMap(others, self._columns))

    def made_within(self, start: dt.date | None, end: dt.date | None) -> NDArray[np.bool_]:
        """Tell of each step whether it was made on `start` or later, and before `end`."""
        first, last = span_numbers(start, end)
        return (self.made >= first) & (self.made < last)

    def span(self) -> tuple[dt.date, dt.date] | None:
        """Return the first day on which a step was made and the day after the last, if any."""
        if not len(self):
            return None
        return day_of(int(self.made.min())), day_of(int(self.made.max()) + 1)


class _Chosen(dict[str, Any]):
    """The columns of some of the steps, each taken from those of all when it is first asked for."""

    def __init__(self, steps: Steps, wanted: NDArray[np.int64]) -> None:
        super().__init__()
        self._steps, self._wanted = steps, wanted

    def __missing__(self, name: str) -> Any:
        found = self._steps.column(name)
        self[name] = frozen(found[self._wanted]) if isinstance(found, np.ndarray) else found
        return self[name]


@once
def steps_of(snapshot: Snapshot) -> Steps:
    """Return the steps of people's journeys in a place, in the order of its rows.

    Parameters
    ----------
    snapshot
        The place, with all its referrals.

    Returns
    -------
    Steps
        Worked out once for a snapshot, and shared.

    Notes
    -----
    Takes 4 bytes a step for each column that is asked for, and the time of looking up each of its
    words; names what was entered in error alone, at once.
    """
    rows = snapshot.table("Referral")
    status = rows["status"]
    found = over_cores(
        lambda begin, end: (status.iloc[begin:end] == _ERROR).to_numpy(dtype=bool), len(rows)
    )
    is_error = np.concatenate(found)
    if is_error.any():
        rows = rows.loc[~is_error, list(NEEDED)]
    return Steps(len(rows), Columns(rows))


def day_of(number: int) -> dt.date:
    """Return the day with a number.

    Examples
    --------
    >>> day_of(20089)
    datetime.date(2025, 1, 1)
    """
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)


def number_of(day: dt.date) -> int:
    """Return the number of a day.

    Examples
    --------
    >>> number_of(dt.date(2025, 1, 1))
    20089
    """
    return (day - dt.date(1970, 1, 1)).days


def span_numbers(start: dt.date | None, end: dt.date | None) -> tuple[int, int]:
    """Return the numbers of the bounds of a half-open span; an open bound is beyond all days."""
    first = np.iinfo(np.int32).min if start is None else number_of(start)
    return int(first), int(NEVER) if end is None else number_of(end)


def codes_in(names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int32]:
    """Return the codes of `wanted` in `names`, those that it lacks left out."""
    code_of = {name: code for code, name in enumerate(names)}
    return np.array([code_of[each] for each in wanted if each in code_of], dtype=np.int32)
