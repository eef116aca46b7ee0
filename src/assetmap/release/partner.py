"""A partner's own referrals, by sector, month and theme, under the rule for roles below lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.organisations import organisation_of
from assetmap.measures.flows.steps import day_of, steps_of
from assetmap.model.nesting import chains, parents
from assetmap.release.area_counts import told_by_area
from assetmap.release.grid import grid_of_pairs
from assetmap.release.spans import Months, is_exact, month_of, whole_months
from assetmap.release.suppression import SMALLEST_TOLD

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.release.flows import Document
    from assetmap.release.grid import Grid

RECEIVED, SENT = "received", "sent"
DIRECTIONS: Final = (RECEIVED, SENT)


def partner_flows(
    snapshot: Snapshot,
    organisation_id: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> Document:
    """Return the referrals to one organisation and from it, as a partner is told them.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    organisation_id
        Whose; its activities, link workers and champions are part of it, and referrals between
        them are left out.
    start, end
        As `flows_for` takes them of a partner.

    Returns
    -------
    dict
        from and to; received and sent, each with total, by_sector (of the other end, "self" for
        people who came by themselves), by_month and by_theme (what matters, at its widest; only
        of the months of one calendar year, else None). Numbers that are hidden are None, as
        `suppression` says; and so is one beside which the rest of its sector had from 1 to 7,
        since the sector's number is told to all.

    Raises
    ------
    DataError
        If there is no such organisation, or the span is not whole months.
    """
    is_exact(snapshot, "partner")
    if organisation_id not in set(snapshot.table("Organisation")["id"]):
        msg = f"There is no organisation {organisation_id!r}."
        raise DataError(msg)
    months = whole_months(snapshot, start, end)
    if months is None or not len(steps_of(snapshot)):
        return {"from": None, "to": None, RECEIVED: {}, SENT: {}}
    own = _own(snapshot, organisation_id)
    themes = _themes(snapshot)
    return {
        **months.as_json(),
        **{each: own.told(each, months, themes) for each in DIRECTIONS},
    }


@dataclass(frozen=True, eq=False)
class _Own:
    """An organisation's own referrals, and those of all others of its sector.

    Attributes
    ----------
    steps
        All steps of the place.
    is_there
        By direction, which steps are the organisation's own.
    sectors
        By direction, the sector at the other end of each step.
    rest
        By direction, which steps are those of others of its sector.
    """

    steps: Steps
    months: NDArray[np.int64]
    is_there: dict[str, NDArray[np.bool_]]
    rest: dict[str, NDArray[np.bool_]]
    sectors: dict[str, NDArray[np.object_]]

    def told(self, direction: str, months: Months, themes: tuple[str, ...]) -> Document:
        """Return what is told of one direction."""
        columns = sorted(set(self.sectors[direction][self.is_there[direction]]))
        grid = self._grid(direction, columns)
        every = (Months(month, month + 1) for month in range(months.first, months.end))
        return {
            "total": self._one(grid, direction, months, columns, columns),
            "by_sector": {
                sector: n
                for sector in columns
                if (n := self._one(grid, direction, months, columns, [sector])) != 0
            },
            "by_month": {
                str(each.as_json()["from"])[:7]: self._one(grid, direction, each, columns, columns)
                for each in every
            },
            "by_theme": self._by_theme(direction, months, themes),
        }

    def _grid(self, direction: str, columns: list[str]) -> Grid:
        own = self.is_there[direction]
        first = int(self.months.min())
        n_months = int(self.months.max()) - first + 1
        counts = np.zeros((n_months, len(columns)), dtype=np.int64)
        places = np.array([columns.index(each) for each in self.sectors[direction][own]], dtype=int)
        np.add.at(counts, (self.months[own] - first, places), 1)
        return grid_of_pairs(first, counts, [(each, direction) for each in columns])

    def _one(
        self,
        grid: Grid,
        direction: str,
        months: Months,
        columns: list[str],
        wanted: list[str],
    ) -> int | None:
        n = grid.told(months.bounds, [columns.index(each) for each in wanted])
        beside = self.rest[direction] & np.isin(self.sectors[direction], wanted)
        in_span = (self.months >= months.first) & (self.months < months.end)
        n_beside = int((beside & in_span).sum())
        return n if n == 0 or not 0 < n_beside < SMALLEST_TOLD else None

    def _by_theme(
        self, direction: str, months: Months, themes: tuple[str, ...]
    ) -> dict[str, int | None] | None:
        if not months.is_one_year:
            return None
        in_span = (self.months >= months.first) & (self.months < months.end)
        chosen = self.is_there[direction] & in_span
        names = np.array([*themes, ""], dtype=object)[self.steps.need[chosen]]
        found, counts = np.unique(names.astype(str), return_counts=True)
        return dict(zip(found.tolist(), told_by_area(counts.tolist()), strict=True))


def _own(snapshot: Snapshot, organisation_id: str) -> _Own:
    steps = steps_of(snapshot)
    belongs, sector_of = organisation_of(snapshot), snapshot.sector_of
    is_own = np.array([*(belongs.get(party) == organisation_id for party in steps.parties), False])
    sector = sector_of[organisation_id]
    is_beside = np.array(
        [*(sector_of.get(party, "other") == sector for party in steps.parties), False]
    )
    is_beside &= ~is_own
    from_own, to_own = is_own[steps.source], is_own[steps.target]
    others = {
        RECEIVED: step_groups(snapshot, steps, "source_sector"),
        SENT: step_groups(snapshot, steps, "target_sector"),
    }
    named = step_groups(snapshot, steps, "month")
    first = month_of(day_of(int(steps.made.min())))
    return _Own(
        steps=steps,
        months=named.codes.astype(np.int64) + first,
        is_there={RECEIVED: to_own & ~from_own, SENT: from_own & ~to_own},
        rest={RECEIVED: is_beside[steps.target], SENT: is_beside[steps.source]},
        sectors={
            each: np.array(groups.names, dtype=object)[groups.codes]
            for each, groups in others.items()
        },
    )


def _themes(snapshot: Snapshot) -> tuple[str, ...]:
    """Return by code of what matters the widest thing that it is part of."""
    above = chains(parents(snapshot.table("Need"), "parent_id"))
    return tuple(above.get(need, (need,))[-1] for need in steps_of(snapshot).needs)
