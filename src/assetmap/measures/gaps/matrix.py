"""What matters by area, group and time: what can be reached, and who reaches nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.gaps.groups import GROUPS, Group, groups_of, suits
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.kernel import counted, placed, without
from assetmap.measures.gaps.needs import Weighting, residents, shares_asked, weights
from assetmap.measures.gaps.origins import origins
from assetmap.measures.gaps.provision import LARGEST_CAPACITY, provision
from assetmap.measures.gaps.reach import reached
from assetmap.measures.gaps.times import ANY, NAMED, Time, times_of

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.gaps.needs import AskedFor
    from assetmap.measures.gaps.origins import Origins
    from assetmap.measures.gaps.provision import Provision
    from assetmap.measures.gaps.reach import Reached
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int32]
    Ints = NDArray[np.int64]
    Bits = NDArray[np.uint32]
    Suited = NDArray[np.uint64]
    Given = tuple[Ints, Ints, Ints, Bits, Suited, Ints, Ints, Bits]

MOST_GROUPS: Final = 64

_A_THOUSAND: Final = 1000


@dataclass(frozen=True, eq=False)
class GapChoice:
    """What is asked.

    Attributes
    ----------
    level
        Of the areas told; None for wards, or what the place has instead.
    needs
        Ids of what matters; None for all.
    groups
        Keys as of `groups.groups_of`.
    times
        Keys of `times.TIMES`.
    reach
        How far is near enough.
    weighting
        Who counts for how much.
    largest_capacity
        The places at one time that a session has at most where nobody said how many.
    """

    level: str | None = None
    needs: tuple[str, ...] | None = None
    groups: tuple[str, ...] = tuple(each.key for each in GROUPS)
    times: tuple[str, ...] = tuple(each.key for each in NAMED)
    reach: Reach = field(default_factory=Reach)
    weighting: Weighting = field(default_factory=Weighting)
    largest_capacity: float = LARGEST_CAPACITY


@dataclass(frozen=True, eq=False)
class GapMatrix:
    """Cells by area, what matters, group and time, in this order.

    Attributes
    ----------
    choice
        What was asked.
    offers, starts
        What can be gone to, and where people start from.
    reached, reached_at_most
        Which offers each start reaches: surely, and with what does not say where it serves.
    needs, groups, times
        The axes after `starts.areas`.
    residents
        People by start and group; NaN if not known.
    shares
        By start and need the share of residents that counts as in need: what a resident weighs
        times the share of people to whom it matters.
    suits, suits_at_most
        By offer the groups that it suits, as bits: surely, and perhaps.
    met
        Where the numbers of what each activity meets begin, and these numbers.
    """

    choice: GapChoice
    offers: Provision
    starts: Origins
    reached: Reached
    reached_at_most: Reached
    needs: tuple[str, ...]
    groups: tuple[Group, ...]
    times: tuple[Time, ...]
    residents: Numbers
    shares: Numbers
    suits: NDArray[np.uint64]
    suits_at_most: NDArray[np.uint64]
    met: tuple[NDArray[np.int64], NDArray[np.int64]]

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the areas told."""
        return self.starts.areas

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """How many there are of each axis."""
        return len(self.areas), len(self.needs), len(self.groups), len(self.times)

    @cached_property
    def reachable(self) -> Counts:
        """Distinct activities that surely suit, are on then, and somebody in the area reaches."""
        return self._counted(self.reached, self.offers.known, self.suits)

    @cached_property
    def reachable_at_most(self) -> Counts:
        """The same with all that perhaps suits, is perhaps on, or may serve the area."""
        if not self.is_uncertain:
            return self.reachable
        return self._counted(self.reached_at_most, self.offers.possible, self.suits_at_most)

    @cached_property
    def at_any_time(self) -> Counts:
        """Distinct activities by area and what matters: for anybody, at any time."""
        found = np.zeros((*self.shape[:2], 1, 1), dtype=np.int32)
        area = self.reached.by_area(self.starts.area, len(self.areas), len(self.offers))
        everyone = np.ones_like(self.suits)
        given = self._given(area, self.offers.known, everyone)[:-1]
        counted(*given, np.array([ANY.mask], dtype=np.uint32), found)
        return found[:, :, 0, 0]

    @cached_property
    def people(self) -> Numbers:
        """People in need by area, what matters and group; NaN if those of a start are unknown."""
        n_areas, n_needs, n_groups, _ = self.shape
        found = np.zeros((n_areas, n_needs, n_groups))
        each = self.shares[:, :, None] * self.residents[:, None, :]
        np.add.at(found, self.starts.area, each)
        return found

    @cached_property
    def without(self) -> Numbers:
        """People in need who surely reach nothing that is known to be there then."""
        return self._without(self.reached, self.offers.known, self.suits)

    @cached_property
    def without_at_least(self) -> Numbers:
        """People in need who reach nothing, were all that is not known the best it can be."""
        if not self.is_uncertain:
            return self.without
        return self._without(self.reached_at_most, self.offers.possible, self.suits_at_most)

    @cached_property
    def is_uncertain(self) -> bool:
        """Whether it is not known of some offer when it is on, for whom, or where."""
        offers = self.offers
        return bool(
            (offers.known != offers.possible).any()
            or (self.suits != self.suits_at_most).any()
            or offers.from_anywhere.any()
        )

    @cached_property
    def places_per_1000(self) -> Numbers:
        """Places a week that are known and can be reached for each thousand people in need.

        A place that several areas reach counts for each of them; NaN where nobody is in need or it
        is not known how many.
        """
        return self.places_in(np.arange(len(self.areas)))

    @cached_property
    def places_per_1000_at_most(self) -> Numbers:
        """The same with `choice.largest_capacity` where nobody said, and all that may be there."""
        return self.places_in(np.arange(len(self.areas)), at_most=True)

    def places_in(self, areas: Ints, *, at_most: bool = False) -> Numbers:
        """Return `places_per_1000` of some areas alone, which takes time in what these reach.

        Parameters
        ----------
        areas
            Their numbers.
        at_most
            Whether it is `places_per_1000_at_most` of them.
        """
        largest = self.choice.largest_capacity if at_most else None
        by_time = self.offers.places_at(self.times, largest=largest)
        which = self.reached_at_most if at_most else self.reached
        area = which.by_area(self.starts.area, len(self.areas), len(self.offers)).of(areas)
        found = np.zeros((len(areas), *self.shape[1:]))
        suited = self.suits_at_most if at_most else self.suits
        placed(area.indptr, area.offer, self.offers.activity, by_time, suited, *self.met, found)
        people = self.people[areas]
        in_need = np.where(people > 0, people, np.nan)[..., None]
        per_1000: Numbers = found * _A_THOUSAND / in_need
        return per_1000

    @cached_property
    def without_by_start(self) -> Numbers:
        """People in need who surely reach nothing by start, what matters, group and time."""
        found = np.zeros((len(self.starts.codes), *self.shape[1:]))
        given = self._given(self.reached, self.offers.known, self.suits)
        without(*given, np.arange(len(found)), self.residents, self.shares, found)
        return found

    def _counted(self, which: Reached, mask: Bits, suited: Suited) -> Counts:
        found = np.zeros(self.shape, dtype=np.int32)
        area = which.by_area(self.starts.area, len(self.areas), len(self.offers))
        counted(*self._given(area, mask, suited), found)
        return found

    def _without(self, which: Reached, mask: Bits, suited: Suited) -> Numbers:
        found = np.zeros(self.shape)
        given = self._given(which, mask, suited)
        without(*given, self.starts.area, self.residents, self.shares, found)
        unknown = np.isnan(self.people)
        found[unknown] = np.nan
        return found

    def _given(self, which: Reached, mask: Bits, suited: Suited) -> Given:
        times = np.array([time.mask for time in self.times], dtype=np.uint32)
        begins, numbers = self.met
        offers = self.offers
        return which.indptr, which.offer, offers.activity, mask, suited, begins, numbers, times


def gap_matrix(
    snapshot: Snapshot, day: dt.date, choice: GapChoice, *, asked: AskedFor | None = None
) -> GapMatrix:
    """Return what can be reached, by area, what matters, group and time.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    day
        The day whose activities, sessions and ties count.
    choice
        What is asked.
    asked
        What journeys were about; None if the reader may not know.

    Returns
    -------
    GapMatrix
        Its cells are worked out when they are first looked at.

    Raises
    ------
    DataError
        If there is no such level, need, group, time or layer; or as `reach.reached`.

    Notes
    -----
    People in need are residents of the group times what a resident weighs (`needs.weights`)
    times the share to whom it matters (`needs.shares_asked`). A start is without if it reaches
    0 activities; the people without of an area are those of its starts, added up. Takes time
    in the offers reached by all starts, times what each activity meets, groups and times; memory
    in the cells, and in the pairs of starts and offers.
    """
    offers = provision(snapshot, day)
    starts = origins(snapshot, choice.level)
    needs = _needs(offers, choice.needs)
    groups = groups_of(snapshot, choice.groups)
    if len(groups) > MOST_GROUPS:
        msg = f"{len(groups)} groups are asked for; at most {MOST_GROUPS} can be told apart."
        raise DataError(msg)
    times = times_of(choice.times)
    surely = reached(snapshot, offers, starts, choice.reach)
    at_most = surely
    if offers.from_anywhere.any():
        at_most = reached(snapshot, offers, starts, choice.reach, at_most=True)
    suited, maybe = _suits(groups, offers)
    weighed = weights(snapshot, starts, needs, choice.weighting)
    return GapMatrix(
        choice=choice,
        offers=offers,
        starts=starts,
        reached=surely,
        reached_at_most=at_most,
        needs=needs,
        groups=groups,
        times=times,
        residents=_residents(snapshot, starts, groups),
        shares=weighed * shares_asked(starts, needs, asked),
        suits=suited,
        suits_at_most=maybe,
        met=_met(offers, needs),
    )


def _needs(offers: Provision, wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    if wanted is None:
        return offers.needs
    if unknown := [each for each in wanted if each not in offers.needs]:
        msg = f"Nothing that matters has the id {unknown[0]!r}."
        raise DataError(msg)
    return tuple(dict.fromkeys(wanted))


def _residents(snapshot: Snapshot, starts: Origins, groups: tuple[Group, ...]) -> Numbers:
    found = [residents(snapshot, starts, group) for group in groups]
    shape = (len(groups), len(starts.codes))
    return np.ascontiguousarray(np.array(found, dtype=np.float64).reshape(shape).T)


def _suits(
    groups: tuple[Group, ...], offers: Provision
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    surely = np.zeros(len(offers), dtype=np.uint64)
    maybe = np.zeros(len(offers), dtype=np.uint64)
    for number, group in enumerate(groups):
        sure, may = suits(group, offers.offered)
        surely |= sure.astype(np.uint64) << np.uint64(number)
        maybe |= (sure | may).astype(np.uint64) << np.uint64(number)
    return surely, maybe


def _met(offers: Provision, needs: tuple[str, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where what each activity meets begins, and the numbers in `needs` of these."""
    place = {need: number for number, need in enumerate(needs)}
    number_of = np.array([place.get(need, -1) for need in offers.needs], dtype=np.int64)
    activity, numbers = offers.met_flat
    met = number_of[numbers]
    n_met = np.bincount(activity[met >= 0], minlength=len(offers.met))
    return np.concatenate([[0], np.cumsum(n_met)]).astype(np.int64), met[met >= 0]
